"""Keys of the feed for the GIS desk: made, told once, and stopped."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

from geodata.gis_feed.keys import living_keys, make_key, stop_key
from geodata.records.work import Record
from pages.parts.forms.record_tools import run
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from pages.parts.shell.shown import DEPARTMENT
from planning.words.formats import short_day

MADE = "gis-key-made"
"""Session key: the key made a moment ago; nobody can show it again."""
CLIENT, ROLE = "gis-key-client", "gis-key-role"
LONGEST = 80


def show_gis_keys(context: Context, roles: Mapping[str, str]) -> None:
    """Draw the keys, how one is made, and the address that a GIS program is given.

    Parameters
    ----------
    roles : mapping of role to words
    """
    if not context.may("read", "gis_key"):
        return
    st.header("Feed for the GIS desk", anchor=False)
    keys = living_keys(context.store, context.actor)
    st.markdown(
        "ArcGIS, QGIS, and other programs can read these maps from the dashboard, always as they are now (OGC API - "
        f"Features). {'The feed is off: it opens with the first key.' if not keys else ''} Each program has a key of "
        "its own, and reads what its role may download. Every use is in the audit trail."
    )
    row = st.container(horizontal=True, vertical_alignment="bottom")
    row.text_input("Name of the program or desk", key=CLIENT, max_chars=LONGEST, width=320)
    row.selectbox(
        "Its role", list(roles)[::-1], key=ROLE, format_func=lambda role: roles[role].partition(":")[0], width=200
    )
    row.button("Make a key", key="gis-key-make", icon=":material/key:", on_click=_make, args=(context,))
    if made := st.session_state.get(MADE):
        st.code(f"{_address()}?{_department()}key={made}", language=None, wrap_lines=True)
        st.caption("Copy the address now: the key is shown once. Anyone who has it reads these maps.")
    for key in keys:
        line = st.container(horizontal=True, vertical_alignment="center")
        line.markdown(
            f"**{plain(key['client'])}**, {plain(key['role'])}, made {short_day(context.local(key.created_at))} by "
            f"{plain(key.created_by)}"
        )
        line.button("Stop it", key=f"gis-key-stop-{key.id}", on_click=_stop, args=(context, key))


def _address() -> str:
    page = urlsplit(str(st.context.url or ""))
    base = page.path.rsplit("/", 1)[0]
    return f"{page.scheme}://{page.netloc}{base}/ogc"


def _department() -> str:
    named = st.query_params.get(DEPARTMENT)
    return f"{DEPARTMENT}={named}&" if named else ""


def _make(context: Context) -> None:
    def make() -> None:
        client = str(st.session_state.get(CLIENT, ""))
        st.session_state[MADE] = make_key(context.store, context.renew(), client, st.session_state[ROLE])

    run(make, "Key made")


def _stop(context: Context, key: Record) -> None:
    st.session_state.pop(MADE, None)
    run(lambda: stop_key(context.store, context.renew(), key.id), f"The key of {key['client']} is stopped")
