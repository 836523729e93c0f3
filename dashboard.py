"""The screen door: page config, sign-in, navigation, the access check and the one error guard.

Run with ``streamlit run dashboard.py``. Which department is shown: the environment variable
``COMMON_TONGUE_DEPARTMENT``, a department folder or the word ``demo`` (the default).
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st
from starlette.middleware import Middleware
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.scriptrunner import get_script_run_ctx

from server.calendars import CalendarServer
from server.early import EARLY
from server.features import FeatureServer, Sent
from server.files import Files
from server.gate import Gate
from server.lines import Lines
from server.outside import ask_nobody_outside, close_pages_folder, keep_made_files
from server.pages import PageServer
from server.visits import VISITS

if TYPE_CHECKING:
    from pages.parts.shell.access import Visitor
    from pages.parts.shell.page import Page

LOADING = threading.Lock()
NAME = "Common Tongue"
ICON = Path(__file__).resolve().parent / "static" / "icon.svg"


def calendar_of(key: str, department: str) -> bytes | None:
    """Return the calendar that a key opens, for programs that subscribe to it; None where it opens none."""
    load_pages()
    from pages.parts.shell import feed  # as late as the pages: it loads what they load

    return feed.calendar_of(key, department)


def ask_feed(*question: Any) -> Sent:
    """Answer a question of the feed for the GIS desk; see ``server.features.Ask``."""
    load_pages()
    from pages.parts.shell import gis_feed  # as late as the pages: it loads what they load

    return gis_feed.ask_feed(*question)


def load_pages() -> None:
    """Load the pages and what they are made of; one thread after the other, or each finds them half loaded."""
    with LOADING:
        import pages  # noqa: F401 - to have it loaded


def load_maps() -> None:
    """Load what the first map is made of; the component itself only a visitor's run can declare."""
    import folium  # noqa: F401


def open_first() -> None:
    """Open the department that is shown first, so that its first visitor finds it open."""
    from pages.parts.shell import context

    context.open_first()


def door(page: Page, visitor: Visitor, entries: Mapping[str, StreamlitPage]) -> Callable[[], None]:
    """Return what Streamlit runs for a page: check, frame, page, all inside the guard."""
    from pages import OPENED_BY
    from pages.parts.shell import access, context, messages
    from pages.parts.widgets import frame

    def open_door() -> None:
        with messages.guard(page.path):
            assert visitor.actor is not None
            if not page.is_open_to(visitor.actor.role):
                frame.show_who(visitor.actor, visitor)
            access.require_page(page, visitor.actor, context.open_records())
            opened = context.open_context(visitor.actor, OPENED_BY, entries, visitor.renew)
            frame.show_page(page, opened, visitor)

    return open_door


def _address(page: Page, first: Page) -> str:
    """Return the address of a page; the first one stands at the root, and its own is left to ``_by_its_name``."""
    return "first" if page is first else page.path


def _by_its_name(page: Page, draw: Callable[[], None], title: str) -> StreamlitPage:
    """Return the first page at its own address too: Streamlit gives a default page none, and calls it not found."""
    return st.Page(draw, title=title, url_path=page.path, visibility="hidden")


def main() -> None:
    """Draw the page the address asks for, for whoever may see it."""
    st.set_page_config(page_title=NAME, page_icon=str(ICON), layout="wide")
    starting = st.empty()  # in every run, so that what is below keeps its place
    if EARLY.is_under_way:
        # Only a visitor who comes in the first seconds after a start sees this; nothing of the department is in it.
        with starting.container():
            st.title(NAME)
            st.caption("The dashboard is starting. The first page takes a few seconds.")
        EARLY.wait()
        starting.empty()
    # Not at the top: nobody's first words need wait for them.
    from pages import PAGES
    from pages.parts.shell import access, context, messages, state
    from pages.parts.shell.page import GROUPS
    from pages.parts.widgets import frame

    if not gc.get_freeze_count():
        # Streamlit collects garbage after every run. What was imported is never garbage, and looking through it anew
        # each time holds every visitor up for a sixth of a second.
        gc.freeze()
    state.hold(key for page in PAGES for key in page.keys)
    visitor = None
    with messages.guard("sign-in"):
        visitor = access.current_visitor(context.open_records)
    if (script := get_script_run_ctx()) is not None:
        came_in = (visitor.actor, visitor.renew) if visitor else (None, None)
        VISITS.come_in(script.session_id, *came_in)
    if visitor is None or visitor.actor is None:
        # The same addresses, so that none is "not found"; the same closed door behind each, so that none says more.
        closed = [
            st.Page(
                lambda: frame.show_closed(visitor),
                title=NAME,
                url_path=_address(page, PAGES[0]),
                default=page is PAGES[0],
            )
            for page in PAGES
        ]
        closed.append(_by_its_name(PAGES[0], lambda: frame.show_closed(visitor), NAME))
        st.navigation(closed, position="hidden").run()
        return
    role = visitor.actor.role
    first = next((page for page in PAGES if page.is_open_to(role)), PAGES[0])
    entries: dict[str, StreamlitPage] = {}
    groups: dict[str, list[StreamlitPage]] = {group: [] for group in GROUPS}
    for page in PAGES:
        is_open = page.is_open_to(role)
        # A closed page keeps its address, where it says that it is closed, and nothing else of it is sent.
        entry = st.Page(
            door(page, visitor, entries),
            title=page.title if is_open else NAME,
            icon=page.icon if is_open else None,
            url_path=_address(page, first),
            default=page is first,
            visibility="visible" if is_open else "hidden",
        )
        groups[page.group].append(entry)
        if page is first:
            groups[page.group].append(_by_its_name(page, door(page, visitor, entries), page.title))
        if is_open:
            entries[page.path] = entry
    # Every page in sight: with many, Streamlit hides the last ones behind "View more".
    st.navigation({group: pages for group, pages in groups.items() if pages}, expanded=True).run()


if __name__ == "__main__":
    main()
else:
    # ``streamlit run`` finds this and serves it; the script it runs for every visitor is this same file.
    close_pages_folder()
    ask_nobody_outside()
    keep_made_files()
    EARLY.begin(load_pages, open_first, load_maps)
    # In the order in which a request meets them.
    rows = [
        Middleware(PageServer),
        Middleware(Gate),
        Middleware(CalendarServer, calendar_of=calendar_of),
        Middleware(FeatureServer, ask=ask_feed),
        Middleware(Files),
        Middleware(Lines, script=__file__),
    ]
    app = st.App(__file__, middleware=rows)
