"""The shares and containers as one would write them down: pair by pair, nothing left out, nothing beside anything."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from planning.need.crosswalk import WHOLE

Arrays = dict[str, Any]


def containers(given: Arrays) -> Arrays:
    """Return each pair of a ``point`` (x, y) and a ``polygon`` that it touches, by their numbers, in order."""
    # What is asked with is prepared once for all it is tried against: a polygon of a million corners, not a point.
    points = shapely.STRtree(shapely.points(given["x"], given["y"]))
    polygon, point = points.query(shapely.make_valid(given["polygons"]), predicate="intersects")
    order = np.lexsort((polygon, point))
    return {"point": point[order], "polygon": polygon[order]}


def land_shares(given: Arrays) -> Arrays:
    """Return the ``share`` of each ``tract`` that lies in an ``area``, and the ``size`` of every tract.

    Where areas overlap, the first has the land.
    """
    land, areas = shapely.make_valid(given["tracts"]), shapely.make_valid(given["areas"])
    candidates: dict[int, list[int]] = {}
    for tract, area in zip(*shapely.STRtree(areas).query(land, predicate="intersects"), strict=True):
        candidates.setdefault(int(tract), []).append(int(area))
    found: list[tuple[int, int, float]] = []
    for tract, hits in candidates.items():
        rest, whole = land[tract], land[tract].area
        for area in sorted(hits):
            share = rest.intersection(areas[area]).area / whole
            if share > WHOLE:
                found.append((tract, area, share))
                rest = rest.difference(areas[area])
    table = np.array(found, dtype=float).reshape(-1, 3)
    return {
        "tract": table[:, 0].astype(np.int64),
        "area": table[:, 1].astype(np.int64),
        "share": table[:, 2],
        "size": shapely.area(land),
    }
