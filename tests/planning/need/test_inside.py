"""What a combined group holds: every row of B16001 stands in its group, and shares are those of the PUMAs around."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from planning.languages.detailed import DETAILED
from planning.languages.groups import LANGUAGES
from planning.languages.named import NAMED_LANGUAGES
from planning.need.inside import build_inside, inside_sentences, whom_to_ask

NAMED_ROWS = {3, 75, 81, 87, 99, 105}
"""Spanish, Chinese, Korean, Vietnamese, Tagalog, Arabic: groups of their own in C16001."""


def detail(figures: dict[tuple[str, int], tuple[float, float]]) -> pd.DataFrame:
    rows = [(puma, "", line, lep, moe) for (puma, line), (lep, moe) in figures.items()]
    return pd.DataFrame(rows, columns=["puma", "name", "line", "lep", "lep_moe"])


def test_every_row_of_the_table_stands_in_one_group_and_holds_languages_of_that_group() -> None:
    assert set(DETAILED) | NAMED_ROWS == set(range(3, 128, 3)) and not set(DETAILED) & NAMED_ROWS
    assert {row.group for row in DETAILED.values()} == {group.id for group in LANGUAGES.values() if group.is_lump}
    held = [name for row in DETAILED.values() for name in row.holds]
    assert len(held) == len(set(held))
    assert {(name, NAMED_LANGUAGES[name].group) for name in held} == {
        (name, row.group) for row in DETAILED.values() for name in row.holds
    }
    for group in LANGUAGES.values():  # what a group is said to hide can be found in one of its rows
        rows = [row for row in DETAILED.values() if row.group == group.id]
        assert {name for name in group.may_hide if not any(name in row.holds for row in rows)} == set()


def test_shares_and_margins_by_hand() -> None:
    table = detail(
        {("a", 84): (100, 30), ("a", 90): (200, 40), ("b", 84): (0, 12), ("b", 90): (100, 30), ("c", 84): (900, 9)}
    )
    inside = build_inside(table, ["a", "b"]).set_index("language")
    assert inside.loc["Khmer", ["lep", "lep_moe", "share", "pumas"]].tolist() == [300, 50, 0.75, 2]
    hmong = np.hypot(30, 12)
    assert inside.loc["Hmong", "share_moe"] == pytest.approx(np.hypot(0.75 * hmong, 0.25 * 50) / 400)
    # Two shares that make a whole are off by the same.
    assert inside.loc["Khmer", "share_moe"] == pytest.approx(inside.loc["Hmong", "share_moe"])
    assert inside_sentences(inside.reset_index(), ["slavic"]) == []


def test_what_is_missing_is_never_zero() -> None:
    table = detail({("a", 84): (100, 30), ("a", 90): (np.nan, np.nan), ("a", 27): (50, np.nan), ("a", 30): (50, 20)})
    inside = build_inside(table, ["a"]).set_index("language")
    assert inside.loc[["Khmer", "Hmong"], ["share", "share_moe"]].isna().all(axis=None)
    assert inside.loc["Russian", "share"] == 0.5 and inside.loc[["Russian", "Polish"], "share_moe"].isna().all()
    assert inside_sentences(inside.reset_index(), ["other_asian_pacific"]) == []
    assert inside_sentences(inside.reset_index(), ["slavic"])[1].endswith(": Russian 50% and Polish 50%")
    assert build_inside(table, []).empty and whom_to_ask(build_inside(table, []), []).empty


def test_partners_are_found_by_the_language_or_its_whole_group() -> None:
    table = detail({("a", 111): (100, 30), ("a", 114): (60, 30), ("a", 120): (0, 12)})
    partners = [
        {"organisation": "Horn House", "languages": ("other:Somali", "arabic")},
        {"organisation": "All Voices", "languages": ["other"]},
        {"organisation": "Nobody", "languages": None},
    ]
    asked = whom_to_ask(build_inside(table, ["a"]), partners)
    assert asked[["inside", "partners"]].values.tolist() == [
        ["Amharic / Somali / other Afro-Asiatic", "All Voices, Horn House"],
        ["Yoruba / Twi / Igbo / other West African", "All Voices"],
    ]
