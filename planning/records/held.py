"""Meetings held in the running half-year, beside the one before: the same stretch of time the public is told of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from planning.records.followup import HELD_STATES
from planning.records.half_years import HalfYear, half_year_of


@dataclass(frozen=True, slots=True)
class HeldMeetings:
    """How many meetings were held since the half-year began, and in the whole of the one before.

    ``before`` is None where the records begin after it: nobody knows.
    """

    now: int
    since: date
    before: int | None
    half: HalfYear

    @property
    def in_words(self) -> str:
        """The half-year before, as it stands beside this one."""
        if self.before is None:
            return f"No record of {self.half.name}."
        return f"{self.before} in {self.half.name}."


def held_meetings(events: pd.DataFrame, today: date) -> HeldMeetings:
    """Return the meetings held, by half-years.

    Parameters
    ----------
    events : DataFrame with ``state, date``
        A meeting without a day counts nowhere.
    today : date
        What is marked as held on a later day is not counted.

    Examples
    --------
    >>> events = pd.DataFrame({"state": ["held", "reported back", "held", "planned"],
    ...     "date": pd.to_datetime(["2026-07-01", "2026-06-30", "2025-12-31", "2026-08-01"])})
    >>> held = held_meetings(events, date(2026, 9, 1))
    >>> held.now, held.since.isoformat(), held.before, held.half.name
    (1, '2026-07-01', 1, 'January to June 2026')
    >>> held_meetings(events[:1], date(2026, 9, 1)).in_words
    'No record of January to June 2026.'
    """
    running = half_year_of(today)
    before = running.before
    days = events.loc[events["state"].isin(HELD_STATES), "date"]
    known = bool((events["date"] <= pd.Timestamp(before.until)).any())
    then = _between(days, before.since, before.until) if known else None
    return HeldMeetings(_between(days, running.since, today), running.since, then, before)


def _between(days: pd.Series, first: date, last: date) -> int:
    return int(days.between(pd.Timestamp(first), pd.Timestamp(last)).sum())
