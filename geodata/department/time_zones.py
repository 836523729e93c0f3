"""Which time a department keeps: proposed from its counties, said by a person, and refused where it cannot be."""

from __future__ import annotations

import tomllib
import zoneinfo
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from planning.errors import InputError

UNKNOWN = "UTC"
"""What a department keeps whose place is not known, until somebody says it."""

ZONES: Mapping[str, str] = MappingProxyType(
    {
        "America/New_York": "Eastern time",
        "America/Detroit": "Eastern time (Michigan)",
        "America/Chicago": "Central time",
        "America/Denver": "Mountain time",
        "America/Phoenix": "Mountain time all year (Arizona)",
        "America/Los_Angeles": "Pacific time",
        "America/Anchorage": "Alaska time",
        "America/Adak": "Hawaii-Aleutian time with summer time (Adak)",
        "Pacific/Honolulu": "Hawaii time",
        "America/Puerto_Rico": "Atlantic time (Puerto Rico)",
        "America/St_Thomas": "Atlantic time (Virgin Islands)",
        "Pacific/Guam": "Chamorro time (Guam)",
        "Pacific/Pago_Pago": "Samoa time",
    }
)
"""The zones of the United States, by what people call them."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The time zone of some counties.

    Attributes
    ----------
    zone : str
        That of most of them; ``UTC`` where none is known.
    others : tuple of str
        Zones that the rest of them keep.
    split : tuple of str
        Those of the counties (five digits) in which some people keep another time than most.
    """

    zone: str
    others: tuple[str, ...]
    split: tuple[str, ...]


def propose_zone(counties: Iterable[str]) -> Proposal:
    """Return the time zone that most of some counties keep.

    Parameters
    ----------
    counties : iterable of str
        FIPS codes, of a state and a county, or longer: a county as often as it counts. An unknown one says nothing.

    Examples
    --------
    >>> propose_zone(["41051", "41051", "41045"])
    Proposal(zone='America/Los_Angeles', others=('America/Denver',), split=('41045',))
    >>> propose_zone(["99001"]).zone
    'UTC'
    """
    by_county, by_state, split = _table()
    codes = [str(code)[:5] for code in counties]
    zones = [by_county.get(code) or by_state.get(code[:2]) for code in codes]
    found = Counter(zone for zone in zones if zone)
    order = sorted(found, key=lambda zone: (-found[zone], zone))
    return Proposal(order[0] if order else UNKNOWN, tuple(order[1:]), tuple(sorted(set(codes) & split)))


def zone_of(said: str, counties: Iterable[str]) -> zoneinfo.ZoneInfo:
    """Return the time that was said, else the one that most of some counties keep.

    Examples
    --------
    >>> str(zone_of("", ["41051"])), str(zone_of("America/Denver", ["41051"])), str(zone_of("", []))
    ('America/Los_Angeles', 'America/Denver', 'UTC')
    """
    return zoneinfo.ZoneInfo(said or propose_zone(counties).zone)


@cache
def _table() -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    table: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    by_county = {
        state + county: zone
        for zone, states in table["counties"].items()
        for state, counties in states.items()
        for county in counties
    }
    split = frozenset(state + county for state, counties in table["split"].items() for county in counties)
    return by_county, table["states"], split


def is_zone(name: str) -> bool:
    """Return whether there is a time zone of this name.

    Examples
    --------
    >>> is_zone("America/Chicago"), is_zone("Mars/Base"), is_zone("../etc/passwd"), is_zone("")
    (True, False, False, False)
    """
    return name in _names()


@cache
def _names() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def find_zone(name: str, place: str = UNKNOWN) -> zoneinfo.ZoneInfo:
    """Return the time zone of this name, if a department at a place can keep it.

    Parameters
    ----------
    place : str
        The zone proposed for the place; ``UTC`` where none is known, and then any will do.

    Raises
    ------
    InputError
        If there is no such zone, or it keeps no summer time and the place does: ``EST`` is an hour wrong from March
        to November, and a calendar would show every meeting an hour late.

    Examples
    --------
    >>> find_zone("America/Chicago").key
    'America/Chicago'
    >>> find_zone("EST", place="America/New_York")
    Traceback (most recent call last):
        ...
    planning.errors.InputError: EST keeps no summer time, and this place does (got 'EST'): give America/New_York.
    """
    usual = place if place != UNKNOWN else "America/Chicago"
    if not is_zone(name):
        raise InputError("there is no such time zone", value=name, fix=f"give for example {usual}")
    zone = zoneinfo.ZoneInfo(name)
    if place != UNKNOWN and _summer_time(zoneinfo.ZoneInfo(place)) and not _summer_time(zone):
        raise InputError(f"{name} keeps no summer time, and this place does", value=name, fix=f"give {place}")
    return zone


def _summer_time(zone: zoneinfo.ZoneInfo) -> bool:
    january, july = (datetime(2026, month, 15, 12, tzinfo=zone).utcoffset() for month in (1, 7))
    return january != july


def zone_title(name: str) -> str:
    """Return what people call a time zone.

    Examples
    --------
    >>> zone_title("America/Denver"), zone_title("Europe/Paris")
    ('Mountain time', 'Europe/Paris')
    """
    return ZONES.get(name, name)
