"""Population points from tables and maps; a blank is not nobody."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point, box

from geodata.inputs.population import read_population
from planning.errors import CrsError, InputError, RefusedError, SchemaError


def write(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    "header",
    [
        "lon,lat,pop",
        "LNG,LAT,POPULATION",
        "Longitude,Latitude,pop2020",
        "x,y,POP20",
        "INTPTLON20,INTPTLAT20,POP100",
        "lon,lat,P1_001N",
    ],
)
def test_columns_go_by_many_names(header: str, tmp_path: Path) -> None:
    found = read_population(write(tmp_path / "p.csv", f'{header}\n-122.5,45.5,"1,088"\n-122.6,45.6,0\n'))
    assert found.points["pop"].tolist() == [1088.0, 0.0]
    assert found.points["geoid"].isna().all()
    assert found.points.geometry.iloc[0] == Point(-122.5, 45.5)
    assert found.points.crs.to_epsg() == 4326
    told = " ".join(found.notes)
    for name, usual in zip(header.split(","), ("lon", "lat", "pop"), strict=True):
        assert (repr(name) in told) == (name != usual or (usual != "pop" and not header.startswith("lon,lat")))


def test_blanks_are_left_out_and_told(tmp_path: Path) -> None:
    text = "lon,lat,pop\n-122.5,45.5,10\n-122.5,45.5,\n,,5\n0,0,7\n"
    found = read_population(write(tmp_path / "p.csv", text))
    assert found.points["pop"].tolist() == [10.0]
    assert found.notes == (
        "p.csv: 1 row without a position, left out: row 4.",
        "p.csv: no position but 0, 0 in 1 row, left out: row 5.",
        "p.csv: 1 row without a number of people, left out: row 3.",
    )


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["410510001001", "410510001002"], ["410510001001", "410510001002"]),
        (["010010201001", "10010201002"], ["010010201001", "010010201002"]),
        (["10010201001000", "10010201001001"], ["010010201001000", "010010201001001"]),
        (["1500000US410510001001", "1500000US410510001002"], ["410510001001", "410510001002"]),
        (["41051000100", ""], ["41051000100", None]),
    ],
)
def test_ids_stay_text(ids: list[str], expected: list[str | None], tmp_path: Path) -> None:
    text = "GEOID20,lon,lat,pop\n" + "".join(f"{geoid},-122.5,45.5,1\n" for geoid in ids)
    points = read_population(write(tmp_path / "p.csv", text)).points
    assert [None if pd.isna(geoid) else geoid for geoid in points["geoid"]] == expected


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("lon,lat\n-122,45\n", SchemaError, "no column 'pop'"),
        ("name,pop\nx,45\n", SchemaError, "does not say where its rows are"),
        ("lon,lat,pop\n-122,45,-3\n", InputError, r"row 2, column 'pop': the cell is less than 0 \(got '-3'\)"),
        ("lon,lat,pop\n-122,45,many\n", InputError, "is not a number"),
        ("lon,lat,pop\n-122,45,0\n", InputError, "has no people in it"),
        ("lon,lat,pop\n45,-122,5\n", CrsError, "swapped"),
        ("lon,lat,pop\n122,45,5\n", CrsError, "minus sign"),
        ("lon,lat,pop\n7630000,690000,5\n", CrsError, "feet or meters"),
        ("lon,lat,pop,foreign_born\n-122,45,5,1\n", RefusedError, "nativity is refused"),
    ],
)
def test_points_that_cannot_be_used(text: str, error: type[InputError], message: str, tmp_path: Path) -> None:
    with pytest.raises(error, match=message):
        read_population(write(tmp_path / "p.csv", text))


def test_maps_of_points_and_of_blocks(tmp_path: Path) -> None:
    points = gpd.GeoDataFrame({"pop": [3], "GEOID": ["410510001001"]}, geometry=[Point(-122.5, 45.5)], crs=4326)
    points.to_crs(2913).to_file(tmp_path / "p.gpkg")
    found = read_population(tmp_path / "p.gpkg").points
    assert found.geometry.iloc[0].distance(Point(-122.5, 45.5)) < 1e-6
    assert found["geoid"].tolist() == ["410510001001"]
    blocks = gpd.GeoDataFrame(
        {"POP20": [4], "GEOID20": ["410510001001000"], "INTPTLAT20": ["+45.55"], "INTPTLON20": ["-122.55"]},
        geometry=[box(-122.7, 45.5, -122.5, 45.6)],
        crs=4269,
    )
    blocks.to_file(tmp_path / "b.shp")
    inside = read_population(tmp_path / "b.shp").points
    assert inside.geometry.iloc[0] == Point(-122.55, 45.55)
    blocks.drop(columns=["INTPTLAT20", "INTPTLON20"]).to_file(tmp_path / "c.geojson")
    middle = read_population(tmp_path / "c.geojson")
    assert middle.points.geometry.iloc[0].within(blocks.geometry.iloc[0])
    assert any("count as a point inside them" in note for note in middle.notes)


@pytest.mark.city
def test_real_points(shared_data: Path) -> None:
    portland = read_population(shared_data / "portland" / "block_groups_2020.csv")
    assert len(portland.points) == 953
    assert portland.points["geoid"].isna().all()
    assert portland.notes == ("block_groups_2020.csv: people were read from 'pop2020'.",)
    nation = read_population(shared_data / "us_reference" / "us_block_group_centers_of_population_2020.parquet")
    assert nation.points["pop"].sum() == 334_735_155
