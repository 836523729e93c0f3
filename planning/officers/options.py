"""How posts are set and filled: what makes a post, at which level, and how many officers it takes."""

from __future__ import annotations

import math
from dataclasses import dataclass

from planning.errors import InputError, UnknownNameError
from planning.officers.demand_posts import DEFAULT_SHIFT_HOURS, DemandRule
from planning.officers.levels import DEFAULT_PEOPLE, LevelRule
from planning.officers.relief import Duty
from planning.officers.service import Requirement

BASES: dict[str, str] = {"rule": "planning rule", "people": "LEP residents", "requests": "requests"}
"""What makes a post, as a person reads it."""

SENSIBLE = "sensible"
"""Stands for a level: the finest at which a post makes sense, language by language."""


DEFAULT_DEMAND = DemandRule()
DEFAULT_DUTY = Duty()
DEFAULT_SHARE = LevelRule().share


@dataclass(frozen=True, slots=True)
class PostOptions:
    """What a person chooses about posts.

    Attributes
    ----------
    basis : str
        One of ``BASES``.
    level : str or None
        A level of the department or ``SENSIBLE``; None is the coarsest under the department.
    least_people : float
        By people: LEP people of an area from which a post is set.
    target : float or None
        The chance that each post is filled; None counts officers by the relief factor.
    share, people_per_post : float
        When a level is sensible; see ``planning.officers.levels.LevelRule``.
    days : float
        By requests: the days they were counted over.
    demand : DemandRule
    duty : Duty
        What the relief factor is made from.
    shift_hours : tuple of (shift, first hour, hour after the last)

    Raises
    ------
    UnknownNameError
        If the basis is none.
    InputError
        If a number is out of range.
    """

    basis: str = "rule"
    level: str | None = SENSIBLE
    least_people: float = DEFAULT_PEOPLE
    target: float | None = None
    share: float = DEFAULT_SHARE
    people_per_post: float = DEFAULT_PEOPLE
    days: float = 365.0
    demand: DemandRule = DEFAULT_DEMAND
    duty: Duty = DEFAULT_DUTY
    shift_hours: tuple[tuple[str, int, int], ...] = tuple((name, *hours) for name, hours in DEFAULT_SHIFT_HOURS.items())

    def __post_init__(self) -> None:
        if self.basis not in BASES:
            raise UnknownNameError("base for slots", self.basis, BASES)
        if not (math.isfinite(self.least_people) and self.least_people > 0):
            raise InputError("people per slot must be above zero", value=self.least_people, fix="enter 1000")
        if not (math.isfinite(self.days) and self.days > 0):
            raise InputError("the period must be longer than 0 days", value=self.days, fix="enter 365, for example")
        Requirement(target=self.target)
        LevelRule(self.share, self.people_per_post)

    def level_rule(self) -> LevelRule:
        """Return when a level is sensible, in the unit of the basis: people, or requests a tour of duty."""
        least = self.demand.least_per_shift if self.basis == "requests" else self.people_per_post
        return LevelRule(self.share, least)

    def hours_by_shift(self) -> dict[str, tuple[int, int]]:
        """Return the hours of each shift."""
        return {name: (first, end) for name, first, end in self.shift_hours}


def read_shift_hours(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return the hours of shifts as a person writes them.

    Raises
    ------
    InputError
        If a part is not a name and two hours.

    Examples
    --------
    >>> read_shift_hours("day 7-15; night 23-7")
    (('day', 7, 15), ('night', 23, 7))
    """
    found = []
    for part in text.split(";"):
        name, _, hours = part.strip().rpartition(" ")
        first, _, end = hours.partition("-")
        if not (name and first.isdigit() and end.isdigit()):
            raise InputError(
                "the hours of a shift can’t be read",
                value=part.strip()[:40],
                fix='write a name and two hours, for example "day 7-15" or "night 23-7"',
            )
        found.append((name.strip(), int(first), int(end)))
    return tuple(found)
