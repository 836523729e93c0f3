"""Days to keep free: holidays and observances, built in and open to change."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd

from planning.errors import InputError
from planning.languages.groups import find_language

AVOID, ASK, IGNORE = "avoid", "ask", "ignore"
STRENGTHS = (AVOID, ASK, IGNORE)
OBSERVANCE_COLUMNS = ("name", "first", "last", "languages", "strength")


@dataclass(frozen=True, slots=True)
class Observance:
    """A stretch of days.

    Attributes
    ----------
    name : str
    first, last : date
        Both days count.
    languages : tuple of str
        Whose speakers it is likely to keep away; empty: everybody's.
    strength : {"avoid", "ask", "ignore"}
        Whether no meeting is set on these days, or the community is to be asked, or the days are as any other: so
        that a built-in observance can be left out and still be seen.
    """

    name: str
    first: date
    last: date
    languages: tuple[str, ...] = ()
    strength: str = AVOID

    def __post_init__(self) -> None:
        """Refuse a stretch that ends before it begins, an unknown language or strength."""
        if self.last < self.first:
            raise InputError(f"{self.name!r} ends before it begins", value=self.last, fix="swap the days")
        if self.strength not in STRENGTHS:
            raise InputError(
                f"{self.name!r} is none of {', '.join(STRENGTHS)}",
                value=self.strength,
                fix="write avoid, ask or ignore",
            )
        for language in self.languages:
            find_language(language)

    def concerns(self, day: date, languages: Iterable[str]) -> bool:
        """Return whether a meeting in these languages on this day would meet it."""
        return self.first <= day <= self.last and (not self.languages or bool(set(self.languages) & set(languages)))

    def meets(self, span: tuple[date, date]) -> bool:
        """Return whether a day of it lies in a span; both ends of the span count."""
        return self.first <= span[1] and self.last >= span[0]


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches (Meeus, "Astronomical Algorithms", chapter 8).

    Examples
    --------
    >>> easter(2026), easter(2027)
    (datetime.date(2026, 4, 5), datetime.date(2027, 3, 28))
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@cache
def _table() -> Mapping[str, Any]:
    text = resources.files("planning.meetings.season").joinpath("observances.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def last_known_year() -> int:
    """Return the last year whose moving feasts are in the built-in list."""
    return int(_table()["last_year"])


def built_in_observances(first: date, last: date) -> tuple[Observance, ...]:
    """Return the built-in observances that touch a season, by day.

    Raises
    ------
    InputError
        If the season goes beyond the years whose moving feasts are known: leaving them out would look like a free
        day.

    Examples
    --------
    >>> [one.name for one in built_in_observances(date(2026, 2, 10), date(2026, 2, 17))]
    ['Lunar New Year, Tet, Seollal', "Presidents' Day"]
    """
    if last.year > last_known_year():
        raise InputError(
            f"the moving feasts after {last_known_year()} are not in the built-in list",
            value=last,
            fix="choose an earlier season, or renew planning/meetings/season/observances.toml",
        )
    found = [one for year in range(first.year - 1, last.year + 2) for one in _of_year(year)]
    touching = [one for one in found if one.meets((first, last))]
    return tuple(sorted(touching, key=lambda one: (one.first, one.name)))


def renew_observances(
    kept: Iterable[Observance], made_for: tuple[date, date], season: tuple[date, date], own: Iterable[Observance] = ()
) -> tuple[Observance, ...]:
    """Return a list made for one season for another: as it was kept, and built in where it said nothing yet.

    ``own`` are the department's own days, which stand over the built-in ones; see ``with_own``.

    Examples
    --------
    The list was made for May, without Memorial Day but with a fair; July comes with what is built in:

    >>> fair = Observance("Street fair", date(2026, 5, 9), date(2026, 5, 9))
    >>> may, both = (date(2026, 5, 1), date(2026, 5, 31)), (date(2026, 5, 1), date(2026, 7, 5))
    >>> [one.name for one in renew_observances([fair], may, both)][0]
    'Street fair'
    >>> "Memorial Day" in {one.name for one in renew_observances([fair], may, both)}
    False
    """
    first, last = season
    all_of_season = with_own(built_in_observances(first, last), (one for one in own if one.meets(season)))
    new = [one for one in all_of_season if not one.meets(made_for)]
    touching = [one for one in kept if one.meets(season)]
    found = dict.fromkeys(touching + new)
    return tuple(sorted(found, key=lambda one: (one.first, one.name)))


def with_own(built_in: Iterable[Observance], own: Iterable[Observance]) -> tuple[Observance, ...]:
    """Return the built-in list with a department's own days in it; of equal name and first day, the own stands.

    Examples
    --------
    >>> may = date(2026, 5, 1), date(2026, 5, 31)
    >>> own = [Observance("Memorial Day", date(2026, 5, 25), date(2026, 5, 25), strength=IGNORE),
    ...        Observance("Street fair", date(2026, 5, 9), date(2026, 5, 9))]
    >>> [(one.name, one.strength) for one in with_own(built_in_observances(*may), own)]
    [('Street fair', 'avoid'), ('Memorial Day', 'ignore'), ('Eid al-Adha', 'avoid')]
    """
    found = {(one.name, one.first): one for one in (*built_in, *own)}
    return tuple(sorted(found.values(), key=lambda one: (one.first, one.name)))


def own_observances(built_in: Iterable[Observance], changed: Iterable[Observance]) -> tuple[Observance, ...]:
    """Return what makes the built-in list into a changed one by ``with_own``; what is gone from it is ignored.

    Examples
    --------
    >>> season = built_in_observances(date(2026, 9, 1), date(2026, 12, 31))
    >>> changed = season[2:] + (Observance("Street fair", date(2026, 10, 3), date(2026, 10, 3)),)
    >>> set(with_own(season, own_observances(season, changed))) >= set(changed)
    True
    """
    before = {(one.name, one.first): one for one in built_in}
    after = {(one.name, one.first): one for one in changed}
    own = [one for key, one in after.items() if before.get(key) != one]
    own += [replace(one, strength=IGNORE) for key, one in before.items() if key not in after]
    return tuple(sorted(own, key=lambda one: (one.first, one.name)))


def _of_year(year: int) -> list[Observance]:
    table = _table()
    days: list[tuple[Mapping[str, Any], date]] = []
    days += [(row, date(year, row["month"], row["day"])) for row in table["fixed"]]
    days += [(row, _nth(year, row["month"], row["weekday"], row["nth"])) for row in table["weekday"]]
    days += [(row, easter(year) + timedelta(row["offset"])) for row in table["easter"]]
    days += [
        (row, day - timedelta(row["before"])) for row in table["by_year"] for day in row["dates"] if day.year == year
    ]
    return [
        Observance(
            row["name"],
            first,
            first + timedelta(row.get("days", 1) - 1),
            tuple(row.get("languages", ())),
            row.get("strength", AVOID),
        )
        for row, first in days
    ]


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    if nth < 0:
        after = date(year + month // 12, month % 12 + 1, 1)
        return after - timedelta((after.weekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))


def observances_frame(observances: Iterable[Observance]) -> pd.DataFrame:
    """Return observances as a table to be edited; ``languages`` as ids with blanks between."""
    rows = [
        {"name": o.name, "first": o.first, "last": o.last, "languages": " ".join(o.languages), "strength": o.strength}
        for o in observances
    ]
    return pd.DataFrame(rows, columns=list(OBSERVANCE_COLUMNS))


def read_observances(frame: pd.DataFrame) -> tuple[Observance, ...]:
    """Return observances from an edited table; rows without a name and a first day are skipped.

    Raises
    ------
    InputError
        If a day cannot be read, or a stretch ends before it begins.
    """
    found = []
    for row in frame.to_dict("records"):
        name, languages, strength = (_text(row[column]) for column in ("name", "languages", "strength"))
        if not name and not _text(row["first"]):
            continue
        if not name:
            raise InputError("a row of the days has no name", value=row["first"], fix="say what the day is")
        first = _day(row["first"], name)
        last = _day(row["last"], name) if _text(row["last"]) else first
        spoken = tuple(find_language(one).id for one in languages.replace(",", " ").split())
        found.append(Observance(name, first, last, spoken, strength.lower() or AVOID))
    return tuple(found)


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value).strip()


def _day(value: Any, name: str) -> date:
    try:
        day = pd.Timestamp(value)
    except (ValueError, TypeError) as error:
        raise InputError(f"the day of {name!r} cannot be read", value=value, fix="write 2026-11-08") from error
    if pd.isna(day):
        raise InputError(f"{name!r} has no first day", fix="write 2026-11-08")
    return day.date()
