"""Gaps of cells: worked by hand, and what must hold for any officers."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from planning.officers.cells import build_gaps, require_officers
from planning.officers.roster import TIERS
from planning.officers.service import Requirement
from planning.officers.speakers import CITY_WIDE, Speaker
from tests.examples import examples

AREA_OF_UNIT = {"north": "north", "01": "north", "02": "north", "south": "south"}
SHIFTS, LANGUAGES = ("day", "night"), ("korean", "spanish")

POSTS = pd.DataFrame(
    [
        ("district", "north", "day", "korean", 1200.0, 1.0),
        ("district", "north", "day", "spanish", 4000.0, 2.0),
        ("district", "north", "night", "korean", 1200.0, 1.0),
        ("district", "north", "night", "spanish", 4000.0, 2.0),
        ("district", "south", "day", "korean", 900.0, math.nan),
        ("district", "south", "day", "spanish", 100.0, 0.0),
    ],
    columns=["level", "area_id", "shift", "language", "need", "posts"],
)
REQUIRED = require_officers(POSTS, Requirement(1.5))


def speaker(officer: str, unit: str, shift: str, **tiers: str) -> Speaker:
    places = (("district", AREA_OF_UNIT[unit]), CITY_WIDE) if unit in AREA_OF_UNIT else (CITY_WIDE,)
    return Speaker(officer, unit, shift, tiers, places)


FORCE = (
    speaker("1", "01", "day", korean="certified", spanish="tested"),
    speaker("2", "02", "day", spanish="premium"),
    speaker("3", "north", "day", spanish="self_reported"),
    speaker("4", "north", "night", spanish="expired"),
    speaker("5", "south", "day", korean="tested"),
    speaker("6", "Traffic", "day", korean="certified"),
)


def test_cells_worked_by_hand() -> None:
    gaps = build_gaps(REQUIRED, FORCE)
    expected = [  # required, certified, tested, self, gap
        [1.5, 1, 0, 0, 0.5],
        [3.0, 0, 2, 1, 1.0],
        [1.5, 0, 0, 0, 1.5],
        [3.0, 0, 0, 1, 3.0],
        [math.nan, 0, 1, 0, math.nan],
        [0.0, 0, 0, 0, 0.0],
    ]
    columns = ["required", "have_certified", "have_tested", "have_self", "gap"]
    np.testing.assert_allclose(gaps[columns].to_numpy(dtype=float), expected)
    assert gaps["need"].tolist() == POSTS["need"].tolist()


def test_a_force_of_nobody_fills_no_post() -> None:
    gaps = build_gaps(REQUIRED, ())
    assert gaps["have_certified"].tolist() == [0] * 6
    assert gaps["gap"].tolist()[:2] == [1.5, 3.0]


def test_a_surplus_in_one_cell_closes_no_other() -> None:
    many = [speaker(str(k), "north", "day", korean="tested") for k in range(9)]
    korean = build_gaps(REQUIRED, many).query("language == 'korean'")
    assert korean["have_tested"].sum() == 9 and korean["gap"].sum() == 1.5  # the night is still empty


officers = st.builds(
    lambda unit, shift, language, tier: speaker("7", unit, shift, **{language: tier}),
    st.sampled_from([*AREA_OF_UNIT, "Traffic"]),
    st.sampled_from([*SHIFTS, "dawn"]),
    st.sampled_from([*LANGUAGES, "arabic"]),
    st.sampled_from(list(TIERS)),
)


@examples(30)
@given(force=st.lists(officers, max_size=12), added=officers)
def test_one_more_officer_never_widens_a_gap(force: list[Speaker], added: Speaker) -> None:
    before, after = build_gaps(REQUIRED, force)["gap"], build_gaps(REQUIRED, [*force, added])["gap"]
    assert (after.isna() == before.isna()).all()
    assert (after.dropna() <= before.dropna()).all()


@examples(30)
@given(force=st.lists(officers, max_size=12), seed=st.randoms(use_true_random=False))
def test_the_order_of_the_officers_does_not_matter(force: list[Speaker], seed: object) -> None:
    shuffled = force.copy()
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    pd.testing.assert_frame_equal(build_gaps(REQUIRED, force), build_gaps(REQUIRED, shuffled))
