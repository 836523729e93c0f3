"""Where a recruiter should stand: the places with most bilingual residents within reach."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from planning.meetings.within_reach import build_coverage
from planning.need.need import LanguageTable

STANDING_COLUMNS = ("venue_id", "name", "lon", "lat", "bilingual_residents", "moe")

Floats = npt.NDArray[np.float64]


def build_standing(
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
    DataFrame with ``STANDING_COLUMNS``
        Residents who speak the language at home and English "very well", spread over a tract's points by
        population; ``moe`` is their 90 % margin by the formula of sums, with the zero rule. A tract without a figure
        counts nobody. Places near each other reach the same people: the columns must not be added up.

    Examples
    --------
    A tract of 300 such residents, a quarter of its people within reach:

    >>> from planning.examples import TRACTS, four_square_table
    >>> points = pd.DataFrame({"x": [0.0, 9.0], "y": 0.0, "pop": [100.0, 300.0], "tract_id": TRACTS[0],
    ...     "area_id": "west"})
    >>> venues = pd.DataFrame({"venue_id": ["V"], "name": "Hall", "lon": 0.0, "lat": 0.0, "x": 0.0, "y": 0.0})
    >>> build_standing(points, four_square_table(), venues, "spanish", 5.0)["bilingual_residents"].tolist()
    [50.0]
    """
    people = points[(points["pop"] > 0) & points["tract_id"].isin(table.very_well.index)]
    near = build_coverage(people[["x", "y"]].to_numpy(dtype=float), venues[["x", "y"]].to_numpy(dtype=float), radius_m)
    whole = points[points["pop"] > 0].groupby("tract_id")["pop"].sum()
    share = (people["pop"] / people["tract_id"].map(whole)).to_numpy(dtype=float)
    tracts, row = np.unique(people["tract_id"].to_numpy(dtype=str), return_inverse=True)
    weights = np.zeros((len(tracts), len(venues)))
    np.add.at(weights, row, near.toarray() * share[:, None])
    residents = table.very_well[language].reindex(tracts).to_numpy(dtype=float)
    margins = table.very_well_moe[language].reindex(tracts).to_numpy(dtype=float)
    within = venues.assign(
        bilingual_residents=np.nan_to_num(residents) @ weights, moe=_margin(residents, margins, weights)
    )
    ordered = within.sort_values(["bilingual_residents", "venue_id"], ascending=[False, True], kind="stable")
    return ordered.reset_index(drop=True)[list(STANDING_COLUMNS)]


def _margin(residents: Floats, margins: Floats, weights: Floats) -> Floats:
    """Return the margin of each weighted sum: root of squares, of the zero estimates the largest once."""
    squares = np.square(weights * np.nan_to_num(margins)[:, None])
    known = np.isfinite(residents)
    zero = known & (residents == 0)
    counted = squares[known & ~zero].sum(axis=0)
    largest = squares[zero].max(axis=0) if zero.any() else np.zeros(weights.shape[1])
    told: Floats = np.sqrt(counted + largest)
    unknown = (weights[known & np.isnan(margins)] > 0).any(axis=0)
    return np.where(unknown, np.nan, told)
