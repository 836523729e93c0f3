"""The department itself, its records, its outlines and its check report."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import streamlit as st

from geodata.checks.report import check_department
from geodata.department import answers
from geodata.department.answers import PreparedDepartment
from geodata.department.areas import Touches, area_touches
from geodata.department.department import DEMO
from geodata.department.findings import Finding
from geodata.department.names import record_areas
from geodata.department.versions import stamp
from geodata.departments import open_department, open_records
from geodata.files.coordinates import projected_crs
from geodata.inputs.ground_bytes import ground_bytes
from geodata.maps.borders import district_borders, with_borders
from geodata.maps.ground import ground_credit
from geodata.maps.multiples import Outlines
from geodata.maps.shapes import AreaShapes, build_shapes
from geodata.meetings.venue_records import VenueFacts, with_venue_facts
from geodata.officers.spellings import decided
from geodata.records.department_writes import settle_writes
from geodata.records.seen import seen_at
from geodata.records.store import Store

DEPARTMENTS_KEPT = 3
OUTLINES_KEPT = 16
LEVELS_KEPT = 64


def stamp_of(where: str) -> str:
    """Return what changes when somebody saves the department anew; its records change all the time and do not."""
    if where == DEMO or not Path(where).is_dir():
        return ""
    return stamp(Path(where))


def identity_at(where: str) -> str:
    """Return the id of the department that is in a folder now; empty where it has none yet."""
    return DEMO if where == DEMO else seen_at(Path(where)).department


@st.cache_resource(max_entries=DEPARTMENTS_KEPT, show_spinner=False)
def store_at(where: str, address: str, identity: str) -> Store:
    """Return the records of a department; ``identity`` from ``identity_at``, as a folder may be made anew."""
    return open_records(where, address)


@st.cache_resource(max_entries=DEPARTMENTS_KEPT, show_spinner=False)
def settled(where: str, stamp: str, address: str, _store: Store) -> bool:
    """Bring the audit trail up to the department, once for each of its versions; ``stamp`` from ``stamp_of``."""
    if where != DEMO:
        settle_writes(Path(where), _store)
    return True


@st.cache_resource(max_entries=DEPARTMENTS_KEPT, show_spinner=False)
def prepared_at(where: str, stamp: str) -> PreparedDepartment:
    """Return the department of a folder, its people placed in its areas; ``stamp`` from ``stamp_of``."""
    return answers.prepare(open_department(where))


@st.cache_resource(max_entries=DEPARTMENTS_KEPT, show_spinner=False)
def with_decisions(
    where: str, stamp: str, decisions: tuple[tuple[str, str], ...], _undecided: PreparedDepartment
) -> PreparedDepartment:
    """Return the department by what somebody decided about spellings of languages."""
    return decided(_undecided, dict(decisions))


@st.cache_resource(max_entries=DEPARTMENTS_KEPT, show_spinner=False)
def with_facts(content_hash: str, facts: VenueFacts, _prepared: PreparedDepartment) -> PreparedDepartment:
    """Return the department with what the records know better of its venues."""
    return with_venue_facts(_prepared, facts)


@st.cache_data(max_entries=LEVELS_KEPT, show_spinner=False)
def shapes(content_hash: str, level: str, _prepared: PreparedDepartment) -> AreaShapes:
    """Return the outlines of a level."""
    return build_shapes(_prepared.department.areas(level), _prepared.department.settings.crs)


@st.cache_resource(max_entries=LEVELS_KEPT, show_spinner=False)
def small_outlines(content_hash: str, level: str, _prepared: PreparedDepartment) -> Outlines:
    """Return the outlines of a level for small maps, with the borders of districts."""
    return Outlines(shapes(content_hash, level, _prepared), district_borders(_prepared.department))


@st.cache_resource(max_entries=DEPARTMENTS_KEPT, show_spinner=False)
def ground(content_hash: str, version: str, _prepared: PreparedDepartment) -> tuple[bytes, str]:
    """Return the ground under the maps with the borders of districts, packed for a browser, and from whom it is.

    No figure depends on it.
    """
    return ground_bytes(with_borders(_prepared.department)), ground_credit(_prepared.department)


@st.cache_data(max_entries=OUTLINES_KEPT, show_spinner="Drawing the map")
def outline_shapes(key: str, _areas: gpd.GeoDataFrame) -> AreaShapes:
    """Return the outlines of areas that are no department yet; equal key, equal areas (EPSG:4326)."""
    return build_shapes(_areas, projected_crs(_areas))


@st.cache_data(max_entries=LEVELS_KEPT, show_spinner=False)
def touches(content_hash: str, level: str, _prepared: PreparedDepartment) -> Touches:
    """Return which areas of a level each area a record can name has ground in."""
    return area_touches(_prepared.department, level)


@st.cache_resource(max_entries=DEPARTMENTS_KEPT, show_spinner=False)
def area_names(content_hash: str, _prepared: PreparedDepartment) -> Mapping[str, str]:
    """Return every area a record can name, with what it is called."""
    return MappingProxyType(record_areas(_prepared.department))


@st.cache_resource(max_entries=DEPARTMENTS_KEPT, show_spinner=False)
def venue_rows(content_hash: str, _prepared: PreparedDepartment) -> Mapping[str, Mapping[str, Any]]:
    """Return what the venues file says, by venue id."""
    venues = _prepared.department.venues
    if venues is None:
        return MappingProxyType({})
    rows = venues.drop(columns="geometry").set_index("venue_id")
    return MappingProxyType({str(venue): MappingProxyType(dict(row)) for venue, row in rows.iterrows()})


@st.cache_data(max_entries=DEPARTMENTS_KEPT, show_spinner=False)
def findings(content_hash: str, zone: str, _prepared: PreparedDepartment) -> tuple[Finding, ...]:
    """Return the check report."""
    return check_department(_prepared)
