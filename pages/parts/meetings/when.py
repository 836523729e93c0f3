"""When the meetings of a plan may be: the season's wishes, asked on the page and filled in from a saved plan."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import streamlit as st

from geodata.records.plans import keep_season, kept_season
from geodata.records.work import Record
from pages.parts.forms.record_tools import run
from pages.parts.meetings.days import forget_days
from pages.parts.shell.address import Clock, Day, Kept, Number, Several
from pages.parts.shell.context import Context
from planning.meetings.options import USUAL_TURNOUT
from planning.meetings.season.kept import KeptSeason
from planning.meetings.season.season import SeasonWishes

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
USUAL_DAYS = ("Tuesday", "Wednesday", "Thursday", "Saturday")
WEEKEND = 5
FIRST_IN, LASTS = timedelta(weeks=8), timedelta(weeks=24)
EVENING, MORNING = time(18, 30), time(10, 30)
WEEKS_APART, MINUTES = 8, 120
MOST_WEEKS, LEAST_MINUTES, MOST_MINUTES = 104, 15, 600
KEPT = (
    Kept("from", "season-first", Day(), lambda context: context.today + FIRST_IN),
    Kept("to", "season-last", Day(), lambda context: context.today + FIRST_IN + LASTS),
    Kept("apart", "season-weeks", Number(0, MOST_WEEKS), WEEKS_APART),
    Kept("come", "season-turnout", Number(0.5, 100.0), USUAL_TURNOUT * 100),
    Kept("days", "season-days", Several(WEEKDAYS), list(USUAL_DAYS)),
    Kept("evening", "season-evening", Clock(), EVENING),
    Kept("morning", "season-morning", Clock(), MORNING),
    Kept("lasts", "season-minutes", Number(LEAST_MINUTES, MOST_MINUTES), MINUTES),
)
"""The controls of a season, as they stand in the address."""


def show_season_controls(context: Context) -> None:
    """Draw the season's controls; what they say is ``asked_season``."""
    row = st.columns(5, vertical_alignment="bottom")
    begins = context.today + FIRST_IN
    row[0].date_input("From", begins, format="MM/DD/YYYY", key="season-first")
    row[1].date_input("To", begins + LASTS, format="MM/DD/YYYY", key="season-last")
    row[2].number_input(
        "Weeks apart at a place",
        0,
        MOST_WEEKS,
        WEEKS_APART,
        key="season-weeks",
        help="Not twice in a place within so many weeks.",
    )
    row[3].number_input(
        "People of 100 who come",
        0.5,
        100.0,
        USUAL_TURNOUT * 100,
        0.5,
        key="season-turnout",
        help="Your assumption, for headsets and copies. It doesn’t come from the census.",
    )
    with row[4].popover("Days and times", icon=":material/schedule:", width="stretch", key="when-days-and-times"):
        st.multiselect("Weekdays", WEEKDAYS, USUAL_DAYS, key="season-days")
        st.time_input("On weekdays at", EVENING, key="season-evening")
        st.time_input("At weekends at", MORNING, key="season-morning")
        st.number_input("Minutes", LEAST_MINUTES, MOST_MINUTES, MINUTES, 15, key="season-minutes")


def asked_season(context: Context) -> tuple[SeasonWishes, float]:
    """Return what the season's controls say, drawn or not, with the share of people who are assumed to come.

    Raises
    ------
    InputError
        If no season can be made of it, as where it ends before it begins.
    """
    said = {one.name: st.session_state.get(str(one.key), one.usual_in(context)) for one in KEPT}
    begins = context.today + FIRST_IN
    numbers = [WEEKDAYS.index(day) for day in said["days"]]
    starts = {number: said["morning"] if number >= WEEKEND else said["evening"] for number in numbers}
    first, last = _day(said["from"], begins), _day(said["to"], begins + LASTS)
    wishes = SeasonWishes(first, last, starts, int(said["apart"]), int(said["lasts"]))
    return wishes, round(float(said["come"]) / 100, 6)


def _day(value: Any, usual: date) -> date:
    return value if isinstance(value, date) else usual


def fill_season(kept: Record) -> None:
    """Set the season's controls to those of a kept plan. Before they are drawn."""
    forget_days()
    for one in KEPT:
        st.session_state.pop(str(one.key), None)
    season = kept_season(kept)
    if season is None:
        return
    wishes, starts = season.wishes, season.wishes.starts
    values = {
        "season-first": wishes.first,
        "season-last": wishes.last,
        "season-weeks": wishes.weeks_apart,
        "season-turnout": season.turnout * 100,
        "season-days": [WEEKDAYS[number] for number in sorted(starts)],
        "season-evening": next((begins for day, begins in starts.items() if day < WEEKEND), EVENING),
        "season-morning": next((begins for day, begins in starts.items() if day >= WEEKEND), MORNING),
        "season-minutes": wishes.minutes,
    }
    st.session_state.update(values)


def offer_season(context: Context, season: KeptSeason, kept: Record | None) -> None:
    """Offer to put the season on the page in the plan that is open, where that one has another."""
    if kept is None or not context.may("write", "meeting_plan") or kept_season(kept) == season:
        return
    row = st.container(horizontal=True, vertical_alignment="center")
    row.caption("The season below is not the one kept with the plan.")
    row.button(
        "Keep this season with the plan",
        icon=":material/save:",
        key="keep-season",
        on_click=_keep,
        args=(context, kept, season),
    )


def _keep(context: Context, kept: Record, season: KeptSeason) -> None:
    run(lambda: keep_season(context.store, context.renew(), kept, season), "Schedule saved with the plan")
