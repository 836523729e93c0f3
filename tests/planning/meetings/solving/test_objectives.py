"""Every objective, with every wish, against plain enumeration."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from planning.errors import InfeasibleError, InputError, SchemaError, SolverLimitError
from planning.meetings.demand import build_demand
from planning.meetings.options import MeetingOptions
from planning.meetings.past import PastMeeting, discount_past
from planning.meetings.sites import build_sites
from planning.meetings.solve import solve_meetings, travel_table
from planning.meetings.solving.objectives import OBJECTIVES, Objective
from planning.meetings.solving.problem import MeetingProblem, build_problem
from planning.meetings.within_reach import within_of
from tests.examples import examples

PEOPLE = 1e-4

towns = {
    "seed": st.integers(0, 100_000),
    "points": st.integers(1, 20),
    "venues": st.integers(1, 5),
    "languages": st.integers(1, 3),
}
wishes = st.builds(
    MeetingOptions,
    meetings=st.integers(1, 3),
    radius_m=st.sampled_from([800.0, 2000.0, 3500.0]),
    languages_per_meeting=st.integers(1, 3),
    objective=st.sampled_from(sorted(OBJECTIVES)),
    target_share=st.sampled_from([0.05, 0.3, 0.6]),
    each_district=st.sampled_from(["", "", "district"]),
    min_spacing_m=st.sampled_from([0.0, 0.0, 1500.0]),
    interpreter_budget=st.sampled_from([None, None, 2, 3]),
    turnout=st.sampled_from([None, None, 0.5]),
    language_weights=st.sampled_from([(), (("spanish", 3.0),)]),
)


def parts(town, options):
    venues = town.venues.assign(
        district=np.where(town.venues["x"] < 3000.0, "left", "right"),
        capacity=np.where(np.arange(len(town.venues)) % 3 == 2, np.nan, 20.0),
    )
    demand, sites = build_demand(town.points, town.table, options.languages), build_sites(venues, options.locks)
    return demand, sites, travel_table(demand, sites, options)


def problem_of(town, options) -> MeetingProblem:
    demand, sites, travel = parts(town, options)
    near = travel if options.objective == "near" else None
    return build_problem(within_of(travel), demand, sites, options, near)


def plans(problem: MeetingProblem, meetings: int, fewest_languages: int = 0):
    """Every choice of sites, and of at least so many languages at each, that keeps the wishes."""
    count, languages = problem.within.shape[1], problem.persons.shape[1]
    sizes = range(min(fewest_languages, problem.per_meeting), problem.per_meeting + 1)
    offers = [offer for size in sizes for offer in combinations(range(languages), size)]
    for size in range(min(meetings, count) + 1):
        for chosen in combinations(range(count), size):
            used = np.zeros(count, dtype=bool)
            used[list(chosen)] = True
            if not used[problem.locked].all():
                continue
            for offered in product(offers, repeat=size):
                plan = np.zeros((count, languages), dtype=bool)
                for site, spoken in zip(chosen, offered, strict=True):
                    plan[site, list(spoken)] = True
                if problem.wishes is None or problem.wishes.keeps(used, int(plan.sum())):
                    yield plan


def most_served(problem: MeetingProblem, plan: np.ndarray, gain: np.ndarray, least: bool = False) -> float:
    """Send people to rooms as well as can be, by a linear program; the plain sum where rooms have no end."""
    near, languages = problem.within.toarray() > 0, plan.shape[1]
    ways = [
        (p, v, k)
        for p, v in zip(*np.nonzero(near), strict=True)
        for k in range(languages)
        if plan[v, k] and problem.persons[p, k] > 0
    ]
    if not ways:
        return 0.0
    people = np.array([problem.persons[p, k] for p, _, k in ways])
    heads = np.array([problem.people[p, k] for p, _, k in ways])
    someone = [[(p, k) == (q, m) for q, _, m in ways] for p, k in {(p, k) for p, _, k in ways}]
    rows, upper = np.array(someone, dtype=float), [1.0] * len(someone)
    seats = None if problem.wishes is None else problem.wishes.seats
    if seats is not None:
        for site in np.flatnonzero(np.isfinite(seats)):
            rows = np.vstack([rows, heads * [v == site for _, v, _ in ways]])
            upper.append(seats[site])
    worth = people * [gain[p, v] for p, v, _ in ways]
    if not least:
        return -linprog(-worth, A_ub=rows, b_ub=upper, bounds=(0, 1)).fun
    served = [k for k in range(languages) if problem.persons[:, k].any()]
    shares = np.array([people * [m == k for _, _, m in ways] / problem.whole[k] for k in served])
    rows = np.vstack([np.hstack([rows, np.zeros((len(rows), 1))]), np.hstack([-shares, np.ones((len(served), 1))])])
    costs = np.append(np.zeros(len(ways)), -1.0)
    return -linprog(costs, A_ub=rows, b_ub=upper + [0.0] * len(served), bounds=(0, 1)).fun


def worth_of(problem: MeetingProblem, plan: np.ndarray, objective: str) -> float:
    """What a plan is worth by the objective, larger is better."""
    ones = np.ones(problem.within.shape)
    seated = problem.wishes is not None and problem.wishes.seats is not None
    if objective == "near" and not seated:
        saved = np.where(plan[None, :, :], problem.gain.toarray()[:, :, None], 0.0).max(axis=1)
        return float((saved * problem.persons).sum())
    if objective == "near":
        return most_served(problem, plan, problem.gain.toarray())
    if seated:
        return most_served(problem, plan, ones, least=objective == "fair")
    reached = np.where(problem.is_reached(plan), problem.persons, 0.0).sum(axis=0)
    known = problem.persons.any(axis=0)
    if objective == "fair":
        return float((reached[known] / problem.whole[known]).min()) if known.any() else 0.0
    return float(reached.sum())


def best_by_enumeration(problem: MeetingProblem, objective: str) -> float | None:
    if objective == "fewest":
        for meetings in range(problem.within.shape[1] + 1):
            if any(worth_of(problem, plan, objective) >= problem.target - PEOPLE for plan in plans(problem, meetings)):
                return float(max(meetings, 1))
        return None
    return max((worth_of(problem, plan, objective) for plan in plans(problem, problem.meetings)), default=None)


@examples(150)
@given(options=wishes, **towns)
def test_every_objective_is_as_good_as_enumeration(build_town, options, **size):
    if options.turnout or options.objective in ("near", "fewest"):  # slow to enumerate
        size |= {"venues": min(size["venues"], 3), "languages": min(size["languages"], 2)}
        size |= {"points": min(size["points"], 8)}
    town = build_town(**size)
    demand, sites, travel = parts(town, options)
    problem = problem_of(town, options)
    best = best_by_enumeration(problem, options.objective)
    if best is None:
        with pytest.raises(InfeasibleError):
            solve_meetings(demand, sites, options, travel=travel)
        return
    plan = solve_meetings(demand, sites, options, travel=travel)
    assert plan.status == "optimal"
    expected = best
    if options.objective == "near":
        people = problem.whole.sum()
        expected = problem.unreached_at - best / people if people else 0.0
    assert plan.objective_value == pytest.approx(expected, rel=5e-6, abs=PEOPLE)
    assert plan.mip_gap <= 1e-5
    used = np.isin(sites.ids, [site.site_id for site in plan.sites])
    spoken = sum(len(site.languages) for site in plan.sites)
    assert problem.wishes is None or problem.wishes.keeps(used, spoken)
    if not options.language_weights and options.objective == "reach":
        assert sum(plan.reached.values()) == pytest.approx(plan.objective_value, abs=PEOPLE)


MOST_TRIED = 3


@examples(40)
@given(
    options=wishes, locked=st.integers(0, 1), **(towns | {"venues": st.integers(6, 10), "languages": st.integers(1, 2)})
)
def test_every_objective_is_as_good_as_enumeration_of_ten_places(build_town, options, locked, **size):
    """As above with more places; rooms are without end, since each choice would take a linear program of its own."""
    options = replace(options, turnout=None, locks=("v000",)[:locked])
    town = build_town(**size)
    demand, sites, travel = parts(town, options)
    problem = problem_of(town, options)
    # Another language never makes a plan worse: all that a meeting can have, unless interpreters are counted.
    languages = problem.per_meeting if options.interpreter_budget is None else 0
    tried = MOST_TRIED if options.objective == "fewest" else problem.meetings
    values = [
        (int(plan.any(axis=1).sum()), worth_of(problem, plan, options.objective))
        for plan in plans(problem, tried, languages)
    ]
    try:
        solved = solve_meetings(demand, sites, options, travel=travel)
    except InfeasibleError:
        enough = problem.target - PEOPLE if options.objective == "fewest" else -np.inf
        assert not [worth for _, worth in values if worth >= enough]
        return
    assert solved.status == "optimal"
    if options.objective == "fewest":
        counts = [count for count, worth in values if worth >= problem.target - PEOPLE]
        assert solved.objective_value == max(min(counts), locked, 1) if counts else solved.objective_value > tried
        return
    best = max(worth for _, worth in values)
    people = problem.whole.sum()
    if options.objective == "near":
        best = problem.unreached_at - best / people if people else 0.0
    assert solved.objective_value == pytest.approx(best, rel=5e-6, abs=PEOPLE)


@examples(40)
@given(options=wishes, **towns)
def test_more_is_never_worse(build_town, options, **size):
    """One more meeting, or one wish fewer, never makes a plan worse."""
    demand, sites, travel = parts(build_town(**size), options)

    def value(changed: MeetingOptions) -> float:
        try:
            worth = solve_meetings(demand, sites, changed, travel=travel).objective_value
        except InfeasibleError:
            return -np.inf
        return -worth if options.objective in ("near", "fewest") else worth

    here = value(options)
    slack = PEOPLE if here == -np.inf else PEOPLE + 1e-5 * abs(here)
    assert value(replace(options, meetings=options.meetings + 1)) >= here - slack
    for free in ({"each_district": ""}, {"min_spacing_m": 0.0}, {"interpreter_budget": None}, {"turnout": None}):
        assert value(replace(options, **free)) >= here - slack


def test_fair_takes_from_the_many_for_the_few(build_town, build_table, build_venues):
    """One meeting in one language: reach goes to the many, fair can only choose by reach; two meetings: one each."""
    town = build_town(seed=1, points=4, venues=2, languages=2)
    points = town.points.assign(x=[0.0, 0.0, 5000.0, 5000.0], y=0.0, pop=100.0, tract_id=["a", "a", "b", "b"])
    table = build_table(pd.DataFrame({"spanish": [900.0, 800.0], "korean": [0.0, 50.0]}, index=["a", "b"]))
    venues = build_venues(np.array([[0.0, 0.0], [5000.0, 0.0]]))
    demand, sites = build_demand(points, table), build_sites(venues)
    options = MeetingOptions(meetings=2, radius_m=1000.0, languages_per_meeting=1)
    assert solve_meetings(demand, sites, options).reached == {"spanish": 1700.0, "korean": 0.0}
    fair = solve_meetings(demand, sites, replace(options, objective="fair"))
    assert fair.reached == {"spanish": 900.0, "korean": 50.0}
    assert fair.objective_value == pytest.approx(900 / 1700)
    assert fair.status == "optimal"


def test_fewest_counts_the_meetings_a_target_takes(build_town):
    town = build_town(seed=4, points=200, venues=12, languages=3)
    demand, sites = town.demand(), town.sites()
    options = MeetingOptions(radius_m=1500.0, objective="fewest", target_share=0.7, meetings=1)
    plan = solve_meetings(demand, sites, options)
    assert plan.objective_value == len(plan.sites) == plan.bound
    assert sum(plan.reached.values()) >= 0.7 * sum(plan.demand.values())
    fewer = solve_meetings(demand, sites, replace(options, objective="reach", meetings=len(plan.sites) - 1))
    assert sum(fewer.reached.values()) < 0.7 * sum(plan.demand.values())
    with pytest.raises(InfeasibleError, match="the target"):
        solve_meetings(demand, sites, replace(options, target_share=1.0, radius_m=100.0))


def test_near_is_the_mean_way(build_town):
    town = build_town(seed=4, points=200, venues=12, languages=1)
    demand, sites = town.demand(), town.sites()
    options = MeetingOptions(meetings=3, radius_m=2000.0, objective="near", languages_per_meeting=1)
    plan = solve_meetings(demand, sites, options)
    used = [sites.ids.index(site.site_id) for site in plan.sites]
    xy, venues = demand.points[["x", "y"]].to_numpy(), sites.candidates[["x", "y"]].to_numpy()[used]
    way = np.hypot(*(xy[:, None] - venues[None]).transpose(2, 0, 1)).min(axis=1)
    mean = np.average(np.where(way <= 2000.0, way, 2000.0), weights=demand.persons[:, 0])
    assert plan.objective_value == pytest.approx(mean)
    assert plan.bound <= mean
    penalised = solve_meetings(demand, sites, replace(options, unreached_at=20_000.0))
    assert sum(penalised.reached.values()) >= sum(plan.reached.values())


def test_near_is_quick_and_within_one_per_cent(build_town):
    """1,000 points x 300 venues, everybody within reach of all: the size at which whole models take a minute."""
    town = build_town(seed=1, points=1000, venues=300, languages=1, side_m=10_000.0)
    options = MeetingOptions(meetings=10, radius_m=20_000.0, languages_per_meeting=1, objective="near", mip_gap=0.01)
    plan = solve_meetings(town.demand(), town.sites(), options)
    assert plan.status == "optimal"
    assert plan.mip_gap <= 0.01
    assert plan.objective_value == pytest.approx(1087.6, rel=0.01)


def test_seats_share_people_out(build_town, build_venues):
    town = build_town(seed=3, points=20, venues=1, languages=1, side_m=100.0)
    venues = build_venues(np.array([[0.0, 0.0], [50.0, 50.0]])).assign(capacity=[30.0, np.nan])
    demand = town.demand()
    people = demand.persons.sum()
    one = MeetingOptions(meetings=1, radius_m=1500.0, languages_per_meeting=1, turnout=0.5, vetoes=("v001",))
    plan = solve_meetings(demand, build_sites(venues, vetoes=one.vetoes), one)
    assert plan.objective_value == pytest.approx(min(60.0, people))
    open_end = solve_meetings(demand, build_sites(venues), replace(one, vetoes=()))
    assert open_end.objective_value == pytest.approx(people)
    assert [site.site_id for site in open_end.sites] == ["v001"]
    for unknown in (venues.drop(columns="capacity"), venues.assign(capacity=np.nan)):
        endless = solve_meetings(demand, build_sites(unknown), one)
        assert endless.objective_value == pytest.approx(people) and endless.unseated is None


def test_a_district_with_nobody_in_reach_still_gets_its_meeting(build_town, build_venues):
    town = build_town(seed=3, points=20, venues=1, languages=2, side_m=100.0)
    venues = build_venues(np.array([[0.0, 0.0], [9e5, 9e5]])).assign(precinct=["a", "b"])
    options = MeetingOptions(meetings=2, radius_m=1500.0, each_district="precinct")
    plan = solve_meetings(town.demand(), build_sites(venues), options)
    assert [(site.site_id, bool(site.languages)) for site in plan.sites] == [("v000", True), ("v001", False)]
    with pytest.raises(InfeasibleError, match="no set of venues fits all your choices"):
        solve_meetings(town.demand(), build_sites(venues), replace(options, meetings=1))
    with pytest.raises(SchemaError, match="no column 'sector'"):
        solve_meetings(town.demand(), build_sites(venues), replace(options, each_district="sector"))


def test_locked_sites_too_near_to_each_other_are_told(build_town):
    town = build_town(seed=3, points=20, venues=4, languages=2, side_m=100.0)
    options = MeetingOptions(min_spacing_m=1000.0, locks=("v000", "v001"))
    with pytest.raises(InfeasibleError, match="less space between them"):
        solve_meetings(town.demand(), town.sites(locks=options.locks), options)


def test_who_was_met_counts_less(build_town, build_table, build_venues):
    """Two places, 100 people each side; those on the left were met, so the right comes first."""
    town = build_town(seed=1, points=4, venues=2, languages=1)
    points = town.points.assign(x=[0.0, 0.0, 5000.0, 5000.0], y=0.0, pop=100.0, tract_id=["a", "a", "b", "b"])
    table = build_table(pd.DataFrame({"spanish": [900.0, 600.0]}, index=["a", "b"]))
    sites = build_sites(build_venues(np.array([[0.0, 0.0], [5000.0, 0.0]])))
    demand = build_demand(points, table)
    options = MeetingOptions(meetings=1, radius_m=1000.0, met_discount=0.5)
    assert solve_meetings(demand, sites, options).sites[0].site_id == "v000"
    met = discount_past(demand, [PastMeeting(0.0, 0.0, ("spanish",))], options)
    plan = solve_meetings(met, sites, options)
    assert plan.sites[0].site_id == "v001"
    assert plan.reached == {"spanish": 600.0}
    other = discount_past(demand, [PastMeeting(0.0, 0.0, ("korean",))], options)
    assert solve_meetings(other, sites, options).sites[0].site_id == "v000"


def test_wishes_out_of_range_are_refused():
    for wrong in (
        {"target_share": 0.0},
        {"min_spacing_m": -1.0},
        {"met_discount": 1.5},
        {"unreached_at": 0.0},
        {"interpreter_budget": 0},
        {"turnout": 0.0},
        {"language_weights": (("spanish", -1.0),)},
        {"language_weights": (("spansih", 1.0),)},
    ):
        with pytest.raises(InputError):
            MeetingOptions(**wrong)


def test_near_needs_to_know_how_far(build_town):
    town = build_town(seed=7, points=30, venues=4, languages=2)
    options = MeetingOptions(objective="near")
    demand, sites, travel = parts(town, options)
    with pytest.raises(
        InputError, match="the objective 'near' needs the distance to every venue, not only who lives within reach"
    ):
        solve_meetings(demand, sites, options, within=within_of(travel))


def test_out_of_time_with_wishes_the_start_is_given_or_said_to_be_missing(build_town):
    town = build_town(seed=6, points=400, venues=40, languages=4, side_m=12_000.0)
    options = MeetingOptions(radius_m=3000.0, min_spacing_m=500.0, time_limit=1e-6)
    plan = solve_meetings(town.demand(), town.sites(), options)
    assert plan.status == "time limit"
    assert plan.objective_value > 0
    demand, sites, _ = parts(town, replace(options, locks=("v000", "v001")))
    tight = replace(options, min_spacing_m=1e6)
    with pytest.raises((SolverLimitError, InfeasibleError)):
        solve_meetings(demand, sites, tight)


@pytest.mark.parametrize("objective", OBJECTIVES.values(), ids=list(OBJECTIVES))
def test_a_row_says_what_its_function_does(objective: Objective) -> None:
    formulation = objective.solve.__doc__ or ""
    assert "such that" in formulation and objective.solve.__name__ == objective.id
    # The last goal of several is what breaks ties; the first is what the value counts.
    first = min((word for word in ("maximise", "minimise") if word in formulation), key=formulation.index)
    assert first == objective.direction.name.lower()
    assert [row.label for row in OBJECTIVES.values()].count(objective.label) == 1
    for sentence in (objective.proven, objective.found):
        told = sentence.format(value="[value]", bound="[bound]", seconds=2.0)
        assert told.endswith(".") and "{" not in told
    assert "{bound}" not in objective.proven and "{bound}" in objective.found


def test_a_row_without_a_direction_cannot_be_made() -> None:
    told = {field.name: "" for field in fields(Objective) if field.name != "direction"}
    with pytest.raises(TypeError, match="direction"):
        Objective(**told)
