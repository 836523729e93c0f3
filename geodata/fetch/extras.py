"""What a department can do without and may be fetched beside the rest, a row each.

What the Bureau does not have, or what does not fit the rest, stops nothing: it is told, and the department is made
without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

import geopandas as gpd

from geodata.department.department import Department
from geodata.department.findings import Finding
from geodata.department.provenance import Provenance
from geodata.fetch.census_api import CensusApi
from geodata.fetch.ground_files import fetch_ground
from geodata.fetch.inside_groups import fetch_detail, fetch_pumas
from geodata.fetch.replicate_files import fetch_replicates
from geodata.fetch.sources import FetchedTable, Sources
from geodata.fetch.web import OnBytes
from planning.errors import InputError, SourceError
from planning.need.need import LanguageTable


@dataclass(frozen=True, slots=True)
class Asked:
    """For which place and year something is fetched, and beside which language table and beats."""

    sources: Sources
    api: CensusApi
    state: str
    counties: tuple[str, ...]
    vintage: int
    table: LanguageTable
    beats: gpd.GeoDataFrame


@dataclass(frozen=True, slots=True)
class Extra:
    """One thing that may be fetched beside the rest.

    Attributes
    ----------
    name : str
        As the command line calls it.
    roles : tuple of str
        The inputs it gives.
    step : str
        What is being done, in words.
    use : str
        What it is for.
    without : str
        What holds where it cannot be had.
    fetch : callable
        Raises ``SourceError`` or ``InputError`` where it cannot be had.
    """

    name: str
    roles: tuple[str, ...]
    step: str
    use: str
    without: str
    fetch: Callable[[Asked, OnBytes], tuple[FetchedTable, ...]]


_ROWS = (
    Extra(
        "replicates",
        ("replicates",),
        "fetching variance replicates",
        "exact margins of error",
        "The usual margins of error count",
        lambda asked, tell: (fetch_replicates(asked.sources, asked.state, asked.vintage, asked.table, tell),),
    ),
    Extra(
        "detail",
        ("detail", "pumas"),
        "fetching languages inside combined groups",
        "what combined groups hold",
        "Combined groups stay unnamed",
        lambda asked, tell: (
            fetch_detail(asked.api, asked.state, asked.counties, asked.vintage, asked.table),
            fetch_pumas(asked.sources, asked.vintage, asked.table, tell),
        ),
    ),
    Extra(
        "ground",
        ("ground",),
        "fetching water, parks and main roads",
        "streets and water on the maps",
        "Maps show the areas alone",
        lambda asked, tell: (
            fetch_ground(asked.sources, asked.state, asked.counties, asked.vintage, asked.beats, tell),
        ),
    ),
)

EXTRAS: Mapping[str, Extra] = MappingProxyType({row.name: row for row in _ROWS})
"""What may be fetched beside the rest, by name."""


@dataclass(frozen=True, slots=True)
class FetchedExtras:
    """What was fetched beside the rest.

    Attributes
    ----------
    frames : dict of role to frame
    provenance : tuple of Provenance
    notes : tuple of str
    findings : tuple of Finding
        What could not be had, and what holds without it.
    """

    frames: dict[str, Any]
    provenance: tuple[Provenance, ...]
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]


def fetch_extras(
    names: tuple[str, ...], asked: Asked, run: Callable[[str, Callable[[OnBytes], Any]], Any]
) -> FetchedExtras:
    """Fetch some of ``EXTRAS``, a step each.

    Parameters
    ----------
    run : callable
        ``Steps.run`` of the fetch they are part of.
    """
    tables: list[FetchedTable] = []
    findings: list[Finding] = []
    for extra in map(EXTRAS.__getitem__, names):
        try:
            tables += run(extra.step, partial(extra.fetch, asked))
        except (SourceError, InputError) as error:
            findings.append(Finding("look", extra.use, f"Not to be had: {error.what}. {extra.without}."))
    return FetchedExtras(
        {table.role: table.frame for table in tables},
        tuple(table.provenance for table in tables),
        (*(note for table in tables for note in table.notes), *(finding.finding for finding in findings)),
        tuple(findings),
    )


def roles_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return the inputs that some of them give."""
    return tuple(role for name in names for role in EXTRAS[name].roles)


def extras_of(department: Department) -> tuple[str, ...]:
    """Return which of them a department has."""
    return tuple(name for name, extra in EXTRAS.items() if getattr(department, extra.roles[0]) is not None)
