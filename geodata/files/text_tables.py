"""Read a table of text (CSV in any of its dialects, or Excel) with every cell as it was written.

Spreadsheets save CSV as UTF-8 with or without a mark, as UTF-16, or in the Windows alphabet, with commas,
semicolons or tabs. All of these are recognised; nothing is turned into a number or a date here, so ids keep
their leading zeros. Rows are indexed by the number a person sees in the spreadsheet (the header is row 1).
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import openpyxl
import pandas as pd

from geodata.files.columns import first_row
from geodata.files.formats import require_local_file
from geodata.files.limits import UPLOAD, Limits
from planning.errors import InputError, SchemaError

TABLE_ENDINGS = (".csv", ".txt", ".tsv", ".dat", ".xlsx")
DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table as it was written.

    Attributes
    ----------
    name : str
        The file's name, for messages.
    rows : DataFrame of str
        Indexed by row number in the file; a blank cell is "".
    notes : tuple of str
    """

    name: str
    rows: pd.DataFrame
    notes: tuple[str, ...] = ()


def read_text_table(path: Path | str, *, limits: Limits = UPLOAD) -> TextTable:
    """Read a CSV or Excel file.

    Raises
    ------
    InputError
        If the file is not a table, is empty, damaged or too large, or a row has more cells than the header.
    SchemaError
        If two columns have the same name.
    """
    source = require_local_file(path, limits)
    ending = source.suffix.lower()
    if ending not in TABLE_ENDINGS:
        raise InputError(
            f"{source.name} is not a kind of table that can be read", fix=f"give one of {', '.join(TABLE_ENDINGS)}"
        )
    if ending == ".xlsx":
        return TextTable(source.name, _with_header(source.name, _read_excel(source, limits), limits))
    text, notes = decode(source.name, source.read_bytes())
    return TextTable(source.name, _with_header(source.name, _read_delimited(source.name, text), limits), notes)


def decode(name: str, content: bytes) -> tuple[str, tuple[str, ...]]:
    """Return a file's text, and a note where its alphabet had to be guessed."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif content[1:200:2].count(0) > len(content[1:200:2]) // 2:
        encoding = "utf-16-le"
    else:
        encoding = "utf-8-sig"
    notes: tuple[str, ...] = ()
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        notes = (f"{name} does not say how its letters are written; they were read as Windows Latin.",)
    if "\0" in text or content.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise InputError(f"{name} is not a table of text, whatever its ending says", fix="save it as CSV (UTF-8)")
    return text, notes


def _read_delimited(name: str, text: str) -> pd.DataFrame:
    text = re.sub(r"\Asep=.\r?\n", "", text)  # Excel's own hint
    header = next((line for line in text.splitlines() if line.strip()), "")
    if not header:
        raise InputError(f"{name} is empty", fix="export or download it again")
    outside_quotes = re.sub(r'"[^"]*"', "", header)
    delimiter = max(DELIMITERS, key=outside_quotes.count)
    try:
        return pd.read_csv(
            io.StringIO(text),
            sep=delimiter,
            header=None,
            dtype="str",
            keep_default_na=False,
            skip_blank_lines=False,
            skipinitialspace=True,
            low_memory=False,
        )
    except pd.errors.ParserError as error:
        found = re.search(r"Expected (\d+) fields in line (\d+), saw (\d+)", str(error))
        if not found:
            raise InputError(f"{name} has a quotation mark that is never closed", fix="save it again as CSV") from error
        width, row, cells = found.groups()
        raise InputError(
            f"{name}, row {row}, has {cells} cells where the header has {width}",
            fix="put quotation marks around cells that hold the separator, or save the sheet again as CSV",
        ) from error
    except (pd.errors.EmptyDataError, csv.Error) as error:
        raise InputError(f"{name} cannot be read as a table", fix="save it again as CSV (UTF-8)") from error


def _read_excel(source: Path, limits: Limits) -> pd.DataFrame:
    try:
        with zipfile.ZipFile(source) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked > limits.unpacked_bytes:
            raise InputError(f"{source.name} is too large once unpacked", fix="save the sheet as CSV")
        rows = _sheet_rows(source, limits)
    except InputError:
        raise
    except Exception as error:  # openpyxl lets through whatever its parser meets
        raise InputError(f"{source.name} is not an Excel file that can be read", fix="save the sheet as CSV") from error
    width = max((len(row) for row in rows), default=0)
    if not width:
        raise InputError(f"{source.name} is empty", fix="put the table on the first sheet")
    return pd.DataFrame([row + [""] * (width - len(row)) for row in rows], dtype="str")


def _sheet_rows(source: Path, limits: Limits) -> list[list[str]]:
    """Return the cells of the first sheet that is not hidden; one row over the limit is enough to refuse it."""
    book = openpyxl.load_workbook(source, read_only=True, data_only=True)
    sheet = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
    cells = islice(sheet.iter_rows(values_only=True, max_col=limits.columns + 1), limits.rows + 2)
    rows = [[_cell_text(cell) for cell in row] for row in cells]
    book.close()
    return rows


def _cell_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).removesuffix(" 00:00:00")  # a date, not midnight


def _with_header(name: str, cells: pd.DataFrame, limits: Limits) -> pd.DataFrame:
    """Return the rows under their header, blank rows and nameless columns left out."""
    cells = cells.fillna("")
    cells.index = pd.RangeIndex(1, len(cells) + 1)
    cells = cells[(cells != "").any(axis=1)]
    header = cells.iloc[0].str.strip()
    if (header != "").sum() > limits.columns:
        raise InputError(
            f"{name} has {(header != '').sum()} columns, more than {limits.columns}",
            fix="keep only the columns that are needed",
        )
    if len(cells) - 1 > limits.rows:
        raise InputError(f"{name} has more than {limits.rows:,} rows", fix="cut it to your own area")
    rows = cells.iloc[1:].set_axis(header.tolist(), axis="columns").loc[:, (header != "").to_numpy()]
    repeated = rows.columns[rows.columns.duplicated()]
    if len(repeated):
        raise SchemaError(f"{name} has the column {repeated[0]!r} twice", fix="rename or remove one of them")
    if rows.empty:
        raise InputError(f"{name} has a header but no rows", fix="export it again with its rows")
    is_header = (rows == pd.Series(rows.columns, index=rows.columns)).all(axis=1)
    if is_header.any():
        raise InputError(f"{name} repeats its header in row {first_row(is_header)}", fix="remove that row")
    return rows
