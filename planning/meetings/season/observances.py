"""Days to keep free: holidays and observances, built in and open to change."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd

from planning.errors import InputError
from planning.languages.groups import LANGUAGES
from planning.languages.named import find_named
from planning.languages.spoken import clean_spoken, group_of, spoken_name

AVOID, ASK, IGNORE = "avoid", "ask", "ignore"
STRENGTHS = (AVOID, ASK, IGNORE)
OBSERVANCE_COLUMNS = ("name", "first", "last", "languages", "strength")

FEASTS = "feasts.csv"
"""The feasts of communities by language and year, written by ``benchmarks/observances.py``."""
FEAST_COLUMNS = ("name", "first", "last", "strength", "languages")


@dataclass(frozen=True, slots=True)
class Observance:
    """A stretch of days.

    Attributes
    ----------
    name : str
    first, last : date
        Both days count.
    languages : tuple of str
        Whose speakers it is likely to keep away, as ``planning.languages.spoken`` stores them: a census group, or one
        language inside a lump (``other:Somali``). Empty: everybody's.
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
                f"{self.name!r} is not one of {', '.join(STRENGTHS)}",
                value=self.strength,
                fix="write avoid, ask or ignore",
            )
        object.__setattr__(self, "languages", tuple(dict.fromkeys(map(clean_spoken, self.languages))))

    def concerns(self, day: date, languages: Iterable[str]) -> bool:
        """Return whether a meeting in these languages on this day would meet it.

        A meeting for a whole group meets the days of every language inside it, since any of them may come.

        Examples
        --------
        >>> eid = Observance("Eid al-Fitr", date(2026, 3, 20), date(2026, 3, 20), ("arabic", "other:Somali"))
        >>> [eid.concerns(date(2026, 3, 20), [one]) for one in ("arabic", "other", "other:Somali", "other:Igbo")]
        [True, True, True, False]
        """
        if not self.first <= day <= self.last:
            return False
        return not self.languages or any(_is_of(one, other) for one in self.languages for other in languages)

    def meets(self, span: tuple[date, date]) -> bool:
        """Return whether a day of it lies in a span; both ends of the span count."""
        return self.first <= span[1] and self.last >= span[0]


def _is_of(keeping: str, meeting: str) -> bool:
    """Return whether people who keep a day in one language may come to a meeting in the other."""
    return keeping == meeting or (group_of(keeping) == group_of(meeting) and (":" not in keeping or ":" not in meeting))


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


@cache
def _feasts() -> tuple[Observance, ...]:
    text = resources.files("planning.meetings.season").joinpath(FEASTS).read_text(encoding="utf-8")
    return tuple(
        Observance(
            row["name"],
            date.fromisoformat(row["first"]),
            date.fromisoformat(row["last"]),
            tuple(find_named(one).spoken for one in row["languages"].split("; ") if one),
            row["strength"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def known_years() -> tuple[int, int]:
    """Return the first and the last year whose feasts are in the built-in list.

    Examples
    --------
    >>> known_years()
    (2025, 2035)
    """
    table = _table()
    return int(table["first_year"]), int(table["last_year"])


def built_in_observances(first: date, last: date) -> tuple[Observance, ...]:
    """Return the built-in observances that touch a season, by day.

    Raises
    ------
    InputError
        If the season goes beyond the years whose moving feasts are known: leaving them out would look like a free
        day.

    Examples
    --------
    >>> [one.name for one in built_in_observances(date(2026, 2, 17), date(2026, 2, 17))]
    ['Carnival', 'Lunar New Year', 'Seollal, Korean New Year', 'Tet', 'Ramadan: the fast ends at sunset']
    """
    earliest, latest = known_years()
    if first.year < earliest or last.year > latest:
        raise InputError(
            f"the built-in list has no observances before {earliest} or after {latest}",
            value=first if first.year < earliest else last,
            fix="choose other dates, or renew the list: python -m benchmarks.observances",
        )
    found = [one for year in range(first.year - 1, last.year + 2) for one in _of_year(year)]
    touching = [one for one in (*found, *_feasts()) if one.meets((first, last))]
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
    >>> [(one.name, one.strength) for one in with_own(built_in_observances(*may), own)][1:5]
    [('Street fair', 'avoid'), ('Haitian Flag Day', 'avoid'), ("Buddha's Birthday", 'avoid'),
     ('Memorial Day', 'ignore')]
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
    """Return observances as a table to be edited; ``languages`` by name, with commas between."""
    rows = [
        {"name": o.name, "first": o.first, "last": o.last, "languages": _written(o.languages), "strength": o.strength}
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
            raise InputError("a row of the list has no name", value=row["first"], fix="say what the day is")
        first = _day(row["first"], name)
        last = _day(row["last"], name) if _text(row["last"]) else first
        spoken = tuple(map(clean_spoken, _parts(languages)))
        found.append(Observance(name, first, last, spoken, strength.lower() or AVOID))
    return tuple(found)


def _written(languages: Iterable[str]) -> str:
    return ", ".join(_name(one) for one in languages)


def _name(spoken: str) -> str:
    """Return a language by name where the name alone leads back to it, else as it is stored."""
    name = spoken_name(spoken)
    return name if "," not in name and clean_spoken(name) == spoken else spoken


def _parts(languages: str) -> list[str]:
    """Return the languages of a cell: by commas, or ids with blanks between as older files have them."""
    ids = languages.split()
    if ids and all(one in LANGUAGES for one in ids):
        return ids
    return [one.strip() for one in re.split("[,;]", languages) if one.strip()]


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value).strip()


def _day(value: Any, name: str) -> date:
    try:
        day = pd.Timestamp(value)
    except (ValueError, TypeError) as error:
        raise InputError(
            f"the day of {name!r} can’t be read", value=value, fix="write Nov. 8, 2026, as in the first row"
        ) from error
    if pd.isna(day):
        raise InputError(f"{name!r} has no first day", fix="write Nov. 8, 2026, as in the first row")
    return day.date()
