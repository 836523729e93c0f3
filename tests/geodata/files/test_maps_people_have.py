"""Maps as cities and Google Earth really write them: each is read rightly, or named as what it is."""

from __future__ import annotations

import json
import struct
import zipfile
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.files.code_pages import table_encoding
from geodata.files.kml import folder_columns
from geodata.files.safe_read import list_layers, read_geodata
from planning.errors import InputError


def boxes(*names: str, column: str = "name") -> gpd.GeoDataFrame:
    shapes = [shapely.box(-122.7 + k / 10, 45.5, -122.6 + k / 10, 45.6) for k in range(len(names))]
    return gpd.GeoDataFrame({column: list(names)}, geometry=shapes, crs=4326)


def zipped(path: Path, files: dict[str, Path]) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for name, file in files.items():
            packed.write(file, name)
    return path


def shapefile(folder: Path, frame: gpd.GeoDataFrame, **options: str) -> dict[str, Path]:
    folder.mkdir()
    frame.to_file(folder / "beats.shp", **options)
    return {part.name: part for part in sorted(folder.iterdir())}


def placemark(name: str, at: float, more: str = "") -> str:
    ring = " ".join(f"{x},{y},0" for x, y in shapely.box(at, 45, at + 0.1, 45.1).exterior.coords)
    return (
        f"<Placemark><name>{name}</name>{more}<Polygon><outerBoundaryIs><LinearRing><coordinates>{ring}"
        "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
    )


def folder(name: str, content: str) -> str:
    return f"<Folder><name>{name}</name>{content}</Folder>"


def kml(path: Path, content: str) -> Path:
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n<kml><Document>{content}</Document></kml>', "utf-8")
    return path


def geojson(path: Path, ids: list[object]) -> Path:
    shape = shapely.geometry.mapping(shapely.box(0, 0, 1, 1))
    rows = [{"type": "Feature", "properties": {"BEAT": one}, "geometry": shape} for one in ids]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}))
    return path


def test_a_column_of_numbers_and_text_is_text(tmp_path: Path) -> None:
    found = read_geodata(geojson(tmp_path / "beats.geojson", [101, "102A", "012", 7.5, None, True]))
    assert found.frame["BEAT"].tolist()[:4] == ["101", "102A", "012", "7.5"]
    assert found.frame["BEAT"].isna().tolist() == [False] * 4 + [True, False]
    assert found.dropped == ()
    nested = read_geodata(geojson(tmp_path / "nested.geojson", [101, {"a": 1}]))
    assert nested.dropped == ("BEAT",)


def test_the_folders_of_a_kml_are_read_together_and_are_a_column(tmp_path: Path) -> None:
    north = folder("North", folder("Sector 1", placemark("101", -122)) + folder("Sector 2", placemark("102", -121.9)))
    south = folder("South", folder("Sector 1", placemark("201", -121.8)))
    again = folder("South", placemark("202", -121.7))
    path = kml(tmp_path / "beats.kml", north + south + again)
    rows = read_geodata(path).frame
    assert rows["Name"].tolist() == ["101", "102", "201", "202"]
    assert rows["Folder"].tolist() == ["North", "North", "South", "South"]
    assert rows["Folder 2"].tolist()[:3] == ["North / Sector 1", "Sector 2", "South / Sector 1"]
    assert shapely.area(rows.geometry).tolist() == pytest.approx([0.01] * 4)
    assert list_layers(path) == ("all", "North", "South")
    assert read_geodata(path, layer="South").frame["Name"].tolist() == ["201", "202"]
    assert len(read_geodata(path, layer="all").frame) == 4
    with pytest.raises(InputError, match="no layer 'West'"):
        read_geodata(path, layer="West")
    kmz = zipped(tmp_path / "beats.kmz", {"doc.kml": path})
    assert read_geodata(kmz).frame["Folder"].tolist() == ["North", "North", "South", "South"]


