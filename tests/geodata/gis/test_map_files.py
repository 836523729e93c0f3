"""Every map in every form, opened by GDAL and by what else reads it: names kept, missing null, what it is inside."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from jsonschema import Draft202012Validator

from geodata.department.answers import prepare
from geodata.departments import Opened, open_for
from geodata.gis.map_table import MapTable
from geodata.gis.themes import SHORT_LANGUAGES, THEMES, columns_of
from geodata.gis.writers import MAP_ENDINGS, bbox_of, map_bytes, outlines_of
from geodata.papers.exports import USE_NOTE
from geodata.products.asked import options_as_json
from geodata.products.made import MapMade, map_of, stamp_of
from geodata.products.registry import find_product, make
from geodata.records.engine import open_temporary_store
from planning.errors import InputError
from planning.languages.groups import ALL, LANGUAGES
from planning.officers.options import PostOptions
from planning.records.roles import Actor
from tests.examples import quick_ones
from tests.four_square import four_square_department

LONGEST_SHORT = 10
"""Letters of a column's name that a Shapefile keeps."""
KIM = Actor("kim@pd.example", "admin")
RULE = {"rule": "king_county", "day": "2026-06-01"}
ASKED = {
    "map-need": {"level": "beat"},
    "map-verdicts": {"level": "beat", **RULE},
    "map-coverage": {"options": options_as_json(PostOptions()), **RULE},
    "map-change": {"level": "beat", "then": 2018, "now": 2023},
    "map-what-if": {"level": "beat", "steps": [{"what": "merge-beats", "areas": ["41", "43"], "into": "41"}]},
}

PACKAGE = {
    "type": "object",
    "required": ["name", "resources"],
    "properties": {
        "profile": {"enum": ["data-package", "tabular-data-package"]},
        "name": {"type": "string", "pattern": "^([-a-z0-9._/])+$"},
        "title": {"type": "string"},
        "description": {"type": "string"},
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "path", "profile", "schema"],
                "properties": {
                    "name": {"type": "string", "pattern": "^([-a-z0-9._/])+$"},
                    "path": {"type": "string", "pattern": r"^(?=^[^./~])(^((?!\.{2}).)*$).*$"},
                    "profile": {"const": "tabular-data-resource"},
                    "encoding": {"type": "string"},
                    "schema": {
                        "type": "object",
                        "required": ["fields"],
                        "properties": {
                            "fields": {
                                "type": "array",
                                "minItems": 1,
                                "items": {
                                    "required": ["name"],
                                    "properties": {"type": {"enum": ["string", "number", "integer", "boolean"]}},
                                },
                            },
                            "primaryKey": {"type": "array", "items": {"type": "string"}},
                            "missingValues": {"type": "array", "items": {"type": "string"}},
                        },
                    },
                },
            },
        },
    },
}
"""What the Frictionless standard asks of a tabular package, as far as ours uses it."""


def check_package(archive: zipfile.ZipFile) -> dict[str, object]:
    """Hold a package against the standard, and its tables against what it says of them."""
    package = json.loads(archive.read("datapackage.json"))
    Draft202012Validator(PACKAGE).validate(package)
    for resource in package["resources"]:
        table = pd.read_csv(archive.open(resource["path"]), dtype=str, keep_default_na=False, encoding="utf-8-sig")
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(table.columns)
        for field in fields:
            if field["type"] == "number":
                pd.to_numeric(table[field["name"]].replace("", None))
        key = resource["schema"].get("primaryKey")
        assert not key or not table[key].duplicated().any()
    return package


@pytest.fixture(scope="module")
def demo() -> Opened:
    return open_for("demo", KIM)


@pytest.fixture(scope="module")
def squares() -> Opened:
    return Opened(prepare(four_square_department()), open_temporary_store(), KIM)


def table_of(opened: Opened, product: str) -> MapTable:
    made = make(opened, product, ASKED[product])
    assert isinstance(made, MapMade)
    return map_of(opened, made, stamp_of(opened, find_product(product), ASKED[product]))


@pytest.fixture(scope="module", params=quick_ones(ASKED, ("map-need", "map-verdicts")))
def table(request: pytest.FixtureRequest, demo: Opened) -> MapTable:
    return table_of(demo, request.param)


def same_figures(found: pd.DataFrame, table: MapTable) -> None:
    assert list(found["area_id"]) == list(table.frame["area_id"])
    for column in table.columns:
        if column.is_text:
            ours = table.frame[column.name].astype("object")
            assert (
                found[column.name].astype("object").where(found[column.name].notna(), None).tolist()
                == ours.where(ours.notna(), None).tolist()
            )
        else:
            np.testing.assert_array_equal(found[column.name].astype("float64"), table.frame[column.name])


