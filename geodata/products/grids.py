"""A file of ours as tables of text, whatever its form: so that two files are held against each other cell by cell.

The file may be anybody's, so it is read in a process of its own (``geodata.files.own_process``).
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree

from geodata.files.formats import require_local_file
from geodata.files.limits import UPLOAD, Limits
from geodata.files.own_process import Reader, read_apart
from geodata.files.own_process_inside import RefusedFile
from geodata.papers.stamp import BEGINS
from planning.errors import InputError

NOTES = "notes"
"""The part that says what a file is."""
MOST_CELLS = 4_000_000

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a file, or its lines.

    Attributes
    ----------
    name : str
    head : tuple of str
    rows : tuple of tuple of str
        A missing cell is empty.
    """

    name: str
    head: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A file as its tables, its notes among them, and the line that says what it was made from (may be empty)."""

    parts: tuple[Part, ...]
    made_from: str = ""


def read_grid(path: Path, limits: Limits = UPLOAD) -> Grid:
    """Return a file as tables.

    Raises
    ------
    InputError
        If its ending is none that the product writes, or it cannot be read: it is cut off, damaged, or something else.
    """
    source = require_local_file(path, limits)
    ending = source.suffix.lower()
    if ending not in READERS:
        raise InputError(
            f"{source.name} is not a file that this product writes", fix=f"use one of {', '.join(READERS)}"
        )
    reply = read_apart(GRIDS, source.name, {"path": str(source.resolve()), "ending": ending}, limits, kind=ending[1:])
    return _grid(json.loads(reply.content))


def grid_of(content: bytes, ending: str) -> Grid:
    """Return a file that was just made as tables."""
    return _grid(_parts(content, ending))


def _grid(found: Mapping[str, Any]) -> Grid:
    parts = tuple(
        Part(part["name"], tuple(part["head"]), tuple(tuple(row) for row in part["rows"])) for part in found["parts"]
    )
    return Grid(parts, found["made_from"])


def read_for_grid(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Answer a request for a file's tables, in the process of its own."""
    try:
        found = _parts(Path(request["path"]).read_bytes(), request["ending"])
    except (RefusedFile, MemoryError):
        raise
    except Exception as error:  # a library's own words could quote the file
        raise RefusedFile(
            f"cannot be read as {request['ending'][1:]}: it is cut off, damaged, or something else", "download it again"
        ) from error
    return {}, json.dumps(found).encode()


GRIDS = Reader(read_for_grid, again="download it again")


def _parts(content: bytes, ending: str) -> dict[str, Any]:
    parts, notes = READERS[ending](content)
    line = next((note for note in notes if BEGINS in note), "")
    said = [[note] for note in notes if BEGINS not in note]
    every = [*parts, {"name": NOTES, "head": [NOTES], "rows": said}] if said else parts
    if sum(len(part["rows"]) * max(len(part["head"]), 1) for part in every) > MOST_CELLS:
        raise RefusedFile("has more cells than any file of ours", "give the file as it was downloaded")
    return {"parts": every, "made_from": line}


Found = tuple[list[dict[str, Any]], list[str]]
"""Tables, and the lines of the notes."""


def _table(name: str, head: Sequence[object], rows: Sequence[Sequence[object]]) -> dict[str, Any]:
    return {
        "name": name,
        "head": [_text(cell) for cell in head],
        "rows": [[_text(cell) for cell in row] for row in rows],
    }


