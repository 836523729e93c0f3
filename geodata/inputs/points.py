"""Find where the rows of a table or a map stand: a shape, columns of degrees, or a pair, WKT or GeoJSON in a cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.files.columns import as_number, as_text, find_column, plain_name, require_said
from geodata.files.coordinates import MAX_LONGITUDE, require_degrees, to_lonlat
from geodata.files.formats import is_map
from geodata.files.limits import Limits
from geodata.files.positions import cell_positions, degree_cells, in_the_states, likely_fault
from geodata.files.safe_read import read_geodata
from geodata.files.sentences import first_of
from geodata.files.table_shape import say_name_alone, say_total
from geodata.files.text_tables import read_text_table
from geodata.inputs.account import Account, LeftOut, Part
from geodata.inputs.addresses import Located
from geodata.inputs.map_account import layer_parts, map_columns
from planning.errors import MissingColumnError, SchemaError
from planning.lists import counted

LON_ALIASES = (
    "lon",
    "lng",
    "long",
    "longitude",
    "longitud",
    "longitude_wgs84",
    "geo_longitude",
    "gps_longitude",
    "gps_lon",
    "geo_lon",
    "lon_dd",
    "point_x",
    "x",
    "x_coord",
    "x_coordinate",
    "xcoord",
    "intptlon",
    "intptlon20",
    "intptlon10",
)
LAT_ALIASES = (
    "lat",
    "latitude",
    "latitude_wgs84",
    "geo_latitude",
    "gps_latitude",
    "gps_lat",
    "geo_lat",
    "lat_dd",
    "point_y",
    "y",
    "y_coord",
    "y_coordinate",
    "ycoord",
    "intptlat",
    "intptlat20",
    "intptlat10",
)
NO_POSITION, TOTAL, HEADING = "no position", "a total", "a heading, or a name alone"
_NO_PLACE = MappingProxyType(
    {
        NO_POSITION: "without a position",
        TOTAL: "with a total, which is no place",
        HEADING: "with a heading, or a name without a position",
    }
)
POSITION = MappingProxyType({"lon": LON_ALIASES, "lat": LAT_ALIASES, "point": ("point",)})
"""What a column of a position can be, and what it is called: "point" holds both, latitude first."""
WEB_MERCATOR = 20_037_508.0
"""Meters from Greenwich to the 180th meridian on the maps of the web."""
_OF_A_YEAR = re.compile(r"(?<=lon|lat)_?(?:\d{2}|\d{4})$")
"""Schools of the Department of Education: LON1516, LAT1516."""


@dataclass(frozen=True, slots=True)
class PointsTable:
    """Rows with a position.

    Attributes
    ----------
    name : str
        The file's name, for messages.
    rows : DataFrame
        The columns as found, indexed by the row a person sees; ``position_columns`` left out.
    lon, lat : Series of float
        Degrees; NaN where the row has no position.
    position_columns : tuple of str
        The columns the position came from.
    notes : tuple of str
    columns : tuple of str
        All of the file.
    left_out : tuple of LeftOut
        Rows of a table that are none of its own: headings, totals.
    parts : tuple of Part
        Sheets or layers.
    fault : Series of str
        Why a row has no position; empty where it has one.
    """

    name: str
    rows: pd.DataFrame
    lon: pd.Series
    lat: pd.Series
    position_columns: tuple[str, ...]
    notes: tuple[str, ...]
    fault: pd.Series
    columns: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    parts: tuple[Part, ...] = ()

    def account(self, kept: pd.Series, why: Mapping[str, pd.Series], roles: Mapping[str, str]) -> Account:
        """Return the account of the file.

        Parameters
        ----------
        kept : Series of bool
            The rows in the result.
        why : mapping of reason to Series of bool
            Why a row is not; the first reason that holds is told, after what is wrong with its position.
        roles : mapping of column to str
            What columns are used for, beside those of the position.
        """
        left_out, gone = list(self.left_out), ~kept
        faults = {fault: self.fault == fault for fault in self.fault.unique() if fault}
        for reason, rows in (faults | dict(why)).items():
            here = gone & rows
            left_out += [LeftOut.of(reason, here.index[here])] if here.any() else []
            gone &= ~here
        return Account(
            self.name,
            len(self.rows) + sum(one.rows for one in self.left_out),
            int(kept.sum()),
            tuple(left_out),
            dict.fromkeys(self.columns, "") | dict.fromkeys(self.position_columns, "position") | dict(roles),
            self.parts,
        )


def read_points(
    path: Path | str,
    layer: str | None = None,
    crs: str | None = None,
    *,
    limits: Limits,
    columns: Mapping[str, str] | None = None,
    located: Located | None = None,
) -> PointsTable:
    """Read a CSV, an Excel sheet or a map as rows with a position in degrees.

    What somebody said of ``lon``, ``lat`` or ``point`` in ``columns`` goes first; what they said of other roles is the
    caller's. A shape goes before columns of longitude and latitude, except the Bureau's own point inside a polygon
    (``INTPTLON``); a position in one cell (a pair, WKT, GeoJSON) comes last. Where columns hold degrees and others
    feet, the degrees are taken. A row whose position is missing, no number, or plainly wrong has none, and why.
    Where the addresses of a table were looked up (``located``), a row without a position has that of its address.

    Raises
    ------
    SchemaError
        If there is no position.
    CrsError
        If the positions are not longitude and latitude.
    """
    if is_map(path):
        found = read_geodata(path, layer=layer, every=True, limits=limits)
        frame = found.frame.set_axis(range(1, len(found.frame) + 1))
        name, notes = found.name, list(found.notes)
        of_file: dict[str, Any] = {"columns": map_columns(found), "parts": layer_parts(found)}
    else:
        table = read_text_table(path, limits=limits)
        frame = gpd.GeoDataFrame(table.rows, geometry=np.full(len(table.rows), None))
        name, notes = table.name, list(table.notes)
        of_file = {"columns": tuple(table.rows.columns), "left_out": table.left_out, "parts": table.parts}
    rows = pd.DataFrame(frame.drop(columns="geometry"))
    said = require_said({r: h for r, h in (columns or {}).items() if r in POSITION}, POSITION, rows.columns, name)
    if frame.geometry.notna().any() and not is_inside_point(rows) and not any(said.values()):
        placed, about = to_lonlat(frame, name, crs)
        points = placed.geometry.representative_point()
        if (placed.geom_type.dropna() != "Point").any():
            about.append(f"{name}: shapes that are not points count as a point inside them.")
        return replace(_table(name, rows, points.x, points.y, (), [*notes, *about]), **of_file)
    lon, lat, used = _located(rows, name, notes, said, located) if located else _positions(rows, name, notes, said)
    lon, lat = _in_degrees(lon, lat, crs, name, notes)
    return replace(_table(name, rows, lon, lat, used, notes), **of_file)


def _in_degrees(
    lon: pd.Series, lat: pd.Series, crs: str | None, name: str, notes: list[str]
) -> tuple[pd.Series, pd.Series]:
    """Return positions of a table in degrees: from the system that was named, or from Web Mercator where they are that.

    Millions of meters west of Greenwich are no state's grid, whose numbers are above zero.
    """
    known = lon.notna() & lat.notna()
    if not crs:
        mercator = lon[known].between(-WEB_MERCATOR, -WEB_MERCATOR / 3) & (lat[known].abs() < WEB_MERCATOR)
        if not len(mercator) or not mercator.mean() > 0.5:
            return lon, lat
        crs = "EPSG:3857"
        notes.append(f"{name}: positions are in meters of the web’s maps (Web Mercator) and were turned into degrees.")
    grid = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon[known], lat[known]), index=lon.index[known])
    placed, about = to_lonlat(grid, name, crs)
    notes += about
    points = placed.geometry
    return points.x.reindex(lon.index), points.y.reindex(lat.index)


def _located(
    rows: pd.DataFrame, name: str, notes: list[str], said: Mapping[str, str], located: Located
) -> tuple[pd.Series, pd.Series, tuple[str, ...]]:
    """Return the positions a table has, and those of its addresses for the rows without one."""
    try:
        lon, lat, used = _positions(rows, name, notes, said)
    except SchemaError:
        lon = lat = pd.Series(np.nan, index=rows.index)
        used = ()
    nowhere = lon.isna() | lat.isna()
    found = [located.positions.get(str(row), (np.nan, np.nan)) for row in rows.index]
    for_lon, for_lat = (pd.Series([one[k] for one in found], rows.index, dtype="float64") for k in (0, 1))
    notes += located.notes
    return lon.mask(nowhere, for_lon), lat.mask(nowhere, for_lat), (*used, *located.columns.values())


def is_inside_point(rows: pd.DataFrame) -> bool:
    """Return whether the rows carry the Bureau's own point inside a block or tract (``INTPTLON``)."""
    return find_column(rows.columns, [alias for alias in LON_ALIASES if alias.startswith("intpt")]) is not None


