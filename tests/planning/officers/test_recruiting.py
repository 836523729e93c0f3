"""Where bilingual residents live."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planning.examples import four_square_crosswalk, four_square_table
from planning.languages.groups import LANGUAGE_IDS
from planning.need.need import build_need
from planning.officers.recruiting import RECRUITING_COLUMNS, build_recruiting


def test_four_squares() -> None:
    recruiting = build_recruiting(build_need(four_square_crosswalk(), four_square_table()))
    assert tuple(recruiting.columns) == RECRUITING_COLUMNS
    assert len(recruiting) == 2 * 12
    assert set(recruiting["area_id"]) == {"east", "west"}  # nobody is recruited for "(outside)"
    assert tuple(recruiting["language"][:12]) == LANGUAGE_IDS
    cell = recruiting.set_index(["area_id", "language"])
    # West holds NW whole (200 +/- 100) and half of SW (100 +/- 50).
    assert cell.loc[("west", "spanish"), "bilingual_residents"] == 300
    assert cell.loc[("west", "spanish"), "moe"] == pytest.approx((100**2 + 50**2) ** 0.5)
    assert cell.loc[("west", "spanish"), "share_of_department"] == 1
    assert cell.loc[("east", "spanish"), "share_of_department"] == 0


def test_shares_add_up_and_are_unknown_where_nobody_speaks_it() -> None:
    recruiting = build_recruiting(build_need(four_square_crosswalk(), four_square_table()))
    shares = recruiting.groupby("language")["share_of_department"].sum(min_count=1)
    assert shares["spanish"] == 1 and shares["korean"] == 1
    assert shares.drop(["spanish", "korean"]).isna().all()


def test_a_table_without_the_very_well_lines() -> None:
    table = four_square_table()
    lines = {"very_well": table.very_well * float("nan"), "very_well_moe": table.very_well_moe * float("nan")}
    recruiting = build_recruiting(build_need(four_square_crosswalk(), replace(table, **lines)))
    assert recruiting[["bilingual_residents", "moe", "share_of_department"]].isna().all(axis=None)
    assert len(recruiting) == 24
