"""Plans that are kept: save, open again from a link, set side by side, make meetings of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from geodata.meetings.travel import kept_travel, read_kept_travel
from geodata.meetings.venue_records import VenueRecords
from geodata.records import plans
from geodata.records.plans import plan_options, save_plan
from geodata.records.work import Record
from pages.parts.followup.plan_events import show_make_meetings
from pages.parts.forms.record_tools import run
from pages.parts.meetings.controls import KEPT as CONTROLS_KEPT
from pages.parts.meetings.controls import fill_controls
from pages.parts.meetings.minutes import take_kept_travel, travel_sentence
from pages.parts.meetings.season_now import season_now
from pages.parts.meetings.when import KEPT as SEASON_KEPT
from pages.parts.meetings.when import fill_season
from pages.parts.meetings.wishes import all_vetoes
from pages.parts.shell.address import Ids, Kept, begin_from, end_from, first_of
from pages.parts.shell.context import TRAVEL, Context
from pages.parts.shell.linked_record import linked_record
from pages.parts.shell.messages import plain
from pages.parts.widgets.lengths import length_words
from pages.parts.widgets.tables import Column, show_table
from planning.errors import PlanningError
from planning.languages.groups import language_name
from planning.lists import listed
from planning.meetings.compare import compare_plans
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan
from planning.meetings.solving.objectives import OBJECTIVES
from planning.words.formats import moment, month_words, short_day
from planning.words.wording import rounded_people

PLAN, OPENED, KEPT = "plan", "meeting-plan-opened", "meeting-kept"
WHY_OTHER = "the time limit was hit, or the software has changed"
IN_SESSION = "(the plan kept to compare)"
NAMED = "meeting-plan-named"
"""The id of the plan the address names."""
PLAN_KEPT = (Kept(PLAN, NAMED, Ids(first_of, most=1)),)


def open_from_link(context: Context) -> Record | None:
    """Set the controls to the plan the address names, once; return the plan. Before the controls are drawn."""
    plan = linked_record(context, "meeting_plan", NAMED, "The plan this link names is not among the plans kept here.")
    if plan is not None and st.session_state.get(OPENED) != plan.id:
        st.session_state[OPENED] = plan.id
        vetoes = plan["result"].get("vetoes", {})
        fill_controls(context, plan_options(plan), {str(venue): str(reason) for venue, reason in vetoes.items()})
        take_kept_travel(plan, plan_options(plan))
        fill_season(plan)
        begin_from((*CONTROLS_KEPT, *SEASON_KEPT), context)
    return plan


def show_opened(context: Context, kept: Record | None, options: MeetingOptions, plan: MeetingPlan) -> None:
    """Say which kept plan is open, and whether what is on screen still is that plan."""
    if kept is None:
        return
    title = (
        f"**{plain(kept['title'])}** · saved {short_day(context.local(kept.created_at))} by {plain(kept.created_by)}"
    )
    row = st.container(horizontal=True, vertical_alignment="center")
    row.markdown(f"{title}. {_sentence(context, kept, options, plan)}")
    row.button("Close", key="close-plan", on_click=_close, type="tertiary")


def _sentence(context: Context, kept: Record, options: MeetingOptions, plan: MeetingPlan) -> str:
    before, now = sum(kept["result"].get("reached", {}).values()), sum(plan.reached.values())
    travel = travel_sentence(kept, options)
    if context.for_meetings.department.content_hash != kept["department_hash"]:
        return (
            f"The department's data have changed since: it reached {rounded_people(before)} then, the same wishes "
            f"reach {rounded_people(now)} now. {travel}".rstrip()
        )
    if travel:
        return travel
    if {site.site_id for site in plan.sites} == {site["site_id"] for site in kept["result"].get("sites", ())}:
        return f"Same data ({kept['department_hash']}), same meetings."
    if plan_options(kept) == options:
        why = "meetings held since make people near them count less" if options.met_discount else WHY_OTHER
        return f"Same data and wishes, yet other meetings: {why}. It reached {rounded_people(before)} then."
    return "The controls no longer say what was kept: below is another plan."


def show_plan_tools(
    context: Context, kept: Record | None, options: MeetingOptions, plan: MeetingPlan, records: VenueRecords
) -> None:
    """Draw what can be done with the plan on screen: save it, keep it to compare with another, make meetings of it."""
    row = st.container(horizontal=True, vertical_alignment="center")
    if context.may("write", "meeting_plan"):
        with (
            row.popover("Save this plan", icon=":material/save:", key="plans-save-this-plan"),
            st.form("save-plan", border=False),
        ):
            st.text_input("Called", _usual_title(context, options), key="save-plan-title", max_chars=120)
            st.form_submit_button("Save", type="primary", on_click=_save, args=(context, options, plan, records, kept))
    row.button(
        "Keep to compare",
        icon=":material/compare_arrows:",
        on_click=_keep,
        args=(options,),
        type="tertiary",
        key="keep-plan",
    )
    if kept is not None:
        with row:
            show_make_meetings(context, kept)


def _usual_title(context: Context, options: MeetingOptions) -> str:
    return f"{OBJECTIVES[options.objective].label}, {month_words(context.today)}"


def _save(
    context: Context, options: MeetingOptions, plan: MeetingPlan, records: VenueRecords, kept: Record | None
) -> None:
    title = str(st.session_state.get("save-plan-title", "")).strip() or _usual_title(context, options)
    result = plan.as_json() | {
        "vetoes": all_vetoes(context, records),
        "areas": {site: list(areas) for site, areas in context.meeting_detail(options, plan).areas.items()},
    }
    travel = _travel(context, options, plan)
    made_from = context.for_meetings.department.content_hash

    def save() -> None:
        season = season_now(context, kept)
        saved = save_plan(context.store, context.renew(), title, options, result, made_from, season, travel)
        st.session_state[OPENED] = st.session_state[NAMED] = saved.id
        begin_from((*CONTROLS_KEPT, *SEASON_KEPT), context)

    lost = " Its travel file is too large to save. To open the plan, add the file again"
    too_many = travel is not None and travel["kept"] is None
    run(save, "Plan saved. The address of this page is now a link to it." + (lost if too_many else ""))


def _travel(context: Context, options: MeetingOptions, plan: MeetingPlan) -> dict[str, Any] | None:
    """Return what the plan keeps of its file of travel; None where it goes by metres."""
    file, travel = st.session_state.get(TRAVEL), context.meeting_travel(options)
    if options.reach_minutes is None or file is None or travel is None:
        return None
    inputs = context.meeting_inputs(options)
    rows = [int(row) for row in np.flatnonzero(plan.interpreted.any(axis=1))]
    return kept_travel(file, travel, inputs, rows, context.department.settings.crs)


def _close() -> None:
    st.session_state.pop(OPENED, None)
    st.session_state.pop(NAMED, None)
    end_from()


def _open(plan_id: str) -> None:
    st.session_state.pop(OPENED, None)
    st.session_state[NAMED] = plan_id


def _keep(options: MeetingOptions) -> None:
    st.session_state[KEPT] = options


def show_kept_plans(context: Context) -> None:
    """Draw the plans that are kept, newest first, each with its link."""
    if not context.may("read", "meeting_plan"):
        return
    plans = context.store.records(context.actor, "meeting_plan")
    if not plans:
        return
    with st.expander(f"Saved plans ({len(plans)})", key="plans-plans-kept"):
        for plan in reversed(plans):
            row = st.container(horizontal=True, vertical_alignment="center")
            reached = sum(plan["result"].get("reached", {}).values())
            row.markdown(
                f"{plain(plan['title'])} · {short_day(context.local(plan.created_at))}, {plain(plan.created_by)} · "
                f"{len(plan['result'].get('sites', ()))} meetings, {rounded_people(reached)} people"
            )
            row.button("Open", key=f"open-{plan.id}", on_click=_open, args=(plan.id,))


def show_compare(context: Context, options: MeetingOptions, plan: MeetingPlan) -> None:
    """Draw the plan beside another: one kept in this session, or a saved one."""
    others: dict[str, tuple[MeetingOptions, Record | None]] = {}
    if st.session_state.get(KEPT) not in (None, options):
        others[IN_SESSION] = st.session_state[KEPT], None
    if context.may("read", "meeting_plan"):
        for kept in reversed(context.store.records(context.actor, "meeting_plan")):
            others[f"{kept['title']} · {moment(context.local(kept.created_at))}"] = plan_options(kept), kept
    if not others:
        st.caption("To compare, press Keep to compare above and change the plan, or save it.")
        return
    chosen = st.selectbox(
        "Beside another plan", list(others), index=None, placeholder="Choose a plan to compare with", key="compare-with"
    )
    chosen = chosen or (IN_SESSION if IN_SESSION in others else None)
    if chosen is not None:
        asked, record = others[chosen]
        try:
            file = None if record is None else read_kept_travel(record["inputs"].get(plans.TRAVEL))
            other = context.meeting_plan(asked, file)
        except PlanningError as error:
            st.error(plain(str(error)))
            return
        _show_beside(context, options, plan, asked, other)


def _show_beside(
    context: Context, options: MeetingOptions, plan: MeetingPlan, asked: MeetingOptions, other: MeetingPlan
) -> None:
    found = compare_plans(plan, other)
    fewer_more = "more" if found.persons > 0 else "fewer"
    difference = (
        "**the same**" if abs(found.persons) < 0.5 else f"**{rounded_people(abs(found.persons))} {fewer_more}**"
    )
    st.markdown(f"Beside the other plan, on the same figures, this one reaches {difference}.")
    for column, name, each, wishes, own in zip(
        st.columns(2),
        ("This plan", "The other plan"),
        (plan, other),
        (options, asked),
        (found.only_here, found.only_there),
        strict=True,
    ):
        with column.container(border=True, height="stretch"):
            st.markdown(
                f"**{name}** · {OBJECTIVES[wishes.objective].label.lower()}, {len(each.sites)} meetings, "
                f"{_reach(context, wishes)}, {wishes.languages_per_meeting} languages at a meeting\n\n"
                f"Reaches **{rounded_people(sum(each.reached.values()))}**. "
                + (f"Only here: {plain(listed(own))}." if own else "No place of its own.")
            )
    if found.both:
        st.caption(f"In both: {plain(listed(found.both))}.")
    rows = found.by_language.assign(name=found.by_language["language"].map(language_name))
    people = [
        Column(name, label, show=_people)
        for name, label in (("here", "This plan"), ("there", "The other"), ("more_here", "Difference"))
    ]
    show_table(rows, (Column("name", "Language"), *people), "meetings-compare")


def _reach(context: Context, wishes: MeetingOptions) -> str:
    return (
        length_words(context, wishes.radius_m) if wishes.reach_minutes is None else f"{wishes.reach_minutes:g} minutes"
    )


def _people(persons: float) -> str:
    return "not counted" if pd.isna(persons) else rounded_people(persons)
