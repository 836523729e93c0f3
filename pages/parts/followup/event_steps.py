"""The next step of an event, and what has to be told with it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geodata.records import events
from geodata.records.work import Record
from pages.parts.forms import conflicts
from pages.parts.forms.choices import language_options, language_title
from pages.parts.forms.forms import run_save
from pages.parts.forms.questions import Field
from pages.parts.forms.record_tools import run
from pages.parts.shell.context import Context
from planning.errors import ConflictError
from planning.languages.groups import ENGLISH
from planning.languages.spoken import spoken_name
from planning.records.followup import EVENT_MOVES, HELD_STATES
from planning.vocabulary import ANNOUNCED, CANCELLED, HELD, REPORTED_BACK

MOST_PEOPLE = 100_000


def show_steps(context: Context, event: Record) -> None:
    """Draw what can be done next with an event, for whoever may write it."""
    if not context.may("write", "event"):
        return
    state = event["state"]
    if ANNOUNCED in EVENT_MOVES[state]:
        st.button(
            "Announce it",
            type="primary",
            icon=":material/campaign:",
            key=f"announce-{event.id}",
            on_click=_move,
            args=(context, event, ANNOUNCED, "Announced"),
            help="Needs a date, a venue, and a language. Sets the announced date to today.",
        )
    if HELD in EVENT_MOVES[state]:
        _show_held(context, event)
    if state in HELD_STATES:
        _show_counts(context, event)
    if REPORTED_BACK in EVENT_MOVES[state]:
        _show_report(context, event)
    if CANCELLED in EVENT_MOVES[state]:
        _show_call_off(context, event)


def _move(context: Context, event: Record, state: str, said: str, **values: Any) -> None:
    """Take an event on from the version that was on the screen. For callbacks."""
    run(
        lambda: events.move(context.store, context.renew(), event.id, state, event.version, **values),
        said,
        f"event-{event.id}",
    )


def _show_held(context: Context, event: Record) -> None:
    """The one form after a meeting: who came, in which languages, what it cost, what went wrong."""
    name = f"held-{event.id}"
    with st.expander(
        "Mark as held and enter attendance",
        expanded=bool(event["date"] and event["date"] <= context.today),
        key=f"{name}-open",
    ):
        languages = [*_expected(event), *_also_came(event, name)]
        with st.form(name, border=False):
            _count_inputs(name, languages, {})
            row = st.columns(2)
            row[0].multiselect(
                "Interpreters used, in",
                language_options(),
                format_func=language_title,
                key=f"{name}-used",
                placeholder="Choose or type",
                accept_new_options=True,
            )
            row[1].number_input("Cost, dollars", min_value=0.0, step=10.0, value=None, key=f"{name}-cost")
            st.text_area("What went wrong", key=f"{name}-wrong", placeholder="Nothing")
            st.form_submit_button(
                "It was held",
                type="primary",
                icon=":material/check:",
                on_click=_held,
                args=(context, event, name, languages),
            )


def _held(context: Context, event: Record, name: str, languages: list[str]) -> None:
    typed = {field: st.session_state[f"{name}-{field}"] for field in ("used", "cost", "wrong")}
    _move(
        context,
        event,
        HELD,
        "Marked as held",
        interpreters_used=typed["used"],
        cost=typed["cost"],
        went_wrong=typed["wrong"],
    )
    counts = {language: st.session_state[f"{name}-count-{language}"] for language in languages}
    counted = {language: int(count) for language, count in counts.items() if count is not None}
    stands = context.store.get(context.renew(), "event", event.id)
    if counted and stands["state"] in HELD_STATES:
        # Also where somebody else marked it first: what was counted is not lost with the step.
        run(lambda: _record_counts(context, event.id, counted, {}, {}), "Marked as held", f"counts-{event.id}")


def _expected(event: Record) -> list[str]:
    return list(dict.fromkeys([*event["languages"], ENGLISH]))


def _also_came(event: Record, name: str) -> list[str]:
    others = [language for language in language_options() if language not in _expected(event)]
    return st.multiselect(
        "People came who speak also",
        others,
        format_func=language_title,
        key=f"{name}-also",
        placeholder="Choose or type",
        accept_new_options=True,
    )


def _count_inputs(name: str, languages: list[str], held: dict[str, int]) -> dict[str, int | None]:
    """Draw one count a language, three in a row; an empty one is not counted, which is not nobody."""
    persons: dict[str, int | None] = {}
    rows = [st.columns(3) for _ in range(0, len(languages), 3)]
    for place, language in enumerate(languages):
        count = rows[place // 3][place % 3].number_input(
            f"People who speak {language_title(language)}",
            0,
            MOST_PEOPLE,
            held.get(language),
            1,
            key=f"{name}-count-{language}",
            placeholder="not counted",
        )
        persons[language] = None if count is None else int(count)
    return persons


def _show_counts(context: Context, event: Record) -> None:
    name = f"counts-{event.id}"
    if conflicts.is_held(name):
        labels = {language: Field(language, spoken_name(language), "count") for language in language_options()}
        conflicts.show_conflict(context, name, labels, done=lambda: _forget(name), save=_settle_counts(context, event))
        return
    with st.expander("Who came, by language", key=f"{name}-open"):
        st.caption("Counts, never names. Leave a box empty if no one counted.")
        seen, held = _seen_counts(context, event, name)
        also = [language for language in _also_came(event, name) if language not in held]
        with st.form(f"{name}-{hash(tuple(seen.items()))}", border=False):
            languages = list(dict.fromkeys([*_expected(event), *held, *also]))
            persons = _count_inputs(f"{name}-{hash(tuple(seen.items()))}", languages, held)
            sent = st.form_submit_button("Save the counts", icon=":material/check:")
    if sent:
        counted = {language: count for language, count in persons.items() if count is not None}
        _save_counts(context, event, name, counted, seen, held)


def _seen_counts(context: Context, event: Record, name: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return versions and counts as they were when this form was first drawn, until it is saved."""
    key = f"{name}-seen"
    if key not in st.session_state:
        counts = context.store.records(context.actor, "attendance", event_id=event.id)
        st.session_state[key] = (
            {count["language"]: count.version for count in counts},
            {count["language"]: count["persons"] for count in counts},
        )
    seen, held = st.session_state[key]
    return dict(seen), dict(held)


