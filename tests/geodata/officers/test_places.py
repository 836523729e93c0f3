"""Units and shifts as rosters write them, and who counts nowhere."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from geodata.demo.harbor_falls import build_demo
from geodata.department.department import Department
from geodata.officers.places import counts_nowhere, hours_of_shifts, unit_areas
from geodata.officers.posts import relief_sentence, requirement_of
from planning.errors import InputError
from planning.officers.cells import require_officers
from planning.officers.options import PostOptions
from planning.officers.relief import Duty


def with_roster(units: list[str | None], shifts: list[str], hours: list[str | None]) -> Department:
    demo = build_demo()
    count = len(units)
    roster = pd.DataFrame(
        {"officer_id": [str(k) for k in range(count)], "unit": units, "shift": shifts, "shift_hours": hours}
        | {"language": [None] * count, "language_as_found": [None] * count, "tier": [None] * count},
        dtype="str",
    )
    return replace(demo, roster=roster)


def test_units_are_seen_through_what_is_written_around_them() -> None:
    demo = build_demo()
    area = sorted(set(demo.area_groups(demo.coarsest_level).values()))[0]
    beat = demo.area_groups(demo.levels[0]).values().__iter__().__next__()
    units = [f"{area} Precinct", area.upper(), f" {area} ", "Traffic", None, f"Sector 99 - Beat {beat}"]
    department = with_roster([*units], ["day"] * 6, [None] * 6)
    found = unit_areas(department, demo.coarsest_level)
    assert [found.get(unit) for unit in units[:4]] == [area, area, area, None]
    assert found[f"Sector 99 - Beat {beat}"] == unit_areas(demo, demo.coarsest_level)[beat]
    assert counts_nowhere(department) == (
        "2 of 6 officers count in no area: 1 officer without a unit; 1 officer in units that are no area of the beat "
        "map (Traffic)."
    )


def test_hours_of_shifts_are_those_of_the_roster() -> None:
    department = with_roster([None] * 4, ["A Watch", "A Watch", "B Watch", "B Watch"], ["6-18", "12 h", "18-6", None])
    assert hours_of_shifts(department) == (("A Watch", 6, 18), ("B Watch", 18, 6))


@pytest.mark.parametrize("hours", [None, "12 h"])
def test_where_no_hours_are_told_the_usual_ones_are_given(hours: str | None) -> None:
    assert hours_of_shifts(with_roster([None], ["day"], [hours]))[0] == ("day", 7, 15)


@pytest.mark.parametrize(
    ("hours", "target", "duty", "each"),
    [
        ({"day": "6-18", "night": "18-6"}, None, Duty(), (2.37, 2.37)),
        ({"day": "12 h", "night": None}, None, Duty(), (2.37, 2.37)),
        ({"day": None, "night": None}, None, Duty(), (2.37, 2.37)),  # two shifts share the day
        ({"day": "7-17", "night": "21-7"}, None, Duty(), (1.97, 1.97)),
        ({"day": "10 h", "evening": "10 h", "night": "8 h"}, None, Duty(), (1.97, 1.97, 1.58)),
        ({"day": "6-18", "night": "18-6"}, 0.9, Duty(), (5.0, 5.0)),  # p = 1 / 2.37: 1 - (1 - p)^5 is 0.93
        ({"day": "7-15", "evening": "15-23", "night": "23-7"}, 0.9, Duty(), (3.0, 3.0, 3.0)),
        ({"day": "6-18", "night": "18-6"}, None, Duty(days_off=3.5), (2.24, 2.24)),
        ({"day": "6-18", "night": "18-6"}, None, Duty(leave_hours=339, shift_length=8), (1.67, 1.67)),
    ],
)
def test_a_post_takes_officers_by_the_length_of_its_shift(hours, target, duty, each) -> None:
    demo = build_demo()
    shifts = [list(hours)[k % len(hours)] for k in range(len(demo.roster))]
    roster = demo.roster.assign(shift=shifts, shift_hours=[hours[shift] for shift in shifts])
    department = replace(demo, roster=roster)
    asked = PostOptions(target=target, duty=duty)
    requirement = requirement_of(department, asked)
    posts = pd.DataFrame({"shift": list(hours), "posts": 1.0})
    assert tuple(require_officers(posts, requirement)["required"].round(2)) == each
    if target is None:
        told = relief_sentence(department, asked)
        assert all(f"{one:.2f} officers to keep one" in told for one in each)
    own = replace(department, settings=replace(department.settings, relief_factor=1.7))
    assert requirement_of(own, PostOptions()).relief_of("night") == 1.7


@pytest.mark.parametrize("wrong", [{"leave_hours": 2100}, {"days_off": 7}, {"shift_length": 0}, {"leave_hours": -1}])
def test_a_year_that_cannot_be_is_refused(wrong) -> None:
    with pytest.raises(InputError):
        Duty(**wrong)
