"""The one door through which a map comes in.

``geopandas.read_file`` on a file that somebody sent can read any other file of the machine and call any
address: OGR VRT, GDALG, WFS stubs and GeoJSON with a ``crs`` link all did when tried. So nothing else in the
product calls GDAL. Here a file is capped, unpacked in Python, looked at, and given to a process of its own
(``geodata.files.safe_read_worker``) that has one GDAL driver. What comes back is a plain table and shapes as WKB.

A new input format is one row in ``geodata.files.formats.FORMATS``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from geodata.files.columns import as_text
from geodata.files.coordinates import read_crs
from geodata.files.formats import ALL_LAYERS, Dataset, find_dataset, find_datasets, require_local_file
from geodata.files.limits import UPLOAD, Limits
from geodata.files.own_process import Reader, Reply, read_apart
from geodata.files.safe_read_worker import GEOMETRY, read_map
from geodata.files.sentences import first_of
from planning.errors import InputError
from planning.lists import counted
from planning.words.formats import whole_number

MAPS = Reader(
    read_map,
    smaller="simplify its shapes or cut it to your own area",
    again="open it in the program it came from and export it again",
)
LAYER = "Layer"
"""The column that says which of several layers a row comes from."""
_DRIVER_NAMES = """
ADBC AIVector AVCBin AVCE00 AmigoCloud CSV CSW Carto DGN DXF EDIGEO EEDA ESRIJSON Elasticsearch FlatGeobuf
GDALG GML GPKG GPSBabel GPX GTFS GeoJSON GeoJSONSeq GeoRSS HTTP Idrisi JML JSONFG KML LIBKML LVBAG MBTiles
MEM MVT MapML MiraMonVector MySQL NGW OAPIF ODS OGCAPI OGR_GMT OGR_PDS OGR_VRT OSM OpenFileGDB PCIDSK PDF PDS4
PGDUMP PLSCENES PMTiles PostgreSQL S57 SQLite SXF Selafin TopoJSON VDV VFK VICAR WAsP WFS XLS XLSX
"""
_DRIVERS = {*_DRIVER_NAMES.split(), "ESRI Shapefile", "MapInfo File"}
"""What GDAL may have; a driver of a later GDAL is added when the worker first meets it."""


@dataclass(frozen=True, slots=True)
class GeoFile:
    """One layer as it was found, or several in one.

    Attributes
    ----------
    name : str
        The file's name, for messages.
    frame : GeoDataFrame
        Every column of text, number or yes/no, and ``geometry`` (two-dimensional, None where a row has no
        shape). Its coordinate system is the file's own, or None if the file does not say. Of several layers
        ``Layer`` says which.
    layer : str
    notes : tuple of str
        What was left out or mended, as sentences.
    dropped : tuple of str
        Columns that are neither text nor numbers.
    layers : mapping of str to (int or None)
        The layers of the file and how many rows were taken from each; None from one that was not read.
    """

    name: str
    frame: gpd.GeoDataFrame
    layer: str
    notes: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    layers: Mapping[str, int | None] = field(default_factory=dict)


def read_geodata(
    path: Path | str,
    *,
    layer: str | None = None,
    every: bool = False,
    limits: Limits = UPLOAD,
    window: tuple[int, int] | None = None,
) -> GeoFile:
    """Read a map file: one layer, or all.

    Parameters
    ----------
    path : Path or str
        A local file; an address is refused.
    layer : str, optional
        Which layer of a GeoPackage, folder of a KML, or map of a zip; needed where there are several. "all" takes
        every one. The folders of a KML are read together without being asked.
    every : bool
        Whether all are taken where none is named.
    limits : Limits
    window : (int, int), optional
        How many rows are passed over, and how many are read at most; of one layer, in a format that can be read in part
        (``Format.in_parts``).

    Raises
    ------
    InputError
        If the file is not what its ending says, is damaged, too large, or has several layers and none was
        named.
    """
    source = require_local_file(path, limits)
    with tempfile.TemporaryDirectory(prefix="common-tongue-") as folder:
        datasets = find_datasets(source, Path(folder), limits)
        there = _layers_of(datasets, limits) if layer or every or len(datasets) > 1 else {}
        if (every and layer is None) or (layer == ALL_LAYERS and ALL_LAYERS not in there):
            read = {shown: _read_layer(*where, limits) for shown, where in there.items()}
        else:
            dataset, inner = find_dataset(source, datasets, layer)
            read = {layer or dataset.shown: _read_layer(dataset, inner, limits, window)}
        passed: dict[str, int | None] = {shown: None for shown in there if shown not in read and len(there) > 1}
    found = next(iter(read.values())) if len(read) == 1 else _join(source.name, read)
    taken: dict[str, int | None] = {shown: len(one.frame) for shown, one in read.items()}
    return replace(found, layers=taken | passed)


def _layers_of(datasets: list[Dataset], limits: Limits) -> dict[str, tuple[Dataset, str | None]]:
    """Return every layer of every map, by the name it is asked for with; a KML counts as one."""
    found: dict[str, tuple[Dataset, str | None]] = {}
    for dataset in datasets:
        inner: list[str | None] = [None]
        if dataset.format.reader == "gdal":
            inner = [*_ask_worker("layers", dataset, None, limits).facts["layers"]]
        for name in inner:
            plain = dataset.shown if len(inner) == 1 else str(name)
            found[plain if len(datasets) == 1 or len(inner) == 1 else f"{dataset.shown}: {name}"] = (dataset, name)
    return found


def count_rows(path: Path | str, *, layer: str | None = None, limits: Limits = UPLOAD) -> int | None:
    """Return how many rows the one layer meant has; None where it cannot be read in part, and is read whole.

    Raises
    ------
    InputError
        As ``read_geodata``.
    """
    source = require_local_file(path, limits)
    with tempfile.TemporaryDirectory(prefix="common-tongue-") as folder:
        datasets = find_datasets(source, Path(folder), limits)
        if layer == ALL_LAYERS or (layer is None and len(datasets) > 1):
            return None
        dataset, inner = find_dataset(source, datasets, layer)
        if not dataset.format.in_parts:
            return None
        return int(_ask_worker("rows", dataset, inner, limits).facts["rows"])


def _read_layer(dataset: Dataset, layer: str | None, limits: Limits, window: tuple[int, int] | None = None) -> GeoFile:
    reply = _ask_worker("read", dataset, layer, limits, window)
    facts, table = reply.facts, reply.table()
    geometry, repaired = _shapes(table)
    notes = [*dataset.notes]
    if facts["dropped"]:
        notes.append(
            f"{dataset.shown}: columns that are not plain text or numbers were left out: {', '.join(facts['dropped'])}."
        )
    if links := facts.get("links"):
        notes.append(
            f"{dataset.shown}: {counted(links, 'link')} to a map that lies elsewhere (NetworkLink) not followed: save "
            "what it shows as KML if it belongs here."
        )
    if repaired:
        rows = ", ".join(str(row + 1) for row in repaired)
        notes.append(f"{dataset.shown}: outlines that do not close were closed in row {rows}.")
    frame = gpd.GeoDataFrame(_attributes(table), geometry=geometry, crs=read_crs(facts["crs"]))
    return GeoFile(dataset.shown, frame, facts["layer"], tuple(notes), tuple(facts["dropped"]))


def _join(name: str, read: Mapping[str, GeoFile]) -> GeoFile:
    """Return several layers as one, with the layer each row comes from."""
    stated = {shown: one.frame.crs for shown, one in read.items()}
    silent = [shown for shown, crs in stated.items() if crs is None]
    if silent and len(silent) < len(stated):
        raise InputError(
            f"{name}: of its {len(stated)} layers {first_of(silent)} does not say which coordinate system it is in",
            fix="give that layer alone, with its coordinate system, or write all of them in one system",
        )
    crs = next(iter(stated.values()))
    frames = []
    for shown, one in read.items():
        frame = one.frame if one.frame.crs == crs else one.frame.to_crs(crs)
        frames.append(frame if LAYER in frame.columns else frame.assign(**{LAYER: Path(shown).stem}))
    joined = gpd.GeoDataFrame(_stacked([pd.DataFrame(frame) for frame in frames]), geometry="geometry", crs=crs)
    dropped = tuple(dict.fromkeys(column for one in read.values() for column in one.dropped))
    noticed = tuple(dict.fromkeys(note for one in read.values() for note in one.notes))
    taken = ", ".join(f"{shown} ({whole_number(len(one.frame))} rows)" for shown, one in read.items())
    notes = (f"{name}: {counted(len(read), 'layer')} were read together: {taken}.", *noticed)
    return GeoFile(name, joined, ALL_LAYERS, notes, dropped)


def _stacked(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Return frames one below another; a column of text in one of them is text in all."""
    kinds: dict[str, set[str]] = {}
    for frame in frames:
        for column, kind in frame.dtypes.astype(str).items():
            kinds.setdefault(str(column), set()).add(kind)
    mixed = [column for column, found in kinds.items() if len(found) > 1 and column != "geometry"]
    return pd.concat(
        [frame.assign(**{c: as_text(frame[c]) for c in mixed if c in frame}) for frame in frames], ignore_index=True
    )


