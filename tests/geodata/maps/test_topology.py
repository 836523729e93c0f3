"""What a browser lays out again is what was sent, and a shared line is sent once."""

from __future__ import annotations

import json
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.maps.topology import SCALE, outlines_json


def laid_out(text: str) -> dict[str, shapely.Geometry]:
    """Return the areas as ``static/map/map.js`` lays them out."""
    found = json.loads(text)
    start = np.array([[found["x"], found["y"]]])
    lines = [(start + np.cumsum(np.reshape(arc, (-1, 2)), axis=0)) / found["scale"] for arc in found["arcs"]]

    def ring(numbers: list[int]) -> np.ndarray:
        parts = [lines[~number][::-1] if number < 0 else lines[number] for number in numbers]
        for before, after in pairwise(parts):
            assert (before[-1] == after[0]).all()
        return np.concatenate([part[1:] if k else part for k, part in enumerate(parts)])

    return {
        area: shapely.MultiPolygon([(ring(part[0]), [ring(hole) for hole in part[1:]]) for part in parts])
        for area, parts in found["areas"].items()
    }


def as_text(shape: shapely.Geometry) -> str:
    return shapely.to_geojson(shapely.MultiPolygon(shapely.get_parts(shape).tolist()))


@pytest.mark.property
@given(owners=st.lists(st.integers(0, 3), min_size=16, max_size=16))
def test_areas_of_squares_come_back_with_holes_islands_and_touching_corners(owners: list[int]) -> None:
    squares = [shapely.box(k % 4, k // 4, k % 4 + 1, k // 4 + 1) for k in range(16)]
    areas = {
        str(owner): shapely.union_all([square for square, of in zip(squares, owners, strict=True) if of == owner])
        for owner in sorted(set(owners))
    }
    text = outlines_json({area: as_text(shape) for area, shape in areas.items()})
    back = laid_out(text)
    assert set(back) == set(areas)
    assert all(back[area].equals(shape) for area, shape in areas.items())
    arcs = [np.cumsum(np.reshape(arc, (-1, 2)), axis=0).tolist() for arc in json.loads(text)["arcs"]]
    sides = [frozenset(map(tuple, side)) for arc in arcs for side in pairwise(arc)]
    assert len(sides) == len(set(sides))  # every line once


def test_a_line_between_two_areas_is_sent_once_and_negative_degrees_come_back() -> None:
    west = shapely.Polygon([(-122.5, 45), (-122.4, 45), (-122.39999, 45.05), (-122.4, 45.1), (-122.5, 45.1)])
    east = shapely.Polygon([(-122.4, 45), (-122.3, 45), (-122.3, 45.1), (-122.4, 45.1), (-122.39999, 45.05)])
    lake = shapely.box(-122.46, 45.02, -122.44, 45.04)  # a hole of the one, and an area of its own
    given = {"west": as_text(west - lake), "east": as_text(east), "lake": as_text(lake)}
    text = outlines_json(given)
    assert len(json.loads(text)["arcs"]) == 4
    for area, shape in laid_out(text).items():
        assert shapely.equals_exact(shape.normalize(), shapely.from_geojson(given[area]).normalize(), tolerance=1e-12)


def test_what_rounds_to_one_corner_stays_a_place_and_no_areas_are_no_lines() -> None:
    speck = shapely.box(1, 2, 1 + 0.1 / SCALE, 2 + 0.1 / SCALE)
    found = json.loads(outlines_json({"speck": as_text(speck)}))
    assert (found["x"], found["y"], found["arcs"]) == (SCALE, 2 * SCALE, [[0, 0, 0, 0]])
    assert json.loads(outlines_json({}))["areas"] == {}
