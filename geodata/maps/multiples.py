"""Small maps side by side, one a language: the same areas, the same classes, one legend; for a screen and for paper."""

from __future__ import annotations

import base64
import html
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import wrap

import geopandas as gpd
import numpy as np
import shapely

from geodata.department.rows import area_rows
from geodata.maps.classes import round_breaks
from geodata.maps.layers import AreaMark, Layer, MapFacts, class_legend
from geodata.maps.palette import LOOKS, NEED_LOOKS, Look
from geodata.maps.paths import path_of
from geodata.maps.people_layers import need_layer
from geodata.maps.picture import (
    EARTH_M,
    GREY,
    INK,
    LETTERS_A_LINE,
    MARGIN,
    WIDTH,
    draw_legend,
    draw_patterns,
    draw_words,
    looks_of,
)
from geodata.maps.shapes import AreaShapes
from planning.languages.groups import LANGUAGE_IDS, language_name
from planning.vocabulary import DEPARTMENT_LEVEL
from planning.words.wording import cell_with_error

SIDE = 240.0
"""Units along the longer side of a small map: pixels on a screen."""
DETAIL = 2.0
"""Units that a simplified edge may be off: nothing smaller is seen."""
COLUMNS = 4
SCREEN_LINE = 'style="stroke:light-dark(#2c3538,#d5dcde)"'
Paint = Callable[[Look], str]
"""Gives the fill of a look, as attributes of an SVG element."""


@dataclass(frozen=True, slots=True)
class SmallMaps:
    """Small maps of one department.

    Attributes
    ----------
    titles, totals : tuple of str
        A language each, and its people in the whole department with their margin.
    layers : tuple of Layer
    legend : tuple of (look, words)
        Of all of them.
    """

    titles: tuple[str, ...]
    totals: tuple[str, ...]
    layers: tuple[Layer, ...]
    legend: tuple[tuple[str, str], ...]


def language_maps(facts: MapFacts, keep: Callable[[Layer], Layer] = lambda layer: layer) -> SmallMaps:
    """Return a map of LEP residents for each language that anybody speaks here, most people first, in the same classes.

    Parameters
    ----------
    keep : callable
        What is done with each layer, as holding it to a district.
    """
    whole = facts.need(DEPARTMENT_LEVEL)
    whole = whole[(whole["area_id"] == DEPARTMENT_LEVEL) & whole["language"].isin(LANGUAGE_IDS) & (whole["lep"] > 0)]
    whole = whole.sort_values("lep", ascending=False, kind="stable")
    order = whole["language"].tolist()
    need = facts.need()
    values = [value for one in order for value in area_rows(need, one)["lep"].tolist()]
    breaks = round_breaks(values)
    layers = tuple(keep(need_layer(facts, one, breaks)) for one in order)
    marks = [mark for layer in layers for mark in layer.marks]
    return SmallMaps(
        tuple(language_name(one) for one in order),
        tuple(cell_with_error(lep, moe) for lep, moe in zip(whole["lep"], whole["lep_moe"], strict=True)),
        layers,
        class_legend(marks, breaks, NEED_LOOKS, "people"),
    )


class Outlines:
    """The areas of a level in the units of a small map, and the borders over them: worked out once for all maps."""

    def __init__(self, shapes: AreaShapes, borders: gpd.GeoDataFrame | None = None) -> None:
        south, west, north, east = shapes.bounds
        wide = math.radians(east - west) * math.cos(math.radians((south + north) / 2))
        high = math.radians(north - south)
        self.scale = SIDE / max(wide, high, 1e-9)
        self.width, self.height = wide * self.scale, high * self.scale
        self.meters = EARTH_M / self.scale
        areas = self._drawn(shapely.from_geojson(list(shapes.geometry.values())), shapes)
        simple = shapely.coverage_simplify(areas, DETAIL)
        self.paths = {area: path_of(shape) for area, shape in zip(shapes.geometry, simple, strict=True)}
        self.borders = ""
        if borders is not None:
            lines = shapely.simplify(self._drawn(np.array(borders.geometry), shapes), DETAIL)
            self.borders = "".join(map(path_of, lines))

    def _drawn(self, found: np.ndarray, shapes: AreaShapes) -> np.ndarray:
        _, west, north, east = shapes.bounds
        across = self.width / max(east - west, 1e-9)
        down = math.radians(1) * self.scale

        def place(xy: np.ndarray) -> np.ndarray:
            lon = np.array([shapes.longitude(x) for x in xy[:, 0]])
            return np.column_stack([(lon - west) * across, (north - xy[:, 1]) * down])

        moved: np.ndarray = shapely.transform(found, place)
        return moved


