"""Which areas a meeting is for: where it can reach most of the people who need one of its languages."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from planning.meetings.demand import Demand
from planning.meetings.options import MeetingOptions
from planning.meetings.within_reach import build_within
from planning.need.crosswalk import OUTSIDE

MOST = 0.5
"""A meeting is for an area if this share of the people of one of its languages there live within its reach."""


def areas_served(
    demand: Demand, sites: pd.DataFrame, options: MeetingOptions, within: csr_array | None = None
) -> dict[str, tuple[str, ...]]:
    """Return the areas each meeting is for, in text order.

    Parameters
    ----------
    demand : Demand
    sites : DataFrame with ``site_id, x, y, languages``
        The meetings of a plan; x and y in the system of the demand points, languages a sequence a row.
    options : MeetingOptions
        ``radius_m`` and ``detour_factor`` say who is within reach.
    within : csr_array of bool, shape (points, sites), optional
        Another idea of reach, such as minutes on the way; the options then say nothing of it.

    Returns
    -------
    dict of site id to area ids
        Where it can reach at least ``MOST`` of the people of one of its languages. Empty for a meeting that
        reaches the greater part of nobody's area: whoever plans it says whom it is for.

    Examples
    --------
    >>> from planning.examples import TRACTS, four_square_table
    >>> from planning.meetings.demand import build_demand
    >>> points = pd.DataFrame({"x": [0.0, 9000.0, 9500.0], "y": 0.0, "pop": [300.0, 50.0, 50.0],
    ...                        "tract_id": [TRACTS[0]] * 3, "area_id": ["west", "east", "east"]})
    >>> demand = build_demand(points, four_square_table(), ["spanish"])
    >>> sites = pd.DataFrame({"site_id": ["A", "B"], "x": [100.0, 9700.0], "y": 0.0, "languages": [("spanish",)] * 2})
    >>> areas_served(demand, sites, MeetingOptions(radius_m=500.0))
    {'A': ('west',), 'B': ('east',)}
    """
    if within is None:
        points = demand.points[["x", "y"]].to_numpy(dtype=float)
        places = sites[["x", "y"]].to_numpy(dtype=float)
        within = build_within(points, places, options.radius_m, options.detour_factor)
    reached_at = within.toarray().astype(bool)
    areas = demand.points["area_id"].to_numpy()
    persons = pd.DataFrame(demand.persons, columns=list(demand.languages)).groupby(areas).sum()
    served = {}
    for place, (site_id, languages) in enumerate(zip(sites["site_id"], sites["languages"], strict=True)):
        here = np.where(reached_at[:, [place]], demand.persons, 0.0)
        reached = pd.DataFrame(here, columns=list(demand.languages)).groupby(areas).sum()
        spoken = [language for language in languages if language in persons.columns]
        most = (reached[spoken] >= MOST * persons[spoken]) & (persons[spoken] > 0)
        served[str(site_id)] = tuple(sorted(str(area) for area in most.index[most.any(axis=1)] if area != OUTSIDE))
    return served
