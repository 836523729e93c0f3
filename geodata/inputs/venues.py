"""Read places where a meeting could be held."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import geopandas as gpd
import pandas as pd

from geodata.files.columns import NO, YES, as_text, as_yes_no, find_column, missing_column, plain_name, require_said
from geodata.files.kml import FOLDER
from geodata.files.limits import MOST_COUNTED, UPLOAD, Limits
from geodata.files.persons import require_no_persons
from geodata.files.privacy import require_no_forbidden_columns
from geodata.files.safe_read import LAYER
from geodata.files.sentences import first_of
from geodata.inputs.account import Account
from geodata.inputs.addresses import ADDRESS, Located
from geodata.inputs.points import POSITION, PointsTable, read_points
from planning.errors import InputError
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
    "libname",
    "sch_name",
    "schname",
    "schnam",
    "schoolname",
    "school_nam",
    "facilityname",
    "facname",
    "fac_name",
    "place_name",
    "park_name",
    "church_name",
    "building_name",
    "official_name",
    "organization",
    "org_name",
    "title",
    "label",
)
KIND_ALIASES = (
    "kind",
    "type",
    "category",
    "venue_type",
    "site_type",
    "facility_type",
    "amenity",
    "fac_type",
    "school_type",
    "place_type",
    "leisure",
    "building",
)
_OF_A_MAP = ("amenity", "leisure", "tourism", "office", "building")
"""OpenStreetMap says what a place is in one of several columns; "building=yes" says nothing."""
ID_ALIASES = (
    "venue_id",
    "site_id",
    "id",
    "facility_id",
    "facilityid",
    "fac_id",
    "school_id",
    "library_id",
    "osm_id",
    "ncessch",
    "fscskey",
)
ALIASES = MappingProxyType(
    {
        "name": NAME_ALIASES,
        "kind": KIND_ALIASES,
        "venue_id": ID_ALIASES,
        **POSITION,
        **ADDRESS,
        "capacity": (
            "capacity",
            "seats",
            "max_occupancy",
            "maximum_occupancy",
            "occupancy",
            "max_capacity",
            "maximum_capacity",
            "room_capacity",
            "seating_capacity",
            "occupant_load",
            "max_occupants",
        ),
        "step_free": (
            "step_free",
            "accessible",
            "wheelchair",
            "ada",
            "ada_accessible",
            "ada_accessibility",
            "ada_compliant",
            "wheelchair_accessible",
            "wheelchair_access",
            "handicap_accessible",
            "handicapped_accessible",
            "accessibility",
            "is_accessible",
        ),
        "transit": ("transit", "bus", "transit_stop", "bus_line", "bus_route", "bus_routes"),
        "child_care": ("child_care", "childcare"),
        "host_partner": ("host_partner", "partner", "host"),
        "police_building": ("police_building",),
        "hours": ("hours", "hours_of_operation", "opening_hours"),
        "veto": ("veto", "veto_reason"),
    }
)
"""What a column can be, and what people call it."""
KINDS_BY_NAME = MappingProxyType(
    {
        "library": "library",
        "library_name": "library",
        "libname": "library",
        "church_name": "church",
        "park_name": "park",
    }
    | dict.fromkeys(("school", "school_name", "sch_name", "schname", "schnam", "schoolname", "school_nam"), "school")
)
"""A name column called so also says what the place is, where no other column does."""
LIMITED, DESIGNATED = ("limited", "partial", "partially"), ("designated", "full", "fully", "accessible")
LONGEST_WORDS = 32
"""Signs of a name in an id made from it."""
_CAPACITY = (
    r"^(?:about |approx\.? |ca\.? |up to |max\.? |~|<=? ?)?(?P<least>-?\d+(?:\.\d+)?)"
    r"(?:\s*(?:-|–|to|/)\s*(?P<most>\d+))?"
    r"\+?(?: ?(?:people|persons|seats|seated|occupants|max|maximum))?$"
)

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
_OF_THE_PLACE = re.compile(r"phone|\btel|fax|mail|url|web|contact")
"""Headings under which a list of places has how to reach the place: no person's, and not read."""
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
    account : Account
    """

    venues: gpd.GeoDataFrame
    notes: tuple[str, ...]
    account: Account


def read_venues(
    path: Path | str,
    layer: str | None = None,
    crs: str | None = None,
    *,
    limits: Limits = UPLOAD,
    columns: Mapping[str, str] | None = None,
    located: Located | None = None,
) -> VenuesFile:
    """Read venues from a table or a map of points.

    The same place (equal longitude and latitude) listed twice is one venue. A place is a police building if
    its column says so, or, where the column says nothing, if its name or kind does; that is told of.

    Raises
    ------
    InputError
        With one sentence that names what is wrong and how to mend it.
    """
    table = read_points(path, layer, crs, limits=limits, columns=columns, located=located)
    said = require_said(columns, ALIASES, table.rows.columns, table.name)
    require_no_forbidden_columns(table.rows.columns, table.name, venues=True)
    notes = list(table.notes)
    if not table.lon.notna().any():
        raise InputError(f"{table.name} has no venue with a position", fix="add columns lon and lat in degrees")
    name_column = _name_column(table, notes, said)
    names = as_text(table.rows[name_column])
    placed, nameless = table.lon.notna(), names.isna()
    rows = table.rows[placed & ~nameless]
    if rows.empty:
        raise InputError(f"{table.name} has no venue with a name", fix="name every venue")
    unnamed = names.index[placed & nameless]
    if len(unnamed):
        rows_of_it = counted(len(unnamed), "row")
        notes.append(f"{table.name}: {rows_of_it} without a name, left out: row {first_of(unnamed)}.")
    facts, roles = _attributes(rows, table.name, said, notes)
    kinds, kind_columns = _kinds(rows, name_column, table.name, notes, said)
    ids, id_column = _ids(rows, said, table.name, notes)
    found = pd.DataFrame(
        {
            "venue_id": ids,
            "name": names[rows.index],
            "kind": kinds,
            "lon": table.lon[rows.index],
            "lat": table.lat[rows.index],
            **facts,
        }
    )
    venues = _one_row_a_place(found, table.name, notes)
    venues["venue_id"] = _lasting_ids(venues)
    venues["police_building"] = _police_buildings(venues, table.name, notes)
    roles |= {id_column: "id"} | dict.fromkeys(kind_columns, "kind") | {name_column: "name"}
    looked = [column for column in rows.columns if roles.get(column) or not _OF_THE_PLACE.search(plain_name(column))]
    require_no_persons(rows, table.name, columns=looked)
    placed_venues = gpd.GeoDataFrame(
        venues[list(VENUE_COLUMNS)], geometry=gpd.points_from_xy(venues["lon"], venues["lat"], crs=4326)
    )
    kept = pd.Series(table.rows.index.isin(venues.index), index=table.rows.index)
    why = {"no name": nameless, "a place listed before, counted with it": ~nameless}
    account = table.account(kept, why, {column: role for column, role in roles.items() if column})
    return VenuesFile(placed_venues.reset_index(drop=True), tuple(notes), account)


def _name_column(table: PointsTable, notes: list[str], said: Mapping[str, str]) -> str:
    found = find_column(table.rows.columns, NAME_ALIASES, said)
    if found is not None:
        return found
    for column in table.rows.columns:
        cells = table.rows[column]
        is_text = pd.api.types.is_string_dtype(cells) and pd.to_numeric(cells, errors="coerce").isna().mean() > 0.5
        if column not in table.position_columns and is_text:
            notes.append(f"{table.name} has no column of names. The first column of text, {column!r}, was used.")
            return str(column)
    raise missing_column(table.name, "name", table.rows.columns, "name")


def _ids(rows: pd.DataFrame, said: Mapping[str, str], name: str, notes: list[str]) -> tuple[pd.Series, str]:
    """Return the file's own ids, missing where a row has none of its own, and their column.

    A column "id" that only counts the rows is none: a row more on top would give every place another's id.
    """
    column = find_column(rows.columns, ID_ALIASES, said)
    nothing = pd.Series(float("nan"), index=rows.index, dtype="str")
    if column is None:
        return nothing, ""
    ids = as_text(rows[column])
    if plain_name(column) == "id" and "venue_id" not in said and _counts_rows(ids):
        notes.append(f"{name}: {column!r} only numbers the rows, so ids were made from names and places.")
        return nothing, ""
    shared = ids.duplicated(keep=False) & ids.notna()
    if shared.any():
        notes.append(
            f"{name}: ids in {column!r} that several rows share were not used: {first_of(ids[shared].unique())}."
        )
    return ids.mask(shared), column


def _counts_rows(ids: pd.Series) -> bool:
    numbers = pd.to_numeric(ids, errors="coerce")
    return len(ids) > 1 and bool(
        numbers.notna().all() and (numbers.diff().iloc[1:] == 1).all() and numbers.iloc[0] in (0, 1)
    )


def _lasting_ids(venues: pd.DataFrame) -> pd.Series:
    """Return the given ids, and where there is none one made from name and place, whatever row it stands in."""
    places = list(zip(venues["name"], venues["lon"], venues["lat"], strict=True))
    made = pd.Series([made_id(*place) for place in places], index=venues.index, dtype="str")
    exact = pd.Series([made_id(*place, decimals=12) for place in places], index=venues.index, dtype="str")
    return venues["venue_id"].fillna(made.mask(made.duplicated(keep=False), exact))


def made_id(name: str, lon: float, lat: float, decimals: int = 4) -> str:
    """Return the id of a place that has none: from its name and where it is, to about ten meters.

    Examples
    --------
    >>> made_id("St. Mary's Hall", -122.61234, 45.51)
    'st-mary-s-hall-bdfe95'
    """
    words = re.sub(r"[^0-9a-z]+", "-", unidecoded(name).lower()).strip("-")[:LONGEST_WORDS].strip("-")
    place = f"{name.lower()}|{lon:.{decimals}f}|{lat:.{decimals}f}"
    return f"{words or 'venue'}-{hashlib.blake2b(place.encode(), digest_size=3).hexdigest()}"


def unidecoded(text: str) -> str:
    """Return a text with its letters without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def _kinds(
    rows: pd.DataFrame, name_column: str, name: str, notes: list[str], said: Mapping[str, str]
) -> tuple[pd.Series, list[str]]:
    """Return what each place is, and the columns that say it."""
    others = [one for one in rows.columns if one != name_column and not _tells_shapes(rows[one])]
    column = find_column(others, KIND_ALIASES, said)
    if column is not None:
        columns = [column]
        if plain_name(column) in _OF_A_MAP and "kind" not in said:
            there = {plain_name(str(one)): str(one) for one in rows.columns}
            columns = [there[one] for one in _OF_A_MAP if one in there]
        kinds = pd.Series(float("nan"), index=rows.index, dtype="str")
        for one in columns:
            cells = as_text(rows[one])
            kinds = kinds.fillna(cells.mask(cells.str.lower().isin(YES + NO)) if len(columns) > 1 else cells)
        return kinds, columns
    if LAYER in rows.columns or FOLDER in rows.columns:
        column = LAYER if LAYER in rows.columns else FOLDER
        notes.append(f"{name}: what a place is was taken from {column}.")
        return as_text(rows[column]), [column]
    word = name_column.strip().lower()
    kind = KINDS_BY_NAME.get(plain_name(word), "")
    if kind:
        notes.append(f"{name}: every venue is taken for a {kind}, as its column of names is called.")
        return pd.Series(kind, index=rows.index, dtype="str"), []
    return pd.Series(float("nan"), index=rows.index, dtype="str"), []


