"""Half-years of a department's own records side by side: what was done, and what was asked of it.

These are counts, not estimates: a difference between two half-years is a difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from geodata.departments import Opened
from planning.materials.inventory import APPROVED
from planning.records.followup import HELD_STATES
from planning.records.half_years import HalfYear, closed_half_years
from planning.records.roles import Actor
from planning.vocabulary import ADMIN

HALVES = 4
"""Half-years that are shown, at most."""
READER = Actor("the page Change", ADMIN)
"""Reads the dates of saves for those who may not; gives back nothing but counts."""
MOST_SAVES = 100_000


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted by half-year.

    Attributes
    ----------
    title : str
    by_half : tuple of float
        One count a half-year; NaN where it is not known.
    """

    title: str
    by_half: tuple[float, ...]


def count_half_years(opened: Opened) -> tuple[tuple[HalfYear, ...], tuple[Counted, ...]]:
    """Return the half-years that are over, the oldest first, and what the records have of each.

    What whoever asks may not read is left out; a bill that does not cover the whole of a half-year makes it missing.
    """
    first = _first_day(opened)
    halves = tuple(reversed(closed_half_years(first, opened.today)[:HALVES]))
    rows = [*_meetings(opened, halves), *_concerns(opened, halves), *_translations(opened, halves)]
    rows += [*_interpreters(opened, halves), *_tests(opened, halves)]
    return halves, tuple(rows)


def _first_day(opened: Opened) -> date | None:
    days = [pd.Series([], dtype="datetime64[s]")]
    for kind, column in (("event", "date"), ("concern", "raised_on")):
        if opened.may("read", kind):
            days.append(opened.store.frame(opened.actor, kind)[column].dropna())
    first = pd.concat(days).min()
    return None if pd.isna(first) else pd.Timestamp(first).date()


def count_between(days: pd.Series, halves: tuple[HalfYear, ...]) -> tuple[float, ...]:
    """Return how many days fall in each half-year; missing days are in none.

    Examples
    --------
    >>> days = pd.Series(pd.to_datetime(["2026-01-01", "2026-06-30", None, "2026-07-01"]))
    >>> count_between(days, (HalfYear(2026, 1), HalfYear(2026, 2)))
    (2.0, 1.0)
    """
    dates = pd.to_datetime(days)
    return tuple(float(dates.between(str(half.since), str(half.until)).sum()) for half in halves)


def _meetings(opened: Opened, halves: tuple[HalfYear, ...]) -> list[Counted]:
    if not opened.may("read", "event"):
        return []
    events = opened.store.frame(opened.actor, "event")
    held = events[events["state"].isin(HELD_STATES)]
    reported = pd.to_datetime(held["reported_on"])
    return [
        Counted("Meetings held", count_between(held["date"], halves)),
        Counted("Meetings whose outcome was reported back", count_between(reported, halves)),
    ]


def _concerns(opened: Opened, halves: tuple[HalfYear, ...]) -> list[Counted]:
    if not opened.may("read", "concern"):
        return []
    concerns, answers = (opened.store.frame(opened.actor, kind) for kind in ("concern", "answer"))
    first = answers.groupby("concern_id")[["answered_on", "told_on"]].min()
    return [
        Counted("Concerns raised", count_between(concerns["raised_on"], halves)),
        Counted("Concerns answered", count_between(first["answered_on"], halves)),
        Counted("Concerns whose answer the community was told", count_between(first["told_on"], halves)),
    ]


def _translations(opened: Opened, halves: tuple[HalfYear, ...]) -> list[Counted]:
    """Return when translations were approved, by the day of the save."""
    if not opened.may("read", "translation"):
        return []
    saves = opened.store.audit(READER, kind="translation", limit=MOST_SAVES)
    now, before = (saves[side].map(lambda values: (values or {}).get("state")) for side in ("new", "old"))
    approved = saves[(now == APPROVED) & (before != APPROVED)]
    days = approved["at"].map(lambda moment: pd.Timestamp(opened.local(moment).date()))
    return [Counted("Translations approved", count_between(pd.Series(days, dtype="datetime64[s]"), halves))]


def _interpreters(opened: Opened, halves: tuple[HalfYear, ...]) -> list[Counted]:
    bill = opened.department.bill
    if bill is None or bill.empty:
        return []
    months = pd.PeriodIndex(bill["month"], freq="M")
    counts = []
    for half in halves:
        wanted = pd.period_range(str(half.since), str(half.until), freq="M")
        inside = months.isin(wanted)
        whole = set(wanted) <= set(months)
        hidden = bool((bill.loc[inside, "suppressed"] > 0).any())
        counts.append(float(bill.loc[inside, "calls"].sum()) if whole and not hidden else float("nan"))
    return [Counted("Calls to interpreters", tuple(counts))]


def _tests(opened: Opened, halves: tuple[HalfYear, ...]) -> list[Counted]:
    """Return how many language tests were passed: of persons, so only for who may read the roster."""
    roster = opened.department.roster
    if roster is None or not opened.may("read", "roster") or "tested_on" not in roster.columns:
        return []
    return [Counted("Officers’ language tests", count_between(roster["tested_on"], halves))]
