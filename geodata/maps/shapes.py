"""Areas as a browser should get them: shared edges kept, few points, text ready to send."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import shapely

from geodata.maps.topology import outlines_json

DETAIL = 1200
"""How many steps of the simplified outline fit along the longer side of the department: finer than a screen."""

TURN = 360.0
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
        Where areas lie on both sides of the line of 180 degrees, east is beyond 180, and so are those west of it.
    outlines : str
        All geometry for a browser; see ``geodata.maps.topology``.
    """

    geometry: dict[str, str]
    anchors: dict[str, tuple[float, float]]
    bounds: tuple[float, float, float, float]
    outlines: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "outlines", outlines_json(self.geometry))

    def longitude(self, degrees: float) -> float:
        """Return the longitude of a place on this map: beyond 180 where the areas go on there."""
        return float(degrees) + (TURN if degrees < 0 and self.bounds[3] > TURN / 2 else 0.0)


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
    whole = over_the_line(areas.geometry.to_numpy())
    west, south, east, north = shapely.total_bounds(whole)
    degrees = over_the_line(simple.to_numpy()) if east > TURN / 2 else simple.to_numpy()
    ids = areas["area_id"].tolist()
    anchors = shapely.point_on_surface([_largest(shape) for shape in degrees])
    left, bottom, right, top = (round(float(edge), DECIMALS) for edge in (west, south, east, north))
    return AreaShapes(
        geometry={area: _text(shape) for area, shape in zip(ids, degrees, strict=True)},
        anchors={
            area: (round(point.y, DECIMALS), round(point.x, DECIMALS)) for area, point in zip(ids, anchors, strict=True)
        },
        bounds=(bottom, left, top, right),
    )


def over_the_line(shapes: np.ndarray) -> np.ndarray:
    """Return shapes side by side where they lie on both sides of 180 degrees, else as they are.

    Examples
    --------
    >>> both = over_the_line(np.array([shapely.box(179, 51, 180, 52), shapely.box(-180, 51, -179, 52)]))
    >>> shapely.total_bounds(both).tolist()
    [179.0, 51.0, 181.0, 52.0]
    """
    west, _, east, _ = shapely.total_bounds(shapes)
    if not east - west > TURN / 2:
        return shapes
    moved: np.ndarray = shapely.transform(
        shapes, lambda xy: np.column_stack([np.where(xy[:, 0] < 0, xy[:, 0] + TURN, xy[:, 0]), xy[:, 1]])
    )
    return moved


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
