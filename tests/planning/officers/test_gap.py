"""The gap: cells worked by hand, and what must hold for any roster."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.errors import InputError
from planning.officers.gap import GAP_COLUMNS, build_gap, gap_with_self, relief_factor, sum_by_language
from planning.officers.roster import TIERS
from tests.examples import examples

AREA_OF_UNIT = {"north": "north", "01": "north", "02": "north", "south": "south"}
AREAS, SHIFTS, LANGUAGES = ("north", "south"), ("day", "night"), ("korean", "spanish")

POSTS = pd.DataFrame(
    [
        ("north", "day", "korean", 1200.0, 1.0),
        ("north", "day", "spanish", 4000.0, 2.0),
        ("north", "night", "korean", 1200.0, 1.0),
        ("north", "night", "spanish", 4000.0, 2.0),
        ("south", "day", "korean", 900.0, math.nan),
        ("south", "day", "spanish", 100.0, 0.0),
    ],
    columns=["area_id", "shift", "language", "need", "posts"],
)


def roster(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["officer_id", "unit", "shift", "language", "tier"]).astype("str")


STAFF = roster(
    ("1", "01", "day", "korean", "certified"),
    ("1", "01", "day", "spanish", "tested"),
    ("2", "02", "day", "spanish", "premium"),
    ("3", "north", "day", "spanish", "self_reported"),
    ("4", "north", "night", "spanish", "expired"),
    ("5", "south", "day", "korean", "tested"),
    ("6", "Traffic", "day", "korean", "certified"),
)


def test_relief_factor_of_the_worked_source() -> None:
    assert relief_factor() == pytest.approx(1.58, abs=0.005)
    assert 3 * relief_factor() == pytest.approx(4.7, abs=0.05)
    assert relief_factor(2920, 2920) == 1


@pytest.mark.parametrize("hours", [0, -1, math.nan, math.inf])
def test_relief_factor_refuses_impossible_hours(hours: float) -> None:
    with pytest.raises(InputError, match="above zero"):
        relief_factor(hours_on_duty=hours)
    with pytest.raises(InputError, match="above zero"):
        build_gap(POSTS, STAFF, hours, AREA_OF_UNIT)


def test_cells_worked_by_hand() -> None:
    gap = build_gap(POSTS, STAFF, 1.5, AREA_OF_UNIT)
    assert tuple(gap.columns) == GAP_COLUMNS
    expected = [  # required, certified, tested, self, gap
        [1.5, 1, 0, 0, 0.5],
        [3.0, 0, 2, 1, 1.0],
        [1.5, 0, 0, 0, 1.5],
        [3.0, 0, 0, 1, 3.0],
        [math.nan, 0, 1, 0, math.nan],
        [0.0, 0, 0, 0, 0.0],
    ]
    np.testing.assert_allclose(gap[list(GAP_COLUMNS[5:])].to_numpy(), expected)
    np.testing.assert_allclose(gap_with_self(gap), [0.5, 0.0, 1.5, 2.0, math.nan, 0.0])


def test_summed_by_language() -> None:
    by_language = sum_by_language(build_gap(POSTS, STAFF, 1.5, AREA_OF_UNIT)).set_index("language")
    assert by_language.index.tolist() == ["spanish", "korean"]  # the widest gap first
    assert by_language.loc["korean"].to_dict() == {
        "need": 2100.0,
        "posts": 2.0,
        "cannot_tell": 1,
        "required": 3.0,
        "have_certified": 1.0,
        "have_tested": 1.0,
        "have_self": 0.0,
        "gap": 2.0,
        "gap_with_self": 2.0,
    }
    assert by_language.loc["spanish", ["need", "gap", "gap_with_self"]].tolist() == [4100.0, 4.0, 2.0]


def test_without_a_roster_nothing_is_claimed() -> None:
    gap = build_gap(POSTS, None, 1.5, AREA_OF_UNIT)
    assert gap[["have_certified", "have_tested", "have_self", "gap"]].isna().all(axis=None)
    assert gap["required"].tolist()[:2] == [1.5, 3.0]
    assert sum_by_language(gap)["gap"].isna().all()


def test_a_roster_of_nobody_is_not_a_missing_roster() -> None:
    gap = build_gap(POSTS, STAFF.iloc[:0], 1.5, AREA_OF_UNIT)
    assert gap["have_certified"].tolist() == [0.0] * 6
    assert gap["gap"].tolist()[:2] == [1.5, 3.0]


def test_a_surplus_in_one_cell_closes_no_other() -> None:
    many = roster(*[(str(k), "north", "day", "korean", "tested") for k in range(9)])
    korean = sum_by_language(build_gap(POSTS, many, 1.5, AREA_OF_UNIT)).set_index("language").loc["korean"]
    assert korean["have_tested"] == 9 and korean["gap"] == 1.5  # the night is still empty


def test_posts_are_not_changed() -> None:
    before = POSTS.copy()
    build_gap(POSTS, STAFF, 1.5, AREA_OF_UNIT)
    pd.testing.assert_frame_equal(POSTS, before)


rows = st.tuples(
    st.sampled_from("123456789"),
    st.sampled_from([*AREA_OF_UNIT, "Traffic"]),
    st.sampled_from([*SHIFTS, "dawn"]),
    st.sampled_from([*LANGUAGES, "arabic"]),
    st.sampled_from(list(TIERS)),
)


@examples(30)
@given(staff=st.lists(rows, max_size=12), added=rows)
def test_one_more_officer_never_widens_a_gap(
    staff: list[tuple[str, str, str, str, str]], added: tuple[str, str, str, str, str]
) -> None:
    newcomer = ("new", *added[1:])
    before = build_gap(POSTS, roster(*staff), 1.58, AREA_OF_UNIT)
    after = build_gap(POSTS, roster(*staff, newcomer), 1.58, AREA_OF_UNIT)
    known = before["gap"].notna()
    assert (after["gap"].isna() == before["gap"].isna()).all()
    assert (after["gap"][known] <= before["gap"][known]).all()
    assert (gap_with_self(after)[known] <= gap_with_self(before)[known]).all()
    assert (gap_with_self(after)[known] <= after["gap"][known]).all()


@examples(30)
@given(staff=st.lists(rows, max_size=12), seed=st.randoms(use_true_random=False))
def test_the_order_of_the_roster_does_not_matter(staff: list[tuple[str, str, str, str, str]], seed: object) -> None:
    shuffled = staff.copy()
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    first = build_gap(POSTS, roster(*staff), 1.58, AREA_OF_UNIT)
    pd.testing.assert_frame_equal(first, build_gap(POSTS, roster(*shuffled), 1.58, AREA_OF_UNIT))
