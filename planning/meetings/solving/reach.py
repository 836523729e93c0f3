"""How ``objectives.reach`` is solved: a start, a bound, and HiGHS for what they leave open."""

from __future__ import annotations

import time

import numpy as np

from planning.arrays import Flags
from planning.highs import OPTIMAL, TIME_LIMIT
from planning.meetings.solving.bound import ReachRelaxation, build_bound
from planning.meetings.solving.covering import build_covering_model
from planning.meetings.solving.descent import shake
from planning.meetings.solving.exact import (
    Limits,
    Selection,
    build_model,
    build_wishful_start,
    needed_for_wishes,
    run_model,
    used_sites,
)
from planning.meetings.solving.problem import NOBODY, MeetingProblem, undominated, with_one_language, with_sites
from planning.meetings.solving.seated import solve_seated
from planning.meetings.solving.start import build_start, improve

KICKS = 30
KICKING_SHARE = 0.3
"""Of the time left, at most this share goes into looking for a better start."""
MOST_KICKS, KICKING_SHARE_WITHOUT_MODEL = 200, 0.7
"""The same where the model is too large to be asked."""
SMALL = 10_000
"""With one language and up to so many entries within reach, HiGHS is asked at once."""
ENTRIES_A_SECOND = 150_000
"""HiGHS is not asked about a model that it could not even relax in the time left; measured on covering models."""


def solve_reach(problem: MeetingProblem, limits: Limits) -> Selection:
    """Return the plan that reaches most, by the quick road if there is one."""
    if problem.wishes is not None:
        return reach_with_wishes(problem, limits)
    if problem.per_meeting >= int(problem.persons.any(axis=0).sum()):
        whole = with_one_language(problem)
        # HiGHS drops the dominated sites of a small problem sooner than they are found here.
        interpreted, bound, status = (_ask if _is_small(whole, limits) else _solve_undominated)(whole, limits)
    else:
        interpreted, bound, status = _solve(problem, limits)
    best = interpreted & (problem.within_reach() > 0)
    value = problem.reached(best)
    return Selection(best, value, max(bound, value), status)


def _is_small(problem: MeetingProblem, limits: Limits) -> bool:
    return not limits.quick and problem.persons.shape[1] == 1 and problem.within.nnz <= SMALL


def _solve_undominated(problem: MeetingProblem, limits: Limits) -> tuple[Flags, float, str]:
    """Return as ``_solve`` does, without the sites that others dominate."""
    kept = undominated(problem)
    found, bound, status = _solve(with_sites(problem, kept), limits)
    interpreted = np.zeros((len(kept), 1), dtype=bool)
    interpreted[kept] = found
    return interpreted, bound, status


def _solve(problem: MeetingProblem, limits: Limits) -> tuple[Flags, float, str]:
    """Return the plan, the bound and the status, with HiGHS asked only about sites that could matter."""
    if _is_small(problem, limits):
        return _ask(problem, limits)
    start = build_start(problem)
    known = build_bound(problem, start, limits.mip_gap, limits.deadline, limits.iterations)
    if _proven(known.bound, known.value, limits):
        return known.plan, known.bound, OPTIMAL
    if limits.quick:
        return known.plan, known.bound, TIME_LIMIT
    small = with_sites(problem, known.needed)
    hopeless = limits.seconds_left <= small.within.nnz * problem.persons.shape[1] / ENTRIES_A_SECOND
    share = KICKING_SHARE_WITHOUT_MODEL if hopeless else KICKING_SHARE
    kicks = MOST_KICKS if hopeless else KICKS
    relaxation = ReachRelaxation(problem)
    better = shake(relaxation, known.plan, kicks, time.perf_counter() + share * limits.seconds_left)
    bound = known.bound
    if problem.reached(better) > known.value + NOBODY:
        known = build_bound(problem, better, limits.mip_gap, limits.deadline)
        bound = min(bound, known.bound)
        small = with_sites(problem, known.needed)
    if _proven(bound, known.value, limits):
        return known.plan, bound, OPTIMAL
    if limits.seconds_left <= small.within.nnz * problem.persons.shape[1] / ENTRIES_A_SECOND:
        return known.plan, bound, TIME_LIMIT
    model = build_covering_model(small)
    run, values = run_model(model, model.columns_of(small, known.plan[known.needed]), limits, presolve=False)
    found = np.zeros_like(start)
    found[known.needed] = model.interpreted(values)
    found = improve(problem, found)
    best = found if problem.reached(found) > known.value + NOBODY else known.plan
    return best, min(bound, max(run.bound, known.value)), run.status


def _ask(problem: MeetingProblem, limits: Limits) -> tuple[Flags, float, str]:
    """Return what HiGHS says of the whole problem: for small ones, quicker than a bound.

    The linear relaxation is whole by itself more often than not (Church and ReVelle 1974), and takes HiGHS a tenth of
    the time; only where its rounding falls short of it is HiGHS asked for whole numbers.
    """
    model = build_covering_model(problem)
    relaxed = model.linear.solve(None, limits.seconds_left, limits.mip_gap, whole=False)
    if relaxed.values is not None:
        found = model.interpreted(relaxed.values)
        used = found.any(axis=1) | problem.locked
        if used.sum() <= problem.meetings and _proven(relaxed.bound, problem.reached(found), limits):
            return found, max(relaxed.bound, problem.reached(found)), OPTIMAL
    start = build_start(problem)
    run, values = run_model(model, model.columns_of(problem, start), limits)
    found = improve(problem, model.interpreted(values))
    best = found if problem.reached(found) > problem.reached(start) + NOBODY else start
    bound = min(run.bound, relaxed.bound, float(problem.persons.sum()))
    return best, max(bound, problem.reached(best)), run.status


def _proven(bound: float, value: float, limits: Limits) -> bool:
    return bound <= value * (1 + limits.mip_gap) + NOBODY


def reach_with_wishes(problem: MeetingProblem, limits: Limits) -> Selection:
    """Return the plan that reaches most of those that keep every wish; by the whole model, but where rooms fill up."""
    if problem.seats is not None and not problem.weighs_people:
        seated = solve_seated(problem, limits)
        if seated is not None:
            return seated
    start = build_wishful_start(problem)
    model = build_model(problem)
    hint = None if start is None else model.columns_of(problem, *start)
    run, values = run_model(model, hint, limits)
    interpreted = model.interpreted(values) & (problem.within_reach() > 0)
    served = model.served(values)
    counted = model.counted
    value = problem.reached(interpreted) if served is None else float(counted.persons @ values[counted.columns])
    kept = needed_for_wishes(problem, interpreted, used_sites(model, values))
    return Selection(interpreted, value, max(run.bound, value), run.status, kept, served)
