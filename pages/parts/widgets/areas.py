"""The map of a page with its legend, and what a click on it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from geodata.department.names import area_title
from geodata.maps.layers import Layer
from geodata.maps.shapes import AreaShapes
from pages.parts.shell import state
from pages.parts.shell.context import Context, known_areas
from pages.parts.widgets.controls import wants_basemap
from pages.parts.widgets.legend import show_legend
from pages.parts.widgets.maps import AreaDrawing, GroundFile, VenueMark, put_ground, show_map

MAP_SHARE = (1.9, 1.0)
"""Width of the map beside what explains it."""
PANEL_SHARE = (1.3, 1.0)
"""Width of the map beside a panel that has tables or lines of its own."""
PANEL_ROOM = 420.0
"""Pixels that a table has in that panel."""


SHAPE = "drawn-shape"
"""Where a session holds the corners of the shape somebody drew on a map."""
LONGEST_SHAPE = 20_000


def shape_drawn(context: Context) -> str:
    """Return the corners of the shape somebody drew; empty for none, and while an area is chosen."""
    return "" if context.area is not None else str(st.session_state.get(SHAPE, ""))


def forget_shape() -> None:
    """Forget the shape that was drawn. For callbacks."""
    st.session_state.pop(SHAPE, None)


def name_of(context: Context, area_id: str, level: str | None = None) -> str:
    """Return what an area is called."""
    return area_title(level or context.level, area_id, context.department.settings.name)


def area_picker(context: Context, level: str | None = None) -> Callable[[str], None]:
    """Return what happens when an area of a level is clicked: it is chosen everywhere, or let go."""
    level = level or context.level
    known = known_areas(context.prepared, level)

    def pick(area_id: str) -> None:
        if area_id in known and st.session_state.get(state.widget_key(state.LEVEL)) != level:
            st.session_state[state.widget_key(state.LEVEL)] = level
            state.choose_area(area_id)
        else:
            state.toggle_area(area_id, known)

    return pick


def show_area_map(
    context: Context,
    name: str,
    layer: Layer,
    *,
    dots: Sequence[tuple[float, float, str]] = (),
    venues: Sequence[VenueMark] = (),
    reach_m: float | None = None,
    reached: Sequence[str] = (),
    on_venue: Callable[[str], None] | None = None,
    shapes: AreaShapes | None = None,
    can_draw: bool = False,
) -> None:
    """Draw a layer on the map of its level.

    ``shapes`` are the outlines of areas that are not the department's own; with ``can_draw`` somebody may draw a shape,
    which the session holds.
    """
    level = layer.level
    pick_area = area_picker(context, level)

    def pick(kind: str, chosen: str) -> None:
        if kind == "area":
            pick_area(chosen)
        elif kind == "shape":
            if can_draw and len(chosen) <= LONGEST_SHAPE:
                st.session_state[SHAPE] = chosen
                state.choose_area(None)
        elif on_venue is not None:
            on_venue(chosen)

    drawing = AreaDrawing(
        f"Map: {layer.title}. A table of this page says the same.",
        shapes or context.shapes(level),
        layer.marks,
        dots,
        venues,
        reach_m,
        reached,
        _ground(context),
        shape_drawn(context) if can_draw else None,
    )
    selected = context.area if level == context.level else None
    show_map(drawing, name, selected, pick, basemap=wants_basemap(context))


def _ground(context: Context) -> GroundFile | None:
    content, credit = context.ground()
    return put_ground(content, credit) if content else None


def show_layer_legend(layer: Layer, extra: Sequence[tuple[str, str]] = ()) -> None:
    """Draw the legend of a layer, with what else is on the map."""
    show_legend(layer.title, (*layer.legend, *extra))
