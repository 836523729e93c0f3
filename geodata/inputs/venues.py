"""Read places where a meeting could be held."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import geopandas as gpd
import pandas as pd

from geodata.files.columns import as_number, as_text, as_yes_no, find_column, first_row, require_said
from geodata.files.limits import UPLOAD, Limits
from geodata.files.privacy import require_no_forbidden_columns
from geodata.files.sentences import first_of
from geodata.inputs.points import POSITION, PointsTable, read_points
from planning.errors import InputError, SchemaError
from planning.lists import counted

NAME_ALIASES = (
    "name",
    "venue_name",
    "site_name",
    "facility_name",
    "school_name",
    "library_name",
    "venue",
    "site",
    "school",
    "library",
    "facility",
)
KIND_ALIASES = ("kind", "type", "category", "venue_type", "site_type", "facility_type")
ID_ALIASES = ("venue_id", "site_id", "id")
ALIASES = MappingProxyType(
    {
        "name": NAME_ALIASES,
        "kind": KIND_ALIASES,
        "venue_id": ID_ALIASES,
        **POSITION,
        "capacity": ("capacity", "seats"),
        "step_free": ("step_free", "accessible", "wheelchair", "ada"),
        "transit": ("transit", "bus", "transit_stop"),
        "child_care": ("child_care", "childcare"),
        "host_partner": ("host_partner", "partner", "host"),
        "police_building": ("police_building",),
        "hours": ("hours", "hours_of_operation", "opening_hours"),
        "veto": ("veto", "veto_reason"),
    }
)
"""What a column can be, and what people call it."""
NAMES_THAT_TELL_KIND = ("school", "library")
"""A name column called so also says what the place is, where no other column does."""

VENUE_COLUMNS = (
    "venue_id",
    "name",
    "kind",
    "lon",
    "lat",
    "capacity",
    "step_free",
    "transit",
    "child_care",
    "host_partner",
    "police_building",
    "hours",
    "veto",
)
_POLICE = re.compile(r"\b(?:police|sheriff|precinct|ice field office|immigration and customs)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class VenuesFile:
    """Venues, and what was noticed.

    Attributes
    ----------
    venues : GeoDataFrame
        ``VENUE_COLUMNS`` and points in EPSG:4326, in the order of the file. What is not known is missing;
        ``veto`` is the reason not to meet there.
    notes : tuple of str
        Sentences for the check report.
    """

    venues: gpd.GeoDataFrame
    notes: tuple[str, ...]


def read_venues(
    path: Path | str, layer: str | None = None, *, limits: Limits = UPLOAD, columns: Mapping[str, str] | None = None
) -> VenuesFile:
    """Read venues from a table or a map of points.

    The same place (equal longitude and latitude) listed twice is one venue. A place is a police building if
    its column says so, or, where the column says nothing, if its name or kind does; that is told of.

    Raises
    ------
    InputError
        With one sentence that names what is wrong and how to mend it.
    """
    table = read_points(path, layer, limits=limits, columns=columns)
    said = require_said(columns, ALIASES, table.rows.columns, table.name)
    require_no_forbidden_columns(table.rows.columns, table.name)
    notes = list(table.notes)
    placed = table.lon.notna()
    rows = table.rows[placed]
    if rows.empty:
        raise InputError(f"{table.name} has no venue with a position", fix="add columns lon and lat in degrees")
    name_column = _name_column(table, notes, said)
    names = as_text(rows[name_column])
    if names.isna().any():
        raise InputError(f"{table.name}, row {first_row(names.isna())}, has no name", fix="name every venue")
    venues = pd.DataFrame(
        {
            "venue_id": _ids(rows, said),
            "name": names.str.strip(),
            "kind": _kinds(rows, name_column, table.name, notes, said),
            "lon": table.lon[placed],
            "lat": table.lat[placed],
            **_attributes(rows, table.name, said),
        }
    )
    venues = _one_row_a_place(venues, table.name, notes)
    venues["police_building"] = _police_buildings(venues, table.name, notes)
    placed_venues = gpd.GeoDataFrame(
        venues[list(VENUE_COLUMNS)], geometry=gpd.points_from_xy(venues["lon"], venues["lat"], crs=4326)
    )
    return VenuesFile(placed_venues.reset_index(drop=True), tuple(notes))


def _name_column(table: PointsTable, notes: list[str], said: Mapping[str, str]) -> str:
    found = find_column(table.rows.columns, NAME_ALIASES, said)
    if found is not None:
        return found
    for column in table.rows.columns:
        cells = table.rows[column]
        is_text = pd.api.types.is_string_dtype(cells) and pd.to_numeric(cells, errors="coerce").isna().mean() > 0.5
        if column not in table.position_columns and is_text:
            notes.append(f"{table.name} has no column of names; the first column of text, {column!r}, was used.")
            return str(column)
    raise SchemaError(
        f"{table.name} has no column 'name'",
        fix=f'add one, or say which it is with --map "name=COLUMN"; it has: {first_of(table.rows.columns)}',
    )


def _ids(rows: pd.DataFrame, said: Mapping[str, str]) -> pd.Series:
    """Return the file's own ids if every row has a different one, else missing: numbered later."""
    column = find_column(rows.columns, ID_ALIASES, said)
    if column is not None:
        ids = as_text(rows[column]).str.strip()
        if ids.notna().all() and ids.is_unique:
            return ids
    return pd.Series(float("nan"), index=rows.index, dtype="str")


