"""Charts with two scales, drawn by the browser from data sent with the page: no request leaves it. See row_charts too.

Each is a specification of Vega-Lite written out: made by Altair it was checked anew on every run of a page, which
took longer than all else of the chart, and Altair a tenth of a server's start.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

TALL, LOW = 320, 220
"""Pixels a chart with two scales takes, and one that says less."""

TEAL, GREY, GREEN, AMBER, ORANGE = "#0f8a80", "#8a9599", "#1b9e4b", "#c47f17", "#c2410c"
WHOLE, PERCENT = {"format": ",.0f", "tickCount": 6}, {"format": ".0%", "tickCount": 6}
"""Axes of numbers of people and of shares."""

Spec = dict[str, Any]
"""Vega-Lite, or a part of it: https://vega.github.io/vega-lite/docs/."""


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
    legend = {
        "orient": "top",
        "direction": "vertical",
        "labelLimit": 0,
        "title": None,
        "symbolOpacity": 1,
        "symbolStrokeWidth": 0,
    }

    def distinct(looks: Sequence[Any]) -> Spec:
        return _field("line", "nominal", scale={"domain": names, "range": looks}, legend=legend)

    shared = {
        "x": _field("size", "ordinal", sort=sizes, title="People there truly are", axis={"labelAngle": 0}),
        "color": distinct([GREY, AMBER, TEAL]),
    }
    share = {"domain": [0.4, 1.0]}
    held = _field("held", title="How often it held the truth", axis=PERCENT, scale=share)
    line = _layer({"type": "line", "strokeWidth": 2}, **shared, y=held, strokeDash=distinct([[6, 3], [2, 2], [1, 0]]))
    stem = _layer({"type": "rule", "opacity": 0.6}, **shared, y=held, y2={"field": "worst"})
    mark = _layer(
        {"type": "point", "filled": True, "size": 70, "opacity": 1},
        **shared,
        y=held,
        shape=distinct(["square", "triangle-up", "circle"]),
        tooltip=[
            _field("line", "nominal", title="What"),
            _field("size", "nominal", title="People"),
            _field("held", title="Held", format=".1%"),
            _field("worst", title="In the worst kind of city", format=".1%"),
        ],
    )
    across = _layer(
        {"type": "rule", "color": GREY, "strokeDash": [1, 3], "strokeWidth": 2}, y=_field("nominal", scale=share)
    ) | {"data": {"values": [{"nominal": nominal}]}}
    st.vega_lite_chart(rows, {"layer": [across, stem, line, mark], "height": TALL}, alt=alt_text)


def show_reliability(rows: pd.DataFrame, alt_text: str) -> None:
    """Draw how often something was so against the chance that was said. ``rows``: said, cells, true, least, most."""
    scale = {"domain": [0, 1]}
    said = _field("said", title="Chance that was said", axis=PERCENT, scale=scale)
    stem = _layer(
        {"type": "rule", "opacity": 0.6, "color": TEAL}, x=said, y=_field("least", scale=scale), y2={"field": "most"}
    )
    mark = _layer(
        {"type": "point", "filled": True, "size": 70, "opacity": 1, "color": TEAL},
        x=said,
        y=_field("true", title="How often it was so", axis=PERCENT, scale=scale),
        tooltip=[
            _field("said", title="Said", format=".0%"),
            _field("true", title="It was so", format=".1%"),
            _field("least", title="Least, of all kinds of city", format=".1%"),
            _field("most", title="Most, of all kinds of city", format=".1%"),
            _field("cells", title="Cases", format=",.0f"),
        ],
    )
    corner = _layer(
        {"type": "line", "color": GREY, "strokeDash": [1, 3], "strokeWidth": 2}, x=_field("said"), y=_field("true")
    ) | {"data": {"values": [{"said": end, "true": end} for end in (0, 1)]}}
    st.vega_lite_chart(rows, {"layer": [corner, stem, mark], "height": TALL}, alt=alt_text)


def show_steps(rows: pd.DataFrame, unit: str, alt_text: str, chosen: int) -> None:
    """Draw people reached by number of meetings. ``rows``: meetings, reached."""
    shared = {
        "x": _field("meetings", "ordinal", title="Meetings", axis={"labelAngle": 0}),
        "y": _field("reached", title=unit, axis={"format": ",.0f", "tickCount": 5}),
    }
    dot = _layer(
        {"type": "point", "filled": True, "opacity": 1, "color": GREEN},
        size=_if(f"datum.meetings === {chosen}", 170, 60),
        tooltip=[_field("meetings", "ordinal", title="Meetings"), _field("reached", title=unit, format=",.0f")],
    )
    spec = {"layer": [_layer({"type": "line", "color": GREEN}), dot], "encoding": shared, "height": LOW}
    st.vega_lite_chart(rows, spec, alt=alt_text)


def show_slopes(rows: pd.DataFrame, then: str, now: str, alt_text: str) -> None:
    """Draw a line from one survey to the other for every row; what is not clear is thin and gray.

    Parameters
    ----------
    rows : DataFrame with name, label, then, then_moe, now, now_moe, clear
        ``label`` is what stands at the end of the line, empty for most.
    """
    ends = [
        rows[["name", "label", "clear"]].assign(
            years=years, people=rows[side], low=rows[side] - rows[f"{side}_moe"], high=rows[side] + rows[f"{side}_moe"]
        )
        for side, years in (("then", then), ("now", now))
    ]
    shared = {
        "x": _field("years", "ordinal", title=None, sort=[then, now], axis={"labelAngle": 0}),
        "detail": _field("name", "nominal"),
        "color": _if("datum.clear", ORANGE, GREY),
    }
    people = _field("people", title="LEP residents", axis=WHOLE)
    margin = _layer({"type": "rule", "opacity": 0.35}, y=_field("low", title="LEP residents"), y2={"field": "high"})
    line = _layer({"type": "line"}, y=people, size=_if("datum.clear", 3, 1))
    tip = [_field("name", "nominal", title="Where"), _field("people", title="LEP residents", format=",.0f")]
    dot = _layer({"type": "point", "filled": True, "opacity": 1, "size": 50}, y=people, tooltip=tip)
    name = {
        "transform": [{"filter": f"datum.years === {json.dumps(now)}"}],
        "mark": {"type": "text", "align": "left", "dx": 8},
        "encoding": {"y": people, "text": _field("label", "nominal")},
    }
    spec = {"layer": [margin, line, dot, name], "encoding": shared, "height": TALL}
    st.vega_lite_chart(pd.concat(ends, ignore_index=True), spec, alt=alt_text)
    st.caption("Orange: a clear change. Gray: no clear change. Bars: margins of error of the surveys.")


def _field(name: str, kind: str = "quantitative", **more: Any) -> Spec:
    return {"field": name, "type": kind, **more}


def _layer(mark: Spec, **encoding: Any) -> Spec:
    return {"mark": mark, "encoding": encoding}


def _if(test: str, value: Any, otherwise: Any) -> Spec:
    return {"condition": {"test": test, "value": value}, "value": otherwise}
