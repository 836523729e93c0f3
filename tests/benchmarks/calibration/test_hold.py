"""A small part of ``make calibrate`` with fixed seeds: the hold rates that a change must not break."""

from __future__ import annotations

import pandas as pd
import pytest

from benchmarks.calibration.draws import Counts, Task, run
from benchmarks.calibration.ground import CUT, SMALL, WHOLE
from benchmarks.calibration.hold import BOTH, BRACKET, COMBINED, HALFWAY, MARGIN
from benchmarks.calibration.verdicts import AS_SHOWN, ESTIMATE, UNMARKED
from benchmarks.calibration.verdicts import MARGIN as BY_MARGIN

FEW = ["20-49", "50-99", "100-199"]
MANY = ["400-799", "800+"]


@pytest.fixture(scope="module")
def counts() -> Counts:
    cities = (("even", 21, 1), ("beat borders", 21, 2))
    todo = [Task(kind, seed, draws, verdicts_every=2, plans_every=2) for kind, seed, draws in cities]
    return run(todo, processes=1)


def held(counts: Counts, form: str, interval: str, sizes: list[str]) -> float:
    table = counts.hold
    rows = table[(table["form"] == form) & (table["interval"] == interval) & table["size"].isin(sizes)]
    assert rows["cells"].sum() >= 30
    return float(rows["held"].sum() / rows["cells"].sum())


def test_the_margin_holds_for_many_people_in_whole_tracts(counts: Counts) -> None:
    assert 0.82 <= held(counts, WHOLE, MARGIN, MANY) <= 0.97


def test_the_margin_alone_does_not_hold_for_few_people_and_the_interval_does(counts: Counts) -> None:
    assert held(counts, WHOLE, MARGIN, FEW) < 0.8
    assert held(counts, WHOLE, COMBINED, FEW) >= 0.9


@pytest.mark.parametrize("form", [CUT, SMALL])
def test_the_interval_holds_where_neither_error_alone_does(counts: Counts, form: str) -> None:
    sizes = [*FEW, "200-399", *MANY]
    assert held(counts, form, MARGIN, sizes) < 0.85
    assert held(counts, form, BRACKET, sizes) < 0.9
    assert held(counts, form, COMBINED, sizes) >= 0.95
    assert held(counts, form, COMBINED, sizes) >= held(counts, form, BOTH, sizes)


def test_verdicts_as_shown_are_rarely_wrong(counts: Counts) -> None:
    assert set(counts.verdicts["decider"]) == {ESTIMATE, BY_MARGIN, UNMARKED, AS_SHOWN, HALFWAY, COMBINED}
    wrong = _wrong_near_the_line(counts)
    assert wrong[AS_SHOWN] <= 0.05
    assert wrong[AS_SHOWN] <= wrong[UNMARKED]
    assert wrong[HALFWAY] <= 0.05
    assert wrong[HALFWAY] <= wrong[BY_MARGIN] <= wrong[ESTIMATE]
    assert wrong[UNMARKED] <= 0.05
    assert wrong[UNMARKED] < wrong[BY_MARGIN]
    assert wrong[ESTIMATE] > 0.1


def _wrong_near_the_line(counts: Counts) -> pd.Series:
    table = counts.verdicts
    near = table[~table["lump"] & table["distance"].isin(["0.75-0.9", "0.9-1", "1-1.1", "1.1-1.25", "1.25-1.5"])]
    sums = near.groupby("decider")[["cells", "false_met", "false_not_met"]].sum()
    return (sums["false_met"] + sums["false_not_met"]) / sums["cells"]


def test_a_lump_is_never_met(counts: Counts) -> None:
    table = counts.verdicts
    lumps = table[table["lump"] & (table["rule"] != "nyc_ll30")]
    assert lumps["false_met"].sum() == 0


def test_plans_from_the_sample_reach_nearly_as_many(counts: Counts) -> None:
    assert counts.plans["share"].between(0.85, 1.0 + 1e-9).all()


@pytest.mark.slow
def test_a_run_repeats_itself(counts: Counts) -> None:
    survey = counts.survey[(counts.survey["kind"] == "even") & (counts.survey["seed"] == 21)]
    again = run([Task("even", 21, draws=1, verdicts_every=2, plans_every=2)], processes=1)
    assert again.survey["spanish"].iloc[0] == survey["spanish"].iloc[0]
    assert again.plans["share"].iloc[0] == counts.plans["share"].iloc[0]
