"""The pages tell what the results say, to the figure."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.calibration.found import found_text, near_threshold
from planning.need.calibration import AS_SHOWN, BY_ESTIMATE, SMALL, load_results

DOCS = Path(__file__).resolve().parents[3] / "docs"


def between_marks(page: str, name: str) -> str:
    text = (DOCS / page).read_text(encoding="utf-8")
    found = re.search(rf"<!-- table {name} -->\n(.*?)<!-- end -->", text, re.DOTALL)
    assert found, name
    return found[1]


def test_the_findings_on_the_page_are_those_of_the_results() -> None:
    assert between_marks("calibration.md", "found") == found_text(load_results())


def test_every_table_of_the_page_is_filled() -> None:
    names = re.findall(r"<!-- table (\w+) -->", (DOCS / "calibration.md").read_text(encoding="utf-8"))
    assert len(names) == len(set(names)) == 20
    assert all(between_marks("calibration.md", name).strip() for name in names)


@pytest.mark.parametrize("page", ["calibration.md", "method.md"])
def test_no_cell_of_a_table_is_a_missing_number(page: str) -> None:
    assert "nan" not in (DOCS / page).read_text(encoding="utf-8").lower().split()


def test_tables_of_the_method_are_those_of_the_results() -> None:
    plots = pytest.importorskip("benchmarks.calibration.plots", reason="matplotlib is not installed")
    for name, text in plots.method_tables(load_results().tables).items():
        assert between_marks("method.md", name) == text


def test_files_of_verdicts_tell_the_kinds_of_error_apart() -> None:
    for name, keys in (
        ("calibration_verdicts.csv", ["rule", "level"]),
        ("calibration_verdicts_by_kind.csv", ["kind", "form"]),
    ):
        rates = pd.read_csv(DOCS / name)
        assert list(rates.columns) == [
            *keys,
            "distance",
            "decider",
            "cells",
            "false_met",
            "false_not_met",
            "wrong",
            "cannot_tell",
        ]
        assert AS_SHOWN in set(rates["decider"])
        assert (rates["false_met"] + rates["false_not_met"] - rates["wrong"]).abs().max() < 2e-4
        assert (rates["wrong"] + rates["cannot_tell"] <= 1 + 2e-4).all()


def test_cannot_tell_is_worth_something() -> None:
    table = load_results().tables["verdicts"]
    shown, alone = (near_threshold(table, SMALL, decider) for decider in (AS_SHOWN, BY_ESTIMATE))
    assert shown[1] < alone[1] / 2
    assert shown[0] < alone[0] == 1.0
