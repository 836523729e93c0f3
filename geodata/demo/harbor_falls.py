"""The bundled demo: Harbor Falls, a port city that does not exist, in the middle of the Atlantic.

Made from fixed seeds, in a fraction of a second and without any file, so that every page has something worth seeing
before a department brings its own data. Every figure in it is invented; the GEOIDs
begin with 99, a state code that no state has.
"""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from zoneinfo import ZoneInfo

import geopandas as gpd
import pandas as pd

from geodata.demo.city import City, build_city
from geodata.demo.ground import build_ground
from geodata.demo.inside import build_detail, build_pumas
from geodata.demo.language import build_language_table
from geodata.demo.officers import build_adults, build_bill, build_requests, complete_roster
from geodata.demo.people import build_roster, build_venues
from geodata.department.department import Department
from geodata.department.provenance import Provenance
from geodata.department.settings import Settings
from planning.need.need import LanguageTable

SEED = 20260
"""One seed for each part follows from it, so that changing one part leaves the others as they are."""

VINTAGE = 2023
DEMO_ZONE = ZoneInfo("America/New_York")

_INPUTS = {
    "beats": "Beats and districts",
    "tracts": "Census tracts",
    "language": "Table C16001",
    "population": "Block populations",
    "venues": "Venues",
    "roster": "Officers and their languages",
    "requests": "Requests for interpreters, counts of a year",
    "bill": "Calls of the interpreter line, counts of a year",
    "adults": "Table B16004",
    "detail": "Table B16001 by PUMA",
    "pumas": "Tracts by PUMA",
    "ground": "Water, parks and main roads",
}


def build_demo() -> Department:
    """Return the demo department, the same one every time; what a caller does to its own leaves the next one's alone.

    Returns
    -------
    Department
        182 tracts, 24 beats in 6 districts, some 3,600 block points, 60 venues and 240 officers.

    Examples
    --------
    >>> demo = build_demo()
    >>> demo.settings.is_demo, len(demo.beats), demo.beats["area_id"].iloc[0]
    (True, 24, '01')
    """
    return deepcopy(_demo())


@lru_cache(maxsize=1)
def _demo() -> Department:
    city = build_city(SEED)
    language = build_language_table(city, SEED + 1)
    pumas = build_pumas(city)
    requests = build_requests(_lep_by_district(city, language), SEED + 5)
    return Department(
        settings=Settings(
            name="Harbor Falls Police Department (demo)",
            vintage=VINTAGE,
            beat_id="BEAT",
            levels=("DISTRICT",),
            crs="EPSG:32624",
            is_demo=True,
            rule="hawaii_hrs_321c_3",
            state="99",
            counties=("001",),
            time_zone=DEMO_ZONE.key,
            public_phone="555-0190",
            public_email="ask@harborfalls.example",
            public_website="harborfalls.example/languages",
            interpreter_line="555-0150",
            interpreter_code="4471",
        ),
        beats=city.beats,
        tracts=city.tracts,
        language=language,
        population=city.population,
        venues=build_venues(city, SEED + 2),
        roster=complete_roster(build_roster(SEED + 3), SEED + 4),
        requests=requests,
        bill=build_bill(requests, VINTAGE, SEED + 7),
        adults=build_adults(language, SEED + 6),
        detail=build_detail(language, pumas, SEED + 8),
        pumas=pumas,
        ground=build_ground(city),
        provenance=tuple(
            Provenance(
                input=name,
                title=f"{title} of Harbor Falls: invented",
                publisher="made by the product itself (geodata.demo.harbor_falls)",
                vintage=str(VINTAGE),
                licence="no real place, person or figure",
            )
            for name, title in _INPUTS.items()
        ),
        identity="demo",
    )


def _lep_by_district(city: City, language: LanguageTable) -> pd.DataFrame:
    """Return LEP persons by district, each tract given to the district most of its blocks lie in."""
    blocks = gpd.sjoin(city.population, city.beats[["DISTRICT", "geometry"]], predicate="within")
    most = blocks.groupby([blocks["geoid"].str[:11], "DISTRICT"])["pop"].sum().unstack(fill_value=0.0)
    district = most.idxmax(axis=1)
    lep = language.lep.reindex(district.index).fillna(0.0)
    return lep.groupby(district).sum()
