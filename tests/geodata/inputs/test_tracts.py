"""Census tracts: ids in every form they are written in, polygons as they were drawn."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
from shapely import Point, Polygon, box

from geodata.inputs.tracts import read_tracts
from planning.errors import InputError, RefusedError, SchemaError

BOW_TIE = Polygon([(-122.4, 45.5), (-122.3, 45.6), (-122.3, 45.5), (-122.4, 45.6)])


def write(path: Path, ids: list[object], column: str = "GEOID", shapes: list[object] | None = None) -> Path:
    shapes = [box(k, 40, k + 1, 41) for k in range(-100, -100 + len(ids))] if shapes is None else shapes
    gpd.GeoDataFrame({column: ids}, geometry=shapes, crs=4326).to_file(path)
    return path


@pytest.mark.parametrize(
    ("column", "ids"),
    [
        ("GEOID", ["01001020200", "01001020100"]),
        ("GEOID20", ["01001020200", "01001020100"]),
        ("GEO_ID", ["1400000US01001020200", "1400000US01001020100"]),
        ("geoid", [1001020200, 1001020100]),
        ("GEOID10", [1001020200.0, 1001020100.0]),
    ],
)
def test_ids_in_every_form(column: str, ids: list[object], tmp_path: Path) -> None:
    found = read_tracts(write(tmp_path / "t.geojson", ids, column))
    assert found.tracts["geoid"].tolist() == ["01001020100", "01001020200"]
    assert found.tracts.geometry.iloc[0].bounds == (-99.0, 40.0, -98.0, 41.0)
    lost = not isinstance(ids[0], str)
    assert any("lost the leading zero" in note for note in found.notes) == lost


def test_shapes_are_left_as_drawn(tmp_path: Path) -> None:
    found = read_tracts(write(tmp_path / "t.geojson", ["41051000100"], shapes=[BOW_TIE]))
    assert found.tracts.geometry.iloc[0].equals_exact(BOW_TIE, 0)
    assert found.notes == ()


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        (["41051000100", "41051000100"], "tracts in more than one row: 41051000100"),
        (["41051000100", None], "row 2, has no tract id"),
        (["410510001001"], "block groups or blocks, not tracts"),
        (["4.10510001E+10"], "rounded the tract ids"),
        (["tract one"], "is not a census tract"),
    ],
)
def test_ids_that_are_no_tracts(ids: list[object], message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        read_tracts(write(tmp_path / "t.geojson", ids))


def test_other_mistakes(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="no column 'GEOID'"):
        read_tracts(write(tmp_path / "a.geojson", ["x"], "BEAT"))
    with pytest.raises(InputError, match="no polygons"):
        read_tracts(write(tmp_path / "b.geojson", ["41051000100"], shapes=[Point(-122, 45)]))
    with pytest.raises(RefusedError):
        read_tracts(write(tmp_path / "c.geojson", ["41051000100"], "B05001_001E"))


@pytest.mark.city
@pytest.mark.parametrize(
    ("city", "number"), [("portland", 263), ("chicago", 796), ("san_francisco", 244), ("austin", 217)]
)
def test_real_tracts(city: str, number: int, shared_data: Path) -> None:
    tracts = read_tracts(shared_data / city / "tracts.geojson").tracts
    assert len(tracts) == number
    assert tracts["geoid"].is_monotonic_increasing
    assert tracts["geoid"].str.fullmatch(r"\d{11}").all()
