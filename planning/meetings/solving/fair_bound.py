"""What least share no plan can exceed, by the same relaxation as for ``reach`` with the weights of languages left free.

For any weights w of languages that sum to one, the least share of a plan is no more than the sum of w[l] share[l].
With prices u as in ``bound.build_bound``, d the persons of a pattern as a share of all who speak the language::

    sum over p,l of max(w[l] d[p,l] - u[p,l], 0)  +  the N largest over v of s[v]

bounds it, and is convex in w and u together: both go downhill at once. That ends as low as the linear relaxation.
On the demo: 51.0 % in 0.2 s of one core, where HiGHS took five seconds to 50.9 % and then stood still.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array

from planning.highs import Indices
from planning.meetings.solving.descent import Step, best_sites
from planning.meetings.solving.fair_swap import Swaps
from planning.meetings.solving.problem import Bools, Floats, MeetingProblem
from planning.meetings.solving.start import rank_languages

SCALE = 1e6
"""Shares are reckoned as if there were so many people, since less than ``problem.NOBODY`` is rounding."""
PACE = 10.0
"""How fast weights go beside prices: on the demo, 1 and 100 ended 5 % higher."""


@dataclass(frozen=True, slots=True)
class FairRelaxation:
    """The relaxation of ``objectives.fair``. The last row of its prices are the weights, times SCALE / PACE."""

    problem: MeetingProblem
    languages: Indices
    tries: int
    locked: Bools = field(init=False)
    most: float = field(init=False)
    _share: Floats = field(init=False)
    _reaching: csr_array = field(init=False)
    _swaps: Swaps = field(init=False)

    def __post_init__(self) -> None:
        problem, spoken = self.problem, self.languages
        share = np.zeros_like(problem.persons)
        share[:, spoken] = problem.persons[:, spoken] * (SCALE / problem.whole[spoken])
        object.__setattr__(self, "locked", problem.locked)
        object.__setattr__(self, "most", float(share[:, spoken].sum(axis=0).min()))
        object.__setattr__(self, "_share", share)
        object.__setattr__(self, "_reaching", csr_array(problem.coverage.T))
        object.__setattr__(self, "_swaps", Swaps(problem, spoken))

    def first_prices(self, start: Bools) -> Floats:
        """Return prices to begin with: all languages weigh the same, people covered twice are shared out."""
        weights = np.zeros(self._share.shape[1])
        weights[self.languages] = 1.0 / len(self.languages)
        visits = np.maximum(self.problem.coverage @ start.astype(float), 1.0)
        return np.vstack([weights * self._share / visits, weights * (SCALE / PACE)])

    def step(self, prices: Floats) -> Step:
        """Return what prices and weights say."""
        problem, paid = self.problem, prices[:-1]
        worth = self._reaching @ paid
        best = rank_languages(worth, problem.per_meeting)
        score = np.where(best, worth, 0.0).sum(axis=1)
        chosen = best_sites(score, problem.locked, problem.meetings)
        interpreted = best & chosen[:, None]
        left = prices[-1] * (PACE / SCALE) * self._share - paid
        unpaid = left > 0
        pull = unpaid - problem.coverage @ interpreted.astype(float)
        stuck = ((paid <= 0) & (pull < 0)) | (self._share <= 0)
        lean = np.zeros(self._share.shape[1])
        slope = np.where(unpaid, self._share, 0.0).sum(axis=0)[self.languages]
        lean[self.languages] = (slope.mean() - slope) * (PACE / SCALE)
        bound = float(np.maximum(left, 0.0).sum() + score[chosen].sum())
        return Step(bound, score, chosen, interpreted, np.vstack([np.where(stuck, 0.0, pull), lean]))

    def clip(self, prices: Floats) -> Floats:
        """Return weights that sum to one, and prices between nothing and all there are."""
        weights = np.zeros(self._share.shape[1])
        weights[self.languages] = _onto_simplex(prices[-1, self.languages] * (PACE / SCALE))
        return np.vstack([np.clip(prices[:-1], 0.0, weights * self._share), weights * (SCALE / PACE)])

    def value(self, interpreted: Bools) -> float:
        """Return the least share, times SCALE."""
        return self._swaps.rank(interpreted)[0] * SCALE

    def improve(self, interpreted: Bools) -> Bools:
        """Return a plan that no single swap improves."""
        return self._swaps.improve(interpreted)

    def gains(self, interpreted: Bools) -> Floats:
        """Return what share of each language each site would add."""
        gains: Floats = self._reaching @ np.where(self.problem.covered(interpreted), 0.0, self._share)
        return gains

    def whole(self, value: float) -> float:
        """Return the least share: the gap is a share of it."""
        return value


def _onto_simplex(weights: Floats) -> Floats:
    """Return the nearest weights that are not negative and sum to one."""
    falling = np.sort(weights)[::-1]
    over = (np.cumsum(falling) - 1.0) / np.arange(1, len(weights) + 1)
    nearest: Floats = np.maximum(weights - over[np.flatnonzero(falling > over)[-1]], 0.0)
    return nearest
