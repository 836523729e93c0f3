"""Which share of each tract lies in each area, and which points: array code, in parts on threads.

Shapely lets other threads run while it works on arrays. Preparing a shape is writing to it, and done in one thread.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import shapely

from planning.arrays import Flags, Floats, Indices
from planning.need.crosswalk import WHOLE

Shapes = npt.NDArray[Any]
Found = TypeVar("Found")

THREADS = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 8)
"""More would wait for memory, of which the process has little."""
PARTS = 4 * THREADS
"""Parts differ in how long they take: with some more than threads, no thread is idle for long."""
FEW = 100
"""So few shapes or pairs are done before a thread has started."""
MEETS_INSIDE = "T********"
"""The pattern of two shapes that have ground in common, and not a border alone."""

POINTS_A_CELL = 2.0
MOST_CANDIDATES = 2_000_000
"""Points tried at once: 80 MB."""


def land_shares(given: Mapping[str, Shapes]) -> dict[str, Shapes]:
    """Return the ``share`` of each ``tract`` that lies in an ``area``, and the ``size`` of every tract.

    Where areas overlap, the first has the land. A tract inside one area is not cut, nor any that is shared out already.
    """
    land, areas = valid(given["tracts"]), valid(given["areas"])
    size = shapely.area(land)
    tract, area = _meeting_boxes(land, areas)
    contested = _contested(land, areas)
    inside = ~contested[tract] & (size[tract] > 0)
    inside[inside] = _inside(land, areas, tract[inside], area[inside])
    share = inside.astype(float)
    cut = ~np.isin(tract, tract[inside]) & (size[tract] > 0)
    share[cut] = _one_after_the_other(land, areas, size, contested, (tract[cut], area[cut]))
    found = share > WHOLE
    return {"tract": tract[found], "area": area[found], "share": share[found], "size": size}


def valid(shapes: Shapes) -> Shapes:
    """Return the shapes made valid."""
    return _on_threads(shapely.make_valid, shapes)


def _meeting_boxes(tracts: Shapes, areas: Shapes) -> tuple[Indices, Indices]:
    """Return the pairs whose bounding boxes meet, by tract, then area."""
    tract, area = shapely.STRtree(areas).query(tracts)
    order = np.lexsort((area, tract))
    return tract[order], area[order]


def _contested(tracts: Shapes, areas: Shapes) -> Flags:
    """Return for each tract whether two areas have ground in common in it."""
    first, second = shapely.STRtree(areas).query(areas)
    order = np.lexsort((second, first))
    first, second = first[order], second[order]
    first, second = first[first < second], second[first < second]
    overlap = _on_threads(_have_ground_in_common, areas[first], areas[second], owner=first)
    common = _on_threads(shapely.intersection, areas[first[overlap]], areas[second[overlap]])
    tract, ground = shapely.STRtree(common).query(tracts)
    found = np.zeros(len(tracts), dtype=bool)
    found[tract[_on_threads(_common_ground, tracts[tract], common[ground]) > 0]] = True
    return found


def _have_ground_in_common(first: Shapes, second: Shapes) -> Flags:
    shapely.prepare(first)
    meets: Flags = shapely.relate_pattern(first, second, MEETS_INSIDE)
    return meets


def _inside(tracts: Shapes, areas: Shapes, tract: Indices, area: Indices) -> Flags:
    """Return which pairs are a tract wholly inside an area: only looked at where its bounding box is."""
    inner, outer = shapely.bounds(tracts)[tract], shapely.bounds(areas)[area]
    found = (inner[:, :2] >= outer[:, :2]).all(axis=1) & (inner[:, 2:] <= outer[:, 2:]).all(axis=1)
    found[found] = _on_threads(shapely.covered_by, tracts[tract[found]], areas[area[found]])
    return np.asarray(found, dtype=bool)


def _common_ground(tracts: Shapes, areas: Shapes) -> Floats:
    ground: Floats = shapely.area(shapely.intersection(tracts, areas))
    return ground


def _one_after_the_other(
    tracts: Shapes, areas: Shapes, size: Floats, contested: Flags, pairs: tuple[Indices, Indices]
) -> Floats:
    """Return the share of each pair: all tracts take one area together, then another, until nothing is left of them.

    Where areas have ground in common their order counts, and what one has is gone for the next. Elsewhere those whose
    boxes have most in common come first: when they have all, the others need not be cut at all.
    """
    tract, area = pairs
    first = np.where(contested[tract], area.astype(float), -_common_boxes(tracts, areas, tract, area))
    order = np.lexsort((first, tract))
    turn = np.empty(len(order), dtype=np.intp)
    turn[order] = np.arange(len(order)) - np.searchsorted(tract, tract)
    rest, left, share = tracts.copy(), np.ones(len(tracts)), np.zeros(len(tract))
    for now in range(turn.max(initial=-1) + 1):
        rows = np.flatnonzero((turn == now) & (left[tract] > WHOLE))
        share[rows] = _on_threads(_common_ground, rest[tract[rows]], areas[area[rows]]) / size[tract[rows]]
        left[tract[rows]] -= share[rows]
        gone = rows[contested[tract[rows]] & (share[rows] > WHOLE)]
        rest[tract[gone]] = _on_threads(shapely.difference, rest[tract[gone]], areas[area[gone]])
    return share


def _common_boxes(tracts: Shapes, areas: Shapes, tract: Indices, area: Indices) -> Floats:
    """Return how much ground the bounding boxes of each pair have in common."""
    one, other = shapely.bounds(tracts)[tract], shapely.bounds(areas)[area]
    sides = np.minimum(one[:, 2:], other[:, 2:]) - np.maximum(one[:, :2], other[:, :2])
    ground: Floats = sides.prod(axis=1)
    return ground


def containers(given: Mapping[str, Shapes]) -> dict[str, Shapes]:
    """Return each pair of a ``point`` (x, y) and a ``polygon`` that it touches, by their numbers, in order."""
    polygons, x, y = valid(given["polygons"]), given["x"], given["y"]
    boxes = shapely.bounds(polygons)
    ranges = _Cells.of(x, y).ranges(boxes)

    def touched(part: slice) -> tuple[Indices, Indices]:
        owner, point = ranges.points(part)
        box = boxes[owner]
        near = (x[point] >= box[:, 0]) & (x[point] <= box[:, 2]) & (y[point] >= box[:, 1]) & (y[point] <= box[:, 3])
        owner, point = owner[near], point[near]
        shapely.prepare(polygons[ranges.owner[part]])
        touches = shapely.intersects_xy(polygons[owner], x[point], y[point])
        return point[touches], owner[touches]

    point, polygon = (np.concatenate(side) for side in zip(*_together(touched, ranges.parts()), strict=True))
    # Numbers are sorted faster than pairs of them.
    pairs = np.sort(point.astype(np.int64) * max(len(polygons), 1) + polygon)
    point, polygon = np.divmod(pairs, max(len(polygons), 1))
    return {"point": point, "polygon": polygon}


@dataclass(frozen=True, slots=True)
class _Cells:
    """Points sorted into the cells of a grid, whose lines lie where points do: far ones do not widen the others' cells.

    Attributes
    ----------
    x_lines, y_lines : array, sorted
    points : array
        Numbers of points, row of cells by row.
    begins : array, shape (cells + 1,)
        Where in ``points`` each cell begins.
    """

    x_lines: Floats
    y_lines: Floats
    points: Indices
    begins: Indices

    @classmethod
    def of(cls, x: Floats, y: Floats) -> _Cells:
        points = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        x, y = x[points], y[points]
        lines = 1 + int(sqrt(len(points) / POINTS_A_CELL))
        x_lines, y_lines = (np.sort(along[:: 1 + len(points) // lines]) for along in (x, y))
        cell = np.searchsorted(y_lines, y, "right") * (len(x_lines) + 1) + np.searchsorted(x_lines, x, "right")
        counts = np.bincount(cell, minlength=(len(x_lines) + 1) * (len(y_lines) + 1))
        begins = np.concatenate([[0], np.cumsum(counts)])
        return cls(x_lines, y_lines, points[np.argsort(cell)], begins)

    def ranges(self, boxes: Floats) -> _Ranges:
        """Return the points of all cells that boxes touch: one range of points for each row of cells."""
        left, right = (np.searchsorted(self.x_lines, boxes[:, side], "right") for side in (0, 2))
        low, high = (np.searchsorted(self.y_lines, boxes[:, side], "right") for side in (1, 3))
        owner, step = _spread(high - low + 1)
        row = (low[owner] + step) * (len(self.x_lines) + 1)
        first, last = self.begins[row + left[owner]], self.begins[row + right[owner] + 1]
        return _Ranges(owner, first, last - first, self.points)


@dataclass(frozen=True, slots=True)
class _Ranges:
    """Ranges of the sorted points: whose each is, where it begins and how many points it has."""

    owner: Indices
    first: Indices
    count: Indices
    sorted_points: Indices

    def parts(self) -> list[slice]:
        """Return parts of about as many points each, all ranges of an owner in one."""
        ends = np.cumsum(self.count)
        total = int(ends[-1]) if len(ends) else 0
        goal = np.arange(0, total, min(MOST_CANDIDATES, 1 + total // PARTS))
        return _whole_owners(self.owner, np.searchsorted(ends, goal, "right"))

    def points(self, part: slice) -> tuple[Indices, Indices]:
        """Return the owner and the point of each candidate of a part."""
        which, step = _spread(self.count[part])
        return self.owner[part][which], self.sorted_points[self.first[part][which] + step]


def _spread(counts: Indices) -> tuple[Indices, Indices]:
    """Return each number from 0 as often as its count says, and beside it the steps from 0 up."""
    which = np.repeat(np.arange(len(counts)), counts)
    return which, np.arange(len(which)) - (np.cumsum(counts) - counts)[which]


def _whole_owners(owner: Indices, cuts: Indices) -> list[slice]:
    """Return what lies between cuts, moved to where an owner's entries begin; owners are sorted."""
    moved = np.searchsorted(owner, owner[cuts[cuts < len(owner)]]) if len(owner) else np.empty(0, dtype=np.intp)
    ends = np.unique(np.concatenate([[0], moved, [len(owner)]])).tolist()
    return [slice(begin, end) for begin, end in pairwise(ends)] or [slice(0, 0)]


def _on_threads(work: Callable[..., Shapes], *arrays: Shapes, owner: Indices | None = None) -> Shapes:
    """Return what a function of arrays gives, worked out in parts; all entries of an owner are in one of them."""
    count = len(arrays[0])
    if count < FEW:
        return work(*arrays)
    owner = np.arange(count) if owner is None else owner
    parts = _whole_owners(owner, np.arange(0, count, 1 + count // PARTS))
    return np.concatenate(_together(lambda part: work(*(array[part] for array in arrays)), parts))


def _together(work: Callable[[slice], Found], parts: list[slice]) -> list[Found]:
    """Return what a function gives for each part, some at a time."""
    if len(parts) == 1 or THREADS == 1:
        return [work(part) for part in parts]
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, parts))
