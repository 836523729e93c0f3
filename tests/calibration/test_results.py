"""The results that ship with the product, and what it says with them."""

from __future__ import annotations

import numpy as np
import pytest

from planning.calibration import (
    COARSE,
    COMBINED,
    CUT,
    LARGE_SIZES,
    MARGIN,
    SMALL,
    SMALL_SIZES,
    WHOLE,
    load_results,
    promise_sentences,
    weak_promises,
)
from planning.examples import four_square_crosswalk, four_square_table
from planning.need import build_need


def test_results_rest_on_enough_samples_in_time() -> None:
    results = load_results()
    assert results.samples_of_each_kind >= 500
    assert results.minutes < 20


def test_the_combined_interval_keeps_its_promise_in_every_kind_of_city() -> None:
    results = load_results()
    for form in (WHOLE, CUT, SMALL):
        assert results.held((form,), COMBINED, SMALL_SIZES + LARGE_SIZES) >= 0.9
    assert results.worst((CUT, SMALL), COMBINED, SMALL_SIZES + LARGE_SIZES) >= 0.9


def test_verdicts_by_the_half_way_interval_are_wrong_at_most_one_time_in_ten() -> None:
    table = load_results().tables["verdicts"]
    decided = table[table["decider"] == "combined, half-way"]
    assert decided["worst"].max() <= 0.10


def test_sentences_carry_the_measured_figures() -> None:
    results = load_results()
    first, second = promise_sentences()
    assert f"{results.held((WHOLE,), MARGIN, LARGE_SIZES) * 100:.0f} %" in first
    assert f"{results.worst((CUT, SMALL), COMBINED, SMALL_SIZES + LARGE_SIZES) * 100:.0f} %" in second
    assert f"{results.worst((CUT + COARSE, SMALL + COARSE), COMBINED, SMALL_SIZES + LARGE_SIZES) * 100:.0f} %" in second


@pytest.mark.parametrize(
    ("change", "coarse", "begins"),
    [
        ({"lep": 900.0, "lep_low": 900.0, "lep_high": 900.0, "lep_moe": 150.0}, True, ""),
        ({"lep": 900.0, "lep_low": 400.0, "lep_high": 1300.0, "lep_moe": 150.0}, False, "the area cuts tracts: the"),
        ({"lep": 900.0, "lep_low": 850.0, "lep_high": 950.0, "lep_moe": 150.0}, True, "the area cuts tracts and"),
        ({"lep": 90.0, "lep_low": 90.0, "lep_high": 90.0, "lep_moe": 50.0}, False, "few people"),
        ({"lep": np.nan}, True, ""),
        ({"lep_moe": np.nan}, False, ""),
    ],
)
def test_a_weak_promise_says_why(change: dict[str, float], coarse: bool, begins: str) -> None:
    need = build_need(four_square_crosswalk(), four_square_table()).head(1).assign(**change)
    reason = weak_promises(need, coarse_points=coarse).iloc[0]
    assert reason.startswith(begins)
    assert bool(reason) == bool(begins)
