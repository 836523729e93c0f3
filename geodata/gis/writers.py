"""A map as the file that an ending names: GeoPackage, GeoJSON (RFC 7946), GeoParquet 1.1, or a table to join by id.

Each carries what its figures are: in a GeoPackage's metadata, a GeoParquet file's own keys, foreign members of GeoJSON,
a README in the zip. A missing figure is null in each, never zero.
"""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import shapely

from geodata.gis.map_table import MapTable
from geodata.papers.datapackage import DESCRIPTOR, Resource, descriptor
from geodata.papers.exports import USE_NOTE, csv_bytes, zipped
from planning.errors import InputError

DECIMALS = 7
"""Of a degree in GeoJSON: about a centimeter."""
HALF_TURN = 180.0
METADATA = "common_tongue"
"""The key under which a GeoParquet file and a GeoJSON document say what they are."""


def map_bytes(table: MapTable, ending: str) -> bytes:
    """Return a map in the form an ending names.

    Raises
    ------
    InputError
        For an ending that is none of ``MAP_ENDINGS``.
    """
    if ending not in WRITERS:
        raise InputError("a map is written as one of " + ", ".join(MAP_ENDINGS), value=ending or "no ending")
    return WRITERS[ending](table)


def metadata_of(table: MapTable) -> dict[str, Any]:
    """Return what a program should know of a map: what it is, whose, of which survey, by which rule, for what use."""
    return {
        "title": table.title,
        **{name.lower().replace(" ", "_"): value for name, value in table.facts.items()},
        "use": USE_NOTE,
        "columns": {column.name: column.meaning for column in table.columns},
        "made_from": table.stamp.line,
    }


def _geopackage(table: MapTable) -> bytes:
    about = {"common_tongue": json.dumps(metadata_of(table), ensure_ascii=False), "about": table.about}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{table.theme.name}.gpkg"
        table.frame.to_file(
            path,
            layer=table.theme.name,
            driver="GPKG",
            index=False,
            layer_metadata=about,
            layer_options={"IDENTIFIER": table.title, "DESCRIPTION": USE_NOTE, "FID": "fid"},
        )
        return path.read_bytes()


def _geoparquet(table: MapTable) -> bytes:
    buffer = io.BytesIO()
    table.frame.to_parquet(buffer, index=False, schema_version="1.1.0", write_covering_bbox=True)
    plain = pq.read_table(io.BytesIO(buffer.getvalue()))
    kept = {**(plain.schema.metadata or {}), METADATA.encode(): json.dumps(metadata_of(table)).encode()}
    written = io.BytesIO()
    pq.write_table(plain.replace_schema_metadata(kept), written)
    return written.getvalue()


def _geojson(table: MapTable) -> bytes:
    features = features_of(table.frame)
    document = {
        "type": "FeatureCollection",
        "title": table.title,
        "bbox": bbox_of(table.frame.geometry),
        METADATA: metadata_of(table),
        "features": features,
    }
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n").encode()


