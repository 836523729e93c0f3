"""Workbooks as people keep them: several sheets, titles, merged cells, wrong sizes, other programs' kinds."""

from __future__ import annotations

import datetime
import time
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.chart import BarChart

from geodata.files.text_tables import read_text_table
from planning.errors import InputError

HEAD = ["badge", "language", "tier"]


def book(path: Path, **sheets: list[list[object]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def rewrite(path: Path, member: str, old: bytes, new: bytes) -> Path:
    with zipfile.ZipFile(path) as parts:
        kept = {name: parts.read(name) for name in parts.namelist()}
    assert old in kept[member]
    kept[member] = kept[member].replace(old, new)
    with zipfile.ZipFile(path, "w") as parts:
        for name, content in kept.items():
            parts.writestr(name, content)
    return path


def test_sheets_of_one_table_are_one_table_and_others_are_told(tmp_path: Path) -> None:
    path = book(
        tmp_path / "r.xlsx",
        Central=[HEAD, ["1", "Lao", "tested"]],
        East=[["badge", "tier", "language"], ["2", "self", "Thai"]],
        Codes=[["code", "meaning"], ["T", "tested"]],
        Old=[HEAD, ["9", "Lao", "tested"]],
    )
    made = openpyxl.load_workbook(path)
    made["Old"].sheet_state = "hidden"
    made.save(path)
    table = read_text_table(path)
    assert table.rows.to_numpy().tolist() == [["1", "Lao", "tested"], ["2", "Thai", "self"]]
    assert table.rows.index.tolist() == ["2 (Central)", "2 (East)"]
    assert table.sheets is not None and table.sheets.tolist() == ["Central", "East"]
    assert {part.name: (part.rows, part.why) for part in table.parts} == {
        "Central": (1, ""),
        "East": (1, ""),
        "Codes": (None, "its columns are not badge, language, tier"),
        "Old": (None, "it is hidden"),
    }
    assert sum("'Codes' was not read" in note or "'Old' was not read" in note for note in table.notes) == 2


def test_a_wrong_dimension_is_not_believed(tmp_path: Path) -> None:
    path = book(tmp_path / "r.xlsx", R=[HEAD, ["1", "Lao", "tested"], ["2", "Thai", "self"]])
    rewrite(path, "xl/worksheets/sheet1.xml", b'<dimension ref="A1:C3"', b'<dimension ref="A1:B2"')
    assert read_text_table(path).rows["tier"].tolist() == ["tested", "self"]


def test_titles_headings_totals_and_a_header_of_two_rows(tmp_path: Path) -> None:
    path = book(
        tmp_path / "r.xlsx",
        R=[
            ["Bilingual personnel, 2026"],
            [],
            ["Officer", None, "Language 1", None],
            ["badge", "unit", "name", "tier"],
            ["East Precinct"],
            [1, "East", "Lao", "tested", "stray"],
            [2, "East", "Thai", None],
            ["Total", None, 2],
        ],
    )
    made = openpyxl.load_workbook(path)
    for span in ("A3:B3", "C3:D3", "A1:D1"):
        made["R"].merge_cells(span)
    made.save(path)
    table = read_text_table(path, prose=True)
    assert list(table.rows.columns) == ["badge", "unit", "name", "tier"]
    assert table.rows.index.tolist() == [6, 7]
    assert {one.why: one.which for one in table.left_out} == {"a total": ("8",), "a heading": ("5",)}
    assert any("columns without a name are not used: E" in note for note in table.notes)
    assert table.rows_read == 4


def test_csv_with_titles_keeps_the_numbers_of_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Bilingual personnel\n\nbadge,language,tier\n1,Lao,tested\n")
    assert read_text_table(path).rows.loc[4].tolist() == ["1", "Lao", "tested"]


def test_merged_cells_are_filled_and_told(tmp_path: Path) -> None:
    path = book(tmp_path / "r.xlsx", R=[HEAD, ["1", "Lao", "tested"], [None, "Thai", "self"], ["2", "Lao", None]])
    made = openpyxl.load_workbook(path)
    made["R"].merge_cells("A2:A3")
    made.save(path)
    table = read_text_table(path)
    assert table.rows["badge"].tolist() == ["1", "1", "2"]
    assert "r.xlsx: 1 cell under a merged cell got its value." in table.notes


def test_zeros_of_a_format_and_dates_of_both_systems(tmp_path: Path) -> None:
    for epoch in (openpyxl.utils.datetime.WINDOWS_EPOCH, openpyxl.utils.datetime.MAC_EPOCH):
        made = openpyxl.Workbook()
        made.epoch = epoch
        made.active.append(["badge", "tested_on"])
        made.active.append([123, datetime.datetime(2024, 5, 1)])
        made.active["A2"].number_format = "00000"
        made.save(tmp_path / "r.xlsx")
        assert read_text_table(tmp_path / "r.xlsx").rows.to_numpy().tolist() == [["00123", "2024-05-01"]]


def test_a_formula_without_a_kept_value_is_told(tmp_path: Path) -> None:
    path = book(tmp_path / "r.xlsx", R=[HEAD, ["1", '=IF(1,"Lao","")', "tested"]])
    table = read_text_table(path)
    assert table.rows["language"].tolist() == [""]
    assert any("1 formula without a kept value read as blank: B2" in note for note in table.notes)


def test_a_chart_is_no_sheet_of_the_table_and_told(tmp_path: Path) -> None:
    path = book(tmp_path / "r.xlsx", R=[HEAD, ["1", "Lao", "tested"]])
    made = openpyxl.load_workbook(path)
    made.create_chartsheet("Picture").add_chart(BarChart())
    made.save(path)
    table = read_text_table(path)
    assert [(part.name, part.rows, part.why) for part in table.parts] == [
        ("R", 1, ""),
        ("Picture", None, "it is a chart"),
    ]


def test_open_document_is_read_too(tmp_path: Path) -> None:
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="R">'
        + "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
                for cell in row
            )
            + "</table:table-row>"
            for row in (HEAD, ["007", "Lao", "tested"])
        )
        + "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "r.ods", "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("META-INF/manifest.xml", "<manifest/>")
        parts.writestr("content.xml", content)
    assert read_text_table(tmp_path / "r.ods").rows.to_numpy().tolist() == [["007", "Lao", "tested"]]
    with zipfile.ZipFile(tmp_path / "r.ods", "a") as parts:
        parts.writestr("extra", "")
    (tmp_path / "bad.ods").write_bytes(b"PK\x03\x04")
    with pytest.raises(InputError, match=r"bad\.ods is not"):
        read_text_table(tmp_path / "bad.ods")


@pytest.mark.parametrize("ending", ["xls", "xlsx", "xlsb"])
def test_a_password_is_said_to_be_that(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"r.{ending}"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(InputError, match=rf"r\.{ending} is locked with a password"):
        read_text_table(path)


def test_one_far_cell_is_refused_at_once(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active["XFD1048576"] = 1
    made.save(tmp_path / "far.xlsx")
    begun = time.monotonic()
    with pytest.raises(InputError, match="16,384 columns in row 1048576"):
        read_text_table(tmp_path / "far.xlsx")
    assert time.monotonic() - begun < 5


def test_a_table_of_one_column_and_a_total_of_the_census_stay(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Label,E,M\nTotal:,10,1\nSpanish:,5,1\n")
    assert read_text_table(path).rows["Label"].tolist() == ["Total:", "Spanish:"]
    path.write_text("name\nTotal\n")
    assert isinstance(read_text_table(path).rows, pd.DataFrame)
