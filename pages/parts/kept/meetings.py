"""Where to meet: the plan, what lies behind it, how sure it is, and the best that differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from scipy.sparse import csr_array

from geodata.department import answers
from geodata.department.answers import MeetingInputs, PreparedDepartment
from geodata.meetings.travel import MeetingTravel, TravelFile
from planning.meetings.alternatives import SecondBest, second_best
from planning.meetings.demand import Demand
from planning.meetings.draws import PlanDraws, draw_plans
from planning.meetings.next_site import NextSite, next_site
from planning.meetings.options import MeetingOptions
from planning.meetings.past import PastMeeting
from planning.meetings.plan import MeetingPlan, covered_points, left_out_by_area, reached_by_count
from planning.meetings.served import areas_served
from planning.meetings.sites import Sites
from planning.meetings.solve import cover, solve_meetings
from planning.meetings.within_reach import covered_by

PLANS_KEPT = 32
PAGE_DRAWS, DRAWING_S, SECOND_S = 50, 6.0, 6.0
"""Draws on the page, and seconds after which no further draw is begun and no further plan sought."""
CURVE_BEYOND = 6
"""How many more meetings than asked for the curve goes on."""


@dataclass(frozen=True, slots=True, eq=False)
class MeetingDetail:
    """What lies behind a plan.

    Attributes
    ----------
    demand : Demand
    reached : DataFrame
        Persons reached, demand points x languages; see ``planning.meetings.plan.covered_points``.
    left_out, curve : DataFrame
        See ``left_out_by_area`` and ``reached_by_count`` there.
    next_site : NextSite or None
        The one more meeting that would help most; see ``planning.meetings.next_site``.
    areas : mapping of site id to tuple of areas
        What each meeting is for, by what it really reaches; see ``planning.meetings.served``.
    """

    demand: Demand
    reached: pd.DataFrame
    left_out: pd.DataFrame
    curve: pd.DataFrame
    next_site: NextSite | None
    areas: Mapping[str, tuple[str, ...]]


Key = tuple[str, MeetingOptions, tuple[PastMeeting, ...], str]
"""What a kept plan is known by: the department's content hash, what is asked, meetings held, the mark of the file."""
MadeFrom = tuple[PreparedDepartment, TravelFile | None]
"""What it is made from: the department, and the file of travel if there is one."""
Asked = tuple[Key, MadeFrom]


def _inputs(key: Key, made_from: MadeFrom) -> MeetingInputs:
    _, options, past, _ = key
    return answers.meeting_inputs(made_from[0], options, past)


def _ways(key: Key, made_from: MadeFrom) -> csr_array | None:
    travel = meeting_travel(key, made_from)
    return None if travel is None else travel.travel


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner="How far: along the streets, or by your table")
def meeting_travel(key: Key, _made_from: MadeFrom) -> MeetingTravel | None:
    """Return the ways in minutes; None where reach is a straight line."""
    file = _made_from[1]
    return None if file is None else file.travel(_inputs(key, _made_from))


@st.cache_data(max_entries=PLANS_KEPT, show_spinner="Solving: which places and languages reach most people")
def meeting_plan(key: Key, _made_from: MadeFrom) -> MeetingPlan:
    """Return where to meet."""
    inputs = _inputs(key, _made_from)
    return solve_meetings(inputs.demand, inputs.sites, inputs.options, travel=_ways(key, _made_from))


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner=False)
def meeting_detail(key: Key, _made_from: MadeFrom) -> MeetingDetail:
    """Return whom the plan reaches and leaves out, and what more meetings would reach."""
    plan, inputs = meeting_plan(key, _made_from), _inputs(key, _made_from)
    demand, sites, options = inputs.demand, inputs.sites, inputs.options
    ways = _ways(key, _made_from)
    coverage = cover(demand, sites, options) if ways is None else covered_by(ways)
    most = max(options.meetings, len(plan.sites)) + CURVE_BEYOND
    return MeetingDetail(
        demand,
        covered_points(plan, demand, coverage),
        left_out_by_area(plan, demand, sites, coverage),
        reached_by_count(plan, demand, sites, coverage, options, most=most),
        next_site(plan, demand, sites, coverage, options),
        _areas(plan, demand, sites, options, coverage),
    )


def _areas(
    plan: MeetingPlan, demand: Demand, sites: Sites, options: MeetingOptions, coverage: csr_array
) -> Mapping[str, tuple[str, ...]]:
    row = {site_id: place for place, site_id in enumerate(sites.ids)}
    places = pd.DataFrame(
        [{"site_id": s.site_id, "languages": s.languages} for s in plan.sites], columns=["site_id", "languages"]
    )
    within = coverage[:, [row[site.site_id] for site in plan.sites]]
    return areas_served(demand, places, options, csr_array(within))


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner="How sure: redrawing the census figures within their margins")
def meeting_draws(key: Key, _made_from: MadeFrom) -> PlanDraws:
    """Return how much of the plan is only sampling error."""
    plan, inputs = meeting_plan(key, _made_from), _inputs(key, _made_from)
    table = _made_from[0].department.language
    return draw_plans(
        plan,
        inputs.demand,
        inputs.sites,
        table,
        inputs.options,
        travel=_ways(key, _made_from),
        draws=PAGE_DRAWS,
        seconds=DRAWING_S,
    )


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner="Looking for the best plan that differs")
def second_plan(key: Key, _made_from: MadeFrom) -> SecondBest | None:
    """Return the best plan that differs, and what it costs."""
    plan, inputs = meeting_plan(key, _made_from), _inputs(key, _made_from)
    ways = _ways(key, _made_from)
    return second_best(plan, inputs.demand, inputs.sites, inputs.options, travel=ways, seconds=SECOND_S)
