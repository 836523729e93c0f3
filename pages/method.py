"""Method and trust: what a figure means, how sure it is, and what the tool may not be used for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from geodata.department.decision import decided_for
from geodata.department.names import words_of
from geodata.department.rows import area_rows
from geodata.files import privacy
from geodata.version import software_version
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer
from pages.parts.shell.page import EVERYONE, Page
from pages.parts.widgets import figures
from pages.parts.widgets.areas import name_of
from pages.parts.widgets.charts import show_hold_rates, show_reliability
from pages.parts.widgets.downloads import Making, show_downloads
from pages.parts.widgets.row_charts import show_dots
from pages.parts.widgets.sections import kept_section, section_bar
from pages.parts.widgets.tables import Column, show_table
from planning.languages.groups import ALL, LANGUAGES, language_name
from planning.need.calibration import (
    chance_lines,
    chance_statement,
    hold_lines,
    hold_sentences,
    load_results,
    verdict_sentence,
)
from planning.need.crosswalk import OUTSIDE
from planning.need.weak_margins import weak_sentence
from planning.words.answers import spoken
from planning.words.formats import short_day
from planning.words.wording import people_with_error, percent, rounded_people

MEANING = """\
1. **People.** Numbers count residents age 5 and older who speak a language other than English at home and speak
   English less than “very well” (LEP): people, never households, and never anyone’s origin or status.
2. **A period.** They come from census table C16001, an average of five years of surveys, not a count of today.
3. **From tracts to areas.** A tract that an area line splits is shared out by where its people live.
4. **Margin of error.** The Census Bureau surveys some people, not all. In 9 of 10 such surveys, the true number is
   within the margin. For small numbers, and where lines split tracts, it is right less often: see below.
5. **Possible range.** Where a line splits a tract, we don’t know on which side its speakers live. The possible range
   covers every case and stays apart from the margin. The likely range covers both.
