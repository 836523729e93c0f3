"""The figures of an agency in a batch are those of a department of its own, to the bit."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.nation import Nation, make_nation
from geodata.batch.agency import open_agency
from geodata.department import answers
from planning.languages.groups import ALL
from planning.need.need import NEED_COLUMNS
from tests.examples import examples
from tests.geodata.batch.nations import BOTH_LEVELS, agencies_of, alone, batch_of, unlike

SMALL = 0.0003
"""A county of 30 tracts and 2,820 points, and five cities over it."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Nation, Path]:
    folder = tmp_path_factory.mktemp("nation")
    nation = make_nation(folder, SMALL)
    done = batch_of(nation, folder / "out")
    assert (done.agencies, done.made) == (len(agencies_of(nation)), done.pieces)
    return nation, folder / "out"


def test_a_department_of_the_same_files_says_the_same(world, tmp_path):
    nation, out = world
    county = pd.read_parquet(nation.areas).query("NAME.str.startswith('Sheriff')")["ORI"].iloc[0]
    for agency in (county, next(one for one in agencies_of(nation) if one != county)):
        assert unlike(out, BOTH_LEVELS, agency, alone(nation, agency, tmp_path)) == []


def test_a_department_opened_from_the_batch_says_the_same(world):
    nation, out = world
    for agency in agencies_of(nation)[::3]:
        assert unlike(out, BOTH_LEVELS, agency, answers.prepare(open_agency(out, agency, 2023))) == []


def test_tables_of_a_batch(world):
    nation, out = world
    need = pd.read_parquet(out / "need")
    assert list(need.columns) == ["agency_id", *NEED_COLUMNS]
    assert (need["agency_id"] == need["area_id"]).all()
    agencies = pd.read_parquet(out / "agencies").set_index("agency_id")
    whole = need[need["language"] == ALL].set_index("agency_id")
    assert agencies["lep"].to_dict() == whole["lep"].to_dict()
    assert set(agencies["state"]) == {"01"}
    states = pd.read_parquet(out / "states").set_index("language")
    language = pd.read_parquet(nation.language)
    assert states.loc["spanish", "lep"] == language["C16001_005E"].sum()
    assert states.loc[ALL, "agencies"] == len(agencies)
    points = pd.read_parquet(nation.points)
    # The county has all the ground there is; what its cities have of it they have twice.
    assert states.loc[ALL, ["people", "people_in_no_agency"]].tolist() == [points["pop"].sum(), 0]


def test_who_lives_in_which_state_is_not_known_where_a_point_names_no_tract(tmp_path):
    nation = make_nation(tmp_path, SMALL)
    points = pd.read_parquet(nation.points)
    points.assign(GEOID=points["GEOID"].mask(points.index == 0)).to_parquet(nation.points)
    batch_of(nation, tmp_path / "out")
    states = pd.read_parquet(tmp_path / "out" / "states")
    assert states[["people", "people_in_no_agency"]].isna().all(axis=None)


@pytest.mark.property
@examples(60, quick=1)
@given(
    st.integers(0, 10_000),
    st.sampled_from([SMALL, 0.001]),
    st.sampled_from(["blocks", "another vintage", "no ids", "some ids", "no points"]),
    st.sampled_from([BOTH_LEVELS, "hawaii_hrs_321c_3", "new_york_exec_202_a", "planning_default"]),
)
def test_whatever_the_world_the_figures_are_those_of_one_department(seed, size, points, rule):
    with tempfile.TemporaryDirectory() as folder:
        nation = make_nation(Path(folder), size, seed, vintages=points == "another vintage")
        if points in ("no ids", "some ids"):
            table = pd.read_parquet(nation.points)
            gone = table.index % (1 if points == "no ids" else 3) == 0
            table.assign(GEOID=table["GEOID"].mask(gone)).to_parquet(nation.points)
        given_points = points != "no points"
        batch_of(nation, Path(folder, "out"), rule, given_points)
        agencies = agencies_of(nation)
        for agency in (agencies[seed % len(agencies)], agencies[0]):
            one = alone(nation, agency, Path(folder), given_points)
            assert unlike(Path(folder, "out"), rule, agency, one) == []
            opened = answers.prepare(open_agency(Path(folder, "out"), agency, 2023))
            assert unlike(Path(folder, "out"), rule, agency, opened) == []
