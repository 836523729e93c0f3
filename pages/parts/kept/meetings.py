"""Where to meet: the plan, what lies behind it, how sure it is, and the best that differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from scipy.sparse import csr_array

from geodata import answers
from geodata.answers import PreparedDepartment
from geodata.meeting_travel import MeetingTravel, TravelFile
from planning.meetings.alternatives import SecondBest, second_best
from planning.meetings.coverage import covered_by
from planning.meetings.demand import Demand
from planning.meetings.draws import PlanDraws, draw_plans
from planning.meetings.met import PastMeeting
from planning.meetings.next_site import NextSite, next_site
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan, covered_points, left_out_by_area, reached_by_count
from planning.meetings.served import areas_served
from planning.meetings.sites import Sites
from planning.meetings.solve import cover, solve_meetings

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


Asked = tuple[str, MeetingOptions, tuple[PastMeeting, ...], str, TravelFile | None, PreparedDepartment]
"""What a kept plan is known by, with the file and the department it is made from."""


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner="How far: along the streets, or by your table")
def meeting_travel(
    content_hash: str,
    options: MeetingOptions,
    past: tuple[PastMeeting, ...],
    digest: str,
    _file: TravelFile | None,
    _prepared: PreparedDepartment,
) -> MeetingTravel | None:
    """Return the ways in minutes; None where reach is a straight line."""
    return None if _file is None else _file.travel(answers.meeting_inputs(_prepared, options, past))


@st.cache_data(max_entries=PLANS_KEPT, show_spinner="Solving: which places and languages reach most people")
def meeting_plan(
    content_hash: str,
    options: MeetingOptions,
    past: tuple[PastMeeting, ...],
    digest: str,
    _file: TravelFile | None,
    _prepared: PreparedDepartment,
) -> MeetingPlan:
    """Return where to meet; ``digest`` is of the file of travel."""
    inputs = answers.meeting_inputs(_prepared, options, past)
    travel = meeting_travel(content_hash, options, past, digest, _file, _prepared)
    return solve_meetings(inputs.demand, inputs.sites, options, travel=None if travel is None else travel.travel)


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner=False)
def meeting_detail(
    content_hash: str,
    options: MeetingOptions,
    past: tuple[PastMeeting, ...],
    digest: str,
    _file: TravelFile | None,
    _prepared: PreparedDepartment,
) -> MeetingDetail:
    """Return whom the plan reaches and leaves out, and what more meetings would reach."""
    plan = meeting_plan(content_hash, options, past, digest, _file, _prepared)
    inputs = answers.meeting_inputs(_prepared, options, past)
    demand, sites = inputs.demand, inputs.sites
    travel = meeting_travel(content_hash, options, past, digest, _file, _prepared)
    coverage = cover(demand, sites, options) if travel is None else covered_by(travel.travel)
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
    places = pd.DataFrame([{"site_id": s.site_id, "languages": s.languages} for s in plan.sites],
                          columns=["site_id", "languages"])  # fmt: skip
    within = coverage[:, [row[site.site_id] for site in plan.sites]]
    return areas_served(demand, places, options, csr_array(within))


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner="How sure: redrawing the census figures within their margins")
def meeting_draws(
    content_hash: str,
    options: MeetingOptions,
    past: tuple[PastMeeting, ...],
    digest: str,
    _file: TravelFile | None,
    _prepared: PreparedDepartment,
) -> PlanDraws:
    """Return how much of the plan is only sampling error."""
    plan = meeting_plan(content_hash, options, past, digest, _file, _prepared)
    inputs = answers.meeting_inputs(_prepared, options, past)
    table = _prepared.department.language
    travel = meeting_travel(content_hash, options, past, digest, _file, _prepared)
    ways = None if travel is None else travel.travel
    people, sites = inputs.demand, inputs.sites
    return draw_plans(plan, people, sites, table, options, travel=ways, draws=PAGE_DRAWS, seconds=DRAWING_S)


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner="Looking for the best plan that differs")
def second_plan(
    content_hash: str,
    options: MeetingOptions,
    past: tuple[PastMeeting, ...],
    digest: str,
    _file: TravelFile | None,
    _prepared: PreparedDepartment,
) -> SecondBest | None:
    """Return the best plan that differs, and what it costs."""
    plan = meeting_plan(content_hash, options, past, digest, _file, _prepared)
    inputs = answers.meeting_inputs(_prepared, options, past)
    travel = meeting_travel(content_hash, options, past, digest, _file, _prepared)
    ways = None if travel is None else travel.travel
    return second_best(plan, inputs.demand, inputs.sites, options, travel=ways, seconds=SECOND_S)
