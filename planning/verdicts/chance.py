"""How likely it is that a rule is met where nobody can tell: from both errors, and held against cities that are known.

The truth of a cell is taken as gamma distributed, as sums of households are. Its mean is the estimate, drawn in a
little, since most figures that stand out do so by luck too, and a fraction of one interview where nobody was met. Its
variance is the published one and that of few people (``planning.need.intervals``), and what the boundary adds: a tract
of n speakers of which an area holds the weight w adds r w (1 - w) n^2, r being how strongly speakers gather, from 0
(spread evenly) to 1 (all on one side). Nobody knows r, so the chance is the mean over five strengths.

What comes out is a little too cautious, as the cases in question are those that a wider interval left open; and
between three and seven in ten a little too high, as more cells lie below a threshold than above. So its log odds are
stretched and shifted (Platt 1999, "Probabilistic Outputs for Support Vector Machines", Advances in Large Margin
Classifiers). Numbers were fitted on some simulated cities of each kind, and hold on others: docs/calibration.md.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from scipy.special import expit, gammaincc, logit

from planning.arrays import Flags, Floats
from planning.need.estimates import Z_90

GATHERED = (0.01, 0.06, 0.2, 0.5, 0.9)
"""How strongly speakers gather inside a tract, each as likely as the next."""
DRAWN_IN, UNMET, OF_FEW = 0.96, 0.2, 0.28
"""What of the estimate is the mean; interviews in place of none; the share of the variance of few."""
STRETCH, SHIFT = 1.28, -0.1
"""Of the log odds."""
LEAST_SAID, MOST_SAID = 0.05, 0.95
"""Beyond these a chance is said to be less than one, or more than nine, in ten."""


def chance_reached(rows: pd.DataFrame, limit: Floats) -> Floats:
    """Return the chance that so many people, or more, speak the language.

    Parameters
    ----------
    rows : DataFrame with lep, lep_moe, parted, tracts_worth, per_person
        Of a need table, and of its intervals: see ``planning.need.intervals.INTERVAL_COLUMNS``.
    limit : array
        Persons.

    Returns
    -------
    array
        From 0 to 1; NaN where a figure, its margin or the limit is missing.

    Examples
    --------
    >>> rows = pd.DataFrame({"lep": [1000.0, 1000.0, 0.0], "lep_moe": [300.0, 300.0, 12.0], "parted": [0, 4e5, 0.0],
    ...     "tracts_worth": 1.0, "per_person": 40.0})
    >>> chance_reached(rows, np.array([700.0, 700.0, 53.0])).round(2).tolist()
    [0.95, 0.79, 0.0]
    """
    lep, moe, parted, worth, per_person = (
        rows[name].to_numpy(dtype=float) for name in ("lep", "lep_moe", "parted", "tracts_worth", "per_person")
    )
    mean = np.maximum(DRAWN_IN * lep + UNMET * per_person * np.minimum(1.0, worth), 1e-3)
    sampling = np.where(lep > 0, (moe / Z_90) ** 2, 0.0) + OF_FEW * per_person * mean * np.minimum(1.0, worth)
    chances = []
    for gathered in GATHERED:
        variance = np.maximum(sampling + gathered * parted, 1e-6)
        chances.append(gammaincc(mean**2 / variance, np.maximum(limit, 0.0) * mean / variance))
    plain = np.clip(np.mean(chances, axis=0), 1e-9, 1 - 1e-9)
    stretched: Floats = expit(STRETCH * logit(plain) + SHIFT)
    return np.where(np.isnan(lep) | np.isnan(moe) | np.isnan(limit), np.nan, stretched)


def chance_said(chance: float) -> str:
    """Return a chance in tenths, as people say it; empty where there is none.

    Examples
    --------
    >>> [chance_said(chance) for chance in (0.8, 0.349, 0.97, 0.01, float("nan"))]
    ['about 8 in 10', 'about 3 in 10', 'more than 9 in 10', 'fewer than 1 in 10', '']
    """
    if math.isnan(chance):
        return ""
    if not LEAST_SAID <= chance < MOST_SAID:
        return "fewer than 1 in 10" if chance < LEAST_SAID else "more than 9 in 10"
    return f"about {min(9, max(1, math.floor(10 * chance + 0.5)))} in 10"


def chance_sentence(chance: float) -> str:
    """Return what is said beside "cannot tell"; empty where there is no chance.

    Examples
    --------
    >>> chance_sentence(0.8)
    ' The chance that it qualifies is about 8 in 10.'
    """
    said = chance_said(chance)
    return f" The chance that it qualifies is {said}." if said else ""


def chances_where(open_: Flags, rows: pd.DataFrame, limit: Floats) -> Floats:
    """Return the chance, to the hundredth, where it is asked for, and NaN elsewhere."""
    found = np.full(len(rows), np.nan)
    if open_.any():
        found[open_] = chance_reached(rows[open_], limit[open_]).round(2)
    return found