def _positions(
    rows: pd.DataFrame, name: str, notes: list[str], said: Mapping[str, str]
) -> tuple[pd.Series, pd.Series, tuple[str, ...]]:
    pairs = [] if said.get("point") else _degree_columns(rows, said)
    if pairs:
        lon_column, lat_column = next((pair for pair in pairs if _hold_degrees(rows, *pair)), pairs[0])
        if (lon_column, lat_column) != ("lon", "lat"):
            notes.append(f"{name}: longitude was read from {lon_column!r} and latitude from {lat_column!r}.")
        return _degrees(rows[lon_column], name), _degrees(rows[lat_column], name), (lon_column, lat_column)
    for column in [said["point"]] if said.get("point") else rows.columns:
        found, where = cell_positions(rows[column])
        filled = as_text(rows[column]).notna()
        if filled.any() and found["lat"][filled].notna().mean() > 0.5:
            notes.append(f"{name}: positions were read from {where}.")
            return found["lon"], found["lat"], (str(column),)
    raise MissingColumnError(
        f"{name} does not say where its rows are",
        fix=(
            'add columns lon and lat in degrees, or say which they are with --map "lon=COLUMN" and --map '
            f'"lat=COLUMN". It has: {first_of(rows.columns)}'
        ),
        role="point",
        meant="",
    )


