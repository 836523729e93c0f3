"""TIGER/Line: census tracts of the right year, and the 2020 blocks with their people.

- Tracts: ``TIGERyyyy/TRACT/tl_yyyy_SS_tract.zip`` of the survey's own year, since the survey is tabulated for the
  tracts of its last January. So tracts of the 2010 census serve up to ACS 2019, those of the 2020 census from ACS
  2020, and Connecticut's planning regions (09110 to 09190) replace its counties (09001 to 09015) from 2022.
- Blocks: ``TIGER2020/TABBLOCK20/tl_2020_SS_tabblock20.zip``. Columns: GEOID20 (15 digits), POP20, INTPTLAT20,
  INTPTLON20 (a point inside the block). Source: "Record Layout for 2020 Census Tabulation Blocks Shapefile with
  2020 Census Population and Housing Unit Counts",
  https://www.census.gov/programs-surveys/geography/technical-documentation/complete-technical-documentation/tiger-geo-line.2020.html,
  which adds that block counts carry random noise that protects privacy. The Bureau publishes no later count by
  block, so they serve every vintage; for tracts of 2010 a block lies in the tract that contains its point.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.department.provenance import Provenance
from geodata.fetch.cache import CachedFile
from geodata.fetch.dbf import read_dbf_columns
from geodata.fetch.sources import Sources, census_provenance, old_copy_notes
from geodata.fetch.web import OnBytes
from geodata.fetch.web_answers import Answer, TryAgainError, judge_file
from geodata.files.archives import unpack
from geodata.files.limits import GIGABYTE, MEGABYTE, Limits
from geodata.files.sentences import first_of
from geodata.inputs.county_codes import CONNECTICUT, FIRST_PLANNING_REGIONS, OLD_CONNECTICUT, PLANNING_REGIONS
from geodata.inputs.tracts import read_tracts
from planning.errors import InputError, SourceError, UnavailableTableError
from planning.lists import counted

FIRST_2020_TRACTS = 2020
WATER_TRACT = "99"
"""Tract codes that begin so are all water."""

STATE_FILE = Limits(
    file_bytes=2 * GIGABYTE,
    unpacked_bytes=6 * GIGABYTE,
    features=1_000_000,
    vertices=40_000_000,
    seconds=180,
    memory_bytes=6 * GIGABYTE,
    written_bytes=GIGABYTE,
)
"""The Bureau's own files of a whole state: the largest, the blocks of Texas, are half a gigabyte packed."""
BLOCK_COLUMNS = ("GEOID20", "POP20", "INTPTLAT20", "INTPTLON20")
_MAX_TRACTS = 200 * MEGABYTE


@dataclass(frozen=True, slots=True)
class FetchedFrame:
    """Tracts or population points as they were fetched, cut to the counties.

    Attributes
    ----------
    frame : GeoDataFrame
        As ``geodata.inputs.tracts`` or ``geodata.inputs.population`` give it.
    notes : tuple of str
    provenance : Provenance
    """

    frame: gpd.GeoDataFrame
    notes: tuple[str, ...]
    provenance: Provenance


def require_counties(state: str, counties: Sequence[str], vintage: int) -> None:
    """Raise unless the FIPS codes are written right, and are those of the year.

    Raises
    ------
    InputError

    Examples
    --------
    >>> require_counties("41", ["051"], 2024)
    >>> require_counties("09", ["001"], 2024)
    Traceback (most recent call last):
    ...
    planning.errors.InputError: from 2022 the census has planning regions instead of counties in Connecticut (got
    '001'): use one of 110 Capitol, 120 Greater Bridgeport, 130 Lower Connecticut River Valley, 140 Naugatuck Valley,
    150 Northeastern, 160 Northwest Hills, 170 South Central, 180 Southeastern, 190 Western, or choose a year before
    2022.
    """
    if not (len(state) == 2 and state.isdigit()):
        raise InputError("a state's FIPS code has two digits", value=state[:20], fix="write it as 06, not 6 or CA")
    wrong = [county for county in counties if not (len(county) == 3 and county.isdigit())]
    if wrong or not counties:
        shown = wrong[0][:20] if wrong else ""
        raise InputError("a county's FIPS code has three digits", value=shown, fix="write it as 051, not 51 or 41051")
    if state != CONNECTICUT:
        return
    later = vintage >= FIRST_PLANNING_REGIONS
    strange = sorted(set(counties) & (set(OLD_CONNECTICUT) if later else set(PLANNING_REGIONS)))
    if strange and later:
        known = ", ".join(f"{code} {name}" for code, name in PLANNING_REGIONS.items())
        raise InputError(
            f"from {FIRST_PLANNING_REGIONS} the census has planning regions instead of counties in Connecticut",
            value=strange[0],
            fix=f"use one of {known}, or choose a year before {FIRST_PLANNING_REGIONS}",
        )
    if strange:
        raise InputError(
            f"before {FIRST_PLANNING_REGIONS} the census has counties in Connecticut, not planning regions",
            value=strange[0],
            fix=f"use one of {', '.join(OLD_CONNECTICUT)}",
        )


