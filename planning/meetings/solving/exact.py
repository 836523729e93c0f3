"""The exact road: the whole model, with every wish a row of it, given to HiGHS."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from planning.arrays import Flags, Floats, Indices
from planning.errors import InfeasibleError, SolverLimitError
from planning.highs import INFEASIBLE, LinearModel, SolverRun
from planning.meetings.solving.assigning import AssigningModel, build_assigning_model
from planning.meetings.solving.covering import CoveringModel, build_covering_model
from planning.meetings.solving.descent import ITERATIONS
from planning.meetings.solving.problem import MeetingProblem
from planning.meetings.solving.start import best_languages, best_site, build_start
from planning.meetings.solving.wishes import Wishes

PlanModel = CoveringModel | AssigningModel

QUICK_ITERATIONS = 150
"""On the demo, 200 steps left 0.01 % on the table on average, and 60 left 0.4 %."""
SPARE = 0.2
"""This share of the time left is kept for building the model and for HiGHS to notice that its time is up."""


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop.

    Attributes
    ----------
    mip_gap : float
        A share.
    deadline : float
        On the clock of ``time.perf_counter``.
    quick : bool
        Stop after swaps and a short bound, and ask HiGHS only where wishes leave no other way: for draws, where a
        plan within a hair of the best will do.
    hasty : bool
        Where rooms fill up, neither swaps nor a bound: for one of many numbers of meetings that are tried.
    """

    mip_gap: float
    deadline: float
    quick: bool = False
    hasty: bool = False

    @property
    def iterations(self) -> int:
        """Steps of the bound at most."""
        return QUICK_ITERATIONS if self.quick else ITERATIONS

    @property
    def seconds_left(self) -> float:
        """Seconds until the deadline; not above zero once it has passed."""
        return self.deadline - time.perf_counter()


@dataclass(frozen=True, slots=True)
class Selection:
    """An objective's answer.

    Attributes
    ----------
    interpreted : array of bool, shape (sites, languages)
        Which languages are interpreted at which site. A site without any is used only if it is kept.
    value, bound : float
        What the plan is worth by the objective, and what no plan can exceed (or go below, where less is more).
    status : str
        "optimal", "time limit", or HiGHS's own word.
    kept : array of bool, one a site, or None
        Sites that are used though they add nobody; locked sites always are.
    served : array, shape (sites, languages), or None
        Persons each site serves, where seats share them out.
    """

    interpreted: Flags
    value: float
    bound: float
    status: str
    kept: Flags | None = None
    served: Floats | None = None


def build_model(problem: MeetingProblem) -> PlanModel:
    """Return the smallest model that can keep every wish of the problem."""
    wishes = problem.wishes
    if wishes is None:
        return build_covering_model(problem)
    seated = wishes.seats is not None
    model: PlanModel = build_assigning_model(problem) if seated else build_covering_model(problem)
    add_wish_rows(model.linear, wishes, model.site_columns, model.spoken_columns)
    return model


def add_wish_rows(linear: LinearModel, wishes: Wishes, x: Indices, y: Indices) -> None:
    """Add the rows that say which sites may go together.

    x[v] + x[w] <= 1 where v and w are too near; sum of x over a district >= 1; sum of y <= interpreters.
    """
    pairs = len(wishes.too_near)
    linear.add_rows(np.repeat(np.arange(pairs), 2), x[wishes.too_near].ravel(), np.ones(2 * pairs), np.ones(pairs))
    sizes = [len(district) for district in wishes.districts]
    members = np.concatenate([*wishes.districts, np.empty(0, dtype=np.intp)])
    linear.add_rows(np.repeat(np.arange(len(sizes)), sizes), x[members], -np.ones(len(members)), -np.ones(len(sizes)))
    if wishes.interpreters is not None:
        linear.add_rows(np.zeros_like(y), y, np.ones(len(y)), np.array([float(wishes.interpreters)]))


def run_model(
    model: PlanModel, hint: Floats | None, limits: Limits, costs: Floats | None = None, presolve: bool = True
) -> tuple[SolverRun, Floats]:
    """Ask HiGHS, and return what it found with its column values.

    Raises
    ------
    InfeasibleError
        If no plan keeps every wish.
    SolverLimitError
        If time ran out before any plan was found.
    """
    run = model.linear.solve(hint, limits.seconds_left * (1 - SPARE), limits.mip_gap, costs, presolve)
    if run.status == INFEASIBLE:
        raise InfeasibleError(
            "no set of venues fits all your choices",
            fix="add meetings, allow less space between them, allow more interpreters, or unlock venues",
        )
    values = hint if run.values is None else run.values
    if values is None:
        raise SolverLimitError(
            "time ran out before a plan fit all your choices", fix="allow more seconds or remove some choices"
        )
    return run, values


def used_sites(model: PlanModel, values: Floats) -> Flags:
    """Return which sites a solution uses."""
    used: Flags = values[model.site_columns] > 0.5
    return used


def needed_for_wishes(problem: MeetingProblem, interpreted: Flags, used: Flags) -> Flags:
    """Return the sites that stay even if nobody is added there: locked ones, and the largest used in a district."""
    kept: Flags = problem.locked.copy()
    within = np.where(interpreted, problem.within_reach(), 0.0).sum(axis=1)
    for district in () if problem.wishes is None else problem.wishes.districts:
        there = district[used[district]]
        if len(there):
            kept[there[int(within[there].argmax())]] = True
    return kept


def build_wishful_start(problem: MeetingProblem) -> tuple[Flags, Flags] | None:
    """Return a plan that keeps the wishes, with the sites it uses; None if taking the best finds none.

    Takes the best site that may still be used; once there are only as many meetings left as districts without
    one, a site of such a district.
    """
    wishes = problem.wishes
    if wishes is None:
        start = build_start(problem)
        return start, start.any(axis=1) | problem.locked
    if problem.known is not None:
        used = np.asarray(problem.known.any(axis=1), dtype=bool)
        if wishes.keeps(used, int(problem.known.sum())) and used[problem.locked].all():
            return problem.known, used
    plan = np.zeros((len(problem.locked), problem.persons.shape[1]), dtype=bool)
    used, barred = np.zeros_like(problem.locked), np.zeros_like(problem.locked)
    for step in range(problem.meetings):
        gains = problem.gains(plan)
        left = problem.per_meeting
        if wishes.interpreters is not None:
            left = min(left, wishes.interpreters - int(plan.sum()))
        site = _next_site(problem, wishes, gains, used | barred, problem.meetings - step, used)
        if site is None:
            break
        used[site] = True
        if left > 0:
            plan[site] = best_languages(gains, left)[site]
        partners = wishes.too_near[(wishes.too_near == site).any(axis=1)].ravel()
        barred[partners] = True
    kept = wishes.keeps(used, int(plan.sum())) and bool(used[problem.locked].all())
    return (plan, used) if kept else None


def _next_site(
    problem: MeetingProblem, wishes: Wishes, gains: Floats, barred: Flags, left: int, used: Flags
) -> int | None:
    waiting = np.flatnonzero(problem.locked & ~used)
    if len(waiting):
        return int(waiting[0])
    missing = [district for district in wishes.districts if not used[district].any()]
    if missing and left <= len(missing):
        allowed = np.zeros_like(barred)
        allowed[np.concatenate(missing)] = True
        barred = barred | ~allowed
    best = best_site(gains, problem.per_meeting, barred)
    if best is None and missing and not barred.all():
        return int(np.flatnonzero(~barred)[0])
    return best