def test_the_cells_and_every_shape_of_a_kml_are_read(tmp_path: Path) -> None:
    data = (
        '<ExtendedData><Data name="PCT"><value>9</value></Data><SchemaData><SimpleData name="SQ">a &amp; b</SimpleData>'
        "</SchemaData></ExtendedData>"
    )
    hole = (
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 4,0 4,4 0,4 0,0</coordinates></LinearRing>"
        "</outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>1,1 2,1 2,2 1,1</coordinates></LinearRing>"
        "</innerBoundaryIs></Polygon>"
    )
    two = f"<MultiGeometry>{hole}{hole.replace('0,0', '0,-1')}</MultiGeometry>"
    content = (
        placemark("1", -122, data)
        + f"<Placemark><name>2</name>{two}</Placemark>"
        + "<Placemark><name>3</name><Point><coordinates>\n -122.5 , 45.5 ,0 </coordinates></Point></Placemark>"
        + "<Placemark><name>4</name><gx:Track></gx:Track></Placemark>"
        + "<Placemark><name>5</name><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing></Placemark>"
    )
    rows = read_geodata(kml(tmp_path / "beats.kml", content)).frame
    assert rows.loc[0, ["PCT", "SQ"]].tolist() == ["9", "a & b"]
    assert rows.geometry.geom_type.tolist()[:3] == ["Polygon", "MultiPolygon", "Point"]
    assert rows.geometry[1].geoms[0].area == pytest.approx(15.5)
    assert rows.geometry[3] is None
    assert rows.geometry[4].is_ring


def test_a_kml_that_only_links_is_named_so(tmp_path: Path) -> None:
    link = "<NetworkLink><Link><href>https://www.google.com/maps/d/kml?mid=1</href></Link></NetworkLink>"
    with pytest.raises(InputError, match="NetworkLink"):
        read_geodata(kml(tmp_path / "link.kml", link))
    both = read_geodata(kml(tmp_path / "both.kml", placemark("1", -122) + link))
    assert len(both.frame) == 1 and "1 link to a map that lies elsewhere" in both.notes[0]


def test_a_document_type_far_down_a_kml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "beats.kml"
    path.write_text(f"<!-- <kml> {'x' * 5000} --><!DOCTYPE kml [<!ENTITY x 'y'>]><kml>&x;</kml>")
    with pytest.raises(InputError, match="document type"):
        read_geodata(path)


@given(st.lists(st.lists(st.sampled_from(["A", "B", "C", ""]), max_size=3).map(tuple), min_size=1, max_size=8))
def test_a_finer_folder_never_means_two_coarser_ones(paths: list[tuple[str, ...]]) -> None:
    rows = folder_columns(paths)
    assert len(rows) == len(paths)
    above: dict[str, str | None] = {}
    for row in rows:
        if "Folder 2" in row:
            assert above.setdefault(row["Folder 2"], row.get("Folder")) == row.get("Folder")


def curved(path: Path) -> Path:
    """A GeoPackage with a half disk of radius 1: an arc and its chord."""
    frame = gpd.GeoDataFrame({"BEAT": ["1"]}, geometry=[shapely.box(-1, 0, 1, 1)], crs=4326)
    frame.to_file(path, layer="beats")
    arc = struct.pack("<BII6d", 1, 8, 3, 1, 0, 0, 1, -1, 0)
    chord = struct.pack("<BII4d", 1, 2, 2, -1, 0, 1, 0)
    shape = struct.pack("<BII", 1, 10, 1) + struct.pack("<BII", 1, 9, 2) + arc + chord
    head = b"GP\x00\x01" + struct.pack("<i", 4326)
    import sqlite3

    with sqlite3.connect(path) as base:
        for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
            base.execute(f'DROP TRIGGER "{name}"')
        base.execute("UPDATE beats SET geom = ?", (head + shape,))
    return path


def test_true_curves_are_made_straight(tmp_path: Path) -> None:
    found = read_geodata(curved(tmp_path / "beats.gpkg")).frame
    assert found["BEAT"].tolist() == ["1"]
    assert found.geometry[0].area == pytest.approx(3.14159 / 2, rel=0.01)


def test_backslashes_in_a_zip_lead_nowhere_outside(tmp_path: Path) -> None:
    parts = shapefile(tmp_path / "parts", boxes("012", "12", column="id"))
    path = tmp_path / "beats.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("Export\\", "")
        for name, file in parts.items():
            packed.writestr(f"Export\\{name}", file.read_bytes())
    assert read_geodata(path).frame["id"].tolist() == ["012", "12"]


@pytest.mark.parametrize("change", [str.upper, str.title, lambda name: name.replace("beats.dbf", "Beats.DBF")])
def test_the_parts_of_a_shapefile_may_be_written_in_any_case(change: object, tmp_path: Path) -> None:
    parts = shapefile(tmp_path / "parts", boxes("Peñón", "Año"))
    path = zipped(tmp_path / "beats.zip", {change(name): file for name, file in parts.items()})  # type: ignore[operator]
    found = read_geodata(path).frame
    assert found["name"].tolist() == ["Peñón", "Año"]
    assert found.crs.to_epsg() == 4326


