"""What is asked of a meeting plan: five controls in a row, and the rest under "More options"."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geodata.department.names import level_word
from geodata.meetings.venue_records import VenueRecords
from pages.parts.meetings.minutes import MINUTES, MOST_MINUTES, USUAL_MINUTES, goes_by_minutes, hold_travel
from pages.parts.meetings.wishes import LOCKS, VETOES, all_vetoes, wishes
from pages.parts.shell.address import Flag, Ids, Kept, Number, OneOf, Several, by_id
from pages.parts.shell.context import Context
from pages.parts.widgets.controls import control_row, language_label
from pages.parts.widgets.lengths import LONGEST, length_held, length_input, usual_length
from planning.languages.groups import LANGUAGE_IDS, NAMED_LANGUAGE_IDS
from planning.meetings.options import USUAL_TURNOUT, MeetingOptions
from planning.meetings.solving.objectives import OBJECTIVES
from planning.vocabulary import DEPARTMENT_LEVEL

MOST_MEETINGS = 20
REACH, SPACING = (100.0, 20_000.0), (0.0, 20_000.0)
"""The least and the most distance to a meeting, and between two, meters."""
PAGE_LIMIT_S = 10.0
USUAL = MeetingOptions()
KEYS = {
    "meetings": "meetings-count",
    "radius_m": "meetings-radius",
    "languages_per_meeting": "meetings-languages",
    "objective": "meetings-goal",
    "languages": "meetings-whom",
    "include_police": "meetings-police",
    "include_outside": "meetings-outside",
    "detour_factor": "meetings-detour",
    "target_share": "meetings-target",
    "each_district": "meetings-each",
    "min_spacing_m": "meetings-spacing",
    "interpreter_budget": "meetings-budget",
    "turnout": "meetings-turnout",
    "met_discount": "meetings-met",
    "met_months": "meetings-met-months",
}
"""The control of each wish."""
DOUBLE = "meetings-double"
MOST_MONTHS, MOST_TEAMS = 60, 240


def _usual_reach(context: Context) -> float:
    return min(max(context.department.settings.radius_m, REACH[0]), REACH[1])


def _districts(context: Context) -> tuple[str, ...]:
    return ("", *(level for level in context.department.levels if level != DEPARTMENT_LEVEL))


KEPT = (
    Kept("meetings", KEYS["meetings"], Number(1, MOST_MEETINGS), USUAL.meetings),
    Kept(
        "reach", KEYS["radius_m"], Number(0.01, LONGEST), lambda context: usual_length(context, _usual_reach(context))
    ),
    Kept("minutes", MINUTES, Number(1, MOST_MINUTES), USUAL_MINUTES),
    Kept("each", KEYS["languages_per_meeting"], Number(1, len(LANGUAGE_IDS)), USUAL.languages_per_meeting),
    Kept("goal", KEYS["objective"], OneOf(tuple(OBJECTIVES)), USUAL.objective),
    Kept("target", KEYS["target_share"], Number(1, 100), round(USUAL.target_share * 100)),
    Kept("whom", KEYS["languages"], Several(LANGUAGE_IDS), list(NAMED_LANGUAGE_IDS)),
    Kept("double", DOUBLE, Several(LANGUAGE_IDS), []),
    Kept("detour", KEYS["detour_factor"], Number(1.0, 2.0), USUAL.detour_factor),
    Kept("districts", KEYS["each_district"], OneOf(_districts), ""),
    Kept("spacing", KEYS["min_spacing_m"], Number(0.0, LONGEST), 0.0),
    Kept("teams", KEYS["interpreter_budget"], Number(1, MOST_TEAMS, may_be_blank=True)),
    Kept("seats", KEYS["turnout"], Number(0.0, 100.0), USUAL_TURNOUT * 100),
    Kept("met", KEYS["met_discount"], Number(0, 100), 0),
    Kept("months", KEYS["met_months"], Number(1, MOST_MONTHS), USUAL.met_months),
    Kept("police", KEYS["include_police"], Flag(), False),
    Kept("outside", KEYS["include_outside"], Flag(), False),
    Kept("locked", LOCKS, Ids(by_id)),
    Kept("out", VETOES, Ids(by_id)),
)
"""What of them stands in the address."""


def show_controls(context: Context, records: VenueRecords) -> MeetingOptions:
    """Draw the controls and return what is asked."""
    row = control_row(5)
    goal = st.session_state.get(KEYS["objective"], USUAL.objective)
    asked: dict[str, Any] = {}
    if OBJECTIVES[goal].counts_meetings:
        share = row[0].number_input(
            "People to reach, %", 1, 100, round(USUAL.target_share * 100), 5, key=KEYS["target_share"]
        )
        asked["target_share"] = share / 100
    else:
        asked["meetings"] = int(row[0].number_input("Meetings", 1, MOST_MEETINGS, USUAL.meetings, key=KEYS["meetings"]))
    asked["radius_m"], minutes = _reach(context, row[1])
    asked["languages_per_meeting"] = int(
        row[2].number_input(
            "Languages at a meeting",
            1,
            len(LANGUAGE_IDS),
            USUAL.languages_per_meeting,
            key=KEYS["languages_per_meeting"],
            help="Each interpreted language takes a team of two interpreters.",
        )
    )
    asked["objective"] = row[3].selectbox(
        "Goal", list(OBJECTIVES), format_func=lambda goal: OBJECTIVES[goal].label, key=KEYS["objective"]
    )
    with row[4].popover("More options", icon=":material/tune:", width="stretch", key="controls-more-options"):
        asked |= _more(context, minutes)
    vetoes = all_vetoes(context, records)
    locks = tuple(sorted(set(wishes(context, LOCKS)) - set(vetoes)))
    return MeetingOptions(locks=locks, vetoes=tuple(sorted(vetoes)), time_limit=PAGE_LIMIT_S, **asked)


def _reach(context: Context, place: DeltaGenerator) -> tuple[float, float]:
    """Draw the reach, by minutes where there is a file of travel; return it in meters and in minutes."""
    usual = _usual_reach(context)
    if goes_by_minutes():
        minutes = place.number_input(
            "Reach, minutes",
            1,
            MOST_MINUTES,
            USUAL_MINUTES,
            key=MINUTES,
            help="By the file of travel under More options.",
        )
        return length_held(context, KEYS["radius_m"], usual), float(minutes)
    meters = length_input(
        context,
        place,
        "Distance to a meeting",
        REACH,
        usual,
        KEYS["radius_m"],
        "People who live this near to a meeting are within its reach.",
    )
    return meters, float(USUAL_MINUTES)


def _more(context: Context, minutes: float) -> dict[str, Any]:
    languages = st.multiselect(
        "Who to reach",
        LANGUAGE_IDS,
        NAMED_LANGUAGE_IDS,
        format_func=language_label,
        key=KEYS["languages"],
        help="Combined groups count several languages together. No one interpreter serves them.",
    )
    detour = st.slider(
        "Detour factor",
        1.0,
        2.0,
        USUAL.detour_factor,
        0.1,
        key=KEYS["detour_factor"],
        help="How much longer the way is than the straight line.",
    )
    each = st.selectbox(
        "At least one meeting in every",
        _districts(context),
        key=KEYS["each_district"],
        format_func=lambda level: level_word(level) if level else "(not chosen)",
    )
    spacing = length_input(context, st.container(), "No two meetings closer than", SPACING, 0.0, KEYS["min_spacing_m"])
    budget = st.number_input(
        "Interpreted languages in all, at most",
        1,
        MOST_TEAMS,
        None,
        key=KEYS["interpreter_budget"],
        placeholder="no limit",
    )
    turnout = st.number_input(
        "Expected turnout (%), to check room capacity",
        0.0,
        100.0,
        USUAL_TURNOUT * 100,
        0.5,
        key=KEYS["turnout"],
        help="Your guess. The plan counts no more people at a venue than its room holds. At 0, any room will do.",
    )
    by_minutes = hold_travel(context)
    less = st.slider(
        "People near a past meeting count less, %",
        0,
        100,
        0,
        10,
        key=KEYS["met_discount"],
        help="Those within reach of a past meeting in their language.",
    )
    months = st.number_input("… if it was in the last months", 1, MOST_MONTHS, USUAL.met_months, key=KEYS["met_months"])
    police = st.checkbox("Use police buildings too", key=KEYS["include_police"], help="Some people will not enter one.")
    outside = st.checkbox("Count people outside every beat", key=KEYS["include_outside"])
    weights = _weights(tuple(languages) or NAMED_LANGUAGE_IDS)
    return {
        "languages": tuple(languages) or NAMED_LANGUAGE_IDS,
        "detour_factor": detour,
        "each_district": each,
        "min_spacing_m": spacing,
        "interpreter_budget": None if budget is None else int(budget),
        "turnout": round(float(turnout) / 100, 6) or None,
        "met_discount": less / 100,
        "met_months": int(months),
        "include_police": police,
        "include_outside": outside,
        "language_weights": weights,
        "reach_minutes": minutes if by_minutes else None,
    }


def _weights(languages: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    doubled = st.multiselect("Languages that count double", languages, format_func=language_label, key=DOUBLE)
    return tuple((language, 2.0) for language in doubled)


def fill_controls(context: Context, options: MeetingOptions, vetoes: dict[str, str]) -> None:
    """Set the controls to a plan's wishes. Before they are drawn."""
    usual = {field.name: field.default for field in fields(MeetingOptions)}
    for name, key in KEYS.items():
        value = getattr(options, name)
        if value is None and name == "turnout":
            value = 0.0
        if value is None or (value == usual[name] and name == "interpreter_budget"):
            st.session_state.pop(key, None)
            continue
        st.session_state[key] = _as_drawn(context, name, value)
    st.session_state[DOUBLE] = [language for language, _ in options.language_weights]
    st.session_state[LOCKS] = dict.fromkeys(options.locks, "")
    st.session_state[VETOES] = {venue: vetoes.get(venue, "") for venue in options.vetoes}


def _as_drawn(context: Context, name: str, value: Any) -> Any:
    if name in ("target_share", "met_discount"):
        return round(value * 100)
    if name == "turnout":
        return value * 100
    if name in ("radius_m", "min_spacing_m"):
        return usual_length(context, value)
    return list(value) if name == "languages" else value
