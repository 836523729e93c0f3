"""The results that ship with the product, and what it says with them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from planning.examples import four_square_crosswalk, four_square_table
from planning.need.calibration import (
    AS_SHOWN,
    BLOCK_FORMS,
    BY_ESTIMATE,
    COARSE,
    COARSE_FORMS,
    COMBINED,
    CUT,
    DEPARTMENT,
    FEW_PEOPLE,
    LARGE_SIZES,
    MARGIN,
    SMALL,
    SMALL_SIZES,
    WHOLE,
    coarse_sentence,
    coarse_verdict_sentence,
    few_sentence,
    gap_sentence,
    hold_lines,
    hold_sentences,
    load_results,
    plan_sentence,
    verdict_sentence,
)
from planning.need.need import build_need
from planning.need.weak_margins import (
    COARSE_REASON,
    CUT_REASON,
    FEW_REASON,
    weak_margin_notes,
    weak_margins,
    weak_sentence,
)


def test_results_rest_on_enough_samples_in_time() -> None:
    results = load_results()
    assert results.samples_of_each_kind >= 500
    assert results.core_minutes < 20


def test_the_combined_interval_holds_in_every_kind_of_city() -> None:
    results = load_results()
    for form in (WHOLE, CUT, SMALL):
        assert results.held((form,), COMBINED, SMALL_SIZES + LARGE_SIZES) >= 0.9
    assert results.worst((CUT, SMALL), COMBINED, SMALL_SIZES + LARGE_SIZES) >= 0.9


def test_verdicts_as_shown_are_wrong_at_most_one_time_in_ten_at_every_distance() -> None:
    results = load_results()
    table = results.tables["verdicts"]
    forms = set(table["form"])
    assert forms == {*BLOCK_FORMS, *COARSE_FORMS}
    assert results.worst_verdicts(tuple(forms), AS_SHOWN) <= 0.10
    assert results.worst_verdicts(tuple(forms), BY_ESTIMATE) > 0.5
    # Every distance of every form of beat was tried often enough to name a worst kind of city.
    beats = table[(table["decider"] == AS_SHOWN) & (table["form"] != DEPARTMENT)]
    assert len(beats) == 11 * 5
    assert beats["worst"].notna().all()


def test_the_verdict_sentence_carries_the_measured_figures() -> None:
    results, told = load_results(), verdict_sentence()
    for forms, decider in ((BLOCK_FORMS, AS_SHOWN), (BLOCK_FORMS, BY_ESTIMATE), (COARSE_FORMS, AS_SHOWN)):
        assert f"{results.worst_verdicts(forms, decider) * 100:.0f}%" in told
    assert told.endswith(coarse_verdict_sentence())


def test_whole_tracts_keep_88_to_92_percent_or_are_named_as_few_people() -> None:
    """Sizes that miss it are under ``FEW_PEOPLE``, and every figure under that is named where it is shown."""
    results = load_results()
    held = {size: results.held((WHOLE,), MARGIN, (size,)) for size in SMALL_SIZES + LARGE_SIZES}
    missed = {size for size, share in held.items() if not 0.88 <= share <= 0.92}
    assert missed <= set(SMALL_SIZES)
    least, most = (round(limit(held[size] for size in SMALL_SIZES) * 100) for limit in (min, max))
    assert f"{least} to {most} times in 100" in FEW_REASON
    assert f"{least} to {most} times in 100" in few_sentence()
    assert f"Below {FEW_PEOPLE} people" in few_sentence()
    assert all(int(size.split("-")[-1]) < FEW_PEOPLE for size in SMALL_SIZES)


def test_sentences_carry_the_measured_figures() -> None:
    results = load_results()
    first, second = hold_sentences()
    assert f"{results.held((WHOLE,), MARGIN, LARGE_SIZES) * 100:.0f}%" in first
    assert f"{results.worst((CUT, SMALL), COMBINED, SMALL_SIZES + LARGE_SIZES) * 100:.0f}%" in second
    coarse = (CUT + COARSE, SMALL + COARSE)
    assert f"{results.worst(coarse, COMBINED, SMALL_SIZES + LARGE_SIZES) * 100:.0f}%" in coarse_sentence()


@pytest.mark.parametrize(
    ("change", "coarse", "begins"),
    [
        ({"lep": 900.0, "lep_low": 900.0, "lep_high": 900.0, "lep_moe": 150.0}, True, ""),
        ({"lep": 900.0, "lep_low": 400.0, "lep_high": 1300.0, "lep_moe": 150.0}, False, "this area splits tracts, so"),
        (
            {"lep": 900.0, "lep_low": 850.0, "lep_high": 950.0, "lep_moe": 150.0},
            True,
            "this area splits tracts, and people",
        ),
        ({"lep": 90.0, "lep_low": 90.0, "lep_high": 90.0, "lep_moe": 50.0}, False, "so few people"),
        ({"lep": np.nan}, True, ""),
        ({"lep_moe": np.nan}, False, ""),
    ],
)
def test_a_weak_margin_says_why(change: dict[str, float], coarse: bool, begins: str) -> None:
    need = build_need(four_square_crosswalk(), four_square_table()).head(1).assign(**change)
    reason = weak_margins(need, coarse_points=coarse).iloc[0]
    assert reason.startswith(begins)
    assert bool(reason) == bool(begins)


def test_lines_of_the_plot_are_the_measured_shares() -> None:
    lines, table = hold_lines(), load_results().tables["hold"]
    assert list(lines.columns) == ["line", "size", "held", "worst"]
    assert lines["line"].nunique() == 3
    assert len(lines) == 18
    row = lines[(lines["line"] == "Margin of error alone, whole tracts") & (lines["size"] == "20-49")].iloc[0]
    source = table[(table["form"] == WHOLE) & (table["interval"] == MARGIN) & (table["size"] == "20-49")].iloc[0]
    assert (row["held"], row["worst"]) == (source["held"], source["worst"])
    combined = lines[lines["line"].str.startswith("Likely range")]
    assert combined["worst"].min() >= 0.9


def test_notes_name_every_weak_language_once_and_none_that_holds() -> None:
    rows = pd.DataFrame(
        {
            "name": ["Spanish", "Korean", "Arabic", "Slavic"],
            "weak_margin": [CUT_REASON, FEW_REASON, "", FEW_REASON],
            "lep_interval_low": [120.0, 0.0, 300.0, np.nan],
            "lep_interval_high": [904.0, 71.0, 500.0, np.nan],
        }
    )
    cut, few = weak_margin_notes(rows)
    assert "Spanish 120 to 900" in cut
    assert "Korean" not in cut
    assert few.endswith("Korean 0 to 71.")
    assert "Slavic" not in few
    assert weak_margin_notes(rows.assign(weak_margin="")) == []


def test_the_weak_sentence_adds_up_and_warns_where_points_are_coarse() -> None:
    weak = pd.Series([COARSE_REASON, CUT_REASON, FEW_REASON, FEW_REASON, ""])
    told = weak_sentence(pd.DataFrame({"lep_moe": 40.0, "weak_margin": weak}), "beat", "beats")
    assert "**4 of 5 beats**" in told
    assert "add census blocks" in told
    assert "2 have fewer than 800 people" in told


def test_plans_are_told_apart_where_few_speak() -> None:
    table = load_results().tables["plans"].set_index("kind")["within_5_percent"]
    told = plan_sentence()
    assert f"{table['few speakers'] * 100:.0f}% where few" in told
    assert f"{table.drop('few speakers').min() * 100:.0f}% or more" in told


def test_gaps_are_told_by_form_of_area() -> None:
    table = load_results().tables["gaps"]
    whole = table[(table["form"] == WHOLE) & (table["said"] > 0) & (table["verdict"] == AS_SHOWN)]
    real = (whole["said_is_real"] * whole["said"]).sum() / whole["said"].sum()
    assert f"{real * 100:.0f}% were real in areas of whole tracts" in gap_sentence()
