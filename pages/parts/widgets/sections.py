"""The bar of sections below a page's answer: one is open, only that one is computed, and the address says which."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.parts.shell.address import Kept, OneOf

SECTION = "section"
"""The name in the address, the same on every page."""


def kept_section(key: str, names: Mapping[str, str]) -> Kept:
    """Return the row of ``Page.kept`` that holds the open section; the first one is usual.

    Parameters
    ----------
    names : mapping of id to title
        The sections, in order: at most five, or a bar of them does not fit beside each other.
    """
    return Kept(SECTION, key, OneOf(tuple(names)), next(iter(names)))


def section_bar(key: str, names: Mapping[str, str]) -> str:
    """Draw the bar and return the id of the open section."""
    first = next(iter(names))
    chosen = st.segmented_control(
        "Section of this page",
        list(names),
        format_func=names.__getitem__,
        default=first,
        key=key,
        required=True,
        label_visibility="collapsed",
    )
    return chosen or first
