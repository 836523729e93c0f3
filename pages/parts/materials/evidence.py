"""Local evidence beside the census: what interpreters, schools and partners count, entered or brought as a file."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import streamlit as st

from geodata.department.answers import uses_at
from geodata.department.names import words_of
from geodata.materials.evidence_file import EvidenceFile, read_evidence
from geodata.officers.spellings import load_decisions
from geodata.records.work import Work
from pages.parts.forms.choices import NOTHING, area_options, area_words, language_options, read_day
from pages.parts.forms.forms import open_form, opened_form, show_form
from pages.parts.forms.questions import Field
from pages.parts.forms.record_tools import run, show_history, show_record_downloads
from pages.parts.materials.facts import level_read_at
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer, show_empty
from pages.parts.widgets.areas import name_of
from pages.parts.widgets.controls import next_turn, turn_key
from pages.parts.widgets.tables import Column, show_table
from planning.errors import PlanningError
from planning.languages.groups import LANGUAGES, language_name
from planning.languages.spoken import group_of, spoken_name
from planning.lists import counted
from planning.need.evidence import CONFIDENCES, EVIDENCE_COLUMNS, EVIDENCE_KINDS
from planning.rules import ThresholdRule
from planning.verdicts.by_use import judge_use, use_sentence
from planning.vocabulary import DEPARTMENT_LEVEL, SHOWN
from planning.words.wording import cell_with_error, whole_people

FORM = "evidence"
CHOSEN = "evidence-chosen"
MAIN = ("language", "kind", "number", "observed_from", "observed_on", "source", "area_id", "confidence")


def evidence_fields(context: Context) -> tuple[Field, ...]:
    """Return the questions about a piece of local evidence."""
    languages = {one: spoken_name(one) for one in language_options() if one != "english"}
    areas = {DEPARTMENT_LEVEL: "the whole department", **area_options(context)}
    kinds = {kind.name: kind.name for kind in EVIDENCE_KINDS.values()}
    return (
        Field("language", "Language", "one", languages, help="Name the language itself wherever you can.", open=True),
        Field("kind", "What was counted", "one", kinds),
        Field("number", "How many", "count", help="Leave it empty if no one counted."),
        Field("source", "Who counted", help="The interpreter line, the school district, a partner."),
        Field("observed_from", "From", "day", help="Calls need it: they are compared by the year."),
        Field("observed_on", "To, or on", "day"),
        Field("area_id", "Where", "one", areas),
        Field(
            "confidence",
            "How far it is trusted",
            "one",
            {word: word for word in CONFIDENCES},
            help="What is of low confidence is shown and decides nothing.",
        ),
        Field("said", "Remark", "text", help="Never a name, phone number, or address."),
    )


def show_evidence(context: Context, rule: ThresholdRule) -> None:
    """Draw what local evidence there is beside the census figure, and the ways to bring more."""
    evidence = context.evidence()
    show_answer(evidence_answer(evidence, rule))
    if context.may("write", "local_evidence"):
        _show_entry(context)
    if evidence.empty:
        show_empty(
            "No local data yet.",
            "Ask the interpreter line for its calls by language: it names what the census adds together.",
        )
        return
    beside, own = st.tabs(["Beside the census", "What you have"])
    with beside:
        _show_beside(context, rule, evidence)
    with own:
        _show_records(context)
        show_record_downloads(context, "local_evidence", "Local data")


def evidence_answer(evidence: pd.DataFrame, rule: ThresholdRule) -> str:
    """Return what local evidence there is and whether it decides anything by this rule.

    Examples
    --------
    >>> from planning.need.evidence import no_evidence
    >>> from planning.rules import find_rule
    >>> evidence_answer(no_evidence(), find_rule("nyc_ll30"))
    'Local data name **0 languages**, 0 of them in combined groups. This rule uses counts of school home languages: the
    most-used languages can qualify by them.'
    """
    languages = set(evidence["language"].dropna())
    inside = sum(":" in language for language in languages)
    decides = (
        f"This rule uses counts of {rule.agency_use_kind}: the most-used languages can qualify by them."
        if rule.by_use
        else "This rule doesn’t use local data. They are shown beside the census number and decide nothing."
    )
    named = counted(len(languages), "language")
    return f"Local data name **{named}**, {inside} of them in combined groups. {decides}"


def _show_entry(context: Context) -> None:
    row = st.container(horizontal=True)
    values = {"confidence": "medium", "observed_on": context.today, "area_id": DEPARTMENT_LEVEL}
    row.button(
        "Add local data", icon=":material/add:", on_click=open_form, args=(FORM, None, values), key="evidence-add"
    )
    with row.popover("Bring a file", icon=":material/upload_file:", key="evidence-bring-a-file"):
        _show_upload(context)
    show_form(context, FORM, "local_evidence", evidence_fields(context), "Local data", said="Added")


def _show_upload(context: Context) -> None:
    st.markdown(
        "CSV or Excel, one row per observation: **language**, **number**, **observed_on**, **source**, plus "
        "area, kind, observed_from, confidence, and note if you have them."
    )
    given = st.file_uploader("File of local data", ["csv", "xlsx"], key=turn_key("evidence-file"))
    if given is None:
        return
    found = read_upload(context, given.name, given.getvalue())
    if found is None:
        return
    for note in found.notes:
        st.caption(plain(note))
    shown = found.evidence.assign(language=found.evidence["language"].map(spoken_name))
    st.dataframe(shown[list(MAIN)], hide_index=True, height=220)
    st.button(
        f"Keep {counted(len(found.evidence), 'row')}",
        type="primary",
        on_click=_keep,
        args=(context, found),
        key="evidence-keep",
    )


def read_upload(context: Context, name: str, content: bytes) -> EvidenceFile | None:
    """Read a file that was brought, or say what is wrong with it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"evidence{Path(name).suffix.lower()}"
        path.write_bytes(content)
        try:
            return read_evidence(path, context.department, decisions=load_decisions(context.store))
        except PlanningError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return None