def list_layers(path: Path | str, *, limits: Limits = UPLOAD) -> tuple[str, ...]:
    """Return what ``layer`` may be: the maps of a zip, or the layers of the one map.

    Where there are several, ``ALL_LAYERS`` may be named instead. The folders of a KML are listed where it has several,
    after ``ALL_LAYERS``, which is what it means if nothing is named.
    """
    source = require_local_file(path, limits)
    with tempfile.TemporaryDirectory(prefix="common-tongue-") as folder:
        datasets = find_datasets(source, Path(folder), limits)
        if len(datasets) > 1 or datasets[0].format.reader not in ("gdal", "kml"):
            return tuple(dataset.shown for dataset in datasets)
        layers = tuple(_ask_worker("layers", datasets[0], None, limits).facts["layers"])
    if datasets[0].format.reader == "gdal":
        return layers
    return (ALL_LAYERS, *layers) if len(layers) > 1 else (datasets[0].shown,)


def _ask_worker(
    task: Literal["read", "layers", "rows"],
    dataset: Dataset,
    layer: str | None,
    limits: Limits,
    window: tuple[int, int] | None = None,
) -> Reply:
    request = {
        "task": task,
        "path": str(dataset.path.resolve()),
        "reader": dataset.format.reader,
        "drivers": dataset.format.drivers,
        "layer": layer,
        "encoding": dataset.encoding,
        "window": window,
    }
    kind = dataset.format.name
    reply = read_apart(MAPS, dataset.shown, request, limits, kind=kind, surroundings=only_drivers(dataset))
    if "drivers" in reply.facts:  # a newer GDAL: switch these off too, and ask again
        _DRIVERS.update(reply.facts["drivers"])
        reply = read_apart(MAPS, dataset.shown, request, limits, kind=kind, surroundings=only_drivers(dataset))
    if "drivers" in reply.facts:
        raise InputError(f"{dataset.shown} cannot be read as {kind}", fix="tell the person who installed this")
    return reply


