"""A department as a scenario would have it: another department, whose answers go the same road; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.department.answers import PreparedDepartment, prepare, rule_of
from geodata.department.department import Department, counts_fit
from geodata.officers.places import unit_areas
from geodata.whatif.redraw import redraw_beats
from planning.errors import InputError, UnknownNameError
from planning.whatif.scenario import MAP_STEPS, AddVenue, LoseVenue, MergeBeats, MoveVenue, Scenario, UseRule

ADDED_KIND = "added"
SLIVER = 0.005
"""The share of a beat's ground that is no part of its own: what is left where two maps have one border twice."""


@dataclass(frozen=True, slots=True, eq=False)
class Derived:
    """A department after a scenario.

    Attributes
    ----------
    prepared : PreparedDepartment
        Steps about officers are not in its roster: see ``geodata.whatif.officers``.
    notes : tuple of str
        What no longer fits, in sentences.
    """

    prepared: PreparedDepartment
    notes: tuple[str, ...] = ()


def derive(prepared: PreparedDepartment, scenario: Scenario) -> Derived:
    """Return the department after the steps of a scenario; what no step touches is the same frame.

    Raises
    ------
    UnknownNameError
        If a beat, tract, venue or rule is not there.
    InputError
        If a step changes nothing, or cannot be done.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> before = prepare(build_demo())
    >>> after = derive(before, Scenario((MergeBeats(("41", "43"), "41"), LoseVenue("V01")))).prepared
    >>> len(after.department.beats), len(before.department.venues) - len(after.department.venues)
    (23, 1)
    """
    department = prepared.department
    changes: dict[str, Any] = {}
    notes: tuple[str, ...] = ()
    if scenario.touches_map:
        changes, notes = _redrawn(prepared, scenario)
    if scenario.touches_venues:
        changes["venues"] = _venues(department, scenario)
    rules = [step.rule for step in scenario.steps if isinstance(step, UseRule)]
    if rules:
        chosen = rule_of(department, rules[-1])
        changes["settings"] = replace(changes.get("settings", department.settings), rule=chosen.name)
    if not changes:
        return Derived(prepared)
    after = replace(department, **changes)
    return Derived(prepare(after) if scenario.touches_map else replace(prepared, department=after), notes)


def _redrawn(prepared: PreparedDepartment, scenario: Scenario) -> tuple[dict[str, Any], tuple[str, ...]]:
    department = prepared.department
    beats = redraw_beats(prepared, [step for step in scenario.steps if isinstance(step, MAP_STEPS)])
    became = became_by_merging(scenario)
    changes: dict[str, Any] = {"beats": beats}
    if became and department.roster is not None:
        changes["roster"] = _served_anew(department, became)
        units = (*department.settings.units, *became.items())
        changes["settings"] = replace(department.settings, units=units)
    notes = apart_notes(department.beats, beats)
    if department.requests is not None:
        counts = department.requests.assign(area_id=department.requests["area_id"].replace(became))
        fit = counts_fit(replace(department, beats=beats), counts)
        changes["requests"] = counts if fit else None
        if not fit:
            notes = (*notes, "Your counts of requests name beats that would be gone, so they are left out.")
    return changes, notes


def apart_notes(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> tuple[str, ...]:
    """Return which beats would lie in more parts that do not touch than now, in sentences.

    Parameters
    ----------
    before, after : GeoDataFrame with area_id and polygons in EPSG:4326
    """
    now, then = (
        {area: _parts(shape) for area, shape in zip(m["area_id"], m.geometry, strict=True)} for m in (before, after)
    )
    return tuple(
        f"Beat {area} would lie in {count} parts that do not touch."
        for area, count in then.items()
        if count > max(1, now.get(area, 1))
    )


def _parts(shape: shapely.Geometry) -> int:
    """Return of how many parts a beat is, slivers not counted."""
    areas = shapely.area(shapely.get_parts(shape))
    return int((areas > SLIVER * areas.sum()).sum())


def became_by_merging(scenario: Scenario) -> dict[str, str]:
    """Return the beats that are gone because they were merged, and what each has become.

    Examples
    --------
    >>> became_by_merging(Scenario((MergeBeats(("41", "43"), "41"), MergeBeats(("41", "44"), "4"))))
    {'43': '4', '41': '4', '44': '4'}
    """
    became: dict[str, str] = {}
    for step in scenario.steps:
        if isinstance(step, MergeBeats):
            became = {gone: step.into if now in step.areas else now for gone, now in became.items()}
            became |= {area: step.into for area in step.areas if area != step.into}
    return became


def _served_anew(department: Department, became: Mapping[str, str]) -> pd.DataFrame:
    """Return the roster with the units of beats that were merged in the beat they have become.

    The words that it had stay beside, so that whoever was told of apart stays told of apart (ADR 11).
    """
    roster = department.roster
    assert roster is not None
    beats = set(department.beats["area_id"])
    unit_of = {unit: area for unit, area in unit_areas(department, department.levels[0]).items() if area in beats}
    moved = {unit: became[area] for unit, area in unit_of.items() if area in became}
    as_found = roster["unit_as_found"] if "unit_as_found" in roster else roster["unit"]
    return roster.assign(unit=roster["unit"].replace(moved), unit_as_found=as_found)


def _venues(department: Department, scenario: Scenario) -> gpd.GeoDataFrame:
    venues = department.venues
    if venues is None:
        words = {name: pd.Series(dtype="str") for name in ("venue_id", "name", "kind")}
        numbers = {name: pd.Series(dtype=float) for name in ("lon", "lat", "capacity")}
        venues = gpd.GeoDataFrame(words | numbers, geometry=gpd.GeoSeries([], crs="EPSG:4326"), crs="EPSG:4326")
    for step in scenario.steps:
        if isinstance(step, AddVenue):
            venues = _added(venues, step)
        elif isinstance(step, LoseVenue | MoveVenue):
            here = venues["venue_id"] == step.venue_id
            if not here.any():
                raise UnknownNameError("venue", step.venue_id, venues["venue_id"])
            venues = venues[~here] if isinstance(step, LoseVenue) else _moved(venues, here, step)
    return venues.reset_index(drop=True)


def _added(venues: gpd.GeoDataFrame, step: AddVenue) -> gpd.GeoDataFrame:
    if step.venue_id in set(venues["venue_id"]):
        raise InputError("there is a venue of this ID already", value=step.venue_id, fix="choose another ID")
    row = venues.iloc[:0].reindex([0])
    known: dict[str, object] = {"venue_id": step.venue_id, "name": step.name, "kind": ADDED_KIND}
    known |= {"lon": step.lon, "lat": step.lat, "capacity": float(step.capacity) if step.capacity else np.nan}
    for name, value in known.items():
        if name in row:
            row[name] = pd.Series([value]).astype(venues[name].dtype)
    row = row.set_geometry([shapely.Point(step.lon, step.lat)], crs=venues.crs)
    return pd.concat([venues, row.astype({name: venues[name].dtype for name in venues.columns if name != "geometry"})])


def _moved(venues: gpd.GeoDataFrame, here: pd.Series, step: MoveVenue) -> gpd.GeoDataFrame:
    place = gpd.GeoSeries([shapely.Point(step.lon, step.lat)], crs=venues.crs)
    moved = venues.copy()
    moved.loc[here, ["lon", "lat"]] = step.lon, step.lat
    moved.loc[here, "geometry"] = place.to_numpy()
    return moved
