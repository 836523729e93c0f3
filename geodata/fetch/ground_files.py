"""TIGER/Line: what is drawn under the maps. Water by county, main roads and parks by state; no key is asked for.

``AREAWATER/tl_yyyy_SSCCC_areawater.zip``, ``LINEARWATER/tl_yyyy_SSCCC_linearwater.zip``,
``PRISECROADS/tl_yyyy_SS_prisecroads.zip`` and ``AREALM/tl_yyyy_SS_arealm.zip`` (area landmarks, parks among them), in
the public domain. Source: Census Bureau, "TIGER/Line Shapefiles Technical Documentation", chapter 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import geopandas as gpd

from geodata.fetch.cache import CachedFile
from geodata.fetch.sources import FetchedTable, Sources, census_provenance, old_copy_notes
from geodata.fetch.tiger import judge_zip
from geodata.fetch.web import OnBytes
from geodata.files.limits import GROUND, MEGABYTE
from geodata.inputs.ground import read_ground
from planning.errors import UnavailableTableError

FIRST_ROADS = 2011
"""Main roads have a file of their own from this year on."""
_MAX_GROUND = 200 * MEGABYTE


def ground_addresses(host: str, state: str, counties: Sequence[str], vintage: int) -> list[str]:
    """Return where water, main roads and parks of some counties stand.

    Examples
    --------
    >>> ground_addresses("https://www2.census.gov", "41", ["051"], 2023)[0]
    'https://www2.census.gov/geo/tiger/TIGER2023/AREAWATER/tl_2023_41051_areawater.zip'
    """
    year = max(vintage, FIRST_ROADS)
    by_county = [(layer, f"{state}{county}") for layer in ("AREAWATER", "LINEARWATER") for county in counties]
    by_state = [(layer, state) for layer in ("PRISECROADS", "AREALM")]
    return [
        f"{host}/geo/tiger/TIGER{year}/{layer}/tl_{year}_{place}_{layer.lower()}.zip"
        for layer, place in (*by_county, *by_state)
    ]


def fetch_ground(
    sources: Sources,
    state: str,
    counties: Sequence[str],
    vintage: int,
    beats: gpd.GeoDataFrame,
    on_bytes: OnBytes | None = None,
) -> FetchedTable:
    """Fetch what is drawn under the maps of some counties, cut to the beats.

    A county without linear water has no file of it: what is not published is left out and told.

    Raises
    ------
    UnavailableTableError
        If none of it is published.
    SourceError, InputError
    """
    client = sources.client()
    files: list[CachedFile] = []
    absent: list[str] = []
    for address in ground_addresses(sources.tiger, state, counties, vintage):
        try:
            files.append(
                client.fetch(address, suffix=".zip", judge=judge_zip, max_bytes=_MAX_GROUND, on_bytes=on_bytes)
            )
        except UnavailableTableError:
            absent.append(address.rsplit("/", 1)[-1])
    if not files:
        raise UnavailableTableError(
            f"TIGER/Line has no water and roads of state {state} for {vintage}", fix="use an OpenStreetMap extract"
        )
    found = read_ground([file.path for file in files], beats=beats, limits=GROUND)
    source = census_provenance(
        "ground", f"TIGER/Line {vintage}, water, roads and landmarks", str(vintage), tuple(files)
    )
    notes = (f"Not published, so not on the maps: {', '.join(absent)}.",) if absent else ()
    return FetchedTable(
        "ground",
        found.ground,
        (*found.notes, *notes, *old_copy_notes(tuple(files))),
        replace(source, account=found.account),
    )
