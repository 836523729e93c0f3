"""Tables as spreadsheets save them, and the ways they go wrong."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from geodata.files.columns import as_number, as_yes_no
from geodata.files.limits import MEGABYTE, Limits
from geodata.files.text_tables import read_table_of_json, read_text_table
from planning.errors import InputError, SchemaError

TEXT = 'id,name\n012,"Peñón, Año"\n\n12,x\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_dialect_gives_the_same_cells(encoding: str, separator: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    text = f'id{separator}name\r\n012{separator}"Peñón{separator} Año"\r\n\r\n12{separator}x\r\n'
    path.write_bytes(text.encode(encoding))
    table = read_text_table(path)
    assert table.rows["id"].tolist() == ["012", "12"]
    assert table.rows["name"].tolist() == [f"Peñón{separator} Año", "x"]
    assert table.rows.index.tolist() == [2, 4]
    assert bool(table.notes) == (encoding == "cp1252")


def test_excel_gives_the_same_cells(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    book = openpyxl.Workbook()
    for row in (["id", " name ", None], ["012", "x", None], [12.0, None, None]):
        book.active.append(row)
    book.save(path)
    table = read_text_table(path)
    assert list(table.rows.columns) == ["id", "name"]
    assert table.rows.to_numpy().tolist() == [["012", "x"], ["12", ""]]
    with pytest.raises(InputError, match="more than 1 rows"):
        read_text_table(path, limits=Limits(rows=1))
    with pytest.raises(InputError, match="more than 1"):
        read_text_table(path, limits=Limits(columns=1))
    with pytest.raises(InputError, match="too large once unpacked"):
        read_text_table(path, limits=Limits(unpacked_bytes=100))


def test_a_damaged_excel_file_is_one_sentence(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["id"])
    book.save(tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as good, zipfile.ZipFile(tmp_path / "bad.xlsx", "w") as bad:
        for part in good.namelist():
            bad.writestr(part, b"<broken" if part.endswith("sheet1.xml") else good.read(part))
    with pytest.raises(InputError, match=r"bad\.xlsx is not an Excel file that can be read"):
        read_text_table(tmp_path / "bad.xlsx")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"id,name\n", "has a header but no rows"),
        (b"id,name\n1,2,3\n", "row 2, has 3 cells where the header has 2"),
        (b'id,name\n1,"x\n', "quotation mark that is never closed"),
        (b"PK\x03\x04abc", "not a table of text"),
        (b"%PDF-1.7", "not a table of text"),
        (b"id,name\n" + b"1,x\n" * 200_001, "more than 200,000 rows"),
        (b"id,na\0me\n1,x\n", "not a table of text"),
        (",".join(f"c{k}" for k in range(300)).encode() + b"\n1", "has 300 columns, more than 256"),
    ],
)
def test_tables_that_cannot_be_read(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message) as refused:
        read_text_table(path)
    assert refused.value.fix


def test_two_columns_of_one_name(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id, name ,name\n1,x,y\n")
    with pytest.raises(SchemaError, match="the column 'name' twice"):
        read_text_table(path)


def test_wrong_kinds_and_sizes(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_text("x")
    with pytest.raises(InputError, match="not a kind of table"):
        read_text_table(tmp_path / "t.docx")
    (tmp_path / "t.xlsx").write_text("x")
    with pytest.raises(InputError, match="not an Excel file"):
        read_text_table(tmp_path / "t.xlsx")
    (tmp_path / "t.csv").write_text(TEXT)
    with pytest.raises(InputError, match="more than 0"):
        read_text_table(tmp_path / "t.csv", limits=Limits(file_bytes=5))


def test_a_cell_is_named_by_row_and_column(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("seats,step_free\n10,yes\nmany,maybe\n")
    rows = read_text_table(path).rows
    with pytest.raises(InputError, match=r"t.csv, row 3, column 'seats': the cell is not a number \(got 'many'\)"):
        as_number(rows["seats"], "t.csv")
    with pytest.raises(InputError, match="row 3, column 'step_free': the cell is neither yes nor no"):
        as_yes_no(rows["step_free"], "t.csv")


def test_tables_made_to_hurt_are_refused_in_a_process_of_their_own(tmp_path: Path) -> None:
    """The cell took 2.5 GB in the server of everybody, the far row 22 seconds."""
    tight = Limits(cells=1_000, memory_bytes=400 * MEGABYTE, seconds=10)
    (tmp_path / "cell.csv").write_text('id,language\n1,"' + "Spanish/" * 15_000 + '"\n')
    (tmp_path / "cells.csv").write_text("id,language\n" + "1,Lao\n" * 600)
    (tmp_path / "blank.csv").write_text("id,language\n" + "\n" * 15_000_000)
    (tmp_path / "reply.json").write_text("[" * 1_000_000)
    book = openpyxl.Workbook()
    book.active["A1048576"] = "far"
    book.save(tmp_path / "far.xlsx")
    for name, says in (
        ("cell.csv", "cell.csv, row 2, has a cell of 120,000 characters, more than 32,767"),
        ("cells.csv", "cells.csv has 1,202 cells, more than 1,000"),
        ("blank.csv", "blank.csv needs too much memory to read"),
        ("reply.json", "reply.json is not a whole reply of the Census API"),
        ("far.xlsx", "far.xlsx has a header but no rows"),
    ):
        begun = time.monotonic()
        with pytest.raises(InputError, match=says):
            (read_table_of_json if name.endswith("json") else read_text_table)(tmp_path / name, limits=tight)
        assert time.monotonic() - begun < tight.seconds