def test_gdal_reads_every_map_in_every_form(table: MapTable, tmp_path: Path) -> None:
    names = [column.name for column in table.columns]
    for ending in MAP_ENDINGS:
        (tmp_path / f"map{ending}").write_bytes(map_bytes(table, ending))
    for ending in (".gpkg", ".geojson"):
        found = gpd.read_file(tmp_path / f"map{ending}")
        assert found.crs.to_epsg() == 4326 and [n for n in found.columns if n != "geometry"] == names
        same_figures(found, table)
        assert found.geometry.is_valid.all()
        assert np.allclose(*map(shapely.area, (found.geometry, table.frame.geometry)), rtol=1e-4)
    same_figures(gpd.read_parquet(tmp_path / "map.parquet"), table)
    info = pyogrio.read_info(tmp_path / "map.gpkg", layer=table.theme.name)
    about = json.loads(info["layer_metadata"]["common_tongue"])
    assert about["use"] == USE_NOTE and "C16001" in about["census_data"] and set(about["columns"]) == set(names)
    assert ("rule" in about) == (table.theme.name in ("verdicts", "coverage"))
    assert json.loads(pq.read_schema(tmp_path / "map.parquet").metadata[b"common_tongue"]) == about
    archive = zipfile.ZipFile(tmp_path / "map.zip")
    check_package(archive)
    assert USE_NOTE in archive.read("README.txt").decode() and about["made_from"] in archive.read("README.txt").decode()
    archive.extractall(tmp_path / "join")
    joined = pyogrio.read_dataframe(tmp_path / "join" / f"{table.theme.name}.csv", read_geometry=False)
    assert list(joined["area_id"]) == list(table.frame["area_id"]), "ids keep their zeros"
    named = pd.read_csv(tmp_path / "join" / f"{table.theme.name}_names.csv")
    assert list(named["short"]) == list(joined.columns) and list(named["name"]) == names
    same_figures(joined.rename(columns=dict(zip(named["short"], named["name"], strict=True))), table)


def test_geojson_keeps_to_rfc_7946(table: MapTable) -> None:
    document = json.loads(map_bytes(table, ".geojson"))
    assert "crs" not in document and document["type"] == "FeatureCollection"
    assert document["bbox"] == [round(float(edge), 7) for edge in table.frame.total_bounds]
    for feature in document["features"]:
        assert set(feature) == {"type", "properties", "geometry"}
        for part in shapely.get_parts(shapely.from_geojson(json.dumps(feature["geometry"]))):
            assert part.exterior.is_ccw and not any(ring.is_ccw for ring in part.interiors)


def test_geoparquet_is_1_1_with_a_bbox(table: MapTable) -> None:
    geo = json.loads(pq.read_schema(io.BytesIO(map_bytes(table, ".parquet"))).metadata[b"geo"])
    column = geo["columns"][geo["primary_column"]]
    assert geo["version"] == "1.1.0" and column["encoding"] == "WKB" and "bbox" in column["covering"]


def test_a_figure_is_the_table_and_a_missing_one_is_null(squares: Opened, tmp_path: Path) -> None:
    department = squares.department
    cells = department.language.lep.copy()
    cells["korean"] = np.nan  # not in this table
    holed = replace(department, language=replace(department.language, lep=cells))
    opened = Opened(prepare(holed), squares.store, KIM)
    whole, lacking = (table_of(one, "map-need") for one in (squares, opened))
    west = whole.frame.set_index("area_id").loc["west"]
    assert west["spanish_lep"] == 150.0 and west["name"] == "west" and west["korean_lep"] == 0.0
    for ending, read in ((".geojson", gpd.read_file), (".gpkg", gpd.read_file), (".parquet", gpd.read_parquet)):
        (tmp_path / f"x{ending}").write_bytes(map_bytes(lacking, ending))
        found = read(tmp_path / f"x{ending}").set_index("area_id")
        assert found["korean_lep"].isna().all() and found["all_lep"].isna().all(), "a sum of some is none of all"
        assert found["spanish_lep"].tolist() == whole.frame["spanish_lep"].tolist()


def test_only_what_is_published_of_officers_leaves(demo: Opened) -> None:
    names = {column.name for column in table_of(demo, "map-coverage").columns}
    assert not any(word in name for name in names for word in ("certified", "tested", "self", "officer_id", "verified"))
    short = table_of(demo, "map-coverage").frame.set_index("area_id")
    assert (short["all_officers_short_low"] <= short["all_officers_short_high"]).all()
    assert (short["all_officers_short_low"] < short["all_officers_short_high"]).any(), (
        "a count of one or two is a range"
    )


