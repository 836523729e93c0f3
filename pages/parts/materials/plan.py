"""The language access plan: the department's own paragraphs, section by section, and the paper to take along."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from geodata.access.access_plan import PlanWishes, access_plan, plan_bytes
from geodata.access.own_texts import KIND, load_texts
from geodata.papers.printed import PDF, WORD
from geodata.records.work import Record
from pages.parts.forms.forms import open_form, show_form
from pages.parts.forms.questions import Field
from pages.parts.forms.record_tools import show_history
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer
from pages.parts.widgets.downloads import Making, show_file
from planning.access.sections import SECTIONS, blank
from planning.rules import ThresholdRule

FORM = "plan-text"
TEXT = Field("text", "Your own paragraphs", "text", help="One paragraph a line, never a phone number or email.")


def show_plan(context: Context, rule: ThresholdRule) -> None:
    """Draw what the plan's sections ask of a person, what is written, and the plan as Word and PDF."""
    texts = load_texts(context.store, context.actor)
    show_answer(
        f"Your language access plan has **{len(SECTIONS)} sections**, and you wrote **{len(texts)}** of them. Figures "
        "are filled in with their sources. What isn’t known is a blank to fill in."
    )
    row = st.container(horizontal=True)
    with row:
        for label, ending, kind in (("Plan for Word", ".docx", WORD), ("Plan (PDF)", ".pdf", PDF)):
            show_file(label, partial(_made, context, rule, ending), f"language-access-plan{ending}", kind)
    if context.may("write", KIND):
        _show_entry(context, texts)
    for number, section in enumerate(SECTIONS.values(), start=1):
        st.subheader(f"{number}. {section.title}", anchor=False)
        record = texts.get(section.key)
        if record is None:
            st.markdown("\n".join(f"- {plain(blank(asked))}" for asked in section.to_fill))
        else:
            _show_text(context, record)


def _made(context: Context, rule: ThresholdRule, ending: str) -> bytes:
    line = Making("access-plan", {"chosen": rule.name}, rule).stamp(context).line
    made_from_rule = PlanWishes(rule.name, today=context.today)
    return plan_bytes(replace(access_plan(context, made_from_rule), made_from=line), ending)


def _show_entry(context: Context, texts: dict[str, Record]) -> None:
    """Draw the way to write a section that has no text yet."""
    left = {key: section.title for key, section in SECTIONS.items() if key not in texts}
    if left:
        st.button("Write a section", icon=":material/edit:", on_click=open_form, args=(FORM,), key="plan-write")
    show_form(context, FORM, KIND, (Field("section", "Section", "one", left), TEXT), "Write a section", said="Saved")


def _show_text(context: Context, record: Record) -> None:
    for part in str(record["text"]).split("\n"):
        st.markdown(plain(part))
    form = f"{FORM}-{record['section']}"
    if context.may("write", KIND):
        st.button("Edit", icon=":material/edit:", on_click=open_form, args=(form, record), key=f"plan-edit-{record.id}")
    show_form(context, form, KIND, (TEXT,), SECTIONS[str(record["section"])].title)
    show_history(context, "plan", record, {"text": TEXT})
