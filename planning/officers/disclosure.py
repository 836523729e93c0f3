"""Tables of counts whose totals are known: small numbers banded, and no way back to them within the table.

For residents and courses. Officers of areas are told by ``planning.officers.published``, without totals of their own: a
table that is safe by itself is not so beside one of other levels.

A count of one or two points at persons, so it is shown as "1-2". A total beside it would give it away, and so would a
second table at a coarser level; so further counts are shown as "3+", or not at all, until nothing follows.

What is published is a table of areas by columns with its totals, at every level of area a person can choose, and it is
protected as one thing. Totals of a hierarchy in one direction and of a flat list in the other are a
network (Castro 2012, "Recent advances in optimization techniques for statistical tabular data protection", European
Journal of Operational Research 216): every count is an arc, every "adds up to" a node. A hidden count is uncertain
exactly if a ring of hidden arcs runs through it along which one officer more here and one fewer there keeps every
total and every band. The cheapest such ring is found for every small count, and what it needs is hidden as well.

"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pandas as pd

from planning.errors import InputError

OFFICER_FLOOR = 3
"""Counts of officers above zero and under this are shown as a band."""

ALL_SHIFTS = "all"
"""Stands for all shifts together, or all languages, in a published table."""

PUBLISHED_COLUMNS = ("level", "area_id", "shift", "low", "high", "shown")

WITHHELD = "not shown"

SHOWN, BANDED, NOT_SHOWN = 0, 1, 2

_COST_OF_WITHHOLDING = 10_000.0
_ALMOST_FREE = 1e-6

WORTH_OF_LEVEL, WORTH_OF_TOTAL = 3.0, 3.0
"""How much more is lost if a count of the next coarser level, or a total over shifts, is hidden."""

Node = tuple[object, ...]
Key = tuple[str, str, str]
"""level, area id, shift"""


@dataclass(slots=True)
class Arc:
    """One published count: officers flow from the tail to the head. ``worth``: what hiding it loses.

    ``prices`` keeps what ``_price`` found until the state changes: every search for a ring asks for all of them.
    """

    tail: Node
    head: Node
    count: int
    state: int = SHOWN
    worth: float = 1.0
    prices: dict[int, float] = field(default_factory=dict)

    def hide(self, state: int) -> None:
        """Hide the count as far as ``state`` says; what is hidden further stays so."""
        if state > self.state:
            self.state = state
            self.prices.clear()

    def bounds(self, floor: int) -> tuple[float, float]:
        """Return the least and most it can be, for one who sees the published table."""
        if self.state == SHOWN:
            return self.count, self.count
        if self.state == NOT_SHOWN:
            return 0, math.inf
        return (1, floor - 1) if self.count < floor else (floor, math.inf)

    def allows(self, step: int, floor: int) -> bool:
        """Return whether one more (or fewer) would look the same."""
        low, high = self.bounds(floor)
        return low <= self.count + step <= high

    def state_for(self, step: int, floor: int) -> int | None:
        """Return the least hidden state in which one more (or fewer) would look the same."""
        for state in (self.state, BANDED, NOT_SHOWN):
            if state >= self.state and state != SHOWN and not (state == BANDED and self.count == 0):
                trial = Arc(self.tail, self.head, self.count, state)
                if trial.allows(step, floor):
                    return state
        return None


def publish_counts(
    tables: Mapping[str, pd.DataFrame], parents: Sequence[Mapping[str, str]] = (), floor: int = OFFICER_FLOOR
) -> pd.DataFrame:
    """Return counts fit to be seen, with their totals, at every level.

    Parameters
    ----------
    tables : mapping of level to DataFrame of whole numbers, area ids x shifts
        The finest level first. Officers of a coarser area who stand in none of its finer ones are in its count only.
    parents : sequence of mapping of area id to coarser area id
        One from each level to the next.
    floor : int
        Counts from 1 to ``floor - 1`` are banded.

    Returns
    -------
    DataFrame with ``PUBLISHED_COLUMNS``
        ``low`` and ``high`` are what the reader is told (``high`` infinite for "3+"), ``shown`` is how.

    Raises
    ------
    InputError
        If a count is no whole number from 0 up, or tables and parents do not fit.

    Examples
    --------
    Of 7 officers one is on the night shift: her number would follow from the total and the others.

    >>> counts = pd.DataFrame({"day": [4, 3], "night": [1, 5]}, index=["east", "west"])
    >>> publish_counts({"district": counts})[["area_id", "shift", "shown"]].values.tolist()
    [['east', 'day', '3+'], ['east', 'night', '1-2'], ['east', 'all', '5'],
     ['west', 'day', '3'], ['west', 'night', '5'], ['west', 'all', '8']]
    """
    arcs = _build_arcs(tables, parents)
    for arc in arcs.values():
        if 0 < arc.count < floor:
            arc.hide(BANDED)
    neighbours = _neighbours([*arcs.values(), *_build_rest(tables, parents)])
    for arc in [one for one in arcs.values() if 0 < one.count < floor]:
        _protect(arc, neighbours, floor)
    rows = [(*key, *arc.bounds(floor), _shown(arc, floor)) for key, arc in arcs.items()]
    published = pd.DataFrame(rows, columns=list(PUBLISHED_COLUMNS))
    return published.astype({"low": "float64", "high": "float64", "shown": "str"})


def _build_arcs(tables: Mapping[str, pd.DataFrame], parents: Sequence[Mapping[str, str]]) -> dict[Key, Arc]:
    """Return an arc for every count and total; see the module's text for the network."""
    levels = list(tables)
    if parents and len(parents) != len(levels) - 1:
        raise InputError(
            "each level but the last needs to know its coarser areas",
            value=len(parents),
            fix="pass one mapping from each level to the next",
        )
    arcs: dict[Key, Arc] = {}
    for depth, level in enumerate(levels):
        table = tables[level]
        _require_counts(table)
        above = parents[depth] if depth < len(parents) else None
        for area, counts in zip(table.index, table.to_numpy(dtype=int).tolist(), strict=True):
            outer: Node = ("root",) if above is None else (depth + 1, above[str(area)])
            for shift, count in zip([*table.columns, ALL_SHIFTS], [*counts, sum(counts)], strict=True):
                inner: Node = ("row", area) if depth == 0 else (depth, area, shift)
                outside = outer if above is None else (*outer, shift)
                worth = WORTH_OF_LEVEL**depth * (WORTH_OF_TOTAL if shift == ALL_SHIFTS else 1.0)
                arcs[level, str(area), str(shift)] = Arc(*_ends(inner, outside, shift), count, worth=worth)
    return arcs


