"""Where the margin of a figure is weak: it holds the truth less often than it says, and why.

What is said here rests on what was measured, see ``planning.need.calibration``. Nothing is computed but flags and
sentences.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from planning.lists import listed
from planning.need.calibration import FEW_PEOPLE, coarse_sentence
from planning.words.formats import capitalized
from planning.words.wording import rounded_people

COARSE_REASON = (
    "this area splits tracts, and people are placed by points coarser than census blocks, so even the likely "
    "range may be wrong. Add census blocks"
)
CUT_REASON = "this area splits tracts, so the margin of error is too small. Use the likely range"
FEW_REASON = "so few people that the margin of error is right only 65 to 87 times in 100. Use the likely range"


def weak_margins(need: pd.DataFrame, coarse_points: bool = False) -> pd.Series:
    """Return for every row of a need table why its ± holds less than 90 % of the time, or "" where it does hold.

    Parameters
    ----------
    need : DataFrame
        See ``planning.need.need``.
    coarse_points : bool
        Whether people were placed by block groups or coarser, not by blocks.

    Returns
    -------
    Series of str, on the index of ``need``
        "" also where there is no figure or no margin: there is then nothing that could be weak.

    Notes
    -----
    An area is taken to be cut where its bracket has a width; the cut matters where the bracket reaches beyond
    the margin on either side. Few people: where even the upper end is under ``FEW_PEOPLE``.

    Examples
    --------
    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> from planning.need.need import build_need
    >>> need = build_need(four_square_crosswalk(), four_square_table())
    >>> weak = weak_margins(need)[(need["area_id"] == "west") & (need["language"] == "spanish")]
    >>> print(weak.iloc[0])
    so few people that the margin of error is right only 65 to 87 times in 100. Use the likely range
    """
    lep, moe, low, high = (need[name].to_numpy(dtype=float) for name in ("lep", "lep_moe", "lep_low", "lep_high"))
    known = ~np.isnan(lep) & ~np.isnan(moe)
    cut = known & (high - low > 0.5)
    beyond = cut & ((lep - low > moe) | (high - lep > moe))
    few = known & (lep + moe < FEW_PEOPLE)
    reasons = np.select([cut & coarse_points, beyond, few], [COARSE_REASON, CUT_REASON, FEW_REASON], "")
    return pd.Series(pd.array(reasons, dtype="str"), index=need.index, name="weak_margin")


def weak_margin_notes(rows: pd.DataFrame) -> list[str]:
    """Return one sentence a reason, naming the languages whose margin is weak and their intervals.

    Parameters
    ----------
    rows : DataFrame with columns name, weak_margin, lep_interval_low, lep_interval_high
        The languages of one area; ``name`` as a reader knows it. Fewness is not told of a figure of nobody.

    Examples
    --------
    >>> rows = pd.DataFrame({"name": ["Korean", "Arabic"], "weak_margin": [CUT_REASON, ""],
    ...     "lep_interval_low": [40.0, 0.0], "lep_interval_high": [612.0, 90.0]})
    >>> print(weak_margin_notes(rows)[0])
    This area splits tracts, so the margin of error is too small. Use the likely range: Korean 40 to 610.
    """
    notes = []
    for reason, weak in rows[rows["weak_margin"] != ""].groupby("weak_margin", sort=False):
        spans = [
            f"{name} {rounded_people(low)} to {rounded_people(high)}"
            for name, low, high in zip(weak["name"], weak["lep_interval_low"], weak["lep_interval_high"], strict=True)
            if not np.isnan(low)
        ]
        if spans:
            notes.append(f"{capitalized(str(reason))}: {listed(spans)}.")
    return notes


def weak_sentence(rows: pd.DataFrame, one: str, many: str) -> str:
    """Return in how many areas the margin of a figure is weak, by reason.

    Parameters
    ----------
    rows : DataFrame with columns lep_moe, weak_margin
        One row an area, of one language; see ``weak_margins``.
    one, many : str
        What an area is called, and several.

    Examples
    --------
    >>> rows = pd.DataFrame({"lep_moe": 40.0, "weak_margin": [CUT_REASON, "", FEW_REASON, FEW_REASON]})
    >>> print(weak_sentence(rows, "beat", "beats"))
    The margin of error is too small in **3 of 4 beats**. Use the likely range there. 1 splits tracts and 2 have fewer
    than 800 people.
    >>> weak_sentence(rows.assign(weak_margin=""), "beat", "beats")
    'No beat has a margin of error known to be too small.'
    >>> weak_sentence(rows.assign(lep_moe=np.nan, weak_margin=""), "beat", "beats")
    'This table has no margins of error here, so we can’t say how often they are right.'
    """
    weak = rows["weak_margin"]
    if rows["lep_moe"].isna().all():
        return "This table has no margins of error here, so we can’t say how often they are right."
    if not (weak != "").any():
        return f"No {one} has a margin of error known to be too small."
    coarse, cut, few = (int((weak == reason).sum()) for reason in (COARSE_REASON, CUT_REASON, FEW_REASON))
    parts = []
    if coarse:
        parts.append(
            f"{coarse} {'splits' if coarse == 1 else 'split'} tracts, with people placed by points coarser "
            "than census blocks"
        )
    if cut:
        parts.append(f"{cut} {'splits' if cut == 1 else 'split'} tracts")
    if few:
        parts.append(f"{few} {'has' if few == 1 else 'have'} fewer than {FEW_PEOPLE} people")
    keeps = coarse_sentence() if coarse else "Use the likely range there."
    first = listed(parts)
    where = f"**{coarse + cut + few} of {len(weak)} {many}**"
    return f"The margin of error is too small in {where}. {keeps} {capitalized(first)}."
