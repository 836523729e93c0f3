"""Posts: one where the rule is met, none where it is not, unknown where it cannot be told."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from planning.errors import InputError, UnknownNameError
from planning.officers.posts import POST_COLUMNS, build_posts


def verdicts(*rows: tuple[str, str, float, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["area_id", "language", "lep", "verdict"])


FOUR = verdicts(
    ("01", "spanish", 3000.0, "met"),
    ("01", "korean", 900.0, "cannot tell"),
    ("01", "arabic", 12.0, "not met"),
    ("01", "tagalog", 40.0, "notice only"),
)


def test_every_verdict_becomes_the_post_it_should() -> None:
    posts = build_posts(FOUR, ["day"]).set_index("language")["posts"]
    assert posts["spanish"] == 1 and posts["arabic"] == 0 and posts["tagalog"] == 0
    assert np.isnan(posts["korean"])  # cannot tell is an answer; it is not "none"


def test_a_post_on_every_shift_in_the_order_given() -> None:
    posts = build_posts(FOUR, ["night", "day", "night"], ["korean", "spanish"])
    assert tuple(posts.columns) == POST_COLUMNS
    assert posts[["shift", "language"]].values.tolist() == [
        ["night", "korean"],
        ["night", "spanish"],
        ["day", "korean"],
        ["day", "spanish"],
    ]
    assert posts["need"].tolist() == [900.0, 3000.0, 900.0, 3000.0]


def test_lumps_only_by_name_and_never_a_known_post() -> None:
    table = verdicts(("01", "slavic", 5000.0, "met"), ("02", "slavic", 10.0, "not met"))
    assert build_posts(table, ["day"]).empty
    named = build_posts(table, ["day"], ["slavic"]).set_index("area_id")["posts"]
    assert np.isnan(named["01"]) and named["02"] == 0


def test_a_missing_need_stays_missing() -> None:
    posts = build_posts(verdicts(("01", "korean", np.nan, "cannot tell")), ["day"])
    assert posts[["need", "posts"]].isna().all(axis=None)


def test_what_is_refused() -> None:
    with pytest.raises(InputError, match="no shifts"):
        build_posts(FOUR, [])
    with pytest.raises(UnknownNameError, match="no language 'corean': did you mean 'korean'"):
        build_posts(FOUR, ["day"], ["corean"])
    with pytest.raises(UnknownNameError, match="no verdict 'passed'"):
        build_posts(verdicts(("01", "korean", 1.0, "passed")), ["day"])
