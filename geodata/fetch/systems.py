"""Which coordinate systems would put a map that does not say its own where it should be.

None is ever taken by itself: several may fit within a street's width of each other, and a person looks at the map.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pyproj
import shapely
from pyproj.aoi import AreaOfInterest
from pyproj.database import query_crs_info
from pyproj.enums import PJType

from geodata.fetch.places import county_outlines

MOST_OFFERED = 6
SAME_PLACE_DEGREES = 0.0005
"""Systems that put a map within about 50 m of each other are one choice: a person could not tell them apart."""
_USUAL = ("NAD83 /", "WGS 84 /", "NAD27 /")
"""Systems in use by city maps, in the order they are offered. The later versions of NAD83 lie within two metres."""


@dataclass(frozen=True, slots=True)
class FittingSystem:
    """A coordinate system under which a map would lie in the place.

    Attributes
    ----------
    code : str
        ``EPSG:2926``.
    name : str
    """

    code: str
    name: str


def fitting_systems(frame: gpd.GeoDataFrame, state: str, counties: Sequence[str] = ()) -> tuple[FittingSystem, ...]:
    """Return the systems that put the middle of a map into some counties, or into a state if none are named.

    Parameters
    ----------
    frame : GeoDataFrame
        Its own coordinate system is not looked at.
    """
    outlines = county_outlines(state, counties)
    if outlines.size == 0:
        return ()
    west, south, east, north = (float(edge) for edge in frame.total_bounds)
    if not np.isfinite([west, south, east, north]).all():
        return ()
    middle = ((west + east) / 2, (south + north) / 2)
    fitting: list[tuple[FittingSystem, float, float]] = []
    for system, use in _candidates(outlines):
        lon, lat = _lonlat(system.code, middle)
        if not (np.isfinite([lon, lat]).all() and use.intersects(shapely.Point(lon, lat))):
            continue
        twin = any(abs(x - lon) < SAME_PLACE_DEGREES and abs(y - lat) < SAME_PLACE_DEGREES for _, x, y in fitting)
        if not twin and shapely.contains_xy(outlines, lon, lat).any():
            fitting.append((system, lon, lat))
    return tuple(system for system, _, _ in fitting)[:MOST_OFFERED]


def _candidates(outlines: np.ndarray) -> list[tuple[FittingSystem, shapely.Polygon]]:
    """Return the systems made for somewhere near, and where each is meant to be used."""
    west, south, east, north = shapely.total_bounds(outlines)
    near = AreaOfInterest(west, south, east, north)
    found = query_crs_info(auth_name="EPSG", pj_types=PJType.PROJECTED_CRS, area_of_interest=near)
    usual = [info for info in found if not info.deprecated and info.name.startswith(_USUAL)]
    usual.sort(key=lambda info: next(k for k, start in enumerate(_USUAL) if info.name.startswith(start)))
    degrees = FittingSystem("EPSG:4326", "longitude and latitude (WGS 84)")
    return [(degrees, shapely.box(-180, -90, 180, 90))] + [
        (FittingSystem(f"EPSG:{info.code}", info.name), shapely.box(*info.area_of_use.bounds))
        for info in usual
        if info.area_of_use
    ]


def _lonlat(code: str, point: tuple[float, float]) -> tuple[float, float]:
    if code == "EPSG:4326":
        return point
    # The projection alone, without the shift between datums: at most a street's width, and a hundred times faster.
    try:
        lon, lat = pyproj.Proj(code)(*point, inverse=True)
    except pyproj.exceptions.CRSError:  # some local grids are no plain projection
        return np.inf, np.inf
    return float(lon), float(lat)
