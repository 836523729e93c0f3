"""The algebra of ACS estimates: a figure and its 90 % margin of error travel together.

Sources: U.S. Census Bureau, *Understanding and Using American Community Survey Data: What All Data Users Need
to Know*, chapter 8, "Calculating Measures of Error for Derived Estimates" (sums, proportions, ratios); the
rule that of several zero estimates only the largest margin counts, once, is the Bureau's own ("zero rule").

A missing value is NaN and stays so: it is left out of a sum only by a caller who says which share of the
figure that leaves out, and a margin that is missing makes the margin of the sum missing. Margins are never
invented.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np

from planning.arrays import Floats, Indices

Z_90 = 1.645
"""A 90 % margin is this many standard errors: the Bureau's own factor."""

Grade = Literal["high", "medium", "low"]
GRADES: tuple[Grade, ...] = ("high", "medium", "low")
NO_GRADE = -1

GRADE_CUTS = (0.12, 0.40)
"""Up to the first the grade is high, up to the second medium, above it low: Esri's reliability cuts on the
coefficient of variation. A convention, not a Census Bureau standard; no verdict is made from it."""


def sum_moe(estimates: Sequence[float], moes: Sequence[float]) -> float:
    """Return the margin of a sum, by the root of squares with the zero rule.

    Parameters
    ----------
    estimates, moes : sequence of float, same length, persons
        A missing estimate (NaN) is left out with its margin. A missing margin beside a known estimate makes
        the result NaN.

    Examples
    --------
    The Handbook's vector, and one with two zeros of which only the larger margin counts:

    >>> round(sum_moe([1626, 1244, 796], [254, 209, 187]))
    378
    >>> round(sum_moe([500, 0, 0, 400], [100, 200, 150, 50]), 1)
    229.1
    """
    estimate = np.asarray(estimates, dtype=float)
    moe = np.asarray(moes, dtype=float)[~np.isnan(estimate)]
    estimate = estimate[~np.isnan(estimate)]
    if estimate.size == 0:
        return math.nan
    squares = moe**2
    at_zero = squares[estimate == 0]
    return math.sqrt(squares[estimate != 0].sum() + (at_zero.max() if at_zero.size else 0.0))


def proportion_moe(part: Floats, part_moe: Floats, whole: Floats, whole_moe: Floats) -> Floats:
    """Return the margin of part / whole, where the part lies inside the whole.

    Uses the proportion formula sqrt(MOE_x^2 - p^2 MOE_y^2) / Y; where the radicand is negative, the ratio
    formula with a plus, as the Handbook says; for p = 1, MOE_x / Y. A whole of zero gives NaN.

    Examples
    --------
    >>> proportion_moe(np.array([100.0]), np.array([20.0]), np.array([500.0]), np.array([30.0])).round(5)
    array([0.03816])
    >>> proportion_moe(np.array([100.0]), np.array([5.0]), np.array([500.0]), np.array([100.0])).round(5)
    array([0.04123])
    """
    part, part_moe, whole, whole_moe = (np.asarray(v, dtype=float) for v in (part, part_moe, whole, whole_moe))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(whole > 0, part / whole, np.nan)
        spread = (share * whole_moe) ** 2
        radicand = part_moe**2 - spread
        radicand = np.where(radicand < 0, part_moe**2 + spread, radicand)
        moe = np.sqrt(radicand) / np.where(whole > 0, whole, np.nan)
    return np.where(share == 1, part_moe / np.where(whole > 0, whole, np.nan), moe)


def grade_places(estimates: Floats, moes: Floats) -> Indices:
    """Return how firm each estimate is, as a place in ``GRADES``, or ``NO_GRADE`` where there is no margin.

    A zero estimate with a margin is ``low``: its coefficient of variation has no limit.

    Examples
    --------
    >>> estimates, moes = np.array([1000.0, 1000.0, 100.0, 0.0, 100.0]), np.array([100.0, 500.0, 100.0, 12.0, np.nan])
    >>> grade_places(estimates, moes).tolist()
    [0, 1, 2, 2, -1]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        variation = moes / Z_90 / estimates
    # Up to a cut, and with it.
    places = np.where(estimates <= 0, len(GRADE_CUTS), np.searchsorted(GRADE_CUTS, variation, side="left"))
    return np.where(np.isnan(estimates) | np.isnan(moes), NO_GRADE, places)
