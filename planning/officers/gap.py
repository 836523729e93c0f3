"""The gap: officers a post needs, officers the department has, and what is missing.

An officer is on duty for part of the year only, so one post takes more than one officer. The shift-relief
factor says how many (step four of the six of the COPS Office and Michigan State University). Worked source:
an 8-hour post is 8 x 365 = 2,920 hours a year; an officer is off 1,071 of them (days off, leave, training,
sickness) and on duty 1,849; 2,920 / 1,849 = 1.58 officers a post, and 4.7 round the clock in three shifts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from planning.arrays import Floats
from planning.errors import InputError
from planning.officers.roster import best_tiers
from planning.vocabulary import CERTIFIED, SELF, TESTED

GAP_COLUMNS = (
    "area_id",
    "shift",
    "language",
    "need",
    "posts",
    "required",
    "have_certified",
    "have_tested",
    "have_self",
    "gap",
)
"""The columns of a gap table, in the order they are written."""

HAVE = ("have_certified", "have_tested", "have_self")
"""Officers by proof. The first two count against the gap; the third is not verified now."""

_CELL = ["area_id", "shift", "language"]


def relief_factor(hours_per_post: float = 2920, hours_on_duty: float = 1849) -> float:
    """Return how many officers keep one post filled.

    Parameters
    ----------
    hours_per_post : float
        Hours a year the post is to be filled: 8 x 365 for one shift.
    hours_on_duty : float
        Hours a year one officer is on duty, leave and training taken off.

    Raises
    ------
    InputError
        If either is not above zero.

    Examples
    --------
    >>> round(relief_factor(), 2), round(3 * relief_factor(), 1)
    (1.58, 4.7)
    """
    for hours in (hours_per_post, hours_on_duty):
        if not (math.isfinite(hours) and hours > 0):
            raise InputError("hours a year must be above zero", value=hours, fix="give for example 2920 and 1849")
    return hours_per_post / hours_on_duty


def build_gap(
    posts: pd.DataFrame, roster: pd.DataFrame | None, relief_factor: float, area_of_unit: Mapping[str, str]
) -> pd.DataFrame:
    """Return officers required, officers there, and the gap, for every post.

    Parameters
    ----------
    posts : DataFrame
        As ``planning.officers.posts.build_posts`` gives them.
    roster : DataFrame or None
        One row an officer and language; see ``planning.officers.roster``. None means no roster was given:
        what the department has, and the gap, are then NaN, never zero.
    relief_factor : float
        Officers a post needs; see the function of that name.
    area_of_unit : mapping of unit to area id
        Units outside it count in no area; see ``planning.officers.cells.find_uncounted``.

    Returns
    -------
    DataFrame with ``GAP_COLUMNS``
        ``required`` and ``gap`` in officers, fractions kept: required = posts x relief factor, gap =
        max(0, required - certified - tested). NaN where the post cannot be told. Officers are counted in
        their own area and shift, in the best tier they have in the language; one of two languages counts in
        both rows.

    Raises
    ------
    InputError
        If the relief factor is not above zero.

    Examples
    --------
    One post, and one tested officer: 0.58 of an officer is still missing.

    >>> posts = pd.DataFrame({"area_id": ["east"], "shift": ["day"], "language": ["korean"],
    ...     "need": [1200.0], "posts": [1.0]})
    >>> roster = pd.DataFrame({"officer_id": ["7"], "unit": ["E2"], "shift": ["day"],
    ...     "language": ["korean"], "tier": ["tested"]})
    >>> gap = build_gap(posts, roster, 1.58, {"E2": "east"})
    >>> gap[["required", "have_tested", "gap"]].round(2).values.tolist()
    [[1.58, 1.0, 0.58]]
    """
    if not (math.isfinite(relief_factor) and relief_factor > 0):
        raise InputError("the relief factor must be above zero", value=relief_factor, fix="1.58 is usual")
    gap = posts.assign(required=posts["posts"] * relief_factor)
    gap[list(HAVE)] = _count_officers(posts, roster, area_of_unit)
    gap["gap"] = _shortfall(gap, ("have_certified", "have_tested"))
    return gap[list(GAP_COLUMNS)]


def gap_with_self(gap: pd.DataFrame) -> pd.Series:
    """Return the gap if every self-reported and expired speaker were counted too: what testing could close.

    Examples
    --------
    >>> cell = {"required": [1.58], "have_certified": [0.0], "have_tested": [0.0], "have_self": [1.0]}
    >>> gap_with_self(pd.DataFrame(cell)).round(2).tolist()
    [0.58]
    """
    return _shortfall(gap, HAVE).rename("gap_with_self")


def sum_by_language(gap: pd.DataFrame) -> pd.DataFrame:
    """Return the gap table summed over areas and shifts: one row a language, the widest gap first.

    Returns
    -------
    DataFrame
        language, need (persons, each area once), posts, cannot_tell (cells whose post cannot be told, in no
        sum), required, have_certified, have_tested, have_self, gap, gap_with_self. A sum of nothing known is
        NaN. A speaker too many in one cell closes no gap in another: the gap is the sum of the cells' gaps.

    Notes
    -----
    See ``planning.officers.roster.TWO_LANGUAGES_NOTE``: the ``have`` columns must not be added up over
    languages; ``planning.officers.roster.headcount`` counts each officer once.
    """
    cells = gap.assign(gap_with_self=gap_with_self(gap), cannot_tell=gap["posts"].isna())
    by_language = cells.groupby("language", sort=False)
    summed = by_language[["posts", "required", *HAVE, "gap", "gap_with_self"]].sum(min_count=1)
    once = cells.drop_duplicates(["area_id", "language"])
    summed.insert(0, "need", once.groupby("language")["need"].sum(min_count=1))
    summed.insert(2, "cannot_tell", by_language["cannot_tell"].sum().astype(int))
    return summed.sort_values(["gap", "need"], ascending=False, kind="stable").reset_index()


def _count_officers(posts: pd.DataFrame, roster: pd.DataFrame | None, area_of_unit: Mapping[str, str]) -> Floats:
    """Return officers by cell and proof, cells x ``HAVE``; NaN without a roster."""
    if roster is None:
        return np.full((len(posts), len(HAVE)), np.nan)
    best = best_tiers(roster)
    best["area_id"] = best["unit"].map(dict(area_of_unit))
    counts = best.dropna(subset=_CELL).groupby([*_CELL, "proof"])["officer_id"].nunique()
    table = counts.unstack("proof", fill_value=0).reindex(columns=[CERTIFIED, TESTED, SELF])
    return table.reindex(pd.MultiIndex.from_frame(posts[_CELL])).fillna(0).to_numpy(dtype=float)


def _shortfall(cells: pd.DataFrame, counted: tuple[str, ...]) -> pd.Series:
    """Return max(0, required - counted); NaN stays NaN."""
    missing = cells["required"] - cells[list(counted)].sum(axis=1, skipna=False)
    return missing.clip(lower=0.0)
