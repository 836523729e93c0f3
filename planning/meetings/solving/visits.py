"""How many meetings reach every pattern in each language, kept up to date as one site comes or goes."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array

from planning.arrays import Flags, Floats
from planning.meetings.solving.problem import MeetingProblem


@dataclass(frozen=True, slots=True)
class Visits:
    """Counts on one problem: quicker than asking the problem again for each of many plans that differ by a site."""

    problem: MeetingProblem
    _reaching: csr_array = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_reaching", csr_array(self.problem.within.T))

    def count(self, interpreted: Flags) -> Floats:
        """Return how many sites of a plan reach every pattern in each language."""
        counted: Floats = self.problem.within @ interpreted.astype(float)
        return counted

    def after(self, visits: Floats, site: int, change: Floats) -> Floats:
        """Return the counts after one site takes up languages (1) or gives them up (-1); 0 leaves one as it is."""
        after = visits.copy()
        reaching = self._reaching
        after[reaching.indices[reaching.indptr[site] : reaching.indptr[site + 1]]] += change
        return after

    def missed(self, visits: Floats) -> Floats:
        """Return the persons whom no meeting reaches."""
        missed: Floats = np.where(visits > 0, 0.0, self.problem.persons)
        return missed

    def gains(self, missed: Floats) -> Floats:
        """Return whom of those missed each site would add in each language; sites x languages."""
        gains: Floats = self._reaching @ missed
        return gains
