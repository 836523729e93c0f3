"""Posts: which area, shift and language needs a speaker on duty.

A post is set where the need meets the rule in force, and never from the number of residents to a head of
police: the staffing method counts posts to fill (COPS Office and Michigan State University, "A
Performance-Based Approach to Police Staffing and Allocation").
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from planning.errors import InputError, UnknownNameError
from planning.languages.groups import LANGUAGES, NAMED_LANGUAGE_IDS, find_language
from planning.vocabulary import CANNOT_TELL, MET, NOT_MET, NOTICE_ONLY

POST_COLUMNS = ("area_id", "shift", "language", "need", "posts")

POSTS_BY_VERDICT = {MET: 1.0, NOT_MET: 0.0, NOTICE_ONLY: 0.0, CANNOT_TELL: math.nan}
"""One post a shift where the rule is met; where it cannot be told, neither can the post."""


def build_posts(
    verdicts: pd.DataFrame, shifts: Sequence[str], languages: Sequence[str] = NAMED_LANGUAGE_IDS
) -> pd.DataFrame:
    """Return the posts of every area, shift and language.

    Parameters
    ----------
    verdicts : DataFrame
        area_id, language, lep, verdict, as ``planning.verdicts.thresholds.build_verdict_details`` gives them.
    shifts : sequence of str
        The department's shifts, in the order they are shown.
    languages : sequence of str
        The six groups that name a language, unless told. A lump asked for by name has no known post even
        where its total is above the line: it does not say which language is spoken.

    Returns
    -------
    DataFrame with ``POST_COLUMNS``
        ``need`` in persons, the same on every shift; ``posts`` is 1, 0, or NaN where it cannot be told. Areas
        in the order of ``verdicts``, then shifts and languages in the order given.

    Raises
    ------
    InputError
        If there are no shifts, or a verdict or language is not known.

    Examples
    --------
    >>> verdicts = pd.DataFrame({"area_id": "east", "language": ["korean", "arabic"],
    ...     "lep": [1200.0, 900.0], "verdict": ["met", "cannot tell"]})
    >>> build_posts(verdicts, ["night"])[["language", "need", "posts"]].values.tolist()
    [['korean', 1200.0, 1.0], ['arabic', 900.0, nan]]
    """
    shifts = list(dict.fromkeys(shifts))
    if not shifts:
        raise InputError("there are no shifts to fill", fix="add at least one, for example 'day'")
    wanted = [find_language(language).id for language in dict.fromkeys(languages)]
    unknown = set(verdicts["verdict"].unique()) - set(POSTS_BY_VERDICT)
    if unknown:
        raise UnknownNameError("verdict", str(min(unknown, key=str)), POSTS_BY_VERDICT)

    asked = verdicts[verdicts["language"].isin(wanted)]
    posts = asked["verdict"].map(POSTS_BY_VERDICT).astype(float)
    is_lump = asked["language"].map(lambda language: LANGUAGES[language].is_lump).astype(bool)
    cells = pd.DataFrame(
        {
            "area_id": asked["area_id"],
            "language": asked["language"],
            "need": asked["lep"].astype(float),
            "posts": posts.mask(is_lump & (posts > 0)),
        }
    ).merge(pd.DataFrame({"shift": shifts}), how="cross")
    places = {
        "area_id": {area: k for k, area in enumerate(verdicts["area_id"].unique())},
        "shift": {shift: k for k, shift in enumerate(shifts)},
        "language": {language: k for k, language in enumerate(wanted)},
    }
    cells = cells.sort_values(["area_id", "shift", "language"], key=lambda column: column.map(places[str(column.name)]))
    return cells.reset_index(drop=True)[list(POST_COLUMNS)]
