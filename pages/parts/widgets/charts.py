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

TEAL, GREY, GREEN, AMBER = "#0f8a80", "#8a9599", "#1b9e4b", "#c47f17"


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
    tip = [
        alt.Tooltip("name:N", title="Where"),
        alt.Tooltip("written:N", title="People (sampling error)"),
        alt.Tooltip("bracket:N", title="Possible range"),
    ]
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
        st.caption("Dot: estimate. Thick line: margin of error. Dashes: possible range where tracts are split.")


def show_hold_rates(rows: pd.DataFrame, nominal: float, alt_text: str) -> None:
    """Draw how often each interval held the truth, by how many people there truly are.

    Parameters
    ----------
    rows : DataFrame with line, size, held, worst
        Shares as fractions; ``worst`` is drawn as a thin stem under the mark.
    nominal : float
        What the margins claim: a rule across.
    """
    names, sizes = rows["line"].unique().tolist(), rows["size"].unique().tolist()
    legend = alt.Legend(
        orient="top", direction="vertical", labelLimit=0, title=None, symbolOpacity=1, symbolStrokeWidth=0
    )
    color = alt.Color("line:N", scale=alt.Scale(domain=names, range=[GREY, AMBER, TEAL]), legend=legend)
    shapes = alt.Scale(domain=names, range=["square", "triangle-up", "circle"])
    dashes = alt.Scale(domain=names, range=[[6, 3], [2, 2], [1, 0]])
    share = alt.Scale(domain=[0.4, 1.0])
    axis = alt.Axis(format=".0%", tickCount=6)
    held = alt.Y("held:Q", title="How often it held the truth", axis=axis, scale=share)
    tip = [
        alt.Tooltip("line:N", title="What"),
        alt.Tooltip("size:N", title="People"),
        alt.Tooltip("held:Q", title="Held", format=".1%"),
        alt.Tooltip("worst:Q", title="In the worst kind of city", format=".1%"),
    ]
    base = alt.Chart(rows).encode(
        x=alt.X("size:O", sort=sizes, title="People there truly are", axis=alt.Axis(labelAngle=0)), color=color
    )
    line = base.mark_line(strokeWidth=2).encode(
        y=held, strokeDash=alt.StrokeDash("line:N", scale=dashes, legend=legend)
    )
    stem = base.mark_rule(opacity=0.6).encode(y=held, y2="worst:Q")
    mark = base.mark_point(filled=True, size=70, opacity=1).encode(
        y=held, tooltip=tip, shape=alt.Shape("line:N", scale=shapes, legend=legend)
    )
    across = alt.Chart(pd.DataFrame({"nominal": [nominal]})).mark_rule(color=GREY, strokeDash=[1, 3], strokeWidth=2)
    chart = across.encode(y=alt.Y("nominal:Q", scale=share)) + stem + line + mark
    st.altair_chart(chart.properties(height=320), alt=alt_text)


def show_reliability(rows: pd.DataFrame, alt_text: str) -> None:
    """Draw how often something was so against the chance that was said. ``rows``: said, cells, true, least, most."""
    axis = alt.Axis(format=".0%", tickCount=6)
    scale = alt.Scale(domain=[0, 1])
    tip = [
        alt.Tooltip("said:Q", title="Said", format=".0%"),
        alt.Tooltip("true:Q", title="It was so", format=".1%"),
        alt.Tooltip("least:Q", title="Least, of all kinds of city", format=".1%"),
        alt.Tooltip("most:Q", title="Most, of all kinds of city", format=".1%"),
        alt.Tooltip("cells:Q", title="Cases", format=",.0f"),
    ]
    base = alt.Chart(rows).encode(x=alt.X("said:Q", title="Chance that was said", axis=axis, scale=scale))
    stem = base.mark_rule(opacity=0.6, color=TEAL).encode(y=alt.Y("least:Q", scale=scale), y2="most:Q")
    mark = base.mark_point(filled=True, size=70, opacity=1, color=TEAL).encode(
        y=alt.Y("true:Q", title="How often it was so", axis=axis, scale=scale), tooltip=tip
    )
    ends = pd.DataFrame({"said": [0.0, 1.0], "true": [0.0, 1.0]})
    corner = alt.Chart(ends).mark_line(color=GREY, strokeDash=[1, 3], strokeWidth=2).encode(x="said:Q", y="true:Q")
    st.altair_chart((corner + stem + mark).properties(height=320), alt=alt_text)


def show_bars_in_outline(rows: pd.DataFrame, unit: str, alt_text: str) -> None:
    """Draw bars of a part inside the outline of the whole. ``rows``: name, part, whole, told."""
    order = rows.sort_values("whole", ascending=False)["name"].tolist()
    base = alt.Chart(rows).encode(y=alt.Y("name:N", sort=order, title=None, axis=alt.Axis(labelLimit=LABEL)))
    axis = alt.Axis(format=",.0f", tickCount=6)
    tip = [alt.Tooltip("name:N", title="Language"), alt.Tooltip("written:N", title="Reached")]
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
