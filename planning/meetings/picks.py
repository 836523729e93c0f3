"""From what the solver chose to a plan: the picks in order, whom each adds, and what would be next best."""

from __future__ import annotations

import numpy as np

from planning.meetings.demand import Demand
from planning.meetings.objectives import Selection
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan, NextBest, PlannedSite
from planning.meetings.problem import Bools, Floats, MeetingProblem
from planning.meetings.sites import Sites
from planning.meetings.start import best_site, best_total, without


def build_plan(
    selection: Selection,
    problem: MeetingProblem,
    demand: Demand,
    sites: Sites,
    options: MeetingOptions,
    seconds: float,
) -> MeetingPlan:
    """Tell a selection as a plan: in order, with whom each site adds and what would be next best."""
    order, adds = _by_contribution(problem, selection.interpreted)
    interpreted = np.zeros_like(selection.interpreted)
    for site, added in zip(order, adds, strict=True):
        interpreted[site] = added > 0
        if not interpreted[site].any():
            # Locked, though everyone near it is reached elsewhere: those who come should be understood.
            interpreted[site] = _most_within_reach(problem, site)
    planned = tuple(
        _planned_site(problem, interpreted, site, added, demand.languages, sites)
        for site, added in zip(order, adds, strict=True)
    )
    reached = sum(adds, np.zeros(len(demand.languages)))
    total = demand.persons.sum(axis=0)
    gap = max(selection.bound - selection.value, 0.0)
    return MeetingPlan(
        status=selection.status,
        objective=options.objective,
        objective_value=selection.value,
        bound=selection.bound,
        mip_gap=gap / selection.value if selection.value > 0 else 0.0,
        seconds=seconds,
        sites=planned,
        reached=_by_language(demand, reached),
        demand=_by_language(demand, total),
        unreachable=_by_language(demand, np.maximum(total - problem.persons.sum(axis=0), 0.0)),
        absent_languages=demand.absent_languages,
        spare_meetings=options.meetings - len(planned),
        interpreted=interpreted,
    )


def _by_contribution(problem: MeetingProblem, interpreted: Bools) -> tuple[list[int], list[Floats]]:
    """Order the sites by what each adds to those before it; drop those that add nobody, unless locked."""
    waiting = np.flatnonzero(interpreted.any(axis=1) | problem.locked).tolist()
    placed = np.zeros_like(interpreted)
    order: list[int] = []
    adds: list[Floats] = []
    while waiting:
        offered = np.where(interpreted, problem.gains(placed), 0.0)[waiting]
        best = int(offered.sum(axis=1).argmax())
        site = waiting.pop(best)
        if offered[best].sum() <= 0 and not problem.locked[site]:
            continue
        placed[site] = interpreted[site]
        order.append(site)
        adds.append(offered[best])
    return order, adds


def _most_within_reach(problem: MeetingProblem, site: int) -> Bools:
    within = problem.within_reach()[site]
    chosen = np.zeros(len(within), dtype=bool)
    chosen[np.argsort(-within, kind="stable")[: problem.per_meeting]] = True
    return np.asarray(chosen & (within > 0), dtype=bool)


def _planned_site(
    problem: MeetingProblem,
    interpreted: Bools,
    site: int,
    adds: Floats,
    languages: tuple[str, ...],
    sites: Sites,
) -> PlannedSite:
    place = sites.candidates.iloc[site]
    ranked = [k for k in np.argsort(-adds, kind="stable") if interpreted[site, k]]
    return PlannedSite(
        site_id=str(place["venue_id"]),
        name=str(place["name"]),
        lon=float(place["lon"]),
        lat=float(place["lat"]),
        languages=tuple(languages[k] for k in ranked),
        adds={languages[k]: float(adds[k]) for k in ranked if adds[k] > 0},
        next_best=_next_best(problem, interpreted, site, float(adds.sum()), sites),
        locked=bool(problem.locked[site]),
    )


def _next_best(problem: MeetingProblem, interpreted: Bools, site: int, adds: float, sites: Sites) -> NextBest | None:
    others = without(interpreted, site)
    gains = problem.gains(others)
    other = best_site(gains, problem.per_meeting, barred=interpreted.any(axis=1) | problem.locked)
    if other is None:
        return None
    # Both sides of the comparison start from the same others, so what the change loses is the difference.
    loses = float(gains[site][interpreted[site]].sum() - best_total(gains[[other]], problem.per_meeting)[0])
    place = sites.candidates.iloc[other]
    return NextBest(str(place["venue_id"]), str(place["name"]), adds - loses)


def _by_language(demand: Demand, persons: Floats) -> dict[str, float]:
    return dict(zip(demand.languages, persons.tolist(), strict=True))
