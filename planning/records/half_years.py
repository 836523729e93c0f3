"""Half-years: the only stretches of time an account for the public covers.

Of two stretches that overlap, the difference is a third one, with small counts of its own that no table hides. So
nobody chooses days: an account covers January to June or July to December, once it is over. None overlaps another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from planning.errors import InputError

SECOND_HALF = 7
"""The month it begins in."""


@dataclass(frozen=True, slots=True, order=True)
class HalfYear:
    """A half of a calendar year, ``half`` 1 or 2.

    Examples
    --------
    >>> spring = HalfYear(2026, 1)
    >>> spring.since.isoformat(), spring.until.isoformat(), spring.name, str(spring)
    ('2026-01-01', '2026-06-30', 'January to June 2026', '2026-1')
    """

    year: int
    half: int

    @property
    def since(self) -> date:
        """The first day."""
        return date(self.year, 1 if self.half == 1 else SECOND_HALF, 1)

    @property
    def until(self) -> date:
        """The last day."""
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def name(self) -> str:
        """The half-year as it is read."""
        return f"{'January to June' if self.half == 1 else 'July to December'} {self.year}"

    @property
    def before(self) -> HalfYear:
        """The half-year before it.

        Examples
        --------
        >>> str(HalfYear(2026, 1).before), str(HalfYear(2026, 2).before)
        ('2025-2', '2026-1')
        """
        return HalfYear(self.year - 1, 2) if self.half == 1 else HalfYear(self.year, 1)

    def __str__(self) -> str:
        return f"{self.year}-{self.half}"


def half_year_of(day: date) -> HalfYear:
    """Return the half-year of a day.

    Examples
    --------
    >>> half_year_of(date(2026, 7, 1))
    HalfYear(year=2026, half=2)
    """
    return HalfYear(day.year, 1 if day.month < SECOND_HALF else 2)


def read_half_year(text: str) -> HalfYear:
    """Return the half-year somebody wrote, as ``2026-1``.

    Raises
    ------
    InputError
        If it is not written so.

    Examples
    --------
    >>> read_half_year("2025-2").name
    'July to December 2025'
    """
    found = re.fullmatch(r"(20[0-9]{2})-([12])", text.strip(), re.ASCII)
    if found is None:
        raise InputError("a half-year is written as the year and 1 or 2", value=text, fix="enter 2026-1, for example")
    return HalfYear(int(found[1]), int(found[2]))


def closed_half_years(first: date | None, today: date) -> tuple[HalfYear, ...]:
    """Return the half-years that are over, the newest first, back to the one of ``first``; always at least one.

    Examples
    --------
    >>> [str(half) for half in closed_half_years(date(2025, 3, 1), date(2026, 6, 30))]
    ['2025-2', '2025-1']
    >>> [str(half) for half in closed_half_years(None, date(2026, 7, 1))]
    ['2026-1']
    """
    half = half_year_of(today).before
    found = [half]
    while first is not None and first < half.since:
        half = half.before
        found.append(half)
    return tuple(found)


def require_over(half: HalfYear, today: date) -> None:
    """Return nothing if a half-year is over.

    Raises
    ------
    InputError
        If not: two accounts of one that is running would differ by what happened between them.

    Examples
    --------
    >>> require_over(HalfYear(2026, 1), date(2026, 6, 30))
    Traceback (most recent call last):
    ...
    planning.errors.InputError: January to June 2026 is not over (got '2026-1'): a report covers a half-year that is
    over. The last one is 2025-2.
    """
    if today <= half.until:
        last = closed_half_years(None, today)[0]
        raise InputError(
            f"{half.name} is not over",
            value=str(half),
            fix=f"a report covers a half-year that is over. The last one is {last}",
        )
