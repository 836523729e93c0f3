"""The guided path: the step one is at, drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

import streamlit as st

from geodata.departments import departments_folder
from geodata.fetch.sources import Sources
from geodata.setup.draft import open_draft
from pages.parts.setup import beat_map, census, columns, extras, opening, place, points, report
from pages.parts.setup.flow import DRAFT, STEPS, Flow, show_where
from pages.parts.shell.context import Context

DRAWN: Mapping[str, Callable[[Flow], None]] = MappingProxyType(
    {
        "place": place.draw,
        "map": beat_map.draw,
        "columns": columns.draw,
        "census": census.draw,
        "points": points.draw,
        "extras": extras.draw,
        "report": report.draw,
        "open": opening.draw,
    }
)
"""How each of ``STEPS`` is drawn."""


def current_flow(context: Context) -> Flow | None:
    """Return the draft this person is at, or None if they are at none."""
    draft_id = st.session_state.get(DRAFT)
    if not draft_id or not context.may("write", "department"):  # a link may name one
        return None
    draft = open_draft(departments_folder(), draft_id, context.actor)
    if draft is None:
        st.session_state.pop(DRAFT, None)
        return None
    flow = Flow(context, departments_folder(), draft, replace(Sources.from_environment(), zone=draft.zone))
    if flow.entries.step not in {step.id for step in STEPS}:
        flow.keep(step=STEPS[0].id)
    return flow


def show_path(flow: Flow) -> None:
    """Draw the step."""
    show_where(flow)
    DRAWN[flow.entries.step](flow)
