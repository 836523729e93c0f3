"""Cards of headline figures: a label, the figure, what it is compared with, and where to go from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pages.parts.shell.context import Context


@dataclass(frozen=True, slots=True)
class Card:
    """One headline figure.

    Attributes
    ----------
    label, figure : str
        What it counts, and the count.
    beside : str
        What it is compared with: a target, the last half-year, the city.
    path, link : str
        The page that goes into it, and what its link says; no link for who may not open that page.
    """

    label: str
    figure: str
    beside: str
    path: str
    link: str


def show_cards(context: Context, cards: Sequence[Card]) -> None:
    """Draw the cards beside each other; below each other on a phone."""
    for place, card in zip(st.columns(len(cards)), cards, strict=True):
        with place.container(border=True, height="stretch", gap="xsmall"):
            st.metric(card.label, card.figure)
            st.caption(card.beside)
            show_page_link(context, card.path, card.link)


def show_page_link(context: Context, path: str, label: str) -> None:
    """Draw a link to another page, for who may open it."""
    if path in context.entries:
        st.page_link(context.entries[path], label=label, icon=":material/arrow_forward:")
