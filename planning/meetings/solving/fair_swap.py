"""Swaps for ``objectives.fair``: one site or its languages changed while the least share rises, or then the reach."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from planning.highs import Indices
from planning.meetings.solving.problem import NOBODY, Bools, Floats, MeetingProblem
from planning.meetings.solving.start import without

MOST_OFFERS = 300
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Swaps:
    """Swaps on one problem; ``languages`` are those somebody speaks within reach of a site."""

    problem: MeetingProblem
    languages: Indices

    def improve(self, plan: Bools) -> Bools:
        """Return a plan that no single swap improves."""
        problem, offers = self.problem, _offers(self.problem)
        rank, improved = self.rank(plan), True
        while improved:
            improved = False
            for site in np.flatnonzero(plan.any(axis=1) | problem.locked).tolist():
                others = without(plan, site)
                allowed = (
                    np.array([site]) if problem.locked[site] else np.flatnonzero(~others.any(axis=1) & ~problem.locked)
                )
                swapped = self._best_offer(others, allowed, offers)
                there = self.rank(swapped)
                if there[0] > rank[0] + ROUNDING or (there[0] > rank[0] - ROUNDING and there[1] > rank[1] + NOBODY):
                    plan, rank, improved = swapped, there, True
        return plan

    def rank(self, plan: Bools) -> tuple[float, float]:
        """Return the least share of a plan, and the persons it reaches."""
        reached = np.where(self.problem.covered(plan), self.problem.persons, 0.0).sum(axis=0)
        return float((reached[self.languages] / self.problem.whole[self.languages]).min()), float(reached.sum())

    def _best_offer(self, others: Bools, allowed: Indices, offers: Bools) -> Bools:
        """Return the plan with the site and languages that make its least share largest, then its reach."""
        problem = self.problem
        covered = problem.covered(others)
        gains: Floats = (problem.coverage.T @ np.where(covered, 0.0, problem.persons))[allowed]
        reached = np.where(covered, problem.persons, 0.0).sum(axis=0)
        least = np.full((len(allowed), len(offers)), np.inf)
        for k in self.languages:
            share = (reached[k] + gains[:, k, None] * offers[None, :, k]) / problem.whole[k]
            np.minimum(least, share, out=least)
        total = gains @ offers.T.astype(float)
        ties = np.where(least >= least.max() - ROUNDING, total, -1.0)
        where, what = np.unravel_index(int(ties.argmax()), ties.shape)
        plan = others.copy()
        plan[allowed[where]] = offers[what] & (gains[where] > 0)
        return plan


def _offers(problem: MeetingProblem) -> Bools:
    """Return the choices of languages at a meeting, one a row; where they are many, only neighbours in size."""
    count = problem.persons.shape[1]
    if math.comb(count, problem.per_meeting) > MOST_OFFERS:
        order = np.argsort(-problem.whole)
        chosen = [np.roll(order, -k)[: problem.per_meeting] for k in range(count)]
    else:
        chosen = [np.array(offer) for offer in combinations(range(count), problem.per_meeting)]
    offers = np.zeros((len(chosen), count), dtype=bool)
    for row, offer in zip(offers, chosen, strict=True):
        row[offer] = True
    return offers
