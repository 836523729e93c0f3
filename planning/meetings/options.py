"""What a coordinator asks of a plan."""

from __future__ import annotations

import math
from dataclasses import dataclass

from planning.errors import InputError
from planning.languages.groups import NAMED_LANGUAGE_IDS, find_language

USUAL_TURNOUT = 0.05
"""Of the people in reach, who come: a place to start from, no figure of the census."""


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
    target_share : float
        Of all people counted, the share that ``fewest`` has to reach.
    unreached_at : float, optional
        How far ``near`` counts the way of people whom no meeting reaches; ``radius_m`` unless given, and never
        less than the way of somebody who is reached. Metres, or what else travel is measured in.
    each_district : str
        A column of the candidate sites (a level of the department): every district with a candidate gets a
        meeting. Empty: not asked for.
    min_spacing_m : float
        No two meetings nearer to each other than this, by straight line.
    interpreter_budget : int, optional
        How many interpreted languages at most over all meetings together (each takes a team).
    turnout : float, optional
        The share of the people reached who are expected to come. No more are counted at a venue than its
        ``capacity`` seats; a venue whose capacity is not known is not limited. If None, seats do not count.
    language_weights : tuple of (language, weight)
        What a person of the language counts for when plans are compared; 1 for languages not named. Figures
        told in persons are never weighted.
    met_discount : float
        How much less a person counts who was within reach of a past meeting in their language: 0 no less, 1
        not at all; see ``planning.meetings.past.discount_past``.
    reach_minutes : float, optional
        If given, who is within reach is told by a table of times or a street network, not by ``radius_m``.
    met_months : int
        How far back a meeting counts as past for ``met_discount``.

    Raises
    ------
    InputError
        If a number is out of range.

    Examples
    --------
    >>> MeetingOptions(radius_m=0)
    Traceback (most recent call last):
    ...
    planning.errors.InputError: the radius must be above zero (got 0): enter meters, for example 2000.
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
    target_share: float = 0.8
    unreached_at: float | None = None
    each_district: str = ""
    min_spacing_m: float = 0.0
    interpreter_budget: int | None = None
    turnout: float | None = USUAL_TURNOUT
    language_weights: tuple[tuple[str, float], ...] = ()
    met_discount: float = 0.0
    met_months: int = 12
    reach_minutes: float | None = None

    def __post_init__(self) -> None:
        _require(
            self.meetings >= 1,
            "the number of meetings must be 1 or more",
            self.meetings,
            "enter a whole number, 1 or more",
        )
        _require(
            self.languages_per_meeting >= 1,
            "a meeting needs 1 or more interpreted languages",
            self.languages_per_meeting,
            "enter a whole number, 1 or more",
        )
        _require(
            0 < self.radius_m < math.inf,
            "the radius must be above zero",
            self.radius_m,
            "enter meters, for example 2000",
        )
        _require(
            1 <= self.detour_factor < math.inf,
            "the detour factor must be 1 or more",
            self.detour_factor,
            "enter 1 for the straight line, or 1.3, for example",
        )
        _require(self.time_limit > 0, "the time limit must be above zero", self.time_limit, "enter seconds")
        _require(
            0 <= self.mip_gap < 1,
            "mip_gap must be a share from 0 to below 1",
            self.mip_gap,
            "enter 0.01 for 1%, for example",
        )
        self._require_wishes()

    def _require_wishes(self) -> None:
        _require(
            0 < self.target_share <= 1,
            "the target must be a share above 0 and up to 1",
            self.target_share,
            "enter 0.8 for 4 in 5, for example",
        )
        _require(
            0 <= self.min_spacing_m < math.inf,
            "the space between meetings can’t be below zero",
            self.min_spacing_m,
            "enter meters, or 0 for none",
        )
        _require(
            0 <= self.met_discount <= 1,
            "the discount must be a share from 0 to 1",
            self.met_discount,
            "enter 0.5 to count people near a past meeting half",
        )
        _require(
            self.met_months >= 1,
            "past meetings need a span of 1 month or more",
            self.met_months,
            "enter a whole number of months, 1 or more",
        )
        if self.reach_minutes is not None:
            _require(
                0 < self.reach_minutes < math.inf,
                "the reach in minutes must be above zero",
                self.reach_minutes,
                "enter 15, for example",
            )
        if self.unreached_at is not None:
            _require(
                0 < self.unreached_at < math.inf,
                "the distance for people not reached must be above zero",
                self.unreached_at,
                "enter meters",
            )
        if self.interpreter_budget is not None:
            _require(
                self.interpreter_budget >= 1,
                "the interpreter budget must be 1 or more",
                self.interpreter_budget,
                "enter a whole number, or none for no limit",
            )
        if self.turnout is not None:
            _require(
                0 < self.turnout <= 1,
                "the turnout must be a share above 0 and up to 1",
                self.turnout,
                "enter 0.05 if 1 in 20 attends, for example",
            )
        for language, weight in self.language_weights:
            find_language(language)
            _require(
                0 <= weight < math.inf,
                f"the weight of {language} must be zero or more",
                weight,
                "enter 1 for no change",
            )

    @property
    def weighs_people(self) -> bool:
        """Whether some people count for more than others, so that what a plan is worth is no number of persons."""
        return bool(self.met_discount or self.language_weights)

    @property
    def limits_choice(self) -> bool:
        """Whether a wish beyond locks and vetoes says which sites may go together."""
        return bool(self.each_district or self.min_spacing_m or self.interpreter_budget)


def _require(holds: bool, what: str, value: float, fix: str) -> None:
    if not holds:
        raise InputError(what, value=value, fix=fix)
