from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from geodata.demo.harbor_falls import build_demo
from geodata.department import answers
from geodata.department.answers import prepare
from geodata.meetings.inputs import demand_of, meeting_inputs
from geodata.officers.places import DEFAULT_SHIFTS, shifts_of, unit_areas
from planning.errors import InputError
from planning.meetings.options import MeetingOptions
from tests.four_square import four_square_department


@pytest.fixture(scope="module")
def demo():
    return prepare(build_demo())


def test_a_unit_may_be_named_for_any_area_inside_one():
    department = four_square_department()
    assert unit_areas(department, "beat") == {"east": "east", "west": "west"}
    assert unit_areas(department, "SIDE") == {"east": "e", "west": "w", "e": "e", "w": "w"}
    whole = unit_areas(department, "department")
    assert set(whole) == {"east", "west", "e", "w", "department"}
    assert set(whole.values()) == {"department"}


def test_shifts_stand_in_the_order_of_the_day(demo):
    assert shifts_of(demo.department) == ("day", "evening", "night")
    assert shifts_of(four_square_department()) == DEFAULT_SHIFTS
    roster = pd.DataFrame({"shift": ["night", "relief", "day"]})
    assert shifts_of(four_square_department(roster=roster)) == ("day", "night", "relief")


def test_coarser_levels_add_up_to_the_finer_ones(demo):
    beats = answers.need(demo, "beat").groupby("language")["lep"].sum()
    districts = answers.need(demo, "DISTRICT").groupby("language")["lep"].sum()
    pd.testing.assert_series_equal(beats, districts, rtol=1e-9)


def test_a_department_without_points_can_still_plan():
    department = four_square_department(population=None)
    found = demand_of(prepare(department), MeetingOptions(languages=("korean",)))
    assert found.persons.sum() == 600.0


def test_a_plan_for_nobody_is_no_plan():
    demo = build_demo()
    empty = dataclasses.replace(demo.language, lep=demo.language.lep * 0.0)
    with pytest.raises(InputError, match="there is no one to reach"):
        meeting_inputs(prepare(dataclasses.replace(demo, language=empty)), MeetingOptions())
