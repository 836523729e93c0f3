"""States and counties by name, and the reason a map is not where it should be."""

from __future__ import annotations

import geopandas as gpd
import pytest
from shapely import box
from shapely.affinity import translate

from geodata.fetch.city_presets import city_presets
from geodata.fetch.places import (
    STATE_NAMES,
    counties_of,
    county_name,
    county_names,
    find_county,
    find_state,
    require_in_state,
)
from planning.errors import CrsError, InputError, UnknownNameError


def square(west: float, south: float, size: float = 0.1) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=[box(west, south, west + size, south + size)], crs=4326)


def test_every_state_has_counties_and_no_code_or_name_stands_twice() -> None:
    assert len(STATE_NAMES) == 53
    assert sum(len(county_names(state)) for state in STATE_NAMES) == 3223
    for state in STATE_NAMES:
        names = list(county_names(state).values())
        assert len(set(names)) == len(names) > 0


@pytest.mark.parametrize(
    ("state", "text", "county"),
    [
        ("51", "Richmond County", "159"),
        ("51", "richmond city", "760"),
        ("51", "Alexandria", "510"),
        ("29", "St. Louis (city)", "510"),
        ("32", "Carson City", "510"),
        ("02", "Anchorage Municipality", "020"),
        ("41", "051", "051"),
    ],
)
def test_a_county_is_found_by_what_people_call_it(state: str, text: str, county: str) -> None:
    assert find_county(state, text) == county


def test_names_that_are_wrong_or_mean_two_places_are_asked_about() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'Multnomah'"):
        find_county("41", "Multnoma")
    with pytest.raises(UnknownNameError, match="did you mean 'Oregon'"):
        find_state("Oregan")
    with pytest.raises(InputError, match="give 159 or 760"):
        find_county("51", "Richmond")


def test_connecticut_has_counties_or_regions_by_year() -> None:
    assert find_county("09", "Hartford", 2021) == "003"
    assert find_county("09", "Capitol", 2022) == "110"
    with pytest.raises(UnknownNameError, match="Greater Bridgeport"):
        find_county("09", "Hartford", 2022)
    assert county_name("09", "110") == "Capitol" and county_name("09", "003") == "Hartford"


@pytest.mark.parametrize("preset", city_presets().values(), ids=lambda preset: preset.id)
def test_every_preset_names_counties_that_there_are(preset) -> None:
    names = county_names(preset.state)
    assert set(preset.counties) <= set(names)


def test_a_map_on_a_border_lies_in_two_counties_by_ground() -> None:
    found = counties_of(square(-122.78, 45.45))  # Portland's west hills
    assert {(one.state, one.name) for one in found} == {("41", "Multnomah"), ("41", "Washington")}
    assert sum(one.share for one in found) == pytest.approx(1.0, abs=0.01)


def test_a_map_elsewhere_is_told_where_it_is_and_why() -> None:
    require_in_state(square(-122.3, 47.5), "53", "x")
    with pytest.raises(CrsError, match="not in Illinois: they lie in King, Washington"):
        require_in_state(square(-122.3, 47.5), "17", "x")
    swapped = gpd.GeoDataFrame(geometry=[box(47.5, -90.1, 47.6, -90.0)], crs=4326)
    with pytest.raises(CrsError, match="which is in no county"):
        require_in_state(swapped, "53", "x")
    with pytest.raises(CrsError, match="latitude and longitude are swapped"):
        require_in_state(gpd.GeoDataFrame(geometry=[box(41.8, -87.7, 41.9, -87.6)], crs=4326), "17", "x")
    with pytest.raises(CrsError, match="have no minus sign"):
        require_in_state(square(87.6, 41.8), "17", "x")
    with pytest.raises(CrsError, match="feet or meters"):
        require_in_state(gpd.GeoDataFrame(geometry=[translate(box(0, 0, 0.1, 0.1), -40, 20)], crs=4326), "17", "x")


def test_a_map_of_water_near_the_shore_is_not_sent_away() -> None:
    require_in_state(square(-87.60, 41.86, 0.05), "17", "lake")
    require_in_state(square(-87.60, 41.86, 0.05), "99", "an invented state is held against nobody")
