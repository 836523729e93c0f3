"""What if: a decision tried on the department before it is made, before and after in the same tables and map."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from geodata.department.names import area_title, words_of
from geodata.maps.layers import Layer
from geodata.maps.shapes import AreaShapes
from geodata.products.registry import what_if_map
from geodata.whatif.layers import difference_layer, scenario_layer
from geodata.whatif.outcome import WhatIf, slots_by_language, what_if_asked, what_if_title
from pages.parts.forms.record_tools import show_problem
from pages.parts.kept import departments as kept_departments
from pages.parts.kept import whatif as kept
from pages.parts.meetings.under_way import show_under_way
from pages.parts.shell.address import Kept as InAddress
from pages.parts.shell.address import OneOf
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer, show_empty
from pages.parts.shell.page import EVERYONE, Page
from pages.parts.whatif.add import HELD, KIND, KINDS, show_add
from pages.parts.whatif.saved import SCENARIO_KEPT, open_from_link, show_compare, show_opened, show_saved, show_tools
from pages.parts.whatif.steps import STEPS_KEPT, ask, key_of, scenario_now, show_steps, slots_before_and_after
from pages.parts.widgets.areas import PANEL_SHARE, name_of, show_area_map, show_layer_legend
from pages.parts.widgets.controls import layer_switch
from pages.parts.widgets.downloads import Making, MapOffer, show_downloads
from pages.parts.widgets.sections import kept_section, section_bar
from pages.parts.widgets.tables import Column, show_table
from planning.errors import PlanningError
from planning.languages.groups import LANGUAGE_IDS, language_name
from planning.meetings.options import MeetingOptions
from planning.need.change_words import signed_people, signed_range
from planning.officers.published import as_range
from planning.vocabulary import DEPARTMENT_LEVEL, SAME, SHOWN
from planning.whatif.reach import reach_sentence
from planning.whatif.scenario import Scenario
from planning.whatif.words import SIGNS, difference_answer, difference_sentence, results_sentence, slots_sentence
from planning.words.wording import rounded_people

LAYER = "what-if-layer"
LAYERS = {"difference": "Difference", "before": "Now", "after": "Then"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A scenario, and the people of each area before and after at the level of the page."""

    context: Context
    asked: WhatIf
    differences: pd.DataFrame

    @property
    def rows(self) -> pd.DataFrame:
        """The areas, of the language that is chosen."""
        return self.differences[self.differences["language"] == self.context.language]


def render(context: Context) -> None:
    """Draw the page: the steps, what they would change, and the section that is open."""
    record = open_from_link(context)
    scenario = scenario_now()
    try:
        asked = ask(context, scenario)
    except PlanningError as error:  # a link or a saved scenario of another state of the department
        st.error(plain(str(error)), icon=":material/error:")
        asked = ask(context, Scenario())
    show_problem()
    show_opened(context, record, scenario)
    if not scenario.steps:
        show_empty(
            "No steps yet. Nothing you try here changes the department.",
            "Add a step below: redraw beats, or change officers, venues, or the rule.",
        )
        show_add(context, asked)
        show_saved(context)
        return
    differences = kept.need_differences(key_of(context, asked.scenario), context.level, asked)
    shown = Shown(context, asked, differences)
    answer = _answer(shown)
    show_answer(answer)
    for note in asked.notes:
        st.caption(plain(note))
    show_steps(asked)
    show_tools(context, record, asked, answer)
    show_add(context, asked)
    _show_map(shown)
    DRAWN[section_bar(SECTION, SECTIONS)](shown)
    title = what_if_title(scenario, context.level)
    made = Making("what-if", what_if_asked(scenario, context.level))
    show_downloads(context, differences, "what-if", title, made=made, on_map=_offer_map(shown))
    show_saved(context)


def _answer(shown: Shown) -> str:
    """Return what the steps would change: people, results of the rule, officers short."""
    context = shown.context
    parts = [difference_answer(shown.differences, context.language, words_of(context.level))]
    parts.append(plain(results_sentence(_results(shown), _title(context), SHOWN)))
    if context.department.roster is not None and not shown.asked.scenario.only_venues:
        parts.append(slots_sentence(_slots(shown)))
    return " ".join(part for part in parts if part)


def _title(context: Context) -> Callable[[str, str], str]:
    return lambda level, area: area_title(level, area, context.department.settings.name)


def _results(shown: Shown) -> pd.DataFrame:
    context = shown.context
    known_by = (key_of(context, shown.asked.scenario), context.evidence_mark, context.today)
    return kept.result_changes(*known_by, context.evidence(), shown.asked)


def _slots(shown: Shown) -> pd.DataFrame:
    return slots_by_language(*slots_before_and_after(shown.context, shown.asked))


