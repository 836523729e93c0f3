"""Small maps by language in the same classes, and the borders and names that every map has."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree

import pandas as pd
import pytest
import shapely

from geodata.demo.harbor_falls import build_demo
from geodata.department import answers
from geodata.department.answers import PreparedDepartment, prepare
from geodata.department.department import Department
from geodata.maps.borders import DISTRICT, OUTLINE, district_borders, with_borders
from geodata.maps.classes import class_of, round_breaks
from geodata.maps.layers import only_in
from geodata.maps.multiples import Outlines, language_maps, maps_html, maps_sheet
from geodata.maps.palette import NEED_LOOKS
from geodata.maps.people_layers import need_layer
from geodata.maps.picture import map_svg
from geodata.maps.shapes import build_shapes
from planning.languages.groups import ALL, language_name


@dataclass(frozen=True)
class Facts:
    prepared: PreparedDepartment
    level: str
    language: str = ALL

    @property
    def department(self) -> Department:
        return self.prepared.department

    @cache  # noqa: B019 - one department lives as long as the module
    def need(self, level: str | None = None) -> pd.DataFrame:
        return answers.need(self.prepared, level or self.level)

    def people_by_area(self, rows: pd.DataFrame) -> dict[str, tuple[float, float]]:
        raise NotImplementedError


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts(prepare(build_demo()), "beat")


@pytest.fixture(scope="module")
def shapes(facts):
    return build_shapes(facts.department.beats, facts.department.settings.crs)


def test_every_language_is_a_map_in_the_classes_of_all(facts):
    need = facts.need()
    maps = language_maps(facts)
    assert maps.titles[:2] == ("Spanish", "Chinese") and len(set(maps.titles)) == len(maps.titles) == 12
    inside = need[(need["area_id"] != "(outside)") & (need["language"] != ALL)]
    breaks = round_breaks(inside["lep"].tolist())
    for title, layer in zip(maps.titles, maps.layers, strict=True):
        rows = inside[inside["language"].map(language_name) == title].set_index("area_id")["lep"]
        assert {mark.area_id: mark.look for mark in layer.marks} == {
            area: class_of(lep, breaks, NEED_LOOKS) for area, lep in rows.items()
        }
    assert [look for look, _ in maps.legend[:5]] == list(NEED_LOOKS)


def test_the_sheet_and_the_screen_hold_every_map_once_and_one_legend(facts, shapes):
    maps = language_maps(facts, lambda layer: only_in(layer, facts.department, "Westhill"))
    outlines = Outlines(shapes, district_borders(facts.department))
    sheet = maps_sheet(maps, outlines, title="By language", subtitle="<Harbor & Falls>", notes=("Use: planning",))
    ElementTree.fromstring(sheet)
    assert all(sheet.count(f">{name}<") == 1 for name in maps.titles)
    assert sum(sheet.count(f">{words}<") for _, words in maps.legend) == len(maps.legend)
    screen = maps_html(maps, outlines)
    pictures = [base64.b64decode(one).decode() for one in re.findall(r"base64,([^\"]+)", screen)]
    assert len(pictures) == 12 and len(screen) < 350_000
    for picture in pictures:
        ElementTree.fromstring(picture)
        assert "light-dark(" in picture and "color-scheme:light dark" in picture
        used = set(re.findall(r"url\(#([\w-]+)\)", picture))
        assert used <= set(re.findall(r'<pattern id="([\w-]+)"', picture))
        assert all(-1 <= float(x) <= 241 for x in re.findall(r"[ML](-?[\d.]+),", picture.split("</defs>")[1]))


def test_borders_are_the_department_around_and_its_districts_inside(facts):
    department = facts.department
    borders = district_borders(department).set_index("rank").geometry.to_crs(department.settings.crs)
    beats = department.beats.to_crs(department.settings.crs)
    around = shapely.union_all(beats.geometry.to_numpy())
    step = max(around.bounds[2] - around.bounds[0], around.bounds[3] - around.bounds[1]) / 200
    assert shapely.hausdorff_distance(borders[OUTLINE], around.boundary) < step
    groups = beats["area_id"].map(department.area_groups("DISTRICT"))
    for _, own in beats.groupby(groups):
        edge = shapely.union_all(own.geometry.to_numpy()).boundary
        assert shapely.length(edge) > 0 and borders[DISTRICT].buffer(step).covers(edge)


def test_a_picture_names_roads_and_draws_borders_under_the_labels(facts, shapes):
    layer = need_layer(facts, ALL)
    svg = map_svg(layer, shapes, subtitle="Demo", ground=with_borders(facts.department))
    ElementTree.fromstring(svg)
    assert "Harbor Road" in svg and svg.count('stroke-width="2.4"') >= 1 and svg.count('stroke-width="1.8"') >= 1
    assert svg.index("Harbor Road") < svg.index(">42<")
    bare = map_svg(layer, shapes, subtitle="Demo", ground=district_borders(facts.department))
    assert "Harbor Road" not in bare and 'stroke-width="1.8"' in bare
