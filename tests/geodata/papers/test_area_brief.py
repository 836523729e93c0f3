"""The brief of an area on paper says what the tables say."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.demo.harbor_falls import build_demo
from geodata.department import answers
from geodata.department.answers import prepare
from geodata.papers.area_brief import area_brief, level_of_area
from geodata.papers.exports import USE_NOTE
from planning.errors import UnknownNameError
from planning.languages.groups import LANGUAGE_IDS
from planning.need.weak_margins import CUT_REASON
from planning.words.paper import Bullets, Drawing, Paragraph, Table
from planning.words.wording import rounded_people
from tests.four_square import four_square_department

TODAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def demo():
    return prepare(build_demo())


def blocks_of(paper, kind):
    return [block for block in paper.blocks if isinstance(block, kind)]


def test_every_language_of_the_need_table_is_on_the_paper(demo):
    (table,) = blocks_of(area_brief(demo, "02", today=TODAY), Table)
    need = answers.need(demo, "beat")
    spanish = need[(need["area_id"] == "02") & (need["language"] == "spanish")].iloc[0]
    row = next(row for row in table.rows if row[0] == "Spanish")
    assert len(table.rows) == len(LANGUAGE_IDS)
    assert row[1] == f"{round(spanish['lep'] / 10) * 10:,}"
    assert row[-1] == "qualifies"


def test_each_verdict_that_is_not_no_has_its_reason(demo):
    paper = area_brief(demo, "department", today=TODAY)
    verdicts = answers.verdicts(demo, answers.rule_of(demo.department), "department", today=TODAY)
    told = verdicts.loc[
        (verdicts["area_id"] == "department") & (verdicts["language"] != "all") & (verdicts["verdict"] != "not met"),
        "reason",
    ]
    assert set(blocks_of(paper, Bullets)[0].items) == set(told)
    assert not blocks_of(paper, Drawing), "the whole department lies nowhere among others"


def test_the_paper_carries_source_rule_and_use(demo):
    notes = " ".join(area_brief(demo, "02", today=TODAY).notes)
    assert "C16001" in notes and "2019-2023" in notes and "Hawaii" in notes
    assert USE_NOTE in notes and demo.department.content_hash in notes


def test_an_area_is_looked_for_at_the_finest_level_first(demo):
    assert level_of_area(demo, "02") == "beat"
    assert level_of_area(demo, "department") == "department"
    with pytest.raises(UnknownNameError, match="no area '0x2': did you mean '02'"):
        level_of_area(demo, "0x2")


def test_the_drawing_fills_one_area_of_two():
    (drawing,) = blocks_of(area_brief(prepare(four_square_department()), "west", today=TODAY), Drawing)
    assert drawing.svg.count("<path") == 2
    assert drawing.svg.count("#0f6b6b") == 1


def test_the_paper_says_where_the_margin_is_weak(demo):
    told = [block.text for block in blocks_of(area_brief(demo, "43", today=TODAY), Paragraph)]
    (cut,) = [text for text in told if text.startswith("This area splits tracts")]
    need = answers.need_with_intervals(demo, "beat")
    spanish = need[(need["area_id"] == "43") & (need["language"] == "spanish")].iloc[0]
    assert spanish["weak_margin"] == CUT_REASON
    assert spanish["lep_interval_high"] > spanish["lep"] + spanish["lep_moe"]
    assert f"Spanish {rounded_people(spanish['lep_interval_low'])} to" in cut
