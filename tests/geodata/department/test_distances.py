"""Distances are asked and shown in miles or kilometers; what is computed with and written to files is meters."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import commands.meetings  # noqa: F401  # registers the command
from commands.shared import cli
from geodata.department.department import load_department, save_department
from planning.errors import InputError
from planning.words.formats import distance
from planning.words.lengths import METERS_IN, from_meters, in_meters, read_length
from tests.four_square import four_square_department


def test_a_department_chooses_its_unit_and_no_figure_depends_on_it(tmp_path: Path) -> None:
    made = save_department(four_square_department(), tmp_path / "four")
    said = CliRunner().invoke(cli, ["settings", str(made.folder), "--distances", "kilometers"])
    assert said.exit_code == 0 and "distances: kilometers" in said.output
    changed = load_department(tmp_path / "four")
    assert changed.settings.is_metric and not made.settings.is_metric
    assert changed.content_hash == made.content_hash
    assert distance(changed.settings.radius_m, metric=changed.settings.is_metric) == "2 km"


@given(st.integers(1, 20_000), st.sampled_from(sorted(METERS_IN)))
def test_meters_survive_their_way_through_a_unit_and_an_address(meters: int, unit: str) -> None:
    assert in_meters(from_meters(meters, unit), unit) == meters
    assert in_meters(round(from_meters(meters, unit), 6), unit) == meters


@pytest.mark.parametrize("text", ["", "far", "-5", "2 leagues", "1,5 km", "1e3", "nan"])
def test_what_is_no_distance_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="not a distance"):
        read_length(text)
