"""What a session has open belongs to one department, and to the version of it that was on the screen."""

from __future__ import annotations

import streamlit as st

from geodata.records.seen import Seen
from pages.parts.shell.messages import leave_flash

_SHOWN, _SEEN = "department-shown", "department-on-screen"
FORMS = ("form-", "conflict-")
"""How the session keys of what is typed into forms begin."""


def hold_to(where: str) -> None:
    """Close what was open for another department: it is saved there or not at all.

    The run is begun again, so that a button pressed on the other department's screen does nothing in this one.
    """
    before = st.session_state.get(_SHOWN)
    st.session_state[_SHOWN] = where
    if before in (None, where):
        return
    st.session_state.pop(_SEEN, None)
    open_forms = [key for key in st.session_state if str(key).startswith(FORMS)]
    for key in open_forms:
        del st.session_state[key]
    if open_forms:
        leave_flash("Another department is open now. Your form was for the previous one. It was closed and not saved.")
    st.rerun()


def seen_before(now: Seen) -> Seen:
    """Return what was on this person's screen, and note what is there from now on."""
    seen: Seen = st.session_state.get(_SEEN, now)
    st.session_state[_SEEN] = now
    return seen


def on_screen() -> Seen:
    """Return which department and version is on this person's screen; for callbacks, what they pressed a button on."""
    seen: Seen = st.session_state.get(_SEEN, Seen(None))
    return seen
