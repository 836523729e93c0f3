"""Facts of a place, each by itself; two plans side by side."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import numpy as np
import pytest

from planning.meetings.compare import compare_plans
from planning.meetings.options import MeetingOptions
from planning.meetings.solve import solve_meetings
from planning.meetings.suitability import AGAINST, FOR, PLAIN, SAID, UNKNOWN, Fact, Turnout, venue_facts


def test_what_is_not_known_is_neither_yes_nor_no():
    facts = {fact.name: fact for fact in venue_facts({})}
    assert {fact.speaks for fact in facts.values()} == {UNKNOWN}
    assert set(facts) == {
        "Neutral ground",
        "Step-free",
        "Child care",
        "Host",
        "Transit",
        "Hours",
        "Capacity",
        "Past attendance",
    }


def test_each_fact_speaks_for_itself_and_there_is_no_score():
    facts = venue_facts(
        {
            "police_building": True,
            "step_free": True,
            "child_care": False,
            "host_partner": "Grace Church",
            "transit": "line 4",
            "hours": "until 21:00",
            "capacity": 120.0,
            "veto": "the host said no",
        },
        [Turnout(date(2026, 3, 1), 40), Turnout(date(2026, 5, 2), 1200)],
        ["people were filmed at the door"],
    )
    assert [(fact.name, fact.speaks) for fact in facts] == [
        ("Neutral ground", AGAINST),
        ("Step-free", FOR),
        ("Child care", AGAINST),
        ("Host", FOR),
        ("Transit", FOR),
        ("Hours", PLAIN),
        ("Capacity", PLAIN),
        ("Past attendance", PLAIN),
        ("Partner’s note", SAID),
        ("Skip", AGAINST),
    ]
    assert facts[7].words == "1,200 on May 2, 2026 and 40 on March 1, 2026"
    assert {field.name for field in fields(Fact)} == {"name", "words", "speaks"}


def test_two_plans_differ_by_places_and_people(build_town):
    town = build_town(seed=3, points=60, venues=6, languages=2)
    demand, sites = town.demand(), town.sites()
    two = solve_meetings(demand, sites, MeetingOptions(meetings=2, radius_m=1500.0, languages_per_meeting=2))
    three = solve_meetings(demand, sites, MeetingOptions(meetings=3, radius_m=1500.0, languages_per_meeting=2))
    found = compare_plans(three, two)
    assert found.persons == pytest.approx(three.objective_value - two.objective_value)
    assert set(found.only_here) | set(found.both) == {site.name for site in three.sites}
    spanish = solve_meetings(
        town.demand(languages=["spanish"]), sites, MeetingOptions(meetings=2, radius_m=1500.0, languages_per_meeting=1)
    )
    rows = compare_plans(three, spanish).by_language.set_index("language")
    assert np.isnan(rows.loc["korean", "there"]) and np.isnan(rows.loc["korean", "more_here"])
