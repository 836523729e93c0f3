"""What is worked out of shapes that lie over each other, as arrays in and arrays out, by name.

A shape that crosses itself, or two that cross each other at every tooth of a comb, can take minutes and gigabytes from
a few kilobytes. So nothing here is called by its own name: ``geodata.files.shapes_apart`` calls it, in a process with
limits unless the work is small.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
import shapely.ops

from geodata.files.shape_shares import containers, land_shares

Arrays = Mapping[str, npt.NDArray[Any]]
"""By name: shapes, numbers, or yes and no."""

POLYGON_TYPES = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)
LINES = ("LineString", "MultiLineString")
MIN_RING = 3
"""A closed line needs more corner points than these to have something inside."""


def mend(given: Arrays) -> Arrays:
    """Return ``shapes`` made valid, as polygons only, which of them were ``broken``, and the ``ground`` of all.

    The ground shows that they can be laid over each other: a page does so with those of one level.
    """
    shapes = polygon_parts(shapely.make_valid(given["shapes"]))
    ground = np.array([shapely.union_all(shapes)], dtype=object)
    return {"shapes": shapes, "broken": ~shapely.is_valid(given["shapes"]), "ground": ground}


def polygon_parts(shapes: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return the shapes with the lines and points of mixed ones taken off; polygons stay as they are."""
    kept = shapes.copy()
    for row in np.flatnonzero(~np.isin(shapely.get_type_id(shapes), POLYGON_TYPES)):
        parts = [part for part in _flat(shapes[row]) if part.geom_type == "Polygon"]
        kept[row] = shapely.union_all(parts) if parts else shapely.Polygon()
    return kept


def _flat(shape: shapely.Geometry) -> Iterable[shapely.Geometry]:
    for part in getattr(shape, "geoms", [shape]):
        if hasattr(part, "geoms"):
            yield from _flat(part)
        else:
            yield part


def polygons(given: Arrays) -> Arrays:
    """Return ``shapes`` as polygons only, not mended."""
    return {"shapes": polygon_parts(given["shapes"])}


def rings(given: Arrays) -> Arrays:
    """Return the ``shapes`` inside lines that end where they begin; none for what is no such line."""
    return {"shapes": np.array([*map(_ringed, given["shapes"]), None], dtype=object)[:-1]}


def _ringed(shape: shapely.Geometry | None) -> shapely.Geometry | None:
    if shape is None or shape.is_empty or shape.geom_type not in LINES:
        return None
    lines = shapely.get_parts(shapely.line_merge(shape)) if shape.geom_type == "MultiLineString" else [shape]
    if not all(line.is_closed and len(line.coords) > MIN_RING for line in lines):
        return None
    return shapely.build_area(shapely.GeometryCollection([shapely.Polygon(line) for line in lines])) or None


def unite(given: Arrays) -> Arrays:
    """Return one of ``shapes`` for each number in ``group``, from 0 up."""
    united = [shapely.union_all(given["shapes"][given["group"] == k]) for k in range(int(given["group"].max()) + 1)]
    return {"shapes": np.array(united, dtype=object)}


def inner_points(given: Arrays) -> Arrays:
    """Return a point inside each of ``shapes``: ``x``, ``y``."""
    points = shapely.point_on_surface(shapely.make_valid(given["shapes"]))
    return {"x": shapely.get_x(points), "y": shapely.get_y(points)}


def on_the_ground(given: Arrays) -> Arrays:
    """Return the share of the ``areas``' ground that lies in ``tracts``, and that of each area alone."""
    areas = shapely.make_valid(given["areas"])
    ground, tracts = shapely.union_all(areas), shapely.union_all(shapely.make_valid(given["tracts"]))
    return {
        "covered": np.array([ground.intersection(tracts).area / ground.area]),
        "each": shapely.area(shapely.intersection(areas, tracts)) / shapely.area(areas),
    }


def overlaps(given: Arrays) -> Arrays:
    """Return ``areas`` that touch, as ``first`` and ``second``, and what is common as ``share`` of the smaller one."""
    areas = shapely.make_valid(given["areas"])
    first, second = shapely.STRtree(areas).query(areas, predicate="intersects")
    first, second = first[first < second], second[first < second]
    shared = shapely.area(shapely.intersection(areas[first], areas[second]))
    smaller = np.minimum(shapely.area(areas[first]), shapely.area(areas[second]))
    return {"first": first, "second": second, "share": np.divide(shared, smaller, where=smaller > 0, out=shared * 0)}


def holes(given: Arrays) -> Arrays:
    """Return the ``size`` of each hole in the ground that all ``areas`` make together."""
    union = shapely.union_all(shapely.make_valid(given["areas"]))
    rings = [ring for part in shapely.get_parts(union) for ring in shapely.get_rings(part)[1:]]
    return {"size": np.array([shapely.area(shapely.Polygon(ring)) for ring in rings], dtype=float)}


def distances(given: Arrays) -> Arrays:
    """Return how ``far`` each point (x, y) is from the ground of the ``areas``."""
    ground = shapely.union_all(shapely.make_valid(given["areas"]))
    return {"far": np.asarray(shapely.distance(shapely.points(given["x"], given["y"]), ground), dtype=float)}


