"""Step 5: where people live, so that tracts cut by a beat are shared out by people and not by land."""

from __future__ import annotations

import streamlit as st

from geodata.setup.inputs import OWN_POPULATION, POPULATION, has_points, points_work, wanted_piece
from pages.parts.setup.flow import Flow, show_understood, show_way_on, show_work
from pages.parts.setup.own_files import take_input
from planning.words.formats import whole_number

WAYS = {
    "blocks": "Fetch the 2020 census blocks (best, no key needed)",
    "file": "I have a file of points: lon, lat, pop",
    "none": "None: split tracts by land area (less accurate)",
}


def draw(flow: Flow) -> None:
    """Draw the step."""
    way = st.radio(
        "How should it be known where people live inside a tract?",
        tuple(WAYS),
        index=tuple(WAYS).index(flow.entries.points),
        format_func=WAYS.__getitem__,
        key=flow.key("points"),
    )
    flow.keep(points=way)
    if way == "blocks":
        label = "Fetch again" if has_points(flow.draft) else "Fetch the blocks"
        st.button(
            label,
            key=flow.key("fetch-points"),
            icon=":material/download:",
            on_click=_start,
            args=(flow,),
            type="secondary" if has_points(flow.draft) else "primary",
            disabled=not flow.entries.counties,
            help="TIGER/Line publishes them by state: 10 to 500 MB, fetched once and then saved.",
        )
        if not flow.entries.counties:
            st.caption("Which counties is told in the step before.")
    elif way == "file":
        take_input(flow, OWN_POPULATION)
    running = show_work(flow)
    there = has_points(flow.draft)
    found = wanted_piece(flow.draft, POPULATION) if there and not running else None
    if found is not None:
        facts = [
            ("Points", whole_number(len(found.frame))),
            ("People", whole_number(found.frame["pop"].sum())),
            ("From", found.provenance.title if found.provenance else ""),
        ]
        show_understood("What was understood", facts, found.notes, found.account)
    show_way_on(flow, ready=there and not running, why_not="" if running else "Get the points, or choose none.")


def _start(flow: Flow) -> None:
    flow.try_to_start("the census blocks", lambda: points_work(flow.draft, flow.sources))
