"""Where a meeting could be held: the venues that are left when police buildings and vetoes are out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from planning.arrays import Flags
from planning.errors import InfeasibleError, InputError, SchemaError, UnknownNameError

SITE_COLUMNS = ("x", "y", "venue_id", "name", "lon", "lat", "police_building", "veto")
"""What ``build_sites`` needs of the venues; further columns are kept."""

POLICE_REASON = "a police building, which some people won’t enter"
VETO_REASON = "skipped in this plan"


@dataclass(frozen=True, slots=True)
class Sites:
    """Candidate sites.

    Attributes
    ----------
    candidates : DataFrame with ``SITE_COLUMNS`` and what else came with them
        One row a place, sorted by venue id in text order; the index is the position from 0.
    locked : array of bool, one a candidate
        Which must be used.
    left_out : DataFrame with columns site_id, name, reason
        Which places may not be used, and why.
    """

    candidates: pd.DataFrame
    locked: Flags
    left_out: pd.DataFrame

    @property
    def ids(self) -> tuple[str, ...]:
        """The venue ids of the candidates."""
        return tuple(self.candidates["venue_id"])


def build_sites(
    venues: pd.DataFrame,
    locks: Iterable[str] = (),
    vetoes: Mapping[str, str] | Iterable[str] = (),
    include_police: bool = False,
) -> Sites:
    """Return the places where a meeting may be held.

    Parameters
    ----------
    venues : DataFrame with ``SITE_COLUMNS``
        ``x`` and ``y`` in metres. ``police_building`` missing counts as no. ``veto`` is a reason, or missing.
    locks : iterable of str
        Venue ids that must be used.
    vetoes : mapping of venue id to reason, or iterable of venue id
        Venues that must not be used, beside those whose own ``veto`` gives a reason.
    include_police : bool
        Whether police buildings may be used.

    Notes
    -----
    Venues at the very same point are one place: what speaks against one speaks against all, and a lock or
    veto on one holds for the place. A police building that is locked is asked for, and so is kept.

    Raises
    ------
    UnknownNameError
        If a lock or veto is not a venue id.
    InputError
        If a place is both locked and vetoed.
    InfeasibleError
        If no place is left.

    Examples
    --------
    >>> venues = pd.DataFrame({
    ...     "venue_id": ["v1", "v2", "v3"], "name": ["Library", "Station 4", "Library annex"],
    ...     "x": [0.0, 5.0, 0.0], "y": [0.0, 5.0, 0.0], "lon": [0.0, 0.1, 0.0], "lat": [0.0, 0.1, 0.0],
    ...     "police_building": [False, True, False], "veto": [None, None, None]})
    >>> sites = build_sites(venues)
    >>> sites.ids, sites.left_out["site_id"].to_list()
    (('v1',), ['v2'])
    """
    for column in SITE_COLUMNS:
        if column not in venues.columns:
            raise SchemaError(f"the venues have no column {column!r}", fix=f"give {', '.join(SITE_COLUMNS)}")
    listed = venues.sort_values("venue_id", kind="stable").reset_index(drop=True)
    _require_unique_ids(listed)
    listed["place_id"] = listed.groupby(["x", "y"], sort=False)["venue_id"].transform("first")
    place_of = dict(zip(listed["venue_id"], listed["place_id"], strict=True))
    locked = {_place(place_of, venue) for venue in locks}
    reasons = _reasons(listed, place_of, vetoes)
    for place in sorted(locked & reasons.keys()):
        raise InputError(
            f"venue {place!r} is both locked in and skipped ({reasons[place]})", fix="remove one of the two"
        )
    if not include_police:
        police = listed["police_building"].fillna(False).astype(bool)
        for place in listed.loc[police, "place_id"]:
            if place not in locked:
                reasons.setdefault(place, POLICE_REASON)

    places = listed.drop_duplicates("place_id")
    barred = places["venue_id"].isin(list(reasons))
    candidates = places[~barred].drop(columns="place_id").reset_index(drop=True)
    if candidates.empty:
        raise InfeasibleError(
            "no venue is left to meet at",
            value=len(venues),
            fix="add venues, allow skipped ones again, or include police buildings",
        )
    left_out = places.loc[barred, ["venue_id", "name"]].set_axis(["site_id", "name"], axis=1)
    left_out["reason"] = left_out["site_id"].map(reasons)
    return Sites(
        candidates=candidates,
        locked=candidates["venue_id"].isin(list(locked)).to_numpy(dtype=bool),
        left_out=left_out.reset_index(drop=True),
    )


def _require_unique_ids(venues: pd.DataFrame) -> None:
    repeated = venues.loc[venues["venue_id"].duplicated(), "venue_id"]
    if not repeated.empty:
        raise InputError("two venues have the same ID", value=repeated.iloc[0], fix="each needs its own venue_id")


def _place(place_of: Mapping[str, str], venue: str) -> str:
    if venue not in place_of:
        raise UnknownNameError("venue", venue, place_of)
    return place_of[venue]


def _reasons(
    venues: pd.DataFrame, place_of: Mapping[str, str], vetoes: Mapping[str, str] | Iterable[str]
) -> dict[str, str]:
    """Return why places are vetoed: what was asked for now comes before what the venue's list says."""
    asked = vetoes if isinstance(vetoes, Mapping) else dict.fromkeys(vetoes, VETO_REASON)
    reasons = {_place(place_of, venue): reason or VETO_REASON for venue, reason in asked.items()}
    noted = venues.dropna(subset="veto")
    for place, reason in zip(noted["place_id"], noted["veto"], strict=True):
        if str(reason).strip():
            reasons.setdefault(place, str(reason).strip())
    return reasons
