"""Every layer of the registry is drawn from the demo, and says the figures of its table."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd
import pytest

from geodata.department import answers
from geodata.department.rows import gap_by_area
from geodata.departments import Opened, open_for
from geodata.maps.layers import Layer, only_in
from geodata.maps.palette import LOOKS
from geodata.maps.registry import LAYERS
from geodata.materials.view import material_view
from geodata.meetings.answers import meeting_detail, quick_meeting_plan, reached_by_area
from geodata.officers.coverage import published_coverage, published_speakers
from geodata.officers.posts import level_posts
from planning.meetings.options import MeetingOptions
from planning.need.change import CHANGE_COLUMNS
from planning.officers.options import PostOptions
from planning.records.roles import Actor
from planning.vocabulary import MORE, NO_CLEAR_CHANGE
from planning.words.wording import rounded_people


@dataclass
class Facts:
    """The demo, asked anew each time."""

    opened: Opened
    level: str = "beat"
    language: str = "spanish"
    one_language: str = "spanish"

    @property
    def department(self):
        return self.opened.department

    @property
    def prepared(self):
        return self.opened.prepared

    def need(self, level=None):
        return answers.need(self.prepared, level or self.level)

    def people_by_area(self, rows):
        return answers.people_by_area(self.prepared, self.level, rows)

    def rule_view(self):
        return material_view(self.prepared, answers.rule_of(self.department), today=self.opened.today)

    def coverage(self):
        posts = level_posts(self.prepared, answers.rule_of(self.department), PostOptions()).posts
        return published_coverage(self.department, posts, published_speakers(self.department))

    def without_meeting(self):
        return self.need()[["area_id", "language", "lep", "lep_moe"]].head(1)

    def reached(self):
        inputs = self.opened.meeting_inputs(MeetingOptions(meetings=2, languages=("spanish",)))
        detail = meeting_detail(quick_meeting_plan(inputs), inputs)
        return reached_by_area(detail, self.department, self.level, self.language)

    def change(self):
        rows = self.need()[["area_id", "language"]].assign(**dict.fromkeys(CHANGE_COLUMNS[2:], 5.0))
        return rows.assign(verdict=[MORE, *[NO_CLEAR_CHANGE] * (len(rows) - 1)])


@pytest.fixture(scope="module")
def facts():
    return Facts(open_for("demo", Actor("kim@pd.example", "commander")))


@pytest.fixture(scope="module")
def layers(facts) -> dict[str, Layer]:
    return {name: kind.build(facts) for name, kind in LAYERS.items()}


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_marks_every_area_of_its_level_once_with_a_look_its_legend_tells(name, layers, facts):
    layer = layers[name]
    areas = sorted(set(facts.department.area_groups(layer.level).values()))
    assert sorted(mark.area_id for mark in layer.marks) == areas
    told = {look for look, _ in layer.legend}
    assert {mark.look for mark in layer.marks} <= told & set(LOOKS)
    assert ("doubt" in told) == any(mark.doubt for mark in layer.marks)
    assert len({mark.look for mark in layer.marks}) > 1 or name == "unmet", "a map of one color shows nothing"


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_has_a_name_a_shapefile_keeps_and_says_what_it_is(name):
    kind = LAYERS[name]
    assert kind.id == name and 0 < len(kind.column) <= 10 and kind.column.isidentifier()
    assert kind.label and kind.meaning


def test_need_beside_officers_short_is_classed_by_both_figures(layers, facts):
    need = facts.need("DISTRICT").query("language == 'spanish'").set_index("area_id")["lep"]
    gaps = gap_by_area(facts.coverage().query("level == 'DISTRICT'")).set_index("area_id")["gap_high"]
    marks = {mark.area_id: mark for mark in layers["both"].marks}
    order = sorted(marks, key=need.get)
    classes = [int(marks[area].look[5]) for area in order]
    assert classes == sorted(classes) and set(classes) == {0, 1, 2}
    for area, mark in marks.items():
        short = gaps.get(area, 0.0)
        assert int(mark.look[6]) == (0 if short == 0 else 1 if short < 2 else 2)
        assert rounded_people(need[area]) in mark.lines[0] and mark.value == need[area]


def test_the_share_reached_is_people_reached_over_people_the_plan_counts(layers, facts):
    rows = facts.reached().set_index("area_id")
    for mark in layers["reached"].marks:
        people = rows["people"].get(mark.area_id, 0.0)
        if people > 0:
            assert mark.value == pytest.approx(rows["reached"][mark.area_id] / people)
        else:
            assert mark.look == "none" and math.isnan(mark.value)
    assert rows["reached"].sum() <= rows["people"].sum()


def test_of_other_districts_only_the_outline_is_left(layers, facts):
    inside = set(facts.department.beats.query("DISTRICT == 'Millrace'")["area_id"])
    held = only_in(layers["need"], facts.department, "Millrace")
    assert {mark.area_id for mark in held.marks if mark.look != "plain"} == inside
    assert all(mark in layers["need"].marks for mark in held.marks if mark.area_id in inside)
    assert pd.isna([mark.value for mark in held.marks if mark.area_id not in inside]).all()
