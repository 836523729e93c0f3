"""Dates as rosters have them: ISO, American, European, spelled out, or the number Excel keeps for a day."""

from __future__ import annotations

import datetime
import re

import pandas as pd

from geodata.files.sentences import first_of
from planning.lists import counted

EXCEL_DAY_ZERO = datetime.date(1899, 12, 30)
"""Excel counts days from here; the two days it is off by stem from a leap year 1900 that never was."""

FIRST_YEAR, LAST_YEAR = 1950, 2100
_SLASHED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_SPELLED = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%d-%b-%Y", "%d-%b-%y", "%B %d, %Y", "%b %d, %Y")
PIVOT = 69
"""Two-digit years up to this are of this century: the usual rule of spreadsheets is 29, but nobody is tested ahead."""


def read_dates(column: pd.Series, name: str, notes: list[str]) -> pd.Series:
    """Return dates as ``YYYY-MM-DD``; a cell that is no date stays as it was written, and a note says so.

    Parameters
    ----------
    column : Series of str
        Indexed by the row a person sees; missing stays missing.
    name : str
        The file's name, for notes.
    notes : list of str
        Sentences are added.

    Notes
    -----
    Whether 05/04/2024 is the fourth of May or the fifth of April is settled by the column: one first number
    above 12 makes them all day first. Where nothing settles it the month comes first, and a note says so.

    Examples
    --------
    >>> notes = []
    >>> read_dates(pd.Series(["2024-05-01", "25/12/2023", "45413", "1/2/2024", "spring"]), "r.csv", notes).tolist()
    ['2024-05-01', '2023-12-25', '2024-05-01', '2024-02-01', 'spring']
    >>> notes
    ['r.csv: 1 cell is no date and was kept as written: spring.']
    """
    known = column.dropna().astype("str").str.strip()
    cells = known.tolist()
    slashed = [found for cell in cells if (found := _SLASHED.fullmatch(cell))]
    day_first = any(int(found[1]) > 12 for found in slashed)
    month_first = any(int(found[2]) > 12 for found in slashed)
    days = [_read_date(cell, day_first and not month_first) for cell in cells]
    _tell_order(slashed, day_first, month_first, str(column.name), name, notes)
    wrong = [cell for cell, day in zip(cells, days, strict=True) if day is None]
    if wrong:
        verb = "is no date and was" if len(wrong) == 1 else "are no dates and were"
        notes.append(f"{name}: {counted(len(wrong), 'cell')} {verb} kept as written: {first_of(wrong)}.")
    written = [day.isoformat() if day else cell for cell, day in zip(cells, days, strict=True)]
    return pd.Series(written, index=known.index, dtype="str", name=str(column.name)).reindex(column.index)


def _tell_order(
    slashed: list[re.Match[str]], day_first: bool, month_first: bool, column: str, name: str, notes: list[str]
) -> None:
    unsure = [found for found in slashed if int(found[1]) <= 12 and int(found[2]) <= 12 and found[1] != found[2]]
    if day_first and month_first:
        notes.append(
            f"{name}, column {column!r}, writes dates both day first and month first. Each was read as it "
            f"must be, and {counted(len(unsure), 'date')} that could be either were read month first."
        )
    elif unsure and not day_first and not month_first:
        notes.append(
            f"{name}, column {column!r}, does not say whether day or month comes first. Month first was used: "
            f"{first_of(found[0] for found in unsure)}."
        )


def _read_date(cell: str, day_first: bool) -> datetime.date | None:
    if found := _ISO.fullmatch(cell):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _SLASHED.fullmatch(cell):
        first, second, year = int(found[1]), int(found[2]), _full_year(found[3])
        day, month = (first, second) if day_first or first > 12 else (second, first)
        return _date(year, month, day)
    if _SERIAL.fullmatch(cell):
        return _in_range(EXCEL_DAY_ZERO + datetime.timedelta(days=int(float(cell))))
    for pattern in _SPELLED:
        try:
            return _in_range(datetime.datetime.strptime(cell, pattern).date())
        except ValueError:
            continue
    return None


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return 2000 + year if year <= PIVOT else 1900 + year


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return _in_range(datetime.date(year, month, day))
    except ValueError:
        return None


def _in_range(day: datetime.date) -> datetime.date | None:
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
