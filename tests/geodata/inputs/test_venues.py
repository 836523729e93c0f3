"""Venues from tables and maps, however their columns are called."""

from __future__ import annotations

import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from geodata.inputs.venues import VENUE_COLUMNS, read_venues
from planning.errors import CrsError, InputError, RefusedError, SchemaError


def write(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def test_every_attribute(tmp_path: Path) -> None:
    text = (
        "venue_id,name,kind,lon,lat,capacity,step_free,transit,host_partner,police_building,hours,veto\n"
        "L1,Library,library,-122.5,45.5,120,yes,Bus 4,Friends,no,9-5,\n"
        "P1,Annex,office,-122.6,45.6,,,,,yes,,too far\n"
    )
    found = read_venues(write(tmp_path / "v.csv", text))
    assert tuple(found.venues.columns) == (*VENUE_COLUMNS, "geometry")
    first, second = found.venues.to_dict("records")
    assert (first["venue_id"], first["capacity"], first["step_free"], first["police_building"]) == (
        "L1",
        120.0,
        True,
        False,
    )
    assert (second["venue_id"], second["veto"], second["police_building"]) == ("P1", "too far", True)
    assert found.venues["capacity"].isna().tolist() == [False, True]
    assert found.venues["veto"].isna().tolist() == [True, False]
    assert str(found.venues["step_free"].dtype) == str(found.venues["police_building"].dtype) == "boolean"
    assert found.venues.geometry.iloc[0] == Point(-122.5, 45.5)
    assert found.notes == ()


def test_a_place_listed_twice_is_one_venue(tmp_path: Path) -> None:
    text = "site,type,lon,lat\nHall,hall,-122.5,45.5\nOther,park,-122.6,45.6\nHall B,school,-122.5,45.5\n"
    found = read_venues(write(tmp_path / "v.csv", text))
    assert found.venues[["name", "kind"]].to_numpy().tolist() == [["Hall", "hall; school"], ["Other", "park"]]
    assert found.notes == ("v.csv: 1 row of a place listed before, each place is one venue: Hall B.",)


def test_the_name_column_is_found_or_told(tmp_path: Path) -> None:
    found = read_venues(write(tmp_path / "v.csv", "no,place,lon,lat\n1,Hall,-122.5,45.5\n"))
    assert found.venues["name"].tolist() == ["Hall"]
    assert found.notes == ("v.csv has no column of names. The first column of text, 'place', was used.",)
    school = read_venues(write(tmp_path / "s.csv", "school,lon,lat\nKellogg,-122.5,45.5\n"))
    assert school.venues["kind"].tolist() == ["school"]
    with pytest.raises(SchemaError, match="no column 'name'"):
        read_venues(write(tmp_path / "n.csv", "no,lon,lat\n1,-122.5,45.5\n"))


def test_a_police_building_is_known_by_its_name_only_where_no_column_says(tmp_path: Path) -> None:
    rows = ["East Precinct,-122.5,45.5,", "Old Police Hall,-122.6,45.5,no", "Office,-122.7,45.5,"]
    text = "\n".join(["name,lon,lat,police_building", *rows])
    found = read_venues(write(tmp_path / "v.csv", text))
    assert found.venues["police_building"].fillna(False).tolist() == [True, False, False]
    assert found.venues["police_building"].isna().tolist() == [False, False, True]
    assert found.notes == ("v.csv: taken for police buildings by their name: East Precinct.",)


def test_positions_in_a_cell_and_rows_without_one(tmp_path: Path) -> None:
    text = 'NAME ,LOCATION\nA,"1 Main St\n(45.5, -122.5)"\nB,"(45.6, -122.6)"\nC,closed\n'
    found = read_venues(write(tmp_path / "v.csv", text))
    assert found.venues[["name", "lon", "lat"]].to_numpy().tolist() == [["A", -122.5, 45.5], ["B", -122.6, 45.6]]
    assert found.notes == (
        "v.csv: positions were read from the brackets in 'LOCATION', latitude first.",
        "v.csv: 1 row without a position, left out: row 4.",
    )


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("name,lon,lat\n,-122.5,45.5\n", InputError, "no venue with a name"),
        ("name,lon,lat\nA,,\n", InputError, "no coordinates|no venue"),
        ("name,lon,lat\nA,45.5,-122.5\n", CrsError, "swapped"),
        ("name,lon,lat,Victim Name\nA,-122.5,45.5,1\n", RefusedError, "victims are refused"),
        ("name,lon,lat,Place of birth\nA,-122.5,45.5,1\n", RefusedError, "birthplace is refused"),
        ("name,address\nA,1 Main St\n", SchemaError, "does not say where"),
    ],
)
def test_venues_that_cannot_be_used(text: str, error: type[InputError], message: str, tmp_path: Path) -> None:
    with pytest.raises(error, match=message):
        read_venues(write(tmp_path / "v.csv", text))


TOWN = "A,-122.5,45.5\nB,-122.6,45.6\nC,-122.7,45.5\n"


