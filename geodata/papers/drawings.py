"""Small drawings for paper, as SVG: no colour without a line that says the same in grey."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

WIDTH, HEIGHT = 460.0, 150.0
"""The drawing's frame in its own units; the paper sets it as wide as the text."""

CHOSEN, REST, LINE = "#0f6b6b", "#eef1f1", "#8a979a"
SMALLEST = 0.6
"""Detail below this many units would not be seen; outlines are simplified to it."""


def locator_svg(areas: gpd.GeoDataFrame, chosen: str, crs: object) -> str:
    """Return where an area lies among the others.

    Parameters
    ----------
    areas : GeoDataFrame with area_id
        See ``geodata.department.department.Department.areas``.
    chosen : str
        The id of the area that is filled.
    crs : object
        The projected system to draw in.

    Examples
    --------
    >>> from shapely import box
    >>> squares = gpd.GeoDataFrame({"area_id": ["a", "b"]}, geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1)], crs=32610)
    >>> print(locator_svg(squares, "b", 32610).count("<path"))
    2
    """
    flat = areas.to_crs(crs)
    west, south, east, north = flat.total_bounds
    scale = min(WIDTH / max(east - west, 1e-9), HEIGHT / max(north - south, 1e-9))
    left = (WIDTH - (east - west) * scale) / 2
    drawn = flat.geometry.affine_transform([scale, 0, 0, -scale, left - west * scale, north * scale])
    drawn = drawn.simplify(SMALLEST, preserve_topology=True)
    shapes = pd.Series([_path(geometry) for geometry in drawn], index=flat["area_id"].astype("str"))
    # The chosen one last, so that its outline lies on top.
    order = [area for area in shapes.index if area != chosen] + [chosen]
    paths = "".join(
        f'<path d="{shapes[area]}" fill="{CHOSEN if area == chosen else REST}" fill-rule="evenodd" '
        f'stroke="{"#1d2527" if area == chosen else LINE}" stroke-width="{1.2 if area == chosen else 0.5}"/>'
        for area in order
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 {WIDTH + 4:g} {HEIGHT + 4:g}">{paths}</svg>'


def _path(geometry: object) -> str:
    """Return a polygon, or several, as the ``d`` of an SVG path."""
    parts = getattr(geometry, "geoms", [geometry])
    rings = (ring for part in parts if part.geom_type == "Polygon" for ring in (part.exterior, *part.interiors))
    return "".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring.coords) + "Z" for ring in rings)
