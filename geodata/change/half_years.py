"""Half-years of a department's own records side by side: what was done, and what was asked of it.

These are counts, not estimates: a difference between two half-years is a difference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Protocol

import pandas as pd

from geodata.departments import Opened
from planning.materials.inventory import APPROVED
from planning.records.followup import HELD_STATES
from planning.records.half_years import HalfYear, closed_half_years
from planning.records.roles import Actor
from planning.targets.figures import (
    CONCERNS_ANSWERED,
    INTERPRETER_CALLS,
    LANGUAGE_TESTS,
    MEETINGS_HELD,
    MEETINGS_REPORTED,
    TRANSLATIONS_APPROVED,
)
from planning.vocabulary import ADMIN

HALVES = 4
"""Half-years that are shown, at most."""
READER = Actor("the page Change", ADMIN)
"""Reads the dates of saves for those who may not; gives back nothing but counts."""
MOST_SAVES = 100_000


class Stretch(Protocol):
    """Days from a first to a last, both included."""

    @property
    def since(self) -> date:
        """The first day."""
        ...

    @property
    def until(self) -> date:
        """The last day."""
        ...


@dataclass(frozen=True, slots=True)
class Days:
    """Days from a first to a last, both included."""

    since: date
    until: date


Stretches = Sequence[Stretch]
Counts = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Counter:
    """Something the records count by days.

    Attributes
    ----------
    title : str
    count : callable
        Gives one count a stretch, NaN where it is not known; None to whoever may not read what it counts.
    """

    title: str
    count: Callable[[Opened, Stretches], Counts | None]


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted by half-year.

    Attributes
    ----------
    key : str
        Of ``COUNTERS``.
    title : str
    by_half : tuple of float
        One count a half-year; NaN where it is not known.
    """

    key: str
    title: str
    by_half: Counts


def count_half_years(opened: Opened) -> tuple[tuple[HalfYear, ...], tuple[Counted, ...]]:
    """Return the half-years that are over, the oldest first, and what the records have of each.

    What whoever asks may not read is left out; a bill that does not cover the whole of a half-year makes it missing.
    """
    first = _first_day(opened)
    halves = tuple(reversed(closed_half_years(first, opened.today)[:HALVES]))
    rows = [
        Counted(key, counter.title, counts)
        for key, counter in COUNTERS.items()
        if (counts := counter.count(opened, halves)) is not None
    ]
    return halves, tuple(rows)


def _first_day(opened: Opened) -> date | None:
    days = [pd.Series([], dtype="datetime64[s]")]
    for kind, column in (("event", "date"), ("concern", "raised_on")):
        if opened.may("read", kind):
            days.append(opened.store.frame(opened.actor, kind)[column].dropna())
    first = pd.concat(days).min()
    return None if pd.isna(first) else pd.Timestamp(first).date()


def count_between(days: pd.Series, stretches: Stretches) -> Counts:
    """Return how many days fall in each stretch; missing days are in none.

    Examples
    --------
    >>> days = pd.Series(pd.to_datetime(["2026-01-01", "2026-06-30", None, "2026-07-01"]))
    >>> count_between(days, (HalfYear(2026, 1), HalfYear(2026, 2)))
    (2.0, 1.0)
    """
    dates = pd.to_datetime(days)
    return tuple(float(dates.between(str(one.since), str(one.until)).sum()) for one in stretches)


def count_known(days: pd.Series, stretches: Stretches, on_record: pd.Series, today: date) -> Counts:
    """Return the same, and NaN of a stretch that was over before the records began: nobody knows what was done then.

    Parameters
    ----------
    on_record : Series of days
        Of whatever the records have of that kind; missing days say nothing.

    Examples
    --------
    >>> days = pd.Series(pd.to_datetime(["2026-08-01"]))
    >>> count_known(days, (HalfYear(2026, 1), HalfYear(2026, 2)), days, date(2026, 9, 1))
    (nan, 1.0)
    """
    first = pd.to_datetime(on_record).min()
    return tuple(
        float("nan") if one.until < today and not first <= pd.Timestamp(one.until) else count
        for one, count in zip(stretches, count_between(days, stretches), strict=True)
    )


