from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.need.estimates import GRADES, NO_GRADE, grade_places, proportion_moe, sum_moe

people = st.integers(0, 100_000).map(float)
cells = st.lists(st.tuples(people, st.integers(0, 5_000).map(float)), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("estimates", "moes", "total", "moe"),
    [
        ([1626, 1244, 796], [254, 209, 187], 3666, 378),  # the Handbook's
        ([135_173, 43_104, 24_842], [3860, 2642, 1957], 203_119, 5070),
    ],
)
def test_sums_of_the_handbook(estimates, moes, total, moe):
    assert sum(estimates) == total
    assert round(sum_moe(estimates, moes)) == moe


def test_of_several_zeros_only_the_largest_margin_counts_once():
    assert sum_moe([500, 0, 0, 400], [100, 200, 150, 50]) == pytest.approx(math.sqrt(200**2 + 100**2 + 50**2))
    assert sum_moe([0, 0, 0], [12, 12, 12]) == 12
    assert sum_moe([500, 400], [30, 40]) == 50


@given(cells)
def test_margin_lies_between_the_largest_term_and_the_plain_sum(cells):
    estimates, moes = zip(*cells, strict=True)
    moe = sum_moe(estimates, moes)
    assert max(moes) <= moe * (1 + 1e-12)
    assert moe <= sum(moes) * (1 + 1e-12)


@given(cells, st.randoms(use_true_random=False))
def test_margin_does_not_depend_on_the_order(cells, random):
    shuffled = random.sample(cells, len(cells))
    assert sum_moe(*zip(*cells, strict=True)) == pytest.approx(sum_moe(*zip(*shuffled, strict=True)), rel=1e-12)


def test_missing_is_never_zero():
    assert sum_moe([10, math.nan], [3, 400]) == 3
    assert math.isnan(sum_moe([10, 20], [3, math.nan]))
    assert math.isnan(sum_moe([math.nan], [5]))
    assert math.isnan(sum_moe([], []))


@pytest.mark.parametrize(
    ("part", "part_moe", "whole", "whole_moe", "moe"),
    [
        (100, 20, 500, 30, 0.03816),
        (100, 5, 500, 100, 0.04123),  # the radicand would be negative: the ratio formula
        (500, 30, 500, 100, 30 / 500),  # a share of one
        (0, 12, 500, 30, 12 / 500),
    ],
)
def test_margins_of_shares(part, part_moe, whole, whole_moe, moe):
    found = proportion_moe(*(np.array([float(v)]) for v in (part, part_moe, whole, whole_moe)))
    assert found[0] == pytest.approx(moe, abs=5e-6)


def test_a_share_of_nobody_has_no_margin():
    assert np.isnan(proportion_moe(np.zeros(1), np.array([12.0]), np.zeros(1), np.array([12.0])))[0]
    assert np.isnan(proportion_moe(np.array([np.nan]), np.ones(1), np.ones(1), np.ones(1)))[0]


def test_grades_change_at_twelve_and_forty_percent():
    places = grade_places(np.full(4, 1000.0), np.array([197.4, 197.5, 658, 658.1]))
    assert [GRADES[place] for place in places] == ["high", "medium", "medium", "low"]


def test_no_margin_has_no_grade_and_zero_is_never_firm():
    places = grade_places(np.array([1000, np.nan, 0]), np.array([np.nan, 12, 0.5]))
    assert places.tolist() == [NO_GRADE, NO_GRADE, GRADES.index("low")]
