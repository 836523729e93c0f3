"""What no plan can seat, however people are sent to rooms: a Lagrangian bound, as ``bound`` has it without seats."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array

from planning.arrays import Flags, Floats, Indices
from planning.meetings.solving.descent import Step, best_sites
from planning.meetings.solving.problem import MeetingProblem
from planning.meetings.solving.rooms import Rooms
from planning.meetings.solving.start import rank_languages

HALVINGS = 8
"""Steps to the price of a seat; any price gives a bound, and so many the best but for a few persons in a thousand."""


@dataclass(frozen=True, slots=True)
class RoomsRelaxation:
    """The relaxation of ``objectives.reach`` with seats: everybody goes to one meeting at most.

    With a price u[p,l] in [0, d[p,l]] for a seat, and h the heads that take it (d, unless people weigh), no plan
    exceeds ::

        sum over p,l of (d[p,l] - u[p,l])  +  the N largest over v of  s[v]
        s[v] = the least over m >= 0 of  seats[v] m + the K largest over l of
               sum over p within reach of v of max(0, u[p,l] - m h[p,l])

    where m is what a seat at v is worth: a room is filled with those whose price a head is largest.
    """

    rooms: Rooms
    tries: int = 12
    problem: MeetingProblem = field(init=False)
    locked: Flags = field(init=False)
    most: float = field(init=False)
    _pattern: Indices = field(init=False)
    _site: Indices = field(init=False)
    _adding: csr_array = field(init=False)
    _heads: Floats = field(init=False)

    def __post_init__(self) -> None:
        problem = self.rooms.problem
        entries = csr_array(problem.within.T)
        site = np.repeat(np.arange(entries.shape[0]), np.diff(entries.indptr))
        adding = csr_array(
            (np.ones(entries.nnz), np.arange(entries.nnz), entries.indptr), shape=(entries.shape[0], entries.nnz)
        )
        for name, value in (
            ("problem", problem),
            ("locked", problem.locked),
            ("most", float(problem.persons.sum())),
            ("_pattern", entries.indices.astype(np.intp)),
            ("_site", site),
            ("_adding", adding),
            ("_heads", problem.heads[entries.indices]),
        ):
            object.__setattr__(self, name, value)

    def step(self, prices: Floats) -> Step:
        """Return what the prices say: they fall where nobody comes and rise where several rooms have a seat."""
        problem, paid = self.problem, prices[self._pattern]
        score, best, come = self._fill(paid)
        used = best_sites(score, problem.locked, problem.meetings)
        come = np.where(used[self._site, None], come, 0.0)
        visits = np.column_stack([np.bincount(self._pattern, one, minlength=len(prices)) for one in come.T])
        pull = 1.0 - visits
        stuck = ((prices >= problem.persons) & (pull > 0)) | ((prices <= 0) & (pull < 0))
        bound = float((problem.persons - prices).sum() + score[used].sum())
        return Step(bound, score, used, best & used[:, None], np.where(stuck, 0.0, pull))

    def _fill(self, paid: Floats) -> tuple[Floats, Flags, Floats]:
        """Return what each site is worth, its languages, and which share of each entry has a seat there."""
        limited = np.isfinite(self.rooms.seats)
        seats = np.where(limited, self.rooms.seats, 0.0)
        low, high = np.zeros(len(seats)), limited.astype(float)
        worth, best, _ = self._at_price(paid, low)
        score = np.where(limited, np.inf, worth)
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            worth, languages, heads = self._at_price(paid, middle)
            better = limited & (worth < score)
            score, best = np.where(better, worth, score), np.where(better[:, None], languages, best)
            full = limited & (heads > seats)
            low, high = np.where(full, middle, low), np.where(full, high, middle)
        above, at = self._above(paid, high), self._above(paid, low)
        at &= ~above
        sure, some = self._heads_of(above, best), self._heads_of(at, best)
        part = np.divide(np.maximum(seats - sure, 0.0), some, out=np.zeros_like(some), where=some > 0)
        share = above + at * np.minimum(part, 1.0)[self._site, None]
        return score, best, np.where(best[self._site], share, 0.0)

    def _at_price(self, paid: Floats, price: Floats) -> tuple[Floats, Flags, Floats]:
        """Return what each site is worth where a seat has this price, its best languages, and who then wants a seat."""
        worth = self._adding @ np.maximum(paid - price[self._site, None] * self._heads, 0.0)
        best = rank_languages(worth, self.problem.per_meeting)
        seats = np.where(price > 0, self.rooms.seats, 0.0)
        wanted = self._heads_of(self._above(paid, price), best)
        return seats * price + np.where(best, worth, 0.0).sum(axis=1), best, wanted

    def _above(self, paid: Floats, price: Floats) -> Flags:
        return np.asarray(paid > price[self._site, None] * self._heads, dtype=bool)

    def _heads_of(self, entries: Flags, languages: Flags) -> Floats:
        heads = self._adding @ np.where(entries, self._heads, 0.0)
        return np.asarray(np.where(languages, heads, 0.0).sum(axis=1), dtype=float)

    def clip(self, prices: Floats) -> Floats:
        """Return prices between nothing and all there are."""
        return np.clip(prices, 0.0, self.problem.persons)

    def value(self, interpreted: Flags) -> float:
        """Return the persons seated; nobody where a wish is not kept."""
        return self.rooms.fill(interpreted).value if self.rooms.keeps(interpreted) else 0.0

    def improve(self, interpreted: Flags) -> Flags:
        """Return a plan that no single swap improves."""
        return self.rooms.improve(interpreted)

    def gains(self, interpreted: Flags) -> Floats:
        """Return whom each site has within reach of those without a seat."""
        return self.rooms.offers(interpreted, self.rooms.fill(interpreted))[0]

    def whole(self, value: float) -> float:
        """Return the persons seated: the gap is a share of them."""
        return value
