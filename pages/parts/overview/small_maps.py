"""LEP residents language by language: a small map each, in the same classes, with one legend."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from geodata.department.names import words_of
from geodata.maps.layers import only_in
from geodata.maps.multiples import Outlines, SmallMaps, language_maps, maps_html, maps_sheet
from geodata.papers.pictures import PNG, picture_pdf, picture_png
from geodata.papers.printed import PDF
from pages.parts.overview.map_layers import chosen_district
from pages.parts.shell.context import Context
from pages.parts.shell.messages import show_empty
from pages.parts.widgets.downloads import map_notes, map_subtitle, show_file
from pages.parts.widgets.legend import show_legend
from planning.records.roles import FIGURES

TITLE = "LEP residents by language"


def show_small_maps(context: Context) -> None:
    """Draw the maps, their one legend, and both as one sheet."""
    district = chosen_district(context)
    maps = language_maps(context, lambda layer: only_in(layer, context.department, district) if district else layer)
    st.header(f"{TITLE}, by {words_of(context.level).one}", anchor=False)
    if not maps.layers:
        show_empty("No number for any language.", "The census table has no figure here (see Setup).")
        return
    outlines = context.small_outlines()
    show_legend(TITLE, maps.legend)
    st.html(maps_html(maps, outlines))
    st.caption("All maps have the same classes. The numbers are of the whole department, with the margin of error.")
    if context.may("export", FIGURES):
        with st.container(horizontal=True):
            for label, make, ending, kind in (
                ("Sheet (PNG)", picture_png, "png", PNG),
                ("Sheet to print (PDF)", picture_pdf, "pdf", PDF),
            ):
                show_file(label, partial(_made, context, maps, outlines, make), f"language-maps.{ending}", kind)


def _made(context: Context, maps: SmallMaps, outlines: Outlines, make: Callable[[str], bytes]) -> bytes:
    return make(_sheet(context, maps, outlines))


def _sheet(context: Context, maps: SmallMaps, outlines: Outlines) -> str:
    title = f"{TITLE}, by {words_of(context.level).one}"
    return maps_sheet(maps, outlines, title=title, subtitle=map_subtitle(context), notes=map_notes(context))
