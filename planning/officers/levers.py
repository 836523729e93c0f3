"""Three ways to close a gap, in order of cost: test who says they speak it, move who is elsewhere, hire."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planning.officers.gap import gap_with_self
from planning.officers.roster import best_tiers

LEVER_COLUMNS = ("language", "gap", "test", "move", "hire")


def build_levers(gap: pd.DataFrame, unplaced: pd.DataFrame) -> pd.DataFrame:
    """Return what each lever could close at best, by language, the widest gap first.

    Parameters
    ----------
    gap : DataFrame
        As ``planning.officers.gap.build_gap`` gives it, whole or some of its rows.
    unplaced : DataFrame
        As ``planning.officers.gap.find_unplaced`` gives it.

    Returns
    -------
    DataFrame with ``LEVER_COLUMNS``
        In officers. ``gap`` = ``test`` + ``move`` + ``hire``. *Test*: those of the same area and shift who are
        not verified, if all of them pass. *Move*: verified speakers beyond what their own area and shift takes,
        or of a unit without an area. *Hire*: the rest. NaN without a roster.

    Examples
    --------
    1.58 officers are asked for in the east and one there says he speaks it; the west has one too many:

    >>> cells = pd.DataFrame({"language": ["korean"] * 2, "required": [1.58, 0.0], "have_certified": [0.0, 1.0],
    ...     "have_tested": 0.0, "have_self": [1.0, 0.0], "gap": [1.58, 0.0]})
    >>> build_levers(cells, pd.DataFrame({"language": [], "tier": []})).round(2).values.tolist()
    [['korean', 1.58, 1.0, 0.58, 0.0]]
    """
    verified = gap["have_certified"] + gap["have_tested"]
    cells = gap.assign(test=gap["gap"] - gap_with_self(gap), spare=(verified - gap["required"]).clip(lower=0.0))
    sums = cells.groupby("language", sort=False)[["gap", "test", "spare"]].sum(min_count=1)
    standing_by = unplaced[unplaced["tier"].isin(["certified", "tested", "premium"])]["language"].value_counts()
    spare = sums["spare"] + standing_by.reindex(sums.index).fillna(0.0)
    sums["move"] = np.minimum(spare, sums["gap"] - sums["test"])
    sums["hire"] = sums["gap"] - sums["test"] - sums["move"]
    ordered = sums.sort_values("gap", ascending=False, kind="stable").reset_index()
    return ordered[list(LEVER_COLUMNS)]


def find_testable(gap: pd.DataFrame, roster: pd.DataFrame, area_of_unit: dict[str, str]) -> pd.DataFrame:
    """Return the officers whose test would count where speakers are lacking.

    Returns
    -------
    DataFrame with columns officer_id, unit, shift, language, tier, area_id, gap
        ``gap`` is what their own area and shift lacks in the language; the widest first.

    Examples
    --------
    >>> gap = pd.DataFrame({"area_id": ["east"], "shift": ["day"], "language": ["korean"], "gap": [1.58]})
    >>> roster = pd.DataFrame({"officer_id": ["7"], "unit": ["E2"], "shift": ["day"],
    ...     "language": ["korean"], "tier": ["self_reported"]})
    >>> find_testable(gap, roster, {"E2": "east"})["officer_id"].tolist()
    ['7']
    """
    best = best_tiers(roster)
    waiting = best[best["standing"] == "self"].assign(area_id=lambda rows: rows["unit"].map(area_of_unit))
    lacking = gap.loc[gap["gap"] > 0, ["area_id", "shift", "language", "gap"]]
    found = waiting.merge(lacking, on=["area_id", "shift", "language"]).drop(columns="standing")
    return found.sort_values(["gap", "officer_id"], ascending=[False, True], kind="stable").reset_index(drop=True)
