"""A good plan in milliseconds: take the best site again and again, then swap while that helps.

It gives the exact solver a plan to beat, and is itself the answer if time runs out. Taking the best:
Nemhauser, Wolsey and Fisher 1978, "An analysis of approximations for maximizing submodular set functions",
Mathematical Programming 14. Single swaps: Teitz and Bart 1968, "Heuristic methods for estimating the
generalized vertex median of a weighted graph", Operations Research 16.
"""

from __future__ import annotations

import numpy as np

from planning.arrays import Flags, Floats
from planning.meetings.solving.problem import NOBODY, MeetingProblem
from planning.meetings.solving.visits import Visits


def build_start(problem: MeetingProblem) -> Flags:
    """Return a plan that no single swap improves: sites x languages interpreted; from ``known`` if there is one."""
    if problem.known is not None:
        return improve(problem, extend(problem, problem.known, problem.meetings))
    empty = np.zeros((len(problem.locked), problem.persons.shape[1]), dtype=bool)
    return improve(problem, extend(problem, empty, problem.meetings))


def extend(problem: MeetingProblem, interpreted: Flags, meetings: int) -> Flags:
    """Add the best site until there are ``meetings`` or nobody is added; locked sites come first."""
    plan = interpreted.copy()
    for site in np.flatnonzero(problem.locked & ~plan.any(axis=1)).tolist():
        plan[site] = best_languages(problem.gains(plan), problem.per_meeting)[site]
    used = plan.any(axis=1) | problem.locked
    counts = Visits(problem)
    visits = counts.count(plan)
    for _ in range(meetings - int(used.sum())):
        gains = counts.gains(counts.missed(visits))
        best = best_site(gains, problem.per_meeting, barred=used)
        if best is None:
            break
        plan[best] = best_languages(gains[[best]], problem.per_meeting)[0]
        visits = counts.after(visits, best, plan[best].astype(float))
        used[best] = True
    return plan


def improve(problem: MeetingProblem, interpreted: Flags) -> Flags:
    """Change one site, or its languages, while more persons are reached by it."""
    plan, counts = interpreted.copy(), Visits(problem)
    visits = counts.count(plan)
    value, improved = problem.reached(plan), True
    while improved:
        improved = False
        for site in np.flatnonzero(plan.any(axis=1) | problem.locked).tolist():
            swapped = without(plan, site)
            visits_of_others = counts.after(visits, site, -plan[site].astype(float))
            missed = counts.missed(visits_of_others)
            gains = counts.gains(missed)
            barred = swapped.any(axis=1) | problem.locked
            other = site if problem.locked[site] else best_site(gains, problem.per_meeting, barred)
            if other is None:
                continue
            swapped[other] = best_languages(gains[[other]], problem.per_meeting)[0]
            reached = float(problem.persons.sum() - missed.sum() + gains[other][swapped[other]].sum())
            if reached > value + NOBODY:
                visits = counts.after(visits_of_others, other, swapped[other].astype(float))
                plan, value, improved = swapped, reached, True
    return plan


def without(interpreted: Flags, site: int) -> Flags:
    """Return the plan without one site."""
    rest = interpreted.copy()
    rest[site] = False
    return rest


def best_site(gains: Floats, per_meeting: int, barred: Flags) -> int | None:
    """Return the site that adds most, the first of equals; None if none adds anybody."""
    total = np.where(barred, 0.0, best_total(gains, per_meeting))
    site = int(total.argmax())
    return site if total[site] > NOBODY else None


def best_total(gains: Floats, per_meeting: int) -> Floats:
    """Return what every site adds with its best languages."""
    total: Floats = np.where(rank_languages(gains, per_meeting), gains, 0.0).sum(axis=1)
    return total


def best_languages(gains: Floats, per_meeting: int) -> Flags:
    """Return which languages every site should interpret: those that add most, and somebody."""
    best: Flags = rank_languages(gains, per_meeting) & (gains > 0)
    return best


def rank_languages(gains: Floats, per_meeting: int) -> Flags:
    """Mark the ``per_meeting`` largest of every row; the first of equals."""
    marked = np.zeros(gains.shape, dtype=bool)
    order = np.argsort(-gains, axis=1, kind="stable")[:, :per_meeting]
    marked[np.arange(len(gains))[:, None], order] = True
    return marked
