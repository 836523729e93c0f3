"""The people and places of the demo: officers and venues, every one invented."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geodata.demo.city import DISTRICTS, City
from planning.vocabulary import CERTIFIED, EXPIRED, PREMIUM, SELF_REPORTED, TESTED, TIERS

OFFICERS = 240
SHIFTS = ("day", "evening", "night")
DISTRICT_OFFICERS = 204
"""Officers in the six districts; the rest serve in units that belong to no area."""

UNITS = ("Investigations", "Traffic", "Harbor Patrol")

_SPOKEN = (
    *[("spanish", "Spanish")] * 36,
    *[("chinese", "Cantonese")] * 3,
    ("chinese", "Mandarin"),
    *[("vietnamese", "Vietnamese")] * 3,
    *[("tagalog", "Tagalog")] * 4,
    *[("slavic", "Russian")] * 2,
    ("slavic", "Ukrainian"),
    ("korean", "Korean"),
    ("arabic", "Arabic"),
    ("french_haitian", "French"),
    ("other_indo_european", "Portuguese"),
)
"""First languages of the bilingual officers beside English: far from what the city speaks, so gaps show."""

_SECOND_LANGUAGES = (("vietnamese", "Vietnamese"), ("spanish", "Spanish"), ("tagalog", "Tagalog"))
_TIER_SHARES = (0.18, 0.24, 0.16, 0.30, 0.12)
_LEVELS = {CERTIFIED: ("3", "3+", "4"), TESTED: ("2", "2+", "3"), PREMIUM: ("2", "2+"), EXPIRED: ("2", "2+")}
"""Levels on the ILR scale by tier; a self-reported speaker has none."""


def build_roster(seed: int) -> pd.DataFrame:
    """Return the roster: 240 officers, one row an officer and language.

    Examples
    --------
    >>> roster = build_roster(seed=3)
    >>> roster["officer_id"].nunique(), sorted(roster["shift"].unique())
    (240, ['day', 'evening', 'night'])
    """
    rng = np.random.default_rng(seed)
    districts = np.array(list(DISTRICTS.values()))[np.arange(DISTRICT_OFFICERS) % len(DISTRICTS)]
    units = np.concatenate([districts, np.array(UNITS)[np.arange(OFFICERS - DISTRICT_OFFICERS) % len(UNITS)]])
    officers = pd.DataFrame(
        {
            "officer_id": [f"HF{1001 + k}" for k in range(OFFICERS)],
            "unit": units,
            "shift": rng.choice(SHIFTS, OFFICERS, p=(0.40, 0.35, 0.25)),
        }
    )
    bilingual = rng.permutation(OFFICERS)[: len(_SPOKEN)]
    speakers = [*zip(bilingual, _SPOKEN, strict=True), *zip(bilingual[-3:], _SECOND_LANGUAGES, strict=True)]
    spoken = pd.DataFrame([_spoken_row(rng, f"HF{1001 + k}", *spoken) for k, spoken in speakers])
    roster = officers.merge(spoken, on="officer_id", how="left")
    return roster.astype("str")


def _spoken_row(rng: np.random.Generator, officer_id: str, language: str, as_found: str) -> dict[str, str]:
    tier = str(rng.choice(TIERS, p=_TIER_SHARES))
    row = {"officer_id": officer_id, "language": language, "language_as_found": as_found, "tier": tier}
    if tier != SELF_REPORTED:
        year = 2023 if tier == EXPIRED else int(rng.integers(2024, 2027))
        last_month = 6 if year == 2026 else 12
        tested_on = f"{year}-{rng.integers(1, last_month + 1):02d}-{rng.integers(1, 29):02d}"
        row |= {"scale": "ILR", "level": str(rng.choice(_LEVELS[tier])), "tested_on": tested_on}
    return row


_VENUES = {
    "school": (
        "Capstan Street Elementary",
        "Falls Heights High School",
        "Gannet Elementary",
        "Heron Creek Middle School",
        "Ida Marlowe Elementary",
        "Juniper Hill Elementary",
        "Kestrel Academy",
        "Lanternway Elementary",
        "Millrace Middle School",
        "Northside Elementary",
        "Old Port Elementary",
        "Pilot Point High School",
        "Quarry Road Elementary",
        "Ropewalk Elementary",
        "Southshore Middle School",
        "Tidewater Elementary",
        "Upland Park Elementary",
        "Westhill High School",
    ),
    "church": (
        "Bethel Chapel on the Quay",
        "Church of the Good Harbor",
        "Millrace First Presbyterian",
        "Grace Lutheran of Westhill",
        "Holy Cross Parish Hall",
        "Iglesia La Roca",
        "New Light Assembly",
        "Our Lady of the Falls",
        "Saint Brendan Parish Hall",
        "Saint Olga Orthodox Church",
        "Southshore Methodist Church",
        "Vietnamese Martyrs Parish Hall",
    ),
    "temple or mosque": ("Bayview Islamic Center", "Lotus Pond Temple", "Masjid An-Noor", "Temple of the Clear Spring"),
    "library": (
        "Central Library",
        "Eastgate Library",
        "Falls Heights Library",
        "Island Reading Room",
        "North Harbor Library",
        "Westhill Library",
    ),
    "community center": (
        "Boatyard Arts Hall",
        "Cannery Community Center",
        "Eastgate Senior Center",
        "Harbor Falls Food Pantry",
        "Hillside Family Center",
        "Millrace Neighborhood House",
        "North Harbor Recreation Center",
        "Pacific Family Hall",
        "Southshore Boys and Girls Club",
        "Union Hall Local 12",
        "Welcome House",
        "Westhill Recreation Center",
    ),
    "market hall": ("Fishmarket Hall", "Golden Plaza", "Mercado del Puerto"),
    "health center": ("Falls Family Clinic", "Southshore Health Center"),
    "police building": ("Millrace Precinct Community Room", "Old Port Station", "Police Headquarters Auditorium"),
}

_CAPACITY = {
    "school": (120, 420),
    "church": (80, 320),
    "temple or mosque": (80, 260),
    "library": (30, 90),
    "community center": (60, 240),
    "market hall": (90, 300),
    "health center": (25, 60),
    "police building": (40, 150),
}
"""Least and most seats by kind of venue."""

_HOURS = {
    "school": "weekdays from 5 p.m.",
    "church": "any day but Sunday morning",
    "temple or mosque": "evenings but Friday",
    "library": "Mon-Sat, 10 a.m. to 8 p.m.",
    "community center": "daily, 9 a.m. to 9 p.m.",
    "market hall": "Mon-Thu evenings",
    "health center": "Wed and Thu evenings",
    "police building": "by arrangement",
}
_HOSTS = ("Harbor Falls Parents Council", "Neighbors Together", "Bay Interfaith Table", "Newcomers Network")
_VETOED = "Golden Plaza"
_VETO = "the owner asked that no police event be held there"


def build_venues(city: City, seed: int) -> gpd.GeoDataFrame:
    """Return 60 venues, at blocks where people live, inside the beats.

    Parameters
    ----------
    city : City
    seed : int

    Examples
    --------
    >>> from geodata.demo.city import build_city
    >>> venues = build_venues(build_city(seed=1), seed=4)
    >>> len(venues), int(venues["police_building"].sum())
    (60, 3)
    """
    rng = np.random.default_rng(seed)
    names = [(kind, name) for kind, listed in _VENUES.items() for name in listed]
    kind = np.array([kind for kind, _ in names])
    name = np.array([name for _, name in names])
    points = _venue_points(rng, city, name)
    step_free = pd.array(rng.random(len(names)) < 0.75, dtype="boolean")
    step_free[rng.random(len(names)) < 0.12] = pd.NA
    host = pd.Series(rng.choice(_HOSTS, len(names)), dtype="str")
    host[(rng.random(len(names)) > 0.4) | (kind == "police building")] = np.nan
    capacity = np.array([round(int(rng.integers(*_CAPACITY[k])), -1) for k in kind], dtype=float)
    capacity[rng.random(len(names)) < 0.08] = np.nan
    venues = pd.DataFrame(
        {
            "venue_id": [f"V{k + 1:02d}" for k in range(len(names))],
            "name": name,
            "kind": kind,
            "lon": shapely.get_x(points),
            "lat": shapely.get_y(points),
            "capacity": capacity,
            "step_free": step_free,
            "transit": [f"bus {line}" if line < 40 else None for line in rng.integers(1, 60, len(names))],
            "host_partner": host,
            "police_building": pd.array(kind == "police building", dtype="boolean"),
            "hours": [_HOURS[k] for k in kind],
            "veto": [_VETO if venue == _VETOED else None for venue in name],
        }
    )
    text = ["venue_id", "name", "kind", "transit", "host_partner", "hours", "veto"]
    return gpd.GeoDataFrame(venues.astype(dict.fromkeys(text, "str")), geometry=points, crs="EPSG:4326")


def _venue_points(rng: np.random.Generator, city: City, names: npt.NDArray[np.str_]) -> npt.NDArray[np.object_]:
    """Return a point for each venue near a populated block, in the district its name says, if it says one."""
    inhabited = city.population.geometry[city.population["pop"] > 0].to_numpy()
    block, beat = shapely.STRtree(city.beats.geometry.to_numpy()).query(inhabited, predicate="within")
    beat_id = city.beats["area_id"].to_numpy(dtype=str)[beat]
    district = city.beats["DISTRICT"].to_numpy(dtype=str)[beat]
    chosen: list[int] = []
    for name in names:
        named = next((place for place in DISTRICTS.values() if place in name), None)
        fits = beat_id == "01" if "Island" in name else (district == named) | (named is None)
        fits[chosen] = False
        chosen.append(int(rng.choice(np.flatnonzero(fits))))
    corner = rng.uniform(-0.0004, 0.0004, (len(names), 2))  # some 40 m from the middle of its block
    place = shapely.get_coordinates(inhabited[block[chosen]]) + corner
    points: npt.NDArray[np.object_] = shapely.points(np.round(place, 6))
    return points