def shared_with(given: Arrays) -> Arrays:
    """Return the ``whole`` ground of ``areas``, and how much of it each of ``outlines`` ``shares``."""
    areas = shapely.make_valid(given["areas"])
    shares = [shapely.area(shapely.intersection(areas, outline)).sum() for outline in given["outlines"]]
    return {"whole": np.array([shapely.area(areas).sum()]), "shares": np.array(shares, dtype=float)}


def around(given: Arrays) -> Arrays:
    """Return the ground within a ``width`` of any of ``shapes``, as one; a yard between them belongs to it."""
    width = float(given["width"][0])
    area = shapely.union_all(shapely.buffer(given["shapes"], width, quad_segs=2))
    whole = shapely.union_all([shapely.Polygon(part.exterior) for part in shapely.get_parts(area)])
    return {"shapes": np.array([whole.simplify(width / 4)], dtype=object)}


NEAR = 1e-9
"""Degrees to which cut shapes are kept: a tenth of a millimeter, so that what is cut apart fits together again."""


JOINED = 1e-8
"""Degrees within which two borders are one: a millimeter."""
SLIVER = 1e-6
"""The share of an area below which a part of it is none that anybody drew."""


def cut(given: Arrays) -> Arrays:
    """Return of each of ``areas`` the part in the one ``ground``, as ``taken``, and the ``rest``; degrees.

    Slivers of the rest, as where two maps draw one border twice, are taken too.
    """
    areas, ground = shapely.make_valid(given["areas"]), shapely.make_valid(given["ground"])[0]
    taken = polygon_parts(shapely.intersection(areas, ground, grid_size=NEAR))
    rest = polygon_parts(shapely.difference(areas, ground, grid_size=NEAR))
    for row, (here, left) in enumerate(zip(taken, rest, strict=True)):
        parts = shapely.get_parts(left)
        is_sliver = shapely.area(parts) < SLIVER * shapely.area(areas[row])
        if is_sliver.any() and shapely.area(here) > 0:
            taken[row] = shapely.union_all([here, *parts[is_sliver]], grid_size=NEAR)
            rest[row] = shapely.union_all(parts[~is_sliver]) if not is_sliver.all() else shapely.Polygon()
    return {"taken": polygon_parts(taken), "rest": polygon_parts(rest)}


def fuse(given: Arrays) -> Arrays:
    """Return one of ``shapes``, hairline gaps between them closed; degrees."""
    return {"shapes": polygon_parts(np.array([shapely.union_all(given["shapes"], grid_size=JOINED)], dtype=object))}


def split(given: Arrays) -> Arrays:
    """Return what lies on the ``left`` and the ``right`` of the one ``line``, drawn on at its ends, of one ``area``."""
    area, line = shapely.make_valid(given["area"])[0], _drawn_on(given["line"][0], given["area"][0])
    parts = shapely.get_parts(shapely.ops.split(area, line))
    left = np.array([_is_left(line, part.representative_point()) for part in parts], dtype=bool)
    sides = [shapely.union_all(parts[side]) for side in (left, ~left)]
    return {"left": np.array(sides[:1], dtype=object), "right": np.array(sides[1:], dtype=object)}


def _drawn_on(line: shapely.LineString, area: shapely.Geometry) -> shapely.LineString:
    """Return a line drawn on straight at both ends until it has left the area."""
    far = shapely.minimum_bounding_radius(shapely.union_all([line, area])) * 4
    xy = shapely.get_coordinates(line)
    ends = []
    for end, before in ((xy[0], xy[1]), (xy[-1], xy[-2])):
        way = end - before
        ends.append(end + way / np.hypot(*way) * far)
    return shapely.LineString([ends[0], *xy, ends[1]])


def _is_left(line: shapely.LineString, point: shapely.Point) -> bool:
    along = line.project(point)
    step = line.length * 1e-9
    here, there = line.interpolate(max(along - step, 0.0)), line.interpolate(along + step)
    way = (there.x - here.x, there.y - here.y)
    return bool(way[0] * (point.y - here.y) - way[1] * (point.x - here.x) > 0)


def cells(given: Arrays) -> Arrays:
    """Return for each number in ``group``, from 0 up, the part of the one ``tract`` nearest to its points (x, y)."""
    tract, group = shapely.make_valid(given["tract"])[0], given["group"]
    points = shapely.points(given["x"], given["y"])
    nearest = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=tract))
    if not len(nearest):  # one point alone, whose cell is everything
        nearest = np.array([tract], dtype=object)
    cell, point = shapely.STRtree(points).query(nearest, predicate="intersects")
    owner = np.full(len(nearest), -1)
    owner[cell[::-1]] = group[point[::-1]]
    parts = [shapely.union_all(nearest[owner == k]).intersection(tract) for k in range(int(group.max()) + 1)]
    return {"shapes": polygon_parts(np.array([*parts, None], dtype=object)[:-1])}


WORKS: Mapping[str, Callable[[Arrays], Arrays]] = MappingProxyType(
    {
        work.__name__: work
        for work in (
            mend,
            polygons,
            rings,
            unite,
            containers,
            inner_points,
            land_shares,
            on_the_ground,
            overlaps,
            holes,
            distances,
            shared_with,
            around,
            cut,
            fuse,
            split,
            cells,
        )
    }
)
