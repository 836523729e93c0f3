"""Targets: what is clear, what can't be told, and that no hidden count of officers shows through one."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.officers.slot_states import open_range
from planning.records.half_years import half_year_of
from planning.targets.beside import (
    CANNOT_TELL,
    NO_FIGURE,
    OFF_TARGET,
    ON_TARGET,
    UNKNOWN,
    Target,
    beside_target,
    count_until,
    off_by,
    target_sentence,
    target_state,
)
from planning.targets.figures import HALF_YEAR, TARGET_FIGURES, TargetFigure

JUNE_30 = date(2026, 6, 30)
FIGURES = pytest.mark.parametrize("figure", TARGET_FIGURES.values(), ids=list(TARGET_FIGURES))
COUNTS = st.integers(0, 100)


@FIGURES
def test_every_figure_says_how_it_stands_at_below_and_above_its_target(figure: TargetFigure) -> None:
    target = Target(figure, 6, JUNE_30)
    better, worse = (7, 5) if figure.at_least else (5, 7)
    states = [target_state(target, (count, count)) for count in (6, better, worse)]
    assert states == [ON_TARGET, ON_TARGET, OFF_TARGET]
    assert off_by(target, (worse, worse)) == (1, 1) and off_by(target, (better, better)) == (0, 0)
    said = target_sentence(target, (worse, worse), date(2026, 5, 4))
    assert said.startswith("Target 6") and "by June 30" in said and "1" in said
    assert "can’t tell" in target_sentence(target, (5, 7), date(2026, 5, 4))
    assert "no data" in target_sentence(target, UNKNOWN, date(2026, 5, 4))


@pytest.mark.property
@FIGURES
@given(low=COUNTS, wider=st.integers(0, 20), value=COUNTS)
def test_a_range_is_clear_only_if_each_of_its_counts_is(figure: TargetFigure, low: int, wider: int, value: int) -> None:
    target = Target(figure, value, JUNE_30)
    each = {target_state(target, (count, count)) for count in range(low, low + wider + 1)}
    assert target_state(target, (low, low + wider)) == (each.pop() if len(each) == 1 else CANNOT_TELL)
    least, most = off_by(target, (low, low + wider))
    assert 0 <= least <= most


def test_what_a_half_year_counts_ends_with_the_targets_day_and_begins_with_its_half_year() -> None:
    asked: list[tuple[date, date]] = []

    def measure(since: date, until: date) -> tuple[float, float]:
        asked.append((since, until))
        return 4.0, 4.0

    for key, figure in TARGET_FIGURES.items():
        asked.clear()
        target = Target(figure, 6, date(2026, 5, 31))
        days = [date(2025, 12, 31), date(2026, 3, 1), date(2026, 8, 1)]
        ends = [count_until(target, measure, day) for day in days]
        if figure.over == HALF_YEAR:
            first = date(2026, 1, 1)
            assert asked == [(first, date(2026, 3, 1)), (first, date(2026, 5, 31))], key
            assert all(map(math.isnan, ends[0])) and target_state(target, ends[0]) == NO_FIGURE
            assert "not begun" in target_sentence(target, ends[0], days[0])
        else:
            assert len(asked) == 3 and ends == [(4.0, 4.0)] * 3


def test_an_areas_target_is_not_the_departments() -> None:
    held = TARGET_FIGURES["meetings-held"]
    targets = [Target(held, 6, JUNE_30), Target(held, 2, JUNE_30, "DISTRICT:Millrace")]
    today = date(2026, 5, 4)
    assert half_year_of(today).until == JUNE_30
    one = beside_target(targets, held.key, lambda *_: (1.0, 1.0), today, "DISTRICT:Millrace")
    assert one == "Target 2, by June 30: **1 short**."
    assert beside_target(targets, held.key, lambda *_: (1.0, 1.0), today, "41") == ""


def test_two_rosters_that_publish_the_same_stand_the_same_to_every_target() -> None:
    """A slot of one officer more or less within a published range: no target from 0 to 20 tells them apart."""
    published = pd.DataFrame(
        {"posts": [1.0, 1.0, None], "required": [2.0, 2.0, None], "gap_low": [0.0, 2.0, None], "gap_high": [2.0] * 3}
    )
    assert open_range(published) == (1.0, 2.0)
    figure = TARGET_FIGURES["slots-open"]
    states = [target_state(Target(figure, value, JUNE_30), open_range(published)) for value in range(4)]
    assert states == [OFF_TARGET, CANNOT_TELL, ON_TARGET, ON_TARGET]
