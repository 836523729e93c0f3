"""Officers a post takes: the worked figures of the sources, and what must hold for any."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.errors import InputError
from planning.officers.levels import (
    INTERPRETER_LINE,
    LEVEL_POST_COLUMNS,
    LevelRule,
    build_level_posts,
    pick_levels,
    posts_by_people,
)
from planning.officers.service import Requirement, officers_for_target, relief_factor
from tests.examples import examples


def test_the_worked_source() -> None:
    """8 h x 365 = 2,920; off 1,071, on duty 1,849; 2,920 / 1,849 = 1.58, and 4.7 for three shifts."""
    assert 8 * 365 - 1071 == 1849
    assert round(relief_factor(2920, 1849), 2) == 1.58 == Requirement().relief
    assert round(3 * relief_factor(2920, 1849), 1) == 4.7
    assert Requirement().officers(np.array([3.0])).round(1).tolist() == [4.7]


@pytest.mark.parametrize("hours", [0, -1, math.nan, math.inf])
def test_relief_factor_refuses_impossible_hours(hours: float) -> None:
    with pytest.raises(InputError, match="above zero"):
        relief_factor(hours_on_duty=hours)


def chance_on_duty(officers: int, relief: float, posts: int = 1) -> float:
    """The chance that at least so many of the officers are there, by the binomial law written out."""
    p = 1 / relief
    return sum(math.comb(officers, k) * p**k * (1 - p) ** (officers - k) for k in range(posts, officers + 1))


def test_one_post_by_the_formula() -> None:
    p = 1849 / 2920
    assert officers_for_target(0.9, relief_factor()) == math.ceil(math.log(0.1) / math.log(1 - p)) == 3


def test_several_posts_by_the_binomial_law() -> None:
    assert chance_on_duty(4, 1.58, posts=2) < 0.9 <= chance_on_duty(5, 1.58, posts=2)
    assert Requirement(1.58, 0.9).officers(np.array([0.0, 1.0, 2.0, math.nan])).tolist()[:3] == [0.0, 3.0, 5.0]


@given(st.floats(0.05, 0.99), st.floats(1.0, 3.0), st.integers(1, 4))
def test_the_fewest_that_meet_the_target(target: float, relief: float, posts: int) -> None:
    officers = officers_for_target(target, relief, posts)
    assert chance_on_duty(officers, relief, posts) >= target - 1e-9
    assert officers == posts or chance_on_duty(officers - 1, relief, posts) < target
    assert officers_for_target(min(target + 0.005, 0.995), relief, posts) >= officers


@pytest.mark.parametrize("wrong", [{"relief": 0.9}, {"relief": math.nan}, {"target": 0.0}, {"target": 1.0}])
def test_impossible_requirements_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(InputError):
        Requirement(**wrong)


def need_of(*people: float, language: str = "korean") -> pd.DataFrame:
    return pd.DataFrame({"area_id": [str(k) for k in range(len(people))], "language": language, "lep": people})


def levels_of(
    beats: pd.DataFrame, districts: pd.DataFrame, city: pd.DataFrame, least: float = 100
) -> dict[str, pd.DataFrame]:
    tables = {"beat": beats, "district": districts, "department": city}
    return {level: posts_by_people(table, ["day", "night"], least) for level, table in tables.items()}


def test_nobody_is_told_to_hire_a_speaker_for_every_beat() -> None:
    """Forty beats of 120 people each reach the line of 100; a post would stand for 120 people."""
    tables = levels_of(need_of(*[120.0] * 40), need_of(*[800.0] * 6), need_of(4800.0))
    picked = pick_levels(tables).iloc[0]
    assert (picked["level"], picked["posts"]) == ("department", 1.0)
    assert picked["reason"].endswith("by district, a slot would serve only 800 people")
    posts = build_level_posts(tables)
    assert tuple(posts.columns) == LEVEL_POST_COLUMNS
    assert posts["posts"].sum() == 2.0  # one a shift, where the rule alone would ask for 80


def test_the_finest_level_that_serves_most_of_the_people() -> None:
    tables = levels_of(need_of(1500.0, 2000.0, 40.0, 60.0), need_of(3500.0, 100.0), need_of(3600.0))
    assert pick_levels(tables)["level"].tolist() == ["beat"]
    scattered = levels_of(need_of(1100.0, *[90.0] * 40), need_of(2400.0, 2300.0), need_of(4700.0))
    picked = pick_levels(scattered).iloc[0]
    assert picked["level"] == "district"
    assert picked["reason"] == "by district, 100% of the people live in areas with a slot, 2,350 per slot"


def test_who_has_no_post_is_the_pools() -> None:
    tables = levels_of(need_of(6000.0, *[90.0] * 20), need_of(7800.0), need_of(7800.0))
    posts = build_level_posts(tables, LevelRule(people_per_post=1000))
    day = posts[(posts["shift"] == "day") & (posts["posts"] > 0)]
    assert day[["level", "area_id", "need"]].to_numpy().tolist() == [["beat", "0", 6000.0], ["department", "0", 1800.0]]


def test_rare_languages_go_to_the_line() -> None:
    tables = levels_of(need_of(20.0, 30.0), need_of(50.0), need_of(50.0))
    assert pick_levels(tables)["level"].tolist() == [INTERPRETER_LINE]
    assert build_level_posts(tables).empty
    unknown = levels_of(need_of(math.nan), need_of(math.nan), need_of(math.nan))
    assert pick_levels(unknown)[["level", "cannot_tell"]].to_numpy().tolist() == [["department", 1]]
    assert build_level_posts(unknown)["posts"].isna().all()


@examples(25)
@given(st.lists(st.floats(0, 5000), min_size=1, max_size=12), st.floats(1, 3000))
def test_a_post_stands_for_enough_people(people: list[float], per_post: float) -> None:
    tables = levels_of(need_of(*people), need_of(sum(people)), need_of(sum(people)))
    picked = pick_levels(tables, LevelRule(people_per_post=per_post)).iloc[0]
    if picked["level"] == "beat":
        assert picked["people_per_post"] >= per_post
        assert picked["share"] >= 0.5


def test_impossible_rules_are_refused() -> None:
    for wrong in ({"share": 0.0}, {"share": 1.1}, {"people_per_post": -1.0}):
        with pytest.raises(InputError):
            LevelRule(**wrong)
    with pytest.raises(InputError, match="no level"):
        pick_levels({})
