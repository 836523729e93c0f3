from __future__ import annotations

import io
import json
import zipfile

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook

from geodata.department.answers import need, prepare
from geodata.papers import exports
from planning.errors import InputError
from planning.need.need import NEED_COLUMNS
from tests.four_square import four_square_department

HOSTILE = ["=HYPERLINK('x')", "+1", "-2", "@x", "\tx", "\rx"]


@pytest.fixture
def frame() -> pd.DataFrame:
    return pd.DataFrame({"area_id": pd.Series([*HOSTILE, "East"], dtype="str"), "lep": [-1.5, np.nan, 3, 4, 5, 6, 7]})


def test_csv_text_cannot_run_and_numbers_are_untouched(frame):
    back = pd.read_csv(io.BytesIO(exports.csv_bytes(frame)), dtype={"area_id": str})
    assert all(text.startswith("'") for text in back["area_id"].iloc[: len(HOSTILE)])
    assert back["area_id"].iloc[-1] == "East"
    assert back["lep"].iloc[0] == -1.5
    assert np.isnan(back["lep"].iloc[1])


def test_a_hostile_column_name_is_made_plain_too():
    assert exports.csv_bytes(pd.DataFrame({"=1+1": [1]})).decode().splitlines()[0] == "'=1+1"


def test_no_excel_cell_is_a_formula(frame):
    book = load_workbook(io.BytesIO(exports.excel_bytes(frame, "=about")))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert book["Table"]["A2"].value == HOSTILE[0]
    assert book["Table"]["B3"].value is None


def test_json_keeps_missing_as_null(tmp_path):
    rows = json.loads(exports.json_bytes(pd.DataFrame({"lep": [1.0, np.nan]})))
    assert rows == [{"lep": 1.0}, {"lep": None}]


def test_full_precision_survives():
    value = 1234.5678901234567
    assert float(exports.csv_bytes(pd.DataFrame({"lep": [value]})).decode().splitlines()[1]) == value


def test_about_carries_use_note_sources_and_every_column():
    department = four_square_department()
    note = exports.about(department, "Language need by beat", columns=NEED_COLUMNS)
    assert exports.USE_NOTE in note
    assert department.content_hash in note
    assert "ACS 2019-2023" in note
    for column in NEED_COLUMNS:
        assert f"  {column}: " in note
    assert "other_indo_european: Portuguese, Hindi" in note


def test_every_written_table_has_its_note_beside_it(tmp_path):
    table = need(prepare(four_square_department()), "beat")
    for ending in (".csv", ".json"):
        exports.write_table(table, tmp_path / f"need{ending}", "use note")
        assert (tmp_path / f"need{ending}.about.txt").read_text() == "use note"
    exports.write_table(table, tmp_path / "need.xlsx", "use note")
    assert load_workbook(tmp_path / "need.xlsx")["Notes"]["A1"].value == "use note"
    assert not list(tmp_path.glob("*.partial"))


def test_zip_holds_table_and_note(frame):
    archive = zipfile.ZipFile(io.BytesIO(exports.zip_bytes(frame, "need", "use note")))
    assert archive.namelist() == ["need.csv", "about.txt", "datapackage.json"]


def test_unknown_ending_says_which_are_known(tmp_path, frame):
    with pytest.raises(InputError, match=r"need\.docx.*\.csv, \.json, \.xlsx"):
        exports.write_table(frame, tmp_path / "need.docx", "")


def test_unwritable_place_is_a_sentence(tmp_path, frame):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(InputError, match="cannot write"):
        exports.write_table(frame, blocked / "need.csv", "")
