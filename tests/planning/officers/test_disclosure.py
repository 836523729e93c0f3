"""What is hidden stays hidden: tried by linear algebra on the exact counts, and by linear programming on the bands.

The attacker has everything a role is shown: the table at every level, all its totals, the map (drawn from the table),
the download (the table), and knows where every officer of an area stands in one of its finer ones.
"""

from __future__ import annotations

import math
import time

import numpy as np
import pandas as pd
import pytest
import scipy.linalg
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from planning.errors import InputError
from planning.officers.disclosure import ALL_SHIFTS, OFFICER_FLOOR, publish_counts
from tests.examples import examples

Tables = dict[str, pd.DataFrame]
Parents = list[dict[str, str]]


def equations_of(published: pd.DataFrame, tables: Tables, parents: Parents) -> tuple[np.ndarray, np.ndarray]:
    """Every "adds up to" (A x = 0) and "is at most" (B x <= 0) of the publication, over its rows."""
    keys = published[["level", "area_id", "shift"]].itertuples(index=False, name=None)
    position = {key: k for k, key in enumerate(keys)}
    equal, at_most = [], []
    levels = list(tables)
    for level, table in tables.items():
        for area in table.index:
            row = np.zeros(len(position))
            row[[position[level, area, shift] for shift in table.columns]] = 1
            row[position[level, area, ALL_SHIFTS]] = -1
            equal.append(row)
    for depth, parent_of in enumerate(parents):
        fine, coarse = levels[depth], levels[depth + 1]
        for area in tables[coarse].index:
            children = [child for child in tables[fine].index if parent_of[child] == area]
            for shift in tables[coarse].columns:
                row = np.zeros(len(position))
                row[[position[fine, child, shift] for child in children]] = 1
                row[position[coarse, area, shift]] = -1
                rest = tables[coarse].loc[area, shift] - tables[fine].loc[children, shift].sum()
                (at_most if rest else equal).append(row)
    return np.array(equal), np.array(at_most).reshape(len(at_most), len(position))


def require_nothing_follows(published: pd.DataFrame, tables: Tables, parents: Parents) -> None:
    equal, at_most = equations_of(published, tables, parents)
    low, high = published["low"].to_numpy(), published["high"].to_numpy()
    hidden = np.flatnonzero(low != high)
    if not len(hidden):
        return
    # Linear algebra: no hidden count is the same in every solution of the equations.
    free = scipy.linalg.null_space(equal[:, hidden])
    assert free.size and not (np.abs(free) < 1e-9).all(axis=1).any()
    # And with the bands, which say more: the least and the most of each differ by a whole officer.
    limits = [(a, None if math.isinf(b) else b) for a, b in zip(low, high, strict=True)]
    for k in hidden:
        aim = np.zeros(len(published))
        aim[k] = 1
        least, most = (_extreme(sign * aim, equal, at_most, limits) * sign for sign in (1, -1))
        assert most - least >= 1 - 1e-6, published.iloc[k].to_dict()


def _extreme(
    aim: np.ndarray, equal: np.ndarray, at_most: np.ndarray, limits: list[tuple[float, float | None]]
) -> float:
    found = linprog(
        aim,
        A_eq=equal,
        b_eq=np.zeros(len(equal)),
        bounds=limits,
        A_ub=at_most if len(at_most) else None,
        b_ub=np.zeros(len(at_most)) if len(at_most) else None,
    )
    assert found.status in (0, 3)
    return -math.inf if found.status == 3 else float(found.fun)


counts = st.one_of(st.integers(0, 4), st.integers(0, 2), st.integers(0, 40))


