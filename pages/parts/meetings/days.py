"""The days kept free of meetings: the built-in list, changed on the page, kept for the department, taken along."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st

from geodata.meetings.own_days import as_observances, department_days, load_own_days, save_own_days
from geodata.meetings.season_files import observances_csv, read_observances_file
from geodata.records.plans import kept_season
from geodata.records.work import Record
from pages.parts.forms.record_tools import run
from pages.parts.shell.context import Context
from pages.parts.widgets.downloads import CSV, show_file
from planning.meetings.season.observances import (
    STRENGTHS,
    Observance,
    built_in_observances,
    observances_frame,
    read_observances,
    renew_observances,
    with_own,
)
from planning.meetings.season.season import SeasonWishes

BEGIN, NOW, FILE = "season-days-begin", "season-days-now", "season-days-file"


@dataclass(frozen=True, slots=True)
class DayList:
    """A list of days, the season it was made for, and the plan it was taken from."""

    plan: str
    season: tuple[date, date]
    observances: tuple[Observance, ...]


def days_now(context: Context, wishes: SeasonWishes, kept: Record | None) -> tuple[Observance, ...]:
    """Return the list of days kept free as it is on the page, drawn or not."""
    return _as_it_is(_begin_with((wishes.first, wishes.last), kept, as_observances(_own(context)))).observances


def show_days_free(context: Context, wishes: SeasonWishes, kept: Record | None) -> tuple[Observance, ...]:
    """Draw the list of days kept free, to be changed; return it."""
    season, own = (wishes.first, wishes.last), _own(context)
    begin = _begin_with(season, kept, as_observances(own))
    if _editor(begin) not in st.session_state:  # not drawn the last time: what was changed in it is in the list alone
        begin = st.session_state[BEGIN] = _as_it_is(begin)
    with st.expander("Days kept free", key="days-days-kept-free"):
        st.caption(
            "Built in: a starting point, not a claim about what anyone observes. Change, add, and delete "
            "rows. “avoid” keeps the days free of meetings in the named languages (all languages if none is "
            "named). “ask” only reminds you. “ignore” treats the day like any other. The list is saved with "
            "the plan."
        )
        edited = st.data_editor(
            observances_frame(begin.observances),
            key=_editor(begin),
            num_rows="dynamic",
            hide_index=True,
            width="stretch",
            column_config={
                "name": st.column_config.TextColumn("What"),
                "first": st.column_config.DateColumn("First day", format="MMM D, YYYY"),
                "last": st.column_config.DateColumn("Last day", format="MMM D, YYYY"),
                "languages": st.column_config.TextColumn(
                    "Languages", help="By name, with commas between: Arabic, Somali, Urdu. Empty means everyone."
                ),
                "strength": st.column_config.SelectboxColumn("What to do", options=list(STRENGTHS)),
            },
        )
        observances = read_observances(edited)
        st.session_state[NOW] = DayList(begin.plan, season, observances)
        _show_ways(context, season, observances, own)
    return observances


def _own(context: Context) -> Sequence[Record]:
    return load_own_days(context.store, context.actor)


def _as_it_is(begin: DayList) -> DayList:
    """Return the list as it was last changed, where that is the list for the same season of the same plan."""
    now: DayList | None = st.session_state.get(NOW)
    return begin if now is None or (now.plan, now.season) != (begin.plan, begin.season) else now


def _editor(begin: DayList) -> str:
    """Return the key of the editor that begins with a list: another list is another editor."""
    return f"season-days-{hashlib.sha256(repr(begin).encode()).hexdigest()[:16]}"


def forget_days() -> None:
    """Begin anew with the list of the plan that is opened. For callbacks, and before the page is drawn."""
    for key in (BEGIN, NOW):
        st.session_state.pop(key, None)


def _show_ways(
    context: Context, season: tuple[date, date], observances: tuple[Observance, ...], own: Sequence[Record]
) -> None:
    row = st.container(horizontal=True, vertical_alignment="center")
    if context.may("write", "observance") and set(observances) != set(department_days(as_observances(own), *season)):
        row.button(
            "Keep for the department",
            icon=":material/save:",
            key="keep-days-free",
            on_click=_keep,
            args=(context, season, observances, own),
            help="Every season planned from now on begins with this list.",
        )
    if set(observances) != set(built_in_observances(*season)):
        row.button(
            "As built in",
            icon=":material/restart_alt:",
            key="days-as-built-in",
            on_click=_built_in,
            args=(season,),
            help="Show the built-in list. Nothing saved changes.",
        )
    with row:
        show_file("Days kept free (CSV)", lambda: observances_csv(observances), "observances.csv", CSV)
    st.file_uploader(
        "Add days from a file",
        ["csv"],
        key=FILE,
        on_change=_take_file,
        help="CSV with name, first, last, languages, strength, as the file above has them.",
    )


def _begin_with(season: tuple[date, date], kept: Record | None, own: Sequence[Observance]) -> DayList:
    """Return the list the editor begins with; what was changed in it goes along into another season."""
    plan = "" if kept is None else kept.id
    begin: DayList | None = st.session_state.get(BEGIN)
    if begin is None or begin.plan != plan:
        saved = None if kept is None else kept_season(kept)
        if saved is None:
            begin = DayList(plan, season, department_days(own, *season))
        else:
            begin = _renewed(DayList(plan, (saved.wishes.first, saved.wishes.last), saved.observances), season, own)
    elif begin.season != season:
        begin = _renewed(st.session_state.get(NOW) or begin, season, own)
    st.session_state[BEGIN] = begin
    return begin


def _renewed(days: DayList, season: tuple[date, date], own: Sequence[Observance]) -> DayList:
    return DayList(days.plan, season, renew_observances(days.observances, days.season, season, own))


def _built_in(season: tuple[date, date]) -> None:
    begin: DayList = st.session_state[BEGIN]
    _begin_anew(DayList(begin.plan, season, built_in_observances(*season)))


def _begin_anew(days: DayList) -> None:
    st.session_state[BEGIN] = days
    st.session_state.pop(NOW, None)


def _take_file() -> None:
    given, now = st.session_state.get(FILE), st.session_state.get(NOW)
    if given is None or now is None:
        return

    def take() -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "days.csv"
            path.write_bytes(given.getvalue())
            found = with_own(now.observances, read_observances_file(path))
        _begin_anew(DayList(now.plan, now.season, found))

    run(take, "Days of the file are in the list")


def _keep(
    context: Context, season: tuple[date, date], observances: tuple[Observance, ...], own: Sequence[Record]
) -> None:
    def save() -> None:
        save_own_days(context.store, context.renew(), season, observances, own)

    run(save, "The list is kept for the department")
