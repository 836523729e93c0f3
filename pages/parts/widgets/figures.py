"""Small tables that several pages share, from the answers, and what stands under them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd
import streamlit as st

from pages.parts.shell.context import Context
from planning.need.weak_margins import weak_sentence
from planning.vocabulary import DEPARTMENT_LEVEL
from planning.words.wording import cell_with_error, range_cell

KEYS = ["area_id", "language"]


def department_row(context: Context, language: str) -> Mapping[str, float]:
    """Return the need row of the whole department in a language."""
    return area_row(context.need(DEPARTMENT_LEVEL), DEPARTMENT_LEVEL, language)


def area_row(need: pd.DataFrame, area_id: str, language: str) -> Mapping[str, float]:
    """Return one row of a need table."""
    rows = need[(need["area_id"] == area_id) & (need["language"] == language)]
    return dict(rows.iloc[0])


def brackets(low: Iterable[float], high: Iterable[float]) -> list[str]:
    """Return brackets in words.

    Examples
    --------
    >>> brackets([100.0, float("nan")], [200.0, float("nan")])
    ['100–200', 'no data']
    """
    pairs = zip(low, high, strict=True)
    return [range_cell(a, b) for a, b in pairs]


def error_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return need rows as ``pages.parts.widgets.charts.show_dots`` draws them. ``rows``: name and need columns."""
    people = [cell_with_error(lep, moe) for lep, moe in zip(rows["lep"], rows["lep_moe"], strict=True)]
    return pd.DataFrame(
        {
            "name": rows["name"],
            "value": rows["lep"],
            "low": (rows["lep"] - rows["lep_moe"]).clip(lower=0),
            "high": rows["lep"] + rows["lep_moe"],
            "bracket_low": rows["lep_low"],
            "bracket_high": rows["lep_high"],
            "written": people,
            "bracket": brackets(rows["lep_low"], rows["lep_high"]),
        }
    )


def show_weak_margins(context: Context, rows: pd.DataFrame, level: str | None = None) -> None:
    """Say how many of the margins shown hold less often, and why; nothing under an empty table.

    Parameters
    ----------
    rows : DataFrame with area_id, language
        Of a level, the context's unless told; what is no census group (one language of several) has no figure and no
        margin.
    """
    shown = rows[KEYS].drop_duplicates().merge(context.need_with_intervals(level), on=KEYS)
    if len(shown):
        st.caption(weak_sentence(shown, "figure", "figures"))
