"""A map of one place for paper, as SVG: water, parks and roads with names, areas around it, and the place itself.

No color without a line that says the same in grey.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import shapely

from geodata.department.department import Department
from geodata.maps.borders import DISTRICT, district_borders
from geodata.maps.names import HIGH, LETTER, Box, inside, names_svg, text_svg
from geodata.maps.paths import path_of

WIDTH, HEIGHT = 460.0, 330.0
"""The drawing's frame in its own units; the paper sets it as wide as its column."""
AROUND = 0.22
"""How much of what lies around a place is shown, as a share of its longer side."""
CHOSEN, REST, LINE, EDGE, BORDER = "#d7ebe9", "#f6f8f8", "#a9b4b6", "#0b4f4f", "#5c686c"
WATER, PARK, CASING = "#d2dade", "#dfe8d8", "#ffffff"
ROADS = {1: ("#7c7f79", 2.2), 2: ("#a3a59f", 1.3)}
"""Colour and width by rank."""
SMALLEST = 0.5
"""Detail below this many units would not be seen; lines are simplified to it."""
MOST_NAMES = 8


@dataclass(frozen=True)
class PlaceMaps:
    """Maps of the places of one department: what they share is brought to the plane once.

    Attributes
    ----------
    department : Department
    """

    department: Department

    @cached_property
    def _areas(self) -> np.ndarray:
        return np.array(self.department.beats.geometry.to_crs(self.department.settings.crs))

    @cached_property
    def _districts(self) -> np.ndarray:
        borders = district_borders(self.department)
        return np.array(borders[borders["rank"] == DISTRICT].geometry.to_crs(self.department.settings.crs))

    @cached_property
    def _ground(self) -> gpd.GeoDataFrame | None:
        ground = self.department.ground
        return None if ground is None else ground.to_crs(self.department.settings.crs)

    def svg(self, outline: shapely.Geometry | None) -> str:
        """Return the map of a place; of the whole department without an outline.

        Parameters
        ----------
        outline : shapely geometry, optional
            In EPSG:4326.
        """
        crs = self.department.settings.crs
        whole = outline is None
        place = shapely.union_all(shapely.make_valid(self._areas)) if whole else _flat(outline, crs)
        frame = _frame(shapely.bounds(place), 0.03 if whole else AROUND)
        scale = WIDTH / (frame[2] - frame[0])

        def drawn(shapes: np.ndarray) -> np.ndarray:
            clipped = shapely.clip_by_rect(shapes, *frame)
            moved = shapely.transform(
                clipped, lambda xy: np.column_stack([(xy[:, 0] - frame[0]) * scale, (frame[3] - xy[:, 1]) * scale])
            )
            simple: np.ndarray = shapely.simplify(moved, SMALLEST)
            return simple

        parts = [_paths(drawn(self._areas), f'fill="{REST}" stroke="{LINE}" stroke-width="0.7"')]
        shape = drawn(np.array([place], dtype=object))
        if not whole:
            parts.append(_paths(shape, f'fill="{CHOSEN}" stroke="none"'))
        ids = [] if whole else list(map(str, self.department.beats["area_id"]))
        labels, taken = _labels(ids, drawn(self._areas)[: len(ids)], shape[0])
        names: list[str] = []
        if self._ground is not None:
            below, names = _ground_parts(self._ground, drawn, taken)
            parts += below
            parts.append(_paths(drawn(self._areas), f'fill="none" stroke="{LINE}" stroke-width="0.7"'))
        parts.append(_paths(drawn(self._districts), f'fill="none" stroke="{BORDER}" stroke-width="1.5"'))
        parts.append(_paths(shape, f'fill="none" stroke="{EDGE}" stroke-width="2.4"'))
        words = "".join([*names, *labels])
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" font-family="Noto Sans">'
            f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="#ffffff"/>{"".join(parts)}{words}'
            f'<rect x="0.5" y="0.5" width="{WIDTH - 1:g}" height="{HEIGHT - 1:g}" fill="none" stroke="{LINE}"/></svg>'
        )


def _flat(outline: shapely.Geometry, crs: str) -> shapely.Geometry:
    return gpd.GeoSeries([outline], crs=4326).to_crs(crs).iloc[0]


def _frame(bounds: Box, around: float) -> Box:
    """Return what is shown: the place with what lies around it, in the shape of the drawing."""
    west, south, east, north = bounds
    more = around * max(east - west, north - south, 1.0)
    wide, high = east - west + 2 * more, north - south + 2 * more
    wide = max(wide, high * WIDTH / HEIGHT)
    high = wide * HEIGHT / WIDTH
    x, y = (west + east) / 2, (south + north) / 2
    return (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def _labels(ids: list[str], areas: np.ndarray, place: shapely.Geometry) -> tuple[list[str], list[Box]]:
    """Return the ids of the areas that have room for them, and where they stand; those of the place strong."""
    found: list[str] = []
    taken: list[Box] = []
    for area_id, shape in zip(ids, areas, strict=True):
        spot = inside(shape, len(area_id) * LETTER + 4)
        if spot is None:
            continue
        x, y, _ = spot
        half = (len(area_id) * LETTER + 8) / 2
        taken.append((x - half, y - HIGH / 2, x + half, y + HIGH / 2))
        weight = "700" if shapely.contains_xy(place, x, y) else "400"
        found.append(text_svg(area_id, f'x="{x:.1f}" y="{y + 4:.1f}"', f'font-size="12.5" font-weight="{weight}"'))
    return found, taken


def _ground_parts(
    ground: gpd.GeoDataFrame, drawn: Callable[[np.ndarray], np.ndarray], taken: list[Box]
) -> tuple[list[str], list[str]]:
    shapes = drawn(ground.geometry.to_numpy())
    kinds, ranks = ground["kind"].to_numpy(), ground["rank"].to_numpy()
    parts = [
        _paths(shapes[kinds == "park"], f'fill="{PARK}" fill-opacity="0.85" stroke="none"'),
        _paths(shapes[kinds == "water"], f'fill="{WATER}" stroke="none"'),
        _paths(shapes[kinds == "stream"], f'fill="none" stroke="{WATER}" stroke-width="1.6"'),
    ]
    for rank in (2, 1):
        color, width = ROADS[rank]
        own = shapes[(kinds == "road") & (ranks == rank)]
        parts.append(_paths(own, f'fill="none" stroke="{CASING}" stroke-width="{width + 1.6:g}"'))
        parts.append(_paths(own, f'fill="none" stroke="{color}" stroke-width="{width:g}"'))
    room = (0.0, 0.0, WIDTH, HEIGHT)
    return parts, names_svg(ground["name"].tolist(), kinds, ranks, shapes, taken, room, MOST_NAMES)


def _paths(shapes: np.ndarray, paint: str) -> str:
    """Return shapes as one path."""
    pieces = "".join(path_of(shape) for shape in shapes)
    return f'<path d="{pieces}" {paint} fill-rule="evenodd" stroke-linejoin="round"/>' if pieces else ""
