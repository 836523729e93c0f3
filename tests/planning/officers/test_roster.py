"""Tiers: which of them counts, and which is an officer's best."""

from __future__ import annotations

import pandas as pd
import pytest

from planning.errors import SchemaError, UnknownNameError
from planning.officers.roster import TIERS, best_tiers, headcount


def roster(*rows: tuple[str, str | None, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["officer_id", "language", "tier"])
    return frame.assign(unit="north", shift="day")


def test_which_tiers_are_verified() -> None:
    assert [tier.id for tier in TIERS.values() if tier.is_verified] == ["certified", "tested", "premium"]
    assert TIERS["premium"].proof == "tested"
    assert TIERS["expired"].proof == TIERS["self_reported"].proof == "self"
    assert all(tier.id == key and tier.meaning for key, tier in TIERS.items())


def test_the_best_tier_counts_whatever_the_order() -> None:
    rows = [("1", "korean", "expired"), ("1", "korean", "premium"), ("1", "korean", "self_reported")]
    for order in (rows, rows[::-1]):
        assert best_tiers(roster(*order))["tier"].tolist() == ["premium"]


def test_no_language_is_no_row_and_no_tier_is_not_verified() -> None:
    best = best_tiers(roster(("1", None, None), ("2", "arabic", None)))
    assert best[["officer_id", "tier", "proof"]].values.tolist() == [["2", "self_reported", "self"]]


def test_headcount_counts_an_officer_of_two_languages_once() -> None:
    spoken = roster(("1", "korean", "expired"), ("1", "spanish", "certified"), ("2", "spanish", "premium"))
    assert headcount(spoken) == {"certified": 1, "tested": 1, "self": 0}


def test_nobody_speaks_anything() -> None:
    assert headcount(roster(("1", None, None))) == {"certified": 0, "tested": 0, "self": 0}


def test_an_unknown_tier_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="no tier 'certifed': did you mean 'certified'"):
        best_tiers(roster(("1", "korean", "certifed")))


def test_a_missing_column_is_named() -> None:
    with pytest.raises(SchemaError, match="no column 'shift'"):
        best_tiers(roster(("1", "korean", "tested")).drop(columns="shift"))
