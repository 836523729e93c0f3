"""A map as a drawing to take away: the areas as the screen has them, the legend in words, a scale, and what it is.

Nothing is asked of another host: water, parks and roads are those of the department.
"""

from __future__ import annotations

import html
import json
import math
from collections.abc import Callable, Iterable, Sequence
from textwrap import wrap

import geopandas as gpd
import numpy as np
import shapely

from geodata.maps.borders import BORDER, DISTRICT, OUTLINE
from geodata.maps.layers import AreaMark, Layer
from geodata.maps.names import HIGH, LETTER, Box, names_svg
from geodata.maps.palette import LOOKS, Look
from geodata.maps.shapes import AreaShapes
from planning.words.formats import METERS_IN_A_MILE

WIDTH, MAP_HEIGHT, MARGIN = 1000.0, 640.0, 24.0
LINE, SMALL = 22.0, 18.0
"""Heights of a line of the legend, and of one in small letters."""
INK, GREY, EDGE = "#1d2527", "#4a5659", "#7f8d92"
LETTERS_A_LINE = 150
LEGEND_COLUMNS = 3
EARTH_M = 6_378_137.0
"""The radius of the web's maps, meters."""
Place = Callable[[float, float], tuple[float, float]]


WATER, PARK, ROAD, CASING = "#d3dde2", "#7d9a6b", "#ffffff", "#9aa5a7"
BORDER_WIDTHS = {OUTLINE: 2.4, DISTRICT: 1.8}
MOST_NAMES = 14
WIDEST_ROAD = 3.4
"""Units, of a highway; others are narrower by their rank."""


def map_svg(
    layer: Layer,
    shapes: AreaShapes,
    *,
    subtitle: str,
    notes: Sequence[str] = (),
    metric: bool = False,
    ground: gpd.GeoDataFrame | None = None,
) -> str:
    """Return a map as SVG: title, areas with their stripes and labels, scale bar, legend, notes.

    Parameters
    ----------
    subtitle : str
        Whose it is, and of when.
    notes : sequence of str
        What stands below in small letters.
    metric : bool
        Whether the scale is in kilometers.
    ground : GeoDataFrame, optional
        Water, parks, roads and borders; see ``geodata.maps.borders.with_borders``.
    """
    place, meters = _projection(shapes)
    lines = [piece for note in notes for piece in wrap(note, LETTERS_A_LINE)]
    rows, room = math.ceil(len(layer.legend) / LEGEND_COLUMNS), WIDTH - 2 * MARGIN
    top = MARGIN + 62
    below = top + MAP_HEIGHT + 16
    height = below + 30 + rows * LINE + len(lines) * SMALL + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}" font-family="Noto Sans">',
        draw_patterns(looks_of([layer], layer.legend)),
        f'<rect width="{WIDTH:g}" height="{height:g}" fill="#ffffff"/>',
        draw_words(MARGIN, MARGIN + 22, layer.title, 24, bold=True),
        draw_words(MARGIN, MARGIN + 46, subtitle, 14, GREY),
        f'<clipPath id="sheet"><rect x="{MARGIN:g}" width="{room:g}" height="{MAP_HEIGHT:g}"/></clipPath>',
        f'<g transform="translate(0 {top:g})">',
        *(_area(mark, shapes, place) for mark in layer.marks if mark.area_id in shapes.geometry),
        _ground(ground, ("park", "water", "stream"), shapes, place),
        _ground(ground, ("road",), shapes, place),
        _borders(ground, shapes, place),
        *_names(ground, layer, shapes, place),
        *(_label(mark, shapes, place) for mark in layer.marks if mark.area_id in shapes.geometry and mark.label),
        _scale(meters, metric),
        "</g>",
        *draw_legend(layer.legend, below),
        *(
            draw_words(MARGIN, below + 44 + rows * LINE + number * SMALL, line, 12, GREY)
            for number, line in enumerate(lines)
        ),
        "</svg>",
    ]
    return "".join(parts)


def _projection(shapes: AreaShapes) -> tuple[Place, float]:
    """Return where a longitude and latitude lies on the sheet, as the web's maps have it, and the meters of a unit."""
    south, west, north, east = shapes.bounds
    room_x, room_y = WIDTH - 2 * MARGIN, MAP_HEIGHT
    low, high = _mercator(south), _mercator(north)
    scale = min(room_x / max(math.radians(east - west), 1e-9), room_y / max(high - low, 1e-9))
    left = MARGIN + (room_x - math.radians(east - west) * scale) / 2
    above = (room_y - (high - low) * scale) / 2

    def place(lon: float, lat: float) -> tuple[float, float]:
        return left + math.radians(lon - west) * scale, above + (high - _mercator(lat)) * scale

    return place, EARTH_M * math.cos(math.radians((south + north) / 2)) / scale