def test_names_are_kept_by_every_gis() -> None:
    assert set(SHORT_LANGUAGES) == {ALL, *LANGUAGES} and len(set(SHORT_LANGUAGES.values())) == len(SHORT_LANGUAGES)
    for theme in THEMES.values():
        columns = columns_of(theme, [ALL, *LANGUAGES])
        shorts = [column.short.lower() for column in columns]
        assert len(set(shorts)) == len(shorts) and len({column.name for column in columns}) == len(columns)
        for column in columns:
            assert re.fullmatch(r"[a-z][a-z0-9_]{0,62}", column.name) and column.meaning
            assert re.fullmatch(r"[a-z][a-z0-9_]*", column.short) and len(column.short) <= LONGEST_SHORT


def test_holes_and_the_line_of_180_degrees() -> None:
    ring = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 2, 2)).reverse()
    (outline,) = outlines_of(gpd.GeoSeries([ring]))
    back = shapely.from_geojson(json.dumps(outline))
    assert back.exterior.is_ccw and not back.interiors[0].is_ccw and back.equals(ring)
    both = shapely.union_all([shapely.box(179, 51, 180, 52), shapely.box(-180, 51, -179, 52)])
    assert bbox_of(gpd.GeoSeries([both])) == [179.0, 51.0, -179.0, 52.0]


def test_another_ending_is_refused_in_a_sentence(squares: Opened) -> None:
    with pytest.raises(InputError, match=r"\.gpkg, \.geojson, \.parquet, \.zip"):
        map_bytes(table_of(squares, "map-need"), ".shp")


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="gdal-bin is not installed")
def test_ogrinfo_lists_the_layer_with_its_metadata(squares: Opened, tmp_path: Path) -> None:
    path = tmp_path / "need.gpkg"
    path.write_bytes(map_bytes(table_of(squares, "map-need"), ".gpkg"))
    said = subprocess.run(["ogrinfo", "-ro", "-al", "-so", path], capture_output=True, text=True, check=True).stdout
    assert "Layer name: need" in said and "spanish_likely_high: Real" in said and "common_tongue" in said


QGIS = Path(os.environ.get("QGIS_PREFIX_PATH", "/usr"))


@pytest.mark.skipif(
    not (QGIS / "lib/python3/dist-packages/qgis").is_dir(),
    reason="QGIS is not installed: apt-get install --no-install-recommends python3-qgis (103 MB, 925 MB unpacked)",
)
def test_qgis_opens_what_a_gis_desk_is_given(squares: Opened, tmp_path: Path) -> None:
    """GeoPackage, GeoJSON and the table to join. The GDAL of Debian reads no GeoParquet; geopandas does above."""
    table = table_of(squares, "map-need")
    for ending in (".gpkg", ".geojson", ".zip"):
        (tmp_path / f"map{ending}").write_bytes(map_bytes(table, ending))
    files = [tmp_path / "map.gpkg", tmp_path / "map.geojson", f"/vsizip/{tmp_path}/map.zip/{table.theme.name}.csv"]
    libraries = [*QGIS.glob("lib/*-linux-gnu"), *QGIS.glob("lib/*-linux-gnu/*pack"), *QGIS.glob("lib/*-linux-gnu/blas")]
    there = {
        "PATH": "/usr/bin",
        "HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_PLUGIN_PATH": os.pathsep.join(map(str, QGIS.glob("lib/*-linux-gnu/qt5/plugins"))),
        "LD_LIBRARY_PATH": os.pathsep.join(map(str, [*libraries, QGIS / "lib"])),
        "PYTHONPATH": str(QGIS / "lib/python3/dist-packages"),
        "PROJ_LIB": "/usr/share/proj",
    }
    script = Path(__file__).with_name("qgis_reads.py")
    call = ["/usr/bin/python3", script, QGIS, *files]
    said = subprocess.run(call, env=there, capture_output=True, text=True, check=True).stdout
    found = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    names = [column.name for column in table.columns]
    for one in found[:2]:
        assert one["valid"] and one["crs"] == "EPSG:4326" and set(names) <= set(one["names"])
        assert all(row["valid"] for row in one["rows"])
        read = pd.DataFrame([row["figures"] for row in one["rows"]])[names]
        same_figures(read, table)
    short = found[2]
    assert short["valid"] and max(map(len, short["names"])) <= 10 and len(short["rows"]) == len(table.frame)
    assert [row["figures"]["area_id"] for row in short["rows"]] == list(table.frame["area_id"])
