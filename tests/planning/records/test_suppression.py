"""What is hidden must stay hidden: every hidden cell is tried with linear programming."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from planning.errors import InputError, SchemaError
from planning.records.suppression import FLOOR, TOTAL, suppress
from tests.examples import examples


def possible_range(published: pd.DataFrame, row: int, column: int) -> tuple[float, float]:
    """The least and most a cell can be, for one who knows all that is shown and that no count is negative."""
    table = published.to_numpy()
    rows, columns = table.shape
    cells = np.arange(rows * columns).reshape(rows, columns)
    lines = [cells[:, k] for k in range(columns)] + ([cells[k, :] for k in range(rows)] if columns > 1 else [])
    equations = np.zeros((len(lines), rows * columns))
    for equation, line in zip(equations, lines, strict=True):
        equation[line[:-1]], equation[line[-1]] = 1, -1
    bounds = [(value, value) if np.isfinite(value) else (0, 10_000) for value in table.ravel()]
    aim = np.zeros(rows * columns)
    aim[cells[row, column]] = 1
    ends = [linprog(sign * aim, A_eq=equations, b_eq=np.zeros(len(lines)), bounds=bounds) for sign in (1, -1)]
    assert all(end.status == 0 for end in ends)
    return ends[0].fun, -ends[1].fun


counts = st.one_of(st.integers(0, 15), st.integers(0, 300), st.just(0))


@st.composite
def tables(draw: st.DrawFn) -> pd.DataFrame:
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    values = draw(st.lists(counts, min_size=rows * columns, max_size=rows * columns))
    return pd.DataFrame(np.array(values).reshape(rows, columns), columns=[f"c{k}" for k in range(columns)])


@examples(150)
@given(tables())
def test_no_hidden_cell_can_be_worked_out(frame: pd.DataFrame) -> None:
    published = suppress(frame)
    shown = published.to_numpy()
    assert not ((shown > 0) & (shown < FLOOR)).any()
    for row, column in np.argwhere(np.isnan(shown)):
        low, high = possible_range(published, row, column)
        assert high - low >= 1, (frame, published)


@examples(150)
@given(tables())
def test_no_hidden_group_is_itself_small(frame: pd.DataFrame) -> None:
    table = suppress(frame).to_numpy()
    lines = [table[:, k] for k in range(table.shape[1])]
    if table.shape[1] > 1:
        lines += list(table)
    for line in lines:
        if np.isfinite(line[-1]) and np.isnan(line[:-1]).any():
            assert line[-1] - np.nansum(line[:-1]) >= FLOOR


@examples(100)
@given(tables())
def test_what_is_shown_is_true_and_zeros_stay(frame: pd.DataFrame) -> None:
    published = suppress(frame)
    inner = published.iloc[: len(frame)][list(frame.columns)].to_numpy()
    shown = np.isfinite(inner)
    assert (inner[shown] == frame.to_numpy()[shown]).all()
    assert shown[frame.to_numpy() == 0].all()


def test_nothing_hidden_where_nothing_is_small() -> None:
    published = suppress(pd.DataFrame({"asked": [40, 0], "told": [12, 10]}, index=["lighting", "noise"]))
    assert published.to_numpy().tolist() == [[40, 12, 52], [0, 10, 10], [40, 22, 62]]


def test_one_small_cell_takes_the_cheapest_ring_with_it() -> None:
    frame = pd.DataFrame({"a": [40, 3, 30], "b": [20, 50, 60], "c": [100, 10, 0]}, index=list("xyz"))
    hidden = suppress(frame).isna()
    assert hidden.sum().sum() == 4
    assert hidden.loc["y", "a"] and not hidden.loc[TOTAL].any() and not hidden[TOTAL].any()


def test_a_lone_small_count_hides_its_total() -> None:
    assert suppress(pd.DataFrame({"asked": [4, 0]}))["asked"].tolist()[1:] == [0.0, pytest.approx(np.nan, nan_ok=True)]


def test_two_small_counts_do_not_show_their_small_sum() -> None:
    published = suppress(pd.DataFrame({"asked": [1, 1, 30, 50]}))["asked"]
    assert published.isna().tolist() == [True, True, True, False, False]


def test_a_table_of_a_city_is_quick() -> None:
    frame = pd.DataFrame(np.random.default_rng(3).integers(0, 60, (40, 13)))
    assert suppress(frame).isna().sum().sum() < 300


@pytest.mark.parametrize("wrong", [-1, 1.5, np.nan, np.inf])
def test_only_counts(wrong: float) -> None:
    with pytest.raises(InputError, match="whole numbers"):
        suppress(pd.DataFrame({"asked": [20, wrong]}))


def test_the_floor_only_goes_up() -> None:
    assert suppress(pd.DataFrame({"asked": [15, 40, 60]}), floor=20)["asked"].isna().sum() == 2
    with pytest.raises(InputError, match="cannot be under 10"):
        suppress(pd.DataFrame({"asked": [20]}), floor=5)


def test_totals_are_not_counted_twice() -> None:
    with pytest.raises(SchemaError, match="total"):
        suppress(pd.DataFrame({"asked": [20, 20]}, index=["lighting", TOTAL]))


@examples(60)
@given(tables(), st.integers(FLOOR, 30), st.integers(FLOOR, 30))
def test_a_higher_floor_hides_all_that_a_lower_one_hides(frame: pd.DataFrame, one: int, other: int) -> None:
    less, more = (suppress(frame, floor).isna().to_numpy() for floor in sorted((one, other)))
    assert (more | ~less).all()


def test_two_floors_give_no_more_away_than_the_lower_one() -> None:
    """Each floor on its own covered the 2 by another ring: at 20 the 21 stood there, and 41 - 21 - 18 is 2."""
    frame = pd.DataFrame([[17, 2], [29, 21], [35, 18]])
    less, more = (suppress(frame, floor).isna().to_numpy() for floor in (FLOOR, 20))
    assert less[1].tolist() == [True, True, False] and more[1, :2].all()
