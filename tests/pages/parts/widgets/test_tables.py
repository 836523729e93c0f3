"""The search box over a table: it finds what is shown, and a blank cell is no reason to fail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest


def _draw() -> None:
    import pandas as pd

    from pages.parts.widgets.tables import Column, show_table
    from planning.words.wording import rounded_people

    rows = pd.DataFrame(
        {
            "name": [f"Beat {k}" for k in range(13)] + [None],
            "lep": [4979.6, float("nan"), *(float(k) for k in range(12))],
            "on": [pd.NaT, *pd.date_range("2026-06-01", periods=13)],
        }
    )
    columns = [Column("name", "Beat"), Column("lep", "LEP residents", show=rounded_people), Column("on", "Day")]
    show_table(rows, columns, "trial")


def found(text: str) -> tuple[int, list[str]]:
    app = AppTest.from_function(_draw, default_timeout=60).run()
    app.text_input(key="trial-find").set_value(text).run()
    assert not app.exception
    return len(app.dataframe[0].value), [caption.value for caption in app.caption]


@pytest.mark.parametrize(
    ("text", "rows"), [("4,980", 1), ("4979", 0), ("beat 12", 1), (" BEAT 12 ", 1), ("no data", 3), ("2026-06-03", 1)]
)
def test_what_is_shown_is_what_is_found(text, rows):
    assert found(text)[0] == rows


def test_nothing_found_is_said():
    rows, said = found("nowhere")
    assert rows == 0
    assert any("Nothing in this table matches “nowhere”" in text for text in said)


@given(st.lists(st.one_of(st.none(), st.text(), st.floats(), st.integers(), st.booleans()), max_size=20))
def test_any_cell_can_be_read(values):
    import pandas as pd

    from pages.parts.widgets.tables import Column, as_shown

    assert len(as_shown(pd.DataFrame({"cell": pd.Series(values, dtype=object)}), [Column("cell", "Cell")])) == len(
        values
    )
