"""Step 4: languages by census tract, from the Census API, the national file, or own files."""

from __future__ import annotations

import os

import pandas as pd
import streamlit as st

from geodata.department.provenance import survey_years
from geodata.fetch.census_api import read_key
from geodata.fetch.census_replies import GET_KEY
from geodata.fetch.census_tables import FIRST_LANGUAGE_VINTAGE, newest_vintage
from geodata.fetch.extras import EXTRAS
from geodata.fetch.places import county_name, county_names
from geodata.fetch.sources import KEY_VARIABLE
from geodata.fetch.summary_file import FIRST_BULK
from geodata.inputs.language_table import language_from_frame
from geodata.setup.inputs import (
    LANGUAGE,
    OWN_LANGUAGE,
    OWN_TRACTS,
    TRACTS,
    about_year,
    census_work,
    has_census,
    join_sentence,
    wanted_piece,
)
from geodata.setup.jobs import Work
from geodata.setup.pieces import read_about
from pages.parts.setup.flow import Flow, show_understood, show_way_on, show_work, tried
from pages.parts.setup.own_files import take_input
from pages.parts.shell.messages import plain
from pages.parts.widgets.tables import Column, show_table
from planning.languages.groups import LANGUAGE_IDS, language_name
from planning.words.formats import capitalized, whole_number

WAYS = {
    "api": "Fetch from the Census API (a free key is needed)",
    "bulk": "Fetch the national file (no key, a larger download)",
    "files": "I have the files",
}
LANGUAGES_SHOWN = 5


def draw(flow: Flow) -> None:
    """Draw the step."""
    way = st.radio(
        "Where should the census data come from?",
        tuple(WAYS),
        index=tuple(WAYS).index(flow.entries.census),
        format_func=WAYS.__getitem__,
        key=flow.key("census"),
    )
    flow.keep(census=way)
    _ask_year(flow)
    if way == "files":
        _draw_files(flow)
    else:
        _draw_fetch(flow)
    running = show_work(flow)
    there = has_census(flow.draft)
    if there and not running:
        _show_found(flow)
        about = tried(lambda: about_year(flow.draft))
        there = about is not None
        for note in about or ():
            st.warning(plain(note), icon=":material/visibility:")
    why = "Get the tracts and the language table to continue. If you change the place or year, get them again."
    show_way_on(flow, ready=there and not running, why_not="" if running else why)


def _ask_year(flow: Flow) -> None:
    newest = newest_vintage(flow.context.today)
    first = FIRST_BULK if flow.entries.census == "bulk" else FIRST_LANGUAGE_VINTAGE
    years = tuple(range(newest, first - 1, -1))
    now = flow.entries.vintage if flow.entries.vintage in years else newest
    vintage = st.selectbox(
        "Years of the survey",
        years,
        index=years.index(now),
        key=flow.key(f"vintage-{first}"),
        format_func=survey_years,
        help="The American Community Survey averages five years. 2020 and later use the tracts of the 2020 census.",
    )
    flow.keep(vintage=vintage)


def _draw_fetch(flow: Flow) -> None:
    names = county_names(flow.entries.state, flow.entries.vintage)
    now = [county for county in flow.entries.counties if county in names]
    counties = st.multiselect(
        "Counties to take tracts from",
        tuple(names),
        default=now,
        format_func=names.__getitem__,
        key=flow.key(f"counties-{len(names)}"),
        placeholder="Choose counties",
        help="Those your map lies in are chosen already.",
    )
    if len(now) < len(flow.entries.counties):
        gone = ", ".join(county_name(flow.entries.state, one) for one in flow.entries.counties if one not in names)
        st.info(
            f"The census of these years has other counties than {plain(gone)}: choose the ones your beats lie in.",
            icon=":material/info:",
        )
    if counties or not flow.entries.counties or now:
        flow.keep(counties=tuple(counties))
    flow.keep(also=_ask_extras(flow))
    label = "Fetch again" if has_census(flow.draft) else "Fetch tracts and languages"
    # A form: outside of one, Streamlit loses what was typed into a field for secrets and left with the Tab key.
    with st.form(flow.key("fetch"), border=False):
        if flow.entries.census == "api":
            _ask_key(flow)
        st.form_submit_button(
            label,
            key=flow.key("fetch-census"),
            icon=":material/download:",
            on_click=_start,
            args=(flow,),
            disabled=not counties,
            type="secondary" if has_census(flow.draft) else "primary",
        )


