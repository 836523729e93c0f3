"""The demo answers as it was last looked at."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from tests.golden import DECIMALS, FOLDER, TABLES, as_text, build_tables


@pytest.fixture(scope="module")
def now() -> dict[str, str]:
    return build_tables()


@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_demo_answers_as_it_was_last_looked_at(now: dict[str, str], name: str) -> None:
    kept = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    was, is_now = (pd.read_csv(io.StringIO(text), dtype={"area_id": str, "site_id": str}) for text in (kept, now[name]))
    try:
        # One in the last place is another processor's rounding, not another answer.
        pd.testing.assert_frame_equal(is_now, was, check_exact=False, rtol=0, atol=1.5 * 10**-DECIMALS)
    except AssertionError as difference:
        pytest.fail(
            f"{name} of the demo changed; if it should, run `make golden` and commit the difference:\n{difference}"
        )


def test_every_table_holds_what_an_answer_needs(now: dict[str, str]) -> None:
    tables = {name: pd.read_csv(io.StringIO(text)) for name, text in now.items()}
    assert {"lep", "lep_moe", "lep_low", "lep_high"} <= set(tables["need"].columns)
    assert set(tables["materials"]["verdict"]) >= {"met", "cannot tell", "not met"}
    assert tables["officers"]["gap"].max() > 0
    whole = tables["meetings"].set_index("site_id")["adds"]
    assert whole["(all)"] == pytest.approx(whole.drop("(all)").sum(), abs=0.01)


def test_a_figure_that_moves_is_seen() -> None:
    table = pd.DataFrame({"lep": [100.0, -0.0]})
    assert as_text(table) == "lep\n100.0\n0.0\n"
    assert as_text(table + 0.001) != as_text(table)
