"""Bring a map to longitude and latitude, and notice when it is not where it says."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pyproj

from planning.errors import CrsError

LONLAT = pyproj.CRS.from_epsg(4326)
MAX_LONGITUDE, MAX_LATITUDE = 180.0, 90.0

UTM_SOUTH, UTM_NORTH = -80.0, 84.0
UTM_ZONES, UTM_WIDTH = 60, 6.0
UTM_EPSG_NORTH, UTM_EPSG_SOUTH = 32600, 32700
"""Zones of six degrees from 180 west on, numbered from 1; with these before it, a zone's number is its EPSG code."""
METERS_A_DEGREE = 111_320.0
"""Of latitude, and of longitude at the equator, near enough where a few meters do not matter."""
AREA_OF_USE_MARGIN = 5.0
"""Degrees that a map may lie outside the area its system is made for: city limits do not follow zones."""

US_LATITUDES = (17.5, 71.5)
US_LONGITUDES = (-180.0, -64.0)
US_BOXES = (
    (-125.0, 24.4, -66.9, 49.5),  # the 48 states
    (-170.0, 51.0, -129.9, 71.5),  # Alaska
    (-160.3, 18.8, -154.7, 22.3),  # Hawaii
    (-67.4, 17.6, -64.5, 18.6),  # Puerto Rico and the Virgin Islands
)
"""West, south, east, north of the United States. Their mirror images in the east hold no US territory."""

Bounds = tuple[float, float, float, float]

_NAMED = ("EPSG:", "ESRI:", "OGC:")
_WKT_STARTS = ("GEOG", "PROJ", "GEOD", "COMP", "BOUND", "{")


def read_crs(text: str | None) -> pyproj.CRS | None:
    """Return the coordinate system a file states, or None if it states none that is known.

    Only codes, WKT and PROJJSON are read: a PROJ string can name a file of this machine.
    """
    if not text or not text.strip().upper().startswith((*_NAMED, *_WKT_STARTS)):
        return None
    try:
        crs = pyproj.CRS.from_user_input(text)
    except pyproj.exceptions.CRSError:
        return None
    # WKT of an undefined local grid (GeoPackage srs_id 0 and -1) is as good as none.
    return crs if crs.is_geographic or crs.is_projected else None


def require_crs(text: str) -> pyproj.CRS:
    """Return the coordinate system a person named.

    Raises
    ------
    CrsError
        If it is no EPSG code (or the text of a .prj file).

    Examples
    --------
    >>> require_crs("2913").name
    'NAD83(HARN) / Oregon North (ft)'
    """
    wanted = text.strip()
    crs = read_crs(f"EPSG:{wanted}" if wanted.isdigit() else wanted)
    if crs is None:
        raise CrsError(
            "there is no such coordinate system",
            value=text[:80],
            fix="give its EPSG code, for example EPSG:4326 for longitude and latitude",
        )
    return crs


def to_lonlat(frame: gpd.GeoDataFrame, name: str, given: str | None = None) -> tuple[gpd.GeoDataFrame, list[str]]:
    """Bring a map to EPSG:4326 and check that it can be there.

    A map that is in longitude and latitude of WGS 84 already keeps every digit of its coordinates.

    Parameters
    ----------
    frame : GeoDataFrame
        Its system is what the file stated, or None.
    name : str
        The file's name, for messages.
    given : str, optional
        The system a person named. It goes before what the file says, and a note says so.

    Returns
    -------
    GeoDataFrame, list of str
        The map, and sentences about what was done.

    Raises
    ------
    CrsError
        If no system is known, or the coordinates do not lie where it says; the likely cause is named.
    """
    notes: list[str] = []
    bounds = _bounds(frame)
    crs = require_crs(given) if given else frame.crs
    if crs is None:
        raise CrsError(
            f"{name} does not say which coordinate system its coordinates are in ({_show(bounds)})",
            fix="name it, for example EPSG:2913. The page the map came from or its .prj file says which",
        )
    if given and frame.crs is not None and not _same(frame.crs, crs):
        notes.append(f"{name} says it is in {_label(frame.crs)}. {_label(crs)} was used, as you chose.")
    if crs.is_geographic:
        require_degrees(bounds, name)
    elif _is_degrees(bounds):
        raise CrsError(
            f"the coordinates of {name} look like degrees, not {_label(crs)} ({_show(bounds)})",
            fix="name EPSG:4326 as its coordinate system",
        )
    placed = frame.set_crs(crs, allow_override=True)
    if _same(crs, LONLAT):
        return placed.set_crs(LONLAT, allow_override=True), notes
    lonlat = placed.to_crs(LONLAT)
    _require_area_of_use(_bounds(lonlat), crs, name)
    return lonlat, notes