def _text(cell: object) -> str:
    """Return a cell as text: a number by all its digits, a shape or another blob by its checksum."""
    if cell is None or (isinstance(cell, float) and cell != cell):
        return ""
    if isinstance(cell, bytes | memoryview):
        return f"shape {hashlib.sha256(bytes(cell)).hexdigest()[:12]}"
    if isinstance(cell, float):
        return repr(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return str(cell)


def _csv(content: bytes) -> Found:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    if not rows:
        raise RefusedFile("has no rows", "download it again")
    width = len(rows[0])
    if any(len(row) != width for row in rows):
        raise RefusedFile("has rows of unlike length: it is cut off, or another program saved it", "download it again")
    return [_table("table", rows[0], rows[1:])], []


def _json(content: bytes) -> Found:
    held = json.loads(content)
    if isinstance(held, list) and all(isinstance(row, dict) for row in held):
        head = list(dict.fromkeys(name for row in held for name in row))
        return [_table("table", head, [[row.get(name) for name in head] for row in held])], []
    return [_table("values", ["place", "value"], list(_leaves(held, "")))], []


def _leaves(held: object, place: str) -> Iterator[tuple[str, object]]:
    if isinstance(held, dict):
        for name, value in held.items():
            yield from _leaves(value, f"{place}.{name}" if place else str(name))
    elif isinstance(held, list):
        for number, value in enumerate(held, start=1):
            yield from _leaves(value, f"{place}[{number}]")
    else:
        yield place, held


def _geojson(content: bytes) -> Found:
    held = json.loads(content)
    features = held["features"]
    head = list(dict.fromkeys(name for feature in features for name in feature["properties"]))
    rows = [
        [*(feature["properties"].get(name) for name in head), _digest(feature.get("geometry"))] for feature in features
    ]
    rest = {name: value for name, value in held.items() if name != "features"}
    notes = [f"{place}: {value}" for place, value in _leaves(rest, "")]
    return [_table("areas", [*head, "outline"], rows)], notes


def _digest(held: object) -> str:
    return f"shape {hashlib.sha256(json.dumps(held).encode()).hexdigest()[:12]}"


REAL_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"


def _geopackage(content: bytes) -> Found:
    if not content.startswith(b"SQLite format 3\0"):
        raise RefusedFile("is not a GeoPackage", "download it again")
    parts, notes = [], []
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        database.execute("PRAGMA trusted_schema = OFF")
        there = {name for (name,) in database.execute(REAL_TABLES)}
        for (name,) in database.execute("SELECT table_name FROM gpkg_contents ORDER BY table_name").fetchall():
            if name not in there:
                raise RefusedFile("names a layer that is not in it", "download it again")
            quoted = '"' + str(name).replace('"', '""') + '"'
            read = database.execute(f"SELECT * FROM {quoted}")
            head = [column[0] for column in read.description]
            parts.append(_table(str(name), head, read.fetchall()))
        if "gpkg_metadata" in there:
            for (written,) in database.execute("SELECT metadata FROM gpkg_metadata ORDER BY id").fetchall():
                notes += _notes_of_gdal(str(written))
    return parts, notes


def _notes_of_gdal(written: str) -> list[str]:
    """Return the lines of metadata as GDAL keeps them: XML with an item a key."""
    if "<!DOCTYPE" in written or "<!ENTITY" in written:
        raise RefusedFile("has metadata that is not of this product", "download it again")
    items = ElementTree.fromstring(written).iter("MDI")
    return [line for item in items for line in _lines_of(str(item.text or ""))]


def _lines_of(text: str) -> list[str]:
    try:
        held = json.loads(text)
    except ValueError:
        return text.splitlines()
    return [f"{place}: {value}" for place, value in _leaves(held, "")]


def _geoparquet(content: bytes) -> Found:
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(content))
    names = [name for name in table.column_names if name != "bbox"]
    columns = [table.column(name).to_pylist() for name in names]
    kept = (table.schema.metadata or {}).get(b"common_tongue", b"{}")
    return [_table("areas", names, list(zip(*columns, strict=True)))], _lines_of(kept.decode())


def _workbook(content: bytes) -> Found:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True)
    parts, notes = [], []
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        if sheet.title == "Notes":
            notes = [str(row[0]) for row in rows if row and row[0] is not None]
        elif rows:
            width = max(len(row) for row in rows)
            full = [row + [None] * (width - len(row)) for row in rows]
            parts.append(_table(sheet.title, full[0], full[1:]))
    return parts, notes


