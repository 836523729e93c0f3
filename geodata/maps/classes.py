"""Classes of a map: round numbers near the quantiles, and what each class says."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from planning.words.formats import whole_number

CLASSES = 5
_STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)


def round_breaks(values: Sequence[float], classes: int = CLASSES) -> tuple[float, ...]:
    """Return the upper edges of all classes but the last: round numbers near the quantiles.

    Parameters
    ----------
    values : sequence of float
        Missing values and zeros are left out: a map of mostly zeros still has five classes for the rest.

    Examples
    --------
    >>> round_breaks([3, 8, 40, 55, 130, 420, 990, 2200])
    (20.0, 50.0, 200.0, 800.0)
    """
    known = np.asarray([value for value in values if not math.isnan(value) and value > 0], dtype=float)
    if known.size == 0:
        return (10.0, 50.0, 100.0, 500.0)[: classes - 1]
    edges: list[float] = []
    for share in np.linspace(0, 1, classes + 1)[1:-1]:
        edge = _round_number(float(np.quantile(known, share)))
        while edges and edge <= edges[-1]:
            edge = _next_round(edges[-1])
        edges.append(edge)
    return tuple(edges)


def _round_numbers(value: float) -> list[float]:
    """Return the round whole numbers of the size of ``value``, rising."""
    power = 10.0 ** math.floor(math.log10(value) + 1e-9)
    numbers = (step * power for step in (*_STEPS, 10.0, 15.0))
    return [number for number in numbers if number == int(number)]


def _round_number(value: float) -> float:
    return min(_round_numbers(max(value, 1.0)), key=lambda number: abs(number - value))


def _next_round(value: float) -> float:
    return next(number for number in _round_numbers(value) if number > value)


def class_of(value: float, breaks: Sequence[float], looks: Sequence[str]) -> str:
    """Return the look of a value: ``missing`` for none, ``none`` for zero, else its class.

    Examples
    --------
    >>> [class_of(v, (10.0, 50.0), ("a", "b", "c")) for v in (math.nan, 0.0, 9.9, 10.0, 80.0)]
    ['missing', 'none', 'a', 'b', 'c']
    """
    if math.isnan(value):
        return "missing"
    if value <= 0:
        return "none"
    return looks[int(np.searchsorted(breaks, value, side="right"))]


def class_words(breaks: Sequence[float], unit: str) -> list[str]:
    """Return what each class says.

    Examples
    --------
    >>> class_words((10.0, 50.0), "people")
    ['fewer than 10 people', '10 to 49', '50 or more']
    """
    low = [whole_number(edge) for edge in breaks]
    between = [f"{a} to {whole_number(b - 1)}" for a, b in zip(low, breaks[1:], strict=False)]
    return [f"fewer than {low[0]} {unit}", *between, f"{low[-1]} or more"]
