"""Table B16001 by PUMA and the Bureau's list of PUMAs: read as they come, put in, answered from."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from commands.shared import cli
from geodata.checks.report import check_department
from geodata.department.answers import prepare
from geodata.department.department import load_department, save_department
from geodata.department.inside_groups import inside_groups, pumas_around
from geodata.inputs.detail import read_detail
from geodata.inputs.pumas import read_pumas
from planning.errors import InputError, SchemaError
from planning.examples import TRACTS, four_square_table
from planning.languages.detailed import DETAILED
from tests.four_square import four_square_department

PUMAS = ("9900101", "9900102")


def cells(start: int) -> dict[str, str]:
    return {
        f"B16001_{row.lep_line:03d}{kind}": str(start + line if kind == "E" else 20)
        for line, row in DETAILED.items()
        for kind in "EM"
    }


def write(path: Path, rows: list[dict[str, str]], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def downloaded(tmp_path: Path) -> Path:
    """As data.census.gov gives it: a second heading, and other levels."""
    named = {"GEO_ID": "Geography", "NAME": "Geographic Area Name"} | dict.fromkeys(cells(0), "Estimate!!Total")
    rows = [
        {"GEO_ID": f"795P200US{puma}", "NAME": f"{puma}; Lake PUMA"} | cells(1000 * k) for k, puma in enumerate(PUMAS)
    ]
    rows += [
        {"GEO_ID": "0400000US99", "NAME": "State"} | cells(0),
        {"GEO_ID": "795P200US4101301", "NAME": "x"} | cells(0),
    ]
    return write(tmp_path / "ACSDT5Y2024.B16001-Data.csv", [named, *rows])


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """With the byte-order mark the Bureau's file has."""
    rows = [
        {"STATEFP": geoid[:2], "COUNTYFP": geoid[2:5], "TRACTCE": geoid[5:], "PUMA5CE": "00101" if k < 2 else "00102"}
        for k, geoid in enumerate((*TRACTS, "41051000100"))
    ]
    return write(tmp_path / "2020_Census_Tract_to_2020_PUMA.txt", rows, "utf-8-sig")


def test_both_files_as_the_bureau_gives_them(downloaded: Path, listed: Path) -> None:
    found = read_detail(downloaded, table=four_square_table())
    assert sorted(found.detail["puma"].unique()) == list(PUMAS) and len(found.detail) == 2 * len(DETAILED)
    khmer = found.detail[(found.detail["line"] == 90) & (found.detail["puma"] == PUMAS[1])].iloc[0]
    assert (khmer["lep"], khmer["lep_moe"], khmer["name"]) == (1090.0, 20.0, "9900102; Lake PUMA")
    assert (
        "5 rows read, 2 used" in found.account.sentence()
        and "a PUMA of another state: 1 row" in found.account.sentence()
    )
    places = read_pumas(listed, table=four_square_table())
    assert places.pumas["puma"].tolist() == [PUMAS[0]] * 2 + [PUMAS[1]] * 2
    assert "5 rows read, 4 used. 1 left out (a tract of elsewhere: 1 row)" in places.account.sentence()


def test_a_reply_of_the_api_is_read_too(tmp_path: Path) -> None:
    header = [*cells(0), "state", "public use microdata area"]
    path = tmp_path / "b16001.json"
    path.write_text(json.dumps([header, [*cells(0).values(), "99", "00101"]]))
    assert read_detail(path).detail["puma"].unique().tolist() == ["9900101"]


def test_a_missing_cell_stays_missing(tmp_path: Path) -> None:
    row = {"GEO_ID": f"7950000US{PUMAS[0]}"} | cells(0) | {"B16001_092E": "-666666666", "B16001_092M": "**"}
    detail = read_detail(write(tmp_path / "d.csv", [row])).detail.set_index("line")
    assert np.isnan(detail.loc[90, "lep"]) and np.isnan(detail.loc[90, "lep_moe"]) and detail.loc[84, "lep"] == 84


def test_other_files_are_refused(tmp_path: Path, listed: Path) -> None:
    with pytest.raises(SchemaError, match="no column B16001_008E"):
        read_detail(listed)
    with pytest.raises(InputError, match="no PUMA of the department's state"):
        read_detail(write(tmp_path / "d.csv", [{"GEO_ID": "795P200US4101301"} | cells(0)]), table=four_square_table())
    with pytest.raises(InputError, match="in more than one row: 9900101"):
        read_detail(write(tmp_path / "d.csv", [{"GEO_ID": "795P200US9900101"} | cells(0)] * 2))
    with pytest.raises(SchemaError, match="PUMA5CE"):
        read_pumas(write(tmp_path / "t.csv", [{"GEOID": TRACTS[0], "x": "1"}]))


def test_connecticut_goes_by_the_number_of_the_tract(tmp_path: Path) -> None:
    table = four_square_table()
    moved = dict(zip(TRACTS, ("09110000100", "09110000200", "09120000300", "09120000400"), strict=True))
    index = table.pop5.index.map(moved)
    table.pop5.index = index
    rows = [
        {"STATEFP": "09", "COUNTYFP": "001", "TRACTCE": geoid[5:], "PUMA5CE": "20100"}
        for geoid in list(moved.values())[:3]
    ]
    found = read_pumas(write(tmp_path / "t.csv", rows), table=table)
    assert found.pumas["geoid"].tolist() == list(moved.values())[:3]
    assert "names no PUMA for 1 tract" in found.notes[-1]


def test_a_department_answers_from_both_and_from_neither_alone(tmp_path: Path, downloaded: Path, listed: Path) -> None:
    folder = save_department(four_square_department(), tmp_path / "four").folder
    run = CliRunner()
    alone = run.invoke(cli, ["inside", str(folder)])
    assert alone.exit_code == 2 and "--detail" in alone.output
    for role, path in (("detail", downloaded), ("pumas", listed)):
        assert run.invoke(cli, ["attach", str(folder), f"--{role}", str(path)]).exit_code == 0
        if role == "detail":
            assert inside_groups(prepare(load_department(folder))).empty
    prepared = prepare(load_department(folder))
    # West is NW whole and half of SW, 1,000 people each; the two lie in different PUMAs.
    assert pumas_around(prepared, "beat", "west").round(3).to_dict() == {PUMAS[0]: 0.667, PUMAS[1]: 0.333}
    khmer = inside_groups(prepared, "beat", "west").set_index("line").loc[90]
    assert (khmer["lep"], khmer["pumas"]) == (90 + 1090, 2)
    said = run.invoke(cli, ["inside", str(folder), "--area", "west"])
    assert said.exit_code == 0 and "In the 2 larger census areas (PUMAs) around west" in said.output
    subject = [finding for finding in check_department(prepared) if finding.subject == "inside the combined groups"]
    assert [finding.status for finding in subject] == ["fine"]
