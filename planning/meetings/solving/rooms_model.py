"""The linear model of rooms that fill up, where everybody counts for one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.arrays import Flags, Floats, Indices
from planning.highs import LinearModel
from planning.meetings.solving.covering import Pairs, add_language_rows
from planning.meetings.solving.exact import add_wish_rows
from planning.meetings.solving.problem import MeetingProblem
from planning.meetings.solving.start import best_total


@dataclass(frozen=True, slots=True)
class RoomsModel:
    """Columns and rows of ``objectives.reach`` with seats.

    A room too large to be filled by all it could ever reach has no seats to share out: who is near it is reached, as
    in ``CoveringModel``, and only for the other rooms it is said who goes there.

    Attributes
    ----------
    linear : LinearModel
    shape : (sites, languages)
    spoken : tuple of arrays (site, language)
        The pairs that have a column y.
    spoken_columns : array, one a pair
    """

    linear: LinearModel
    shape: tuple[int, ...]
    spoken: Pairs
    spoken_columns: Indices

    def interpreted(self, values: Floats) -> Flags:
        """Return column values as a plan."""
        interpreted = np.zeros(self.shape, dtype=bool)
        interpreted[self.spoken] = values[self.spoken_columns] > 0.5
        return interpreted


def build_rooms_model(problem: MeetingProblem) -> RoomsModel:
    """Lay out the model: c[p,l] the share reached by rooms that never fill, a[p,v,l] the share sent to v of the others.

    Rows beside those of ``reach`` for x and y::

        c[p,l] <= sum over v that never fill, within reach of p, of y[v,l]
        a[p,v,l] <= y[v,l]
        c[p,l] + sum over v of a[p,v,l] <= 1
        sum over p,l of d[p,l] a[p,v,l] <= seats[v] x[v]

    The last is far stronger with x[v] than without: half a meeting has half its seats.
    """
    assert problem.wishes is not None and problem.wishes.seats is not None
    linear, reach = LinearModel(), problem.within_reach()
    fills = problem.wishes.seats < best_total(reach, problem.per_meeting)
    spoken = np.nonzero(reach > 0)
    x = linear.add_columns(np.zeros(len(fills)), lower=problem.locked.astype(float), integer=True)
    y = linear.add_columns(np.zeros(len(spoken[0])), integer=True)
    column_of = np.full(reach.shape, -1, dtype=np.intp)
    column_of[spoken] = y
    add_language_rows(linear, problem.per_meeting, x, y, spoken[0])
    linear.add_rows(np.zeros_like(x), x, np.ones(len(x)), upper=np.array([float(problem.meetings)]))
    reached = _add_reached(linear, problem, np.flatnonzero(~fills), column_of)
    _add_sent(linear, problem, fills, column_of, (x, reached))
    add_wish_rows(linear, problem.wishes, x, y)
    return RoomsModel(linear, reach.shape, spoken, y)


def _add_reached(linear: LinearModel, problem: MeetingProblem, sites: Indices, column_of: Indices) -> Indices:
    """Add c and its rows; return its columns, patterns x languages, -1 where no such room is near."""
    within = problem.within[:, sites]
    someone = np.nonzero((np.diff(within.indptr) > 0)[:, None] & (problem.persons > 0))
    c = linear.add_columns(problem.persons[someone])
    row, near = within[someone[0]].nonzero()
    linear.add_rows(
        rows=np.concatenate([np.arange(len(c)), row]),
        columns=np.concatenate([c, column_of[sites[near], someone[1][row]]]),
        values=np.concatenate([np.ones(len(c)), np.full(len(row), -1.0)]),
        upper=np.zeros(len(c)),
    )
    columns = np.full(problem.persons.shape, -1, dtype=np.intp)
    columns[someone] = c
    return columns


def _add_sent(
    linear: LinearModel, problem: MeetingProblem, fills: Flags, column_of: Indices, known: tuple[Indices, Indices]
) -> None:
    """Add a and its rows."""
    (x, reached), rooms = known, np.flatnonzero(fills)
    patterns, near = problem.within[:, rooms].nonzero()
    entry, language = np.nonzero(problem.persons[patterns] > 0)
    pattern, room = patterns[entry], near[entry]
    persons = problem.persons[pattern, language]
    a = linear.add_columns(persons)
    linear.add_rows(
        rows=np.concatenate([np.arange(len(a)), np.arange(len(a))]),
        columns=np.concatenate([a, column_of[rooms[room], language]]),
        values=np.repeat([1.0, -1.0], len(a)),
        upper=np.zeros(len(a)),
    )
    someone, row = np.unique(pattern * problem.persons.shape[1] + language, return_inverse=True)
    elsewhere = reached.ravel()[someone]
    both = np.flatnonzero(elsewhere >= 0)
    linear.add_rows(
        rows=np.concatenate([row, both]),
        columns=np.concatenate([a, elsewhere[both]]),
        values=np.ones(len(a) + len(both)),
        upper=np.ones(len(someone)),
    )
    assert problem.wishes is not None and problem.wishes.seats is not None
    linear.add_rows(
        rows=np.concatenate([room, np.arange(len(rooms))]),
        columns=np.concatenate([a, x[rooms]]),
        values=np.concatenate([persons, -problem.wishes.seats[rooms]]),
        upper=np.zeros(len(rooms)),
    )
