"""Move ground between beats: click tracts, block groups or blocks on the map, or choose them from the list."""

from __future__ import annotations

import streamlit as st

from geodata.department.names import area_title
from geodata.maps.layers import AreaMark
from geodata.whatif.ground import units_of_ground
from geodata.whatif.outcome import WhatIf
from pages.parts.kept.whatif import BESIDE, ground_shapes
from pages.parts.shell.context import Context, known_areas
from pages.parts.whatif.steps import add_step
from pages.parts.widgets.controls import wants_basemap
from pages.parts.widgets.legend import show_legend
from pages.parts.widgets.maps import AreaDrawing, show_map
from planning.vocabulary import BEAT_LEVEL
from planning.whatif.scenario import MoveGround
from planning.words.wording import rounded_people

FROM, UNIT, GROUND, TO = "what-if-from", "what-if-unit", "what-if-ground", "what-if-to"
MANY = {"tract": "Tracts", "block group": "Block groups", "block": "Blocks"}


def show_move_ground(context: Context, asked: WhatIf) -> None:
    """Draw from which beat, what, and to which; a click on the map does the same as the lists."""
    beats = known_areas(asked.after, BEAT_LEVEL)
    _begin(context, beats)
    row = st.columns([1, 1, 1, 1], vertical_alignment="bottom")
    beat = str(row[0].selectbox("From beat", beats, key=FROM, on_change=_forget))
    unit = row[1].selectbox("Move by", units_of_ground(asked.after), key=UNIT, on_change=_forget)
    others = [other for other in beats if other != beat]
    if st.session_state.get(TO) == beat:
        st.session_state[TO] = None
    row[2].selectbox("To beat", others, key=TO, index=None, accept_new_options=True, placeholder="Choose, or a new ID")
    shapes, people, around = ground_shapes(asked.after.department.content_hash, beat, unit, asked.after)
    st.session_state[GROUND] = [name for name in st.session_state.get(GROUND, []) if name in people]
    chosen = st.multiselect(
        MANY[unit],
        list(people),
        key=GROUND,
        format_func=lambda name: f"{name} ({rounded_people(people[name])} people)",
        placeholder="Choose, or click the map",
    )
    row[3].button(
        "Move ground",
        type="primary",
        disabled=not (chosen and st.session_state.get(TO)),
        key="what-if-move",
        on_click=_move,
        args=(context,),
    )
    marks = [
        AreaMark(
            f"{BESIDE}{other}",
            area_title(BEAT_LEVEL, other),
            "none" if other == st.session_state.get(TO) else "plain",
            ("Where it goes" if other == st.session_state.get(TO) else "Click to move there",),
            label=other,
        )
        for other in around
    ]
    marks += [
        AreaMark(
            name,
            name,
            "change-more" if name in chosen else "need-1",
            (f"{rounded_people(number)} people of {area_title(BEAT_LEVEL, beat)}",),
        )
        for name, number in people.items()
    ]
    drawing = AreaDrawing(f"Map: ground of Beat {beat}. The lists above do the same.", shapes, marks)
    show_map(drawing, "what-if-ground-map", None, _picked, basemap=wants_basemap(context))
    legend = (("need-1", f"Ground of Beat {beat}"), ("change-more", "Chosen to move"), ("none", "Where it goes"))
    show_legend("Click ground to choose it, and a beat beside it to move it there", legend)


def _begin(context: Context, beats: tuple[str, ...]) -> None:
    """Begin with the beat that is chosen on the page; what was chosen and is no longer there is let go."""
    if st.session_state.get(FROM) not in beats:
        own = context.area if context.level == BEAT_LEVEL and context.area in beats else beats[0]
        st.session_state[FROM] = own
        _forget()


def _forget() -> None:
    st.session_state[GROUND] = []


def _picked(kind: str, chosen: str) -> None:
    if kind != "area":
        return
    if chosen.startswith(BESIDE):
        st.session_state[TO] = chosen.removeprefix(BESIDE)
        return
    ground = list(st.session_state.get(GROUND, []))
    st.session_state[GROUND] = [one for one in ground if one != chosen] if chosen in ground else [*ground, chosen]


def _move(context: Context) -> None:
    state = st.session_state
    step = MoveGround(tuple(state[GROUND]), str(state[TO]).strip(), str(state[FROM]))
    if add_step(context, step):
        _forget()