def _mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def _area(mark: AreaMark, shapes: AreaShapes, place: Place) -> str:
    path = _path(json.loads(shapes.geometry[mark.area_id])["coordinates"], place)
    look = LOOKS[mark.look]
    drawn = f'<path d="{path}" fill="{look.light}" fill-rule="evenodd" stroke="{EDGE}" stroke-width="1"/>'
    for over in ([mark.look] if look.pattern else []) + (["doubt"] if mark.doubt else []):
        drawn += f'<path d="{path}" fill="url(#{over})" fill-rule="evenodd"/>'
    return drawn


def _path(polygons: Sequence[Sequence[Sequence[Sequence[float]]]], place: Place) -> str:
    rings = (ring for polygon in polygons for ring in polygon)
    return "".join("M" + "L".join("{:.1f},{:.1f}".format(*place(*point)) for point in ring) + "Z" for ring in rings)


def _ground(ground: gpd.GeoDataFrame | None, kinds: Sequence[str], shapes: AreaShapes, place: Place) -> str:
    """Return water, parks, streams or roads as they lie over the areas on screen; a park lets their color through."""
    if ground is None:
        return ""
    rows = ground[ground["kind"].isin(kinds)]
    drawn = []
    for kind, rank, shape in zip(rows["kind"], rows["rank"], rows.geometry, strict=True):
        for part in shapely.get_parts(shape):
            if part.geom_type == "Polygon":
                path = "".join(_line(ring, shapes, place) + "Z" for ring in (part.exterior, *part.interiors))
                fill = f'"{PARK}" fill-opacity="0.35"' if kind == "park" else f'"{WATER}"'
                drawn.append(f'<path d="{path}" fill={fill} fill-rule="evenodd"/>')
            elif part.geom_type == "LineString":
                drawn += _way(_line(part, shapes, place), kind, float(rank))
    return f'<g clip-path="url(#sheet)">{"".join(drawn)}</g>'


def _way(path: str, kind: str, rank: float) -> list[str]:
    if kind != "road":
        return [f'<path d="{path}" fill="none" stroke="{WATER}" stroke-width="1.5"/>']
    wide = WIDEST_ROAD - 0.8 * ((rank if math.isfinite(rank) else 3) - 1)
    widths = ((CASING, max(wide, 1.0) + 1.2), (ROAD, max(wide, 1.0)))
    return [f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="{width:.1f}"/>' for ink, width in widths]


def _line(line: shapely.Geometry, shapes: AreaShapes, place: Place) -> str:
    points = (place(shapes.longitude(x), y) for x, y in shapely.get_coordinates(line))
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _borders(ground: gpd.GeoDataFrame | None, shapes: AreaShapes, place: Place) -> str:
    """Return the lines between districts and around the department, wider than those of areas."""
    if ground is None:
        return ""
    rows = ground[ground["kind"] == BORDER]
    drawn = [
        f'<path d="{_line(part, shapes, place)}" fill="none" stroke="{INK}" stroke-width="{BORDER_WIDTHS[int(rank)]}"/>'
        for rank, shape in zip(rows["rank"], rows.geometry, strict=True)
        for part in shapely.get_parts(shape)
    ]
    return f'<g stroke-linejoin="round">{"".join(drawn)}</g>'


def _names(ground: gpd.GeoDataFrame | None, layer: Layer, shapes: AreaShapes, place: Place) -> list[str]:
    """Return the names of roads and waters that have room between the labels of the areas."""
    if ground is None:
        return []
    rows = ground[ground["name"] != ""]
    sheet = shapely.box(MARGIN, 0, WIDTH - MARGIN, MAP_HEIGHT)
    drawn = shapely.intersection(
        shapely.transform(
            rows.geometry.to_numpy(), lambda xy: np.array([place(shapes.longitude(x), y) for x, y in xy])
        ),
        sheet,
    )
    labeled = [mark for mark in layer.marks if mark.label and mark.area_id in shapes.anchors]
    taken = [_label_box(mark.label, *place(*reversed(shapes.anchors[mark.area_id]))) for mark in labeled]
    kinds, ranks = rows["kind"].to_numpy(), rows["rank"].to_numpy()
    return names_svg(rows["name"].tolist(), kinds, ranks, drawn, taken, sheet.bounds, MOST_NAMES)


def _label_box(label: str, x: float, y: float) -> Box:
    half = (len(label) * LETTER + 6) / 2
    return (x - half, y - HIGH / 2, x + half, y + HIGH / 2)


def _label(mark: AreaMark, shapes: AreaShapes, place: Place) -> str:
    lat, lon = shapes.anchors[mark.area_id]
    x, y = place(lon, lat)
    halo = 'paint-order="stroke" stroke="#ffffff" stroke-width="3" text-anchor="middle"'
    return f'<text x="{x:.1f}" y="{y + 4:.1f}" font-size="12" fill="{INK}" {halo}>{_text(mark.label)}</text>'


def _scale(meters: float, metric: bool) -> str:
    """Return a bar of a round length, about a fifth of the map."""
    unit = 1000.0 if metric else METERS_IN_A_MILE
    length = _round_length(WIDTH / 5 * meters / unit)
    wide = length * unit / meters
    x, y = WIDTH - MARGIN - wide, MAP_HEIGHT - 8
    word = "km" if metric else "mile" if length == 1 else "miles"
    line = f"M{x:.1f},{y - 6:.1f}V{y:.1f}H{x + wide:.1f}V{y - 6:.1f}"
    bar = f'<path d="{line}" fill="none" stroke="{INK}" stroke-width="2"/>'
    return bar + draw_words(x + 4, y - 6, f"{length:g} {word}", 12)


def _round_length(about: float) -> float:
    """Return the largest of 1, 2 and 5 times a power of ten that is no longer.

    Examples
    --------
    >>> [_round_length(length) for length in (0.37, 1.9, 7.0, 30)]
    [0.2, 1.0, 5.0, 20.0]
    """
    power = 10.0 ** math.floor(math.log10(about))
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= about * (1 + 1e-9))


