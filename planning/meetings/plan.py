"""A plan one can defend: where, in which languages, whom each meeting adds, and who is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from planning.meetings.demand import Demand
from planning.meetings.objectives import Selection
from planning.meetings.options import MeetingOptions
from planning.meetings.problem import Bools, Floats, MeetingProblem
from planning.meetings.sites import Sites
from planning.meetings.start import best_site, best_total, without


@dataclass(frozen=True, slots=True)
class NextBest:
    """The best site for a slot if the planned one falls away and all others stay as they are.

    Attributes
    ----------
    site_id, name : str
    adds : float
        Persons the slot would add with this site. The planned site's ``adds`` minus this is what the whole
        plan would lose by the change.
    """

    site_id: str
    name: str
    adds: float


@dataclass(frozen=True, slots=True)
class PlannedSite:
    """One meeting of a plan.

    Attributes
    ----------
    site_id, name : str
    lon, lat : float
    languages : tuple of str
        To be interpreted there, the one that adds most first.
    adds : mapping of language to float
        Persons reached here and at no site before it in the plan; only languages that add somebody.
    next_best : NextBest or None
        None if no other site would add anybody.
    locked : bool
        Whether it is there because it was asked for.
    """

    site_id: str
    name: str
    lon: float
    lat: float
    languages: tuple[str, ...]
    adds: Mapping[str, float]
    next_best: NextBest | None
    locked: bool

    @property
    def adds_total(self) -> float:
        """Persons added, over all languages."""
        return sum(self.adds.values())


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """Where to meet.

    Attributes
    ----------
    status : str
        "optimal" (proven to within the gap asked for), "time limit" (the best found), or the solver's word.
    objective : str
    objective_value, bound, mip_gap : float
        What the plan is worth, what no plan can exceed, and (bound - value) / value. For ``reach``: persons.
    seconds : float
    sites : tuple of PlannedSite
        In the order in which each adds most to those before it, so that ``adds`` sum to ``reached``.
    reached, demand, unreachable : mapping of language to float
        Persons the plan reaches; all persons; those no candidate site could reach. A language that is not in
        the table is in none of the three.
    absent_languages : tuple of str
        Languages asked for that are not in this table.
    spare_meetings : int
        Meetings asked for that would have added nobody, and are not in the plan.
    interpreted : array of bool, shape (candidate sites, languages)
        The plan as a table, for the functions of ``review``.
    """

    status: str
    objective: str
    objective_value: float
    bound: float
    mip_gap: float
    seconds: float
    sites: tuple[PlannedSite, ...]
    reached: Mapping[str, float]
    demand: Mapping[str, float]
    unreachable: Mapping[str, float]
    absent_languages: tuple[str, ...]
    spare_meetings: int
    interpreted: Bools

    def as_json(self) -> dict[str, Any]:
        """Return the plan as the command line writes it."""
        return {
            "status": self.status,
            "objective": self.objective,
            "objective_value": self.objective_value,
            "bound": self.bound,
            "mip_gap": self.mip_gap,
            "seconds": self.seconds,
            "sites": [
                {
                    "site_id": site.site_id,
                    "name": site.name,
                    "lon": site.lon,
                    "lat": site.lat,
                    "languages": list(site.languages),
                    "adds": dict(site.adds),
                }
                for site in self.sites
            ],
            "reached": dict(self.reached),
            "demand": dict(self.demand),
        }


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


def _next_best(
    problem: MeetingProblem, interpreted: Bools, site: int, adds: float, sites: Sites
) -> NextBest | None:
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
