"""Who may open which page. Denied unless allowed.

There is no sign-in yet, so there is one role: the person at this machine, who may see everything. It is given
only while the server answers this machine alone; a server open to the network shows nothing.
"""

from __future__ import annotations

import streamlit as st

from pages.parts.page import Page
from planning.errors import AccessError

LOCAL_ROLE = "local"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def current_role() -> str:
    """Return the role of whoever is looking.

    Raises
    ------
    AccessError
        If the server can be reached from other machines: there is no sign-in to tell people apart.
    """
    address = st.get_option("server.address")
    if address not in LOOPBACK:
        raise AccessError(
            "this dashboard can be reached from other machines and has no sign-in",
            fix="start it with --server.address 127.0.0.1",
        )
    return LOCAL_ROLE


def require_role(page: Page, role: str) -> None:
    """Return nothing if ``role`` may open the page.

    Raises
    ------
    AccessError
        If it may not.
    """
    if role != LOCAL_ROLE and role not in page.roles:
        raise AccessError(f"the page {page.title!r} is not open to your role", value=role, fix="ask your administrator")