def _shapes(shown: Shown, side: str) -> AreaShapes:
    one = shown.asked.before if side == "before" else shown.asked.after
    return kept_departments.shapes(one.department.content_hash, shown.context.level, one)


def _show_map(shown: Shown) -> None:
    """Draw one frame: what differs, as it is now, or as it would be; beside it the area that is chosen."""
    context = shown.context
    left, right = st.columns(PANEL_SHARE)
    with left:
        which = layer_switch(LAYERS, LAYER)
        layer = _layer(shown, which)
        show_area_map(context, "what-if", layer, shapes=_shapes(shown, which))
    with right:
        show_layer_legend(layer)
        _show_area(shown)


def _layer(shown: Shown, which: str) -> Layer:
    context, rows = shown.context, shown.rows
    return difference_layer(context, rows) if which == "difference" else scenario_layer(context, rows, which)


def _offer_map(shown: Shown) -> MapOffer:
    """Return the map that is shown to take away, and for a GIS the areas as they would be, with now, then and both."""
    level, which = shown.context.level, st.session_state.get(LAYER) or next(iter(LAYERS))
    return MapOffer(
        Making("map-what-if", what_if_asked(shown.asked.scenario, level)),
        _layer(shown, which),
        figures=lambda: what_if_map(shown.asked, shown.differences, level),
        shapes=_shapes(shown, which),
    )


def _show_area(shown: Shown) -> None:
    context = shown.context
    if context.area is None:
        st.caption("Click an area on the map to see what would change there. Click again to clear.")
        return
    rows = shown.differences[shown.differences["area_id"] == context.area].set_index("language")
    place = plain(name_of(context, context.area))
    for language in dict.fromkeys((context.language, *LANGUAGE_IDS)):
        row = rows.loc[language].to_dict()
        if language == context.language or row["verdict"] not in (SAME, "within the margins"):
            st.markdown(difference_sentence(row, place, language))


def _show_areas(shown: Shown) -> None:
    context = shown.context
    words = words_of(context.level)
    st.header(f"{words.many.capitalize()}: {language_name(context.language)}", anchor=False)
    _show_differences(shown, shown.rows, "area_id")
    area = DEPARTMENT_LEVEL if context.level == DEPARTMENT_LEVEL else context.area
    if area is not None:
        st.header(f"Languages in {plain(name_of(context, area))}", anchor=False)
        _show_differences(shown, shown.differences[shown.differences["area_id"] == area], "language")


def _show_differences(shown: Shown, rows: pd.DataFrame, by: str) -> None:
    """Draw the rows in which something would differ, and say how many others there are."""
    context = shown.context
    changed = rows[rows["verdict"] != SAME]
    same = len(rows) - len(changed)
    if changed.empty:
        st.caption("Nothing here would differ: the steps move no one between these areas.")
        return
    names = [name_of(context, one) if by == "area_id" else language_name(one) for one in changed[by]]
    ranges = [signed_range(*ends) for ends in zip(changed["change_low"], changed["change_high"], strict=True)]
    table = changed.assign(
        name=names,
        range=[text if clear else "" for text, clear in zip(ranges, changed["change"].notna(), strict=True)],
        clear=[SIGNS[verdict] for verdict in changed["verdict"]],
    )
    columns = (
        Column("name", words_of(context.level).one.capitalize() if by == "area_id" else "Language"),
        Column("before", "Now", show=rounded_people),
        Column("before_moe", "± now", show=rounded_people),
        Column("after", "Then", show=rounded_people),
        Column("after_moe", "± then", show=rounded_people),
        Column("change", "Difference", show=signed_people),
        Column("change_moe", "± difference", show=rounded_people, help="Of the people on the ground that moves alone"),
        Column("range", "Likely range", help="Right about 9 times in 10. Includes split tracts"),
        Column("clear", "Clear?"),
    )
    show_table(table, columns, f"what-if-{by}", missing="no area")
    if same:
        st.caption(f"{same} more would be the same.")


def _show_results(shown: Shown) -> None:
    st.header("Results of the rule that would change", anchor=False)
    results, title = _results(shown), _title(shown.context)
    if results.empty:
        st.caption("None: every area and language keeps its result.")
    else:
        table = results.assign(
            name=[title(level, area) for level, area in zip(results["level"], results["area_id"], strict=True)],
            spoken=[language_name(language) for language in results["language"]],
            now=results["before"].map(SHOWN).fillna("no result"),
            then=results["after"].map(SHOWN).fillna("no result"),
        )
        columns = (
            Column("name", "Area"),
            Column("spoken", "Language"),
            Column("now", "Now"),
            Column("then", "Then"),
            Column("reason", "Why"),
        )
        show_table(table, columns, "what-if-results")
    show_compare(shown.context, shown.asked)


