"""The registry of inputs: every row can be read, stands in a department, and is told where it is asked for."""

from __future__ import annotations

import inspect
from dataclasses import fields
from pathlib import Path

import pytest

from commands.department import new
from commands.officers import attach
from geodata.demo.harbor_falls import build_demo
from geodata.department.department import Department
from geodata.department.intake import DepartmentFiles
from geodata.inputs.registry import FIRST, INPUTS, LATER, Given, Input

DOCUMENTED = (Path(__file__).resolve().parents[3] / "docs/data.md").read_text(encoding="utf-8")
each_input = pytest.mark.parametrize("row", INPUTS.values(), ids=list(INPUTS))


@each_input
def test_a_row_fits_its_reader(row: Input) -> None:
    taken = inspect.signature(row.reader).parameters
    assert set(row.options) <= set(taken)
    without = [
        name for name, one in taken.items() if one.default is inspect.Parameter.empty and name not in row.options
    ]
    assert without == ["path"]
    gives = inspect.get_annotations(row.reader)["return"]
    found = row.reader.__globals__[gives]
    assert {row.gives, "notes"} <= {field.name for field in fields(found)}
    assert all(ending.startswith(".") for ending in row.endings)


@each_input
def test_a_row_is_a_part_of_a_department_and_of_the_demo(row: Input) -> None:
    field = next(one for one in fields(Department) if one.name == row.role)
    assert (field.default is None) is not row.needed
    demo = build_demo()
    if row.role == "replicates":  # nobody can invent them so that they change no figure
        assert demo.replicates is None
        return
    assert getattr(demo, row.role) is not None
    assert row.role in {source.input for source in demo.provenance}
    if row.role != "language":
        assert hasattr(getattr(demo, row.role), "geometry") == row.spatial


@each_input
def test_a_row_is_told_where_it_is_asked_for(row: Input) -> None:
    assert row.title and row.what and row.use and row.help.endswith((".", "..."))
    assert f"| {row.role} |" in DOCUMENTED
    made = {option.name: option for option in new.params}
    if Given.FIRST in row.given:
        assert made[row.role].required == row.needed and made[row.role].help == row.help
        assert row.role in {field.name for field in fields(DepartmentFiles)}
        assert row.upload or row.role == "beats"
    if Given.LATER in row.given:
        assert {option.name: option.help for option in attach.params if option.name in INPUTS}[row.role] == row.help


def test_every_input_is_given_first_or_later() -> None:
    assert {*FIRST, *LATER} == set(INPUTS)
    assert [role for role in FIRST if INPUTS[role].needed] == ["beats", "tracts", "language"]
