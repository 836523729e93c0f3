"""Read a table of text (CSV in any of its dialects, or Excel) with every cell as it was written.

Spreadsheets save CSV as UTF-8 with or without a mark, as UTF-16, or in the Windows alphabet, with commas,
semicolons or tabs. All of these are recognised; nothing is turned into a number or a date here, so ids keep
their leading zeros. Rows are indexed by the number a person sees in the spreadsheet.

Above the header may stand titles, under it headings and totals; a workbook may have its table on several sheets. What
is not taken is told: rows in ``left_out``, sheets in ``parts``.

A cell of 120 kB took 2.5 GB, and a workbook with one cell in its farthest corner 22 seconds, in the server of
everybody: so it all happens in a process of its own, and what comes back are at most ``Limits.cells`` short texts.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from geodata.files import own_process_inside
from geodata.files.formats import require_local_file
from geodata.files.limits import UPLOAD, Limits
from geodata.files.own_process import Reader, Reply, read_apart
from geodata.files.own_process_inside import Found, arrow_bytes
from geodata.files.parts import LeftOut, Part
from geodata.files.sentences import first_of
from geodata.files.table_shape import Shape, find_shape
from geodata.files.workbooks import WORKBOOK_ENDINGS, Sheet, read_sheets
from planning.errors import InputError, SchemaError
from planning.lists import counted
from planning.words.formats import whole_number

LINE_ENDINGS = (".csv", ".txt", ".tsv", ".dat")
"""Of tables whose rows are lines of text."""
TABLE_ENDINGS = (*LINE_ENDINGS, *WORKBOOK_ENDINGS)
DELIMITERS = (",", ";", "\t", "|")
TITLES_WITHIN = 20
"""Lines from the top among which the header is looked for."""


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table as it was written.

    Attributes
    ----------
    name : str
        The file's name, for messages.
    rows : DataFrame of str
        Indexed by row number in the file, with the sheet where there are several; a blank cell is "".
    notes : tuple of str
    left_out : tuple of LeftOut
        Rows under the header that are no rows of the table: headings, totals, the header again.
    parts : tuple of Part
        The sheets, where there are several.
    sheets : Series of str or None
        The sheet of each row, where it is on several.
    """

    name: str
    rows: pd.DataFrame
    notes: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    parts: tuple[Part, ...] = ()
    sheets: pd.Series | None = field(default=None, repr=False)

    @property
    def rows_read(self) -> int:
        """Rows under the header that hold anything."""
        return len(self.rows) + sum(one.rows for one in self.left_out)


