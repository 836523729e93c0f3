"""What a plan is to be best at: one function an objective, and the registry.

To add one: write a function ``(MeetingProblem, Limits) -> Selection`` whose docstring is its formulation, and
give it a row in ``OBJECTIVES``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from planning.errors import UnknownNameError
from planning.meetings.solving.exact import Limits, Selection
from planning.meetings.solving.fair import solve_fair
from planning.meetings.solving.fewest import solve_fewest
from planning.meetings.solving.near import solve_near
from planning.meetings.solving.problem import MeetingProblem
from planning.meetings.solving.reach import solve_reach


def reach(problem: MeetingProblem, limits: Limits) -> Selection:
    """Reach the most people in their own language (maximal covering with languages).

    Sets: sites v, languages l, patterns p of demand (points that the very same sites cover).
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
        sum over p,l of d[p,l] a[p,v,l] <= seats[v] / turnout     people sent to v, where its seats are known

    Solved in three steps that give nothing away: a start by taking and swapping; a Lagrangian bound, which
    often proves the start best, and else tells which sites a better plan could use; HiGHS, on those sites.
    With wishes, HiGHS gets the whole model; a small problem in one language too, relaxed first.

    Left out, because they cannot change the answer: people whom no site reaches (told as ``unreachable``);
    where every language is interpreted at every meeting, sites that another one dominates; z of a pattern that one
    site alone covers (its persons are counted on y of that site), y of a language that nobody speaks within reach
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


Objective = Callable[[MeetingProblem, Limits], Selection]

OBJECTIVES: Mapping[str, Objective] = MappingProxyType({"reach": reach, "fair": fair, "near": near, "fewest": fewest})
"""The objectives by name."""

NEEDS_TRAVEL = frozenset({"near"})
"""The objectives that ask not only who is within reach, but how far away."""


def find_objective(name: str) -> Objective:
    """Return the objective with this name.

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