@pytest.mark.parametrize("inside", ["", "Police Beats/"])
def test_a_geodatabase_zipped_without_its_folder_is_one(inside: str, tmp_path: Path) -> None:
    boxes("012", "12", column="id").to_file(tmp_path / "beats.gdb", driver="OpenFileGDB", layer="beats")
    parts = {f"{inside}{part.name}": part for part in (tmp_path / "beats.gdb").iterdir()}
    assert read_geodata(zipped(tmp_path / "flat.zip", parts)).frame["id"].tolist() == ["012", "12"]


def test_a_shapefile_without_its_shapes_is_named(tmp_path: Path) -> None:
    parts = shapefile(tmp_path / "parts", boxes("1"))
    del parts["beats.shp"]
    with pytest.raises(InputError, match=r"not its \.shp part"):
        read_geodata(zipped(tmp_path / "beats.zip", parts))


@pytest.mark.parametrize("page", ["cp437", "cp850", "cp1252", "utf-8"])
@pytest.mark.parametrize("said", [None, "UTF-8", "ISO-8859-1", "OEM"])
def test_names_are_right_whatever_the_code_page_file_says(page: str, said: str | None, tmp_path: Path) -> None:
    parts = shapefile(tmp_path / "parts", boxes("Pe#a", "A#o"))
    table = parts["beats.dbf"]
    letter = "ñ".encode(page)
    changed = table.read_bytes().replace(b"Pe#a".ljust(3 + len(letter)), b"Pe" + letter + b"a")
    table.write_bytes(changed.replace(b"A#o".ljust(2 + len(letter)), b"A" + letter + b"o"))
    parts["beats.cpg"].unlink()
    del parts["beats.cpg"]
    if said:
        (tmp_path / "beats.cpg").write_text(said)
        parts["beats.cpg"] = tmp_path / "beats.cpg"
    found = read_geodata(zipped(tmp_path / "beats.zip", parts))
    assert found.frame["name"].tolist() == ["Peña", "Año"]
    right = {"UTF-8": "utf-8", "ISO-8859-1": "cp1252", "OEM": "cp437"}.get(said or "")
    assert bool(found.notes) == (page not in (right, "cp850" if right == "cp437" else right))


@given(st.text("áéíóúüñÁÉÍÓÚÜÑ", min_size=1, max_size=6), st.sampled_from(["cp850", "cp1252", "utf-8"]))
def test_spanish_names_say_their_code_page(letters: str, page: str) -> None:
    text = f"Calle {letters.lower()}n y San {letters.upper()}".encode(page)
    encoding, _ = table_encoding(bytes(8) + (32).to_bytes(2, "little") + bytes(22) + text, None)
    assert text.decode(encoding or "ascii").lower() == text.decode(page).lower()


def test_layers_and_maps_are_chosen_or_all_read(tmp_path: Path) -> None:
    package = tmp_path / "beats.gpkg"
    boxes("1", "2").to_file(package, layer="north")
    boxes("3").to_crs(2913).to_file(package, layer="south", mode="a")
    found = read_geodata(package, layer="all")
    assert found.frame["name"].tolist() == ["1", "2", "3"]
    assert found.frame["Layer"].tolist() == ["north", "north", "south"]
    assert shapely.area(found.frame.geometry).tolist() == pytest.approx([0.01] * 3)
    assert found.layers == {"north": 2, "south": 1}
    assert read_geodata(package, layer="south").layers == {"south": 1, "north": None}
    assert len(read_geodata(package, every=True).frame) == 3
    parts = shapefile(tmp_path / "parts", boxes("4", column="NAME"))
    several = zipped(tmp_path / "all.zip", {"a/beats.gpkg": package, **parts})
    everything = read_geodata(several, every=True)
    assert everything.layers == {"a/beats.gpkg: north": 2, "a/beats.gpkg: south": 1, "beats.shp": 1}
    assert len(everything.frame) == 4


def test_layers_without_a_stated_system_are_not_mixed_with_others(tmp_path: Path) -> None:
    package = tmp_path / "beats.gpkg"
    boxes("1").to_file(package, layer="north")
    pyogrio.write_dataframe(boxes("2").set_crs(None, allow_override=True), package, layer="south", append=True)
    with pytest.raises(InputError, match="which coordinate system"):
        read_geodata(package, layer="all")
