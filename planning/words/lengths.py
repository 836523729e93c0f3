"""Lengths as people say them: miles and feet, or kilometers and meters where a department has chosen so."""

from __future__ import annotations

import re

from planning.errors import InputError
from planning.words.formats import METERS_IN_A_MILE

MILES, KILOMETERS = "miles", "kilometers"
METERS_IN = {MILES: METERS_IN_A_MILE, KILOMETERS: 1000.0}
"""Meters in each unit that a department may choose."""
_METERS = {
    "": 1.0,
    **dict.fromkeys(("m", "meter", "meters"), 1.0),
    **dict.fromkeys(("km", "kilometer", KILOMETERS), METERS_IN[KILOMETERS]),
    **dict.fromkeys(("mi", "mile", MILES), METERS_IN[MILES]),
    **dict.fromkeys(("ft", "foot", "feet"), 0.3048),
}
_LENGTH = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*([a-z]*)\s*", re.IGNORECASE | re.ASCII)


def in_meters(length: float, unit: str) -> float:
    """Return a length of a chosen unit in meters, to the centimeter.

    Examples
    --------
    >>> in_meters(1.25, "miles"), in_meters(from_meters(2000.0, "miles"), "miles")
    (2011.68, 2000.0)
    """
    return round(length * METERS_IN[unit], 2)


def from_meters(meters: float, unit: str) -> float:
    """Return meters in a chosen unit.

    Examples
    --------
    >>> from_meters(2500.0, "kilometers")
    2.5
    """
    return meters / METERS_IN[unit]


def read_length(text: str) -> float:
    """Return the meters of a length as somebody wrote it; a bare number is meters.

    Raises
    ------
    InputError
        If it is no length.

    Examples
    --------
    >>> read_length("2000"), read_length("1.25 miles"), read_length("2km"), read_length("500 ft")
    (2000.0, 2011.68, 2000.0, 152.4)
    """
    found = _LENGTH.fullmatch(text)
    meters = found and _METERS.get(found[2].lower())
    if not found or meters is None:
        raise InputError(
            "this is not a distance", value=text, fix="enter meters, or a number with mi, ft, km, or m, as 1.25mi"
        )
    return round(float(found[1]) * meters, 2)
