"""Read KML without GDAL: every folder, however deep or called like another, with its name as a column.

GDAL takes a folder for a layer, loses the folders in it, and of two of one name reads one twice. Here the text is
walked once; no document type, no entity and no link of it is followed.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final
from xml.parsers import expat

from geodata.files.own_process_inside import RefusedFile
from planning.words.formats import whole_number

FOLDER: Final = "Folder"
"""The column that holds the folder a place lies in; ``Folder 2`` holds the folder in that, and so on."""
NAME: Final = "Name"

_FIX: Final = "export the map again as KML, with its shapes in it"
_KINDS: Final = {"Point": 1, "LineString": 2, "Polygon": 3}
_SHAPES: Final = frozenset({*_KINDS, "MultiGeometry", "LinearRing"})
_CELLS: Final = frozenset({"name", "description", "address"})
_CHUNK: Final = 1 << 20

Shape = tuple[str, list[Any]]


class KmlRows:
    """The places of a KML, each with its cells, its folders and its shape as WKB.

    Attributes
    ----------
    rows : list of (cells, folders, shape)
    """

    def __init__(self, max_features: int, max_vertices: int) -> None:
        self.rows: list[tuple[dict[str, str], tuple[str, ...], bytes | None]] = []
        self.links = self.vertices = 0
        self._most = max_features, max_vertices
        self._path: list[str] = []
        self._folders: list[str] = []
        self._text: list[str] = []
        self._field = ""
        self._cells: dict[str, str] = {}
        self._shapes: list[Shape] = []

    def read(self, path: Path) -> None:
        """Read a file.

        Raises
        ------
        RefusedFile
            If it is no KML, has a document type, or is larger than the limits.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = _no_doctype
        try:
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    parser.Parse(chunk.lstrip() if parser.CurrentByteIndex <= 0 else chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError):
            raise RefusedFile("is not a KML map: it is damaged or holds something else", _FIX) from None

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        kind = element.rpartition(":")[2]
        self._path.append(kind)
        self._text.clear()
        if kind == "Folder":
            self._folders.append("")
        elif kind == "Placemark":
            self._cells, self._shapes = {}, []
        elif kind in ("Data", "SimpleData"):
            self._field = attributes.get("name", "")
            self._cells.setdefault(self._field, "")
        elif kind == "NetworkLink":
            self.links += 1
        elif kind in _SHAPES:
            self._shapes.append((kind, []))

    def _end(self, _: str) -> None:
        kind = self._path.pop()
        parent = self._path[-1] if self._path else ""
        text = "".join(self._text).strip()
        self._text.clear()
        if kind == "Folder":
            self._folders.pop()
        elif kind == "name" and parent == "Folder":
            self._folders[-1] = text
        elif parent == "Placemark" and kind in _CELLS and text:
            self._cells[NAME if kind == "name" else kind] = text
        elif (kind == "value" and parent == "Data") or kind == "SimpleData":
            self._cells[self._field] = text
        elif kind == "coordinates" and self._shapes:
            self._shapes[-1][1].append(self._positions(text))
        elif kind in _SHAPES:
            self._close(kind, parent)
        elif kind == "Placemark":
            self._keep()

    def _close(self, kind: str, parent: str) -> None:
        """Put a finished shape into the one around it; a ring of its own is a closed line."""
        if len(self._shapes) > 1:
            shape = self._shapes.pop()
            ring = kind == "LinearRing" and parent in ("outerBoundaryIs", "innerBoundaryIs")
            self._shapes[-1][1].append(shape[1][0] if ring and shape[1] else shape)

    def _keep(self) -> None:
        if len(self.rows) >= self._most[0]:
            raise RefusedFile(f"has more than {whole_number(self._most[0])} rows", "cut it to your own area")
        shape = _wkb(self._shapes[0]) if self._shapes else None
        self.rows.append((self._cells, tuple(self._folders), shape))

    def _positions(self, text: str) -> list[tuple[float, float]]:
        numbers = [position.split(",") for position in re.sub(r"\s*,\s*", ",", text).split()]
        found = [(float(one[0]), float(one[1])) for one in numbers if len(one) > 1]
        self.vertices += len(found)
        if self.vertices > self._most[1]:
            raise RefusedFile(
                f"has more than {whole_number(self._most[1])} corner points",
                "simplify its shapes or cut it to your own area",
            )
        if not all(math.isfinite(number) for position in found for number in position):
            raise RefusedFile(
                f"has coordinates that are not numbers, in the shape of row {len(self.rows) + 1}", "fix those shapes"
            )
        return found


