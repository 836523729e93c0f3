"""Recruiting: where bilingual residents live, where to stand, how many to hire a year, and what to tell the council."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from geodata.department.names import words_of
from geodata.department.rows import area_rows, rows_of
from geodata.maps.people_layers import pool_layer
from geodata.officers.recruiting import HiringEvents, left_out_near, sum_text
from geodata.officers.recruiting import adults as adults_of
from pages.parts.forms.choices import area_options
from pages.parts.officers.force import show_council, show_force
from pages.parts.officers.hire_years import RECRUITING, show_published_years, years_kept
from pages.parts.shell.address import Kept, Number
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer, show_empty
from pages.parts.shell.page import Page
from pages.parts.widgets.areas import PANEL_ROOM, PANEL_SHARE, area_picker, name_of, show_area_map, show_layer_legend
from pages.parts.widgets.controls import control_row
from pages.parts.widgets.downloads import Making, show_downloads
from pages.parts.widgets.lengths import LONGEST, length_input, length_words, usual_length
from pages.parts.widgets.maps import VenueMark
from pages.parts.widgets.sections import kept_section, section_bar
from pages.parts.widgets.tables import Column, show_table
from planning.languages.groups import ALL, LANGUAGES, language_name
from planning.languages.spoken import group_of
from planning.lists import counted
from planning.need.calibration import few_sentence
from planning.officers.published import RESIDENT_FLOOR
from planning.officers.recruiting import BROAD_NAMES, AdultShare
from planning.vocabulary import COMMANDER, DEPARTMENT_LEVEL, RECRUITER
from planning.words.answers import recruiting_answer, spoken
from planning.words.wording import percent, rounded_people

REACH = (100.0, 30_000.0)
"""The least and the most distance to a hiring event, meters."""
MOST_EVENTS, USUAL_EVENTS = 20, 3
RADIUS, EVENTS = "recruiting-radius", "recruiting-events"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is asked on screen: the language, the reach of an event, how many; and the bilingual residents by area."""

    context: Context
    language: str
    radius: float
    events: int
    rows: pd.DataFrame
    adults: AdultShare | None


def render(context: Context) -> None:
    """Draw the page: the controls, the answer, and the section that is open."""
    if not context.department.language.has_very_well:
        show_empty(
            "This table has no lines for people who speak English “very well,” so we can’t count bilingual residents.",
            "Get lines 004, 007, … 037 of census table C16001 as well, and set up the department again.",
        )
        # Who needs a language, and who of the force speaks it, are known all the same.
        show_force(context)
        show_council(context, context.one_language)
        show_published_years(context, context.one_language)
        return
    language = context.one_language
    radius, events = _controls(context)
    rows = area_rows(context.recruiting(), language)
    names = {area: plain(name_of(context, area)) for area in rows["area_id"]}
    adults = adults_of(context.prepared, language)
    whole = area_rows(context.recruiting(DEPARTMENT_LEVEL), language)
    planned = context.hiring_events(language, radius, events) if _has_venues(context) else None
    answer = recruiting_answer(_with_total(rows, whole), language, names)
    show_answer(f"{answer}{_events_sentence(context, planned, radius)}{_adult_sentence(adults)}")
    if context.language == ALL:
        st.caption(f"Showing {language_name(language)}, the most-needed language. Choose another under Language.")
    shown = Shown(context, language, radius, events, rows, adults)
    DRAWN[section_bar(SECTION, SECTIONS)](shown)


def _show_stand(shown: Shown) -> None:
    """Draw where hiring events reach most, and what is around every place."""
    context, language, radius = shown.context, shown.language, shown.radius
    places = context.residents_near(language, radius) if _has_venues(context) else None
    planned = None if places is None else context.hiring_events(language, radius, shown.events)
    if places is not None and (left_out := left_out_near(context.prepared, language)):
        st.caption(f"Around places and events: {plain(left_out)}.")
    left, right = st.columns(PANEL_SHARE)
    layer = pool_layer(context, context.level, shown.rows, language)
    with left:
        show_area_map(context, "recruiting", layer, venues=_marks(places, planned), reach_m=radius if planned else None)
    with right:
        _show_events(planned)
        show_layer_legend(layer)
        if planned is not None:
            st.caption("Numbers: the hiring events, in the order of the list. Dashed rings: their reach.")
    _show_places(context, places, language, radius)


def _show_residents(shown: Shown) -> None:
    context = shown.context
    _show_areas(context, shown.rows)
    _show_partners(context, shown.language)
    words = words_of(context.level)
    show_downloads(
        context,
        context.recruiting().drop(columns="hidden"),
        "recruit",
        f"Bilingual residents by {words.one} and language, figures under {RESIDENT_FLOOR} left out",
        made=Making("recruit", {"level": context.level}),
    )