def _tells_shapes(cells: pd.Series) -> bool:
    """Return whether a column says what a place is on OpenStreetMap: a node, a way, and not what stands there."""
    words = as_text(cells).dropna().str.lower()
    return bool(len(words)) and bool(words.isin(("node", "way", "relation")).all())


def _attributes(
    rows: pd.DataFrame, name: str, said: Mapping[str, str], notes: list[str]
) -> tuple[dict[str, pd.Series], dict[str, str]]:
    """Return the facts of each place, and what each column was used for."""
    roles: dict[str, str] = {}

    def column(role: str) -> pd.Series:
        found = find_column(rows.columns, ALIASES[role], said)
        if found:
            roles[found] = role
        return rows[found] if found else pd.Series(float("nan"), index=rows.index, dtype="str")

    facts = {
        "capacity": _capacities(column("capacity"), name, notes),
        "step_free": _answers(column("step_free"), name, notes),
        "transit": as_text(column("transit")),
        "child_care": _answers(column("child_care"), name, notes),
        "host_partner": as_text(column("host_partner")),
        "police_building": _answers(column("police_building"), name, notes),
        "hours": _hours(column("hours"), name, notes),
        "veto": as_text(column("veto")),
    }
    return facts, roles


def _hours(column: pd.Series, name: str, notes: list[str]) -> pd.Series:
    """Return when a place is open; a bare number is how many hours a year, as lists of libraries have it."""
    words = as_text(column)
    bare = words.str.fullmatch(r"-?\d{3,}(?:\.\d+)?", na=False)
    _tell_unread(column, words.mask(~bare), bare, "does not say when it is open", name, notes)
    return words.mask(bare)


