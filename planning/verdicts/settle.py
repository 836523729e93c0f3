"""What would settle it: the fewest questions that leave the fewest people in doubt."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from planning.vocabulary import CANNOT_TELL

QUESTIONS_SHOWN = 8
"""As many questions as a screen or paper names; a file has all."""

QUESTION_COLUMNS = ("language", "within", "areas", "people", "settled")


def questions_to_ask(details: pd.DataFrame, within: Mapping[str, str]) -> pd.DataFrame:
    """Return what to ask partners, schools or interpreter logs, the question first that settles most.

    One question is about one language in one wider area: whoever knows how many speakers live in which of its parts
    answers for all of them. As no question answers for another, the fewest are those with the most people in doubt.

    Parameters
    ----------
    details : DataFrame with area_id, language, lep, verdict
        See ``planning.verdicts.thresholds.build_verdict_details``.
    within : mapping of area id to the wider area it lies in
        The area itself where there is no wider one.

    Returns
    -------
    DataFrame with ``QUESTION_COLUMNS``
        ``areas``: in how many areas it would settle the verdict; ``people``: whose it is there, those without a figure
        left out; ``settled``: which share of all people in doubt this and the questions before settle, NaN where none
        has a figure.

    Examples
    --------
    >>> details = pd.DataFrame({"area_id": ["a", "b", "c"], "language": ["korean", "korean", "slavic"],
    ...     "lep": [300.0, 100.0, 600.0], "verdict": "cannot tell"})
    >>> questions_to_ask(details, {"a": "West", "b": "West", "c": "East"}).values.tolist()
    [['slavic', 'East', 1, 600.0, 0.6], ['korean', 'West', 2, 400.0, 1.0]]
    """
    open_ = details[details["verdict"] == CANNOT_TELL]
    rows = open_.assign(within=[within.get(area, area) for area in open_["area_id"]])
    groups = rows.groupby(["language", "within"], sort=True)["lep"]
    asked = groups.agg(areas="size", people="sum").reset_index()
    asked = asked.sort_values(["people", "areas"], ascending=False, kind="stable", ignore_index=True)
    total = asked["people"].sum()
    settled = asked["people"].cumsum() / total if total > 0 else float("nan")
    return asked.assign(settled=settled)[list(QUESTION_COLUMNS)]


def settle_answer(asked: pd.DataFrame, most: int) -> str:
    """Return how much the first questions would settle.

    Examples
    --------
    >>> settle_answer(pd.DataFrame({"settled": [0.4, 0.7, 1.0]}), 2)
    '2 questions would settle it for 70 of 100 people in doubt.'
    """
    if asked.empty or asked["settled"].isna().all():
        return ""
    number = min(most, len(asked))
    share = round(100 * float(asked["settled"].iloc[number - 1]))
    questions = "1 question" if number == 1 else f"{number} questions"
    return f"{questions} would settle it for {share} of 100 people in doubt."
