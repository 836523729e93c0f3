"""The tier of a rule from which on material is encouraged, though not asked for."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planning.rules import ThresholdRule
from planning.verdicts.both_errors import HeldAgainst, hold_against
from planning.verdicts.by_figures import judge
from planning.vocabulary import CANNOT_TELL, MET
from planning.words.wording import whole_people

YES = "yes"


def encourage(
    rows: pd.DataFrame, verdict: np.ndarray, rule: ThresholdRule, intervals: pd.DataFrame | None
) -> np.ndarray:
    """Return where a rule encourages what it does not ask for: ``yes``, ``cannot tell``, or empty.

    Parameters
    ----------
    rows : DataFrame
        Rows of a need table, as ``planning.verdicts.both_errors.judged_rows`` gives them.
    verdict : array of str
        What the rule itself says: where it asks for material, nothing is encouraged beside.
    rule : ThresholdRule
    intervals : DataFrame, optional
        See ``planning.verdicts.thresholds.build_verdict_details``.

    Examples
    --------
    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> from planning.need.need import build_need
    >>> from planning.rules import find_rule
    >>> need = build_need(four_square_crosswalk(), four_square_table())
    >>> rows = need[(need["area_id"] == "east") & (need["language"] == "korean")].assign(lep=5000.0)
    >>> encourage(rows, np.array(["not met"]), find_rule("oakland_2_30"), None).tolist()
    ['yes']
    """
    tier = rule.encouraged
    if tier is None:
        return np.full(len(rows), "", dtype=object)
    alone = judge(rows, tier)
    held = HeldAgainst.nothing(len(rows)) if intervals is None else hold_against(rows, alone, tier, intervals)
    found = np.where(held.fallen, CANNOT_TELL, alone.verdict)
    asked = verdict == MET
    return np.select([asked, found == MET, found == CANNOT_TELL], ["", YES, CANNOT_TELL], "").astype(object)


def encouraged_sentence(found: str, rule: ThresholdRule) -> str:
    """Return what is said of the tier; empty where nothing is.

    Examples
    --------
    >>> from planning.rules import find_rule
    >>> encouraged_sentence("yes", find_rule("oakland_2_30"))
    ' The rule encourages material from 1,000 people on, and that is reached.'
    """
    if not found:
        return ""
    limits = [
        "" if rule.encouraged_share is None else f"{100 * rule.encouraged_share:g}% of residents age 5 and older",
        "" if rule.encouraged_count is None else f"{whole_people(rule.encouraged_count)} people",
    ]
    end = "and that is reached" if found == YES else "and we can’t tell whether it gets there"
    return f" The rule encourages material from {' or '.join(limit for limit in limits if limit)} on, {end}."
