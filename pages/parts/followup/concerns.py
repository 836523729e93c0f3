"""Concerns: what was asked, who owes the answer, and whether the community was told. Overdue first."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
import streamlit as st

from geodata.records import concerns
from geodata.records.concerns import DAYS_TO_ANSWER, load_board
from geodata.records.store import Store
from geodata.records.work import Record
from geodata.targets.on_record import overdue_ends
from pages.parts.forms.choices import area_options, in_choice, language_options, read_day, show_choice
from pages.parts.forms.forms import Opened, is_at_work, open_form, opened_form, show_form
from pages.parts.forms.questions import Field, Values
from pages.parts.forms.record_tools import (
    find_chosen,
    find_listed,
    show_deleted,
    show_gone,
    show_history,
    show_record_downloads,
)
from pages.parts.shell.address import Kept, OneOf
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer, show_empty
from pages.parts.widgets.compared import show_compared
from pages.parts.widgets.tables import Column, show_table
from planning.languages.spoken import spoken_name
from planning.lists import counted
from planning.records.answers import concerns_answer, days_answer
from planning.records.followup import CONCERN_STATES
from planning.targets.figures import CONCERNS_ANSWERED, CONCERNS_OVERDUE
from planning.vocabulary import ANSWERED, OPEN, OVERDUE, TOLD

CHOSEN = "concern-chosen"
NEW = "concern-new"
STATE, OWNER, OWNER_WIDTH = "concerns-state", "concerns-owner", 260
ALL_STATES = "all"
STATE_WORDS = {OVERDUE: "Overdue", OPEN: "Open", ANSWERED: "Answered, not reported back", TOLD: "Told"}
KEPT = (Kept("state", STATE, OneOf((ALL_STATES, *CONCERN_STATES)), ALL_STATES),)
"""What stands in the address: a state, but not who owes an answer, which is in somebody's words."""
NO_NAMES = "About a street, a light, or an answer, never who asked. No person’s name, phone number, or address."


def concern_fields(context: Context) -> tuple[Field, ...]:
    """Return the questions about a concern."""
    languages = {language: spoken_name(language) for language in language_options()}
    held = {event.id: str(event["title"]) for event in context.store.records(context.actor, "event")}
    return (
        Field("text", "What was asked", "text", help=NO_NAMES),
        Field("theme", "Theme", help="lighting, traffic, interpreters, theft, …"),
        Field("owner", "Assigned to", help="A unit or an office, not an officer."),
        Field("language", "Asked in", "one", languages, open=True),
        Field("area_id", "About", "one", area_options(context), help="Leave empty for the whole department."),
        Field("raised_on", "Asked on", "day"),
        Field("due_on", "Due date", "day"),
        Field("event_id", "At the meeting", "one", held),
        Field(
            "public_text",
            "Wording for the public page",
            "text",
            help="Only what may be published as it is. Leave empty to keep it off the public page.",
        ),
    )


ANSWER_FIELDS = (
    Field("text", "The answer", "text", help="What was done or decided, as the community will be told it."),
    Field("answered_on", "Answered on", "day"),
)
ANSWER_FORMS = ("answer-", "tell-")
"""What the forms of an answer are called, before its id."""
TELL_FIELDS = (
    Field("told_on", "The community was told on", "day"),
    Field("told_how", "How", help="at the next meeting, by flyer, through the partner, …"),
)


def show_concerns(context: Context) -> None:
    """Draw the board of concerns, the chosen one first."""
    everything = load_board(context.store, context.actor, context.today)
    board = _of_choice(context, everything)
    show_answer(f"{concerns_answer(board)} {days_answer(board, context.today)}".rstrip())
    overdue = overdue_ends(everything)
    show_compared(context, (CONCERNS_ANSWERED, CONCERNS_OVERDUE), {CONCERNS_OVERDUE: lambda *_: overdue})
    show_choice(context, len(board), len(everything), "concerns")
    if context.may("write", "concern"):
        start = {"raised_on": context.today, "due_on": context.today + timedelta(days=DAYS_TO_ANSWER)}
        st.button(
            "Add a concern", icon=":material/add:", on_click=open_form, args=(NEW, None, start), key="concern-add"
        )
    show_form(
        context,
        NEW,
        "concern",
        concern_fields(context),
        "What was asked?",
        said="Concern added",
        save=lambda store, changed, _: store.add(context.actor, "concern", changed),
    )
    _show_chosen(context)
    if everything.empty:
        show_empty("No concerns yet.", "After each meeting, add what people asked, in their own words.")
    if not board.empty:
        _show_board(context, _filtered(board))
    if not everything.empty:
        show_record_downloads(context, "concern", "Concerns")
    show_deleted(context, "concern", "text")


def _of_choice(context: Context, board: pd.DataFrame) -> pd.DataFrame:
    rows = zip(board["area_id"], board["language"], strict=True)
    kept = [in_choice(context, [area] if pd.notna(area) else [], [language]) for area, language in rows]
    return board[pd.Series(kept, index=board.index, dtype="bool")].reset_index(drop=True)


def choose(concern_id: str | None) -> None:
    """Open the panel of a concern, or close it. For callbacks."""
    st.session_state[CHOSEN] = concern_id


def _filtered(board: pd.DataFrame) -> pd.DataFrame:
    """Draw the counts, each a filter of the table below, and whose answers; return the rows they leave."""
    owners = sorted({str(owner) for owner in board["owner"].dropna()}, key=str.casefold)
    counts = board["state"].value_counts()
    words = {ALL_STATES: f"All {len(board)}"} | {s: f"{STATE_WORDS[s]} {counts.get(s, 0)}" for s in CONCERN_STATES}
    state = st.segmented_control(
        "Show", list(words), format_func=words.__getitem__, default=ALL_STATES, key=STATE, required=True
    )
    owner = st.selectbox("Assigned to", owners, index=None, placeholder="Anyone", key=OWNER, width=OWNER_WIDTH)
    kept = board if state in (None, ALL_STATES) else board[board["state"] == state]
    return kept if owner is None else kept[kept["owner"] == owner]


