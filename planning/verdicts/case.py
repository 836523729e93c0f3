"""What the sentences behind verdicts are told from."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from itertools import starmap

import numpy as np
import pandas as pd

from planning.rules import ThresholdRule
from planning.verdicts.by_figures import PRECISION, Figures

Show = Callable[..., str]
"""How a sentence writes persons: rounded, or exact where rounded figures would contradict the verdict."""


@dataclass(frozen=True, slots=True)
class Case:
    """One area and language, as far as its verdict rests on it. Persons; NaN is missing.

    Attributes
    ----------
    margin : float
        The margin the verdict used: ``moe``, or 0 where the rule lets the estimate alone decide.
    lower_reaches, upper_reaches : bool
        Whether the estimate less, and with, its margin reaches the threshold.
    cut_matters : bool
        Whether the threshold lies between ``low`` and ``high``, the split bracket.
    surely_above, maybe_above : float
        For a rule by rank: how many languages have more people for certain, and how many may have.
    table_has_moe : bool
        Whether the need table has any margin at all.
    level_is_base : bool
        Whether the rule itself is read for areas of this kind.
    overdue : bool
        Whether the rule's review date has passed.
    is_whole : bool
        Whether the area is the whole department, so that there is no larger one to judge.
    local : str
        What local evidence says, and whether the rule's clause on use of services is met by it; may be empty.
    margin_verdict : str
        What the margin alone would say, where that does not stand with both errors; else empty.
    both_low, both_high : float
        The ends of the interval with both errors; NaN where no range decides.
    both_lower_reaches : bool
        Whether the lower end of that interval reaches the threshold.
    is_cut : bool
        Whether the area cuts tracts.
    """

    language: str
    verdict: str
    lep: float
    moe: float
    margin: float
    low: float
    high: float
    pop5: float
    missing_share: float
    threshold: float
    lower_reaches: bool
    upper_reaches: bool
    cut_matters: bool
    surely_above: float
    maybe_above: float
    table_has_moe: bool
    level_is_base: bool
    overdue: bool
    is_whole: bool = False
    local: str = ""
    margin_verdict: str = ""
    both_low: float = math.nan
    both_high: float = math.nan
    both_lower_reaches: bool = False
    is_cut: bool = False


def build_cases(rows: pd.DataFrame, figures: Figures, rule: ThresholdRule) -> pd.DataFrame:
    """Return what the reasons are told from, as columns named as the fields of ``Case``."""
    low, high = (rows[name].to_numpy(dtype=float).round(PRECISION) for name in ("lep_low", "lep_high"))
    straddles = ~rule.reaches(low, figures.share_count) & rule.reaches(high, figures.share_count)
    return pd.DataFrame(
        {
            "language": rows["language"],
            "lep": figures.lep,
            "moe": rows["lep_moe"],
            "margin": figures.margin,
            "low": low,
            "high": high,
            "pop5": figures.pop5,
            "missing_share": rows["missing_share"],
            "threshold": figures.threshold,
            "lower_reaches": rule.reaches(figures.lower, figures.share_count),
            "upper_reaches": rule.reaches(figures.upper, figures.share_count),
            "cut_matters": straddles & ~np.isnan(low) & ~np.isnan(figures.threshold),
            "table_has_moe": bool(rows["lep_moe"].notna().any()),
        }
    )


def read_cases(cases: pd.DataFrame) -> Iterator[Case]:
    """Yield each row of a table of cases; a column that is not there takes the field's default."""
    given = {field.name: cases.get(field.name, field.default) for field in fields(Case)}
    return starmap(Case, pd.DataFrame(given, index=cases.index).itertuples(index=False, name=None))
