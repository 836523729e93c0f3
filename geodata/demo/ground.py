"""The demo's water, parks and main roads: invented, as the city is."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from geodata.demo.city import City, degrees, plane, river_at
from geodata.inputs.ground import tidy_ground
from geodata.inputs.ground_kinds import PARK, ROAD, STREAM, WATER
from planning.arrays import Floats

MOUTH, HEAD = 2.2, 13.2
"""From where to where the river runs through the city, km north."""

PARKS = (
    ("Millpond Park", 2.9, 8.1, 0.55, 0.4),
    ("Westhill Common", -3.9, 8.6, 0.5, 0.62),
    ("Harbor Green", -1.5, 3.1, 0.42, 0.25),
    ("Falls Park", 3.4, 11.6, 0.7, 0.45),
    ("Southshore Gardens", 4.6, 3.4, 0.45, 0.35),
    ("North Harbor Fields", -3.2, 11.7, 0.6, 0.42),
    ("Lighthouse Point", 0.35, 0.35, 0.26, 0.16),
)
"""Name, km east and north, half the width and half the height."""

ROADS: tuple[tuple[str, int, tuple[tuple[float, float], ...]], ...] = (
    ("Atlantic Expressway", 1, ((-7.4, 6.1), (-4, 6.4), (-1, 6.2), (1.5, 6.5), (4.5, 6.2), (8.2, 6.7))),
    ("Falls Freeway", 1, ((3.6, 1.9), (3.9, 4.2), (3.7, 7), (4.2, 10), (4.0, 14.0))),
    ("Westhill Avenue", 2, ((-3.1, 1.7), (-3.3, 5), (-3.0, 9), (-3.4, 14.0))),
    ("Millrace Boulevard", 2, ((0.6, 9.1), (3, 9.3), (5.5, 9.0), (8.2, 9.4))),
    ("Harbor Road", 2, ((-7.2, 3.5), (-4.5, 3.4), (-2, 3.9), (1.2, 4.4), (3.2, 4.0), (5.5, 3.7), (8.0, 3.8))),
    ("Hilltop Road", 2, ((-7.2, 9.2), (-5, 9.5), (-2.5, 9.2), (0.0, 9.1), (0.6, 9.1))),
    ("Falls Parkway", 2, ((1.0, 12.0), (3.5, 11.9), (6, 12.2), (8.1, 12.0))),
    ("North Harbor Street", 2, ((-7.1, 12.0), (-4, 11.8), (-1.5, 12.1), (1.0, 12.0))),
    ("Garden Street", 2, ((6.1, 2.2), (6.3, 5), (6.0, 8.5), (6.4, 13.6))),
)
"""Name, rank, and corners in km east and north."""


def build_ground(city: City) -> gpd.GeoDataFrame:
    """Return the demo's ground, as ``geodata.inputs.ground.read_ground`` gives a real one.

    Examples
    --------
    >>> from geodata.demo.city import build_city
    >>> ground = build_ground(build_city(seed=1))
    >>> ground["kind"].value_counts().to_dict()
    {'road': 10, 'park': 7, 'stream': 1, 'water': 1}
    """
    rows: list[tuple[str, int, str, shapely.Geometry]] = [(WATER, 0, "Harbor", _water(city))]
    rows += [(PARK, 0, name, _in_degrees(_oval(*place))) for name, *place in PARKS]
    rows += [(ROAD, rank, name, _in_degrees(_bend(corners))) for name, rank, corners in ROADS]
    along = np.linspace(MOUTH + 1, HEAD, 24)
    east = river_at(along) - 0.55 - 0.35 * (1 - (along - MOUTH) / 11) ** 3
    rows.append((ROAD, 2, "River Street", _in_degrees(shapely.LineString(np.column_stack([east, along])))))
    beyond = np.linspace(HEAD - 0.3, HEAD + 1.5, 6)
    rows.append((STREAM, 0, "Mill River", _in_degrees(shapely.LineString(np.column_stack([river_at(beyond), beyond])))))
    kinds, ranks, names, shapes = zip(*rows, strict=True)
    frame = gpd.GeoDataFrame({"kind": kinds, "rank": ranks, "name": names}, geometry=list(shapes), crs="EPSG:4326")
    return tidy_ground(frame, city.beats)[0]


def _water(city: City) -> shapely.Geometry:
    """Return the harbor and the river: what lies between the banks, and before the coast."""
    along = np.linspace(MOUTH - 0.5, HEAD, 80)
    middle = river_at(along)
    river = shapely.Polygon(
        np.concatenate([np.column_stack([middle - 1, along]), np.column_stack([middle + 1, along])[::-1]])
    )
    harbor = [shapely.box(-8.6, -1.2, 9.4, 2.0), shapely.box(-6.5, -1.2, 7.3, 2.8)]
    flat = [
        shapely.transform(shape, lambda xy: np.column_stack(plane(xy[:, 0], xy[:, 1]))) for shape in city.beats.geometry
    ]
    land = shapely.coverage_union_all(flat)
    return _in_degrees(shapely.union_all([river, *harbor]).difference(land))


def _oval(east: float, north: float, width: float, height: float) -> shapely.Geometry:
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    reach = 1 + 0.12 * np.sin(3 * turn + east)
    return shapely.Polygon(
        np.column_stack([east + width * reach * np.cos(turn), north + height * reach * np.sin(turn)])
    )


def _bend(corners: tuple[tuple[float, float], ...]) -> shapely.Geometry:
    """Return a line through corners that turns in curves (Chaikin's corner cutting, thrice)."""
    line = np.array(corners)
    for _ in range(3):
        cut = np.stack([0.75 * line[:-1] + 0.25 * line[1:], 0.25 * line[:-1] + 0.75 * line[1:]], axis=1)
        line = np.concatenate([line[:1], cut.reshape(-1, 2), line[-1:]])
    return shapely.LineString(line)


def _in_degrees(shape: shapely.Geometry) -> shapely.Geometry:
    def moved(km: Floats) -> Floats:
        return degrees(km)

    found: shapely.Geometry = shapely.transform(shape, moved)
    return found
