"""What can be added to a scenario: one kind of step at a time, each with its questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from geodata.department.names import level_word
from geodata.officers.places import shifts_of
from geodata.officers.posts import nesting, station_level
from geodata.whatif.outcome import WhatIf
from pages.parts.forms.record_tools import PROBLEM
from pages.parts.materials.rules import known_rules
from pages.parts.shell.context import Context, known_areas
from pages.parts.whatif.ground_map import show_move_ground
from pages.parts.whatif.map_file import show_map_file
from pages.parts.whatif.split import show_split
from pages.parts.whatif.steps import ADDING, add_step
from pages.parts.widgets.controls import layer_switch
from planning.errors import PlanningError
from planning.languages.groups import NAMED_LANGUAGE_IDS, language_name
from planning.vocabulary import BEAT_LEVEL, DEPARTMENT_LEVEL
from planning.whatif.scenario import (
    MOST_OFFICERS,
    TESTED_RATINGS,
    AddVenue,
    HireOfficers,
    LoseVenue,
    MergeBeats,
    MoveOfficers,
    MoveVenue,
    Step,
    UseRule,
    VerifyOfficers,
)

KIND = "what-if-kind"
SEVERAL = 2

HELD = tuple(
    f"what-if-{name}"
    for name in (
        *("from", "unit", "ground", "to", "merge", "into", "split", "side", "share", "new", "line"),
        *("officers", "count", "language", "level", "area", "shift", "rating", "to-area", "to-shift"),
        *("venues", "name", "venue", "lat", "lon", "rule"),
    )
)
"""The keys of the questions, whose answers stay while another kind of step is shown."""


def show_add(context: Context, asked: WhatIf) -> None:
    """Draw which kind of step there is to add, and its questions; beats are those after the steps so far.

    Once there is a step, what it changes comes first: the questions are drawn, and their map made, when asked for.
    """
    if asked.scenario.steps and not st.session_state.get(ADDING):
        st.button("Add a step", icon=":material/add:", key="what-if-add-open", on_click=_begin)
        return
    with st.container(border=True, key="what-if-add"):
        kind = layer_switch({name: title for name, (title, _) in KINDS.items()}, KIND, label="What changes")
        KINDS[kind][1](context, asked)


def _begin() -> None:
    st.session_state[ADDING] = True


def beats_of(asked: WhatIf) -> tuple[str, ...]:
    """Return the beats after the steps so far."""
    return known_areas(asked.after, BEAT_LEVEL)


def _said(key: str) -> Any:
    return st.session_state.get(f"what-if-{key}")


def _add(context: Context, made: Callable[[], Step], *clear: str) -> None:
    """Add what a form says, and empty some of its answers. For callbacks."""
    try:
        step = made()
    except PlanningError as error:
        st.session_state[PROBLEM] = str(error)
        return
    if add_step(context, step):
        for name in clear:
            st.session_state.pop(f"what-if-{name}", None)


def _show_merge(context: Context, asked: WhatIf) -> None:
    row = st.columns([2, 1, 1], vertical_alignment="bottom")
    chosen = row[0].multiselect("Beats to merge", beats_of(asked), key="what-if-merge", placeholder="Choose 2 or more")
    row[1].selectbox(
        "Into", chosen, key="what-if-into", accept_new_options=True, placeholder="The first, or a new ID", index=None
    )
    row[2].button(
        "Merge beats",
        type="primary",
        disabled=len(chosen) < SEVERAL,
        key="what-if-merge-go",
        on_click=_add,
        args=(context, lambda: MergeBeats(tuple(_said("merge")), _said("into") or _said("merge")[0]), "merge", "into"),
    )


OFFICERS: Mapping[str, str] = {"hire": "Hire", "test": "Test those who say they speak it", "move": "Move"}


def _show_officers(context: Context, asked: WhatIf) -> None:
    department = asked.after.department
    if department.roster is None:
        st.caption("There is no roster, so there is no one to move or test. Add one in Setup.")
        return
    levels = [level for level in nesting(department)[0] if level != DEPARTMENT_LEVEL]
    usual = station_level(department)
    row = st.columns(5, vertical_alignment="bottom")
    what = row[0].selectbox("Officers", list(OFFICERS), key="what-if-officers", format_func=OFFICERS.__getitem__)
    row[1].number_input("How many", 1, MOST_OFFICERS, 1, key="what-if-count")
    row[2].selectbox("Language", NAMED_LANGUAGE_IDS, key="what-if-language", format_func=language_name)
    level = row[3].selectbox(
        "Stationed by",
        levels,
        index=levels.index(usual) if usual in levels else 0,
        key="what-if-level",
        format_func=lambda name: level_word(name).capitalize(),
    )
    areas, shifts = known_areas(asked.after, level), shifts_of(department)
    row[4].selectbox("Area", areas, key="what-if-area")
    row = st.columns(5, vertical_alignment="bottom")
    row[0].selectbox("Shift", shifts, key="what-if-shift")
    if what == "move":
        row[1].selectbox("Rating", TESTED_RATINGS, key="what-if-rating", format_func=str.capitalize)
        row[2].selectbox("To area", areas, key="what-if-to-area")
        row[3].selectbox("To shift", shifts, key="what-if-to-shift")
    row[4].button(
        "Add this step", type="primary", key="what-if-officers-go", on_click=_add, args=(context, _officer_step)
    )
    st.caption(
        "Worked out from the counts that everyone may see, where 1 or 2 officers are shown as “1-2.” So a range stays "
        "a range, and no step shows who is there."
    )


def _officer_step() -> Step:
    own = (int(_said("count")), str(_said("language")), str(_said("level")), str(_said("area")), str(_said("shift")))
    match _said("officers"):
        case "hire":
            return HireOfficers(*own)
        case "test":
            return VerifyOfficers(*own)
        case _:
            return MoveOfficers(*own, str(_said("to-area")), str(_said("to-shift")), str(_said("rating")))


VENUES: Mapping[str, str] = {"lose": "Do without", "add": "Add", "move": "Have elsewhere"}


def _show_venues(context: Context, asked: WhatIf) -> None:
    venues = asked.after.department.venues
    names = {} if venues is None else dict(zip(venues["venue_id"], venues["name"], strict=True))
    row = st.columns(5, vertical_alignment="bottom")
    what = row[0].selectbox("Venues", list(VENUES), key="what-if-venues", format_func=VENUES.__getitem__)
    if what == "add":
        row[1].text_input("Name", key="what-if-name", max_chars=120)
    else:
        row[1].selectbox("Venue", list(names), key="what-if-venue", format_func=lambda one: names.get(one, one))
    if what != "lose":
        lat, lon = _middle(context)
        row[2].number_input("Latitude", -90.0, 90.0, lat, format="%.5f", key="what-if-lat")
        row[3].number_input("Longitude", -180.0, 180.0, lon, format="%.5f", key="what-if-lon")
    ready = bool(str(_said("name") or "").strip()) if what == "add" else bool(names)
    row[4].button(
        "Add this step",
        type="primary",
        disabled=not ready,
        key="what-if-venues-go",
        on_click=_add,
        args=(context, lambda: _venue_step(len(names)), "name"),
    )


def _middle(context: Context) -> tuple[float, float]:
    """Return the middle of the chosen area, or of the department: where a venue is put unless told."""
    shapes = context.shapes()
    if context.area in shapes.anchors:
        return shapes.anchors[context.area]
    south, west, north, east = shapes.bounds
    return (south + north) / 2, (west + east) / 2


def _venue_step(count: int) -> Step:
    match _said("venues"):
        case "lose":
            return LoseVenue(str(_said("venue")))
        case "move":
            return MoveVenue(str(_said("venue")), float(_said("lon")), float(_said("lat")))
        case _:
            name = str(_said("name")).strip()
            return AddVenue(f"what-if-{count + 1}", name, float(_said("lon")), float(_said("lat")))


def _show_rule(context: Context, asked: WhatIf) -> None:
    rules = known_rules(context)
    row = st.columns([4, 1], vertical_alignment="bottom")
    now = asked.after.department.settings.rule
    others = [name for name in rules if name != now]
    row[0].selectbox("Rule", others, key="what-if-rule", format_func=lambda name: rules[name].title)
    row[1].button(
        "Use this rule",
        type="primary",
        key="what-if-rule-go",
        on_click=_add,
        args=(context, lambda: UseRule(str(_said("rule")))),
    )


KINDS: Mapping[str, tuple[str, Callable[[Context, WhatIf], None]]] = {
    "ground": ("Move ground", show_move_ground),
    "merge": ("Merge beats", _show_merge),
    "split": ("Split a beat", show_split),
    "map": ("Another map", show_map_file),
    "officers": ("Officers", _show_officers),
    "venues": ("Venues", _show_venues),
    "rule": ("Rule", _show_rule),
}
