"""The solver against plain enumeration, and what must hold whatever the town."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.errors import InfeasibleError, InputError, UnknownNameError
from planning.meetings.demand import build_demand
from planning.meetings.options import MeetingOptions
from planning.meetings.sites import build_sites
from planning.meetings.solve import find_within, solve_meetings
from planning.meetings.solving.bound import build_bound
from planning.meetings.solving.covering import build_covering_model
from planning.meetings.solving.problem import MeetingProblem, build_problem, with_sites
from planning.meetings.solving.start import build_start
from tests.examples import examples

OPTIONS = MeetingOptions(meetings=3, radius_m=1500.0, languages_per_meeting=2)
NEVER = float("inf")

towns = {
    "seed": st.integers(0, 100_000),
    "points": st.integers(1, 25),
    "venues": st.integers(1, 10),
    "languages": st.integers(1, 4),
}
wishes = st.builds(
    MeetingOptions,
    meetings=st.integers(1, 4),
    radius_m=st.sampled_from([500.0, 1500.0, 3000.0]),
    languages_per_meeting=st.integers(1, 4),
    detour_factor=st.sampled_from([1.0, 1.4]),
)


def everybody(reached: np.ndarray) -> np.ndarray:
    return reached.sum(axis=-1)


def best_by_enumeration(problem: MeetingProblem, worth: Callable[[np.ndarray], np.ndarray] = everybody) -> float:
    """Try every choice of sites, and of languages at them; ``worth`` is of persons reached by language."""
    reaches = problem.within.toarray() > 0
    count, languages = reaches.shape[1], problem.persons.shape[1]
    meetings = min(problem.meetings, count)
    offers = list(combinations(range(languages), min(problem.per_meeting, languages)))
    # Every way to offer languages, as the meetings (bits) at which each language is spoken: the same for all choices.
    speaking = np.array(
        [
            [sum(1 << at for at, spoken in enumerate(offered) if k in spoken) for k in range(languages)]
            for offered in product(offers, repeat=meetings)
        ]
    )
    best = 0.0
    for chosen in combinations(range(count), meetings):
        if not set(np.flatnonzero(problem.locked)) <= set(chosen):
            continue
        groups = [[v for at, v in enumerate(chosen) if group >> at & 1] for group in range(1 << meetings)]
        reached = np.array([problem.persons[reaches[:, sites].any(axis=1)].sum(axis=0) for sites in groups])
        best = max(best, float(worth(reached[speaking, np.arange(languages)]).max()))
    return best


def problem_of(town, options: MeetingOptions) -> MeetingProblem:
    demand, sites = town.demand(languages=options.languages), town.sites(locks=options.locks)
    return build_problem(find_within(demand, sites, options), demand, sites, options)


def solve(town, options: MeetingOptions):
    demand = town.demand(languages=options.languages, include_outside=options.include_outside)
    sites = town.sites(locks=options.locks, vetoes=options.vetoes, include_police=options.include_police)
    return solve_meetings(demand, sites, options)


def close(value: float) -> object:
    return pytest.approx(value, rel=2e-6, abs=1e-5)


@examples(150)
@given(options=wishes, locked=st.integers(0, 2), **towns)
def test_the_plan_is_as_good_as_enumeration(build_town, options, locked, **size):
    town = build_town(**size)
    locks = tuple(town.venues["venue_id"][: min(locked, options.meetings)])
    options = replace(options, locks=locks)
    plan = solve(town, options)
    best = best_by_enumeration(problem_of(town, options))
    assert plan.status == "optimal"
    assert plan.objective_value == close(best)
    assert plan.bound >= best - 1e-5
    assert plan.mip_gap <= 2e-6
    assert set(locks) <= {site.site_id for site in plan.sites}


@examples(60)
@given(options=wishes, locked=st.integers(0, 2), **towns)
def test_the_fair_plan_is_as_fair_as_enumeration(build_town, options, locked, **size):
    town = build_town(**size)
    locks = tuple(town.venues["venue_id"][: min(locked, options.meetings)])
    options = replace(options, locks=locks, objective="fair")
    problem = problem_of(town, options)
    known = problem.persons.any(axis=0)
    plan = solve(town, options)
    best = 0.0
    if known.any():
        best = best_by_enumeration(problem, lambda reached: (reached[:, known] / problem.whole[known]).min(axis=1))
    assert plan.status == "optimal"
    assert plan.objective_value == close(best)
    assert plan.bound >= best - 1e-7
    hurried = solve(town, replace(options, time_limit=1e-6))
    assert hurried.objective_value <= best + 1e-7
    assert hurried.bound >= best - 1e-7


@examples(100)
@given(options=wishes, locked=st.integers(0, 1), **towns)
def test_the_model_alone_is_as_good_as_enumeration(build_town, options, locked, **size):
    """Nothing fixed beforehand, no good start: the formulation itself."""
    town = build_town(**size)
    problem = problem_of(town, replace(options, locks=tuple(town.venues["venue_id"][:locked])))
    model = build_covering_model(problem)
    empty = np.zeros(model.shape, dtype=bool)
    run = model.linear.solve(model.columns_of(problem, empty), time_limit=60, mip_gap=0)
    assert run.status == "optimal"
    assert problem.reached(model.interpreted(run.values)) == close(best_by_enumeration(problem))


@examples(100)
@given(options=wishes, **towns)
def test_no_plan_exceeds_the_bound_and_better_ones_keep_to_the_needed_sites(build_town, options, **size):
    problem = problem_of(build_town(**size), options)
    best = best_by_enumeration(problem)
    weak = np.zeros((problem.within.shape[1], problem.persons.shape[1]), dtype=bool)
    weak[-1, -1] = True
    for start in (weak, build_start(problem)):
        known = build_bound(problem, start, mip_gap=0.0, deadline=NEVER)
        assert known.bound >= best - 1e-5
        assert best_by_enumeration(with_sites(problem, known.needed)) == close(best)


@examples(60)
@given(options=wishes, **towns)
def test_more_is_never_less(build_town, options, **size):
    town = build_town(**size)
    reached = solve(town, options).objective_value
    at_least = reached - 1e-5 - 2e-6 * reached
    assert solve(town, replace(options, meetings=options.meetings + 1)).objective_value >= at_least
    assert solve(town, replace(options, radius_m=options.radius_m * 1.3)).objective_value >= at_least
    assert solve(town, replace(options, languages_per_meeting=4)).objective_value >= at_least
    locked = replace(options, locks=(town.venues["venue_id"].iloc[-1],))
    assert solve(town, locked).objective_value <= reached + 1e-5 + 2e-6 * reached
    if len(town.venues) > 1:
        fewer = replace(options, vetoes=("v000",))
        assert solve(town, fewer).objective_value <= reached + 1e-5 + 2e-6 * reached


@examples(25)
@given(options=wishes, order=st.integers(0, 1000), **towns)
def test_order_of_the_inputs_does_not_matter(build_town, options, order, **size):
    town = build_town(**size)
    points = town.points.sample(frac=1, random_state=order)
    venues = town.venues.sample(frac=1, random_state=order)
    again = solve_meetings(build_demand(points, town.table), build_sites(venues), options)
    assert replace_seconds(again.as_json()) == replace_seconds(solve(town, options).as_json())


def replace_seconds(plan: dict[str, object]) -> dict[str, object]:
    return {**plan, "seconds": 0}


def test_equal_sites_are_taken_in_the_order_of_their_ids(build_town, build_venues):
    town = build_town(seed=1, points=12, venues=1, languages=2, side_m=100.0)
    ring = build_venues(np.array([[10.0, 0.0], [0.0, 0.0], [20.0, 0.0]]))
    plan = solve(replace(town, venues=ring), OPTIONS)
    assert [site.site_id for site in plan.sites] == ["v000"]
    assert plan.spare_meetings == 2


def test_vetoed_and_police_places_are_not_used(build_town):
    town = build_town(seed=2, points=80, venues=8, languages=3)
    best = solve(town, OPTIONS)
    first, second, _ = (site.site_id for site in best.sites)
    town.venues.loc[town.venues["venue_id"] == second, "police_building"] = True
    plan = solve(town, replace(OPTIONS, vetoes=(first,)))
    assert {first, second}.isdisjoint(site.site_id for site in plan.sites)
    assert plan.objective_value < best.objective_value
    assert solve(town, replace(OPTIONS, include_police=True)).sites == best.sites


def test_a_locked_place_that_adds_nobody_stays_and_is_interpreted(build_town, build_venues):
    town = build_town(seed=3, points=20, venues=1, languages=2, side_m=100.0)
    both = build_venues(np.array([[0.0, 0.0], [50.0, 50.0], [9e5, 9e5]]))
    plan = solve(replace(town, venues=both), replace(OPTIONS, locks=("v000", "v001", "v002")))
    assert [(site.site_id, len(site.languages), len(site.adds)) for site in plan.sites] == [
        ("v000", 2, 2),
        ("v001", 2, 0),
        ("v002", 0, 0),
    ]
    assert all(site.locked for site in plan.sites)
    assert plan.objective_value == close(sum(plan.demand.values()))


def test_nobody_within_reach_is_a_plan_without_meetings(build_town, build_venues):
    town = build_town(seed=3, points=20, venues=1, languages=2)
    plan = solve(replace(town, venues=build_venues(np.array([[9e5, 9e5]]))), OPTIONS)
    assert (plan.status, plan.sites, plan.objective_value, plan.bound, plan.mip_gap) == ("optimal", (), 0, 0, 0)
    assert plan.unreachable == plan.demand


def test_out_of_time_the_best_found_is_given_with_a_bound(build_town):
    town = build_town(seed=6, points=800, venues=80, languages=6, side_m=12_000.0)
    options = MeetingOptions(meetings=6, radius_m=3000.0, languages_per_meeting=2, mip_gap=0.0)
    rushed = solve(town, replace(options, time_limit=1e-6))
    proven = solve(town, options)
    assert (rushed.status, proven.status) == ("time limit", "optimal")
    assert 0.9 * proven.objective_value <= rushed.objective_value <= proven.objective_value + 1e-5
    assert rushed.bound >= proven.objective_value
    assert rushed.mip_gap == pytest.approx(rushed.bound / rushed.objective_value - 1)


def test_the_solver_out_of_time_keeps_the_known_plan(build_town):
    town = build_town(seed=6, points=800, venues=80, languages=6, side_m=12_000.0)
    problem = problem_of(town, MeetingOptions(meetings=6, radius_m=3000.0, languages_per_meeting=2))
    model = build_covering_model(problem)
    start = build_start(problem)
    run = model.linear.solve(model.columns_of(problem, start), time_limit=1e-6, mip_gap=0.0)
    assert run.status == "time limit"
    assert run.bound >= problem.reached(start)


def test_a_table_of_reach_can_be_given(build_town):
    town = build_town(seed=7, points=30, venues=4, languages=2)
    demand, sites = town.demand(), town.sites()
    near = find_within(demand, sites, OPTIONS)
    assert solve_meetings(demand, sites, OPTIONS, near).sites == solve_meetings(demand, sites, OPTIONS).sites
    with pytest.raises(InputError, match="the table of reach must have 30 points x 4 venues"):
        solve_meetings(demand, sites, OPTIONS, near[:, :2])


def test_wishes_out_of_range_are_refused(build_town):
    town = build_town(seed=7, points=30, venues=4, languages=2)
    for wrong in (
        {"meetings": 0},
        {"radius_m": 0.0},
        {"radius_m": float("nan")},
        {"languages_per_meeting": 0},
        {"detour_factor": 0.5},
        {"time_limit": 0.0},
        {"mip_gap": 1.0},
    ):
        with pytest.raises(InputError):
            MeetingOptions(**wrong)
    with pytest.raises(UnknownNameError, match="did you mean 'reach'"):
        solve(town, MeetingOptions(objective="reech"))
    with pytest.raises(InfeasibleError, match="2 venues are locked in, but the plan has only 1 meetings"):
        solve(town, MeetingOptions(meetings=1, locks=("v000", "v001")))


def test_columns_around_the_town_change_nothing(build_town):
    """Points without anybody, and languages without anybody, do not disturb the plan."""
    town = build_town(seed=8, points=40, venues=6, languages=3)
    plan = solve(town, OPTIONS)
    town.table.lep["arabic"] = 0.0
    nobody = town.points.head(3).assign(pop=0.0)
    wider = replace(town, points=pd.concat([town.points, nobody], ignore_index=True))
    again = solve(wider, OPTIONS)
    assert again.sites == plan.sites
    assert again.reached == {**plan.reached, "arabic": 0.0}
