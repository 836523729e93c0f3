"""The linear model of covering with languages, shared by the objectives that count persons reached."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.arrays import Flags, Floats, Indices
from planning.highs import LinearModel
from planning.meetings.solving.problem import MeetingProblem

Pairs = tuple[Indices, ...]
"""Two arrays of equal length, as ``numpy.nonzero`` gives them."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What columns add to the people reached: three arrays of equal length."""

    columns: Indices
    languages: Indices
    persons: Floats


@dataclass(frozen=True, slots=True)
class CoveringModel:
    """Columns and rows of ``objectives.reach`` for one problem.

    Attributes
    ----------
    linear : LinearModel
    shape : (sites, languages)
    site_columns : array, one a site
        x; where the problem has one language only, y itself.
    spoken : tuple of arrays (site, language)
        The pairs that have a column y: somebody speaks the language within reach of the site.
    spoken_columns : array, one a pair
    shared : tuple of arrays (pattern, language)
        The pairs that have a column z: more than one site covers them.
    shared_columns : array, one a pair
    counted : Counted
    """

    linear: LinearModel
    shape: tuple[int, ...]
    site_columns: Indices
    spoken: Pairs
    spoken_columns: Indices
    shared: Pairs
    shared_columns: Indices
    counted: Counted

    def columns_of(self, problem: MeetingProblem, interpreted: Flags, used: Flags | None = None) -> Floats:
        """Return a plan as column values; ``used`` where a meeting is held without any language too."""
        is_reached = problem.is_reached(interpreted)
        values = np.zeros(self.linear.columns)
        values[self.spoken_columns] = interpreted[self.spoken]
        values[self.site_columns] = interpreted.any(axis=1) | problem.locked | (False if used is None else used)
        values[self.shared_columns] = is_reached[self.shared]
        return values

    def interpreted(self, values: Floats) -> Flags:
        """Return column values as a plan."""
        interpreted = np.zeros(self.shape, dtype=bool)
        interpreted[self.spoken] = values[self.spoken_columns] > 0.5
        return interpreted

    def served(self, values: Floats) -> None:
        """Return nothing: who is within reach is served, wherever there are seats."""
        return


def build_covering_model(problem: MeetingProblem) -> CoveringModel:
    """Lay out the model; see ``objectives.reach`` for the formulation."""
    linear = LinearModel()
    within, persons = problem.within, problem.persons
    alone = (np.diff(within.indptr) == 1)[:, None]
    own = np.asarray(within.T @ np.where(alone, persons, 0.0))
    forced = problem.locked.astype(float)

    if persons.shape[1] == 1:
        spoken = np.nonzero(np.ones_like(own))
        x = y = linear.add_columns(own[:, 0], lower=forced, integer=True)
    else:
        spoken = np.nonzero(problem.within_reach())
        x = linear.add_columns(np.zeros(len(forced)), lower=forced, integer=True)
        y = linear.add_columns(own[spoken], integer=True)
        add_language_rows(linear, problem.per_meeting, x, y, spoken[0])
    linear.add_rows(np.zeros_like(x), x, np.ones(len(x)), upper=np.array([float(problem.meetings)]))

    shared = np.nonzero((persons > 0) & ~alone)
    z = linear.add_columns(persons[shared])
    column_of = np.zeros(own.shape, dtype=np.intp)
    column_of[spoken] = y
    _add_reach_rows(linear, problem, shared, z, column_of)
    counted = Counted(
        columns=np.concatenate([y, z]),
        languages=np.concatenate([spoken[1], shared[1]]),
        persons=np.concatenate([own[spoken], persons[shared]]),
    )
    return CoveringModel(linear, own.shape, x, spoken, y, shared, z, counted)


def add_language_rows(linear: LinearModel, per_meeting: int, x: Indices, y: Indices, site: Indices) -> None:
    """y[v,l] <= x[v], and sum over l of y[v,l] <= K x[v]; ``site`` is the v of every y."""
    each = np.arange(len(y))
    linear.add_rows(
        rows=np.concatenate([each, each]),
        columns=np.concatenate([y, x[site]]),
        values=np.repeat([1.0, -1.0], len(y)),
        upper=np.zeros(len(y)),
    )
    # Where no more than K languages are spoken, the rows above say it already.
    many = np.flatnonzero(np.bincount(site, minlength=len(x)) > per_meeting)
    counted = np.isin(site, many)
    linear.add_rows(
        rows=np.concatenate([np.searchsorted(many, site[counted]), np.arange(len(many))]),
        columns=np.concatenate([y[counted], x[many]]),
        values=np.concatenate([np.ones(int(counted.sum())), np.full(len(many), -float(per_meeting))]),
        upper=np.zeros(len(many)),
    )


def _add_reach_rows(
    linear: LinearModel, problem: MeetingProblem, shared: Pairs, z: Indices, column_of: Indices
) -> None:
    """z[p,l] <= sum of y[v,l] over the sites v that cover p."""
    patterns, languages = shared
    row, sites = problem.within[patterns].nonzero()
    linear.add_rows(
        rows=np.concatenate([np.arange(len(z)), row]),
        columns=np.concatenate([z, column_of[sites, languages[row]]]),
        values=np.concatenate([np.ones(len(z)), np.full(len(row), -1.0)]),
        upper=np.zeros(len(z)),
    )