def only_drivers(dataset: Dataset) -> dict[str, str]:
    """Return the variable that leaves GDAL the drivers of one map."""
    return {"GDAL_SKIP": ",".join(sorted(_DRIVERS - set(dataset.format.drivers)))}


def _attributes(table: pa.Table) -> pd.DataFrame:
    # A property that is itself called "geometry" would stand in the way of the shapes.
    plain = table.drop_columns([name for name in (GEOMETRY, "geometry") if name in table.column_names])
    nullable = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    attributes: pd.DataFrame = plain.to_pandas(types_mapper=nullable.get)
    return attributes


def _shapes(table: pa.Table) -> tuple[gpd.array.GeometryArray, list[int]]:
    """Return the shapes, and the rows whose outline had to be closed; a shape beyond repair is None."""
    if GEOMETRY not in table.column_names:
        return gpd.array.from_shapely(np.full(table.num_rows, None)), []
    packed = table.column(GEOMETRY).to_numpy(zero_copy_only=False)
    repaired: list[int] = []
    try:
        shapes = shapely.from_wkb(packed)
    except shapely.errors.GEOSException:
        with np.errstate(invalid="ignore"):
            as_found = shapely.from_wkb(packed, on_invalid="ignore")
        shapes = shapely.from_wkb(packed, on_invalid="fix")
        repaired = [k for k, wkb in enumerate(packed) if wkb is not None and as_found[k] is None]
    return gpd.array.from_shapely(shapely.force_2d(shapes)), repaired
