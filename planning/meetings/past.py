"""People near a past meeting count less: who lives near a past meeting in their own language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planning.meetings.demand import Demand
from planning.meetings.options import MeetingOptions
from planning.meetings.within_reach import build_within


@dataclass(frozen=True, slots=True)
class PastMeeting:
    """A meeting that was held.

    Attributes
    ----------
    x, y : float
        Metres, in the system of the demand points.
    languages : tuple of str
        In which it was held, or interpreted.
    """

    x: float
    y: float
    languages: tuple[str, ...]


def discount_past(demand: Demand, past: Sequence[PastMeeting], options: MeetingOptions) -> Demand:
    """Return the demand in which people within reach of a past meeting in their language count for less.

    Parameters
    ----------
    demand : Demand
    past : sequence of PastMeeting
        Those that are recent enough; the caller chooses by date.
    options : MeetingOptions
        ``radius_m`` and ``detour_factor`` say who was within reach, ``met_discount`` how much less they count.

    Returns
    -------
    Demand
        With ``weights`` of 1, or 1 - ``met_discount``. Being within reach is not having been there: the
        discount is a wish to spread meetings, not a count of who came. Persons themselves are not changed.

    Examples
    --------
    >>> import pandas as pd
    >>> from planning.examples import TRACTS, four_square_table
    >>> from planning.meetings.demand import build_demand
    >>> points = pd.DataFrame({"x": [0.0, 9000.0], "y": [0.0, 0.0], "pop": [300.0, 100.0],
    ...                        "tract_id": [TRACTS[0]] * 2, "area_id": ["west", "west"]})
    >>> demand = build_demand(points, four_square_table(), ["spanish"])
    >>> discounted = discount_past(demand, [PastMeeting(100.0, 0.0, ("spanish",))], MeetingOptions(met_discount=0.5))
    >>> discounted.weights.ravel().tolist()
    [0.5, 1.0]
    """
    if not past or options.met_discount == 0:
        return demand
    where = np.array([[meeting.x, meeting.y] for meeting in past], dtype=float)
    points = demand.points[["x", "y"]].to_numpy(dtype=float)
    near = build_within(points, where, options.radius_m, options.detour_factor).astype(float)
    spoken = np.array([[language in meeting.languages for language in demand.languages] for meeting in past])
    was_near = (near @ spoken.astype(float)) > 0
    weights = np.where(was_near, 1.0 - options.met_discount, 1.0)
    return replace(demand, weights=weights if demand.weights is None else demand.weights * weights)
