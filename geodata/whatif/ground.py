"""The ground that can change hands: tracts, and the block groups and blocks inside them, with their outlines.

Of block groups and blocks a department has points with people, and no outlines. The ground of one is what lies nearer
to its points than to any other of its tract (Voronoi 1908): whoever lives at the points goes with it, and no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import pandas as pd

from geodata.department.answers import PreparedDepartment, places_coarsely
from geodata.files.shapes_apart import work_on
from planning.errors import UnknownNameError

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
