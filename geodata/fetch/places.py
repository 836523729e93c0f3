"""States and counties: by name or by FIPS code, and which of them a map lies in.

The outlines are rough (``geodata/fetch/reference/README.md``): enough to say that a map is in another state, or which
counties its tracts should come from; no figure is computed from them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.files.coordinates import LONLAT, projected_crs
from geodata.files.shapes_apart import work_on
from geodata.inputs.county_codes import CONNECTICUT, FIRST_PLANNING_REGIONS, PLANNING_REGIONS
from planning.errors import CrsError, InputError, UnknownNameError

COUNTIES_FILE = Path(__file__).parent / "reference" / "us_counties.parquet"

_STATES = """
01 AL Alabama|02 AK Alaska|04 AZ Arizona|05 AR Arkansas|06 CA California|08 CO Colorado|09 CT Connecticut
10 DE Delaware|11 DC District of Columbia|12 FL Florida|13 GA Georgia|15 HI Hawaii|16 ID Idaho|17 IL Illinois
18 IN Indiana|19 IA Iowa|20 KS Kansas|21 KY Kentucky|22 LA Louisiana|23 ME Maine|24 MD Maryland|25 MA Massachusetts
26 MI Michigan|27 MN Minnesota|28 MS Mississippi|29 MO Missouri|30 MT Montana|31 NE Nebraska|32 NV Nevada
33 NH New Hampshire|34 NJ New Jersey|35 NM New Mexico|36 NY New York|37 NC North Carolina|38 ND North Dakota|39 OH Ohio
40 OK Oklahoma|41 OR Oregon|42 PA Pennsylvania|44 RI Rhode Island|45 SC South Carolina|46 SD South Dakota
47 TN Tennessee|48 TX Texas|49 UT Utah|50 VT Vermont|51 VA Virginia|53 WA Washington|54 WV West Virginia|55 WI Wisconsin
56 WY Wyoming|72 PR Puerto Rico|78 VI U.S. Virgin Islands
"""
_ROWS = [row.split(" ", 2) for row in _STATES.strip().replace("\n", "|").split("|")]
STATE_NAMES: Mapping[str, str] = MappingProxyType({code: name for code, _, name in _ROWS})
"""FIPS code of two digits to name."""
_LETTERS = {letters: code for code, letters, _ in _ROWS}

FIRST_INDEPENDENT_CITY = 510
"""County codes from here on are cities that belong to no county: Baltimore, St. Louis, those of Virginia."""
_KINDS = re.compile(r"\s+(county|parish|borough|census area|municipality|municipio|city and borough|planning region)$")

LAND_FLOOR = 0.02
"""A map of which less than this lies in the state is in another place. The rest may be water, as off San Francisco."""
NEAR_DEGREES = 0.05
"""The outlines leave out some shore: this far from them still belongs."""
SLIVER_SHARE = 0.0005
"""A county that holds less than this of a map's ground is named only for the roughness of the outline."""


@dataclass(frozen=True, slots=True)
class CountyShare:
    """How much of a map's ground lies in one county.

    Attributes
    ----------
    state, county : str
        FIPS codes of two and of three digits.
    name : str
        As ``county_name`` says it.
    share : float
        Of the ground of all areas of the map, from 0 to 1.
    """

    state: str
    county: str
    name: str
    share: float


@cache
def _counties() -> gpd.GeoDataFrame:
    table = pd.read_parquet(COUNTIES_FILE)
    outlines = shapely.from_wkb(table.pop("outline").to_numpy())
    return gpd.GeoDataFrame(table, geometry=outlines, crs=LONLAT).set_index("fips")


def find_state(text: str) -> str:
    """Return the FIPS code of a state, from its code, its two letters or its name.

    Raises
    ------
    UnknownNameError

    Examples
    --------
    >>> find_state("WA"), find_state("washington"), find_state("53")
    ('53', '53', '53')
    """
    wanted = text.strip()
    if wanted.isdigit():  # codes are judged where they are used, which can say more
        return wanted
    if wanted.upper() in _LETTERS:
        return _LETTERS[wanted.upper()]
    by_name = {name.lower(): code for code, name in STATE_NAMES.items()}
    if wanted.lower() in by_name:
        return by_name[wanted.lower()]
    raise UnknownNameError("state", wanted[:40], STATE_NAMES.values())