def _capacities(column: pd.Series, name: str, notes: list[str]) -> pd.Series:
    """Return numbers of seats; of "50-60" the smaller, since that many will surely find one."""
    if pd.api.types.is_numeric_dtype(column):
        numbers = pd.Series(column.to_numpy(dtype=float, na_value=float("nan")), index=column.index)
        text = as_text(column)
    else:
        text = as_text(column).str.replace(r"(?<=\d),(?=\d{3})", "", regex=True)
        parts = text.str.extract(_CAPACITY)
        numbers = pd.to_numeric(parts["least"], errors="coerce").astype(float)
        ranges = parts["most"].notna()
        if ranges.any():
            notes.append(
                f"{name}: of a capacity from one number to another the smaller was taken: {first_of(text[ranges])}."
            )
    numbers = numbers.where(numbers.between(0, MOST_COUNTED))
    _tell_unread(column, text, numbers.isna(), "is no number of seats", name, notes)
    return numbers


def _answers(column: pd.Series, name: str, notes: list[str]) -> pd.Series:
    """Return yes, no or missing; OpenStreetMap's "limited" is a step somewhere, so it is no."""
    if pd.api.types.is_bool_dtype(column):
        return column.astype("boolean")
    words = as_text(column).str.lower()
    limited = words.isin(LIMITED)
    if limited.any():
        notes.append(f"{name}: {column.name} is limited in {counted(int(limited.sum()), 'row')}. That was read as no.")
    words = words.mask(limited, "no").mask(words.isin(DESIGNATED), "yes")
    unread = words.notna() & ~words.isin(YES + NO)
    _tell_unread(column, words, unread, "is neither yes nor no", name, notes)
    return as_yes_no(words.mask(unread).rename(str(column.name)), name)


def _tell_unread(column: pd.Series, text: pd.Series, unread: pd.Series, why: str, name: str, notes: list[str]) -> None:
    wrong = unread & text.notna()
    if wrong.any():
        cells = first_of(f"{cell!r} (row {row})" for row, cell in as_text(column)[wrong].str[:40].items())
        notes.append(f"{name}, column {str(column.name)!r}: {cells} {why}. Counted as not known.")


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
    return kept


def _police_buildings(venues: pd.DataFrame, name: str, notes: list[str]) -> pd.Series:
    said = venues["police_building"]
    says_so = venues["name"].str.contains(_POLICE) | venues["kind"].fillna("").str.contains(_POLICE)
    by_name = said.isna() & says_so
    if by_name.any():
        notes.append(f"{name}: taken for police buildings by their name: {first_of(venues.loc[by_name, 'name'])}.")
    return said.mask(by_name, True)
