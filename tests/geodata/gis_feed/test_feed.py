"""The feed by the standard: what each document says, pages of areas, windows, refusals; and GDAL reads it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import shapely
from jsonschema import Draft202012Validator

from geodata.departments import Opened, open_for
from geodata.gis_feed import collections as feed_collections
from geodata.gis_feed.collections import Collection, Features, collections_for
from geodata.gis_feed.service import CONFORMS, CRS84, GEOJSON, HTML, ROOT, Answer, Question, answer
from planning.records.roles import Actor
from planning.vocabulary import COMMANDER, RECRUITER, VIEWER

READ = """
import json, sys
import geopandas as gpd, pyogrio
found = gpd.read_file(sys.argv[1], layer="need-beat")
layers = [str(name) for name, _ in pyogrio.list_layers(sys.argv[1])]
korean = dict(zip(found["area_id"], found["korean_lep"], strict=True))
print(json.dumps({"layers": layers, "korean": korean, "shapes": int(found.geometry.notna().sum())}))
"""
BASE = "http://localhost:8501"


@lru_cache(maxsize=32)
def _kept(state: tuple[str, ...]) -> list[Features]:
    return []


def keep(opened: Opened, collection: Collection) -> Features:
    held = _kept(feed_collections.state_of(opened, collection))
    if not held:
        held.append(feed_collections.build_features(opened, collection))
    return held[0]


def opened_as(role: str) -> Opened:
    return open_for("demo", Actor("GIS client: desk", role))


@pytest.fixture(scope="module")
def desk() -> Opened:
    return opened_as(COMMANDER)


def ask(opened: Opened, address: str, accept: str = "application/json", none_match: str = "") -> Answer:
    parts = urlsplit(address)
    query = parse_qsl(parts.query, keep_blank_values=True)
    return answer(opened, Question(parts.path, query, accept, none_match, BASE), keep)


def read(opened: Opened, address: str) -> dict[str, Any]:
    found = ask(opened, address)
    assert found.status == 200, found.body
    return json.loads(found.body)


def rels(document: dict[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for link in document["links"]:
        assert link["type"] and link["href"].startswith(BASE + ROOT)
        found.setdefault(link["rel"], []).append(link["href"])
    return found


def test_the_documents_say_what_the_standard_asks(desk: Opened) -> None:
    assert {"self", "alternate", "service-desc", "service-doc", "conformance", "data"} <= set(rels(read(desk, "/")))
    assert read(desk, "/conformance")["conformsTo"] == list(CONFORMS)
    every = read(desk, "/collections")
    assert {"self", "alternate"} <= set(rels(every))
    ids = [one["id"] for one in every["collections"]]
    assert ids == [one.id for one in collections_for(desk)] and len(set(ids)) == len(ids)
    assert {"areas-beat", "need-beat", "need-district", "results-beat", "change-beat", "officers-short"} <= set(ids)
    for one in every["collections"]:
        assert one["itemType"] == "feature" and one["crs"] == [CRS84] and len(rels(one)["items"]) == 2
        assert len(one["extent"]["spatial"]["bbox"][0]) == 4 and "immigration" in one["description"]
    api = ask(desk, "/api")
    document = json.loads(api.body)
    assert api.content_type == "application/vnd.oai.openapi+json;version=3.0" and document["openapi"].startswith("3.0")
    assert set(document["components"]["securitySchemes"]) == {"key", "bearer", "basic"}
    for path, methods in document["paths"].items():
        assert "200" in methods["get"]["responses"], path
    Draft202012Validator({"required": ["openapi", "info", "paths"]}).validate(document)


def test_areas_come_page_by_page_with_the_figures_of_the_table(desk: Opened) -> None:
    first = read(desk, "/collections/need-beat/items?limit=10")
    assert (first["numberMatched"], first["numberReturned"], len(first["features"])) == (24, 10, 10)
    assert first["timeStamp"].endswith("Z") and "C16001" in first["common_tongue"]["Census data"]
    ids, document = [], first
    while True:
        ids += [feature["id"] for feature in document["features"]]
        if "next" not in rels(document):
            break
        document = read(desk, rels(document)["next"][0].removeprefix(BASE + ROOT))
    assert ids == sorted(ids) and len(ids) == 24
    from geodata.department.answers import need

    table = need(desk.prepared, "beat").set_index(["area_id", "language"])["lep"]
    feature = read(desk, "/collections/need-beat/items/42")
    assert feature["properties"]["korean_lep"] == table["42", "korean"] and feature["id"] == "42"
    assert read(desk, "/collections/need-beat/items?area_id=42")["features"][0]["properties"] == feature["properties"]
    assert read(desk, "/collections/need-beat/items?limit=99999")["numberReturned"] == 24, "cut, not refused"


def test_a_window_gives_the_areas_it_touches(desk: Opened) -> None:
    features = keep(desk, next(one for one in collections_for(desk) if one.id == "need-beat"))
    box = shapely.bounds(features.shapes[features.ids.index("42")]).tolist()
    expected = [
        one for one, shape in zip(features.ids, features.shapes, strict=True) if shape.intersects(shapely.box(*box))
    ]
    found = read(desk, f"/collections/need-beat/items?bbox={','.join(map(str, box))}&bbox-crs={CRS84}")
    assert [one["id"] for one in found["features"]] == expected and 1 < len(expected) < 24
    assert read(desk, "/collections/need-beat/items?bbox=170,-10,-170,10")["numberMatched"] == 0
    assert read(desk, "/collections/need-beat/items?bbox=-180,-90,0,180,90,0")["numberMatched"] == 24
    assert read(desk, "/collections/need-beat/items?datetime=2020-01-01/..")["numberMatched"] == 24


@pytest.mark.parametrize(
    "query",
    (
        *("limit=0", "limit=x", "limit=-1", "limit=1&limit=2", "offset=-1", "bbox=1,2,3", "bbox=a,b,c,d"),
        *("bbox=0,9,1,8", "bbox=nan,0,1,1", "bbox=0,0,1,inf", "crs=EPSG:2276", "bbox-crs=x", "datetime=tomorrow"),
        *("f=xml", "language=korean"),
    ),
)
def test_what_means_nothing_is_refused_in_a_sentence(query: str, desk: Opened) -> None:
    found = ask(desk, f"/collections/need-beat/items?{query}")
    assert found.status == 400 and json.loads(found.body)["description"].endswith(".")


def test_every_document_is_a_page_too_and_keeps_the_key(desk: Opened) -> None:
    for path in ("/", "/conformance", "/api", "/collections", "/collections/need-beat", "/collections/need-beat/items"):
        found = ask(desk, path, accept="text/html,application/xhtml+xml")
        assert found.content_type.startswith(HTML) and b"<h1>" in found.body and b"<script" not in found.body
        assert ask(desk, f"{path}?f=json", accept="text/html").content_type != HTML
    assert all("key=abc" in href for links in rels(read(desk, "/?key=abc")).values() for href in links)
    assert b"Beat 42" in ask(desk, "/collections/need-beat/items?f=html").body


def test_equal_answers_have_one_etag(desk: Opened) -> None:
    first = ask(desk, "/collections/need-beat/items")
    assert first.content_type == GEOJSON and first.headers["content-crs"] == f"<{CRS84}>"
    again = ask(desk, "/collections/need-beat/items", none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert ask(desk, "/collections/need-beat/items?limit=2").headers["etag"] != first.headers["etag"]
    assert "no-cache" in first.headers["cache-control"]


def test_each_role_reads_what_it_may_take_away() -> None:
    viewer, recruiter = opened_as(VIEWER), opened_as(RECRUITER)
    assert [one.id for one in collections_for(viewer)] == ["areas-beat", "areas-district"]
    for name in ("need-beat", "officers-short", "change-beat", "results-beat"):
        for path in (f"/collections/{name}", f"/collections/{name}/items", f"/collections/{name}/items/42"):
            found = ask(viewer, path)
            assert found.status == 404 and b"lep" not in found.body
    assert "need-beat" not in ask(viewer, "/api").body.decode() + ask(viewer, "/collections").body.decode()
    assert set(read(viewer, "/collections/areas-beat/items/42")["properties"]) == {"area_id", "name", "level"}
    assert ask(opened_as("nobody"), "/collections").status == 200 and not collections_for(opened_as("nobody"))
    assert "need-beat" in {one.id for one in collections_for(recruiter)}


def test_floors_hold_whatever_is_asked(desk: Opened) -> None:
    """No window, page or filter gives a count of officers, and the ranges are those that are published."""
    from geodata.department.answers import rule_of
    from geodata.officers.coverage import published_coverage, published_speakers
    from geodata.officers.posts import level_posts
    from planning.officers.options import PostOptions
    from planning.officers.published import sum_published

    everything = read(desk, "/collections/officers-short/items")
    names = {name for feature in everything["features"] for name in feature["properties"]}
    assert not [name for name in names if any(part in name for part in ("certified", "tested", "officer_id", "_self"))]
    posts = level_posts(desk.prepared, rule_of(desk.department), PostOptions()).posts
    table = published_coverage(desk.department, posts, published_speakers(desk.department))
    level = everything["features"][0]["properties"]["level"]
    sums = sum_published(table[table["level"] == level], "area_id").set_index("area_id")
    for feature in everything["features"]:
        area, said = feature["id"], feature["properties"]
        for name, column in (("all_officers_short_low", "gap_low"), ("all_officers_short_high", "gap_high")):
            assert said[name] == pytest.approx(sums.at[area, column])
        alone = read(desk, f"/collections/officers-short/items?area_id={area.replace(' ', '%20')}")["features"]
        assert alone == [feature]


@pytest.mark.parametrize(
    "path", ["/x", "/collections/../x", "/collections/need-beat/items/42/x", "/collections/need-beat/x"]
)
def test_there_is_nothing_elsewhere(path: str, desk: Opened) -> None:
    assert ask(desk, path).status == 404


@pytest.fixture
def address(desk: Opened) -> Iterator[str]:
    """A server of the feed alone, that notes what it was asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            base = f"http://{self.headers['Host']}"
            question = Question(
                parts.path.removeprefix(ROOT), parse_qsl(parts.query), self.headers.get("Accept", ""), "", base
            )
            found = answer(desk, question, keep)
            self.send_response(found.status)
            self.send_header("content-type", found.content_type)
            self.send_header("content-length", str(len(found.body)))
            self.end_headers()
            self.wfile.write(found.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}{ROOT}"
    server.shutdown()


def test_gdal_reads_the_feed(address: str, desk: Opened) -> None:
    # In a process of its own: GDAL waits for the server without letting other threads go on.
    said = subprocess.run(
        [sys.executable, "-c", READ, f"OAPIF:{address}?key=abc"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    found = json.loads(said.stdout)
    features = keep(desk, next(one for one in collections_for(desk) if one.id == "need-beat"))
    assert sorted(found["korean"]) == sorted(features.ids) and found["layers"] == [
        one.id for one in collections_for(desk)
    ]
    korean = {json.loads(one)["id"]: json.loads(one)["properties"]["korean_lep"] for one in features.written}
    assert found["korean"] == korean and found["shapes"] == len(korean)
