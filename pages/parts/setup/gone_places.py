"""Records of venues and areas that are gone, after a list or a beat map came anew: which places are they now?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from geodata.records.outlived import move_records, outlived_places
from geodata.records.places import Place, places
from pages.parts.forms.record_tools import run
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from planning.lists import counted, some
from planning.records.roles import may

LEAVE = ""


def show_gone_places(context: Context) -> None:
    """Draw what is on record of each place that is gone, and a choice of what it is now; nothing where none is."""
    left = outlived_places(context.store, context.actor, context.department)
    if not left or not may(context.actor, "write", "department"):
        return
    st.header("Places on record that are gone", anchor=False)
    st.markdown(
        f"Records speak of {counted(len(left), 'place')} that this department does not have. Say which place each is "
        "now, and its records go along."
    )
    with st.form("gone-places", border=False):
        chosen: dict[Place, str] = {}
        for one in left:
            there = places(context.department, one.kind)
            options = (LEAVE, *sorted(there, key=lambda place: there[place].casefold()))
            title = f"The {one.kind} {one.name}" + (f" ({one.id})" if one.name != one.id else "")
            near = f" · called most alike: {there[one.suggested]}" if one.suggested else ""
            st.markdown(f"**{plain(title)}** · {plain(some(one.known) + near)}")
            chosen[one.kind, one.id] = st.selectbox(
                plain(f"What {title[0].lower()}{title[1:]} is now"),
                options,
                format_func=partial(_in_words, there),
                key=f"gone-{one.kind}-{one.id}",
                label_visibility="collapsed",
            )
        sent = st.form_submit_button("Move the records", type="primary")
    moved = {place: now for place, now in chosen.items() if now != LEAVE}
    if sent and moved:
        said = f"{counted(len(moved), 'place')} settled"
        if run(lambda: move_records(context.store, context.renew(), context.department, moved), said):
            st.rerun()


def _in_words(there: Mapping[str, str], place: str) -> str:
    return there.get(place, "leave its records as they are")
