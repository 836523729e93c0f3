"""Change: what has really changed between two surveys, and between half-years of the department's own work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from geodata.change.half_years import count_half_years
from geodata.change.surveys import Surveys, choose_vintages, survey_vintages
from geodata.department.names import words_of
from geodata.department.provenance import survey_years
from geodata.department.rows import area_rows, rows_of
from geodata.maps.people_layers import change_layer, side_layer
from geodata.targets.on_record import counted
from pages.parts.kept import change as kept_change
from pages.parts.kept.departments import stamp_of
from pages.parts.shell.address import Kept, OneOf
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer, show_empty
from pages.parts.shell.page import EVERYONE, Page
from pages.parts.shell.shown import shown_department
from pages.parts.widgets.areas import PANEL_SHARE, area_picker, name_of, show_area_map, show_layer_legend
from pages.parts.widgets.charts import show_slopes
from pages.parts.widgets.controls import control_row
from pages.parts.widgets.downloads import Making, MapOffer, show_downloads
from pages.parts.widgets.sections import kept_section, section_bar
from pages.parts.widgets.tables import Column, show_table
from planning.errors import PlanningError
from planning.languages.groups import ALL, LANGUAGE_IDS, language_name
from planning.need.change_words import (
    SIGNS,
    chance_sentence,
    change_answer,
    change_sentence,
    languages_sentence,
    signed_people,
    signed_range,
)
from planning.targets.beside import beside_target
from planning.vocabulary import DEPARTMENT_LEVEL, FEWER, MORE
from planning.words.wording import rounded_people

FROM, TO = "change-from", "change-to"
SLOPES = 12
"""Areas in the chart: more is what the table is for."""


NAMED = 3
"""Lines that are named where none is a clear change."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Two surveys, and what has changed at the level of the page and in the department."""

    context: Context
    surveys: Surveys
    change: pd.DataFrame
    whole: pd.DataFrame

    @property
    def rows(self) -> pd.DataFrame:
        """The areas, of the language that is chosen."""
        return area_rows(self.change, self.context.language)

    @property
    def then(self) -> str:
        """The years of the older survey."""
        return _read(self.surveys.then.department.settings.vintage)

    @property
    def now(self) -> str:
        """The years of the newer survey."""
        return _read(self.surveys.now.department.settings.vintage)


def render(context: Context) -> None:
    """Draw the page: which surveys, the answer, and the section that is open."""
    shown = _surveys(context)
    if shown is None:
        _show_records(context)
        return
    words = words_of(context.level)
    answer = change_answer(shown.change, context.language, words, shown.then, shown.now)
    row = next(rows_of(area_rows(shown.whole, context.language)))
    whole = change_sentence(row._asdict(), "the whole department", context.language)
    by_language = languages_sentence(shown.whole) if context.language == ALL else ""
    show_answer(f"{answer} {whole} {by_language}".strip())
    left, right = st.columns(PANEL_SHARE)
    layer = change_layer(context, shown.rows)
    with left:
        show_area_map(context, "change", layer)
    with right:
        show_layer_legend(layer)
        _show_area(shown)
    DRAWN[section_bar(SECTION, SECTIONS)](shown)
    years = [one.department.settings.vintage for one in (shown.surveys.then, shown.surveys.now)]
    asked = {"then": years[0], "now": years[1], "level": context.level}
    show_downloads(
        context,
        shown.change,
        "change",
        f"Change from {shown.then} to {shown.now} by {words.one}",
        made=Making("change", asked),
        on_map=MapOffer(Making("map-change", asked), layer),
    )


def _read(vintage: int) -> str:
    """Return the years of a survey as they are read."""
    return survey_years(vintage).replace("-", "–")


def _years(_: Context) -> tuple[int, ...]:
    return survey_vintages(shown_department())


def _usual(which: int) -> Callable[[Context], int | None]:
    def usual(context: Context) -> int | None:
        years = _years(context)
        pair = choose_vintages(years)
        return (pair or (years[0], years[-1]))[which]

    return usual


