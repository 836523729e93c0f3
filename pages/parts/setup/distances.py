"""What distances are shown and asked in: changed for the department that is open."""

from __future__ import annotations

import streamlit as st

from geodata.department.distances import set_distances
from pages.parts.forms.record_tools import run
from pages.parts.shell.context import Context
from planning.words.lengths import METERS_IN

CHOSEN = "setup-distances"


def show_distances(context: Context) -> None:
    """Draw the unit of distances, for whoever may change what everybody sees."""
    department = context.department
    if department.folder is None or not context.may("write", "live_department"):
        return
    now = department.settings.distances
    chosen = st.selectbox(
        "Distances in",
        list(METERS_IN),
        index=list(METERS_IN).index(now),
        format_func=str.capitalize,
        key=f"{CHOSEN}-{department.version}",
        help="For everyone who uses this department. Files hold meters.",
    )
    if chosen != now:
        st.button(f"Use {chosen}", key="setup-use-distances", type="primary", on_click=_set, args=(context, chosen))


def _set(context: Context, unit: str) -> None:
    run(
        lambda: set_distances(context.department, unit, context.writer(context.renew())),
        f"Distances are shown in {unit}",
    )
