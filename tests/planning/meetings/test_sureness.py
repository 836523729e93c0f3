"""What redrawing the demand, and doing without a site, say of a plan."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.errors import InputError
from planning.meetings.alternatives import second_best
from planning.meetings.demand import build_demand
from planning.meetings.draws import draw_plans
from planning.meetings.options import MeetingOptions
from planning.meetings.redraw import reached_by_draw, redraw_persons
from planning.meetings.sites import build_sites
from planning.meetings.solve import find_within, solve_meetings
from planning.meetings.solving.objectives import OBJECTIVES
from planning.meetings.solving.problem import build_problem, undominated, with_one_language, with_sites
from planning.meetings.solving.start import build_start
from planning.need.replicates import Errors, Replicates
from tests.examples import examples

OPTIONS = MeetingOptions(meetings=2, radius_m=1500.0, languages_per_meeting=1)


def two_places(build_town, build_table, build_venues, estimates, moes):
    """Two places far apart with one tract each, and a venue in each."""
    town = build_town(seed=1, points=2, venues=2, languages=1)
    points = town.points.assign(x=[0.0, 9000.0], y=0.0, pop=100.0, tract_id=["a", "b"])
    table = build_table(pd.DataFrame({"spanish": estimates}, index=["a", "b"]))
    table.lep_moe["spanish"] = moes
    return build_demand(points, table, ["spanish"]), build_sites(build_venues(np.array([[0.0, 0], [9000, 0]]))), table


def test_a_clear_winner_is_chosen_always_and_a_close_one_about_half_the_time(build_town, build_table, build_venues):
    one = replace(OPTIONS, meetings=1)
    demand, sites, table = two_places(build_town, build_table, build_venues, [1000.0, 100.0], [50.0, 50.0])
    clear = draw_plans(solve_meetings(demand, sites, one), demand, sites, table, one, draws=60)
    assert clear.chosen == {"v000": 60}
    assert clear.by_noise("v000") is False
    assert clear.regret == 0.0
    demand, sites, table = two_places(build_town, build_table, build_venues, [1001.0, 1000.0], [600.0, 600.0])
    close = draw_plans(solve_meetings(demand, sites, one), demand, sites, table, one, draws=200)
    assert close.chosen["v000"] + close.chosen["v001"] == 200
    assert 70 <= close.chosen["v000"] <= 130
    # 1.2816 standard deviations on each side of the estimate hold eight draws in ten.
    assert close.reached_low == pytest.approx(1001 - 1.2816 * 600 / 1.645, rel=0.15)
    assert close.reached_high == pytest.approx(1001 + 1.2816 * 600 / 1.645, rel=0.15)


def test_the_same_seed_gives_the_same_draws_and_another_gives_others(build_town):
    town = build_town(seed=5, points=60, venues=8, languages=2)
    town.table.lep_moe[["spanish", "korean"]] = 15.0
    demand, sites = town.demand(), town.sites()
    plan = solve_meetings(demand, sites, OPTIONS)
    told = [draw_plans(plan, demand, sites, town.table, OPTIONS, draws=15, seed=seed).as_json() for seed in (0, 0, 1)]
    assert told[0] == told[1] != told[2]
    assert told[0]["made"] == 15


def test_draws_keep_the_mean_and_never_go_below_nobody(build_town, build_table, build_venues):
    demand, _, table = two_places(build_town, build_table, build_venues, [20.0, 0.0], [60.0, 12.0])
    drawn = np.array([persons[:, 0] for persons in redraw_persons(demand, table, 4000, seed=3)])
    assert drawn.min() >= 0
    assert drawn[:, 0].mean() == pytest.approx(20.0, rel=0.1)
    assert (drawn[:, 1] == 0).all()


def test_people_without_a_margin_are_told_and_not_redrawn(build_town, build_table, build_venues):
    demand, sites, table = two_places(build_town, build_table, build_venues, [300.0, 100.0], [50.0, np.nan])
    told = draw_plans(solve_meetings(demand, sites, OPTIONS), demand, sites, table, OPTIONS, draws=5)
    assert told.without_margin == pytest.approx(0.25)
    assert len({persons[1, 0] for persons in redraw_persons(demand, table, 5, seed=0)}) == 1
    with pytest.raises(InputError, match="the number of test runs must be 1 or more"):
        draw_plans(solve_meetings(demand, sites, OPTIONS), demand, sites, table, OPTIONS, draws=0)


def test_the_number_of_plans_made_anew_hangs_on_the_wishes_and_not_on_the_clock(build_town):
    town = build_town(seed=5, points=60, venues=8, languages=2)
    town.table.lep_moe[["spanish", "korean"]] = 15.0
    demand, sites = town.demand(), town.sites()
    sites = replace(sites, candidates=sites.candidates.assign(capacity=30.0))
    made = []
    for wish in ({}, {"min_spacing_m": 200.0}, {"turnout": None}, {"objective": "near"}):
        options = replace(OPTIONS, **wish)
        plan = solve_meetings(demand, sites, options)
        drawn = [draw_plans(plan, demand, sites, town.table, options, draws=20) for _ in range(2)]
        assert drawn[0].as_json() == drawn[1].as_json()
        made.append(drawn[0].made)
    assert made == [20, 10, 20, 0]


def test_the_range_counts_seats(build_town, build_table, build_venues):
    """One room of 20 seats, one person in ten comes: never more than 200, and as many as come where they are fewer."""
    demand, sites, table = two_places(build_town, build_table, build_venues, [300.0, 100.0], [150.0, 20.0])
    sites = replace(sites, candidates=sites.candidates.assign(capacity=20.0))
    options = replace(OPTIONS, meetings=1, turnout=0.1)
    told = draw_plans(solve_meetings(demand, sites, options), demand, sites, table, options, draws=5)
    endless = replace(options, turnout=None)
    free = draw_plans(solve_meetings(demand, sites, endless), demand, sites, table, endless, draws=5)
    assert free.reached_high > told.reached_high == pytest.approx(200.0)
    assert told.reached_low == pytest.approx(min(200.0, free.reached_low))


def test_the_ends_of_the_range_stand_still_whatever_the_seed(build_town):
    """Margins as wide as the figures: another seed moves the ends by less than 1 %."""
    town = build_town(seed=5, points=60, venues=8, languages=2)
    town.table.lep_moe[["spanish", "korean"]] = town.table.lep[["spanish", "korean"]]
    demand, sites = town.demand(), town.sites()
    plan = solve_meetings(demand, sites, OPTIONS)
    ends = np.array(
        [
            (drawn.reached_low, drawn.reached_high)
            for seed in range(6)
            for drawn in [draw_plans(plan, demand, sites, town.table, OPTIONS, draws=1, seed=seed)]
        ]
    )
    assert (np.ptp(ends, axis=0) / ends.mean(axis=0) < 0.01).all()


def test_a_table_without_margins_has_no_draws(build_town):
    town = build_town(seed=5, points=60, venues=8, languages=2)
    town.table.lep_moe[["spanish", "korean"]] = np.nan
    demand, sites = town.demand(), town.sites()
    drawn = draw_plans(solve_meetings(demand, sites, OPTIONS), demand, sites, town.table, OPTIONS, draws=20)
    assert (drawn.has_margins, drawn.made, drawn.chosen, drawn.by_noise("v000")) == (False, 0, {}, None)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_every_objective_can_be_redrawn(build_town, objective):
    town = build_town(seed=9, points=60, venues=8, languages=2)
    town.table.lep_moe[["spanish", "korean"]] = 15.0
    demand, sites = town.demand(), town.sites()
    options = replace(OPTIONS, objective=objective, radius_m=3000.0, target_share=0.2)
    told = draw_plans(solve_meetings(demand, sites, options), demand, sites, town.table, options, draws=8)
    assert told.made == 8
    assert max(told.chosen.values()) <= 8
    assert told.reached_low < told.reached_high


@examples(40)
@given(seed=st.integers(0, 10_000), points=st.integers(2, 20), venues=st.integers(2, 6), locked=st.booleans())
def test_the_second_best_is_the_best_that_lacks_a_site(build_town, seed, points, venues, locked):
    town = build_town(seed, points, venues, 2)
    demand, sites = town.demand(), town.sites(locks=["v001"] if locked else [])
    plan = solve_meetings(demand, sites, OPTIONS)
    other = second_best(plan, demand, sites, OPTIONS)
    free = {site.site_id for site in plan.sites if not site.locked}
    problem = build_problem(find_within(demand, sites, OPTIONS), demand, sites, OPTIONS)
    worth = [
        problem.reached(build_best(problem, chosen))
        for size in range(3)
        for chosen in combinations(range(venues), size)
        if not free <= {sites.ids[site] for site in chosen}
        and problem.locked.sum() <= problem.locked[list(chosen)].sum()
    ]
    if not free:
        assert other is None
        return
    assert other.proven
    assert other.without in free
    assert not free <= {site.site_id for site in other.plan.sites}
    assert other.plan.objective_value == pytest.approx(max(worth), abs=1e-4)
    assert other.costs == pytest.approx(plan.objective_value - max(worth), abs=1e-3)
    assert other.plan.interpreted.shape == plan.interpreted.shape


def build_best(problem, chosen):
    """The best language at each of two sites, by trying them all."""
    best = np.zeros((problem.within.shape[1], 2), dtype=bool)
    for offers in np.ndindex(*(2,) * len(chosen)):
        plan = np.zeros_like(best)
        plan[list(chosen), list(offers)] = True
        if problem.reached(plan) > problem.reached(best):
            best = plan
    return best


def test_without_another_place_there_is_no_second_best(build_town):
    town = build_town(seed=2, points=30, venues=1, languages=1)
    demand, sites = town.demand(), town.sites()
    plan = solve_meetings(demand, sites, OPTIONS)
    assert second_best(plan, demand, sites, OPTIONS) is None


@examples(60)
@given(seed=st.integers(0, 10_000), points=st.integers(1, 20), venues=st.integers(1, 8))
def test_dominated_sites_are_not_missed(build_town, seed, points, venues):
    """Leaving them out, by enumeration, loses nobody."""
    town = build_town(seed, points, venues, 1, side_m=3000.0)
    demand, sites = town.demand(), town.sites()
    problem = with_one_language(build_problem(find_within(demand, sites, OPTIONS), demand, sites, OPTIONS))
    kept = undominated(problem)
    assert most(problem) == pytest.approx(most(with_sites(problem, kept)), abs=1e-6)


def most(problem):
    count = problem.within.shape[1]
    near = problem.within.toarray() > 0
    chosen = [list(pick) for size in range(3) for pick in combinations(range(count), size)]
    return max(float(problem.persons[near[:, pick].any(axis=1)].sum()) for pick in chosen)


def test_a_known_plan_is_where_solving_begins(build_town):
    town = build_town(seed=11, points=200, venues=20, languages=2)
    demand, sites = town.demand(), town.sites()
    best = solve_meetings(demand, sites, OPTIONS)
    problem = replace(
        build_problem(find_within(demand, sites, OPTIONS), demand, sites, OPTIONS), known=best.interpreted
    )
    assert problem.reached(build_start(problem)) >= best.objective_value - 1e-6
    assert solve_meetings(demand, sites, OPTIONS, known=best.interpreted).sites == best.sites


def test_out_of_time_a_small_plan_still_has_a_bound(build_town):
    town = build_town(seed=6, points=300, venues=60, languages=1, side_m=12_000.0)
    options = MeetingOptions(meetings=6, radius_m=2000.0, languages_per_meeting=1, time_limit=1e-6)
    plan = solve_meetings(town.demand(), town.sites(), options)
    assert plan.objective_value <= plan.bound <= sum(plan.demand.values()) + 1e-6


@pytest.mark.parametrize(("second", "together"), [(1, 2.0), (-1, 0.0)])
def test_replicates_say_which_figures_rise_and_fall_together(build_town, build_table, build_venues, second, together):
    demand, _, table = two_places(build_town, build_table, build_venues, [1000.0, 1000.0], [200.0, 200.0])
    off = np.tile([1.0, -1.0], 40) * 200 / 1.645 / 2  # replicates whose margin is 200
    deviations = np.zeros((2, 12, 80))
    deviations[:, 0] = [off, second * off]
    errors = Errors(deviations.astype(np.float32), np.ones((2, 12), dtype=bool))
    exact = replace(table, replicates=Replicates(table.lep.index, errors.at(np.array([0, 1])), errors, errors))
    drawn = np.array([persons[:, 0] for persons in redraw_persons(demand, exact, 2000, seed=3)])
    assert drawn.mean(axis=0) == pytest.approx([1000, 1000], rel=0.01)
    assert drawn.std(axis=0) * 1.645 == pytest.approx([200, 200], rel=0.05)
    assert drawn.sum(axis=1).std() * 1.645 == pytest.approx(together * 200, rel=0.05, abs=25)
    reached = reached_by_draw(demand, exact, [np.ones(demand.persons.shape, dtype=bool)], seed=0)[0]
    assert reached.mean() == pytest.approx(2000, rel=0.001)
    assert reached.std() * 1.645 == pytest.approx(together * 200, rel=0.02, abs=1e-3)
