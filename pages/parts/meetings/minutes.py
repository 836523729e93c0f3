"""Reach in minutes: a file of travel that somebody gives, or what an opened plan keeps of one."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import streamlit as st

from geodata.meetings.kept_ways import KeptWays
from geodata.meetings.travel import TravelFile, read_kept_travel, read_travel_file, travel_digest
from geodata.records import plans
from geodata.records.work import Record
from pages.parts.forms.record_tools import PROBLEM
from pages.parts.shell.context import TRAVEL, Context
from pages.parts.shell.messages import plain
from planning.errors import PlanningError
from planning.meetings.options import MeetingOptions

ENDINGS = (".osm.pbf", ".pbf", ".graphml", ".csv", ".xlsx")
"""Of a file of travel; no other part of its name goes into a path."""
GIVEN, MINUTES, REFUSED = "meetings-travel", "meetings-minutes", "meetings-travel-refused"
USUAL_MINUTES, MOST_MINUTES = 15, 180
LONGEST_NAME = 80


def goes_by_minutes() -> bool:
    """Return whether a file of travel is given, or held from before. Before the controls are drawn."""
    given = st.session_state.get(GIVEN) is not None and REFUSED not in st.session_state
    return given or TRAVEL in st.session_state


def hold_travel(context: Context) -> bool:
    """Draw the way to give a file of travel, and return whether there is one that can be used."""
    given = st.file_uploader(
        "Reach in minutes: a table of times, or streets",
        ["csv", "xlsx", "graphml", "pbf"],
        key=GIVEN,
        on_change=_given_or_taken_away,
        help=(
            "CSV or Excel with origin (GEOID), venue_id, minutes. Or an OpenStreetMap extract (.osm.pbf) or GraphML."
        ),
    )
    held: TravelFile | None = st.session_state.get(TRAVEL)
    if given is not None:
        held = _read(context, given, held)
    if held is not None and given is None:
        # Opened with a plan, or given before another page was looked at, which empties the field above.
        kept = isinstance(held.content, KeptWays)
        st.caption(f"{'As kept with the plan, from' if kept else 'From'} {plain(held.label)}.")
        st.button("Use distance instead", key="meetings-metres", on_click=_by_metres)
    return held is not None


def _given_or_taken_away() -> None:
    st.session_state.pop(REFUSED, None)
    if st.session_state.get(GIVEN) is None:
        _by_metres()


def _read(context: Context, given: Any, held: TravelFile | None) -> TravelFile | None:
    """Return the file as it is read, once; one that cannot be read is told of and is none."""
    content = given.getvalue()
    digest = travel_digest(content)
    if held is not None and not isinstance(held.content, KeptWays) and held.digest == digest:
        return held
    known, sentence = st.session_state.get(REFUSED, ("", ""))
    if known == digest:
        st.session_state[PROBLEM] = sentence
        return None
    ending = next((each for each in ENDINGS if given.name.lower().endswith(each)), ".none")
    own_name, name = f"travel{ending}", given.name[:LONGEST_NAME]
    try:
        with tempfile.TemporaryDirectory() as folder, st.spinner("Reading how one gets there"):
            path = Path(folder) / own_name
            path.write_bytes(content)
            held = read_travel_file(path, context.department, name)
    except PlanningError as error:
        st.session_state.pop(TRAVEL, None)
        sentence = f"{str(error).replace(own_name, name)} The plan below uses distance."
        st.session_state[REFUSED], st.session_state[PROBLEM] = (digest, sentence), sentence
        return None
    st.session_state[TRAVEL] = held
    return held


def _by_metres() -> None:
    st.session_state.pop(TRAVEL, None)


def take_kept_travel(plan: Record, options: MeetingOptions) -> None:
    """Hold what a plan keeps of its file of travel. Before the controls are drawn."""
    kept = read_kept_travel(plan["inputs"].get(plans.TRAVEL)) if options.reach_minutes is not None else None
    if kept is None:
        st.session_state.pop(TRAVEL, None)
        return
    st.session_state[TRAVEL] = kept
    st.session_state[MINUTES] = int(options.reach_minutes or USUAL_MINUTES)


def travel_sentence(plan: Record, options: MeetingOptions) -> str:
    """Return what is to be said of the file of travel of an opened plan; empty where all is as it was kept."""
    made_with = plan["inputs"].get(plans.TRAVEL)
    asked = plans.plan_options(plan).reach_minutes
    if asked is None:
        return ""
    named = made_with if isinstance(made_with, dict) else {}
    name = f"its file {plain(str(named['name']))}" if "name" in named else "its file of travel"
    mark = f" (SHA-256 {plain(str(named['sha256'])[:12])})" if "sha256" in named else ""
    if options.reach_minutes is None:
        return (
            f"It counts {asked:g} minutes of travel by {name}{mark}, which is not here. Add it again under "
            "More options, or see the plan by distance below."
        )
    held: TravelFile | None = st.session_state.get(TRAVEL)
    if held is not None and "sha256" in named and held.digest != named["sha256"]:
        return f"It was made with {name}{mark}. Below, the distances are those of {plain(held.label)}."
    return ""
