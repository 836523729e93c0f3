"""Any file of ours is made again and compared: a changed digit is named in every form, another state by its input."""

from __future__ import annotations

import io
import json
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from geodata.department.department import load_department, save_department
from geodata.departments import Opened, open_for
from geodata.papers.stamp import BEGINS, Stamp
from geodata.products.asked import costs_as_json, options_as_json
from geodata.products.grids import READERS
from geodata.products.made import Made, stamp_of
from geodata.products.registry import PRODUCTS, find_product, make
from geodata.products.render import render
from geodata.products.verify import DIFFERENT, EQUAL, NOT_MADE, OTHER_STATE, verify_file
from planning.errors import InputError
from planning.materials.translate_next import TranslationCosts
from planning.officers.options import PostOptions
from planning.records.half_years import closed_half_years
from planning.records.roles import Actor
from planning.words.paper import Paper, Table
from tests.examples import quick_ones
from tests.four_square import four_square_beats, four_square_department

KIM = Actor("kim@pd.example", "admin")
COPIES = {"vital": 0.1, "outreach": 0.05, "bundle": 25, "places": 3}
COSTS = {"budget": 2400.0, "costs": costs_as_json(TranslationCosts())}
SLOTS = {"options": options_as_json(PostOptions())}
EXAMPLES: dict[str, tuple[dict[str, Any], str]] = {
    "need": ({"level": "beat", "combined": True}, ".csv"),
    "map-need": ({"level": "beat"}, ".geojson"),
    "materials": ({"rule": "", "read_at": "department"}, ".xlsx"),
    "materials-where": ({"rule": "", "level": "beat"}, ".json"),
    "materials-questions": ({"rule": "", "read_at": "beat"}, ".csv"),
    "map-verdicts": ({"rule": "", "level": "DISTRICT"}, ".parquet"),
    "verdicts-paper": ({"rule": ""}, ".html"),
    "documents-paper": ({"rule": ""}, ".html"),
    "copies": ({"rule": "", "level": "beat", **COPIES}, ".zip"),
    "copies-prints": ({"rule": "", **COPIES}, ".csv"),
    "copies-paper": ({"rule": "", **COPIES}, ".html"),
    "translate-next": ({"rule": "", **COSTS}, ".csv"),
    "translate-paper": ({"rule": "", **COSTS}, ".html"),
    "inside-groups": ({"level": "department"}, ".csv"),
    "officers": ({"rule": "", **SLOTS}, ".csv"),
    "map-coverage": ({"rule": "", **SLOTS}, ".gpkg"),
    "recruit": ({"level": "beat"}, ".xlsx"),
    "change": ({"level": "DISTRICT", "then": 2018, "now": 2023}, ".csv"),
    "map-change": ({"level": "DISTRICT", "then": 2018, "now": 2023}, ".zip"),
    "what-if": ({"level": "beat", "steps": [{"what": "merge-beats", "areas": ["41", "43"], "into": "41"}]}, ".csv"),
    "map-what-if": (
        {"level": "beat", "steps": [{"what": "merge-beats", "areas": ["41", "43"], "into": "41"}]},
        ".geojson",
    ),
    "yearly-report": ({"rule": ""}, ".docx"),
    "yearly-figures": ({"rule": ""}, ".csv"),
    "accountability-counts": ({"floor": 10}, ".csv"),
    "ways": ({}, ".csv"),
    "ways-left": ({"level": "department", "use": "routine"}, ".csv"),
    "access-plan": ({"rule": "", "budget": 2400.0}, ".docx"),
    "brief": ({"rule": "", "area": "42", "level": "beat"}, ".html"),
    "accountability": ({"floor": 10}, ".html"),
}
QUICK = ("need", "map-coverage", "brief")


@pytest.fixture(scope="module")
def demo() -> Opened:
    return open_for("demo", KIM)


def asked_of(opened: Opened, name: str) -> dict[str, Any]:
    asked = dict(EXAMPLES[name][0])
    if "rule" in asked:
        asked |= {"rule": opened.department.settings.rule, "day": opened.today.isoformat()}
    if name in ("accountability", "accountability-counts"):
        asked["half_year"] = str(closed_half_years(None, opened.today)[0])
    if name.startswith("yearly"):
        asked["ending"] = str(closed_half_years(None, opened.today)[0])
    return asked


def made_of(opened: Opened, name: str) -> tuple[Made, Stamp]:
    asked = asked_of(opened, name)
    return make(opened, name, asked), stamp_of(opened, find_product(name), asked)


def write(opened: Opened, name: str, folder: Path, ending: str, made: Made | None = None) -> Path:
    again, stamp = made_of(opened, name)
    path = folder / f"{name}{ending}"
    path.write_bytes(render(opened, made or again, stamp, ending, name))
    if ending in (".csv", ".json"):
        path.with_name(path.name + ".about.txt").write_text(f"{name}\n{stamp.line}\n")
    return path


def test_there_is_an_example_of_every_product() -> None:
    assert set(EXAMPLES) == {name for name, product in PRODUCTS.items() if product.make is not None}
    assert all(product.why_not for product in PRODUCTS.values() if product.make is None)


