"""The values of a file in the order a person looks for them, the first few of them written out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from numbers import Integral

from planning.lists import some

NAMES_SHOWN = 12


def first_of(names: Iterable[object]) -> str:
    """Return the first names, each once and in their order, and how many more there are.

    Examples
    --------
    >>> first_of(["b", "a", "b"]), first_of([10, 9])
    ('a, b', '9, 10')
    """
    return some(sorted(set(names), key=_order), NAMES_SHOWN)


def _order(name: object) -> tuple[int, str]:
    """Numbers in their own order, before text."""
    return (int(name), "") if isinstance(name, Integral) else (sys.maxsize, str(name))
