"""What opens an untrusted map, and the only code that lets GDAL at a file.

``geodata.files.safe_read`` runs ``read_map`` in a process of its own, in surroundings that leave GDAL one driver and no
network. pyogrio is loaded there and not before: loading it is what makes GDAL look which drivers it may have.

Request: ``task`` ("read", "layers" or "rows"), ``path``, ``reader`` ("geojson", "gdal", "parquet" or "kml"),
``drivers``, ``layer``, ``encoding``, ``window`` (rows passed over and rows read, or None for all), ``limits``.
Found: ``layers``; ``rows``; or ``layer``, ``crs``, ``dropped`` (columns left out) and the table; or ``drivers`` that
GDAL has and the caller did not know to switch off.
"""

from __future__ import annotations

import json
import re
import sys
from array import array
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geodata.files.geojson_check import GEOJSON_FIX, GeoJsonCheck
from geodata.files.kml import FOLDER, read_kml
from geodata.files.own_process_inside import Found, RefusedFile, arrow_bytes
from planning.words.formats import whole_number

GEOMETRY: Final = "(geometry)"
BYTES_PER_VERTEX, BYTES_PER_SHAPE = 16, 13
"""Of WKB: two numbers a corner, and what stands before them in the simplest polygon."""
CURVES: Final = range(8, 13)
"""Types of WKB that are no straight lines: from CircularString to MultiSurface."""
GEOGRAPHIC_DEFAULT: Final = "OGC:CRS84"
"""What GeoParquet means by no ``crs`` member at all."""
GDAL_LONGEST_TEXT: Final = 2_000_000
"""Characters: GDAL takes a whole GeoJSON file for damaged where one text in it has 10 million bytes."""
TEXT: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
"""A text of JSON; the possessive marks keep the search from remembering its way."""


def check_counts(features: int, vertices: int, limits: dict[str, int]) -> None:
    """Raise ``RefusedFile`` if the map is larger than the limits."""
    if features > limits["features"]:
        raise RefusedFile(
            f"has {whole_number(features)} rows, more than {whole_number(limits['features'])}",
            "cut it to your own area",
        )
    if vertices > limits["vertices"]:
        raise RefusedFile(
            f"has {whole_number(vertices)} corner points, more than {whole_number(limits['vertices'])}",
            "simplify its shapes or cut it to your own area",
        )


def check_geojson(request: dict[str, Any]) -> None:
    """Check a GeoJSON file in Python before GDAL sees it."""
    check = GeoJsonCheck()
    try:
        text = Path(request["path"]).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedFile("is not UTF-8 text, as GeoJSON must be", GEOJSON_FIX) from None
    check.run(text)
    check_counts(check.features, check.vertices, request["limits"])
    if len(text) >= GDAL_LONGEST_TEXT:
        request["path"] = _without_books(text, request)


def _without_books(text: str, request: dict[str, Any]) -> str:
    """Write the map again where GDAL would stop at a text too long for it, and return where.

    What stands in its place is still too long for a cell, so that its column is left out and named as usual.
    """
    instead = json.dumps("x" * (request["limits"]["text_length"] + 1))
    found = TEXT.sub(lambda match: match[0] if len(match[0]) < GDAL_LONGEST_TEXT else instead, text)
    folder = Path.cwd() / "shortened"
    folder.mkdir()
    path = folder / Path(request["path"]).name  # its name is the layer's
    path.write_text(found, encoding="utf-8")
    return str(path)


def read_with_gdal(request: dict[str, Any]) -> Found:
    """Read one layer with the one driver left, write it, and say what it is."""
    import pyogrio.raw

    if request["reader"] == "geojson":
        check_geojson(request)
    layer, features = _choose_layer(_layers(request), request["layer"])
    if request["task"] == "rows":
        return {"rows": features}
    skipped, most = request["window"] or (0, features)
    check_counts(min(features - skipped, most), 0, request["limits"])
    # GDAL turns text that looks like a date into one; an id must stay as it was found.
    options: dict[str, Any] = {"DATE_AS_STRING": "YES"} if request["drivers"][0] == "GeoJSON" else {}
    if request["window"]:
        options |= {"skip_features": skipped, "max_features": most}
    meta, table = pyogrio.raw.read_arrow(request["path"], layer=layer, encoding=request["encoding"], **options)
    geometry = meta["geometry_name"] or "wkb_geometry"
    if geometry in table.column_names and _has_curves(table.column(geometry)):
        # Read as features instead of a table, GDAL makes arcs straight; the order of the rows is the same.
        straight = pyogrio.raw.read(request["path"], layer=layer, columns=[], skip_features=skipped, max_features=most)[
            2
        ]
        at = table.column_names.index(geometry)
        table = table.set_column(at, geometry, pa.chunked_array([packed(straight)]))
    return _found(request, table, geometry, layer=layer, crs=meta["crs"])