@pytest.mark.parametrize("name", quick_ones(EXAMPLES, QUICK))
def test_what_nobody_changed_is_equal(name: str, demo: Opened, tmp_path: Path) -> None:
    found = verify_file(write(demo, name, tmp_path, EXAMPLES[name][1]), KIM, "demo")
    assert (found.outcome, found.differences) == (EQUAL, ())


def other_digit(text: str) -> str:
    """Change the last digit of a text."""
    at = max(place for place, sign in enumerate(text) if sign.isdigit())
    return f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}"


def in_csv(content: bytes) -> bytes:
    rows = content.decode().split("\n")
    at = next(k for k, row in enumerate(rows) if "42,korean" in row)
    cells = rows[at].split(",")
    cells[2] = other_digit(cells[2])
    rows[at] = ",".join(cells)
    return "\n".join(rows).encode()


def in_json(content: bytes) -> bytes:
    rows = json.loads(content)
    row = next(row for row in rows if (row["area_id"], row["language"]) == ("42", "korean"))
    row["lep"] = nearly(row["lep"])
    return json.dumps(rows).encode()


def nearly(value: float) -> float:
    """Change the fifth digit of a number."""
    return float(f"{value:.3f}"[:-1] + ("1" if f"{value:.3f}"[-1] != "1" else "2"))


