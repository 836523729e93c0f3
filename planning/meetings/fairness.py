"""How ``objectives.fair`` is solved: weights that chase the language left behind, then the exact model, twice."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import numpy as np

from planning.highs import OPTIMAL, TIME_LIMIT, Indices
from planning.meetings.bound import build_bound
from planning.meetings.exact import (
    Limits,
    PlanModel,
    Selection,
    build_model,
    build_wishful_start,
    needed_for_wishes,
    run_model,
    used_sites,
)
from planning.meetings.problem import NOBODY, Bools, Floats, MeetingProblem
from planning.meetings.reaching import solve_reach
from planning.meetings.start import build_start, without

ROUNDS, QUICK_ROUNDS = 12, 2
CHASE = 4.0
"""How sharply the weight of a language falls as its share rises above the least."""
SCALE = 1e6
"""Shares are solved for as if there were so many people, since less than ``NOBODY`` is rounding."""
LOOSE = 0.01
MOST_OFFERS = 300
ROUNDING = 1e-9


def solve_fair(problem: MeetingProblem, limits: Limits) -> Selection:
    """Return the plan whose least reached share is largest, and of those the one that reaches most."""
    languages = np.flatnonzero(problem.persons.any(axis=0))
    start = build_wishful_start(problem)
    if len(languages) == 0:
        return replace(solve_reach(problem, limits), value=0.0, bound=0.0)
    bound = 1.0
    if problem.wishes is None:
        plan, bound = _chase(problem, languages, limits)
        start = plan, plan.any(axis=1) | problem.locked
        if limits.quick:
            least = _rank(problem, plan, languages)[0]
            return Selection(plan, least, max(bound, least), TIME_LIMIT)
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


def _chase(problem: MeetingProblem, languages: Indices, limits: Limits) -> tuple[Bools, float]:
    """Return a good plan, and a bound on the least share.

    For any weights w of languages that sum to one, the least share of a plan is no more than the sum of
    w[l] * share[l], and that no more than the bound of ``reach`` with persons weighted so. Weights move to the
    languages that the best plan for them leaves behind (multiplicative weights).
    """
    weights, bound = np.full(len(languages), 1.0 / len(languages)), 1.0
    best, best_rank = build_start(problem), (-1.0, -1.0)
    for _ in range(QUICK_ROUNDS if limits.quick else ROUNDS):
        per_person = np.zeros(problem.persons.shape[1])
        per_person[languages] = weights / problem.whole[languages]
        scaled = replace(problem, persons=problem.persons * per_person * SCALE)
        known = build_bound(scaled, build_start(scaled), LOOSE, limits.deadline, limits.iterations)
        bound = min(bound, known.bound / SCALE)
        plan = _swap(problem, known.plan, languages, limits)
        rank = _rank(problem, plan, languages)
        if rank > best_rank:
            best, best_rank = plan, rank
        shares = _shares(problem, known.plan, languages)
        weights = weights * np.exp(-CHASE * (shares - shares.min()))
        weights /= weights.sum()
        if limits.seconds_left <= 0 or bound <= best_rank[0] * (1 + limits.mip_gap):
            break
    return best, bound


def _swap(problem: MeetingProblem, plan: Bools, languages: Indices, limits: Limits) -> Bools:
    """Change one site, or its languages, while the least share rises, or stays and more are reached."""
    offers = _offers(problem)
    rank, improved = _rank(problem, plan, languages), True
    while improved and limits.seconds_left > 0:
        improved = False
        for site in np.flatnonzero(plan.any(axis=1) | problem.locked).tolist():
            others = without(plan, site)
            allowed = (
                np.array([site]) if problem.locked[site] else np.flatnonzero(~others.any(axis=1) & ~problem.locked)
            )
            swapped = _best_offer(problem, others, allowed, offers, languages)
            there = _rank(problem, swapped, languages)
            if there[0] > rank[0] + ROUNDING or (there[0] > rank[0] - ROUNDING and there[1] > rank[1] + NOBODY):
                plan, rank, improved = swapped, there, True
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


def _best_offer(problem: MeetingProblem, others: Bools, allowed: Indices, offers: Bools, languages: Indices) -> Bools:
    """Return the plan with the site and languages that make its least share largest, then its reach."""
    gains = problem.gains(others)[allowed]
    reached = np.where(problem.covered(others), problem.persons, 0.0).sum(axis=0)
    least = np.full((len(allowed), len(offers)), np.inf)
    for k in languages:
        share = (reached[k] + gains[:, k, None] * offers[None, :, k]) / problem.whole[k]
        np.minimum(least, share, out=least)
    total = gains @ offers.T.astype(float)
    ties = np.where(least >= least.max() - ROUNDING, total, -1.0)
    where, what = np.unravel_index(int(ties.argmax()), ties.shape)
    plan = others.copy()
    plan[allowed[where]] = offers[what] & (gains[where] > 0)
    return plan


def _rank(problem: MeetingProblem, plan: Bools, languages: Indices) -> tuple[float, float]:
    return float(_shares(problem, plan, languages).min()), problem.reached(plan)


def _shares(problem: MeetingProblem, plan: Bools, languages: Indices) -> Floats:
    reached = np.where(problem.covered(plan), problem.persons, 0.0).sum(axis=0)
    return np.asarray(reached[languages] / problem.whole[languages])


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
