"""Whom a plan reaches and leaves out, by language and beat, and what more meetings would do."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.meetings.answers import MeetingDetail
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from pages.parts.widgets.areas import name_of
from pages.parts.widgets.charts import show_steps
from pages.parts.widgets.row_charts import show_bars_in_outline
from pages.parts.widgets.tables import Column, show_table
from planning.languages.groups import language_name
from planning.lists import listed
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan
from planning.meetings.solving.objectives import OBJECTIVES
from planning.vocabulary import BEAT_LEVEL
from planning.words.answers import spoken
from planning.words.wording import percent, rounded_people


def show_reached(plan: MeetingPlan) -> None:
    """Draw the bars and the table by language."""
    st.header("Reached, by language", anchor=False)
    rows = pd.DataFrame(
        [
            {
                "language": language,
                "name": language_name(language),
                "part": plan.reached.get(language, 0.0),
                "whole": whole,
            }
            for language, whole in plan.demand.items()
        ]
    )
    rows["share"] = rows["part"] / rows["whole"].where(rows["whole"] > 0)
    rows["left"] = rows["whole"] - rows["part"]
    rows["written"] = [
        f"{rounded_people(part)} of {rounded_people(whole)}"
        for part, whole in zip(rows["part"], rows["whole"], strict=True)
    ]
    show_bars_in_outline(rows, "LEP residents", "People reached in each language inside the number of all who need it")
    columns = (
        Column("name", "Language"),
        Column("part", "Reached", show=rounded_people),
        Column("whole", "Need it", show=rounded_people),
        Column("share", "Share reached", show=percent),
        Column("left", "Not reached", show=rounded_people),
    )
    show_table(rows.sort_values("left", ascending=False), columns, "meetings-reached")
    if plan.absent_languages:
        names = listed([spoken(language) for language in plan.absent_languages])
        st.caption(f"Not in this table, so in no figure here: {names}.")


def show_left_out(context: Context, options: MeetingOptions, plan: MeetingPlan) -> None:
    """Draw who is left out where, and the best place to add."""
    st.header("Not reached, and the best venue to add", anchor=False)
    detail = context.meeting_detail(options, plan)
    st.markdown(_left_out_answer(detail, sum((plan.unseated or {}).values())))
    rows = detail.left_out
    if context.language in rows["language"].to_numpy():
        rows = rows[rows["language"] == context.language]
    rows = rows.assign(
        area=[name_of(context, area, BEAT_LEVEL) for area in rows["area_id"]], name=rows["language"].map(language_name)
    )
    columns = (
        Column("area", "Beat"),
        Column("name", "Language"),
        Column("left_out", "Not reached", show=rounded_people),
        Column("out_of_reach", "Far from any venue", show=rounded_people),
        Column("next_name", "Next place that would help"),
        Column("next_adds", "Would reach", show=rounded_people),
    )
    show_table(rows, columns, "meetings-left-out", missing="no unused venue is near")


def _left_out_answer(detail: MeetingDetail, unseated: float) -> str:
    """Return how many are left out, how many of them no place could reach, and the place that would help most."""
    rows, more = detail.left_out, detail.next_site
    if rows.empty:
        return "Everyone is reached."
    missed = f"**{rounded_people(rows['left_out'].sum())} people** are not reached"
    far = float(rows["out_of_reach"].sum())
    if far >= 0.5:
        missed += f". **{rounded_people(far)}** of them live too far from every venue"
    if unseated >= 0.5:
        missed += f". **{rounded_people(unseated)}** live within reach, but the rooms are too small"
    if more is None:
        return f"{missed}. No unused venue is near any of them."
    by_language = ", ".join(f"{spoken(language)} {rounded_people(persons)}" for language, persons in more.adds.items())
    return (
        f"{missed}. Best venue to add: **{plain(more.name)}**, which would reach "
        f"{rounded_people(more.adds_total)} of them ({by_language})."
    )


def show_more_meetings(context: Context, options: MeetingOptions, plan: MeetingPlan) -> None:
    """Draw what each number of meetings reaches."""
    st.header("With more meetings, or fewer", anchor=False)
    curve = context.meeting_detail(options, plan).curve
    meetings = len(plan.sites) if OBJECTIVES[options.objective].counts_meetings else options.meetings
    show_steps(curve, "People reached", "People reached by number of meetings", meetings)
    reached = curve.set_index("meetings")["reached"]
    if {meetings, meetings + 1} <= set(reached.index):
        gain = max(float(reached[meetings + 1] - reached[meetings]), 0.0)
        st.markdown(
            f"One more meeting would reach **{rounded_people(gain)} more people**. Other numbers of meetings are good "
            "plans, not proven best."
        )
