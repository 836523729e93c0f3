from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import brentq
from scipy.special import ndtr

from geodata.department.answers import PreparedDepartment
from planning.errors import InputError
from planning.examples import TRACTS, four_square_crosswalk, four_square_table
from planning.languages.groups import ALL
from planning.need.crosswalk import Crosswalk
from planning.need.estimates import Z_90
from planning.need.intervals import (
    HOLD_RATE,
    INTERVAL_COLUMNS,
    Z_ONE_SIDED,
    build_intervals,
    clustering,
    critical_value,
)
from planning.need.need import LanguageTable, build_need


def _interval(intervals: pd.DataFrame, area: str, language: str) -> tuple[float, float]:
    row = intervals[(intervals["area_id"] == area) & (intervals["language"] == language)].iloc[0]
    return float(row["lep_interval_low"]), float(row["lep_interval_high"])


def _whole_tracts() -> Crosswalk:
    weights = dict.fromkeys([(TRACTS[0], "west"), (TRACTS[2], "west"), (TRACTS[1], "east"), (TRACTS[3], "east")], 1.0)
    return Crosswalk.from_triples(weights, TRACTS, ("east", "west"), np.full(4, 1000.0))


def _with_margins(table: LanguageTable, moe: float) -> LanguageTable:
    return replace(table, lep_moe=table.lep_moe.mask(table.lep > 0, moe))


def test_a_whole_tract_area_has_the_interval_of_the_formula() -> None:
    table = _with_margins(four_square_table(), 160.0)
    k = clustering(table)
    assert k == pytest.approx(3 * (160 / Z_90) ** 2 / 800)
    margin = np.sqrt(2 * 160.0**2)
    shift = Z_90**2 * k / 2
    below = max(margin**2, Z_90**2 * k * 200)
    low, high = _interval(build_intervals(_whole_tracts(), table), "west", "spanish")
    assert low == pytest.approx(max(0.0, 200 + shift - np.sqrt(below + shift**2)))
    assert high == pytest.approx(200 + shift + np.sqrt(margin**2 + shift**2))


def test_nobody_found_leaves_room_for_one_household() -> None:
    table = _with_margins(four_square_table(), 160.0)
    low, high = _interval(build_intervals(_whole_tracts(), table), "west", "korean")
    shift = Z_90**2 * clustering(table) / 2
    assert low == 0
    assert high == pytest.approx(shift + np.sqrt(12.0**2 + shift**2))
    assert high > 12


def test_a_cut_area_reaches_beyond_both_ends_of_its_bracket() -> None:
    need = build_need(four_square_crosswalk(), four_square_table())
    joined = need.merge(build_intervals(four_square_crosswalk(), four_square_table()), on=["area_id", "language"])
    assert (joined["lep_interval_low"] <= joined["lep_low"] + 1e-9).all()
    assert (joined["lep_interval_high"] >= joined["lep_high"] - 1e-9).all()


def test_rows_stand_in_the_order_of_the_need_table() -> None:
    need = build_need(four_square_crosswalk(), four_square_table())
    intervals = build_intervals(four_square_crosswalk(), four_square_table())
    assert tuple(intervals.columns) == INTERVAL_COLUMNS
    assert intervals[["area_id", "language"]].equals(need[["area_id", "language"]])


def test_less_boundary_is_never_wider_for_a_cut_area() -> None:
    table = _with_margins(four_square_table(), 20.0)
    widths = []
    for boundary in (0.0, 0.25, 0.5, 0.75, 1.0):
        low, high = _interval(build_intervals(four_square_crosswalk(), table, boundary), "west", "spanish")
        widths.append(high - low)
    assert widths == sorted(widths)


def test_boundary_does_nothing_to_whole_tracts() -> None:
    table = four_square_table()
    all_the_way, not_at_all = (build_intervals(_whole_tracts(), table, boundary) for boundary in (1.0, 0.0))
    pd.testing.assert_frame_equal(all_the_way, not_at_all)


def test_a_wider_margin_never_makes_the_interval_narrower() -> None:
    widths = []
    for moe in (10.0, 40.0, 90.0, 200.0):
        table = _with_margins(four_square_table(), moe)
        low, high = _interval(build_intervals(four_square_crosswalk(), table), "west", "spanish")
        widths.append(high - low)
    assert widths == sorted(widths)


def test_a_missing_margin_leaves_no_interval() -> None:
    table = four_square_table()
    lep_moe = table.lep_moe.copy()
    lep_moe.loc[TRACTS[0], "spanish"] = np.nan
    intervals = build_intervals(four_square_crosswalk(), replace(table, lep_moe=lep_moe))
    assert np.isnan(_interval(intervals, "west", "spanish")).all()
    assert not np.isnan(_interval(intervals, "east", "spanish")).any()


def test_a_missing_cell_is_left_out_and_not_read_as_nobody() -> None:
    table = four_square_table()
    lep, lep_moe = table.lep.copy(), table.lep_moe.copy()
    lep.loc[TRACTS[0], "spanish"] = lep_moe.loc[TRACTS[0], "spanish"] = np.nan
    intervals = build_intervals(_whole_tracts(), replace(table, lep=lep, lep_moe=lep_moe))
    low, high = _interval(intervals, "west", "spanish")
    assert 0 < low < 100 < high


