"""The yearly language report: each item with its figures beside last year's, what nobody knows to enter, the papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from geodata.access.yearly_report import KEPT as KEPT_BY_US
from geodata.access.yearly_report import KIND, YearWishes, keep_year, load_entries, load_years, year_facts, yearly_paper
from geodata.papers.printed import HTML, PDF, WORD, paper_bytes
from geodata.records.store import Store
from geodata.records.work import Record
from pages.parts.forms.forms import Opened, open_form, show_form
from pages.parts.forms.questions import Field, Values
from pages.parts.forms.record_tools import run, show_history
from pages.parts.shell.address import Kept, OneOf
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer
from pages.parts.widgets.controls import control_row
from pages.parts.widgets.downloads import Making, show_downloads, show_file
from pages.parts.widgets.tables import Column, show_table
from planning.access.items import ITEMS, Item
from planning.access.sections import blank
from planning.access.yearly import TITLE, YearFacts, figures_table
from planning.lists import listed
from planning.records.years import Year
from planning.rules import ThresholdRule

FORM, YEAR = "year-entry", "year-ending"
ENTRY = (
    Field("text", "What your own files say", "text", help="Never a phone number or email."),
    Field("source", "Where it is from"),
)


def _endings(context: Context) -> tuple[str, ...]:
    return tuple(map(str, load_years(context)))


KEPT = (Kept("ending", YEAR, OneOf(_endings), lambda context: next(iter(_endings(context)), None)),)
"""The control, as the address holds it."""


def show_yearly(context: Context, rule: ThresholdRule) -> None:
    """Draw the report of a year, item by item, with what to enter and the papers to take along."""
    years = {str(year): year for year in load_years(context)}
    chosen = control_row(2)[0].selectbox("Year", list(years), key=YEAR, format_func=lambda key: years[key].name)
    facts = year_facts(context, YearWishes(years[chosen], rule.name))
    entries = load_entries(context.store, context.actor, facts.year)
    left = [ITEMS[key].title for key in ITEMS if key not in facts.filled]
    show_answer(
        f"**{len(facts.filled)} of {len(ITEMS)} items** are filled for {facts.year.name}. "
        + (f"Enter the rest: {listed(left)}." if left else "")
    )
    _show_papers(context, rule, facts)
    if context.may("write", KIND):
        _show_entry(context, facts.year, entries)
        st.button(
            "Save these figures for next year",
            icon=":material/event_repeat:",
            on_click=_keep,
            args=(context, facts),
            key="year-keep",
            help="Next year’s report shows them beside its own, where they can’t be counted again.",
        )
    for number, item in enumerate(ITEMS.values(), start=1):
        st.subheader(f"{number}. {item.title}", anchor=False)
        _show_item(context, facts, item, entries.get(item.key))


def _show_papers(context: Context, rule: ThresholdRule, facts: YearFacts) -> None:
    asked = {"ending": str(facts.year), "chosen": rule.name}
    row = st.container(horizontal=True)
    with row:
        for label, ending, kind in (
            ("Report for Word", ".docx", WORD),
            ("Report (PDF)", ".pdf", PDF),
            ("Report (HTML)", ".html", HTML),
        ):
            made = partial(_paper, context, facts, Making("yearly-report", asked, rule), ending)
            show_file(label, made, f"yearly-language-report{ending}", kind)
    show_downloads(
        context,
        figures_table(facts.figures),
        "yearly-figures",
        f"{TITLE}, {facts.year.name}",
        made=Making("yearly-figures", asked, rule),
        rule=rule.statement_on(context.today),
    )


def _paper(context: Context, facts: YearFacts, made: Making, ending: str) -> bytes:
    return paper_bytes(replace(yearly_paper(context, facts), made_from=made.stamp(context).line), ending)


def _show_item(context: Context, facts: YearFacts, item: Item, record: Record | None) -> None:
    figures, earlier = facts.figures_of(item.key), facts.earlier.get(item.key)
    if figures:
        table = figures_table(figures)
        beside = (Column("year_before", "Year before"),) if table["year_before"].notna().any() else ()
        columns = (Column("what", "What"), Column("year", "This year"), *beside, Column("counted", "Counted over"))
        show_table(table, columns, f"year-{item.key}", missing="not known")
        st.caption(plain(f"Source: {figures[0].source}."))
    elif item.key not in facts.entries:
        st.markdown(f"- {plain(blank(item.asks))}")
    if record is not None and record["source"] != KEPT_BY_US:
        _show_record(context, facts.year, record)
    if earlier is not None:
        st.markdown(f"The year before: {plain(earlier.text)}")
        st.caption(plain(f"Source: {earlier.source}."))


def _show_record(context: Context, year: Year, record: Record) -> None:
    st.markdown(plain(record["text"]))
    st.caption(plain(f"Source: {record['source']}."))
    form = f"{FORM}-{record['item']}"
    if context.may("write", KIND):
        st.button("Edit", icon=":material/edit:", on_click=open_form, args=(form, record), key=f"edit-{record.id}")
    show_form(context, form, KIND, ENTRY, f"{ITEMS[record['item']].title}, {year.name}")
    show_history(context, "year", record, {field.name: field for field in ENTRY})


def _show_entry(context: Context, year: Year, entries: Mapping[str, Record]) -> None:
    """Draw the way to enter an item: those that no record holds first."""
    left = {key: item.title for key, item in ITEMS.items() if key not in entries}
    if left:
        st.button("Enter an item", icon=":material/edit:", on_click=open_form, args=(FORM,), key="year-enter")
    fields = (Field("item", "Item", "one", left), *ENTRY)
    show_form(context, FORM, KIND, fields, f"Enter an item of {year.name}", said="Saved", save=_saved(context, year))


def _saved(context: Context, year: Year) -> Callable[[Store, Values, Opened], object]:
    return lambda store, changed, _: store.add(context.actor, KIND, {"year": str(year), **changed})


def _keep(context: Context, facts: YearFacts) -> None:
    run(lambda: keep_year(context, facts), "Saved for next year’s report")
