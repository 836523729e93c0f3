"""Ways kept with a plan: the same plan from them as from the file, and a sentence where they do not reach."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array

from geodata.demo.harbor_falls import build_demo
from geodata.department import answers
from geodata.department.answers import PreparedDepartment
from geodata.meetings.inputs import MeetingInputs, meeting_inputs
from geodata.meetings.kept_ways import MOST_TEXT, KeptWays, read_ways
from geodata.meetings.travel import TravelFile, kept_travel, read_kept_travel
from planning.errors import InputError
from planning.meetings.options import MeetingOptions
from planning.meetings.solve import solve_meetings
from planning.meetings.streets import StreetNetwork

REACH = MeetingOptions(meetings=3, reach_minutes=12.0)


@pytest.fixture(scope="module")
def prepared() -> PreparedDepartment:
    return answers.prepare(build_demo())


@pytest.fixture(scope="module")
def file(prepared: PreparedDepartment) -> TravelFile:
    """Streets as a grid over the demo, 200 m apart."""
    west, south, east, north = prepared.department.beats.to_crs(prepared.department.settings.crs).total_bounds
    x, y = np.meshgrid(np.arange(west, east, 200.0), np.arange(south, north, 200.0))
    number = np.arange(x.size).reshape(x.shape)
    along = np.column_stack([number[:, :-1].ravel(), number[:, 1:].ravel()])
    across = np.column_stack([number[:-1].ravel(), number[1:].ravel()])
    edges = np.concatenate([along, across])
    network = StreetNetwork(np.column_stack([x.ravel(), y.ravel()]), edges, np.full(len(edges), 200.0))
    return TravelFile("town.graphml", "ab" * 32, 4321, network)


@pytest.fixture(scope="module")
def inputs(prepared: PreparedDepartment) -> MeetingInputs:
    return meeting_inputs(prepared, REACH)


@pytest.fixture(scope="module")
def told(prepared: PreparedDepartment, file: TravelFile, inputs: MeetingInputs) -> dict:
    kept = kept_travel(file, file.travel(inputs), inputs, [0, 4], prepared.department.settings.crs)
    return json.loads(json.dumps(kept))


def test_a_plan_from_kept_ways_is_the_plan_from_the_file(file: TravelFile, inputs: MeetingInputs, told: dict) -> None:
    again = read_kept_travel(told)
    assert (told["name"], told["sha256"], told["bytes"]) == (file.name, file.digest, file.size)
    assert again is not None and again.mark != file.mark
    for objective in ("reach", "near"):
        asked = replace(inputs, options=replace(REACH, objective=objective))
        first, second = (
            solve_meetings(asked.demand, asked.sites, asked.options, travel=each.travel(asked).travel)
            for each in (file, again)
        )
        assert second.objective_value == first.objective_value and second.sites == first.sites
    drawn = again.travel(inputs).areas([0, 4, 5], "")
    assert drawn == file.travel(inputs).areas([0, 4], build_demo().settings.crs)


def test_what_kept_ways_cannot_tell_is_said(inputs: MeetingInputs, prepared: PreparedDepartment, told: dict) -> None:
    again = read_kept_travel(told)
    assert again is not None
    shorter = again.travel(replace(inputs, options=replace(REACH, reach_minutes=5.0)))
    assert 0 < shorter.travel.nnz < again.travel(inputs).travel.nnz and shorter.travel.data.max() <= 5
    assert shorter.areas([0], "") == []
    with pytest.raises(InputError, match=r"keeps ways of up to 12 minutes \(got 20.0\).*'town.graphml' again"):
        again.travel(replace(inputs, options=replace(REACH, reach_minutes=20.0)))
    elsewhere = meeting_inputs(prepared, replace(REACH, include_outside=True))
    with pytest.raises(InputError, match="for other points"):
        again.travel(elsewhere)
    police = meeting_inputs(prepared, replace(REACH, include_police=True))
    found = again.travel(police)
    assert "3 venues were no candidates" in found.notes[0]
    new = [row for row, site in enumerate(police.sites.ids) if site not in inputs.sites.ids]
    assert found.travel[:, new].nnz == 0 and found.travel.nnz == again.travel(inputs).travel.nnz


@given(arrays(np.int32, st.tuples(st.integers(1, 6), st.integers(1, 5)), elements=st.integers(0, 4)))
def test_any_ways_come_back_as_they_were(cells: np.ndarray) -> None:
    row, column = np.nonzero(cells)
    ways = csr_array(((cells[row, column] - 1) / 100, (row, column)), shape=cells.shape)  # with ways of no length
    again = read_ways(KeptWays(9.0, tuple("abcde"[: cells.shape[1]]), "mark", ways).as_json())
    assert again is not None
    assert again.travel.nnz == ways.nnz
    assert (again.travel.toarray() == ways.toarray()).all()


def test_ways_that_are_too_many_are_not_kept_and_nonsense_is_none(told: dict) -> None:
    rng = np.random.default_rng(1)
    many = csr_array(rng.integers(1, 3000, (400, 400)) / 100)
    assert KeptWays(30.0, tuple(map(str, range(400))), "mark", many).as_json() is None
    assert len(told["kept"]["ways"]) < MOST_TEXT
    odd = (
        {"ways": "AAAA"},
        {"ways": 7},
        {"shape": [3, 3]},
        {"shape": "wide"},
        {"sites": ["one"]},
        {"minutes": None},
        {"drawn": {"V01": "</script>"}},
    )
    for change in odd:
        assert read_kept_travel(told | {"kept": told["kept"] | change}) is None, change
    assert read_kept_travel({}) is None and read_kept_travel(None) is None and read_kept_travel({"kept": None}) is None
