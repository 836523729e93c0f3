"""The fewest transfers that close the most gap, found exactly.

Formulation. Officers i (verified speakers), cells c = (area, shift, language) with r_c officers required. An officer
stays, and shares their time over the cells of their own area and shift, or moves for one language l on one shift s
and then counts whole in one cell of it.

    maximise    sum_c covered_c  -  g * (number of moves)
    subject to  moves of an officer + time given by an officer  <=  1
                arrivals in the cells of (l, s)  <=  moves for (l, s)
                covered_c = sum_k w_ck t_ck + time shared into c  <=  r_c
                sum_k t_ck  <=  whole officers in c (those who stay and can count nowhere else, and arrivals)
                officers leaving a unit - arriving in it  <=  its officers - its minimum

with moves and arrivals whole. w_ck is what the k-th whole officer covers of r_c: 1, 1, ..., and last the fraction
that is left; it makes the relaxation tight. Locked officers (seniority) have no moves, and nobody moves to a shift
they have not bid for. g, ``least_gain``, is the least a transfer must close to be worth making; as small as it is
here, more gap closed always comes before fewer transfers but for gains below g.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from planning.errors import InputError, SolverLimitError
from planning.languages.groups import language_name
from planning.officers.assignment import NOTHING, Assignment, assign_officers
from planning.officers.moves_model import build_move_model, solve_move_model
from planning.officers.speakers import CELL, VERIFIED, Cell, Speaker

MOVE_COLUMNS = (
    "officer_id",
    "from_unit",
    "from_shift",
    "to_level",
    "to_area",
    "to_shift",
    "language",
    "lacking_there",
    "reason",
)


@dataclass(frozen=True, slots=True)
class MoveWishes:
    """What a transfer must respect.

    Attributes
    ----------
    locked : frozenset of officer ids
        Who may not be moved: seniority, a special post, a promise.
    bids : mapping of officer id to shifts
        Shifts beside their own that an officer would take. Nobody is moved to a shift they have not bid for.
    unit_minimum : mapping of unit to officers
        A unit is not left with fewer; ``unit_size`` must then have it.
    unit_size : mapping of unit to officers
        All officers of a unit, those who speak only English included.
    most_moves : int, optional
        No more transfers than this.
    least_gain : float
        A transfer is made only if it closes at least this much of an officer.
    time_limit, mip_gap : float
        Seconds, and the share of the best possible within which a plan counts as proven.

    Raises
    ------
    InputError
        If a number is out of range, or a unit has a minimum and no size.
    """

    locked: frozenset[str] = frozenset()
    bids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unit_minimum: Mapping[str, int] = field(default_factory=dict)
    unit_size: Mapping[str, int] = field(default_factory=dict)
    most_moves: int | None = None
    least_gain: float = 0.01
    time_limit: float = 20.0
    mip_gap: float = 1e-4

    def __post_init__(self) -> None:
        if self.most_moves is not None and self.most_moves < 0:
            raise InputError("the number of moves must be 0 or more", value=self.most_moves, fix="enter a whole number")
        if not 0 < self.least_gain < 1:
            raise InputError(
                "the least gain must be between 0 and 1", value=self.least_gain, fix="enter 0.1, for example"
            )
        if not (self.time_limit > 0 and 0 <= self.mip_gap < 1):
            raise InputError(
                "the time limit must be above zero and mip_gap a share",
                value=self.time_limit,
                fix="enter 20 seconds and 0.01, for example",
            )
        for unit in self.unit_minimum:
            if unit not in self.unit_size:
                raise InputError(
                    "a unit has a minimum but no known size", value=unit, fix="count its officers on the roster"
                )


@dataclass(frozen=True, slots=True)
class MovePlan:
    """Transfers, and what they close.

    Attributes
    ----------
    moves : DataFrame with ``MOVE_COLUMNS``
        By the gap they answer, the widest first.
    before, after : Assignment
        Coverage as it is and once everybody has moved.
    status : str
        "optimal" (within ``mip_gap``) or "time limit".
    value, bound : float
        Gap closed less ``least_gain`` a move, and what no plan can exceed.
    mip_gap : float
        (bound - value) / value; 0 where nothing can be gained.
    seconds : float
    """

    moves: pd.DataFrame
    before: Assignment
    after: Assignment
    status: str
    value: float
    bound: float
    mip_gap: float
    seconds: float

    @property
    def closes(self) -> float:
        """Officers lacking before, less officers lacking after."""
        return self.before.lacking - self.after.lacking


def plan_moves(cells: pd.DataFrame, speakers: Sequence[Speaker], wishes: MoveWishes | None = None) -> MovePlan:
    """Return the fewest transfers that close the most gap.

    Parameters
    ----------
    cells : DataFrame with level, area_id, shift, language, need, required
    speakers : sequence of Speaker
    wishes : MoveWishes, optional

    Raises
    ------
    SolverLimitError
        If no plan was found in time.

    Examples
    --------
    Two Korean speakers in the west, where nobody asks for one; the east lacks one:

    >>> cells = pd.DataFrame({"level": "beat", "area_id": ["east"], "shift": "day", "language": "korean",
    ...     "need": 900.0, "required": 1.0})
    >>> west = [Speaker(id, "west", "day", {"korean": "tested"}, (("beat", "west"),)) for id in ("5", "7")]
    >>> plan = plan_moves(cells, west, MoveWishes(locked=frozenset({"5"})))
    >>> plan.moves[["officer_id", "to_area"]].values.tolist(), plan.status
    ([['7', 'east']], 'optimal')
    >>> plan.moves["reason"].tolist()
    ['east day is 1.0 Korean speakers short, and west day has no slot in the languages they speak']
    """
    began = time.perf_counter()
    chosen = wishes or MoveWishes()
    before = assign_officers(cells, speakers)
    model = build_move_model(cells, speakers, chosen.locked, chosen.bids)
    if not model.movers:
        return MovePlan(
            _as_moves([], speakers, before, before),
            before,
            before,
            "optimal",
            0.0,
            0.0,
            0.0,
            time.perf_counter() - began,
        )
    run = solve_move_model(
        model,
        _unit_rows(chosen),
        chosen.most_moves,
        chosen.least_gain,
        chosen.time_limit - (time.perf_counter() - began),
        chosen.mip_gap,
    )
    if run.values is None:
        raise SolverLimitError(
            "there was no time to find a plan of moves", value=chosen.time_limit, fix="allow more seconds"
        )
    moved = model.moves_of(run.values)
    after = assign_officers(cells, _moved_speakers(speakers, moved))
    value = before.lacking - after.lacking - chosen.least_gain * len(moved)
    bound = max(run.bound - before.covered, value)
    return MovePlan(
        moves=_as_moves(moved, speakers, before, after),
        before=before,
        after=after,
        status=run.status,
        value=value,
        bound=bound,
        mip_gap=(bound - value) / value if value > 0 else float(bound > 1e-6),
        seconds=time.perf_counter() - began,
    )


def _unit_rows(wishes: MoveWishes) -> dict[str, int]:
    """Return how many officers each unit can give away, arrivals taken off."""
    return {unit: wishes.unit_size[unit] - least for unit, least in sorted(wishes.unit_minimum.items())}


def _moved_speakers(speakers: Sequence[Speaker], moved: Sequence[tuple[int, Cell]]) -> list[Speaker]:
    """Return the speakers after the moves; who moved counts in the one cell they were moved for."""
    new = list(speakers)
    for officer, (level, area, shift, language) in moved:
        old = speakers[officer]
        new[officer] = Speaker(old.officer_id, old.unit, shift, {language: old.tiers[language]}, ((level, area),))
    return new


def _as_moves(
    moved: Sequence[tuple[int, Cell]], speakers: Sequence[Speaker], before: Assignment, after: Assignment
) -> pd.DataFrame:
    was, will_be = _lacking(before), _lacking(after)
    rows = []
    for officer, cell in moved:
        speaker, (level, area, shift, language) = speakers[officer], cell
        there = was[cell]
        lacks = f"{area} {shift} is {there:.1f} {language_name(language)} speakers short"
        reason = f"{lacks}, and {_left_behind(speaker, was, will_be)}"
        rows.append((speaker.officer_id, speaker.unit, speaker.shift, level, area, shift, language, there, reason))
    table = pd.DataFrame(rows, columns=list(MOVE_COLUMNS))
    return table.sort_values(["lacking_there", "officer_id"], ascending=[False, True]).reset_index(drop=True)


def _left_behind(speaker: Speaker, was: Mapping[Cell, float], will_be: Mapping[Cell, float]) -> str:
    """Return what becomes of the place the officer leaves."""
    home = f"{speaker.unit} {speaker.shift}".strip() or "where they serve now"
    cells = [cell for cell in speaker.cells(VERIFIED) if cell in was]
    if not cells:
        return f"{home} has no slot in the languages they speak"
    more = sum(will_be[cell] - was[cell] for cell in cells)
    return f"{home} is then {more:.1f} more short" if more > NOTHING else f"{home} is no shorter than before"


def _lacking(assignment: Assignment) -> dict[Cell, float]:
    known = assignment.cells[assignment.cells["required"] > 0]
    return dict(zip(known[CELL].itertuples(index=False, name=None), known["lacking"].tolist(), strict=True))
