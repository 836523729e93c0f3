"""Years of a report: two half-years that are over, one after the other; a calendar year, or July to June.

What a year tells of people and concerns is put together from its half-years as each was published, and from nothing
else. So a year tells no more than they do, and no two years, overlapping or drawn at other times, tell a count that is
hidden.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planning.records.half_years import HalfYear, read_half_year, require_over
from planning.records.suppression import in_steps
from planning.words.formats import whole_number

NOT_SHOWN, NO_RECORDS = "not shown", "no records"


@dataclass(frozen=True, slots=True, order=True)
class Year:
    """Twelve months that end with a half-year.

    Examples
    --------
    >>> year = Year(HalfYear(2026, 1))
    >>> year.name, str(year), [str(half) for half in year.halves], year.before.name
    ('July 2025 to June 2026', '2026-1', ['2025-2', '2026-1'], 'July 2024 to June 2025')
    >>> Year(HalfYear(2025, 2)).name
    '2025'
    """

    last: HalfYear

    @property
    def halves(self) -> tuple[HalfYear, HalfYear]:
        """Its half-years, the first first."""
        return self.last.before, self.last

    @property
    def since(self) -> date:
        """The first day."""
        return self.halves[0].since

    @property
    def until(self) -> date:
        """The last day."""
        return self.last.until

    @property
    def before(self) -> Year:
        """The twelve months before it."""
        return Year(self.halves[0].before)

    @property
    def name(self) -> str:
        """The year as it is read."""
        if self.last.half == 2:
            return str(self.last.year)
        return f"July {self.last.year - 1} to June {self.last.year}"

    def __str__(self) -> str:
        return str(self.last)


def read_year(text: str, today: date) -> Year:
    """Return the year that somebody wrote by the half-year it ends with.

    Raises
    ------
    InputError
        If it is not written so, or not over.

    Examples
    --------
    >>> read_year("2025-2", date(2026, 3, 1)).name
    '2025'
    """
    half = read_half_year(text)
    require_over(half, today)
    return Year(half)


def closed_years(halves: Sequence[HalfYear]) -> tuple[Year, ...]:
    """Return the years that end with these half-years, the newest first.

    Parameters
    ----------
    halves : sequence of HalfYear
        Those an account can be given of; see ``planning.records.half_years.closed_half_years``.
    """
    return tuple(Year(half) for half in halves)


def shown_together(counts: Sequence[float]) -> str:
    """Return what the half-years tell of a count together: the sum of what each tells, at least what one tells.

    Parameters
    ----------
    counts : sequence of float
        NaN where a half-year hides its count; it is one or more then.

    Examples
    --------
    >>> shown_together([23.0, 38.0]), shown_together([math.nan, 38.0]), shown_together([math.nan, math.nan])
    ('65', 'more than 40', 'not shown')
    >>> shown_together([0.0, math.nan]), shown_together([0.0, 0.0]), shown_together([])
    ('not shown', '0', 'no records')
    """
    if not counts:
        return NO_RECORDS
    told = sum(in_steps(count) for count in counts if not math.isnan(count))
    if not any(math.isnan(count) for count in counts):
        return whole_number(told)
    return f"more than {whole_number(told)}" if told else NOT_SHOWN
