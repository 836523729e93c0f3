"""How ``objectives.fewest`` is solved: bounds tell from which number of meetings on it could be, plans when it is."""

from __future__ import annotations

import time
from dataclasses import replace

from planning.arrays import Flags
from planning.errors import InfeasibleError
from planning.highs import OPTIMAL, TIME_LIMIT
from planning.meetings.solving.bound import build_bound
from planning.meetings.solving.exact import Limits, Selection
from planning.meetings.solving.problem import NOBODY, MeetingProblem
from planning.meetings.solving.reach import solve_reach
from planning.meetings.solving.start import build_start
from planning.words.formats import whole_number

ENOUGH = 1e-6
"""A target missed by less than this share is met: the solver proves no closer."""
LOOSE = 0.01
POLISH = 0.2
"""The part of the time left that goes into reaching more with the number found."""


def solve_fewest(problem: MeetingProblem, limits: Limits) -> Selection:
    """Return the plan with fewest meetings that reaches the target, and of those the one that reaches most."""
    most = len(problem.locked)
    # A plan known for one number of meetings is none for a smaller one.
    problem = replace(problem, known=None)
    least = _first_possible(problem, limits, most)
    undecided = False
    for meetings in range(least, most + 1):
        if limits.quick or limits.seconds_left <= 0:
            return _first_found(problem, limits, (meetings, most), least)
        try:
            found = _reach_enough(replace(problem, meetings=meetings), limits)
        except InfeasibleError:
            # So few meetings cannot keep the wishes (one in every district); more may.
            least = least if undecided else meetings + 1
            continue
        if found.value >= _enough(problem):
            found = _reach_more(replace(problem, meetings=meetings), found, limits)
            return replace(
                found, value=float(meetings), bound=float(least), status=TIME_LIMIT if undecided else OPTIMAL
            )
        undecided |= found.bound >= _enough(problem) and found.status != OPTIMAL
        if not undecided:
            least = meetings + 1
    raise _none_reaches(problem)


def _first_found(problem: MeetingProblem, limits: Limits, between: tuple[int, int], least: int) -> Selection:
    """Return a plan that reaches the target, by few of the numbers of meetings: for whoever has no time for each.

    Numbers are tried in steps that double, then by halves between the last that failed and the first that did not.
    """
    first, most = between
    in_haste = replace(limits, quick=True, hasty=True)
    failed, at = first - 1, first
    while (found := _tried(problem, in_haste, at)) is None:
        if at >= most:
            raise _none_reaches(problem)
        failed, at = at, min(at + 2 * (at - failed), most)
    while at - failed > 1:
        middle = (failed + at) // 2
        better = _tried(problem, in_haste, middle)
        failed, at, found = (middle, at, found) if better is None else (failed, middle, better)
    # What was found in haste can be done with as many at least, and often with a few less.
    for fewer in range(at, first - 1, -1):
        better = _tried(problem, replace(limits, quick=True), fewer)
        if better is None:
            break
        at, found = fewer, better
    status = OPTIMAL if at == least else TIME_LIMIT
    return replace(found, value=float(at), bound=float(least), status=status)


def _tried(problem: MeetingProblem, limits: Limits, meetings: int) -> Selection | None:
    """Return a plan of so many meetings that reaches the target; None where none is found."""
    try:
        found = solve_reach(replace(problem, meetings=meetings), replace(limits, mip_gap=max(LOOSE, limits.mip_gap)))
    except InfeasibleError:
        return None
    return found if found.value >= _enough(problem) else None


def _none_reaches(problem: MeetingProblem) -> InfeasibleError:
    return InfeasibleError(
        f"no number of meetings reaches the target, {whole_number(problem.target)} people",
        fix="lower the target, allow longer trips, add venues, or allow more languages at a meeting",
    )


def _enough(problem: MeetingProblem) -> float:
    return problem.target * (1 - ENOUGH) - NOBODY


def _reach_enough(problem: MeetingProblem, limits: Limits) -> Selection:
    """Return a plan for so many meetings, as closely proven as the target asks for."""
    found = solve_reach(problem, replace(limits, mip_gap=max(LOOSE, limits.mip_gap)))
    if found.value < _enough(problem) <= found.bound:
        found = solve_reach(problem, limits)
    return found


def _reach_more(problem: MeetingProblem, found: Selection, limits: Limits) -> Selection:
    """Return the best plan of so many meetings that a part of the time left finds."""
    until = time.perf_counter() + limits.seconds_left * POLISH
    if problem.wishes is not None or limits.seconds_left <= 0:
        return found
    better = solve_reach(problem, replace(limits, deadline=until))
    return better if better.value > found.value else found


def _first_possible(problem: MeetingProblem, limits: Limits, most: int) -> int:
    """Return the least number of meetings that the Lagrangian bound does not rule out, by halving."""
    target = _enough(problem)
    low, high = max(int(problem.locked.sum()), 1), most
    if problem.within_reach().sum() < NOBODY:
        return low if target <= 0 else high
    while low < high and limits.seconds_left > 0:
        middle = (low + high) // 2
        fewer = replace(problem, meetings=middle, wishes=None)
        start = build_start(fewer)
        if fewer.reached(start) >= target or _bound(fewer, start, limits) >= target:
            high = middle
        else:
            low = middle + 1
    return low


def _bound(problem: MeetingProblem, start: Flags, limits: Limits) -> float:
    return build_bound(problem, start, LOOSE, limits.deadline).bound