def in_excel(content: bytes) -> bytes:
    book = load_workbook(io.BytesIO(content))
    sheet = book["Table"]
    column = [cell.value for cell in sheet[1]].index("LEP residents, exact")
    row = next(row for row in sheet.iter_rows(min_row=2) if (row[0].value, row[1].value) == ("42", "Korean"))
    row[column].value = nearly(row[column].value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def in_geojson(content: bytes) -> bytes:
    held = json.loads(content)
    area = next(one["properties"] for one in held["features"] if one["properties"]["area_id"] == "42")
    area["korean_lep"] = nearly(area["korean_lep"])
    return json.dumps(held).encode()


def in_geopackage(content: bytes) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        (value,) = database.execute("SELECT korean_lep FROM need WHERE area_id = '42'").fetchone()
        for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{trigger}"')  # they call functions that only GDAL has
        database.execute("UPDATE need SET korean_lep = ? WHERE area_id = '42'", (nearly(value),))
        database.commit()
        return database.serialize()


def in_geoparquet(content: bytes) -> bytes:
    table = pq.read_table(io.BytesIO(content))
    at, place = table.column("area_id").to_pylist().index("42"), table.column_names.index("korean_lep")
    values = table.column("korean_lep").to_pylist()
    values[at] = nearly(values[at])
    buffer = io.BytesIO()
    pq.write_table(table.set_column(place, "korean_lep", [values]), buffer)
    return buffer.getvalue()


def in_zip(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            inside = old.read(name)
            new.writestr(name, in_csv(inside) if name == "need.csv" else inside)
    return buffer.getvalue()


def in_html(content: bytes) -> bytes:
    text = content.decode()
    cell = re.search(r'<td class="number">[\d,]*\d', text)
    assert cell is not None
    return (text[: cell.start()] + other_digit(cell[0]) + text[cell.end() :]).encode()


IN_TABLE = "area_id 42, language korean, lep: the file says"
IN_MAP = "area_id 42, level beat, korean_lep: the file says"


@pytest.mark.parametrize(
    ("name", "ending", "change", "where"),
    [
        ("need", ".csv", in_csv, IN_TABLE),
        pytest.param("need", ".json", in_json, IN_TABLE, marks=pytest.mark.thorough),
        ("need", ".xlsx", in_excel, "Area 42, Language Korean, LEP residents, exact: the file says"),
        pytest.param("need", ".zip", in_zip, f"need.csv, {IN_TABLE}", marks=pytest.mark.thorough),
        pytest.param("map-need", ".geojson", in_geojson, IN_MAP, marks=pytest.mark.thorough),
        ("map-need", ".gpkg", in_geopackage, IN_MAP),
        pytest.param("map-need", ".parquet", in_geoparquet, IN_MAP, marks=pytest.mark.thorough),
        ("brief", ".html", in_html, ": the file says"),
    ],
)
def test_one_changed_digit_is_named(
    name: str, ending: str, change: Callable[[bytes], bytes], where: str, demo: Opened, tmp_path: Path
) -> None:
    path = write(demo, name, tmp_path, ending)
    path.write_bytes(change(path.read_bytes()))
    found = verify_file(path, KIM, "demo")
    assert (found.outcome, len(found.differences)) == (DIFFERENT, 1), found.differences
    (one,) = found.differences
    assert where in one.sentence and one.found != one.ours and len(one.found) > 0 < len(one.ours)


def test_one_changed_digit_of_a_pdf_is_named(demo: Opened, tmp_path: Path) -> None:
    paper, _ = made_of(demo, "verdicts-paper")
    assert isinstance(paper, Paper)
    assert verify_file(write(demo, "verdicts-paper", tmp_path, ".pdf"), KIM, "demo").outcome == EQUAL
    at, table = next((k, block) for k, block in enumerate(paper.blocks) if isinstance(block, Table))
    place = next(k for k, cell in enumerate(table.rows[0]) if cell.replace(",", "").isdigit())
    cell = table.rows[0][place]
    row = (*table.rows[0][:place], other_digit(cell), *table.rows[0][place + 1 :])
    blocks = (*paper.blocks[:at], replace(table, rows=(row, *table.rows[1:])), *paper.blocks[at + 1 :])
    found = verify_file(write(demo, "verdicts-paper", tmp_path, ".pdf", replace(paper, blocks=blocks)), KIM, "demo")
    assert found.outcome == DIFFERENT and len(found.differences) == 1
    assert other_digit(cell) in found.differences[0].found and cell in found.differences[0].ours


def test_a_row_that_is_gone_and_a_column_that_came_are_named(demo: Opened, tmp_path: Path) -> None:
    path = write(demo, "need", tmp_path, ".csv")
    rows = path.read_text().splitlines()
    path.write_text("\n".join([rows[0], *rows[2:]]) + "\n")
    (one,) = verify_file(path, KIM, "demo").differences
    assert one.row == "area_id 01, language spanish" and (one.found, one.ours) == ("", "a row")
    path.write_text("\n".join(f"{row},{'more' if k == 0 else 7}" for k, row in enumerate(rows)) + "\n")
    (one,) = verify_file(path, KIM, "demo").differences
    assert (one.column, one.found) == ("more", "more")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_department(four_square_department(), tmp_path / "squares")
    return tmp_path / "squares"


def test_another_state_is_opened_at_its_version_or_named(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = write(open_for(folder, KIM), "need", tmp_path, ".csv")
    assert verify_file(path, KIM).outcome == EQUAL, "found by its name beside the file"
    old = load_department(folder)
    save_department(replace(old, beats=four_square_beats(east=(900, 500, 2000, 2000))), folder, replace=True)
    then = verify_file(path, KIM)
    assert then.outcome == EQUAL and f"version {old.version}" in then.sentence and "the beat map" in then.sentence
    path.write_text(path.read_text().replace("150.0", "151.0", 1))
    assert verify_file(path, KIM).outcome == DIFFERENT
    shutil.rmtree(folder / "versions" / old.version)
    gone = verify_file(path, KIM)
    assert (gone.outcome, gone.differences) == (OTHER_STATE, ()) and "the beat map changed" in gone.sentence


def test_a_department_that_is_not_here_is_asked_for(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(open_for(folder, KIM), "need", tmp_path, ".csv")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    with pytest.raises(InputError, match=r"not here: Four Squares.*--department"):
        verify_file(path, KIM)


def test_what_is_not_made_again_says_why(tmp_path: Path) -> None:
    path = tmp_path / "audit.csv"
    path.write_text("a,b\n1,2\n")
    path.with_name("audit.csv.about.txt").write_text(Stamp("audit-trail", department="X").line)
    assert verify_file(path, KIM).outcome == NOT_MADE


@pytest.mark.parametrize("ending", quick_ones(READERS, (".csv", ".docx", ".parquet")))
def test_a_foreign_cut_or_empty_file_is_one_sentence(ending: str, demo: Opened, tmp_path: Path) -> None:
    name = (
        "brief"
        if ending in (".html", ".pdf", ".docx")
        else "need"
        if ending in (".csv", ".json", ".xlsx")
        else "map-need"
    )
    path = write(demo, name, tmp_path, ending)
    whole = path.read_bytes()
    for content in (b"", b"\x00\xff" * 500, b"hello\n", b"{}", b"<html></html>", whole[: len(whole) * 2 // 3]):
        path.write_bytes(content)
        try:
            found = verify_file(path, KIM, "demo")
        except InputError as error:
            assert "Traceback" not in str(error) and str(tmp_path) not in str(error)
        else:
            assert found.outcome == DIFFERENT, (ending, content[:20])


@pytest.mark.parametrize(
    "doctored",
    [
        '{"product":"need"}',
        '{"product":"nothing"}',
        '{"product":"need","asked":{"level":7},"is_demo":true}',
        '{"product":"need","asked":{"level":"galaxy"},"is_demo":true}',
        '{"product":"officers","asked":{"rule":"king_county","options":{"demand":1}},"is_demo":true}',
        '{"product":"map-need","asked":{"level":"beat"},"is_demo":true}',
        '{"product":"brief","asked":{"area":"42","level":"beat","rule":"x","day":"yesterday"},"is_demo":true}',
        '{"product":"need","version":"../../x","department":"Four Squares"}',
        "[" * 5000,
    ],
)
def test_a_doctored_note_is_one_sentence(doctored: str, demo: Opened, tmp_path: Path) -> None:
    path = tmp_path / "need.csv"
    path.write_text("area_id,lep\n1,2\n")
    told = json.loads(doctored) if doctored.startswith("{") else {}
    if told.get("is_demo"):
        doctored = json.dumps(told | {"content": demo.department.content_hash})
    path.with_name(path.name + ".about.txt").write_text(f"{BEGINS}{doctored}\n")
    with pytest.raises(InputError):
        verify_file(path, KIM)
