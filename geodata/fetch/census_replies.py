"""What the Census API replies: told apart from pages and errors, and joined by GEOID, never by position."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from geodata.fetch.cache import CachedFile
from geodata.fetch.sources import KEY_VARIABLE
from geodata.fetch.web_answers import Answer, TryAgainError, judge_status
from geodata.files.sentences import first_of
from planning.errors import InputError, MissingKeyError, SourceError, UnavailableTableError
from planning.lists import counted

MAX_VARIABLES = 49
"""Of one request, the id of the place among them. The API takes 50; the ``census`` package cuts at 49."""
GEO_ID = "GEO_ID"

Level = Literal["tract", "block group", "public use microdata area"]
PUMA: Level = "public use microdata area"

LEVEL_CODES: Mapping[Level, str] = {"tract": "140", "block group": "150", PUMA: "795"}
LEVEL_COLUMNS: Mapping[Level, tuple[str, ...]] = {
    "tract": ("state", "county", "tract"),
    "block group": ("state", "county", "tract", "block group"),
    PUMA: ("state", PUMA),
}
GET_KEY = (
    "ask for a free key at https://api.census.gov/data/key_signup.html and write it into the field for it (at the "
    f"command line: into the environment variable {KEY_VARIABLE}), or use the bulk file, which needs no key"
)
_GEO_ID = re.compile(r"(\d{3})\w{4}US(\d+)")


@dataclass(frozen=True, slots=True)
class ApiTable:
    """Cells of one table for some counties, as published.

    Attributes
    ----------
    cells : DataFrame of str
        Indexed by GEOID (text, unique, sorted), a column a variable. Missing (NaN) where the source gave no cell.
    no_row : tuple of (str, tuple of str)
        Places that are missing from a part of the reply, and the variables of that part.
    files : tuple of CachedFile
        The replies.
    """

    cells: pd.DataFrame
    no_row: tuple[tuple[str, tuple[str, ...]], ...]
    files: tuple[CachedFile, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What was noticed, as sentences for the check report."""
        if not self.no_row:
            return ()
        places = {geoid for geoid, _ in self.no_row}
        return (
            f"The Census API sent only part of {counted(len(places), 'place')} ({first_of(places)}). The rest "
            "is missing there, and nothing was moved into its place.",
        )


@dataclass(frozen=True, slots=True)
class ApiRequest:
    """What a request is about, for the sentences of its errors."""

    vintage: int
    level: Level
    place: str
    """As ``county 051`` or ``state 41``."""
    refresh: bool = False


class ReplyJudge:
    """Says what an answer of the API means."""

    def __init__(self, asked: ApiRequest) -> None:
        self.asked = asked
        self.key_refusals = 0

    def __call__(self, answer: Answer) -> None:
        """Raise unless the answer is a whole table."""
        self._check_key(answer)
        if answer.status in (400, 404):
            raise self._unavailable(answer)
        if answer.status == 204:
            raise UnavailableTableError(
                f"the Census API has no {self.asked.level} in {self.asked.place} for {self.asked.vintage}",
                fix="check the FIPS code. Connecticut has planning regions instead of counties from 2022",
            )
        judge_status(answer)
        if answer.is_html:
            raise TryAgainError("sent a web page instead of data")
        if not is_whole_reply(answer.path.read_bytes()):
            raise TryAgainError("sent a reply that breaks off")

    def _check_key(self, answer: Answer) -> None:
        page = answer.headers.get("location", "").lower()
        title = answer.start().decode("utf-8", errors="replace").lower() if answer.is_html else ""
        if "invalid_key" in page or "<title>invalid key" in title:
            self.key_refusals += 1
            if self.key_refusals < 2:  # now and then a good key is refused once
                raise TryAgainError("did not know the key", 0.0)
            raise MissingKeyError("the Census API does not know the key", fix=GET_KEY)
        if "missing_key" in page or "<title>missing key" in title or "x-datawebapi-keyerror" in answer.headers:
            raise MissingKeyError("the Census API says that the key is missing or invalid", fix=GET_KEY)
        if 300 <= answer.status < 400:
            raise SourceError(
                f"{answer.host} points to another address, which is not followed", fix="check the Census API's address"
            )

    def _unavailable(self, answer: Answer) -> UnavailableTableError:
        said = "" if answer.is_html else answer.start(200).decode("utf-8", errors="replace").splitlines()[0:1]
        reason = f" ({said[0].strip()})" if said and answer.status == 400 else ""
        return UnavailableTableError(
            f"the Census API does not have this table by {self.asked.level} for {self.asked.vintage}{reason}",
            fix=(
                "choose another year. Tables by language and tract begin with 2016, and a year is published in "
                "the December after it"
            ),
        )


