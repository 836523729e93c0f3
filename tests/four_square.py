"""The four-square city on the ground: a department of four one-kilometre tracts, checkable by eye.

::

    y
    2000 +-----+-----+      tracts NW NE SW SE are the squares
         | NW  | NE  |      beat "west" = left half, above y = 500
    1000 +-----+-----+      beat "east" = right half, above y = 500
         |. . .|. . .|      each tract has four points of 250 people,
     500 |- - -|- - -|      a quarter of a kilometre in from its corners
         | SW  | SE  |
       0 +-----+-----+
         0   1000  2000 x   metres east and north of a corner in the open Atlantic
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import Point, box
from shapely.geometry.base import BaseGeometry

from geodata.briefs.area_brief import Briefs
from geodata.briefs.place import areas_together
from geodata.department.answers import prepare
from geodata.department.department import Department
from geodata.department.settings import Settings
from geodata.departments import Opened
from geodata.records.engine import open_temporary_store
from planning.examples import TRACTS, four_square_table
from planning.records.roles import Actor
from planning.words.paper import Block, Columns, Paper

CRS = "EPSG:32624"
EAST, NORTH = 500_000.0, 4_400_000.0

CORNERS = {TRACTS[0]: (0, 1000), TRACTS[1]: (1000, 1000), TRACTS[2]: (0, 0), TRACTS[3]: (1000, 0)}
BEATS = {"east": (1000, 500, 2000, 2000), "west": (0, 500, 1000, 2000)}


def square(x0: float, y0: float, x1: float, y1: float) -> BaseGeometry:
    """Return a box in metres from the city's corner."""
    return box(EAST + x0, NORTH + y0, EAST + x1, NORTH + y1)


def in_degrees(shapes: list[BaseGeometry], **columns: object) -> gpd.GeoDataFrame:
    """Return shapes drawn in metres as a frame in longitude and latitude."""
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=CRS).to_crs("EPSG:4326")


def four_square_tracts() -> gpd.GeoDataFrame:
    shapes = [square(x, y, x + 1000, y + 1000) for x, y in CORNERS.values()]
    return in_degrees(shapes, geoid=pd.Series(list(CORNERS), dtype="str"))


def four_square_beats(**extra: tuple[float, float, float, float]) -> gpd.GeoDataFrame:
    boxes = dict(sorted((BEATS | extra).items()))
    ids = pd.Series(list(boxes), dtype="str")
    return in_degrees([square(*sides) for sides in boxes.values()], area_id=ids, SIDE=ids.str[:1])


def four_square_points(*, geoids: bool = False) -> gpd.GeoDataFrame:
    offsets = [(250, 250), (750, 250), (250, 750), (750, 750)]
    places = [(tract, x + dx, y + dy) for tract, (x, y) in CORNERS.items() for dx, dy in offsets]
    names = [f"{tract}{k:04d}" for k, (tract, _, _) in enumerate(places)] if geoids else [np.nan] * len(places)
    return in_degrees(
        [Point(EAST + x, NORTH + y) for _, x, y in places],
        pop=np.full(len(places), 250.0),
        geoid=pd.Series(names, dtype="str"),
    )


def opened_of(department: Department, role: str = "admin") -> Opened:
    """Return a department with empty records, opened for a role."""
    return Opened(prepare(department), open_temporary_store(), Actor("kim@pd.example", role))


def four_square_department(**parts: object) -> Department:
    """Return the city as a department; any part may be replaced by name."""
    whole: dict[str, object] = {
        "settings": Settings("Four Squares", 2023, "BEAT", ("SIDE",), CRS),
        "beats": four_square_beats(),
        "tracts": four_square_tracts(),
        "language": four_square_table(),
        "population": four_square_points(),
    }
    return Department(**(whole | parts))  # type: ignore[arg-type]


def area_brief(
    opened: Opened, *areas: str, level: str | None = None, today: date | None = None, **asked: bool
) -> Paper:
    """Return the brief of an area, or of several together, as a paper."""
    return Briefs(opened, today=today).paper(areas_together(opened.prepared, areas, level), **asked)


def plain_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks with those of columns in place of the columns, the left one first."""
    for block in blocks:
        yield from plain_blocks((*block.left, *block.right)) if isinstance(block, Columns) else (block,)
