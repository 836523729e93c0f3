"""Verdicts that stand with both errors, sampling and boundary.

The margin knows nothing of the boundary. Where an area cuts tracts, verdicts by the margin alone were wrong up to
four times in ten near a threshold, in cities whose truth is known (docs/calibration.md). There a verdict is given
only if the ends of the combined interval, drawn in half-way (``VERDICT_BOUNDARY``; not at all with points coarser
than census blocks), say the same: so it can only become "cannot tell", never the other way round. Areas of whole tracts
keep the verdict by the margin.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from planning.arrays import Flags, Floats
from planning.languages.groups import ALL
from planning.need.crosswalk import OUTSIDE, Crosswalk
from planning.need.intervals import COARSE_VERDICT_BOUNDARY, VERDICT_BOUNDARY, build_intervals
from planning.need.need import LanguageTable
from planning.rules import ThresholdRule
from planning.verdicts.by_figures import Judged, judge
from planning.vocabulary import CANNOT_TELL

KEYS = ["area_id", "language"]
ENDS = ["lep_interval_low", "lep_interval_high"]
COMBINED_VERDICT, COMBINED_REASON = "verdict_both_errors", "reason_both_errors"
"""The columns of a file that stand beside ``verdict`` and ``reason`` by the margin."""

CUT_PERSONS = 0.5
"""A bracket wider than this many persons is one: an area is taken to be cut where its bracket has a width."""


@dataclass(frozen=True, slots=True, eq=False)
class BothErrors:
    """The intervals with both errors of one level.

    Attributes
    ----------
    deciding : DataFrame with ``planning.need.intervals.INTERVAL_COLUMNS``
        At ``VERDICT_BOUNDARY``, or ``COARSE_VERDICT_BOUNDARY``: the ends that decide verdicts.
    shown : DataFrame with ``planning.need.intervals.INTERVAL_COLUMNS``
        All the way to the bracket's ends: what sentences and tables call "with both errors".
    coarse_points : bool
        Whether people are placed by points coarser than census blocks, so that even a bracket without width may be
        wrong where its area cuts tracts.
    """

    deciding: pd.DataFrame
    shown: pd.DataFrame
    coarse_points: bool = False


def build_both_errors(crosswalk: Crosswalk, table: LanguageTable, *, coarse_points: bool = False) -> BothErrors:
    """Return the intervals that verdicts are held against.

    Parameters
    ----------
    crosswalk : Crosswalk
    table : LanguageTable
    coarse_points : bool
        See ``BothErrors``.

    Examples
    --------
    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> both = build_both_errors(four_square_crosswalk(), four_square_table())
    >>> both.deciding.query("area_id == 'west' and language == 'spanish'")[ENDS].round(1).values.tolist()
    [[86.9, 227.7]]
    """
    decides = COARSE_VERDICT_BOUNDARY if coarse_points else VERDICT_BOUNDARY
    deciding, shown = (build_intervals(crosswalk, table, boundary) for boundary in (decides, 1.0))
    return BothErrors(deciding, shown, coarse_points)


def read_by_ends(rows: pd.DataFrame, low: Floats, high: Floats) -> pd.DataFrame:
    """Return rows of a need table as one reads them who goes by the ends of an interval.

    The middle of the interval is the estimate, half its width the margin.

    Examples
    --------
    >>> rows = pd.DataFrame({"lep": [90.0], "lep_moe": [10.0]})
    >>> read_by_ends(rows, np.array([40.0]), np.array([160.0])).values.tolist()
    [[100.0, 60.0]]
    """
    return rows.assign(lep=(low + high) / 2, lep_moe=(high - low) / 2)


def interval_ends(rows: pd.DataFrame, intervals: pd.DataFrame) -> tuple[Floats, Floats]:
    """Return the ends of the rows' intervals, in the order of the rows; NaN where there is none."""
    laid = rows[KEYS].merge(intervals, on=KEYS, how="left")
    return laid[ENDS[0]].to_numpy(dtype=float), laid[ENDS[1]].to_numpy(dtype=float)


@dataclass(frozen=True, slots=True)
class HeldAgainst:
    """Verdicts by the margin held against both errors, one array entry a row.

    Attributes
    ----------
    fallen : array of bool
        Which verdicts given by the margin do not stand.
    low, high : array
        The ends of the interval that is told.
    lower_reaches : array of bool
        Whether the lower end that decides reaches the threshold.
    """

    fallen: Flags
    low: Floats
    high: Floats
    lower_reaches: Flags


def hold_against(rows: pd.DataFrame, alone: Judged, rule: ThresholdRule, both: BothErrors) -> HeldAgainst:
    """Return which verdicts given by the margin alone do not stand with both errors.

    Parameters
    ----------
    rows : DataFrame
        Rows of a need table.
    alone : Judged
        What the margin alone says of them.
    rule : ThresholdRule
        One that says that the estimate alone decides has left every error out of it, and is followed in that.
    both : BothErrors

    Notes
    -----
    A row is touched only where its own bracket has a width. Where any of its area has is enough for a rule by rank,
    as each language is ranked among all, and with coarse points, as speakers of a tract with none by the survey may be
    on a side the points do not show. What a rule asks for always stands in both.
    """
    least, most = interval_ends(rows, both.deciding)
    by_both = judge(read_by_ends(rows, least, most), replace(rule, decide="interval"))
    low, high = interval_ends(rows, both.shown)
    cut = rows["lep_high"] - rows["lep_low"] > CUT_PERSONS
    if rule.by_rank or both.coarse_points:
        cut = cut.groupby(rows["area_id"]).transform("any")
    fallen = cut.to_numpy(dtype=bool) & (alone.verdict != CANNOT_TELL) & (by_both.verdict != alone.verdict)
    if rule.decide == "estimate":
        fallen = np.zeros(len(rows), dtype=bool)
    # The wider interval may end a hair short of the narrower one; a sentence must hold both.
    ends = np.fmin(low, least), np.fmax(high, most)
    return HeldAgainst(fallen, *ends, rule.reaches(by_both.figures.lower, by_both.figures.share_count))


def judged_rows(need: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a need table that get a verdict: neither ``all`` nor ``(outside)``."""
    return need[(need["language"] != ALL) & (need["area_id"] != OUTSIDE)].reset_index(drop=True)
