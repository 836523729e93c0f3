"""Audit trail: who did what and when, both versions of a save side by side, and undo where it is allowed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from geodata.department.rows import rows_of
from geodata.records.kinds import KINDS
from geodata.records.work import SAVES
from pages.parts.forms.choices import read_value
from pages.parts.forms.record_tools import show_problem, undo
from pages.parts.shell.address import Days, Kept, OneOf
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer, show_empty
from pages.parts.shell.page import Page
from pages.parts.widgets.controls import control_row
from pages.parts.widgets.downloads import Making, show_downloads
from pages.parts.widgets.tables import Column, show_table
from planning.records.roles import may
from planning.records.trail import ACTION_WORDS, differences, fields_words, record_name, trail_answer
from planning.words.formats import moment, whole_number

AUDIT = "audit"
LINES_AT_MOST = 2000
DAYS_SHOWN = 30
CHOSEN = "audit-line"
SILENT = ("signed in",)
"""Actions whose words say all."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines somebody wants to see; None is every one."""

    who: str | None
    kind: str | None
    action: str | None
    since: date
    until: date


def render(context: Context) -> None:
    """Draw the page."""
    asked, zone = _ask(context), context.store.zone()
    show_problem()
    lines = context.store.audit(
        context.actor,
        who=asked.who,
        kind=asked.kind,
        action=asked.action,
        limit=LINES_AT_MOST,
        since=datetime.combine(asked.since, time(), zone),
        until=datetime.combine(asked.until + timedelta(days=1), time(), zone),
    )
    lines = lines.sort_values(["at", "number"], ascending=False, ignore_index=True)
    show_answer(trail_answer(lines))
    if lines.empty:
        show_empty("No line of the audit trail answers to this.", "Choose more days, or fewer conditions.")
        return
    if len(lines) == LINES_AT_MOST:
        st.caption(
            f"The newest {whole_number(LINES_AT_MOST)} entries of these days. Choose fewer days to see older ones."
        )
    _show_lines(context, lines)
    _show_chosen(context, lines)
    st.caption(
        "Saves, downloads, sign-ins, refusals, and views of officers or contacts are logged. Entries can’t "
        "be changed or deleted."
    )
    show_downloads(context, taken_away(lines), "audit-trail", "Audit trail", made=Making("audit-trail"), kind=AUDIT)


def _names(context: Context) -> dict[str, Sequence[str]]:
    return {column: context.store.audit_names(context.actor, column) for column in ("who", "kind", "action")}


def _days_shown(context: Context) -> tuple[date, date]:
    return context.today - timedelta(days=DAYS_SHOWN), context.today


def _ask(context: Context) -> Asked:
    row = control_row(4)
    names = _names(context)
    who = row[0].selectbox("Who", names["who"], None, key="audit-who", placeholder="Everyone")
    kind = row[1].selectbox(
        "What", names["kind"], None, format_func=kind_words, key="audit-kind", placeholder="Everything"
    )
    action = row[2].selectbox(
        "Did what",
        names["action"],
        None,
        format_func=lambda name: ACTION_WORDS.get(name, name),
        key="audit-action",
        placeholder="Anything",
    )
    days = row[3].date_input("Days", _days_shown(context), key="audit-days", format="MM/DD/YYYY")
    # While somebody has chosen only the first day of two.
    chosen = list(days)
    return Asked(who, kind, action, chosen[0], chosen[-1])


def kind_words(kind: str) -> str:
    """Return what a kind of line is about, as it is read.

    Examples
    --------
    >>> kind_words("partner_contact"), kind_words("figures"), kind_words("page")
    ('contact', 'figures', 'page')
    """
    return KINDS[kind].noun if kind in KINDS else kind.replace("_", " ")


