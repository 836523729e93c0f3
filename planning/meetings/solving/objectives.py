"""What a plan is to be best at: one function and one row an objective.

To add one: write a function ``(MeetingProblem, Limits) -> Selection`` whose docstring is its formulation, and
give it a row in ``_ROWS``. Screens, commands and reports read the row: nothing else names an objective.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from planning.errors import UnknownNameError
from planning.meetings.solving.exact import Limits, Selection
from planning.meetings.solving.fair import solve_fair
from planning.meetings.solving.fewest import solve_fewest
from planning.meetings.solving.near import solve_near
from planning.meetings.solving.problem import MeetingProblem
from planning.meetings.solving.reach import solve_reach
from planning.words.formats import distance, whole_number
from planning.words.wording import percent, rounded_people


def reach(problem: MeetingProblem, limits: Limits) -> Selection:
    """Reach the most people in their own language (maximal covering with languages).

    Sets: sites v, languages l, patterns p of demand (points that the very same sites reach).
    Data: d[p,l] persons; C(p) the sites within reach of p; N meetings; K languages at most at a meeting;
    F the locked sites.

    Columns: x[v] = 1 if a meeting is held at v; y[v,l] = 1 if l is interpreted there; z[p,l] in [0, 1], the
    share of d[p,l] that is reached::

        maximise    sum over p,l of d[p,l] z[p,l]
        such that   sum over v of x[v] <= N
                    sum over l of y[v,l] <= K x[v]              for every v
                    y[v,l] <= x[v]                              for every v, l
                    z[p,l] <= sum over v in C(p) of y[v,l]      for every p, l
                    x[v] = 1                                    for v in F
                    x, y in {0, 1}

    z takes 0 or 1 by itself, being bounded by whole numbers and wanted as large as can be. Where K is no less
    than the number of languages with anybody to reach, every language is interpreted at every meeting: then
    y = x, the languages add up, and the model is the maximal covering location problem of Church and ReVelle
    1974, "The maximal covering location problem", Papers of the Regional Science Association 32.

    Wishes, where the options name them, are further rows::

        x[v] + x[w] <= 1                        v and w nearer to each other than the least space
        sum over v in D of x[v] >= 1            for every district D
        sum over v,l of y[v,l] <= B             B interpreted languages in all
        z[p,l] = sum over v of a[p,v,l] <= 1, a[p,v,l] <= y[v,l],
        sum over p,l of d[p,l] a[p,v,l] <= seats[v] / turnout x[v]    people sent to v, where its seats are known

    Solved in three steps that give nothing away: a start by taking and swapping; a Lagrangian bound, which
    often proves the start best, and else tells which sites a better plan could use; HiGHS, on those sites.
    With wishes, HiGHS gets the whole model; a small problem in one language too, relaxed first. Where rooms fill up,
    the same three steps are taken with seats: see ``seated``.

    Left out, because they cannot change the answer: people whom no site reaches (told as ``unreachable``);
    where every language is interpreted at every meeting, sites that another one dominates; z of a pattern that one
    site alone reaches (its persons are counted on y of that site), y of a language that nobody speaks within reach
    of the site.
    """
    return solve_reach(problem, limits)


def fair(problem: MeetingProblem, limits: Limits) -> Selection:
    """Leave no language behind: make the least reached share as large as can be, then reach the most people.

    Columns and rows as in ``reach``, and t in [0, 1], the least share; D[l] all persons of the language, within
    reach of a site or not::

        first       maximise t
        such that   D[l] t <= sum over p of d[p,l] z[p,l]       for every l with somebody within reach of a site
        then        maximise sum over p,l of d[p,l] z[p,l]
        such that   t >= the largest found

    The value is t. A language that nobody speaks within reach of any site is left out, since no plan can help
    it; the plan names it under ``unreachable``. With fewer interpreted languages (N K) than languages t is 0
    whatever is chosen, and the second step decides.

    Ogryczak 1997, "On the lexicographic minimax approach to location problems", European Journal of Operational
    Research 100, for putting the worst first. A start comes from swaps and kicks, a bound from the relaxation
    of ``reach`` with the weights of the languages left free; see ``fair``.
    """
    return solve_fair(problem, limits)


def near(problem: MeetingProblem, limits: Limits) -> Selection:
    """Keep the way short to a meeting in one's own language (p-median on those within reach).

    Data beside that of ``reach``: c[p,v] the way from p to v, for v in C(p); P the way counted for people whom
    no meeting reaches, the radius unless given.
    Columns beside x and y: a[p,v,l] in [0, 1], the share of d[p,l] who go to v::

        minimise    sum over p,l of d[p,l] (P - sum over v in C(p) of (P - c[p,v]) a[p,v,l])
        such that   the rows of reach for x and y
                    a[p,v,l] <= y[v,l]                          for every p, v in C(p), l
                    sum over v in C(p) of a[p,v,l] <= 1         for every p, l

    The value is the mean way of all people counted, in metres, those whom no meeting reaches at P; ``bound`` is
    what no plan can go below. The p-median: Hakimi 1964, "Optimum locations of switching centers and the
    absolute centers and medians of a graph", Operations Research 12.

    Solved by swaps, a Lagrangian bound, and HiGHS on the sites that a better plan could use; with wishes HiGHS
    gets the whole model. What is too large for HiGHS keeps its bound and the status "time limit".
    """
    return solve_near(problem, limits)


def fewest(problem: MeetingProblem, limits: Limits) -> Selection:
    """Hold as few meetings as reach the target share of all people (location set covering, in part).

    Columns as in ``reach``; T the target in persons; the number of meetings asked for plays no part::

        minimise    sum over v of x[v]
        such that   sum over p,l of d[p,l] z[p,l] >= T
                    the rows of reach, but for the number of meetings

    and of the plans with that number the one that reaches most. With a target of everybody within reach it is
    the location set covering problem: Toregas, Swain, ReVelle and Bergman 1971, "The location of emergency
    service facilities", Operations Research 19.

    The value is the number of meetings; ``bound`` the number below which none can do. Since more meetings never
    reach fewer, it is solved as ``reach`` for one number after the other, from the first that the Lagrangian
    bound does not rule out.
    """
    return solve_fewest(problem, limits)


class Direction(Enum):
    """Whether a plan is better for more or for less; the value is the sign that makes more better."""

    MAXIMISE = 1.0
    MINIMISE = -1.0


class Unit(Enum):
    """What an objective's value counts."""

    PERSONS = "persons"
    SHARE = "share"
    METERS = "meters"
    MEETINGS = "meetings"

    def written(self, value: float, *, metric: bool = False) -> str:
        """Return a value as a person reads it; a length in kilometers where ``metric``.

        Examples
        --------
        >>> Unit.SHARE.written(0.62), Unit.METERS.written(1234.5), Unit.MEETINGS.written(3.0)
        ('62%', '0.8 miles', '3')
        """
        if self is Unit.PERSONS:
            return rounded_people(value)
        if self is Unit.SHARE:
            return percent(value)
        return distance(value, metric=metric) if self is Unit.METERS else whole_number(value)


