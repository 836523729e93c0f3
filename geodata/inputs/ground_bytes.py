"""The ground under a map as few bytes: whole numbers of 1e-5 degrees, each told by its step from the one before."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geodata.inputs.ground_kinds import AREAS

UNITS = 1e5
"""Steps in a degree: about a meter, finer than the simplified lines."""


def ground_bytes(ground: gpd.GeoDataFrame) -> bytes:
    """Return water, parks and roads as gzipped JSON, as ``static/map/ground.js`` reads it; equal ground, equal bytes.

    Parameters
    ----------
    ground : GeoDataFrame with ``geodata.inputs.ground.GROUND_COLUMNS``

    Examples
    --------
    >>> road = gpd.GeoDataFrame({"kind": ["road"], "rank": [1], "name": ["A"]},
    ...     geometry=[shapely.LineString([(10, 50), (10.00002, 50.00001)])], crs=4326)
    >>> json.loads(gzip.decompress(ground_bytes(road)))
    {'units': 100000.0, 'features': [['road', 1, 'A', [[1000000, 5000000, 2, 1]]]]}
    """
    features = [
        [row.kind, int(row.rank), row.name_, [_steps(line) for line in _lines(row.geometry)]]
        for row in ground.rename(columns={"name": "name_"}).itertuples(index=False)
    ]
    text = json.dumps({"units": UNITS, "features": features}, separators=(",", ":"), ensure_ascii=False)
    return gzip.compress(text.encode(), 9, mtime=0)


def _lines(shape: shapely.Geometry) -> Iterable[Any]:
    """Yield the rings of polygons, or lines; a hole is a ring like any other, drawn by even and odd."""
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            yield part.exterior
            yield from part.interiors
        elif part.geom_type == "LineString":
            yield part


def _steps(line: shapely.Geometry) -> list[int]:
    whole = np.rint(shapely.get_coordinates(line) * UNITS).astype(np.int64)
    steps = np.diff(whole, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    moved = steps.any(axis=1)
    flat: list[int] = steps[moved].ravel().tolist()
    return flat


def is_area(kind: str) -> bool:
    """Return whether a kind is filled; else it is a line.

    Examples
    --------
    >>> is_area("park"), is_area("road")
    (True, False)
    """
    return kind in AREAS
