"""Venues from tables and maps, however their columns are called."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
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
    assert found.venues[["venue_id", "name", "kind"]].to_numpy().tolist() == [
        ["v001", "Hall", "hall; school"],
        ["v002", "Other", "park"],
    ]
    assert found.notes == ("v.csv: 1 row of a place listed before, each place is one venue: Hall B.",)


def test_the_name_column_is_found_or_told(tmp_path: Path) -> None:
    found = read_venues(write(tmp_path / "v.csv", "no,place,lon,lat\n1,Hall,-122.5,45.5\n"))
    assert found.venues["name"].tolist() == ["Hall"]
    assert found.notes == ("v.csv has no column of names; the first column of text, 'place', was used.",)
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
        ("name,lon,lat\n,-122.5,45.5\n", InputError, "row 2, has no name"),
        ("name,lon,lat\nA,,\n", InputError, "no coordinates|no venue"),
        ("name,lon,lat\nA,45.5,-122.5\n", CrsError, "swapped"),
        ("name,lon,lat,capacity\nA,-122.5,45.5,-1\n", InputError, "less than 0"),
        ("name,lon,lat,step_free\nA,-122.5,45.5,maybe\n", InputError, "neither yes nor no"),
        ("name,lon,lat,Victim Services\nA,-122.5,45.5,1\n", RefusedError, "victims are refused"),
        ("name,address\nA,1 Main St\n", SchemaError, "does not say where"),
    ],
)
def test_venues_that_cannot_be_used(text: str, error: type[InputError], message: str, tmp_path: Path) -> None:
    with pytest.raises(error, match=message):
        read_venues(write(tmp_path / "v.csv", text))


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
