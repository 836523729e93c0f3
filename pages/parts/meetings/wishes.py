"""Locks and vetoes of the plan on screen: who must be used, who must not, and why."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geodata.meetings.venue_records import VenueRecords, set_veto
from pages.parts.forms.record_tools import run
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from planning.errors import InputError

LOCKS, VETOES = "meeting-locks", "meeting-vetoes"


def wishes(context: Context, key: str) -> dict[str, str]:
    """Return locks or vetoes of this session (venue id to reason) that this department's venues know."""
    known = venue_names(context)
    kept: dict[str, str] = st.session_state.setdefault(key, {})
    return {venue: reason for venue, reason in kept.items() if venue in known}


def all_vetoes(context: Context, records: VenueRecords) -> dict[str, str]:
    """Return every veto with its reason: those on record, which hold for all plans, and those of this session."""
    return records.vetoes(context.department) | wishes(context, VETOES)


def venue_names(context: Context) -> dict[str, str]:
    """Return what the venues are called, by id."""
    return {venue: str(row["name"]) for venue, row in context.venue_rows.items()}


def set_wish(key: str, venue: str, reason: str = "") -> None:
    """Lock or veto a venue, which takes back the other. For callbacks."""
    other = VETOES if key == LOCKS else LOCKS
    st.session_state.setdefault(other, {}).pop(venue, None)
    st.session_state.setdefault(key, {})[venue] = reason


def drop_wish(key: str, venue: str) -> None:
    """Take a lock or veto back. For callbacks."""
    st.session_state.setdefault(key, {}).pop(venue, None)


def toggle_lock(context: Context, venue: str) -> None:
    """Lock a venue, or let it go. For callbacks, such as a click on the map."""
    if venue not in venue_names(context):
        return
    if venue in wishes(context, LOCKS):
        drop_wish(LOCKS, venue)
    else:
        set_wish(LOCKS, venue)


def show_wishes(context: Context, records: VenueRecords) -> None:
    """Draw what is locked and vetoed, with the reason, and the way back."""
    names, ruled_out = venue_names(context), records.vetoes(context.department)
    for venue in wishes(context, LOCKS):
        if venue in ruled_out:
            st.warning(
                f"{plain(names[venue])} is locked in for this plan, but it is skipped in all "
                f"plans{_why(ruled_out[venue])}. Undo one of them.",
                icon=":material/block:",
            )
    for key, word in ((LOCKS, "Locked"), (VETOES, "Skipped")):
        for venue, reason in wishes(context, key).items():
            row = st.container(horizontal=True, vertical_alignment="center")
            row.markdown(f"{word} · {plain(names[venue])}{_why(reason)}")
            row.button("Undo", key=f"undo-{key}-{venue}", on_click=drop_wish, args=(key, venue))
    for venue, reason in ruled_out.items():
        row = st.container(horizontal=True, vertical_alignment="center")
        row.markdown(f"Skipped in all plans · {plain(names[venue])}{_why(reason)}")
        if context.may("write", "venue"):
            row.button("Take back", key=f"undo-record-{venue}", on_click=_take_back, args=(context, venue))


def show_pick_buttons(context: Context, venue: str) -> DeltaGenerator:
    """Draw lock and veto of one meeting; return their row, for more buttons."""
    row = st.container(horizontal=True)
    if venue in wishes(context, LOCKS):
        row.button(
            "Unlock", icon=":material/lock_open:", key=f"unlock-{venue}", on_click=drop_wish, args=(LOCKS, venue)
        )
        return row
    row.button(
        "Lock in",
        icon=":material/lock:",
        key=f"lock-{venue}",
        on_click=set_wish,
        args=(LOCKS, venue, ""),
        help="Keep this place, whatever else changes. A click on it in the map does the same.",
    )
    # What is asked is made once somebody opens it: one form a meeting held every change of the plan up.
    skip = row.popover("Skip", icon=":material/block:", key=f"veto-open-{venue}", on_change="rerun")
    if skip.open:
        with skip, st.form(f"veto-{venue}", border=False):
            st.text_input(
                "Why not here?", key=f"veto-reason-{venue}", placeholder="closed for repairs, host said no, …"
            )
            if context.may("write", "venue"):
                st.checkbox("Skip in all plans", key=f"veto-kept-{venue}")
            st.form_submit_button("Skip this venue", on_click=_veto, args=(context, venue))
    return row


def _why(reason: str) -> str:
    return f": {plain(reason)}" if reason else ""


def _veto(context: Context, venue: str) -> None:
    reason = str(st.session_state.get(f"veto-reason-{venue}", "")).strip()
    if not reason:
        run(_refuse_without_reason, "")
        return
    if st.session_state.get(f"veto-kept-{venue}"):
        name = venue_names(context)[venue]
        if run(lambda: set_veto(context.store, context.renew(), venue, reason, name), "Venue skipped in all plans"):
            drop_wish(LOCKS, venue)
        return
    set_wish(VETOES, venue, reason)


def _refuse_without_reason() -> None:
    raise InputError("a place is not left out without a reason", fix="say why not here, for the next planner")


def _take_back(context: Context, venue: str) -> None:
    run(lambda: set_veto(context.store, context.renew(), venue, ""), "Venue allowed again")
