"""The census tables the product may ask for, a row each: who is counted, what for, and which variables are fetched.

To add one: give it a row. ``census_tables.fetch_figures`` then fetches it; nothing that stands in no row can be asked
for. C16001 by tract carries every figure by language. S1601 is fetched to check that its twelve groups sum right.
C16002 (households) and B16004 (persons by age) exist by block group for four broad groups of languages: they may
spread a tract inside itself, and are never persons per language. None of the three enters a need figure, and neither
does B16001, which tells the languages inside combined groups for PUMAs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from geodata.fetch.census_replies import PUMA, Level
from geodata.files.privacy import about_forbidden_table
from planning.errors import RefusedError
from planning.languages.detailed import DETAILED
from planning.languages.detailed import TABLE as DETAIL
from planning.languages.groups import LANGUAGES, POPULATION_LINE

Dataset = Literal["acs5", "acs5/subject"]

S1601_POPULATION, S1601_LEP = "S1601_C01_001E", "S1601_C05_001E"
"""Population 5 years and over, and those of them who speak English less than "very well", all languages together."""


@dataclass(frozen=True, slots=True)
class CensusTable:
    """A census table the product may ask for.

    Attributes
    ----------
    id : str
    universe : str
        Who is counted.
    use : str
        What it is for here.
    level : str
        The smallest places it is used for.
    allowed : str
        Regular expression of the variables that may be asked for.
    dataset : str or None
        Where the Census API has it; None where another source gives it.
    variables : tuple of str
        What is fetched from there; none where nothing asks for it yet.
    """

    id: str
    universe: str
    use: str
    level: Level | Literal["block"]
    allowed: str
    dataset: Dataset | None = None
    variables: tuple[str, ...] = ()


_LANGUAGE_LINES = tuple(
    sorted(
        {POPULATION_LINE} | {line for group in LANGUAGES.values() for line in (group.very_well_line, group.lep_line)}
    )
)
_ROWS = (
    CensusTable(
        "C16001",
        "persons 5 and over",
        "every figure by language",
        "tract",
        r"C16001_(?!000)0([0-2]\d|3[0-8])(E|M|EA|MA)",
        "acs5",
        tuple(f"C16001_{line:03d}{kind}" for line in _LANGUAGE_LINES for kind in "EM"),
    ),
    CensusTable(
        "C16002",
        "households",
        "spreading a tract inside itself, never as persons",
        "block group",
        r"C16002_(?!000)0(0\d|1[0-4])(E|M|EA|MA)",
        "acs5",
    ),
    CensusTable(
        "B16004",
        "persons 5 and over",
        "spreading a tract inside itself",
        "block group",
        r"B16004_(?!000)0([0-5]\d|6[0-7])(E|M|EA|MA)",
        "acs5",
    ),
    CensusTable(
        "S1601",
        "persons 5 and over",
        "a check on the twelve groups",
        "tract",
        r"S1601_C0[1-6]_(?!000)0([01]\d|2[0-4])(E|M|EA|MA)",
        "acs5/subject",
        (S1601_POPULATION, S1601_LEP),
    ),
    CensusTable(
        DETAIL,
        "persons 5 and over",
        "which languages the combined groups hold around, never shared out",
        PUMA,
        r"B16001_(?!000)(0\d\d|1[01]\d|12[0-8])(E|M|EA|MA)",
        "acs5",
        tuple(f"{DETAIL}_{row.lep_line:03d}{kind}" for row in DETAILED.values() for kind in "EM"),
    ),
    CensusTable("B01003", "persons", "population", "tract", r"B01003_001(E|M|EA|MA)"),
    CensusTable("P1", "persons", "population of blocks", "block", r"P1_001N|P001001"),
)

CENSUS_TABLES: Mapping[str, CensusTable] = MappingProxyType({row.id: row for row in _ROWS})
"""The census tables that may be fetched, by id."""

NAME_VARIABLES = frozenset({"NAME", "GEO_ID", "GEOID", "state", "county", "tract", "block group", "block"})


def require_allowed_variable(name: str) -> None:
    """Raise unless a census variable is of a table the product may use.

    Raises
    ------
    RefusedError

    Examples
    --------
    >>> require_allowed_variable("C16001_005E")
    >>> require_allowed_variable("B05001_001E")
    Traceback (most recent call last):
    planning.errors.RefusedError: the census variable 'B05001_001E' is about citizenship, nativity and year of
    entry, which is refused here: use one of the tables C16001, C16002, B16004, S1601, B16001, B01003,
    P1.
    """
    if name in NAME_VARIABLES or any(re.fullmatch(row.allowed, name) for row in _ROWS):
        return
    about = about_forbidden_table(name)
    what = f"is about {about}, which is refused here" if about else "is not one this product may use"
    raise RefusedError(f"the census variable {name!r} {what}", fix=f"use one of the tables {', '.join(CENSUS_TABLES)}")
