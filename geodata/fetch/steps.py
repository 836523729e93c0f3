"""The steps of a fetch: told of, stopped between, and the census side that every fetch has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import geopandas as gpd

from geodata.department.department import Department
from geodata.department.findings import Finding
from geodata.fetch.census_api import CensusApi
from geodata.fetch.census_tables import (
    FetchedLanguage,
    check_language_sum,
    fetch_figures,
    fetch_language,
    require_language_vintage,
)
from geodata.fetch.sources import Sources
from geodata.fetch.summary_file import bulk_address, fetch_bulk_language
from geodata.fetch.tables import S1601_LEP
from geodata.fetch.tiger import FetchedFrame, explain_join, fetch_tracts, require_counties
from geodata.fetch.web import OnBytes, Stopped
from geodata.files.sentences import first_of
from planning.errors import CrsError, SourceError

JOIN_FLOOR = 0.5
"""Below this share of tracts with a row, map and table are of different places or censuses."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a fetch has come.

    Attributes
    ----------
    step : str
        What is being done, in words.
    number, steps : int
        Which step this is, from 1, and how many there are.
    done, total : int or None
        Bytes (or rows of a map server's layer) so far and in all; None where not known.
    """

    step: str
    number: int
    steps: int
    done: int | None = None
    total: int | None = None

    @property
    def share(self) -> float:
        """How much of the whole is done, from 0 to 1, a step being as much as any other."""
        within = min(self.done / self.total, 1.0) if self.done is not None and self.total else 0.0
        return (self.number - 1 + within) / self.steps


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A department as it was fetched and saved, and what was found on the way.

    Attributes
    ----------
    department : Department
        Its notes hold every finding that is worth a look, so that the check report repeats them.
    findings : tuple of Finding
    """

    department: Department
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class CensusSide:
    """The census side of a department."""

    tracts: FetchedFrame
    language: FetchedLanguage
    finding: Finding
    notes: tuple[str, ...]


class Steps:
    """Counts the steps, tells of them, and stops between them."""

    def __init__(self, total: int, sources: Sources, on_progress: OnProgress | None) -> None:
        self._total, self._number = total, 0
        self._sources, self._on_progress = sources, on_progress

    def run(self, step: str, work: Callable[[OnBytes], _T]) -> _T:
        """Do one step; ``work`` is given what to tell its bytes or rows to."""
        if self._sources.cancel():
            raise Stopped
        self._number += 1
        here = Progress(step, self._number, self._total)
        self._tell(here)
        return work(lambda done, total: self._tell(replace(here, done=done, total=total)))

    def _tell(self, progress: Progress) -> None:
        if self._on_progress:
            self._on_progress(progress)


def require_place(state: str, counties: Sequence[str], vintage: int, bulk: bool, sources: Sources) -> None:
    """Raise ``PlanningError`` unless the place and the year can be fetched, before anything is."""
    require_counties(state, counties, vintage)
    require_language_vintage(vintage)
    if bulk:
        bulk_address(sources.acs_bulk, vintage)


def fetch_census(
    state: str,
    counties: Sequence[str],
    vintage: int,
    bulk: bool,
    beats: gpd.GeoDataFrame,
    sources: Sources,
    key: str | None,
    steps: Steps,
) -> CensusSide:
    """Fetch tracts and languages (three steps), and hold them against the beats and each other.

    Raises
    ------
    CrsError
        If the beats lie elsewhere than the counties.
    SourceError
        If the sources give nothing that can be used, or map and table do not fit.
    """
    tracts = steps.run("fetching census tracts", lambda tell: fetch_tracts(sources, state, counties, vintage, tell))
    require_same_ground(beats, tracts.frame, state, counties)
    api = CensusApi(sources, key)
    language = steps.run(
        "fetching languages by tract",
        lambda tell: (
            fetch_bulk_language(sources, state, counties, vintage, tell)
            if bulk
            else fetch_language(api, state, counties, vintage)
        ),
    )
    joined = explain_join(tracts.frame["geoid"], language.table.pop5.index, state, vintage)
    matched = tracts.frame["geoid"].isin(language.table.pop5.index).mean()
    if matched < JOIN_FLOOR:
        raise SourceError(f"map and language table do not fit: {joined[0].rstrip('.')}", fix="choose another year")
    finding = steps.run(
        "checking the sum of the languages", lambda _: _sum_finding(api, bulk, language, state, counties, vintage)
    )
    notes = (*tracts.notes, *language.notes, *joined, *_worth_a_look(finding))
    return CensusSide(tracts, language, finding, notes)


def _sum_finding(
    api: CensusApi, bulk: bool, language: FetchedLanguage, state: str, counties: Sequence[str], vintage: int
) -> Finding:
    subject = "sum of the language groups"
    if bulk:
        return Finding("fine", subject, "Not compared with table S1601, which the national file does not hold.")
    try:
        published = fetch_figures(api, "S1601", state, counties, vintage)
    except SourceError as error:
        return Finding("look", subject, f"Could not be compared with table S1601: {error.what}.")
    return check_language_sum(language.table, published.figures[S1601_LEP])


def _worth_a_look(finding: Finding) -> Iterator[str]:
    if finding.status != "fine":
        yield f"{finding.finding} {finding.fix}".strip()


def require_same_ground(beats: gpd.GeoDataFrame, tracts: gpd.GeoDataFrame, state: str, counties: Sequence[str]) -> None:
    """Raise ``CrsError`` if the beats lie nowhere near the tracts of the counties that were named."""
    west, south, east, north = (float(edge) for edge in tracts.total_bounds)
    beats_west, beats_south, beats_east, beats_north = (float(edge) for edge in beats.total_bounds)
    if beats_east < west or beats_west > east or beats_north < south or beats_south > north:
        raise CrsError(
            f"the beats do not lie in county {first_of(counties)} of state {state}: they run from {beats_west:.4f}, "
            f"{beats_south:.4f} to {beats_east:.4f}, {beats_north:.4f}, the county from {west:.4f}, {south:.4f} to "
            f"{east:.4f}, {north:.4f}",
            fix="check the FIPS codes, and which coordinate system the beat map is in",
        )
