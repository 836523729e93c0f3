"""The kinds of map that can be read, and which one of them a file is.

A new input format is one row in ``FORMATS``.
"""

from __future__ import annotations

import logging
import re
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from geodata.files.archives import ARCHIVE_ENDINGS, unpack
from geodata.files.code_pages import table_encoding
from geodata.files.limits import MEGABYTE, Limits
from planning.errors import InputError
from planning.words.formats import tenths

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
    reader : {"gdal", "geojson", "parquet", "kml"}
        Which way the worker takes.
    parts, needed_parts : tuple of str
        Endings of the files that belong to it, and of those it cannot do without.
    """

    name: str
    start: bytes
    drivers: tuple[str, ...] = ()
    reader: Literal["gdal", "geojson", "parquet", "kml"] = "gdal"
    parts: tuple[str, ...] = ()
    needed_parts: tuple[str, ...] = ()

    @property
    def in_parts(self) -> bool:
        """Whether some of its rows can be read without the others."""
        return self.reader in ("gdal", "parquet")


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
        ".kml": Format("KML", b"<", reader="kml"),
        ".fgb": Format("FlatGeobuf", b"fgb\x03", ("FlatGeobuf",)),
        ".parquet": _PARQUET,
        ".geoparquet": _PARQUET,
        ".gdb": Format("File Geodatabase", b"", ("OpenFileGDB",)),
    }
)
"""File ending to format. A ``.gdb`` is a folder and comes zipped, as do the parts of a Shapefile."""

MAP_ENDINGS = (*FORMATS, *ARCHIVE_ENDINGS)
ALL_LAYERS = "all"
"""Named instead of a layer: every layer of every map in the file."""
_PARTS = frozenset(part for row in FORMATS.values() for part in row.parts)
_GDB_FILES = (".gdbtable", ".gdbtablx", ".gdbindexes", ".atx", ".spx", ".freelist", ".horizon", "gdb", "timestamps")
"""How the names of a geodatabase's files end."""


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
            f"{local.name} is {tenths(size / MEGABYTE)} MB, more than {limits.file_bytes // MEGABYTE}",
            fix="cut it to your own area or simplify its shapes",
        )
    if size == 0:
        raise InputError(f"{local.name} is empty", fix="export or download it again")
    return local


def find_dataset(source: Path, datasets: list[Dataset], layer: str | None) -> tuple[Dataset, str | None]:
    """Return the one map meant, and which layer of it."""
    if len(datasets) == 1:
        only = datasets[0]
        names_file = layer == only.shown or (layer == only.path.stem and only.format.reader not in ("gdal", "kml"))
        return only, None if names_file else layer
    stems = Counter(dataset.path.stem for dataset in datasets)
    by_name = {dataset.path.stem: dataset for dataset in datasets if stems[dataset.path.stem] == 1}
    by_name |= {dataset.shown: dataset for dataset in datasets}
    listed = ", ".join(repr(dataset.shown) for dataset in datasets)
    if layer is None:
        raise InputError(
            f"{source.name} holds {len(datasets)} maps: {listed}", fix=f"say which one (the layer), or {ALL_LAYERS!r}"
        )
    if layer not in by_name:
        raise InputError(f"{source.name} has no layer {layer!r}", fix=f"choose from {listed}, or {ALL_LAYERS!r}")
    return by_name[layer], None


def find_datasets(source: Path, folder: Path, limits: Limits) -> list[Dataset]:
    """Return the maps a file is or holds; an archive is unpacked into ``folder``."""
    ending = source.suffix.lower()
    if ending in FORMATS:
        return [_dataset(source, source.name, folder)]
    if ending not in ARCHIVE_ENDINGS:
        raise InputError(
            f"{source.name} is not a kind of map that can be read",
            fix=f"use one of {', '.join(MAP_ENDINGS)}, with the parts of a Shapefile together in one .zip",
        )
    inside = folder / "unpacked"
    wanted = {*FORMATS, *_PARTS, *_GDB_FILES}
    written = _in_gdb_folders(unpack(source, inside, wanted, limits), inside, source.stem)
    found = sorted({_dataset_path(path, inside) for path in written} - {None}, key=str)
    if not found:
        raise _no_map(source, written, inside)
    return [_dataset(path, path.relative_to(inside).as_posix(), folder) for path in found if path]