def _count_meetings(column: str) -> Callable[[Opened, Stretches], Counts | None]:
    """Return a count of meetings that were held, by the day of a column."""

    def count(opened: Opened, stretches: Stretches) -> Counts | None:
        if not opened.may("read", "event"):
            return None
        events = opened.store.frame(opened.actor, "event")
        held = events[events["state"].isin(HELD_STATES)]
        return count_known(held[column], stretches, events["date"], opened.today)

    return count


def _count_raised(opened: Opened, stretches: Stretches) -> Counts | None:
    if not opened.may("read", "concern"):
        return None
    raised = opened.store.frame(opened.actor, "concern")["raised_on"]
    return count_known(raised, stretches, raised, opened.today)


def _count_answers(column: str) -> Callable[[Opened, Stretches], Counts | None]:
    """Return a count of concerns by the first day that a column of their answers has."""

    def count(opened: Opened, stretches: Stretches) -> Counts | None:
        if not opened.may("read", "concern"):
            return None
        raised = opened.store.frame(opened.actor, "concern")["raised_on"]
        answers = opened.store.frame(opened.actor, "answer")
        return count_known(answers.groupby("concern_id")[column].min(), stretches, raised, opened.today)

    return count


def _count_translations(opened: Opened, stretches: Stretches) -> Counts | None:
    """Return when translations were approved, by the day of the save."""
    if not opened.may("read", "translation"):
        return None
    saves = opened.store.audit(READER, kind="translation", limit=MOST_SAVES)
    now, before = (saves[side].map(lambda values: (values or {}).get("state")) for side in ("new", "old"))
    approved = saves[(now == APPROVED) & (before != APPROVED)]

    def days_of(rows: pd.DataFrame) -> pd.Series:
        # Of no saves the column has a time zone still, so the days are listed.
        return pd.Series([pd.Timestamp(opened.local(at).date()) for at in rows["at"]], dtype="datetime64[s]")

    return count_known(days_of(approved), stretches, days_of(saves), opened.today)


def _count_calls(opened: Opened, stretches: Stretches) -> Counts | None:
    bill = opened.department.bill
    if bill is None or bill.empty:
        return None
    months = pd.PeriodIndex(bill["month"], freq="M")
    counts = []
    for one in stretches:
        wanted = pd.period_range(str(one.since), str(one.until), freq="M")
        inside = months.isin(wanted)
        whole = set(wanted) <= set(months)
        hidden = bool((bill.loc[inside, "suppressed"] > 0).any())
        counts.append(float(bill.loc[inside, "calls"].sum()) if whole and not hidden else float("nan"))
    return tuple(counts)


def _count_tests(opened: Opened, stretches: Stretches) -> Counts | None:
    """Return how many language tests were passed: of persons, so only for who may read the roster."""
    roster = opened.department.roster
    if roster is None or not opened.may("read", "roster") or "tested_on" not in roster.columns:
        return None
    return count_between(roster["tested_on"], stretches)


COUNTERS: Mapping[str, Counter] = MappingProxyType(
    {
        MEETINGS_HELD: Counter("Meetings held", _count_meetings("date")),
        MEETINGS_REPORTED: Counter("Meetings whose outcome was reported back", _count_meetings("reported_on")),
        "concerns-raised": Counter("Concerns raised", _count_raised),
        CONCERNS_ANSWERED: Counter("Concerns answered", _count_answers("answered_on")),
        "concerns-told": Counter("Concerns whose answer the community was told", _count_answers("told_on")),
        TRANSLATIONS_APPROVED: Counter("Translations approved", _count_translations),
        INTERPRETER_CALLS: Counter("Calls to interpreters", _count_calls),
        LANGUAGE_TESTS: Counter("Officers’ language tests", _count_tests),
    }
)
"""What the records count by days, in the order of the table."""