def draw_legend(legend: Sequence[tuple[str, str]], top: float) -> list[str]:
    """Return a legend in columns, each look beside its words."""
    made = []
    wide = (WIDTH - 2 * MARGIN) / LEGEND_COLUMNS
    for number, (look, words) in enumerate(legend):
        x, y = MARGIN + (number % LEGEND_COLUMNS) * wide, top + 14 + (number // LEGEND_COLUMNS) * LINE
        box = f'x="{x:.1f}" y="{y:.1f}" width="26" height="14"'
        made.append(f'<rect {box} fill="{LOOKS[look].on_paper}" stroke="{EDGE}"/>')
        if LOOKS[look].pattern:
            made.append(f'<rect {box} fill="url(#{look})"/>')
        made.append(draw_words(x + 34, y + 12, words, 13))
    return made


def looks_of(layers: Iterable[Layer], legend: Iterable[tuple[str, str]]) -> set[str]:
    """Return every look that some layers and their legend are drawn with."""
    return {mark.look for layer in layers for mark in layer.marks} | {look for look, _ in legend} | {"doubt"}


def draw_patterns(looks: Iterable[str]) -> str:
    """Return the patterns of some looks, to be filled with."""
    return "<defs>" + "".join(_pattern(name, LOOKS[name]) for name in sorted(looks) if LOOKS[name].pattern) + "</defs>"


def _pattern(name: str, look: Look) -> str:
    ink, opacity = look.light_ink[:7], int(look.light_ink[7:9] or "ff", 16) / 255
    paint = f'stroke="{ink}" stroke-opacity="{opacity:.2f}" stroke-width="1.4"'
    drawn = {
        "stripe": f'<path d="M-1,7L7,-1M-1,1L1,-1M5,7L7,5" {paint}/>',
        "hatch": f'<path d="M-1,7L7,-1M-1,-1L7,7" {paint}/>',
        "dot": f'<circle cx="3" cy="3" r="1.3" fill="{ink}" fill-opacity="{opacity:.2f}"/>',
    }[look.pattern or "dot"]
    return f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse">{drawn}</pattern>'


def draw_words(x: float, y: float, words: str, size: int, fill: str = INK, *, bold: bool = False) -> str:
    """Return a line of words on a sheet."""
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}"{weight}>{_text(words)}</text>'


def _text(words: str) -> str:
    return html.escape("".join(sign if sign.isprintable() else " " for sign in words))
