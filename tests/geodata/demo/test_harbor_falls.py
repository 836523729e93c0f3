"""The demo: what it must hold, the same every time, and nothing in it at odds with itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.demo.city import WHOLE_TRACT_BEATS
from geodata.demo.harbor_falls import build_demo
from geodata.department.department import Department
from planning.languages.groups import LANGUAGE_IDS
from planning.officers.roster import officers_only

PRINT_HASH = "from geodata.demo.harbor_falls import build_demo; print(build_demo().content_hash)"


@pytest.fixture(scope="module")
def demo() -> Department:
    return build_demo()


@pytest.fixture(scope="module")
def beat_of_point(demo: Department) -> pd.Series:
    """The beats of every population point, "" where none: one row a point and beat."""
    joined = gpd.sjoin(demo.population, demo.beats, how="left", predicate="within")
    return joined["area_id"].fillna("")


def test_counts(demo: Department) -> None:
    assert len(demo.tracts) == 182
    assert len(demo.beats) == 24
    assert demo.beats["DISTRICT"].nunique() == 6
    assert 3_400 <= len(demo.population) <= 3_650
    assert 419_000 <= demo.population["pop"].sum() <= 421_000
    assert len(demo.venues) == 60
    assert demo.venues["police_building"].sum() == 3
    assert demo.venues["veto"].notna().sum() == 1
    assert officers_only(demo.roster)["officer_id"].nunique() == 240
    assert demo.settings.is_demo
    assert all("invented" in source.title for source in demo.provenance)


def test_the_same_in_every_process(demo: Department) -> None:
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", PRINT_HASH]
    fresh = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, timeout=60)
    assert fresh.stdout.strip() == demo.content_hash
    assert build_demo().content_hash == demo.content_hash


def test_a_caller_cannot_spoil_the_next_one(demo: Department) -> None:
    spoiled = build_demo()
    spoiled.tracts["geoid"] = "x"
    assert build_demo().content_hash == demo.content_hash


def test_no_real_place(demo: Department) -> None:
    assert demo.tracts["geoid"].str.fullmatch(r"99001\d{6}").all()
    west, south, east, north = demo.tracts.total_bounds
    assert (-39 < west < east < -37) and (39 < south < north < 41)  # the nearest land is the Azores


def test_projected_system_is_the_one_geopandas_would_choose(demo: Department) -> None:
    assert demo.settings.crs == f"EPSG:{demo.tracts.estimate_utm_crs().to_epsg()}"


def test_tracts_and_beats_share_their_edges(demo: Department) -> None:
    """No overlaps and no slivers: GEOS' own test of a coverage."""
    assert demo.tracts.is_valid.all() and demo.beats.is_valid.all()
    assert shapely.coverage_is_valid(demo.tracts.geometry.to_numpy())
    assert shapely.coverage_is_valid(demo.beats.geometry.to_numpy())


def test_every_point_in_exactly_the_tract_its_id_says(demo: Department) -> None:
    joined = gpd.sjoin(demo.population, demo.tracts, predicate="intersects")
    assert len(joined) == len(demo.population)
    assert (joined["geoid_left"].str[:11] == joined["geoid_right"]).all()
    assert demo.population["geoid"].is_unique
    assert (demo.population["geoid"].str.len() == 15).all()


def test_awkward_beats(demo: Department, beat_of_point: pd.Series) -> None:
    in_parts = demo.beats.loc[demo.beats.geom_type == "MultiPolygon", "area_id"].tolist()
    assert in_parts == ["14"]
    assert demo.beats["area_id"].iloc[0] == "01"  # a leading zero that must survive
    beats_by_tract = beat_of_point.groupby(demo.population["geoid"].str[:11]).unique()
    cut = beats_by_tract[beats_by_tract.map(len) > 1]
    assert 40 <= len(cut) <= 70
    assert cut.map(lambda beats: "" in beats).sum() >= 4  # partly outside every beat
    assert not cut.map(lambda beats: bool(set(beats) & set(WHOLE_TRACT_BEATS))).any()


def test_the_land_is_two_banks_and_an_island(demo: Department) -> None:
    assert len(demo.tracts.to_crs(demo.settings.crs).union_all().geoms) == 3


def test_table_is_consistent(demo: Department) -> None:
    table = demo.language
    people = demo.population.groupby(demo.population["geoid"].str[:11])["pop"].sum().reindex(table.pop5.index)
    assert (table.pop5 < people).all() and (table.pop5 > 0.9 * people).all()
    assert ((table.lep.sum(axis=1) + table.very_well.sum(axis=1)) <= table.pop5).all()
    for frame in (table.lep, table.lep_moe, table.very_well, table.very_well_moe):
        assert list(frame.columns) == list(LANGUAGE_IDS)
        known = frame.to_numpy()[frame.notna().to_numpy()]
        assert (known >= 0).all() and (known == np.round(known)).all()
    assert set(table.lep_moe.to_numpy()[table.lep.to_numpy() == 0]) == {12.0, 17.0, 19.0}


def test_table_has_the_shape_of_a_real_one(demo: Department) -> None:
    table = demo.language
    lep, moe = table.lep.to_numpy(), table.lep_moe.to_numpy()
    assert 0.11 <= np.nansum(lep) / table.pop5.sum() <= 0.13
    assert (table.lep.sum() > 0).all()
    assert 0.55 <= (lep == 0).mean() <= 0.65  # 0.60 in the real tracts it was fitted to
    some = lep > 0
    slope, level = np.polyfit(np.log(lep[some]), np.log(moe[some]), 1)
    assert slope == pytest.approx(0.735, abs=0.03) and level == pytest.approx(1.17, abs=0.1)


def test_missing_cells_have_the_bureaus_reason(demo: Department) -> None:
    table = demo.language
    missing = table.lep.isna()
    assert missing.all(axis=1).sum() == 1  # a whole tract
    assert missing.sum().sum() == 16  # and four single cells
    assert len(table.reasons) == 4 * 16  # two lines, each with estimate and margin
    assert set(table.reasons["geoid"]) == set(missing.index[missing.any(axis=1)])
    assert table.reasons["reason"].str.match("-(666666666|222222222) too few sample cases").all()


def test_venues_stand_where_people_live(demo: Department) -> None:
    venues = demo.venues
    joined = gpd.sjoin(venues, demo.beats, predicate="within")
    assert len(joined) == 60
    old_port = joined[joined["name"].str.contains("Old Port")]
    assert set(old_port["DISTRICT"]) == {"Old Port"}
    assert venues["name"].is_unique and venues["venue_id"].is_unique
    assert (venues["lon"] == venues.geometry.x).all() and (venues["lat"] == venues.geometry.y).all()


def test_roster(demo: Department) -> None:
    roster = demo.roster
    speakers = roster[roster["language"].notna()]
    assert 0.2 <= speakers["officer_id"].nunique() / 240 <= 0.25
    assert speakers["officer_id"].duplicated().any()  # somebody speaks two
    assert (speakers["language"] == "spanish").mean() > 0.5
    assert set(speakers["language"]) <= set(LANGUAGE_IDS)
    assert set(speakers["tier"]) == {"certified", "tested", "premium", "self_reported", "expired"}
    assert speakers.loc[speakers["tier"] == "self_reported", "tested_on"].isna().all()
    assert roster["shift"].isin(["day", "evening", "night"]).all()
    assert set(demo.beats["DISTRICT"]) < set(roster["unit"])
