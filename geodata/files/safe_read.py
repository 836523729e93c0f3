"""The one door through which a map comes in.

``geopandas.read_file`` on a file that somebody sent can read any other file of the machine and call any
address: OGR VRT, GDALG, WFS stubs and GeoJSON with a ``crs`` link all did when tried. So nothing else in the
product calls GDAL. Here a file is capped, unpacked in Python, looked at, and given to a process of its own
(``geodata.files.safe_read_worker``) that has one GDAL driver, no network, and limits on time and memory. What comes
back is a plain table and shapes as WKB.

A new input format is one row in ``geodata.files.formats.FORMATS``.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from geodata.files.coordinates import read_crs
from geodata.files.formats import Dataset, find_dataset, find_datasets, require_local_file
from geodata.files.limits import UPLOAD, Limits
from geodata.files.safe_read_worker import GEOMETRY
from planning.errors import InputError

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
START_WORKER = "import sys; sys.path.append(sys.argv[1]); from geodata.files.safe_read_worker import main; main()"
PARALLEL_READS = 2
"""Processes that may read at one time; more would let one person's files take the machine."""

_READING = threading.BoundedSemaphore(PARALLEL_READS)

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
    """One layer as it was found.

    Attributes
    ----------
    name : str
        The file's name, for messages.
    frame : GeoDataFrame
        Every column of text, number or yes/no, and ``geometry`` (two-dimensional, None where a row has no
        shape). Its coordinate system is the file's own, or None if the file does not say.
    layer : str
    notes : tuple of str
        What was left out or mended, as sentences.
    """

    name: str
    frame: gpd.GeoDataFrame
    layer: str
    notes: tuple[str, ...] = ()


def read_geodata(path: Path | str, *, layer: str | None = None, limits: Limits = UPLOAD) -> GeoFile:
    """Read one layer of a map file.

    Parameters
    ----------
    path : Path or str
        A local file; an address is refused.
    layer : str, optional
        Which layer of a GeoPackage or KML, or which map of a zip; needed where there are several.
    limits : Limits

    Raises
    ------
    InputError
        If the file is not what its ending says, is damaged, too large, or has several layers and none was
        named.
    """
    source = require_local_file(path, limits)
    with tempfile.TemporaryDirectory(prefix="common-tongue-") as folder:
        dataset, inner = find_dataset(source, Path(folder), layer, limits)
        result = Path(folder) / "result.arrow"
        reply = _ask_worker("read", dataset, inner, result, limits)
        table = pa.ipc.open_file(pa.BufferReader(result.read_bytes())).read_all()
    geometry, repaired = _shapes(table)
    notes = [*dataset.notes]
    if reply["dropped"]:
        notes.append(
            f"{dataset.shown}: columns that are not plain text or numbers were left out: {', '.join(reply['dropped'])}."
        )
    if repaired:
        rows = ", ".join(str(row + 1) for row in repaired)
        notes.append(f"{dataset.shown}: outlines that do not close were closed in row {rows}.")
    frame = gpd.GeoDataFrame(_attributes(table), geometry=geometry, crs=read_crs(reply["crs"]))
    return GeoFile(dataset.shown, frame, reply["layer"], tuple(notes))


def list_layers(path: Path | str, *, limits: Limits = UPLOAD) -> tuple[str, ...]:
    """Return what ``layer`` may be: the maps of a zip, or the layers of the one map."""
    source = require_local_file(path, limits)
    with tempfile.TemporaryDirectory(prefix="common-tongue-") as folder:
        datasets = find_datasets(source, Path(folder), limits)
        if len(datasets) > 1 or datasets[0].format.reader != "gdal":
            return tuple(dataset.shown for dataset in datasets)
        reply = _ask_worker("layers", datasets[0], None, Path(folder) / "result.arrow", limits)
        return tuple(reply["layers"])


def _ask_worker(
    task: Literal["read", "layers"], dataset: Dataset, layer: str | None, result: Path, limits: Limits
) -> dict[str, Any]:
    request = {
        "task": task,
        "path": str(dataset.path.resolve()),
        "result": str(result),
        "reader": dataset.format.reader,
        "drivers": dataset.format.drivers,
        "layer": layer,
        "encoding": dataset.encoding,
        "limits": asdict(limits),
    }
    reply = _run_worker(request, dataset, limits)
    if "drivers" in reply:  # a newer GDAL: switch these off too, and ask again
        _DRIVERS.update(reply["drivers"])
        reply = _run_worker(request, dataset, limits)
    if "refused" in reply:
        log.warning("refused a %s file: it %s", dataset.format.name, reply["refused"]["what"])
        raise InputError(f"{dataset.shown} {reply['refused']['what']}", fix=reply["refused"]["fix"])
    if "ok" not in reply:
        raise _unreadable(dataset)
    answer: dict[str, Any] = reply["ok"]
    return answer


def _run_worker(request: dict[str, Any], dataset: Dataset, limits: Limits) -> dict[str, Any]:
    environment = worker_environment(dataset.format.drivers)
    with _READING:
        try:
            run = subprocess.run(
                [sys.executable, "-I", "-c", START_WORKER, str(ROOT)],
                input=json.dumps(request),
                capture_output=True,
                text=True,
                encoding="utf-8",
                env=environment,
                cwd=Path(request["result"]).parent,
                timeout=limits.seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            log.warning("stopped reading a %s file after %s s", dataset.format.name, limits.seconds)
            raise InputError(
                f"{dataset.shown} takes longer than {limits.seconds} seconds to read",
                fix="simplify its shapes or cut it to your own area",
            ) from None
    try:
        run.check_returncode()
        reply: dict[str, Any] = json.loads(run.stdout)
    except (subprocess.CalledProcessError, ValueError):
        log.warning("refused a %s file that could not be read (code %s)", dataset.format.name, run.returncode)
        raise _unreadable(dataset) from None
    return reply


def _unreadable(dataset: Dataset) -> InputError:
    # What GDAL says is not passed on: it can quote the file, and helps nobody who is not a programmer.
    return InputError(
        f"{dataset.shown} cannot be read as {dataset.format.name}: it is damaged or too large",
        fix="open it in the program it came from and export it again",
    )


def worker_environment(drivers: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the environment of a process that reads: no network, and of GDAL only these drivers."""
    kept = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH")
    dead_port = "http://127.0.0.1:9"
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "GDAL_SKIP": ",".join(sorted(_DRIVERS - set(drivers))),
        "GDAL_DRIVER_PATH": "disable",
        "GDAL_HTTP_PROXY": dead_port,
        "http_proxy": dead_port,
        "https_proxy": dead_port,
        "GDAL_HTTP_TIMEOUT": "2",
        "GDAL_HTTP_MAX_RETRY": "0",
        "PROJ_NETWORK": "OFF",
        "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
        "LIBKML_RESOLVE_STYLE": "NO",
        # Threads reserve address space, of which the process has little.
        "GDAL_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "PYTHONUTF8": "1",
    }


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
