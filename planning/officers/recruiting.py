"""Where to recruit: who speaks the language at home and English "very well", where they live, and of what age.

The bilingual residents are the "very well" line of C16001 (the line above "less than very well"). They are
residents of five years and over, not applicants: the figure says where to stand, not how many will apply. How many
of them are of working age the census tells by four broad groups only.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from planning.languages.groups import ALL, LANGUAGE_IDS
from planning.meetings.within_reach import build_within
from planning.need.crosswalk import OUTSIDE
from planning.need.estimates import proportion_moe, sum_moe
from planning.need.need import LanguageTable
from planning.need.replicates import Entries, only

RECRUITING_COLUMNS = ("area_id", "language", "bilingual_residents", "moe", "share_of_department")

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

NEAR_VENUES_COLUMNS = ("venue_id", "name", "lon", "lat", "bilingual_residents", "moe")


def build_recruiting(need: pd.DataFrame) -> pd.DataFrame:
    """Return the bilingual residents of every area and language.

    Parameters
    ----------
    need : DataFrame
        As ``planning.need.need.build_need`` gives it.

    Returns
    -------
    DataFrame with ``RECRUITING_COLUMNS``
        The twelve groups by area, without ``(outside)``, in the order of ``need``.
        ``bilingual_residents`` and ``moe`` in persons; ``share_of_department`` is the area's part of the
        residents in all areas who are bilingual in the language, a fraction. All NaN where the table has no
        "very well" lines; the share is also NaN where nobody speaks the language. An area without a figure is
        in no total.

    Examples
    --------
    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> from planning.need.need import build_need
    >>> recruiting = build_recruiting(build_need(four_square_crosswalk(), four_square_table()))
    >>> recruiting.query("language == 'spanish'")[["area_id", "bilingual_residents"]].values.tolist()
    [['east', 0.0], ['west', 300.0]]
    """
    cells = need[(need["area_id"] != OUTSIDE) & (need["language"] != ALL)]
    residents = cells["very_well"].astype(float)
    total = residents.groupby(cells["language"]).transform("sum")
    recruiting = pd.DataFrame(
        {
            "area_id": cells["area_id"],
            "language": cells["language"],
            "bilingual_residents": residents,
            "moe": cells["very_well_moe"].astype(float),
            "share_of_department": residents / total.where(total > 0, np.nan),
        }
    )
    return recruiting.reset_index(drop=True)[list(RECRUITING_COLUMNS)]


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


def build_residents_near(
    points: pd.DataFrame, table: LanguageTable, venues: pd.DataFrame, language: str, radius_m: float
) -> pd.DataFrame:
    """Return how many bilingual residents live within reach of every place, most first.

    Parameters
    ----------
    points : DataFrame
        As ``planning.meetings.demand.build_demand`` takes them; those outside every area count too.
    venues : DataFrame with columns venue_id, name, lon, lat, x, y
        ``x`` and ``y`` in metres.
    radius_m : float
        Straight line, metres, the edge included.

    Returns
    -------
    DataFrame with ``NEAR_VENUES_COLUMNS``
        Residents who speak the language at home and English "very well", spread over a tract's points by
        population; ``moe`` is their 90 % margin by the formula of sums, with the zero rule. A tract without a figure
        counts nobody (``tracts_left_out`` names it). Places near each other reach the same people: the columns must
        not be added up.

    Examples
    --------
    A tract of 300 such residents, a quarter of its people within reach:

    >>> from planning.examples import TRACTS, four_square_table
    >>> points = pd.DataFrame({"x": [0.0, 9.0], "y": 0.0, "pop": [100.0, 300.0], "tract_id": TRACTS[0],
    ...     "area_id": "west"})
    >>> venues = pd.DataFrame({"venue_id": ["V"], "name": "Hall", "lon": 0.0, "lat": 0.0, "x": 0.0, "y": 0.0})
    >>> build_residents_near(points, four_square_table(), venues, "spanish", 5.0)["bilingual_residents"].tolist()
    [50.0]
    """
    people = points[(points["pop"] > 0) & points["tract_id"].isin(table.very_well.index)]
    near = build_within(people[["x", "y"]].to_numpy(dtype=float), venues[["x", "y"]].to_numpy(dtype=float), radius_m)
    whole = points[points["pop"] > 0].groupby("tract_id")["pop"].sum()
    share = (people["pop"] / people["tract_id"].map(whole)).to_numpy(dtype=float)
    tracts, row = np.unique(people["tract_id"].to_numpy(dtype=str), return_inverse=True)
    weights = np.zeros((len(tracts), len(venues)))
    np.add.at(weights, row, near.toarray() * share[:, None])
    residents = table.very_well[language].reindex(tracts).to_numpy(dtype=float)
    margins = table.very_well_moe[language].reindex(tracts).to_numpy(dtype=float)
    errors = None if table.replicates is None else table.replicates.along(pd.Index(tracts)).very_well
    tract, venue = np.nonzero(weights)
    entries = Entries(len(venues), venue, tract, weights[tract, venue])
    known = residents[tract][:, None], margins[tract][:, None]
    within = venues.assign(
        bilingual_residents=np.nan_to_num(residents) @ weights,
        moe=entries.errors(*known, only(errors, LANGUAGE_IDS.index(language))).moe,
    )
    ordered = within.sort_values(["bilingual_residents", "venue_id"], ascending=[False, True], kind="stable")
    return ordered.reset_index(drop=True)[list(NEAR_VENUES_COLUMNS)]


def tracts_left_out(points: pd.DataFrame, table: LanguageTable, language: str) -> tuple[list[str], float, float]:
    """Return the tracts with people whose bilingual residents the table does not know, their people, and all people.

    Parameters
    ----------
    points : DataFrame with pop, tract_id

    Examples
    --------
    >>> from planning.examples import TRACTS, four_square_table
    >>> points = pd.DataFrame({"pop": [100.0, 300.0], "tract_id": [TRACTS[0], "nowhere"]})
    >>> tracts_left_out(points, four_square_table(), "spanish")
    (['nowhere'], 300.0, 400.0)
    """
    people = points[points["pop"] > 0].dropna(subset="tract_id").groupby("tract_id")["pop"].sum()
    known = table.very_well[language].reindex(people.index.astype("str")).notna().to_numpy()
    return sorted(people.index[~known].astype(str)), float(people[~known].sum()), float(people.sum())
