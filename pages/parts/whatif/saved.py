"""Scenarios that are saved: save, open from a link, compare two, and make one so."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from geodata.department.names import words_of
from geodata.records.scenarios import kept_steps, note_made, save_scenario
from geodata.records.work import Record
from geodata.whatif.make_it_so import make_it_so
from geodata.whatif.outcome import WhatIf, slots_by_language
from pages.parts.forms.record_tools import run
from pages.parts.kept import whatif as kept
from pages.parts.shell.address import Ids, Kept, begin_from, end_from, first_of
from pages.parts.shell.context import Context
from pages.parts.shell.linked_record import linked_record
from pages.parts.shell.messages import plain
from pages.parts.whatif.steps import STEPS, STEPS_KEPT, ask, key_of, slots_before_and_after
from pages.parts.widgets.areas import name_of
from pages.parts.widgets.tables import Column, show_table
from planning.errors import PlanningError
from planning.need.change_words import signed_range
from planning.vocabulary import SAME
from planning.whatif.scenario import OFFICER_STEPS, Scenario
from planning.whatif.words import SIGNS, difference_answer, slots_sentence
from planning.words.formats import moment, short_day
from planning.words.wording import rounded_people

OPENED, NAMED = "what-if-opened", "what-if-named"
SCENARIO_KEPT = Kept("scenario", NAMED, Ids(first_of, most=1))


def open_from_link(context: Context) -> Record | None:
    """Take the steps of the scenario that the address names, once; return it. Before anything is drawn."""
    record = linked_record(context, "scenario", NAMED, "The scenario this link names is not among those saved here.")
    if record is not None and st.session_state.get(OPENED) != record.id:
        st.session_state[OPENED] = record.id
        st.session_state[STEPS] = kept_steps(record)
        begin_from((STEPS_KEPT,), context)
    return record


def show_opened(context: Context, record: Record | None, scenario: Scenario) -> None:
    """Say which saved scenario is open, whether it still is that one, and on which data it was made."""
    if record is None:
        return
    row = st.container(horizontal=True, vertical_alignment="center")
    said = f"**{plain(record['title'])}** · saved {short_day(context.local(record.created_at))} by "
    row.markdown(f"{said}{plain(record.created_by)}. {_state_of(context, record, scenario)}")
    row.button("Close", key="what-if-close", on_click=_close, type="tertiary")


def _state_of(context: Context, record: Record, scenario: Scenario) -> str:
    if record["made_version"]:
        return f"It was made so, as version {plain(record['made_version'])}."
    if scenario.fingerprint != record["fingerprint"]:
        return "The steps below are no longer those that were saved."
    if context.department.content_hash != record["department_hash"]:
        return "**It was made on an older version of the department.** Below it is worked out on the current one."
    return f"Same data ({record['department_hash']}), same steps ({record['fingerprint']})."


def _close() -> None:
    st.session_state.pop(OPENED, None)
    st.session_state.pop(NAMED, None)
    end_from()


def show_tools(context: Context, record: Record | None, asked: WhatIf, answer: str) -> None:
    """Draw what can be done with the scenario: save it, and make it so."""
    row = st.container(horizontal=True, vertical_alignment="center")
    if context.may("write", "scenario"):
        with (
            row.popover("Save this scenario", icon=":material/save:", key="what-if-save-open"),
            st.form("what-if-save", border=False),
        ):
            st.text_input("Called", key="what-if-title", max_chars=120)
            st.form_submit_button("Save", type="primary", on_click=_save, args=(context, asked.scenario, answer))
    folder = context.department.folder
    if folder is not None and context.may("write", "live_department"):
        _show_make(context, record, asked, row)


def _save(context: Context, scenario: Scenario, answer: str) -> None:
    title = str(st.session_state.get("what-if-title", "")).strip() or "What if"

    def save() -> None:
        result = {"answer": answer.replace("**", "")}
        made_on = context.department.content_hash
        saved = save_scenario(context.store, context.renew(), title, scenario, result, made_on)
        st.session_state[OPENED] = st.session_state[NAMED] = saved.id
        begin_from((STEPS_KEPT,), context)

    run(save, "Scenario saved. The address of this page is now a link to it.")


def _show_make(context: Context, record: Record | None, asked: WhatIf, row: Any) -> None:
    """Draw the way from a scenario to a new version of the department, which asks first."""
    with row.popover("Make it so", icon=":material/published_with_changes:", key="what-if-make-open"):
        st.markdown(
            "This changes the department for everyone. The version in use now is saved, so you can undo it in Setup, "
            "under Versions. Records of beats that are gone stay. Setup lists them."
        )
        if any(isinstance(step, OFFICER_STEPS) for step in asked.scenario.steps):
            st.markdown("Steps about officers are left out: the roster changes when they are there.")
        sure = st.checkbox("Yes, change the department", key="what-if-sure")
        st.button(
            "Change the department",
            type="primary",
            disabled=not sure,
            key="what-if-make",
            on_click=_make,
            args=(context, record, asked.scenario),
        )


def _make(context: Context, record: Record | None, scenario: Scenario) -> None:
    title = record["title"] if record is not None else "not saved"

    def make() -> None:
        actor = context.renew()
        made = make_it_so(context.department.folder, scenario, context.seen, title, by=context.writer(actor))
        if record is not None:
            note_made(context.store, actor, record, made.version)
        st.session_state[STEPS] = Scenario()
        _close()

    if run(make, "The department is changed. Undo it in Setup, under Versions"):
        st.session_state.pop("what-if-sure", None)


def show_saved(context: Context) -> None:
    """Draw the scenarios that are saved, newest first, to open and to compare."""
    if not context.may("read", "scenario"):
        return
    records = context.store.records(context.actor, "scenario")
    if not records:
        return
    with st.expander(f"Saved scenarios ({len(records)})", key="what-if-saved"):
        for record in reversed(records):
            row = st.container(horizontal=True, vertical_alignment="center")
            made = " · made so" if record["made_version"] else ""
            row.markdown(
                f"{plain(record['title'])} · {short_day(context.local(record.created_at))}, "
                f"{plain(record.created_by)}{made}  \n{plain(record['result'].get('answer', ''))}"
            )
            row.button("Open", key=f"what-if-open-{record.id}", on_click=_open, args=(record.id,))


def _open(record_id: str) -> None:
    st.session_state.pop(OPENED, None)
    st.session_state[NAMED] = record_id


def show_compare(context: Context, asked: WhatIf) -> None:
    """Draw the scenario beside a saved one, on the same department: where either changes something."""
    records = context.store.records(context.actor, "scenario") if context.may("read", "scenario") else []
    others = {
        f"{record['title']} · {moment(context.local(record.created_at))}": record
        for record in reversed(records)
        if record["fingerprint"] != asked.scenario.fingerprint
    }
    if not others:
        st.caption("To compare two scenarios, save this one and change its steps.")
        return
    chosen = st.selectbox("Compare with", list(others), index=None, placeholder="Choose a saved scenario")
    if chosen is None:
        return
    try:
        other = ask(context, kept_steps(others[chosen]))
        _show_beside(context, asked, other, plain(others[chosen]["title"]))
    except PlanningError as error:
        st.error(plain(str(error)), icon=":material/error:")


def _show_beside(context: Context, asked: WhatIf, other: WhatIf, title: str) -> None:
    tables = []
    for column, name, one in zip(st.columns(2), ("This scenario", title), (asked, other), strict=True):
        differences = kept.need_differences(key_of(context, one.scenario), context.level, one)
        tables.append(differences[differences["language"] == context.language])
        with column.container(border=True, height="stretch"):
            answer = difference_answer(differences, context.language, words_of(context.level))
            slots = slots_sentence(slots_by_language(*slots_before_and_after(context, one)))
            st.markdown(f"**{name}**\n\n{answer} {slots}")
    both = tables[0].merge(tables[1], on="area_id", how="outer", suffixes=("_here", "_there"))
    changed = both[(both["verdict_here"].fillna("") != SAME) | (both["verdict_there"].fillna("") != SAME)]
    rows = changed.assign(
        name=[name_of(context, area) for area in changed["area_id"]],
        now=changed["before_here"].fillna(changed["before_there"]),
        **{f"said_{side}": [_said(row, side) for row in changed.to_dict("records")] for side in ("here", "there")},
    )
    columns = (
        Column("name", words_of(context.level).one.capitalize()),
        Column("now", "Now", show=rounded_people),
        Column("after_here", "This scenario", show=rounded_people),
        Column("said_here", "Clear?"),
        Column("after_there", "The other", show=rounded_people),
        Column("said_there", "Clear? (other)"),
    )
    show_table(pd.DataFrame(rows), columns, "what-if-compare", missing="no area")


def _said(row: dict[Any, Any], side: str) -> str:
    verdict = row[f"verdict_{side}"]
    if pd.isna(verdict):
        return "no area"
    ends = (row[f"change_low_{side}"], row[f"change_high_{side}"])
    likely = "" if any(map(pd.isna, ends)) or verdict == SAME else f" ({signed_range(*ends)})"
    return f"{SIGNS[verdict]}{likely}"
