"""Whether the rooms of a plan hold those who are likely to come, where the plan itself did not count seats."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from planning.meetings.options import USUAL_TURNOUT
from planning.meetings.plan import MeetingPlan
from planning.words.wording import whole_people


@dataclass(frozen=True, slots=True)
class Crowd:
    """A meeting to which more people are likely to come than its room has seats."""

    site_id: str
    seats: float
    coming: float


def crowded_rooms(plan: MeetingPlan, candidates: pd.DataFrame, turnout: float = USUAL_TURNOUT) -> list[str]:
    """Return a sentence for each meeting whose room has fewer seats than people are likely to come.

    Parameters
    ----------
    candidates : DataFrame with venue_id, and capacity where seats are known
        A room whose capacity is not known is taken to hold everybody.
    turnout : float
        The share of people within reach who come.

    Examples
    --------
    >>> import numpy as np
    >>> from planning.meetings.plan import PlannedSite
    >>> hall = PlannedSite("v1", "Hall", 0.0, 0.0, ("korean",), {"korean": 900.0}, None, False, {"korean": 1000.0})
    >>> plan = MeetingPlan("optimal", "reach", 900.0, 900.0, 0.0, 0.1, (hall,), {"korean": 900.0}, {"korean": 900.0},
    ...     {"korean": 0.0}, (), 0, np.ones((1, 1), dtype=bool))
    >>> crowded_rooms(plan, pd.DataFrame({"venue_id": ["v1"], "capacity": [30.0]}))
    ['Hall has 30 seats, and about 50 people may attend (5% of those within reach)']
    """
    names = {site.site_id: site.name for site in plan.sites}
    return [
        f"{names[crowd.site_id]} has {whole_people(crowd.seats)} seats, and about {whole_people(crowd.coming)} people "
        f"may attend ({100 * turnout:g}% of those within reach)"
        for crowd in find_crowds(plan, candidates, turnout)
    ]


def find_crowds(plan: MeetingPlan, candidates: pd.DataFrame, turnout: float = USUAL_TURNOUT) -> list[Crowd]:
    """Return the meetings whose room has fewer seats than people are likely to come; see ``crowded_rooms``.

    Examples
    --------
    >>> import numpy as np
    >>> from planning.meetings.plan import PlannedSite
    >>> hall = PlannedSite("v1", "Hall", 0.0, 0.0, ("korean",), {"korean": 900.0}, None, False, {"korean": 1000.0})
    >>> plan = MeetingPlan("optimal", "reach", 900.0, 900.0, 0.0, 0.1, (hall,), {"korean": 900.0}, {"korean": 900.0},
    ...     {"korean": 0.0}, (), 0, np.ones((1, 1), dtype=bool))
    >>> find_crowds(plan, pd.DataFrame({"venue_id": ["v1"], "capacity": [30.0]}))
    [Crowd(site_id='v1', seats=30.0, coming=50.0)]
    """
    if "capacity" not in candidates.columns:
        return []
    seats = dict(zip(candidates["venue_id"], candidates["capacity"].astype(float), strict=True))
    coming = {site.site_id: sum(site.within.values()) * turnout for site in plan.sites}
    rooms = {site: seats.get(site, math.nan) for site in coming}
    return [Crowd(site, rooms[site], people) for site, people in coming.items() if people > rooms[site]]
