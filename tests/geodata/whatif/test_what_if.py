"""A scenario on a department: nothing of it is touched, sums stay, and a merge of all beats is the department."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.department.answers import PreparedDepartment, need, prepare
from geodata.department.department import load_department, save_department
from geodata.whatif.derive import derive
from geodata.whatif.ground import ground_in, outline_ground, units_of_ground
from geodata.whatif.outcome import need_differences, what_if
from geodata.whatif.scenario_files import map_as_text, read_scenario_file
from planning.errors import InputError, UnknownNameError
from planning.examples import TRACTS
from planning.languages.groups import ALL
from planning.need.crosswalk import OUTSIDE
from planning.whatif.scenario import (
    AddVenue,
    LoseVenue,
    MergeBeats,
    MoveGround,
    MoveVenue,
    NewMap,
    Scenario,
    SplitBeat,
    UseRule,
)
from tests.examples import examples
from tests.four_square import four_square_department, four_square_points

NW, NE, SW, SE = TRACTS
SUMMED = ["lep", "pop5", "very_well"]


@pytest.fixture(scope="module")
def city() -> PreparedDepartment:
    return prepare(four_square_department(population=four_square_points(geoids=True)))


def figures(prepared: PreparedDepartment, level: str = "beat") -> pd.DataFrame:
    return need(prepared, level).set_index(["area_id", "language"])


def test_a_whole_tract_moves_with_its_people_and_the_department_stays_as_it_was(city) -> None:
    kept = city.department.content_hash
    asked = what_if(city, Scenario((MoveGround((NW,), "east"),)))
    after = figures(asked.after)
    assert (after.loc[("east", "spanish"), "lep"], after.loc[("west", "spanish"), "lep"]) == (100.0, 50.0)
    assert after.loc[("east", "spanish"), "lep_low"] == after.loc[("east", "spanish"), "lep_high"] == 100.0
    found = need_differences(asked, "beat").set_index(["area_id", "language"])
    assert (found.loc[("east", "spanish"), "change"], found.loc[("east", "spanish"), "change_moe"]) == (100.0, 50.0)
    assert found.loc[("east", "spanish"), "verdict"] == "more"
    assert set(need_differences(asked, "department")["verdict"]) == {"the same"}
    assert city.department.content_hash == kept != asked.after.department.content_hash


@pytest.mark.parametrize("unit", ["block", "block group"])
def test_ground_inside_a_tract_moves_by_its_points(city, unit) -> None:
    """Four blocks of 250 people in each tract; their ids make one block group of each tract."""
    assert units_of_ground(city) == ("tract", "block group", "block")
    inside = ground_in(city, "west", unit)
    names = [name for name in inside if name.startswith(NW)]
    assert {inside[name] for name in names} == ({250.0} if unit == "block" else {1000.0})
    asked = what_if(city, Scenario((MoveGround((names[0],), "east", "west"),)))
    moved = 25.0 if unit == "block" else 100.0
    after = figures(asked.after)["lep"]
    assert after["east", "spanish"] == pytest.approx(moved)
    assert after["west", "spanish"] == pytest.approx(150.0 - moved)


def test_a_line_splits_a_beat_and_merging_the_parts_gives_it_back(city) -> None:
    west, south, east, north = city.department.beats.set_index("area_id").geometry["west"].bounds
    half = north - (north - south) / 3  # between NW and SW
    line = ((west, half - (north - south) / 3), (east, half - (north - south) / 3))
    split = SplitBeat("west", line, "new")
    after = figures(derive(city, Scenario((split,))).prepared)["lep"]
    assert {after["new", "spanish"], after["west", "spanish"]} == {100.0, 50.0}
    assert after["new", "spanish"] == 100.0, "what lies to the left of a line drawn eastward is its north"
    back = derive(city, Scenario((split, MergeBeats(("west", "new"), "west")))).prepared
    pd.testing.assert_frame_equal(figures(back), figures(city))
    beats = back.department.beats.set_index("area_id").geometry
    assert shapely.area(shapely.symmetric_difference(beats["west"], city.department.beats.geometry[1])) < 1e-12


def test_a_beat_whose_whole_ground_moves_is_gone(city) -> None:
    """And nothing warns of it: sizes are of degrees here, only to tell ground from a hairline."""
    with warnings.catch_warnings(action="error"):
        after = derive(city, Scenario((MoveGround(tuple(ground_in(city, "west", "tract")), "east", "west"),))).prepared
    assert set(after.department.beats["area_id"]) == set(city.department.beats["area_id"]) - {"west"}


def test_a_beat_that_would_lie_apart_is_said(city) -> None:
    assert derive(city, Scenario((MoveGround((NW,), "east"),))).notes == ()
    notes = [
        derive(city, Scenario((MoveGround((name,), "east", "west"),))).notes
        for name in ground_in(city, "west", "block")
    ]
    assert ("Beat east would lie in 2 parts that do not touch.",) in notes and () in notes


STEPS = st.one_of(
    st.builds(MoveGround, st.lists(st.sampled_from(TRACTS), min_size=1, max_size=2).map(tuple), st.just("east")),
    st.builds(MoveGround, st.lists(st.sampled_from(TRACTS), min_size=1, max_size=2).map(tuple), st.just("north")),
    st.builds(
        lambda tract, block, to: MoveGround((f"{tract}{block:04d}",), to),
        st.sampled_from(TRACTS),
        st.integers(0, 15),
        st.sampled_from(["west", "east", "new"]),
    ),
    st.just(MergeBeats(("east", "west"), "both")),
)


@examples(60)
@given(st.lists(STEPS, min_size=1, max_size=3), st.sampled_from(["people", "land"]))
def test_every_scenario_keeps_every_sum_and_tells_each_difference(steps, places) -> None:
    points = four_square_points(geoids=True) if places == "people" else None
    before = prepare(four_square_department(population=points))
    try:
        asked = what_if(before, Scenario(tuple(steps)))
    except InputError:
        return  # a step that changes nothing, or of what is gone, is refused
    old, new = figures(before), figures(asked.after)
    for column in SUMMED:
        then, now = (table[column].groupby("language").sum() for table in (old, new))
        np.testing.assert_allclose(now, then, rtol=1e-9)
    found = need_differences(asked, "beat")
    there = found.dropna(subset=["before", "after"])
    np.testing.assert_allclose(there["change"], there["after"] - there["before"], atol=1e-9 * 4000)
    assert ((there["change_low"] <= there["change"] + 1e-9) & (there["change"] <= there["change_high"] + 1e-9)).all()
    assert (there.loc[there["verdict"] == "the same", "change"].abs() < 1e-9).all()
    # The department is asked by the same road as one that was saved so.
    again = prepare(asked.after.department)
    pd.testing.assert_frame_equal(figures(again), figures(asked.after))


def whole_of(prepared: PreparedDepartment) -> pd.DataFrame:
    return figures(prepared, "department").loc["department"]


@pytest.mark.parametrize("which", ["four squares", "without points"])
def test_merging_all_beats_gives_the_departments_figures(which, city) -> None:
    before = city if which == "four squares" else prepare(four_square_department(population=None))
    merged = derive(before, Scenario((MergeBeats(("east", "west"), "one"),))).prepared
    pd.testing.assert_frame_equal(figures(merged).loc["one"], whole_of(before), rtol=1e-12)


def test_merging_all_beats_of_portland_gives_its_figures_and_moves_keep_its_sums(portland) -> None:
    beats = tuple(portland.department.beats["area_id"])
    merged = derive(portland, Scenario((MergeBeats(beats, "all beats"),))).prepared
    pd.testing.assert_frame_equal(figures(merged).loc["all beats"], whole_of(portland), rtol=1e-12)
    ground = list(ground_in(portland, "890", "block group"))
    asked = what_if(portland, Scenario((MoveGround(tuple(ground[:3]), "860", "890"),)))
    old, new = figures(portland), figures(asked.after)
    for column in SUMMED:
        then, now = (table[column].groupby("language").sum() for table in (old, new))
        np.testing.assert_allclose(now, then, rtol=1e-9)
    found = need_differences(asked, "beat")
    assert set(found.loc[found["verdict"] != "the same", "area_id"]) == {"860", "890"}


def test_another_beat_map_is_taken_from_a_file_and_gives_what_a_department_with_it_gives(city, tmp_path: Path) -> None:
    moved = derive(city, Scenario((MoveGround((NW,), "east"),))).prepared
    moved.department.beats.rename(columns={"area_id": "BEAT"}).to_file(tmp_path / "new.geojson", driver="GeoJSON")
    (tmp_path / "scenario.toml").write_text(
        '[[step]]\nwhat = "new-map"\nfile = "new.geojson"\nbeat_id = "BEAT"\nlevels = ["SIDE"]\n', encoding="utf-8"
    )
    scenario = read_scenario_file(tmp_path / "scenario.toml")
    assert scenario.steps == (NewMap(map_as_text(tmp_path / "new.geojson", "BEAT", ("SIDE",)), "new.geojson"),)
    pd.testing.assert_frame_equal(figures(derive(city, scenario).prepared), figures(moved))
    swapped = json.loads(scenario.steps[0].geojson)
    swapped["features"][0]["properties"]["area_id"] = OUTSIDE
    for broken in ("{}", json.dumps(swapped), '{"features":[{"properties":{"area_id":"1"},"geometry":{"type":"X"}}]}'):
        with pytest.raises(InputError):
            derive(city, Scenario((NewMap(broken, "broken.geojson"),)))
    (tmp_path / "empty.toml").write_text("step = 3", encoding="utf-8")
    with pytest.raises(InputError, match="no steps"):
        read_scenario_file(tmp_path / "empty.toml")


@pytest.mark.parametrize(
    ("step", "error"),
    [
        (MoveGround((NW,), "west"), InputError),
        (MoveGround(("99001009900",), "west"), UnknownNameError),
        (MoveGround((f"{NW}9999",), "east"), UnknownNameError),
        (MoveGround((NW,), "east", "south"), UnknownNameError),
        (MoveGround((NW,), OUTSIDE), InputError),
        (MergeBeats(("west", "south"), "west"), UnknownNameError),
        (MergeBeats(("west", "east"), OUTSIDE), InputError),
        (SplitBeat("west", ((0.0, 0.0), (1.0, 0.0)), "new"), InputError),
        (SplitBeat("west", ((0.0, 0.0), (0.0, 0.0)), "new"), InputError),
        (SplitBeat("west", ((0.0, 0.0), (1.0, 0.0)), "east"), InputError),
        (LoseVenue("V1"), UnknownNameError),
        (UseRule("no_rule"), UnknownNameError),
    ],
)
def test_what_cannot_be_done_is_refused(city, step, error) -> None:
    with pytest.raises(error):
        derive(city, Scenario((step,)))


def test_venues_come_move_and_go_and_a_saved_department_has_them(city, tmp_path: Path) -> None:
    steps = (AddVenue("V1", "Hall", -38.0, 40.0, 120), AddVenue("V2", "Library", -38.0, 40.0), LoseVenue("V1"))
    after = derive(city, Scenario((*steps, MoveVenue("V2", -37.9, 40.1), UseRule("dc_code_2_1933")))).prepared
    venues = after.department.venues
    assert venues[["venue_id", "name", "lon"]].values.tolist() == [["V2", "Library", -37.9]]
    assert (venues.geometry.x[0], venues.geometry.y[0]) == (-37.9, 40.1)
    assert city.department.venues is None
    with pytest.raises(InputError, match="already"):
        derive(city, Scenario((steps[0], steps[0])))
    saved = save_department(after.department, tmp_path / "saved")
    again = load_department(tmp_path / "saved")
    assert saved.settings.rule == again.settings.rule == "dc_code_2_1933"
    assert again.venues["venue_id"].tolist() == ["V2"]


def test_the_ground_of_blocks_fits_together_to_its_tract(city) -> None:
    blocks = [*ground_in(city, "west", "block"), *ground_in(city, "east", "block")]
    drawn = outline_ground(city, [name for name in blocks if name.startswith(NE)])
    tract = city.department.tracts.set_index("geoid").geometry[NE]
    assert len(drawn) == 4
    assert shapely.area(shapely.union_all(drawn.geometry)) == pytest.approx(tract.area, rel=1e-6)
    assert shapely.area(drawn.geometry.to_numpy()).sum() == pytest.approx(tract.area, rel=1e-6)


def test_a_department_all_of_whose_margins_are_missing_cannot_tell(city) -> None:
    table = city.department.language
    bare = four_square_department(
        language=type(table)(
            **{name: getattr(table, name) for name in table.__slots__} | {"lep_moe": table.lep * np.nan}
        )
    )
    found = need_differences(what_if(prepare(bare), Scenario((MoveGround((NW,), "east"),))), "beat")
    assert set(found.loc[found["language"] == ALL, "verdict"]) == {"cannot tell"}
