"""How ``objectives.near`` is solved: swaps, a bound, and the exact model for what they leave open."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from planning.highs import OPTIMAL, TIME_LIMIT
from planning.meetings.solving.assigning import build_assigning_model
from planning.meetings.solving.descent import shake
from planning.meetings.solving.exact import (
    Limits,
    Selection,
    add_wish_rows,
    build_wishful_start,
    needed_for_wishes,
    run_model,
    used_sites,
)
from planning.meetings.solving.median import build_near_bound, build_near_start, build_relaxation
from planning.meetings.solving.problem import NOBODY, Bools, MeetingProblem
from planning.meetings.solving.reach import solve_reach

KICKS = 30
KICKING_SHARE = 0.3
"""Of the time left, at most this share goes into looking for a better plan."""
MOST_WAYS = 400_000
"""HiGHS is not asked about models with more ways than this: it does not get anywhere with them in minutes."""


def solve_near(problem: MeetingProblem, limits: Limits) -> Selection:
    """Return the plan with the least way, the mean of all people counted."""
    people = float(problem.whole.sum())
    if people < NOBODY:
        return replace(solve_reach(problem, limits), value=0.0, bound=0.0)
    found = _solve_with_wishes(problem, limits) if problem.wishes is not None else _solve(problem, limits)
    mean, best = (problem.unreached_at - saved / people for saved in (found.value, found.bound))
    return replace(found, value=mean, bound=min(max(best, 0.0), mean))


def _solve(problem: MeetingProblem, limits: Limits) -> Selection:
    """Return the plan as way saved."""
    relaxation = build_relaxation(problem)
    start = build_near_start(relaxation)
    half_way = time.perf_counter() + limits.seconds_left / 2
    known = build_near_bound(relaxation, start, limits.mip_gap, half_way, limits.iterations)
    if limits.quick:
        return Selection(known.plan, known.value, known.bound, TIME_LIMIT, _used(known.plan))
    better = shake(relaxation, known.plan, KICKS, time.perf_counter() + KICKING_SHARE * limits.seconds_left)
    if relaxation.value(better) > known.value:
        again = build_near_bound(relaxation, better, limits.mip_gap, limits.deadline)
        known = replace(again, bound=min(again.bound, known.bound))
    all_used = _used(known.plan)
    left = relaxation.whole(known.value)
    if known.bound <= known.value + limits.mip_gap * left + NOBODY:
        return Selection(known.plan, known.value, known.bound, OPTIMAL, all_used)
    small = _with_sites(problem, known.needed)
    ways = small.coverage.nnz * problem.persons.shape[1]
    if limits.seconds_left <= 0 or ways > MOST_WAYS:
        return Selection(known.plan, known.value, known.bound, TIME_LIMIT, all_used)
    model = build_assigning_model(small, small.gain)
    gap = limits.mip_gap * left / known.value if known.value > 0 else limits.mip_gap
    hint = model.columns_of(small, known.plan[known.needed])
    run, values = run_model(model, hint, replace(limits, mip_gap=min(gap, 1.0)))
    found = np.zeros_like(known.plan)
    found[known.needed] = model.interpreted(values)
    found = relaxation.improve(found)
    best = found if relaxation.value(found) > known.value else known.plan
    value = relaxation.value(best)
    bound = min(known.bound, max(run.bound, value))
    return Selection(best, value, bound, run.status, _used(best))


def _solve_with_wishes(problem: MeetingProblem, limits: Limits) -> Selection:
    assert problem.wishes is not None
    model = build_assigning_model(problem, problem.gain)
    add_wish_rows(model.linear, problem.wishes, model.site_columns, model.spoken_columns)
    start = build_wishful_start(problem)
    hint = None if start is None else model.columns_of(problem, *start)
    run, values = run_model(model, hint, limits)
    interpreted = model.interpreted(values)
    value = float(model.worth @ values[model.way_columns])
    kept = needed_for_wishes(problem, interpreted, used_sites(model, values)) | _used(interpreted)
    served = None if problem.wishes.seats is None else model.served(values)
    return Selection(interpreted, value, max(run.bound, value), run.status, kept, served)


def _used(interpreted: Bools) -> Bools:
    return np.asarray(interpreted.any(axis=1), dtype=bool)


def _with_sites(problem: MeetingProblem, kept: Bools) -> MeetingProblem:
    columns = np.flatnonzero(kept)
    assert problem.gain is not None
    return replace(
        problem, coverage=problem.coverage[:, columns], gain=problem.gain[:, columns], locked=problem.locked[kept]
    )
