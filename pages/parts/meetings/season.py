"""The season: days for the meetings, what each needs, flyer texts, and everything to take along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from geodata.meetings.board import Day, board_entries, days_on_board, move_to_season
from geodata.meetings.season import season_packs
from geodata.meetings.season_files import flyers_of, season_bytes, tasks_csv
from geodata.meetings.venue_records import VenueRecords
from geodata.records.work import Record
from pages.parts.forms.record_tools import run
from pages.parts.meetings.days import show_days_free
from pages.parts.meetings.when import asked_season, offer_season, show_season_controls
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from pages.parts.widgets.downloads import CSV, EXCEL, show_file
from pages.parts.widgets.tables import Column, show_table
from planning.errors import PlanningError
from planning.languages.groups import language_name
from planning.lists import counted, listed
from planning.meetings.plan import MeetingPlan
from planning.meetings.season.kept import KeptSeason
from planning.meetings.season.pack import CHECKLIST, FLYER_FIELDS, MeetingPack, languages_text
from planning.meetings.season.paper import notes_by_places, season_frame
from planning.vocabulary import PLANNED
from planning.words.formats import day_and_time, short_day, whole_number

FILES = (
    (".ics", "Calendar", "text/calendar"),
    (".pdf", "Packs to print (PDF)", "application/pdf"),
    (".csv", "CSV", CSV),
    (".xlsx", "Excel", EXCEL),
    (".gpkg", "GeoPackage", "application/geopackage+sqlite3"),
)


def show_season(context: Context, plan: MeetingPlan, records: VenueRecords, kept: Record | None) -> None:
    """Draw the season of a plan, and the pack of each meeting."""
    st.header("Meeting schedule and to-do lists", anchor=False)
    if not plan.sites:
        st.caption("There is no meeting to schedule.")
        return
    try:
        show_season_controls(context)
        wishes, turnout = asked_season(context)
        observances = show_days_free(context, wishes, kept)
        offer_season(context, KeptSeason(wishes, turnout, observances), kept)
        events = _events(context, kept)

        def packs_by(on_board: Mapping[str, Day]) -> list[MeetingPack]:
            return season_packs(
                context.department,
                [
                    written | {"within_reach": site.within}
                    for written, site in zip(plan.as_json()["sites"], plan.sites, strict=True)
                ],
                wishes,
                observances,
                turnout,
                facts=records.facts,
                taken=context.meeting_days("" if kept is None else kept.id),
                flyers={} if kept is None else flyers_of(kept["result"]),
                on_board=on_board,
            )

        packs = packs_by(days_on_board(events))
        spread = packs_by({}) if events else packs
    except PlanningError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    if kept is not None and events:
        _show_move(context, kept, events, spread, wishes.minutes)
    entries = board_entries(context.department, events)
    sites = pd.DataFrame([{"site_id": s.site_id, "lon": s.lon, "lat": s.lat} for s in plan.sites])
    _show_table(packs, sites)
    for pack in packs:
        _show_pack(context, pack, kept)
    row = st.container(horizontal=True)
    for ending, label, kind in FILES:
        with row:
            show_file(
                label,
                lambda ending=ending: season_bytes(  # type: ignore[misc]
                    ending,
                    context.department,
                    "Season of meetings",
                    packs,
                    sites,
                    wishes.minutes,
                    plan_id="" if kept is None else kept.id,
                    on_board=entries,
                ),
                f"season{ending}",
                kind,
            )
    with row:
        show_file("Tasks (CSV)", lambda: tasks_csv(packs), "season-tasks.csv", CSV)


def _show_table(packs: Sequence[MeetingPack], sites: pd.DataFrame) -> None:
    rows = season_frame(packs, sites)
    rows["day"] = ["no open date" if p.slot.day is None else day_and_time(p.slot.day, p.slot.starts) for p in packs]
    rows["written"] = [languages_text(pack.slot) for pack in packs]
    rows["partner"] = rows["partner"].where(rows["partner"] != "", "not known")
    whole = (
        Column(name, label, show=whole_number)
        for name, label in (("interpreters", "Interpreters"), ("headsets", "Headsets"), ("copies", "Copies"))
    )
    columns = (
        Column("day", "Day"),
        Column("name", "Place"),
        Column("written", "Interpreted"),
        *whole,
        Column("partner", "Partner to call"),
    )
    show_table(rows, columns, "meetings-season")
    look = notes_by_places(packs)
    if look:
        lines = "\n".join(f"- {plain(note[0].upper() + note[1:])}: {plain(listed(places))}" for note, places in look)
        st.markdown(f"**Check these first**\n{lines}")


def _show_pack(context: Context, pack: MeetingPack, kept: Record | None) -> None:
    slot = pack.slot
    day = "no date yet" if slot.day is None else f"{short_day(slot.day)}"
    with st.expander(f"Meeting packet: {plain(slot.name)}, {day}", key=f"pack-{slot.site_id}"):
        st.markdown(
            f"**{pack.interpreters} interpreters** (two for each language), **{pack.headsets} headsets**, "
            f"**{sum(need.copies for need in pack.needs)} copies**: "
            + "; ".join(f"{language_name(n.language)} {n.copies} copies, about {n.expected} people" for n in pack.needs)
            + f". Partner to call: **{plain(pack.partner or 'not known')}**."
        )
        left, right = st.columns(2)
        left.markdown(
            "\n".join(f"- {'' if task.due is None else f'{short_day(task.due)}: '}{task.what}" for task in pack.tasks)
        )
        right.markdown("\n".join(f"- {item}" for item in CHECKLIST))
        _show_flyers(context, pack, kept)


def _show_flyers(context: Context, pack: MeetingPack, kept: Record | None) -> None:
    if not pack.slot.languages:
        return
    if kept is None or not context.may("write", "meeting_plan"):
        st.caption("Save the plan to save flyer text with it. People write it. Nothing is machine-translated.")
        return
    language = st.selectbox(
        "Flyer in", pack.slot.languages, format_func=language_name, key=f"flyer-language-{pack.slot.site_id}"
    )
    prefix = f"flyer-{pack.slot.site_id}-{language}"
    with st.form(prefix, border=False):
        for name, label in FLYER_FIELDS.items():
            st.text_area(label, pack.flyers[language][name], key=f"{prefix}-{name}", height=68, max_chars=500)
        st.form_submit_button(
            "Save flyer text", on_click=_keep_flyer, args=(context, kept, pack.slot.site_id, language, prefix)
        )


def _keep_flyer(context: Context, kept: Record, site_id: str, language: str, prefix: str) -> None:
    texts = {name: str(st.session_state.get(f"{prefix}-{name}", "")).strip() for name in FLYER_FIELDS}
    flyers = flyers_of(kept["result"])
    by_site: Mapping[str, Any] = flyers.get(site_id, {})
    changed = flyers | {site_id: {**by_site, language: texts}}

    def save() -> None:
        result = dict(kept["result"]) | {"flyers": changed}
        context.store.change(context.renew(), "meeting_plan", kept.id, {"result": result}, kept.version)

    run(save, "Flyer texts kept with the plan")


def _events(context: Context, kept: Record | None) -> tuple[Record, ...]:
    """Return the meetings made of the plan that is open."""
    if kept is None or not context.may("read", "event"):
        return ()
    return context.store.records(context.actor, "event", meeting_plan_id=kept.id)


def _show_move(
    context: Context, kept: Record, events: Sequence[Record], spread: Sequence[MeetingPack], minutes: int
) -> None:
    """Say that the board's days stand, and offer to give its planned meetings the days of the season asked for here."""
    st.caption("Meetings that are on the board keep the day they have there: move one there, and it moves here too.")
    planned = [event for event in events if event["state"] == PLANNED]
    there, sites = days_on_board(planned), {event["site_id"] for event in planned}
    slots = [pack.slot for pack in spread if pack.slot.site_id in sites and pack.slot.day is not None]
    apart = [slot for slot in slots if there.get(slot.site_id) != (slot.day, slot.starts)]
    if not apart or not context.may("write", "event"):
        return
    st.button(
        f"Move {counted(len(apart), 'planned meeting')} to the days of this schedule",
        icon=":material/event:",
        key=f"season-to-events-{kept.id}",
        on_click=_move,
        args=(context, kept, spread, minutes),
        help=listed([f"{slot.name}: {short_day(slot.day)}" for slot in apart if slot.day]),
    )


def _move(context: Context, kept: Record, spread: Sequence[MeetingPack], minutes: int) -> None:
    run(
        lambda: move_to_season(context.store, context.renew(), kept.id, spread, minutes),
        "The days are on the board of Follow-up",
    )
