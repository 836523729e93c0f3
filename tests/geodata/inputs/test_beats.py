"""Beat maps: ids as found, nothing merged or mended in silence."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely import GeometryCollection, LineString, MultiPolygon, Point, Polygon, box

from geodata.inputs.beats import read_beats
from planning.errors import CrsError, InputError, RefusedError, SchemaError

BOW_TIE = Polygon([(-122.4, 45.5), (-122.3, 45.6), (-122.3, 45.5), (-122.4, 45.6)])


def square(k: int) -> Polygon:
    return box(-122.7 + k / 10, 45.5, -122.6 + k / 10, 45.6)


def write(
    path: Path, ids: list[object], shapes: list[object] | None = None, crs: object = 4326, **more: object
) -> Path:
    shapes = [square(k) for k in range(len(ids))] if shapes is None else shapes
    gpd.GeoDataFrame({"BEAT": ids, **more}, geometry=shapes, crs=crs).to_file(path)  # type: ignore[dict-item]
    return path


def test_ids_are_text_as_found_and_sorted(tmp_path: Path) -> None:
    path = write(tmp_path / "b.geojson", ["12", "05X", "012", "5x"], PRECINCT=["N", None, "S", "S"])
    found = read_beats(path, "BEAT", ("PRECINCT",))
    assert found.beats["area_id"].tolist() == ["012", "05X", "12", "5x"]
    assert found.beats["area_id"].dtype == "str"
    assert found.beats["PRECINCT"].isna().tolist() == [False, True, False, False]
    assert list(found.beats.columns) == ["area_id", "PRECINCT", "geometry"]
    assert found.beats.crs.to_epsg() == 4326
    assert found.notes == ("b.geojson: ids that look alike were kept apart: 012, 05X, 12, 5x.",)


def test_numbers_become_text_and_it_is_told(tmp_path: Path) -> None:
    floats = read_beats(write(tmp_path / "f.geojson", [510.0, 520.5]), "BEAT")
    assert floats.beats["area_id"].tolist() == ["510", "520.5"]
    assert floats.notes == ("f.geojson: IDs in BEAT are numbers there. 510.0 became 510.",)
    whole = read_beats(write(tmp_path / "w.geojson", [510, 20]), "BEAT")
    assert whole.beats["area_id"].tolist() == ["20", "510"]
    assert whole.notes == ()


def test_repeated_ids_are_refused_or_dissolved_as_told(tmp_path: Path) -> None:
    path = write(tmp_path / "b.geojson", ["a", "b", "a"], PRECINCT=["N", "S", "S"])
    with pytest.raises(InputError, match=r"1 id in more than one row: a \(2 rows\)"):
        read_beats(path, "BEAT")
    found = read_beats(path, "BEAT", ("PRECINCT",), duplicates="dissolve")
    assert found.beats["area_id"].tolist() == ["a", "b"]
    assert shapely.area(found.beats.geometry).tolist() == pytest.approx([0.02, 0.01])
    assert found.beats["PRECINCT"].tolist() == ["N", "S"]
    assert found.notes == (
        "b.geojson: 1 id in more than one row, each made one beat: a (2 rows).",
        "b.geojson: rows with the same ID differ in PRECINCT. The first was used: a.",
    )


@pytest.mark.parametrize("blank", ["", "  ", None])
def test_blank_ids_are_refused_with_their_row(blank: str | None, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="rows without an id in column 'BEAT': row 2"):
        read_beats(write(tmp_path / "b.geojson", ["a", blank]), "BEAT")


def test_a_missing_column_names_the_nearest(tmp_path: Path) -> None:
    path = write(tmp_path / "b.geojson", ["a"], SECTOR=["1"])
    with pytest.raises(SchemaError, match=r"no column 'beats': did you mean 'BEAT'\? It has: BEAT, SECTOR"):
        read_beats(path, "beats")
    with pytest.raises(SchemaError, match="no column 'PRECINCT'"):
        read_beats(path, "BEAT", ("PRECINCT",))


def test_names_that_mean_something_here_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="means no beat"):
        read_beats(write(tmp_path / "b.geojson", ["(outside)"]), "BEAT")
    with pytest.raises(InputError, match="called 'area_id'"):
        read_beats(write(tmp_path / "c.geojson", ["a"], area_id=["x"]), "BEAT", ("area_id",))
    with pytest.raises(RefusedError, match="arrests are refused"):
        read_beats(write(tmp_path / "d.geojson", ["a"], Arrests=[3]), "BEAT")


def test_broken_shapes_are_repaired_and_listed(tmp_path: Path) -> None:
    found = read_beats(write(tmp_path / "b.geojson", ["a", "b"], [square(0), BOW_TIE]), "BEAT")
    assert found.notes == ("b.geojson: 1 polygon that crosses itself was repaired: b.",)
    assert found.beats.geometry.iloc[1].equals(shapely.make_valid(BOW_TIE))
    assert found.beats.geometry.is_valid.all()


def test_rows_that_are_no_polygons_are_named_and_left_out(tmp_path: Path) -> None:
    mixed = GeometryCollection([square(4), Point(-122.0, 45.5), LineString([(-122.2, 45.5), (-122.2, 45.6)])])
    shapes = [square(0), None, Point(-122.5, 45.5), LineString([(-122.4, 45.5), (-122.4, 45.6)]), mixed, Polygon()]
    path = write(tmp_path / "b.geojson", list("abcdef"), shapes)
    with pytest.raises(InputError, match=r"has 3 rows that are not polygons: c, d, e: .*--other-shapes leave-out"):
        read_beats(path, "BEAT")
    found = read_beats(path, "BEAT", other_shapes="leave-out")
    assert found.beats["area_id"].tolist() == ["a", "e"]
    assert shapely.area(found.beats.geometry).tolist() == pytest.approx([0.01, 0.01])
    assert found.notes == (
        "b.geojson: 2 rows without a shape, left out: b, f.",
        "b.geojson: 2 rows that are not polygons (LineString, Point), left out: c, d.",
        "b.geojson: of mixed shapes only the polygons were used: e.",
    )


def test_a_map_without_polygons_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no polygons"):
        read_beats(write(tmp_path / "b.geojson", ["a"], [Point(-122.5, 45.5)]), "BEAT")


def test_a_sliver_of_no_area_is_left_out(tmp_path: Path) -> None:
    flat = Polygon([(-122.5, 45.5), (-122.4, 45.5), (-122.5, 45.5)])
    found = read_beats(write(tmp_path / "b.geojson", ["a", "b"], [square(0), flat]), "BEAT")
    assert found.beats["area_id"].tolist() == ["a"]
    assert found.notes[-1] == "b.geojson: 1 row whose shape has no area, left out: b."


def test_a_grid_map_comes_to_degrees_and_the_system_can_be_named(tmp_path: Path) -> None:
    feet = gpd.GeoDataFrame({"BEAT": ["a"]}, geometry=[square(0)], crs=4326).to_crs(2913)
    feet.to_file(tmp_path / "b.shp")
    assert read_beats(tmp_path / "b.shp", "BEAT").beats.total_bounds.tolist() == pytest.approx(
        [-122.7, 45.5, -122.6, 45.6], abs=1e-3
    )
    (tmp_path / "b.prj").unlink()
    with pytest.raises(CrsError, match="does not say which coordinate system"):
        read_beats(tmp_path / "b.shp", "BEAT")
    named = read_beats(tmp_path / "b.shp", "BEAT", crs="EPSG:2913")
    assert named.beats.total_bounds.tolist() == pytest.approx([-122.7, 45.5, -122.6, 45.6], abs=1e-3)


def test_three_dimensions_become_two(tmp_path: Path) -> None:
    found = read_beats(write(tmp_path / "b.geojson", ["a"], [shapely.force_3d(square(0), 12.0)]), "BEAT")
    assert not found.beats.geometry.has_z.any()


@pytest.mark.city
def test_portland(shared_data: Path) -> None:
    path = shared_data / "portland" / "beats.geojson"
    found = read_beats(path, "DISTRICT", ("PRECINCT",))
    assert len(found.beats) == 60
    assert found.beats["PRECINCT"].value_counts().to_dict() == {"NO": 20, "CE": 20, "EA": 20}
    assert found.notes == ("beats.geojson: 2 polygons that cross themselves were repaired: 800, 860.",)
    # Equal to what GeoPandas reads and mends by itself, to the last digit.
    plain = gpd.read_file(path).sort_values("DISTRICT").reset_index(drop=True)
    expected = gpd.GeoSeries(plain.geometry.make_valid())
    assert found.beats["area_id"].tolist() == plain["DISTRICT"].tolist()
    assert all(a.equals_exact(b, 0) for a, b in zip(found.beats.geometry, expected, strict=True))


@pytest.mark.city
def test_other_cities(shared_data: Path) -> None:
    seattle = read_beats(shared_data / "seattle" / "beats.geojson", "beat", ("sector", "first_prec")).beats
    assert (len(seattle), int(seattle["first_prec"].isna().sum())) == (55, 4)
    chicago = shared_data / "chicago" / "beats.geojson"
    with pytest.raises(InputError, match=r"3100 \(3 rows\)"):
        read_beats(chicago, "BEAT_NUM")
    dissolved = read_beats(chicago, "BEAT_NUM", ("SECTOR", "DISTRICT"), duplicates="dissolve").beats
    assert len(dissolved) == 275
    assert "0111" in set(dissolved["area_id"])
    francisco = read_beats(shared_data / "san_francisco" / "beats.geojson", "DISTRICT").beats
    assert len(francisco) == 10
    assert francisco.geometry.map(lambda shape: isinstance(shape, Polygon | MultiPolygon)).all()
    assert pd.api.types.is_string_dtype(francisco["area_id"])


def test_a_row_without_an_id_among_many_is_left_out_by_name(tmp_path: Path) -> None:
    ids = [f"{number} \u00a0" for number in range(1, 20)] + ["\u200b"]
    path = write(tmp_path / "b.geojson", ids, [square(number) for number in range(20)], PCT=["North", "North "] * 10)
    found = read_beats(path, "BEAT", ("PCT",))
    assert sorted(found.beats["area_id"], key=int) == [str(number) for number in range(1, 20)]
    assert set(found.beats["PCT"]) == {"North"}
    assert found.notes == (
        "b.geojson: 1 row of 20 without an id in BEAT, left out: row 20. Who lives there is counted outside the beats.",
    )
    assert (found.account.rows_read, found.account.rows_used) == (20, 19)
    assert found.account.columns == {"BEAT": "id", "PCT": "level 1"}


def test_closed_lines_are_offered_as_areas(tmp_path: Path) -> None:
    ring = LineString(square(1).exterior.coords)
    path = write(tmp_path / "b.geojson", ["a", "b", "c"], [square(0), ring, Point(0, 0)])
    with pytest.raises(InputError, match=r"2 rows that are not polygons, 1 of them closed lines: b, c: .*close-lines"):
        read_beats(path, "BEAT")
    found = read_beats(path, "BEAT", other_shapes="close-lines")
    assert found.beats["area_id"].tolist() == ["a", "b"]
    assert shapely.area(found.beats.geometry).tolist() == pytest.approx([0.01, 0.01])
    assert "1 closed line was taken for the area inside: b" in found.notes[0]
    assert [(one.why, one.which) for one in found.account.left_out if one.rows] == [("no polygon", ("c",))]
