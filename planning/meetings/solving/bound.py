"""What no plan can exceed, and which sites a better plan could use at all.

Lagrangian relaxation of the rule that people are reached only from a site in their language: every person who
may be reached gets a price, sites compete for prices, and the best prices give a bound that is often within a
hair of the best plan. On 40,000 points and 1,000 sites (reach 1,500 m) it took half a second, where HiGHS
alone had not solved the linear relaxation after a minute; and it leaves HiGHS a few dozen sites to decide on.

Relaxation of covering models: Galvao and ReVelle 1996, "A Lagrangean heuristic for the maximal covering
location problem", European Journal of Operational Research 88.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array

from planning.arrays import Flags, Floats
from planning.meetings.solving.descent import ITERATIONS, Descent, Step, best_sites, descend
from planning.meetings.solving.problem import MeetingProblem
from planning.meetings.solving.start import improve, rank_languages


@dataclass(frozen=True, slots=True)
class ReachRelaxation:
    """The relaxation of ``objectives.reach``; see ``build_bound``."""

    problem: MeetingProblem
    locked: Flags = field(init=False)
    most: float = field(init=False)
    tries: int = 25
    _reaching: csr_array = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "locked", self.problem.locked)
        object.__setattr__(self, "most", float(self.problem.persons.sum()))
        object.__setattr__(self, "_reaching", csr_array(self.problem.within.T))

    def step(self, prices: Floats) -> Step:
        """Return what the prices say: they rise where nobody comes and fall where several sites do."""
        problem = self.problem
        worth = self._reaching @ prices
        best = rank_languages(worth, problem.per_meeting)
        score = np.where(best, worth, 0.0).sum(axis=1)
        chosen = best_sites(score, problem.locked, problem.meetings)
        interpreted = best & chosen[:, None]
        pull = 1.0 - problem.within @ interpreted.astype(float)
        stuck = ((prices >= problem.persons) & (pull > 0)) | ((prices <= 0) & (pull < 0))
        bound = float((problem.persons - prices).sum() + score[chosen].sum())
        return Step(bound, score, chosen, interpreted, np.where(stuck, 0.0, pull))

    def clip(self, prices: Floats) -> Floats:
        """Return prices between nothing and all there are."""
        return np.clip(prices, 0.0, self.problem.persons)

    def value(self, interpreted: Flags) -> float:
        """Return the persons reached."""
        return self.problem.reached(interpreted)

    def improve(self, interpreted: Flags) -> Flags:
        """Return a plan that no single swap improves."""
        return improve(self.problem, interpreted)

    def gains(self, interpreted: Flags) -> Floats:
        """Return whom each site would add in each language."""
        return self.problem.gains(interpreted)

    def whole(self, value: float) -> float:
        """Return the persons reached: the gap is a share of them."""
        return value


def build_bound(
    problem: MeetingProblem, start: Flags, mip_gap: float, deadline: float, iterations: int = ITERATIONS
) -> Descent:
    """Return the Lagrangian bound, from a good plan.

    With a price u[p,l] in [0, d[p,l]] for reaching a pattern in a language, nobody can exceed ::

        sum over p,l of (d[p,l] - u[p,l])  +  the N largest over v of  s[v]
        s[v] = the K largest over l of  sum over p within reach of v of u[p,l]

    with locked sites among the N. A site whose forced use would push this below the best plan is not needed.

    Parameters
    ----------
    problem : MeetingProblem
    start : array of bool, shape (sites, languages)
    mip_gap : float
        Stop once the bound is within this share of the best plan.
    deadline : float
        Stop at this time of ``time.perf_counter``; one bound is always made.
    iterations : int
        Steps at most.
    """
    # People reached twice by the start are shared out between its sites: near the truth from the first step.
    prices = problem.persons / np.maximum(problem.within @ start.astype(float), 1.0)
    return descend(ReachRelaxation(problem), prices, start, mip_gap, deadline, iterations)
