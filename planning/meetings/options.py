"""What a coordinator asks of a plan."""

from __future__ import annotations

import math
from dataclasses import dataclass

from planning.errors import InputError
from planning.languages import NAMED_LANGUAGE_IDS


@dataclass(frozen=True, slots=True)
class MeetingOptions:
    """The wishes a meeting plan has to keep.

    Attributes
    ----------
    meetings : int
        How many meetings may be held, each at another place.
    radius_m : float
        Who lives this near to a meeting is within its reach. Metres.
    languages_per_meeting : int
        How many languages at most are interpreted at one meeting.
    objective : str
        A name of ``objectives.OBJECTIVES``.
    locks, vetoes : tuple of str
        Venue ids that must, and that must not, be used.
    languages : tuple of str
        Who is to be reached. A lump takes part only if named here, since no interpreter serves a lump.
    include_police : bool
        Whether police buildings may be used.
    include_outside : bool
        Whether people count who live outside every area of the department.
    detour_factor : float
        How much longer the way is than the straight line; 1 is the straight line.
    time_limit : float
        Seconds after which the best plan found so far is given.
    mip_gap : float
        A plan proven to be within this share of the best possible counts as optimal.

    Raises
    ------
    InputError
        If a number is out of range.

    Examples
    --------
    >>> MeetingOptions(radius_m=0)
    Traceback (most recent call last):
        ...
    planning.errors.InputError: the radius must be above zero (got 0): give metres, for example 2000.
    """

    meetings: int = 6
    radius_m: float = 2000.0
    languages_per_meeting: int = 3
    objective: str = "reach"
    locks: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
    languages: tuple[str, ...] = NAMED_LANGUAGE_IDS
    include_police: bool = False
    include_outside: bool = False
    detour_factor: float = 1.0
    time_limit: float = 20.0
    mip_gap: float = 1e-6

    def __post_init__(self) -> None:
        _require(self.meetings >= 1, "the number of meetings must be at least one", self.meetings,
                 "give a whole number from 1 up")  # fmt: skip
        _require(self.languages_per_meeting >= 1, "a meeting needs at least one interpreted language",
                 self.languages_per_meeting, "give a whole number from 1 up")  # fmt: skip
        _require(0 < self.radius_m < math.inf, "the radius must be above zero", self.radius_m,
                 "give metres, for example 2000")  # fmt: skip
        _require(1 <= self.detour_factor < math.inf, "the detour factor must be at least one",
                 self.detour_factor, "give 1 for the straight line, or for example 1.3")  # fmt: skip
        _require(self.time_limit > 0, "the time limit must be above zero", self.time_limit, "give seconds")
        _require(0 <= self.mip_gap < 1, "mip_gap must be a share from 0 to below 1", self.mip_gap,
                 "give for example 0.01 for one per cent")  # fmt: skip


def _require(holds: bool, what: str, value: float, fix: str) -> None:
    if not holds:
        raise InputError(what, value=value, fix=fix)