def features_of(frame: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Return areas as GeoJSON has them (RFC 7946): rings by the right hand, a missing figure null.

    Examples
    --------
    >>> square = shapely.Polygon([(0, 0), (0, 1), (1, 1), (1, 0)])
    >>> frame = gpd.GeoDataFrame({"area_id": ["01"], "lep": [float("nan")]}, geometry=[square], crs=4326)
    >>> feature, = features_of(frame)
    >>> feature["properties"], feature["geometry"]["coordinates"][0][:2]
    ({'area_id': '01', 'lep': None}, [[0.0, 0.0], [1.0, 0.0]])
    """
    shapes = outlines_of(frame.geometry)
    rows = pd.DataFrame(frame.drop(columns=frame.geometry.name)).astype("object")
    rows = rows.where(rows.notna(), None)
    return [
        {"type": "Feature", "properties": row, "geometry": shape}
        for row, shape in zip(rows.to_dict("records"), shapes, strict=True)
    ]


def outlines_of(shapes: gpd.GeoSeries) -> list[dict[str, Any] | None]:
    """Return shapes as GeoJSON geometries, the outer rings against the clock and the holes with it."""
    turned = shapely.orient_polygons(shapely.force_2d(shapes.to_numpy()), exterior_cw=False)
    return [
        None if shape is None or shape.is_empty else {"type": shape.geom_type, "coordinates": _rounded(shape)}
        for shape in turned
    ]


def _rounded(shape: shapely.Geometry) -> Any:
    def rings(polygon: shapely.Polygon) -> list[list[list[float]]]:
        return [np.round(shapely.get_coordinates(ring), DECIMALS).tolist() for ring in _rings(polygon)]

    return rings(shape) if shape.geom_type == "Polygon" else [rings(part) for part in shape.geoms]


def _rings(polygon: shapely.Polygon) -> list[shapely.LinearRing]:
    return [polygon.exterior, *polygon.interiors]


def bbox_of(shapes: gpd.GeoSeries) -> list[float] | None:
    """Return west, south, east, north as RFC 7946 has them: west beyond east where they lie on both sides of 180.

    Examples
    --------
    >>> bbox_of(gpd.GeoSeries([shapely.box(179, 51, 180, 52), shapely.box(-180, 51, -178, 53)]))
    [179.0, 51.0, -178.0, 53.0]
    """
    boxes = shapely.bounds(shapes.to_numpy())
    boxes = boxes[~np.isnan(boxes).any(axis=1)]
    if not len(boxes):
        return None
    west, south, east, north = (
        float(edge) for edge in (*boxes[:, :2].min(axis=0), boxes[:, 2].max(), boxes[:, 3].max())
    )
    parts = shapely.bounds(shapely.get_parts(shapes.to_numpy()))
    if east - west > HALF_TURN:
        west, east = float(parts[parts[:, 0] >= 0, 0].min()), float(parts[parts[:, 2] < 0, 2].max())
    return [round(edge, DECIMALS) for edge in (west, south, east, north)]


def _join_zip(table: MapTable) -> bytes:
    """Return a table to join to a department's own map: names of ten letters at most, and what each stands for."""
    name = table.theme.name
    short = pd.DataFrame({column.short: table.frame[column.name] for column in table.columns}, index=table.frame.index)
    names = pd.DataFrame(
        {
            "short": [column.short for column in table.columns],
            "name": [column.name for column in table.columns],
            "meaning": [column.meaning for column in table.columns],
        }
    )
    fields = [(column.short, "string" if column.is_text else "number", column.meaning) for column in table.columns]
    resources = (
        Resource(f"{name}.csv", fields, ("area_id",), table.title),
        Resource(
            f"{name}_names.csv",
            [("short", "string", ""), ("name", "string", ""), ("meaning", "string", "")],
            ("short",),
            "What the names mean",
        ),
    )
    return zipped(
        {
            f"{name}.csv": csv_bytes(short),
            f"{name}.csvt": _types_line(table),
            f"{name}_names.csv": csv_bytes(names),
            "README.txt": f"{table.about}\n{_HOW_TO_JOIN.format(name=name)}".encode(),
            DESCRIPTOR: descriptor(name, table.title, table.about, resources),
        }
    )


def _types_line(table: MapTable) -> bytes:
    """Return the types of the columns as GDAL and QGIS read them beside a CSV: ids keep their leading zeros."""
    return (",".join('"String"' if column.is_text else '"Real"' for column in table.columns) + "\n").encode()


_HOW_TO_JOIN = """How to join it
  Join {name}.csv to your own beat map by area_id. It is text, and so keeps its leading zeros: {name}.csvt says so to
  GDAL and QGIS. No name is longer than 10 letters, all that a Shapefile keeps. {name}_names.csv says what each means.
  An empty cell is no figure, never zero.
"""

WRITERS: Mapping[str, Callable[[MapTable], bytes]] = MappingProxyType(
    {".gpkg": _geopackage, ".geojson": _geojson, ".parquet": _geoparquet, ".zip": _join_zip}
)
"""How a map is written, by the ending of its file."""
MAP_ENDINGS = tuple(WRITERS)
