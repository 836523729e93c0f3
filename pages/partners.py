"""Partners: who bridges whom, by language and place; the public directory; who is missing at the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from geodata.records.boards import seats_now
from geodata.records.partners import load_directory
from pages.parts.advisory_boards import missing_voices, show_boards
from pages.parts.context import Context
from pages.parts.directory import show_directory
from pages.parts.inputs import layer_switch
from pages.parts.messages import show_answer
from pages.parts.page import ANYBODY, Page
from pages.parts.partner_list import show_partners, unserved
from pages.parts.record_tools import show_problem
from planning.promises import boards_answer, counted, partners_answer
from planning.spoken import group_of


def render(context: Context) -> None:
    """Draw the page; who reads no partners sees the public directory."""
    if not context.may("read", "partner"):
        show_answer(_directory_answer(context))
        show_directory(context)
        return
    section = layer_switch({name: title for name, (title, _, _) in SECTIONS.items()}, "partners-section", label="Show")
    _, answer, show = SECTIONS[section]
    show_answer(answer(context))
    show_problem()
    show(context)
    if context.department.settings.is_demo:
        st.caption("Partners, contacts and boards of the demo are invented; what you change is gone with the program.")


def _partners_answer(context: Context) -> str:
    partners = context.store.frame(context.actor, "partner")
    served = {group_of(spoken) for row in partners["languages"] for spoken in row}
    return partners_answer(len(partners), len(served), unserved(context))


def _directory_answer(context: Context) -> str:
    found = load_directory(context.store, context.actor)
    return f"**{counted(len(found), 'organisation')}** agreed to stand in the directory of services for the public."


def _boards_answer(context: Context) -> str:
    seats = seats_now(context.store, context.actor)
    return boards_answer(missing_voices(context), int(seats["filled"].sum()))


SECTIONS: Mapping[str, tuple[str, Callable[[Context], str], Callable[[Context], None]]] = {
    "partners": ("Partners", _partners_answer, show_partners),
    "directory": ("Directory for the public", _directory_answer, show_directory),
    "boards": ("Advisory boards", _boards_answer, show_boards),
}
"""Each section: its title, its answer, and what draws it."""

PAGE = Page("partners", "Partners", ":material/handshake:", "People", ANYBODY, render)

if __name__ == "__main__":
    from dashboard import main

    main()
