"""The kinds of map that can be read, and which one of them a file is.

A new input format is one row in ``FORMATS``.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from geodata.files.archives import ARCHIVE_ENDINGS, unpack
from geodata.files.limits import MEGABYTE, Limits
from planning.errors import InputError

log = logging.getLogger(__name__)

SNIFFED_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Format:
    """How one kind of file is known and read.

    Attributes
    ----------
    name : str
        What a person calls it.
    start : bytes
        What the file begins with, blanks and byte-order mark left out.
    drivers : tuple of str
        The GDAL drivers that may read it; none where GDAL is not needed.
    reader : {"gdal", "geojson", "parquet"}
        Which way the worker takes.
    parts, needed_parts : tuple of str
        Endings of the files that belong to it, and of those it cannot do without.
    """

    name: str
    start: bytes
    drivers: tuple[str, ...] = ()
    reader: Literal["gdal", "geojson", "parquet"] = "gdal"
    parts: tuple[str, ...] = ()
    needed_parts: tuple[str, ...] = ()


_GEOJSON = Format("GeoJSON", b"{", ("GeoJSON", "ESRIJSON"), reader="geojson")
_PARQUET = Format("GeoParquet", b"PAR1", reader="parquet")

FORMATS = MappingProxyType(
    {
        ".geojson": _GEOJSON,
        ".json": _GEOJSON,
        ".shp": Format(
            "Shapefile",
            b"\x00\x00\x27\x0a",
            ("ESRI Shapefile",),
            parts=(".dbf", ".shx", ".prj", ".cpg"),
            needed_parts=(".dbf", ".shx"),
        ),
        ".gpkg": Format("GeoPackage", b"SQLite format 3\x00", ("GPKG",)),
        ".kml": Format("KML", b"<", ("LIBKML", "KML")),
        ".fgb": Format("FlatGeobuf", b"fgb\x03", ("FlatGeobuf",)),
        ".parquet": _PARQUET,
        ".geoparquet": _PARQUET,
        ".gdb": Format("File Geodatabase", b"", ("OpenFileGDB",)),
    }
)
"""File ending to format. A ``.gdb`` is a folder and comes zipped, as do the parts of a Shapefile."""

MAP_ENDINGS = (*FORMATS, *ARCHIVE_ENDINGS)


@dataclass(frozen=True, slots=True)
class Dataset:
    """One map on disk, ready for the worker."""

    shown: str
    path: Path
    format: Format
    encoding: str | None
    notes: tuple[str, ...]


def is_map(path: Path | str) -> bool:
    """Return whether the ending is one of a map, not of a table."""
    return str(path).lower().endswith(MAP_ENDINGS)


def require_local_file(path: Path | str, limits: Limits) -> Path:
    """Return the path of an existing file of bearable size; an address is never opened."""
    text = str(path)
    if re.match(r"[a-z][a-z0-9+.-]+:", text, re.IGNORECASE) or text.startswith("/vsi"):
        raise InputError("that is an address, not a file", value=text[:80], fix="download it first and give the file")
    local = Path(path)
    if local.is_dir():
        raise InputError(f"{local.name} is a folder", fix="give the file in it, or zip the folder")
    if not local.is_file():
        raise InputError(f"there is no file {text[:200]!r}", fix="check the name and the folder")
    size = local.stat().st_size
    if size > limits.file_bytes:
        raise InputError(
            f"{local.name} is {size / MEGABYTE:,.1f} MB, more than {limits.file_bytes // MEGABYTE}",
            fix="cut it to your own area or simplify its shapes",
        )
    if size == 0:
        raise InputError(f"{local.name} is empty", fix="export or download it again")
    return local


def find_dataset(source: Path, folder: Path, layer: str | None, limits: Limits) -> tuple[Dataset, str | None]:
    """Return the one map meant, and which layer of it."""
    datasets = find_datasets(source, folder, limits)
    if len(datasets) == 1:
        only = datasets[0]
        names_file = layer == only.shown or (layer == only.path.stem and only.format.reader != "gdal")
        return only, None if names_file else layer
    stems = Counter(dataset.path.stem for dataset in datasets)
    by_name = {dataset.path.stem: dataset for dataset in datasets if stems[dataset.path.stem] == 1}
    by_name |= {dataset.shown: dataset for dataset in datasets}
    listed = ", ".join(repr(dataset.shown) for dataset in datasets)
    if layer is None:
        raise InputError(f"{source.name} holds {len(datasets)} maps: {listed}", fix="say which one (the layer)")
    if layer not in by_name:
        raise InputError(f"{source.name} has no layer {layer!r}", fix=f"choose from {listed}")
    return by_name[layer], None


def find_datasets(source: Path, folder: Path, limits: Limits) -> list[Dataset]:
    """Return the maps a file is or holds; an archive is unpacked into ``folder``."""
    ending = source.suffix.lower()
    if ending in FORMATS:
        return [_dataset(source, source.name)]
    if ending not in ARCHIVE_ENDINGS:
        raise InputError(
            f"{source.name} is not a kind of map that can be read",
            fix=f"give one of {', '.join(MAP_ENDINGS)}; the parts of a Shapefile together in one .zip",
        )
    inside = folder / "unpacked"
    wanted = {*FORMATS, *(part for row in FORMATS.values() for part in row.parts)}
    written = unpack(source, inside, wanted, limits)
    found = sorted({_dataset_path(path, inside) for path in written} - {None}, key=str)
    if not found:
        raise InputError(f"{source.name} holds no map", fix=f"zip a map with one of the endings {', '.join(FORMATS)}")
    return [_dataset(path, path.relative_to(inside).as_posix()) for path in found if path]


def _dataset_path(path: Path, inside: Path) -> Path | None:
    """Return the map an unpacked file is, or is a part of."""
    for parent in path.relative_to(inside).parents:
        if parent.suffix.lower() == ".gdb":
            return inside / parent
    return path if path.suffix.lower() in FORMATS and path.suffix.lower() != ".gdb" else None


def _dataset(path: Path, shown: str) -> Dataset:
    row = FORMATS[path.suffix.lower()]
    if path.is_file():
        _require_content(path, shown, row)
    siblings = {sibling.name.lower(): sibling for sibling in path.parent.iterdir()} if row.parts else {}
    parts = {part: siblings.get(path.stem.lower() + part) for part in row.parts}
    missing = [part for part in row.needed_parts if parts[part] is None]
    if missing:
        raise InputError(
            f"{shown} lacks its {' and '.join(missing)} part",
            fix=f"zip all parts of the {row.name} together: .shp {' '.join(row.parts)}",
        )
    table = parts.get(".dbf")
    if table is None:
        return Dataset(shown, path, row, None, ())
    encoding = _text_encoding(table.read_bytes())
    note = f"{shown} does not say how its names are written; they were read as {encoding}."
    says = parts[".cpg"] is not None or encoding is None
    return Dataset(shown, path, row, encoding, () if says else (note,))


def _text_encoding(table: bytes) -> str | None:
    """Return how a .dbf writes its text, judged by its bytes: a .cpg is often missing and sometimes wrong."""
    if table.isascii():
        return None
    header_bytes = int.from_bytes(table[8:10], "little")
    text = table[header_bytes:]
    if text.isascii():
        return None
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return "CP1252"
    return "UTF-8"


def _require_content(path: Path, shown: str, row: Format) -> None:
    with path.open("rb") as file:
        start = file.read(SNIFFED_BYTES)
    if row.start in (b"{", b"<"):
        start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    is_kml = row.name != "KML" or (b"<kml" in start and b"<!DOCTYPE" not in start and b"<!ENTITY" not in start)
    if not start.startswith(row.start) or not is_kml:
        log.warning("refused a file that is not the %s its ending says", row.name)
        raise InputError(f"{shown} is not a {row.name} file, whatever its ending says", fix="export the map again")