def read_text_table(path: Path | str, *, limits: Limits = UPLOAD, prose: bool = False) -> TextTable:
    """Read a CSV file or a workbook.

    Parameters
    ----------
    prose : bool, default False
        Whether people may have put headings and totals between the rows.

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
            f"{source.name} is not a kind of table that can be read", fix=f"use one of {', '.join(TABLE_ENDINGS)}"
        )
    return _read(source, limits, prose)


def read_table_of_json(path: Path | str, *, limits: Limits = UPLOAD) -> TextTable:
    """Read a reply of the Census API: a list of rows, the first of them the header.

    Raises
    ------
    InputError
        If it is anything else, cut off, or too large.
    """
    return _read(require_local_file(path, limits), limits, prose=False)


def _read(source: Path, limits: Limits, prose: bool) -> TextTable:
    if own_process_inside.inside:
        return _read_here(source, limits, prose)
    request = {"path": str(source.resolve()), "prose": prose}
    return _taken_in(source.name, read_apart(TABLES, source.name, request, limits, kind="a table"))


def read_table_file(request: dict[str, Any]) -> Found:
    """Read a table in a process of its own: its cells as Arrow has them, by number of column, and the rest as facts."""
    table = _read_here(Path(request["path"]), Limits(**request["limits"]), request["prose"])
    cells = {str(k): pa.array(table.rows.iloc[:, k], pa.large_string()) for k in range(table.rows.shape[1])}
    facts = {
        "headings": [str(heading) for heading in table.rows.columns],
        "labels": table.rows.index.tolist(),
        "sheets": None if table.sheets is None else table.sheets.tolist(),
        "notes": table.notes,
        "left_out": [asdict(one) for one in table.left_out],
        "parts": [asdict(one) for one in table.parts],
    }
    return facts, arrow_bytes(pa.table(cells))


TABLES = Reader(read_table_file, late=("openpyxl",), again="save it again as CSV (UTF-8)")


def _taken_in(name: str, reply: Reply) -> TextTable:
    facts = reply.facts
    rows = reply.table().to_pandas().astype("str").set_axis(facts["headings"], axis="columns")
    rows = rows.set_axis(pd.Index(facts["labels"]), axis="index")
    return TextTable(
        name,
        rows,
        tuple(facts["notes"]),
        tuple(LeftOut(one["why"], one["rows"], tuple(one["which"])) for one in facts["left_out"]),
        tuple(Part(**one) for one in facts["parts"]),
        None if facts["sheets"] is None else pd.Series(facts["sheets"], rows.index, dtype="str"),
    )


def _read_here(source: Path, limits: Limits, prose: bool) -> TextTable:
    if source.suffix.lower() == ".json":
        return _read_reply(source, limits)
    if source.suffix.lower() in WORKBOOK_ENDINGS:
        return _read_workbook(source, limits, prose)
    text, notes = decode(source.name, source.read_bytes())
    shape = find_shape(_read_delimited(source.name, text, limits), prose=prose)
    return _table(source.name, {"": shape}, limits, notes)


def _read_reply(source: Path, limits: Limits) -> TextTable:
    try:
        header, *cells = json.loads(source.read_text(encoding="utf-8-sig"))
        if not cells or not all(isinstance(row, list) and len(row) == len(header) for row in cells):
            raise ValueError
    except (ValueError, TypeError, RecursionError):
        fix = "download it again, or give the table as CSV from data.census.gov"
        raise InputError(f"{source.name} is not a whole reply of the Census API", fix=fix) from None
    _require_narrow(source.name, len(header), limits)
    text = [["" if cell is None else str(cell) for cell in row] for row in cells]
    rows = pd.DataFrame(text, pd.RangeIndex(2, len(text) + 2), [str(name) for name in header], dtype="str")
    rows = rows.loc[:, ~rows.columns.duplicated()]
    _require_bearable(source.name, rows, limits)
    return TextTable(source.name, rows)


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
        notes = (f"{name} does not say how its letters are encoded. They were read as Windows Latin.",)
    if "\0" in text or content.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise InputError(f"{name} is not a table of text, whatever its ending says", fix="save it as CSV (UTF-8)")
    return text, notes


def _read_delimited(name: str, text: str, limits: Limits) -> pd.DataFrame:
    text = re.sub(r"\Asep=.\r?\n", "", text)  # Excel's own hint
    text, titles = _without_titles(text)
    header = text.partition("\n")[0]
    if not header.strip():
        raise InputError(f"{name} is empty", fix="export or download it again")
    delimiter = _delimiter(header)
    _require_narrow(name, header.count(delimiter) + 1 - _quoted(header).count(delimiter), limits)
    try:
        cells = pd.read_csv(
            io.StringIO(text),
            sep=delimiter,
            header=None,
            dtype="str",
            keep_default_na=False,
            skip_blank_lines=False,
            skipinitialspace=True,
            low_memory=False,
        ).fillna("")
        cells = cells.set_axis(pd.RangeIndex(titles + 1, titles + len(cells) + 1), axis="index")
    except pd.errors.ParserError as error:
        if "out of memory" in str(error):
            raise MemoryError from error
        found = re.search(r"Expected (\d+) fields in line (\d+), saw (\d+)", str(error))
        if not found:
            raise InputError(f"{name} has a quotation mark that is never closed", fix="save it again as CSV") from error
        width, row, saw = found.groups()
        raise InputError(
            f"{name}, row {int(row) + titles}, has {saw} cells where the header has {width}",
            fix="put quotation marks around cells that hold the separator, or save the sheet again as CSV",
        ) from error
    except (pd.errors.EmptyDataError, csv.Error) as error:
        raise InputError(f"{name} cannot be read as a table", fix="save it again as CSV (UTF-8)") from error
    _require_bearable(name, cells, limits)
    return cells


def _require_narrow(name: str, columns: int, limits: Limits) -> None:
    if columns > limits.columns:
        fix = "keep only the columns that are needed"
        raise InputError(f"{name} has {whole_number(columns)} columns, more than {limits.columns}", fix=fix)


def _require_bearable(name: str, cells: pd.DataFrame, limits: Limits) -> None:
    """Refuse a sheet of too many cells, or with one that is longer than any spreadsheet program has them."""
    if cells.size > limits.cells:
        raise InputError(
            f"{name} has {whole_number(cells.size)} cells, more than {whole_number(limits.cells)}",
            fix="keep only the rows and columns that are needed",
        )
    for _, column in cells.items():
        length = column.str.len()
        longest = length.max()
        if longest > limits.cell_length:
            found = f"a cell of {whole_number(longest)} characters, more than {whole_number(limits.cell_length)}"
            raise InputError(f"{name}, row {length.idxmax()}, has {found}", fix="shorten or clear that cell")


def _quoted(line: str) -> str:
    return "".join(re.findall(r'"[^"]*"', line))


def _delimiter(line: str) -> str:
    return max(DELIMITERS, key=re.sub(r'"[^"]*"', "", line).count)


def _without_titles(text: str) -> tuple[str, int]:
    """Return the text from its header on, and how many lines stood above: blank, or of few cells."""
    lines = text.split("\n", TITLES_WITHIN)
    width = {
        k: len(re.sub(r'"[^"]*"', "", line).split(_delimiter(line)))
        for k, line in enumerate(lines[:TITLES_WITHIN])
        if line.strip(" \r" + "".join(DELIMITERS))
    }
    if not width:
        return text, 0
    first = next(k for k in width if 2 * width[k] >= max(width.values()))
    if any(line.count('"') % 2 for line in lines[: first + 1]):
        first = next(iter(width))  # a cell goes on in the next line
    return "\n".join(lines[first:]), first


def _read_workbook(source: Path, limits: Limits, prose: bool) -> TextTable:
    """Return the rows of every sheet that has the columns of the fullest one."""
    sheets = read_sheets(source, limits)
    cells = {sheet.name: _frame(sheet) for sheet in sheets if sheet.rows and not sheet.hidden}
    for frame in cells.values():
        _require_bearable(source.name, frame, limits)
    shapes = {
        sheet.name: find_shape(cells[sheet.name], sheet.merged, prose=prose) for sheet in sheets if sheet.name in cells
    }
    if not shapes:
        hidden = any(sheet.rows for sheet in sheets)
        fix = "unhide the sheet that holds the table" if hidden else "put the table on the first sheet"
        raise InputError(f"{source.name} {'has hidden sheets only' if hidden else 'is empty'}", fix=fix)
    main = max(shapes.values(), key=lambda shape: sum(one.rows.size for one in shapes.values() if one.like(shape)))
    taken = {name: shape for name, shape in shapes.items() if shape.like(main)}
    notes = _notes_on_sheets(source.name, [sheet for sheet in sheets if sheet.name in taken], taken)
    parts = tuple(_part(sheet, main, taken) for sheet in sheets) if len(sheets) > 1 else ()
    notes += [f"{source.name}: the sheet {part.name!r} was not read: {part.why}." for part in parts if part.why]
    return _table(source.name, taken, limits, tuple(notes), parts)


def _frame(sheet: Sheet) -> pd.DataFrame:
    width = max(map(len, sheet.rows.values()))
    rows = [row + [""] * (width - len(row)) for row in sheet.rows.values()]
    return pd.DataFrame(rows, pd.Index(list(sheet.rows), dtype="int64"), dtype="str")


def _part(sheet: Sheet, main: Shape, taken: Mapping[str, Shape]) -> Part:
    if sheet.name in taken:
        return Part("sheet", sheet.name, len(taken[sheet.name].rows))
    if not sheet.rows:
        return Part("sheet", sheet.name, None, "it is a chart" if sheet.chart else "it is empty")
    why = "it is hidden" if sheet.hidden else f"its columns are not {first_of(main.rows.columns)}"
    return Part("sheet", sheet.name, None, why)


def _notes_on_sheets(name: str, sheets: list[Sheet], taken: Mapping[str, Shape]) -> list[str]:
    notes = []
    if len(sheets) > 1:
        notes.append(f"{name}: {len(sheets)} sheets of the same columns were read as one table: {first_of(taken)}.")
    filled = sum(shape.filled for shape in taken.values())
    if filled:
        notes.append(f"{name}: {counted(filled, 'cell')} under a merged cell got its value.")
    lost = [cell for sheet in sheets for cell in sheet.not_kept]
    if lost:
        notes.append(
            f"{name}: {counted(len(lost), 'formula')} without a kept value read as blank: {first_of(lost)}. Open the "
            "file in a spreadsheet program and save it to keep them."
        )
    return notes


def _table(
    name: str, shapes: Mapping[str, Shape], limits: Limits, notes: tuple[str, ...], parts: tuple[Part, ...] = ()
) -> TextTable:
    """Return the rows of one or several sheets under their header, and what of them is no row of the table."""
    many = len(shapes) > 1
    frames, left = [], dict[str, list[object]]()
    for sheet, shape in shapes.items():
        frame = _checked(name, shape.rows, limits)
        frames.append(frame.set_axis(_labels(frame.index, sheet), axis="index") if many else frame)
        for why, numbers in shape.left_out.items():
            left.setdefault(why, []).extend(_labels(numbers, sheet) if many else numbers)
    rows = pd.concat(frames).fillna("") if many else frames[0]
    if len(rows) > limits.rows:
        raise InputError(f"{name} has more than {whole_number(limits.rows)} rows", fix="cut it to your own area")
    if rows.empty:
        raise InputError(f"{name} has a header but no rows", fix="export it again with its rows")
    gone = tuple(LeftOut.of(why, numbers) for why, numbers in left.items())
    notes += tuple(
        f"{name}: {counted(one.rows, 'row')} left out as {one.why}: row {first_of(one.which)}." for one in gone
    )
    nameless = [column for shape in shapes.values() for column in shape.nameless]
    if nameless:
        notes += (f"{name}: columns without a name are not used: {first_of(nameless)}.",)
    of_sheet = [sheet for sheet, frame in zip(shapes, frames, strict=True) for _ in range(len(frame))]
    return TextTable(name, rows, notes, gone, parts, pd.Series(of_sheet, rows.index, dtype="str") if many else None)


def _labels(numbers: Iterable[int], sheet: str) -> list[str]:
    return [f"{number} ({sheet})" for number in numbers]


def _checked(name: str, rows: pd.DataFrame, limits: Limits) -> pd.DataFrame:
    _require_narrow(name, rows.shape[1], limits)
    repeated = rows.columns[rows.columns.duplicated()]
    if len(repeated):
        raise SchemaError(f"{name} has the column {repeated[0]!r} twice", fix="rename or remove one of them")
    return rows
