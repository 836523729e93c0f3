"""Partners: who bridges whom, by language and place; the public directory; who is missing at the table."""

from __future__ import annotations

import streamlit as st

from geodata.records.boards import load_missing
from geodata.records.partners import load_directory
from pages.parts.advisory_boards import show_boards
from pages.parts.context import Context
from pages.parts.directory import show_directory
from pages.parts.inputs import layer_switch
from pages.parts.messages import show_answer
from pages.parts.page import ANYBODY, Page
from pages.parts.partner_list import show_partners
from pages.parts.record_tools import show_problem
from planning.promises import counted
from planning.spoken import group_of
from planning.wording import rounded_people

SECTIONS = {"partners": "Partners", "directory": "Directory for the public", "boards": "Advisory boards"}


def render(context: Context) -> None:
    """Draw the page; who reads no partners sees the public directory."""
    if not context.may("read", "partner"):
        found = load_directory(context.store, context.actor)
        show_answer(f"**{counted(len(found), 'organisation')}** agreed to stand in the directory of services.")
        show_directory(context)
        return
    section = layer_switch(SECTIONS, "partners-section", label="Show")
    show_answer(_answer(context))
    show_problem()
    if context.store.folder is None or context.department.settings.is_demo:
        st.caption("Partners, contacts and boards of the demo are invented; what you change is gone with the program.")
    {"partners": show_partners, "directory": show_directory, "boards": show_boards}[section](context)


def _answer(context: Context) -> str:
    partners = context.store.frame(context.actor, "partner")
    served = {group_of(spoken) for row in partners["languages"] for spoken in row}
    missing = load_missing(context.store, context.actor, context.need("department"), context.touches("department"))
    absent = missing["lep"].sum()
    first = f"**{counted(len(partners), 'partner')}** serve people in {counted(len(served), 'language group')}."
    if missing.empty:
        return f"{first} Every language group has a filled seat on an advisory board."
    groups = counted(len(missing), "language group")
    return f"{first} **{groups}**, {rounded_people(float(absent))} people, have **no voice on any advisory board**."


PAGE = Page("partners", "Partners", ":material/handshake:", "People", ANYBODY, render)

if __name__ == "__main__":
    from dashboard import main

    main()
