"""The choice every page shares (level, area, language), kept in the session and in the address.

Whatever comes from the address is text anybody may have written into a link: it is used only if it is one of
the values known to this department. No name of a person is ever put there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from pages.parts.shell.address import is_new

LEVEL, AREA, LANGUAGE = "level", "area", "language"
_PREFIX = "choice-"


def widget_key(name: str) -> str:
    """Return the session key of a choice; a control with this key changes the choice."""
    return _PREFIX + name


def read_choice(name: str, known: Sequence[str], default: str | None) -> str | None:
    """Return the choice: from the address where it is new, else from this session; never an unknown value."""
    key = widget_key(name)
    chosen = st.query_params.get(name) if is_new(name) else st.session_state.get(key)
    if chosen not in known:
        chosen = default
    st.session_state[key] = chosen
    return chosen


def hold(names: Iterable[str]) -> None:
    """Keep what was put into controls that are not drawn now: Streamlit forgets a control that a run does not draw.

    Before the page is drawn, on every run. Only for controls that take a value from the session: buttons, tables and
    uploads do not.

    Parameters
    ----------
    names : iterable of str
        Keys of controls; a ``*`` at the end stands for any ending.
    """
    whole = set(names)
    begun = tuple(name[:-1] for name in whole if name.endswith("*"))
    for key in list(st.session_state):
        if key in whole or str(key).startswith(begun):
            st.session_state[key] = st.session_state[key]


def toggle_area(area_id: str, known: Sequence[str]) -> None:
    """Choose an area, or clear the choice if it was this one. For callbacks, before the page is drawn."""
    if area_id not in known:
        return
    key = widget_key(AREA)
    st.session_state[key] = None if st.session_state.get(key) == area_id else area_id


def choose_area(area_id: str | None) -> None:
    """Choose an area known to be there, or none. For callbacks."""
    st.session_state[widget_key(AREA)] = area_id
