"""The yearly language report of a department: figures of its records beside last year's, and what somebody entered."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geodata.access.year_asked import ask
from geodata.access.year_figures import year_figures
from geodata.department import answers
from geodata.departments import Opened
from geodata.papers.exports import USE_NOTE, census_note, content_note
from geodata.records.columns import LONGEST_TEXT
from geodata.records.published import load_half_years
from geodata.records.store import Store
from geodata.records.work import Record
from planning.access.items import ITEMS
from planning.access.yearly import TITLE, Entry, Figure, YearFacts, build_yearly, figures_table, summary_of
from planning.errors import UnknownNameError
from planning.records.roles import Actor, may
from planning.records.years import Year, closed_years
from planning.words.formats import short_day
from planning.words.paper import Paper

KIND = "year_entry"
KEPT = "kept from this product’s figures"
"""The source of what was kept for the next year's report: it is not told again beside the figures themselves."""


@dataclass(frozen=True, slots=True)
class YearWishes:
    """What a report is asked for with; the newest year, and the department's own rule, unless given."""

    year: Year | None = None
    rule: str | None = None


def load_years(opened: Opened) -> tuple[Year, ...]:
    """Return the years a report can be given of, the newest first."""
    return closed_years(load_half_years(opened.store, opened.actor))


def year_facts(opened: Opened, wishes: YearWishes) -> YearFacts:
    """Return what the report of a year is made of; what whoever asks may not read is asked for."""
    year = wishes.year or load_years(opened)[0]
    rule = answers.rule_of(opened.department, wishes.rule)
    entries = load_entries(opened.store, opened.actor, year)
    return YearFacts(
        year,
        year_figures(ask(opened, year, rule)),
        {item: _entry(record) for item, record in entries.items() if record["source"] != KEPT},
        {item: _entry(record) for item, record in load_entries(opened.store, opened.actor, year.before).items()},
    )


def _entry(record: Record) -> Entry:
    return Entry(record["text"], record["source"])


def yearly_table(opened: Opened, wishes: YearWishes) -> pd.DataFrame:
    """Return every figure of the report as a row; see ``planning.access.yearly.FIGURE_COLUMNS``."""
    return figures_table(year_facts(opened, wishes).figures)


def yearly_paper(opened: Opened, facts: YearFacts) -> Paper:
    """Return the report as a paper.

    Examples
    --------
    >>> from geodata.departments import open_for
    >>> opened = open_for("demo", Actor("kim@pd.example", "admin"))
    >>> facts = year_facts(opened, YearWishes())
    >>> len(facts.filled), yearly_paper(opened, facts).title
    (16, 'Yearly language report')
    """
    settings = opened.department.settings
    return Paper(
        TITLE,
        f"{settings.name} · {facts.year.name} · made on {short_day(opened.today)}",
        build_yearly(facts),
        (census_note(opened.department), content_note(opened.department), USE_NOTE),
        is_demo=settings.is_demo,
        contents=True,
    )


def load_entries(store: Store, actor: Actor, year: Year) -> dict[str, Record]:
    """Return what was entered for a year, by item; nothing for whoever may not read it."""
    if not may(actor, "read", KIND):
        return {}
    return {str(record["item"]): record for record in store.records(actor, KIND, year=str(year))}


def save_entry(store: Store, actor: Actor, year: Year, item: str, entry: Entry, seen: Record | None) -> Record | None:
    """Keep what is entered for an item of a year; an empty text takes it away.

    Parameters
    ----------
    seen : Record or None
        The entry that whoever writes had before them.

    Raises
    ------
    UnknownNameError
        If there is no such item.
    ConflictError
        If somebody has saved another one since.
    InputError
        If the text holds a detail of a person, or the source is missing.

    Examples
    --------
    >>> from geodata.records.engine import open_temporary_store
    >>> from planning.records.half_years import HalfYear
    >>> store, kim, year = open_temporary_store(), Actor("kim@pd.example", "coordinator"), Year(HalfYear(2025, 2))
    >>> kept = save_entry(store, kim, year, "complaints", Entry("3, all answered", "Records office"), None)
    >>> load_entries(store, kim, year)["complaints"]["text"]
    '3, all answered'
    """
    if item not in ITEMS:
        raise UnknownNameError("item of the yearly report", item, ITEMS)
    written = {"text": entry.text.strip(), "source": entry.source.strip()}
    if seen is None:
        return store.add(actor, KIND, {"year": str(year), "item": item, **written}) if written["text"] else None
    if written["text"]:
        return store.change(actor, KIND, seen.id, written, seen.version)
    store.delete(actor, KIND, seen.id, seen.version)
    return None


def keep_year(opened: Opened, facts: YearFacts) -> int:
    """Keep this year's figures for next year's report, and return of how many items.

    What somebody entered stays as it is.
    """
    seen = load_entries(opened.store, opened.actor, facts.year)
    kept = 0
    for item in ITEMS:
        said: tuple[Figure, ...] = facts.figures_of(item)
        if said and (item not in seen or seen[item]["source"] == KEPT):
            entry = Entry(summary_of(said, LONGEST_TEXT), KEPT)
            save_entry(opened.store, opened.actor, facts.year, item, entry, seen.get(item))
            kept += 1
    return kept