6. **Can’t tell.** A language qualifies where the whole margin is above the threshold, and doesn’t qualify where it is
   below. Where a line splits tracts, both errors must agree. If not, the census can’t tell, and this tool says so."""

FORBIDDEN = """\
- Immigration enforcement, or passing on numbers for it.
- Criminal enforcement, patrol allocation by language, or suspicion of any kind.
- Statements about a person, a household, or an address: every number is an estimate for a whole area.
- Proof that a law was followed or broken: thresholds here are for planning, and are not legal advice.
- Replacing a conversation with the community: a small or missing number doesn’t mean that no one is there."""


NOMINAL = 0.9


def render(context: Context) -> None:
    """Draw the page: the answer, and the section that is open."""
    show_answer(
        "A number is an **estimate of people for a whole area**, with two errors kept apart. It helps plan "
        f"services. It **says nothing about any person** and may not be used for enforcement. {_here(context)}"
    )
    DRAWN[section_bar(SECTION, SECTIONS)](context)


def _here(context: Context) -> str:
    """Return how many of the margins shown here are too small by themselves."""
    words = words_of(context.level)
    language = "all languages together" if context.language == ALL else spoken(context.language)
    weak = area_rows(context.need_with_intervals(), context.language)
    return f"Here, for {language}: {weak_sentence(weak, words.one, words.many)}"


def _show_meaning(context: Context) -> None:
    st.header("What a figure means, in six sentences", anchor=False)
    st.markdown(MEANING)
    _show_example(context)


def _show_limits(context: Context) -> None:
    st.header("What the tool may not be used for", anchor=False)
    st.markdown(FORBIDDEN)
    _show_refusals()
    _show_lumps()


SECTION = "method-section"
SECTIONS = {"meaning": "What it means", "holds": "How well it holds", "limits": "Not for", "sources": "Sources"}


def _example_area(context: Context, rows: pd.DataFrame) -> str:
    """Return the chosen area, or the one of middling size whose figure is most in doubt at its border."""
    if context.area is not None:
        return context.area
    width = (rows["lep_high"] - rows["lep_low"]).where(rows["lep"] >= rows["lep"].median())
    return str(rows["area_id"].iloc[int(width.argmax()) if width.notna().any() else 0])


def _show_example(context: Context) -> None:
    language = context.one_language
    rows = area_rows(context.need(), language)
    area = _example_area(context, rows)
    row = figures.area_row(context.need(), area, language)
    name = plain(name_of(context, area))
    st.header(f"An example from here: {spoken(language)} in {name}", anchor=False)
    parts = tract_parts(context, area, language)
    cut = int((parts["weight"] < 1).sum())
    st.markdown(
        f"{name} takes in {len(parts)} tracts, {cut} of them in part. Weight × people, added up, is "
        f"**{people_with_error(row['lep'], row['lep_moe'])}**. {_margin_of_a_sum(context)} If the tract "
        f"numbers are exact, {rounded_people(row['lep_low'])} to "
        f"{rounded_people(row['lep_high'])} of them could live here."
    )
    _draw_errors(row, name_of(context, area))
    columns = (
        Column("tract", "Census tract"),
        Column("weight", "Share of its people here", show=percent),
        Column("lep", "LEP residents in the tract", show=rounded_people),
        Column("moe", "Margin of error", show=rounded_people),
        Column("adds", "Counts here", show="{:.1f}".format),
    )
    show_table(parts, columns, "method-tracts")
    _show_verdict(context, area, language)
    show_downloads(
        context,
        parts,
        "example",
        f"Worked example: {language_name(language)}, {words_of(context.level).one}",
        made=Making("example"),
    )


def _margin_of_a_sum(context: Context) -> str:
    exact = context.department.language.about_margins
    if not exact:
        return "The margin of error is the root of the squared margins."
    return f"{exact} The sum is made 80 times over, and its margin is how far those sums are apart."


def tract_parts(context: Context, area: str, language: str) -> pd.DataFrame:
    """Return the tracts of an area: tract, weight, lep, moe, adds; the largest part first.

    The weights are those of the beats of the area, added up tract by tract, as the answers use them.
    """
    walk = context.prepared.crosswalk
    groups = context.department.area_groups(context.level)
    rows = [k for k, beat in enumerate(walk.area_ids) if beat != OUTSIDE and groups.get(beat) == area]
    weights = np.asarray(walk.weights[rows].sum(axis=0)).ravel()
    taken = np.flatnonzero(weights > 0)
    tracts = [walk.tract_ids[k] for k in taken]
    table = context.department.language
    parts = pd.DataFrame(
        {
            "tract": pd.array(tracts, dtype="str"),
            "weight": weights[taken].clip(max=1.0),
            "lep": table.lep[language].reindex(tracts).to_numpy(),
            "moe": table.lep_moe[language].reindex(tracts).to_numpy(),
        }
    )
    parts["adds"] = parts["weight"] * parts["lep"]
    return parts.sort_values("adds", ascending=False, kind="stable").reset_index(drop=True)


def _draw_errors(row: Mapping[str, Any], name: str) -> None:
    drawn = figures.error_rows(pd.DataFrame([{**row, "name": name}]))
    show_dots(drawn, [name], "LEP residents", "The estimate with its margin of error and its possible range")


def _show_verdict(context: Context, area: str, language: str) -> None:
    verdicts = decided_for(context.department, context.decision(), context.level, area)
    rows = verdicts[verdicts["language"] == language]
    if len(rows):
        st.info(plain(rows["reason"].iloc[0]), icon=":material/rule:")


def _show_hold_rates(context: Context) -> None:
    st.header("How often the margins hold", anchor=False)
    results = load_results()
    st.markdown(" ".join(hold_sentences(results)))
    show_hold_rates(
        hold_lines(results),
        NOMINAL,
        "How often the margin and the interval with both errors held the truth, by size of the language",
    )
    st.caption(
        "Dotted line: the 90% a margin should reach. Mark: all kinds of city. The line below it ends at the "
        "worst kind. This covers the survey and split tracts only: no margin covers wrong answers, or people "
        "who were never counted."
    )
    st.markdown(
        "A result is given only if it passes with both errors. Materials shows the range that decided, and "
        f"what the margin alone would say. {verdict_sentence(results)}"
    )
    st.header("How likely is likely", anchor=False)
    st.markdown(f"{chance_statement()} A chance says what to look at first. It is not a result.")
    show_reliability(chance_lines(), "How often it was so, by the chance shown. Right is the line across")
    st.caption(f"Measured on {short_day(results.made_on)}. Every table, and the survey, is in `docs/calibration.md`.")


def _show_refusals() -> None:
    st.header("What it refuses to hold", anchor=False)
    st.markdown(
        "A file with a column of this kind is refused when it is read, with the reason:\n\n"
        + "\n".join(f"- **{kind.subject.capitalize()}**: {kind.reason}." for kind in privacy.FORBIDDEN)
        + "\n\nOf the census it reads only language tables, at tract level and above: no table on citizenship, "
        "birthplace, year of "
        "entry or race."
    )


def _show_lumps() -> None:
    st.header("Groups that add several languages together", anchor=False)
    st.markdown(
        (
            "Six of the twelve groups of table C16001 are combined groups. No one can interpret or print a "
            "combined group, so the plan never treats one as a language:\n\n"
        )
        + "\n".join(
            f"- **{group.name}** may hide {', '.join(group.may_hide)}, and others."
            for group in LANGUAGES.values()
            if group.is_lump
        )
    )


def _show_sources(context: Context) -> None:
    st.header("Sources and versions", anchor=False)
    rule = context.rule
    lines = [
        f"Census: {context.department.settings.period} 5-year estimates, table C16001, with 90% margins of error. "
        f"{context.department.language.about_margins}".rstrip(),
        (f"Rule in use: {plain(rule.statement_on(context.today))}, to be read again by {short_day(rule.review_by)}."),
        "Sums, shares and margins: U.S. Census Bureau, *Understanding and Using American Community Survey Data*, "
        "chapter 8.",
        "Possible range: Duncan and Davis 1953, *American Sociological Review* 18.",
        "Meetings: Church and ReVelle 1974, maximal covering, solved exactly.",
        "Officers per slot: COPS Office and Michigan State University, the shift-relief factor.",
        f"Department {context.department.content_hash}, Common Tongue {software_version()}.",
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))
    st.markdown(
        "The formulas, each with its source, are in `docs/method.md`. The page Setup says where each input came from."
    )


DRAWN: Mapping[str, Callable[[Context], None]] = {
    "meaning": _show_meaning,
    "holds": _show_hold_rates,
    "limits": _show_limits,
    "sources": _show_sources,
}
PAGE = Page(
    "method",
    "Method and trust",
    ":material/verified_user:",
    "Department",
    EVERYONE,
    render,
    (kept_section(SECTION, SECTIONS),),
)
