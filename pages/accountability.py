"""Promises kept, as the public may read it: what was asked and answered, meetings held, languages served."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.papers.printed import HTML, PDF
from geodata.records.published import load_accountability, load_half_years
from pages.parts.forms.paper_language import choose_paper_language
from pages.parts.shell.address import Kept, OneOf
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer
from pages.parts.shell.page import ANYBODY, Page
from pages.parts.widgets.controls import control_row
from pages.parts.widgets.downloads import Making, show_file, stamped_html, stamped_pdf
from planning.lists import counted
from planning.records.account_paper import accountability_paper, attendance_table, concerns_table, method_note
from planning.records.answers import accountability_answer
from planning.records.followup import Accountability
from planning.records.half_years import HalfYear, half_year_of
from planning.records.roles import PUBLISHED
from planning.records.suppression import FLOOR, STEP
from planning.words.paper import Table

FLOORS = tuple(range(FLOOR, 101, STEP))
"""What somebody may choose: going through every floor would tell each count."""


def render(context: Context) -> None:
    """Draw the page: what the paper says beside the half-year before, and the paper to take away."""
    report = _ask(context)
    show_answer(accountability_answer(report))
    _show_before(context, report)
    left, right = st.columns(2)
    with left:
        _show_table(attendance_table(report), "No attendance was counted at meetings in this period.")
    with right:
        _show_table(concerns_table(report), "Nothing was asked in this time.")
    _show_published(report)
    st.caption(method_note(report.floor))
    settings = context.department.settings
    language = choose_paper_language(context, SPOKEN)
    paper = accountability_paper(report, settings.name, is_demo=settings.is_demo, words=language.words)
    asked = {"half_year": str(half_year_of(report.since)), "floor": report.floor}
    made = Making("accountability", {**asked, **language.asked})
    row = st.container(horizontal=True, key="downloads-accountability")
    with row:
        show_file(
            "Page to publish (HTML)",
            lambda: stamped_html(context, paper, made),
            f"accountability{language.ending}.html",
            HTML,
            kind=PUBLISHED,
        )
        show_file(
            "To print (PDF)",
            lambda: stamped_pdf(context, paper, made),
            f"accountability{language.ending}.pdf",
            PDF,
            kind=PUBLISHED,
        )
    st.caption(
        "Both hold what you see here and nothing more: no contacts, no officers, no names of staff, and no "
        "notes. You can publish them as they are."
    )


HALF, LEAST, SPOKEN = "accountability-half", "accountability-floor", "accountability-spoken"


def _half_years(context: Context) -> tuple[HalfYear, ...]:
    return load_half_years(context.store, context.actor)


def _ask(context: Context) -> Accountability:
    row = control_row(2)
    half = row[0].selectbox(
        "Half-year",
        _half_years(context),
        key=HALF,
        format_func=lambda half: half.name,
        help=(
            "Each report appears once its half-year is over. The dates are fixed, because the difference between "
            "two overlapping reports would reveal small counts."
        ),
    )
    floor = row[1].selectbox(
        "Counts below this are not shown",
        FLOORS,
        key=LEAST,
        help=f"At least {FLOOR}: a smaller count in a small place can point at a person.",
    )
    return load_accountability(context.store, context.actor, half, floor)


def _show_before(context: Context, report: Accountability) -> None:
    """Say the same of the half-year before, as it was published: neither overlaps the other."""
    before = next((half for half in _half_years(context) if half.until < report.since), None)
    if before is not None:
        earlier = load_accountability(context.store, context.actor, before, report.floor)
        st.caption(f"The half-year before, {before.name}: {accountability_answer(earlier)}")


def _show_table(table: Table, nothing: str) -> None:
    st.markdown(f"**{table.caption}**")
    if len(table.rows) < 2:  # the total alone
        st.caption(nothing)
        return
    frame = pd.DataFrame(list(table.rows), columns=list(table.head))
    st.table(frame.map(plain), border=True, hide_index=True)


def _show_published(report: Accountability) -> None:
    if report.published.empty:
        return
    with st.expander(
        f"In the words of the community ({len(report.published)})", expanded=True, key="accountability-in-the-words-of"
    ):
        for row in report.published.to_dict("records"):
            st.markdown(f"**{plain(row['asked'])}**")
            if pd.isna(row["answer"]):
                st.caption("Not answered yet, or the community has not been told.")
                continue
            how = f". Reported back: {plain(row['told_how'])}" if pd.notna(row["told_how"]) else ""
            st.markdown(plain(row["answer"]))
            st.caption(f"Answered in {counted(round(row['days_to_answer']), 'day')}{how}.")


KEPT = (
    Kept("half", HALF, OneOf(_half_years), lambda context: next(iter(_half_years(context)), None)),
    Kept("floor", LEAST, OneOf(FLOORS), FLOOR),
)
PAGE = Page("accountability", "Community report", ":material/campaign:", "People", ANYBODY, render, KEPT)
