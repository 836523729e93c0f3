"""Each officer counted once: beside every cut, every whole plan, and with one officer more."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.errors import SchemaError
from planning.officers.assignment import assign_officers
from planning.officers.cells import build_coverage
from planning.officers.sensitivity import build_sensitivity
from planning.officers.service import Requirement
from planning.officers.speakers import CITY_WIDE, EVERY_TIER, VERIFIED, Speaker, build_speakers
from planning.officers.testing import find_tests
from tests.examples import examples
from tests.planning.officers.small_force import (
    cell_tables,
    cells_frame,
    forces,
    most_covered_by_cuts,
    most_covered_by_trying,
    speakers,
)


@examples(120)
@given(cell_tables(), forces())
def test_covers_what_the_smallest_cut_allows(cells: pd.DataFrame, force: list[Speaker]) -> None:
    found = assign_officers(cells, force)
    assert found.covered == pytest.approx(most_covered_by_cuts(cells, force), abs=1e-9)
    given_by = found.shares.groupby("officer_id")["share"].sum()
    assert (given_by <= 1 + 1e-9).all()
    assert found.shares["share"].sum() == pytest.approx(found.covered, abs=1e-9)
    assert (found.cells["lacking"] >= 0).all() and (found.cells["covered"] >= -1e-9).all()
    allowed = {(one.officer_id, *cell) for one in force for cell in one.cells(VERIFIED)}
    assert set(found.shares.drop(columns="share").itertuples(index=False, name=None)) <= allowed


@examples(70)
@given(cell_tables(whole=True), forces())
def test_whole_requirements_need_no_divided_officer(cells: pd.DataFrame, force: list[Speaker]) -> None:
    found = assign_officers(cells, force)
    assert found.covered == pytest.approx(most_covered_by_trying(cells, force))
    assert found.shares["share"].isin([1.0]).all()


@examples(60)
@given(cell_tables(most=6), forces(), speakers(99))
def test_one_officer_more_widens_no_gap(cells: pd.DataFrame, force: list[Speaker], more: Speaker) -> None:
    before, after = assign_officers(cells, force), assign_officers(cells, [*force, more])
    assert (after.cells["lacking"] <= before.cells["lacking"] + 1e-9).all()
    assert before.lacking - after.lacking <= 1 + 1e-9


@examples(70)
@given(cell_tables(most=6), forces())
def test_tests_close_all_that_testing_can(cells: pd.DataFrame, force: list[Speaker]) -> None:
    tests = find_tests(cells, force)
    lever = assign_officers(cells, force).lacking - assign_officers(cells, force, EVERY_TIER).lacking
    assert tests["closes"].sum() == pytest.approx(lever, abs=1e-9)
    assert (tests["closes"] > 0).all()
    if len(tests):
        assert tests["closes_in_all"].iloc[-1] == pytest.approx(lever, abs=1e-9)
    expired = (tests["tier"] == "expired").tolist()
    assert expired == sorted(expired, reverse=True)


def test_an_officer_of_two_languages_is_counted_once() -> None:
    cells = cells_frame(
        {("beat", "east", "day", "korean"): 1.58, ("beat", "east", "day", "spanish"): 1.58},
        {("beat", "east", "day", "korean"): 900.0, ("beat", "east", "day", "spanish"): 4000.0},
    )
    home = (("beat", "east"), CITY_WIDE)
    force = [
        Speaker("1", "east", "day", {"spanish": "tested"}, home),
        Speaker("2", "east", "day", {"spanish": "tested", "korean": "premium"}, home),
    ]
    lacking = assign_officers(cells, force).cells.set_index("language")["lacking"]
    assert lacking.round(9).to_dict() == {"korean": 1.16, "spanish": 0.0}  # .58 of the second is Spanish's
    posts = cells.assign(posts=1.0).drop(columns="required")
    coverage = build_coverage(posts, force)
    assert coverage.set_index("language")["have_tested"].to_dict() == {"korean": 1, "spanish": 2}  # added up: 3
    assert coverage["covered"].sum() == pytest.approx(2.0)


def test_a_post_that_cannot_be_told_stays_so() -> None:
    posts = pd.DataFrame(
        {
            "level": "beat",
            "area_id": "east",
            "shift": "day",
            "language": ["korean", "arabic"],
            "need": [900.0, 300.0],
            "posts": [1.0, math.nan],
        }
    )
    coverage = build_coverage(posts, [], Requirement())
    assert coverage["lacking"].fillna(-1).tolist() == [1.58, -1]
    with pytest.raises(SchemaError, match="no column 'need'"):
        assign_officers(coverage.drop(columns="need"), [])


def test_speakers_from_a_roster_stand_in_one_place() -> None:
    roster = pd.DataFrame(
        [
            ("1", "E2", "day", "korean", "expired", "officer"),
            ("1", "W1", "night", "korean", "tested", "officer"),
            ("2", "Traffic", "day", "spanish", None, "officer"),
            ("3", "E2", "day", "korean", "certified", "dispatcher"),
        ],
        columns=["officer_id", "unit", "shift", "language", "tier", "kind"],
    ).astype("str")
    first, second = build_speakers(roster, {"E2": (("beat", "E2"), CITY_WIDE)})
    assert (first.officer_id, first.unit, first.shift, dict(first.tiers)) == ("1", "E2", "day", {"korean": "tested"})
    assert second.places == (CITY_WIDE,) and dict(second.tiers) == {"spanish": "self_reported"}
    assert build_speakers(None, {}) == ()


def test_sensitivity_by_hand() -> None:
    posts = pd.DataFrame(
        {"level": "beat", "area_id": "1", "shift": ["day", "night"], "language": "korean", "need": 900.0, "posts": 1.0}
    )
    home = (("beat", "1"),)
    force = [
        Speaker("1", "1", "day", {"korean": "tested"}, home),
        Speaker("2", "1", "day", {"korean": "expired"}, home),
        Speaker("3", "1", "night", {"korean": "self_reported"}, home),
    ]
    table = build_sensitivity(posts, force, Requirement(target=0.9)).set_index("setting")
    assert table["required"].iloc[0] == 6.0 and table["lacking"].iloc[0] == 5.0
    assert table["difference"].to_dict() == {
        "as set": 0.0,
        "certified only": 1.0,
        "counting expired tests": -1.0,
        "counting self-reported too": -2.0,
        "a chance of 91%": 0.0,
        "without day": -2.0,
        "without night": -3.0,
    }


@examples(30)
@given(cell_tables(), forces(), st.randoms())
def test_the_order_of_the_roster_does_not_matter(cells: pd.DataFrame, force: list[Speaker], random: object) -> None:
    shuffled = list(force)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = assign_officers(cells, force).cells, assign_officers(cells, shuffled).cells
    assert one["lacking"].tolist() == pytest.approx(other["lacking"].tolist(), abs=1e-9)
