"""Figures as a person reads them: rounded to what their error allows, with the error beside them.

Files hold full precision; only screens and sentences round.
"""

from __future__ import annotations

import math

MISSING = "no data"
"""What stands where a figure is missing: never 0 and never nothing."""

SMALLEST_SHARE = 0.0005
"""A share nearer than this to none or to all is not written as one of them."""

ROUND_TO_TEN_FROM = 100
ROUND_TO_HUNDRED_FROM = 10_000


def rounding_place(people: float) -> int:
    """Return what a figure of this size is rounded to: 1, 10 from 100 up, 100 from 10,000 up.

    Examples
    --------
    >>> rounding_place(99), rounding_place(100), rounding_place(10_000)
    (1, 10, 100)
    """
    if abs(people) >= ROUND_TO_HUNDRED_FROM:
        return 100
    return 10 if abs(people) >= ROUND_TO_TEN_FROM else 1


def round_half_up(value: float) -> int:
    """Round to the nearest whole number, a half away from zero, as people do and ``round`` does not.

    Examples
    --------
    >>> round_half_up(2.5), round_half_up(3.5), round_half_up(-2.5)
    (3, 4, -3)
    """
    return int(math.copysign(math.floor(abs(value) + 0.5), value))


def rounded_people(people: float, place: int | None = None) -> str:
    """Return a number of persons as it is read; a missing one as ``no data``.

    Parameters
    ----------
    people : float
        Persons; NaN is missing.
    place : int, optional
        Round to this instead of what the figure's own size allows: a margin takes the place of its figure.

    Examples
    --------
    >>> rounded_people(47.4), rounded_people(4213), rounded_people(61_249), rounded_people(math.nan)
    ('47', '4,210', '61,200', 'no data')
    """
    if math.isnan(people):
        return MISSING
    place = place or rounding_place(people)
    return f"{round_half_up(people / place) * place:,}"


def whole_people(people: float) -> str:
    """Return a number of persons to the person: nobody is a part of one, whatever shares and weights say.

    Examples
    --------
    >>> whole_people(651.216), whole_people(999.5), whole_people(math.nan)
    ('651', '1,000', 'no data')
    """
    return MISSING if math.isnan(people) else f"{round_half_up(people):,}"


def margin_place(people: float, moe: float) -> int:
    """Return what a margin is rounded to: the place of its figure, or of itself where it is the smaller.

    A margin of 12 beside a figure of 4,210 stays 12: rounded to tens it could read as none at all.
    """
    return min(rounding_place(people), rounding_place(moe))


def people_with_error(
    people: float, moe: float, noun: str = "people", likely: tuple[float, float] = (math.nan, math.nan)
) -> str:
    """Return a figure inside a sentence, with its 90% margin; or its likely range, where the margin is too small.

    Parameters
    ----------
    people, moe : float
        NaN is missing.
    noun : str
        Who is counted.
    likely : (low, high)
        The range with both errors; missing ones are none.

    Examples
    --------
    >>> people_with_error(4213, 309), people_with_error(4213, math.nan)
    ('about 4,210 people (give or take 310)', 'about 4,210 people (no margin of error in this table)')
    >>> people_with_error(4979, 760, "LEP residents", (1230.0, 8530.0)), people_with_error(math.nan, 12)
    ('about 4,980 LEP residents (likely 1,230 to 8,530)', 'no data on people')
    """
    if math.isnan(people):
        return f"{MISSING} on {noun}"
    figure = f"about {rounded_people(people)} {noun}"
    if not math.isnan(likely[0]) and not math.isnan(likely[1]):
        return f"{figure} (likely {range_words(*likely)})"
    if math.isnan(moe):
        return f"{figure} (no margin of error in this table)"
    return f"{figure} (give or take {rounded_people(moe, margin_place(people, moe))})"


def cell_with_error(people: float, moe: float) -> str:
    """Return a figure with its 90% margin in one cell of a table.

    Examples
    --------
    >>> cell_with_error(4213, 309), cell_with_error(4213, math.nan), cell_with_error(0, 12)
    ('4,210 ±310', '4,210, no margin', '0 ±12')
    """
    if math.isnan(people):
        return MISSING
    if math.isnan(moe):
        return f"{rounded_people(people)}, no margin"
    return f"{rounded_people(people)} ±{rounded_people(moe, margin_place(people, moe))}"


def range_words(low: float, high: float, *limits: float) -> str:
    """Return a range as it is read; "–" where there is none.

    Parameters
    ----------
    limits : float
        Figures beside which the range is read, as a threshold; NaN is none. The ends are to the person where a
        rounded one would lie on another side of a limit, read in whole persons, than the end itself; and a person more
        or less where even that one would.

    Examples
    --------
    >>> range_words(1003.2, 2387.0), range_words(1003.2, 2387.0, 1002.0), range_words(math.nan, math.nan)
    ('1,000 to 2,390', '1,003 to 2,387', '–')
    """
    if math.isnan(low) or math.isnan(high):
        return "–"
    for end in (low, high):
        read = round_half_up(end / rounding_place(end)) * rounding_place(end)
        if any((end >= limit) != (read >= round_half_up(limit)) for limit in limits if not math.isnan(limit)):
            return f"{_beside(low, limits):,} to {_beside(high, limits):,}"
    return f"{rounded_people(low)} to {rounded_people(high)}"


def range_cell(low: float, high: float, *limits: float) -> str:
    """Return a range in a cell of a table: as ``range_words``, with a dash between its ends.

    Examples
    --------
    >>> range_cell(1003.2, 2387.0), range_cell(math.nan, math.nan)
    ('1,000–2,390', 'no data')
    """
    if math.isnan(low) or math.isnan(high):
        return MISSING
    words = range_words(low, high, *limits)
    first, last = words.split(" to ")
    return first if first == last else f"{first}–{last}"


def _beside(end: float, limits: tuple[float, ...]) -> int:
    """Return the whole number of persons nearest an end that lies on its side of every limit."""
    whole = round_half_up(end)
    for limit in limits:
        if not math.isnan(limit) and (end >= limit) != (whole >= round_half_up(limit)):
            whole = round_half_up(limit) - (end < limit)
    return whole


def percent(share: float) -> str:
    """Return a share in percent: whole from 10% up, with one decimal below, and never as none or all where it is not.

    A missing share is read as ``no data``.

    Examples
    --------
    >>> percent(0.198), percent(0.0543), percent(0.0), percent(1.0), percent(math.nan)
    ('20%', '5.4%', '0%', '100%', 'no data')
    >>> percent(0.0001), percent(0.997), percent(0.99999)
    ('under 0.1%', '99.7%', 'over 99.9%')
    """
    if math.isnan(share):
        return MISSING
    if 0 < share < SMALLEST_SHARE:
        return "under 0.1%"
    if 1 - SMALLEST_SHARE < share < 1:
        return "over 99.9%"
    in_percent = 100 * share
    decimals = 1 if 0 < in_percent < 9.95 or 99.5 <= in_percent < 100 else 0
    return f"{in_percent:.{decimals}f}%"