def tract_decade(vintage: int) -> int:
    """Return the census whose tracts a survey year is tabulated for.

    Examples
    --------
    >>> tract_decade(2019), tract_decade(2020)
    (2010, 2020)
    """
    return 2020 if vintage >= FIRST_2020_TRACTS else 2010


def tract_address(host: str, state: str, vintage: int) -> str:
    """Return where the tracts of a state stand.

    Examples
    --------
    >>> tract_address("https://www2.census.gov", "41", 2019)
    'https://www2.census.gov/geo/tiger/TIGER2019/TRACT/tl_2019_41_tract.zip'
    """
    return f"{host}/geo/tiger/TIGER{vintage}/TRACT/tl_{vintage}_{state}_tract.zip"


def block_address(host: str, state: str) -> str:
    """Return where the 2020 blocks of a state stand.

    Examples
    --------
    >>> block_address("https://www2.census.gov", "41")
    'https://www2.census.gov/geo/tiger/TIGER2020/TABBLOCK20/tl_2020_41_tabblock20.zip'
    """
    return f"{host}/geo/tiger/TIGER2020/TABBLOCK20/tl_2020_{state}_tabblock20.zip"


def fetch_tracts(
    sources: Sources, state: str, counties: Sequence[str], vintage: int, on_bytes: OnBytes | None = None
) -> FetchedFrame:
    """Fetch the tracts of some counties, in the boundaries of the survey's year.

    Raises
    ------
    InputError
        For FIPS codes that cannot be, or are of other years.
    UnavailableTableError
        If the year or the state is not published, or a county has no tract in it.
    SourceError
    """
    require_counties(state, counties, vintage)
    file = sources.client().fetch(
        tract_address(sources.tiger, state, vintage),
        suffix=".zip",
        judge=judge_zip,
        max_bytes=_MAX_TRACTS,
        on_bytes=on_bytes,
    )
    found = read_tracts(file.path, limits=STATE_FILE)
    tracts = found.tracts
    in_county = tracts["geoid"].str.startswith(tuple(state + county for county in counties))
    without = [county for county in counties if not tracts["geoid"].str.startswith(state + county).any()]
    if without:
        raise UnavailableTableError(
            f"there is no tract of county {first_of(without)} in TIGER/Line {vintage} of state {state}",
            fix="check the FIPS codes",
        )
    return FetchedFrame(
        tracts[in_county].reset_index(drop=True),
        (*found.notes, *old_copy_notes((file,))),
        census_provenance("tracts", f"TIGER/Line {vintage}, census tracts", str(vintage), (file,)),
    )


def fetch_blocks(
    sources: Sources, state: str, counties: Sequence[str], tracts: gpd.GeoDataFrame, on_bytes: OnBytes | None = None
) -> FetchedFrame:
    """Fetch the 2020 blocks of some counties: a point inside each, and its people.

    Parameters
    ----------
    sources, state, counties
    tracts : GeoDataFrame
        The tracts the blocks are for; needed where the county codes of 2020 are not those of the year.

    Raises
    ------
    SourceError
        If the file does not hold what its layout says.
    """
    file = sources.client().fetch(
        block_address(sources.tiger, state),
        suffix=".zip",
        judge=judge_zip,
        max_bytes=STATE_FILE.file_bytes,
        on_bytes=on_bytes,
    )
    regions = state == CONNECTICUT and bool(set(counties) & set(PLANNING_REGIONS))
    starts = [state] if regions else [state + county for county in counties]
    blocks = _read_blocks(file, starts)
    if regions:
        blocks = blocks[blocks.within(tracts.union_all())].reset_index(drop=True)
    if blocks.empty or not blocks["pop"].sum() > 0:
        raise SourceError(
            f"the 2020 blocks of state {state} have no people in county {first_of(counties)}",
            fix="check the FIPS codes",
        )
    return FetchedFrame(
        blocks,
        old_copy_notes((file,)),
        census_provenance("population", "TIGER/Line 2020, census blocks with 2020 population", "2020", (file,)),
    )


