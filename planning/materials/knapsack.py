"""The 0-1 knapsack, exactly: the most worth for the money and, of all ways to that worth, the least money.

Lists of which no other costs as little and is worth as much (Nemhauser and Ullmann 1969, "Discrete Dynamic
Programming and Capital Allocation", Management Science 15) are grown item by item, those with the most worth for
the money first. A list is dropped once even parts of items could not lift it to the best list known (the bound of
Dantzig 1957, "Discrete-Variable Extremum Problems", Operations Research 5). Sums are whole numbers, so that nothing
turns on rounding.
"""

from __future__ import annotations

import time

import numpy as np

from planning.arrays import Flags, Floats, Whole
from planning.errors import SolverLimitError

CENTS = 100
PARTS_OF_A_PERSON = 1000
"""Worths are told apart by a thousandth of a person, costs by a cent."""

HALF = 0.5
"""Bounds are sums of whole numbers, up to the rounding of a quotient."""


def solve_knapsack(worth: Floats, cost: Floats, budget: float, seconds: float = 60.0) -> Flags:
    """Return which items to take.

    Parameters
    ----------
    worth : array
        Persons, more than 0.
    cost : array
        Money, 0 or more; read to the cent.
    budget : float
    seconds : float
        How long it may take; usually a small part of one is enough for thousands of items.

    Raises
    ------
    SolverLimitError
        If it was not solved in time.

    Examples
    --------
    >>> solve_knapsack(np.array([60.0, 100.0, 120.0]), np.array([10.0, 20.0, 30.0]), 50.0).tolist()
    [False, True, True]
    """
    value, price = np.rint(worth * PARTS_OF_A_PERSON).astype(np.int64), np.rint(cost * CENTS).astype(np.int64)
    money = int(np.floor(round(budget * CENTS, 4)))
    taken: Flags = (price == 0) & (value > 0)
    open_ = np.flatnonzero((price > 0) & (price <= money) & (value > 0))
    order = open_[np.lexsort((price[open_], -value[open_] / price[open_]))]
    taken[order[_best_list(value[order], price[order], money, seconds)]] = True
    return taken


def _best_list(value: Whole, price: Whole, money: int, seconds: float) -> list[int]:
    """Return the places of the best list; items come with the most worth for the money first."""
    began = time.perf_counter()
    spent, gained = (np.concatenate([[0], np.cumsum(one)]) for one in (price, value))
    costs, worths = np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64)
    known = 0
    history: list[tuple[Whole, Flags]] = []
    for place in range(len(value)):
        if time.perf_counter() - began > seconds:
            raise SolverLimitError(
                "there was no time to find the best list for this budget",
                value=f"{seconds:g} s",
                fix="remove some documents or languages",
            )
        origin, is_taken, costs, worths = _grown(costs, worths, int(price[place]), int(value[place]), money)
        # What is left buys the next items whole, which is a list too, or the next and a part, which no list beats.
        reach = spent[place + 1] + money - costs
        whole = gained[np.searchsorted(spent, reach, side="right") - 1] - gained[place + 1]
        known = max(known, int((worths + whole).max()))
        at_most = worths + np.interp(reach, spent, gained) - gained[place + 1]
        kept = at_most > known - HALF
        costs, worths = costs[kept], worths[kept]
        history.append((origin[kept], is_taken[kept]))
    return _walk_back(history, int(np.argmax(worths)))


def _grown(costs: Whole, worths: Whole, price: int, value: int, money: int) -> tuple[Whole, Flags, Whole, Whole]:
    """Return every list with and without one more item, the least costly first, and without those that are beaten."""
    payable = np.flatnonzero(costs + price <= money)
    origin = np.concatenate([np.arange(len(costs)), payable])
    is_taken = np.repeat([False, True], [len(costs), len(payable)])
    costs = np.concatenate([costs, costs[payable] + price])
    worths = np.concatenate([worths, worths[payable] + value])
    order = np.lexsort((-worths, costs))
    before = np.concatenate([[-1], np.maximum.accumulate(worths[order])[:-1]])
    better = order[worths[order] > before]
    return origin[better], is_taken[better], costs[better], worths[better]


def _walk_back(history: list[tuple[Whole, Flags]], at: int) -> list[int]:
    """Return the items of a list, from the last back to the first."""
    places = []
    for place in range(len(history) - 1, -1, -1):
        origin, is_taken = history[place]
        if is_taken[at]:
            places.append(place)
        at = int(origin[at])
    return places
