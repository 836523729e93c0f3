"""Split a beat: by a line drawn on the map, through as many corners as it takes, or by a share of the people."""

from __future__ import annotations

import streamlit as st

from geodata.department.names import area_title
from geodata.inputs.drawn_shape import line_of_corners
from geodata.maps.layers import AreaMark
from geodata.whatif.ground import SIDES, split_line, units_of_ground
from geodata.whatif.outcome import WhatIf
from pages.parts.forms.record_tools import PROBLEM
from pages.parts.kept.whatif import BESIDE, ground_shapes
from pages.parts.shell.context import Context, known_areas
from pages.parts.whatif.steps import add_step
from pages.parts.widgets.areas import LONGEST_SHAPE
from pages.parts.widgets.controls import wants_basemap
from pages.parts.widgets.legend import show_legend
from pages.parts.widgets.maps import AreaDrawing, show_map
from planning.errors import PlanningError
from planning.vocabulary import BEAT_LEVEL
from planning.whatif.scenario import SplitBeat
from planning.words.wording import rounded_people

BEAT, SIDE, SHARE, NEW, LINE = (f"what-if-{name}" for name in ("split", "side", "share", "new", "line"))


def show_split(context: Context, asked: WhatIf) -> None:
    """Draw which beat is split, by what, and what its new part is called."""
    row = st.columns([1, 1, 1, 1, 1], vertical_alignment="bottom")
    beat = str(row[0].selectbox("Beat to split", known_areas(asked.after, BEAT_LEVEL), key=BEAT, on_change=_forget))
    drawn = str(st.session_state.get(LINE) or "")
    row[1].selectbox("Part to cut off", list(SIDES), key=SIDE, format_func=SIDES.__getitem__, disabled=bool(drawn))
    row[2].number_input("Its share of the people (%)", 5, 95, 50, 5, key=SHARE, disabled=bool(drawn))
    new = row[3].text_input("ID of the new beat", key=NEW, max_chars=40)
    row[4].button(
        "Split beat",
        type="primary",
        disabled=not new.strip(),
        key="what-if-split-go",
        on_click=_split,
        args=(context, asked),
    )
    if drawn:
        st.caption(
            "The line you drew counts. What lies on its left, going from its first corner, becomes the new beat."
        )
        st.button("Clear the line", icon=":material/close:", on_click=_forget, key="what-if-line-clear")
    _show_line_map(context, asked, beat, drawn)


def _show_line_map(context: Context, asked: WhatIf, beat: str, drawn: str) -> None:
    unit = units_of_ground(asked.after)[0]
    shapes, people, around = ground_shapes(asked.after.department.content_hash, beat, unit, asked.after)
    marks = [AreaMark(f"{BESIDE}{one}", area_title(BEAT_LEVEL, one), "plain", label=one) for one in around]
    marks += [AreaMark(name, name, "need-1", (f"{rounded_people(number)} people",)) for name, number in people.items()]
    title = f"Map: mark a line through Beat {beat}. The questions above split by a share instead."
    drawing = AreaDrawing(title, shapes, marks, drawn=drawn, draws="line")
    show_map(drawing, "what-if-split-map", None, _picked, basemap=wants_basemap(context))
    show_legend("Mark a line through the beat, or split it by a share of its people", (("need-1", f"Beat {beat}"),))


def _picked(kind: str, chosen: str) -> None:
    if kind == "line" and len(chosen) <= LONGEST_SHAPE:
        st.session_state[LINE] = chosen


def _forget() -> None:
    st.session_state[LINE] = ""


def _split(context: Context, asked: WhatIf) -> None:
    """Add the step. For callbacks."""
    state = st.session_state
    beat, drawn = str(state[BEAT]), str(state.get(LINE) or "")
    try:
        line = line_of_corners(drawn) if drawn else split_line(asked.after, beat, str(state[SIDE]), state[SHARE] / 100)
    except PlanningError as error:
        state[PROBLEM] = str(error)
        return
    if add_step(context, SplitBeat(beat, line, str(state[NEW]).strip())):
        state[NEW], state[LINE] = "", ""
