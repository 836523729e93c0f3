"""The frame around every page: whose data this is, of when, by which rule, and whether it is invented."""

from __future__ import annotations

import streamlit as st

from pages.parts.context import Context
from pages.parts.inputs import show_shared_choice
from pages.parts.messages import plain
from pages.parts.page import Page

DEMO_SENTENCE = (
    "**Demo.** Harbor Falls is invented: the place (state code 99, which no real place has), its beats, its officers "
    "and every figure. Nothing here says anything about a real community."
)


STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding-top: 4.2rem; padding-bottom: 3rem; max-width: 1320px; }
@media (max-width: 640px) { [data-testid="stMainBlockContainer"] { padding-left: .8rem; padding-right: .8rem; } }
[data-testid="stHeadingWithActionElements"] h2 { padding: .2rem 0; }
</style>"""
"""Room for the answer: Streamlit leaves a hand's breadth empty above every page."""


def show_frame(page: Page, context: Context) -> None:
    """Draw the top of a page and the shared choice in the sidebar."""
    settings = context.department.settings
    rule = context.rule
    st.html(STYLE)
    show_shared_choice(context)
    badge = " :orange-badge[:material/science: Demo, invented]" if settings.is_demo else ""
    st.caption(
        f"**{plain(settings.name)}** · {settings.period} · rule: {plain(rule.title)} (as of {rule.as_of}){badge}"
    )
    st.header(page.title, anchor=False)
    if settings.is_demo:
        st.caption(DEMO_SENTENCE)
