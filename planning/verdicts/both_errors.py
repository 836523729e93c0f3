"""One range for each verdict: the interval with both errors, sampling and boundary, which is also the one shown.

The margin alone decides wrongly more often than one time in ten where an area cuts tracts, and where few people are
asked about: a survey that meets no speaker publishes 0 +/- 12 for what may be a hundred (docs/calibration.md). So a
verdict that the margin gives is kept only where the interval of ``planning.need.intervals``, all the way to the ends
of the bracket, gives it too. It can only become "cannot tell", never the other way round; and beside a verdict that is
given there is no range, neither the margin nor the bracket nor the interval, in which the threshold lies.

Some verdicts rest on no range: what a rule asks for always, what lets the estimate alone decide, an area in which the
table counts nobody, and use of services. Those have none beside them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from planning.arrays import Flags, Floats
from planning.languages.groups import ALL
from planning.languages.spoken import group_of
from planning.need.crosswalk import OUTSIDE
from planning.rules import ThresholdRule
from planning.verdicts.by_figures import Judged, judge
from planning.vocabulary import CANNOT_TELL

KEYS = ["area_id", "language"]
ENDS = ["lep_interval_low", "lep_interval_high"]


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


@dataclass(frozen=True, slots=True)
class HeldAgainst:
    """Verdicts by the margin held against both errors, one array entry a row.

    Attributes
    ----------
    fallen : array of bool
        Which verdicts given by the margin do not stand.
    low, high : array
        The range that decides: the ends of the interval; NaN where no range does, or there is none.
    lower_reaches : array of bool
        Whether the lower end reaches the threshold.
    is_cut : array of bool
        Whether the row's area cuts tracts.
    """

    fallen: Flags
    low: Floats
    high: Floats
    lower_reaches: Flags
    is_cut: Flags

    @classmethod
    def nothing(cls, rows: int) -> HeldAgainst:
        """Return what there is without intervals: every verdict stands, by no range."""
        no, unknown = np.zeros(rows, dtype=bool), np.full(rows, np.nan)
        return cls(no, unknown, unknown, no, no)


def hold_against(rows: pd.DataFrame, alone: Judged, rule: ThresholdRule, intervals: pd.DataFrame) -> HeldAgainst:
    """Return which verdicts given by the margin alone do not stand with both errors.

    Parameters
    ----------
    rows : DataFrame
        Rows of a need table.
    alone : Judged
        What the margin alone says of them.
    rule : ThresholdRule
        One that says that the estimate alone decides has left every error out of it, and is followed in that.
    intervals : DataFrame with ``planning.need.intervals.INTERVAL_COLUMNS``
        Of the same areas.

    Examples
    --------
    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> from planning.need.intervals import build_intervals
    >>> from planning.need.need import build_need
    >>> from planning.rules import find_rule
    >>> crosswalk, table = four_square_crosswalk(), four_square_table()
    >>> rows, rule = judged_rows(build_need(crosswalk, table)), find_rule("hawaii_hrs_321c_3")
    >>> held = hold_against(rows, judge(rows, rule), rule, build_intervals(crosswalk, table))
    >>> rows[held.fallen][["area_id", "language", "lep"]].values.tolist(), held.low[held.fallen].round(1).tolist()
    ([['west', 'spanish', 150.0]], [63.8])
    """
    laid = rows[KEYS].merge(intervals, on=KEYS, how="left")
    low, high = (laid[end].to_numpy(dtype=float) for end in ENDS)
    by_both = judge(read_by_ends(rows, low, high), replace(rule, decide="interval"))
    ranged = _rests_on_a_range(rows, alone, rule)
    fallen = ranged & (alone.verdict != CANNOT_TELL) & (by_both.verdict != alone.verdict)
    return HeldAgainst(
        fallen=fallen,
        low=np.where(ranged, low, np.nan),
        high=np.where(ranged, high, np.nan),
        lower_reaches=rule.reaches(by_both.figures.lower, by_both.figures.share_count),
        is_cut=laid["is_cut"].eq(True).to_numpy(dtype=bool),
    )


def _rests_on_a_range(rows: pd.DataFrame, alone: Judged, rule: ThresholdRule) -> Flags:
    """Return which verdicts a range decides."""
    if rule.decide == "estimate" or not (rule.by_rank or rule.by_number):
        return np.zeros(len(rows), dtype=bool)
    always = rows["language"].isin({group_of(language) for language in rule.always}).to_numpy(dtype=bool)
    return ~always & ~alone.figures.nobody


def judged_rows(need: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a need table that get a verdict: neither ``all`` nor ``(outside)``."""
    return need[(need["language"] != ALL) & (need["area_id"] != OUTSIDE)].reset_index(drop=True)