def _degree_columns(rows: pd.DataFrame, said: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the pairs of columns that go by a name of longitude and latitude, the likeliest first."""
    if said.get("lon") or said.get("lat"):
        found = [find_column(rows.columns, POSITION[role], said) for role in ("lon", "lat")]
        return [(found[0], found[1])] if found[0] and found[1] else []
    plain = {_OF_A_YEAR.sub("", plain_name(str(column))): str(column) for column in reversed(list(rows.columns))}
    plain |= {plain_name(str(column)): str(column) for column in reversed(list(rows.columns))}
    lons, lats = ([plain[alias] for alias in aliases if alias in plain] for aliases in (LON_ALIASES, LAT_ALIASES))
    # A file that has X and LATITUDE means them together; one that has both kinds has them side by side.
    return list(zip(lons, lats, strict=False))


def _hold_degrees(rows: pd.DataFrame, lon_column: str, lat_column: str) -> bool:
    lon, lat = degree_cells(rows[lon_column]), degree_cells(rows[lat_column])
    known = lon.notna() & lat.notna()
    fits = (lon.abs() <= MAX_LONGITUDE) & (lat.abs() <= MAX_LONGITUDE)
    return bool(known.any() and fits[known].mean() > 0.5)


def _degrees(column: pd.Series, name: str) -> pd.Series:
    """Return a column of degrees; a cell that is no number is none, a column of them is refused."""
    found = degree_cells(column)
    filled = as_text(column).notna()
    if filled.any() and found[filled].isna().mean() > 0.5:
        return as_number(column, name)
    return found


def _table(
    name: str, rows: pd.DataFrame, lon: pd.Series, lat: pd.Series, used: tuple[str, ...], notes: list[str]
) -> PointsTable:
    fault = _faults(lon, lat)
    nowhere = fault == NO_POSITION
    if nowhere.any():
        fault[nowhere] = _no_place(rows.loc[nowhere])
    lon, lat = lon.mask(fault != ""), lat.mask(fault != "")
    require_degrees((lon.min(), lat.min(), lon.max(), lat.max()), name)
    for why, of_it in fault[fault != ""].groupby(fault):
        what = (
            f"{counted(len(of_it), 'row')} {_NO_PLACE[why]}"
            if why in _NO_PLACE
            else f"{why} in {counted(len(of_it), 'row')}"
        )
        notes.append(f"{name}: {what}, left out: row {first_of(of_it.index)}.")
    return PointsTable(name, rows, lon, lat, used, tuple(notes), fault)


def _no_place(rows: pd.DataFrame) -> pd.Series:
    """Return what each of some rows without a position is: a total, a name alone, or a row that lacks it."""
    kind = pd.Series(NO_POSITION, rows.index, dtype="str")
    return kind.mask(say_name_alone(rows), HEADING).mask(say_total(rows), TOTAL)


def _faults(lon: pd.Series, lat: pd.Series) -> pd.Series:
    """Return why each row has no position that can be used; a fault that most rows share is one of the whole file."""
    fault = pd.Series("", index=lon.index, dtype="str")
    fault[lon.isna() | lat.isna()] = NO_POSITION
    fault[(lon == 0) & (lat == 0)] = "no position but 0, 0"
    known = fault == ""
    if any(in_the_states(*pair) for pair in zip(lon[known], lat[known], strict=True)):
        odd = pd.Series([likely_fault(*pair) for pair in zip(lon[known], lat[known], strict=True)], lon.index[known])
        if (odd != "").mean() <= 0.5:
            fault[known] = odd.to_numpy()
    return fault
