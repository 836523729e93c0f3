"""Recruiting: where bilingual residents live, where to stand, how many to hire a year, and what to tell the council."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from pages.parts import figures
from pages.parts.areas import MAP_SHARE, area_picker, name_of, show_area_map, show_layer_legend, words_of
from pages.parts.context import Context
from pages.parts.downloads import show_downloads
from pages.parts.layers import pool_layer
from pages.parts.maps import VenueMark
from pages.parts.messages import plain, show_answer, show_empty
from pages.parts.page import COMMANDER, RECRUITER, Page
from pages.parts.tables import Column, show_table
from planning.brief import recruiting_answer, spoken
from planning.estimates import proportion_moe
from planning.languages import ALL, LANGUAGES, language_name
from planning.officers.levers import build_levers
from planning.officers.roster import best_tiers
from planning.wording import people_with_error, percent, rounded_people

PLACES_NUMBERED = 8
"""Places marked on the map: as many as a recruiter can stand at in a season."""


def render(context: Context) -> None:
    """Draw the page."""
    if not context.department.language.has_very_well:
        show_empty(
            'The lines "speak English very well" are not in this table, so bilingual residents cannot be told.',
            "Get lines 004, 007, … 037 of census table C16001 as well, and set the department up anew.",
        )
        return
    language = context.one_language
    rows = figures.area_rows(context.recruiting(), language)
    names = {area: plain(name_of(context, area)) for area in rows["area_id"]}
    show_answer(recruiting_answer(rows, language, names))
    if context.language == ALL:
        st.caption(f"{language_name(language)} is shown, as most people here need it; choose another at the left.")
    places = _places(context, language)
    left, right = st.columns(MAP_SHARE)
    layer = pool_layer(context, context.level, rows, language)
    with left:
        show_area_map(context, "recruiting", layer, venues=_marks(places))
    with right:
        show_layer_legend(layer)
        if places is not None:
            st.caption(
                f"Numbers: the {min(PLACES_NUMBERED, len(places))} places with most of them within reach, by the "
                "list below."
            )
    _show_places(context, places, language)
    _show_areas(context, rows)
    _show_council(context, language)
    _show_targets(context, language)
    _show_how_sure(language)
    show_downloads(
        context,
        context.recruiting(),
        "recruit",
        f"Bilingual residents by {words_of(context.level).one} and language",
    )


def _places(context: Context, language: str) -> pd.DataFrame | None:
    venues = context.department.venues
    return None if venues is None or venues.empty else context.standing(language)


def _marks(places: pd.DataFrame | None) -> list[VenueMark]:
    if places is None:
        return []
    marks = [
        VenueMark(row.venue_id, str(row.name), row.lat, row.lon, number if number <= PLACES_NUMBERED else None,
                  (f"{rounded_people(row.bilingual_residents)} bilingual residents within reach",))
        for number, row in enumerate(places.itertuples(index=False), start=1)
    ]  # fmt: skip
    return marks[::-1]


def _show_places(context: Context, places: pd.DataFrame | None, language: str) -> None:
    st.subheader("Where to stand", anchor=False)
    if places is None:
        show_empty(
            "This department has no venues.",
            "Add a file of schools, libraries and community centres (see Set-up).",
        )
        return
    reach = context.department.settings.radius_m
    kinds = context.department.venues.set_index("venue_id")["kind"]
    rows = places.assign(number=range(1, len(places) + 1), kind=places["venue_id"].map(kinds))
    columns = (
        Column("number", "No.", width="small"),
        Column("name", "Place", width="large"),
        Column("kind", "Kind"),
        Column("bilingual_residents", f"Bilingual residents within {reach:,.0f} m", bar=True),
    )
    show_table(rows, columns, "recruiting-places", missing="not told")
    st.caption(
        f"Residents who speak {spoken(language)} at home and English “very well”. Places near each other reach the "
        "same people: "
        "the column does not add up. Police buildings are in this list."
    )


def _show_areas(context: Context, rows: pd.DataFrame) -> None:
    words = words_of(context.level)
    st.subheader(f"Bilingual residents by {words.one}", anchor=False)
    rows = rows.sort_values("bilingual_residents", ascending=False, kind="stable")
    rows = rows.assign(name=[name_of(context, area) for area in rows["area_id"]])
    columns = (
        Column("name", words.one.capitalize()),
        Column("bilingual_residents", "Bilingual residents", show=rounded_people),
        Column("moe", "±", show=rounded_people, help="90 % margin of error: sampling"),
        Column("share_of_department", "Share of the department's", show=percent),
    )
    show_table(rows, columns, "recruiting-areas", row_ids=rows["area_id"].tolist(), on_row=area_picker(context))


def _show_council(context: Context, language: str) -> None:
    st.subheader("For the council", anchor=False)
    st.code(council_sentence(context, language), language=None, wrap_lines=True)
    st.caption("The button at the right of the text copies it.")


def council_sentence(context: Context, language: str) -> str:
    """Return share of residents against share of the force, with the error and the source."""
    settings = context.department.settings
    row = figures.department_row(context, language)
    if math.isnan(row["lep"]):
        return f"How many residents need {spoken(language)} is not in the census table ({settings.period})."
    share, moe = float(row["share"]), float(row["share_moe"])
    error = "" if math.isnan(moe) else f" (±{100 * moe:.1f} points)"
    first = (
        f"{people_with_error(row['lep'], row['lep_moe'])} residents in the area of {settings.name}, "
        f"{percent(share)}{error} of those 5 and "
        f"over, speak {spoken(language)} and English less than “very well”."
    )
    second = _force_sentence(context, language)
    bilingual = share_of_bilingual(row)
    third = f" {bilingual} of residents speak it and English “very well”." if bilingual else ""
    demo = " (Invented figures: demo.)" if settings.is_demo else ""
    return f"{first}{second}{third} Source: U.S. Census Bureau, {settings.period}, table C16001.{demo}"


def share_of_bilingual(row: object) -> str:
    """Return the share of residents who speak the language and English very well, with its margin."""
    values = pd.Series(dict(row)).astype("object")  # type: ignore[call-overload]
    if pd.isna(values["very_well"]) or not values["pop5"] > 0:
        return ""
    names = ("very_well", "very_well_moe", "pop5", "pop5_moe")
    moe = float(proportion_moe(*(pd.Series([float(values[name])]).to_numpy() for name in names))[0])
    error = "" if math.isnan(moe) else f" (±{100 * moe:.1f} points)"
    return f"{percent(values['very_well'] / values['pop5'])}{error}"


def _force_sentence(context: Context, language: str) -> str:
    roster = context.department.roster
    if roster is None:
        return ""
    force = roster["officer_id"].nunique()
    best = best_tiers(roster)
    verified = best[(best["language"] == language) & (best["standing"] != "self")]["officer_id"].nunique()
    if LANGUAGES[language].is_lump:
        return ""
    return f" Of {force} officers, {verified} ({percent(verified / force)}) are verified speakers."


def _show_targets(context: Context, language: str) -> None:
    if context.department.roster is None:
        return
    st.subheader("Targets by year", anchor=False)
    row = st.columns(3)
    years = int(row[0].number_input("Years to close the gap", 1, 15, 5, key="recruiting-years"))
    leave = (
        float(row[1].number_input("Verified speakers who leave a year, %", 0.0, 30.0, 6.0, 0.5, key="recruiting-leave"))
        / 100
    )
    best = best_tiers(context.department.roster)
    verified = best[best["standing"] != "self"].groupby("language")["officer_id"].nunique()
    levers = build_levers(context.coverage(), context.unplaced())
    rows = levers.assign(
        name=levers["language"].map(language_name),
        have=levers["language"].map(verified).fillna(0),
        replace=lambda frame: frame["have"] * leave,
        grow=lambda frame: frame["hire"] / years,
    )
    rows["hires"] = rows["replace"] + rows["grow"]
    columns = (
        Column("name", "Language"),
        Column("have", "Verified speakers now", show="{:.0f}".format),
        Column(
            "hire",
            "To hire in all",
            show="{:.1f}".format,
            help="what testing and moves would leave open, at best",
        ),
        Column("grow", "a year for the gap", show="{:.1f}".format),
        Column("replace", "a year for those who leave", show="{:.1f}".format),
        Column("hires", "Hires a year", show="{:.1f}".format),
    )
    show_table(rows.sort_values("hires", ascending=False), columns, "recruiting-targets")
    st.caption(
        "A leaver is replaced by an officer who is ready after about a year, so hiring starts a year before the need."
    )


def _show_how_sure(language: str) -> None:
    hides = LANGUAGES[language].may_hide
    several = f"\n- This group adds several languages together, among them {', '.join(hides)}." if hides else ""
    with st.expander("Why, and how sure"):
        st.markdown(
            "- Bilingual residents are people 5 and over who speak the language at home and English “very well” "
            "(table C16001). "
            "They are residents, not applicants: children and retired people are among them.\n"
            "- The ± is the 90 % margin of error; areas whose margin is large beside the figure are striped on the "
            "map.\n"
            "- The census does not say who can read, interpret or serve. A test does." + several
        )


PAGE = Page("recruiting", "Recruiting", ":material/person_add:", "People", frozenset({COMMANDER, RECRUITER}), render)

if __name__ == "__main__":
    from dashboard import main

    main()
