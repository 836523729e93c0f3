"""How plans are made where rooms fill up: taking and swapping, a bound, and HiGHS for what they leave open.

On the demo, with one in twenty coming: within 3 % of the best that could be in half a second, and proven best in two;
HiGHS alone, asked about the whole model, was 45 % away after fifteen.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from planning.arrays import Flags
from planning.highs import INFEASIBLE, OPTIMAL, TIME_LIMIT
from planning.meetings.solving.descent import Descent, descend, shake
from planning.meetings.solving.exact import SPARE, Limits, Selection, build_wishful_start, needed_for_wishes
from planning.meetings.solving.problem import NOBODY, MeetingProblem, with_sites
from planning.meetings.solving.rooms import Rooms
from planning.meetings.solving.rooms_bound import RoomsRelaxation
from planning.meetings.solving.rooms_model import build_rooms_model

Number = TypeVar("Number", bound=np.generic)
Solve = Callable[[MeetingProblem, Limits], Selection]

ITERATIONS = 400
"""Steps of the bound: on the demo it stands still after 300."""
KICKS, KICKING_SHARE = 30, 0.2
"""Of the time left, at most this share goes into looking for a better plan, where HiGHS may not get far."""
EASY = 8_000
"""Up to so many ways to a room HiGHS is asked at once."""
MOST_WAYS = 4_000
"""The same for other objectives than ``reach``, for which there is no bound that narrows the choice first."""
WAYS_A_SECOND = 20_000
"""HiGHS is not asked about a model that it could hardly begin to branch on in the time left."""


def solve_seated(problem: MeetingProblem, limits: Limits) -> Selection | None:
    """Return the plan that seats most of those that keep every wish; None where taking the best keeps not all of them.

    Everybody counts for one: ``problem.people`` are ``problem.persons``.
    """
    rooms = Rooms(problem, limits.hasty)
    start = _start(rooms)
    if start is None:
        return None
    if limits.hasty or (limits.quick and problem.known is not None):
        # One of many tries, a draw, or the like: how near the best it is nobody asks.
        return _selection(rooms, start, float(problem.persons.sum()), TIME_LIMIT)
    relaxation = RoomsRelaxation(rooms)
    prices = problem.persons / np.maximum(problem.within @ start.astype(float), 1.0)
    half_way = time.perf_counter() + limits.seconds_left / 2
    known = descend(relaxation, prices, start, limits.mip_gap, half_way, min(ITERATIONS, limits.iterations))
    if limits.quick:
        proven = known.bound <= known.value * (1 + limits.mip_gap) + NOBODY
        return _selection(rooms, known.plan, known.bound, OPTIMAL if proven else TIME_LIMIT)
    ways = _ways(problem, known.needed)
    if ways > EASY:
        until = time.perf_counter() + KICKING_SHARE * limits.seconds_left
        plan = shake(relaxation, known.plan, KICKS, until)
        known = replace(known, plan=plan, value=relaxation.value(plan), needed=known.needed | plan.any(axis=1))
    value = known.value
    if known.bound <= value * (1 + limits.mip_gap) + NOBODY:
        return _selection(rooms, known.plan, known.bound, OPTIMAL)
    if limits.seconds_left <= ways / WAYS_A_SECOND:
        return _selection(rooms, known.plan, known.bound, TIME_LIMIT)
    return _ask(rooms, known, limits)


def is_crowded(problem: MeetingProblem) -> bool:
    """Return whether rooms fill up in a problem that is too large to be asked about at once."""
    return problem.seats is not None and _ways(problem, np.ones_like(problem.locked)) > MOST_WAYS


def solve_narrowed(problem: MeetingProblem, limits: Limits, solve: Solve, solve_whole: Solve) -> Selection:
    """Return a good plan by another objective than ``reach``, and what none can exceed: with room for everybody.

    Of the sites that are best if rooms had no end, and of those that seat most, HiGHS chooses by the objective.
    """
    assert problem.wishes is not None
    wishes = problem.wishes
    endless = replace(problem, wishes=replace(wishes, seats=None) if wishes.limits_sites else None)
    free = solve(endless, replace(limits, deadline=limits.deadline - limits.seconds_left / 2))
    used = free.interpreted.any(axis=1) | problem.locked | (False if free.kept is None else free.kept)
    if not problem.weighs_people and problem.gain is None:
        seated = solve_seated(problem, replace(limits, quick=True))
        used |= False if seated is None else seated.interpreted.any(axis=1)
    found = solve_whole(with_sites(problem, used), limits)
    closely = abs(found.value - free.bound) <= limits.mip_gap * abs(found.value)
    return Selection(
        _spread(found.interpreted, used),
        found.value,
        free.bound,
        OPTIMAL if closely else TIME_LIMIT,
        None if found.kept is None else _spread(found.kept, used),
        None if found.served is None else _spread(found.served, used),
    )


def _spread(values: NDArray[Number], used: Flags) -> NDArray[Number]:
    """Return what is known of some sites as an array over all of them."""
    whole = np.zeros((len(used), *values.shape[1:]), dtype=values.dtype)
    whole[used] = values
    return whole


def _start(rooms: Rooms) -> Flags | None:
    """Return a plan that keeps the wishes and that no single swap improves."""
    problem = rooms.problem
    known = np.zeros((len(problem.locked), problem.persons.shape[1]), dtype=bool)
    if problem.known is not None or rooms.wishes.limits_sites:
        found = build_wishful_start(problem)
        if found is None or not rooms.keeps(found[0]):
            return None
        known = found[0]
    return rooms.improve(rooms.extend(known))


def _ways(problem: MeetingProblem, kept: Flags) -> int:
    return int(problem.within[:, np.flatnonzero(kept)].nnz) * int(problem.persons.shape[1])


def _ask(rooms: Rooms, known: Descent, limits: Limits) -> Selection:
    """Return what HiGHS says of the sites that a better plan could use."""
    model = build_rooms_model(with_sites(rooms.problem, known.needed))
    run = model.linear.solve(None, limits.seconds_left * (1 - SPARE), limits.mip_gap, presolve=False)
    if run.status == INFEASIBLE:
        return _selection(rooms, known.plan, known.value, OPTIMAL)
    best = known.plan
    if run.values is not None:
        found = np.zeros_like(best)
        found[known.needed] = model.interpreted(run.values)
        if rooms.keeps(found):
            found = rooms.improve(found)
            best = found if rooms.fill(found).value > known.value + NOBODY else best
    return _selection(rooms, best, min(known.bound, max(run.bound, known.value)), run.status)


def _selection(rooms: Rooms, plan: Flags, bound: float, status: str) -> Selection:
    plan = plan & (rooms.problem.within_reach() > 0)
    value = rooms.fill(plan).value
    kept = needed_for_wishes(rooms.problem, plan, plan.any(axis=1) | rooms.problem.locked)
    return Selection(plan, value, max(bound, value), status, kept, rooms.shares(plan))
