"""The Census API, asked through the ``census`` package with what that package lacks.

Tried at ``census`` 0.8.27: it has no time-outs, retries one sentence of one error, follows the redirect to the
"Missing Key" page, puts the key into the text of every connection error, asks once more for the type of every
variable, and joins the parts of a long request by position, so that a missing row gives one tract's figures to
another. Here the package builds the requests and reads the replies; ``_Session`` carries them (time-outs, tries,
cache, no redirects, key hidden), every request has at most 49 variables, and parts are joined by GEOID.

Documentation of the API: https://www.census.gov/data/developers/guidance/api-user-guide.html; the key is
compulsory, and its absence is answered by a redirect to ``missing_key.html`` with ``X-DataWebAPI-KeyError``.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd
from census.core import ACS5Client, ACS5StClient

from geodata.fetch.cache import CachedFile
from geodata.fetch.census_replies import (
    GEO_ID,
    GET_KEY,
    PUMA,
    ApiRequest,
    ApiTable,
    Level,
    ReplyJudge,
    in_parts,
    join_parts,
    require_distinct,
    rows_frame,
)
from geodata.fetch.sources import CENSUS_API, KEY_VARIABLE, Sources
from geodata.fetch.tables import Dataset, require_allowed_variable
from geodata.fetch.web import WebClient, address_of
from planning.errors import MissingKeyError

MAX_AGE = datetime.timedelta(days=180)
"""A published vintage hardly changes; the Bureau corrects one now and then."""


def read_key(given: str | None = None) -> str:
    """Return the key, from the argument or the environment.

    Raises
    ------
    MissingKeyError
        If there is none, or it cannot be one. The key itself is not said.

    Examples
    --------
    >>> read_key("  0123abcd  ")
    '0123abcd'
    >>> read_key("two words")
    Traceback (most recent call last):
    planning.errors.MissingKeyError: the Census key holds blanks or signs that no key has: ask for a free key at ...
    """
    key = (os.environ.get(KEY_VARIABLE, "") if given is None else given).strip()
    if not key:
        raise MissingKeyError("the Census API needs a key, and none was given", fix=GET_KEY)
    if not re.fullmatch(r"[A-Za-z0-9_-]{4,128}", key):
        raise MissingKeyError("the Census key holds blanks or signs that no key has", fix=GET_KEY)
    return key


class CensusApi:
    """Fetches cells of allowed tables, county by county.

    Parameters
    ----------
    sources : Sources
    key : str, optional
        Else ``CENSUS_API_KEY``. Not needed for what is in the cache.

    Notes
    -----
    May be shared between threads: each has its own client and connection.
    """

    __slots__ = ("_key", "_local", "_sources")

    def __init__(self, sources: Sources, key: str | None = None) -> None:
        self._sources = sources
        self._key = key
        self._local = threading.local()

    def __repr__(self) -> str:
        return f"CensusApi({self._sources.census_api!r})"

    def fetch(
        self,
        dataset: Dataset,
        variables: Sequence[str],
        vintage: int,
        level: Level,
        state: str,
        counties: Sequence[str],
    ) -> ApiTable:
        """Return the cells of some variables for every place of some counties.

        Parameters
        ----------
        dataset : {"acs5", "acs5/subject"}
        variables : sequence of str
            Any number; asked in parts and joined by GEOID.
        vintage : int
            Last year of the five.
        level : {"tract", "block group", "public use microdata area"}
        state, counties : str
            FIPS codes of two and of three digits. PUMAs lie in no county: those of the whole state are fetched.

        Raises
        ------
        RefusedError
            For a variable that may not be used.
        MissingKeyError, UnavailableTableError, SourceError
        """
        for variable in variables:
            require_allowed_variable(variable)
        parts = in_parts(variables)
        tables: list[ApiTable] = []
        for county in [""] if level == PUMA else counties:
            place = (vintage, level, state, county)
            replies = [self._part(dataset, part, place, refresh=False) for part in parts]
            if len({frozenset(rows.index) for rows, _ in replies}) > 1:  # may be a passing fault: ask once more
                replies = [self._part(dataset, part, place, refresh=True) for part in parts]
            tables.append(join_parts([rows for rows, _ in replies], tuple(file for _, file in replies)))
        cells = pd.concat([table.cells for table in tables]).sort_index()
        require_distinct(cells.index, self._sources.census_api)
        return ApiTable(
            cells,
            tuple(missing for table in tables for missing in table.no_row),
            tuple(file for table in tables for file in table.files),
        )

    def _part(
        self, dataset: Dataset, variables: tuple[str, ...], place: tuple[int, Level, str, str], *, refresh: bool
    ) -> tuple[pd.DataFrame, CachedFile]:
        vintage, level, state, county = place
        session = self._session()
        where = f"county {county}" if county else f"state {state}"
        session.asked = ApiRequest(vintage, level, where, refresh and not self._sources.offline)
        client = _client_of(dataset, session)
        inside = f"state:{state} county:{county}" if county else f"state:{state}"
        rows = client.get([GEO_ID, *variables], geo={"for": f"{level}:*", "in": inside}, year=vintage)
        assert session.file is not None
        return rows_frame(rows, variables, level, state + county), session.file

    def _session(self) -> _Session:
        session: _Session | None = getattr(self._local, "session", None)
        if session is None:
            session = _Session(self._sources.client(), self._sources.census_api, self._key)
            self._local.session = session
        return session


@dataclass(slots=True)
class _Session:
    """What the ``census`` package takes for its HTTP session."""

    client: WebClient
    host: str
    key: str | None
    asked: ApiRequest | None = None
    file: CachedFile | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, address: str, params: Mapping[str, str]) -> _Reply:
        """Fetch a reply from the cache or the API."""
        assert self.asked is not None
        query = {name: value for name, value in params.items() if name != "key"}
        where = self.host + address.removeprefix(CENSUS_API)
        judge = ReplyJudge(self.asked)
        usual = self.client.refresh
        self.client.refresh = usual or self.asked.refresh
        try:
            self.file = self.client.find_fresh(where, query, MAX_AGE) or self._ask(where, query, judge)
        finally:
            self.client.refresh = usual
        return _Reply(self.file.path)

    def _ask(self, where: str, query: dict[str, str], judge: ReplyJudge) -> CachedFile:
        secret: dict[str, str] = {}
        if not self.client.offline:
            try:
                secret = {"key": read_key(self.key)}
            except MissingKeyError as error:
                kept = self.client.cache.find(address_of(where, query))
                if kept is None:
                    raise
                return replace(kept, why_old=error.what)
        return self.client.fetch(where, query, secret=secret, suffix=".json", judge=judge, max_age=MAX_AGE, redirects=0)


@dataclass(frozen=True, slots=True)
class _Reply:
    """What the ``census`` package takes for an HTTP response; only good replies come this far."""

    path: Path
    status_code: int = 200

    def json(self) -> Any:
        return json.loads(self.path.read_text(encoding="utf-8-sig"))


class _Acs5(ACS5Client):  # type: ignore[misc]
    def _field_type(self, field: str, year: int) -> type[str]:
        return str  # cells stay as published; the package would ask the API once a variable


class _Acs5Subject(ACS5StClient):  # type: ignore[misc]
    def _field_type(self, field: str, year: int) -> type[str]:
        return str


def _client_of(dataset: Dataset, session: _Session) -> Any:
    # The package wants a key and would send it; the session reads the real one when it is needed.
    kind = _Acs5 if dataset == "acs5" else _Acs5Subject
    return kind("in the session", session=session, retries=1)
