"""What the sentence behind a verdict is told from."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

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
        The ends of the interval with both errors.
    both_lower_reaches : bool
        Whether the lower end that decides with both errors reaches the threshold.
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
