"""Counts of requests: rows of no area, hours as people write them; a wrong row never refuses the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.inputs.area_names import areas_by_name
from geodata.inputs.requests import read_demand_counts
from planning.errors import InputError

LEVELS = [areas_by_name(["101", "102"]), areas_by_name(["Central"])]


def test_rows_of_no_area_are_left_out_by_name_and_the_level_is_that_of_most(tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    path.write_text("Beat,Hour,Calls\nBeat 101,0,4\n0102,11 PM,3\n101,12 am,1\nCentral,13:00,9\n9,3,2\n101,12:00,1\n")
    found = read_demand_counts(path, levels=LEVELS)
    assert found.counts.to_numpy().tolist() == [["101", 0, 4], ["102", 23, 3], ["101", 0, 1], ["101", 12, 1]]
    assert {one.why: one.which for one in found.account.left_out} == {"no area of the beat map": ("5", "6")}
    assert found.account.rows_read == 6 == found.account.rows_used + 2


def test_a_file_of_other_areas_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    path.write_text("Beat,Hour,Calls\n7,0,4\n101,3,2\n")
    with pytest.raises(InputError, match="on no level of the beat map"):
        read_demand_counts(path, levels=LEVELS)
