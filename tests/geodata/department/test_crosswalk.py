from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from geodata.department.answers import need, prepare
from geodata.department.crosswalk import build_crosswalk, join_points, stand_in_points
from planning.examples import TRACTS, four_square_crosswalk
from planning.need.crosswalk import OUTSIDE
from tests.four_square import four_square_beats, four_square_department, four_square_points, in_degrees, square

NW, NE, SW, SE = TRACTS


def weights(department) -> pd.DataFrame:
    crosswalk, _ = build_crosswalk(department, join_points(department))
    return pd.DataFrame(crosswalk.weights.toarray(), index=crosswalk.area_ids, columns=crosswalk.tract_ids)


@pytest.mark.parametrize("geoids", [False, True])
def test_points_give_the_weights_drawn(geoids):
    found = weights(four_square_department(population=four_square_points(geoids=geoids)))
    drawn = four_square_crosswalk()
    assert tuple(found.index) == drawn.area_ids
    np.testing.assert_array_equal(found.to_numpy(), drawn.weights.toarray())


def test_points_know_their_tract_by_geoid_before_position():
    points = four_square_points(geoids=True)
    points["geoid"] = NE + "0001"  # every point says it is NE's, wherever it lies
    join = join_points(four_square_department(population=points))
    assert join.joined_by == "geoid"
    assert set(join.points["tract_id"]) == {NE}


def test_one_geoid_of_no_tract_sends_all_points_to_position():
    points = four_square_points(geoids=True)
    points.loc[0, "geoid"] = "01001000100" + "0001"
    assert join_points(four_square_department(population=points)).joined_by == "position"


def test_each_point_joins_by_its_own_id_and_another_countys_is_left_out():
    points = four_square_points(geoids=True)
    points.loc[0, "geoid"] = None  # by position
    away = points.iloc[[1]].assign(geoid="01001000100" + "0001", geometry=points.geometry.iloc[[1]].translate(xoff=1.0))
    both = pd.concat([points, away], ignore_index=True).set_crs(points.crs)
    join = join_points(four_square_department(population=both))
    assert join.joined_by == "both"
    counts = join.counts
    assert (counts.by_geoid, counts.by_position, counts.elsewhere, counts.strange) == (len(points) - 1, 1, 1, 0)
    assert counts.people_elsewhere == float(points["pop"].iloc[1])
    assert len(join.points) == len(points)


def test_a_lost_zero_is_put_back_where_the_tracts_tell():
    department = four_square_department(population=four_square_points(geoids=True))
    tracts = department.tracts.assign(geoid="0" + department.tracts["geoid"].str[1:])
    points = department.population.assign(geoid=department.population["geoid"].str[1:])
    join = join_points(replace(department, tracts=tracts, population=points))
    assert join.joined_by == "geoid"
    assert join.counts.mended == len(points)
    assert join.points["geoid"].str.startswith("0").all()


def test_unpopulated_points_do_not_vote():
    points = four_square_points()
    points.loc[points.geometry.y > points.geometry.y.median(), "pop"] = 0.0
    department = four_square_department(population=points)
    _, report = build_crosswalk(department, join_points(department))
    assert report.people == 2000.0
    assert report.tracts_by_land == (NW, NE)


def test_a_tract_without_people_is_shared_by_land():
    points = four_square_points()
    points.loc[8:11, "pop"] = 0.0  # SW
    found = weights(four_square_department(population=points))
    assert found.loc["west", SW] == pytest.approx(0.5, rel=1e-6)
    assert found.loc[OUTSIDE, SW] == pytest.approx(0.5, rel=1e-6)


def test_without_points_all_goes_by_land_and_size_is_square_kilometres():
    department = four_square_department(population=None)
    crosswalk, report = build_crosswalk(department, join_points(department))
    assert report.joined_by == "land"
    assert crosswalk.size_unit == "km2"
    np.testing.assert_allclose(crosswalk.tract_size, 1.0, rtol=1e-3)
    np.testing.assert_allclose(crosswalk.weights.toarray(), four_square_crosswalk().weights.toarray(), atol=1e-6)


def test_people_in_two_beats_count_once_in_the_lowest_id_and_are_told():
    department = four_square_department(beats=four_square_beats(aaa=(0, 1500, 500, 2000)))
    join = join_points(department)
    assert join.overlaps.to_dict("records") == [{"first": "aaa", "second": "west", "people": 250.0}]
    found = weights(department)
    assert found.loc["aaa", NW] == 0.25
    assert found.loc["west", NW] == 0.75


def test_overlapping_beats_share_land_without_counting_it_twice():
    department = four_square_department(population=None, beats=four_square_beats(aaa=(0, 1500, 500, 2000)))
    found = weights(department)
    assert found[NW].sum() == pytest.approx(1.0, abs=1e-12)
    assert found.loc["aaa", NW] == pytest.approx(0.25, rel=1e-6)
    assert found.loc["west", NW] == pytest.approx(0.75, rel=1e-6)


def test_a_point_on_a_shared_line_belongs_to_the_lowest_tract():
    point = in_degrees([square(1000, 1500, 1000, 1500).centroid], pop=[100.0], geoid=pd.Series([np.nan], dtype="str"))
    join = join_points(four_square_department(population=point))
    assert join.points["tract_id"].to_list() in ([NW], [NE])  # projection rounds; never both, never lost
    assert len(join.points) == 1


def test_people_in_no_tract_are_reported():
    points = four_square_points()
    points = points.assign(geometry=points.geometry.translate(xoff=1.0))
    _, report = build_crosswalk(d := four_square_department(population=points), join_points(d))
    assert report.people_without_tract == 4000.0


@pytest.mark.parametrize("level", ["beat", "SIDE", "department"])
def test_every_level_conserves_the_tracts_total(level):
    department = four_square_department()
    table = need(prepare(department), level)
    total = table[table["language"] == "spanish"]["lep"].sum()
    assert total == pytest.approx(department.language.lep["spanish"].sum(), rel=1e-9)


def test_stand_in_points_lie_one_in_each_tract():
    frame = stand_in_points(four_square_department(population=None))
    assert sorted(frame["tract_id"]) == sorted(TRACTS)
    assert frame.set_index("tract_id").loc[NW, "area_id"] == "west"
