"""Bilingual coverage: posts that need a speaker, who is there, what is lacking, and what would close it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata import answers
from pages.parts import figures
from pages.parts.areas import MAP_SHARE, area_picker, name_of, show_area_map, show_layer_legend, words_of
from pages.parts.context import Context
from pages.parts.downloads import show_downloads
from pages.parts.inputs import control_row
from pages.parts.layers import gap_layer
from pages.parts.messages import show_answer
from pages.parts.page import COMMANDER, RECRUITER, Page
from pages.parts.tables import Column, show_table
from planning.brief import coverage_answer, spoken
from planning.calibration import gap_sentence
from planning.languages import ALL, LANGUAGES, language_name
from planning.officers.gap import gap_with_self
from planning.officers.levers import build_levers, find_testable
from planning.officers.roster import TIERS, TWO_LANGUAGES_NOTE
from planning.wording import rounded_people

EVERY_SHIFT = "Every shift"


def officers_text(count: float) -> str:
    """Return a number of officers with one decimal, as tables show it."""
    return f"{count:,.1f}"


def render(context: Context) -> None:
    """Draw the page."""
    level = context.department.coarsest_level
    gap, with_self = _chosen(context)
    if context.language != ALL and LANGUAGES[context.language].is_lump:
        st.info(
            f"{spoken(context.language).capitalize()} are several: no post can be set for them as if they were one. "
            "Choose a named language at the left.",
            icon=":material/info:",
        )
        gap = gap.iloc[0:0]
    show_answer(coverage_answer(gap, float(gap_with_self(gap).sum()), words_of(level)))
    counted = gap.assign(gap=gap_with_self(gap)) if with_self else gap
    left, right = st.columns(MAP_SHARE)
    layer = gap_layer(context, level, figures.gap_by_area(counted))
    with left:
        show_area_map(context, "coverage", layer, level=level)
    with right:
        show_layer_legend(layer)
        st.caption(
            f"One post for every {words_of(level).one}, shift and named language that meets the rule; "
            f"{context.department.settings.relief_factor:g} officers keep one post filled all year."
        )
    _show_cells(context, counted, level, with_self)
    if context.department.roster is not None:
        _show_levers(context, gap)
    _show_how_sure(context)
    show_downloads(context, context.coverage(), "officers", f"Bilingual coverage by {words_of(level).one} and shift",
                   rule=context.rule.citation_on(context.today))  # fmt: skip


def _chosen(context: Context) -> tuple[pd.DataFrame, bool]:
    gap = context.coverage()
    row = control_row(3)
    shift = row[0].selectbox("Shift", (EVERY_SHIFT, *dict.fromkeys(gap["shift"])), key="coverage-shift")
    with_self = row[1].toggle(
        "Count self-reported speakers", value=False, key="coverage-self",
        help="Nobody has tested them, or their test has lapsed. Off: only certified and tested officers count.",
    )  # fmt: skip
    if shift != EVERY_SHIFT:
        gap = gap[gap["shift"] == shift]
    if context.language != ALL:
        gap = gap[gap["language"] == context.language]
    return gap, with_self


def _show_cells(context: Context, gap: pd.DataFrame, level: str, with_self: bool) -> None:
    words = words_of(level)
    st.subheader(f"By {words.one}, shift and language", anchor=False)
    asked = gap[(gap["posts"] != 0) | (gap[["have_certified", "have_tested", "have_self"]].sum(axis=1) > 0)]
    if context.level == level and context.area is not None:
        asked = asked[asked["area_id"] == context.area]
    rows = asked.assign(
        area=[name_of(context, area, level) for area in asked["area_id"]],
        name=asked["language"].map(language_name),
    ).sort_values(["gap", "need"], ascending=False, kind="stable")
    columns = (
        Column("area", words.one.capitalize()),
        Column("shift", "Shift"),
        Column("name", "Language"),
        Column("gap", "Lacking" + (" (self-reported counted)" if with_self else ""), show=officers_text),
        Column("posts", "Posts", show="{:.0f}".format),
        Column("required", "Officers it takes", show=officers_text),
        Column("have_certified", "Certified", show="{:.0f}".format, help=TIERS["certified"].meaning),
        Column(
            "have_tested",
            "Tested",
            show="{:.0f}".format,
            help="passed a language test, or paid for the language",
        ),
        Column("have_self", "Not verified", show="{:.0f}".format, help="says so, or the test has lapsed"),
        Column("need", "LEP people", show=rounded_people),
    )
    show_table(
        rows, columns, "coverage-cells", row_ids=rows["area_id"].tolist(), on_row=area_picker(context, level),
        missing="cannot tell",
    )  # fmt: skip
    st.caption(TWO_LANGUAGES_NOTE + " Rows where no post is asked for and nobody speaks the language are left out.")


def _show_levers(context: Context, gap: pd.DataFrame) -> None:
    st.subheader("What would close it, the cheapest first", anchor=False)
    level = context.department.coarsest_level
    unplaced = context.unplaced()
    levers = build_levers(gap, unplaced)
    sums = levers[["gap", "test", "move", "hire"]].sum()
    cards = st.columns(3)
    texts = (
        ("Testing", "test", "officers of the right area and shift say they speak it, and may pass."),
        ("Moves", "move", "verified speakers are where they are not needed, or in units without an area."),
        ("Hiring", "hire", "the rest; a new officer is ready after about a year."),
    )
    for card, (title, name, why) in zip(cards, texts, strict=True):
        with card.container(border=True, height="stretch"):
            closes = f"{officers_text(sums[name])} of {officers_text(sums['gap'])}"
            st.markdown(f"**{title}** could close **{closes}** at best: {why}")
    rows = levers[levers["gap"] > 0].assign(name=lambda frame: frame["language"].map(language_name))
    columns = (
        Column("name", "Language"),
        Column("gap", "Lacking", show=officers_text),
        Column("test", "By testing", show=officers_text),
        Column("move", "By moves", show=officers_text),
        Column("hire", "By hiring", show=officers_text),
    )
    show_table(rows, columns, "coverage-levers")
    units = answers.unit_areas(context.department, level)
    testable = find_testable(gap, context.department.roster, units)
    with st.expander(f"Whom to test: {testable['officer_id'].nunique()} officers"):
        show_table(_officer_rows(context, testable), _OFFICERS, "coverage-testable")
    movable = unplaced[unplaced["tier"].isin([tier.id for tier in TIERS.values() if tier.is_verified])]
    with st.expander(f"Verified speakers whom no post counts: {movable['officer_id'].nunique()} officers"):
        reasons = (*_OFFICERS, Column("reason", "Why not counted", width="large"))
        show_table(_officer_rows(context, movable), reasons, "coverage-movable")


_OFFICERS = (
    Column("officer_id", "Officer"),
    Column("unit", "Unit"),
    Column("shift", "Shift"),
    Column("name", "Language"),
    Column("standing", "Standing"),
)


def _officer_rows(context: Context, officers: pd.DataFrame) -> pd.DataFrame:
    return officers.assign(
        name=officers["language"].map(lambda language: language_name(language) if pd.notna(language) else "not told"),
        standing=officers["tier"].map(lambda tier: f"{TIERS[tier].name}: {TIERS[tier].meaning}"),
    )


def _show_how_sure(context: Context) -> None:
    settings = context.department.settings
    with st.expander("Why, and how sure"):
        st.markdown(
            "- A post is asked for where the whole 90 % margin of the need lies above the threshold of "
            f"{context.rule.title}; "
            "where the margin spans it, the post cannot be told and is in no sum.\n"
            f"- {settings.relief_factor:g} officers a post: 8 hours × 365 days are 2,920 hours, of which an officer, "
            "after days "
            "off, leave and training, works 1,849.\n"
            "- Posts are counted, never officers per head of population.\n"
            "- Only certified and tested officers close a gap; self-reported speakers are shown apart until tested.\n"
            f"- {gap_sentence()} The smaller the area of a post, the more it is worth asking for local evidence first."
        )


PAGE = Page(
    "coverage",
    "Bilingual coverage",
    ":material/record_voice_over:",
    "People",
    frozenset({COMMANDER, RECRUITER}),
    render,
)

if __name__ == "__main__":
    from dashboard import main

    main()