def _ask_extras(flow: Flow) -> tuple[str, ...]:
    """Return what is to be fetched beside the rest."""
    chosen = st.multiselect(
        "Fetch this too",
        tuple(EXTRAS),
        default=[name for name in flow.entries.also if name in EXTRAS],
        format_func=lambda name: capitalized(EXTRAS[name].use),
        key=flow.key("also"),
        placeholder="Nothing more",
        help=(
            "Exact margins come from a large file of your state. What combined groups hold comes from the Census API, "
            "for larger areas around yours. Both can be added later."
        ),
    )
    late = [name for name in chosen if wanted_piece(flow.draft, EXTRAS[name].roles[0]) is None]
    if late and has_census(flow.draft):
        st.caption("Fetch again to get it.")
    return tuple(chosen)


def _start(flow: Flow) -> None:
    # Asked for here and not when the button was drawn: a key typed a moment ago has only now arrived.
    typed = str(st.session_state.get(flow.key("key"), "")).strip()

    def work() -> Work:
        key = None
        if flow.entries.census == "api":
            key = read_key(typed or None)
        return census_work(flow.draft, flow.sources, key)

    flow.try_to_start("census data", work)


def _ask_key(flow: Flow) -> None:
    """Ask for the key, unless the server has one; what is typed stays in the memory of this session."""
    if os.environ.get(KEY_VARIABLE):
        st.caption("The server has a Census key. It is used and never shown.")
        return
    st.text_input(
        "Census key",
        type="password",
        key=flow.key("key"),
        max_chars=128,
        autocomplete="off",
        help=(
            f"{GET_KEY}. A key typed here is used for this session only and never saved. To save one, the "
            f"operator puts {KEY_VARIABLE} into the server’s environment or its .streamlit/secrets.toml."
        ),
    )


def _draw_files(flow: Flow) -> None:
    left, right = st.columns(2)
    with left:
        take_input(flow, OWN_TRACTS)
        about = read_about(flow.draft.pieces, OWN_TRACTS)
        if about is None:
            crs = st.text_input(
                "Coordinate system, if the tract map does not say one",
                value=flow.entries.tracts_crs,
                key=flow.key("tracts-crs"),
                placeholder="EPSG:4269",
                max_chars=20,
            )
            flow.keep(tracts_crs=crs.strip())
        else:
            st.caption(plain(f"Read from {about['provenance']['title']}."))
    with right:
        take_input(flow, OWN_LANGUAGE)
        about = read_about(flow.draft.pieces, OWN_LANGUAGE)
        if about is not None:
            st.caption(plain(f"Read from {about['provenance']['title']}."))


def _show_found(flow: Flow) -> None:
    tracts, language = wanted_piece(flow.draft, TRACTS), wanted_piece(flow.draft, LANGUAGE)
    if tracts is None or language is None:
        return
    table = language_from_frame(language.frame)
    mapped = table.lep.reindex(tracts.frame["geoid"])
    people = table.pop5.reindex(tracts.frame["geoid"]).sum(min_count=1)
    facts: list[tuple[str, object]] = [
        ("Census tracts", whole_number(len(tracts.frame))),
        ("People of 5 and over in them", "not in this table" if pd.isna(people) else whole_number(people)),
        ("Margins of error", "yes" if table.has_moe else "not in this table"),
        ("Lines of those who speak English very well", "yes" if table.has_very_well else "not in this table"),
    ]
    checked = (language.about or {}).get("sum")
    notes = (*tracts.notes, *language.notes)
    left, right = st.columns([1.2, 1.0])
    with left:
        show_understood(
            f"What was found: {survey_years(flow.entries.vintage)}", facts, notes, tracts.account, language.account
        )
        st.markdown(plain(join_sentence(flow.draft)))
        if checked and checked[0] == "fine":
            st.markdown(f":material/check_circle: {plain(checked[1])}")
    with right:
        st.markdown("**Speak English less than very well, in these tracts**")
        _show_languages(mapped)


def _show_languages(lep: pd.DataFrame) -> None:
    sums = lep.sum(min_count=1)
    rows = pd.DataFrame(
        [(language_name(language), sums[language]) for language in LANGUAGE_IDS], columns=["language", "people"]
    ).sort_values("people", ascending=False, na_position="last")
    columns = (Column("language", "Language"), Column("people", "People", lambda people: whole_number(people)))
    show_table(rows.head(LANGUAGES_SHOWN), columns, "setup-languages")
    st.caption(
        "For the whole counties, before they are cropped to the beats. No margins: use this only to check "
        "that the table is the right one."
    )
