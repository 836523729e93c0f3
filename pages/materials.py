"""Materials: by which rule, in which language and area translated material is asked for, and why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts import figures
from pages.parts.areas import MAP_SHARE, area_picker, name_of, show_area_map, show_layer_legend, words_of
from pages.parts.context import Context
from pages.parts.downloads import show_downloads
from pages.parts.layers import verdict_layer
from pages.parts.messages import plain, show_answer
from pages.parts.page import COMMANDER, COORDINATOR, Page
from pages.parts.tables import Column, show_table
from pages.parts.words import SIGNS
from planning.brief import materials_answer, verdict_answer
from planning.interval_verdicts import COMBINED_VERDICT, open_with_both
from planning.languages import ALL, LANGUAGE_IDS, LANGUAGES, language_name
from planning.rules import BASES, PRESETS, ThresholdRule
from planning.wording import listed, rounded_people

RULE, CELL = "materials-rule", "materials-cell"

CELL_STYLES = {
    "✓ met": "background-color:#0f766e;color:#ffffff",
    "? cannot tell": "background-color:#fbdc9a;color:#1d2527",
    "• notice": "background-color:#d5ecea;color:#1d2527",
}


def render(context: Context) -> None:
    """Draw the page."""
    rule = _rule(context)
    verdicts = context.verdicts(rule)
    words = words_of(context.level)
    show_answer(materials_answer(verdicts, words))
    language = context.one_language
    left, right = st.columns(MAP_SHARE)
    layer = verdict_layer(context, language, verdicts)
    with left:
        show_area_map(context, "materials", layer)
    with right:
        show_answer(verdict_answer(verdicts, language, words))
        show_layer_legend(layer)
        if context.language == ALL:
            st.caption(f"{language_name(language)} is shown, as most people here need it; choose another at the left.")
    _show_heat_table(context, verdicts)
    _show_first_to_translate(context, verdicts)
    _show_reasons(context, verdicts, rule)
    _show_rule(rule)
    show_downloads(context, verdicts, "materials", f"Verdicts by {words.one} and language", rule=rule.citation)


def _rule(context: Context) -> ThresholdRule:
    names = list(PRESETS)
    row = st.columns((2, 1), vertical_alignment="bottom")
    chosen = row[0].selectbox(
        "Rule", names, index=names.index(context.rule.name) if context.rule.name in names else 0, key=RULE,
        format_func=lambda name: PRESETS[name].title + (" (in force here)" if name == context.rule.name else ""),
        help="A planning threshold: the tool does not say that a law binds this department.",
    )  # fmt: skip
    return PRESETS[chosen]


def _show_heat_table(context: Context, verdicts: pd.DataFrame) -> None:
    words = words_of(context.level)
    st.subheader(f"Every language in every {words.one}", anchor=False)
    st.caption(
        "✓ met · ? cannot tell from the census · – not met · • notice only. Columns marked * add several languages "
        "together. "
        "Click a cell for the reason."
    )
    table = verdicts.pivot(index="area_id", columns="language", values="verdict")
    order = sorted(table.columns, key=lambda language: (LANGUAGES[language].is_lump, LANGUAGE_IDS.index(language)))
    table = table[order].map(SIGNS.__getitem__)
    ids, languages = table.index.tolist(), table.columns.tolist()
    table.columns = [language_name(language) + ("*" if LANGUAGES[language].is_lump else "") for language in languages]
    titles = dict(zip(table.columns, languages, strict=True))
    table.insert(0, words.one.capitalize(), [name_of(context, area) for area in ids])
    key = "materials-heat"
    st.dataframe(
        table.style.map(lambda sign: CELL_STYLES.get(sign, "")), hide_index=True, key=key,
        selection_mode="single-cell", on_select=lambda: _choose_cell(key, ids, titles),
        height=min(35 * (len(ids) + 1) + 3, 530),
        column_config={words.one.capitalize(): st.column_config.Column(pinned=True)}
        | {title: st.column_config.Column(width=105, help=language_name(name)) for title, name in titles.items()},
    )  # fmt: skip
    _show_reason(context, verdicts)


def _choose_cell(key: str, ids: list[str], titles: dict[str, str]) -> None:
    cells = st.session_state[key]["selection"]["cells"]
    if cells and cells[0][1] in titles and cells[0][0] < len(ids):
        st.session_state[CELL] = (ids[cells[0][0]], titles[cells[0][1]])


def _show_reason(context: Context, verdicts: pd.DataFrame) -> None:
    area, language = st.session_state.get(CELL) or (context.area, context.one_language)
    rows = verdicts[(verdicts["area_id"] == area) & (verdicts["language"] == language)]
    if len(rows):
        st.info(
            f"**{plain(name_of(context, str(area)))}**, {plain(rows['reason'].iloc[0])}",
            icon=":material/rule:",
        )


def _show_first_to_translate(context: Context, verdicts: pd.DataFrame) -> None:
    st.subheader("What to translate first", anchor=False)
    words = words_of(context.level)
    rows = pd.DataFrame([_language_row(verdicts, language) for language in LANGUAGE_IDS])
    rows = rows[(rows["met"] > 0) | (rows["open"] > 0)].sort_values(["people", "people_open"], ascending=False)
    if rows.empty:
        st.markdown("By this rule nothing is asked for here.")
        return
    columns = (
        Column("name", "Language"),
        Column("met", f"{words.many.capitalize()}, met"),
        Column("people", "LEP people there", show=rounded_people, bar=True),
        Column("open", f"{words.many.capitalize()}, cannot tell"),
        Column("people_open", "LEP people there, if met", show=rounded_people),
        Column("hides", "May hide", width="large"),
    )
    show_table(rows, columns, "materials-first")
    st.caption(
        "No interpreter or leaflet serves a group that adds several languages together: ask interpreter logs, "
        "schools and "
        "partners which of them are spoken before you print."
    )


def _language_row(verdicts: pd.DataFrame, language: str) -> dict[str, Any]:
    rows = figures.area_rows(verdicts, language)
    met, open_ = rows[rows["verdict"] == "met"], rows[rows["verdict"] == "cannot tell"]
    hides = LANGUAGES[language].may_hide
    return {
        "name": language_name(language),
        "met": len(met),
        "people": float(met["lep"].sum()),
        "open": len(open_),
        "people_open": float(open_["lep"].sum()),
        "hides": f"{listed(hides, 'or')}, and others" if hides else "–",
    }


def _show_reasons(context: Context, verdicts: pd.DataFrame, rule: ThresholdRule) -> None:
    st.subheader("Why: every verdict with its reason", anchor=False)
    open_now = int(open_with_both(verdicts, context.verdicts_with_both_errors(rule)).sum())
    if open_now:
        st.markdown(
            f"**{open_now} of {int((verdicts['verdict'] != 'cannot tell').sum())}** verdicts given here cannot be told "
            "if the boundary of cut tracts counts as well as the ±: ask for local evidence before you spend on them."
        )
    order = {"met": 0, "cannot tell": 1, "notice only": 2, "not met": 3}
    rows = verdicts if context.language == ALL else figures.area_rows(verdicts, context.language)
    rows = rows if context.area is None else rows[rows["area_id"] == context.area]
    rows = rows.merge(context.verdicts_with_both_errors(rule), on=["area_id", "language"], how="left")
    if context.language == ALL and context.area is None and not st.toggle("Also where not met", key="materials-all"):
        rows = rows[(rows["verdict"] != "not met") | (rows[COMBINED_VERDICT] == "cannot tell")]
    rows = rows.assign(
        area=[name_of(context, area) for area in rows["area_id"]],
        name=rows["language"].map(language_name),
        order=rows["verdict"].map(order),
    ).sort_values(["order", "lep"], ascending=[True, False], kind="stable")
    columns = (
        Column("area", words_of(context.level).one.capitalize()),
        Column("name", "Language"),
        Column("verdict", "Verdict"),
        Column(
            COMBINED_VERDICT,
            "If the boundary counts too",
            help="The verdict by the margin is how rules are read. Where an area cuts tracts it is wrong more often "
            "than one time in ten; this one is not, and tells less.",
        ),
        Column("lep", "LEP people", show=rounded_people),
        Column("lep_moe", "±", show=rounded_people),
        Column("threshold", "Threshold, people", show=rounded_people),
        Column("reason", "Why", width="large"),
    )
    show_table(rows, columns, "materials-reasons", row_ids=rows["area_id"].tolist(), on_row=area_picker(context))


def _show_rule(rule: ThresholdRule) -> None:
    with st.expander(f"The rule: {rule.title}", expanded=False):
        st.markdown(plain(rule.text))
        facts = {
            "Where": rule.jurisdiction,
            "Whom its text binds": rule.binds,
            "What it is about": rule.scope,
            "Read for": BASES[rule.base],
            "Text as of": rule.as_of.isoformat(),
            "To be read again by": rule.review_by.isoformat(),
            "Known from": rule.seen,
            "Source": rule.source,
            "Note": rule.source_note,
        }
        st.markdown("\n".join(f"- {name}: {plain(value)}" for name, value in facts.items() if value))
        if rule.is_due_for_review(date.today()):
            st.warning(
                "The review date has passed: read the source again before you rely on it.",
                icon=":material/event:",
            )
        st.markdown(
            "A planning threshold, not legal advice. Whether a rule binds this department is for its counsel to say."
        )


PAGE = Page("materials", "Materials", ":material/translate:", "Plan", frozenset({COMMANDER, COORDINATOR}), render)

if __name__ == "__main__":
    from dashboard import main

    main()
