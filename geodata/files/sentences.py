"""Small pieces of the sentences that readers say: a number with its noun, a list that does not run on."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from numbers import Integral

NAMES_SHOWN = 12


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> count(1, "row"), count(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(names: Iterable[object]) -> str:
    """Return the first names and how many more there are.

    Examples
    --------
    >>> listed(["b", "a"])
    'a, b'
    >>> listed([10, 9])
    '9, 10'
    """
    every = [str(name) for name in sorted(set(names), key=_order)]
    more = len(every) - NAMES_SHOWN
    return ", ".join(every[:NAMES_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _order(name: object) -> tuple[int, str]:
    """Numbers in their own order, before text."""
    return (int(name), "") if isinstance(name, Integral) else (sys.maxsize, str(name))
