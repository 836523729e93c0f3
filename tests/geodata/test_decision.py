"""What a rule decides at its own level, and where those people live, in departments of several kinds."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from geodata.briefs.area_brief import Briefs
from geodata.briefs.place import areas_together
from geodata.demo.harbor_falls import build_demo
from geodata.department import answers
from geodata.department.answers import PreparedDepartment, prepare
from geodata.department.decision import decide, decided_for, people_where
from geodata.department.names import words_of
from geodata.materials.view import material_view
from planning.rules import PRESETS, find_rule
from planning.vocabulary import CUSTOM_LEVEL, MET
from planning.words.answers import decision_answer
from planning.words.paper import Paragraph
from tests.examples import ONE_RULE_A_BASE, quick_ones
from tests.four_square import opened_of, plain_blocks

HAWAII = find_rule("hawaii_hrs_321c_3")


@pytest.fixture(scope="module")
def demo() -> PreparedDepartment:
    return prepare(build_demo())


@pytest.mark.city
def test_portland_is_decided_for_the_whole_department(portland: PreparedDepartment) -> None:
    decision = decide(portland, HAWAII)
    assert (
        "**3 languages qualify** (threshold: 1,000 people): Spanish 13,919 (give or take 1,305), Vietnamese 8,860"
        in (decision_answer(decision.details, decision.read, words_of(decision.level)))
    )
    view = material_view(portland, HAWAII)
    assert sorted(view.languages) == ["chinese", "spanish", "vietnamese"]
    for level in portland.department.levels:
        where = view.where(portland, level)
        for language, whole in view.people.set_index("language")["people"].items():
            assert where.loc[where["language"] == language, "people"].sum() == pytest.approx(whole)


@pytest.mark.parametrize("name", quick_ones(sorted(PRESETS), ONE_RULE_A_BASE))
def test_every_level_tells_of_the_one_decision(demo: PreparedDepartment, name: str) -> None:
    """Whatever the base: where people live adds up to whom the rule asks for, and no area has a verdict of its own."""
    view = material_view(demo, find_rule(name))
    asked = view.asked[view.asked["verdict"] == MET]
    known = asked.groupby("language")["people"].sum(min_count=1).dropna()
    for level in demo.department.levels:
        where = view.where(demo, level)
        assert not where.duplicated(["area_id", "language"]).any()
        found = where[where["verdict"] == MET].groupby("language")["people"].sum(min_count=1).dropna()
        pd.testing.assert_series_equal(found.sort_index(), known.sort_index(), check_exact=False)


def test_a_rule_by_beat_seen_by_district_counts_the_people_of_its_beats_only(demo: PreparedDepartment) -> None:
    """A larger area goes by the verdict that asks for most, and has the people of those parts and their margin."""
    rule = replace(HAWAII, base="beat", share=None, count=300.0)
    view = material_view(demo, rule)
    where = view.where(demo, "DISTRICT")
    row = where[(where["area_id"] == "Southshore") & (where["language"] == "spanish")].iloc[0]
    groups = demo.department.area_groups("DISTRICT")
    met = view.asked[(view.asked["verdict"] == MET) & (view.asked["language"] == "spanish")]
    inside = met[met["area_id"].map(groups) == "Southshore"]
    assert row["verdict"] == MET and len(inside) > 1
    assert row["people"] == pytest.approx(inside["people"].sum())
    assert row["people_moe"] == pytest.approx(answers.people_of(demo, "beat", inside)[1])


def test_the_area_a_rule_names_decides_for_the_beats_in_it(demo: PreparedDepartment) -> None:
    rule = replace(HAWAII, base=CUSTOM_LEVEL, areas=("01", "02"), share=None, count=200.0)
    decision = decide(demo, rule)
    assert (decision.level, decision.is_own) == (CUSTOM_LEVEL, True)
    assert decided_for(demo.department, decision, "beat", "01")["area_id"].unique().tolist() == [CUSTOM_LEVEL]
    assert decided_for(demo.department, decision, "beat", "03").empty
    asked = material_view(demo, rule).asked
    assert set(people_where(demo, decision, asked, "beat")["area_id"]) == {"01", "02"}


def test_a_brief_says_what_is_decided_and_how_many_of_them_live_here(demo: PreparedDepartment) -> None:
    paper = Briefs(opened_of(demo.department), HAWAII).paper(areas_together(demo, ["42"]), reasons=True)
    said = " ".join(block.text for block in plain_blocks(paper.blocks) if isinstance(block, Paragraph))
    assert "Hawaii HRS 321C-3, read for the whole department: **6 languages qualify:**" in said
    assert "Living here: Spanish 2,270 of 20,800 (11%)" in said