def projected_crs(areas: gpd.GeoDataFrame) -> str:
    """Return the system in metres that fits areas in degrees: their UTM zone.

    Raises
    ------
    CrsError
        If there is none.

    Examples
    --------
    >>> import shapely
    >>> projected_crs(gpd.GeoDataFrame(geometry=[shapely.box(-122.7, 45.4, -122.5, 45.6)], crs=LONLAT))
    'EPSG:32610'
    """
    west, south, east, north = areas.total_bounds
    if east - west > MAX_LONGITUDE:  # on both sides of 180 degrees: the zone in the middle of them, not of the globe
        edges = areas.bounds
        lon = np.concatenate([edges["minx"].to_numpy(), edges["maxx"].to_numpy()]) % (2 * MAX_LONGITUDE)
        middle = (np.nanmin(lon) + np.nanmax(lon)) / 2
        west = east = middle - (2 * MAX_LONGITUDE if middle > MAX_LONGITUDE else 0.0)
    found = _zone(west, south, east, north)
    if found is None:
        raise CrsError("no projected coordinate system fits these beats", fix="check that they lie where they should")
    return found


def _zone(west: float, south: float, east: float, north: float) -> str | None:
    """Return the UTM zone of the middle of a box in degrees; GeoPandas takes a tenth of a second to look one up."""
    longitude, latitude = (west + east) / 2, (south + north) / 2
    if not UTM_SOUTH <= latitude <= UTM_NORTH or not abs(longitude) <= MAX_LONGITUDE:
        return None
    zone = min(int((longitude + MAX_LONGITUDE) // UTM_WIDTH) + 1, UTM_ZONES)
    return f"EPSG:{(UTM_EPSG_NORTH if latitude >= 0 else UTM_EPSG_SOUTH) + zone}"


def require_degrees(bounds: Bounds, name: str) -> None:
    """Raise unless the bounds can be longitude and latitude; name the likely cause where they are not.

    Raises
    ------
    CrsError
        For metres or feet, for latitude before longitude in the United States, and for US longitudes
        without their minus sign.
    """
    west, south, east, north = bounds
    if not all(np.isfinite(bounds)):
        raise CrsError(f"{name} has no coordinates", fix="export the map again with its shapes")
    swapped = (south, west, north, east)
    if _inside(swapped, (US_LONGITUDES[0], US_LATITUDES[0], US_LONGITUDES[1], US_LATITUDES[1])):
        raise CrsError(
            f"{name} isn’t in the United States ({_show(bounds)}). Its latitude and longitude look swapped",
            fix="export it with longitude first",
        )
    if _inside(bounds, (-2 * MAX_LONGITUDE, -MAX_LATITUDE, 2 * MAX_LONGITUDE, MAX_LATITUDE)) and not _is_degrees(
        bounds
    ):
        raise CrsError(
            f"the longitudes of {name} go beyond 180 degrees ({_show(bounds)})",
            fix="export it with longitudes from -180 to 180, with what is on both sides of 180 cut there",
        )
    if not _is_degrees(bounds):
        raise CrsError(
            f"the coordinates of {name} are not longitude and latitude ({_show(bounds)}). They look like the "
            "feet or meters of a state grid",
            fix="name the grid they are in, for example EPSG:2913, or export the map as WGS 84 (EPSG:4326)",
        )
    mirrored = (-east, south, -west, north)
    if any(_inside(mirrored, box) for box in US_BOXES):
        raise CrsError(
            f"{name} isn’t in the United States ({_show(bounds)}). Its longitudes have no minus sign",
            fix="make the longitudes negative and export the map again",
        )


def _require_area_of_use(bounds: Bounds, crs: pyproj.CRS, name: str) -> None:
    if not all(np.isfinite(bounds)) or not _is_degrees(bounds):
        raise CrsError(
            f"the coordinates of {name} do not fit {_label(crs)}", fix="name the system the map is really in"
        )
    use = crs.area_of_use
    if use is None or use.west > use.east:
        return
    west, south, east, north = bounds
    margin = AREA_OF_USE_MARGIN
    apart = east < use.west - margin or west > use.east + margin
    if apart or north < use.south - margin or south > use.north + margin:
        raise CrsError(
            f"{name} lies far from where {_label(crs)} is used ({_show(bounds)})",
            fix="name the system the map is really in. Feet and meters are easily mixed up",
        )


def _bounds(frame: gpd.GeoDataFrame) -> Bounds:
    west, south, east, north = (float(edge) for edge in frame.total_bounds)
    return west, south, east, north


def _inside(bounds: Bounds, box: Bounds) -> bool:
    return box[0] <= bounds[0] and box[1] <= bounds[1] and bounds[2] <= box[2] and bounds[3] <= box[3]


def _is_degrees(bounds: Bounds) -> bool:
    return _inside(bounds, (-MAX_LONGITUDE, -MAX_LATITUDE, MAX_LONGITUDE, MAX_LATITUDE))


def _same(one: pyproj.CRS, other: pyproj.CRS) -> bool:
    return bool(one.equals(other, ignore_axis_order=True))


def _label(crs: pyproj.CRS) -> str:
    authority = crs.to_authority()
    return f"{crs.name} ({':'.join(authority)})" if authority else str(crs.name)


def _show(bounds: Bounds) -> str:
    west, south, east, north = (f"{edge:.6g}" for edge in bounds)
    return f"they run from {west}, {south} to {east}, {north}"