def _show_officers(shown: Shown) -> None:
    st.header("Officers short, by language", anchor=False)
    if shown.context.department.roster is None:
        st.caption("There is no roster, so no one can say how many officers are short. Add one in Setup.")
        return
    slots = _slots(shown)
    table = slots.assign(
        name=slots["language"].map(language_name),
        now=[as_range(*ends) for ends in zip(slots["gap_low_before"], slots["gap_high_before"], strict=True)],
        then=[as_range(*ends) for ends in zip(slots["gap_low_after"], slots["gap_high_after"], strict=True)],
    )
    columns = (
        Column("name", "Language"),
        Column("posts_before", "Slots now", show=rounded_people),
        Column("posts_after", "Slots then", show=rounded_people),
        Column("now", "Officers short now"),
        Column("then", "Officers short then"),
    )
    show_table(table, columns, "what-if-officers-short")
    st.caption(
        "From the counts that everyone may see: 1 or 2 officers of a unit, shift, and language are “1-2,” so these "
        "are the least and the most it can be. A step changes both ends and shows nothing more about who is there."
    )


def _show_meetings(shown: Shown) -> None:
    st.header("Where to meet", anchor=False)
    context, asked = shown.context, shown.asked
    if not (asked.scenario.touches_venues or asked.scenario.touches_map):
        st.caption("The steps change no venue and no border, so the best meetings stay the same.")
        return
    if asked.before.department.venues is None and asked.after.department.venues is None:
        st.caption("There are no venues. Add some in Setup.")
        return
    wishes = MeetingOptions(radius_m=context.department.settings.radius_m)
    before, after = context.for_meetings, context.with_venue_facts(asked.after)
    done = kept.meetings_now(key_of(context, asked.scenario), wishes, before, after)
    if done is None:
        show_under_way("Finding the best meetings, now and then.", (kept.MEETINGS,))
        return
    found = done.result
    st.markdown(reach_sentence(found.reached, len(found.after.sites)))
    here, there = ({site.site_id: site.name for site in plan.sites} for plan in (found.before, found.after))
    for said, names in (
        ("Only now", [name for one, name in here.items() if one not in there]),
        ("Only then", [name for one, name in there.items() if one not in here]),
    ):
        if names:
            st.markdown(f"- {said}: {plain(', '.join(names))}")
    table = found.reached.assign(
        name=[language_name(language) for language in found.reached["language"]],
        clear=[SIGNS[verdict] for verdict in found.reached["verdict"]],
    )
    columns = (
        Column("name", "Language"),
        Column("before", "Reached now", show=rounded_people),
        Column("after", "Reached then", show=rounded_people),
        Column("change", "Difference", show=signed_people),
        Column("change_moe", "± difference", show=rounded_people),
        Column("clear", "Clear?"),
    )
    show_table(table, columns, "what-if-meetings-reached")


def _show_sure(shown: Shown) -> None:
    exact = shown.context.department.language.about_margins
    st.header("How sure is this?", anchor=False)
    st.markdown(
        "- Both sides come from the same survey. People who stay in their area are in both with the same error, so the "
        "error of a difference is only that of the people on the ground that moves.\n"
        "- A difference is clear only if it is larger than its margin of error and its likely range leaves out zero. "
        "That range is right about 9 times in 10. Everything else is within the margins.\n"
        "- Where a step cuts a tract, no one knows how many of its LEP residents live on which side. The likely range "
        "includes that.\n"
        "- Ground of block groups and blocks is what lies nearest to where the census puts their people.\n"
        f"- Nothing here changes the department until an administrator makes it so.{f' {exact}' if exact else ''}"
    )


SECTION = "what-if-section"
SECTIONS = {
    "areas": "Areas",
    "results": "Results and compare",
    "officers": "Officers",
    "meetings": "Meetings",
    "sure": "How sure",
}
DRAWN: Mapping[str, Callable[[Shown], None]] = {
    "areas": _show_areas,
    "results": _show_results,
    "officers": _show_officers,
    "meetings": _show_meetings,
    "sure": _show_sure,
}
PAGE = Page(
    "what_if",
    "What if",
    ":material/alt_route:",
    "Plan",
    EVERYONE,
    render,
    (
        kept_section(SECTION, SECTIONS),
        SCENARIO_KEPT,
        STEPS_KEPT,
        InAddress("map", LAYER, OneOf(tuple(LAYERS)), next(iter(LAYERS))),
        InAddress("change", KIND, OneOf(tuple(KINDS)), next(iter(KINDS))),
    ),
    held=HELD,
)
"""A decision tried on the department before it is made."""
