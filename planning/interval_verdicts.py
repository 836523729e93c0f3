"""Verdicts that count both errors: by the ends of the combined interval, beside the verdict by the margin.

The verdict of ``planning.thresholds`` is decided by the margin alone, as rules are read; where an area cuts tracts
it can be wrong far more often than one time in ten (docs/calibration.md). This one is an addition beside it,
never in its place.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from planning.rules import ThresholdRule
from planning.thresholds import build_verdict_details

KEYS = ["area_id", "language"]
COMBINED_VERDICT = "verdict_both_errors"
"""The column that stands beside ``verdict``."""


def build_interval_verdicts(
    need: pd.DataFrame, intervals: pd.DataFrame, rule: ThresholdRule, level: str
) -> pd.DataFrame:
    """Return the verdict of every area and language by the ends of an interval.

    Parameters
    ----------
    need : DataFrame
        A need table, see ``planning.need``.
    intervals : DataFrame
        Of the same areas and languages, see ``planning.combined.build_intervals``; at ``VERDICT_BOUNDARY`` the
        verdicts were wrong at most one time in ten in every kind of city tried.
    rule : ThresholdRule
    level : str

    Returns
    -------
    DataFrame with columns area_id, language, verdict_both_errors
        In the order of ``build_verdicts``. A rule that lets the estimate alone decide is not followed in that:
        there is an interval to decide by. Languages a rule asks for always, lumps and missing cells are judged
        as there.

    Examples
    --------
    Half of one of the two tracts of ``west`` is elsewhere, and with it perhaps all of its speakers:

    >>> from planning.combined import VERDICT_BOUNDARY, build_intervals
    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> from planning.need import build_need
    >>> from planning.rules import find_rule
    >>> crosswalk, table = four_square_crosswalk(), four_square_table()
    >>> intervals = build_intervals(crosswalk, table, VERDICT_BOUNDARY)
    >>> rule = find_rule("hawaii_hrs_321c_3")
    >>> verdicts = build_interval_verdicts(build_need(crosswalk, table), intervals, rule, "beat")
    >>> verdicts.query("area_id == 'west' and language == 'spanish'").iloc[0].tolist()
    ['west', 'spanish', 'met']
    """
    ends = need[KEYS].merge(intervals, on=KEYS, how="left")
    low, high = (ends[f"lep_interval_{end}"].to_numpy(dtype=float) for end in ("low", "high"))
    # The middle of the interval and half its width: estimate and margin of the one who reads its ends.
    by_ends = need.assign(lep=(low + high) / 2, lep_moe=(high - low) / 2)
    verdicts = build_verdict_details(by_ends, replace(rule, decide="interval"), level, reasons=False)
    return verdicts[[*KEYS, "verdict"]].rename(columns={"verdict": COMBINED_VERDICT})


def open_with_both(verdicts: pd.DataFrame, by_both: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which given verdicts are "cannot tell" once both errors count.

    Parameters
    ----------
    verdicts : DataFrame with area_id, language, verdict
    by_both : DataFrame
        See ``build_interval_verdicts``.

    Examples
    --------
    >>> margin = pd.DataFrame({"area_id": ["1", "2"], "language": "korean", "verdict": ["met", "not met"]})
    >>> both = pd.DataFrame({"area_id": ["1", "2"], "language": "korean", COMBINED_VERDICT: ["cannot tell", "not met"]})
    >>> open_with_both(margin, both).tolist()
    [True, False]
    """
    joined = verdicts[[*KEYS, "verdict"]].merge(by_both, on=KEYS, how="left")
    given = joined["verdict"] != "cannot tell"
    return (given & (joined[COMBINED_VERDICT] == "cannot tell")).to_numpy(dtype=bool)
