"""Subgradient descent on the prices of a Lagrangian relaxation, for whichever objective brings one.

Step length: Polyak 1969, "Minimization of unsmooth functionals", USSR Computational Mathematics and
Mathematical Physics 9. Deflected direction: Camerini, Fratta and Maffioli 1975, "On improving relaxation methods
by modified gradient techniques", Mathematical Programming Study 3. Every so often the sites that the prices
choose are made into a plan and improved by swaps, which often finds better plans than swaps alone do.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from planning.arrays import Flags, Floats
from planning.meetings.solving.problem import NOBODY, MeetingProblem
from planning.meetings.solving.start import best_languages, best_site
from planning.wanted import require_wanted

ITERATIONS = 1500
PATIENCE = 20
"""After so many steps without progress the step is halved, from the best prices so far."""
SMALLEST_STEP = 2.0**-7
PROGRESS = 1e-5
"""A bound lower by less than this share is no progress."""
DEFLECTION = 0.7
"""How much of the last direction each step keeps."""
TRY_EVERY = 10
"""How often the sites chosen by prices are tried as a plan."""
WORTH_IMPROVING = 0.95
"""A tried plan is improved if it has at least this share of the best."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one set of prices says.

    Attributes
    ----------
    bound : float
        No plan is worth more.
    score : array, one a site
        What each site is worth at these prices.
    chosen : array of bool, one a site
    interpreted : array of bool, shape (sites, languages)
    downhill : array, shaped as the prices
        The way that lowers the bound.
    """

    bound: float
    score: Floats
    chosen: Flags
    interpreted: Flags
    downhill: Floats


class Relaxation(Protocol):
    """What an objective has to bring."""

    @property
    def problem(self) -> MeetingProblem:
        """The problem that is relaxed."""

    @property
    def locked(self) -> Flags:
        """The sites of every plan."""

    @property
    def most(self) -> float:
        """What no plan could be worth, whatever the prices."""

    @property
    def tries(self) -> int:
        """How many of the plans that prices suggest are improved, at most."""

    def step(self, prices: Floats) -> Step:
        """Return what the prices say."""

    def clip(self, prices: Floats) -> Floats:
        """Return the nearest prices that are allowed."""

    def value(self, interpreted: Flags) -> float:
        """Return what a plan is worth."""

    def improve(self, interpreted: Flags) -> Flags:
        """Return a plan at least as good, by swaps."""

    def gains(self, interpreted: Flags) -> Floats:
        """Return what each site would add in each language; sites x languages."""

    def whole(self, value: float) -> float:
        """Return what the gap is a share of."""


@dataclass(frozen=True, slots=True)
class Descent:
    """What is known of every plan, and the best plan met on the way.

    Attributes
    ----------
    bound : float
        No plan is worth more.
    needed : array of bool, one a site
        A plan better than ``plan`` uses no other sites.
    plan : array of bool, shape (sites, languages)
    value : float
        What ``plan`` is worth.
    """

    bound: float
    needed: Flags
    plan: Flags
    value: float


def descend(
    relaxation: Relaxation, prices: Floats, start: Flags, mip_gap: float, deadline: float, iterations: int = ITERATIONS
) -> Descent:
    """Lower the bound until it is within ``mip_gap`` of the best plan met, or no longer falls.

    Parameters
    ----------
    relaxation : Relaxation
    prices : array
        To begin with.
    start : array of bool, shape (sites, languages)
        A good plan.
    mip_gap : float
    deadline : float
        Stop at this time of ``time.perf_counter``; one bound is always made.
    iterations : int
        Steps at most.
    """
    plan, value = start, relaxation.value(start)
    lowest, best_prices = np.inf, prices
    needed = np.ones(len(relaxation.locked), dtype=bool)
    direction, step, stalled, tried = np.zeros_like(prices), 1.0, 0, set[bytes]()
    for iteration in range(iterations):
        require_wanted()
        here = relaxation.step(prices)
        stalled = 0 if here.bound < lowest * (1 - PROGRESS) else stalled + 1
        if here.bound < lowest:
            lowest, best_prices = here.bound, prices
        bound = min(lowest, relaxation.most)
        if iteration % TRY_EVERY == 0 and len(tried) < relaxation.tries and here.chosen.tobytes() not in tried:
            tried.add(here.chosen.tobytes())
            plan, value = _better(relaxation, here, plan, value)
        needed &= _could_be_in_a_better_plan(here, relaxation.locked, value)
        if bound <= value + mip_gap * relaxation.whole(value) + NOBODY or time.perf_counter() > deadline:
            break
        if stalled >= PATIENCE:
            step, stalled, prices = step / 2, 0, best_prices
            direction = np.zeros_like(prices)
            if step < SMALLEST_STEP:
                break
            continue
        direction = here.downhill + DEFLECTION * direction
        length = float((direction**2).sum())
        if length == 0:
            break
        prices = relaxation.clip(prices + step * (here.bound - value) / length * direction)
    return Descent(max(bound, value), needed | plan.any(axis=1) | relaxation.locked, plan, value)


def shake(relaxation: Relaxation, interpreted: Flags, kicks: int, deadline: float) -> Flags:
    """Take a third of the sites out, fill up and swap again, and keep what is better: iterated local search.

    Lourenco, Martin and Stuetzle 2003, "Iterated local search", Handbook of Metaheuristics. The same kicks every
    time; ``deadline`` on the clock of ``time.perf_counter``.
    """
    random = np.random.default_rng(0)
    plan, value = interpreted, relaxation.value(interpreted)
    per_meeting = relaxation.problem.per_meeting
    for _ in range(kicks):
        free = np.flatnonzero(plan.any(axis=1) & ~relaxation.locked)
        outside = np.flatnonzero(~plan.any(axis=1) & ~relaxation.locked)
        if time.perf_counter() > deadline or len(free) < 2 or len(outside) == 0:
            break
        kicked = plan.copy()
        kicked[random.choice(free, max(len(free) // 3, 1), replace=False)] = False
        # A stranger comes in first, else the same sites would come back.
        site: int | None = int(random.choice(outside))
        while site is not None:
            gains = relaxation.gains(kicked)
            kicked[site] = best_languages(gains, per_meeting)[site]
            used = kicked.any(axis=1) | relaxation.locked
            full = int(used.sum()) >= relaxation.problem.meetings
            site = None if full else best_site(relaxation.gains(kicked), per_meeting, barred=used)
        kicked = relaxation.improve(kicked)
        worth = relaxation.value(kicked)
        if worth > value + NOBODY:
            plan, value = kicked, worth
    return plan


def best_sites(score: Floats, locked: Flags, meetings: int) -> Flags:
    """Return the locked sites and the best others, as many as there may be."""
    chosen = locked.copy()
    order = np.argsort(-np.where(locked, -np.inf, score), kind="stable")
    chosen[order[: meetings - int(chosen.sum())]] = True
    return chosen


def _better(relaxation: Relaxation, here: Step, plan: Flags, value: float) -> tuple[Flags, float]:
    """Return the better of the plan so far and the one that the prices suggest, improved."""
    other = here.interpreted & here.chosen[:, None]
    if relaxation.value(other) < WORTH_IMPROVING * value:
        return plan, value
    other = relaxation.improve(other)
    worth = relaxation.value(other)
    return (other, worth) if worth > value + NOBODY else (plan, value)


def _could_be_in_a_better_plan(here: Step, locked: Flags, value: float) -> Flags:
    """Tell sites apart by the bound with each forced in, in place of the least of those chosen freely."""
    free = here.chosen & ~locked
    if not free.any():
        return here.chosen
    could: Flags = here.chosen | (here.bound - here.score[free].min() + here.score >= value)
    return could