def county_names(state: str, vintage: int | None = None) -> dict[str, str]:
    """Return the counties of a state by code, or Connecticut's planning regions where the year has those.

    Examples
    --------
    >>> county_names("53")["033"], county_names("24")["510"], county_names("09", 2024)["110"]
    ('King', 'Baltimore (city)', 'Capitol')
    """
    if state == CONNECTICUT and vintage is not None and vintage >= FIRST_PLANNING_REGIONS:
        return dict(PLANNING_REGIONS)
    table = _counties()
    names = table.loc[table.index.str.startswith(state), "name"]
    return {str(fips)[2:]: _with_kind(str(fips), str(name)) for fips, name in names.items()}


def _with_kind(fips: str, name: str) -> str:
    is_city = int(fips[2:]) >= FIRST_INDEPENDENT_CITY and not name.lower().endswith("city")
    return f"{name} (city)" if is_city else name


def county_name(state: str, county: str) -> str:
    """Return what a county is called; its code where the name is not known.

    Examples
    --------
    >>> county_name("17", "031"), county_name("99", "001")
    ('Cook', 'county 001')
    """
    known = county_names(state) | (PLANNING_REGIONS if state == CONNECTICUT else {})
    return known.get(county, f"county {county}")


def find_county(state: str, text: str, vintage: int | None = None) -> str:
    """Return the FIPS code of a county, from its code or its name.

    A code is taken as it is: codes change now and then, and the Bureau's own files know best.

    Raises
    ------
    UnknownNameError
    InputError
        For a name that a county and a city share.

    Examples
    --------
    >>> find_county("53", "King County"), find_county("17", "cook"), find_county("22", "Orleans Parish")
    ('033', '031', '071')
    >>> find_county("24", "Baltimore")
    Traceback (most recent call last):
    planning.errors.InputError: that is a county and a city of its own (got 'Baltimore'): give 005 or 510.
    """
    wanted = text.strip().lower()
    if wanted.isdigit():
        return wanted
    names = county_names(state, vintage)
    codes = {name.lower(): code for code, name in names.items()}
    codes |= {name.replace(" (city)", " city"): code for name, code in codes.items()}
    plain = _KINDS.sub("", wanted)
    city = codes.get(f"{plain} (city)")
    found = codes.get(wanted) or codes.get(plain) or city
    if found is None:
        raise UnknownNameError(f"county of {STATE_NAMES.get(state, state)}", text.strip()[:40], names.values())
    if city not in (None, found) and wanted == plain:
        raise InputError("that is a county and a city of its own", value=text.strip(), fix=f"give {found} or {city}")
    return found


def counties_of(areas: gpd.GeoDataFrame) -> tuple[CountyShare, ...]:
    """Return the counties a map lies in, with the share of its ground in each, the largest first.

    Parameters
    ----------
    areas : GeoDataFrame
        Polygons in EPSG:4326.

    Examples
    --------
    >>> square = gpd.GeoDataFrame(geometry=[shapely.box(-122.35, 47.55, -122.25, 47.65)], crs=4326)
    >>> [(found.name, round(found.share, 2)) for found in counties_of(square)]
    [('King', 1.0)]
    """
    counties = _counties()
    near = counties.iloc[np.unique(counties.sindex.query(shapely.box(*areas.total_bounds)))]
    if near.empty:
        return ()
    crs = projected_crs(areas)
    ground, outlines = (frame.geometry.to_crs(crs).to_numpy() for frame in (areas, near))
    found = work_on("the map", "shared_with", areas=ground, outlines=outlines)
    total = float(found["whole"][0])
    shares = [
        CountyShare(str(fips)[:2], str(fips)[2:], _with_kind(str(fips), str(near.at[fips, "name"])), share / total)
        for fips, share in zip(near.index, found["shares"].tolist(), strict=True)
        if total and share / total > SLIVER_SHARE
    ]
    return tuple(sorted(shares, key=lambda found: -found.share))


