"""How ``objectives.near`` is solved: swaps, a Lagrangian bound, and the exact model for what they leave open.

Relaxation of the p-median: Cornuejols, Fisher and Nemhauser 1977, "Location of bank accounts to optimize
float", Management Science 23. Swaps: Teitz and Bart 1968, "Heuristic methods for estimating the generalized
vertex median of a weighted graph", Operations Research 16.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csc_array, csr_array

from planning.arrays import Flags, Floats, Indices
from planning.highs import OPTIMAL, TIME_LIMIT
from planning.meetings.solving.assigning import build_assigning_model
from planning.meetings.solving.descent import ITERATIONS, Descent, Step, best_sites, descend, shake
from planning.meetings.solving.exact import (
    Limits,
    Selection,
    add_wish_rows,
    build_wishful_start,
    needed_for_wishes,
    run_model,
    used_sites,
)
from planning.meetings.solving.problem import NOBODY, MeetingProblem, with_sites
from planning.meetings.solving.reach import solve_reach
from planning.meetings.solving.seated import is_crowded, solve_narrowed
from planning.meetings.solving.start import best_languages, best_site, best_total, rank_languages, without

DENSE = 0.25
"""From this share of all pairs within reach on, a full table is quicker than a list of entries."""

KICKS = 30
KICKING_SHARE = 0.3
"""Of the time left, at most this share goes into looking for a better plan."""
MOST_WAYS = 400_000
"""HiGHS is not asked about models with more ways than this: it does not get anywhere with them in minutes."""


@dataclass(frozen=True, slots=True)
class _Layer:
    """The ways of the people of one language: what all of a pattern's people save by each site.

    Attributes
    ----------
    pattern, site : array, one an entry
        Empty where ``saved`` is a full table.
    saved : array, one an entry; or a full table, sites x ``pattern``
    sites : int
    """

    pattern: Indices
    site: Indices
    saved: Floats
    sites: int

    def above(self, level: Floats) -> Floats:
        """Return what every site saves above the level of each pattern."""
        if self.saved.ndim == 2:
            over = self.saved - level[self.pattern]
            np.maximum(over, 0.0, out=over)
            full: Floats = over.sum(axis=1)
            return full
        over = np.maximum(self.saved - level[self.pattern], 0.0)
        return np.bincount(self.site, weights=over, minlength=self.sites).astype(float)


@dataclass(frozen=True, slots=True)
class NearRelaxation:
    """The relaxation of ``objectives.near``: every person saves at most one way.

    With a price u[p,l] >= 0 for being served, no plan saves more than ::

        sum over p,l of u[p,l]  +  the N largest over v of  s[v]
        s[v] = the K largest over l of  sum over p of  max(0, d[p,l] g[p,v] - u[p,l])
    """

    problem: MeetingProblem
    locked: Flags
    most: float
    layers: tuple[_Layer, ...]
    rows: csr_array
    tries: int = 6

    def step(self, prices: Floats) -> Step:
        """Return what the prices say: they fall where nobody comes and rise where several sites do."""
        problem = self.problem
        worth = self.above(prices)
        score = best_total(worth, problem.per_meeting)
        chosen = best_sites(score, problem.locked, problem.meetings)
        interpreted = rank_languages(worth, problem.per_meeting) & chosen[:, None]
        served = self._served(prices, interpreted)
        pull = np.where((prices <= 0) & (served < 1), 0.0, served - 1.0)
        pull = np.where(problem.persons > 0, pull, 0.0)
        return Step(float(prices.sum() + score[chosen].sum()), score, chosen, interpreted, pull)

    def clip(self, prices: Floats) -> Floats:
        """Return prices that are not below zero."""
        return np.maximum(prices, 0.0)

    def value(self, interpreted: Flags) -> float:
        """Return the way that a plan saves, in person-metres."""
        return float(self.saved(interpreted).sum())

    def improve(self, interpreted: Flags) -> Flags:
        """Change one site, or its languages, while more is saved by it."""
        plan, improved = interpreted.copy(), True
        value = self.value(plan)
        while improved:
            improved = False
            for site in np.flatnonzero(plan.any(axis=1) | self.locked).tolist():
                swapped = without(plan, site)
                gains = self.gains(swapped)
                barred = swapped.any(axis=1) | self.locked
                other = site if self.locked[site] else best_site(gains, self.problem.per_meeting, barred)
                if other is None:
                    continue
                swapped[other] = best_languages(gains, self.problem.per_meeting)[other]
                worth = self.value(swapped)
                if worth > value * (1 + 1e-12) + NOBODY:
                    plan, value, improved = swapped, worth, True
        return plan

    def gains(self, interpreted: Flags) -> Floats:
        """Return what each site would save in each language on top of a plan."""
        return self.above(self.saved(interpreted))

    def whole(self, value: float) -> float:
        """Return the way that is left to go, in person-metres: the gap is a share of it."""
        return self.problem.unreached_at * float(self.problem.whole.sum()) - value

    def saved(self, interpreted: Flags) -> Floats:
        """Return the way saved by the people of every pattern and language, by the nearest site that serves them."""
        best = np.zeros_like(self.problem.persons)
        for site in np.flatnonzero(interpreted.any(axis=1)).tolist():
            start, end = self.rows.indptr[site], self.rows.indptr[site + 1]
            patterns, gain = self.rows.indices[start:end], self.rows.data[start:end]
            here = np.where(interpreted[site], gain[:, None], 0.0)
            best[patterns] = np.maximum(best[patterns], here)
        return best * self.problem.persons

    def above(self, level: Floats) -> Floats:
        """Return what every site saves above a level, in each language; sites x languages."""
        return np.column_stack([layer.above(level[:, k]) for k, layer in enumerate(self.layers)])

    def _served(self, prices: Floats, interpreted: Flags) -> Floats:
        """Return how many of the chosen sites are worth more to the people than their price."""
        served = np.zeros_like(prices)
        for site in np.flatnonzero(interpreted.any(axis=1)).tolist():
            start, end = self.rows.indptr[site], self.rows.indptr[site + 1]
            patterns, gain = self.rows.indices[start:end], self.rows.data[start:end]
            worth = gain[:, None] * self.problem.persons[patterns] > prices[patterns]
            served[patterns] += worth & interpreted[site]
        return served


def build_relaxation(problem: MeetingProblem) -> NearRelaxation:
    """Lay the ways out site by site."""
    gain = csc_array(problem.gain)
    rows = csr_array(gain.T)
    layers = tuple(_layer(gain, persons) for persons in problem.persons.T)
    most = float((gain.max(axis=1).toarray().ravel() @ problem.persons).sum()) if gain.nnz else 0.0
    return NearRelaxation(problem, problem.locked, most, layers, rows)


def _layer(gain: csc_array, persons: Floats) -> _Layer:
    sites = gain.shape[1]
    there = np.flatnonzero(persons > 0)
    if gain.nnz > DENSE * gain.shape[0] * sites:
        full = np.ascontiguousarray((gain.toarray()[there] * persons[there, None]).T)
        return _Layer(there, np.empty(0, dtype=np.intp), full, sites)
    site = np.repeat(np.arange(sites), np.diff(gain.indptr))
    somebody = persons[gain.indices] > 0
    pattern = gain.indices[somebody]
    return _Layer(pattern, site[somebody], gain.data[somebody] * persons[pattern], sites)


def build_near_start(relaxation: NearRelaxation) -> Flags:
    """Return a plan that no single swap improves: locked sites first, then the best again and again."""
    problem = relaxation.problem
    if problem.known is not None:
        return relaxation.improve(problem.known)
    plan = np.zeros((len(problem.locked), problem.persons.shape[1]), dtype=bool)
    waiting = np.flatnonzero(problem.locked).tolist()
    for _ in range(problem.meetings):
        gains = relaxation.gains(plan)
        site = (
            waiting.pop(0)
            if waiting
            else best_site(gains, problem.per_meeting, barred=plan.any(axis=1) | problem.locked)
        )
        if site is None:
            break
        plan[site] = best_languages(gains, problem.per_meeting)[site]
    return relaxation.improve(plan)


def build_near_bound(
    relaxation: NearRelaxation, start: Flags, mip_gap: float, deadline: float, iterations: int = ITERATIONS
) -> Descent:
    """Return the Lagrangian bound on the way saved."""
    return descend(relaxation, relaxation.saved(start) * 0.9, start, mip_gap, deadline, iterations)


def solve_near(problem: MeetingProblem, limits: Limits) -> Selection:
    """Return the plan with the least way, the mean of all people counted."""
    people = float(problem.whole.sum())
    if people < NOBODY:
        return replace(solve_reach(problem, limits), value=0.0, bound=0.0)
    found = _solve_any(problem, limits)
    mean, best = (problem.unreached_at - saved / people for saved in (found.value, found.bound))
    return replace(found, value=mean, bound=min(max(best, 0.0), mean))


def _solve_any(problem: MeetingProblem, limits: Limits) -> Selection:
    if is_crowded(problem):
        return solve_narrowed(problem, limits, _solve_any, _solve_with_wishes)
    return _solve_with_wishes(problem, limits) if problem.wishes is not None else _solve(problem, limits)


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
    small = with_sites(problem, known.needed)
    ways = small.within.nnz * problem.persons.shape[1]
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


def _used(interpreted: Flags) -> Flags:
    return np.asarray(interpreted.any(axis=1), dtype=bool)
