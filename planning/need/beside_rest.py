"""An area beside the rest of the department: is the share of its people who need a language clearly another?

Of an area alone a share of 20 % says little; the rest of the city has 12 %, give or take. Both come from one survey and
share no household, but may share tracts, of which one has what the other lacks. So the distances of both from their
estimates add up, with both errors (``planning.need.intervals``): a difference that is called clear stands either way.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from planning.languages.groups import ALL
from planning.need.crosswalk import Crosswalk
from planning.need.intervals import build_intervals
from planning.need.need import LanguageTable, build_need
from planning.vocabulary import CANNOT_TELL, FEWER, MORE, NO_CLEAR_CHANGE
from planning.words.answers import spoken
from planning.words.wording import percent

AREA, REST = "(the area)", "(the rest)"
REST_COLUMNS = ("language", "share", "rest_share", "low", "high", "verdict")
"""The columns of a comparison with the rest, in order."""


def build_beside_rest(both: Crosswalk, table: LanguageTable) -> pd.DataFrame:
    """Return the share of an area, that of the rest, and what is known of their difference.

    Parameters
    ----------
    both : Crosswalk
        To two areas, ``AREA`` and ``REST``.
    table : LanguageTable

    Returns
    -------
    DataFrame with ``REST_COLUMNS``
        One row a language, ``all`` included. Shares of the people 5 and over whose tract has a figure, as fractions;
        ``low`` and ``high`` are the ends of the difference, 90 %. ``verdict``: more, fewer, no clear change (here: no
        clear difference), or cannot tell where a share or a margin is missing.

    Examples
    --------
    600 of 1,500 people in the east speak Korean, and nobody in the west:

    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> both = four_square_crosswalk().grouped({"east": AREA, "west": REST})
    >>> found = build_beside_rest(both, four_square_table()).set_index("language")
    >>> round(float(found.loc["korean", "share"]), 2), found.loc["korean", "verdict"]
    (0.4, 'more')
    >>> found.loc["tagalog", "verdict"]
    'no clear change'
    """
    need, ends = build_need(both, table), build_intervals(both, table)
    base = (need["lep"] / need["share"]).where(need["share"] > 0, need["pop5"])
    shares = need[["area_id", "language", "share"]].assign(
        low=ends["lep_interval_low"].to_numpy() / base, high=ends["lep_interval_high"].to_numpy() / base
    )
    here, rest = (shares[shares["area_id"] == name].set_index("language") for name in (AREA, REST))
    found = pd.DataFrame({"share": here["share"], "rest_share": rest["share"]})
    difference = found["share"] - found["rest_share"]
    found["low"] = difference - (here["share"] - here["low"]) - (rest["high"] - rest["share"])
    found["high"] = difference + (here["high"] - here["share"]) + (rest["share"] - rest["low"])
    found["verdict"] = np.select(
        [found[["low", "high"]].isna().any(axis=1), found["low"] > 0, found["high"] < 0],
        [CANNOT_TELL, MORE, FEWER],
        NO_CLEAR_CHANGE,
    )
    return found.reset_index()[list(REST_COLUMNS)]


def rest_sentence(found: pd.DataFrame, language: str, place: str) -> str:
    """Return how an area stands beside the rest of the department; empty where there is nothing to compare.

    Examples
    --------
    >>> row = {"language": "all", "share": 0.2, "rest_share": 0.125, "low": 0.01, "high": 0.14, "verdict": "more"}
    >>> rest_sentence(pd.DataFrame([row]), "all", "Beat 42")
    'In Beat 42 it’s 20% of residents age 5 and older, in the rest of the department 12%: **clearly more**.'
    """
    rows = found[found["language"] == language].to_dict("records")
    if not rows or pd.isna(rows[0]["share"]) or pd.isna(rows[0]["rest_share"]):
        return ""
    row = rows[0]
    said = {
        MORE: "**clearly more**",
        FEWER: "**clearly fewer**",
        NO_CLEAR_CHANGE: "**no clear difference**",
        CANNOT_TELL: "the census **can’t tell** whether that differs",
    }[str(row["verdict"])]
    who = "" if language == ALL else f"speakers of {spoken(language)} are "
    first = f"In {place} {who or 'it’s '}{percent(row['share'])} of residents age 5 and older"
    return f"{first}, in the rest of the department {percent(row['rest_share'])}: {said}."
