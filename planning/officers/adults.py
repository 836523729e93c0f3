"""How many of the bilingual residents are of working age, as far as the census tells: by four broad groups."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from planning.need.estimates import proportion_moe, sum_moe

BROAD_GROUPS = ("spanish", "indo_european", "asian_pacific", "other")
"""The groups of table B16004, in its order."""

BROAD_NAMES = MappingProxyType(
    {
        "spanish": "Spanish",
        "indo_european": "other Indo-European languages",
        "asian_pacific": "Asian and Pacific Island languages",
        "other": "other languages",
    }
)

BROAD_GROUP_OF = MappingProxyType(
    {
        "spanish": "spanish",
        **dict.fromkeys(("french_haitian", "german_west_germanic", "slavic", "other_indo_european"), "indo_european"),
        **dict.fromkeys(("korean", "chinese", "vietnamese", "tagalog", "other_asian_pacific"), "asian_pacific"),
        **dict.fromkeys(("arabic", "other"), "other"),
    }
)
"""The broad group each group of C16001 lies in."""

TRACT_DIGITS = 11


@dataclass(frozen=True, slots=True)
class AdultShare:
    """Share of the bilingual residents of a broad group who are 18 to 64.

    Attributes
    ----------
    group : str
        One of ``BROAD_GROUPS``.
    share, moe : float
        Fractions; ``moe`` is the 90 % margin, NaN where the table has none.
    adults : float
        Persons.
    """

    group: str
    share: float
    moe: float
    adults: float


def adult_share(adults: pd.DataFrame, weight_of_tract: Mapping[str, float], language: str) -> AdultShare | None:
    """Return the share of adults among the bilingual residents of a language's broad group.

    Parameters
    ----------
    adults : DataFrame with geoid, group, very_well, very_well_moe, adults, adults_moe
        By tract or block group; persons.
    weight_of_tract : mapping of tract id to weight in [0, 1]
        The part of the tract's people who live in the area asked for.
    language : str
        A group of C16001.

    Returns
    -------
    AdultShare or None
        None where nobody is counted, or no tract of the area is in the table. A place without a figure is in
        neither part.

    Examples
    --------
    >>> adults = pd.DataFrame({"geoid": ["41051000100"], "group": "asian_pacific", "very_well": [200.0],
    ...     "very_well_moe": [20.0], "adults": [150.0], "adults_moe": [18.0]})
    >>> found = adult_share(adults, {"41051000100": 1.0}, "korean")
    >>> found.share, round(found.moe, 3)
    (0.75, 0.05)
    """
    group = BROAD_GROUP_OF[language]
    rows = adults[adults["group"] == group].dropna(subset=["very_well", "adults"])
    weight = rows["geoid"].str[:TRACT_DIGITS].map(dict(weight_of_tract)).fillna(0.0).to_numpy(dtype=float)
    part, whole = (float((weight * rows[name]).sum()) for name in ("adults", "very_well"))
    if whole <= 0:
        return None
    margins = [
        math.nan
        if rows[f"{name}_moe"].isna().any()
        else sum_moe((weight * rows[name]).tolist(), (weight * rows[f"{name}_moe"]).tolist())
        for name in ("adults", "very_well")
    ]
    arrays = (np.array([value]) for value in (part, margins[0], whole, margins[1]))
    moe = float(proportion_moe(*arrays)[0])
    return AdultShare(group, part / whole, moe, part)