def _layers(request: dict[str, Any]) -> dict[str, int]:
    """Return the layers that have shapes and rows, with their number of rows."""
    from pyogrio import list_layers, read_info

    names = [str(name) for name, kind in list_layers(request["path"]) if kind is not None]
    counts = {name: int(read_info(request["path"], layer=name, force_feature_count=True)["features"]) for name in names}
    filled = {name: count for name, count in counts.items() if count > 0}
    return filled or counts


def _choose_layer(layers: dict[str, int], wanted: str | None) -> tuple[str, int]:
    if not layers:
        raise RefusedFile("has no layer with shapes", "export the map again, with its shapes")
    listed = ", ".join(repr(name) for name in layers)
    if wanted is None and len(layers) > 1:
        raise RefusedFile(f"has {len(layers)} layers: {listed}", "say which one to use (the layer)")
    if wanted is not None and wanted not in layers:
        raise RefusedFile(f"has no layer {wanted!r}", f"choose from {listed}")
    chosen = wanted if wanted is not None else next(iter(layers))
    if not layers[chosen]:
        raise RefusedFile("has no rows", "export the map again, with its shapes")
    return chosen, layers[chosen]


def packed(cells: Iterable[str | bytes | None]) -> Any:
    """Return cells as an array of Arrow: texts, or bytes. ``pyarrow.array`` would ask for pandas, which is not here."""
    known = list(cells)
    content = [b"" if cell is None else cell.encode() if isinstance(cell, str) else cell for cell in known]
    kind = pa.large_binary() if any(isinstance(cell, bytes) for cell in known) else pa.large_string()
    offsets = array("q", accumulate(map(len, content), initial=0))
    there = bytearray((len(known) + 7) // 8)
    for k, cell in enumerate(known):
        there[k // 8] |= (cell is not None) << (k % 8)
    buffers = [pa.py_buffer(bytes(there)), pa.py_buffer(offsets.tobytes()), pa.py_buffer(b"".join(content))]
    return pa.Array.from_buffers(kind, len(known), buffers)


def _has_curves(shapes: Any) -> bool:
    """Return whether a shape is a circular string, a compound curve, or is made of such ones."""
    heads = (bytes(shape[:5]) for shape in shapes.to_pylist() if shape is not None)
    kinds = (int.from_bytes(head[1:], "little" if head[0] else "big") & 0x0FFFFFFF for head in heads)
    return any(kind % 1000 in CURVES for kind in kinds)


def read_kml_file(request: dict[str, Any]) -> Found:
    """Read a KML, or one of its folders."""
    rows, shapes, links = read_kml(Path(request["path"]), request["limits"])
    wanted = request["layer"]
    if wanted is not None:
        inside = [k for k, row in enumerate(rows) if wanted in _folders(row)]
        if not inside:
            listed = ", ".join(map(repr, _kml_folders(rows)))
            raise RefusedFile(f"has no layer {wanted!r}", f"choose from {listed}" if listed else "name none")
        rows, shapes = [rows[k] for k in inside], [shapes[k] for k in inside]
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {name: packed([row.get(name) for row in rows]) for name in names}
    table = pa.table({**columns, GEOMETRY: packed(shapes)})
    layer = wanted if wanted is not None else Path(request["path"]).stem
    return _found(request, table, GEOMETRY, layer=layer, crs=GEOGRAPHIC_DEFAULT, links=links)


def _folders(row: dict[str, str]) -> list[str]:
    return [value for name, value in row.items() if name == FOLDER or re.fullmatch(rf"{FOLDER} \d+", name)]


def _kml_folders(rows: list[dict[str, str]]) -> list[str]:
    """Return the names of the outermost folders."""
    return list(dict.fromkeys(row[FOLDER] for row in rows if FOLDER in row))


def read_parquet(request: dict[str, Any]) -> Found:
    """Read a (Geo)Parquet file; one without shapes is a plain table."""
    try:
        file = pq.ParquetFile(request["path"])
        rows = file.metadata.num_rows
        if request["task"] == "rows":
            return {"rows": rows}
        skipped, most = request["window"] or (0, rows)
        chosen, before = _row_groups(file.metadata, skipped, most)
        groups = [file.metadata.row_group(k) for k in chosen]
        if sum(group.total_byte_size for group in groups) > request["limits"]["unpacked_bytes"]:
            raise RefusedFile("is too large once unpacked", "cut it to your own area")
        check_counts(min(rows - skipped, most), 0, request["limits"])
        geo = json.loads((file.schema_arrow.metadata or {}).get(b"geo", b"{}"))
        primary = geo.get("primary_column")
        column = geo.get("columns", {}).get(primary, {})
        if primary is not None and column.get("encoding") != "WKB":
            raise RefusedFile("stores its shapes in a form other than WKB", "write it again with GeoPandas")
        table = file.read_row_groups(chosen).slice(skipped - before, most)
    except (pa.ArrowException, OSError, ValueError, AttributeError):
        raise RefusedFile("is not a Parquet file that can be read", "export it again") from None
    crs = column.get("crs", GEOGRAPHIC_DEFAULT)
    stated = json.dumps(crs) if isinstance(crs, dict) else crs
    return _found(request, table, primary, layer=Path(request["path"]).stem, crs=stated)


def _row_groups(metadata: Any, skipped: int, most: int) -> tuple[list[int], int]:
    """Return the row groups in which some rows of a file stand, and how many rows are before the first of them."""
    ends = list(accumulate(metadata.row_group(k).num_rows for k in range(metadata.num_row_groups)))
    starts = [0, *ends[:-1]]
    chosen = [
        k for k, (start, end) in enumerate(zip(starts, ends, strict=False)) if start < skipped + most and end > skipped
    ]
    return chosen, starts[chosen[0]] if chosen else skipped


def _found(request: dict[str, Any], table: Any, geometry: str | None, **facts: Any) -> Found:
    """Return the table as text, whole numbers, numbers and yes/no; say which columns are neither."""
    limits = request["limits"]
    columns, dropped = {}, []
    for name in table.column_names:
        if name == geometry:
            continue
        column = _plain(table.column(name), limits["text_length"])
        if column is None:
            dropped.append(name)
        else:
            columns[name] = column
    if geometry is not None and geometry in table.column_names:
        shapes = table.column(geometry).combine_chunks()
        shapes = getattr(shapes, "storage", shapes).cast(pa.large_binary())
        weight = (pc.sum(pc.binary_length(shapes)).as_py() or 0) - BYTES_PER_SHAPE * table.num_rows
        check_counts(table.num_rows, weight // BYTES_PER_VERTEX, limits)
        columns[GEOMETRY] = shapes
    return {"dropped": dropped, **facts}, arrow_bytes(pa.table(columns))


def _plain(column: Any, text_length: int) -> Any:
    """Return a column as one of four plain types, or None if it is nested, binary or holds a whole book."""
    if isinstance(column.type, pa.BaseExtensionType):
        column = _scalars(column)
        if column is None:
            return None
    kinds = pa.types
    if kinds.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    kind = column.type
    if kinds.is_boolean(kind):
        return column
    if kinds.is_integer(kind):
        return column.cast(pa.int64())
    if kinds.is_floating(kind) or kinds.is_decimal(kind):
        return column.cast(pa.float64())
    if kinds.is_temporal(kind) or kinds.is_null(kind):
        return column.cast(pa.large_string())
    if not (kinds.is_string(kind) or kinds.is_large_string(kind)):
        return None
    longest = pc.max(pc.utf8_length(column)).as_py() or 0
    return column.cast(pa.large_string()) if longest <= text_length else None


def _scalars(column: Any) -> Any:
    """Return the text of a column in which GDAL found texts beside numbers; None where lists or objects are in it."""
    if column.type.extension_name != "arrow.json":
        return None
    found: list[str | None] = []
    for cell in column.combine_chunks().storage.to_pylist():
        value = None if cell is None else _loaded(cell)
        if isinstance(value, list | dict):
            return None
        # A number is written as it stood: 12.50 stays so.
        found.append(None if value is None else value if isinstance(value, str) else cell.strip())
    return pa.chunked_array([packed(found)])


def _loaded(cell: str) -> Any:
    try:
        return json.loads(cell)
    except ValueError:
        return cell


def unknown_drivers(allowed: list[str]) -> list[str]:
    """Return the drivers GDAL still has beyond those allowed; importing pyogrio registers them."""
    from pyogrio import list_drivers

    return sorted(set(list_drivers()) - set(allowed))


def read_map(request: dict[str, Any]) -> Found:
    """Do what is asked and return what is found, and the table as Arrow has it."""
    _hide_pandas()
    if request["reader"] == "parquet":
        return read_parquet(request)
    if request["reader"] == "kml":
        if request["task"] == "layers":
            return {"layers": _kml_folders(read_kml(Path(request["path"]), request["limits"])[0])}
        return read_kml_file(request)
    extra = unknown_drivers(request["drivers"])
    if extra:
        return {"drivers": extra}
    if request["task"] == "layers":
        return {"layers": list(_layers(request))}
    return read_with_gdal(request)


def _hide_pandas() -> None:
    """Let pyogrio and pyarrow do without what costs more time to load than a beat map to read."""
    for name in ("geopandas", "pandas", "shapely", "pyproj"):
        sys.modules[name] = None  # type: ignore[assignment]
