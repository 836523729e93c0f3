"""The linear model of ``planning.officers.moves``: columns, rows, and a plan read back from them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.arrays import Floats, Indices
from planning.highs import LinearModel, SolverRun
from planning.officers.assignment import build_flow
from planning.officers.speakers import CITY_WIDE, VERIFIED, Cell, Speaker


@dataclass(frozen=True, slots=True)
class MoveModel:
    """Columns by number.

    Attributes
    ----------
    cells : tuple of Cell
    movers : tuple of (officer, language, shift)
        One column each: the officer moves for this language to this shift.
    arrivals : tuple of cell numbers
        One column each: somebody arrives in the cell, the first, the second ...
    slots : tuple of (cell, worth)
        One column each: what the next whole officer covers of the cell.
    shared : tuple of (officer, cell)
        One column each: time of an officer who can count in several cells.
    settled : mapping of cell to officers
        Officers who, if they stay, can count in this cell only.
    units : tuple of str
        Unit of every officer, and the unit an arrival in a cell joins (by cell number, "" where none is known).
    """

    cells: tuple[Cell, ...]
    movers: tuple[tuple[int, str, str], ...]
    arrivals: tuple[int, ...]
    slots: tuple[tuple[int, float], ...]
    shared: tuple[tuple[int, int], ...]
    settled: Mapping[int, list[int]]
    required: Sequence[float]
    unit_of_officer: tuple[str, ...]
    unit_of_cell: tuple[str, ...]

    def moves_of(self, values: Floats) -> list[tuple[int, Cell]]:
        """Return who moves where: movers of a language and shift, by id, to its cells in order."""
        count = len(self.movers)
        leaving: dict[tuple[str, str], list[int]] = {}
        for column in np.flatnonzero(values[:count] > 0.5).tolist():
            officer, language, shift = self.movers[column]
            leaving.setdefault((language, shift), []).append(officer)
        moved: list[tuple[int, Cell]] = []
        for column in np.flatnonzero(values[count : count + len(self.arrivals)] > 0.5).tolist():
            cell = self.cells[self.arrivals[column]]
            moved.append((leaving[cell[3], cell[2]].pop(0), cell))
        return moved


def build_move_model(
    cells: pd.DataFrame, speakers: Sequence[Speaker], locked: frozenset[str], bids: Mapping[str, frozenset[str]]
) -> MoveModel:
    """Lay out the columns; see ``planning.officers.moves`` for the formulation."""
    flow, index = build_flow(cells, speakers, VERIFIED)
    required = list(flow.lacking)
    can_count: list[list[int]] = [[] for _ in speakers]
    for cell, officers in enumerate(flow.speakers_of):
        for officer in officers:
            can_count[officer].append(cell)
    settled: dict[int, list[int]] = {}
    for officer, own in enumerate(can_count):
        if len(own) == 1:
            settled.setdefault(own[0], []).append(officer)
    names: tuple[Cell, ...] = tuple(index)
    wanted = {(cell[3], cell[2]) for cell, need in zip(names, required, strict=True) if need > 0}
    movers = tuple(
        (officer, language, shift)
        for officer, speaker in enumerate(speakers)
        if speaker.officer_id not in locked
        for language in speaker.speaks(VERIFIED)
        for shift in sorted({speaker.shift, *bids.get(speaker.officer_id, ())})
        if (language, shift) in wanted
    )
    reachable = {(language, shift) for _, language, shift in movers}
    worths = [(cell, worth) for cell, need in enumerate(required) for worth in _worths(need)]
    unit_at = _unit_by_place(speakers)
    return MoveModel(
        cells=names,
        movers=movers,
        arrivals=tuple(cell for cell, _ in worths if (names[cell][3], names[cell][2]) in reachable),
        slots=tuple((cell, worth) for cell, worth in worths if _has_whole(names[cell], cell, reachable, settled)),
        shared=tuple((officer, cell) for officer, own in enumerate(can_count) if len(own) > 1 for cell in own),
        settled=settled,
        required=required,
        unit_of_officer=tuple(speaker.unit for speaker in speakers),
        unit_of_cell=tuple(unit_at.get((cell[0], cell[1]), "") for cell in names),
    )


def solve_move_model(
    model: MoveModel,
    can_give: Mapping[str, int],
    most_moves: int | None,
    least_gain: float,
    time_limit: float,
    mip_gap: float,
) -> SolverRun:
    """Solve; the value is officers covered less ``least_gain`` a move."""
    linear = LinearModel()
    leave = linear.add_columns(np.full(len(model.movers), -least_gain), integer=True)
    arrive = linear.add_columns(np.zeros(len(model.arrivals)), integer=True)
    slot = linear.add_columns(np.array([worth for _, worth in model.slots]))
    share = linear.add_columns(np.ones(len(model.shared)))
    _add_time_rows(linear, model, leave, share)
    _add_arrival_rows(linear, model, leave, arrive)
    _add_cover_rows(linear, model, slot, share)
    _add_whole_rows(linear, model, leave, arrive, slot)
    _add_unit_rows(linear, model, leave, arrive, can_give)
    if most_moves is not None:
        linear.add_rows(np.zeros_like(leave), leave, np.ones(len(leave)), np.array([float(most_moves)]))
    return linear.solve(_stay(model, linear.columns), max(time_limit, 0.1), mip_gap)


def _worths(required: float) -> list[float]:
    """Return what the first, the second ... whole officer covers of a requirement."""
    return [min(1.0, required - k) for k in range(math.ceil(required - 1e-9))]


def _has_whole(cell: Cell, number: int, reachable: set[tuple[str, str]], settled: Mapping[int, list[int]]) -> bool:
    return number in settled or (cell[3], cell[2]) in reachable


def _unit_by_place(speakers: Sequence[Speaker]) -> dict[tuple[str, str], str]:
    """Return the unit an officer joins in an area: the first by name whose own area it is."""
    found: dict[tuple[str, str], str] = {}
    for speaker in sorted(speakers, key=lambda one: one.unit):
        if speaker.places[0] != CITY_WIDE:  # whoever serves the whole city joins no other unit for it
            found.setdefault(speaker.places[0], speaker.unit)
    return found


def _rows(linear: LinearModel, entries: Sequence[tuple[int, int, float]], upper: Sequence[float]) -> None:
    if not entries:
        return
    rows, columns, values = (np.array(part) for part in zip(*entries, strict=True))
    linear.add_rows(rows.astype(np.intp), columns.astype(np.intp), values.astype(float), np.array(upper, dtype=float))


def _add_time_rows(linear: LinearModel, model: MoveModel, leave: Indices, share: Indices) -> None:
    """An officer moves once at most, or shares out what time there is."""
    officers = sorted({officer for officer, *_ in model.movers} | {officer for officer, _ in model.shared})
    row = {officer: k for k, officer in enumerate(officers)}
    entries = [(row[mover[0]], int(leave[k]), 1.0) for k, mover in enumerate(model.movers)]
    entries += [(row[officer], int(share[k]), 1.0) for k, (officer, _) in enumerate(model.shared)]
    _rows(linear, entries, [1.0] * len(officers))


def _add_arrival_rows(linear: LinearModel, model: MoveModel, leave: Indices, arrive: Indices) -> None:
    """Nobody arrives who has not left."""
    pairs = sorted({(language, shift) for _, language, shift in model.movers})
    row = {pair: k for k, pair in enumerate(pairs)}
    entries = [(row[language, shift], int(leave[k]), -1.0) for k, (_, language, shift) in enumerate(model.movers)]
    for k, cell in enumerate(model.arrivals):
        entries.append((row[model.cells[cell][3], model.cells[cell][2]], int(arrive[k]), 1.0))
    _rows(linear, entries, [0.0] * len(pairs))


def _add_cover_rows(linear: LinearModel, model: MoveModel, slot: Indices, share: Indices) -> None:
    """No cell is covered beyond what it requires."""
    cells = sorted({cell for _, cell in model.shared})
    row = {cell: k for k, cell in enumerate(cells)}
    entries = [(row[cell], int(slot[k]), worth) for k, (cell, worth) in enumerate(model.slots) if cell in row]
    entries += [(row[cell], int(share[k]), 1.0) for k, (_, cell) in enumerate(model.shared)]
    _rows(linear, entries, [model.required[cell] for cell in cells])


def _add_whole_rows(linear: LinearModel, model: MoveModel, leave: Indices, arrive: Indices, slot: Indices) -> None:
    """Whole officers of a cell: those settled there who stay, and those who arrive."""
    cells = sorted({cell for cell, _ in model.slots})
    row = {cell: k for k, cell in enumerate(cells)}
    settled_in = {officer: cell for cell, officers in model.settled.items() for officer in officers}
    entries = [(row[cell], int(slot[k]), 1.0) for k, (cell, _) in enumerate(model.slots)]
    entries += [(row[cell], int(arrive[k]), -1.0) for k, cell in enumerate(model.arrivals)]
    entries += [
        (row[settled_in[mover[0]]], int(leave[k]), 1.0)
        for k, mover in enumerate(model.movers)
        if mover[0] in settled_in
    ]
    _rows(linear, entries, [float(len(model.settled.get(cell, ()))) for cell in cells])


def _add_unit_rows(
    linear: LinearModel, model: MoveModel, leave: Indices, arrive: Indices, can_give: Mapping[str, int]
) -> None:
    """A unit gives no more officers than it gets and can spare."""
    row = {unit: k for k, unit in enumerate(can_give)}
    entries = [
        (row[unit], int(leave[k]), 1.0)
        for k, mover in enumerate(model.movers)
        if (unit := model.unit_of_officer[mover[0]]) in row
    ]
    entries += [
        (row[unit], int(arrive[k]), -1.0)
        for k, cell in enumerate(model.arrivals)
        if (unit := model.unit_of_cell[cell]) in row
    ]
    _rows(linear, entries, [float(spare) for spare in can_give.values()])


def _stay(model: MoveModel, columns: int) -> Floats:
    """Return the plan in which nobody moves: settled officers fill their cells, as far as there are slots."""
    values = np.zeros(columns)
    first = len(model.movers) + len(model.arrivals)
    left = {cell: len(officers) for cell, officers in model.settled.items()}
    for k, (cell, _) in enumerate(model.slots):
        if left.get(cell, 0) > 0:
            values[first + k] = 1.0
            left[cell] -= 1
    return values
