"""Travel by a table of times and along streets, from small files made by the libraries themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import networkx as nx
import numpy as np
import osmium
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner
from pyproj import Transformer

from geodata.demo.harbor_falls import build_demo
from geodata.department import answers
from geodata.files.limits import Limits
from geodata.meetings.inputs import meeting_inputs
from geodata.meetings.street_network import read_streets
from geodata.meetings.travel import travel_by_file
from geodata.meetings.travel_times import read_travel_times, travel_from_table
from outreach import cli
from planning.errors import InputError
from planning.meetings.options import MeetingOptions
from planning.meetings.solve import solve_meetings
from planning.meetings.streets import walk

CRS = "EPSG:32610"
# A street of three corners near Portland: 0.01 degrees of latitude are 1,112 m.
NODES = {1: (-122.60, 45.50), 2: (-122.60, 45.51), 3: (-122.59, 45.51), 4: (-122.60, 45.53)}


def make_graphml(path: Path, **attributes: object) -> Path:
    graph = nx.MultiDiGraph()
    for node, (lon, lat) in NODES.items():
        graph.add_node(node, x=lon, y=lat)
    graph.add_edge(1, 2, length=1112.0, highway="residential")
    graph.add_edge(2, 3, highway="footway", **attributes)
    graph.add_edge(2, 4, length=2224.0, highway="motorway")
    nx.write_graphml(graph, path)
    return path


def make_pbf(path: Path) -> Path:
    node, way = osmium.osm.mutable.Node, osmium.osm.mutable.Way
    with osmium.SimpleWriter(str(path)) as writer:
        for number, place in NODES.items():
            writer.add_node(node(id=number, location=place))
        writer.add_way(way(id=1, nodes=[1, 2, 3], tags={"highway": "residential"}))
        writer.add_way(way(id=2, nodes=[2, 4], tags={"highway": "motorway"}))
        writer.add_way(way(id=3, nodes=[3, 4], tags={"highway": "service", "access": "private"}))
        writer.add_way(way(id=4, nodes=[1, 4], tags={"building": "yes"}))
    return path


@pytest.mark.parametrize("make", [make_graphml, make_pbf])
def test_walking_goes_along_the_streets_and_not_along_motorways(tmp_path: Path, make) -> None:
    ending = ".graphml" if make is make_graphml else ".osm.pbf"
    network = read_streets(make(tmp_path / f"town{ending}"), CRS)
    assert len(network.xy) == 3
    assert network.lengths.sum() == pytest.approx(1112 + 782, rel=0.01)
    place = Transformer.from_crs(4326, CRS, always_xy=True)
    xy = np.array([place.transform(*NODES[number]) for number in (1, 3, 4)])
    found = walk(network, xy, xy[1:2], minutes=30, kmh=4.8)
    # 1,894 m at 80 m a minute; the straight line would be 1,359 m.
    assert found.travel.toarray()[0, 0] == pytest.approx(1894 / 80, rel=0.01)
    assert found.travel.toarray()[1, 0] == pytest.approx(0, abs=0.01)
    assert found.points_off.tolist() == [False, False, True]
    assert walk(network, xy, xy[1:2], minutes=20, kmh=4.8).travel.toarray()[0, 0] == 0


def test_odd_and_hostile_networks_are_refused_in_a_sentence(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.graphml"
    bomb.write_text('<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a "aaaa">]><graphml>&a;</graphml>')
    with pytest.raises(InputError, match="declares entities"):
        read_streets(bomb, CRS)
    for name, content in (("a.pbf", b"not a map"), ("b.graphml", make_pbf(tmp_path / "c.osm.pbf").read_bytes())):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InputError, match="not what its ending says"):
            read_streets(tmp_path / name, CRS)
    cut = tmp_path / "cut.osm.pbf"
    cut.write_bytes(make_pbf(tmp_path / "d.osm.pbf").read_bytes()[:120])
    with pytest.raises(InputError, match=r"damaged|no walkable street"):
        read_streets(cut, CRS)
    (tmp_path / "half.graphml").write_text("<graphml><graph>")
    with pytest.raises(InputError, match="damaged"):
        read_streets(tmp_path / "half.graphml", CRS)
    with pytest.raises(InputError, match="larger than"):
        read_streets(make_graphml(tmp_path / "big.graphml"), CRS, limits=Limits(file_bytes=10))
    with pytest.raises(InputError, match=r"\.osm\.pbf or \.graphml"):
        read_streets(tmp_path / "town.osm", CRS)
    empty = nx.MultiDiGraph()
    empty.add_node(1, x=-122.6, y=45.5)
    nx.write_graphml(empty, tmp_path / "empty.graphml")
    with pytest.raises(InputError, match="no walkable street"):
        read_streets(tmp_path / "empty.graphml", CRS)
    metres = nx.MultiDiGraph()
    metres.add_node(1, x=500_000.0, y=5_000_000.0)
    nx.write_graphml(metres, tmp_path / "metres.graphml")
    with pytest.raises(InputError, match="no degrees"):
        read_streets(tmp_path / "metres.graphml", CRS)


def test_a_table_of_times_speaks_for_the_longest_geoid(tmp_path: Path) -> None:
    path = tmp_path / "times.csv"
    path.write_text(
        "origin,venue_id,minutes\n1400000US41051000100,v1,25\n410510001002,v1,5\n41051000100,v1,20\n"
        "41051000100,v2,45\n41051000200,gone,3\n"
    )
    times = read_travel_times(path)
    points = pd.DataFrame(
        {
            "geoid": ["410510001002015", "410510001001001", "410510009001001"],
            "tract_id": ["41051000100", "41051000100", "41051000900"],
            "pop": [10.0, 20.0, 40.0],
        }
    )
    found = travel_from_table(times, points, ("v1", "v2"), minutes=30)
    assert found.travel.toarray().tolist() == [[5.0, 0.0], [20.0, 0.0], [0.0, 0.0]]
    assert (found.people_without, found.unknown_venues) == (40.0, ("gone",))
    by_tract = travel_from_table(times, points.drop(columns="geoid"), ("v1", "v2"), minutes=60)
    assert by_tract.travel.toarray().tolist() == [[20.0, 45.0], [20.0, 45.0], [0.0, 0.0]]
    path.write_text("origin,minutes\n1,2\n")
    with pytest.raises(InputError, match="no column 'venue_id'"):
        read_travel_times(path)


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Streets as a grid over the demo, 150 m apart."""
    demo = build_demo()
    west, south, east, north = demo.beats.to_crs(demo.settings.crs).total_bounds
    back = Transformer.from_crs(demo.settings.crs, 4326, always_xy=True)
    step = 150.0
    columns, rows = int((east - west) / step) + 1, int((north - south) / step) + 1
    graph = nx.grid_2d_graph(columns, rows)
    for column, row in graph.nodes:
        lon, lat = back.transform(west + column * step, south + row * step)
        graph.nodes[column, row].update(x=float(lon), y=float(lat))
    path = tmp_path_factory.mktemp("streets") / "grid.graphml"
    nx.write_graphml(nx.convert_node_labels_to_integers(graph), path)
    return path


