from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planning.meetings.within_reach import build_within


@given(
    seed=st.integers(0, 10_000),
    points=st.integers(0, 30),
    sites=st.integers(1, 8),
    radius=st.floats(1, 5000),
    detour=st.sampled_from([1.0, 1.3, 2.0]),
)
def test_the_tree_finds_what_the_rule_says(seed, points, sites, radius, detour):
    random = np.random.default_rng(seed)
    point_xy, site_xy = random.uniform(0, 3000, (points, 2)), random.uniform(0, 3000, (sites, 2))
    offset = point_xy[:, None] - site_xy[None, :]
    expected = np.hypot(offset[..., 0], offset[..., 1]) * detour <= radius
    assert np.array_equal(build_within(point_xy, site_xy, radius, detour).toarray(), expected)


def test_the_edge_is_within_reach():
    points, site = np.array([[2000.0, 0.0], [2000.001, 0.0]]), np.array([[0.0, 0.0]])
    assert build_within(points, site, 2000.0).toarray().ravel().tolist() == [True, False]
    assert build_within(points / 1.25, site, 2000.0, 1.25).toarray().ravel().tolist() == [True, False]


def test_nobody_within_reach_is_an_empty_table():
    far = build_within(np.array([[9e6, 9e6]]), np.array([[0.0, 0.0]]), 1.0)
    assert far.shape == (1, 1)
    assert far.nnz == 0
