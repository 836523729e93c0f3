"""How many officers a post takes: by the relief factor, or by the chance that somebody capable is on duty.

*Relief factor.* Hours a post is to be filled over hours an officer is on duty (shift-relief factor, step four of
the six of the COPS Office and Michigan State University, "A Performance-Based Approach to Police Staffing and
Allocation"). It says how many officers keep a post filled on average, if their days off are arranged around it.
Worked source: an 8-hour post is 8 x 365 = 2,920 hours a year; an officer is off 1,071 of them (days off, leave,
training, sickness) and on duty 1,849; 2,920 / 1,849 = 1.58 officers a post, and 4.7 round the clock in three shifts.

*Service target.* Where nobody arranges days off by language, an officer of the shift is there on a given day with
chance p = 1 / relief factor, and of n such officers at least one is with chance 1 - (1 - p)^n: one less the chance
that all are off (binomial law). For k posts at once, the chance that at least k of n are there. Officers are taken
to be off independently of each other; a squad that shares its days off does worse than this says.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import bdtrc

from planning.arrays import Floats
from planning.errors import InputError

DEFAULT_TARGET = 0.90
MOST_OFFICERS = 10_000
SAME = 1e-12


def relief_factor(hours_per_post: float = 2920, hours_on_duty: float = 1849) -> float:
    """Return how many officers keep one post filled.

    Parameters
    ----------
    hours_per_post : float
        Hours a year the post is to be filled: 8 x 365 for one shift.
    hours_on_duty : float
        Hours a year one officer is on duty, leave and training taken off.

    Raises
    ------
    InputError
        If either is not above zero.

    Examples
    --------
    >>> round(relief_factor(), 2), round(3 * relief_factor(), 1)
    (1.58, 4.7)
    """
    for hours in (hours_per_post, hours_on_duty):
        if not (math.isfinite(hours) and hours > 0):
            raise InputError("hours a year must be above zero", value=hours, fix="enter 2920 and 1849, for example")
    return hours_per_post / hours_on_duty


def _at_least(posts: int, officers: int, share: float) -> float:
    """Return the chance that at least so many of the officers are there, by the binomial law."""
    return float(bdtrc(min(posts - 1, officers), officers, share))


def officers_for_target(target: float, relief: float, posts: int = 1) -> int:
    """Return the fewest officers of whom at least ``posts`` are on duty with the chance asked for.

    Raises
    ------
    InputError
        If the target is not above 0 and below 1, or the relief factor is below 1.

    Examples
    --------
    >>> officers_for_target(0.90, 1.58), officers_for_target(0.99, 1.58), officers_for_target(0.90, 1.58, posts=2)
    (3, 5, 5)
    """
    _require_target(target)
    share = 1 / _require_relief(relief)
    for officers in range(posts, MOST_OFFICERS):
        if _at_least(posts, officers, share) >= target - SAME:
            return officers
    raise InputError("no number of officers meets this target", value=target, fix="lower the target or the slots")


@dataclass(frozen=True, slots=True)
class Requirement:
    """How posts become officers.

    Attributes
    ----------
    relief : float
        Officers who keep one post filled.
    target : float, optional
        If given, officers are counted by the chance that each post is filled; else by the relief factor.
    by_shift : tuple of (shift, relief)
        Shifts whose length asks for another factor; see ``planning.officers.relief``.

    Examples
    --------
    >>> Requirement().officers(np.array([0.0, 1.0, np.nan])).tolist()
    [0.0, 1.58, nan]
    >>> Requirement(target=0.9).officers(np.array([0.0, 1.0, np.nan])).tolist()
    [0.0, 3.0, nan]
    """

    relief: float = round(relief_factor(), 2)
    target: float | None = None
    by_shift: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        for relief in (self.relief, *(relief for _, relief in self.by_shift)):
            _require_relief(relief)
        if self.target is not None:
            _require_target(self.target)

    def officers(self, posts: Floats, shift: str | None = None) -> Floats:
        """Return officers required for each number of posts of a shift; NaN stays NaN.

        Examples
        --------
        >>> both = Requirement(by_shift=(("night", 2.37),))
        >>> [both.officers(np.array([1.0]), shift).tolist() for shift in ("day", "night")]
        [[1.58], [2.37]]
        """
        relief = self.relief_of(shift)
        if self.target is None:
            return np.asarray(posts, dtype=float) * relief
        needed = {
            count: 0.0 if count == 0 else float(officers_for_target(self.target, relief, math.ceil(count)))
            for count in set(posts[~np.isnan(posts)].tolist())
        }
        return np.array([needed.get(count, math.nan) for count in posts.tolist()])

    def relief_of(self, shift: str | None) -> float:
        """Return officers a post on a shift."""
        return dict(self.by_shift).get(shift or "", self.relief)

    def with_more_off(self, share: float) -> Requirement:
        """Return the same where officers are on duty so much less of the time a post is open."""

        def more(relief: float) -> float:
            return 1 / (1 / relief - share)

        return replace(
            self, relief=more(self.relief), by_shift=tuple((shift, more(one)) for shift, one in self.by_shift)
        )


def _require_relief(relief: float) -> float:
    if not (math.isfinite(relief) and relief >= 1):
        raise InputError("a relief factor is 1 or more", value=relief, fix="1.58 is usual")
    return relief


def _require_target(target: float) -> None:
    if not 0 < target < 1:
        raise InputError("a service target is a chance between 0 and 1", value=target, fix="enter 0.9, for example")