def _kinds(rows: pd.DataFrame, name_column: str, name: str, notes: list[str], said: Mapping[str, str]) -> pd.Series:
    column = find_column(rows.columns, KIND_ALIASES, said)
    if column is not None and column != name_column:
        return as_text(rows[column]).str.strip()
    word = name_column.strip().lower()
    if word in NAMES_THAT_TELL_KIND:
        notes.append(f"{name}: every venue is taken for a {word}, as its column of names is called.")
        return pd.Series(word, index=rows.index, dtype="str")
    return pd.Series(float("nan"), index=rows.index, dtype="str")


def _attributes(rows: pd.DataFrame, name: str, said: Mapping[str, str]) -> dict[str, pd.Series]:
    def column(role: str) -> pd.Series:
        found = find_column(rows.columns, ALIASES[role], said)
        return rows[found] if found else pd.Series(float("nan"), index=rows.index, dtype="str")

    return {
        "capacity": as_number(column("capacity"), name, least=0),
        "step_free": as_yes_no(column("step_free"), name),
        "transit": as_text(column("transit")),
        "child_care": as_yes_no(column("child_care"), name),
        "host_partner": as_text(column("host_partner")),
        "police_building": as_yes_no(column("police_building"), name),
        "hours": as_text(column("hours")),
        "veto": as_text(column("veto")),
    }


def _one_row_a_place(venues: pd.DataFrame, name: str, notes: list[str]) -> pd.DataFrame:
    place = [venues["lon"], venues["lat"]]
    first = ~venues.duplicated(["lon", "lat"])
    kinds = (
        venues["kind"].groupby(place, sort=False).agg(lambda all_kinds: "; ".join(dict.fromkeys(all_kinds.dropna())))
    )
    kept = venues[first].copy()
    kept["kind"] = pd.Series(kinds.to_numpy(), index=kept.index, dtype="str").replace("", float("nan"))
    again = int((~first).sum())
    if again:
        shown = first_of(venues.loc[~first, "name"])
        notes.append(f"{name}: {counted(again, 'row')} of a place listed before, each place is one venue: {shown}.")
    numbered = [f"v{number:03d}" for number in range(1, len(kept) + 1)]
    return kept if kept["venue_id"].notna().all() else kept.assign(venue_id=pd.array(numbered, dtype="str"))


def _police_buildings(venues: pd.DataFrame, name: str, notes: list[str]) -> pd.Series:
    said = venues["police_building"]
    says_so = venues["name"].str.contains(_POLICE) | venues["kind"].fillna("").str.contains(_POLICE)
    by_name = said.isna() & says_so
    if by_name.any():
        notes.append(f"{name}: taken for police buildings by their name: {first_of(venues.loc[by_name, 'name'])}.")
    return said.mask(by_name, True)
