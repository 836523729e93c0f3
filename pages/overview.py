"""Overview: what the department needs, in one look, and one area's brief beside the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from geodata.department.areas import area_ref
from geodata.department.language_of_most import spanish_note
from geodata.department.names import words_of
from geodata.department.rows import area_rows
from geodata.materials.view import MaterialView
from geodata.targets.on_record import measures_of
from pages.parts.followup.events import board_answer, event_table
from pages.parts.materials.facts import material_facts
from pages.parts.overview.area_records import asked_cells, concerns_beside
from pages.parts.overview.brief_panel import KEPT as BRIEF_KEPT
from pages.parts.overview.brief_panel import has_place, show_area_brief
from pages.parts.overview.map_layers import KEPT as MAP_KEPT
from pages.parts.overview.map_layers import choose_kind, chosen_district, chosen_layer
from pages.parts.overview.map_offer import offer_map
from pages.parts.overview.question import show_question
from pages.parts.overview.small_maps import show_small_maps
from pages.parts.overview.targets import show_targets
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer
from pages.parts.shell.page import EVERYONE, Page
from pages.parts.widgets import figures
from pages.parts.widgets.areas import PANEL_SHARE, area_picker, name_of, show_area_map, show_layer_legend
from pages.parts.widgets.cards import Card, show_cards, show_page_link
from pages.parts.widgets.downloads import Making, show_downloads
from pages.parts.widgets.row_charts import show_dots
from pages.parts.widgets.sections import kept_section, section_bar
from pages.parts.widgets.tables import Column, show_table
from planning.languages.groups import language_name
from planning.need.crosswalk import OUTSIDE
from planning.need.weak_margins import weak_sentence
from planning.officers.slot_states import count_slots, open_slots_figure
from planning.records.area_answers import documents_figure
from planning.records.held import held_meetings
from planning.targets.beside import beside_target
from planning.targets.figures import MEETINGS_HELD, SLOTS_OPEN, TRANSLATIONS_MISSING
from planning.words.answers import boundary_answer, decision_answer, need_answer
from planning.words.formats import month_words
from planning.words.wording import MISSING, percent, rounded_people

RANKED = 15
"""Areas in the ranking: more is what the table is for."""


def render(context: Context) -> None:
    """Draw the page."""
    view = material_facts(context, context.rule, own_level=True).view
    kind = choose_kind()
    show_answer(_answer(context))
    if context.department.language.lep_moe.isna().all(axis=None):
        _show_without_margins(context)
    if note := spanish_note(context.department):
        show_question(note)
    _show_cards(context, view)
    left, right = st.columns(PANEL_SHARE)
    with right:
        layer = chosen_layer(context, kind, view)
        show_layer_legend(layer)
        show_rest = show_area_brief(context, view) if has_place(context) else None
        if show_rest is None:
            st.caption(
                "Click an area on the map or in the table to see its summary. Click again to clear. "
                "Or outline a place of your own on the map."
            )
    with left:
        show_area_map(context, "overview", layer, can_draw=True)
    if show_rest is not None:
        show_rest()
    DRAWN[section_bar(SECTION, SECTIONS)](context)
    show_downloads(
        context,
        context.need(),
        "need",
        f"Need by language and {words_of(context.level).one}",
        made=Making("need", {"level": context.level, "combined": False}),
        on_map=offer_map(context, layer),
    )


def _answer(context: Context) -> str:
    row = figures.department_row(context, context.language)
    place = f"the area of {plain(context.department.settings.name)}"
    first = need_answer(place, row, context.language)
    decision = context.decision()
    decided = decision_answer(decision.details, plain(decision.read), words_of(decision.level), short=True)
    return f"{first} {decided}\n\n{_next(context)}"


def _show_without_margins(context: Context) -> None:
    """Say what to do where no figure can be over or under a threshold."""
    with st.container(border=True):
        st.markdown(
            "**This table has estimates but no margins of error, so we can’t tell what is above or below the "
            "threshold.** The ranking below still shows where most people live, by the estimate. To settle "
            "more, get the census table with its margins in Setup, or add what schools and partners know on "
            "Materials."
        )
        row = st.container(horizontal=True)
        with row:
            show_page_link(context, "setup", "Get margins")
            show_page_link(context, "materials", "Add local data")


def _show_cards(context: Context, view: MaterialView) -> None:
    events, cells, slots_asked = context.store.frame(context.actor, "event"), asked_cells(view), context.coverage()
    measures = measures_of(events, None, cells, slots_asked)
    held = held_meetings(events, context.today)
    missing, documents = documents_figure(cells)
    slots, officers = open_slots_figure(count_slots(slots_asked))

    def beside(key: str, text: str) -> str:
        return f"{beside_target(context.targets(), key, measures[key], context.today)} {text}".strip()

    cards = (
        Card(
            f"Meetings held since {month_words(held.since)}",
            str(held.now),
            beside(MEETINGS_HELD, held.in_words),
            "meetings",
            "Plan meetings",
        ),
        Card(
            "Translations missing",
            missing,
            beside(TRANSLATIONS_MISSING, documents),
            "materials",
            "See what to translate",
        ),
        Card(
            "Slots without a verified officer",
            slots,
            beside(SLOTS_OPEN, officers),
            "coverage",
            "See where you are short",
        ),
    )
    show_cards(context, cards)


def _next(context: Context) -> str:
    """Return what is on the board of meetings, and what waits for an answer."""
    board = event_table(context, context.store.records(context.actor, "event"))
    return " ".join([board_answer(context, board), *concerns_beside(context)])


def _rows(context: Context) -> pd.DataFrame:
    rows = area_rows(context.need_with_intervals(), context.language)
    district = chosen_district(context)
    if district:
        rows = rows[
            rows["area_id"].isin(context.touches().get(area_ref(context.department.coarsest_level, district), ()))
        ]
    return rows.sort_values("lep", ascending=False, kind="stable")


def _show_ranking(context: Context) -> None:
    rows = _rows(context).dropna(subset="lep").head(RANKED)
    if len(rows) < 2:
        return
    words = words_of(context.level)
    st.header(f"Where most people are: {language_name(context.language)}", anchor=False)
    names = {area: name_of(context, area) for area in rows["area_id"]}
    dots = figures.error_rows(rows.assign(name=rows["area_id"].map(names)))
    chosen = names.get(context.area) if context.area else None
    show_dots(
        dots,
        dots["name"].tolist(),
        "LEP residents",
        f"{words.many.capitalize()} by number of LEP people, with both errors",
        chosen,
    )


def _show_table(context: Context) -> None:
    words = words_of(context.level)
    st.header(f"{words.many.capitalize()} in figures: {language_name(context.language)}", anchor=False)
    rows = _rows(context)
    table = rows.assign(
        name=[name_of(context, area) for area in rows["area_id"]],
        bracket=figures.brackets(rows["lep_low"], rows["lep_high"]),
        both=figures.brackets(rows["lep_interval_low"], rows["lep_interval_high"]),
    )
    columns = (
        Column("name", words.one.capitalize()),
        Column(
            "lep",
            "LEP residents",
            show=rounded_people,
            help='People 5 and over who speak English less than "very well"',
        ),
        Column("lep_moe", "±", show=rounded_people, help="Right about 9 times in 10, for the survey alone"),
        Column("bracket", "Possible range", help="Lowest and highest possible where this area splits census tracts"),
        Column("both", "Likely range", help="Right about 9 times in 10. Includes the survey margin and split tracts"),
        Column("share", "Share", show=percent),
        Column("share_moe", "± (share)", show=percent),
        Column("pop5", "People 5+", show=rounded_people),
        Column("grade", "Reliability", help="High, medium, or low, by the coefficient of variation (12%, 40%)"),
        Column("missing_share", "No data", show=percent, help="Share of the people whose tract has no figure"),
    )
    ids = rows["area_id"].tolist()
    show_table(table, columns, "overview-table", row_ids=ids, on_row=area_picker(context))


def _show_how_sure(context: Context) -> None:
    need = context.need()
    rows = need[(need["language"] == context.language)]
    outside = rows[rows["area_id"] == OUTSIDE]
    inside = rows[rows["area_id"] != OUTSIDE]
    cut = int((inside["lep_high"] - inside["lep_low"] > 1).sum())
    low = int((inside["grade"] == "low").sum())
    words = words_of(context.level)
    exact = f"{context.department.language.about_margins} ".lstrip()
    beyond = rounded_people(float(outside["lep"].iloc[0])) if len(outside) else MISSING
    st.header("How sure is this?", anchor=False)
    st.markdown(
        f"- Numbers are {context.department.settings.period} estimates (census table C16001), carried "
        f"from tracts to {words.many} by where people live.\n- **Margin of error**: right about 9 times "
        f"in 10, for the survey alone. {exact}{low} of {len(inside)} {words.many} have a large margin, so their "
        f"reliability is low. They have stripes on the map.\n- **Split tracts**: {words.counted(cut)} "
        "split census tracts, so we know a possible range there, not who lives on which side.\n- **How "
        f"often it is right**: {weak_sentence(_rows(context), words.one, words.many)} The page Method and "
        f"trust says how we measured this.\n{_taken_back(context)}- {beyond} LEP residents of these "
        "tracts live outside all beats and aren’t counted above."
    )


def _taken_back(context: Context) -> str:
    """Return what the boundary makes of verdicts, as a line of the list; empty if nothing."""
    by_boundary = boundary_answer(context.verdict_details())
    return f"- **Results**: {by_boundary}\n" if by_boundary else ""


SECTION = "overview-section"
SECTIONS = {"ranking": "Ranking", "table": "Table", "maps": "By language", "targets": "Targets", "sure": "How sure"}
DRAWN: Mapping[str, Callable[[Context], None]] = {
    "ranking": _show_ranking,
    "table": _show_table,
    "maps": show_small_maps,
    "targets": show_targets,
    "sure": _show_how_sure,
}
KEPT = (kept_section(SECTION, SECTIONS), *MAP_KEPT, *BRIEF_KEPT)
PAGE = Page("overview", "Overview", ":material/map:", "Plan", EVERYONE, render, KEPT)
