"""Where names of roads, waters and parks go on a drawing: along a line or inside an area, none over another."""

from __future__ import annotations

import html
import math

import numpy as np
import shapely

Box = tuple[float, float, float, float]
Spot = tuple[float, float, float]
"""Across, down, and degrees that the words are turned by."""
LETTER, HIGH = 6.4, 13.0
"""Width of a letter of a name, and its height."""
LINES = ("road", "stream")


def names_svg(
    names: list[str], kinds: np.ndarray, ranks: np.ndarray, shapes: np.ndarray, taken: list[Box], room: Box, most: int
) -> list[str]:
    """Return the names that have room, highways first, and note in ``taken`` where they stand.

    Parameters
    ----------
    names, kinds, ranks, shapes : one a feature
        Shapes in the units of the drawing; an empty name is none.
    taken : list of boxes
        Where something is written already.
    room : box
        Of the drawing.
    most : int
        Names at most.
    """
    order = sorted(range(len(names)), key=lambda k: (kinds[k] != "road", ranks[k], -shapely.length(shapes[k])))
    found: list[str] = []
    for k in order:
        if not names[k] or shapely.is_empty(shapes[k]) or len(found) >= most:
            continue
        wide = len(names[k]) * LETTER + 4
        spot = on_line(shapes[k], wide) if kinds[k] in LINES else inside(shapes[k], wide)
        if spot is None:
            continue
        box = _box(spot, wide)
        if not _within(box, room) or any(_meet(box, one) for one in taken):
            continue
        taken.append(box)
        x, y, turn = spot
        style = ' font-style="italic"' if kinds[k] in ("water", "stream") else ""
        place = f'x="{x:.1f}" y="{y + 4:.1f}" transform="rotate({turn:.1f} {x:.1f} {y:.1f})"'
        found.append(text_svg(names[k], place, f'font-size="11.5"{style}'))
    return found


def text_svg(words: str, place: str, style: str) -> str:
    """Return words in ink, once in white and wide below, so that they are read on any ground."""
    said = html.escape(words)
    paints = ('fill="#ffffff" stroke="#ffffff" stroke-width="3"', 'fill="#2c3538"')
    return "".join(f'<text {place} {paint} text-anchor="middle" {style}>{said}</text>' for paint in paints)


def on_line(shape: shapely.Geometry, wide: float) -> Spot | None:
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


def inside(shape: shapely.Geometry, wide: float) -> Spot | None:
    """Return a point well inside the largest part of an area, if a name has room there."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    if not parts:
        return None
    largest = max(parts, key=shapely.area)
    point = shapely.point_on_surface(largest)
    room = shapely.bounds(largest)
    return (point.x, point.y, 0.0) if room[2] - room[0] > wide * 0.8 and room[3] - room[1] > HIGH else None


def _box(spot: Spot, wide: float) -> Box:
    x, y, turn = spot
    across, along = abs(math.cos(math.radians(turn))), abs(math.sin(math.radians(turn)))
    half = ((wide * across + HIGH * along) / 2, (wide * along + HIGH * across) / 2)
    return (x - half[0], y - half[1], x + half[0], y + half[1])


def _within(box: Box, room: Box) -> bool:
    return box[0] >= room[0] and box[1] >= room[1] and box[2] <= room[2] and box[3] <= room[3]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
