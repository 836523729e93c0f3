"""From demand and sites to a plan."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from planning.arrays import Flags, Floats
from planning.errors import InfeasibleError, InputError
from planning.meetings.demand import Demand
from planning.meetings.options import MeetingOptions
from planning.meetings.picks import build_plan
from planning.meetings.plan import MeetingPlan
from planning.meetings.sites import Sites
from planning.meetings.solving.exact import Limits, Selection
from planning.meetings.solving.objectives import find_objective
from planning.meetings.solving.problem import MeetingProblem, build_count, build_problem
from planning.meetings.within_reach import build_travel, build_within, within_of

SOLVING = 0.95
"""The share of the time limit for solving; the rest is for telling the plan."""


def find_within(demand: Demand, sites: Sites, options: MeetingOptions) -> csr_array:
    """Return which demand points are within reach of which sites, by straight line and detour factor."""
    return build_within(_metres(demand.points), _metres(sites.candidates), options.radius_m, options.detour_factor)


def travel_table(demand: Demand, sites: Sites, options: MeetingOptions) -> csr_array:
    """Return the way of the demand points to the sites within reach, in metres."""
    return build_travel(_metres(demand.points), _metres(sites.candidates), options.radius_m, options.detour_factor)


def _metres(places: pd.DataFrame) -> Floats:
    return np.column_stack([places["x"].to_numpy(dtype=float), places["y"].to_numpy(dtype=float)])


def solve_meetings(
    demand: Demand,
    sites: Sites,
    options: MeetingOptions,
    within: csr_array | None = None,
    travel: csr_array | None = None,
    known: Flags | None = None,
    quick: bool = False,
) -> MeetingPlan:
    """Choose sites and the languages interpreted at each.

    Parameters
    ----------
    demand : Demand
        From ``build_demand``, where ``options.languages`` and ``include_outside`` have done their work.
    sites : Sites
        From ``build_sites``, where ``options.locks``, ``vetoes`` and ``include_police`` have done theirs.
    options : MeetingOptions
    within : csr_array of bool, shape (points, candidate sites), optional
        Another idea of reach, such as a table of travel times; ``radius_m`` is then not used.
    travel : csr_array of float, shape (points, candidate sites), optional
        The way itself, for objectives that ask how far, from ``geodata.meetings.travel_times`` or
        ``geodata.meetings.street_network``; who is within reach follows from it.
    known : array of bool, shape (candidate sites, languages), optional
        A plan to begin from, such as ``MeetingPlan.interpreted`` of a question much like this one.
    quick : bool
        As in ``exact.Limits``: a good plan with a bound, for whoever cannot wait for the proof.

    Returns
    -------
    MeetingPlan
        The same inputs give the same plan, in whatever order they are listed: points are taken by place and
        sites by id in text order, the solver runs on one thread with a fixed seed, and of plans that are
        equally good the one found first stays. Only a time limit that is hit makes the plan depend on the
        machine.

    Raises
    ------
    UnknownNameError
        If there is no such objective.
    InfeasibleError
        If more sites are locked than meetings may be held.

    Examples
    --------
    Two places 10 km apart; one has 100 Spanish speakers near it, the other 600 Korean speakers:

    >>> import pandas as pd
    >>> from planning.examples import TRACTS, four_square_table
    >>> from planning.meetings.demand import build_demand
    >>> from planning.meetings.sites import build_sites
    >>> points = pd.DataFrame({"x": [0.0, 10_000.0], "y": [0.0, 0.0], "pop": [1000.0, 1000.0],
    ...                        "tract_id": list(TRACTS[:2]), "area_id": ["west", "east"]})
    >>> venues = pd.DataFrame({"venue_id": ["v1", "v2"], "name": ["Library", "School"],
    ...                        "x": [0.0, 10_000.0], "y": [0.0, 0.0], "lon": [0.0, 0.1], "lat": [0.0, 0.0],
    ...                        "police_building": [False, False], "veto": [None, None]})
    >>> plan = solve_meetings(build_demand(points, four_square_table()), build_sites(venues),
    ...                       MeetingOptions(meetings=1))
    >>> plan.status, plan.objective_value, [(site.name, site.languages) for site in plan.sites]
    ('optimal', 600.0, [('School', ('korean',))])
    >>> plan.sites[0].next_best
    NextBest(site_id='v1', name='Library', adds=100.0)
    """
    began = time.perf_counter()
    reach = require_reach(demand, sites, options, within, travel)
    problem = _state(demand, sites, options, reach, known)
    selection = _choose(problem, options, began, quick)
    weighed = demand.weights is not None or options.language_weights or reach.travel is not None
    count = replace(build_count(reach.within, demand, sites, options), wishes=problem.wishes) if weighed else problem
    return build_plan(selection, count, demand, sites, options, time.perf_counter() - began)


@dataclass(frozen=True, slots=True)
class Reach:
    """Who is within reach of which site, and how far away where the objective asks; points x candidate sites."""

    within: csr_array
    travel: csr_array | None


def require_reach(
    demand: Demand,
    sites: Sites,
    options: MeetingOptions,
    within: csr_array | None = None,
    travel: csr_array | None = None,
) -> Reach:
    """Return who is within reach: as given, or by straight line and detour factor; see ``solve_meetings``."""
    needs_travel = find_objective(options.objective).needs_travel
    if options.reach_minutes is not None and travel is None and within is None:
        raise InputError(
            "reach in minutes needs a table of travel times or a street network",
            value=options.reach_minutes,
            fix="add one of them, or use a distance",
        )
    if travel is None and within is None and needs_travel:
        travel = travel_table(demand, sites, options)
    if travel is not None:
        within = within_of(travel)
    if within is None:
        within = find_within(demand, sites, options)
    expected = (len(demand.points), len(sites.candidates))
    if within.shape != expected:
        raise InputError(
            f"the table of reach must have {expected[0]} points x {expected[1]} venues",
            value=within.shape,
            fix="make it for these points and venues",
        )
    if needs_travel and travel is None:
        raise InputError(
            f"the objective {options.objective!r} needs the distance to every venue, not only who lives within reach",
            fix="add a travel table, or choose another objective",
        )
    return Reach(within, travel if needs_travel else None)


def select(
    demand: Demand,
    sites: Sites,
    options: MeetingOptions,
    reach: Reach,
    known: Flags | None = None,
    began: float | None = None,
    quick: bool = False,
) -> Selection:
    """Return what the objective chooses.

    ``began`` on the clock of ``time.perf_counter``, now unless given; ``quick`` as in ``exact.Limits``.
    """
    problem = _state(demand, sites, options, reach, known)
    return _choose(problem, options, time.perf_counter() if began is None else began, quick)


def _state(demand: Demand, sites: Sites, options: MeetingOptions, reach: Reach, known: Flags | None) -> MeetingProblem:
    locked = int(sites.locked.sum())
    if locked > options.meetings:
        raise InfeasibleError(
            f"{locked} venues are locked in, but the plan has only {options.meetings} meetings",
            fix="add meetings or unlock venues",
        )
    return replace(build_problem(reach.within, demand, sites, options, reach.travel), known=known)


def _choose(problem: MeetingProblem, options: MeetingOptions, began: float, quick: bool = False) -> Selection:
    objective = find_objective(options.objective)
    return objective.solve(problem, Limits(options.mip_gap, began + options.time_limit * SOLVING, quick))
