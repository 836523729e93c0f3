"""Files that were made to hurt: none may read another file, call an address, or take the machine."""

from __future__ import annotations

import http.server
import json
import stat
import struct
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from geodata.files import safe_read
from geodata.files.formats import FORMATS, find_datasets, is_map
from geodata.files.limits import MEGABYTE, UPLOAD, Limits
from geodata.files.safe_read import list_layers, read_geodata
from planning.errors import InputError, PlanningError

CANARY = "hunter2"

SQUARE = [[[-122.7, 45.5], [-122.6, 45.5], [-122.6, 45.6], [-122.7, 45.6], [-122.7, 45.5]]]


def feature(properties: dict[str, object], coordinates: object = SQUARE, kind: str = "Polygon") -> dict[str, object]:
    geometry = None if coordinates is None else {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: dict[str, object], **more: object) -> str:
    return json.dumps({"type": "FeatureCollection", **more, "features": list(features)})


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A local file whose content must never come out of a reader."""
    path = tmp_path / "secret.csv"
    path.write_text(f"id,password,WKT\n1,{CANARY},POINT (1 1)\n")
    return path


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[str]]]:
    """A loopback server that notes every request; nobody may call it."""
    seen: list[str] = []

    class Notes(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"EPSG:2913")

        do_HEAD = do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    listening = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Notes)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listening.server_port}", seen
    listening.shutdown()


def attacks(address: str, secret: Path) -> dict[str, str]:
    vrt = (
        f'<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{secret}</SrcDataSource>'
        '<GeometryField encoding="WKT" field="WKT"/></OGRVRTLayer></OGRVRTDataSource>'
    )
    pipeline = f"gdal vector pipeline ! read {secret} ! write --of stream streamed_dataset"
    link = {"type": "link", "properties": {"href": f"{address}/crs", "type": "proj4"}}
    linked_shape = feature({"id": "a"})
    linked_shape["geometry"] = {"type": "Polygon", "coordinates": SQUARE, "crs": link}
    return {
        "vrt": vrt,
        "gdalg": json.dumps({"type": "gdal_streamed_alg", "command_line": pipeline}),
        "gdalg dressed as a map": collection(command_line=pipeline, type_="x").replace(
            "FeatureCollection", "gdal_streamed_alg"
        ),
        "wfs stub": f"<OGRWFSDataSource><URL>{address}/wfs</URL></OGRWFSDataSource>",
        "crs link": collection(feature({"id": "a"}), crs=link),
        "crs link in a shape": collection(linked_shape),
        "crs link in capitals": collection(feature({"id": "a"}), CRS=link),
        "crs name that is an address": collection(
            feature({"id": "a"}), crs={"type": "name", "properties": {"name": f"{address}/crs"}}
        ),
        "csv": secret.read_text(),
        "deep": "[" * 200_000,
        "list": "[1, 2]",
        "half a file": collection(feature({"id": "a"}))[:-20],
        "text with an address": address,
        "topojson": json.dumps({"type": "Topology", "objects": {}, "arcs": []}),
    }


@pytest.mark.parametrize("name", sorted(attacks("", Path(__file__))))
@pytest.mark.parametrize("ending", [".geojson", ".zip"])
def test_a_dressed_up_file_is_refused_and_shows_nothing(
    name: str,
    ending: str,
    tmp_path: Path,
    canary: Path,
    server: tuple[str, list[str]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    address, seen = server
    path = tmp_path / f"beats{ending}"
    content = attacks(address, canary)[name]
    if ending == ".zip":
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("beats.geojson", content)
    else:
        path.write_text(content)
    with pytest.raises(InputError) as refused:
        read_geodata(path)
    assert CANARY not in str(refused.value)
    assert refused.value.fix
    assert seen == []
    assert "refused" in caplog.text
    assert CANARY not in caplog.text


@pytest.mark.parametrize("ending", [".kml", ".gpkg", ".shp", ".parquet", ".fgb", ".kmz", ".json"])
def test_content_that_is_not_what_the_ending_says_is_refused(ending: str, tmp_path: Path, canary: Path) -> None:
    path = tmp_path / f"beats{ending}"
    path.write_text(attacks("http://127.0.0.1:9", canary)["vrt"])
    with pytest.raises(InputError) as refused:
        read_geodata(path)
    assert CANARY not in str(refused.value)


def test_kml_entities_and_network_links_are_not_followed(
    tmp_path: Path, canary: Path, server: tuple[str, list[str]]
) -> None:
    address, seen = server
    entity = tmp_path / "entity.kml"
    entity.write_text(
        f'<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY x SYSTEM "file://{canary}">]>'
        "<kml><Document><Placemark><name>&x;</name></Placemark></Document></kml>"
    )
    with pytest.raises(InputError, match="not a KML file"):
        read_geodata(entity)
    link = tmp_path / "link.kml"
    link.write_text(
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><Link>'
        f"<href>{address}/more.kml</href></Link></NetworkLink></Document></kml>"
    )
    with pytest.raises(InputError):
        read_geodata(link)
    assert seen == []


@pytest.mark.parametrize(
    "name", ["http://127.0.0.1:{port}/beats.geojson", "/vsicurl/http://127.0.0.1:{port}/x.geojson", "/vsizip/x.zip"]
)
def test_an_address_is_no_file(name: str, server: tuple[str, list[str]]) -> None:
    address, seen = server
    with pytest.raises(InputError, match="an address, not a file"):
        read_geodata(name.format(port=address.rsplit(":", 1)[1]))
    assert seen == []


@pytest.mark.parametrize(
    ("content", "message"), [(None, "there is no file"), ("", "is empty"), ("folder", "is a folder")]
)
def test_a_file_that_is_not_there(content: str | None, message: str, tmp_path: Path) -> None:
    path = tmp_path / "beats.geojson"
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_text(content)
    with pytest.raises(InputError, match=message):
        read_geodata(path)


def test_a_zip_bomb_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    packed = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    with packed, packed.open("beats.geojson", "w") as member:
        for _ in range(120):
            member.write(b" " * MEGABYTE)
    start = time.perf_counter()
    with pytest.raises(InputError, match="would unpack to 120 MB, more than 100"):
        read_geodata(path)
    assert time.perf_counter() - start < 1
    small = Limits(unpacked_bytes=400 * MEGABYTE)
    with pytest.raises(InputError, match="grow more than 100 times"):
        read_geodata(path, limits=small)


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lie.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("beats.geojson", " " * 3 * MEGABYTE)
    honest = struct.pack("<L", 3 * MEGABYTE)
    path.write_bytes(path.read_bytes().replace(honest, struct.pack("<L", 1000)))
    with pytest.raises(InputError, match="damaged"):
        read_geodata(path)


def test_three_million_features_are_refused_with_their_count_while_others_read(tmp_path: Path) -> None:
    empty = b'{"type":"Feature","geometry":null},'
    huge, good = tmp_path / "huge.geojson", tmp_path / "good.geojson"
    huge.write_bytes(b'{"type":"FeatureCollection","features":[' + empty * 500_000 + empty[:-1] + b"]}")
    good.write_text(collection(feature({"id": "a"})))
    said: list[str] = []

    def read_huge() -> None:
        with pytest.raises(InputError) as refused:
            read_geodata(huge)
        said.append(str(refused.value))

    other = threading.Thread(target=read_huge)
    other.start()
    assert len(read_geodata(good).frame) == 1
    other.join()
    assert said == ["huge.geojson has 500,001 rows, more than 20,000: cut it to your own area."]


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(features=1), "has 2 rows, more than 1"),
        (Limits(vertices=9), "has 10 corner points, more than 9"),
        (Limits(file_bytes=10), "MB, more than"),
    ],
)
def test_every_cap_has_an_edge(limits: Limits, message: str, tmp_path: Path) -> None:
    path = tmp_path / "beats.geojson"
    path.write_text(collection(feature({"id": "a"}), feature({"id": "b"})))
    with pytest.raises(InputError, match=message):
        read_geodata(path, limits=limits)
    at_the_edge = Limits(features=2, vertices=10, file_bytes=path.stat().st_size)
    assert len(read_geodata(path, limits=at_the_edge).frame) == 2


def test_too_little_memory_is_an_error_like_any_other(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    path = tmp_path / "beats.geojson"
    path.write_text(collection(feature({"id": "a"})))
    with pytest.raises(InputError):
        read_geodata(path, limits=Limits(memory_bytes=60 * MEGABYTE))


def test_a_driver_the_caller_did_not_know_is_switched_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = safe_read._DRIVERS - {"OGR_VRT", "WFS"}
    monkeypatch.setattr(safe_read, "_DRIVERS", known)
    path = tmp_path / "beats.geojson"
    path.write_text(collection(feature({"id": "a"})))
    assert len(read_geodata(path).frame) == 1
    assert {"OGR_VRT", "WFS"} <= known


def test_gdal_keeps_the_drivers_of_the_format(tmp_path: Path) -> None:
    path = tmp_path / "beats.geojson"
    path.write_text(collection(feature({"id": "a"})))
    (dataset,) = find_datasets(path, tmp_path, UPLOAD)
    skipped = safe_read.only_drivers(dataset)["GDAL_SKIP"].split(",")
    assert "OGR_VRT" in skipped
    assert "GeoJSON" not in skipped


def zip_of(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("../beats.geojson", "leads out of it"),
        ("/etc/beats.geojson", "leads out of it"),
        ("a/../../beats.geojson", "leads out of it"),
        ("..\\beats.geojson", "leads out of it"),
        ("C:/beats.geojson", "leads out of it"),
        ("inner.zip", "another archive"),
        ("map/inner.tar.gz", "another archive"),
        ("readme.txt", "holds no map"),
    ],
)
def test_members_that_do_not_belong_in_a_zip(name: str, message: str, tmp_path: Path) -> None:
    folder = tmp_path / "work" / "deep"
    folder.mkdir(parents=True)
    path = zip_of(folder / "beats.zip", {name: collection(feature({"id": "a"}))})
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(InputError, match=message):
        read_geodata(path)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_link_in_a_zip_is_refused(tmp_path: Path, canary: Path) -> None:
    path = tmp_path / "beats.zip"
    member = zipfile.ZipInfo("beats.geojson")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(member, str(canary))
    with pytest.raises(InputError, match="holds a link"):
        read_geodata(path)


def test_too_many_members_encryption_and_damage(tmp_path: Path) -> None:
    many = zip_of(tmp_path / "many.zip", {f"{k}.txt": "" for k in range(10_000)})
    with pytest.raises(InputError, match="holds 10,000 files, more than 200"):
        read_geodata(many)
    locked = zip_of(tmp_path / "locked.zip", {"beats.geojson": collection(feature({"id": "a"}))})
    content = bytearray(locked.read_bytes())
    directory = content.rfind(b"PK\x01\x02")
    content[6] |= 1
    content[directory + 8] |= 1
    locked.write_bytes(content)
    with pytest.raises(InputError, match="password"):
        read_geodata(locked)
    (tmp_path / "cut.zip").write_bytes(many.read_bytes()[:500])
    with pytest.raises(InputError, match="not a zip"):
        read_geodata(tmp_path / "cut.zip")


def test_a_zip_from_a_mac_with_a_folder_inside_is_accepted(tmp_path: Path) -> None:
    path = zip_of(
        tmp_path / "beats.zip",
        {
            "City Data (2024)/beats.geojson": collection(feature({"id": "a"})),
            "City Data (2024)/readme.pdf": "%PDF",
            "__MACOSX/City Data (2024)/._beats.geojson": "\x00\x05\x16\x07",
            "City Data (2024)/.DS_Store": "\x00",
        },
    )
    found = read_geodata(path)
    assert found.name == "City Data (2024)/beats.geojson"
    assert found.frame["id"].tolist() == ["a"]


@pytest.fixture(scope="module")
def squares() -> gpd.GeoDataFrame:
    boxes = [shapely.box(-122.7 + k / 10, 45.5, -122.6 + k / 10, 45.6) for k in range(2)]
    return gpd.GeoDataFrame({"id": ["012", "12"], "name": ["Peñón", "Año"]}, geometry=boxes, crs=4326)


def zip_shapefile(frame: gpd.GeoDataFrame, path: Path, *, drop: tuple[str, ...] = (), **options: str) -> Path:
    folder = path.parent / f"{path.stem}_parts"
    folder.mkdir()
    frame.to_file(folder / "beats.shp", **options)
    with zipfile.ZipFile(path, "w") as packed:
        for part in sorted(folder.iterdir()):
            if part.suffix not in drop:
                packed.write(part, part.name)
    return path


def test_every_format_reads_the_same_map(squares: gpd.GeoDataFrame, tmp_path: Path) -> None:
    written: dict[str, Path] = {}
    for ending, driver in {".geojson": "GeoJSON", ".gpkg": "GPKG", ".fgb": "FlatGeobuf", ".kml": "KML"}.items():
        written[ending] = tmp_path / f"beats{ending}"
        squares.to_file(written[ending], driver=driver)
    written[".json"] = tmp_path / "beats.json"
    written[".json"].write_bytes(b"\xef\xbb\xbf" + written[".geojson"].read_bytes())
    for ending in (".parquet", ".geoparquet"):
        written[ending] = tmp_path / f"beats{ending}"
        squares.to_parquet(written[ending])
    written[".shp"] = zip_shapefile(squares, tmp_path / "shape.zip")
    folder = tmp_path / "beats.gdb"
    squares.to_file(folder, driver="OpenFileGDB")
    written[".gdb"] = tmp_path / "gdb.zip"
    with zipfile.ZipFile(written[".gdb"], "w") as packed:
        for part in folder.iterdir():
            packed.write(part, f"out/beats.gdb/{part.name}")
    assert set(written) == set(FORMATS)
    written[".kmz"] = tmp_path / "beats.kmz"
    with zipfile.ZipFile(written[".kmz"], "w") as packed:
        packed.write(written[".kml"], "doc.kml")
    for ending, path in written.items():
        frame = read_geodata(path).frame
        ids = frame["Name" if ending in (".kml", ".kmz") else "id"]
        assert sorted(ids) == (["Año", "Peñón"] if ending in (".kml", ".kmz") else ["012", "12"]), ending
        assert frame.crs.to_epsg() == 4326 or frame.crs.to_authority() == ("OGC", "CRS84"), ending
        assert shapely.area(frame.geometry).tolist() == pytest.approx([0.01, 0.01]), ending
        assert is_map(path)


def test_a_shapefile_without_its_table_or_index_is_named(squares: gpd.GeoDataFrame, tmp_path: Path) -> None:
    for part in (".dbf", ".shx"):
        path = zip_shapefile(squares, tmp_path / f"no{part[1:]}.zip", drop=(part,))
        with pytest.raises(InputError, match=f"is missing its {part} part"):
            read_geodata(path)


@pytest.mark.parametrize("encoding", ["UTF-8", "ISO-8859-1"])
@pytest.mark.parametrize("drop", [(), (".cpg",)])
def test_names_are_right_with_and_without_a_code_page(
    encoding: str, drop: tuple[str, ...], squares: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    path = zip_shapefile(squares, tmp_path / "beats.zip", drop=drop, encoding=encoding)
    found = read_geodata(path)
    assert found.frame["name"].tolist() == ["Peñón", "Año"]
    assert any("does not say how its names are written" in note for note in found.notes) == bool(drop)


def test_a_shapefile_without_prj_has_no_system(squares: gpd.GeoDataFrame, tmp_path: Path) -> None:
    assert read_geodata(zip_shapefile(squares, tmp_path / "beats.zip", drop=(".prj",))).frame.crs is None


def test_several_maps_or_layers_are_asked_about(squares: gpd.GeoDataFrame, tmp_path: Path) -> None:
    first, second = tmp_path / "a.geojson", tmp_path / "b.geojson"
    for path, rows in ((first, squares), (second, squares.head(1))):
        rows.to_file(path)
    both = tmp_path / "both.zip"
    with zipfile.ZipFile(both, "w") as packed:
        packed.write(first, "a.geojson")
        packed.write(second, "b.geojson")
    with pytest.raises(InputError, match=r"holds 2 maps: 'a.geojson', 'b.geojson'"):
        read_geodata(both)
    assert list_layers(both) == ("a.geojson", "b.geojson")
    assert len(read_geodata(both, layer="b.geojson").frame) == 1
    assert len(read_geodata(both, layer="a").frame) == 2
    assert len(read_geodata(second, layer="b.geojson").frame) == 1
    with pytest.raises(InputError, match="no layer 'c'"):
        read_geodata(both, layer="c")
    package = tmp_path / "both.gpkg"
    squares.to_file(package, layer="beats")
    squares.head(1).to_file(package, layer="sectors", mode="a")
    with pytest.raises(InputError, match="has 2 layers: 'beats', 'sectors'"):
        read_geodata(package)
    assert list_layers(package) == ("beats", "sectors")
    assert len(read_geodata(package, layer="sectors").frame) == 1
    with pytest.raises(InputError, match="no layer 'precincts'"):
        read_geodata(package, layer="precincts")


def test_one_page_of_a_map_server_is_not_the_layer(tmp_path: Path) -> None:
    ring = [[-122.7, 45.5], [-122.7, 45.6], [-122.6, 45.6], [-122.7, 45.5]]
    page: dict[str, object] = {
        "geometryType": "esriGeometryPolygon",
        "spatialReference": {"wkid": 4326},
        "fields": [{"name": "BEAT", "type": "esriFieldTypeString", "length": 5}],
        "features": [{"attributes": {"BEAT": "012"}, "geometry": {"rings": [ring]}}],
    }
    path = tmp_path / "beats.json"
    path.write_text(json.dumps(page))
    assert read_geodata(path).frame["BEAT"].tolist() == ["012"]
    path.write_text(json.dumps(page | {"exceededTransferLimit": True}))
    with pytest.raises(InputError, match="only the first 1 rows"):
        read_geodata(path)
    path.write_text(collection(feature({"BEAT": "1"}), properties={"exceededTransferLimit": True}))
    with pytest.raises(InputError, match="only the first 1 rows"):
        read_geodata(path)


def test_columns_that_are_no_plain_cells_are_dropped_and_named(tmp_path: Path) -> None:
    path = tmp_path / "beats.geojson"
    path.write_text(
        collection(
            feature({"id": "a", "when": "2024-01-02T03:04:05Z", "nested": {"x": 1}, "list": [1], "text": "x" * 10_001}),
            feature({"id": "2024-01-02", "when": None, "nested": None, "list": None, "text": "y"}),
        )
    )
    found = read_geodata(path)
    assert list(found.frame.columns) == ["id", "when", "geometry"]
    assert found.frame["when"].tolist()[0] == "2024-01-02T03:04:05Z"
    assert found.frame["id"].tolist() == ["a", "2024-01-02"]
    assert found.notes == (
        "beats.geojson: columns that are not plain text or numbers were left out: nested, list, text.",
    )


def test_a_text_of_ten_megabytes_costs_its_column_and_not_the_map(tmp_path: Path) -> None:
    path = tmp_path / "beats.geojson"
    book = 'a "word" \\ ' * 1_000_000
    path.write_text(collection(feature({"id": "a", "text": book, "after": "é"}), feature({"id": "b", "text": "y"})))
    found = read_geodata(path)
    assert list(found.frame.columns) == ["id", "after", "geometry"]
    assert found.frame["id"].tolist() == ["a", "b"]
    assert found.frame["after"].iloc[0] == "é"
    assert found.notes == ("beats.geojson: columns that are not plain text or numbers were left out: text.",)


@pytest.mark.parametrize("number", ["NaN", "1e999", "null", '"x"'])
def test_a_coordinate_that_is_no_number_names_its_row(number: str, tmp_path: Path) -> None:
    path = tmp_path / "beats.geojson"
    path.write_text(collection(feature({"id": "a"}), feature({"id": "b"})).replace("-122.7", number, 1))
    with pytest.raises(InputError, match="not numbers, in the shape of row 1:"):
        read_geodata(path)


def test_an_unclosed_outline_is_closed_and_told(tmp_path: Path) -> None:
    path = tmp_path / "beats.geojson"
    path.write_text(collection(feature({"id": "a"}), feature({"id": "b"}, [SQUARE[0][:-1]])))
    found = read_geodata(path)
    assert shapely.area(found.frame.geometry).tolist() == pytest.approx([0.01, 0.01])
    assert found.notes == ("beats.geojson: outlines that do not close were closed in row 2.",)


def test_a_single_feature_and_a_bare_shape_are_maps_too(tmp_path: Path) -> None:
    path = tmp_path / "beats.geojson"
    path.write_text(json.dumps(feature({"id": "a"})))
    assert read_geodata(path).frame["id"].tolist() == ["a"]
    path.write_text(json.dumps({"type": "Polygon", "coordinates": SQUARE}))
    assert len(read_geodata(path).frame) == 1


def test_a_property_called_geometry_is_not_the_shape(tmp_path: Path) -> None:
    path = tmp_path / "beats.geojson"
    path.write_text(collection(feature({"id": "a", "geometry": "x", "crs": "EPSG:4326", "type": "link"})))
    found = read_geodata(path)
    assert list(found.frame.columns) == ["id", "crs", "type", "geometry"]
    assert found.frame.geometry.iloc[0].geom_type == "Polygon"


def test_parquet_that_is_large_inside_or_oddly_stored_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "beats.parquet"
    pq.write_table(pa.table({"x": ["a" * 1000] * 20_001}), path)
    with pytest.raises(InputError, match="20,001 rows"):
        read_geodata(path)
    with pytest.raises(InputError, match="too large once unpacked"):
        read_geodata(path, limits=Limits(unpacked_bytes=1000))
    path.write_bytes(b"PAR1 and then nothing PAR1")
    with pytest.raises(InputError, match="not a Parquet file"):
        read_geodata(path)


def test_only_the_errors_of_the_product_are_raised(tmp_path: Path) -> None:
    """A byte that is no text, anywhere in a good file, is one sentence."""
    good = collection(feature({"id": "a"}), feature({"id": "b"})).encode()
    for k in range(0, len(good), 40):
        path = tmp_path / f"{k}.geojson"
        path.write_bytes(good[:k] + b"\xff" + good[k + 1 :])
        with pytest.raises(PlanningError):
            read_geodata(path)


def test_the_limits_are_the_ones_written_down() -> None:
    assert (
        Limits(
            file_bytes=20 * MEGABYTE,
            unpacked_bytes=100 * MEGABYTE,
            members=200,
            ratio=100,
            features=20_000,
            vertices=2_000_000,
            seconds=15,
        )
        == UPLOAD
    )


def test_a_map_without_rows_is_called_so(tmp_path: Path) -> None:
    path = tmp_path / "none.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": []}))
    with pytest.raises(InputError, match=r"none\.geojson has no rows"):
        read_geodata(path)
