"""Maps.

A page describes what it wants as an ``AreaDrawing`` (areas, dots, venues); this module turns that into the text that
one frame of ours shows on a folium map (``folium_map``). Leaflet and the script that draws (``static/map/map.js``) are
served by the app itself, so that a map needs no internet.

A text from a file reaches the browser as JSON data only, through ``map_json``, and is put on the page as text,
never as markup: see ``map.js``. folium's own tooltips, popups and icons take markup, so they are not used.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from streamlit import runtime

from geodata.maps.layers import AreaMark
from geodata.maps.palette import LOOKS
from geodata.maps.shapes import AreaShapes

MAP_HEIGHT = 520
"""Pixels: about 60 % of a telephone's screen, and a comfortable half of a desk's."""

LONGEST_TEXT = 120
"""Characters of a name that a map shows; a longer one is cut."""


@dataclass(frozen=True, slots=True)
class VenueMark:
    """One venue; ``number`` None is a place that could have been chosen."""

    venue_id: str
    title: str
    lat: float
    lon: float
    number: int | None = None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroundFile:
    """Water, parks and main roads as a file that a browser takes once.

    Attributes
    ----------
    address : str
        From the frame of a map.
    credit : str
        From whom it is.
    """

    address: str
    credit: str


def put_ground(content: bytes, credit: str) -> GroundFile | None:
    """Let the visitor's browser take the ground from this server: nobody else can, and equal ground has one address.

    Returns
    -------
    GroundFile or None
        None where no server runs.
    """
    if not runtime.exists():
        return None
    address = runtime.get_instance().media_file_mgr.add(content, "application/octet-stream", "common-tongue-ground")
    return GroundFile(f"../..{address}", credit)


@dataclass(frozen=True, slots=True)
class AreaDrawing:
    """Everything on one map.

    Attributes
    ----------
    title : str
        What a screen reader says of the map.
    shapes : AreaShapes
    areas : sequence of AreaMark
    dots : sequence of (lat, lon, look)
    venues : sequence of VenueMark
    reach_m : float, optional
        Radius drawn round every numbered venue, metres.
    reached : sequence of str
        Areas within reach as GeoJSON geometries of our own making, drawn like the rings.
    ground : GroundFile, optional
        Water, parks and main roads over the areas.
    drawn : str or None
        Corners of what somebody drew, ``lat,lon;...``, or empty; None where nobody can draw.
    draws : {"shape", "line"}
        What can be drawn.
    """

    title: str
    shapes: AreaShapes
    areas: Sequence[AreaMark]
    dots: Sequence[tuple[float, float, str]] = ()
    venues: Sequence[VenueMark] = field(default=())
    reach_m: float | None = None
    reached: Sequence[str] = ()
    ground: GroundFile | None = None
    drawn: str | None = None
    draws: str = "shape"


def map_text(value: object) -> str:
    """Return a name fit for a map: one line, no control characters, not endless.

    Examples
    --------
    >>> map_text("Beat\\n7")
    'Beat 7'
    """
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in str(value)).split())
    return line if len(line) <= LONGEST_TEXT else line[: LONGEST_TEXT - 1] + "…"


_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&$`'\u2028\u2029"}


def map_json(value: Any) -> str:
    """Return JSON that stays data wherever a template or a script element puts it.

    Every character that could end a script, open a tag, a template literal or a string in single quotes is
    written as an escape; a backslash is escaped by JSON itself.

    Examples
    --------
    >>> print(map_json("`${x}</script>"))
    "\\u0060\\u0024{x}\\u003c/script\\u003e"
    """
    return json.dumps(value, separators=(",", ":"), allow_nan=False).translate(_UNSAFE)


def drawing_text(drawing: AreaDrawing) -> str:
    """Return the drawing as the text ``map.js`` reads; where its areas lie, ``AreaShapes.outlines`` says."""
    return "".join(_drawing_parts(drawing))


def _drawing_parts(drawing: AreaDrawing) -> Iterable[str]:
    at = drawing.shapes.longitude
    used = {area.look for area in drawing.areas} | {look for _, _, look in drawing.dots} | {"doubt", "ring"}
    looks = {name: LOOKS[name].as_json() for name in sorted(used)}
    yield f'{{"title":{map_json(map_text(drawing.title))},"looks":{map_json(looks)},'
    yield '"areas":{"type":"FeatureCollection","features":['
    yield ",".join(_feature(area, drawing.shapes) for area in drawing.areas if area.area_id in drawing.shapes.geometry)
    yield f']}},"dots":{map_json([[float(lat), at(lon), look] for lat, lon, look in drawing.dots])},'
    venues = [_venue(venue, drawing.shapes) for venue in drawing.venues]
    rings = [
        [venue.lat, at(venue.lon), drawing.reach_m]
        for venue in drawing.venues
        if drawing.reach_m and venue.number is not None
    ]
    yield f'"venues":{map_json(venues)},"rings":{map_json(rings)},'
    ground = drawing.ground and {"address": drawing.ground.address, "credit": map_text(drawing.ground.credit)}
    yield f'"draws":{map_json(drawing.draws)},"drawn":{map_json(drawing.drawn)},"ground":{map_json(ground)},'
    yield f'"reached":[{",".join(drawing.reached)}]}}'


def _feature(area: AreaMark, shapes: AreaShapes) -> str:
    properties = {
        "id": area.area_id,
        "title": map_text(area.title),
        "lines": [map_text(line) for line in area.lines],
        "look": area.look,
        "doubt": area.doubt,
        "label": map_text(area.label),
        "at": shapes.anchors[area.area_id],
    }
    return f'{{"type":"Feature","properties":{map_json(properties)}}}'


def _venue(venue: VenueMark, shapes: AreaShapes) -> dict[str, Any]:
    return {
        "id": venue.venue_id,
        "title": map_text(venue.title),
        "lines": [map_text(line) for line in venue.lines],
        "at": [float(venue.lat), shapes.longitude(venue.lon)],
        "number": venue.number,
    }


def show_map(
    drawing: AreaDrawing,
    name: str,
    selected: str | None,
    on_pick: Callable[[str, str], None],
    *,
    basemap: bool = False,
    height: int = MAP_HEIGHT,
) -> int:
    """Draw a map and return its payload in bytes.

    Parameters
    ----------
    name : str
        Which map this is, one name a page.
    selected : str or None
        The chosen area: it gets a strong outline, without the map being drawn again.
    on_pick : callable
        Called with the kind (``area``, ``venue``; ``shape`` and ``line`` of what was drawn) and the id or the corners,
        before the next run of the page.
    basemap : bool
        Whether to ask openstreetmap.org for streets. Every map that does so sends requests to the internet.
    """
    from pages.parts.widgets.folium_map import put_map

    text, key = drawing_text(drawing), f"map-{name}"

    def picked() -> None:
        _picked(st.session_state.get(key), on_pick)

    outlines = drawing.shapes.outlines.translate(_UNSAFE)
    put_map(text, outlines, map_json(selected), drawing.shapes.bounds, key, height, picked, basemap=basemap)
    return len(text.encode()) + len(outlines.encode())


def _picked(value: object, on_pick: Callable[[str, str], None]) -> None:
    """Pass on what the browser says was picked, if it is what our own script would say."""
    if not isinstance(value, Mapping):
        return
    kind, chosen = value.get("kind"), value.get("id")
    if kind in ("area", "venue", "shape", "line") and isinstance(chosen, str):
        on_pick(kind, chosen)
