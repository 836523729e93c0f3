"""The ground that can change hands: tracts, and the block groups and blocks inside them, with their outlines.

Of block groups and blocks a department has points with people, and no outlines. The ground of one is what lies nearer
to its points than to any other of its tract (Voronoi 1908): whoever lives at the points goes with it, and no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.department.answers import PreparedDepartment, places_coarsely
from geodata.files.shapes_apart import work_on
from planning.errors import InputError, UnknownNameError

TRACT, BLOCK_GROUP, BLOCK = "tract", "block group", "block"
DIGITS = MappingProxyType({TRACT: 11, BLOCK_GROUP: 12, BLOCK: 15})
"""How many digits of a GEOID name a unit of ground."""
NUMBERED = "."
"""Between a tract and the number of a point in it that has no GEOID of its own."""
OUTLINES = "the outlines of tracts"


def units_of_ground(prepared: PreparedDepartment) -> tuple[str, ...]:
    """Return the units by which ground can be moved here, the largest first.

    Examples
    --------
    >>> from geodata.department.answers import prepare
    >>> from geodata.demo.harbor_falls import build_demo
    >>> units_of_ground(prepare(build_demo()))
    ('tract', 'block group', 'block')
    """
    points = prepared.join.points
    if points.empty:
        return (TRACT,)
    if "geoid" in points and bool((points["geoid"].str.len() >= DIGITS[BLOCK]).any()):
        return (TRACT, BLOCK_GROUP, BLOCK)
    return (TRACT, BLOCK_GROUP if places_coarsely(prepared) else BLOCK)


def name_ground(prepared: PreparedDepartment, unit: str) -> pd.Series:
    """Return which ground of a unit each point of ``prepared.join.points`` lies on; missing in no tract.

    A point without a GEOID of its own is its tract's first, second and so on, from west to east.
    """
    points = prepared.join.points
    tracts = points["tract_id"]
    if unit == TRACT:
        return tracts
    order = points.sort_values(["x", "y"], kind="stable").groupby("tract_id").cumcount().reindex(points.index) + 1
    numbered = tracts + NUMBERED + order.astype("Int64").astype("str")
    if "geoid" not in points:
        return numbered
    own = points["geoid"].str[: DIGITS[unit]]
    named = (own.str.len() == DIGITS[unit]) & (own.str[: DIGITS[TRACT]] == tracts)
    return own.where(named.fillna(False).astype(bool), numbered)


def ground_in(prepared: PreparedDepartment, beat: str, unit: str) -> Mapping[str, float]:
    """Return the ground that has people in a beat, or land where no points were given: people (km2), most first.

    Examples
    --------
    >>> from geodata.department.answers import prepare
    >>> from geodata.demo.harbor_falls import build_demo
    >>> list(ground_in(prepare(build_demo()), "01", "tract").items())[:1]
    [('99001018200', 2237.0)]
    """
    points, walk = prepared.join.points, prepared.crosswalk
    if points.empty:
        weights = walk.weights[[walk.area_ids.index(beat)]].toarray()[0] * walk.tract_size
        found = pd.Series(weights, index=list(walk.tract_ids))
    else:
        here = points["area_id"] == beat
        found = points["pop"][here].groupby(name_ground(prepared, unit)[here]).sum()
    found = found[found > 0].sort_values(ascending=False, kind="stable")
    return {str(name): float(people) for name, people in found.items()}


def outline_ground(prepared: PreparedDepartment, names: Iterable[str]) -> gpd.GeoDataFrame:
    """Return the outlines of some ground, ``area_id`` and geometry in EPSG:4326, in the order of the names.

    Raises
    ------
    UnknownNameError
        If a tract is not here, or has no such block group or block.
    """
    wanted = list(dict.fromkeys(names))
    tracts = prepared.department.tracts.set_index("geoid").geometry
    by_tract: dict[str, list[str]] = {}
    for name in wanted:
        by_tract.setdefault(name[: DIGITS[TRACT]], []).append(name)
    found: dict[str, Any] = {}
    for tract, inside in by_tract.items():
        if tract not in tracts.index:
            raise UnknownNameError("tract", tract, tracts.index)
        parts = [name for name in inside if name != tract]
        found |= _cells(prepared, tract, parts) | ({tract: tracts[tract]} if tract in inside else {})
    return gpd.GeoDataFrame({"area_id": wanted}, geometry=[found[name] for name in wanted], crs=tracts.crs)


def _cells(prepared: PreparedDepartment, tract: str, names: list[str]) -> dict[str, Any]:
    """Return the outlines of block groups or blocks of one tract, by name."""
    found: dict[str, Any] = {}
    points, crs = prepared.join.points, prepared.department.settings.crs
    here = points["tract_id"] == tract
    for unit in (BLOCK_GROUP, BLOCK):
        labels = name_ground(prepared, unit)[here]
        there = [name for name in names if name in set(labels) and name not in found]
        if not there:
            continue
        group, known = pd.factorize(labels, sort=True)
        outline = prepared.department.tracts.set_index("geoid").loc[[tract]].geometry.to_crs(crs)
        x, y = (points[name][here].to_numpy() for name in ("x", "y"))
        shapes = work_on(OUTLINES, "cells", tract=outline.to_numpy(), group=group, x=x, y=y)["shapes"]
        degrees = gpd.GeoSeries(shapes, crs=crs).to_crs(prepared.department.tracts.crs)
        found |= {name: degrees.iloc[list(known).index(name)] for name in there}
    for name in names:
        if name not in found:
            raise UnknownNameError("block group or block", name, {*name_ground(prepared, BLOCK_GROUP)[here]})
    return found


def ground_outlines(prepared: PreparedDepartment, beat: str, unit: str) -> gpd.GeoDataFrame:
    """Return the ground that has people in a beat, each piece as far as it lies there, most people first.

    Returns
    -------
    GeoDataFrame with area_id, people, geometry (EPSG:4326)
        ``people`` as ``ground_in`` counts them.
    """
    people = ground_in(prepared, beat, unit)
    outlines = outline_ground(prepared, people)
    here = prepared.department.beats["area_id"] == beat
    own = prepared.department.beats.geometry[here].to_numpy()
    inside = work_on(OUTLINES, "cut", areas=outlines.geometry.to_numpy(), ground=own)["taken"]
    return outlines.set_geometry(gpd.GeoSeries(inside, crs=outlines.crs)).assign(people=list(people.values()))


def beats_beside(prepared: PreparedDepartment, beat: str) -> gpd.GeoDataFrame:
    """Return the beats around one, ``area_id`` and geometry in EPSG:4326, and not it."""
    beats = prepared.department.beats
    west, south, east, north = beats.geometry[beats["area_id"] == beat].total_bounds
    bounds = beats.bounds
    near = (bounds["minx"] <= east) & (bounds["maxx"] >= west) & (bounds["miny"] <= north) & (bounds["maxy"] >= south)
    return beats.loc[near & (beats["area_id"] != beat), ["area_id", "geometry"]].reset_index(drop=True)


SIDES = MappingProxyType({"north": "northern", "south": "southern", "east": "eastern", "west": "western"})
"""What a side of a beat is called."""


def split_line(prepared: PreparedDepartment, beat: str, side: str, share: float) -> tuple[tuple[float, float], ...]:
    """Return a straight line that has a share of a beat's people on one side of it, on its left.

    Parameters
    ----------
    side : str
        One of ``SIDES``.
    share : float
        Of the people at points in the beat (of its extent where there are none), above 0 and below 1; the line runs
        halfway between the points on both sides.

    Raises
    ------
    InputError
        If the share is out of range, or all of its people are at one place.

    Examples
    --------
    >>> from geodata.department.answers import prepare
    >>> from geodata.demo.harbor_falls import build_demo
    >>> (west, south), (east, north) = split_line(prepare(build_demo()), "41", "north", 0.5)
    >>> west < east, round(north, 2) == round(south, 2)
    (True, True)
    """
    if not 0 < share < 1:
        raise InputError("the share of the people must be above 0 and below 100%", value=share)
    department, points = prepared.department, prepared.join.points
    beats = department.beats.to_crs(department.settings.crs)
    left, bottom, right, top = beats.geometry[beats["area_id"] == beat].total_bounds
    across = side in ("north", "south")
    here = points[points["area_id"] == beat]
    ends = (bottom, top) if across else (left, right)
    where = here["y" if across else "x"].to_numpy() if len(here) else np.linspace(*ends, 101)
    weight = here["pop"].to_numpy() if len(here) else np.ones(101)
    order = np.argsort(where if side in ("south", "west") else -where, kind="stable")
    place, cut = where[order], int(np.searchsorted(np.cumsum(weight[order]), share * weight.sum()))
    others = np.flatnonzero(place != place[min(cut, len(place) - 1)])
    beyond = others[others > cut] if (others > cut).any() else others
    if not len(beyond):
        raise InputError(f"all people of beat {beat} are at one place", fix="move its ground instead")
    at = (place[min(cut, len(place) - 1)] + place[beyond[0]]) / 2
    line = {
        "north": ((left, at), (right, at)),
        "south": ((right, at), (left, at)),
        "east": ((at, top), (at, bottom)),
        "west": ((at, bottom), (at, top)),
    }[side]
    drawn = gpd.GeoSeries([shapely.LineString(line)], crs=department.settings.crs).to_crs(department.beats.crs)
    (first, last) = drawn.iloc[0].coords
    return ((float(first[0]), float(first[1])), (float(last[0]), float(last[1])))