def _forget(name: str) -> None:
    st.session_state.pop(f"{name}-seen", None)


def _save_counts(
    context: Context, event: Record, name: str, counted: dict[str, int], seen: dict[str, int], held: dict[str, int]
) -> None:
    def save() -> None:
        _record_counts(context, event.id, counted, seen, held)
        _forget(name)

    run_save(name, {}, save, "Counts saved")


def _record_counts(
    context: Context, event_id: str, counted: dict[str, int], seen: dict[str, int], held: dict[str, int]
) -> None:
    """Save counts; all of them are one answer, so in a conflict all are shown against what stands now."""
    actor = context.renew()
    try:
        events.record_attendance(context.store, actor, event_id, counted, seen)
    except ConflictError as conflict:
        stands = context.store.records(actor, "attendance", event_id=event_id)
        raise ConflictError(
            conflict.what,
            kind="attendance",
            record_id=event_id,
            theirs_version=sum(one.version for one in stands),
            base=dict(held),
            theirs={one["language"]: one["persons"] for one in stands},
            yours=dict(counted),
        ) from conflict


def _settle_counts(context: Context, event: Record) -> conflicts.Save:
    def save(chosen: dict[str, Any], conflict: ConflictError) -> object:
        stands = context.store.records(context.actor, "attendance", event_id=event.id)
        seen = {one["language"]: one.version for one in stands}
        return events.record_attendance(context.store, context.actor, event.id, chosen, seen)

    return save


def _show_report(context: Context, event: Record) -> None:
    name = f"report-{event.id}"
    with st.form(name, border=True):
        st.markdown("Report back to the people who attended. The meeting isn’t finished until you do.")
        st.date_input("They were told on", context.today, format="MM/DD/YYYY", key=f"{name}-on")
        st.form_submit_button(
            "Reported back", type="primary", icon=":material/forum:", on_click=_report, args=(context, event, name)
        )


def _report(context: Context, event: Record, name: str) -> None:
    _move(context, event, REPORTED_BACK, "Reported back", reported_on=st.session_state[f"{name}-on"])


def _show_call_off(context: Context, event: Record) -> None:
    name = f"off-{event.id}"
    with st.popover("Cancel meeting", icon=":material/event_busy:", key=f"{name}-open"), st.form(name, border=False):
        st.text_area("Why?", key=f"{name}-why")
        st.caption("Interpreters are told at least five working days ahead.")
        st.form_submit_button("Cancel meeting", on_click=_call_off, args=(context, event, name))


def _call_off(context: Context, event: Record, name: str) -> None:
    why = st.session_state[f"{name}-why"].strip() or event["went_wrong"]
    _move(context, event, CANCELLED, "Called off", went_wrong=why)