@pytest.mark.parametrize(
    "cells",
    [
        ("POINT (-122.5 45.5)", "POINT Z (-122.6 45.6 12)"),
        ("SRID=4326;POINT(-122.5 45.5)", "MULTIPOINT ((-122.6 45.6))"),
        ('{"type": "Point", "coordinates": [-122.5, 45.5]}', '{"type":"Point","coordinates":[-122.6,45.6,0]}'),
        ("{'latitude': '45.5', 'longitude': '-122.5'}", "{'latitude': '45.6', 'longitude': '-122.6'}"),
        ("45.5, -122.5", "45.6, -122.6"),
        ("(45.5, -122.5)", "[45.6, -122.6]"),
        ("-122.5, 45.5", "-122.6, 45.6"),
        ("12 (B) Main St (45.5, -122.5)", "1 Oak\nCity (45.6, -122.6)"),
        ("POLYGON ((-122.6 45.4, -122.4 45.4, -122.4 45.6, -122.6 45.6, -122.6 45.4))", "POINT (-122.6 45.6)"),
    ],
)
def test_a_position_is_read_from_one_cell(cells: tuple[str, str], tmp_path: Path) -> None:
    pd.DataFrame({"NAME": ["A", "B"], "the_geom": cells}).to_csv(tmp_path / "v.csv", index=False)
    venues = read_venues(tmp_path / "v.csv").venues
    assert venues["lon"].tolist() == pytest.approx([-122.5, -122.6])
    assert venues["lat"].tolist() == pytest.approx([45.5, 45.6])


@pytest.mark.parametrize(
    "header",
    ["LIBNAME,LONGITUD,LATITUDE", "SCH_NAME,LON1516,LAT1516", "NAME,LON,LAT", "facility name,Longitude,Latitude"],
)
def test_headings_of_libraries_and_schools(header: str, tmp_path: Path) -> None:
    found = read_venues(write(tmp_path / "v.csv", f"{header}\n{TOWN}"))
    assert found.venues["name"].tolist() == ["A", "B", "C"]
    assert (found.account.rows_read, found.account.rows_used) == (3, 3)


def test_degrees_go_before_feet(tmp_path: Path) -> None:
    text = "name,x,y,longitude,latitude\nA,7650000.5,684000,-122.5,45.5\n"
    assert read_venues(write(tmp_path / "v.csv", text)).venues["lon"].tolist() == [-122.5]


def test_an_export_of_openstreetmap(tmp_path: Path) -> None:
    rows = pd.DataFrame(
        {
            "@id": ["node/1", "node/2", "node/3"],
            "name": ["Hall One", "School Two", None],
            "amenity": ["community_centre", None, "library"],
            "building": ["yes", "school", None],
            "wheelchair": ["limited", "yes", "no"],
            "capacity": ["50-60", "1,200", None],
            "payment:visa": ["yes", None, None],
        }
    )
    points = [Point(-122.59, 45.51), Point(-122.57, 45.53), Point(-122.575, 45.52)]
    gpd.GeoDataFrame(rows, geometry=points, crs=4326).to_file(tmp_path / "v.geojson")
    found = read_venues(tmp_path / "v.geojson")
    assert found.venues["kind"].tolist() == ["community_centre", "school"]
    assert found.venues["step_free"].tolist() == [False, True]
    assert found.venues["capacity"].tolist() == [50.0, 1200.0]
    assert [(one.why, one.which) for one in found.account.left_out if one.rows] == [("no name", ("3",))]
    assert "v.geojson: 1 row without a name, left out: row 3." in found.notes


def test_a_cell_that_cannot_be_read_is_not_known_and_told(tmp_path: Path) -> None:
    text = "name,lon,lat,Max Occupancy,ADA accessible\nA,-122.5,45.5,-1,maybe\nB,-122.6,45.5,40,Y\n"
    found = read_venues(write(tmp_path / "v.csv", text))
    assert found.venues["capacity"].isna().tolist() == [True, False]
    assert found.venues["step_free"].isna().tolist() == [True, False]
    assert any("'maybe' (row 2) is neither yes nor no" in note for note in found.notes)
    assert any("'-1' (row 2) is no number of seats" in note for note in found.notes)


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("45.5,-122.5", "swapped"),
        ("122.5,45.5", "has no minus sign"),
        ("0,0", "0, 0"),
        ("7650000,684000", "not in degrees"),
        ("n/a,45.5", "no position"),
    ],
)
def test_one_wrong_place_is_left_out_with_its_likely_cause(place: str, why: str, tmp_path: Path) -> None:
    found = read_venues(write(tmp_path / "v.csv", f"name,lon,lat\n{TOWN}Wrong,{place}\n"))
    assert found.venues["name"].tolist() == ["A", "B", "C"]
    (left,) = [one for one in found.account.left_out if one.rows]
    assert why in left.why
    assert left.which == ("5",)


@pytest.mark.parametrize("column", ["payment:visa", "senior_citizen_center", "victim_services", "case_id"])
def test_words_that_only_look_forbidden_pass(column: str, tmp_path: Path) -> None:
    assert len(read_venues(write(tmp_path / "v.csv", f"name,lon,lat,{column}\nA,-122.5,45.5,1\n")).venues) == 1


