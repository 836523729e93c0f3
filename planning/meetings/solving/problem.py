"""The question in its smallest form, and how good an answer to it is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from scipy.sparse import csr_array

from planning.arrays import Flags, Floats
from planning.meetings.demand import Demand
from planning.meetings.options import MeetingOptions
from planning.meetings.sites import Sites
from planning.meetings.solving.wishes import Wishes, build_wishes

NOBODY = 1e-6
"""Differences below this many persons are rounding, not people."""


@dataclass(frozen=True, slots=True)
class MeetingProblem:
    """Patterns of demand and the sites that reach them.

    A pattern is all demand that the very same sites reach: no plan can tell such points apart, so they count
    as one. Demand that no site reaches is not here.

    Attributes
    ----------
    within : csr_array of float (0 or 1), shape (patterns, sites)
    persons : array, shape (patterns, languages)
        As they weigh in the comparison of plans.
    locked : array of bool, one a site
    meetings, per_meeting : int
        How many sites, and how many languages at each, at most.
    wishes : Wishes or None
        Which sites may go together; None where nothing is asked.
    whole : array, one a language
        All persons, within reach of a site or not.
    target : float
        The persons that ``fewest`` has to reach.
    gain : csr_array or None, shape (patterns, sites)
        For ``near``: how much of the way each site saves a person, where it is within reach.
    people : array or None, shape (patterns, languages)
        Persons as they are, to fill seats with; None: as ``persons``.
    unreached_at : float
        For ``near``: the way of a person who is not reached.
    known : array of bool or None, shape (sites, languages)
        A plan to begin from, in place of one made by taking the best.
    """

    within: csr_array
    persons: Floats
    locked: Flags
    meetings: int
    per_meeting: int
    wishes: Wishes | None = None
    whole: Floats = field(default_factory=lambda: np.zeros(0))
    target: float = 0.0
    gain: csr_array | None = None
    people: Floats | None = None
    unreached_at: float = 0.0
    known: Flags | None = None

    @property
    def seats(self) -> Floats | None:
        """People who find a seat at each site; None where seats are not counted."""
        return None if self.wishes is None else self.wishes.seats

    @property
    def weighs_people(self) -> bool:
        """Whether some people count for more than others."""
        return self.people is not None and not np.allclose(self.people, self.persons, rtol=1e-12, atol=0.0)

    @property
    def heads(self) -> Floats:
        """Persons as they are, patterns x languages."""
        return self.persons if self.people is None else self.people

    def is_reached(self, interpreted: Flags) -> Flags:
        """Return which patterns are reached in which language, by sites x languages interpreted."""
        reached: Flags = (self.within @ interpreted.astype(float)) > 0
        return reached

    def reached(self, interpreted: Flags) -> float:
        """Return the persons reached in their own language."""
        return float(self.persons[self.is_reached(interpreted)].sum())

    def gains(self, interpreted: Flags) -> Floats:
        """Return whom each site would add in each language to those reached already; sites x languages."""
        gains: Floats = self.within.T @ np.where(self.is_reached(interpreted), 0.0, self.persons)
        return gains

    def within_reach(self) -> Floats:
        """Return whom each site has within reach; sites x languages."""
        return self.gains(np.zeros((self.within.shape[1], self.persons.shape[1]), dtype=bool))


def build_problem(
    within: csr_array, demand: Demand, sites: Sites, options: MeetingOptions, travel: csr_array | None = None
) -> MeetingProblem:
    """Merge points that the same sites reach, and drop those that none reaches; persons as they weigh.

    With ``travel`` (the way to every site within reach, at the entries of ``within``) points are not merged,
    since two that the same sites reach need not be equally far from them.
    """
    weighed = demand.weighed(options.language_weights)
    both = np.hstack([weighed, np.where(weighed > 0, demand.persons, 0.0)])
    if travel is None:
        problem = _problem(within, both, demand, sites, options)
    else:
        problem = _unmerged(travel, both, demand, sites, options)
    count = len(demand.languages)
    problem = replace(problem, persons=problem.persons[:, :count], people=problem.persons[:, count:])
    return replace(
        problem,
        wishes=build_wishes(sites, options),
        whole=weighed.sum(axis=0),
        target=options.target_share * float(weighed.sum()),
    )


def build_count(within: csr_array, demand: Demand, sites: Sites, options: MeetingOptions) -> MeetingProblem:
    """Return the problem with persons as they are, to tell a plan in persons; wishes play no part in it."""
    return _problem(within, demand.persons, demand, sites, options)


def _unmerged(
    travel: csr_array, persons: Floats, demand: Demand, sites: Sites, options: MeetingOptions
) -> MeetingProblem:
    farthest = float(travel.data.max(initial=0.0))
    unreached_at = max(options.unreached_at or options.reach_minutes or options.radius_m, farthest)
    saved = csr_array((unreached_at - travel.data, travel.indices, travel.indptr), shape=travel.shape)
    taken = np.flatnonzero((np.diff(saved.indptr) > 0) & (persons.sum(axis=1) > 0))
    gain = saved[taken]
    ones = csr_array((np.ones(gain.nnz), gain.indices, gain.indptr), shape=gain.shape)
    nothing = _problem(csr_array(ones[:0]), persons[:0], demand, sites, options)
    return replace(nothing, within=ones, persons=persons[taken], gain=gain, unreached_at=unreached_at)


def _problem(
    within: csr_array, persons: Floats, demand: Demand, sites: Sites, options: MeetingOptions
) -> MeetingProblem:
    merged, added_up = merge_rows(within, persons)
    return MeetingProblem(
        within=merged,
        persons=added_up,
        locked=sites.locked,
        meetings=min(options.meetings, len(sites.candidates)),
        per_meeting=min(options.languages_per_meeting, len(demand.languages)),
    )


def with_sites(problem: MeetingProblem, kept: Flags) -> MeetingProblem:
    """Return the problem with these sites only, which lets more points be merged where the way does not count."""
    columns = np.flatnonzero(kept)
    narrowed = replace(
        problem,
        locked=problem.locked[kept],
        wishes=None if problem.wishes is None else problem.wishes.of_sites(kept),
        known=None if problem.known is None else problem.known[kept],
    )
    if problem.gain is not None:
        return replace(narrowed, within=problem.within[:, columns], gain=problem.gain[:, columns])
    count = problem.persons.shape[1]
    both = problem.persons if problem.people is None else np.hstack([problem.persons, problem.people])
    within, both = merge_rows(problem.within[:, columns], both)
    people = None if problem.people is None else both[:, count:]
    return replace(narrowed, within=within, persons=both[:, :count], people=people)


def with_one_language(problem: MeetingProblem) -> MeetingProblem:
    """Return the problem with all languages added up: the same, where every meeting can be in all of them."""
    known = None if problem.known is None else np.asarray(problem.known.any(axis=1, keepdims=True), dtype=bool)
    persons = problem.persons.sum(axis=1, keepdims=True)
    return replace(problem, persons=persons, per_meeting=1, people=None, known=known)


def undominated(problem: MeetingProblem) -> Flags:
    """Return the sites that a best plan could need, where there is one language only.

    A site is dominated if another reaches everybody it reaches: with that other in the plan it adds nobody, and
    without it the other does no worse in its place. With fewer languages at a meeting than there are, this does not
    hold, since two sites at one place then offer more than one of them. Of equal sites the first stays, and one
    always does.
    """
    reaches = problem.within.astype(float)
    overlap = csr_array(reaches.T @ reaches).tocoo()
    size = np.asarray(reaches.sum(axis=0)).ravel()
    within = (overlap.data >= size[overlap.row]) & (overlap.row != overlap.col)
    larger = (size[overlap.col] > size[overlap.row]) | (overlap.col < overlap.row)
    kept = size > 0
    kept[overlap.row[within & larger]] = False
    kept |= problem.locked
    kept[:1] |= not kept.any()
    return np.asarray(kept, dtype=bool)


def merge_rows(within: csr_array, persons: Floats) -> tuple[csr_array, Floats]:
    """Add up the rows with equal reach; drop those without a site or without anybody."""
    rows = within.sorted_indices()
    known: dict[bytes, int] = {}
    first: list[int] = []
    pattern_of = np.full(rows.shape[0], -1, dtype=np.intp)
    for row in np.flatnonzero((np.diff(rows.indptr) > 0) & (persons.sum(axis=1) > 0)):
        key = rows.indices[rows.indptr[row] : rows.indptr[row + 1]].tobytes()
        pattern_of[row] = known.setdefault(key, len(known))
        if len(known) > len(first):
            first.append(int(row))
    taken = pattern_of >= 0
    merged = np.zeros((len(known), persons.shape[1]))
    np.add.at(merged, pattern_of[taken], persons[taken])
    return csr_array(rows[first].astype(float)), merged
