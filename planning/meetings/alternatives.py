"""The second-best plan: what it would cost to hold the meetings elsewhere."""

from __future__ import annotations

import math
import time
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from planning.arrays import Flags
from planning.errors import InfeasibleError, SolverLimitError
from planning.highs import OPTIMAL
from planning.meetings.demand import Demand
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan
from planning.meetings.sites import Sites
from planning.meetings.solve import Reach, require_reach, select, solve_meetings
from planning.meetings.solving.objectives import find_objective
from planning.meetings.solving.wishes import known_seats

SHORTEST = 0.05
"""Seconds that each solve gets even where time is up."""


@dataclass(frozen=True, slots=True)
class SecondBest:
    """The best plan that does without one of the sites of another.

    Attributes
    ----------
    plan : MeetingPlan
        With ``interpreted`` over the same candidate sites as the plan it stands beside.
    without : str
        The site of the best plan it does not use.
    costs : float
        By how much it is worse, as the objective counts; 0 if it is as good.
    persons : float
        How many fewer persons it reaches.
    proven : bool
        Whether no plan without one of the best plan's sites is better.
    """

    plan: MeetingPlan
    without: str
    costs: float
    persons: float
    proven: bool


def second_best(
    plan: MeetingPlan,
    demand: Demand,
    sites: Sites,
    options: MeetingOptions,
    *,
    within: csr_array | None = None,
    travel: csr_array | None = None,
    seconds: float = 20.0,
) -> SecondBest | None:
    """Return the best plan that differs: it lacks at least one site of ``plan`` that is not locked.

    The best plan without each of the plan's sites is bounded first; only those whose bound leaves a chance are solved,
    and the best of them is the best of all plans that differ so. A plan that only adds a meeting to this one does
    not count as another.

    Returns
    -------
    SecondBest or None
        None if every site of the plan is locked, or no plan can be made without one of them.
    """
    reach = require_reach(demand, sites, options, within, travel)
    until = time.perf_counter() + seconds
    if known_seats(sites, options.turnout) is not None:
        # Where rooms fill up, a proof takes seconds for each; without, every plan is still as good as swaps make it.
        options = replace(options, time_limit=SHORTEST)
    hopes = _hopes(plan, demand, sites, options, reach)
    best: tuple[str, MeetingPlan] | None = None
    proven = True
    for done, (hope, site_id) in enumerate(hopes):
        if best is not None and hope < _rank(best[1])[0]:
            continue
        left = max(until - time.perf_counter(), SHORTEST)
        share = left / 2 if done + 1 < len(hopes) else left
        limited = replace(options, time_limit=min(options.time_limit, share))
        try:
            other = _solve_without(site_id, plan, demand, sites, limited, reach)
        except InfeasibleError:
            continue
        except SolverLimitError:
            proven = False
            continue
        proven &= other.status == OPTIMAL
        if best is None or _rank(other) > _rank(best[1]):
            best = (site_id, other)
    if best is None:
        return None
    without, other = best
    costs = max(_sign(plan.objective) * (plan.objective_value - other.objective_value), 0.0)
    fewer = sum(plan.reached.values()) - sum(other.reached.values())
    return SecondBest(other, without, costs, fewer, proven)


def _hopes(
    plan: MeetingPlan, demand: Demand, sites: Sites, options: MeetingOptions, reach: Reach
) -> list[tuple[float, str]]:
    """Return the sites a plan could do without, with what such a plan could be worth at most; best hopes first."""
    hopes: list[tuple[float, str]] = []
    for site in reversed(plan.sites):
        if site.locked or _alone(sites, options, site.site_id):
            continue
        others, narrowed, known = _without(site.site_id, plan, sites, reach)
        bound = math.inf
        if not options.limits_choice and len(others.candidates):
            with suppress(InfeasibleError, SolverLimitError):
                bound = _sign(plan.objective) * select(demand, others, options, narrowed, known, quick=True).bound
        hopes.append((bound, site.site_id))
    return sorted(hopes, key=lambda hope: -hope[0])


def _sign(objective: str) -> float:
    return find_objective(objective).direction.value


def _rank(plan: MeetingPlan) -> tuple[float, float]:
    return _sign(plan.objective) * plan.objective_value, sum(plan.reached.values())


def _alone(sites: Sites, options: MeetingOptions, site_id: str) -> bool:
    """Return whether a site is the only candidate of a district that must have one: every plan uses it."""
    if not options.each_district or options.each_district not in sites.candidates.columns:
        return False
    districts = sites.candidates.set_index("venue_id")[options.each_district]
    return bool((districts == districts[site_id]).sum() == 1)


def _without(site_id: str, plan: MeetingPlan, sites: Sites, reach: Reach) -> tuple[Sites, Reach, Flags]:
    kept = np.array([site != site_id for site in sites.ids])
    others = replace(sites, candidates=sites.candidates[kept].reset_index(drop=True), locked=sites.locked[kept])
    columns = np.flatnonzero(kept)
    travel = None if reach.travel is None else csr_array(reach.travel[:, columns])
    return others, Reach(csr_array(reach.within[:, columns]), travel), plan.interpreted[kept]


def _solve_without(
    site_id: str, plan: MeetingPlan, demand: Demand, sites: Sites, options: MeetingOptions, reach: Reach
) -> MeetingPlan:
    others, narrowed, known = _without(site_id, plan, sites, reach)
    if others.candidates.empty:
        raise InfeasibleError("no venue is left to meet at", fix="add venues")
    within = narrowed.within if narrowed.travel is None else None
    other = solve_meetings(demand, others, options, within, narrowed.travel, known)
    kept = np.array([site != site_id for site in sites.ids])
    interpreted, full = np.zeros_like(plan.interpreted), np.zeros(len(kept), dtype=bool)
    interpreted[kept] = other.interpreted
    if other.full is not None:
        full[kept] = other.full
    return replace(other, interpreted=interpreted, full=None if other.full is None else full)