@dataclass(frozen=True, slots=True)
class Objective:
    """What a plan may be best at.

    Attributes
    ----------
    id : str
        As options and plans name it.
    label : str
        What a coordinator chooses.
    unit : Unit
        Of the value and the bound. PERSONS: the value is how many people are reached. MEETINGS: the plan says itself
        how many meetings it takes, so that none are asked for.
    direction : Direction
    needs_travel : bool
        Whether it asks not only who is within reach, but how far away.
    proven, found : str
        The sentences about a plan that is proven best, and about one that is not; ``{value}`` and ``{bound}``
        are filled in.
    solve : callable
    """

    id: str
    label: str
    unit: Unit
    direction: Direction
    needs_travel: bool
    proven: str
    found: str
    solve: Callable[[MeetingProblem, Limits], Selection]

    @property
    def counts_people(self) -> bool:
        """Whether its value is the number of people reached."""
        return self.unit is Unit.PERSONS

    @property
    def counts_meetings(self) -> bool:
        """Whether it finds the number of meetings itself."""
        return self.unit is Unit.MEETINGS


_ROWS = (
    Objective(
        "reach",
        "Reach most people",
        Unit.PERSONS,
        Direction.MAXIMISE,
        needs_travel=False,
        proven="No other set of venues and languages reaches more people.",
        found="This is the best plan found. No plan can reach more than {bound}.",
        solve=reach,
    ),
    Objective(
        "fair",
        "Balance languages",
        Unit.SHARE,
        Direction.MAXIMISE,
        needs_travel=False,
        proven="The least-served language has **{value}** of its people reached. No other plan reaches more of them.",
        found=(
            "The least-served language has **{value}** of its people reached. No plan can reach more than "
            "{bound} of them."
        ),
        solve=fair,
    ),
    Objective(
        "near",
        "Shortest trips",
        Unit.METERS,
        Direction.MINIMISE,
        needs_travel=True,
        proven=(
            "The average trip is **{value}**, with people not reached counted at the full distance. No other "
            "plan makes it shorter."
        ),
        found=(
            "The average trip is **{value}**, with people not reached counted at the full distance. No plan can "
            "go below {bound}."
        ),
        solve=near,
    ),
    Objective(
        "fewest",
        "Fewest meetings",
        Unit.MEETINGS,
        Direction.MINIMISE,
        needs_travel=False,
        proven="No plan with fewer meetings reaches your target.",
        found="This is the fewest found. Below {bound}, no plan can reach your target.",
        solve=fewest,
    ),
)

OBJECTIVES: Mapping[str, Objective] = MappingProxyType({row.id: row for row in _ROWS})
"""The objectives by id."""


def find_objective(name: str) -> Objective:
    """Return the objective with this id.

    Examples
    --------
    >>> find_objective("raech")
    Traceback (most recent call last):
        ...
    planning.errors.UnknownNameError: there is no objective 'raech': did you mean 'reach'? ...
    """
    if name not in OBJECTIVES:
        raise UnknownNameError("objective", name, OBJECTIVES)
    return OBJECTIVES[name]
