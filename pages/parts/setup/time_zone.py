"""The time a department keeps: asked while it is set up, and changed afterwards."""

from __future__ import annotations

import streamlit as st

from geodata.department.local_time import set_time_zone
from geodata.department.time_zones import UNKNOWN, ZONES, zone_title
from pages.parts.forms.record_tools import run, show_problem
from pages.parts.shell.context import Context

CHOSEN = "setup-time-zone"


def time_zone_box(now: str, proposed: str, key: str) -> str:
    """Draw the question which time a department keeps; return the zone, or nothing for that of its counties.

    Parameters
    ----------
    now : str
        What is chosen; empty: that of its counties.
    proposed : str
        What most of its counties keep, as far as they are known.
    """
    zones = ("", *dict.fromkeys([*ZONES, *([now] if now else [])]))
    by_counties = "By its counties" + ("" if proposed == UNKNOWN else f": {zone_title(proposed)}")
    return st.selectbox(
        "Time zone",
        zones,
        index=zones.index(now),
        key=key,
        format_func=lambda zone: zone_title(zone) if zone else by_counties,
        help="Which day it is, what is overdue, and the times in calendars follow from it.",
    )


def show_time_zone(context: Context) -> None:
    """Draw the time zone of the department that is open, for whoever may change what everybody sees."""
    department = context.department
    if department.folder is None or not context.may("write", "live_department"):
        return
    st.header("Time zone", anchor=False)
    show_problem()
    now = department.settings.time_zone
    chosen = time_zone_box(now, department.usual_zone, f"{CHOSEN}-{department.version}")
    if chosen != now:
        st.button(
            "Use this time zone", key="setup-use-time-zone", type="primary", on_click=_set, args=(context, chosen)
        )


def _set(context: Context, zone: str) -> None:
    run(
        lambda: set_time_zone(context.department, zone, context.writer(context.renew())),
        f"Days and times go by {zone_title(zone)}" if zone else "Days and times go by the time its counties keep",
    )
