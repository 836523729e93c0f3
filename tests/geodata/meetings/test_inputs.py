"""Past meetings and districts of venues, from the demo and its records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from geodata.demo.harbor_falls import build_demo
from geodata.department import answers
from geodata.meetings.answers import meeting_plan
from geodata.meetings.inputs import meeting_inputs, past_meetings, projected_venues
from planning.errors import UnknownNameError
from planning.meetings.options import MeetingOptions
from planning.meetings.solve import solve_meetings

TODAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def prepared():
    return answers.prepare(build_demo())


def event(**values):
    usual = {
        "state": "held",
        "date": date(2026, 5, 1),
        "venue_id": "V05",
        "languages": ["spanish", "korean"],
        "interpreters_used": [],
    }
    return usual | values


def test_only_meetings_held_lately_at_a_known_venue_count(prepared):
    events = pd.DataFrame(
        [
            event(),
            event(interpreters_used=["korean"], venue_id="V06"),
            event(state="planned"),
            event(date=date(2025, 6, 29)),
            event(date=None),
            event(venue_id="gone"),
        ]
    )
    found = past_meetings(events, prepared.department, TODAY, months=12)
    assert sorted(meeting.languages for meeting in found) == [("korean",), ("korean", "spanish")]
    assert len(past_meetings(events, prepared.department, TODAY, months=13)) == 3


def test_people_already_met_move_the_plan(prepared):
    free = MeetingOptions(meetings=1, met_discount=1.0)
    first = meeting_plan(meeting_inputs(prepared, free)).sites[0]
    events = pd.DataFrame([event(venue_id=first.site_id, languages=list(free.languages))])
    past = past_meetings(events, prepared.department, TODAY, 12)
    assert meeting_plan(meeting_inputs(prepared, free, past)).sites[0].site_id != first.site_id
    kept = replace(free, met_discount=0.0)
    assert meeting_plan(meeting_inputs(prepared, kept, past)).sites[0].site_id == first.site_id


def test_every_district_with_a_venue_gets_its_meeting(prepared):
    venues = projected_venues(prepared.department, "DISTRICT")
    districts = set(venues["DISTRICT"].dropna())
    options = MeetingOptions(meetings=len(districts), each_district="DISTRICT", time_limit=5)
    inputs = meeting_inputs(prepared, options)
    plan = solve_meetings(inputs.demand, inputs.sites, options)
    where = venues.set_index("venue_id")["DISTRICT"]
    allowed = set(inputs.sites.candidates["DISTRICT"].dropna())
    assert {where[site.site_id] for site in plan.sites} == allowed
    with pytest.raises(UnknownNameError, match="did you mean 'DISTRICT'"):
        projected_venues(prepared.department, "DISTRIC")
