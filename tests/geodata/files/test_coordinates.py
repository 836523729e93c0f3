"""A map is where it says, or the sentence says why it is not."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from geodata.files.coordinates import projected_crs, read_crs, require_crs, to_lonlat
from planning.errors import CrsError

PORTLAND = (-122.7, 45.5, -122.6, 45.6)


def frame(bounds: tuple[float, float, float, float], crs: object = 4326) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"id": ["a"]}, geometry=[shapely.box(*bounds)], crs=crs)


def test_longitude_and_latitude_keep_every_digit() -> None:
    shape = shapely.box(-122.123456789012345, 45.1, -122.0, 45.2)
    for crs in ("EPSG:4326", "OGC:CRS84"):
        placed, notes = to_lonlat(gpd.GeoDataFrame(geometry=[shape], crs=crs), "x.geojson")
        assert placed.geometry.iloc[0].equals_exact(shape, tolerance=0)
        assert placed.crs.to_epsg() == 4326
        assert notes == []


def test_a_state_grid_is_brought_to_degrees() -> None:
    feet = frame(PORTLAND).to_crs(2913)
    placed, notes = to_lonlat(feet, "x.shp")
    assert placed.total_bounds.tolist() == pytest.approx(PORTLAND, abs=1e-3)
    assert notes == []
    without = feet.set_crs(None, allow_override=True)
    with pytest.raises(CrsError, match=r"does not say which coordinate system .* run from 7\.\d+e\+06"):
        to_lonlat(without, "x.shp")
    assert to_lonlat(without, "x.shp", "2913")[0].total_bounds.tolist() == pytest.approx(PORTLAND, abs=1e-3)


def test_longitudes_past_180_are_named_as_that() -> None:
    with pytest.raises(CrsError, match=r"go beyond 180 degrees \(they run from 178, 51 to 180\.5, 52\)"):
        to_lonlat(frame((178, 51, 180.5, 52)), "adak.geojson")


def test_a_wrong_label_can_be_put_right() -> None:
    mislabelled = frame(PORTLAND).to_crs(2913).set_crs(4326, allow_override=True)
    with pytest.raises(CrsError, match="feet or meters of a state grid"):
        to_lonlat(mislabelled, "x.geojson")
    placed, notes = to_lonlat(mislabelled, "x.geojson", "EPSG:2913")
    assert placed.total_bounds.tolist() == pytest.approx(PORTLAND, abs=1e-3)
    assert notes == [
        (
            "x.geojson says it is in WGS 84 (EPSG:4326). NAD83(HARN) / Oregon North (ft) (EPSG:2913) was used, "
            "as you chose."
        )
    ]


@pytest.mark.parametrize(
    ("bounds", "cause"),
    [
        ((45.5, -122.7, 45.6, -122.6), "latitude and longitude look swapped"),
        ((40.6, -74.1, 40.8, -73.9), "latitude and longitude look swapped"),
        ((122.6, 45.5, 122.7, 45.6), "have no minus sign"),
        ((157.8, 21.3, 157.9, 21.4), "have no minus sign"),
        ((200.0, 45.5, 200.1, 45.6), "go beyond 180 degrees"),
        ((2000.0, 45.5, 2000.1, 45.6), "feet or meters"),
    ],
)
def test_coordinates_elsewhere_name_the_likely_cause(bounds: tuple[float, float, float, float], cause: str) -> None:
    with pytest.raises(CrsError, match=cause):
        to_lonlat(frame(bounds), "x.geojson")


@pytest.mark.parametrize(
    "bounds",
    [
        (-38.2, 40.0, -38.0, 40.2),  # open Atlantic
        (144.6, 13.2, 145.0, 13.7),  # Guam
        (172.4, 52.7, 173.5, 53.0),  # Attu, the far end of Alaska
        (-67.3, 17.9, -65.6, 18.5),  # Puerto Rico
        (-157.9, 21.3, -157.8, 21.4),  # Honolulu
    ],
)
def test_real_and_invented_places_are_accepted(bounds: tuple[float, float, float, float]) -> None:
    assert to_lonlat(frame(bounds), "x.geojson")[0].total_bounds.tolist() == pytest.approx(bounds)


def test_degrees_and_grids_that_do_not_fit_their_system() -> None:
    with pytest.raises(CrsError, match="look like degrees"):
        to_lonlat(frame(PORTLAND, None), "x.shp", "2913")
    metres = frame(PORTLAND).to_crs(26910).set_crs(2913, allow_override=True)
    with pytest.raises(CrsError, match="far from where"):
        to_lonlat(metres, "x.shp")


@pytest.mark.parametrize(
    "text", ["+init=/etc/passwd", "http://x/crs", "+proj=longlat +nadgrids=/etc/passwd", "", "EPSG:1", "{", "GEOGCS["]
)
def test_a_system_is_a_code_or_wkt_and_nothing_else(text: str) -> None:
    assert read_crs(text) is None
    with pytest.raises(CrsError, match="no such coordinate system"):
        require_crs(text)


@pytest.mark.parametrize("west", [-180.0, -66.2, 5.9])
def test_the_projected_system_is_the_one_geopandas_would_choose(west: float) -> None:
    for south in (-56.3, 71.2):
        place = frame((west, south, west + 0.3, south + 0.3))
        assert projected_crs(place) == f"EPSG:{place.estimate_utm_crs().to_epsg()}"
    with pytest.raises(CrsError, match="no projected coordinate system"):
        projected_crs(frame((west, 85.0, west + 0.3, 85.3)))
