"""What Excel cannot hold, and what a person reads of a table in it."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from geodata.papers.exports import BOM, csv_to_open, excel_bytes
from geodata.papers.workbook import LONGEST_CELL, REPLACED, heading_of, workbook_bytes


def opened(frame: pd.DataFrame, about: str = "about", **options: Any) -> Any:
    return load_workbook(io.BytesIO(workbook_bytes(frame, about, **options)))


def rows(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet]


FRAME = pd.DataFrame(
    {
        "document_id": ["0a8f1d5e-1111-4222-8333-944444444444", None],
        "area_id": ["042", "=1+1"],
        "language": ["other_indo_european", "other_asian_pacific:Khmer"],
        "lep": [7463.123365272621, None],
        "share": [0.19834, 0.05],
        "source_updated_on": ["2026-11-28", None],
        "bought": [True, False],
        "cost": [12.5, 99.0],
    }
)


def test_a_table_is_read_in_words_and_rounded_with_the_exact_figures_beside() -> None:
    sheet = opened(FRAME)["Table"]
    found = rows(sheet)
    assert found[0] == [
        "Area",
        "Language",
        "LEP residents",
        "Share of people 5 and over",
        "Source updated on",
        "Bought",
        "Cost",
        "LEP residents, exact",
        "Share of people 5 and over, exact",
    ]
    assert found[1][0] == "042" and found[1][2:7] == [7460, 0.198, datetime(2026, 11, 28), "yes", 12.5]
    assert found[1][7:] == [7463.123365272621, 0.19834]
    assert found[2][:3] == ["=1+1", "Khmer", None] and found[2][4] is None
    assert found[1][1].startswith("Other Indo-European") or "_" not in found[1][1]
    formats = [cell.number_format for cell in sheet[2]]
    assert formats[2:5] == ["#,##0", "0.0%", "mmm d, yyyy"] and formats[6] == '"$"#,##0.00'
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref == "A1:I3"
    assert sheet["A3"].data_type == "s" and sheet["A3"].quotePrefix


def test_a_table_that_is_brought_back_keeps_its_own_names_and_values() -> None:
    found = rows(opened(FRAME, as_read=False)["Table"])
    assert found[0] == list(FRAME.columns) and found[1][3] == 7463.123365272621


def test_signs_that_excel_cannot_hold_are_replaced_and_cut_cells_told() -> None:
    book = opened(pd.DataFrame({"name": ["a\x00b\x1f", "x" * (LONGEST_CELL + 5)]}), "one\ntwo")
    assert rows(book["Table"])[1:] == [[f"a{REPLACED}b{REPLACED}"], ["x" * LONGEST_CELL]]
    assert rows(book["Notes"])[:2] == [["one"], ["two"]]
    assert "Row 3: a text of 32,772 signs is cut at 32,767" in rows(book["Notes"])[2][0]


def test_times_lists_and_the_infinite_are_held() -> None:
    at = pd.Timestamp("2026-11-28 18:30", tz="UTC")
    frame = pd.DataFrame(
        {"at": [at], "on": [date(2026, 1, 2)], "languages": [("spanish", "korean")], "n": [float("inf")]}
    )
    assert rows(opened(frame)["Table"])[1] == [
        datetime(2026, 11, 28, 18, 30),
        datetime(2026, 1, 2),
        "Spanish; Korean",
        "inf",
    ]


@pytest.mark.parametrize("frame", [pd.DataFrame(), pd.DataFrame({"lep": []}), pd.DataFrame({"lep": [None]})])
def test_an_empty_table_is_a_workbook_too(frame: pd.DataFrame) -> None:
    assert opened(frame)["Notes"]["A1"].value == "about"


@pytest.mark.property
@given(st.lists(st.one_of(st.text(max_size=40), st.floats(), st.none(), st.booleans(), st.integers(-9, 9)), max_size=5))
def test_any_cells_make_a_workbook_that_opens_without_a_formula(values: list[Any]) -> None:
    sheet = opened(pd.DataFrame({"cell": pd.Series(values, dtype="object")}), "=1")["Table"]
    assert all(cell.data_type != "f" for row in sheet for cell in row)


def test_headings_have_no_underscore() -> None:
    assert [heading_of(name) for name in ("lep_interval_low", "census_verdict")] == [
        "LEP residents, likely range from",
        "Census verdict",
    ]


def test_a_csv_for_a_person_says_once_that_it_is_utf_8() -> None:
    assert csv_to_open(csv_to_open(b"a")) == BOM + b"a"


def test_a_workbook_made_another_time_is_the_same_to_the_byte() -> None:
    made = excel_bytes(pd.DataFrame({"area_id": ["1"], "lep": [12.0]}), "about")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"<dcterms:" not in archive.read("docProps/core.xml")
    assert load_workbook(io.BytesIO(made)).sheetnames == ["Table", "Notes"]
