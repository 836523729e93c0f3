"""Find where the rows of a table or a map stand: a shape, columns of degrees, or "(lat, lon)" in a cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.files.columns import as_number, find_column, require_said
from geodata.files.coordinates import require_degrees, to_lonlat
from geodata.files.formats import is_map
from geodata.files.limits import Limits
from geodata.files.safe_read import read_geodata
from geodata.files.sentences import first_of
from geodata.files.text_tables import read_text_table
from geodata.inputs.account import Account, LeftOut, Part
from geodata.inputs.map_account import layer_parts, map_columns
from planning.errors import SchemaError
from planning.lists import counted

LON_ALIASES = ("lon", "lng", "long", "longitude", "x", "intptlon", "intptlon20", "intptlon10")
LAT_ALIASES = ("lat", "latitude", "y", "intptlat", "intptlat20", "intptlat10")
POSITION = MappingProxyType({"lon": LON_ALIASES, "lat": LAT_ALIASES, "point": ("point",)})
"""What a column of a position can be, and what it is called: "point" holds both, latitude first."""
PAIR = r"\(\s*(?P<lat>-?\d{1,3}\.\d+)\s*,\s*(?P<lon>-?\d{1,3}\.\d+)\s*\)"
"""A position as city portals write it into a cell: latitude first, in brackets."""


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
    """

    name: str
    rows: pd.DataFrame
    lon: pd.Series
    lat: pd.Series
    position_columns: tuple[str, ...]
    notes: tuple[str, ...]
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
            Why a row is not; the first reason that holds is told, after a missing position.
        roles : mapping of column to str
            What columns are used for, beside those of the position.
        """
        left_out, gone = list(self.left_out), ~kept
        for reason, rows in ({"no position": self.lon.isna()} | dict(why)).items():
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
) -> PointsTable:
    """Read a CSV, an Excel sheet or a map as rows with a position in degrees.

    What somebody said of ``lon``, ``lat`` or ``point`` in ``columns`` goes first; what they said of other roles is the
    caller's. A shape goes before columns of longitude and latitude, except the Bureau's own point inside a polygon
    (``INTPTLON``); a position in brackets in a cell comes last.

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
            about.append(f"{name}: shapes that are not points stand for a point inside them.")
        return replace(_table(name, rows, points.x, points.y, (), [*notes, *about]), **of_file)
    lon, lat, used = _positions(rows, name, notes, said)
    return replace(_table(name, rows, lon, lat, used, notes), **of_file)


def is_inside_point(rows: pd.DataFrame) -> bool:
    """Return whether the rows carry the Bureau's own point inside a block or tract (``INTPTLON``)."""
    return find_column(rows.columns, [alias for alias in LON_ALIASES if alias.startswith("intpt")]) is not None


def _positions(
    rows: pd.DataFrame, name: str, notes: list[str], said: Mapping[str, str]
) -> tuple[pd.Series, pd.Series, tuple[str, ...]]:
    lon_column, lat_column = (find_column(rows.columns, POSITION[role], said) for role in ("lon", "lat"))
    if lon_column and lat_column and not said.get("point"):
        if (lon_column, lat_column) != ("lon", "lat"):
            notes.append(f"{name}: longitude was read from {lon_column!r} and latitude from {lat_column!r}.")
        return as_number(rows[lon_column], name), as_number(rows[lat_column], name), (lon_column, lat_column)
    for column in [said["point"]] if said.get("point") else rows.columns:
        pairs = rows[column].astype("str").str.extract(PAIR)
        if pairs["lat"].notna().mean() > 0.5:
            notes.append(f"{name}: positions were read from the brackets in {column!r}, latitude first.")
            return pairs["lon"].astype(float), pairs["lat"].astype(float), (str(column),)
    raise SchemaError(
        f"{name} does not say where its rows are",
        fix='add columns lon and lat in degrees, or say which they are with --map "lon=COLUMN" and --map "lat=COLUMN"; '
        f"it has: {first_of(rows.columns)}",
    )


def _table(
    name: str, rows: pd.DataFrame, lon: pd.Series, lat: pd.Series, used: tuple[str, ...], notes: list[str]
) -> PointsTable:
    nowhere = (lon == 0) & (lat == 0)  # how many systems write "not known"
    lon, lat = lon.mask(nowhere | lat.isna()), lat.mask(nowhere | lon.isna())
    require_degrees((lon.min(), lat.min(), lon.max(), lat.max()), name)
    if lon.isna().any():
        missing = lon.index[lon.isna()]
        notes.append(f"{name}: {counted(len(missing), 'row')} without a position, left out: row {first_of(missing)}.")
    return PointsTable(name, rows, lon, lat, used, tuple(notes))
