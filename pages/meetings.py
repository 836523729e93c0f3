"""Meetings: where to hold them, in which languages, whom each adds and whom the plan leaves out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geodata.meetings.inputs import wish_notes
from geodata.meetings.venue_records import VenueRecords
from geodata.papers import exports
from geodata.records.work import Record
from geodata.version import software_version
from pages.parts.forms.record_tools import show_problem
from pages.parts.kept.beside import Done, begin_all, call_off
from pages.parts.kept.meetings import DRAWS, PLAN, SECOND, PlanNow
from pages.parts.meetings.controls import KEPT as CONTROLS_KEPT
from pages.parts.meetings.controls import show_controls
from pages.parts.meetings.facts import known_places, show_every_place, show_fact_forms
from pages.parts.meetings.picks import close_calls, show_draws, show_picks
from pages.parts.meetings.plan_map import show_meeting_map
from pages.parts.meetings.plans import (
    PLAN_KEPT,
    open_from_link,
    show_compare,
    show_kept_plans,
    show_opened,
    show_plan_tools,
)
from pages.parts.meetings.reached import show_left_out, show_more_meetings, show_reached
from pages.parts.meetings.season import show_season
from pages.parts.meetings.season_now import season_now
from pages.parts.meetings.sure import range_sentence, show_how_sure, show_second, surety
from pages.parts.meetings.under_way import show_under_way
from pages.parts.meetings.when import KEPT as SEASON_KEPT
from pages.parts.meetings.wishes import show_wishes
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer, show_empty
from pages.parts.shell.page import Page
from pages.parts.widgets.areas import PANEL_SHARE
from pages.parts.widgets.compared import show_compared
from pages.parts.widgets.downloads import Making, show_downloads, show_file
from pages.parts.widgets.sections import kept_section, section_bar
from planning.meetings.draws import PlanDraws, reached_percent
from planning.meetings.options import USUAL_TURNOUT, MeetingOptions
from planning.meetings.plan import MeetingPlan
from planning.meetings.seats import find_crowds
from planning.targets.figures import MEETINGS_HELD, PEOPLE_REACHED
from planning.vocabulary import COMMANDER, COORDINATOR
from planning.words.answers import meetings_answer, not_counted_sentence

STAND_INS = (
    "You have no population points yet, so this uses **one point per census tract**. Who lives within reach "
    "is a rough guess. Add census blocks before you rely on this plan (see Setup)."
)
SECTION = "meetings-section"
SECTIONS = {
    "places": "Places",
    "season": "Schedule",
    "reached": "Who is reached",
    "compare": "Compare",
    "sure": "How sure",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """The plan on screen: what was asked, the plan, the records of venues, the saved plan that is open."""

    context: Context
    options: MeetingOptions
    plan: MeetingPlan
    records: VenueRecords
    kept: Record | None


def render(context: Context) -> None:
    """Draw the page: the controls, the answer, and the section that is open."""
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
    now = context.plan_now(options)
    plan = now.plan
    proven = surety(plan, options, metric=context.department.settings.is_metric)
    answer = meetings_answer(plan.reached, plan.demand, len(plan.sites), plan.unseated, options.turnout)
    show_answer(f"{answer} {proven}")
    st.caption(not_counted_sentence(context.not_counted(options)))
    compared = st.empty()
    show_wishes(context, records)
    how_sure = st.empty()
    if context.department.population is None:
        st.warning(STAND_INS, icon=":material/location_off:")
    if options.turnout is not None or options.each_district:
        for note in wish_notes(context.department, context.meeting_inputs(options).sites, options):
            st.caption(plain(note))
    show_opened(context, kept, options, plan)
    show_plan_tools(context, kept, options, plan, records)
    section = section_bar(SECTION, SECTIONS)
    if section != "compare":
        call_off(SECOND)
    say = DRAWN[section](Shown(context, options, plan, records, kept))
    draws = _show_draws(context, options, now, how_sure)
    with compared.container():
        _show_compared(context, plan, draws)
    if say is not None:
        say(draws)
    begin_all()


Draws = Done[PlanDraws | None] | None
"""The draws of the best plan: none of them where the table has no margins to draw within, nothing as long as they are
made."""
Say = Callable[[Draws], None]
"""What a section says of the draws: they take longest, and whatever else is known stands before."""


def _show_draws(context: Context, options: MeetingOptions, now: PlanNow, place: DeltaGenerator) -> Draws:
    """Say the range of people reached, or what is being worked out for it; return the draws, if they are there."""
    if not now.is_final:
        call_off(DRAWS)
        with place.container():
            show_under_way("This is a good plan. Checking whether any other is better.", [PLAN])
        return None
    margins = context.department.language.lep_moe[list(options.languages)]
    if margins.isna().all(axis=None):
        return Done(None)
    draws = context.draws_now(options)
    if draws is not None:
        place.markdown(range_sentence(draws.result))
        return draws
    with place.container():
        show_under_way("Making the plan again within the census’s margins of error.", [DRAWS])
    return None


def _show_compared(context: Context, plan: MeetingPlan, draws: Draws) -> None:
    """Say what was held before, and how the share of people reached stands to the target, by the test runs."""
    keys = (MEETINGS_HELD,) if draws is None else (MEETINGS_HELD, PEOPLE_REACHED)
    ends = reached_percent(plan, draws.result if draws is not None else None)
    show_compared(context, keys, {PEOPLE_REACHED: lambda *_: ends})


def _show_places(shown: Shown) -> Say:
    context, plan = shown.context, shown.plan
    known = known_places(context, shown.records)
    with st.container(key="meetings-places"):
        left, right = st.columns(PANEL_SHARE)
    with left:
        show_meeting_map(context, shown.options, plan)
    candidates = context.meeting_inputs(shown.options).sites.candidates
    with right:
        crowds = find_crowds(plan, candidates, shown.options.turnout or USUAL_TURNOUT)
        places = show_picks(context, plan, known, crowds, shown.options.turnout)
        close = st.empty()
    venues = [site.site_id for site in plan.sites]
    show_fact_forms(context, shown.records, venues)
    show_every_place(context, known, venues)
    _show_take_away(shown)

    def say(draws: Draws) -> None:
        if draws is not None and draws.result is not None and draws.result.has_margins:
            show_draws(places, plan, draws.result)
            close.caption(close_calls(plan, draws.result))

    return say


def _show_season(shown: Shown) -> None:
    show_season(shown.context, shown.plan, shown.records, shown.kept)


def _show_reached(shown: Shown) -> None:
    show_reached(shown.plan)
    show_left_out(shown.context, shown.options, shown.plan)


def _show_compare(shown: Shown) -> None:
    show_more_meetings(shown.context, shown.options, shown.plan)
    st.header("Beside another plan", anchor=False)
    show_compare(shown.context, shown.options, shown.plan)
    show_second(shown.context, shown.options, shown.plan)
    show_kept_plans(shown.context)


def _show_sure(shown: Shown) -> Say:
    place = st.container()

    def say(draws: Draws) -> None:
        with place:
            show_how_sure(shown.context, shown.options, shown.plan, draws)

    return say


DRAWN: Mapping[str, Callable[[Shown], Say | None]] = {
    "places": _show_places,
    "season": _show_season,
    "reached": _show_reached,
    "compare": _show_compare,
    "sure": _show_sure,
}


def _show_take_away(shown: Shown) -> None:
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
            for site in shown.plan.sites
        ]
    )
    row = show_downloads(shown.context, rows, "meetings", "Meeting plan", made=Making("meetings"))
    if row is not None:
        with row:
            show_file("Plan as JSON", lambda: _plan_json(shown), "meetings.json", "application/json")


def _plan_json(shown: Shown) -> bytes:
    """Return the plan with what it was made from, as it would be saved."""
    season = season_now(shown.context, shown.kept)
    content = shown.plan.as_json() | {
        "inputs": asdict(shown.options) | {"season": season.as_json()},
        "department_hash": shown.context.for_meetings.department.content_hash,
        "software_version": software_version(),
        "use": exports.USE_NOTE,
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


KEPT = (kept_section(SECTION, SECTIONS), *PLAN_KEPT, *CONTROLS_KEPT, *SEASON_KEPT)
HELD = ("flyer-*",)
"""Texts in somebody's words: they stay while another page is shown, and stand in no address."""
PAGE = Page(
    "meetings", "Meetings", ":material/groups:", "Plan", frozenset({COMMANDER, COORDINATOR}), render, KEPT, HELD
)
