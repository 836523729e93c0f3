"""The linear model that says who goes where: for distances, and for rooms that fill up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from planning.arrays import Flags, Floats, Indices
from planning.highs import LinearModel
from planning.meetings.solving.covering import Counted, Pairs, add_language_rows
from planning.meetings.solving.problem import MeetingProblem


@dataclass(frozen=True, slots=True)
class AssigningModel:
    """Columns of people sent to sites, for one problem.

    Attributes
    ----------
    linear : LinearModel
    shape : (sites, languages)
    site_columns, spoken, spoken_columns
        As in ``CoveringModel``.
    ways : tuple of arrays (pattern, site, language)
        Who may go where: the site is within their reach.
    way_columns : array, one a way
        a in [0, 1]: the share of the people who go this way.
    worth : array, one a way
        What is gained if all of them do.
    counted : Counted
    people : array, one a way
        How many go this way, as persons.
    """

    linear: LinearModel
    shape: tuple[int, ...]
    site_columns: Indices
    spoken: Pairs
    spoken_columns: Indices
    ways: Pairs
    way_columns: Indices
    worth: Floats
    counted: Counted
    people: Floats

    def columns_of(self, problem: MeetingProblem, interpreted: Flags, used: Flags | None = None) -> Floats:
        """Return a plan as column values: everybody goes the best way, as long as there are seats."""
        values = np.zeros(self.linear.columns)
        values[self.spoken_columns] = interpreted[self.spoken]
        values[self.site_columns] = interpreted.any(axis=1) | problem.locked | (False if used is None else used)
        seats = None if problem.wishes is None else problem.wishes.seats
        share = self._all_go(interpreted) if seats is None else self._go_while_seats_last(interpreted, seats)
        values[self.way_columns] = share
        return values

    def interpreted(self, values: Floats) -> Flags:
        """Return column values as a plan."""
        interpreted = np.zeros(self.shape, dtype=bool)
        interpreted[self.spoken] = values[self.spoken_columns] > 0.5
        return interpreted

    def served(self, values: Floats) -> Floats:
        """Return how many persons each site serves in each language; sites x languages."""
        _, site, language = self.ways
        served = np.zeros(self.shape)
        np.add.at(served, (site, language), self.people * values[self.way_columns])
        return np.where(self.interpreted(values), served, 0.0)

    def _all_go(self, interpreted: Flags) -> Floats:
        pattern, site, language = self.ways
        open_ways = np.flatnonzero(interpreted[site, language])
        best_first = open_ways[np.lexsort((site[open_ways], -self.worth[open_ways]))]
        someone = pattern[best_first] * self.shape[1] + language[best_first]
        _, first = np.unique(someone, return_index=True)
        share = np.zeros(len(site))
        share[best_first[first]] = 1.0
        return share

    def _go_while_seats_last(self, interpreted: Flags, seats: Floats) -> Floats:
        pattern, site, language = self.ways
        share = np.zeros(len(site))
        left = np.ones((int(pattern.max(initial=-1)) + 1, self.shape[1]))
        for here in np.flatnonzero(interpreted.any(axis=1)).tolist():
            mine = np.flatnonzero((site == here) & interpreted[site, language])
            wanted = left[pattern[mine], language[mine]]
            people = float((wanted * self.people[mine]).sum())
            share[mine] = wanted * (min(1.0, seats[here] / people) if people > 0 else 0.0)
            left[pattern[mine], language[mine]] -= share[mine]
        return share


def build_assigning_model(problem: MeetingProblem, gain: csr_array | None = None) -> AssigningModel:
    """Lay out the model: ``gain`` is what a person gains at a site within reach (one, unless given)."""
    linear, persons = LinearModel(), problem.persons
    pattern, site, language = _ways(problem)
    people = (persons if problem.people is None else problem.people)[pattern, language]
    weighed = persons[pattern, language]
    worth = weighed if gain is None else weighed * np.asarray(gain[pattern, site]).ravel()
    spoken = np.nonzero(problem.within_reach())
    x = linear.add_columns(np.zeros(len(problem.locked)), lower=problem.locked.astype(float), integer=True)
    y = linear.add_columns(np.zeros(len(spoken[0])), integer=True)
    a = linear.add_columns(worth)
    add_language_rows(linear, problem.per_meeting, x, y, spoken[0])
    linear.add_rows(np.zeros_like(x), x, np.ones(len(x)), upper=np.array([float(problem.meetings)]))
    _add_way_rows(linear, (pattern, site, language), a, (spoken, y, persons.shape[1]))
    seats = None if problem.wishes is None else problem.wishes.seats
    if seats is not None:
        _add_seat_rows(linear, seats, site, a, people, x)
    counted = Counted(a, language, weighed)
    shape = (len(problem.locked), persons.shape[1])
    return AssigningModel(linear, shape, x, spoken, y, (pattern, site, language), a, worth, counted, people)


def _ways(problem: MeetingProblem) -> Pairs:
    patterns, sites = problem.within.nonzero()
    entry, language = np.nonzero(problem.persons[patterns] > 0)
    return patterns[entry].astype(np.intp), sites[entry].astype(np.intp), language


def _add_way_rows(linear: LinearModel, ways: Pairs, a: Indices, spoken: tuple[Pairs, Indices, int]) -> None:
    """a[p,v,l] <= y[v,l], and sum over v of a[p,v,l] <= 1."""
    pattern, site, language = ways
    (where, what), y, languages = spoken
    column_of = np.zeros((int(where.max(initial=-1)) + 1, languages), dtype=np.intp)
    column_of[where, what] = y
    each = np.arange(len(a))
    linear.add_rows(
        rows=np.concatenate([each, each]),
        columns=np.concatenate([a, column_of[site, language]]),
        values=np.repeat([1.0, -1.0], len(a)),
        upper=np.zeros(len(a)),
    )
    someone, row = np.unique(pattern * languages + language, return_inverse=True)
    linear.add_rows(row, a, np.ones(len(a)), upper=np.ones(len(someone)))


def _add_seat_rows(linear: LinearModel, seats: Floats, site: Indices, a: Indices, people: Floats, x: Indices) -> None:
    """sum over p,l of d[p,l] a[p,v,l] <= seats[v] x[v], where the seats are known; half a meeting has half of them."""
    limited = np.flatnonzero(np.isfinite(seats))
    counted = np.isin(site, limited)
    linear.add_rows(
        rows=np.concatenate([np.searchsorted(limited, site[counted]), np.arange(len(limited))]),
        columns=np.concatenate([a[counted], x[limited]]),
        values=np.concatenate([people[counted], -seats[limited]]),
        upper=np.zeros(len(limited)),
    )
