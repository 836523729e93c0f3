"""What no plan can exceed, and which sites a better plan could use at all.

Lagrangian relaxation of the rule that people are reached only from a site in their language: every person who
may be reached gets a price, sites compete for prices, and the best prices give a bound that is often within a
hair of the best plan. On 40,000 points and 1,000 sites (reach 1,500 m) it took half a second, where HiGHS
alone had not solved the linear relaxation after a minute; and it leaves HiGHS a few dozen sites to decide on.

Relaxation of covering models: Galvao and ReVelle 1996, "A Lagrangean heuristic for the maximal covering
location problem", European Journal of Operational Research 88. Step length: Polyak 1969, "Minimization of
unsmooth functionals". Deflected direction: Camerini, Fratta and Maffioli 1975, "On improving relaxation
methods by modified gradient techniques", Mathematical Programming Study 3.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from planning.meetings.problem import NOBODY, Bools, Floats, MeetingProblem
from planning.meetings.start import best_total, rank_languages

ITERATIONS = 400
PATIENCE = 20
"""After so many steps without progress the step is halved."""
PROGRESS = 1e-5
"""A bound lower by less than this share is no progress."""
DEFLECTION = 0.7
"""How much of the last direction each step keeps."""


@dataclass(frozen=True, slots=True)
class ReachBound:
    """What is known of every plan.

    Attributes
    ----------
    bound : float
        No plan reaches more persons.
    needed : array of bool, one a site
        A plan that reaches more than the one given uses no other sites.
    """

    bound: float
    needed: Bools


def build_bound(problem: MeetingProblem, start: Bools, mip_gap: float, deadline: float) -> ReachBound:
    """Return the Lagrangian bound, from a good plan.

    With a price u[p,l] in [0, d[p,l]] for reaching a pattern in a language, nobody can exceed ::

        sum over p,l of (d[p,l] - u[p,l])  +  the N largest over v of  s[v]
        s[v] = the K largest over l of  sum over p within reach of v of u[p,l]

    with locked sites among the N. A site whose forced use would push this below ``start`` is not needed.

    Parameters
    ----------
    problem : MeetingProblem
    start : array of bool, shape (sites, languages)
    mip_gap : float
        Stop once the bound is within this share of ``start``.
    deadline : float
        Stop at this time of ``time.perf_counter``; one bound is always made.
    """
    value = problem.reached(start)
    reaching = csr_array(problem.coverage.T)
    # People covered twice by the start are shared out between its sites: near the truth from the first step.
    prices = problem.persons / np.maximum(problem.coverage @ start.astype(float), 1.0)
    bound, needed = float(problem.persons.sum()), np.ones(len(problem.locked), dtype=bool)
    direction, step, stalled = np.zeros_like(prices), 1.0, 0
    for _ in range(ITERATIONS):
        worth = reaching @ prices
        score = best_total(worth, problem.per_meeting)
        chosen = _best_sites(score, problem)
        here = float((problem.persons - prices).sum() + score[chosen].sum())
        stalled = 0 if here < bound * (1 - PROGRESS) else stalled + 1
        bound = min(bound, here)
        needed &= _could_be_in_a_better_plan(here, score, chosen, problem, value)
        if bound <= value * (1 + mip_gap) + NOBODY or time.perf_counter() > deadline:
            break
        if stalled >= PATIENCE:
            step, stalled = step / 2, 0
        direction = _pull(problem, prices, worth, chosen) + DEFLECTION * direction
        length = float((direction**2).sum())
        if length == 0:
            break
        prices = np.clip(prices + step * (here - value) / length * direction, 0.0, problem.persons)
    return ReachBound(max(bound, value), needed | start.any(axis=1) | problem.locked)


def _best_sites(score: Floats, problem: MeetingProblem) -> Bools:
    """Return the locked sites and the best others, as many as there may be."""
    chosen = problem.locked.copy()
    order = np.argsort(-np.where(problem.locked, -np.inf, score), kind="stable")
    chosen[order[: problem.meetings - int(chosen.sum())]] = True
    return chosen


def _could_be_in_a_better_plan(
    bound: float, score: Floats, chosen: Bools, problem: MeetingProblem, value: float
) -> Bools:
    """Tell sites apart by the bound with each forced in, in place of the least of those chosen freely."""
    free = chosen & ~problem.locked
    if not free.any():
        return chosen
    could: Bools = chosen | (bound - score[free].min() + score >= value)
    return could


def _pull(problem: MeetingProblem, prices: Floats, worth: Floats, chosen: Bools) -> Floats:
    """Return the way prices should move: up where nobody comes, down where several sites do."""
    interpreted = rank_languages(worth, problem.per_meeting) & chosen[:, None]
    pull: Floats = 1.0 - problem.coverage @ interpreted.astype(float)
    stuck = ((prices >= problem.persons) & (pull > 0)) | ((prices <= 0) & (pull < 0))
    return np.where(stuck, 0.0, pull)