def _show_force(shown: Shown) -> None:
    show_force(shown.context)
    show_council(shown.context, shown.language)


def _show_targets(shown: Shown) -> None:
    show_published_years(shown.context, shown.language)


def _show_sure(shown: Shown) -> None:
    _show_how_sure(shown.language, shown.adults, shown.context.department.language.about_margins)


SECTION = "recruiting-section"
SECTIONS = {
    "events": "Where to recruit",
    "residents": "Where they live",
    "officers": "Officers and residents",
    "targets": "Targets by year",
    "sure": "How sure",
}
DRAWN: Mapping[str, Callable[[Shown], None]] = {
    "events": _show_stand,
    "residents": _show_residents,
    "officers": _show_force,
    "targets": _show_targets,
    "sure": _show_sure,
}


def _usual_reach(context: Context) -> float:
    return min(max(context.department.settings.radius_m, REACH[0]), REACH[1])


def _controls(context: Context) -> tuple[float, int]:
    row = control_row(3)
    radius = length_input(context, row[0], "Distance to a hiring event", REACH, _usual_reach(context), RADIUS)
    events = row[1].number_input("Hiring events", 1, MOST_EVENTS, USUAL_EVENTS, key=EVENTS)
    return radius, int(events)


def _with_total(rows: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with one more for what small figures leave out, so that the total said is the whole."""
    total, known = float(whole["bilingual_residents"].sum()), float(rows["bilingual_residents"].sum())
    if pd.isna(whole["bilingual_residents"]).all() or total - known < 1:
        return rows
    rest = rows.iloc[:1].assign(area_id="", bilingual_residents=total - known, share_of_department=0.0)
    return pd.concat([rows, rest], ignore_index=True)


def _adult_sentence(adults: AdultShare | None) -> str:
    if adults is None:
        return ""
    error = "" if pd.isna(adults.moe) else f" (give or take {100 * adults.moe:.1f} points)"
    return (
        f" Of the bilingual residents in {BROAD_NAMES[adults.group]}, **{percent(adults.share)}**{error} are 18 to 64 "
        "years old."
    )


def _has_venues(context: Context) -> bool:
    venues = context.department.venues
    return venues is not None and not venues.empty


def _marks(places: pd.DataFrame | None, planned: HiringEvents | None) -> list[VenueMark]:
    if places is None or planned is None:
        return []
    number = {site.site_id: k for k, site in enumerate(planned.plan.sites, start=1)}
    marks = [
        VenueMark(
            row.venue_id,
            str(row.name),
            row.lat,
            row.lon,
            number.get(row.venue_id),
            (f"{row.hidden or rounded_people(row.bilingual_residents)} bilingual residents within reach",),
        )
        for row in rows_of(places)
    ]
    return sorted(marks, key=lambda mark: -(mark.number or len(marks) + 1))


def _events_sentence(context: Context, planned: HiringEvents | None, radius: float) -> str:
    """Return how many of the residents the hiring events reach; nothing without venues."""
    if planned is None:
        return ""
    plan = planned.plan
    reached, whole, bound = (
        sum_text(people, rounded_people)
        for people in (sum(plan.reached.values()), sum(plan.demand.values()), plan.bound)
    )
    return (
        f" **{counted(len(plan.sites), 'event')}** could reach **{reached} of {whole}** within "
        f"{length_words(context, radius)}. "
        f"No other set of venues reaches more than {bound}."
    )


def _show_events(planned: HiringEvents | None) -> None:
    st.header("Where to hold hiring events", anchor=False)
    if planned is None:
        show_empty(
            "This department has no venues.", "Add a file of schools, libraries, and community centers (see Setup)."
        )
        return
    plan = planned.plan
    rows = pd.DataFrame(
        {
            "number": range(1, len(plan.sites) + 1),
            "name": [site.name for site in plan.sites],
            "adds": [planned.hidden[site.site_id] or rounded_people(site.adds_total) for site in plan.sites],
        }
    )
    columns = (Column("number", "No."), Column("name", "Place"), Column("adds", "Adds, bilingual residents"))
    show_table(rows, columns, "recruiting-events-plan", room=PANEL_ROOM)
    if plan.spare_meetings:
        st.caption(f"{plan.spare_meetings} more would reach no one new.")


def _show_places(context: Context, places: pd.DataFrame | None, language: str, radius: float) -> None:
    if places is None:
        return
    st.header("Around every place", anchor=False)
    kinds = context.venues.set_index("venue_id")["kind"]
    rows = places.assign(
        kind=places["venue_id"].map(kinds),
        within=[
            hidden or rounded_people(people)
            for hidden, people in zip(places["hidden"], places["bilingual_residents"], strict=True)
        ],
    )
    columns = (
        Column("name", "Place"),
        Column("kind", "Kind"),
        Column("within", f"Bilingual residents within {length_words(context, radius)}"),
        Column(
            "moe", "±", show=lambda moe: "" if pd.isna(moe) else rounded_people(moe), help="Right about 9 times in 10"
        ),
    )
    show_table(rows, columns, "recruiting-places", missing="not recorded")
    st.caption(
        f"Residents who speak {spoken(language)} at home and English “very well”, most first. Places near each other "
        "reach the same people: the column does not add up. Police buildings are in this list, and never in the plan."
    )


def _show_areas(context: Context, rows: pd.DataFrame) -> None:
    words = words_of(context.level)
    st.header(f"Bilingual residents by {words.one}", anchor=False)
    rows = rows.sort_values("bilingual_residents", ascending=False, kind="stable")
    rows = rows.assign(
        name=[name_of(context, area) for area in rows["area_id"]],
        written=rows["bilingual_residents"]
        .map(rounded_people, na_action="ignore")
        .mask(rows["hidden"] != "", rows["hidden"]),
    )
    columns = (
        Column("name", words.one.capitalize()),
        Column("written", "Bilingual residents"),
        Column("moe", "±", show=rounded_people, help="Right about 9 times in 10, for the survey alone"),
        Column("share_of_department", "Share of the department's", show=percent),
    )
    show_table(rows, columns, "recruiting-areas", row_ids=rows["area_id"].tolist(), on_row=area_picker(context))
    st.caption(few_sentence())
    if (rows["hidden"] != "").any():
        st.caption(f"Numbers under {RESIDENT_FLOOR} are hidden, as are any that would reveal them.")


def _show_partners(context: Context, language: str) -> None:
    if not context.may("read", "partner"):
        return
    partners = context.store.frame(context.actor, "partner")
    speaks = partners["languages"].map(lambda spoken_there: language in {group_of(one) for one in spoken_there})
    there = partners[speaks.astype(bool)]
    st.header(f"Partners among {spoken(language)} speakers", anchor=False)
    if there.empty:
        show_empty("No partner is noted for this language.", "Partners are kept on the page Partners.")
        return
    known = area_options(context)
    rows = there.assign(
        where=[", ".join(known.get(area, area) for area in areas) or "everywhere" for areas in there["areas"]],
        offers=[", ".join(services) for services in there["services"]],
    )
    columns = (
        Column("organisation", "Organization"),
        Column("kind", "Kind"),
        Column("where", "Where"),
        Column("hosts", "Hosts at"),
        Column("offers", "Services"),
    )
    show_table(rows, columns, "recruiting-partners", missing="not recorded")


def _show_how_sure(language: str, adults: AdultShare | None, about_margins: str) -> None:
    hides = LANGUAGES[language].may_hide
    several = f"\n- This group adds several languages together, among them {', '.join(hides)}." if hides else ""
    ages = (
        "They are residents, not applicants, and include children and retired people. Table B16004 shows how many "
        "are 18 to 64, but you don’t have it yet."
    )
    if adults is not None:
        ages = (
            "They are residents, not applicants. The share of those 18 to 64 is from table B16004, for a broad group "
            f"of languages ({BROAD_NAMES[adults.group]}): {rounded_people(adults.adults)} people. The census does not "
            "tell it language by language."
        )
    exact = f"{about_margins} ".lstrip()
    st.header("How sure is this?", anchor=False)
    st.markdown(
        (
            "- Bilingual residents are people age 5 and older who speak the language at home and English "
            f"“very well” (table C16001). {ages}\n- The margin of error is right about 9 times in 10. {exact}Areas "
            "with a large margin have stripes on the map. Around a venue, a tract’s people are spread by "
            "where its people live.\n- Hiring events are planned like meetings, to reach bilingual "
            "residents.\n- The census doesn’t say who can read, interpret, or serve. A test does."
        )
        + several
    )


PAGE = Page(
    "recruiting",
    "Recruiting",
    ":material/person_add:",
    "People",
    frozenset({COMMANDER, RECRUITER}),
    render,
    (
        kept_section(SECTION, SECTIONS),
        Kept("reach", RADIUS, Number(0.01, LONGEST), lambda context: usual_length(context, _usual_reach(context))),
        Kept("events", EVENTS, Number(1, MOST_EVENTS), USUAL_EVENTS),
        *years_kept(RECRUITING),
    ),
)
