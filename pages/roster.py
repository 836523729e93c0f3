"""Roster: who speaks what, spellings that wait for a decision, courses, and new files. Exact, and by officer's id."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.inputs.roster_columns import ROSTER_COLUMNS
from geodata.officers.places import counts_nowhere
from geodata.officers.spellings import load_decisions, review_of
from pages.parts.forms.record_tools import show_problem
from pages.parts.officers.new_inputs import show_new_inputs
from pages.parts.officers.roster_words import show_words
from pages.parts.officers.spellings import show_review
from pages.parts.officers.training import KEPT as TRAINING_KEPT
from pages.parts.officers.training import show_training, training_of
from pages.parts.shell.address import Kept, OneOf
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer, show_empty
from pages.parts.shell.page import Page
from pages.parts.widgets.downloads import Making, show_downloads
from pages.parts.widgets.sections import section_bar
from pages.parts.widgets.tables import Column, show_table
from planning.languages.groups import language_name
from planning.lists import counted
from planning.officers.roster import TIERS, best_tiers, count_by_kind, find_contradictions, headcount, officers_only
from planning.vocabulary import CERTIFIED, COMMANDER, RECRUITER, SELF, TESTED
from planning.words.formats import whole_number

REVIEW, PEOPLE, TRAINING, OTHERS, FILES = "review", "people", "training", "others", "files"
SECTIONS = {
    PEOPLE: "Officers",
    REVIEW: "Words to decide",
    TRAINING: "Training",
    OTHERS: "Civilians and dispatchers",
    FILES: "New files",
}


def _sections(context: Context) -> tuple[str, ...]:
    """Return the sections whoever is looking may use."""
    return tuple(name for name in SECTIONS if name != FILES or context.may("write", "roster"))


def render(context: Context) -> None:
    """Draw the page."""
    roster = context.department.roster
    sections = {name: SECTIONS[name] for name in _sections(context)}
    if roster is None:
        show_empty("This department has no roster.", "Add a file of officers: ID, unit, shift, languages, and rating.")
        if FILES in sections:
            show_new_inputs(context)
        return
    chosen = section_bar("roster-section", sections)
    show_problem()
    show_answer(_answer(context, roster))
    if nowhere := counts_nowhere(context.department):
        st.caption(plain(nowhere))
    if chosen == REVIEW:
        show_review(context)
        show_words(context)
    elif chosen == TRAINING:
        show_training(context)
    elif chosen == OTHERS:
        _show_others(roster)
    elif chosen == FILES:
        show_new_inputs(context)
    else:
        _show_people(context, roster)


def _answer(context: Context, roster: pd.DataFrame) -> str:
    officers = officers_only(roster)
    count = headcount(roster)
    verified = count[CERTIFIED] + count[TESTED]
    waiting = int(review_of(context.department, load_decisions(context.store))["decision"].isna().sum())
    training = training_of(context)
    expired = training.loc[training["state"] == "expired", "officer_id"].nunique()
    first = (
        f"Of **{whole_number(officers['officer_id'].nunique())} officers**, **{verified}** are verified in a "
        f"language and {count[SELF]} more say they speak one."
    )
    wait = counted(waiting, "spelling waits", "spellings wait")
    second = f" **{wait} for a decision** and count nowhere until then." if waiting else " No spelling waits."
    third = f" A course of **{expired} officers** has expired." if expired else ""
    return f"{first}{second}{third}"


def _show_people(context: Context, roster: pd.DataFrame) -> None:
    best = best_tiers(roster)
    details = roster.dropna(subset="language").drop_duplicates(["officer_id", "language"])
    extra = [name for name, column in ROSTER_COLUMNS.items() if column.shown and name in roster.columns]
    rows = best.merge(details[["officer_id", "language", *extra]], on=["officer_id", "language"], how="left")
    rows = rows.assign(name=rows["language"].map(language_name), proof=rows["tier"].map(lambda tier: TIERS[tier].name))
    columns = (
        Column("officer_id", "Officer"),
        Column("unit", "Unit"),
        Column("shift", "Shift"),
        Column("name", "Language"),
        Column("proof", "Proof"),
        *(Column(name, ROSTER_COLUMNS[name].shown) for name in extra if rows[name].notna().any()),
    )
    st.header("Officers who speak a second language", anchor=False)
    show_table(rows, columns, "roster-people", missing="not recorded")
    for said in find_contradictions(roster):
        st.caption(plain(f"The roster says two things. {said}"))
    st.caption(
        "An officer with two languages has two rows. Names are not read, unless the server operator turns them on."
    )
    if context.may("export", "roster") and st.checkbox(
        "Download list with officer IDs", key="roster-ids", help="Who took it goes into the audit trail."
    ):
        show_downloads(
            context,
            rows.drop(columns=["name", "proof"]),
            "roster",
            "Officers and their languages",
            made=Making("roster"),
        )


def _show_others(roster: pd.DataFrame) -> None:
    counted = count_by_kind(roster)
    counted = counted[counted["kind"] != "officer"]
    if counted.empty:
        st.markdown(
            "The roster has officers only. A column that says who is sworn, civilian or a dispatcher tells more."
        )
        return
    rows = counted.assign(
        name=counted["language"].map(language_name, na_action="ignore").fillna("all together"),
        who=counted["kind"].str.capitalize() + "s",
    )
    columns = (
        Column("who", "Kind"),
        Column("name", "Language"),
        Column("people", "People"),
        Column("verified", "Verified"),
    )
    show_table(rows, columns, "roster-others")
    st.caption("They help and are counted apart. They fill no slots.")


KEPT = (Kept("section", "roster-section", OneOf(_sections), PEOPLE), *TRAINING_KEPT)
PAGE = Page("roster", "Roster", ":material/badge:", "People", frozenset({COMMANDER, RECRUITER}), render, KEPT)
