"""Meetings as they go: planned, announced, held, reported back; who came, as counts; what went wrong."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.department.rows import rows_of
from geodata.records.work import Record
from pages.parts.followup.calendar import show_calendar
from pages.parts.followup.event_steps import show_steps
from pages.parts.followup.plan_events import show_plans
from pages.parts.followup.tasks import show_tasks
from pages.parts.forms.choices import (
    NOTHING,
    area_options,
    area_words,
    in_choice,
    language_options,
    language_words,
    partner_options,
    read_day,
    show_choice,
    venue_options,
)
from pages.parts.forms.forms import is_at_work, open_form, show_form
from pages.parts.forms.questions import Field
from pages.parts.forms.record_tools import find_chosen, show_deleted, show_gone, show_history, show_record_downloads
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer, show_empty
from pages.parts.widgets.compared import show_compared
from pages.parts.widgets.tables import Column, show_table
from planning.languages.spoken import spoken_name
from planning.records.answers import events_answer
from planning.records.followup import EVENT_STATES
from planning.targets.figures import MEETINGS_HELD, MEETINGS_REPORTED
from planning.vocabulary import ANNOUNCED, HELD, PLANNED, REPORTED_BACK
from planning.words.formats import whole_number

CHOSEN = "event-chosen"
NEW = "event-new"
BOARD_STATES = (PLANNED, ANNOUNCED, HELD, REPORTED_BACK)
NO_NAMES = "Never a person’s name, phone number, or address."
ASKED_OF_NEW = ("title", "date", "starts_at", "venue_id", "venue_name", "languages", "areas", "partner_id")
CARDS = 3
"""Cards in a column; the table below has them all."""


def event_fields(context: Context) -> tuple[Field, ...]:
    """Return the questions about an event."""
    languages = {language: spoken_name(language) for language in language_options()}
    return (
        Field("title", "What"),
        Field("date", "Day", "day"),
        Field("starts_at", "Begins at", help="for example 6:30 p.m."),
        Field("venue_id", "Venue", "one", venue_options(context)),
        Field("venue_name", "Place, if it is not a venue of the list"),
        Field("languages", "Languages", "many", languages, open=True),
        Field("areas", "For the people of", "many", area_options(context), help="Leave empty for everyone."),
        Field("partner_id", "With", "one", partner_options(context)),
        Field("interpreters_used", "Interpreters used, in", "many", languages, open=True),
        Field("minutes", "How long, minutes", "count"),
        Field("interpreters", "Interpreters needed", "count"),
        Field("cost", "Cost, dollars", "money"),
        Field("announced_on", "Announced on", "day"),
        Field("reported_on", "People were told what came of it on", "day"),
        Field("went_wrong", "What went wrong", "text", help=NO_NAMES),
        Field("notes", "Notes", "text"),
    )


def show_events(context: Context) -> None:
    """Draw the board of events, the chosen one and the table of all."""
    everything = context.store.records(context.actor, "event")
    records = tuple(event for event in everything if in_choice(context, event["areas"], event["languages"]))
    table = event_table(context, records)
    show_answer(board_answer(context, table))
    show_compared(context, (MEETINGS_HELD, MEETINGS_REPORTED))
    show_choice(context, len(records), len(everything), "meetings")
    show_plans(context)
    if context.may("write", "event"):
        st.button(
            "Plan a meeting",
            icon=":material/add:",
            on_click=open_form,
            args=(NEW, None, {"state": PLANNED}),
            key="event-add",
        )
    show_form(
        context,
        NEW,
        "event",
        [field for field in event_fields(context) if field.name in ASKED_OF_NEW],
        "New meeting",
        said="Meeting planned",
        save=lambda store, changed, _: store.add(context.actor, "event", named(context, changed | {"state": PLANNED})),
    )
    chosen_id = st.session_state.get(CHOSEN)
    chosen = find_chosen(context, "event", chosen_id, f"event-{chosen_id}")
    if chosen is not None:
        _show_event(context, chosen)
    if not everything:
        show_empty("No meeting is planned yet.", "Make a plan on the page Meetings and save it, or plan one here.")
    if records:
        _show_cards(context, table)
        _show_table(table)
    if everything:
        show_calendar(context)
        show_record_downloads(context, "event", "Meetings", note=False)
        show_record_downloads(context, "attendance", "Attendance counts")
    show_deleted(context, "event", "title")


def named(context: Context, values: dict[str, object]) -> dict[str, object]:
    """Return an event's values with the name of its venue, so that the record reads by itself."""
    venue = values.get("venue_id")
    return values | {"venue_name": venue_options(context).get(str(venue), str(venue))} if venue else values


