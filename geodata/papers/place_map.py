"""A map of one place for paper, as SVG: water, parks and roads with names, areas around it, and the place itself.

No color without a line that says the same in grey.
"""

from __future__ import annotations

import html
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import shapely

from geodata.department.department import Department

WIDTH, HEIGHT = 460.0, 330.0
"""The drawing's frame in its own units; the paper sets it as wide as its column."""
AROUND = 0.22
"""How much of what lies around a place is shown, as a share of its longer side."""
CHOSEN, REST, LINE, EDGE = "#d7ebe9", "#f6f8f8", "#a9b4b6", "#0b4f4f"
WATER, PARK, CASING = "#d2dade", "#dfe8d8", "#ffffff"
ROADS = {1: ("#7c7f79", 2.2), 2: ("#a3a59f", 1.3)}
"""Colour and width by rank."""
SMALLEST = 0.5
"""Detail below this many units would not be seen; lines are simplified to it."""
LETTER, HIGH = 6.4, 13.0
"""Width of a letter of a name, and its height."""
MOST_NAMES = 8

Box = tuple[float, float, float, float]


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
        spot = _inside(shape, len(area_id) * LETTER + 4)
        if spot is None:
            continue
        x, y, _ = spot
        half = (len(area_id) * LETTER + 8) / 2
        taken.append((x - half, y - HIGH / 2, x + half, y + HIGH / 2))
        weight = "700" if shapely.contains_xy(place, x, y) else "400"
        found.append(_text(area_id, f'x="{x:.1f}" y="{y + 4:.1f}"', f'font-size="12.5" font-weight="{weight}"'))
    return found, taken


def _text(words: str, place: str, style: str) -> str:
    """Return words in ink, once in white and wide below, so that they are read on any ground."""
    said = html.escape(words)
    paints = ('fill="#ffffff" stroke="#ffffff" stroke-width="3"', 'fill="#2c3538"')
    return "".join(f'<text {place} {paint} text-anchor="middle" {style}>{said}</text>' for paint in paints)


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
    return parts, _names(ground["name"].tolist(), kinds, ranks, shapes, taken)


def _names(names: list[str], kinds: np.ndarray, ranks: np.ndarray, shapes: np.ndarray, taken: list[Box]) -> list[str]:
    """Return the names of roads, waters and parks that have room, highways first, none over another."""
    order = sorted(range(len(names)), key=lambda k: (kinds[k] != "road", ranks[k], -shapely.length(shapes[k])))
    found: list[str] = []
    for k in order:
        if not names[k] or shapely.is_empty(shapes[k]) or len(found) >= MOST_NAMES:
            continue
        wide = len(names[k]) * LETTER + 4
        spot = _on_line(shapes[k], wide) if kinds[k] in ("road", "stream") else _inside(shapes[k], wide)
        if spot is None:
            continue
        x, y, turn = spot
        across, along = abs(math.cos(math.radians(turn))), abs(math.sin(math.radians(turn)))
        half = ((wide * across + HIGH * along) / 2, (wide * along + HIGH * across) / 2)
        box = (x - half[0], y - half[1], x + half[0], y + half[1])
        if box[0] < 0 or box[1] < 0 or box[2] > WIDTH or box[3] > HEIGHT or any(_meet(box, one) for one in taken):
            continue
        taken.append(box)
        style = ' font-style="italic"' if kinds[k] in ("water", "stream") else ""
        place = f'x="{x:.1f}" y="{y + 4:.1f}" transform="rotate({turn:.1f} {x:.1f} {y:.1f})"'
        found.append(_text(names[k], place, f'font-size="11.5"{style}'))
    return found


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _on_line(shape: shapely.Geometry, wide: float) -> tuple[float, float, float] | None:
    """Return the middle of the longest piece of a line, and how it runs there; None if it is too short."""
    pieces = [part for part in shapely.get_parts(shape) if part.geom_type == "LineString"]
    if not pieces:
        return None
    longest = max(pieces, key=shapely.length)
    size = shapely.length(longest)
    if size < wide * 1.2:
        return None
    ends = shapely.get_coordinates(shapely.line_interpolate_point(longest, [size / 2 - 5, size / 2, size / 2 + 5]))
    turn = math.degrees(math.atan2(*(ends[2] - ends[0])[::-1]))
    return float(ends[1][0]), float(ends[1][1]), (turn + 90) % 180 - 90


def _inside(shape: shapely.Geometry, wide: float) -> tuple[float, float, float] | None:
    """Return a point well inside the largest part of an area, if a name has room there."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    if not parts:
        return None
    largest = max(parts, key=shapely.area)
    point = shapely.point_on_surface(largest)
    room = shapely.bounds(largest)
    return (point.x, point.y, 0.0) if room[2] - room[0] > wide * 0.8 and room[3] - room[1] > HIGH else None


def _paths(shapes: np.ndarray, paint: str) -> str:
    """Return shapes as one path."""
    pieces = "".join(_path(shape) for shape in shapes)
    return f'<path d="{pieces}" {paint} fill-rule="evenodd" stroke-linejoin="round"/>' if pieces else ""


def _path(shape: shapely.Geometry) -> str:
    found = []
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            found += [f"{_line(ring)}Z" for ring in (part.exterior, *part.interiors)]
        elif part.geom_type == "LineString" and not part.is_empty:
            found.append(_line(part))
    return "".join(found)


def _line(line: shapely.Geometry) -> str:
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in shapely.get_coordinates(line))
