"""Another year of the department that is open, fetched beside the one it has."""

from __future__ import annotations

import os
from dataclasses import replace

import streamlit as st

from geodata.department.provenance import survey_years
from geodata.fetch.another_year import department_vintages, refresh_department
from geodata.fetch.census_api import read_key
from geodata.fetch.census_tables import FIRST_LANGUAGE_VINTAGE, newest_vintage
from geodata.fetch.places import county_names
from geodata.fetch.sources import KEY_VARIABLE, Sources
from geodata.fetch.steps import OnProgress
from geodata.fetch.web import Cancel
from geodata.setup.jobs import start_job
from pages.parts.setup.flow import show_job
from pages.parts.shell.context import Context
from planning.errors import PlanningError
from planning.records.roles import may, require_may

WAYS = {"api": "Census API (a key is needed)", "bulk": "National file (no key)"}
_ERROR = "setup-year-error"


def show_another_year(context: Context) -> None:
    """Draw which years the department has, and fetch one more."""
    department = context.department
    settings, folder = department.settings, department.folder
    if folder is None or not settings.state or not settings.counties or not may(context.actor, "write", "department"):
        return
    st.header("Years of the survey", anchor=False)
    have = department_vintages(folder)
    st.markdown(
        f"This department has **{', '.join(survey_years(year) for year in have)}**. Another year is fetched "
        "beside it. What you have stays as it is, and Change compares them."
    )
    newest = newest_vintage(context.today)
    years = [year for year in range(newest, FIRST_LANGUAGE_VINTAGE - 1, -1) if year not in have]
    if not years:
        return
    with st.expander("Fetch another year", key="another_year-fetch-another-year"):
        _ask(context, years)
    show_job(_job_key(context), _ERROR)


def _ask(context: Context, years: list[int]) -> None:
    settings = context.department.settings
    year = st.selectbox("Years", years, key="setup-year", format_func=survey_years)
    way = st.radio("From", tuple(WAYS), key="setup-year-way", format_func=WAYS.__getitem__, horizontal=True)
    names = county_names(settings.state, year)
    kept = tuple(county for county in settings.counties if county in names)
    if len(kept) < len(settings.counties):  # Connecticut: counties until 2021, planning regions from 2022
        st.multiselect(
            "Counties of that year",
            tuple(names),
            key=f"setup-year-counties-{year}",
            format_func=names.__getitem__,
            help="The census of that year has other counties than the department was set up with.",
        )
    # A form: outside of one, Streamlit loses what was typed into a field for secrets and left with the Tab key.
    with st.form("setup-year-form", border=False):
        if way == "api" and not os.environ.get(KEY_VARIABLE):
            st.text_input("Census key", type="password", key="setup-year-key", max_chars=128, autocomplete="off")
        st.form_submit_button(
            "Fetch this year", key="setup-year-fetch", icon=":material/download:", on_click=_start, args=(context,)
        )


def _start(context: Context) -> None:
    """Start the fetch with what was chosen; for a callback."""
    state, folder = st.session_state, context.department.folder
    year, bulk = int(state["setup-year"]), state["setup-year-way"] == "bulk"
    counties = tuple(state.get(f"setup-year-counties-{year}", ()))
    state.pop(_ERROR, None)
    try:
        actor = context.renew()
        require_may(actor, "write", "department")
        key = None if bulk else read_key(str(state.get("setup-year-key", "")).strip() or None)
        sources = Sources.from_environment()
    except PlanningError as error:
        state[_ERROR] = (str(error), False)
        return
    assert folder is not None

    def work(tell: OnProgress, cancel: Cancel) -> None:
        refresh_department(
            folder,
            year,
            replace(sources, cancel=cancel),
            key=key,
            bulk=bulk,
            counties=counties,
            on_progress=tell,
            by=context.writer(actor),
        )

    start_job(_job_key(context), f"{survey_years(year)} of {folder.name}", work)


def _job_key(context: Context) -> str:
    return f"year of {context.department.folder}"
