"""What a plan is to be best at: one function an objective, and the registry.

To add one: write a function ``(MeetingProblem, Limits) -> Selection`` whose docstring is its formulation, and
give it a row in ``OBJECTIVES``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from planning.errors import UnknownNameError
from planning.meetings.bound import build_bound
from planning.meetings.covering import build_covering_model
from planning.meetings.highs import OPTIMAL, TIME_LIMIT
from planning.meetings.problem import NOBODY, Bools, MeetingProblem, with_one_language, with_sites
from planning.meetings.start import build_start, improve


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop: ``mip_gap`` as a share, ``deadline`` on the clock of ``time.perf_counter``."""

    mip_gap: float
    deadline: float

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
        Which languages are interpreted at which site. A site without any is used only if it is locked.
    value, bound : float
        What the plan is worth by the objective, and what no plan can exceed.
    status : str
        "optimal", "time limit", or HiGHS's own word.
    """

    interpreted: Bools
    value: float
    bound: float
    status: str


def reach(problem: MeetingProblem, limits: Limits) -> Selection:
    """Reach the most people in their own language (maximal covering with languages).

    Sets: sites v, languages l, patterns p of demand (points that the very same sites cover).
    Data: d[p,l] persons; C(p) the sites within reach of p; N meetings; K languages at most at a meeting;
    F the locked sites.

    Columns: x[v] = 1 if a meeting is held at v; y[v,l] = 1 if l is interpreted there; z[p,l] in [0, 1], the
    share of d[p,l] that is reached::

        maximise    sum over p,l of d[p,l] z[p,l]
        such that   sum over v of x[v] <= N
                    sum over l of y[v,l] <= K x[v]              for every v
                    y[v,l] <= x[v]                              for every v, l
                    z[p,l] <= sum over v in C(p) of y[v,l]      for every p, l
                    x[v] = 1                                    for v in F
                    x, y in {0, 1}

    z takes 0 or 1 by itself, being bounded by whole numbers and wanted as large as can be. Where K is no less
    than the number of languages with anybody to reach, every language is interpreted at every meeting: then
    y = x, the languages add up, and the model is the maximal covering location problem of Church and ReVelle
    1974, "The maximal covering location problem", Papers of the Regional Science Association 32.

    Solved in three steps that give nothing away: a start by taking and swapping; a Lagrangian bound, which
    often proves the start best, and else tells which sites a better plan could use; HiGHS, on those sites.

    Left out, because they cannot change the answer: z of a pattern that one site alone covers (its persons
    are counted on y of that site), y of a language that nobody speaks within reach of the site.
    """
    small = problem
    if problem.per_meeting >= int(problem.persons.any(axis=0).sum()):
        small = with_one_language(problem)
    start = build_start(small)
    interpreted, bound, status = _solve_reach(small, start, limits)
    best = interpreted & (problem.within_reach() > 0)
    value = problem.reached(best)
    return Selection(best, value, max(bound, value), status)


def _solve_reach(problem: MeetingProblem, start: Bools, limits: Limits) -> tuple[Bools, float, str]:
    """Return the plan, the bound and the status, with HiGHS asked only about sites that could matter."""
    value = problem.reached(start)
    known = build_bound(problem, start, limits.mip_gap, limits.deadline)
    if known.bound <= value * (1 + limits.mip_gap) + NOBODY:
        return start, known.bound, OPTIMAL
    if limits.seconds_left <= 0:
        return start, known.bound, TIME_LIMIT
    small = with_sites(problem, known.needed)
    model = build_covering_model(small)
    hint = model.columns_of(small, start[known.needed])
    run = model.linear.solve(hint, limits.seconds_left, limits.mip_gap)
    best = start
    if run.values is not None:
        found = np.zeros_like(start)
        found[known.needed] = model.interpreted(run.values)
        found = improve(problem, found)
        if problem.reached(found) > value + NOBODY:
            best = found
    return best, min(known.bound, max(run.bound, value)), run.status


Objective = Callable[[MeetingProblem, Limits], Selection]

OBJECTIVES: Mapping[str, Objective] = MappingProxyType({"reach": reach})
"""The objectives by name."""


def find_objective(name: str) -> Objective:
    """Return the objective with this name.

    Examples
    --------
    >>> find_objective("raech")
    Traceback (most recent call last):
        ...
    planning.errors.UnknownNameError: there is no objective 'raech': did you mean 'reach'? Known: reach.
    """
    if name not in OBJECTIVES:
        raise UnknownNameError("objective", name, OBJECTIVES)
    return OBJECTIVES[name]
