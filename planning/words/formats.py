"""Numbers, money, days, times and distances as a person reads them, each written in one way (docs/style.md)."""

from __future__ import annotations

import math
import unicodedata
from datetime import date, datetime, time
from typing import Final

METERS_IN_A_MILE: Final = 1609.344
METERS_IN_A_FOOT: Final = 0.3048
FEET_UNDER_MILES: Final = 0.2
"""A distance shorter than this many miles is told in feet."""

_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def whole_number(number: float) -> str:
    """Return a number without decimals, its thousands set apart.

    Examples
    --------
    >>> whole_number(1234.4), whole_number(12)
    ('1,234', '12')
    """
    return f"{number:,.0f}"


def tenths(number: float) -> str:
    """Return a number with one decimal.

    Examples
    --------
    >>> tenths(1234.44), tenths(12)
    ('1,234.4', '12.0')
    """
    return f"{number:,.1f}"


def capitalized(text: str) -> str:
    """Return a text as a sentence begins, markup before its first letter passed by.

    Examples
    --------
    >>> capitalized("about 40 people"), capitalized("**about 40** people")
    ('About 40 people', '**About 40** people')
    """
    stars = len(text) - len(text.lstrip("*"))
    return text[:stars] + text[stars : stars + 1].upper() + text[stars + 1 :]


def without_accents(text: str) -> str:
    """Return a text as a list sorts it: Á beside A.

    Examples
    --------
    >>> without_accents("Árabe"), sorted(["Vietnamita", "Árabe"], key=without_accents)
    ('arabe', ['Árabe', 'Vietnamita'])
    """
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def hundredths(number: float) -> str:
    """Return a number with two decimals.

    Examples
    --------
    >>> hundredths(1234.444)
    '1,234.44'
    """
    return f"{number:,.2f}"


def difference(number: float) -> str:
    """Return a change with its sign and one decimal.

    Examples
    --------
    >>> difference(1.25), difference(-3)
    ('+1.2', '-3.0')
    """
    return f"{number:+,.1f}"


def up_to_hundredths(number: float) -> str:
    """Return a number with as many decimals as it has, two at most.

    Examples
    --------
    >>> up_to_hundredths(12.0), up_to_hundredths(1.5), up_to_hundredths(0.333)
    ('12', '1.5', '0.33')
    """
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def significant(number: float) -> str:
    """Return a number whole from 1,000 up, and with four figures below.

    Examples
    --------
    >>> significant(12345.6), significant(0.123456)
    ('12,346', '0.1235')
    """
    return whole_number(number) if number >= 1000 else f"{number:,.4g}"


def money(amount: float, *, cents: bool | None = None) -> str:
    """Return an amount in dollars; a missing one as ``no data``.

    Parameters
    ----------
    amount : float
    cents : bool, optional
        Whether cents are written. Unless told, where the amount is no whole dollar. What one sentence names is
        written the same way throughout: see ``has_cents``.

    Examples
    --------
    >>> money(2400.0), money(998.8), money(1000, cents=True), money(math.nan)
    ('$2,400', '$998.80', '$1,000.00', 'no data')
    """
    if math.isnan(amount):
        return "no data"
    total = round(amount * 100)
    return f"${total / 100:,.2f}" if (total % 100 != 0 if cents is None else cents) else f"${total // 100:,}"


def has_cents(*amounts: float) -> bool:
    """Return whether any of the amounts is no whole dollar, so that all of a sentence are written to the cent.

    Examples
    --------
    >>> has_cents(1000.0, 12.2), has_cents(1000.0, math.nan)
    (True, False)
    """
    return any(not math.isnan(amount) and round(amount * 100) % 100 != 0 for amount in amounts)


def day_words(day: date, today: date | None = None) -> str:
    """Return a day inside a sentence: with its weekday, and its year unless that is today's.

    Examples
    --------
    >>> day_words(date(2026, 12, 7), date(2026, 11, 28)), day_words(date(2027, 5, 3), date(2026, 11, 28))
    ('Monday, Dec. 7', 'Monday, May 3, 2027')
    """
    year = "" if today is not None and day.year == today.year else f", {day.year}"
    return f"{day:%A}, {_MONTHS[day.month - 1]} {day.day}{year}"