def test_a_plan_on_foot_reaches_no_more_than_one_by_the_straight_line(grid: Path) -> None:
    prepared = answers.prepare(build_demo())
    straight = MeetingOptions(meetings=3, radius_m=1200.0)
    inputs = meeting_inputs(prepared, replace(straight, reach_minutes=15.0))
    travel = travel_by_file(grid, inputs, prepared.department)
    plan = solve_meetings(inputs.demand, inputs.sites, inputs.options, travel=travel.travel)
    free = solve_meetings(inputs.demand, inputs.sites, straight)
    assert 0.4 * free.objective_value < plan.objective_value <= free.objective_value
    site = inputs.sites.ids.index(plan.sites[0].site_id)
    (area,) = travel.areas([site], prepared.department.settings.crs)
    shape = shapely.from_geojson(area)
    assert shape.contains(shapely.Point(plan.sites[0].lon, plan.sites[0].lat))
    near = replace(inputs.options, objective="near")
    walked = solve_meetings(inputs.demand, inputs.sites, near, travel=travel.travel)
    assert 0 < walked.objective_value <= 15.0


def test_the_command_takes_minutes_with_a_file_and_says_what_is_missing(grid: Path, tmp_path: Path) -> None:
    arguments = ["meetings", "demo", "--meetings", "2", "--minutes", "15"]
    refused = CliRunner().invoke(cli, arguments)
    assert refused.exit_code == 2 and "table of travel times or a street network" in refused.stderr
    told = CliRunner().invoke(cli, [*arguments, "--streets", str(grid)])
    assert told.exit_code == 0 and "people reached" in told.stdout
    plain = CliRunner().invoke(cli, ["meetings", "demo", "--streets", str(grid)])
    assert plain.exit_code == 2 and "reach in minutes" in plain.stderr
