"""The screen door: page config, navigation, the access check and the one error guard.

Run with ``streamlit run dashboard.py``. Which department is shown: the environment variable
``COMMON_TONGUE_DEPARTMENT``, a department folder or the word ``demo`` (the default).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from starlette.middleware import Middleware
from streamlit.navigation.page import StreamlitPage

from server import PageServer

if TYPE_CHECKING:
    from pages.parts.page import Page

ICON = Path(__file__).resolve().parent / "static" / "icon.svg"


def door(page: Page, entries: Mapping[str, StreamlitPage]) -> Callable[[], None]:
    """Return what Streamlit runs for a page: check, frame, page, all inside the guard."""
    from pages.parts import access, context, frame, messages

    def open_door() -> None:
        with messages.guard(page.title):
            role = access.current_role()
            access.require_role(page, role)
            opened = context.open_context(role, entries)
            frame.show_frame(page, opened)
            page.render(opened)

    return open_door


def main() -> None:
    """Draw the page the address asks for."""
    st.set_page_config(page_title="Common Tongue", page_icon=str(ICON), layout="wide")
    # Not at the top: the map component can be registered only while a visitor's script runs.
    from pages import PAGES
    from pages.parts.page import GROUPS

    entries: dict[str, StreamlitPage] = {}
    for page in PAGES:
        entries[page.path] = st.Page(
            door(page, entries), title=page.title, icon=page.icon, url_path=page.path, default=page is PAGES[0]
        )
    st.navigation({group: [entries[page.path] for page in PAGES if page.group == group] for group in GROUPS}).run()


if __name__ == "__main__":
    main()
else:
    # ``streamlit run`` finds this and serves it; the script it runs for every visitor is this same file.
    app = st.App(__file__, middleware=[Middleware(PageServer)])