def read_kml(path: Path, limits: dict[str, int]) -> tuple[list[dict[str, str]], list[bytes | None], int]:
    """Return the rows of a KML, folders among their cells, their shapes as WKB, and how many links were not followed.

    Raises
    ------
    RefusedFile
        If it is no KML, holds no places, or only a link to a map elsewhere.
    """
    found = KmlRows(limits["features"], limits["vertices"])
    found.read(path)
    if not any(shape for _, _, shape in found.rows):
        if found.links:
            raise RefusedFile(
                "holds only a link to a map that lies elsewhere (a NetworkLink), not the map",
                "open it in Google Earth and save the places themselves as KML or KMZ",
            )
        raise RefusedFile("has no layer with shapes", "export the map again, with its shapes")
    folders = folder_columns([folders for _, folders, _ in found.rows])
    rows = [{**named, **cells} for (cells, _, _), named in zip(found.rows, folders, strict=True)]
    return rows, [shape for _, _, shape in found.rows], found.links


def folder_columns(paths: list[tuple[str, ...]]) -> list[dict[str, str]]:
    """Return the folders of each place as columns, the coarsest first; folders that hold everything say nothing.

    A folder within another whose name is used elsewhere too is told with the folders above it.

    Examples
    --------
    >>> folder_columns([("City", "North", "A"), ("City", "South", "A"), ("City", "South", "B")])[1]
    {'Folder': 'South', 'Folder 2': 'South / A'}
    """
    shared = 0
    while len({path[: shared + 1] for path in paths}) == 1 and all(len(path) > shared + 1 for path in paths):
        shared += 1
    cut = [path[shared:] for path in paths]
    columns: list[dict[str, str]] = [{} for _ in paths]
    for depth in range(max(map(len, cut), default=0)):
        above: dict[str, set[tuple[str, ...]]] = {}
        for path in cut:
            if len(path) > depth:
                above.setdefault(path[depth], set()).add(path[:depth])
        for row, path in zip(columns, cut, strict=True):
            if len(path) > depth and path[depth]:
                name = path[depth] if len(above[path[depth]]) == 1 else " / ".join(path[: depth + 1])
                row[FOLDER if depth == 0 else f"{FOLDER} {depth + 1}"] = name
    return columns


def _no_doctype(*_: object) -> None:
    raise RefusedFile("is not a KML map: it has a document type", _FIX)


def _wkb(shape: Shape) -> bytes | None:
    kind, parts = shape
    if kind == "MultiGeometry":
        packed = [one for one in map(_wkb, parts) if one]
        return _head(_multi(packed), len(packed)) + b"".join(packed) if packed else None
    if not parts or not parts[0]:
        return None
    if kind == "Polygon":
        return _head(3, len(parts)) + b"".join(map(_points, parts))
    if kind == "Point":
        return struct.pack("<BI", 1, 1) + struct.pack("<2d", *parts[0][0])
    return struct.pack("<BI", 1, 2) + _points(parts[0])


def _multi(packed: Iterable[bytes]) -> int:
    """Return the type of a collection: of points, of lines, of polygons, or of several kinds."""
    kinds = {struct.unpack_from("<I", one, 1)[0] for one in packed}
    only = kinds.pop() if len(kinds) == 1 else 7
    return int(only) + 3 if only in (1, 2, 3) else 7


def _head(kind: int, count: int) -> bytes:
    return struct.pack("<BII", 1, kind, count)


def _points(positions: list[tuple[float, float]]) -> bytes:
    return struct.pack("<I", len(positions)) + b"".join(struct.pack("<2d", *position) for position in positions)