def short_day(day: date, today: date | None = None) -> str:
    """Return a day in a table or a note, with its year unless that is today's.

    Examples
    --------
    >>> short_day(date(2026, 12, 7)), short_day(date(2027, 7, 4)), short_day(date(2026, 7, 4), date(2026, 5, 1))
    ('Dec. 7, 2026', 'July 4, 2027', 'July 4')
    """
    year = "" if today is not None and day.year == today.year else f", {day.year}"
    return f"{_MONTHS[day.month - 1]} {day.day}{year}"


def days_between(first: date, last: date) -> str:
    """Return a stretch of days, a year said once.

    Examples
    --------
    >>> days_between(date(2026, 9, 1), date(2026, 11, 30)), days_between(date(2026, 12, 1), date(2027, 1, 31))
    ('Sept. 1 to Nov. 30, 2026', 'Dec. 1, 2026, to Jan. 31, 2027')
    """
    if first.year == last.year:
        return f"{_MONTHS[first.month - 1]} {first.day} to {short_day(last)}"
    return f"{short_day(first)}, to {short_day(last)}"


def month_words(day: date) -> str:
    """Return the month of a day.

    Examples
    --------
    >>> month_words(date(2026, 12, 7))
    'December 2026'
    """
    return f"{day:%B} {day.year}"


def clock(at: time) -> str:
    """Return a time of day.

    Examples
    --------
    >>> clock(time(18)), clock(time(18, 30)), clock(time(12)), clock(time(0)), clock(time(0, 5))
    ('6 p.m.', '6:30 p.m.', 'noon', 'midnight', '12:05 a.m.')
    """
    if at.minute == 0 and at.hour in (0, 12):
        return "noon" if at.hour == 12 else "midnight"
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'a.m.' if at.hour < 12 else 'p.m.'}"


def day_and_time(day: date, at: time | None) -> str:
    """Return a day inside a sentence, with the time of day where one is set.

    Examples
    --------
    >>> day_and_time(date(2026, 12, 7), time(18)), day_and_time(date(2026, 12, 7), None)
    ('Monday, Dec. 7, 2026, 6 p.m.', 'Monday, Dec. 7, 2026')
    """
    return day_words(day) if at is None else f"{day_words(day)}, {clock(at)}"


def moment(at: datetime) -> str:
    """Return a day and the time of day.

    Examples
    --------
    >>> moment(datetime(2026, 12, 7, 18, 5))
    'Dec. 7, 2026, 6:05 p.m.'
    """
    return f"{short_day(at)}, {clock(at.time())}"


def distance_and_meters(meters: float, *, metric: bool = False) -> str:
    """Return a distance as a file's title tells it: as people say it, and as the file holds it.

    Examples
    --------
    >>> distance_and_meters(2000), distance_and_meters(2000, metric=True)
    ('1.2 miles (2,000 m)', '2 km (2,000 m)')
    """
    return f"{distance(meters, metric=metric)} ({whole_number(meters)} m)"


def distance(meters: float, *, metric: bool = False) -> str:
    """Return a distance in miles, or in feet where it is short.

    Parameters
    ----------
    meters : float
        NaN is missing.
    metric : bool
        In kilometers and meters instead, where a department has chosen so.

    Examples
    --------
    >>> distance(2000), distance(1609.344), distance(150), distance(math.nan)
    ('1.2 miles', '1 mile', '490 feet', 'no data')
    >>> distance(2000, metric=True), distance(150, metric=True)
    ('2 km', '150 m')
    """
    if math.isnan(meters):
        return "no data"
    if metric:
        return f"{meters / 1000:,.1f}".removesuffix(".0") + " km" if meters >= 1000 else f"{meters:,.0f} m"
    miles = meters / METERS_IN_A_MILE
    if 0 < miles < FEET_UNDER_MILES:
        return f"{round(meters / METERS_IN_A_FOOT, -1):,.0f} feet"
    text = f"{miles:,.1f}".removesuffix(".0")
    return f"{text} {'mile' if text == '1' else 'miles'}"
