"""The small parts of the pages, by their numbers."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.demo.harbor_falls import build_demo
from geodata.department import answers
from geodata.maps.classes import CLASSES, class_of, class_words, round_breaks
from geodata.meetings.answers import meeting_detail, meeting_plan
from geodata.meetings.inputs import demand_of, meeting_inputs
from pages.parts.shell.messages import plain
from pages.parts.widgets.people_dots import DOTS_AT_MOST, build_dots, persons_per_dot
from planning.meetings.options import MeetingOptions


@given(st.lists(st.floats(0, 200_000) | st.just(math.nan), max_size=60))
def test_breaks_are_round_rising_and_one_fewer_than_the_classes(values: list[float]) -> None:
    breaks = round_breaks(values)
    assert len(breaks) == CLASSES - 1
    assert all(a < b for a, b in pairwise(breaks))
    for edge in breaks:
        assert edge == int(edge)
        assert float(f"{edge:.1e}") == edge
    assert len(class_words(breaks, "people")) == CLASSES


def test_every_value_has_its_class_and_none_is_not_zero() -> None:
    looks = ("a", "b", "c", "d", "e")
    shown = [class_of(value, (10, 20, 30, 40), looks) for value in (math.nan, 0, 5, 10, 39.9, 40, 1e6)]
    assert shown == ["missing", "none", "a", "b", "d", "e", "e"]


@pytest.mark.parametrize("text", ["![x](http://outside.example/x.png)", "[a](b) $x$ :red[y] <b>", "# big\n- list"])
def test_a_name_is_never_markdown(text: str) -> None:
    shown = plain(text)
    for sign in "![]$:<#":
        assert shown.count(sign) == shown.count("\\" + sign)


def test_dots_stand_for_equal_persons_and_lose_nobody_but_the_last_part() -> None:
    prepared = answers.prepare(build_demo())
    options = MeetingOptions(meetings=3)
    inputs = meeting_inputs(prepared, options)
    plan, demand = meeting_plan(inputs), inputs.demand
    reached = meeting_detail(plan, inputs).reached.to_numpy()
    dots, size = build_dots(demand, reached, demand.languages)
    looks = pd.Series([look for _, _, look in dots]).value_counts()
    assert abs(looks["reached"] * size - sum(plan.reached.values())) <= size
    assert abs(len(dots) * size - demand.persons.sum()) <= 2 * size
    assert len(dots) <= DOTS_AT_MOST + 2
    one, its_size = build_dots(demand, reached, ("korean",))
    assert abs(len(one) * its_size - demand.persons[:, demand.languages.index("korean")].sum()) <= 2 * its_size
    assert len(set(dots)) > 0.9 * len(dots)


def test_dots_are_the_same_each_time() -> None:
    prepared = answers.prepare(build_demo())
    demand = demand_of(prepared, MeetingOptions())
    nobody = np.zeros(demand.persons.shape)
    assert build_dots(demand, nobody, demand.languages) == build_dots(demand, nobody, demand.languages)
    assert persons_per_dot(0.0) == 1
