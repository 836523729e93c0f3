"""How often the truth lies in the margin, in the bracket, in both together, and in the combined interval."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.calibration.truth import Level
from planning.languages.groups import ALL

SIZES = (0, 1, 20, 50, 100, 200, 400, 800)
"""Where the classes of true persons begin."""
SIZE_NAMES = ("0", "1-19", "20-49", "50-99", "100-199", "200-399", "400-799", "800+")

MARGIN, BRACKET, BOTH = "margin", "bracket", "bracket and margin"
COMBINED, HALFWAY = "combined interval", "combined, half-way"
MOST_OF_THE_WAY = "combined, 0.7 of the way"
HALF_A_PERSON = 0.5
"""Persons are whole and estimates are rounded; an end within half a person of the truth holds."""

FEW_CELLS = 100
"""A share of fewer cells than this is never called the worst: it would be chance."""

COUNTED = ("cells", "held", "below", "above", "width")


def count_hold(level: Level, need: pd.DataFrame, intervals: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return, by form of area, size of the truth and kind of interval, how many held and how wide they were.

    ``below`` and ``above`` count the intervals that lay wholly below or above the truth. Rows of ``all`` are
    not counted: they are the languages over again.
    """
    judged = (need["area_id"].isin(level.form) & (need["language"] != ALL)).to_numpy()
    rows = need[judged]
    true = level.truth.loc[pd.MultiIndex.from_frame(rows[["area_id", "language"]]), "lep"].to_numpy()
    lep, moe, low, high = (rows[name].to_numpy(dtype=float) for name in ("lep", "lep_moe", "lep_low", "lep_high"))
    ends = {MARGIN: (lep - moe, lep + moe), BRACKET: (low, high), BOTH: (low - moe, high + moe)}
    for name, table in intervals.items():
        # Both tables are in the order of areas, then languages.
        ends[name] = tuple(table.loc[judged, f"lep_interval_{end}"].to_numpy(dtype=float) for end in ("low", "high"))
    cell = {
        "form": rows["area_id"].map(level.form).to_numpy(),
        "size": np.array(SIZE_NAMES)[np.searchsorted(SIZES, true, side="right") - 1],
    }
    parts = []
    for name, (least, most) in ends.items():
        below, above = most < true - HALF_A_PERSON, least > true + HALF_A_PERSON
        counts = pd.DataFrame(
            {
                **cell,
                "interval": name,
                "cells": 1,
                "held": ~below & ~above,
                "below": below,
                "above": above,
                "width": most - np.maximum(least, 0.0),
            }
        )
        parts.append(counts)
    keys = ["form", "size", "interval"]
    return pd.concat(parts).groupby(keys, as_index=False)[list(COUNTED)].sum()