def event_table(context: Context, records: tuple[Record, ...]) -> pd.DataFrame:
    """Return the events as they are read, the ones that want something first."""
    counts = context.store.frame(context.actor, "attendance")
    came = counts.groupby("event_id")["persons"].sum()
    table = pd.DataFrame(
        {
            "id": [record.id for record in records],
            "state": [record["state"] for record in records],
            "date": pd.to_datetime(pd.Series([record["date"] for record in records], dtype="object")),
            "title": [record["title"] for record in records],
            "venue_name": pd.Series([record["venue_name"] for record in records], dtype="str"),
            "areas": [area_words(context, record["areas"]) for record in records],
            "languages": [language_words(record["languages"]) for record in records],
            "went_wrong": pd.Series([record["went_wrong"] for record in records], dtype="str"),
        }
    )
    table["came"] = table["id"].map(came)
    order = table["state"].map({state: place for place, state in enumerate(EVENT_STATES)})
    return table.assign(order=order).sort_values(["order", "date"], kind="stable").drop(columns="order")


def board_answer(context: Context, table: pd.DataFrame) -> str:
    """Return what comes next and what has still to be reported back; ``table`` is from ``event_table``."""
    named = table.assign(venue_name=table["venue_name"].map(plain, na_action="ignore"))
    return events_answer(named, context.today)


def choose(event_id: str | None) -> None:
    """Open the panel of an event, or close it. For callbacks."""
    st.session_state[CHOSEN] = event_id


def _show_cards(context: Context, table: pd.DataFrame) -> None:
    for place, state in zip(st.columns(len(BOARD_STATES)), BOARD_STATES, strict=True):
        rows = table[table["state"] == state]
        if state == REPORTED_BACK:
            rows = rows.sort_values("date", ascending=False)
        with place:
            st.markdown(f"**{state.capitalize()}** · {len(rows)}")
            for row in rows_of(rows.head(CARDS)):
                with st.container(border=True):
                    late = state in (PLANNED, ANNOUNCED) and row.date < pd.Timestamp(context.today)
                    day = "no day yet" if pd.isna(row.date) else read_day(row.date)
                    st.markdown(f"{':red[' + day + ']' if late else day}  \n**{plain(row.title)}**  \n{row.languages}")
                    st.button(
                        "Open",
                        key=f"open-{row.id}",
                        type="tertiary",
                        icon=":material/open_in_full:",
                        on_click=choose,
                        args=(row.id,),
                    )
            if len(rows) > CARDS:
                st.caption(f"{len(rows) - CARDS} more in the table.")


def _show_event(context: Context, event: Record) -> None:
    name = f"event-{event.id}"
    fields = event_fields(context)
    with st.container(border=True, key="event-panel"):
        st.header(plain(event["title"]), anchor=False)
        st.markdown(_facts(context, event))
        for label, field in (("What went wrong", "went_wrong"), ("Notes", "notes")):
            if event[field]:
                st.markdown(f"{label}: {plain(event[field])}")
        row = st.container(horizontal=True)
        writes = context.may("write", "event") and not event.deleted
        if not is_at_work(name):
            if writes:
                row.button("Edit", icon=":material/edit:", key=f"edit-{name}", on_click=open_form, args=(name, event))
            row.button("Close", icon=":material/close:", key=f"close-{name}", on_click=choose, args=(None,))
        gone = show_gone(context, event)
        show_form(
            context,
            name,
            "event",
            fields,
            "Edit the meeting",
            save=lambda store, changed, opened: store.change(
                context.actor,
                "event",
                event.id,
                named(context, changed) if "venue_id" in changed else changed,
                opened.seen,
            ),
        )
        if gone:
            return
        show_tasks(context, event)
        show_steps(context, event)
        show_history(context, name, event, {field.name: field for field in fields})


def _facts(context: Context, event: Record) -> str:
    counts = context.store.records(context.actor, "attendance", event_id=event.id)
    came = ", ".join(f"{count['persons']} {spoken_name(count['language'])}" for count in counts)
    total = sum(count["persons"] for count in counts)
    partners = partner_options(context) if event["partner_id"] else {}
    lines = [
        f"**{event['state'].capitalize()}** · {read_day(event['date'])} {plain(event['starts_at'] or '')} · "
        f"{plain(event['venue_name'] or 'no place yet')} · {language_words(event['languages'])}",
        f"For: {plain(area_words(context, event['areas']))}",
        f"With {plain(partners.get(event['partner_id'], NOTHING))}" if event["partner_id"] else "",
        f"**{total} people came**: {came}" if counts else "",
        f"Interpreters needed: {event['interpreters']}" if event["interpreters"] else "",
        f"Interpreters: {language_words(event['interpreters_used'])}" if event["interpreters_used"] else "",
        f"Cost: {whole_number(event['cost'])} dollars" if event["cost"] is not None else "",
    ]
    return "  \n".join(line for line in lines if line).replace("$", "\\$")


def _show_table(table: pd.DataFrame) -> None:
    st.header("All meetings", anchor=False)
    shown = table.assign(state=table["state"].str.capitalize(), day=table["date"])
    columns = (
        Column("day", "Day", show=read_day),
        Column("title", "What"),
        Column("state", "State"),
        Column("languages", "Languages"),
        Column("areas", "For"),
        Column("came", "Attended", show=whole_number),
        Column("went_wrong", "What went wrong"),
    )
    show_table(shown, columns, "events", row_ids=shown["id"].tolist(), on_row=choose, missing="")
