"""Charts of one row a name: every mark where its figure says, nothing drawn that is not known, names as plain text."""

from __future__ import annotations

import math
import re

import pandas as pd
import pytest

from pages.parts.widgets.figures import error_rows
from pages.parts.widgets.row_charts import MOST_TICKS, Scale, dots

ROWS = pd.DataFrame(
    {
        "name": ["<b>Beat 1</b>", "Beat 2"],
        "lep": [1000.0, 500.0],
        "lep_moe": [200.0, math.nan],
        "lep_low": [750.0, 500.0],
        "lep_high": [2000.0, 500.0],
    }
)


def test_marks_stand_where_their_figures_say_and_what_is_missing_is_not_drawn() -> None:
    chart = dots(error_rows(ROWS), "LEP residents", "Beats", "Beat 2")
    first, second = re.findall(r"<tr.*?</tr>", chart.split("<tbody>")[1].split("</tbody>")[0])
    assert '<th scope="row">&lt;b&gt;Beat 1&lt;/b&gt;</th>' in first
    assert re.findall(r'<i class="(\S+)" style="left:([\d.]+)%(?:;width:([\d.]+)%)?', first) == [
        ("ct-range", "37.5", "62.5"),
        ("ct-margin", "40.0", "20.0"),
        ("ct-dot", "50.0", ""),
    ]
    assert "1,000 ±200<" in first and "range 750–2,000" in first
    assert "ct-is-chosen" in second and re.findall(r'<i class="(\S+)"', second) == ["ct-dot"]
    assert "500, no margin" in second


@pytest.mark.parametrize("most", [0.3, 1.0, 7.0, 59.9, 60.0, 1234.0, 50_600.0, 9.99e8])
def test_a_scale_holds_the_most_on_few_round_numbers(most: float) -> None:
    scale = Scale.up_to(most)
    assert scale.ticks[0] == 0 and scale.ticks[-1] == pytest.approx(scale.end)
    assert most <= scale.end * (1 + 1e-9) < most + scale.step * (1 + 1e-6)
    assert len(scale.ticks) <= MOST_TICKS + 1
