"""People as dots of equal persons, reached by a plan or not."""

from __future__ import annotations

import math

import numpy as np

from geodata.files.coordinates import METERS_A_DEGREE
from planning.arrays import Floats
from planning.meetings.demand import Demand

Dot = tuple[float, float, str]

DOTS_AT_MOST = 900
"""More dots than this are no longer counted by an eye, and slow the map down."""

DOT_SIZES = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)
SPREAD_M = 55.0
"""Dots of one place are laid in a spiral with about this step, so that each can be seen."""

GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def persons_per_dot(persons: float) -> int:
    """Return how many persons a dot stands for: the least round number that keeps the map readable.

    Examples
    --------
    >>> persons_per_dot(21_400), persons_per_dot(300)
    (25, 1)
    """
    return next((size for size in DOT_SIZES if persons / size <= DOTS_AT_MOST), DOT_SIZES[-1])


def build_dots(demand: Demand, reached: Floats, languages: tuple[str, ...]) -> tuple[list[Dot], int]:
    """Return dots (lat, lon, look) and how many persons each stands for.

    Parameters
    ----------
    reached : array, shape (points, languages)
        Persons of the demand who are reached.
    languages : tuple of str
        Whose persons are drawn.

    Persons are walked through in the fixed order of the points, a dot for every full count: nobody is lost to
    rounding but the last part of a dot.
    """
    drawn = [demand.languages.index(language) for language in languages]
    persons, near = demand.persons[:, drawn], reached[:, drawn]
    size = persons_per_dot(float(persons.sum()))
    places = demand.points[["lat", "lon"]].to_numpy(dtype=float)
    dots: list[Dot] = []
    taken = np.zeros(len(places), dtype=int)
    for look, shown in (("unreached", persons - near), ("reached", near)):
        upto = np.floor(shown.sum(axis=1).cumsum() / size + 0.5)
        for k, count in enumerate(np.diff(upto, prepend=0.0).astype(int)):
            for _ in range(count):
                dots.append((*_spiral(places[k], int(taken[k])), look))
                taken[k] += 1
    return dots, size


def _spiral(place: Floats, step: int) -> tuple[float, float]:
    lat, lon = float(place[0]), float(place[1])
    distance, angle = SPREAD_M * math.sqrt(step), GOLDEN_ANGLE * step
    north, east = distance * math.sin(angle), distance * math.cos(angle)
    return (
        round(lat + north / METERS_A_DEGREE, 5),
        round(lon + east / (METERS_A_DEGREE * math.cos(math.radians(lat))), 5),
    )
