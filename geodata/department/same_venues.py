"""A list of venues that comes anew: which place is which, so that what is on record stays with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.files.coordinates import METERS_A_DEGREE
from geodata.inputs.venues import made_id
from planning.lists import counted, some
from planning.words.formats import whole_number

Fate = Literal["kept", "moved", "renamed", "gone"]
SAME_PLACE_M = 150.0
"""Two positions of one name no farther apart than this are one place: geocoders differ by so much."""
SAME_DOOR_M = 30.0
"""Two names no farther apart than this are one building, if no other is as near."""


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a venue of the older list.

    Attributes
    ----------
    venue_id : str
        Its id, which it keeps.
    name : str
        As it was called.
    fate : {"kept", "moved", "renamed", "gone"}
    now : str
        What it is called now; empty where it is gone.
    """

    venue_id: str
    name: str
    fate: Fate
    now: str = ""


def same_venues(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, tuple[Became, ...]]:
    """Return the new list with the ids its places had in the older one, and what became of each of those.

    A place is known by its id where name or position agree with it, then by name and position, by its name where only
    one is called so, and last by its position. An id alone, with another name at another place, is not believed:
    lists are numbered by their rows, and a veto would move to another place.

    Parameters
    ----------
    before, after : GeoDataFrame
        Venues as ``geodata.inputs.venues`` reads them.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> venues = build_demo().venues
    >>> again = venues.iloc[::-1].assign(venue_id=[f"v{number:03d}" for number in range(len(venues))])
    >>> found, became = same_venues(venues, again)
    >>> list(found["venue_id"]) == list(venues["venue_id"][::-1]), {one.fate for one in became}
    (True, {'kept'})
    """
    old, new = before.reset_index(drop=True), after.reset_index(drop=True)
    found = _matches(old, new)
    became = tuple(
        Became(str(row.venue_id), str(row.name), "gone")
        if row.Index not in found
        else _became(row, new.loc[found[row.Index]])
        for row in old.itertuples()
    )
    had = {position: str(old.at[row, "venue_id"]) for row, position in found.items()}
    taken = set(old["venue_id"].astype(str))
    ids = [had.get(k) or _free(row, taken) for k, row in enumerate(new.itertuples())]
    return new.assign(venue_id=pd.array(ids, dtype="str")), became


def became_of(became: tuple[Became, ...], after: gpd.GeoDataFrame) -> str:
    """Return what became of the venues, as a sentence for the notes.

    Examples
    --------
    >>> became_of((Became("a", "Hall", "kept", "Hall"), Became("b", "Old", "gone")), gpd.GeoDataFrame({"venue_id": ["a", "c"]}))
    'of the 2 venues that were there 1 is kept with its id, 1 gone (Old, b). 1 is new'
    """  # noqa: E501
    parts = [_part(fate, [one for one in became if one.fate == fate]) for fate in ("kept", *_SHOWN)]
    fresh = len(set(after["venue_id"].astype(str)) - {one.venue_id for one in became})
    new = f". {whole_number(fresh)} {'is' if fresh == 1 else 'are'} new" if fresh else ""
    return f"of the {counted(len(became), 'venue')} that were there {', '.join(filter(None, parts))}{new}"


_SHOWN: tuple[Fate, ...] = ("moved", "renamed", "gone")


def _part(fate: Fate, those: list[Became]) -> str:
    if not those:
        return ""
    if fate == "kept":
        return f"{whole_number(len(those))} {'is kept with its id' if len(those) == 1 else 'are kept with their ids'}"
    named = [
        f"{one.name}, {one.venue_id}" if one.now in ("", one.name) else f"{one.name} to {one.now}" for one in those
    ]
    return f"{whole_number(len(those))} {fate} ({some(named)})"


def _became(old: Any, new: pd.Series) -> Became:
    name, now = str(old.name), str(new["name"])
    moved = _meters(old.lon, old.lat, new["lon"], new["lat"]) > SAME_PLACE_M
    renamed = _plain(name) != _plain(now)
    fate: Fate = "moved" if moved else "renamed" if renamed else "kept"
    return Became(str(old.venue_id), name, fate, now)


def _matches(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame) -> dict[int, int]:
    """Return the row of the new list for each row of the older one that is still there."""
    same_id = old["venue_id"].astype(str).to_numpy()[:, None] == new["venue_id"].astype(str).to_numpy()[None, :]
    same_name = old["name"].map(_plain).to_numpy()[:, None] == new["name"].map(_plain).to_numpy()[None, :]
    away = _meters(
        old["lon"].to_numpy()[:, None], old["lat"].to_numpy()[:, None], new["lon"].to_numpy(), new["lat"].to_numpy()
    )
    near, door = away <= SAME_PLACE_M, away <= SAME_DOOR_M
    found: dict[int, int] = {}
    free_old, free_new = np.ones(len(old), bool), np.ones(len(new), bool)
    for may_be in (same_name & near, same_id & (same_name | near), same_name, door):
        open_ = may_be & free_old[:, None] & free_new[None, :]
        for row, position in _only_ones(open_, away):
            found[row] = position
            free_old[row] = free_new[position] = False
    return found


def _only_ones(may_be: np.ndarray, away: np.ndarray) -> Iterator[tuple[int, int]]:
    """Yield pairs that are each other's nearest; where two are as near, neither is taken."""
    distance = np.where(may_be, away, np.inf)
    for row in np.flatnonzero(may_be.any(axis=1)):
        position = int(distance[row].argmin())
        ties = (distance[row] == distance[row, position]).sum() + (
            distance[:, position] == distance[row, position]
        ).sum()
        if ties == 2 and distance[:, position].argmin() == row:
            yield int(row), position


def _meters(lon: Any, lat: Any, other_lon: Any, other_lat: Any) -> np.ndarray:
    """Return about how far places are from each other: near enough to tell one building from the next."""
    east = np.abs(np.asarray(lon) - np.asarray(other_lon))
    east = np.minimum(east, 360.0 - east) * np.cos(np.radians(np.asarray(lat)))
    away: np.ndarray = METERS_A_DEGREE * np.hypot(east, np.asarray(lat) - np.asarray(other_lat))
    return away


def _plain(name: object) -> str:
    return " ".join(re.findall(r"\w+", str(name).casefold()))


def _free(row: Any, taken: set[str]) -> str:
    """Return the id of a new place: its own, unless an older place has it."""
    own = str(row.venue_id)
    if own not in taken:
        return own
    made = made_id(str(row.name), row.lon, row.lat)
    return made if made not in taken else made_id(str(row.name), row.lon, row.lat, decimals=12)
