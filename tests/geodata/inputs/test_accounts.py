"""Every reader accounts for every row: rows read are rows used and left out, whatever the file holds."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from geodata.inputs.account import Account, LeftOut
from geodata.inputs.registry import INPUTS
from planning.errors import PlanningError
from planning.languages.detailed import DETAILED
from planning.languages.groups import LANGUAGES
from tests.examples import examples

TRACTS = ("41051000100", "41051000200", "41051000300")
Rows = list[dict[str, str]]


def language_row(geoid: str) -> dict[str, str]:
    cells = {"GEOID": geoid, "C16001_001E": "8000", "C16001_001M": "12"}
    for group in LANGUAGES.values():
        cells |= {f"C16001_{group.lep_line:03d}E": "10", f"C16001_{group.very_well_line:03d}E": "5"}
    return cells


def adult_row(geoid: str) -> dict[str, str]:
    lines = [age + 3 + 5 * group for age in (2, 24, 46) for group in range(4)]
    return {"GEOID": geoid} | {f"B16004_{line:03d}E": "7" for line in lines}


def detail_row(puma: str) -> dict[str, str]:
    return {"GEO_ID": f"795P200US{puma}"} | {f"B16001_{row.lep_line:03d}E": "7" for row in DETAILED.values()}


def replicate_row(geoid: str) -> dict[str, str]:
    cells = {"TBLID": "C16001", "GEOID": f"1400000US{geoid}", "ORDER": "5", "ESTIMATE": "10", "MOE": "33"}
    return cells | {f"Var_Rep{k}": str(10 + 10 * (-1) ** k) for k in range(1, 81)}


TABLES: dict[str, Rows] = {
    "replicates": [replicate_row(geoid) for geoid in TRACTS],
    "language": [language_row(geoid) for geoid in TRACTS],
    "population": [
        {"GEOID": f"{geoid}1000", "lon": f"-122.{60 - k}", "lat": "45.5", "pop": "100"}
        for k, geoid in enumerate(TRACTS)
    ],
    "venues": [{"name": f"Library {k}", "lon": f"-122.{60 - k}", "lat": "45.5", "kind": "library"} for k in range(3)],
    "roster": [
        {"officer_id": f"O{k}", "unit": "101", "shift": "day", "language": "Spanish", "tier": "certified"}
        for k in range(3)
    ],
    "requests": [
        {"area": "101", "hour": str(k), "requests": "3", "language": "Spanish", "given_by": "line"} for k in range(3)
    ],
    "bill": [{"Language": "Korean", "Date": f"03/0{k + 1}/2025", "Minutes": "12", "Way": "OPI"} for k in range(3)],
    "adults": [adult_row(geoid) for geoid in TRACTS],
    "detail": [detail_row(f"410130{k}") for k in range(3)],
    "pumas": [
        {"STATEFP": geoid[:2], "COUNTYFP": geoid[2:5], "TRACTCE": geoid[5:], "PUMA5CE": "01301"} for geoid in TRACTS
    ],
}
MAPS: dict[str, tuple[str, Rows]] = {
    "beats": ("BEAT", [{"BEAT": str(101 + k), "SECTOR": "A"} for k in range(3)]),
    "tracts": ("GEOID", [{"GEOID": geoid} for geoid in TRACTS]),
    "ground": ("kind", [{"kind": "water", "name": f"Pond {k}"} for k in range(3)]),
}
AROUND = gpd.GeoDataFrame({"area_id": ["1"]}, geometry=[box(-122.65, 45.45, -122.5, 45.55)], crs=4326)
OPTIONS: dict[str, dict[str, Any]] = {
    "beats": {"id_column": "BEAT", "level_columns": ("SECTOR",)},
    "ground": {"beats": AROUND},
}
CELLS = st.sampled_from(
    ["", " ", "NA", "0", "-3", "7,5", "1.5", "many", "41051000100", "Spanish", "2024-01-01", "é", "510"]
)


def write(folder: Path, role: str, rows: Rows) -> Path:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    if role in TABLES:
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
        path = folder / f"{role}.csv"
        path.write_text(text.getvalue(), encoding="utf-8")
        return path
    features = []
    for k, row in enumerate(rows):
        west = -122.6 + k / 100
        ring = [[west, 45.5], [west + 0.01, 45.5], [west + 0.01, 45.51], [west, 45.51], [west, 45.5]]
        features.append({"type": "Feature", "properties": row, "geometry": {"type": "Polygon", "coordinates": [ring]}})
    path = folder / f"{role}.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


SHEETS: tuple[list[list[str]], ...] = ([], [["Legend"]], [["Code", "Means"], ["1", "one"], ["2", "two"]])
"""What else a workbook may hold: nothing, a word, another table."""


def write_book(folder: Path, role: str, rows: Rows, others: list[list[list[str]]], typed: bool) -> Path:
    """Write the rows as a workbook, with other sheets beside them, figures as figures or as text."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Table"
    columns = list(dict.fromkeys(column for row in rows for column in row))
    sheet.append(columns)
    for row in rows:
        cells = [row.get(column, "") for column in columns]
        sheet.append([int(cell) if typed and cell.isdigit() and cell[0] != "0" else cell or None for cell in cells])
    for number, lines in enumerate(others):
        beside = book.create_sheet(str(number))
        for line in lines:
            beside.append(line)
    path = folder / f"{role}.xlsx"
    book.save(path)
    return path


