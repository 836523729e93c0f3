"""Take another beat map as a step, from a file."""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st

from geodata.files.formats import MAP_ENDINGS
from geodata.files.safe_read import read_geodata
from geodata.whatif.outcome import WhatIf
from geodata.whatif.scenario_files import map_as_text
from pages.parts.forms.record_tools import PROBLEM
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from pages.parts.whatif.steps import add_step
from pages.parts.widgets.controls import next_turn, turn_key
from planning.errors import PlanningError
from planning.whatif.scenario import NewMap

UPLOAD = "what-if-map"


def show_map_file(context: Context, asked: WhatIf) -> None:
    """Draw the uploader, and ask which column has the ids."""
    upload = st.file_uploader(
        "Beat map: GeoJSON, zipped Shapefile, GeoPackage, KML",
        type=[ending.lstrip(".") for ending in MAP_ENDINGS],
        key=turn_key(UPLOAD),
    )
    if upload is None:
        levels = asked.after.department.settings.levels
        st.caption(
            "The map needs an ID for every beat"
            + (f", and the columns {plain(', '.join(levels))} for the areas around them." if levels else ".")
        )
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(upload.name).name
        path.write_bytes(upload.getvalue())
        try:
            columns = [str(name) for name in read_geodata(path).frame.columns if name != "geometry"]
        except PlanningError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
    row = st.columns([3, 1], vertical_alignment="bottom")
    usual = asked.after.department.settings.beat_id
    beat_id = row[0].selectbox(
        "Column with the beat IDs", columns, index=columns.index(usual) if usual in columns else 0, key="what-if-id"
    )
    row[1].button(
        "Use this map",
        type="primary",
        key="what-if-map-go",
        on_click=_take,
        args=(context, upload.name, upload.getvalue(), beat_id, tuple(asked.after.department.settings.levels)),
    )


def _take(context: Context, name: str, content: bytes, beat_id: str, levels: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(content)
        try:
            text = map_as_text(path, beat_id, levels)
        except PlanningError as error:
            st.session_state[PROBLEM] = str(error)
            return
    if add_step(context, NewMap(text, Path(name).name)):
        next_turn(UPLOAD)