def _zip(content: bytes) -> Found:
    parts: list[dict[str, Any]] = []
    notes: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if archive.testzip() is not None:
            raise RefusedFile("is damaged", "download it again")
        for name in archive.namelist():
            inside = archive.read(name)
            if name.endswith(".csv"):
                (table,), _ = _csv(inside)
                parts.append({**table, "name": name})
            elif name.endswith(".txt"):
                notes += inside.decode("utf-8").splitlines()
            else:
                lines = [[line] for line in inside.decode("utf-8").splitlines() if BEGINS not in line]
                parts.append(_table(name, ["line"], lines))
    return parts, notes


class _Page(HTMLParser):
    """Takes the tables of a page apart, and its other text line by line."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.lines: list[str] = []
        self.notes: list[str] = []
        self._cell: list[str] | None = None
        self._quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell; note a picture by its checksum."""
        given = dict(attrs)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self._cell = []
        elif tag in ("style", "script"):
            self._quiet += 1
        elif tag == "img":
            self.lines.append(f"picture: {given.get('alt')} {_digest(given.get('src'))}")
        elif tag == "meta" and given.get("name") == "common-tongue":
            self.notes.append(str(given.get("content")))

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        if tag in ("td", "th") and self._cell is not None:
            if self.tables and self.tables[-1]:
                self.tables[-1][-1].append("".join(self._cell).strip())
            self._cell = None
        elif tag in ("style", "script"):
            self._quiet = max(self._quiet - 1, 0)

    def handle_data(self, data: str) -> None:
        """Take in a text."""
        if self._cell is not None:
            self._cell.append(data)
        elif not self._quiet and data.strip():
            self.lines.append(data.strip())


def _page(content: bytes) -> Found:
    text = content.decode("utf-8")
    if not text.rstrip().endswith("</html>"):
        raise RefusedFile("is cut off", "download it again")
    page = _Page()
    page.feed(text)
    page.close()
    tables = [_table(f"table {number}", rows[0], rows[1:]) for number, rows in enumerate(page.tables, start=1) if rows]
    return [*tables, _table("text", ["line"], [[line] for line in page.lines])], page.notes


def _pdf(content: bytes) -> Found:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    about = reader.metadata
    notes = [str(about["/Keywords"])] if about and "/Keywords" in about else []
    parts = []
    for number, page in enumerate(reader.pages, start=1):
        lines = [[line] for line in page.extract_text().splitlines() if line.strip()]
        parts.append(_table(f"page {number}", ["line"], lines))
    return parts, notes


WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _word(content: bytes) -> Found:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = _tree(archive.read("word/document.xml")).find(f"{WORDS}body")
        about = _tree(archive.read("docProps/core.xml"))
    if body is None:
        raise RefusedFile("is not a Word document of this product", "download it again")
    lines: list[list[str]] = []
    tables: list[dict[str, Any]] = []
    for block in body:
        if block.tag == f"{WORDS}p" and (line := _words_in(block)):
            lines.append([line])
        elif block.tag == f"{WORDS}tbl":
            rows = [[_words_in(cell) for cell in row.iter(f"{WORDS}tc")] for row in block.iter(f"{WORDS}tr")]
            tables.append(_table(f"table {len(tables) + 1}", rows[0], rows[1:]))
    keywords = next((one.text for one in about if one.tag.endswith("}keywords") and one.text), "")
    return [*tables, _table("text", ["line"], lines)], [keywords] if keywords else []


def _tree(content: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise RefusedFile("is not a Word document of this product", "download it again")
    return ElementTree.fromstring(content)


def _words_in(block: ElementTree.Element) -> str:
    return "".join(piece.text or "" for piece in block.iter(f"{WORDS}t")).strip()


READERS: Mapping[str, Callable[[bytes], Found]] = MappingProxyType(
    {
        ".csv": _csv,
        ".json": _json,
        ".xlsx": _workbook,
        ".zip": _zip,
        ".gpkg": _geopackage,
        ".geojson": _geojson,
        ".parquet": _geoparquet,
        ".html": _page,
        ".pdf": _pdf,
        ".docx": _word,
    }
)
"""How each form is read, by the ending of its file."""