def base(role: str) -> Rows:
    return TABLES[role] if role in TABLES else MAPS[role][1]


def require_whole(account: Account | None, frame_rows: int | None = None) -> Account:
    assert account is not None
    assert account.rows_read == account.rows_used + sum(one.rows for one in account.left_out)
    assert Account.from_json(json.loads(json.dumps(account.as_json()))) == account
    if frame_rows is not None:
        assert account.rows_used == frame_rows
    return account


@pytest.mark.parametrize("role", INPUTS)
def test_every_reader_accounts_for_every_row_and_column(role: str, tmp_path: Path) -> None:
    rows = [row | {"extra": "x"} for row in base(role)]
    found = INPUTS[role].read(write(tmp_path, role, rows), **OPTIONS.get(role, {}))
    account = require_whole(found.account)
    assert (account.rows_read, account.rows_used) == (3, 3)
    assert set(account.columns) == set(rows[0])
    assert "extra" in account.unused
    assert all(one.rows == 0 for one in account.left_out)


@pytest.mark.many_files
@pytest.mark.parametrize("role", INPUTS)
@examples(300, quick=8, share=60)
@given(data=st.data())
def test_rows_in_are_rows_accounted_for_whatever_the_file_holds(role: str, data: st.DataObject) -> None:
    rows = [dict(row) for row in base(role)]
    rows = data.draw(
        st.permutations(rows + [dict(row) for row in data.draw(st.lists(st.sampled_from(rows), max_size=2))])
    )
    rows += [dict.fromkeys(rows[0], "")] * data.draw(st.integers(0, 2))
    if data.draw(st.booleans()):
        extra = data.draw(st.sampled_from(["note", "Column 9", "Ünit"]))
        rows = [row | {extra: data.draw(CELLS)} for row in rows]
    for _ in range(data.draw(st.integers(0, 3))):
        row = data.draw(st.sampled_from(rows))
        row[data.draw(st.sampled_from(list(row)))] = data.draw(CELLS)
    rows = [{column: row[column] for column in data.draw(st.permutations(list(rows[0])))} for row in rows]
    sheets = data.draw(st.none() | st.lists(st.sampled_from(SHEETS), max_size=2)) if role in TABLES else None
    typed = data.draw(st.booleans())
    with tempfile.TemporaryDirectory() as folder:
        path = (
            write_book(Path(folder), role, rows, sheets, typed)
            if sheets is not None
            else write(Path(folder), role, rows)
        )
        try:
            found = INPUTS[role].read(path, **OPTIONS.get(role, {}))
        except PlanningError as error:
            assert "\n" not in str(error)
            return
    account = require_whole(found.account)
    held = sum(any(cell.strip() for cell in row.values()) for row in rows) if role in TABLES else len(rows)
    assert account.rows_read == held
    told = {part.name for part in account.parts}
    given = {"Table", *map(str, range(len(sheets)))} if sheets else set()
    assert len(told) == len(given) and (role == "bill" or told == given)  # a vendor's names of sheets are not shown


def test_an_account_that_loses_rows_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="4 rows read, but 3 used and 0 left out"):
        Account("x.csv", 4, 3)
    assert Account("x.csv", 4, 3, (LeftOut("blank", 1),)).rows_used == 3
