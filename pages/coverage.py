"""Bilingual coverage: posts that need a speaker, who is there, what is lacking, and what would close it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from geodata.department.names import level_word
from geodata.maps.officer_layers import gap_of
from geodata.officers.coverage import OfficerPlan, units_without_area, unplaced_note
from geodata.officers.posts import relief_sentence
from geodata.products.asked import options_as_json
from geodata.products.registry import BANDS
from pages.parts.access.ways import KEPT as WAYS_KEPT
from pages.parts.access.ways import show_ways
from pages.parts.forms.record_tools import show_problem
from pages.parts.officers.hire_years import HIRE, years_kept
from pages.parts.officers.interpreters import show_interpreter_use
from pages.parts.officers.levers import exact_rows, show_exact_levers, show_published_levers
from pages.parts.officers.picture import show_picture
from pages.parts.officers.post_options import KEPT as POSTS_KEPT
from pages.parts.officers.post_options import RosterView, choose_posts
from pages.parts.shell.address import Kept, OneOf
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer, show_empty
from pages.parts.shell.page import Page
from pages.parts.widgets.areas import MAP_SHARE, area_picker, name_of, show_area_map, show_layer_legend
from pages.parts.widgets.compared import show_compared
from pages.parts.widgets.controls import layer_switch
from pages.parts.widgets.downloads import Making, MapOffer, show_downloads
from pages.parts.widgets.sections import kept_section, section_bar
from pages.parts.widgets.tables import Column, show_table
from planning.languages.groups import ALL, LANGUAGES, language_name
from planning.need.calibration import gap_sentence
from planning.officers.levels import INTERPRETER_LINE
from planning.officers.options import PostOptions
from planning.officers.published import HAVE_COLUMNS, as_range
from planning.officers.roster import TIERS, TWO_LANGUAGES_NOTE
from planning.officers.sentences import coverage_exact_answer, coverage_range_answer, line_sentence
from planning.officers.slot_states import count_slots, open_range, slots_sentence
from planning.targets.figures import INTERPRETER_CALLS, LANGUAGE_TESTS, SLOTS_OPEN
from planning.vocabulary import CANNOT_TELL, CERTIFIED, COMMANDER, DEPARTMENT_LEVEL, RECRUITER
from planning.words.answers import spoken
from planning.words.formats import tenths, whole_number
from planning.words.wording import percent, rounded_people

EVERY_SHIFT = "Every shift"


def officers_text(count: float) -> str:
    """Return a number of officers with one decimal, as tables show it."""
    return f"{tenths(count)}"


@dataclass(frozen=True, slots=True)
class Shown:
    """The slots on screen: as they were asked for, with who is there; exact only for those who see the roster."""

    context: Context
    options: PostOptions
    view: RosterView
    table: pd.DataFrame
    plan: OfficerPlan | None


def render(context: Context) -> None:
    """Draw the page: the controls, the answer, and the section that is open."""
    options, view = choose_posts(context)
    table = context.coverage(options)
    plan = None
    if view.exact:
        plan = context.officer_plan(options, view.unit_minimum)
        table = exact_rows(plan)
    table = _chosen(context, table, view)
    unplaced = unplaced_note(context.department)
    if unplaced:
        st.warning(plain(unplaced), icon=":material/warning:")
    show_answer(_answer(context, view, table, plan))
    # By what is published, also for who sees the roster: a target tells no count that is hidden.
    show_compared(context, (LANGUAGE_TESTS, SLOTS_OPEN), {SLOTS_OPEN: lambda *_: open_range(context.coverage())})
    DRAWN[section_bar(SECTION, SECTIONS)](Shown(context, options, view, table, plan))


def _answer(context: Context, view: RosterView, table: pd.DataFrame, plan: OfficerPlan | None) -> str:
    """Return how many slots are open and where most are, and how many officers that is."""
    everything = context.language == ALL and view.shift == EVERY_SHIFT
    if plan is not None and everything:
        moves = plan.moves
        short = coverage_exact_answer(
            plan.cells, plan.by_tests, len(plan.tests), moves.closes, len(moves.moves), plan.hires.total
        )
    else:
        short = coverage_range_answer(table)
    return f"{slots_sentence(count_slots(table))} {short}".lstrip()


def _show_picture(shown: Shown) -> None:
    show_picture(shown.table)
    st.caption(_one_slot(shown))
    _show_take_away(shown)


def _show_where(shown: Shown) -> None:
    left, right = st.columns(MAP_SHARE)
    layer = gap_of(shown.context, shown.table)
    with left:
        show_area_map(shown.context, "coverage", layer)
    with right:
        show_layer_legend(layer)
        _show_beside_map(shown)
    _show_cells(shown)


def _show_levers(shown: Shown) -> None:
    if shown.plan is not None:
        show_exact_levers(shown.context, shown.plan, shown.view)
    else:
        show_published_levers(shown.context, shown.table)


def _show_today(shown: Shown) -> None:
    if layer_switch(TODAY_PARTS, TODAY, label="Show") == "ways":
        show_problem()
        show_ways(shown.context)
        return
    if shown.context.department.requests is None and shown.context.department.bill is None:
        show_empty("No interpretations are counted yet.", "Add requests or the interpreter line’s bill (see Setup).")
    _show_yardstick(shown.context)
    show_compared(shown.context, (INTERPRETER_CALLS,))
    show_interpreter_use(shown.context)


def _show_sure(shown: Shown) -> None:
    _show_how_sure(shown.context, shown.options)
    _show_levels(shown.context, shown.options)


def _show_take_away(shown: Shown) -> None:
    bands = shown.context.coverage(shown.options)
    asked = {"options": options_as_json(shown.options)}
    show_downloads(
        shown.context,
        bands.drop(columns=BANDS, errors="ignore"),
        "officers",
        "Bilingual coverage by area and shift, in bands",
        rule=shown.context.rule.statement_on(shown.context.today),
        made=Making("officers", {**asked, "all_columns": True}, shown.context.rule),
        on_map=MapOffer(Making("map-coverage", asked, shown.context.rule), gap_of(shown.context, bands)),
    )


SECTION = "coverage-section"
TODAY = "coverage-today"
TODAY_PARTS = {"today": "Who interprets today", "ways": "Ways to be understood"}
SECTIONS = {
    "picture": "By language and shift",
    "where": "Where",
    "levers": "Ways to fill",
    "today": "Who interprets today",
    "sure": "How sure",
}
DRAWN: Mapping[str, Callable[[Shown], None]] = {
    "picture": _show_picture,
    "where": _show_where,
    "levers": _show_levers,
    "today": _show_today,
    "sure": _show_sure,
}


def _chosen(context: Context, table: pd.DataFrame, view: RosterView) -> pd.DataFrame:
    if view.shift != EVERY_SHIFT:
        table = table[table["shift"] == view.shift]
    if context.language == ALL:
        return table
    if LANGUAGES[context.language].is_lump:
        st.info(
            f"{spoken(context.language).capitalize()} are combined groups, so they can’t have slots. Choose a "
            "named language under Language.",
            icon=":material/info:",
        )
    return table[table["language"] == context.language]


def _one_slot(shown: Shown) -> str:
    """Return what a slot is, and how many officers it takes."""
    requirement = relief_sentence(shown.context.department, shown.options)
    if shown.options.target is not None:
        requirement = (
            f"Each slot has enough officers so that one is on duty with a chance of {percent(shown.options.target)}. "
        ) + requirement
    return f"One slot is 1 bilingual officer for an area, a shift, and a named language. {requirement}"


def _show_beside_map(shown: Shown) -> None:
    department, table = shown.context.department, shown.table
    st.caption(_one_slot(shown))
    pools = table[(table["level"] == DEPARTMENT_LEVEL) & (table["posts"] > 0)]
    if len(pools):
        languages = ", ".join(dict.fromkeys(language_name(language) for language in pools["language"]))
        st.caption(f"Not on the map: on-call pools for the whole department in {languages}. They are in the table.")
    units = units_without_area(department)
    if units and not unplaced_note(department):
        st.caption(
            f"{', '.join(plain(unit) for unit in units)}: not an area of the map, so officers in these units "
            "count in no area. A pool for the whole department counts them."
        )
    if department.roster is None:
        st.caption("No roster yet. Colors show officers needed, not officers short.")


def _show_cells(shown: Shown) -> None:
    context, table, options, view = shown.context, shown.table, shown.options, shown.view
    st.header("By area, shift and language", anchor=False)
    # A row of certain zeros asks nothing and holds nobody.
    there = table[list(HAVE_COLUMNS)]
    asked = table[(table["posts"] != 0) | (there.notna() & (there != "0")).any(axis=1)]
    if context.area is not None and context.level in set(asked["level"]):
        asked = asked[(asked["area_id"] == context.area) & (asked["level"] == context.level)]
    asked = asked.sort_values(["gap_high", "need"], ascending=False, kind="stable")
    rows = asked.assign(
        area=[_area(context, level, area) for level, area in zip(asked["level"], asked["area_id"], strict=True)],
        name=asked["language"].map(language_name),
        lacking=[as_range(low, high) for low, high in zip(asked["gap_low"], asked["gap_high"], strict=True)],
    )
    need = "Requests a tour" if options.basis == "requests" else "LEP residents"
    columns = (
        Column("area", "Area"),
        Column("shift", "Shift"),
        Column("name", "Language"),
        Column("lacking", "Officers short", help="Officers needed minus verified officers"),
        Column("posts", "Slots", show="{:.0f}".format),
        Column("required", "Officers it takes", show=officers_text),
        Column("have_certified", "Certified", help=TIERS[CERTIFIED].meaning),
        Column("have_tested", "Tested", help="passed a language test, or paid for the language"),
        Column("have_self", "Not verified", help="says so, or the test has lapsed"),
        Column("need", need, show=(lambda n: f"{n:.1f}") if options.basis == "requests" else rounded_people),
    )
    level = str(asked["level"].iloc[0]) if len(asked) else context.department.coarsest_level
    show_table(
        rows,
        columns,
        f"coverage-cells-{int(view.exact)}",
        row_ids=rows["area_id"].tolist(),
        on_row=area_picker(context, level),
        missing=CANNOT_TELL,
    )
    bands = (
        ""
        if view.exact
        else " One or two officers of a unit and shift count as 1-2, and totals add these up, from least to most."
    )
    st.caption(f"{TWO_LANGUAGES_NOTE} Rows with no slot and no officer are hidden.{bands}")


def _area(context: Context, level: str, area: str) -> str:
    return "Department pool" if level == DEPARTMENT_LEVEL else name_of(context, area, level)


def _show_levels(context: Context, options: PostOptions) -> None:
    picks = context.level_posts(options).picks
    if picks.empty:
        return
    st.header("Where slots are, by language", anchor=False)
    rows = picks.assign(
        name=picks["language"].map(language_name),
        where=[
            "interpreter line"
            if level == INTERPRETER_LINE
            else "one pool"
            if level == DEPARTMENT_LEVEL
            else f"by {level_word(level)}"
            for level in picks["level"]
        ],
        why=[
            reason.replace(f"by {level}:", f"by {level_word(level)}:")
            for reason, level in zip(picks["reason"], picks["level"], strict=True)
        ],
    )
    columns = (
        Column("name", "Language"),
        Column("where", "Slots are by"),
        Column("posts", "Slots per shift", show="{:.0f}".format),
        Column("why", "Why there"),
    )
    show_table(rows, columns, "coverage-levels")
    st.caption(
        "Slots go to the smallest areas that work. Areas with slots must have at least "
        f"{percent(options.share)} of the people, and each slot must serve at least "
        f"{whole_number(options.people_per_post)} people. Slots are never in smaller areas than those "
        "your officers work in. Everyone else shares an on-call pool."
    )


def _show_yardstick(context: Context) -> None:
    requests = context.department.requests
    if requests is None or "given_by" not in requests.columns:
        return
    by = requests.groupby("given_by")["requests"].sum()
    st.header("Who interprets today", anchor=False)
    st.markdown(line_sentence(float(by.get("staff", 0.0)), float(by.get("line", 0.0))))
    if "language" in requests.columns:
        split = requests.pivot_table(index="language", columns="given_by", values="requests", aggfunc="sum")
        split = split.reindex(columns=["staff", "line"]).fillna(0.0)
        split["all"] = split.sum(axis=1)
        rows = split[split["all"] >= LEAST_REQUESTS].sort_values("all", ascending=False).reset_index()
        rows = rows.assign(name=rows["language"].map(language_name), share=100 * rows["line"] / rows["all"])
        columns = (
            Column("name", "Language"),
            Column("all", "Interpretations", show=whole_number),
            Column("share", "By the line, %", show="{:.1f}".format),
        )
        show_table(rows, columns, "coverage-yardstick")
        st.caption(f"Languages with fewer than {LEAST_REQUESTS} interpretations are left out.")


LEAST_REQUESTS = 10


def _show_how_sure(context: Context, options: PostOptions) -> None:
    basis = {
        "rule": (
            f"A slot is needed where {plain(context.rule.title)} is passed, margin of error and split tracts "
            "included. Where they leave it open, we can’t tell, and the slot is in no total."
        ),
        "people": (
            f"A slot is needed where at least {whole_number(options.least_people)} LEP residents live, by the "
            "estimate. Its margin of error is not used."
        ),
        "requests": (
            "A slot is needed where a request comes at least every other shift "
            f"({options.demand.least_per_shift:g} per shift), with enough slots for "
            f"{options.demand.minutes_each:g} minutes per request. People who don’t know the line don’t call it, "
            "so requests are on the low side."
        ),
    }[options.basis]
    st.header("How sure is this?", anchor=False)
    st.markdown(
        f"- {basis}\n- {relief_sentence(context.department, options)} A service target counts how many "
        "officers it takes to have one on duty with that chance, with days off as they fall. Shift "
        "hours, leave, and days off are under More options.\n- We count slots, never officers per "
        "resident.\n- Only certified and tested officers fill a slot. Self-reported speakers are shown "
        f"apart until tested.\n- {gap_sentence()} The smaller the area of a slot, the more local data "
        "help.\n- Outside the roster view, nothing here shows fewer than 3 officers: counts are bands, "
        "and shortages, sums, and colors come from the bands."
    )


PAGE = Page(
    "coverage",
    "Bilingual coverage",
    ":material/record_voice_over:",
    "People",
    frozenset({COMMANDER, RECRUITER}),
    render,
    (
        kept_section(SECTION, SECTIONS),
        Kept("today", TODAY, OneOf(tuple(TODAY_PARTS)), "today"),
        *POSTS_KEPT,
        *years_kept(HIRE),
        *WAYS_KEPT,
    ),
)
