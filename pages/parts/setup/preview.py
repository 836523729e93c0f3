"""The map of a step: what was understood from a file, on the ground, with the counties around it."""

from __future__ import annotations

import geopandas as gpd
import streamlit as st

from geodata.fetch.places import STATE_NAMES, CountyShare, counties_of, county_outlines
from geodata.maps.layers import AreaMark
from geodata.maps.shapes import AreaShapes
from pages.parts.kept.departments import outline_shapes
from pages.parts.shell.messages import plain
from pages.parts.widgets.maps import AreaDrawing, VenueMark, show_map
from planning.words.wording import percent

PREVIEW_HEIGHT = 400
MOST_LABELS = 400
NAMED_FROM = 0.001
"""Counties with less of the map than this are left out of the sentence."""


def show_beats(
    key: str,
    areas: gpd.GeoDataFrame,
    title: str,
    name: str,
    *,
    groups: dict[str, str] | None = None,
    venues: tuple[VenueMark, ...] = (),
) -> None:
    """Draw areas (``area_id``, polygons in EPSG:4326) over the counties they lie in.

    Parameters
    ----------
    key : str
        What the areas depend on.
    groups : dict of area id to text, optional
        What else an area says: its levels.
    """
    shapes = outline_shapes(key, areas)
    around = _counties(key, areas)
    marks = [AreaMark(area, area, "none") for area in around.geometry] if around else []
    labels = len(areas) <= MOST_LABELS
    marks += [
        AreaMark(
            area, area, "plain", (groups[area],) if groups and groups.get(area) else (), label=area if labels else ""
        )
        for area in areas["area_id"]
    ]
    if around:
        shapes = AreaShapes(around.geometry | shapes.geometry, around.anchors | shapes.anchors, shapes.bounds)
    drawing = AreaDrawing(title, shapes, marks, venues=venues)
    show_map(drawing, name, None, lambda kind, chosen: None, height=PREVIEW_HEIGHT)


def _counties(key: str, areas: gpd.GeoDataFrame) -> AreaShapes | None:
    found = counties_of(areas)
    if not found:
        return None
    outlines = gpd.GeoDataFrame(
        {"area_id": [f"{county.name}, {STATE_NAMES.get(county.state, '')}" for county in found]},
        geometry=[county_outlines(county.state, [county.county])[0] for county in found],
        crs=4326,
    )
    return outline_shapes(f"counties of {key}", outlines)


def show_counties(found: tuple[CountyShare, ...]) -> None:
    """Say which counties a map lies in."""
    named = [county for county in found if county.share >= NAMED_FROM]
    if not named:
        st.markdown("The map lies in no county of the United States.")
        return
    places = ", ".join(
        f"{plain(county.name)}, {STATE_NAMES.get(county.state, '')} ({percent(county.share)} of its ground)"
        for county in named
    )
    st.markdown(f"The map lies in **{places}**.")