def _show_lines(context: Context, lines: pd.DataFrame) -> None:
    rows = lines.assign(
        did=lines["action"].map(lambda action: ACTION_WORDS.get(action, action)),
        what=lines["kind"].map(kind_words),
        which=[
            record_name(old, new) if action in SAVES else ""
            for old, new, action in zip(lines["old"], lines["new"], lines["action"], strict=True)
        ],
        fields=[fields_words(old, new) for old, new in zip(lines["old"], lines["new"], strict=True)],
    )
    rows["written"] = rows["note"].where(rows["note"].notna() & (rows["note"] != ""), rows["fields"])
    rows["did"] = rows["did"] + " " + rows["what"].where(~rows["action"].isin(SILENT), "")
    columns = (
        Column("at", "When", show=lambda at: moment(context.local(at))),
        Column("who", "Who"),
        Column("did", "Did what"),
        Column("which", "Which"),
        Column("written", "Fields, or what is noted"),
    )
    numbers = [str(number) for number in rows["number"]]
    show_table(rows, columns, "audit-lines", row_ids=numbers, on_row=_choose, missing="")
    st.caption("Click a row to see both versions.")


def _choose(number: str) -> None:
    st.session_state[CHOSEN] = int(number)


def _show_chosen(context: Context, lines: pd.DataFrame) -> None:
    chosen = lines[lines["number"] == st.session_state.get(CHOSEN)]
    if chosen.empty:
        return
    line = next(rows_of(chosen))
    with st.container(border=True, key="audit-chosen"):
        which = record_name(line.old, line.new) if line.action in SAVES else ""
        st.markdown(
            f"**{plain(line.who)}** ({plain(line.role or 'no role')}) {ACTION_WORDS.get(line.action, line.action)} "
            f"{'' if line.action in SILENT else plain(kind_words(line.kind))} {f'“{plain(which)}”' if which else ''} "
            f"on {moment(context.local(line.at))}"
        )
        if line.note:
            st.markdown(plain(line.note))
        _show_versions(line)
        if line.action in SAVES:
            _show_undo(context, line)


def _show_versions(line: Any) -> None:
    fields = differences(line.old, line.new)
    if not fields:
        return
    titles = ("Theirs, kept", "Theirs, not saved") if line.action == "conflict" else ("Before", "After")
    table = pd.DataFrame(
        {
            "field": [field.replace("_", " ").capitalize() for field, _, _ in fields],
            "before": [read_value(before) for _, before, _ in fields],
            "after": [read_value(after) for _, _, after in fields],
        }
    )
    st.table(table.rename(columns={"field": "Field", "before": titles[0], "after": titles[1]}).map(plain), border=True)


def _show_undo(context: Context, line: Any) -> None:
    if not may(context.actor, "write", line.kind):
        st.caption("Undo: your role may not write this kind of record.")
    elif line.number not in context.store.newest_saves(context.actor):
        st.caption("Undo: another person has saved this record since. Undo the newest save first.")
    else:
        st.button(
            "Undo this",
            icon=":material/undo:",
            key=f"audit-undo-{line.number}",
            on_click=undo,
            args=(context, int(line.number)),
            help="As a new version. The audit trail keeps all of them.",
        )


def taken_away(lines: pd.DataFrame) -> pd.DataFrame:
    """Return the lines as a file has them: both versions as JSON text."""
    flat = lines.assign(at=lines["at"].map(lambda moment: moment.isoformat()))
    for name in ("old", "new"):
        flat[name] = pd.Series([_json(values) for values in lines[name]], index=lines.index, dtype="str")
    return flat


def _json(values: Any) -> str | None:
    return json.dumps(values, ensure_ascii=False, sort_keys=True) if isinstance(values, dict) else None


KEPT = (
    Kept("what", "audit-kind", OneOf(lambda context: _names(context)["kind"], may_be_blank=True)),
    Kept("did", "audit-action", OneOf(lambda context: _names(context)["action"], may_be_blank=True)),
    Kept("days", "audit-days", Days(), lambda context: _days_shown(context)),
)
"""What is asked, as it stands in the address; who it is asked of is not: addresses end in logs."""
PAGE = Page("audit", "Audit trail", ":material/history:", "Department", frozenset(), render, KEPT)
