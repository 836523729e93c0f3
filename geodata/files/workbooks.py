"""The sheets of a workbook as text: today's Excel by openpyxl, its older and binary forms and OpenDocument by calamine.

Sizes that a file states are not believed. openpyxl hands over row by row, with every blank row before a far cell made
up cell by cell; calamine fills a whole rectangle in memory. Whoever calls is in a process of its own with limits on it
(``geodata.files.text_tables``).
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from geodata.files.limits import Limits
from planning.errors import InputError
from planning.words.formats import whole_number

WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
OLD_KIND = b"\xd0\xcf\x11\xe0"
"""How an old .xls begins, and any workbook of Excel's that is locked with a password."""

CHUNK, OVERLAP = 1 << 20, 1 << 14

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+\d+:[A-Z]+\d+)"')
_NOT_KEPT = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+\d+)"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)'
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Attributes
    ----------
    name : str
    rows : dict of int to list of str
        The cells of each row that holds anything, by the number a person sees; a blank cell is "".
    hidden : bool
    chart : bool
        Whether it is a chart and no sheet of cells.
    merged : tuple of (first column, first row, last column, last row)
        Counted from 1.
    not_kept : tuple of str
        Cells with a formula whose value the file does not hold.
    """

    name: str
    rows: dict[int, list[str]]
    hidden: bool = False
    chart: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    not_kept: tuple[str, ...] = field(default=())


def read_sheets(source: Path, limits: Limits) -> list[Sheet]:
    """Read the sheets of a workbook.

    Raises
    ------
    InputError
        If it is locked, damaged, or larger than the limits.
    """
    with source.open("rb") as file:
        begins = file.read(8)
    _require_unlocked(source, begins)
    try:
        if begins.startswith(b"PK"):
            with zipfile.ZipFile(source) as parts:
                unpacked = sum(part.file_size for part in parts.infolist())
            if unpacked > limits.unpacked_bytes:
                raise InputError(f"{source.name} is too large once unpacked", fix="save the sheet as CSV")
        if source.suffix.lower() in (".xlsx", ".xlsm"):
            return list(_excel(source, limits))
        return list(_others(source, limits))
    except (InputError, MemoryError):
        raise
    except Exception as error:  # openpyxl and calamine let through whatever their parsers meet
        kind = "an Excel file" if source.suffix.lower() in (".xlsx", ".xlsm") else "a workbook"
        raise InputError(f"{source.name} is not {kind} that can be read", fix="save the sheet as CSV") from error


def _require_unlocked(source: Path, begins: bytes) -> None:
    locked = begins.startswith(OLD_KIND) and "EncryptedPackage".encode("utf-16-le") in source.read_bytes()
    if begins.startswith(b"PK") and source.suffix.lower() == ".ods" and zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as parts:
            listed = "META-INF/manifest.xml" in parts.namelist()
            locked = listed and b"encryption-data" in parts.read("META-INF/manifest.xml")
    if locked:
        raise _locked(source.name)


def _locked(name: str) -> InputError:
    return InputError(f"{name} is locked with a password", fix="open it, save a copy without a password, and give that")


def _excel(source: Path, limits: Limits) -> Iterator[Sheet]:
    import openpyxl

    book = openpyxl.load_workbook(source, read_only=True, data_only=True)
    with zipfile.ZipFile(source) as parts:
        for sheet in book.worksheets:
            rows = _capped(source.name, _filled_rows(source.name, sheet, limits), limits)
            with parts.open(sheet._worksheet_path) as xml:
                merged, not_kept = _seen_in(xml)
            yield Sheet(sheet.title, rows, sheet.sheet_state != "visible", merged=merged, not_kept=not_kept)
    for chart in book.chartsheets:
        yield Sheet(chart.title, {}, chart=True)
    book.close()


def _filled_rows(name: str, sheet: Any, limits: Limits) -> Iterator[tuple[int, list[Any]]]:
    """Return the rows that the file holds, with their numbers.

    ``iter_rows`` would make up every row and cell that is missing before a far one: a million of them for one cell.
    """
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.worksheet._reader import WorkSheetParser

    book = sheet.parent
    with sheet._get_source() as xml:
        parser = WorkSheetParser(
            xml,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for number, cells in parser.parse():
            filled = [cell for cell in cells if cell["value"] not in (None, "")]
            width = max((cell["column"] for cell in filled), default=0)
            _require_narrow(name, number, width, limits)
            row: list[Any] = [None] * width
            for cell in filled:
                row[cell["column"] - 1] = ReadOnlyCell(sheet, **cell)
            yield number, row


def _seen_in(xml: BinaryIO | Any) -> tuple[tuple[tuple[int, int, int, int], ...], tuple[str, ...]]:
    """Return the merged ranges and the cells whose formula has no value, which openpyxl does not tell row by row."""
    merged: dict[str, None] = {}
    not_kept: dict[str, None] = {}
    carried = b""
    while chunk := xml.read(CHUNK):
        text = carried + chunk
        merged |= dict.fromkeys(found.decode() for found in _MERGED.findall(text))
        not_kept |= dict.fromkeys(found.decode() for found in _NOT_KEPT.findall(text))
        carried = text[-OVERLAP:]
    return tuple(_boundaries(ref) for ref in merged), tuple(not_kept)


def _boundaries(ref: str) -> tuple[int, int, int, int]:
    from openpyxl.utils.cell import range_boundaries

    left, top, right, bottom = range_boundaries(ref)
    return int(left or 1), int(top or 1), int(right or 1), int(bottom or 1)


def _capped(name: str, rows: Iterable[tuple[int, Any]], limits: Limits) -> dict[int, list[str]]:
    """Return the rows that hold anything, however far apart they lie."""
    kept: dict[int, list[str]] = {}
    for number, cells in rows:
        texts = [_text(cell) for cell in cells] if cells else []
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            continue
        _require_narrow(name, number, len(texts), limits)
        kept[number] = texts
        if len(kept) > limits.rows + 1:
            raise InputError(f"{name} has more than {whole_number(limits.rows)} rows", fix="cut it to your own area")
    return kept


def _require_narrow(name: str, row: int, width: int, limits: Limits) -> None:
    if width > limits.columns:
        raise InputError(
            f"{name} has {whole_number(width)} columns in row {row}, more than {limits.columns}",
            fix="keep only the columns that are needed",
        )


def _text(cell: Any) -> str:
    value = getattr(cell, "value", cell)
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int):
        shown = getattr(cell, "number_format", "")
        return str(value).zfill(len(shown)) if re.fullmatch("0{2,}", shown or "") and value >= 0 else str(value)
    return str(value).removesuffix(" 00:00:00")  # a date, not midnight


def _others(source: Path, limits: Limits) -> Iterator[Sheet]:
    """Read a workbook by calamine."""
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_path(source)
    except PasswordError:
        raise _locked(source.name) from None
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:  # a chart keeps the cells it draws, which are another sheet's
            yield Sheet(about.name, {}, chart=True)
            continue
        sheet = book.get_sheet_by_name(about.name)
        cells = sheet.to_python(skip_empty_area=False)
        rows = ((number, [_plain(cell) for cell in row]) for number, row in enumerate(cells, 1))
        merged = tuple(
            (left + 1, top + 1, right + 1, bottom + 1)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
        )
        hidden = about.visible != SheetVisibleEnum.Visible
        yield Sheet(about.name, _capped(source.name, rows, limits), hidden, merged=merged)


def _plain(cell: object) -> object:
    return str(cell) if isinstance(cell, (datetime.date, datetime.time, datetime.timedelta)) else cell
