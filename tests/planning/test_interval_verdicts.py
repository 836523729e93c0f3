"""A verdict that counts both errors: beside the other, never surer than it in a cut area."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from geodata import answers
from geodata.answers import PreparedDepartment
from planning.combined import VERDICT_BOUNDARY
from planning.examples import four_square_crosswalk, four_square_table
from planning.interval_verdicts import COMBINED_VERDICT, build_interval_verdicts, open_with_both
from planning.need import build_need
from planning.rules import PRESETS, find_rule
from planning.thresholds import VERDICT_COLUMNS, build_verdicts

AREA = ["area_id", "language"]


def _intervals(low: float, high: float) -> pd.DataFrame:
    need = build_need(four_square_crosswalk(), four_square_table())
    return need[AREA].assign(lep_interval_low=low, lep_interval_high=high)


@pytest.mark.parametrize(
    ("low", "high", "verdict"), [(500.0, 700.0, "met"), (499.0, 700.0, "cannot tell"), (10.0, 499.0, "not met")]
)
def test_the_ends_of_the_interval_decide(low: float, high: float, verdict: str) -> None:
    need = build_need(four_square_crosswalk(), four_square_table())
    rule = replace(find_rule("dc_code_2_1933"), share=None)
    told = build_interval_verdicts(need, _intervals(low, high), rule, "beat").set_index(AREA)[COMBINED_VERDICT]
    assert told[("west", "spanish")] == verdict


def test_a_rule_that_reads_the_estimate_alone_is_still_judged_by_the_interval() -> None:
    need = build_need(four_square_crosswalk(), four_square_table())
    rule = replace(find_rule("dc_code_2_1933"), share=None, decide="estimate")
    told = build_interval_verdicts(need, _intervals(100.0, 900.0), rule, "beat")
    assert (told[told["language"] == "spanish"][COMBINED_VERDICT] == "cannot tell").all()


def test_no_interval_leaves_nothing_told() -> None:
    need = build_need(four_square_crosswalk(), four_square_table())
    told = build_interval_verdicts(need, _intervals(np.nan, np.nan), find_rule("dc_code_2_1933"), "beat")
    assert set(told[COMBINED_VERDICT]) == {"cannot tell"}


@pytest.mark.parametrize("name", PRESETS)
def test_rows_stand_in_the_order_of_the_verdicts(name: str) -> None:
    need = build_need(four_square_crosswalk(), four_square_table())
    both = build_interval_verdicts(need, _intervals(0.0, 50.0), PRESETS[name], "beat")
    verdicts = build_verdicts(need, PRESETS[name], "beat")
    pd.testing.assert_frame_equal(both[AREA], verdicts[AREA])
    assert open_with_both(verdicts, both).shape == (len(verdicts),)


@pytest.mark.city
def test_in_portland_counting_both_errors_opens_verdicts_and_turns_none(portland: PreparedDepartment) -> None:
    rule = find_rule("hawaii_hrs_321c_3")
    verdicts = answers.verdicts(portland, rule, "beat")
    both = answers.verdicts_with_both_errors(portland, rule, "beat")
    assert tuple(verdicts.columns) == VERDICT_COLUMNS
    joined = verdicts.merge(both, on=AREA)
    turned = joined[(joined["verdict"] == "met") & (joined[COMBINED_VERDICT] == "not met")]
    assert turned.empty
    assert open_with_both(verdicts, both).sum() > 0
    assert VERDICT_BOUNDARY == 0.5
