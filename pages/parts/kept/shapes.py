"""Areas as a browser should get them: shared edges kept, few points, text ready to send."""

from __future__ import annotations

import json
from dataclasses import dataclass

import geopandas as gpd
import shapely

DETAIL = 1200
"""How many steps of the simplified outline fit along the longer side of the department: finer than a screen."""

DECIMALS = 5
"""About a metre: finer than the simplified outline."""


@dataclass(frozen=True, slots=True)
class AreaShapes:
    """The outlines of one level.

    Attributes
    ----------
    geometry : dict of area id to GeoJSON geometry text
    anchors : dict of area id to (lat, lon)
        A point well inside the largest part, where a label goes.
    bounds : (south, west, north, east)
    """

    geometry: dict[str, str]
    anchors: dict[str, tuple[float, float]]
    bounds: tuple[float, float, float, float]


def build_shapes(areas: gpd.GeoDataFrame, crs: str) -> AreaShapes:
    """Return simplified outlines of ``areas`` (``area_id``, polygons in EPSG:4326).

    Simplified in the projected ``crs`` with ``shapely.coverage_simplify``, which moves an edge that two areas
    share once for both, so that no gap opens between them (GEOS coverage simplification, Visvalingam-Whyatt).

    Examples
    --------
    >>> square = gpd.GeoDataFrame({"area_id": ["1"]}, geometry=[shapely.box(0, 0, 1, 1)], crs=4326)
    >>> shapes = build_shapes(square, "EPSG:32631")
    >>> shapes.bounds
    (0.0, 0.0, 1.0, 1.0)
    """
    flat = areas.geometry.to_crs(crs)
    west, south, east, north = flat.total_bounds
    step = max(east - west, north - south) / DETAIL
    simple = gpd.GeoSeries(shapely.coverage_simplify(flat.to_numpy(), step), crs=flat.crs)
    # An area smaller than a step would vanish: such an area keeps its own outline.
    simple = simple.where(~simple.is_empty.to_numpy(), flat.reset_index(drop=True)).to_crs(4326)
    degrees = simple.to_numpy()
    ids = areas["area_id"].tolist()
    anchors = shapely.point_on_surface([_largest(shape) for shape in degrees])
    left, bottom, right, top = (round(float(edge), DECIMALS) for edge in areas.total_bounds)
    return AreaShapes(
        geometry={area: _text(shape) for area, shape in zip(ids, degrees, strict=True)},
        anchors={
            area: (round(point.y, DECIMALS), round(point.x, DECIMALS)) for area, point in zip(ids, anchors, strict=True)
        },
        bounds=(bottom, left, top, right),
    )


def _largest(shape: shapely.Geometry) -> shapely.Geometry:
    return max(shapely.get_parts(shape), key=shapely.area)


def _text(shape: shapely.Geometry) -> str:
    parts = [
        [_ring(ring) for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon"
    ]
    return json.dumps({"type": "MultiPolygon", "coordinates": parts}, separators=(",", ":"))


def _ring(ring: shapely.LinearRing) -> list[tuple[float, float]]:
    return [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in ring.coords]
