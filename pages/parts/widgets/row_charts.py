"""Charts of one row a name: a figure and its errors along one scale, drawn as a table that is read aloud and prints.

Written out as markup: a page whose charts are of this kind loads no charting library, which takes a browser as long as
all else of the page, and nothing in it needs a hover to be known.
"""

from __future__ import annotations

import html
import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from planning.words.formats import whole_number
from planning.words.wording import MISSING

MOST_TICKS = 6
MOST_NAME, MOST_SAYS = 28, 30
"""Characters on a line of the names and of what is said of them: a longer text takes a second line."""
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
"""What the steps of a scale are made of, times a power of ten."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where zero to ``end`` goes, left to right, with a line at every ``step``."""

    end: float
    step: float

    @classmethod
    def up_to(cls, most: float) -> Scale:
        """Return a scale on round numbers that holds ``most``.

        Examples
        --------
        >>> Scale.up_to(7_700), Scale.up_to(0)
        (Scale(end=8000.0, step=2000.0), Scale(end=1.0, step=0.2))
        """
        most = most if most > 0 else 1.0
        power = 10 ** math.floor(math.log10(most / MOST_TICKS))
        step = next(step * power for step in STEPS if step * power * MOST_TICKS >= most * (1 - 1e-9))
        return cls(step * math.ceil(most / step - 1e-9), step)

    @property
    def ticks(self) -> tuple[float, ...]:
        """The numbers at the lines."""
        return tuple(number * self.step for number in range(round(self.end / self.step) + 1))

    def at(self, value: float) -> float:
        """Return where a value stands, percent of the width from the left; what lies beyond stands at the end."""
        return round(100 * min(max(value / self.end, 0.0), 1.0), 2)


def show_dots(
    rows: pd.DataFrame, order: Sequence[str], unit: str, alt_text: str, chosen: str | None = None, *, note: bool = True
) -> None:
    """Draw a dot with its margin (thick) and its possible range (dashes) for every row.

    Parameters
    ----------
    rows : DataFrame with name, value, low, high, bracket_low, bracket_high, written, bracket
        As ``figures.error_rows`` gives them. What is missing is not drawn.
    order : sequence of str
        The names, from the top.
    """
    st.html(dots(rows.set_index("name").loc[list(order)].reset_index(), unit, alt_text, chosen))
    if note:
        st.caption("Dot: estimate. Thick line: margin of error. Dashes: possible range where tracts are split.")


def dots(rows: pd.DataFrame, unit: str, alt_text: str, chosen: str | None = None) -> str:
    """Return such a chart as markup.

    Examples
    --------
    >>> row = {"name": "Beat <7>", "value": 50.0, "low": 40.0, "high": 60.0, "bracket_low": 50.0, "bracket_high": 50.0,
    ...     "written": "50 ±10", "bracket": "50"}
    >>> chart = dots(pd.DataFrame([row]), "LEP residents", "Beats")
    >>> 'Beat &lt;7&gt;' in chart, '<i class="ct-margin" style="left:66.67%;width:33.33%"></i>' in chart
    (True, True)
    """
    ends = rows[["value", "high", "bracket_high"]].to_numpy(dtype=float)
    scale = Scale.up_to(float(pd.Series(ends.ravel()).max()))
    drawn = (
        _row(row["name"], _marks(row, scale), str(row["written"]), _range(row), is_chosen=row["name"] == chosen)
        for row in rows.to_dict("records")
    )
    return _chart(rows["name"], rows["written"], drawn, scale, unit, alt_text)


def show_thresholds(rows: pd.DataFrame, limit: float, unit: str, alt_text: str) -> None:
    """Draw each row beside one threshold; the axis ends at three times that, and a mark points at what lies beyond.

    Parameters
    ----------
    rows : DataFrame with name, value, low, high, bracket_low, bracket_high, bracket, says
        As ``show_dots`` draws them, from the top; ``says`` stands at the right.
    """
    scale = Scale(3 * limit, limit / 2)
    line = f'<i class="ct-limit" style="left:{scale.at(limit)}%"></i>'
    drawn = (
        _row(row["name"], line + _marks(row, scale), str(row["says"]), _range(row)) for row in rows.to_dict("records")
    )
    st.html(_chart(rows["name"], rows["says"], drawn, scale, unit, alt_text))
    st.caption(
        "Upright line: threshold. Dot: estimate. Thick line: margin of error. Dashes: likely range with both errors. "
        "Arrow: more than the axis shows."
    )


