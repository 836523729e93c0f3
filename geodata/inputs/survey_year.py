"""Which year's survey a file says it is of, by its name, its members, its metadata or a column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from geodata.files.columns import plain_name
from planning.errors import InputError

YEAR_COLUMNS = ("year", "endyear", "end_year", "vintage", "acs_year")

_SURE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"ACS(?:DT|ST|DP|SF|SE)?5Y(20\d\d)",  # ACSDT5Y2019.C16001, acsdt5y2022-c16001
        r"ACS_?(20\d\d)_?5[-_ ]?YR",  # acs2021_5yr_C16001_14000US41051000100
        r"ACS_?(\d\d)_?5[-_ ]?YR",  # ACS_17_5YR_C16001, ACS14_5yr
        r"ACS (20\d\d) 5-year",
        r"(20\d\d)[: ]+ACS 5-Year",
        r"20\d\d-(20\d\d) (?:American Community Survey|ACS)",
    )
)
_LOOSE = re.compile(r"(?<!\d)(20\d\d)(?!\d|-\d\d-\d\d|\d{4})")


@dataclass(frozen=True, slots=True)
class SurveyYear:
    """The last year of the survey a file says it is of; sure where no other year can be meant."""

    year: int
    sure: bool


def find_survey_year(file_name: str, said: Iterable[str], rows: Iterable[pd.DataFrame], name: str) -> SurveyYear | None:
    """Return the year a file says, or None.

    Parameters
    ----------
    file_name : str
    said : iterable of str
        What else tells it: names of members of a zip, metadata, notes.
    rows : iterable of DataFrame
        Tables, for a column of the year.

    Raises
    ------
    InputError
        If it says several years.

    Examples
    --------
    >>> find_survey_year("ACSDT5Y2019.C16001_2024-01-01T000000.zip", (), (), "x")
    SurveyYear(year=2019, sure=True)
    >>> find_survey_year("c16001_2021.csv", (), (), "x"), find_survey_year("c16001.csv", (), (), "x")
    (SurveyYear(year=2021, sure=False), None)
    """
    sure: set[int] = set()
    for text in (file_name, *said):
        sure |= {_full(match[1]) for pattern in _SURE for match in pattern.finditer(text)}
    for frame in rows:
        for column in frame.columns:
            if plain_name(column) in YEAR_COLUMNS:
                sure |= {int(cell) for cell in frame[column].unique() if re.fullmatch(r"20\d\d", str(cell))}
            sure |= {_full(match[1]) for pattern in _SURE[:3] if (match := pattern.search(column))}
    if len(sure) > 1:
        years = ", ".join(map(str, sorted(sure)))
        raise InputError(f"{name} holds tables of several years: {years}", fix="use one year")
    if sure:
        return SurveyYear(sure.pop(), True)
    loose = set(_LOOSE.findall(file_name))
    return SurveyYear(int(loose.pop()), False) if len(loose) == 1 else None


def hold_against(found: SurveyYear | None, vintage: int, name: str) -> tuple[str, ...]:
    """Return a note where a file's name has another year than the one that was told.

    Raises
    ------
    InputError
        If the file is surely of another year.

    Examples
    --------
    >>> hold_against(SurveyYear(2019, False), 2022, "c16001_2019.csv")
    ('c16001_2019.csv has 2019 in its name, and 2022 was told as the last year of its survey: look which is right.',)
    """
    if found is None or found.year == vintage:
        return ()
    if found.sure:
        raise InputError(
            f"{name} is of the survey {found.year - 4}-{found.year}, and {vintage} was told as its last year",
            fix=f"tell the year {found.year}, or give the table of {vintage - 4}-{vintage}",
        )
    return (
        f"{name} has {found.year} in its name, and {vintage} was told as the last year of its survey: "
        "look which is right.",
    )


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)
