"""Points as arrays, ids as their numbers, and the polygon that each point lies in: what a crosswalk is made with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from pyproj import Transformer

from geodata.files.shapes_apart import OVERLAY_OF_A_STATE, work_on
from planning.arrays import Flags, Floats, Indices

NOWHERE = -1
MAPS = "the maps of beats and tracts"
"""What is named where they cross each other too often."""


@dataclass(frozen=True, slots=True)
class Places:
    """Points as arrays, in meters and in degrees.

    To make a shape of each point of a state takes longer than all that is asked of them.
    """

    x: Floats
    y: Floats
    lon: Floats
    lat: Floats

    @classmethod
    def of(cls, points: gpd.GeoDataFrame, crs: str) -> Places:
        """Return those of a frame, with meters in a projected system."""
        shapes = points.geometry.to_numpy()
        lon, lat = shapely.get_x(shapes), shapely.get_y(shapes)
        x, y = Transformer.from_crs(points.crs, crs, always_xy=True).transform(lon, lat)
        return cls(x, y, lon, lat)

    def at(self, chosen: Flags) -> Places:
        """Return those that are chosen."""
        return Places(self.x[chosen], self.y[chosen], self.lon[chosen], self.lat[chosen])


def numbers_of(ids: pd.Series, known: Sequence[str]) -> Indices:
    """Return the place of each id among those known; ``NOWHERE`` of one that is missing or another.

    Examples
    --------
    >>> numbers_of(pd.Series(["b", None, "x"], dtype="str"), ["a", "b"]).tolist()
    [1, -1, -1]
    """
    text = pa.large_string()
    given = pa.array(ids, text, from_pandas=True)
    found: Indices = pc.fill_null(pc.index_in(given, pa.array(known, text)), NOWHERE).to_numpy().astype(np.intp)
    return found


def labels_of(index: Indices, names: npt.NDArray[np.str_]) -> pd.Series:
    """Return names by position; missing where the position is ``NOWHERE``.

    Examples
    --------
    >>> labels_of(np.array([1, NOWHERE]), np.array(["a", "b"])).tolist()
    ['b', nan]
    """
    return pd.Series(pd.array(names.tolist(), dtype="str").take(index, allow_fill=True))


@dataclass(frozen=True, slots=True)
class Shared:
    """Points in two polygons: the point, the polygon, and the next one that has it too."""

    point: Indices
    first: Indices
    second: Indices


def lowest_container(places: Places, polygons: gpd.GeoDataFrame) -> tuple[Indices, Shared]:
    """Return the first polygon that each point touches, or ``NOWHERE``, and who else shares it.

    Polygons come sorted by id, so the first is the lowest.
    """
    shapes = polygons.geometry.to_numpy()
    pairs = work_on(MAPS, "containers", OVERLAY_OF_A_STATE, polygons=shapes, x=places.x, y=places.y)
    point, polygon = pairs["point"], pairs["polygon"]
    again = np.flatnonzero(point[1:] == point[:-1])
    found = np.full(len(places.x), NOWHERE, dtype=np.intp)
    is_lowest = np.ones(len(point), dtype=bool)
    is_lowest[again + 1] = False
    found[point[is_lowest]] = polygon[is_lowest]
    return found, Shared(point[again], polygon[again], polygon[again + 1])
