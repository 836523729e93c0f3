"""What a rule asks for, decided at its own level: where those people live, what is uncertain, reasons, files."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from geodata.department.names import words_of
from geodata.department.rows import area_rows
from geodata.maps.palette import SIGNS
from geodata.materials.papers import verdicts_paper
from geodata.materials.view import MaterialView
from geodata.papers.printed import PDF
from pages.parts.materials.facts import asked_layer, material_facts
from pages.parts.shell.address import Flag, Ids, Kept
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer
from pages.parts.widgets import figures
from pages.parts.widgets.areas import MAP_SHARE, area_picker, name_of, show_area_map, show_layer_legend
from pages.parts.widgets.downloads import Making, MapOffer, show_downloads, show_file, stamped_pdf
from pages.parts.widgets.figures import show_weak_margins
from pages.parts.widgets.row_charts import show_thresholds
from pages.parts.widgets.tables import Column, key_by, show_table
from planning.languages.groups import ALL, LANGUAGE_IDS, LANGUAGES, language_name
from planning.languages.spoken import spoken_name
from planning.lists import listed
from planning.need.calibration import coarse_verdict_sentence
from planning.rules import ThresholdRule
from planning.verdicts.settle import QUESTIONS_SHOWN, settle_answer
from planning.vocabulary import CANNOT_TELL, MET, NOT_MET, NOTICE_ONLY, SHOWN
from planning.words.answers import boundary_answer, decision_answer, verdict_answer, where_answer
from planning.words.wording import percent, range_words, rounded_people


def _pair(ids: Iterable[str]) -> tuple[str, str] | None:
    """Return an area and a language, or none."""
    area, language, *_ = (*ids, "", "")
    return (area, language) if area and language else None


CELL = "materials-cell"
ALL_VERDICTS = "materials-all"
KEPT = (Kept("cell", CELL, Ids(_pair)), Kept("all", ALL_VERDICTS, Flag(), False))
BOUNDARY = " ≈"
"""Marks a verdict whose threshold lies within the split bracket: the area cuts tracts."""

CELL_STYLES = {
    "✓": "background-color:#0f766e;color:#ffffff",
    "?": "background-color:#fbdc9a;color:#1d2527",
    "•": "background-color:#d5ecea;color:#1d2527",
}
LEGEND = (
    "✓ qualifies · – doesn’t qualify · • written notice only · ? can’t tell, and why: **margin** (the survey "
    "asked too few people), **split tracts** (we don’t know on which side the speakers live), **combined "
    "group** (languages counted together), **no data** (the table has no number for some of it), **use** "
    "(the rule counts use of services, and that can’t tell). **≈** the threshold is within the possible "
    "range of a split tract. Columns marked * are combined groups. Click a cell for the reason."
)


def show_verdicts(context: Context, rule: ThresholdRule) -> None:
    """Draw what the rule decides at the level it is read at: each language beside the threshold, reasons, files."""
    view = material_facts(context, rule).view
    details, words = view.details, words_of(view.level)
    show_answer(decision_answer(details, plain(view.decision.read), words, short=True))
    if details["area_id"].nunique() == 1:
        _show_thresholds(details)
    else:
        _show_languages(view)
    _show_reasons(context, view)
    if exact := context.department.language.about_margins:
        st.caption(exact)
    # What the page said on this day travels with the table: a rule past its review says so in the file too.
    citation = view.decision.statement_on(context.today)
    read_at = {"read_at": view.level}
    made = Making("materials", {**read_at, "all_columns": True}, view.rule)
    row = show_downloads(
        context, details, "materials", f"Results by {words.one} and language", made=made, rule=citation
    )
    with row or st.container():
        show_file("Results and reasons (PDF)", lambda: _pdf(context, view), "verdicts.pdf", PDF)


def show_where(context: Context, rule: ThresholdRule) -> None:
    """Draw where the people live for whom the rule asks, or every language in every area where it is read by area."""
    view = material_facts(context, rule).view
    where = view.where(context.prepared, context.level)
    elsewhere = view.level != context.level
    if elsewhere:
        _say_where(context, where[where["verdict"].isin(view.verdicts)])
    else:
        show_answer(decision_answer(view.details, plain(view.decision.read), words_of(view.level), short=True))
    _show_map(context, view)
    if elsewhere:
        _show_where(context, where[where["verdict"].isin(view.verdicts)])
    if view.details["area_id"].nunique() > 1:
        _show_heat_table(context, view)
    if elsewhere:
        title = f"Where the people who qualify live, by {words_of(context.level).one}"
        asked = {"read_at": view.level, "level": context.level}
        show_downloads(
            context,
            where,
            "materials-where",
            title,
            made=Making("materials-where", asked, view.rule),
            rule=view.decision.statement_on(context.today),
            on_map=MapOffer(Making("map-verdicts", asked, view.rule), asked_layer(context, context.one_language, view)),
        )


def _show_thresholds(details: pd.DataFrame) -> None:
    """Draw every language beside the threshold, with the margin and the likely range."""
    rows = details.dropna(subset=["lep", "lep_moe", "threshold"]).sort_values("lep", ascending=False, kind="stable")
    if rows.empty or (limit := float(rows["threshold"].iloc[0])) <= 0 or rows["threshold"].nunique() > 1:
        return
    st.header("Every language beside the threshold", anchor=False)
    likely = rows.assign(
        name=rows["language"].map(language_name), lep_low=rows["lep_interval_low"], lep_high=rows["lep_interval_high"]
    )
    drawn = figures.error_rows(likely)
    signs = [SIGNS[verdict].replace("–", "– doesn’t qualify") for verdict in rows["verdict"]]
    drawn["says"] = [f"{written}  {sign}" for written, sign in zip(drawn["written"], signs, strict=True)]
    show_thresholds(drawn, limit, "LEP residents", f"Each language beside the threshold of {rounded_people(limit)}")


def _pdf(context: Context, view: MaterialView) -> bytes:
    answer = decision_answer(view.details, view.decision.read, words_of(view.level))
    paper = verdicts_paper(context.department, view, answer, context.today)
    return stamped_pdf(context, paper, Making("verdicts-paper", {"read_at": view.level}, view.rule))


def _say_where(context: Context, asked: pd.DataFrame) -> None:
    names = {area: plain(name_of(context, area)) for area in asked["area_id"].unique()}
    if sentence := where_answer(asked, names, words_of(context.level)):
        st.markdown(sentence)


def _show_map(context: Context, view: MaterialView) -> None:
    language = context.one_language
    left, right = st.columns(MAP_SHARE)
    layer = asked_layer(context, language, view)
    with left:
        show_area_map(context, "materials", layer)
    with right:
        if view.level == context.level:
            show_answer(verdict_answer(view.details, language, words_of(context.level)))
        show_layer_legend(layer)
        if context.language == ALL:
            st.caption(f"Showing {language_name(language)}, the most-needed language. Choose another under Language.")


def _show_where(context: Context, asked: pd.DataFrame) -> None:
    """Draw how many of the people for whom the rule asks live in each area, language by language."""
    words = words_of(context.level)
    st.header(f"Where they live, by {words.one}", anchor=False)
    if asked.empty:
        st.markdown("The rule surely asks for no language here.")
        return
    people = asked.pivot(index="area_id", columns="language", values="people")
    people = people[people.sum().sort_values(ascending=False, kind="stable").index]
    rows = people.loc[people.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    named = {f"people-{k}": language for k, language in enumerate(rows.columns)}
    table = rows.set_axis(list(named), axis=1).assign(name=[name_of(context, area) for area in rows.index])
    columns = (
        Column("name", words.one.capitalize()),
        *(Column(key, spoken_name(language), show=_people_or_blank) for key, language in named.items()),
    )
    ids = [str(area) for area in rows.index]
    show_table(table.reset_index(drop=True), columns, "materials-where", row_ids=ids, on_row=area_picker(context))
    st.caption(
        "LEP residents for the languages that qualify. Each language counts where its people live, even a "
        "few, because the rule has decided already. Numbers for small areas have large margins of error. See "
        "the Overview for each."
    )


def _people_or_blank(people: float) -> str:
    return "–" if pd.isna(people) else rounded_people(people)


def cell_sign(row: pd.Series) -> str:
    """Return a verdict as a sign, with the kind of doubt in a word.

    Examples
    --------
    >>> doubts = {"sampling_doubt": False, "group_doubt": False, "missing_doubt": False, "boundary_doubt": True}
    >>> cell_sign(pd.Series({"verdict": "met", **doubts}))
    '✓ qualifies ≈'
    >>> cell_sign(pd.Series({"verdict": "cannot tell", **doubts, "group_doubt": True, "boundary_doubt": False}))
    '? combined group'
    >>> cell_sign(pd.Series({"verdict": "cannot tell", "census_verdict": "cannot tell", **doubts}))
    '? split tract'
    """
    signs = {MET: "✓ qualifies", NOT_MET: "–", NOTICE_ONLY: "• notice"}
    sign = signs.get(row["verdict"], "")
    if row["verdict"] == CANNOT_TELL:
        doubts = {"combined group": "group_doubt", "no data": "missing_doubt", "margin": "sampling_doubt"}
        words = [word for word, doubt in doubts.items() if row[doubt]]
        if not words:  # figures leave nothing in doubt: the boundary does, or use of services
            return "? split tract" if row["census_verdict"] == CANNOT_TELL else "? use"
        sign = f"? {words[0]}"
    return sign + (BOUNDARY if row["boundary_doubt"] else "")


def _show_heat_table(context: Context, view: MaterialView) -> None:
    details, words = view.details, words_of(view.level)
    st.header(f"Every language in every {words.one}", anchor=False)
    st.caption(LEGEND)
    signed = details.assign(sign=[cell_sign(row) for _, row in details.iterrows()])
    table = signed.pivot(index="area_id", columns="language", values="sign")
    order = sorted(table.columns, key=lambda language: (LANGUAGES[language].is_lump, LANGUAGE_IDS.index(language)))
    table = table[order]
    ids, languages = table.index.tolist(), table.columns.tolist()
    table.columns = [language_name(language) + ("*" if LANGUAGES[language].is_lump else "") for language in languages]
    titles = dict(zip(table.columns, languages, strict=True))
    table.insert(0, words.one.capitalize(), [name_of(context, area, view.level) for area in ids])
    key = key_by("materials-heat", ids)
    st.dataframe(
        table.style.map(lambda sign: CELL_STYLES.get(sign[:1], "")),
        hide_index=True,
        key=key,
        selection_mode="single-cell",
        on_select=lambda: _choose_cell(key, ids, titles),
        height=min(35 * (len(ids) + 1) + 3, 530),
        column_config={words.one.capitalize(): st.column_config.Column(pinned=True)}
        | {title: st.column_config.Column(width=105, help=language_name(name)) for title, name in titles.items()},
    )
    _show_reason(context, view)


def _choose_cell(key: str, ids: list[str], titles: dict[str, str]) -> None:
    cells = st.session_state[key]["selection"]["cells"]
    if cells and cells[0][1] in titles and cells[0][0] < len(ids):
        st.session_state[CELL] = (ids[cells[0][0]], titles[cells[0][1]])


def _show_reason(context: Context, view: MaterialView) -> None:
    chosen = context.area if view.level == context.level else None
    area, language = st.session_state.get(CELL) or (chosen, context.one_language)
    rows = view.details[(view.details["area_id"] == area) & (view.details["language"] == language)]
    if len(rows):
        name = plain(name_of(context, str(area), view.level))
        st.info(f"**{name}**, {plain(rows['reason'].iloc[0])}", icon=":material/rule:")


def _show_languages(view: MaterialView) -> None:
    st.header("Which languages", anchor=False)
    details, words = view.details, words_of(view.level)
    rows = pd.DataFrame([_language_row(details, language) for language in LANGUAGE_IDS])
    rows = rows[(rows["met"] > 0) | (rows["open"] > 0)].sort_values(["people", "people_open"], ascending=False)
    if rows.empty:
        st.markdown("Nothing qualifies here by this rule.")
        return
    columns = (
        Column("name", "Language"),
        Column("met", f"{words.many.capitalize()}, qualifies"),
        Column("people", "LEP people there", show=rounded_people, bar=True),
        Column("open", f"{words.many.capitalize()}, can’t tell"),
        Column("people_open", "LEP residents there, if it qualifies", show=rounded_people),
        Column("hides", "May hide"),
    )
    show_table(rows, columns, "materials-first")
    st.caption(
        "No one can interpret or print a combined group. Ask your interpreter line, schools, and partners "
        "which languages people speak, and add it under Local data."
    )


def _language_row(details: pd.DataFrame, language: str) -> dict[str, object]:
    rows = area_rows(details, language)
    met, open_ = rows[rows["verdict"] == MET], rows[rows["verdict"] == CANNOT_TELL]
    hides = LANGUAGES[language].may_hide
    return {
        "name": language_name(language),
        "met": len(met),
        # One area without a figure, and nobody knows the sum; no area at all is nobody.
        "people": float(met["lep"].sum(skipna=False)),
        "open": len(open_),
        "people_open": float(open_["lep"].sum(skipna=False)),
        "hides": f"{listed(hides, 'or')}, and others" if hides else "–",
    }


def doubt_words(row: pd.Series) -> str:
    """Return the kinds of doubt about a verdict, in words.

    Examples
    --------
    >>> doubt_words(pd.Series({"sampling_doubt": True, "boundary_doubt": True, "group_doubt": False,
    ...     "missing_doubt": False}))
    'margin and split tract'
    """
    kinds = {
        "sampling_doubt": "margin",
        "boundary_doubt": "split tract",
        "group_doubt": "combined group",
        "missing_doubt": "no data",
    }
    if row.get("census_verdict") == NOT_MET and row.get("use") == "maybe":
        return "use of services"
    return listed([word for name, word in kinds.items() if row[name]]) or "–"


def show_questions(context: Context, rule: ThresholdRule) -> None:
    """Draw what to ask partners, schools and interpreter logs, the question first that settles most."""
    view = material_facts(context, rule).view
    asked = view.questions(context.department)
    if asked.empty:
        return
    st.header("What would settle it: who and what to ask", anchor=False)
    st.markdown(f"{settle_answer(asked, QUESTIONS_SHOWN)} Ask partners, schools, or interpreter logs.")
    level = view.level if view.level not in context.department.levels[:-2] else context.department.coarsest_level
    rows = asked.head(QUESTIONS_SHOWN).assign(
        name=[language_name(one) for one in asked["language"].head(QUESTIONS_SHOWN)],
        place=[name_of(context, one, level) for one in asked["within"].head(QUESTIONS_SHOWN)],
    )
    columns = (
        Column("name", "Ask about"),
        Column("place", "In"),
        Column("areas", "Areas in doubt"),
        Column("people", "People there", show=rounded_people),
        Column("settled", "Settled so far", show=percent),
    )
    show_table(rows, columns, "materials-questions")
    made = Making("materials-questions", {"read_at": view.level}, view.rule)
    show_downloads(context, asked, "materials-questions", "What would settle it: who and what to ask", made=made)


def _show_reasons(context: Context, view: MaterialView) -> None:
    st.header("Every result with its reason", anchor=False)
    details = view.details
    taken_back = boundary_answer(details)
    if taken_back:
        st.markdown(taken_back)
    if context.places_coarsely:
        st.caption(
            f"People here are placed by points coarser than census blocks. {coarse_verdict_sentence()} Add "
            "census blocks under Setup."
        )
    order = {MET: 0, CANNOT_TELL: 1, NOTICE_ONLY: 2, NOT_MET: 3}
    rows = details if context.language == ALL else area_rows(details, context.language)
    area = context.area if view.level == context.level else None
    rows = rows if area is None else rows[rows["area_id"] == area]
    several = details["area_id"].nunique() > 1
    if (
        several
        and context.language == ALL
        and area is None
        and not st.toggle("Also show “doesn’t qualify”", key=ALL_VERDICTS)
    ):
        rows = rows[rows["verdict"] != NOT_MET]
    rows = rows.assign(
        area=[name_of(context, area, view.level) for area in rows["area_id"]],
        name=rows["language"].map(language_name),
        doubt=[doubt_words(row) for _, row in rows.iterrows()],
        range=[range_words(*ends) for ends in rows[["lep_interval_low", "lep_interval_high", "threshold"]].to_numpy()],
        order=rows["verdict"].map(order),
    ).sort_values(["order", "lep"], ascending=[True, False], kind="stable")
    columns = (
        *((Column("area", words_of(view.level).one.capitalize()),) if several else ()),
        Column("name", "Language"),
        Column("verdict", "Result", show=SHOWN.__getitem__),
        Column(
            "verdict_by_margin",
            "By the margin alone",
            show=SHOWN.__getitem__,
            help=(
                "What the margin of error alone would say. Where an area splits tracts or has few people, that "
                "is wrong more than 1 time in 10, so a result must pass with both errors."
            ),
        ),
        Column(
            "chance_said",
            "Chance it qualifies",
            help=(
                "Where we can’t tell: how likely it is, from both errors. Of those shown as 8 in 10, 8 in 10 are "
                "right. See Method and trust. It says what to look at first, and is not a result."
            ),
        ),
        Column("lep", "LEP residents", show=rounded_people),
        Column("lep_moe", "±", show=rounded_people),
        Column("range", "Likely range", help="The range that decided: survey margin and split tracts together."),
        *((Column("threshold", "Threshold, people", show=rounded_people),) if several else ()),
        Column(
            "doubt",
            "In doubt",
            help="margin: the survey asked a sample. split tracts: the area is on both sides of a tract.",
        ),
        *((Column("reason", "Why"),) if several else ()),
    )
    pick = area_picker(context) if view.level == context.level else None
    show_table(rows, columns, "materials-reasons", row_ids=rows["area_id"].tolist(), on_row=pick)
    if not several:
        with st.expander("Why, language by language", key="materials-why"):
            st.markdown("\n".join(f"- {plain(reason)}" for reason in rows["reason"]))
    if view.level in context.department.levels:
        show_weak_margins(context, rows, view.level)
