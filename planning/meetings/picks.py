"""From what the solver chose to a plan: the picks in order, whom each adds, and what would be next best."""

from __future__ import annotations

import numpy as np

from planning.meetings.demand import Demand
from planning.meetings.exact import Selection
from planning.meetings.objectives import NEEDS_TRAVEL
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan, NextBest, PlannedSite
from planning.meetings.problem import NOBODY, Bools, Floats, MeetingProblem
from planning.meetings.sites import Sites
from planning.meetings.start import best_site, best_total, without

FEWEST = "fewest"
"""The objective that names its own number of meetings."""


def build_plan(
    selection: Selection,
    problem: MeetingProblem,
    demand: Demand,
    sites: Sites,
    options: MeetingOptions,
    seconds: float,
) -> MeetingPlan:
    """Tell a selection as a plan: in order, with whom each site adds and what would be next best.

    ``problem`` counts persons as they are, from ``build_count``. Where seats share people out, ``adds`` are
    those whom each site serves, and no next best is named: what it would add depends on every other room.
    """
    kept = problem.locked if selection.kept is None else selection.kept | problem.locked
    if selection.served is None:
        order, adds = _by_contribution(problem, selection.interpreted, kept)
    else:
        order, adds = _by_service(selection.served, kept)
    interpreted = np.zeros_like(selection.interpreted)
    for site, added in zip(order, adds, strict=True):
        # A plan of short ways interprets a language too where others would reach its people from farther away.
        interpreted[site] = selection.interpreted[site] if options.objective in NEEDS_TRAVEL else added > 0
    for site in order:
        if not interpreted[site].any():
            # Kept, though everyone near it is reached elsewhere: those who come should be understood.
            left = problem.per_meeting
            if options.interpreter_budget is not None:
                left = min(left, options.interpreter_budget - int(interpreted.sum()))
            interpreted[site] = _most_within_reach(problem, site, left)
    planned = tuple(
        _planned_site(problem, interpreted, site, added, demand.languages, sites, options)
        for site, added in zip(order, adds, strict=True)
    )
    reached = sum(adds, np.zeros(len(demand.languages)))
    total = demand.persons.sum(axis=0)
    gap = abs(selection.bound - selection.value)
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
        spare_meetings=0 if options.objective == FEWEST else options.meetings - len(planned),
        interpreted=interpreted,
    )


def _by_service(served: Floats, kept: Bools) -> tuple[list[int], list[Floats]]:
    """Order the sites by whom they serve."""
    total = served.sum(axis=1)
    order = [int(site) for site in np.argsort(-total, kind="stable") if total[site] > NOBODY or kept[site]]
    return order, [served[site] for site in order]


def _by_contribution(problem: MeetingProblem, interpreted: Bools, kept: Bools) -> tuple[list[int], list[Floats]]:
    """Order the sites by what each adds to those before it; drop those that add nobody, unless kept."""
    waiting = np.flatnonzero(interpreted.any(axis=1) | kept).tolist()
    placed = np.zeros_like(interpreted)
    order: list[int] = []
    adds: list[Floats] = []
    while waiting:
        offered = np.where(interpreted, problem.gains(placed), 0.0)[waiting]
        best = int(offered.sum(axis=1).argmax())
        site = waiting.pop(best)
        if offered[best].sum() <= 0 and not kept[site]:
            continue
        placed[site] = interpreted[site]
        order.append(site)
        adds.append(offered[best])
    return order, adds


def _most_within_reach(problem: MeetingProblem, site: int, languages: int) -> Bools:
    within = problem.within_reach()[site]
    chosen = np.zeros(len(within), dtype=bool)
    chosen[np.argsort(-within, kind="stable")[: max(languages, 0)]] = True
    return np.asarray(chosen & (within > 0), dtype=bool)


def _planned_site(
    problem: MeetingProblem,
    interpreted: Bools,
    site: int,
    adds: Floats,
    languages: tuple[str, ...],
    sites: Sites,
    options: MeetingOptions,
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
        next_best=None if options.turnout else _next_best(problem, interpreted, site, float(adds.sum()), sites),
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
