"""The lines that every map has over its areas: the districts, and the department around them."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.department.department import Department
from geodata.maps.shapes import DETAIL
from planning.vocabulary import BEAT_LEVEL, DEPARTMENT_LEVEL

BORDER = "border"
"""The kind of such a line, beside those of ``geodata.inputs.ground_kinds``."""
OUTLINE, DISTRICT = 1, 2
"""Their ranks: the department around, districts inside."""


def district_borders(department: Department) -> gpd.GeoDataFrame:
    """Return the outline of a department and the lines between its districts, simplified as its areas are.

    Returns
    -------
    GeoDataFrame with kind, rank, name, geometry (EPSG:4326)
        One row for the outline; one for the areas of the coarsest level of the map, where there is one above beats.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> borders = district_borders(build_demo())
    >>> borders["rank"].tolist(), set(borders["kind"])
    ([1, 2], {'border'})
    """
    beats, crs = department.beats, department.settings.crs
    flat = shapely.make_valid(np.array(beats.geometry.to_crs(crs)))
    west, south, east, north = shapely.total_bounds(flat)
    simple = shapely.coverage_simplify(flat, max(east - west, north - south) / DETAIL)
    whole = shapely.union_all(simple)
    found = {OUTLINE: shapely.boundary(whole)}
    level = department.coarsest_level
    if level not in (BEAT_LEVEL, DEPARTMENT_LEVEL):
        groups = beats["area_id"].map(department.area_groups(level)).to_numpy()
        edges = [shapely.boundary(shapely.union_all(simple[groups == area])) for area in pd.unique(groups)]
        found[DISTRICT] = shapely.line_merge(shapely.union_all(edges))
    lines = gpd.GeoSeries(list(found.values()), crs=crs).to_crs(4326)
    return gpd.GeoDataFrame({"kind": BORDER, "rank": list(found), "name": ""}, geometry=lines, crs=4326)


def with_borders(department: Department) -> gpd.GeoDataFrame:
    """Return water, parks and roads of a department, where it has them, and its borders over them."""
    borders = district_borders(department)
    if department.ground is None:
        return borders
    ground = department.ground[["kind", "rank", "name", "geometry"]]
    return gpd.GeoDataFrame(pd.concat([ground, borders], ignore_index=True), crs=4326)
