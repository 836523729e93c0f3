"""Outlines with every line once, in whole steps: what two areas share is sent once, and each corner by its distance.

The form is TopoJSON's (arcs, and rings as lists of arcs; ``~k`` is arc ``k`` backwards), which ``static/map/map.js``
lays out again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from planning.arrays import Flags, Indices, Whole

SCALE = 100_000
"""Steps of a degree: about a meter, as outlines are rounded."""


def outlines_json(geometry: Mapping[str, str]) -> str:
    """Return the outlines of areas as one JSON text.

    Parameters
    ----------
    geometry : mapping of area id to GeoJSON text of a MultiPolygon
        Rounded to steps of 1 / ``SCALE`` degree.

    Returns
    -------
    str
        ``x``, ``y`` where arcs begin to be counted from, ``scale``, ``arcs`` (each a row of steps east and north), and
        ``areas``: of each id its parts, of each its rings.

    Examples
    --------
    Two squares side by side, whose common side is there once:

    >>> west = '{"type": "MultiPolygon", "coordinates": [[[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]]}'
    >>> east = '{"type": "MultiPolygon", "coordinates": [[[[1, 0], [2, 0], [2, 1], [1, 1], [1, 0]]]]}'
    >>> found = json.loads(outlines_json({"east": east, "west": west}))
    >>> len(found["arcs"]), found["areas"]
    (3, {'east': [[[0, 1]]], 'west': [[[-1, 2]]]})
    """
    areas = {area: [_rings(part) for part in json.loads(text)["coordinates"]] for area, text in geometry.items()}
    rings = [ring for parts in areas.values() for part in parts for ring in part]
    arcs, of_ring = _cut(rings)
    corner = np.min([arc[0] for arc in arcs], axis=0) if arcs else np.zeros(2, dtype=np.int64)
    steps = [np.diff(arc, axis=0, prepend=corner[None, :]).ravel().tolist() for arc in arcs]
    numbers = iter(of_ring)
    found: dict[str, Any] = {"x": int(corner[0]), "y": int(corner[1]), "scale": SCALE, "arcs": steps}
    found["areas"] = {area: [[next(numbers) for _ in part] for part in parts] for area, parts in areas.items()}
    return json.dumps(found, separators=(",", ":"))


def _rings(part: list[list[list[float]]]) -> list[Whole]:
    """Return the outer ring of a part and its holes: corners in steps, each said once, also the one where it ends."""
    rings = []
    for ring in part:
        corners = np.rint(np.array(ring) * SCALE).astype(np.int64)
        moved = (corners[1:] != corners[:-1]).any(axis=1)
        rings.append(corners[1:][moved] if moved.any() else corners[:1])  # a speck is a place still
    return rings


def _cut(rings: list[Whole]) -> tuple[list[Whole], list[list[int]]]:
    """Return the arcs that the rings are made of, each once, and the arcs of every ring."""
    if not rings:
        return [], []
    corners, place = np.unique(np.concatenate(rings), axis=0, return_inverse=True)
    ends = np.cumsum([len(ring) for ring in rings])[:-1]
    walks = np.split(place.ravel(), ends)
    joints = _joints(walks, len(corners))
    known: dict[bytes, int] = {}
    arcs: list[Whole] = []
    of_ring = []
    for walk in walks:
        numbers = []
        for arc in _between_joints(walk, joints):
            backwards = arc[::-1].copy()
            number = known.get(arc.tobytes())
            if number is None and (number := known.get(backwards.tobytes())) is not None:
                number = ~number
            if number is None:
                number = known[arc.tobytes()] = len(arcs)
                arcs.append(corners[arc])
            numbers.append(number)
        of_ring.append(numbers)
    return arcs, of_ring


def _joints(walks: list[Indices], corners: int) -> Flags:
    """Return which corners have other neighbors than two: there lines meet, or end."""
    here = np.concatenate(walks)
    there = np.concatenate([np.roll(walk, -1) for walk in walks])
    sides = np.unique(np.minimum(here, there) * corners + np.maximum(here, there))
    return np.asarray(np.bincount(np.concatenate(np.divmod(sides, corners)), minlength=corners) != 2, dtype=bool)


def _between_joints(walk: Indices, joints: Flags) -> list[Indices]:
    """Return a ring as lines from joint to joint; one without joints as one, from its lowest corner on."""
    at = np.flatnonzero(joints[walk])
    begin = int(at[0]) if len(at) else int(np.argmin(walk))
    turned = np.roll(walk, -begin)
    closed = np.append(turned, turned[0])
    cuts = [*(at - begin).tolist(), len(walk)] if len(at) else [0, len(walk)]
    return [closed[first : last + 1] for first, last in pairwise(cuts)]
