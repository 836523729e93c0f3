"""The screen door: page config, navigation, the access check and the one error guard.

Run with ``streamlit run dashboard.py``. Which department is shown: the environment variable
``COMMON_TONGUE_DEPARTMENT``, a department folder or the word ``demo`` (the default).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pages import PAGES
from pages.parts.access import current_role, require_role
from pages.parts.context import open_context
from pages.parts.frame import show_frame
from pages.parts.messages import guard
from pages.parts.page import GROUPS, Page


def door(page: Page, entries: Mapping[str, StreamlitPage]) -> Callable[[], None]:
    """Return what Streamlit runs for a page: check, frame, page, all inside the guard."""

    def open_door() -> None:
        with guard(page.title):
            role = current_role()
            require_role(page, role)
            context = open_context(role, entries)
            show_frame(page, context)
            page.render(context)

    return open_door


def main() -> None:
    """Draw the page the address asks for."""
    st.set_page_config(page_title="Common Tongue", page_icon=":material/forum:", layout="wide")
    entries: dict[str, StreamlitPage] = {}
    for page in PAGES:
        entries[page.path] = st.Page(
            door(page, entries),
            title=page.title,
            icon=page.icon,
            url_path=page.path,
            default=page is PAGES[0],
        )
    st.navigation(
        {group: [entries[page.path] for page in PAGES if page.group == group] for group in GROUPS}
    ).run()


if __name__ == "__main__":
    main()
