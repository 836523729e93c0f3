"""Officers shared out over posts: each has one officer's time to give, whatever they speak.

Adding up speakers by language counts an officer of two languages twice. Here every officer gives at most one
officer's time, divided as one likes over the posts of their own area and shift whose language they speak, and no
cell takes more than it requires. What is covered in all is a largest flow from officers to cells.

Cells are filled in a fixed order, those with the widest need first, along augmenting paths (Edmonds and Karp 1972,
"Theoretical Improvements in Algorithmic Efficiency for Network Flow Problems", Journal of the ACM 19): a cell takes
free time, or time another cell can do without because somebody else steps in. The amounts that can be covered at
once form a polymatroid, so filling greedily in any order covers as much as can be covered (Edmonds 1970,
"Submodular functions, matroids and certain polyhedra"); and with the order fixed, one officer more never leaves a
cell with less than before. Where officers are required in whole numbers, nobody's time needs dividing.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from planning.errors import SchemaError
from planning.officers.speakers import CELL, VERIFIED, Cell, Speaker

NOTHING = 1e-9
"""Less than this of an officer is rounding."""

SHARE_COLUMNS = ("officer_id", *CELL, "share")


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who counts where.

    Attributes
    ----------
    cells : DataFrame
        The cells given, in their order, with ``covered`` (officers, by this assignment) and ``lacking``
        (required - covered); NaN where the post cannot be told.
    shares : DataFrame with ``SHARE_COLUMNS``
        The part of each officer's time that counts in each cell.
    """

    cells: pd.DataFrame
    shares: pd.DataFrame

    @property
    def covered(self) -> float:
        """Officers covered in all cells."""
        return float(self.cells["covered"].sum())

    @property
    def lacking(self) -> float:
        """Officers lacking in all cells whose post is known."""
        return float(self.cells["lacking"].sum())


class Flow:
    """Time of officers in cells, and the paths along which more can be covered."""

    def __init__(self, required: Sequence[float], officers: int) -> None:
        self.lacking = list(required)
        self.spare = [1.0] * officers
        self.speakers_of: list[list[int]] = [[] for _ in required]
        self.share: list[dict[int, float]] = [{} for _ in range(officers)]

    def allow(self, officer: int, cell: int) -> None:
        """Let the officer count in the cell."""
        if officer not in self.speakers_of[cell]:
            self.speakers_of[cell].append(officer)

    def fill(self, cell: int) -> float:
        """Cover as much of the cell as can be covered without taking from any other, and return it."""
        gained = 0.0
        while self.lacking[cell] > NOTHING:
            path = self._path(cell)
            if path is None:
                break
            gained += self._augment(path)
        return gained

    def _path(self, cell: int) -> list[tuple[int, int]] | None:
        """Return the shortest way to free time: (cell, officer) steps; the last officer has some to spare."""
        came_from: dict[int, tuple[int, int]] = {}
        seen: set[int] = set()
        waiting = deque([cell])
        while waiting:
            here = waiting.popleft()
            for officer in self.speakers_of[here]:
                if officer in seen:
                    continue
                seen.add(officer)
                if self.spare[officer] > NOTHING:
                    return self._steps(cell, here, officer, came_from)
                for other, amount in self.share[officer].items():
                    if amount > NOTHING and other != cell and other not in came_from:
                        came_from[other] = (here, officer)
                        waiting.append(other)
        return None

    @staticmethod
    def _steps(cell: int, last: int, officer: int, came_from: dict[int, tuple[int, int]]) -> list[tuple[int, int]]:
        steps = [(last, officer)]
        while last != cell:
            last, officer = came_from[last]
            steps.append((last, officer))
        return steps[::-1]

    def _augment(self, path: list[tuple[int, int]]) -> float:
        """Move time along a path and return how much; every cell but the first keeps what it has."""
        amount = min(self.lacking[path[0][0]], self.spare[path[-1][1]])
        for (_, officer), (given_up, _) in itertools.pairwise(path):
            amount = min(amount, self.share[officer][given_up])
        for (cell, officer), (given_up, _) in itertools.pairwise(path):
            self._give(officer, given_up, -amount)
            self._give(officer, cell, amount)
        last, officer = path[-1]
        self._give(officer, last, amount)
        self.spare[officer] -= amount
        self.lacking[path[0][0]] -= amount
        return amount

    def _give(self, officer: int, cell: int, amount: float) -> None:
        self.share[officer][cell] = self.share[officer].get(cell, 0.0) + amount


def assign_officers(cells: pd.DataFrame, speakers: Sequence[Speaker], tiers: Collection[str] = VERIFIED) -> Assignment:
    """Return the assignment that covers the most, each officer counted once.

    Parameters
    ----------
    cells : DataFrame with level, area_id, shift, language, need, required
        ``required`` in officers, NaN where the post cannot be told.
    speakers : sequence of Speaker
    tiers : collection of tier ids
        Who counts as capable; the verified ones unless told.

    Raises
    ------
    SchemaError
        If a column is not there.

    Examples
    --------
    One officer speaks both languages; added up they would seem to close both gaps.

    >>> cells = pd.DataFrame({"level": "beat", "area_id": "1", "shift": "day", "language": ["korean", "spanish"],
    ...     "need": [900.0, 4000.0], "required": [1.0, 1.0]})
    >>> both = Speaker("7", "1", "day", {"korean": "tested", "spanish": "tested"}, (("beat", "1"),))
    >>> assign_officers(cells, [both]).cells["lacking"].tolist()
    [1.0, 0.0]
    """
    flow, index = build_flow(cells, speakers, tiers)
    for cell in fill_order(cells):
        flow.fill(cell)
    names = list(index)
    shares = [
        (speaker.officer_id, *names[cell], amount)
        for speaker, given in zip(speakers, flow.share, strict=True)
        for cell, amount in given.items()
        if amount > NOTHING
    ]
    required = cells["required"].to_numpy(dtype=float)
    lacking = pd.Series(flow.lacking, index=cells.index).where(cells["required"].notna()).clip(lower=0.0)
    lacking = lacking.mask(lacking < NOTHING, 0.0)
    return Assignment(
        cells.assign(covered=required - lacking, lacking=lacking), pd.DataFrame(shares, columns=list(SHARE_COLUMNS))
    )


def build_flow(
    cells: pd.DataFrame, speakers: Sequence[Speaker], tiers: Collection[str]
) -> tuple[Flow, dict[Cell, int]]:
    """Return an empty flow over the cells, and each cell's number."""
    for column in (*CELL, "need", "required"):
        if column not in cells.columns:
            raise SchemaError(f"the slots have no column {column!r}", fix="see planning.officers.levels")
    index = {cell: k for k, cell in enumerate(cells[CELL].itertuples(index=False, name=None))}
    required = cells["required"].fillna(0.0).tolist()
    flow = Flow(required, len(speakers))
    for officer, speaker in enumerate(speakers):
        for cell in speaker.cells(tiers):
            number = index.get(cell)
            if number is not None and required[number] > 0:
                flow.allow(officer, number)
    return flow, index


def fill_order(cells: pd.DataFrame) -> Iterable[int]:
    """Return the numbers of the cells, the widest need first, ties by place, shift and language."""
    ordered = cells.reset_index(drop=True)
    ordered = ordered[ordered["required"] > 0].assign(number=lambda frame: frame.index)
    ordered = ordered.sort_values(["need", *CELL], ascending=[False, True, True, True, True], kind="stable")
    return ordered["number"].tolist()
