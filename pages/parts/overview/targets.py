"""The targets the department has set: what, where, by when, how far from it, and who set it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from geodata.briefs.area_brief import Briefs
from geodata.briefs.place import place_named
from geodata.change.half_years import COUNTERS
from geodata.records.work import Record
from geodata.targets.on_record import KIND, counted, target_of
from pages.parts.forms.choices import area_options, read_day
from pages.parts.forms.forms import is_at_work, open_form, show_form
from pages.parts.forms.questions import Field
from pages.parts.forms.record_tools import (
    find_chosen,
    show_deleted,
    show_gone,
    show_history,
    show_problem,
    show_record_downloads,
)
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_empty
from pages.parts.widgets.tables import Column, show_table
from planning.targets.beside import UNKNOWN, Measure, Target, count_until, state_words
from planning.targets.figures import PLAN, TARGET_FIGURES
from planning.vocabulary import DEPARTMENT_LEVEL
from planning.words.formats import whole_number

CHOSEN, NEW = "target-chosen", "target-new"
ON_MEETINGS = "see Meetings, by the plan there"


def show_targets(context: Context) -> None:
    """Draw the targets on record with what they are compared with, and the forms for who may set them."""
    st.header("Targets", anchor=False)
    show_problem()
    fields = _fields(context)
    if context.may("write", KIND):
        start = {"area_id": DEPARTMENT_LEVEL}
        st.button("Set a target", icon=":material/add:", on_click=open_form, args=(NEW, None, start), key="target-add")
    show_form(context, NEW, KIND, fields, "New target", said="Target set")
    everything = context.store.records(context.actor, KIND)
    records = [one for one in everything if context.may("read", TARGET_FIGURES[one["figure"]].kind)]
    if not records:
        show_empty("No targets yet.", "An administrator can set one: what, how many, and by when.")
    else:
        _show_chosen(context, fields)
        _show_table(context, records)
        show_record_downloads(context, KIND, "Targets")
    show_deleted(context, KIND, "figure")


def _fields(context: Context) -> tuple[Field, ...]:
    titles = {key: figure.title for key, figure in TARGET_FIGURES.items()}
    return (
        Field("figure", "What", "one", titles),
        Field("value", "Target", "count", help="At least so many. Of what is missing, open, or overdue: at most."),
        Field("by_day", "By", "day", help="What a half-year counts is counted from January 1 or July 1 to this day."),
        Field("area_id", "Where", "one", {DEPARTMENT_LEVEL: "Whole department"} | area_options(context)),
        Field("notes", "Notes", "text"),
    )


def choose(record_id: str | None) -> None:
    """Open the panel of a target, or close it. For callbacks."""
    st.session_state[CHOSEN] = record_id


def _show_chosen(context: Context, fields: tuple[Field, ...]) -> None:
    chosen_id = st.session_state.get(CHOSEN)
    name = f"target-{chosen_id}"
    record = find_chosen(context, KIND, chosen_id, name)
    if record is None:
        return
    with st.container(border=True, key="target-panel"):
        st.markdown(f"**{TARGET_FIGURES[record['figure']].title}** {plain(record['notes'] or '')}")
        row = st.container(horizontal=True)
        if context.may("write", KIND) and not record.deleted and not is_at_work(name):
            row.button("Edit", icon=":material/edit:", key=f"edit-{name}", on_click=open_form, args=(name, record))
        row.button("Close", icon=":material/close:", key=f"close-{name}", on_click=choose, args=(None,))
        gone = show_gone(context, record)
        show_form(context, name, KIND, fields, "Edit the target")
        if not gone:
            show_history(context, name, record, {field.name: field for field in fields})


def _show_table(context: Context, records: list[Record]) -> None:
    names = {DEPARTMENT_LEVEL: "Whole department"} | area_options(context)
    measures = _Measures(context)
    ordered = sorted(records, key=lambda one: (one["by_day"], one["figure"]))
    rows = []
    for record in ordered:
        target = target_of(record)
        rows.append(
            {
                "what": target.figure.title,
                "where": names.get(target.area, f"{target.area} (no longer on the map)"),
                "target": float(target.value),
                "by": target.by,
                "stands": measures.stands(target),
                "set_by": target.set_by,
                "set_on": context.local(record.updated_at).date(),
            }
        )
    columns = (
        Column("what", "What"),
        Column("where", "Where"),
        Column("target", "Target", show=whole_number),
        Column("by", "By", show=read_day),
        Column("stands", "Now"),
        Column("set_by", "Set by"),
        Column("set_on", "On", show=read_day),
    )
    show_table(pd.DataFrame(rows), columns, "targets", row_ids=[record.id for record in ordered], on_row=choose)
    st.caption(
        "A count is clear or “can’t tell.” Officers are compared by the ranges everyone sees, so a target tells "
        "no count that is hidden."
    )


class _Measures:
    """How the figures of each place are counted, worked out once a place."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._briefs = Briefs(
            context, context.rule, context.today, published=context.published_speakers(), coverage=context.coverage()
        )
        self._known: dict[str, Mapping[str, Measure]] = {}

    def stands(self, target: Target) -> str:
        """Return how far a figure is from its target, in words."""
        if target.figure.over == PLAN:
            return ON_MEETINGS
        today = self._context.today
        return state_words(target, count_until(target, self._measure(target), today), today).replace("**", "")

    def _measure(self, target: Target) -> Measure:
        key = target.figure.key
        if target.area == DEPARTMENT_LEVEL and key in COUNTERS:
            return counted(self._context, key)
        if target.area not in self._known:
            place = place_named(self._context.prepared, target.area)
            self._known[target.area] = {} if place is None else self._briefs.measures(place)
        return self._known[target.area].get(key, lambda *_: UNKNOWN)