def test_an_id_never_depends_on_the_row(tmp_path: Path) -> None:
    first = read_venues(write(tmp_path / "v.csv", f"name,lon,lat\n{TOWN}")).venues
    again = read_venues(write(tmp_path / "v.csv", f"name,lon,lat\nNew,-122.8,45.5\n{TOWN}")).venues
    assert again["venue_id"].tolist()[1:] == first["venue_id"].tolist()
    numbered = "id,name,lon,lat\n1,New,-122.8,45.5\n2,A,-122.5,45.5\n"
    assert read_venues(write(tmp_path / "n.csv", numbered)).venues["venue_id"][1] == first["venue_id"][0]
    some = "id,name,lon,lat\n17,New,-122.8,45.5\n4,A,-122.5,45.5\n,B,-122.6,45.6\n"
    assert read_venues(write(tmp_path / "g.csv", some)).venues["venue_id"].tolist() == ["17", "4", first["venue_id"][1]]


@given(st.permutations(range(6)), st.lists(st.booleans(), min_size=6, max_size=6))
def test_every_row_of_a_list_is_accounted_for(order: list[int], named: list[bool]) -> None:
    rows = [f"{f'P{k}' if named[k] else ''},{-122 - k / 10},{45.5 if k % 4 else ''},{k}" for k in order]
    if not any(named[k] and k % 4 for k in order):
        return
    with tempfile.TemporaryDirectory() as folder:
        found = read_venues(write(Path(folder) / "v.csv", "\n".join(["name,lon,lat,extra", *rows]) + "\n"))
    assert found.account.rows_read == 6
    assert found.account.rows_used == len(found.venues) == sum(named[k] and k % 4 > 0 for k in order)
    assert found.account.unused == ("extra",)


def test_names_are_kept_as_they_are_however_odd(tmp_path: Path) -> None:
    name = "<img src=x onerror=alert(1)> ${x} `y` =HYPERLINK(1)"
    frame = gpd.GeoDataFrame({"name": [name]}, geometry=[Point(-122.5, 45.5)], crs=4326)
    frame.to_file(tmp_path / "v.geojson")
    assert read_venues(tmp_path / "v.geojson").venues["name"].tolist() == [name]


@pytest.mark.city
@pytest.mark.parametrize(
    ("name", "number", "first"),
    [
        ("portland/venues.csv", 33, "Beaumont"),
        ("seattle/venues.csv", 1618, "Bitter Lake Neighborhood"),
        ("chicago/venues.csv", 81, "Jefferson Park"),
        ("austin/venues.csv", 31, "Bastrop WIC Clinic"),
        ("seattle/venues_community_centers_as_published.geojson", 46, "Bitter Lake Neighborhood"),
        ("seattle/venues_health_clinics_as_published.geojson", 31, "Kent Birch Creek Public Health Center"),
        ("seattle/venues_libraries_as_published.geojson", 27, "BROADVIEW"),
        ("seattle/venues_parks_points_as_published.geojson", 1514, "Hing Hay Park"),
    ],
)
def test_real_venues(name: str, number: int, first: str, shared_data: Path) -> None:
    venues = read_venues(shared_data / name).venues
    assert len(venues) == number
    assert venues["name"].iloc[0] == first
    assert not venues.duplicated(["lon", "lat"]).any()
    assert venues["venue_id"].is_unique


def test_positions_of_the_webs_maps_and_of_a_grid_that_was_named(tmp_path: Path) -> None:
    path = tmp_path / "centers.csv"
    path.write_text("X,Y,NAME\n-13655000,5704000,One\n-13654000,5703000,Two\n")
    found = read_venues(path)
    assert found.venues[["lon", "lat"]].round(4).to_numpy().tolist() == [[-122.665, 45.5215], [-122.656, 45.5152]]
    assert any("Web Mercator" in note for note in found.notes)
    path.write_text("X,Y,NAME\n7640000,683000,One\n,,Two\n")
    with pytest.raises(CrsError, match="feet or meters of a state grid"):
        read_venues(path)
    placed = read_venues(path, crs="2913")
    assert placed.venues[["lon", "lat"]].round(3).to_numpy().tolist() == [[-122.693, 45.519]]
    assert (placed.account.rows_read, placed.account.rows_used) == (2, 1)


def test_what_openstreetmap_calls_a_node_is_no_kind_and_hours_a_year_are_no_opening_hours(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(
        "@type,@id,@lat,@lon,name,amenity,hours\n"
        "node,1,45.52,-122.67,Central,library,2912\n"
        "way,2,N45.53°,122.66 W,Hall,community_centre,Mo-Fr 9-5\n"
    )
    found = read_venues(path)
    assert found.venues["kind"].tolist() == ["library", "community_centre"]
    assert found.venues["hours"].fillna("").tolist() == ["", "Mo-Fr 9-5"]
    assert found.venues.loc[1, ["lon", "lat"]].tolist() == [-122.66, 45.53]
    assert found.account.columns["@type"] == "" and any("2912" in note for note in found.notes)
