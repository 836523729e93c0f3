"""Short ways: a plan by taking and swapping, a Lagrangian bound, and the exact model for what they leave open.

Relaxation of the p-median: Cornuejols, Fisher and Nemhauser 1977, "Location of bank accounts to optimize
float", Management Science 23. Swaps: Teitz and Bart 1968, "Heuristic methods for estimating the generalized
vertex median of a weighted graph", Operations Research 16.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_array, csr_array

from planning.highs import Indices
from planning.meetings.solving.descent import ITERATIONS, Descent, Step, best_sites, descend
from planning.meetings.solving.problem import NOBODY, Bools, Floats, MeetingProblem
from planning.meetings.solving.start import best_languages, best_site, best_total, rank_languages, without

DENSE = 0.25
"""From this share of all pairs within reach on, a full table is quicker than a list of entries."""


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
    locked: Bools
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

    def value(self, interpreted: Bools) -> float:
        """Return the way that a plan saves, in person-metres."""
        return float(self.saved(interpreted).sum())

    def improve(self, interpreted: Bools) -> Bools:
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

    def gains(self, interpreted: Bools) -> Floats:
        """Return what each site would save in each language on top of a plan."""
        return self.above(self.saved(interpreted))

    def whole(self, value: float) -> float:
        """Return the way that is left to go, in person-metres: the gap is a share of it."""
        return self.problem.unreached_at * float(self.problem.whole.sum()) - value

    def saved(self, interpreted: Bools) -> Floats:
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

    def _served(self, prices: Floats, interpreted: Bools) -> Floats:
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


def build_near_start(relaxation: NearRelaxation) -> Bools:
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
    relaxation: NearRelaxation, start: Bools, mip_gap: float, deadline: float, iterations: int = ITERATIONS
) -> Descent:
    """Return the Lagrangian bound on the way saved."""
    return descend(relaxation, relaxation.saved(start) * 0.9, start, mip_gap, deadline, iterations)
