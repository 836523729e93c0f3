"""The one place that speaks with HiGHS: a linear model gathered as arrays and handed over at once."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np
from scipy.sparse import csr_array

from planning.arrays import Flags, Floats, Indices
from planning.wanted import is_wanted, may_be_unwanted, require_wanted

OPTIMAL, TIME_LIMIT, INFEASIBLE = "optimal", "time limit", "infeasible"
UNSOUND = "solver contradicts itself"
"""The values handed back are not worth what was claimed for them, however it was asked."""

SLACK = 1e-5
"""By how much a value may miss a row, a bound, or a whole number; HiGHS itself allows a tenth of it."""

FIXED_OPTIONS: dict[str, str | int] = {"threads": 1, "parallel": "off", "random_seed": 0}
"""One thread and one seed: the same model gives the same plan every time."""


@dataclass(frozen=True, slots=True)
class SolverRun:
    """What HiGHS found.

    Attributes
    ----------
    status : str
        "optimal" (within the gap asked for), "time limit", "infeasible", ``UNSOUND``, or HiGHS's own word.
    values : array or None
        One a column; None if no solution was found.
    bound : float
        No solution exceeds it: what every column together could be worth, where HiGHS did not get so far.
    """

    status: str
    values: Floats | None
    bound: float


class _QuietHighs(highspy.Highs):
    """HiGHS without its banner, which the constructor prints before any option can be set."""

    def enableCallbacks(self) -> None:  # noqa: N802 - HiGHS's name; its constructor ends with this call
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


@dataclass(slots=True)
class LinearModel:
    """Maximise a linear objective over columns from a lower bound to 1, under rows with an upper bound.

    Examples
    --------
    >>> model = LinearModel()
    >>> columns = model.add_columns(np.array([3.0, 2.0]), integer=True)
    >>> model.add_rows(np.array([0, 0]), columns, np.ones(2), upper=np.array([1.0]))
    >>> run = model.solve(np.array([0.0, 1.0]), time_limit=5, mip_gap=0)
    >>> run.status, run.values.round().tolist()[0], run.bound
    ('optimal', 1.0, 3.0)
    """

    _costs: list[Floats] = field(default_factory=list)
    _lower: list[Floats] = field(default_factory=list)
    _integer: list[Flags] = field(default_factory=list)
    _entries: list[tuple[Indices, Indices, Floats]] = field(default_factory=list)
    _row_upper: list[Floats] = field(default_factory=list)
    columns: int = 0
    rows: int = 0

    def add_columns(self, costs: Floats, lower: Floats | float = 0.0, integer: bool = False) -> Indices:
        """Add columns in [lower, 1] and return their numbers."""
        count = len(costs)
        self._costs.append(costs)
        self._lower.append(np.broadcast_to(np.asarray(lower, dtype=float), count))
        self._integer.append(np.full(count, integer))
        self.columns += count
        return np.arange(self.columns - count, self.columns)

    def add_rows(self, rows: Indices, columns: Indices, values: Floats, upper: Floats) -> None:
        """Add rows sum(values * columns) <= upper; ``rows`` counts from 0 within this call."""
        self._entries.append((rows + self.rows, columns, values))
        self._row_upper.append(upper)
        self.rows += len(upper)

    def solve(
        self,
        start: Floats | None,
        time_limit: float,
        mip_gap: float,
        costs: Floats | None = None,
        presolve: bool = True,
        whole: bool = True,
    ) -> SolverRun:
        """Solve from a known solution, for at most ``time_limit`` seconds, and as many again where HiGHS fails.

        Parameters
        ----------
        start : array or None
            Column values that keep every row; None if none are known.
        time_limit, mip_gap : float
        costs : array, optional
            Another objective than that of the columns.
        presolve : bool
            Whether HiGHS looks for reductions first: a waste where a model has been made small already.
        whole : bool
            Whether integer columns must be whole; else the linear relaxation is solved.

        What HiGHS hands back is counted again; where it is not worth what is claimed, the model is solved anew
        without the start, and then without presolve. Each time has ``time_limit`` of its own: what a wrong answer took
        is not taken from the right one.
        """
        model = self._as_highs(costs, whole)
        run, claimed = _run(model, start, time_limit, mip_gap, presolve)
        if start is not None and not _is_borne_out(model, run.values, claimed):
            run, claimed = _run(model, None, time_limit, mip_gap, presolve)
        if not _is_borne_out(model, run.values, claimed):
            run, claimed = _run(model, None, time_limit, mip_gap, False)
        return run if _is_borne_out(model, run.values, claimed) else SolverRun(UNSOUND, None, _most(model))

    def _as_highs(self, costs: Floats | None, whole: bool) -> highspy.HighsLp:
        rows, columns, values = (np.concatenate(part) for part in zip(*self._entries, strict=True))
        matrix = csr_array((values, (rows, columns)), shape=(self.rows, self.columns))
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self.columns, self.rows
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_ = np.concatenate(self._costs) if costs is None else costs
        model.col_lower_, model.col_upper_ = np.concatenate(self._lower), np.ones(self.columns)
        model.row_lower_ = np.full(self.rows, -highspy.kHighsInf)
        model.row_upper_ = np.concatenate(self._row_upper)
        if whole:
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            model.integrality_ = [kinds[integer] for integer in np.concatenate(self._integer).tolist()]
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_, model.a_matrix_.index_ = matrix.indptr, matrix.indices
        model.a_matrix_.value_ = matrix.data
        return model


def _run(
    model: highspy.HighsLp, start: Floats | None, time_limit: float, mip_gap: float, presolve: bool
) -> tuple[SolverRun, float]:
    """Return what HiGHS found, and the worth it claims for it."""
    solver = _QuietHighs()  # type: ignore[no-untyped-call]
    for name, value in FIXED_OPTIONS.items():
        solver.setOptionValue(name, value)
    solver.setOptionValue("mip_rel_gap", mip_gap)
    solver.setOptionValue("presolve", "choose" if presolve else "off")
    solver.passModel(model)
    if start is not None:
        known = highspy.HighsSolution()
        known.col_value = start
        solver.setSolution(known)
    solver.setOptionValue("time_limit", max(time_limit, 0.0))
    if may_be_unwanted():
        solver.cbMipInterrupt += _interrupt_if_unwanted
    solver.run()
    require_wanted()
    status = {
        highspy.HighsModelStatus.kOptimal: OPTIMAL,
        highspy.HighsModelStatus.kTimeLimit: TIME_LIMIT,
        highspy.HighsModelStatus.kInfeasible: INFEASIBLE,
    }.get(solver.getModelStatus(), solver.modelStatusToString(solver.getModelStatus()).lower())
    info = solver.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = np.asarray(solver.getSolution().col_value, dtype=float) if found else None
    claimed = float(info.objective_function_value)
    if len(model.integrality_):
        bound = float(info.mip_dual_bound) if status in (OPTIMAL, TIME_LIMIT) else math.inf
    else:
        bound = claimed if status == OPTIMAL else math.inf
    return SolverRun(status, values, min(bound, _most(model))), claimed


def _most(model: highspy.HighsLp) -> float:
    """Return what every column would be worth at the better of its ends, whatever the rows say."""
    costs = np.asarray(model.col_cost_)
    return float(np.maximum(costs * np.asarray(model.col_lower_), costs * np.asarray(model.col_upper_)).sum())


def _interrupt_if_unwanted(event: Any) -> None:
    if not is_wanted():
        event.interrupt()


def _is_borne_out(model: highspy.HighsLp, values: Floats | None, claimed: float) -> bool:
    """Return whether values keep every row and bound, and are worth what is claimed; where there are none, nothing is.

    HiGHS 1.16.0, given a start and with presolve on, can hand back the start and claim the optimum beside it.
    """
    if values is None:
        return True
    costs = np.asarray(model.col_cost_)
    matrix = model.a_matrix_
    rows = csr_array(
        (np.asarray(matrix.value_), np.asarray(matrix.index_), np.asarray(matrix.start_)),
        shape=(model.num_row_, model.num_col_),
    )
    worth = float(costs @ values)
    return (
        abs(worth - claimed) <= SLACK * max(1.0, abs(claimed))
        and bool(np.all(rows @ values <= np.asarray(model.row_upper_) + SLACK))
        and bool(np.all(values >= np.asarray(model.col_lower_) - SLACK))
        and bool(np.all(values <= np.asarray(model.col_upper_) + SLACK))
        and _are_whole(model, values)
    )


def _are_whole(model: highspy.HighsLp, values: Floats) -> bool:
    whole = np.asarray([kind == highspy.HighsVarType.kInteger for kind in model.integrality_], dtype=bool)
    return not len(whole) or bool(np.all(np.abs(values[whole] - values[whole].round()) <= SLACK))
