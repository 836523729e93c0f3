"""What goes to the browser: safe, small, whole."""

from __future__ import annotations

import hashlib
import json
import re
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geodata.demo.harbor_falls import build_demo
from geodata.files.coordinates import projected_crs
from geodata.maps.layers import AreaMark
from geodata.maps.palette import LOOKS, VERDICT_LOOKS
from geodata.maps.shapes import AreaShapes, build_shapes
from pages.parts.widgets.folium_map import STATIC, folium_script
from pages.parts.widgets.maps import LONGEST_TEXT, AreaDrawing, VenueMark, drawing_text, map_text
from server.pages import TILE_HOST

PAYLOADS = (
    "<img src=x onerror=alert(1)>",
    "${alert(1)}",
    "`);alert(1);(`",
    "</script><script>alert(1)</script>",
    'back\\slash\' "quote" &amp; \u2028',
)


@pytest.fixture(scope="module")
def shapes() -> AreaShapes:
    demo = build_demo()
    return build_shapes(demo.areas("beat"), demo.settings.crs)


def drawing(shapes: AreaShapes, text: str = "plain") -> AreaDrawing:
    marks = [AreaMark(area, text, "met", (text,), label=text) for area in shapes.geometry]
    dots = [(44.1, -38.1, "reached")] * 900
    return AreaDrawing(text, shapes, marks, dots, [VenueMark(text, text, 44.0, -38.0, 1, (text,))], 2000.0)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_data_and_comes_out_as_it_went_in(shapes: AreaShapes, payload: str) -> None:
    text = drawing_text(drawing(shapes, payload))
    assert not set("<>`$&'\u2028") & set(text)
    read = json.loads(text)
    assert read["areas"]["features"][0]["properties"]["title"] == map_text(payload)
    assert read["venues"][0]["id"] == payload


def test_a_map_of_the_demo_with_900_dots_stays_under_half_a_megabyte(shapes: AreaShapes) -> None:
    assert len(drawing_text(drawing(shapes)).encode()) < 120_000


def test_a_long_name_is_cut_and_control_characters_are_blanks() -> None:
    assert map_text("a" * 500) == "a" * (LONGEST_TEXT - 1) + "…"
    assert map_text("a\x00\t\nb") == "a b"


def test_neighbours_keep_their_shared_edge(shapes: AreaShapes) -> None:
    demo = build_demo()
    corners = {
        area: {tuple(point) for part in json.loads(text)["coordinates"] for ring in part for point in ring}
        for area, text in shapes.geometry.items()
    }
    flat = demo.areas("beat").set_index("area_id").geometry.to_crs(demo.settings.crs)
    pairs = [
        (a, b)
        for a in flat.index
        for b in flat.index
        if a < b and flat[a].boundary.intersection(flat[b].boundary).length > 1000
    ]
    assert len(pairs) > 20
    for a, b in pairs:
        assert len(corners[a] & corners[b]) >= 2, (a, b)


def test_the_outline_is_simpler_and_still_the_same_area(shapes: AreaShapes) -> None:
    demo = build_demo()
    before = int(demo.areas("beat").geometry.count_coordinates().sum())
    after = sum(
        len(ring) for text in shapes.geometry.values() for part in json.loads(text)["coordinates"] for ring in part
    )
    assert after < before
    assert set(shapes.geometry) == set(demo.beats["area_id"])


def test_a_map_asks_for_nothing_from_outside() -> None:
    frame = (STATIC / "index.html").read_text(encoding="utf-8")
    addresses = re.findall(r'(?:src|href)="([^"]+)"', frame)
    assert len(addresses) == 7
    assert all((STATIC / address).is_file() for address in addresses)
    assert "https:" not in folium_script((1.0, 2.0, 3.0, 4.0), False)[1]
    assert TILE_HOST in folium_script((1.0, 2.0, 3.0, 4.0), True)[1]


def test_the_vendored_files_are_those_that_were_checked() -> None:
    lines = (STATIC / "vendor" / "CHECKSUMS").read_text().splitlines()
    listed = {name: digest for digest, name in (line.split() for line in lines)}
    vendor = STATIC / "vendor"
    files = [path for folder in ("leaflet", "fonts") for path in (vendor / folder).rglob("*") if path.is_file()]
    there = {path.relative_to(vendor).as_posix() for path in files}
    assert there == set(listed)
    for name, digest in listed.items():
        assert hashlib.sha256((vendor / name).read_bytes()).hexdigest() == digest


def test_nothing_but_code_and_fonts_is_served_without_sign_in() -> None:
    endings = {path.suffix for path in STATIC.rglob("*") if path.is_file()}
    assert endings <= {".html", ".js", ".css", ".png", ".svg", ".md", ".ttf", ".ttc", ".txt", ""}


def lightness(colour: str) -> float:
    def linear(part: int) -> float:
        value = part / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[k : k + 2], 16)) for k in (1, 3, 5))
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


@pytest.mark.parametrize("hue", ["need", "gap", "pool"])
@pytest.mark.parametrize("screen", ["light", "dark"])
def test_five_classes_are_told_apart_by_lightness_alone(hue: str, screen: str) -> None:
    steps = [lightness(getattr(LOOKS[f"{hue}-{k}"], screen)) for k in range(1, 6)]
    signs = [b - a for a, b in pairwise(steps)]
    assert all(step < -6 for step in signs) if screen == "light" else all(step > 6 for step in signs)


@pytest.mark.parametrize("screen", ["light", "dark"])
def test_two_verdicts_differ_in_pattern_or_plainly_in_lightness(screen: str) -> None:
    looks = [LOOKS[name] for name in VERDICT_LOOKS.values()]
    for k, one in enumerate(looks):
        for other in looks[k + 1 :]:
            apart = abs(lightness(getattr(one, screen)) - lightness(getattr(other, screen)))
            assert one.pattern != other.pattern or apart > 25


def test_the_map_script_writes_no_markup() -> None:
    names = ("ground.js", "sketch.js", "map.js", "frame.js")
    script = "".join((STATIC / "map" / name).read_text(encoding="utf-8") for name in names)
    assert not re.search(r"innerHTML|insertAdjacentHTML|outerHTML|document\.write|eval\(", script)


def test_static_is_where_the_pages_expect_it() -> None:
    assert Path("static").resolve() == STATIC


def test_a_map_across_180_degrees_shows_the_beats_and_not_the_globe() -> None:
    boxes = [shapely.box(178.5, 51.2, 180, 52), shapely.box(-180, 51.2, -178.9, 52)]
    areas = gpd.GeoDataFrame({"area_id": ["1", "2"]}, geometry=boxes, crs=4326)
    shapes = build_shapes(areas, projected_crs(areas))
    assert shapes.bounds == (51.2, 178.5, 52.0, 181.1)
    text = drawing_text(
        AreaDrawing(
            "x",
            shapes,
            [],
            [(51.5, -179.5, "reached")],
            [VenueMark("v", "v", 51.5, -179.0), VenueMark("w", "w", 51.5, 179.0)],
        )
    )
    read = json.loads(text)
    assert read["dots"] == [[51.5, 180.5, "reached"]]
    assert [venue["at"] for venue in read["venues"]] == [[51.5, 181.0], [51.5, 179.0]]
