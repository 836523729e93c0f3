"""From a kept plan to meetings on the board, in one click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from geodata.meetings.board import as_planned
from geodata.meetings.inputs import meeting_areas
from geodata.records import events
from geodata.records.plans import kept_season, plan_options, plan_sites
from geodata.records.work import Record
from pages.parts.forms.record_tools import run
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from planning.lists import counted
from planning.words.formats import short_day

PLANS_SHOWN = 3


def show_plans(context: Context) -> None:
    """Draw the latest kept plans that still have meetings to be made of them."""
    if not context.may("write", "event"):
        return
    plans = context.store.records(context.actor, "meeting_plan")
    waiting = [plan for plan in reversed(plans) if _to_make(context, plan)]
    if not waiting:
        return
    with st.container(border=True, key="plans-waiting"):
        st.markdown("Plans not in the meeting tracker yet")
        for plan in waiting[:PLANS_SHOWN]:
            row = st.container(horizontal=True, vertical_alignment="center")
            row.markdown(
                f"{plain(plan['title'])} · {short_day(context.local(plan.created_at))}, {plain(plan.created_by)}"
            )
            with row:
                show_make_meetings(context, plan)
        if len(waiting) > PLANS_SHOWN:
            st.caption(f"{len(waiting) - PLANS_SHOWN} older plans are on the page Meetings.")


def show_make_meetings(context: Context, plan: Record) -> None:
    """Draw the button that makes meetings of a kept plan, or say that they are on the board."""
    if not context.may("write", "event"):
        return
    count = _to_make(context, plan)
    if not count:
        st.caption("Its meetings are on the board of Follow-up.")
        return
    st.button(
        f"Make {counted(count, 'meeting')} of it",
        icon=":material/event_available:",
        key=f"make-{plan.id}",
        on_click=_make_meetings,
        args=(context, plan),
        type="primary",
        help="Each gets its venue, its languages, the beats where most of their speakers are within reach, and the "
        "day, time and interpreters of the season saved with the plan.",
    )


def _to_make(context: Context, plan: Record) -> int:
    """How many meetings of a plan have no event; a deleted one is not made again by itself."""
    sites = set(plan_sites(plan)["site_id"])
    made = context.store.records(context.actor, "event", meeting_plan_id=plan.id)
    return len(sites - {event["site_id"] for event in made})


def _areas(context: Context, plan: Record) -> Mapping[str, Sequence[str]]:
    """Return what each meeting is for: as it was kept with the plan, else by the plan's radius.

    A plan in minutes kept without it says nothing: its file of travel is not here, and metres would be another reach.
    """
    kept = plan["result"].get("areas")
    if isinstance(kept, dict):
        return kept
    options = plan_options(plan)
    return {} if options.reach_minutes else meeting_areas(context.prepared, plan_sites(plan), options)


def _make_meetings(context: Context, plan: Record) -> None:
    """Make a planned meeting of each site of a plan that has none yet. For callbacks."""
    count = _to_make(context, plan)

    def save() -> None:
        season = kept_season(plan)
        packs = context.season_of(plan)
        days = {} if season is None else {pack.slot.site_id: as_planned(pack, season.wishes.minutes) for pack in packs}
        events.add_from_plan(context.store, context.renew(), plan.id, areas=_areas(context, plan), season=days)

    run(save, f"{counted(count, 'meeting')} planned" + ("" if kept_season(plan) else ". Give each a day"))