def judge_zip(answer: Answer) -> None:
    """Accept a whole zip."""
    judge_file(answer)
    with answer.path.open("rb") as file:
        start = file.read(4)
        file.seek(max(0, answer.path.stat().st_size - 66_000))
        end = file.read()
    if start != b"PK\x03\x04" or b"PK\x05\x06" not in end:
        raise TryAgainError("sent a zip that breaks off")


def _read_blocks(file: CachedFile, starts: Sequence[str]) -> gpd.GeoDataFrame:
    with tempfile.TemporaryDirectory(prefix="common-tongue-") as folder:
        tables = unpack(file.path, Path(folder), (".dbf",), STATE_FILE)
        if len(tables) != 1:
            raise SourceError("the file of census blocks does not hold one table", fix="fetch it again")
        rows = read_dbf_columns(tables[0], BLOCK_COLUMNS, where="GEOID20", starts=starts)
    numbers = rows[["POP20", "INTPTLAT20", "INTPTLON20"]].apply(pd.to_numeric, errors="coerce").astype(float)
    unsound = ~np.isfinite(numbers).all(axis=1) | ~rows["GEOID20"].str.fullmatch(r"\d{15}") | (numbers["POP20"] < 0)
    if unsound.any():
        raise SourceError(
            f"{counted(int(unsound.sum()), 'census block')} without people or place in the Bureau's file",
            value=str(rows.loc[unsound, "GEOID20"].iloc[0])[:20],
            fix="fetch it again",
        )
    return gpd.GeoDataFrame(
        {"pop": numbers["POP20"], "geoid": rows["GEOID20"]},
        geometry=gpd.points_from_xy(numbers["INTPTLON20"], numbers["INTPTLAT20"], crs=4326),
    )


def explain_join(tracts: pd.Series, table: pd.Index, state: str, vintage: int) -> tuple[str, ...]:
    """Return sentences about tracts without a row and rows without a tract: which, and why.

    Examples
    --------
    >>> tracts = pd.Series(["41051000100", "41051990000"])
    >>> explain_join(tracts, pd.Index(["41051000100"]), "41", 2024)
    ('1 of 2 tracts has no row in the language table: 41051990000. All of them are water, where no one lives.',)
    >>> explain_join(pd.Series(["41051000100"]), pd.Index(["41051000100"]), "41", 2024)
    ()
    """
    have, rows = set(tracts), set(table)
    said: list[str] = []
    without_row = sorted(have - rows)
    if without_row:
        verb = "has" if len(without_row) == 1 else "have"
        said.append(
            f"{len(without_row)} of {len(have)} tracts {verb} no row in the language table: {first_of(without_row)}. "
            f"{_why_unmatched(without_row, len(have), state, vintage)}"
        )
    without_tract = sorted(rows - have)
    if without_tract:
        said.append(
            f"{counted(len(without_tract), 'row')} of the language table lie in no tract of the map: "
            f"{first_of(without_tract)}. {_why_unmatched(without_tract, len(rows), state, vintage)}"
        )
    return tuple(said)


def _why_unmatched(unmatched: list[str], total: int, state: str, vintage: int) -> str:
    if all(geoid[5:7] == WATER_TRACT for geoid in unmatched):
        return "All of them are water, where no one lives."
    if state == CONNECTICUT and len(unmatched) == total:
        return (
            f"Connecticut's tracts have other ids from {FIRST_PLANNING_REGIONS}, when planning regions replaced "
            "counties: map and table must be of one year."
        )
    if len(unmatched) > total / 20:
        return (
            f"So many differ only where map and table are of different censuses: ACS {vintage} is tabulated for the "
            f"tracts of {tract_decade(vintage)}."
        )
    return "The source has them in one file and not in the other. Their people are missing from every number."
