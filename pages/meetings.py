"""Meetings: where to hold them, in which languages, whom each adds and whom the plan leaves out."""

from __future__ import annotations

import json
from dataclasses import asdict

import pandas as pd
import streamlit as st

from geodata.meetings.inputs import sites_of, wish_notes
from geodata.papers import exports
from geodata.version import software_version
from pages.parts.forms.record_tools import show_problem
from pages.parts.meetings.controls import KEPT as CONTROLS_KEPT
from pages.parts.meetings.controls import show_controls
from pages.parts.meetings.picks import show_draws, show_picks
from pages.parts.meetings.plan_map import show_meeting_map
from pages.parts.meetings.plans import PLAN_KEPT, open_from_link, show_kept_plans, show_opened, show_plan_tools
from pages.parts.meetings.reached import show_more_meetings, show_reached
from pages.parts.meetings.season import show_season
from pages.parts.meetings.sure import range_sentence, show_how_sure, surety
from pages.parts.meetings.when import KEPT as SEASON_KEPT
from pages.parts.meetings.when import SEASON
from pages.parts.meetings.wishes import show_wishes
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer, show_empty
from pages.parts.shell.page import Page
from pages.parts.widgets.downloads import show_downloads, show_file
from planning.meetings.draws import PlanDraws
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan
from planning.meetings.seats import crowded_rooms
from planning.vocabulary import COMMANDER, COORDINATOR
from planning.words.answers import meetings_answer

STAND_INS = (
    "You have no population points yet, so this uses **one point per census tract**. Who lives within reach "
    "is a rough guess. Add census blocks before you rely on this plan (see Setup)."
)


def render(context: Context) -> None:
    """Draw the page."""
    venues = context.department.venues
    if venues is None or venues.empty:
        show_empty(
            "No venues yet.",
            "Add a file of schools, libraries, churches, or community centers with name, lon, and lat (see Setup).",
        )
        return
    kept = open_from_link(context)
    records = context.venue_records()
    options = show_controls(context, records)
    show_problem()
    plan = context.meeting_plan(options)
    show_answer(meetings_answer(plan.reached, plan.demand, len(plan.sites)) + " " + surety(plan, options))
    show_wishes(context, records)
    how_sure = st.empty()
    if context.department.population is None:
        st.warning(STAND_INS, icon=":material/location_off:")
    if options.turnout is not None or options.each_district:
        for note in wish_notes(context.department, sites_of(context.for_meetings, options), options):
            st.caption(plain(note))
    show_opened(context, kept, options, plan)
    show_plan_tools(context, kept, options, plan, records)
    show_meeting_map(context, options, plan)
    st.subheader("The meetings", anchor=False)
    if plan.spare_meetings:
        st.caption(f"{plan.spare_meetings} of your meetings would reach no one new, so they are not in the plan.")
    if options.turnout is None:
        for note in crowded_rooms(plan, sites_of(context.for_meetings, options).candidates):
            st.caption(f":material/chair: {plain(note)}. Count seats under the plan's options to plan for it.")
    places = show_picks(context, plan, records)
    show_reached(context, options, plan)
    show_more_meetings(context, options, plan)
    draws = _draws(context, options)
    if draws is not None:
        how_sure.markdown(range_sentence(draws, options))
        if draws.has_margins:
            show_draws(places, plan, draws)
    show_how_sure(context, options, plan, draws)
    show_season(context, plan, records, kept)
    show_kept_plans(context)
    _show_take_away(context, options, plan)


def _draws(context: Context, options: MeetingOptions) -> PlanDraws | None:
    """Return the draws; None where the table has no margins to draw within."""
    margins = context.department.language.lep_moe[list(options.languages)]
    return None if margins.isna().all(axis=None) else context.meeting_draws(options)


def _show_take_away(context: Context, options: MeetingOptions, plan: MeetingPlan) -> None:
    rows = pd.DataFrame(
        [
            {
                "site_id": site.site_id,
                "name": site.name,
                "lon": site.lon,
                "lat": site.lat,
                "languages": " ".join(site.languages),
                "adds_people": sum(site.adds.values()),
            }
            for site in plan.sites
        ]
    )
    st.caption("Download the venues:")
    show_downloads(context, rows, "meetings", "Meeting plan")
    show_file("Plan as JSON", lambda: _plan_json(context, options, plan), "meetings.json", "application/json")


def _plan_json(context: Context, options: MeetingOptions, plan: MeetingPlan) -> bytes:
    """Return the plan with what it was made from, as it would be saved."""
    season = st.session_state.get(SEASON)
    content = plan.as_json() | {
        "inputs": asdict(options) | ({} if season is None else {"season": season.as_json()}),
        "department_hash": context.for_meetings.department.content_hash,
        "software_version": software_version(),
        "use": exports.USE_NOTE,
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


KEPT = (*PLAN_KEPT, *CONTROLS_KEPT, *SEASON_KEPT)
HELD = ("flyer-*",)
"""Texts in somebody's words: they stay while another page is shown, and stand in no address."""
PAGE = Page(
    "meetings", "Meetings", ":material/groups:", "Plan", frozenset({COMMANDER, COORDINATOR}), render, KEPT, HELD
)
