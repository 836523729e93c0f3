"""Shares and containers by array code are what one finds pair by pair, to 1e-12."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.made.country import build_country
from geodata.files import shape_shares
from geodata.files.shape_shares import containers, land_shares
from geodata.files.shape_works import polygon_parts
from tests.geodata.files import shares_oracle

SIDE = 6
corner = st.tuples(st.integers(0, SIDE), st.integers(0, SIDE))
number = st.floats(0, SIDE, width=16)


@st.composite
def shapes(draw: st.DrawFn) -> np.ndarray:
    """Boxes on a lattice, so that borders are shared, shapes lie in each other or are the same; and odd ones."""
    boxes = [
        shapely.box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]) + 1, max(a[1], b[1]) + 1)
        for a, b in draw(st.lists(st.tuples(corner, corner), min_size=1, max_size=8))
    ]
    odd = [
        shapely.Polygon(ring)
        for ring in draw(st.lists(st.lists(st.tuples(number, number), min_size=4, max_size=6), max_size=3))
    ]
    pierced = [box.difference(box.buffer(-0.3)) if draw(st.booleans()) else box for box in boxes]
    # As maps are read: mended, polygons only.
    return polygon_parts(shapely.make_valid(np.array([*pierced, *odd, None], dtype=object)[:-1]))


def shares(given: shares_oracle.Arrays, found: shares_oracle.Arrays) -> np.ndarray:
    table = np.zeros((len(given["tracts"]), len(given["areas"])))
    table[found["tract"], found["area"]] = found["share"]
    return table


def assert_as_pair_by_pair(given: shares_oracle.Arrays) -> None:
    slow, quick = shares_oracle.land_shares(given), land_shares(given)
    np.testing.assert_allclose(shares(given, quick), shares(given, slow), rtol=0, atol=1e-12)
    np.testing.assert_array_equal(quick["size"], slow["size"])


def assert_same_containers(given: shares_oracle.Arrays) -> None:
    slow, quick = shares_oracle.containers(given), containers(given)
    for name, numbers in slow.items():
        np.testing.assert_array_equal(quick[name], numbers)


@pytest.mark.property
@given(tracts=shapes(), areas=shapes())
def test_shares_of_any_shapes(tracts: np.ndarray, areas: np.ndarray) -> None:
    ground = shapely.area(shapely.make_valid(tracts)) > 0  # without ground there is nothing to share
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shape_shares, "FEW", 1)  # on threads
        if ground.any():
            assert_as_pair_by_pair({"tracts": tracts[ground], "areas": areas})


@pytest.mark.property
@given(polygons=shapes(), points=st.lists(st.tuples(number, number), max_size=60), far=st.booleans())
def test_containers_of_any_points(polygons: np.ndarray, points: list[tuple[float, float]], far: bool) -> None:
    xy = np.array([*points, *([(1e9, -1e9), (np.nan, 1.0)] if far else [])]).reshape(-1, 2)
    assert_same_containers({"polygons": polygons, "x": xy[:, 0], "y": xy[:, 1]})


def test_a_made_country_by_threads_and_pair_by_pair() -> None:
    country = build_country(180, 55, points_a_tract=6, seed=4)
    tracts, areas = (np.asarray(frame.geometry.array, dtype=object) for frame in (country.tracts, country.areas))
    assert_as_pair_by_pair({"tracts": tracts, "areas": areas})
    assert_as_pair_by_pair({"tracts": tracts, "areas": areas[::-1]})  # an overlap goes to the first, whichever it is
    x, y = country.points.geometry.x.to_numpy(), country.points.geometry.y.to_numpy()
    assert_same_containers({"polygons": areas, "x": x, "y": y})


def test_a_tract_without_ground_has_no_share() -> None:
    flat = np.array([shapely.Polygon([(0, 0), (1, 1), (2, 2)]), shapely.box(0, 0, 1, 1)], dtype=object)
    found = land_shares({"tracts": flat, "areas": np.array([shapely.box(0, 0, 2, 2)], dtype=object)})
    assert found["tract"].tolist() == [1]
    assert found["size"].tolist() == [0.0, 1.0]


def test_no_points_and_no_polygons_are_no_pairs() -> None:
    box, none = np.array([shapely.box(0, 0, 1, 1)], dtype=object), np.empty(0)
    assert len(containers({"polygons": box, "x": none, "y": none})["point"]) == 0
    assert len(containers({"polygons": box[:0], "x": np.zeros(3), "y": np.zeros(3)})["point"]) == 0
