"""Which department one visitor looks at: their session's own choice, in its address; else what the server shows first.

Nobody's choice changes what another visitor, or another server, shows.
"""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from geodata.departments import first_department, known_department, pinned_department, require_choice
from geodata.records.engine import URL_VARIABLE

DEPARTMENT = "department"
"""Of the address: the name of a department's folder, or ``demo``."""
_SEEN = "department-seen"


def is_bound() -> bool:
    """Return whether this server has one department only: it was started for it, or its database holds its records."""
    return bool(pinned_department() or os.environ.get(URL_VARIABLE))


def shown_department() -> str:
    """Return the department of this session: a folder, or the word ``demo``.

    A link may say which; a name that is no department of this server is passed over. Until then, and once a session
    has begun, it stays with the department it began with, whatever the server shows first meanwhile.
    """
    first = first_department()
    if is_bound():
        return first
    asked = st.query_params.get(DEPARTMENT)
    where = known_department(asked) if asked else None
    where = where or known_department(str(st.session_state.get(_SEEN, ""))) or first
    st.session_state[_SEEN] = Path(where).name
    return where


def named_in_address() -> str | None:
    """Return what the address says of the department: its name, and nothing where the server shows it first."""
    where = shown_department()
    return None if is_bound() or where == first_department() else Path(where).name


def show_department(name: str) -> None:
    """Have this session, and no other, look at a department of this server, or the demo.

    Raises
    ------
    InputError
        If the server has one department only, or there is no such department.
    """
    require_choice(name)
    st.session_state[_SEEN] = name
    st.query_params[DEPARTMENT] = name
