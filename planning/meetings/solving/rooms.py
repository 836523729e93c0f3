"""How many find a seat: people within reach of a plan's meetings, and rooms that fill up."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array

from planning.arrays import Flags, Floats, Indices
from planning.meetings.solving.problem import NOBODY, MeetingProblem
from planning.meetings.solving.start import best_languages, best_total, without
from planning.meetings.solving.wishes import Wishes

LARGEST = 2_000_000_000
"""People are counted in the smallest parts with which no number is larger than this: the flow takes whole numbers."""
KEY_BITS = 50
"""Sites told apart by one number."""
FEW_ROOMS = 10
ROUNDS, CLOSE = 2_000, 1e-9


@dataclass(frozen=True, slots=True)
class Filled:
    """What the rooms of a plan hold.

    Attributes
    ----------
    value : float
        Persons who find a seat at a meeting in their language, if they are sent there as well as can be.
    full : array of bool, one a site
        Rooms that are the reason why no more do.
    """

    value: float
    full: Flags


@dataclass(frozen=True, slots=True)
class Rooms:
    """The rooms of one problem.

    Sending people to rooms is a flow: from each pattern and language to the meetings within reach that interpret it,
    and from each meeting as many as it has seats. As many find a seat as the smallest cut lets through (Ford and
    Fulkerson 1956, "Maximal flow through a network", Canadian Journal of Mathematics 8): over all sets A of rooms ::

        the least of  sum over v in A of seats[v]  +  everyone whom a meeting outside A reaches

    Attributes
    ----------
    problem : MeetingProblem
        With ``wishes.seats``. Everybody counts for one, however people weigh in the comparison of plans.
    hasty : bool
        Whether a plan is filled up with the first room that adds somebody, and never swapped: for one of many tries.
    """

    problem: MeetingProblem
    hasty: bool = False
    wishes: Wishes = field(init=False)
    seats: Floats = field(init=False)
    _reaching: csr_array = field(init=False)
    _reach: Floats = field(init=False)

    def __post_init__(self) -> None:
        wishes = self.problem.wishes
        assert wishes is not None and wishes.seats is not None
        object.__setattr__(self, "wishes", wishes)
        object.__setattr__(self, "seats", wishes.seats)
        reaching = csr_array(self.problem.within.T)
        object.__setattr__(self, "_reaching", reaching)
        object.__setattr__(self, "_reach", reaching @ self.problem.heads)

    def fill(self, plan: Flags) -> Filled:
        """Return how many find a seat, and which rooms are full."""
        heads, full = self.problem.heads, np.zeros(len(plan), dtype=bool)
        used = np.flatnonzero(plan.any(axis=1))
        is_tight = np.where(plan[used], self._reach[used], 0.0).sum(axis=1) > self.seats[used] + NOBODY
        tight, free = used[is_tight], self._keys(plan, used[~is_tight])[0] > 0
        served = float(heads[free].sum())
        rest = np.where(free, 0.0, heads)
        if len(tight) <= FEW_ROOMS:
            cut, more = _least_of_all_cuts(self._keys(plan, tight)[0], rest, self.seats[tight])
        else:
            near, persons = self._classes(plan, tight, rest)
            cut = _least_cut(near, persons, self.seats[tight])
            more = float(self.seats[tight[cut]].sum() + persons[near[:, ~cut].any(axis=1)].sum())
        full[tight[cut]] = True
        return Filled(served + more, full)

    def shares(self, plan: Flags) -> Floats:
        """Return how many each site serves in each language; sites x languages.

        As many as find a seat in all, and where rooms do not hold all of them, the same share of everybody who could
        go to the same meetings: proportional fitting (Deming and Stephan 1940, Annals of Mathematical Statistics 11).
        """
        problem, used = self.problem, np.flatnonzero(plan.any(axis=1))
        served = np.zeros(plan.shape)
        if not len(used):
            return served
        near, persons, language = self._classes_by_language(plan, used)
        filled = self.fill(plan)
        sent = _share_out(near, persons, self.seats[used], filled.full[used])
        sent *= filled.value / max(float(sent.sum()), NOBODY)
        for k in range(problem.heads.shape[1]):
            served[used, k] = sent[language == k].sum(axis=0)
        return served

    def unseated(self, plan: Flags, filled: Filled) -> Floats:
        """Return those for whom another room could free a seat, if not give one: whom no room with seats left reaches.

        Another meeting adds no more than it has of them within reach.
        """
        spacious = np.flatnonzero(plan.any(axis=1) & ~filled.full)
        missed: Floats = np.where(self._keys(plan, spacious).any(axis=0), 0.0, self.problem.heads)
        return missed

    def offers(self, plan: Flags, filled: Filled) -> tuple[Floats, Floats]:
        """Return what every site has within reach in each language of those unseated, and what it adds at most."""
        gains: Floats = self._reaching @ self.unseated(plan, filled)
        return gains, np.minimum(best_total(gains, self.problem.per_meeting), self.seats)

    def improve(self, plan: Flags) -> Flags:
        """Change one site, or its languages, while more find a seat by it and every wish is kept; not in haste."""
        plan, value, improved = plan.copy(), self.fill(plan).value, not self.hasty
        while improved:
            improved = False
            for site in np.flatnonzero(plan.any(axis=1) | self.problem.locked).tolist():
                found = self._best_in_place(plan, site, value)
                if found is not None:
                    plan, value, improved = found[0], found[1], True
        return plan

    def keeps(self, plan: Flags) -> bool:
        """Return whether a plan keeps every wish."""
        return self.wishes.keeps(plan.any(axis=1) | self.problem.locked, int(plan.sum()))

    def extend(self, plan: Flags) -> Flags:
        """Add the site that seats most, again and again, while meetings are left and every wish is kept."""
        plan = plan.copy()
        for site in np.flatnonzero(self.problem.locked & ~plan.any(axis=1)).tolist():
            plan[site] = best_languages(self.offers(plan, self.fill(plan))[0], self._languages_left(plan))[site]
        while int((plan.any(axis=1) | self.problem.locked).sum()) < self.problem.meetings:
            barred = plan.any(axis=1) | self.problem.locked
            found = self.best_added(plan, np.flatnonzero(~barred), self.fill(plan).value)
            if found is None:
                break
            plan = found[0]
        return plan

    def _best_in_place(self, plan: Flags, site: int, value: float) -> tuple[Flags, float] | None:
        others = without(plan, site)
        if self.problem.locked[site]:
            allowed = np.array([site])
        else:
            allowed = np.flatnonzero(~others.any(axis=1) & ~self.problem.locked)
        return self.best_added(others, allowed, value)

    def best_added(self, plan: Flags, allowed: Indices, value: float) -> tuple[Flags, float] | None:
        """Return the best plan with one more site, and how many find a seat; None where none seats more than value."""
        filled = self.fill(plan)
        gains, most = self.offers(plan, filled)
        languages = best_languages(gains, self._languages_left(plan))
        best: tuple[Flags, float] | None = None
        for site in allowed[np.argsort(-most[allowed], kind="stable")].tolist():
            if filled.value + most[site] <= value + NOBODY or (best is not None and self.hasty):
                break
            larger = plan.copy()
            larger[site] = languages[site]
            if not self.keeps(larger):
                continue
            worth = self.fill(larger).value
            if worth > value + NOBODY:
                best, value = (larger, worth), worth
        return best

    def _languages_left(self, plan: Flags) -> int:
        budget = self.wishes.interpreters
        left = self.problem.per_meeting if budget is None else budget - int(plan.sum())
        return max(min(self.problem.per_meeting, left), 0)

    def _classes(self, plan: Flags, sites: Indices, persons: Floats) -> tuple[Flags, Floats]:
        """Return people by which of these sites they may go to: classes x sites, and the persons of each class."""
        keys = self._keys(plan, sites)
        somebody = (persons > 0) & (keys.any(axis=0))
        found, member = np.unique(keys[:, somebody], axis=1, return_inverse=True)
        near = _bits(found, len(sites))
        return near, np.bincount(member.ravel(), persons[somebody], minlength=len(near)).astype(float)

    def _classes_by_language(self, plan: Flags, sites: Indices) -> tuple[Flags, Floats, Indices]:
        parts = []
        for k in range(plan.shape[1]):
            persons = np.zeros_like(self.problem.heads)
            persons[:, k] = self.problem.heads[:, k]
            parts.append((*self._classes(plan, sites, persons), k))
        language = np.concatenate([np.full(len(persons), k) for _, persons, k in parts])
        return np.vstack([part[0] for part in parts]), np.concatenate([part[1] for part in parts]), language

    def _keys(self, plan: Flags, sites: Indices) -> Floats:
        """Return which sites each pattern may go to in each language: binary numbers, parts x patterns x languages."""
        keys = np.zeros((len(sites) // KEY_BITS + 1, *self.problem.heads.shape))
        near = self._reaching
        for bit, site in enumerate(sites.tolist()):
            patterns = near.indices[near.indptr[site] : near.indptr[site + 1]]
            keys[bit // KEY_BITS, patterns] += plan[site] * 2.0 ** (bit % KEY_BITS)
        return keys


def _bits(keys: Floats, count: int) -> Flags:
    whole = keys.astype(np.int64)
    columns = [(whole[bit // KEY_BITS] >> (bit % KEY_BITS)) & 1 for bit in range(count)]
    return np.array(columns, dtype=bool).reshape(count, -1).T


def _least_of_all_cuts(keys: Floats, persons: Floats, seats: Floats) -> tuple[Flags, float]:
    """Return as ``_least_cut`` does, and what goes through: every set of rooms is tried, which is quicker for a few."""
    rooms = len(seats)
    within = np.bincount(keys.astype(np.intp).ravel(), persons.ravel(), minlength=2**rooms)
    within[0], room = 0.0, np.zeros(1)
    whole = float(within.sum())
    for bit in range(rooms):
        # Those who may go to some of the rooms of a set and to no other, and the seats of the set.
        halves = within.reshape(-1, 2, 2**bit)
        halves[:, 1] += halves[:, 0]
        room = np.concatenate([room, room + seats[bit]])
    through = room + whole - within
    least = int(through.argmin())
    return (least >> np.arange(rooms)) & 1 == 1, float(through[least])


def _least_cut(near: Flags, persons: Floats, seats: Floats) -> Flags:
    """Return the rooms that the smallest cut goes through: those that people still look for a seat in."""
    from scipy.sparse.csgraph import breadth_first_order, maximum_flow

    classes, rooms = near.shape
    scale = LARGEST / max(float(persons.sum()), float(seats.sum()), 1.0)
    parts, room = np.floor(persons * scale).astype(np.int32), np.floor(seats * scale).astype(np.int32)
    who, where = np.nonzero(near)
    # Nodes: 0 everybody, then the classes, then the rooms, then the seats.
    end = classes + rooms + 1
    tail = np.concatenate([np.zeros(classes, dtype=np.intp), 1 + who, 1 + classes + np.arange(rooms)])
    head = np.concatenate([1 + np.arange(classes), 1 + classes + where, np.full(rooms, end)])
    capacity = np.concatenate([parts, parts[who], room])
    graph = csr_array((capacity, (tail, head)), shape=(end + 1, end + 1))
    graph.indices, graph.indptr = graph.indices.astype(np.int32), graph.indptr.astype(np.int32)
    left = csr_array(graph - maximum_flow(graph, 0, end).flow)
    left.data = np.maximum(left.data, 0)
    left.eliminate_zeros()
    reached = breadth_first_order(left, 0, return_predecessors=False)
    cut = np.zeros(end + 1, dtype=bool)
    cut[reached] = True
    return cut[1 + classes : end]


def _share_out(near: Flags, persons: Floats, seats: Floats, full: Flags) -> Floats:
    """Send classes of people to rooms: full rooms are filled, and who can go to another has a seat there."""
    to_full = near & full
    seated = np.asarray((near & ~full).any(axis=1), dtype=bool)
    # Nobody who has a seat elsewhere takes one in a room that is full.
    sent = np.where(seated[:, None], near & ~full, to_full) * persons[:, None]
    for _ in range(ROUNDS):
        by_class = sent.sum(axis=1)
        exact = np.divide(persons, by_class, out=np.zeros_like(persons), where=by_class > 0)
        sent = sent * np.where(seated, exact, np.minimum(exact, 1.0))[:, None]
        by_room = sent.sum(axis=0)
        wanted = np.divide(seats, by_room, out=np.ones_like(seats), where=by_room > 0)
        scale = np.where(full & (by_room > 0), wanted, np.minimum(wanted, 1.0))
        sent = sent * scale
        if np.abs(scale - 1.0).max(initial=0.0) < CLOSE:
            break
    return sent