def _build_rest(tables: Mapping[str, pd.DataFrame], parents: Sequence[Mapping[str, str]]) -> list[Arc]:
    """Return arcs for officers who stand in a coarser area and in none of its finer ones; they are never published.

    Only where there are some: that there are none (every unit is a beat) may be common knowledge.
    """
    arcs: list[Arc] = []
    for depth, (parent_of, (fine, coarse)) in enumerate(zip(parents, pairwise(tables.values()), strict=True)):
        inside = fine.groupby(fine.index.map(parent_of)).sum().reindex(coarse.index, fill_value=0)
        rest = coarse - inside.reindex(columns=coarse.columns, fill_value=0)
        if (rest < 0).any(axis=None):
            raise InputError("an area shows fewer officers than the finer areas in it", fix="count both alike")
        for area, counts in zip(rest.index, rest.to_numpy(dtype=int).tolist(), strict=True):
            for shift, count in zip([*rest.columns, ALL_SHIFTS], [*counts, sum(counts)], strict=True):
                if count > 0:
                    ends = _ends(("rest", depth, area), (depth + 1, area, shift), shift)
                    arcs.append(Arc(*ends, count, NOT_SHOWN))
    return arcs


def _ends(inner: Node, outer: Node, shift: str) -> tuple[Node, Node]:
    """Return tail and head: counts flow outwards, and their total over shifts flows back."""
    return (inner, outer) if shift != ALL_SHIFTS else (outer, inner)


def _require_counts(table: pd.DataFrame) -> None:
    values = table.to_numpy(dtype=float)
    if not ((values >= 0) & (values == values.round())).all():
        raise InputError("counts to be shown must be whole numbers from 0 up", fix="pass counts, not shares")


def _neighbours(arcs: Sequence[Arc]) -> dict[Node, list[tuple[Node, Arc, int]]]:
    """Return for each node the arcs at it: the node at the other end, and +1 along the arc, -1 against it."""
    found: dict[Node, list[tuple[Node, Arc, int]]] = {}
    for arc in arcs:
        found.setdefault(arc.tail, []).append((arc.head, arc, 1))
        found.setdefault(arc.head, []).append((arc.tail, arc, -1))
    return found


def _protect(arc: Arc, neighbours: Mapping[Node, list[tuple[Node, Arc, int]]], floor: int) -> None:
    """Hide what it takes for this count to be uncertain."""
    step = 1 if arc.allows(1, floor) else -1
    start, goal = (arc.head, arc.tail) if step == 1 else (arc.tail, arc.head)
    for crossed, direction in _cheapest_ring(start, goal, arc, neighbours, floor):
        state = crossed.state_for(direction, floor)
        assert state is not None
        crossed.hide(state)


def _cheapest_ring(
    start: Node, goal: Node, barred: Arc, neighbours: Mapping[Node, list[tuple[Node, Arc, int]]], floor: int
) -> list[tuple[Arc, int]]:
    """Return the arcs of the cheapest way from start to goal that does not use ``barred`` (Dijkstra)."""
    cost = {start: 0.0}
    before: dict[Node, tuple[Node, Arc, int]] = {}
    queue: list[tuple[float, int, Node]] = [(0.0, 0, start)]
    pushed = 0
    while queue:
        so_far, _, node = heapq.heappop(queue)
        if node == goal:
            break
        if so_far > cost[node]:
            continue
        for other, arc, direction in neighbours[node]:
            known = cost.get(other, math.inf)
            if arc is barred or known <= so_far:
                continue
            price = arc.prices.get(direction)
            if price is None:
                price = arc.prices[direction] = _price(arc, direction, floor)
            if so_far + price < known:
                cost[other] = so_far + price
                before[other] = (node, arc, direction)
                pushed += 1
                heapq.heappush(queue, (cost[other], pushed, other))
    ring: list[tuple[Arc, int]] = []
    while goal != start:
        goal, arc, direction = before[goal]
        ring.append((arc, direction))
    return ring


def _price(arc: Arc, direction: int, floor: int) -> float:
    """Return what hiding the arc so that it can give way in this direction loses: small counts first."""
    state = arc.state_for(direction, floor)
    if state is None:
        return math.inf
    if state == arc.state:
        return _ALMOST_FREE
    return arc.worth * (1.0 + arc.count) + (_COST_OF_WITHHOLDING if state == NOT_SHOWN else 0.0)


def _shown(arc: Arc, floor: int) -> str:
    if arc.state == SHOWN:
        return f"{arc.count}"
    if arc.state == NOT_SHOWN:
        return WITHHELD
    return f"{floor}+" if arc.count >= floor else f"1-{floor - 1}"