def test_all_is_not_told_where_a_language_is_absent() -> None:
    table = four_square_table()
    lep = table.lep.assign(arabic=np.nan)
    intervals = build_intervals(four_square_crosswalk(), replace(table, lep=lep))
    assert np.isnan(_interval(intervals, "west", ALL)).all()
    assert np.isnan(_interval(intervals, "west", "arabic")).all()
    assert not np.isnan(_interval(intervals, "west", "spanish")).any()


def test_an_area_where_nobody_lives_has_nobody() -> None:
    table = four_square_table()
    nobody = pd.Series(0.0, index=table.pop5.index)
    intervals = build_intervals(_whole_tracts(), replace(table, pop5=nobody, pop5_moe=nobody))
    assert _interval(intervals, "west", "korean") == (0.0, 0.0)


@pytest.mark.parametrize("boundary", [-0.1, 1.1, float("nan")])
def test_a_boundary_beyond_the_ends_is_refused(boundary: float) -> None:
    with pytest.raises(InputError, match="from 0 to 1"):
        build_intervals(four_square_crosswalk(), four_square_table(), boundary)


def test_critical_value_falls_from_two_sides_to_one() -> None:
    values = critical_value(np.array([0.0, 0.2, 0.5, 1.0, 2.0, 50.0]))
    assert values[0] == pytest.approx(Z_90, abs=1e-3)
    assert values[-1] == pytest.approx(Z_ONE_SIDED, abs=1e-3)
    assert (np.diff(values) <= 1e-9).all()


@pytest.mark.city
def test_portland_intervals_span_estimate_and_bracket(portland: PreparedDepartment) -> None:
    table = portland.department.language
    need = build_need(portland.crosswalk, table)
    joined = need.merge(build_intervals(portland.crosswalk, table), on=["area_id", "language"]).dropna(subset="lep")
    assert clustering(table) == pytest.approx(48.4, abs=0.1)
    assert (joined["lep_interval_low"] <= joined["lep_low"] + 1e-6).all()
    assert (joined["lep_interval_high"] >= joined["lep_high"] - 1e-6).all()


def _by_hand(weights: dict[str, float], lep: dict[str, tuple[float, float]], people: float, k: float) -> tuple:
    """Return the interval of one area step by step, by root-finding instead of the closed formulas.

    ``lep`` is (estimate, margin) by tract, every estimate above zero, every tract of as many people.
    """
    least = sum(max(0.0, e - (1 - weights[t]) * people) for t, (e, _) in lep.items())
    most = sum(min(e, weights[t] * people) for t, (e, _) in lep.items())
    least_var = most_var = 0.0
    for tract, (estimate, moe) in lep.items():
        variance = (moe / 1.645) ** 2
        least_var += variance if weights[tract] == 1 or estimate > (1 - weights[tract]) * people else 0.0
        most_var += variance if estimate <= weights[tract] * people else 0.0
    largest = max(least_var, most_var) ** 0.5
    one_sided = brentq(lambda c: ndtr(c) - HOLD_RATE, 0, 5)
    wide = (most - least) / largest
    c = max(one_sided, brentq(lambda c: ndtr(c + wide) - ndtr(-c) - HOLD_RATE, 0, 5))

    def misfit(true: float, end: float, variance: float) -> float:
        """The true count is c standard errors from the end, its variance growing by k a person."""
        return (true - end) ** 2 - c**2 * (variance + k * (true - end))

    high = brentq(lambda true: misfit(true, most, most_var), most, most + 1e6)
    low_var = max(least_var, k * least)
    reach = least - c * low_var**0.5 - c**2 * k - 1
    low = brentq(lambda true: misfit(true, least, low_var), reach, least) if low_var > 0 else least
    return max(0.0, low), high


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 1.0])
@pytest.mark.parametrize("speakers", [(60.0, 300.0), (900.0, 40.0), (400.0, 400.0)])
def test_the_interval_is_the_one_found_step_by_step(share: float, speakers: tuple[float, float]) -> None:
    table = four_square_table()
    lep, moe = table.lep * 0.0, table.lep_moe * 0.0 + 12.0
    figures = {TRACTS[0]: (speakers[0], 90.0), TRACTS[2]: (speakers[1], 55.0)}
    for tract, (estimate, margin) in figures.items():
        lep.loc[tract, "spanish"], moe.loc[tract, "spanish"] = estimate, margin
    table = replace(table, lep=lep, lep_moe=moe, pop5=table.pop5 * 0 + 1000.0)
    weights = {TRACTS[0]: share, TRACTS[2]: 1.0}
    shares = {(tract, "west"): weight for tract, weight in weights.items()}
    crosswalk = Crosswalk.from_triples(shares, TRACTS, ("east", "west"), np.full(4, 1000.0))
    low, high = _interval(build_intervals(crosswalk, table), "west", "spanish")
    wanted = _by_hand(weights, figures, 1000.0, clustering(table))
    assert (low, high) == pytest.approx(wanted, rel=1e-4, abs=1e-3)
