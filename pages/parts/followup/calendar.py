"""The meetings in one's own calendar: as a file, and as an address to subscribe to."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from geodata.meetings.feeds import make_feed, own_feeds, stop_feed
from pages.parts.forms.record_tools import run
from pages.parts.shell.context import Context
from pages.parts.shell.shown import DEPARTMENT
from pages.parts.widgets.downloads import show_file
from planning.words.formats import short_day

KEY = "calendar-key"
"""Session key: the key of the address made a moment ago; nobody can show it again."""


def show_calendar(context: Context) -> None:
    """Draw the calendar file, and the calendars to subscribe to of whoever is looking."""
    row = st.container(horizontal=True, key="event-calendar")
    if context.may("export", "event"):
        with row:
            show_file("Calendar file", context.calendar, "meetings.ics", "text/calendar", kind="event")
    if not context.may("write", "calendar_feed"):
        return
    with row.popover("Subscribe", icon=":material/calendar_month:", key="calendar-subscribe"):
        st.markdown(
            "Add this address to Outlook, Google, or Apple Calendar. A meeting that moves or is canceled then changes "
            "there by itself. A file you open twice in desktop Outlook adds a second meeting."
        )
        st.button("Make an address", key="calendar-make", type="primary", on_click=_make, args=(context,))
        made = st.session_state.get(KEY)
        if made:
            st.code(_address(made), language=None, wrap_lines=True)
            st.caption("Copy it now: it's shown once. Anyone who has it sees the meetings, so share it with no one.")
        for feed in own_feeds(context.store, context.actor):
            line = st.container(horizontal=True, vertical_alignment="center")
            line.markdown(f"Address made {short_day(context.local(feed.created_at))}")
            line.button("Stop it", key=f"calendar-stop-{feed.id}", on_click=_stop, args=(context, feed.id))


def _address(key: str) -> str:
    page = urlsplit(str(st.context.url or ""))
    base = page.path.rsplit("/", 1)[0]
    named = st.query_params.get(DEPARTMENT)
    return f"{page.scheme}://{page.netloc}{base}/calendar/{key}.ics{f'?{DEPARTMENT}={named}' if named else ''}"


def _make(context: Context) -> None:
    def make() -> None:
        st.session_state[KEY] = make_feed(context.store, context.renew())

    run(make, "Address made")


def _stop(context: Context, feed_id: str) -> None:
    st.session_state.pop(KEY, None)
    run(lambda: stop_feed(context.store, context.renew(), feed_id), "Address stopped")
