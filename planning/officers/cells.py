"""Cells with their officers: required, there by tier, and lacking, each officer counted once."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from planning.officers.assignment import assign_officers
from planning.officers.roster import TIERS
from planning.officers.service import Requirement
from planning.officers.speakers import CELL, EVERY_TIER, VERIFIED, Speaker
from planning.vocabulary import CERTIFIED, SELF, TESTED

COVERAGE_COLUMNS = (
    *CELL,
    "need",
    "posts",
    "required",
    "have_certified",
    "have_tested",
    "have_self",
    "covered",
    "lacking",
    "lacking_with_self",
)
"""The columns of a coverage table. ``have`` columns count an officer in every cell they could serve; ``covered`` and
``lacking`` count each officer once."""


def require_officers(posts: pd.DataFrame, requirement: Requirement) -> pd.DataFrame:
    """Return posts with the officers they take, by the length of their shift where it is told, in ``required``.

    Examples
    --------
    >>> require_officers(pd.DataFrame({"posts": [1.0, 0.0]}), Requirement())["required"].tolist()
    [1.58, 0.0]
    """
    if "shift" not in posts.columns:
        return posts.assign(required=requirement.officers(posts["posts"].to_numpy(dtype=float)))
    required = pd.Series(math.nan, posts.index)
    for shift, rows in posts.groupby("shift", sort=False):
        required[rows.index] = requirement.officers(rows["posts"].to_numpy(dtype=float), str(shift))
    return posts.assign(required=required)


def build_coverage(
    posts: pd.DataFrame, speakers: Sequence[Speaker], requirement: Requirement | None = None
) -> pd.DataFrame:
    """Return officers required, there and lacking in every cell.

    Parameters
    ----------
    posts : DataFrame with level, area_id, shift, language, need, posts
        As ``planning.officers.levels.build_level_posts`` gives them.
    speakers : sequence of Speaker
    requirement : Requirement, optional
        By the relief factor of 1.58 unless told.

    Returns
    -------
    DataFrame with ``COVERAGE_COLUMNS``
        In officers, fractions kept. ``lacking_with_self`` is what would lack if every self-reported and expired
        speaker were counted. Sums of ``lacking`` over cells are true sums; sums of ``have`` are not.

    Examples
    --------
    >>> posts = pd.DataFrame({"level": "beat", "area_id": "1", "shift": "day", "language": ["korean", "spanish"],
    ...     "need": [900.0, 4000.0], "posts": 1.0})
    >>> both = Speaker("7", "1", "day", {"korean": "tested", "spanish": "tested"}, (("beat", "1"),))
    >>> table = build_coverage(posts, [both])
    >>> table["have_tested"].tolist(), table["lacking"].round(2).tolist()
    ([1, 1], [1.58, 0.58])
    """
    cells = require_officers(posts, requirement or Requirement())
    verified = assign_officers(cells, speakers, VERIFIED).cells
    everyone = assign_officers(cells, speakers, EVERY_TIER).cells
    table = verified.join(_count_by_proof(cells, speakers))
    return table.assign(lacking_with_self=everyone["lacking"])[list(COVERAGE_COLUMNS)]


def build_gaps(posts: pd.DataFrame, speakers: Sequence[Speaker]) -> pd.DataFrame:
    """Return posts with the officers there by proof, and the gap of each language as if it were the only one.

    Parameters
    ----------
    posts : DataFrame with level, area_id, shift, language, posts, required
    speakers : sequence of Speaker

    Returns
    -------
    DataFrame
        The columns of ``posts``, ``have_certified``, ``have_tested``, ``have_self`` (an officer of two languages counts
        in both) and ``gap``: required less certified and tested, never below zero. A speaker too many in one cell
        closes no gap in another. ``build_coverage`` counts each officer once.

    Examples
    --------
    One post, and one tested officer: 0.58 of an officer is still missing.

    >>> posts = pd.DataFrame({"level": "beat", "area_id": ["1"], "shift": "day", "language": "korean",
    ...     "posts": 1.0, "required": 1.58})
    >>> gaps = build_gaps(posts, [Speaker("7", "1", "day", {"korean": "tested"}, (("beat", "1"),))])
    >>> gaps[["have_tested", "gap"]].round(2).values.tolist()
    [[1.0, 0.58]]
    """
    table = posts.join(_count_by_proof(posts, speakers))
    gap = (table["required"] - table["have_certified"] - table["have_tested"]).clip(lower=0.0)
    return table.assign(gap=gap)


def find_uncounted(cells: pd.DataFrame, speakers: Sequence[Speaker]) -> pd.DataFrame:
    """Return the verified speakers whom no post counts, and why: a language or shift without a post, or the place.

    Parameters
    ----------
    cells : DataFrame with level, area_id, shift, language, required
    speakers : sequence of Speaker

    Returns
    -------
    DataFrame with columns officer_id, unit, shift, languages, reason
        By id. Who may not be moved is not told apart: the plan of moves knows.

    Examples
    --------
    >>> cells = pd.DataFrame({"level": "beat", "area_id": ["1"], "shift": "day", "language": "korean",
    ...     "required": [1.58]})
    >>> force = [Speaker("5", "1", "night", {"korean": "tested"}, (("beat", "1"),)),
    ...     Speaker("7", "2", "day", {"korean": "tested"}, (("beat", "2"),))]
    >>> find_uncounted(cells, force)[["officer_id", "reason"]].values.tolist()
    [['5', 'no slot in the language on this shift'], ['7', 'no slot in the language where they serve']]
    """
    asked = cells[cells["required"] > 0]
    there = set(asked[CELL].itertuples(index=False, name=None))
    languages = set(asked["language"])
    on_shift = set(asked[["shift", "language"]].itertuples(index=False, name=None))
    rows = []
    for speaker in speakers:
        spoken = speaker.speaks(VERIFIED)
        if not spoken or any(cell in there for cell in speaker.cells(VERIFIED)):
            continue
        if not languages & set(spoken):
            reason = "no slot in the language anywhere"
        elif not any((speaker.shift, language) in on_shift for language in spoken):
            reason = "no slot in the language on this shift"
        else:
            reason = "no slot in the language where they serve"
        rows.append((speaker.officer_id, speaker.unit, speaker.shift, ", ".join(spoken), reason))
    return pd.DataFrame(rows, columns=["officer_id", "unit", "shift", "languages", "reason"])


def _count_by_proof(cells: pd.DataFrame, speakers: Sequence[Speaker]) -> pd.DataFrame:
    index = {cell: k for k, cell in enumerate(cells[CELL].itertuples(index=False, name=None))}
    counts = {f"have_{proof}": [0] * len(cells) for proof in (CERTIFIED, TESTED, SELF)}
    for speaker in speakers:
        for cell in speaker.cells(EVERY_TIER):
            if cell in index:
                counts[f"have_{TIERS[speaker.tiers[cell[3]]].proof}"][index[cell]] += 1
    return pd.DataFrame(counts, index=cells.index)
