"""What figures alone decide: each language of each area against a rule, before any use of services.

The plain rule of ``planning.verdicts.thresholds``, for whichever ends of an interval it is given: those of the
margin, or those that count the boundary too (``planning.verdicts.both_errors``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.languages.spoken import group_of
from planning.need.estimates import Floats
from planning.rules import ThresholdRule
from planning.verdicts.threshold_figures import Figures, ranks

MET = "met"
NOT_MET = "not met"
CANNOT_TELL = "cannot tell"
NOTICE_ONLY = "notice only"
VERDICTS = (MET, NOT_MET, CANNOT_TELL, NOTICE_ONLY)


@dataclass(frozen=True, slots=True)
class Judged:
    """Verdicts by figures alone, one array entry a row.

    Attributes
    ----------
    figures : Figures
    verdict : array of str
    surely_above, maybe_above : array
        For a rule by rank: how many languages have more people for certain, and how many may have; else NaN.
    """

    figures: Figures
    verdict: np.ndarray
    surely_above: Floats
    maybe_above: Floats


def judge(rows: pd.DataFrame, rule: ThresholdRule) -> Judged:
    """Return the verdict of every row by estimate and margin.

    Parameters
    ----------
    rows : DataFrame
        Rows of a need table, without ``all`` and ``(outside)``; a rule by rank needs every language of an area.
    rule : ThresholdRule

    Examples
    --------
    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> from planning.need.need import build_need
    >>> from planning.rules import find_rule
    >>> need = build_need(four_square_crosswalk(), four_square_table())
    >>> rows = need[(need["area_id"] == "east") & (need["language"] == "korean")]
    >>> judge(rows, find_rule("dc_code_2_1933")).verdict.tolist()
    ['met']
    """
    figures = Figures.of(rows, rule)
    surely, maybe = ranks(rows, figures) if rule.by_rank else (figures.unknown, figures.unknown)
    verdict = _by_rank(figures, rule, surely, maybe) if rule.by_rank else _by_number(figures, rule)
    verdict[rows["language"].isin({group_of(language) for language in rule.always}).to_numpy()] = MET
    return Judged(figures, verdict, surely, maybe)


def _by_number(figures: Figures, rule: ThresholdRule) -> np.ndarray:
    known = ~np.isnan(figures.upper) & ~np.isnan(figures.threshold)
    reached = known & rule.reaches(figures.lower, figures.share_count) & ~figures.is_lump & (figures.lower > 0)
    nobody = (figures.pop5 == 0) & (figures.lep == 0) & (figures.left_out == 0)
    conditions = [
        (known & ~rule.reaches(figures.most, figures.share_count)) | nobody,
        reached & (figures.lower >= rule.floor),
        reached & (figures.most < rule.floor),
    ]
    return np.select(conditions, [NOT_MET, MET, NOTICE_ONLY], CANNOT_TELL).astype(object)


def _by_rank(figures: Figures, rule: ThresholdRule, surely: Floats, maybe: Floats) -> np.ndarray:
    top_n = rule.top_n or 0
    conditions = [surely >= top_n, (maybe < top_n) & ~figures.is_lump]
    return np.select(conditions, [NOT_MET, MET], CANNOT_TELL).astype(object)
