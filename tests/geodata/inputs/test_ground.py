"""Water, parks and roads: cut to the beats, few bytes, whatever the file; nothing a figure depends on."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import osmium
import pytest
import shapely
from shapely import LineString, box

from geodata.department.attach import attach_input
from geodata.department.department import load_department, save_department
from geodata.inputs.ground import BEYOND, GROUND_COLUMNS, MOST_BYTES, TOO_SMALL, read_ground, tidy_ground
from geodata.inputs.ground_bytes import UNITS, ground_bytes
from geodata.maps.ground import OPENSTREETMAP, ground_credit
from planning.errors import InputError
from tests.four_square import four_square_department

PORTLAND = gpd.GeoDataFrame({"area_id": ["1"]}, geometry=[box(-122.84, 45.43, -122.47, 45.65)], crs=4326)
"""As wide as the city."""
FEW = gpd.GeoDataFrame({"area_id": ["1"]}, geometry=[box(-122.66, 45.50, -122.60, 45.54)], crs=4326)


def made_city(roads: int, waters: int) -> gpd.GeoDataFrame:
    """Return a made-up city's roads, bending every 40 m, in pieces of a block, and its ponds."""
    rng = np.random.default_rng(4)
    rows = []
    for number in range(roads):
        start = [rng.uniform(-122.9, -122.4), rng.uniform(45.4, 45.7)]
        turns = np.cumsum(rng.normal(rng.uniform(-1, 1), 0.2, 60))
        steps = np.column_stack([np.cos(turns), np.sin(turns)]) * 0.0005
        line = np.cumsum(np.vstack([start, steps]), axis=0)
        rows += [
            ("road", 2 - (number % 20 == 0), f"Street {number}", LineString(line[k : k + 7])) for k in range(0, 55, 6)
        ]
    turn = np.linspace(0, 2 * np.pi, 200)
    for number in range(waters):
        reach = rng.uniform(1e-4, 4e-3) * (1 + 0.1 * rng.normal(size=200))
        at = rng.uniform(-122.9, -122.4), rng.uniform(45.4, 45.7)
        ring = np.column_stack([at[0] + reach * np.cos(turn), at[1] + reach * np.sin(turn)])
        rows.append(("water", 0, f"Pond {number}", shapely.make_valid(shapely.Polygon(ring))))
    kinds, ranks, names, shapes = zip(*rows, strict=True)
    return gpd.GeoDataFrame({"kind": kinds, "rank": ranks, "name": names}, geometry=list(shapes), crs=4326)


def test_a_city_of_many_roads_stays_under_what_a_browser_should_take() -> None:
    rows = made_city(roads=700, waters=300)
    ground, why = tidy_ground(rows, PORTLAND)
    assert len(ground_bytes(ground)) <= MOST_BYTES < len(ground_bytes(rows))
    west, south, east, north = ground.total_bounds
    assert west > -122.90 and east < -122.41 and south > 45.39 and north < 45.69
    assert set(why) == {"", BEYOND, TOO_SMALL} and ground["name"].is_unique, "pieces of one street are one row"
    inside = rows[rows.within(PORTLAND.geometry.iloc[0]) & (rows["rank"] == 1)]
    assert set(inside["name"]) <= set(ground["name"]), "no highway is lost"


def test_a_browser_reads_back_what_was_packed() -> None:
    ground, _ = tidy_ground(made_city(roads=3, waters=4), PORTLAND)
    packed = json.loads(gzip.decompress(ground_bytes(ground)))
    for (kind, rank, name, lines), (_, row) in zip(packed["features"], ground.iterrows(), strict=True):
        assert (kind, rank, name) == (row["kind"], row["rank"], row["name"])
        back = np.concatenate([np.cumsum(np.reshape(line, (-1, 2)), axis=0) for line in lines]) / UNITS
        there = np.rint(shapely.get_coordinates(row.geometry) * UNITS) / UNITS
        assert {tuple(point) for point in back} == {tuple(point) for point in there}


def make_extract(path: Path) -> Path:
    places = [(-122.65, 45.51), (-122.61, 45.51), (-122.61, 45.53), (-122.65, 45.53), (-122.7, 45.52), (-122.5, 45.52)]
    node, way = osmium.osm.mutable.Node, osmium.osm.mutable.Way
    with osmium.SimpleWriter(str(path)) as writer:
        for number, place in enumerate(places, start=1):
            writer.add_node(node(id=number, location=place))
        tags = ({"leisure": "park", "name": "Laurel"}, {"highway": "motorway", "ref": "I 5", "name": "Long"})
        writer.add_way(way(id=1, nodes=[1, 2, 3, 4, 1], tags=tags[0]))
        writer.add_way(way(id=2, nodes=[5, 6], tags=tags[1]))
        writer.add_way(way(id=3, nodes=[1, 3], tags={"waterway": "river", "name": "<b>Mill</b>"}))
        writer.add_way(way(id=4, nodes=[1, 3], tags={"highway": "footway"}))
        writer.add_way(way(id=5, nodes=[1, 99], tags={"highway": "primary", "name": "Torn"}))
    return path


def test_an_extract_of_openstreetmap_gives_the_same_kinds(tmp_path: Path) -> None:
    found = read_ground(make_extract(tmp_path / "town.osm.pbf"), beats=FEW)
    assert found.ground[["kind", "rank", "name"]].values.tolist() == [
        ["park", 0, "Laurel"],
        ["road", 1, "I 5"],
        ["stream", 0, "<b>Mill</b>"],
    ]
    assert tuple(found.ground.columns) == GROUND_COLUMNS
    assert found.account.sentence().startswith("town.osm.pbf: 4 rows read, 3 used. 1 left out (no shape")


def test_what_is_no_ground_of_the_place_is_refused_with_the_reason(tmp_path: Path) -> None:
    far = gpd.GeoDataFrame({"MTFCC": ["H2030"], "FULLNAME": ["Lk"]}, geometry=[box(-100, 30, -99, 31)], crs=4326)
    far.to_file(tmp_path / "far.geojson")
    with pytest.raises(InputError, match=r"far.geojson has no water, park, or road near the beats"):
        read_ground(tmp_path / "far.geojson", beats=FEW)
    far.drop(columns="MTFCC").to_file(tmp_path / "unsaid.geojson")
    with pytest.raises(InputError, match="MTFCC"):
        read_ground(tmp_path / "unsaid.geojson", beats=FEW)
    (tmp_path / "bad.osm.pbf").write_bytes(b"not a map")
    with pytest.raises(InputError, match=r"bad.osm.pbf"):
        read_ground(tmp_path / "bad.osm.pbf", beats=FEW)


def test_the_ground_is_kept_with_the_department_and_no_figure_knows_of_it(tmp_path: Path) -> None:
    plain = four_square_department()
    west, south, east, north = plain.beats.total_bounds
    river = gpd.GeoDataFrame(
        {"kind": ["stream"], "name": ["Mill"]}, geometry=[LineString([(west, south), (east, north)])], crs=4326
    )
    river.to_file(tmp_path / "river.geojson")
    attached = attach_input(plain, "ground", [tmp_path / "river.geojson"]).department
    assert attached.content_hash == plain.content_hash
    kept = load_department(save_department(attached, tmp_path / "kept").folder)
    assert kept.ground["name"].tolist() == ["Mill"] and kept.ground.crs == 4326
    assert ground_credit(kept) == "Water, parks, roads: river.geojson" and ground_credit(plain) == ""
    source = replace(kept.provenance[-1], title="oregon.osm.pbf")
    assert ground_credit(replace(kept, provenance=(source,))) == OPENSTREETMAP
