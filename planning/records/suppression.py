"""Small numbers hidden so that they cannot be worked out from the totals beside them.

A count of one to nine in a small place can point at a person. Hiding it is not enough: with a total beside
it, one hidden cell is a subtraction. So counts above zero and under the floor are hidden first (primary), and
then further cells, or totals, until no hidden cell follows from what is shown and no hidden group is itself
under the floor (secondary).

Rule: Washington State Department of Health, "Guidelines for Working with Small Numbers" (suppress counts of
1-9, use secondary suppression). Whether a hidden cell follows from the rest is linear algebra: with A the
equations "a line adds up to its total" restricted to the hidden cells, a cell is known exactly if it is zero
in every vector of the null space of A.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from planning.arrays import Flags, Floats, Whole
from planning.errors import InputError, SchemaError

FLOOR = 10
"""Counts above zero and under this are never shown. A setting may raise it, never lower it."""

TOTAL = "total"

STEP = 5
"""What is published counts in such steps: of two accounts that differ by one late answer, no reader can tell so."""

Indexes = Whole

SAME = 1e-9
"""Smaller than any count, larger than any rounding."""


def in_steps(count: float) -> int:
    """Return a count as it is told to the public: to the nearest five, the same in every publication.

    Examples
    --------
    >>> [in_steps(count) for count in (0, 10, 12, 13, 59)]
    [0, 10, 10, 15, 60]
    """
    return int(STEP * np.floor((count + STEP // 2) / STEP))


def least_told(count: float, floor: int = FLOOR) -> int:
    """Return the least that a count can be for whoever reads it as it is told: hidden (NaN), it is one or more.

    Examples
    --------
    >>> [least_told(count) for count in (float("nan"), 0, 12, 13, 59)]
    [1, 0, 10, 13, 58]
    """
    if np.isnan(count):
        return 1
    told = in_steps(count)
    return max(told - STEP // 2, floor) if told else 0


def require_step(floor: int) -> None:
    """Return nothing if a floor is one that a published account may have.

    Raises
    ------
    InputError
        If counts are not told in steps that end there, or it is under ``FLOOR``.

    Examples
    --------
    >>> require_step(15)
    >>> require_step(12)
    Traceback (most recent call last):
    ...
    planning.errors.InputError: the floor of a public report goes up in steps of 5 (got 12): use 10 or 15.
    """
    if floor >= FLOOR and floor % STEP:
        below = floor - floor % STEP
        raise InputError(
            f"the floor of a public report goes up in steps of {STEP}",
            value=floor,
            fix=f"use {below} or {below + STEP}",
        )


def suppress(frame: pd.DataFrame, floor: int = FLOOR) -> pd.DataFrame:
    """Return the counts with their totals, small ones and what would give them away hidden.

    Parameters
    ----------
    frame : DataFrame of whole numbers, without totals
        One row and one column a category; a frame of one column is a plain list of counts.
    floor : int
        Counts from 1 to ``floor - 1`` are hidden. At least ``FLOOR``. A higher floor hides all that a lower one
        hides, so that the same table published with two floors gives no more away than with the lower one.

    Returns
    -------
    DataFrame of float
        The frame with a last row ``total`` and, if it has several columns, a last column ``total``. Hidden is
        NaN; zero is shown, since nobody is in it.

    Raises
    ------
    InputError
        If a count is missing, negative or not whole, or the floor is under ``FLOOR``.
    SchemaError
        If a category is itself called ``total``.

    Examples
    --------
    >>> asked = pd.DataFrame({"asked": [40, 25, 3]}, index=["lighting", "traffic", "noise"])
    >>> suppress(asked)["asked"].tolist()
    [40.0, nan, nan, 68.0]
    """
    _require_counts(frame, floor)
    counts = frame.to_numpy(dtype=float)
    table = np.vstack([counts, counts.sum(axis=0)])
    columns = list(frame.columns)
    if len(columns) > 1:
        table = np.column_stack([table, table.sum(axis=1)])
        columns.append(TOTAL)
    hidden = _hidden(table, floor)
    return pd.DataFrame(np.where(hidden, np.nan, table), index=[*frame.index, TOTAL], columns=columns)


def _require_counts(frame: pd.DataFrame, floor: int) -> None:
    if floor < FLOOR:
        raise InputError(f"the floor cannot be under {FLOOR}", value=floor, fix="raise it or leave it")
    if TOTAL in frame.index or TOTAL in frame.columns:
        raise SchemaError(f"a category is called {TOTAL!r}", fix="give the counts without their totals")
    counts = frame.to_numpy(dtype=float)
    wrong = ~np.isfinite(counts) | (counts < 0) | (counts != np.round(counts))
    if wrong.any():
        raise InputError("counts must be whole numbers from 0 up", value=float(counts[wrong][0]))


def _hidden(table: Floats, floor: int) -> Flags:
    """Return which cells of a table with totals to hide."""
    hidden: Flags = np.zeros(table.shape, dtype=bool)
    equations = _equations(table.shape)
    # Floor by floor: a floor alone might cover a cell by another ring than the one below it did.
    for bound in range(FLOOR, floor + 1):
        hidden |= (table > 0) & (table < bound)
        _close(table, hidden, equations, bound)
    return hidden


def _close(table: Floats, hidden: Flags, equations: Floats, floor: int) -> None:
    """Hide, in place, what would give a hidden cell or a small hidden group away."""
    while True:
        known = _first_known(hidden, equations)
        if known is not None:
            hidden[_cover(table, hidden, known)] = True
            continue
        small = _first_small_remainder(table, hidden, equations, floor)
        if small is None:
            return
        hidden[small] = True


def _equations(shape: tuple[int, ...]) -> Floats:
    """Return one equation a row: the parts of a line add up to its last cell."""
    rows, columns = shape
    cells = np.arange(rows * columns).reshape(shape)
    lines = [cells[:, column] for column in range(columns)]
    if columns > 1:
        lines += [cells[row, :] for row in range(rows)]
    equations = np.zeros((len(lines), rows * columns))
    for equation, line in zip(equations, lines, strict=True):
        equation[line[:-1]] = 1.0
        equation[line[-1]] = -1.0
    return equations


def _first_known(hidden: Flags, equations: Floats) -> tuple[int, int] | None:
    """Return a hidden cell that follows from what is shown, or None."""
    cells = np.flatnonzero(hidden)
    if not len(cells):
        return None
    from scipy.linalg import null_space

    free = null_space(equations[:, cells])
    known = cells[(np.abs(free) < SAME).all(axis=1)]
    return divmod(int(known[0]), hidden.shape[1]) if len(known) else None


def _cover(table: Floats, hidden: Flags, known: tuple[int, int]) -> tuple[Indexes, Indexes]:
    """Return the cheapest cells that, hidden as well, make ``known`` uncertain.

    A cell is uncertain if a ring of hidden cells passes through it, each step in one row or column: one
    person more here, one fewer there, and every total still holds. Rows and columns are the nodes, cells the
    edges, and the shortest way back from the cell's column to its row closes the ring. A zero gives no cover,
    since everybody knows where nobody is.
    """
    from scipy.sparse.csgraph import csgraph_from_dense, dijkstra

    rows, columns = table.shape
    if columns == 1:
        others = np.where(hidden[:, 0] | (table[:, 0] == 0), np.inf, table[:, 0])
        return np.array([int(np.argmin(others))]), np.array([0])
    cost = np.where(hidden, SAME, np.where(table > 0, table, np.inf))
    cost[known] = np.inf
    steps = np.full((rows + columns, rows + columns), np.inf)
    steps[:rows, rows:] = cost
    steps[rows:, :rows] = cost.T
    graph = csgraph_from_dense(steps, null_value=np.inf)
    _, before = dijkstra(graph, indices=known[0], return_predecessors=True)
    ring, node = [], rows + known[1]
    while node != known[0]:
        ring.append((min(node, before[node]), max(node, before[node]) - rows))
        node = int(before[node])
    return np.array([row for row, _ in ring]), np.array([column for _, column in ring])


def _first_small_remainder(table: Floats, hidden: Flags, equations: Floats, floor: int) -> tuple[int, int] | None:
    """Return the next cell to hide in a line whose hidden parts add up to less than the floor, or None.

    Where the total of a line is shown, the sum of its hidden parts is too: a small count of its own.
    """
    values, concealed = table.ravel(), hidden.ravel()
    for line in equations:
        parts, total = line > 0, np.flatnonzero(line < 0)[0]
        remainder = values[parts & concealed].sum()
        if 0 < remainder < floor and not concealed[total]:
            shown = (line != 0) & ~concealed & (values > 0)
            row, column = divmod(int(np.argmin(np.where(shown, values, np.inf))), int(table.shape[1]))
            return row, column
    return None
