"""How ``objectives.fair`` is solved: swaps and kicks, a bound, and the exact model, twice, where it can be of use."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from planning.highs import OPTIMAL, TIME_LIMIT, Indices
from planning.meetings.solving.descent import descend, shake
from planning.meetings.solving.exact import (
    Limits,
    PlanModel,
    Selection,
    build_model,
    build_wishful_start,
    needed_for_wishes,
    run_model,
    used_sites,
)
from planning.meetings.solving.fair_bound import SCALE, FairRelaxation
from planning.meetings.solving.fair_swap import ROUNDING
from planning.meetings.solving.problem import Bools, Floats, MeetingProblem, with_sites
from planning.meetings.solving.reach import solve_reach
from planning.meetings.solving.start import build_start

KICKS, KICKING_SHARE = 60, 0.2
"""Of the time left, at most this share goes into looking for a better start."""
TRIES, QUICK_TRIES = 25, 5
"""Plans that prices suggest and that are improved, at most."""
ENTRIES_A_SECOND = 1_000
"""HiGHS is not asked about a model that it could hardly begin to branch on in the time left: the demo's, of 13,000
entries, was relaxed after 5 seconds and no better after 45."""


def solve_fair(problem: MeetingProblem, limits: Limits) -> Selection:
    """Return the plan whose least reached share is largest, and of those the one that reaches most."""
    languages = np.flatnonzero(problem.persons.any(axis=0))
    if len(languages) == 0 or problem.meetings * problem.per_meeting < len(languages):
        # Nobody is within reach, or one language at least is interpreted nowhere, whatever the plan.
        return replace(solve_reach(problem, limits), value=0.0, bound=0.0)
    if problem.wishes is not None:
        return _ask(problem, languages, build_wishful_start(problem), 1.0, limits)
    relaxation = FairRelaxation(problem, languages, QUICK_TRIES if limits.quick else TRIES)
    plan = relaxation.improve(build_start(problem))
    if not limits.quick:
        plan = shake(relaxation, plan, KICKS, time.perf_counter() + KICKING_SHARE * limits.seconds_left)
    prices = relaxation.first_prices(plan)
    known = descend(relaxation, prices, plan, limits.mip_gap, limits.deadline, limits.iterations)
    bound = known.bound / SCALE
    entries = with_sites(problem, known.needed).coverage.nnz * len(languages)
    if limits.quick or limits.seconds_left <= entries / ENTRIES_A_SECOND:
        best = relaxation.improve(known.plan)
        value = relaxation.value(best) / SCALE
        proven = bound <= value * (1 + limits.mip_gap)
        return Selection(best, value, max(bound, value), OPTIMAL if proven else TIME_LIMIT)
    return _ask(problem, languages, (known.plan, known.plan.any(axis=1) | problem.locked), bound, limits)


def _ask(
    problem: MeetingProblem, languages: Indices, start: tuple[Bools, Bools] | None, bound: float, limits: Limits
) -> Selection:
    """Return what HiGHS says: first the least share, then, of the plans with it, the one that reaches most."""
    model = build_model(problem)
    share = _add_least_share(model, problem, languages)
    hint = None
    if start is not None:
        hint = model.columns_of(problem, *start)
        hint[share] = _least_share(model, problem, languages, hint)
    first, values = run_model(model, hint, limits, _costs(model, np.array([share]), np.ones(1)))
    least = _least_share(model, problem, languages, values)
    values[share] = least
    status = first.status
    if limits.seconds_left > 0:
        # Of the plans with this least share, the one that reaches most.
        model.linear.add_rows(np.zeros(1, dtype=np.intp), np.array([share]), -np.ones(1), -np.array([least - ROUNDING]))
        counted = model.counted
        second, values = run_model(model, values, limits, _costs(model, counted.columns, counted.persons))
        status = second.status if status == OPTIMAL else status
    interpreted = model.interpreted(values) & (problem.within_reach() > 0)
    value = _least_share(model, problem, languages, values)
    return Selection(
        interpreted,
        value,
        max(min(bound, first.bound), value),
        status,
        needed_for_wishes(problem, interpreted, used_sites(model, values)),
        model.served(values),
    )


def _add_least_share(model: PlanModel, problem: MeetingProblem, languages: Indices) -> int:
    """Add a column t with whole[l] t <= persons reached in l, and return its number."""
    t = model.linear.add_columns(np.zeros(1))
    counted = model.counted
    known = np.isin(counted.languages, languages)
    row = np.searchsorted(languages, counted.languages[known])
    per_person = 1.0 / problem.whole[counted.languages[known]]
    model.linear.add_rows(
        rows=np.concatenate([row, np.arange(len(languages))]),
        columns=np.concatenate([counted.columns[known], np.repeat(t, len(languages))]),
        values=np.concatenate([-counted.persons[known] * per_person, np.ones(len(languages))]),
        upper=np.zeros(len(languages)),
    )
    return int(t[0])


def _least_share(model: PlanModel, problem: MeetingProblem, languages: Indices, values: Floats) -> float:
    counted = model.counted
    reached = np.bincount(counted.languages, counted.persons * values[counted.columns], minlength=len(problem.whole))
    return float((reached[languages] / problem.whole[languages]).min())


def _costs(model: PlanModel, columns: Indices, worth: Floats) -> Floats:
    costs = np.zeros(model.linear.columns)
    costs[columns] = worth
    return costs
