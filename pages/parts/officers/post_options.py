"""The controls about posts: what makes one, at which level, what it takes, and whether to see the roster itself."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from geodata.department.names import level_word
from geodata.officers.places import hours_of_shifts, lengths_of_shifts, shifts_of
from geodata.officers.posts import nesting
from pages.parts.shell.address import Kept, Number, OneOf, Text
from pages.parts.shell.context import Context
from pages.parts.widgets.controls import control_row
from planning.officers.demand_posts import DemandRule
from planning.officers.options import BASES, SENSIBLE, PostOptions, read_shift_hours
from planning.officers.relief import LEAVE_HOURS, Duty
from planning.officers.service import DEFAULT_TARGET
from planning.vocabulary import DEPARTMENT_LEVEL

EVERY_SHIFT = "Every shift"
RELIEF = "relief"
_USUAL = PostOptions()
MOST_PEOPLE, LEAST_PEOPLE, MOST_UNIT, MOST_DAYS = 100_000, 50, 100, 3660


def _shifts(context: Context) -> tuple[str, ...]:
    return (EVERY_SHIFT, *shifts_of(context.department))


def _levels(context: Context) -> tuple[str, ...]:
    return (SENSIBLE, *nesting(context.department)[0][::-1])


def _written_hours(context: Context) -> str:
    return "; ".join(f"{name} {first}-{end}" for name, first, end in hours_of_shifts(context.department))


KEPT = (
    Kept("shift", "coverage-shift", OneOf(_shifts), EVERY_SHIFT),
    Kept("from", "coverage-basis", OneOf(lambda context: _bases(context)), next(iter(BASES))),
    Kept("by", "coverage-level", OneOf(_levels), SENSIBLE),
    Kept("takes", "coverage-requirement", OneOf((RELIEF, "target")), RELIEF),
    Kept("people", "coverage-people", Number(LEAST_PEOPLE, MOST_PEOPLE), int(_USUAL.people_per_post)),
    Kept("target", "coverage-target", Number(50, 99), int(100 * DEFAULT_TARGET)),
    Kept("unit", "coverage-minimum", Number(0, MOST_UNIT), 0),
    Kept("days", "coverage-days", Number(1, MOST_DAYS), int(_USUAL.days)),
    Kept("hours", "coverage-shift-length", Number(1.0, 24.0, may_be_blank=True)),
    Kept("leave", "coverage-leave", Number(0.0, 2000.0), LEAVE_HOURS),
    Kept("off", "coverage-days-off", Number(0.0, 6.0, may_be_blank=True)),
    Kept("requests", "coverage-least", Number(0.05, 50.0), _USUAL.demand.least_per_shift),
    Kept("minutes", "coverage-minutes", Number(5, 480), int(_USUAL.demand.minutes_each)),
    Kept("shifts", "coverage-hours", Text(read_shift_hours), _written_hours),
)
"""The controls of the posts, as they stand in the address. The roster view is none: who looks at it is noted."""


@dataclass(frozen=True, slots=True)
class RosterView:
    """How the page is looked at.

    Attributes
    ----------
    shift : str
        One shift, or ``EVERY_SHIFT``.
    exact : bool
        Whether exact counts and officers by id are shown.
    unit_minimum : int
        Officers every unit keeps when some are moved.
    """

    shift: str
    exact: bool
    unit_minimum: int


def choose_posts(context: Context) -> tuple[PostOptions, RosterView]:
    """Draw the controls and return what was chosen."""
    row = control_row(5)
    shift = row[0].selectbox("Shift", _shifts(context), key="coverage-shift")
    basis = row[1].selectbox("Base slots on", _bases(context), format_func=BASES.__getitem__, key="coverage-basis")
    level = row[2].selectbox("Assign slots by", _levels(context), format_func=_level_words, key="coverage-level")
    how = row[3].selectbox(
        "Officers per slot",
        (RELIEF, "target"),
        key="coverage-requirement",
        format_func=lambda word: "the relief factor" if word == RELIEF else "a service target",
        help="Relief factor: filled on average. Service target: the chance that a capable officer is on duty.",
    )
    exact = False
    if context.department.roster is not None and context.may("read", "roster"):
        exact = row[4].toggle(
            "Roster view",
            value=False,
            key="coverage-roster",
            help="Exact counts, and officers by their id. That you looked goes into the audit trail.",
        )
    return _more(context, basis, level, how), RosterView(shift, exact, int(st.session_state.get("coverage-minimum", 0)))


def _bases(context: Context) -> tuple[str, ...]:
    return (
        tuple(BASES) if context.department.requests is not None else tuple(name for name in BASES if name != "requests")
    )


def _level_words(level: str) -> str:
    if level == SENSIBLE:
        return "Automatic"
    return "whole department" if level == DEPARTMENT_LEVEL else level_word(level)


def _more(context: Context, basis: str, level: str, how: str) -> PostOptions:
    defaults = PostOptions()
    with st.expander("More options", key="post_options-more-options"):
        row = st.columns(4)
        people = row[0].number_input(
            "People each slot serves, at least",
            LEAST_PEOPLE,
            MOST_PEOPLE,
            int(defaults.people_per_post),
            50,
            key="coverage-people",
        )
        target = row[1].number_input(
            "Service target, %", 50, 99, int(100 * DEFAULT_TARGET), key="coverage-target", disabled=how == RELIEF
        )
        row[2].number_input(
            "Officers every unit keeps",
            0,
            100,
            0,
            key="coverage-minimum",
            help="No one is moved out of a unit that would be left with fewer.",
        )
        days = row[3].number_input(
            "Days the requests were counted over",
            1,
            3660,
            int(defaults.days),
            key="coverage-days",
            disabled=basis != "requests",
        )
        duty = _duty(context)
        demand, hours = _requests(context) if basis == "requests" else (defaults.demand, defaults.shift_hours)
    return PostOptions(
        basis=basis,
        level=level,
        least_people=float(people),
        target=None if how == RELIEF else target / 100,
        people_per_post=float(people),
        days=float(days),
        demand=demand,
        duty=duty,
        shift_hours=hours,
    )


def _duty(context: Context) -> Duty:
    """Ask what the relief factor is made from; blank is what the roster, or the usual year, says."""
    own = ", ".join(f"{shift} {length:g}" for shift, length in lengths_of_shifts(context.department).items())
    row = st.columns(4)
    length = row[0].number_input(
        "Hours of a shift", 1.0, 24.0, None, 0.5, key="coverage-shift-length", placeholder=own, help=f"Blank: {own}."
    )
    leave = row[1].number_input(
        "Leave and training, hours a year", 0.0, 2000.0, LEAVE_HOURS, 1.0, key="coverage-leave", format="%.0f"
    )
    days_off = row[2].number_input(
        "Days off a week", 0.0, 6.0, None, 0.5, key="coverage-days-off", placeholder="40-hour week"
    )
    return Duty(leave, days_off, length)


def _requests(context: Context) -> tuple[DemandRule, tuple[tuple[str, int, int], ...]]:
    usual = PostOptions()
    row = st.columns(3)
    least = row[0].number_input(
        "Requests per shift for a slot, at least", 0.05, 50.0, usual.demand.least_per_shift, 0.05, key="coverage-least"
    )
    minutes = row[1].number_input(
        "Minutes a request takes", 5, 480, int(usual.demand.minutes_each), 5, key="coverage-minutes"
    )
    text = row[2].text_input("Hours of the shifts", _written_hours(context), key="coverage-hours")
    return DemandRule(float(least), float(minutes)), read_shift_hours(text)
