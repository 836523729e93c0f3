"""Whom two plans of meetings reach, on one survey: how many more or fewer, and the margin of the difference."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planning.languages.groups import ALL
from planning.lists import counted
from planning.meetings.demand import Demand
from planning.need.estimates import sum_moe
from planning.need.need import LanguageTable
from planning.vocabulary import FEWER, MORE, SAME, WITHIN
from planning.words.wording import rounded_people

REACH_COLUMNS = ("language", "before", "after", "change", "change_moe", "verdict")
NOBODY = 0.5
"""Persons: less is a difference of rounding."""


def build_reach_differences(
    before: tuple[Demand, pd.DataFrame], after: tuple[Demand, pd.DataFrame], table: LanguageTable
) -> pd.DataFrame:
    """Return the people whom each of two plans reaches, by language and of all together.

    Parameters
    ----------
    before, after : tuple of Demand and DataFrame
        Who could be reached, and the persons that are, as ``planning.meetings.plan.reached_points`` gives them.

    Returns
    -------
    DataFrame with ``REACH_COLUMNS``
        Persons; 90 %. Both plans stand on the same survey, so people whom both reach are in both with the same error,
        and cancel: the margin is that of the tracts' figures times the difference of the shares reached. ``verdict``
        goes by it. NaN where a margin is missing.

    Examples
    --------
    Only the second plan reaches half of the north-west tract's 100 Spanish speakers (±50):

    >>> from planning.examples import TRACTS, four_square_table
    >>> from planning.meetings.demand import build_demand
    >>> points = pd.DataFrame({"x": 0.0, "y": [0.0, 1.0], "pop": 500.0, "tract_id": TRACTS[0], "area_id": "west"})
    >>> demand = build_demand(points, four_square_table(), ["spanish"])
    >>> nobody, half = (pd.DataFrame({"spanish": [0.0, people]}) for people in (0.0, 50.0))
    >>> found = build_reach_differences((demand, nobody), (demand, half), four_square_table())
    >>> found.values.tolist()
    [['spanish', 0.0, 50.0, 50.0, 25.0, 'more'], ['all', 0.0, 50.0, 50.0, 25.0, 'more']]
    """
    reached = [rows.groupby(demand.points["tract_id"].to_numpy()).sum() for demand, rows in (before, after)]
    tracts = pd.Index(sorted(set(reached[0].index) | set(reached[1].index)))
    languages = list(reached[1].columns)
    old, new = (rows.reindex(index=tracts, columns=languages).fillna(0.0) for rows in reached)
    people, moe = (frame.reindex(tracts)[languages].to_numpy(dtype=float) for frame in (table.lep, table.lep_moe))
    moved = (new - old).to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        errors = np.where(np.abs(moved) > 0, moved / people * moe, 0.0)
    rows = [
        (language, *_pair(old[language], new[language]), sum_moe(moved[:, k].tolist(), errors[:, k].tolist()))
        for k, language in enumerate(languages)
    ]
    whole = sum_moe(moved.ravel().tolist(), errors.ravel().tolist())
    rows.append((ALL, *_pair(old, new), whole))
    found = pd.DataFrame(rows, columns=["language", "before", "after", "change_moe"])
    found["change"] = found["after"] - found["before"]
    clear = found["change"].abs() > found["change_moe"]
    found["verdict"] = np.select(
        [found["change"].abs() < NOBODY, clear & (found["change"] > 0), clear], [SAME, MORE, FEWER], WITHIN
    )
    return found[list(REACH_COLUMNS)]


def _pair(old: pd.Series | pd.DataFrame, new: pd.Series | pd.DataFrame) -> tuple[float, float]:
    return float(np.nansum(old.to_numpy())), float(np.nansum(new.to_numpy()))


def reach_sentence(reached: pd.DataFrame, meetings: int) -> str:
    """Return how many people so many meetings would reach instead of how many now.

    Parameters
    ----------
    reached : DataFrame with ``REACH_COLUMNS``

    Examples
    --------
    >>> rows = pd.DataFrame([["all", 24500.0, 24400.0, -100.0, 310.0, "within the margins"]], columns=REACH_COLUMNS)
    >>> reach_sentence(rows, 6)
    '6 meetings would reach **24,400 people instead of 24,500**: within the margins.'
    """
    row = reached[reached["language"] == ALL].to_dict("records")[0]
    before, after = rounded_people(row["before"]), rounded_people(row["after"])
    if row["verdict"] == SAME:
        return f"{counted(meetings, 'meeting')} would reach as many people as now: {before}."
    said = WITHIN if row["verdict"] == WITHIN else f"clearly {row['verdict']}"
    return f"{counted(meetings, 'meeting')} would reach **{after} people instead of {before}**: {said}."
