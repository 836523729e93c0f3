"""Spellings of languages that wait for a person's yes: nearest name, how near, and what was decided."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from geodata.department.rows import rows_of
from geodata.officers.spellings import review_of, save_decisions
from pages.parts.forms.record_tools import run
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from pages.parts.widgets.controls import language_label
from planning.languages.groups import LANGUAGE_IDS
from planning.languages.matching import LEAVE_OUT, accept_suggestions
from planning.lists import counted
from planning.words.wording import percent

NOT_YET = ""
SURE = 0.85
"""Above this, one click takes every suggestion; a person still sees each of them first."""


def show_review(context: Context) -> None:
    """Draw every spelling that is no language's own name, those that wait first, with what to decide."""
    records = context.store.records(context.actor, "language_decision")
    decisions = {record["spelling"]: record["decision"] for record in records}
    seen = {record["spelling"]: record.version for record in records}
    review = review_of(context.department, decisions)
    st.header("Languages to decide", anchor=False)
    if review.empty:
        st.markdown("Every language of the roster is written by its own name.")
        return
    st.markdown(
        "These spellings match no language name exactly. Nothing is guessed: an officer counts in the "
        "language only after you decide. The audit trail shows who decided."
    )
    may_write = context.may("write", "language_decision")
    waiting = review[review["decision"].isna()]
    sure = accept_suggestions(waiting, SURE)
    if sure and may_write:
        st.button(
            f"Take the {len(sure)} suggestions of {percent(SURE)} or more",
            key="review-sure",
            icon=":material/done_all:",
            on_click=partial(_save, context, sure, seen),
            help=", ".join(f"{spelling} → {language_label(language)}" for spelling, language in sure.items()),
        )
    with st.form("language-review", border=False):
        chosen = {row.as_found: _row(row, may_write) for row in rows_of(review)}
        sent = st.form_submit_button("Save what was decided", type="primary", disabled=not may_write)
    if sent:
        made = {spelling: decision for spelling, decision in chosen.items() if decision != NOT_YET}
        _save(context, made, seen)
        st.rerun()
    if not may_write:
        st.caption("Your role may look and not decide.")


def _row(row: Any, may_write: bool) -> str:
    spelling, meant = str(row.as_found), row.meant
    near = f"nearest: {meant} ({percent(row.confidence)}, {row.how})" if isinstance(meant, str) else "nothing is near"
    rows = int(row.rows)
    times = counted(rows, "row")
    decided = row.decision if isinstance(row.decision, str) else NOT_YET
    options = (NOT_YET, *LANGUAGE_IDS, LEAVE_OUT)
    left, right = st.columns((1.2, 1.0), vertical_alignment="center")
    left.markdown(f"**{plain(spelling)}** · {times} · {plain(near)}")
    return str(
        right.selectbox(
            f"What “{spelling}” means",
            options,
            options.index(decided),
            format_func=_words,
            key=f"review-{spelling}",
            label_visibility="collapsed",
            disabled=not may_write,
        )
    )


def _words(decision: str) -> str:
    if decision == NOT_YET:
        return "not decided"
    return "no language that counts" if decision == LEAVE_OUT else language_label(decision)


def _save(context: Context, decisions: dict[str, str], seen: dict[str, int]) -> None:
    said = f"{counted(len(decisions), 'decision')} saved"
    if run(lambda: save_decisions(context.store, context.renew(), decisions, seen), said):
        for spelling in decisions:
            st.session_state.pop(f"review-{spelling}", None)
