"""A map as a picture: stripes where a figure is in doubt, the legend in words, a true scale, and names as text."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import pytest
from PIL import Image
from pypdf import PdfReader

from geodata.maps.layers import AreaMark, Layer
from geodata.maps.picture import map_svg
from geodata.maps.shapes import build_shapes
from geodata.papers.pictures import picture_pdf, picture_png
from tests.four_square import CRS, four_square_beats

MARKS = (
    AreaMark("east", "East", "need-3", doubt=True, label="<east> & co"),
    AreaMark("west", "West", "missing", label="west"),
)
LAYER = Layer(
    "LEP residents, Korean", MARKS, (("need-3", "10 to 29"), ("missing", "no data"), ("doubt", "Stripes")), "beat"
)


@pytest.fixture(scope="module")
def svg() -> str:
    shapes = build_shapes(four_square_beats(), CRS)
    return map_svg(LAYER, shapes, subtitle="Four Squares", notes=("Use: planning",), metric=True)


def test_it_shows_doubt_legend_and_what_it_is(svg: str) -> None:
    drawn = ElementTree.fromstring(svg)
    said = [node.text for node in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {"LEP residents, Korean", "Four Squares", "10 to 29", "no data", "Stripes", "Use: planning"} <= set(said)
    assert "<east> & co" in said, "a name is text, never markup"
    fills = [node.get("fill") for node in drawn.iter("{http://www.w3.org/2000/svg}path")]
    assert fills.count("url(#doubt)") == 1 and fills.count("url(#missing)") == 1 and "#6baed6" in fills


def test_the_scale_is_true(svg: str) -> None:
    bar = re.search(r'd="M([\d.]+),[\d.]+V[\d.]+H([\d.]+)V', svg)
    said = re.search(r">([\d.]+) km<", svg)
    assert bar is not None and said is not None
    outline = re.search(r'<path d="(M[^"]+)" fill="#6baed6"', svg)  # the eastern beat is a kilometer wide
    assert outline is not None
    x = [float(point.split(",")[0]) for point in re.findall(r"[\d.]+,[\d.]+", outline[1])]
    assert (float(bar[2]) - float(bar[1])) / (max(x) - min(x)) == pytest.approx(float(said[1]), rel=0.02)


def test_it_is_a_picture_and_one_sheet(svg: str) -> None:
    picture = Image.open(io.BytesIO(picture_png(svg)))
    assert picture.format == "PNG" and picture.width > 1200
    pages = PdfReader(io.BytesIO(picture_pdf(svg))).pages
    assert len(pages) == 1 and "LEP residents, Korean" in pages[0].extract_text()