def _surveys(context: Context) -> Shown | None:
    """Ask which surveys, and return them; None, with what to do, where they cannot be compared."""
    years = _years(context)
    if len(years) < 2:
        show_empty(
            f"This department has one survey, {_read(years[0])}. To see what changed, it needs an older one "
            "that shares no year with it.",
            "An administrator can get another year in Setup, under Years of the survey.",
        )
        return None
    for key, which in ((FROM, 0), (TO, 1)):
        if st.session_state.get(key) not in years:
            st.session_state[key] = _usual(which)(context)
    left, right, _ = control_row(3)
    with left:
        then = int(st.selectbox("From", years, key=FROM, format_func=_read))
    with right:
        now = int(st.selectbox("To", years, key=TO, format_func=_read))
    where = shown_department()
    stamp = stamp_of(where)
    older, newer = sorted((then, now))
    try:
        surveys = kept_change.surveys(where, stamp, older, newer)
    except PlanningError as error:
        st.warning(plain(str(error)))
        return None
    tables = (
        kept_change.survey_change(where, stamp, older, newer, level, surveys)
        for level in (context.level, DEPARTMENT_LEVEL)
    )
    return Shown(context, surveys, *tables)


def _show_area(shown: Shown) -> None:
    """Draw what has changed in the area that is chosen, language by language."""
    context = shown.context
    if context.area is None:
        st.caption("Click an area on the map or in the table to see what changed there. Click again to clear.")
        st.caption(chance_sentence(shown.change, context.language))
        return
    rows = shown.change[shown.change["area_id"] == context.area].set_index("language")
    place = plain(name_of(context, context.area))
    st.markdown(change_sentence(rows.loc[ALL].to_dict(), place, ALL))
    changed = [name for name in LANGUAGE_IDS if rows.at[name, "verdict"] in (MORE, FEWER)]
    for language in changed:
        st.markdown(f"- {change_sentence(rows.loc[language].to_dict(), place, language)}")
    if not changed:
        st.markdown("- No single language clearly changed here.")


def _table(rows: pd.DataFrame, first: Column, key: str, **options: object) -> None:
    """Draw both figures, the change with its range, and whether it is clear."""
    shown = rows.assign(
        range=[signed_range(low, high) for low, high in zip(rows["change_low"], rows["change_high"], strict=True)],
        clear=[SIGNS[verdict] for verdict in rows["verdict"]],
    )
    columns = (
        first,
        Column("then", "Then", show=rounded_people),
        Column("then_moe", "± then", show=rounded_people),
        Column("now", "Now", show=rounded_people),
        Column("now_moe", "± now", show=rounded_people),
        Column("change", "Change", show=signed_people),
        Column("range", "Likely range", help="Right about 9 times in 10. Includes both surveys and split tracts"),
        Column("clear", "Clear?"),
        Column("noticeable", "Would notice", show=rounded_people, help="A change this large is noticed 8 times in 10"),
    )
    show_table(shown, columns, key, **options)  # type: ignore[arg-type]


def _show_areas(shown: Shown) -> None:
    context = shown.context
    words = words_of(context.level)
    st.header(f"{words.many.capitalize()}: {language_name(context.language)}", anchor=False)
    rows = shown.rows.sort_values("change", key=abs, ascending=False, kind="stable")
    named = rows.assign(name=[name_of(context, area) for area in rows["area_id"]])
    top = named.dropna(subset=["then", "now"]).head(SLOPES)
    if len(top) > 1:
        alt = f"{words.many.capitalize()}: LEP residents in {shown.then} and {shown.now}"
        clear = top["verdict"].isin((MORE, FEWER))
        named_there = clear if clear.any() else top["now"].rank(ascending=False, method="first") <= NAMED
        show_slopes(top.assign(clear=clear, label=top["name"].where(named_there, "")), shown.then, shown.now, alt)
    _table(
        named,
        Column("name", words.one.capitalize()),
        "change-areas",
        row_ids=named["area_id"].tolist(),
        on_row=area_picker(context),
    )


