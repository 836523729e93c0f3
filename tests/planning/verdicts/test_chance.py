"""The chance beside "cannot tell": where it stands, and that what is said 8 in 10 is true 8 times in 10."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from benchmarks.calibration.chances import measure_city, reliability
from benchmarks.calibration.city import KINDS
from geodata.demo.harbor_falls import build_demo
from geodata.department import answers
from planning.languages.groups import LANGUAGES
from planning.need.calibration import chance_lines
from planning.rules import find_rule
from planning.verdicts.chance import chance_reached, chance_said
from planning.verdicts.settle import questions_to_ask


@pytest.fixture(scope="module")
def demo() -> answers.PreparedDepartment:
    return answers.prepare(build_demo())


def test_it_stands_beside_cannot_tell_and_nowhere_else(demo):
    for level in demo.department.levels:
        found = answers.verdict_details(demo, find_rule("hawaii_hrs_321c_3"), level)
        told = found["chance"].notna()
        assert (found.loc[told, "verdict"] == "cannot tell").all()
        assert not found.loc[told, "language"].map(lambda language: LANGUAGES[language].is_lump).any()
        assert found.loc[told, "chance"].between(0, 1).all()
        assert found.loc[told, "chance_said"].str.contains(" in 10").all()
        assert (found.loc[~told, "chance_said"] == "").all()
    spanish = found[(found["area_id"] == "33") & (found["language"] == "spanish")] if level == "beat" else None
    assert spanish is None or spanish["chance_said"].tolist() == ["about 8 in 10"]


def test_ranks_lists_and_estimates_alone_have_none(demo):
    hawaii = find_rule("hawaii_hrs_321c_3")
    for rule in (find_rule("nyc_ll30"), replace(hawaii, decide="estimate")):
        assert answers.verdict_details(demo, rule, "beat")["chance"].isna().all()


def test_more_people_are_likelier_and_a_higher_threshold_is_not():
    rows = pd.DataFrame({"lep": np.arange(0.0, 2000, 50), "lep_moe": 300.0, "parted": 1e5, "tracts_worth": 2.0})
    rows["per_person"] = 40.0
    chances = [chance_reached(rows, np.full(len(rows), limit)) for limit in (300.0, 600.0, 1200.0)]
    assert all((np.diff(chance) >= -1e-9).all() for chance in chances)
    assert (np.diff(np.array(chances), axis=0) <= 1e-9).all()
    missing = chance_reached(rows.assign(lep_moe=np.nan), np.full(len(rows), 300.0))
    assert np.isnan(missing).all() and chance_said(missing[0]) == ""


def test_of_what_is_said_eight_in_ten_eight_in_ten_were():
    table = chance_lines()
    assert table["said"].tolist() == [tenth / 10 for tenth in range(11)]
    assert table["cells"].min() >= 500
    assert (table["true"] - table["said"]).abs().max() <= 0.05


@pytest.mark.slow
def test_of_what_is_said_eight_in_ten_eight_in_ten_are_in_new_cities():
    cells = pd.concat([measure_city(kind, seed) for kind in KINDS for seed in (900, 901)], ignore_index=True)
    table = reliability(cells)
    whole = table[(table["kind"] == "all") & (table["form"] == "all")]
    assert (whole["true"] - whole["said"]).abs().max() <= 0.08


def test_eight_questions_halve_what_cannot_be_told(demo):
    rule = find_rule("hawaii_hrs_321c_3")
    for level in demo.department.levels:
        details = answers.verdict_details(demo, rule, level)
        asked = questions_to_ask(details, answers.wider_areas(demo.department, level))
        open_ = details[details["verdict"] == "cannot tell"]
        assert asked["areas"].sum() == len(open_)
        assert asked["people"].sum() == pytest.approx(open_["lep"].sum())
        assert asked["settled"].iloc[min(8, len(asked)) - 1] >= 0.5
        assert asked["people"].is_monotonic_decreasing
