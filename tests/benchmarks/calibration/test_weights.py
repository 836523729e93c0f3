"""Weights side by side with tobler, where it is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.calibration.city import build_city

weights = pytest.importorskip(
    "benchmarks.calibration.weights", reason="tobler is not installed: see benchmarks/requirements.txt"
)


def test_blocks_carry_people_exactly_and_area_does_not() -> None:
    errors = weights.measure_weights(build_city("even", seed=2))
    people = errors[errors["language"] == weights.PEOPLE]
    size = people["error"].abs().groupby(people["method"]).mean()
    assert size["population, blocks"] == pytest.approx(0.0, abs=1e-6)
    assert size["area (tobler)"] > 300
    spoken = errors[errors["language"] != weights.PEOPLE]
    by_method = spoken["error"].abs().groupby(spoken["method"]).mean()
    assert by_method["population, blocks"] < 0.7 * by_method["area (tobler)"]


@pytest.mark.city
def test_portland_brackets_hold_one_level_up(shared_data: Path) -> None:
    real = pytest.importorskip("benchmarks.calibration.real")
    languages = real.measure_languages(shared_data / "portland")
    assert languages["true"].between(languages["low"] - 1e-6, languages["high"] + 1e-6).all()
    assert (languages["people"] - languages["true"]).abs().mean() < (languages["area"] - languages["true"]).abs().mean()
