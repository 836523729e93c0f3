"""Posts from what people asked for: interpreter-line requests and calls for service, as counts by area and hour.

Step one to three of the staffing method (COPS Office and Michigan State University): calls by hour, their nature,
time on call. A shift gets a post in a language where, on average, a request comes at least every other tour of duty
(``least_per_shift``), and as many posts as the time on call would keep busy. Counts only: nothing here knows who
called, or about what.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.errors import InputError, SchemaError
from planning.languages.groups import ALL
from planning.officers.posts import POST_COLUMNS

HOURS = 24

DEFAULT_SHIFT_HOURS: Mapping[str, tuple[int, int]] = {"day": (7, 15), "evening": (15, 23), "night": (23, 7)}
"""First hour, and the hour at which the next shift begins."""


@dataclass(frozen=True, slots=True)
class DemandRule:
    """When requests make a post.

    Attributes
    ----------
    least_per_shift : float
        Requests a tour of duty, on average, from which a post is set.
    minutes_each : float
        Time an officer is bound by one request.
    """

    least_per_shift: float = 0.5
    minutes_each: float = 45.0

    def __post_init__(self) -> None:
        if not (self.least_per_shift > 0 and self.minutes_each > 0):
            given = (self.least_per_shift, self.minutes_each)
            raise InputError(
                "requests per shift and minutes each must be above zero", value=given, fix="enter 0.5 and 45"
            )


def shifts_on_duty(shift_hours: Mapping[str, tuple[int, int]]) -> dict[int, tuple[str, ...]]:
    """Return which shifts are on duty in each hour of the day: two or more where long shifts overlap.

    Raises
    ------
    InputError
        If no shift is on duty in an hour.

    Examples
    --------
    >>> hours = shifts_on_duty({"day": (6, 16), "evening": (14, 0), "night": (21, 7)})
    >>> hours[7], hours[15], hours[6], hours[2]
    (('day',), ('day', 'evening'), ('day', 'night'), ('night',))
    """
    found: dict[int, list[str]] = {}
    for shift, (first, end) in shift_hours.items():
        for hour in range(first, end if end > first else end + HOURS):
            found.setdefault(hour % HOURS, []).append(shift)
    missing = sorted(set(range(HOURS)) - set(found))
    if missing:
        raise InputError("an hour belongs to no shift", value=missing[0], fix="let the shifts cover the whole day")
    return {hour: tuple(shifts) for hour, shifts in found.items()}


def posts_by_demand(
    counts: pd.DataFrame,
    days: float,
    shift_hours: Mapping[str, tuple[int, int]] = DEFAULT_SHIFT_HOURS,
    rule: DemandRule | None = None,
) -> pd.DataFrame:
    """Return the posts that requests ask for.

    Parameters
    ----------
    counts : DataFrame with area_id, hour (0 to 23), language, requests
        Summed over the period.
    days : float
        Length of the period.
    shift_hours : mapping of shift to (first hour, hour after the last)
        Where shifts overlap, the requests of an hour are shared out evenly among those on duty.
    rule : DemandRule, optional

    Returns
    -------
    DataFrame with ``POST_COLUMNS``
        ``need`` is requests a tour of duty, not persons. Every area and language of the counts on every shift.

    Examples
    --------
    60 requests in 30 days between 8 and 9 are two a day; one officer has time for them.

    >>> counts = pd.DataFrame({"area_id": ["1"], "hour": [8], "language": ["korean"], "requests": [60]})
    >>> posts_by_demand(counts, 30)[["shift", "need", "posts"]].values.tolist()
    [['day', 2.0, 1.0], ['evening', 0.0, 0.0], ['night', 0.0, 0.0]]
    """
    chosen = rule or DemandRule()
    for column in ("area_id", "hour", "language", "requests"):
        if column not in counts.columns:
            raise SchemaError(f"the requests have no column {column!r}", fix="add area, hour, language, and count")
    if not (math.isfinite(days) and days > 0):
        raise InputError("the period must be longer than 0 days", value=days, fix="enter 365, for example")
    on_duty = shifts_on_duty(shift_hours)
    shifts = counts["hour"].astype(int).map(on_duty)
    if shifts.isna().any():
        raise InputError("an hour is not from 0 to 23", value=int(counts["hour"].max()), fix="write 0 for midnight")
    shared = counts["requests"] / shifts.map(len)
    by_shift = counts.assign(shift=shifts, requests=shared).explode("shift")
    sums = by_shift.groupby(["area_id", "shift", "language"])["requests"].sum() / days
    every = pd.MultiIndex.from_product(
        [sorted(counts["area_id"].unique()), list(shift_hours), list(dict.fromkeys(counts["language"]))],
        names=["area_id", "shift", "language"],
    )
    posts = sums.reindex(every, fill_value=0.0).rename("need").reset_index()
    lengths = {shift: (end - first) % HOURS or HOURS for shift, (first, end) in shift_hours.items()}
    busy = posts["need"] * chosen.minutes_each / 60 / posts["shift"].map(lengths)
    posts["posts"] = np.where(posts["need"] >= chosen.least_per_shift, np.maximum(1.0, np.ceil(busy)), 0.0)
    return posts[list(POST_COLUMNS)]


def spread_calls(calls: pd.DataFrame, need: pd.DataFrame) -> pd.DataFrame:
    """Return calls for service shared out over languages, as if people called alike whatever they speak.

    Parameters
    ----------
    calls : DataFrame with area_id, hour, requests
        All calls; their language is not known.
    need : DataFrame with area_id, language, share
        A need table; ``share`` is LEP people of the language among all 5 and over.

    Returns
    -------
    DataFrame with area_id, hour, language, requests
        A calculation, not a count, and on the low side: people who fear not being understood call less. An area
        without a known share has no rows.

    Examples
    --------
    >>> calls = pd.DataFrame({"area_id": ["1"], "hour": [8], "requests": [1000.0]})
    >>> need = pd.DataFrame({"area_id": ["1"], "language": ["korean"], "share": [0.03]})
    >>> spread_calls(calls, need)["requests"].tolist()
    [30.0]
    """
    shares = need.loc[(need["language"] != ALL) & need["share"].notna(), ["area_id", "language", "share"]]
    spread = calls[["area_id", "hour", "requests"]].merge(shares, on="area_id")
    spread["requests"] = spread["requests"] * spread["share"]
    return spread[["area_id", "hour", "language", "requests"]]