def is_whole_reply(body: bytes) -> bool:
    """Return whether a body is a table: a header of distinct names and rows as long as it.

    Examples
    --------
    >>> is_whole_reply(b'[["GEO_ID","state"],["1400000US41","41"]]'), is_whole_reply(b'[["GEO_ID","state"],["1400')
    (True, False)
    """
    try:
        table = json.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return False
    if not isinstance(table, list) or not table or not all(isinstance(row, list) for row in table):
        return False
    header = table[0]
    if not all(isinstance(name, str) for name in header) or len(set(header)) != len(header):
        return False
    plain = (str, int, float, type(None))
    return all(len(row) == len(header) and all(isinstance(cell, plain) for cell in row) for row in table[1:])


def in_parts(variables: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the variables in parts of nearly equal length, each short enough for one request.

    Examples
    --------
    >>> [len(part) for part in in_parts([f"C16001_{line:03d}E" for line in range(1, 51)])]
    [25, 25]
    """
    distinct = list(dict.fromkeys(variables))
    parts = max(1, -(-len(distinct) // (MAX_VARIABLES - 1)))
    size = -(-len(distinct) // parts)
    return [tuple(distinct[start : start + size]) for start in range(0, len(distinct), size)]


def rows_frame(
    rows: Sequence[Mapping[str, str | None]], variables: tuple[str, ...], level: Level, inside: str
) -> pd.DataFrame:
    """Return the rows of one reply as text by GEOID; ``inside`` are the digits of the county or state asked for.

    Raises
    ------
    UnavailableTableError
        If a variable that was asked for is not there, or there are no rows.
    SourceError
        If a row does not say which place it is, names two, is of another county, or stands there twice.
    """
    if not rows:
        raise UnavailableTableError(f"the Census API has no {level} in {inside}", fix="check the FIPS code")
    lacking = [variable for variable in variables if variable not in rows[0]]
    if lacking:
        raise UnavailableTableError(f"the Census API’s reply is missing {first_of(lacking)}", fix="choose another year")
    ids = [_geoid(row, level) for row in rows]
    strangers = [geoid for geoid in ids if not geoid.startswith(inside)]
    if strangers:
        raise SourceError(f"the Census API sent places outside {inside}: {first_of(strangers)}", fix="try again later")
    index = pd.Index(ids, dtype="str", name="geoid")
    require_distinct(index, "the Census API")
    # Null is a cell the source left blank, which is not the same as a row it did not send.
    cells = {name: ["null" if row[name] is None else str(row[name]) for row in rows] for name in variables}
    return pd.DataFrame(cells, index=index, dtype="str")


def _geoid(row: Mapping[str, str | None], level: Level) -> str:
    match = _GEO_ID.fullmatch(row.get(GEO_ID) or "")
    codes = [row.get(column) or "" for column in LEVEL_COLUMNS[level]]
    if match is None or match[1] != LEVEL_CODES[level] or (all(codes) and "".join(codes) != match[2]):
        raise SourceError(
            "a row of the Census API's reply does not say which place it is",
            value=str(row.get(GEO_ID))[:40],
            fix="try again later",
        )
    return match[2]


def require_distinct(index: pd.Index, source: str) -> None:
    """Raise ``SourceError`` if a place stands in two rows."""
    twice = index[index.duplicated()]
    if len(twice):
        raise SourceError(f"{source} sent places twice: {first_of(twice)}", fix="try again later")


def join_parts(parts: Sequence[pd.DataFrame], files: tuple[CachedFile, ...] = ()) -> ApiTable:
    """Join the parts of a reply by GEOID; a row missing from a part is named, and its cells stay missing.

    Examples
    --------
    >>> one = pd.DataFrame({"a": ["1", "2"]}, index=["t1", "t2"])
    >>> two = pd.DataFrame({"b": ["30", "10"]}, index=["t3", "t1"])
    >>> table = join_parts([one, two])
    >>> table.cells.fillna("-").to_dict("index")
    {'t1': {'a': '1', 'b': '10'}, 't2': {'a': '2', 'b': '-'}, 't3': {'a': '-', 'b': '30'}}
    >>> table.no_row
    (('t2', ('b',)), ('t3', ('a',)))
    """
    every = sorted(set().union(*(part.index for part in parts)))
    index = pd.Index(every, dtype="str", name="geoid")
    if not parts:
        raise InputError("you named no variables")
    absent = [(geoid, tuple(map(str, part.columns))) for part in parts for geoid in index.difference(part.index)]
    cells = pd.concat([part.reindex(index) for part in parts], axis="columns")
    return ApiTable(cells, tuple(sorted(absent)), files)