def small_map(layer: Layer, outlines: Outlines, paint: Paint, line: str) -> str:
    """Return the inside of one small map: areas in their looks, stripes where in doubt, the borders in ``line``."""
    there = [mark for mark in layer.marks if mark.area_id in outlines.paths]
    areas = "".join(_area(mark, outlines.paths[mark.area_id], paint) for mark in there)
    return f'{areas}<path d="{outlines.borders}" fill="none" {line} stroke-width="1.1"/>'


def _area(mark: AreaMark, path: str, paint: Paint) -> str:
    look = LOOKS[mark.look]
    over = ([mark.look] if look.pattern else []) + (["doubt"] if mark.doubt else [])
    drawn = f'<path d="{path}" {paint(look)} fill-rule="evenodd" stroke="#7f8d92" stroke-width="0.4"/>'
    return drawn + "".join(f'<path d="{path}" fill="url(#{name})" fill-rule="evenodd"/>' for name in over)


def maps_sheet(maps: SmallMaps, outlines: Outlines, *, title: str, subtitle: str, notes: Sequence[str] = ()) -> str:
    """Return all small maps on one sheet as SVG: title, maps with their language, one legend, notes."""
    cell = (WIDTH - 2 * MARGIN) / COLUMNS
    scale = min((cell - 16) / outlines.width, 1.0)
    high, top = outlines.height * scale + 52, MARGIN + 62
    rows = math.ceil(len(maps.layers) / COLUMNS)
    below = top + rows * high + 8
    lines = [piece for note in notes for piece in wrap(note, LETTERS_A_LINE)]
    legend_rows = math.ceil(len(maps.legend) / 3)
    height = below + 34 + legend_rows * 22 + len(lines) * 18 + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}" font-family="Noto Sans">',
        draw_patterns(looks_of(maps.layers, maps.legend)),
        f'<rect width="{WIDTH:g}" height="{height:g}" fill="#ffffff"/>',
        draw_words(MARGIN, MARGIN + 22, title, 24, bold=True),
        draw_words(MARGIN, MARGIN + 46, subtitle, 14, GREY),
    ]
    for number, (name, total, layer) in enumerate(zip(maps.titles, maps.totals, maps.layers, strict=True)):
        x, y = MARGIN + number % COLUMNS * cell, top + number // COLUMNS * high
        parts += [draw_words(x, y + 14, name, 13, bold=True), draw_words(x, y + 30, total, 12, GREY)]
        inside = small_map(layer, outlines, lambda look: f'fill="{look.on_paper}"', f'stroke="{INK}"')
        parts.append(f'<g transform="translate({x:.1f} {y + 38:.1f}) scale({scale:.3f})">{inside}</g>')
    parts += draw_legend(maps.legend, below)
    parts += [
        draw_words(MARGIN, below + 46 + legend_rows * 22 + k * 18, line, 12, GREY) for k, line in enumerate(lines)
    ]
    return "".join([*parts, "</svg>"])


def maps_html(maps: SmallMaps, outlines: Outlines) -> str:
    """Return all small maps as HTML, as many in a row as have room.

    Each is a picture of its own: no page has to trust what is in it, and it follows light and dark by the scheme of the
    page around it.
    """
    names = sorted(name for name in looks_of(maps.layers, maps.legend) if LOOKS[name].pattern)
    patterns = "".join(_screen_pattern(name, LOOKS[name]) for name in names)
    figures = [
        f'<figure style="margin:0;width:min({SIDE:g}px,46%)"><figcaption style="font-size:0.875rem"><b>'
        f"{html.escape(name)}</b><br>{html.escape(total)}</figcaption>"
        f'<img alt="{html.escape(f"Map: {name}, {total}")}" style="width:100%" '
        f'src="data:image/svg+xml;base64,{_screen_map(layer, outlines, patterns)}"></figure>'
        for name, total, layer in zip(maps.titles, maps.totals, maps.layers, strict=True)
    ]
    return f'<div style="display:flex;flex-wrap:wrap;gap:1.25rem">{"".join(figures)}</div>'


def _screen_map(layer: Layer, outlines: Outlines, patterns: str) -> str:
    """Return one small map as a picture for an address of its own."""
    box = f"-1 -1 {outlines.width + 2:.0f} {outlines.height + 2:.0f}"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" style="color-scheme:light dark" viewBox="{box}">'
        f"<defs>{patterns}</defs>{small_map(layer, outlines, _both, SCREEN_LINE)}</svg>"
    )
    return base64.b64encode(svg.encode()).decode()


def _both(look: Look) -> str:
    return f'style="fill:light-dark({look.light},{look.dark})"'


def _screen_pattern(name: str, look: Look) -> str:
    stroke = f'style="stroke:light-dark({look.light_ink},{look.dark_ink})" stroke-width="1.4"'
    drawn = "M-1,7L7,-1M-1,1L1,-1M5,7L7,5" + ("M-1,-1L7,7" if look.pattern == "hatch" else "")
    inside = f'<path d="{drawn}" fill="none" {stroke}/>'
    return f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse">{inside}</pattern>'
