"""The map of the Overview to take away: the picture as it is seen, and for a GIS the figures behind it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geodata.change.surveys import choose_vintages, survey_vintages
from geodata.department import answers
from geodata.maps.layers import Layer
from geodata.products.asked import options_as_json
from pages.parts.overview.map_layers import LAYER
from pages.parts.shell.context import DEFAULT_POSTS, Context
from pages.parts.shell.shown import shown_department
from pages.parts.widgets.downloads import Making, MapOffer


def offer_map(context: Context, layer: Layer) -> MapOffer:
    """Return the layer that is shown as a map to take away.

    A layer that has no figures of its own for a GIS, as people without a meeting, comes with those of LEP residents.
    """
    return MapOffer(_making(context, layer, str(st.session_state.get(LAYER))), layer)


def _making(context: Context, layer: Layer, shown: str) -> Making:
    asked: dict[str, Any] = {"level": layer.level}
    if shown == "verdict":
        read_at = answers.level_of(context.department, context.rule)
        return Making("map-verdicts", {**asked, "read_at": read_at}, context.rule)
    if shown == "gap":
        return Making("map-coverage", {"options": options_as_json(DEFAULT_POSTS)}, context.rule)
    pair = choose_vintages(survey_vintages(shown_department())) if shown == "change" else None
    if pair is not None:
        return Making("map-change", {**asked, "then": pair[0], "now": pair[1]})
    return Making("map-need", asked)
