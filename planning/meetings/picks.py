"""From what the solver chose to a plan: the picks in order, whom each adds, and what would be next best."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planning.arrays import Flags, Floats
from planning.meetings.demand import Demand
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan, NextBest, PlannedSite
from planning.meetings.sites import Sites
from planning.meetings.solving.exact import Selection
from planning.meetings.solving.objectives import find_objective
from planning.meetings.solving.problem import NOBODY, MeetingProblem
from planning.meetings.solving.rooms import Rooms
from planning.meetings.solving.start import best_site, best_total, without
from planning.meetings.solving.visits import Visits

FULL = 1e-6
"""A room with a smaller share of its seats left is full: the solver fills no closer."""


def build_plan(
    selection: Selection, problem: MeetingProblem, demand: Demand, sites: Sites, options: MeetingOptions, seconds: float
) -> MeetingPlan:
    """Tell a selection as a plan: in order, with whom each site adds and what would be next best.

    ``problem`` counts persons as they are, from ``build_count``. Where seats share people out, ``adds`` are
    those whom each site serves.
    """
    kept = problem.locked if selection.kept is None else selection.kept | problem.locked
    objective, counts = find_objective(options.objective), Visits(problem)
    if selection.served is None:
        order, adds = _by_contribution(counts, selection.interpreted, kept)
    else:
        order, adds = _by_service(selection.served, kept)
    interpreted = np.zeros_like(selection.interpreted)
    for site, added in zip(order, adds, strict=True):
        # A plan of short ways interprets a language too where others would reach its people from farther away.
        interpreted[site] = selection.interpreted[site] if objective.needs_travel else added > 0
    for site in order:
        if not interpreted[site].any():
            # Kept, though everyone near it is reached elsewhere: those who come should be understood.
            left = problem.per_meeting
            if options.interpreter_budget is not None:
                left = min(left, options.interpreter_budget - int(interpreted.sum()))
            interpreted[site] = _most_within_reach(problem, site, left)
    places = [str(site_id) for site_id in sites.ids], [str(name) for name in sites.candidates["name"]]
    lon, lat = sites.candidates["lon"].to_numpy(dtype=float), sites.candidates["lat"].to_numpy(dtype=float)
    next_best = _next_best if problem.seats is None else _next_best_room
    swaps = next_best(counts, interpreted, order, adds, places)
    within = problem.within_reach()
    planned = tuple(
        PlannedSite(
            site_id=places[0][site],
            name=places[1][site],
            lon=float(lon[site]),
            lat=float(lat[site]),
            languages=tuple(demand.languages[k] for k in _largest_first(added) if interpreted[site, k]),
            adds={demand.languages[k]: float(added[k]) for k in _largest_first(added) if added[k] > 0},
            next_best=swap,
            locked=bool(problem.locked[site]),
            within={demand.languages[k]: float(within[site, k]) for k in _largest_first(added) if interpreted[site, k]},
        )
        for site, added, swap in zip(order, adds, swaps, strict=True)
    )
    reached = sum(adds, np.zeros(len(demand.languages)))
    seats = problem.seats
    near = np.where(problem.is_reached(interpreted), problem.persons, 0.0).sum(axis=0)
    unseated = None if selection.served is None else _by_language(demand, np.maximum(near - reached, 0.0))
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
        spare_meetings=0 if objective.counts_meetings else options.meetings - len(planned),
        interpreted=interpreted,
        unseated=unseated,
        full=None if selection.served is None or seats is None else selection.served.sum(axis=1) >= seats * (1 - FULL),
    )


def _by_service(served: Floats, kept: Flags) -> tuple[list[int], list[Floats]]:
    """Order the sites by whom they serve."""
    total = served.sum(axis=1)
    order = [int(site) for site in np.argsort(-total, kind="stable") if total[site] > NOBODY or kept[site]]
    return order, [served[site] for site in order]


def _by_contribution(counts: Visits, interpreted: Flags, kept: Flags) -> tuple[list[int], list[Floats]]:
    """Order the sites by what each adds to those before it; drop those that add nobody, unless kept."""
    waiting = np.flatnonzero(interpreted.any(axis=1) | kept).tolist()
    visits = counts.count(np.zeros_like(interpreted))
    order: list[int] = []
    adds: list[Floats] = []
    while waiting:
        offered = np.where(interpreted, counts.gains(counts.missed(visits)), 0.0)[waiting]
        best = int(offered.sum(axis=1).argmax())
        site = waiting.pop(best)
        if offered[best].sum() <= 0 and not kept[site]:
            continue
        visits = counts.after(visits, site, interpreted[site].astype(float))
        order.append(site)
        adds.append(offered[best])
    return order, adds


def _most_within_reach(problem: MeetingProblem, site: int, languages: int) -> Flags:
    within = problem.within_reach()[site]
    chosen = np.zeros(len(within), dtype=bool)
    chosen[np.argsort(-within, kind="stable")[: max(languages, 0)]] = True
    return np.asarray(chosen & (within > 0), dtype=bool)


def _largest_first(adds: Floats) -> list[int]:
    """Return the languages by whom they add, the first of equals first."""
    return [int(k) for k in np.argsort(-adds, kind="stable")]


def _next_best(
    counts: Visits, interpreted: Flags, order: list[int], adds: list[Floats], places: tuple[list[str], list[str]]
) -> list[NextBest | None]:
    """Return, for each site in order, what would add most in its place."""
    problem, visits = counts.problem, counts.count(interpreted)
    barred = interpreted.any(axis=1) | problem.locked
    found: list[NextBest | None] = []
    for site, added in zip(order, adds, strict=True):
        gains = counts.gains(counts.missed(counts.after(visits, site, -interpreted[site].astype(float))))
        other = best_site(gains, problem.per_meeting, barred)
        if other is None:
            found.append(None)
            continue
        # Both sides of the comparison start from the same others, so what the change loses is the difference.
        loses = float(gains[site][interpreted[site]].sum() - best_total(gains[[other]], problem.per_meeting)[0])
        found.append(NextBest(places[0][other], places[1][other], float(added.sum()) - loses))
    return found


def _next_best_room(
    counts: Visits, interpreted: Flags, order: list[int], adds: list[Floats], places: tuple[list[str], list[str]]
) -> list[NextBest | None]:
    """Return as ``_next_best`` does, where rooms fill up: all are filled anew with the other in the plan."""
    problem = replace(
        counts.problem, wishes=None if counts.problem.wishes is None else counts.problem.wishes.only_seats
    )
    rooms = Rooms(problem)
    whole, free = rooms.fill(interpreted).value, np.flatnonzero(~interpreted.any(axis=1) & ~problem.locked)
    found: list[NextBest | None] = []
    for site, added in zip(order, adds, strict=True):
        others = without(interpreted, site)
        best = rooms.best_added(others, free, rooms.fill(others).value)
        if best is None:
            found.append(None)
            continue
        other = int(np.flatnonzero(best[0].any(axis=1) & ~others.any(axis=1))[0])
        found.append(NextBest(places[0][other], places[1][other], float(added.sum()) - (whole - best[1])))
    return found


def _by_language(demand: Demand, persons: Floats) -> dict[str, float]:
    return dict(zip(demand.languages, persons.tolist(), strict=True))