def _show_languages(shown: Shown) -> None:
    st.header("Languages in the whole department", anchor=False)
    rows = shown.whole.assign(name=[language_name(language) for language in shown.whole["language"]])
    _table(rows.sort_values("now", ascending=False, kind="stable"), Column("name", "Language"), "change-languages")


def _show_both(shown: Shown) -> None:
    context = shown.context
    st.header("Both surveys on one scale", anchor=False)
    scale = [*shown.rows["then"], *shown.rows["now"]]
    for side, years, column in zip(("then", "now"), (shown.then, shown.now), st.columns(2), strict=True):
        with column:
            st.subheader(years, anchor=False)
            layer = side_layer(context, shown.rows, side, scale)
            show_area_map(context, f"change-{side}", layer)
    show_layer_legend(layer)


def _show_kept(shown: Shown) -> None:
    _show_records(shown.context)


def _show_records(context: Context) -> None:
    """Draw the half-years of the department's own records side by side."""
    st.header("Half-years of our own work", anchor=False)
    halves, rows = count_half_years(context)
    if not rows:
        show_empty("There are no records that you may read.", "Meetings and concerns are kept on Follow-up.")
        return
    table = pd.DataFrame(
        [
            {"what": row.title, "target": _target(context, row.key)}
            | {str(half): count for half, count in zip(halves, row.by_half, strict=True)}
            for row in rows
        ]
    )
    columns = (
        Column("what", "What"),
        *(Column(str(half), half.name, show=rounded_people) for half in halves),
        Column("target", "Target"),
    )
    show_table(table, columns, "change-records", missing="not on record")
    st.caption("These are counts from our records, not estimates. Half-years that are not over are not shown.")


def _target(context: Context, key: str) -> str:
    """Return the target of a figure as a cell."""
    said = beside_target(context.targets(), key, counted(context, key), context.today)
    return said.removeprefix("Target ").replace("**", "") or "none set"


def _show_sure(shown: Shown) -> None:
    context = shown.context
    words = words_of(context.level)
    ground = (
        f"Both surveys have the same tracts. Where a {words.one} splits one, we take the part that lives inside to be "
        "the same in both, and count what the tract’s own change leaves open."
        if shown.surveys.same_tracts
        else "The tracts of the two surveys differ, so each was carried over block by block, and the possible range of "
        "both counts in full."
    )
    exact = context.department.language.about_margins
    st.header("How sure is this?", anchor=False)
    st.markdown(
        f"- We compare {shown.then} with {shown.now}: two surveys that share no year, so no interview is in both.\n"
        "- A change is clear only if its likely range leaves out zero. That range is right about 9 times in 10.\n"
        f"- {chance_sentence(shown.change, context.language)}\n- {ground}\n"
        "- “No clear change” does not mean that nothing changed. The column Would notice says how large a change must "
        f"be to be noticed 8 times in 10.{f' {exact}' if exact else ''}\n"
        "- The census asks who speaks a language at home and English less than “very well,” nothing else. It does not "
        "say who came or left."
    )


SECTION = "change-section"
SECTIONS = {
    "areas": "Areas",
    "languages": "Languages",
    "both": "Both surveys",
    "records": "Our own work",
    "sure": "How sure",
}
DRAWN: Mapping[str, Callable[[Shown], None]] = {
    "areas": _show_areas,
    "languages": _show_languages,
    "both": _show_both,
    "records": _show_kept,
    "sure": _show_sure,
}
PAGE = Page(
    "change",
    "Change",
    ":material/compare_arrows:",
    "Plan",
    EVERYONE,
    render,
    (
        kept_section(SECTION, SECTIONS),
        Kept("from", FROM, OneOf(_years), _usual(0)),
        Kept("to", TO, OneOf(_years), _usual(1)),
    ),
)
