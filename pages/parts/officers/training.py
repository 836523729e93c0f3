"""Courses of officers on the screen: how each stands, the share trained beside the need, and whom to send first."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.department.names import words_of
from geodata.officers.training import load_courses, send_first, trained_by_area
from pages.parts.forms.forms import open_form, show_form
from pages.parts.forms.questions import Field
from pages.parts.shell.address import Kept, Number, OneOf
from pages.parts.shell.context import Context
from pages.parts.widgets.areas import name_of
from pages.parts.widgets.downloads import Making, show_downloads
from pages.parts.widgets.tables import Column, show_table
from planning.languages.groups import language_name
from planning.officers.training import COURSES, STATES
from planning.words.wording import percent, rounded_people

FORM = "training"
FIELDS = (
    Field("officer_id", "Officer's id"),
    Field("course", "Course", "one", {course.id: course.name for course in COURSES.values()}),
    Field("done_on", "Done on", "day"),
    Field("notes", "Notes", "text"),
)
COURSE, YEARS, LEAST_YEARS, MOST_YEARS = "training-course", "training-years-", 0.5, 10.0
KEPT = (
    Kept("course", COURSE, OneOf(tuple(COURSES)), next(iter(COURSES))),
    *(
        Kept(f"years-{each.id}", YEARS + each.id, Number(LEAST_YEARS, MOST_YEARS), each.valid_years)
        for each in COURSES.values()
    ),
)
"""The controls of the section, as they stand in the address."""


def training_of(context: Context, valid_years: dict[str, float] | None = None) -> pd.DataFrame:
    """Return every officer's courses, of the roster and of the records."""
    return load_courses(context.department, context.store, context.actor, context.today, valid_years)


def show_training(context: Context) -> None:
    """Draw the section."""
    course = st.selectbox("Course", list(COURSES), format_func=lambda name: COURSES[name].name, key=COURSE)
    with st.expander("More options", key="training-more-options"):
        places = st.columns(len(COURSES))
        years = {
            each.id: float(
                place.number_input(
                    f"{each.name} holds, years", LEAST_YEARS, MOST_YEARS, each.valid_years, 0.5, key=YEARS + each.id
                )
            )
            for each, place in zip(COURSES.values(), places, strict=True)
        }
    training = training_of(context, years)
    _show_states(training)
    _show_first(context, training, course)
    _show_share(context, training, course)
    _show_all(context, training, course)


def _show_states(training: pd.DataFrame) -> None:
    counts = (
        training.groupby(["course", "state"]).size().unstack(fill_value=0).reindex(columns=list(STATES), fill_value=0)
    )
    rows = counts.reindex(list(COURSES), fill_value=0).reset_index()
    rows = rows.assign(name=rows["course"].map(lambda name: COURSES[name].name))
    columns = (
        Column("name", "Course"),
        Column("expired", "Expired"),
        Column("due", "Due", help="Never taken, or ends within 90 days"),
        Column("done", "Done"),
    )
    show_table(rows, columns, "training-states")
    st.caption(
        "Refreshers and interpreter training are for verified speakers, cultural competence for every officer. How "
        "long a course holds is your department's choice: no national standard was found."
    )


def _show_first(context: Context, training: pd.DataFrame, course: str) -> None:
    level = context.department.coarsest_level
    first = send_first(context.department, context.need(level), training, course)
    st.header(f"Who to send first: {COURSES[course].name.lower()}", anchor=False)
    if first.empty:
        st.markdown("All training is current.")
        return
    rows = first.assign(
        where=first["area_id"].map(lambda area: name_of(context, area, level), na_action="ignore"),
        names=[", ".join(language_name(part) for part in text.split(", ") if part) for text in first["languages"]],
    )
    columns = (
        Column("officer_id", "Officer"),
        Column("where", "Area"),
        Column("shift", "Shift"),
        Column("names", "Speaks"),
        Column("state", "Status"),
        Column("people", "LEP people they serve", show=rounded_people),
        Column("reason", "Why"),
    )
    show_table(rows, columns, "training-first", missing="none")


def _show_share(context: Context, training: pd.DataFrame, course: str) -> None:
    level = context.department.coarsest_level
    shares = trained_by_area(context.department, context.need(level), training, course)
    words = words_of(level)
    st.header(f"Trained share by {words.one}, beside the need", anchor=False)
    rows = shares.assign(name=[name_of(context, area, level) for area in shares["area_id"]])
    columns = (
        Column("name", words.one.capitalize()),
        Column("share", "Trained", show=percent),
        Column("trained", "Officers trained"),
        Column("officers", "Officers"),
        Column("lep", "LEP residents", show=rounded_people),
    )
    show_table(rows, columns, "training-share")


def _show_all(context: Context, training: pd.DataFrame, course: str) -> None:
    if context.may("write", "training"):
        st.button("Note a course", icon=":material/add:", on_click=open_form, args=(FORM,), key="training-note")
        show_form(context, FORM, "training", FIELDS, "A course that was taken")
    with st.expander("Every officer and course", key="training-every-officer-and-course"):
        rows = training[training["course"] == course]
        rows = rows.assign(done=rows["done_on"].dt.date, ends=rows["ends_on"].dt.date)
        columns = (
            Column("officer_id", "Officer"),
            Column("unit", "Unit"),
            Column("shift", "Shift"),
            Column("state", "Status"),
            Column("done", "Done on"),
            Column("ends", "Holds until"),
        )
        show_table(rows, columns, "training-all", missing="never")
    if context.may("export", "training") and st.checkbox(
        "Download list with officer IDs", key="training-ids", help="Who took it goes into the audit trail."
    ):
        show_downloads(context, training, "training", "Courses by officer", made=Making("training"))