def show_bars_in_outline(rows: pd.DataFrame, unit: str, alt_text: str) -> None:
    """Draw bars of a part inside the outline of the whole, the largest first. ``rows``: name, part, whole, written."""
    scale = Scale.up_to(float(rows["whole"].max()))
    drawn = (
        _row(
            row["name"],
            f'<i class="ct-whole" style="width:{scale.at(row["whole"])}%"></i>'
            f'<i class="ct-part" style="width:{scale.at(row["part"])}%"></i>',
            str(row["written"]),
        )
        for row in rows.sort_values("whole", ascending=False).to_dict("records")
    )
    st.html(_chart(rows["name"], rows["written"], drawn, scale, unit, alt_text))


def _marks(row: Mapping[Hashable, Any], scale: Scale) -> str:
    """Return the dashes, the thick line and the dot of a row, those that are known."""
    beyond = row["value"] > scale.end
    dot = f'<i class="{"ct-beyond" if beyond else "ct-dot"}" style="left:{scale.at(row["value"])}%"></i>'
    return (
        _line("ct-range", row["bracket_low"], row["bracket_high"], scale)
        + _line("ct-margin", row["low"], row["high"], scale)
        + dot
    )


def _line(kind: str, low: float, high: float, scale: Scale) -> str:
    if math.isnan(low) or math.isnan(high) or scale.at(low) == scale.at(high):
        return ""
    left, right = scale.at(low), scale.at(high)
    return f'<i class="{kind}" style="left:{left}%;width:{round(right - left, 2)}%"></i>'


def _range(row: Mapping[Hashable, Any]) -> str:
    """Return the range of the dashes, for those who hear the chart; empty where there is none."""
    known = row["bracket"] != MISSING and row["bracket_low"] < row["bracket_high"]
    return f", range {row['bracket']}" if known else ""


def _row(name: object, marks: str, says: str, heard: str = "", *, is_chosen: bool = False) -> str:
    kind = ' class="ct-is-chosen"' if is_chosen else ""
    more = f'<span class="ct-heard">{html.escape(heard)}</span>' if heard else ""
    return (
        f'<tr{kind}><th scope="row">{html.escape(str(name))}</th><td class="ct-plot" aria-hidden="true">{marks}</td>'
        f"<td>{html.escape(says)}{more}</td></tr>"
    )


def _chart(names: Iterable[str], says: Iterable[str], rows: Iterable[str], scale: Scale, unit: str, alt: str) -> str:
    widths = (_width(names, MOST_NAME, "34cqw"), "auto", _width(says, MOST_SAYS, "42cqw"))
    columns = "".join(f'<col style="width:{width}">' for width in widths)
    ticks = "".join(f'<i style="left:{scale.at(tick)}%">{whole_number(tick)}</i>' for tick in scale.ticks)
    return (
        f'<div class="ct-rows-box"><table class="ct-rows" style="--step:{100 * scale.step / scale.end:.3f}%">'
        f'<caption class="ct-heard">{html.escape(alt)}</caption><colgroup>{columns}</colgroup>'
        f'<thead class="ct-heard"><tr><th>Name</th><td></td><th>{html.escape(unit)}</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody>"
        f'<tfoot aria-hidden="true"><tr><td></td><td class="ct-axis">{ticks}</td><td>{html.escape(unit)}</td></tr>'
        "</tfoot></table></div>"
    )


def _width(texts: Iterable[str], most: int, share: str) -> str:
    """Return the width of a column of texts: as long as the longest one, up to so many characters and that share."""
    return f"min({min(max(map(len, texts), default=0), most) + 2}ch, {share})"
