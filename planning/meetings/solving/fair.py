"""How ``objectives.fair`` is solved: swaps and kicks, a bound, and the exact model, twice, where it can be of use.

The bound is a relaxation as for ``reach`` with the weights of languages left free. For any weights w of languages
that sum to one, the least share of a plan is no more than the sum of w[l] share[l]. With prices u as in
``bound.build_bound``, d the persons of a pattern as a share of all who speak the language::

    sum over p,l of max(w[l] d[p,l] - u[p,l], 0)  +  the N largest over v of s[v]

bounds it, and is convex in w and u together: both go downhill at once. That ends as low as the linear relaxation.
On the demo: 51.0 % in 0.2 s of one core, where HiGHS took five seconds to 50.9 % and then stood still.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import combinations

import numpy as np
from scipy.sparse import csr_array

from planning.arrays import Flags, Floats, Indices
from planning.highs import OPTIMAL, TIME_LIMIT
from planning.meetings.solving.descent import Step, best_sites, descend, shake
from planning.meetings.solving.exact import (
    Limits,
    PlanModel,
    Selection,
    build_model,
    build_wishful_start,
    needed_for_wishes,
    run_model,
    used_sites,
)
from planning.meetings.solving.problem import NOBODY, MeetingProblem, with_sites
from planning.meetings.solving.reach import solve_reach
from planning.meetings.solving.seated import is_crowded, solve_narrowed
from planning.meetings.solving.start import build_start, rank_languages, without

MOST_OFFERS = 300
ROUNDING = 1e-9

SCALE = 1e6
"""Shares are reckoned as if there were so many people, since less than ``problem.NOBODY`` is rounding."""
PACE = 10.0
"""How fast weights go beside prices: on the demo, 1 and 100 ended 5 % higher."""

KICKS, KICKING_SHARE = 60, 0.2
"""Of the time left, at most this share goes into looking for a better start."""
TRIES, QUICK_TRIES = 25, 5
"""Plans that prices suggest and that are improved, at most."""
MOST_ENTRIES = 10_000
"""HiGHS is not asked about a larger model: the demo's, of 13,000 entries, was relaxed after 5 seconds, and no better
after 45; so the answer does not hang on how far it got by the clock."""
ENTRIES_A_SECOND = 1_000
"""Nor about one that it could hardly begin to branch on in the time left."""


@dataclass(frozen=True, slots=True)
class Swaps:
    """Swaps on one problem; ``languages`` are those somebody speaks within reach of a site."""

    problem: MeetingProblem
    languages: Indices

    def improve(self, plan: Flags) -> Flags:
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

    def rank(self, plan: Flags) -> tuple[float, float]:
        """Return the least share of a plan, and the persons it reaches."""
        reached = np.where(self.problem.is_reached(plan), self.problem.persons, 0.0).sum(axis=0)
        return float((reached[self.languages] / self.problem.whole[self.languages]).min()), float(reached.sum())

    def _best_offer(self, others: Flags, allowed: Indices, offers: Flags) -> Flags:
        """Return the plan with the site and languages that make its least share largest, then its reach."""
        problem = self.problem
        is_reached = problem.is_reached(others)
        gains: Floats = (problem.within.T @ np.where(is_reached, 0.0, problem.persons))[allowed]
        reached = np.where(is_reached, problem.persons, 0.0).sum(axis=0)
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


def _offers(problem: MeetingProblem) -> Flags:
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


@dataclass(frozen=True, slots=True)
class FairRelaxation:
    """The relaxation of ``objectives.fair``. The last row of its prices are the weights, times SCALE / PACE."""

    problem: MeetingProblem
    languages: Indices
    tries: int
    locked: Flags = field(init=False)
    most: float = field(init=False)
    _share: Floats = field(init=False)
    _reaching: csr_array = field(init=False)
    _swaps: Swaps = field(init=False)

    def __post_init__(self) -> None:
        problem, spoken = self.problem, self.languages
        share = np.zeros_like(problem.persons)
        share[:, spoken] = problem.persons[:, spoken] * (SCALE / problem.whole[spoken])
        object.__setattr__(self, "locked", problem.locked)
        object.__setattr__(self, "most", float(share[:, spoken].sum(axis=0).min()))
        object.__setattr__(self, "_share", share)
        object.__setattr__(self, "_reaching", csr_array(problem.within.T))
        object.__setattr__(self, "_swaps", Swaps(problem, spoken))

    def first_prices(self, start: Flags) -> Floats:
        """Return prices to begin with: all languages weigh the same, people reached twice are shared out."""
        weights = np.zeros(self._share.shape[1])
        weights[self.languages] = 1.0 / len(self.languages)
        visits = np.maximum(self.problem.within @ start.astype(float), 1.0)
        return np.vstack([weights * self._share / visits, weights * (SCALE / PACE)])

    def step(self, prices: Floats) -> Step:
        """Return what prices and weights say."""
        problem, paid = self.problem, prices[:-1]
        worth = self._reaching @ paid
        best = rank_languages(worth, problem.per_meeting)
        score = np.where(best, worth, 0.0).sum(axis=1)
        chosen = best_sites(score, problem.locked, problem.meetings)
        interpreted = best & chosen[:, None]
        left = prices[-1] * (PACE / SCALE) * self._share - paid
        unpaid = left > 0
        pull = unpaid - problem.within @ interpreted.astype(float)
        stuck = ((paid <= 0) & (pull < 0)) | (self._share <= 0)
        lean = np.zeros(self._share.shape[1])
        slope = np.where(unpaid, self._share, 0.0).sum(axis=0)[self.languages]
        lean[self.languages] = (slope.mean() - slope) * (PACE / SCALE)
        bound = float(np.maximum(left, 0.0).sum() + score[chosen].sum())
        return Step(bound, score, chosen, interpreted, np.vstack([np.where(stuck, 0.0, pull), lean]))

    def clip(self, prices: Floats) -> Floats:
        """Return weights that sum to one, and prices between nothing and all there are."""
        weights = np.zeros(self._share.shape[1])
        weights[self.languages] = _onto_simplex(prices[-1, self.languages] * (PACE / SCALE))
        return np.vstack([np.clip(prices[:-1], 0.0, weights * self._share), weights * (SCALE / PACE)])

    def value(self, interpreted: Flags) -> float:
        """Return the least share, times SCALE."""
        return self._swaps.rank(interpreted)[0] * SCALE

    def improve(self, interpreted: Flags) -> Flags:
        """Return a plan that no single swap improves."""
        return self._swaps.improve(interpreted)

    def gains(self, interpreted: Flags) -> Floats:
        """Return what share of each language each site would add."""
        gains: Floats = self._reaching @ np.where(self.problem.is_reached(interpreted), 0.0, self._share)
        return gains

    def whole(self, value: float) -> float:
        """Return the least share: the gap is a share of it."""
        return value


def _onto_simplex(weights: Floats) -> Floats:
    """Return the nearest weights that are not negative and sum to one."""
    falling = np.sort(weights)[::-1]
    over = (np.cumsum(falling) - 1.0) / np.arange(1, len(weights) + 1)
    nearest: Floats = np.maximum(weights - over[np.flatnonzero(falling > over)[-1]], 0.0)
    return nearest


def solve_fair(problem: MeetingProblem, limits: Limits) -> Selection:
    """Return the plan whose least reached share is largest, and of those the one that reaches most."""
    languages = np.flatnonzero(problem.persons.any(axis=0))
    if len(languages) == 0 or problem.meetings * problem.per_meeting < len(languages):
        # Nobody is within reach, or one language at least is interpreted nowhere, whatever the plan.
        return replace(solve_reach(problem, limits), value=0.0, bound=0.0)
    if is_crowded(problem):
        return solve_narrowed(problem, limits, solve_fair, partial(_ask_anew, languages))
    if problem.wishes is not None:
        return _ask_anew(languages, problem, limits)
    relaxation = FairRelaxation(problem, languages, QUICK_TRIES if limits.quick else TRIES)
    plan = relaxation.improve(build_start(problem))
    if not limits.quick:
        plan = shake(relaxation, plan, KICKS, time.perf_counter() + KICKING_SHARE * limits.seconds_left)
    prices = relaxation.first_prices(plan)
    known = descend(relaxation, prices, plan, limits.mip_gap, limits.deadline, limits.iterations)
    bound = known.bound / SCALE
    entries = with_sites(problem, known.needed).within.nnz * len(languages)
    if limits.quick or entries > MOST_ENTRIES or limits.seconds_left <= entries / ENTRIES_A_SECOND:
        best = relaxation.improve(known.plan)
        value = relaxation.value(best) / SCALE
        proven = bound <= value * (1 + limits.mip_gap)
        return Selection(best, value, max(bound, value), OPTIMAL if proven else TIME_LIMIT)
    return _ask(problem, languages, (known.plan, known.plan.any(axis=1) | problem.locked), bound, limits)


def _ask_anew(languages: Indices, problem: MeetingProblem, limits: Limits) -> Selection:
    return _ask(problem, languages, build_wishful_start(problem), 1.0, limits)


def _ask(
    problem: MeetingProblem, languages: Indices, start: tuple[Flags, Flags] | None, bound: float, limits: Limits
) -> Selection:
    """Return what HiGHS says: first the least share, then, of the plans with it, the one that reaches most."""
    model = build_model(problem)
    share = _add_least_share(model, problem, languages)
    hint = None
    if start is not None:
        hint = model.columns_of(problem, *start)
        hint[share] = _least_share(model, problem, languages, hint)
    first, values = run_model(model, hint, limits, _costs(model, np.array([share]), np.ones(1)))
    least = _least_share(model, problem, languages, values)
    values[share] = least
    status = first.status
    if limits.seconds_left > 0:
        # Of the plans with this least share, the one that reaches most.
        model.linear.add_rows(np.zeros(1, dtype=np.intp), np.array([share]), -np.ones(1), -np.array([least - ROUNDING]))
        counted = model.counted
        second, values = run_model(model, values, limits, _costs(model, counted.columns, counted.persons))
        status = second.status if status == OPTIMAL else status
    interpreted = model.interpreted(values) & (problem.within_reach() > 0)
    value = _least_share(model, problem, languages, values)
    return Selection(
        interpreted,
        value,
        max(min(bound, first.bound), value),
        status,
        needed_for_wishes(problem, interpreted, used_sites(model, values)),
        model.served(values),
    )


def _add_least_share(model: PlanModel, problem: MeetingProblem, languages: Indices) -> int:
    """Add a column t with whole[l] t <= persons reached in l, and return its number."""
    t = model.linear.add_columns(np.zeros(1))
    counted = model.counted
    known = np.isin(counted.languages, languages)
    row = np.searchsorted(languages, counted.languages[known])
    per_person = 1.0 / problem.whole[counted.languages[known]]
    model.linear.add_rows(
        rows=np.concatenate([row, np.arange(len(languages))]),
        columns=np.concatenate([counted.columns[known], np.repeat(t, len(languages))]),
        values=np.concatenate([-counted.persons[known] * per_person, np.ones(len(languages))]),
        upper=np.zeros(len(languages)),
    )
    return int(t[0])


def _least_share(model: PlanModel, problem: MeetingProblem, languages: Indices, values: Floats) -> float:
    counted = model.counted
    reached = np.bincount(counted.languages, counted.persons * values[counted.columns], minlength=len(problem.whole))
    return float((reached[languages] / problem.whole[languages]).min())


def _costs(model: PlanModel, columns: Indices, worth: Floats) -> Floats:
    costs = np.zeros(model.linear.columns)
    costs[columns] = worth
    return costs