def _keep(context: Context, found: EvidenceFile) -> None:
    """Save every row of a file, or none. For callbacks."""

    def steps(work: Work) -> None:
        for row in found.evidence[list(EVIDENCE_COLUMNS)].to_dict("records"):
            work.add("local_evidence", {str(name): value for name, value in row.items()})

    if run(lambda: context.store.together(context.renew(), steps), f"{counted(len(found.evidence), 'row')} kept"):
        next_turn("evidence-file")


def _show_beside(context: Context, rule: ThresholdRule, evidence: pd.DataFrame) -> None:
    """Draw each group of the census with what is known locally of the languages in it."""
    level = level_read_at(context, rule)
    words = words_of(level)
    st.header("Beside the census figure", anchor=False)
    st.caption(
        "Calls, students, and reports are not residents and are never added to the census number. Data for "
        f"an area larger than a {words.one} are not shared out. They stay at their own level."
    )
    uses = uses_at(context.department, rule, level, evidence)
    details = context.verdict_details(rule, level)
    census = details.set_index(["area_id", "language"])
    rows = []
    for (area, group), own in uses.groupby(["area_id", uses["language"].map(group_of)], sort=True):
        if group not in LANGUAGES or (area, group) not in census.index:
            continue
        figure = census.loc[[(area, group)]].iloc[0]
        for use in own.sort_values("rate", ascending=False, na_position="last").to_dict("records"):
            rows.append(
                {
                    "area": name_of(context, str(area), level),
                    "spoken": spoken_name(str(use["language"])),
                    "counted": _counted(use),
                    "source": use["source"],
                    "period": _period(use),
                    "confidence": use["confidence"],
                    "group": language_name(str(group)),
                    "census": cell_with_error(figure["lep"], figure["lep_moe"]),
                    "verdict": SHOWN[figure["verdict"]],
                    "clause": _clause(uses, details, rule, str(area), str(group)),
                }
            )
    if not rows:
        st.markdown(f"None of it is of a single {words.one}: have the rule read for larger areas.")
        return
    columns = (
        Column("area", words.one.capitalize()),
        Column("spoken", "Language"),
        Column("counted", "Counted here"),
        Column("census", "Census: LEP residents"),
        Column("group", "in the group"),
        Column("verdict", "Result"),
        Column("source", "Source"),
        Column("period", "Period"),
        Column("confidence", "Trusted"),
        Column("clause", "What the rule makes of use"),
    )
    show_table(pd.DataFrame(rows), columns, "evidence-beside")


def _clause(uses: pd.DataFrame, details: pd.DataFrame, rule: ThresholdRule, area: str, group: str) -> str:
    if not rule.by_use:
        return "–"
    here = details[details["area_id"] == area]
    census = dict(zip(here["language"], here["census_verdict"], strict=True))
    judged = judge_use(uses[uses["area_id"] == area], census, rule)
    return use_sentence(tuple(use for use in judged if group_of(use.spoken) == group), rule) or "–"


def _counted(use: dict[object, object]) -> str:
    unit = EVIDENCE_KINDS[str(use["kind"])].unit
    number = float(str(use["number"]))
    return f"no count of {unit}" if pd.isna(number) else f"{whole_people(number)} {unit}"


def _period(use: dict[object, object]) -> str:
    start, end = read_day(use["observed_from"]), read_day(use["observed_on"])
    return end if start == NOTHING else f"{start} to {end}"


def _show_records(context: Context) -> None:
    st.header("What you have", anchor=False)
    records = {record.id: record for record in context.store.records(context.actor, "local_evidence")}
    table = pd.DataFrame(
        [
            {
                "spoken": spoken_name(record["language"]),
                "area": _where(context, record["area_id"]),
                "kind": record["kind"],
                "number": "not counted" if record["number"] is None else whole_people(float(record["number"])),
                "source": record["source"],
                "period": _period({"observed_from": record["observed_from"], "observed_on": record["observed_on"]}),
                "confidence": record["confidence"],
                "said": record["said"] or "",
            }
            for record in records.values()
        ]
    )
    columns = (
        Column("spoken", "Language"),
        Column("area", "Where"),
        Column("kind", "What was counted"),
        Column("number", "How many"),
        Column("source", "Source"),
        Column("period", "Period"),
        Column("confidence", "Trusted"),
        Column("said", "Remark"),
    )
    show_table(table, columns, "evidence-records", row_ids=list(records), on_row=_choose, missing="–")
    chosen = records.get(st.session_state.get(CHOSEN, ""))
    if chosen is None:
        st.caption("Click a row to change it or to see its history.")
        return
    name = f"evidence-{chosen.id}"
    with st.container(border=True):
        st.markdown(f"**{plain(spoken_name(chosen['language']))}**, {plain(chosen['source'])}")
        if context.may("write", "local_evidence") and opened_form(name) is None:
            st.button("Change it", icon=":material/edit:", on_click=open_form, args=(name, chosen), key=f"{name}-open")
        fields = evidence_fields(context)
        show_form(context, name, "local_evidence", fields, "Edit local data")
        show_history(context, name, chosen, {field.name: field for field in fields})


def _where(context: Context, area: str) -> str:
    return "the whole department" if area == DEPARTMENT_LEVEL else area_words(context, [area])


def _choose(record_id: str) -> None:
    st.session_state[CHOSEN] = None if st.session_state.get(CHOSEN) == record_id else record_id
