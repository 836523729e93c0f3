"""Charts, drawn by the browser from data sent with the page: no request leaves it."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd
import streamlit as st

ROW = 22
"""Pixels a row of a chart with names takes."""
LABEL = 180
"""Pixels a name may take; a longer one is cut."""

TEAL, GREY, GREEN = "#0f8a80", "#8a9599", "#1b9e4b"


def show_dots(
    rows: pd.DataFrame,
    order: Sequence[str],
    unit: str,
    alt_text: str,
    chosen: str | None = None,
    *,
    label: int = LABEL,
    note: bool = True,
) -> None:
    """Draw a dot with its margin (thick) and its boundary bracket (thin) for every row.

    Parameters
    ----------
    rows : DataFrame with name, value, low, high, bracket_low, bracket_high
        ``low`` and ``high`` are value -/+ margin. A missing bracket is not drawn.
    order : sequence of str
        The names, from the top.
    """
    scale = alt.Scale(type="point", padding=0.6)
    names = alt.Y("name:N", sort=list(order), title=None, scale=scale, axis=alt.Axis(labelLimit=label))
    base = alt.Chart(rows).encode(y=names)
    axis = alt.Axis(format=",.0f", tickCount=6)
    tip = [alt.Tooltip("name:N", title="Where"), alt.Tooltip("told:N", title="People (sampling error)"),
           alt.Tooltip("bracket:N", title="Boundary bracket")]  # fmt: skip
    bracket = base.mark_rule(strokeWidth=1, strokeDash=[3, 2], color=GREY).encode(
        x=alt.X("bracket_low:Q", title=unit, axis=axis), x2="bracket_high:Q"
    )
    margin = base.mark_rule(strokeWidth=4, opacity=0.45, color=TEAL).encode(x="low:Q", x2="high:Q")
    dot = base.mark_point(filled=True, opacity=1).encode(
        x="value:Q",
        size=alt.condition(alt.datum.name == (chosen or ""), alt.value(150), alt.value(60)),
        color=alt.condition(alt.datum.name == (chosen or ""), alt.value("#c2410c"), alt.value(TEAL)),
        tooltip=tip,
    )
    chart = (bracket + margin + dot).properties(height=alt.Step(ROW))
    st.altair_chart(chart, alt=alt_text)
    if note:
        st.caption(
            "Dot: estimate. Thick line: 90 % margin of error (sampling). Thin dashes: what the cut tracts allow "
            "(boundary)."
        )


def show_bars_in_outline(rows: pd.DataFrame, unit: str, alt_text: str) -> None:
    """Draw bars of a part inside the outline of the whole. ``rows``: name, part, whole, told."""
    order = rows.sort_values("whole", ascending=False)["name"].tolist()
    base = alt.Chart(rows).encode(y=alt.Y("name:N", sort=order, title=None, axis=alt.Axis(labelLimit=LABEL)))
    axis = alt.Axis(format=",.0f", tickCount=6)
    tip = [alt.Tooltip("name:N", title="Language"), alt.Tooltip("told:N", title="Reached")]
    whole = base.mark_bar(filled=False, stroke=GREY, strokeWidth=1).encode(
        x=alt.X("whole:Q", title=unit, axis=axis), tooltip=tip
    )
    part = base.mark_bar(color=GREEN).encode(x="part:Q", tooltip=tip)
    st.altair_chart((part + whole).properties(height=alt.Step(ROW)), alt=alt_text)


def show_steps(rows: pd.DataFrame, unit: str, alt_text: str, chosen: int) -> None:
    """Draw people reached by number of meetings. ``rows``: meetings, reached."""
    base = alt.Chart(rows).encode(
        x=alt.X("meetings:O", title="Meetings", axis=alt.Axis(labelAngle=0)),
        y=alt.Y("reached:Q", title=unit, axis=alt.Axis(format=",.0f", tickCount=5)),
    )
    tip = [alt.Tooltip("meetings:O", title="Meetings"), alt.Tooltip("reached:Q", title=unit, format=",.0f")]
    line = base.mark_line(color=GREEN)
    dot = base.mark_point(filled=True, opacity=1, color=GREEN).encode(
        size=alt.condition(alt.datum.meetings == chosen, alt.value(170), alt.value(60)), tooltip=tip
    )
    st.altair_chart((line + dot).properties(height=220), alt=alt_text)
