"""A shape as the path of a drawing."""

from __future__ import annotations

import shapely


def path_of(shape: shapely.Geometry) -> str:
    """Return the polygons and lines of a shape as one path, with one decimal; what else it has is left out.

    Examples
    --------
    >>> path_of(shapely.box(0, 0, 1, 2)), path_of(shapely.Point(0, 0))
    ('M1.0,0.0L1.0,2.0L0.0,2.0L0.0,0.0L1.0,0.0Z', '')
    """
    found = []
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            found += [f"{_line(ring)}Z" for ring in (part.exterior, *part.interiors)]
        elif part.geom_type in ("LineString", "LinearRing") and not part.is_empty:
            found.append(_line(part))
    return "".join(found)


def _line(line: shapely.Geometry) -> str:
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in shapely.get_coordinates(line))
