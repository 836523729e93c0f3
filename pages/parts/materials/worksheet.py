"""The four-factor worksheet: two factors filled from figures, two to be thought through and written."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.materials.papers import worksheet_facts, worksheet_paper
from geodata.materials.view import attendance_by_language
from geodata.papers.printed import PDF
from pages.parts.materials.facts import MaterialFacts
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from pages.parts.widgets.downloads import Making, show_file, stamped_pdf
from pages.parts.widgets.tables import Column, show_table
from planning.materials.translate_next import TranslationCosts
from planning.materials.worksheet import NATURE, RESOURCES
from planning.vocabulary import DEPARTMENT_LEVEL
from planning.words.paper import Block, Bullets, Heading, Paragraph, Table

WRITTEN = {
    NATURE: "3. What the contact is about, and how much it matters: what you found",
    RESOURCES: "4. What there is to work with, and what it costs: what you found",
}


def show_worksheet(context: Context, facts: MaterialFacts) -> None:
    """Draw the worksheet, with room to write to the third and fourth factor, and the paper to take along."""
    view = facts.view
    prices = TranslationCosts(per_word=float(st.session_state.get("price-word", TranslationCosts().per_word)))
    attendance = attendance_by_language(context.store, context.actor, context.today)
    sheet = worksheet_facts(view, context.need(DEPARTMENT_LEVEL), context.evidence(), attendance, prices)
    people, contacts, asked = st.tabs(["1: how many people", "2: how often you meet", "3 and 4: what you add"])
    tabs = {"1": people, "2": contacts, "3": asked, "4": asked}
    tab = people
    for block in worksheet_paper(context.department, view, sheet, {}, context.today).blocks:
        if isinstance(block, Heading):
            tab = tabs.get(block.text[0], tab)
        with tab:
            _show(block)
    with asked:
        written = _ask()
    show_file(
        "Worksheet (PDF)",
        lambda: stamped_pdf(
            context, worksheet_paper(context.department, view, sheet, written, context.today), Making("worksheet")
        ),
        "four-factor-worksheet.pdf",
        PDF,
    )


def _ask() -> dict[str, str]:
    """Draw the room to write to the third and fourth factor; return what was written."""
    st.header("Answer the questions", anchor=False)
    st.caption(
        "What you write here goes into the paper you download. It is not saved anywhere else and is gone "
        "once you close the dashboard. Download the paper first."
    )
    return {
        factor: st.text_area(label, key=f"worksheet-{factor}", height=140, max_chars=6000)
        for factor, label in WRITTEN.items()
    }


def _show(block: Block) -> None:
    """Draw a block of the paper on the screen; lines to write on are only for paper."""
    match block:
        case Heading(text=text):
            st.header(plain(text), anchor=False)
        case Paragraph(text=text) if text.strip("_"):
            st.markdown(plain(text))
        case Bullets(items=items):
            st.markdown("\n".join(f"- {plain(item)}" for item in items))
        case Table():
            _show_table(block)
        case _:
            pass


def _show_table(table: Table) -> None:
    frame = pd.DataFrame(list(table.rows), columns=list(table.head))
    if table.caption:
        st.caption(table.caption)
    show_table(frame, [Column(name, name) for name in table.head], f"worksheet-{table.head[1]}")
