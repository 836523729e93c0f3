"""Partners: who bridges whom, by language and place; the public directory; who is missing at the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from geodata.records.boards import seats_now
from geodata.records.partners import load_directory
from pages.parts.forms.record_tools import show_problem
from pages.parts.partners.boards import find_missing_voices, show_boards
from pages.parts.partners.directory import KEPT as DIRECTORY_KEPT
from pages.parts.partners.directory import show_directory
from pages.parts.partners.partners import find_unserved, show_partners, show_unserved_map
from pages.parts.shell.context import Context
from pages.parts.shell.messages import show_answer
from pages.parts.shell.page import ANYBODY, Page
from pages.parts.widgets.sections import kept_section, section_bar
from planning.languages.spoken import group_of
from planning.lists import counted
from planning.records.answers import boards_answer, partners_answer

SECTION = "partners-section"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: what is asked of the records once, the answer in words, and what draws it."""

    title: str
    find: Callable[[Context], pd.DataFrame]
    answer: Callable[[Context, pd.DataFrame], str]
    show: Callable[[Context, pd.DataFrame], None]


def render(context: Context) -> None:
    """Draw the page; who reads no partners sees the public directory."""
    if not context.may("read", "partner"):
        _show_section(context, SECTIONS["directory"])
        return
    titles = {name: section.title for name, section in SECTIONS.items()}
    _show_section(context, SECTIONS[section_bar(SECTION, titles)])
    if context.department.settings.is_demo:
        st.caption(
            "Partners, contacts, and boards in the demo are made up. Your changes are gone when the program closes."
        )


def _show_section(context: Context, section: Section) -> None:
    found = section.find(context)
    show_answer(section.answer(context, found))
    show_problem()
    section.show(context, found)


def _find_directory(context: Context) -> pd.DataFrame:
    return load_directory(context.store, context.actor)


def _partners_answer(context: Context, unserved: pd.DataFrame) -> str:
    partners = context.store.frame(context.actor, "partner")
    served = {group_of(spoken) for row in partners["languages"] for spoken in row}
    return partners_answer(len(partners), len(served), unserved, context.people_of)


def _directory_answer(context: Context, directory: pd.DataFrame) -> str:
    return f"**{counted(len(directory), 'organization')}** agreed to be in the public directory of services."


def _boards_answer(context: Context, missing: pd.DataFrame) -> str:
    seats = seats_now(context.store, context.actor)
    return boards_answer(missing, int(seats["filled"].sum()), context.people_of)


SECTIONS: Mapping[str, Section] = {
    "unserved": Section("Who has no one", find_unserved, _partners_answer, show_unserved_map),
    "partners": Section("Partners", find_unserved, _partners_answer, show_partners),
    "directory": Section("Directory for the public", _find_directory, _directory_answer, show_directory),
    "boards": Section("Advisory boards", find_missing_voices, _boards_answer, show_boards),
}

KEPT = (kept_section(SECTION, {name: section.title for name, section in SECTIONS.items()}), *DIRECTORY_KEPT)
PAGE = Page("partners", "Partners", ":material/handshake:", "People", ANYBODY, render, KEPT)
