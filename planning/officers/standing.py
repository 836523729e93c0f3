"""Where a recruiter should stand: the places with most bilingual residents within reach."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from planning.meetings.coverage import build_coverage
from planning.meetings.demand import build_demand
from planning.need import LanguageTable

STANDING_COLUMNS = ("venue_id", "name", "lon", "lat", "bilingual_residents")


def build_standing(
    points: pd.DataFrame, table: LanguageTable, venues: pd.DataFrame, language: str, radius_m: float
) -> pd.DataFrame:
    """Return how many bilingual residents live within reach of every place, most first.

    Parameters
    ----------
    points : DataFrame
        As ``planning.meetings.demand.build_demand`` takes them.
    venues : DataFrame with columns venue_id, name, lon, lat, x, y
        ``x`` and ``y`` in metres.

    Returns
    -------
    DataFrame with ``STANDING_COLUMNS``
        Residents who speak the language at home and English "very well", spread over a tract's points by
        population. Places near each other reach the same people: the column must not be added up.
    """
    speakers = build_demand(points, replace(table, lep=table.very_well), [language], include_outside=True)
    near = build_coverage(
        speakers.points[["x", "y"]].to_numpy(dtype=float), venues[["x", "y"]].to_numpy(dtype=float), radius_m
    )
    within = venues.assign(bilingual_residents=near.astype(float).T @ speakers.persons[:, 0])
    ordered = within.sort_values(["bilingual_residents", "venue_id"], ascending=[False, True], kind="stable")
    return ordered.reset_index(drop=True)[list(STANDING_COLUMNS)]