def _show_board(context: Context, board: pd.DataFrame) -> None:
    areas = area_options(context)
    table = board.assign(
        state=[_state_words(state, late) for state, late in zip(board["state"], board["days_overdue"], strict=True)],
        spoken=board["language"].map(spoken_name),
        area=[areas.get(area, area) if pd.notna(area) else "everywhere" for area in board["area_id"]],
    )
    columns = (
        Column("state", "State"),
        Column("text", "What was asked"),
        Column("theme", "Theme"),
        Column("owner", "Assigned to"),
        Column("spoken", "Asked in"),
        Column("area", "About"),
        Column("due_on", "Due", show=read_day),
    )
    if board.empty:
        st.caption("No concern is left with these filters.")
        return
    st.caption("Click a row to answer it, to say how the community was told, or to change it.")
    show_table(table, columns, "concerns", row_ids=board["id"].tolist(), on_row=choose, missing="")


def _state_words(state: str, days_overdue: float) -> str:
    """Return the state of a concern, with by how many days its answer is late."""
    late = f" by {counted(int(days_overdue), 'day')}" if state == OVERDUE and days_overdue > 0 else ""
    return f"{state.capitalize()}{late}"


def _show_chosen(context: Context) -> None:
    chosen = st.session_state.get(CHOSEN)
    if not chosen:
        return
    answers = find_listed(context, "answer", ANSWER_FORMS, concern_id=chosen)
    of_answers = [start + answer.id for answer in answers for start in ANSWER_FORMS]
    concern = find_chosen(context, "concern", chosen, f"concern-{chosen}", f"answer-new-{chosen}", *of_answers)
    if concern is None:
        return
    name = f"concern-{concern.id}"
    fields = concern_fields(context)
    with st.container(border=True, key="concern-panel"):
        st.header(plain(concern["text"]), anchor=False)
        st.markdown(_facts(context, concern))
        row = st.container(horizontal=True)
        if not is_at_work(name):
            if context.may("write", "concern") and not concern.deleted:
                row.button("Edit", icon=":material/edit:", key=f"edit-{name}", on_click=open_form, args=(name, concern))
            row.button("Close", icon=":material/close:", key=f"close-{name}", on_click=choose, args=(None,))
        gone = show_gone(context, concern)
        show_form(context, name, "concern", fields, "Edit the concern")
        _show_answers(context, concern, answers)
        if not gone:
            show_history(context, name, concern, {field.name: field for field in fields})


def _facts(context: Context, concern: Record) -> str:
    areas = area_options(context)
    area = concern["area_id"]
    return (
        f"Asked in {spoken_name(concern['language'])} on {read_day(concern['raised_on'])} about "
        f"{plain(areas.get(area, area) if area else 'the whole department')} · {plain(concern['theme'])} · "
        f"**{plain(concern['owner'])}** owes the answer by **{read_day(concern['due_on'])}**"
    )


def _show_answers(context: Context, concern: Record, answers: list[Record]) -> None:
    for answer in answers:
        _show_answer(context, answer)
    if not context.may("write", "answer"):
        return
    new = f"answer-new-{concern.id}"
    if opened_form(new) is None and not concern.deleted:
        st.button(
            "Write an answer",
            icon=":material/reply:",
            key=f"add-{new}",
            type="primary",
            on_click=open_form,
            args=(new, None, {"answered_on": context.today}),
        )
    show_form(
        context,
        new,
        "answer",
        ANSWER_FIELDS,
        "The answer",
        said="Answered. Now tell the community",
        save=lambda store, changed, _: store.add(context.actor, "answer", changed | {"concern_id": concern.id}),
    )


def _show_answer(context: Context, answer: Record) -> None:
    told = (
        f"The community was told on {read_day(answer['told_on'])}, {plain(answer['told_how'])}."
        if answer["told_on"]
        else ":red[Not reported back yet.]"
    )
    st.markdown(f"**Answer, {read_day(answer['answered_on'])}:** {plain(answer['text'])}  \n{told}")
    if not context.may("write", "answer"):
        return
    edit, tell = (start + answer.id for start in ANSWER_FORMS)
    row = st.container(horizontal=True)
    gone = show_gone(context, answer)
    if not gone and opened_form(tell) is None:
        label = "Change how they were told" if answer["told_on"] else "The community was told"
        row.button(label, icon=":material/campaign:", key=f"open-{tell}", on_click=open_form, args=(tell, answer))
    if not gone and opened_form(edit) is None:
        row.button(
            "Edit the answer",
            icon=":material/edit:",
            key=f"open-{edit}",
            type="tertiary",
            on_click=open_form,
            args=(edit, answer),
        )

    def save(store: Store, changed: Values, opened: Opened) -> object:
        both = {name: opened.values[name] for name in ("told_on", "told_how")} | changed
        return concerns.tell(store, context.actor, answer.id, both["told_on"], both["told_how"], opened.seen)

    show_form(context, tell, "answer", TELL_FIELDS, "How was the community told?", said="Told", save=save)
    show_form(context, edit, "answer", ANSWER_FIELDS, "Edit the answer")
    if not gone and opened_form(edit) is not None:
        show_history(context, edit, answer, {field.name: field for field in ANSWER_FIELDS + TELL_FIELDS})
