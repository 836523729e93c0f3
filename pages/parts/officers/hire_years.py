"""Hires by year: leavers replaced, the gap closed, and the lead time until a recruit is ready."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.officers.coverage import OfficerPlan, hire_years, published_hire_years
from pages.parts.shell.address import Kept, Number
from pages.parts.shell.context import Context
from pages.parts.widgets.tables import Column, show_table
from planning.languages.groups import language_name
from planning.officers.published import as_range
from planning.words.formats import tenths, whole_number

HIRE, RECRUITING = "hire", "recruiting"
"""How the keys of the two places begin where the years are asked."""
MOST_YEARS, USUAL_YEARS, MOST_LEAVE, USUAL_LEAVE, USUAL_LEAD = 20, 5, 40.0, 6.0, 1


def years_kept(prefix: str) -> tuple[Kept, ...]:
    """Return the controls of the years, as they stand in the address."""
    return (
        Kept("years", f"{prefix}-years", Number(2, MOST_YEARS), USUAL_YEARS),
        Kept("leavers", f"{prefix}-leave", Number(0.0, MOST_LEAVE), USUAL_LEAVE),
        Kept("lead", f"{prefix}-lead", Number(0, MOST_YEARS - 1), USUAL_LEAD),
    )


def _ask_years(prefix: str, who: str) -> tuple[int, float, int]:
    row = st.columns(3)
    years = int(row[0].number_input("Years until the gap is closed", 2, MOST_YEARS, USUAL_YEARS, key=f"{prefix}-years"))
    leave = row[1].number_input(f"{who} who leave a year, %", 0.0, MOST_LEAVE, USUAL_LEAVE, 0.5, key=f"{prefix}-leave")
    key = f"{prefix}-lead"
    if st.session_state.get(key, 0) >= years:  # fewer years than before, or a link that does not fit
        st.session_state[key] = years - 1
    lead = int(row[2].number_input("Years from recruiting to ready", 0, years - 1, USUAL_LEAD, key=key))
    return years, float(leave), lead


def show_hire_years(plan: OfficerPlan) -> None:
    """Draw the years in which the plan's hires begin."""
    years, leave, lead = _ask_years(HIRE, "Verified speakers")
    table = hire_years(plan, years, leave / 100, lead)
    show_table(year_rows(table), YEAR_COLUMNS, "hire-by-year")
    first = int(table["recruit"].iloc[0])
    st.caption(
        f"Of {plan.verified} verified speakers, {leave:g}% leave a year. Use your own number. There is no "
        f"general one. Recruit {first} in the first year. Those who start then are ready {lead} "
        f"{'year' if lead == 1 else 'years'} later."
    )


def show_published_years(context: Context, language: str) -> None:
    """Draw how many to recruit a year in one language, at least and at most, from what is published."""
    table = context.coverage()
    rows = table[(table["language"] == language) & (table["posts"] > 0)]
    if context.department.roster is None or rows.empty:
        return
    st.header(f"Targets by year: {language_name(language)}", anchor=False)
    years, leave, lead = _ask_years(RECRUITING, "Speakers")
    plan = published_hire_years(table, language, years, leave / 100, lead)
    pairs = zip(plan.recruits["low"], plan.recruits["high"], strict=True)
    both = pd.DataFrame(
        {"year": plan.recruits["year"], "recruit": [as_range(low, high, whole_number) for low, high in pairs]}
    )
    show_table(both, (YEAR_COLUMNS[0], Column("recruit", "Recruit this year")), "recruiting-targets")
    st.caption(
        f"{as_range(*plan.verified, whole_number)} verified speakers now in areas with slots, and "
        f"{as_range(*plan.hires)} officers to add after tests, each language by itself. A leaver is replaced "
        f"by an officer who is ready {lead} {'year' if lead == 1 else 'years'} later. For exact numbers, see "
        "the roster view of Bilingual coverage."
    )


def year_rows(table: pd.DataFrame) -> pd.DataFrame:
    """Return the years as they are shown."""
    return table.assign(year=table["year"].astype(int))


YEAR_COLUMNS = (
    Column("year", "Year", show=whole_number),
    Column("start", "Speakers at the start", show=tenths),
    Column("leavers", "Leave", show=tenths),
    Column("joiners", "Become ready", show=whole_number),
    Column("end", "At the end", show=tenths),
    Column("target", "Aim", show=tenths),
    Column("recruit", "Recruit this year", show=whole_number),
)
