"""A plan one can defend: where, in which languages, whom each meeting adds, and who is left out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array

from planning.arrays import Flags, Floats, Indices
from planning.meetings.demand import Demand
from planning.meetings.options import MeetingOptions
from planning.meetings.sites import Sites
from planning.meetings.solving.objectives import find_objective
from planning.meetings.solving.problem import NOBODY, MeetingProblem, build_problem
from planning.meetings.solving.rooms import Rooms
from planning.meetings.solving.start import extend, improve
from planning.need.crosswalk import OUTSIDE

SECONDS_WRITTEN = 20
LEFT_OUT_COLUMNS = ("language", "area_id", "left_out", "out_of_reach", "next_site_id", "next_name", "next_adds")
"""The columns of ``left_out_by_area``."""


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
    within : mapping of language to float
        Persons within its reach in its languages, whoever else reaches them: whom to expect and to interpret for.
        Empty where they are not to be seen.
    """

    site_id: str
    name: str
    lon: float
    lat: float
    languages: tuple[str, ...]
    adds: Mapping[str, float]
    next_best: NextBest | None
    locked: bool
    within: Mapping[str, float] = field(default_factory=dict)

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
        The plan as a table, for ``reached_points`` and ``left_out_by_area``.
    unseated : mapping of language to float, or None
        Persons within reach of a meeting in their language who are not reached, because its room is full; None where
        seats are not counted.
    full : array of bool, one a candidate site, or None
        Whose room holds no more; None where seats are not counted.
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
    interpreted: Flags
    unseated: Mapping[str, float] | None = None
    full: Flags | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the plan as the command line writes it: the same plan twice is the same file.

        Seconds are rounded up in steps of ``SECONDS_WRITTEN``, worths to twelve digits: what two runs of the same
        machine can differ by.
        """
        return {
            "status": self.status,
            "objective": self.objective,
            "objective_value": _twelve_digits(self.objective_value),
            "bound": _twelve_digits(self.bound),
            "mip_gap": _twelve_digits(self.mip_gap),
            "seconds": SECONDS_WRITTEN * math.ceil(self.seconds / SECONDS_WRITTEN),
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


def _twelve_digits(value: float) -> float:
    return float(f"{value:.12g}")


def least_served(plan: MeetingPlan) -> tuple[str, float] | None:
    """Return the language of which the plan reaches the smallest share, and the share; None where nobody is counted.

    Languages nobody of whom any candidate site could reach are left out: no plan could serve them.

    Examples
    --------
    >>> plan = MeetingPlan("optimal", "fair", 0.3, 0.3, 0.0, 0.1, (), {"korean": 30.0, "spanish": 90.0},
    ...     {"korean": 100.0, "spanish": 200.0}, {"korean": 0.0, "spanish": 0.0}, (), 0, np.zeros((0, 2), dtype=bool))
    >>> least_served(plan)
    ('korean', 0.3)
    """
    shares = {
        language: plan.reached[language] / whole
        for language, whole in plan.demand.items()
        if whole > NOBODY and whole - plan.unreachable[language] > NOBODY
    }
    return min(shares.items(), key=lambda item: (item[1], item[0])) if shares else None


def reached_points(plan: MeetingPlan, demand: Demand, within: csr_array) -> pd.DataFrame:
    """Return the persons the plan reaches at every demand point.

    Where rooms are full, those without a seat are so many of everybody who could go to no other room.

    Returns
    -------
    DataFrame indexed as ``demand.points``, one column a language
    """
    near = within.astype(float)
    reached = np.where((near @ plan.interpreted.astype(float)) > 0, demand.persons, 0.0)
    if plan.unseated is not None and plan.full is not None:
        spacious = np.where(plan.full[:, None], False, plan.interpreted).astype(float)
        crowded = np.where((near @ spacious) > 0, 0.0, reached)
        whole, missing = crowded.sum(axis=0), np.array([plan.unseated[language] for language in demand.languages])
        reached = reached - crowded * np.divide(missing, whole, out=np.zeros_like(whole), where=whole > 0)
    return pd.DataFrame(reached, index=demand.points.index, columns=list(demand.languages))


def left_out_by_area(plan: MeetingPlan, demand: Demand, sites: Sites, within: csr_array) -> pd.DataFrame:
    """Return whom the plan does not reach, by language and area, and the next site that would help.

    Returns
    -------
    DataFrame with ``LEFT_OUT_COLUMNS``, most people first
        ``left_out`` persons not reached, ``out_of_reach`` those of them whom no candidate site can reach;
        ``next_site_id`` the unused site with most of them within its reach (``next_adds`` persons), missing
        if there is none. Only rows with somebody left out.
    """
    areas = demand.points["area_id"].fillna(OUTSIDE)
    names, area_of = np.unique(areas.to_numpy(dtype=str), return_inverse=True)
    count = len(area_of)
    by_area = csr_array(coo_array((np.ones(count), (area_of, np.arange(count))), shape=(len(names), count)))
    unreached = demand.persons - reached_points(plan, demand, within).to_numpy()
    hopeless = np.where((np.diff(within.indptr) == 0)[:, None], demand.persons, 0.0)
    unused = np.flatnonzero(~plan.interpreted.any(axis=1))
    parts = [
        pd.DataFrame(
            {
                "language": language,
                "area_id": names,
                "left_out": by_area @ unreached[:, k],
                "out_of_reach": by_area @ hopeless[:, k],
                **_next_sites(by_area, unreached[:, k], within, sites, unused),
            }
        )
        for k, language in enumerate(demand.languages)
    ]
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[rows["left_out"] > NOBODY].sort_values("left_out", ascending=False, kind="stable")
    return rows.reset_index(drop=True)[list(LEFT_OUT_COLUMNS)]


def reached_by_count(
    plan: MeetingPlan, demand: Demand, sites: Sites, within: csr_array, options: MeetingOptions, most: int = 12
) -> pd.DataFrame:
    """Return how many persons 1, 2, 3, ... meetings reach: a curve to judge "one more" by.

    Each count takes the plan of one fewer, adds the best site and swaps sites while that helps. It is not
    proven best, only never worth less than the count before; at the plan's own number of meetings it is the plan.
    Beyond it a plan with another goal than ``reach`` keeps its places and only gets more of them.

    Returns
    -------
    DataFrame with columns meetings, reached
        From one meeting, or as many as are locked, up to ``most``. Persons as they are, whatever they weigh; where
        rooms fill up, those who find a seat.
    """
    problem = build_problem(within, demand, sites, options)
    if problem.seats is not None:
        return _seated_by_count(plan, problem, options, most)
    objective = find_objective(options.objective)
    own = len(plan.sites) if objective.counts_meetings else options.meetings
    by_reach = objective.counts_people
    interpreted = np.zeros_like(plan.interpreted)
    rows: list[tuple[int, float]] = []
    for meetings in range(max(int(sites.locked.sum()), 1), most + 1):
        interpreted = extend(problem, interpreted, meetings)
        if by_reach or meetings < own:
            interpreted = improve(problem, interpreted)
        if meetings == own and (not by_reach or problem.reached(plan.interpreted) > problem.reached(interpreted)):
            interpreted = plan.interpreted
        is_reached = (within.astype(float) @ interpreted.astype(float)) > 0
        rows.append((meetings, float(demand.persons[is_reached].sum())))
    return pd.DataFrame(rows, columns=["meetings", "reached"])


def _seated_by_count(plan: MeetingPlan, problem: MeetingProblem, options: MeetingOptions, most: int) -> pd.DataFrame:
    assert problem.wishes is not None
    objective = find_objective(options.objective)
    own = len(plan.sites) if objective.counts_meetings else options.meetings
    interpreted = np.zeros_like(plan.interpreted)
    rows: list[tuple[int, float]] = []
    for meetings in range(max(int(problem.locked.sum()), 1), most + 1):
        rooms = Rooms(replace(problem, wishes=problem.wishes.only_seats, meetings=meetings))
        interpreted = rooms.extend(interpreted)
        if objective.counts_people or meetings < own:
            interpreted = rooms.improve(interpreted)
        served = rooms.fill(interpreted).value
        if meetings == own:
            interpreted, served = plan.interpreted, sum(plan.reached.values())
        rows.append((meetings, served))
    return pd.DataFrame(rows, columns=["meetings", "reached"])


def _next_sites(
    by_area: csr_array, unreached: Floats, within: csr_array, sites: Sites, unused: Indices
) -> dict[str, Any]:
    """Return, for every area, the unused site with most of its unreached people within reach."""
    rows = by_area.shape[0]
    if len(unused) == 0:
        nothing = pd.Series([None] * rows, dtype="str")
        return {"next_site_id": nothing, "next_name": nothing, "next_adds": np.zeros(rows)}
    weighted = by_area.multiply(unreached[None, :])
    gains = (csr_array(weighted) @ within.astype(float)).toarray()[:, unused]
    best, adds = gains.argmax(axis=1), gains.max(axis=1)
    chosen = sites.candidates.iloc[unused[best]]
    found = adds > NOBODY
    return {
        "next_site_id": chosen["venue_id"].reset_index(drop=True).where(found),
        "next_name": chosen["name"].reset_index(drop=True).where(found),
        "next_adds": np.where(found, adds, 0.0),
    }
