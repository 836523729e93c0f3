"""The knapsack is exact: held against HiGHS, and against trying every list."""

from __future__ import annotations

import itertools
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.errors import SolverLimitError
from planning.highs import OPTIMAL, LinearModel
from planning.materials.knapsack import solve_knapsack
from tests.examples import examples

items = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 9)), min_size=1, max_size=9)


@examples(80)
@given(items, st.integers(0, 40))
def test_most_worth_then_least_money(given_items, budget):
    worth, cost = (np.array(side, dtype=float) for side in zip(*given_items, strict=True))
    taken = solve_knapsack(worth, cost, float(budget))
    lists = itertools.product((False, True), repeat=len(worth))
    masks = [np.array(one) for one in lists]
    best = max((worth[one].sum(), -cost[one].sum()) for one in masks if cost[one].sum() <= budget)
    assert (worth[taken].sum(), -cost[taken].sum()) == best


def test_as_good_as_the_milp_where_nobody_can_try_every_list():
    random = np.random.default_rng(6)
    worth = np.tile(random.lognormal(6, 1.2, 8), 20)
    cost = np.round(np.repeat(random.integers(150, 3000, 20) * 0.22, 8), 2)
    model = LinearModel()
    columns = model.add_columns(worth, integer=True)
    model.add_rows(np.zeros(len(worth), dtype=np.intp), columns, cost, upper=np.array([2400.0]))
    run = model.solve(None, 60.0, mip_gap=0.0)
    assert run.status == OPTIMAL
    assert run.values is not None
    taken = solve_knapsack(worth, cost, 2400.0)
    assert round(cost[taken].sum(), 2) <= 2400
    assert worth[taken].sum() == pytest.approx(worth[run.values > 0.5].sum(), abs=0.1)


def test_sixty_documents_in_twenty_five_languages_take_no_visible_time():
    random = np.random.default_rng(1)
    worth = np.tile(random.lognormal(7, 1.2, 25), 60)
    cost = np.round(np.repeat(random.integers(150, 3000, 60) * 0.22, 25), 2)
    began = time.process_time()
    taken = solve_knapsack(worth, cost, 10_000.0)
    assert time.process_time() - began < 3  # a third of a second on an idle machine
    assert 9_990 <= cost[taken].sum() <= 10_000


def test_a_cent_more_than_the_budget_is_too_much():
    assert solve_knapsack(np.array([5.0]), np.array([100.0]), 99.99).tolist() == [False]
    assert solve_knapsack(np.array([5.0]), np.array([100.0]), 100.0).tolist() == [True]


def test_says_so_if_it_was_not_solved_in_time():
    with pytest.raises(SolverLimitError, match="there was no time to find the best list for this budget"):
        solve_knapsack(np.ones(3), np.array([1.0, 2.0, 3.0]), 4.0, seconds=-1)