def require_in_state(areas: gpd.GeoDataFrame, state: str, name: str) -> None:
    """Return nothing if most of a map lies in a state.

    Parameters
    ----------
    areas : GeoDataFrame
        Polygons in EPSG:4326.
    state : str
        FIPS code; an unknown one is not held against the map.
    name : str
        The file's name, for messages.

    Raises
    ------
    CrsError
        Says where the map lies instead, and the likely cause.

    Examples
    --------
    >>> square = gpd.GeoDataFrame(geometry=[shapely.box(-122.35, 47.55, -122.25, 47.65)], crs=4326)
    >>> require_in_state(square, "53", "beats.geojson")
    >>> require_in_state(square, "41", "beats.geojson")
    Traceback (most recent call last):
    planning.errors.CrsError: the coordinates of beats.geojson are not in Oregon: they lie in King, Washington: choose
    that state, or give the map of the right place.
    """
    if state not in STATE_NAMES:
        return
    shares = counties_of(areas)
    elsewhere = [found for found in shares if found.state != state]
    inside, outside = sum(found.share for found in shares if found.state == state), sum(f.share for f in elsewhere)
    if inside >= max(LAND_FLOOR, outside):
        return
    if outside >= LAND_FLOOR:
        where = "; ".join(f"{found.name}, {STATE_NAMES.get(found.state, found.state)}" for found in elsewhere[:2])
        raise CrsError(
            f"the coordinates of {name} are not in {STATE_NAMES[state]}: they lie in {where}",
            fix="choose that state, or give the map of the right place",
        )
    if _is_near(areas, state):
        return
    west, south, east, north = areas.total_bounds
    raise CrsError(
        f"the coordinates of {name} are not in {STATE_NAMES[state]}: they run from {west:.4f}, {south:.4f} to "
        f"{east:.4f}, {north:.4f}, which is in no county{_likely_cause(areas, state)}",
        fix="export the map again as longitude and latitude (WGS 84), or name the coordinate system it is in",
    )


def _is_near(areas: gpd.GeoDataFrame, state: str) -> bool:
    """Return whether the middle of a map is as good as in the state: on its shore, where outlines are rough."""
    west, south, east, north = areas.total_bounds
    middle = shapely.Point((west + east) / 2, (south + north) / 2)
    outlines = _counties().geometry[lambda rows: rows.index.str.startswith(state)]
    return bool(shapely.dwithin(outlines.to_numpy(), middle, NEAR_DEGREES).any())


def _likely_cause(areas: gpd.GeoDataFrame, state: str) -> str:
    west, south, east, north = areas.total_bounds
    lon, lat = (west + east) / 2, (south + north) / 2
    outlines = _counties().geometry[lambda rows: rows.index.str.startswith(state)].to_numpy()
    causes: Sequence[tuple[float, float, str]] = (
        (lat, lon, "latitude and longitude are swapped"),
        (-lon, lat, "its longitudes have no minus sign"),
        (-lat, lon, "latitude and longitude are swapped, and the longitudes have no minus sign"),
    )
    said = [cause for x, y, cause in causes if shapely.contains_xy(outlines, x, y).any()]
    return f". {said[0]}" if said else ". It may be in another coordinate system than it says, feet or meters"


def county_outlines(state: str, counties: Sequence[str] = ()) -> np.ndarray:
    """Return the rough outlines of some counties, or of all of a state; longitude and latitude.

    Examples
    --------
    >>> len(county_outlines("41", ["051", "067"])), len(county_outlines("10"))
    (2, 3)
    """
    table = _counties()
    wanted = [state + county for county in counties]
    chosen = table[table.index.isin(wanted)]
    found: np.ndarray = (chosen if len(chosen) else table[table.index.str.startswith(state)]).geometry.to_numpy()
    return found
