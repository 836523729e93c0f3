"""What a yearly report is asked of: a department, its year, and what several of its items need."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geodata.access.ways import load_ways, ways_table
from geodata.departments import Opened
from geodata.records.published import first_day, load_accountability, load_half_years
from planning.languages.groups import language_name
from planning.languages.spoken import spoken_name
from planning.records.followup import Accountability
from planning.records.years import Year
from planning.rules import ThresholdRule
from planning.words.formats import short_day

Reports = tuple[Accountability, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A report that is asked for.

    Attributes
    ----------
    opened : Opened
    year : Year
    rule : ThresholdRule
    where : str
        The department, as commands name it.
    ways : DataFrame or None
        See ``geodata.access.ways.ways_table``; None where nothing is known of any way.
    reports, reports_before : tuple of Accountability
        The half-years of this year and of the year before as they are published; none of one before the first record.
    """

    opened: Opened
    year: Year
    rule: ThresholdRule
    where: str
    ways: pd.DataFrame | None
    reports: Reports
    reports_before: Reports

    @property
    def now(self) -> str:
        """When what has no year was counted."""
        return short_day(self.opened.today)


def ask(opened: Opened, year: Year, rule: ThresholdRule) -> Asked:
    """Return what the report of a year needs."""
    where = "demo" if opened.department.settings.is_demo else "DEPT"
    known = opened.department.roster is not None or load_ways(opened.store, opened.actor)
    ways = ways_table(opened) if known else None
    # Where no meeting and no concern was ever written down, nothing is known: that is not none.
    begun = first_day(opened.store, opened.actor) is not None
    there = set(load_half_years(opened.store, opened.actor)) if begun else set()
    reports, before = (
        tuple(load_accountability(opened.store, opened.actor, half) for half in one.halves if half in there)
        for one in (year, year.before)
    )
    return Asked(opened, year, rule, where, ways, reports, before)


def named(language: str) -> str:
    """Return what a language, or a group of them, is called.

    Examples
    --------
    >>> named("slavic:Polish"), named("korean")
    ('Polish', 'Korean')
    """
    return spoken_name(language) if ":" in language else language_name(language)
