"""Units and shifts as rosters write them, and who counts nowhere."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from geodata.demo.harbor_falls import build_demo
from geodata.department.department import Department
from geodata.officers.places import counts_nowhere, hours_of_shifts, unit_areas


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