def _no_map(source: Path, written: list[Path], inside: Path) -> InputError:
    parts = sorted(path.relative_to(inside).as_posix() for path in written if path.suffix.lower() in _PARTS)
    if parts:
        return InputError(
            f"{source.name} holds parts of a Shapefile ({', '.join(parts[:5])}), but not its .shp part",
            fix=f"zip all parts together: .shp {' '.join(FORMATS['.shp'].parts)}",
        )
    return InputError(f"{source.name} holds no map", fix=f"zip a map with one of the endings {', '.join(FORMATS)}")


def _in_gdb_folders(written: list[Path], inside: Path, stem: str) -> list[Path]:
    """Put the files of a geodatabase that was zipped without its folder into one, as GDAL wants it."""
    loose = {path.parent for path in written if path.suffix.lower() == ".gdbtable"}
    moved: dict[Path, Path] = {}
    for folder in sorted(folder for folder in loose if not _gdb_folder(folder, inside)):
        name = stem if folder == inside else folder.name
        target = folder / f"{name}.gdb"
        target.mkdir()
        for path in written:
            if path.parent == folder and path.name.lower().endswith(_GDB_FILES):
                moved[path] = path.rename(target / path.name)
    return [moved.get(path, path) for path in written]


def _gdb_folder(path: Path, inside: Path) -> Path | None:
    folders = (path, *path.parents)
    return next((one for one in folders if one.is_relative_to(inside) and one.suffix.lower() == ".gdb"), None)


def _dataset_path(path: Path, inside: Path) -> Path | None:
    """Return the map an unpacked file is, or is a part of."""
    folder = _gdb_folder(path.parent, inside)
    if folder is not None:
        return folder
    return path if path.suffix.lower() in FORMATS and path.suffix.lower() != ".gdb" else None


def _dataset(path: Path, shown: str, folder: Path) -> Dataset:
    row = FORMATS[path.suffix.lower()]
    if path.is_file():
        _require_content(path, shown, row)
    siblings = {sibling.name.lower(): sibling for sibling in path.parent.iterdir()} if row.parts else {}
    parts = {part: siblings.get(path.stem.lower() + part) for part in row.parts}
    missing = [part for part in row.needed_parts if parts[part] is None]
    if missing:
        raise InputError(
            f"{shown} is missing its {' and '.join(missing)} part",
            fix=f"zip all parts of the {row.name} together: .shp {' '.join(row.parts)}",
        )
    table = parts.get(".dbf")
    if table is None:
        return Dataset(shown, path, row, None, ())
    page = parts[".cpg"]
    said = page.read_text(encoding="ascii", errors="replace")[:40] if page is not None else None
    encoding, example = table_encoding(table.read_bytes(), said)
    notes = (_about_encoding(shown, said, encoding, example),) if example is not None else ()
    path = _parts_of_one_name(path, {part: file for part, file in parts.items() if file}, folder)
    return Dataset(shown, path, row, encoding, notes)


def _about_encoding(shown: str, said: str | None, encoding: str | None, example: str) -> str:
    says = f"says its names are written as {said.strip()!r}" if said else "does not say how its names are written"
    return f"{shown} {says}. They were read as {encoding}, as in {example!r}. Fix its .cpg if that is wrong."


def _parts_of_one_name(path: Path, parts: dict[str, Path], folder: Path) -> Path:
    """Return a Shapefile whose parts are called alike, as GDAL looks for them; BEATS.DBF beside beats.shp is copied."""
    if path.suffix == ".shp" and all(file.name == path.stem + part for part, file in parts.items()):
        return path
    together = Path(tempfile.mkdtemp(dir=folder))
    for part, file in {".shp": path, **parts}.items():
        shutil.copyfile(file, together / f"{path.stem}{part}")
    return together / f"{path.stem}.shp"


def _require_content(path: Path, shown: str, row: Format) -> None:
    with path.open("rb") as file:
        start = file.read(SNIFFED_BYTES)
    if row.start in (b"{", b"<"):
        start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    is_kml = row.name != "KML" or (b"<kml" in start and b"<!DOCTYPE" not in start and b"<!ENTITY" not in start)
    if not start.startswith(row.start) or not is_kml:
        log.warning("refused a file that is not the %s its ending says", row.name)
        raise InputError(f"{shown} is not a {row.name} file, whatever its ending says", fix="export the map again")
