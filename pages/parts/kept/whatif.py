"""What a scenario would change: the department after it, and each answer beside the one before."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from geodata.department.answers import PreparedDepartment
from geodata.maps.shapes import AreaShapes, build_shapes
from geodata.whatif import outcome
from geodata.whatif.ground import beats_beside, ground_outlines
from geodata.whatif.outcome import Meetings, WhatIf
from pages.parts.kept.beside import Done, ask_beside
from planning.meetings.options import MeetingOptions
from planning.officers.options import PostOptions
from planning.whatif.scenario import Scenario

SCENARIOS_KEPT = 8
TABLES_KEPT = 32
MEETINGS = "what-if-meetings"
"""What is asked beside a page."""
Key = tuple[str, str]
"""What a scenario on a department is known by: the department's content hash, and the scenario's fingerprint."""


@st.cache_resource(max_entries=SCENARIOS_KEPT, show_spinner=False)
def asked(key: Key, _prepared: PreparedDepartment, _scenario: Scenario) -> WhatIf:
    """Return a department beside what a scenario would make of it."""
    return outcome.what_if(_prepared, _scenario)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def need_differences(key: Key, level: str, _asked: WhatIf) -> pd.DataFrame:
    """Return the people of every area and language before and after."""
    return outcome.need_differences(_asked, level)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def result_changes(key: Key, evidence_mark: str, today: date, _evidence: pd.DataFrame, _asked: WhatIf) -> pd.DataFrame:
    """Return the results of the rule that would be others."""
    return outcome.result_changes(_asked, _evidence, today)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def officers_after(key: Key, options: PostOptions, _asked: WhatIf) -> pd.DataFrame:
    """Return slots with who would be there and short, from what is published of the roster."""
    return outcome.officers_after(_asked, options)


@st.cache_resource(max_entries=SCENARIOS_KEPT, show_spinner=False)
def meeting_differences(
    key: Key, marks: tuple[str, str], options: MeetingOptions, _before: PreparedDepartment, _after: PreparedDepartment
) -> Meetings:
    """Return the best plans of meetings before and after; ``marks``: what both departments are known by."""
    return outcome.meeting_differences(_before, _after, options)


def meetings_now(
    key: Key, options: MeetingOptions, before: PreparedDepartment, after: PreparedDepartment
) -> Done[Meetings] | None:
    """Return the best plans where they are known, and have them sought beside the page."""
    marks = (before.department.content_hash, after.department.content_hash)
    asked_for = (key, marks, options)
    return ask_beside(MEETINGS, asked_for, lambda: meeting_differences(*asked_for, before, after))


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def ground_shapes(
    content_hash: str, beat: str, unit: str, _prepared: PreparedDepartment
) -> tuple[AreaShapes, dict[str, float], tuple[str, ...]]:
    """Return the outlines of the ground in a beat and of the beats around it, people by ground, and those beats."""
    ground = ground_outlines(_prepared, beat, unit)
    around = beats_beside(_prepared, beat)
    both = pd.concat([around.assign(area_id=BESIDE + around["area_id"]), ground[["area_id", "geometry"]]])
    people = dict(zip(ground["area_id"], ground["people"], strict=True))
    shapes = build_shapes(both.reset_index(drop=True), _prepared.department.settings.crs)
    return shapes, people, tuple(around["area_id"])


BESIDE = "beat "
"""Before the id of a beat on a map of ground: a GEOID is digits."""