@st.composite
def nested_tables(draw: st.DrawFn) -> tuple[Tables, Parents]:
    shifts = ["day", "evening", "night"][: draw(st.integers(1, 3))]
    beats = [f"b{k}" for k in range(draw(st.integers(1, 5)))]
    fine = pd.DataFrame([[draw(counts) for _ in shifts] for _ in beats], index=beats, columns=shifts)
    tables, parents = {"beat": fine}, []
    if draw(st.booleans()):
        district_of = {beat: draw(st.sampled_from(["d1", "d2"])) for beat in beats}
        tables["district"] = _grouped(draw, fine, district_of)
        parents.append(district_of)
    if draw(st.booleans()):
        last = tables[list(tables)[-1]]
        whole = dict.fromkeys(last.index, "department")
        tables["department"] = _grouped(draw, last, whole)
        parents.append(whole)
    return tables, parents


def _grouped(draw: st.DrawFn, table: pd.DataFrame, above: dict[str, str]) -> pd.DataFrame:
    grouped = table.groupby(table.index.map(above)).sum()
    return grouped + draw(st.integers(0, 2))  # officers of the coarser area itself


@examples(30)
@given(nested_tables())
def test_no_hidden_count_can_be_worked_out(case: tuple[Tables, Parents]) -> None:
    tables, parents = case
    published = publish_counts(tables, parents)
    truth = {
        (level, area, shift): count
        for level, table in tables.items()
        for area, row in table.iterrows()
        for shift, count in [*row.items(), (ALL_SHIFTS, row.sum())]
    }
    for row in published.itertuples(index=False):
        count = truth[row.level, row.area_id, row.shift]
        assert row.low <= count <= row.high
        assert not (0 < count < OFFICER_FLOOR and row.shown == str(count))
    require_nothing_follows(published, tables, parents)


def test_a_naive_table_would_not_pass() -> None:
    """The test itself is tested: banding small counts alone gives them away."""
    table = pd.DataFrame({"day": [4, 3], "night": [1, 5]}, index=["east", "west"])
    published = publish_counts({"district": table})
    naive = published.copy()
    naive.loc[naive["shown"] == "3+", ["low", "high"]] = 4
    with pytest.raises(AssertionError):
        require_nothing_follows(naive, {"district": table}, [])


def test_two_bands_under_a_total_give_nothing_away() -> None:
    """1-2 and 1-2 under a total of 2 are 1 and 1, of 4 are 2 and 2: bands tell more than gaps in a table."""
    for pair in ((1, 1), (2, 2)):
        table = pd.DataFrame({"day": pair}, index=["east", "west"])
        whole = pd.DataFrame({"day": [sum(pair)]}, index=["department"])
        tables, parents = {"district": table, "department": whole}, [dict.fromkeys(table.index, "department")]
        require_nothing_follows(publish_counts(tables, parents), tables, parents)


def test_zero_and_large_counts_stay() -> None:
    table = pd.DataFrame({"day": [0, 12], "night": [7, 30]}, index=["east", "west"])
    assert publish_counts({"district": table})["shown"].tolist() == ["0", "7", "7", "12", "30", "42"]
    with pytest.raises(InputError, match="whole numbers"):
        publish_counts({"district": table / 8})
    with pytest.raises(InputError, match="coarser areas"):
        publish_counts({"district": table, "department": table}, [{}, {}])


def test_a_large_department_is_published_in_a_second() -> None:
    rng = np.random.default_rng(1)
    fine = pd.DataFrame(rng.poisson(0.7, (300, 3)), index=[f"b{k:03d}" for k in range(300)], columns=["d", "e", "n"])
    district_of = {beat: f"d{k // 30}" for k, beat in enumerate(fine.index)}
    district = fine.groupby(fine.index.map(district_of)).sum()
    whole = district.sum().to_frame("department").T
    began = time.process_time()
    tables = {"beat": fine, "district": district, "department": whole}
    told = publish_counts(tables, [district_of, dict.fromkeys(district.index, "department")])
    assert time.process_time() - began < 5.0
    assert len(told) == (300 + 10 + 1) * 4
    assert (told["shown"] != "not shown").mean() > 0.85
