"""Samples laid below one another go through the product as each would alone."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from benchmarks.calibration.city import build_city
from benchmarks.calibration.stack import stack_clustering, stack_level, stack_tables
from benchmarks.calibration.survey import draw_interviews, publish
from benchmarks.calibration.truth import BY_BLOCK_GROUP, build_levels
from planning.need.crosswalk import OUTSIDE
from planning.need.intervals import build_intervals
from planning.need.need import build_need
from tests.examples import quick_ones

FIGURES = ["lep", "lep_moe", "lep_low", "lep_high", "pop5", "share", "missing_share"]
ENDS = ["lep_interval_low", "lep_interval_high"]


@pytest.mark.parametrize("name", quick_ones(("beat", BY_BLOCK_GROUP, "department"), (BY_BLOCK_GROUP,)))
def test_stacked_samples_have_the_figures_of_each_alone(name: str) -> None:
    city = build_city("dense block", seed=4)
    (level,) = [level for level in build_levels(city) if level.name == name]
    rng = np.random.default_rng(6)
    tables = [publish(city, draw_interviews(city, rng)) for _ in range(2)]
    stacked, table = stack_level(level, 2), stack_tables(tables)
    need = build_need(stacked.crosswalk, table)
    ends = build_intervals(stacked.crosswalk, table, 0.5, stack_clustering(tables, stacked))
    for sample, alone in enumerate(tables):
        of_sample = need["area_id"].str.startswith(f"{sample:02d}/")
        mine, own = build_need(level.crosswalk, alone), build_intervals(level.crosswalk, alone, 0.5)
        inside = mine["area_id"] != OUTSIDE
        _same(need.loc[of_sample, FIGURES], mine.loc[inside, FIGURES])
        _same(ends.loc[of_sample, ENDS], own.loc[inside, ENDS])
        assert need.loc[of_sample, "area_id"].str[3:].tolist() == mine.loc[inside, "area_id"].tolist()


def test_every_sample_has_the_same_truth() -> None:
    level = build_levels(build_city("even", seed=4))[1]
    stacked = stack_level(level, 3)
    assert len(stacked.form) == 3 * len(level.form)
    assert stacked.truth["lep"].sum() == 3 * level.truth["lep"].sum()
    assert stacked.truth.loc[("02/001", "spanish"), "lep"] == level.truth.loc[("001", "spanish"), "lep"]


def _same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(one.reset_index(drop=True), other.reset_index(drop=True), rtol=1e-9)
