"""How many examples of one kind are tried: some with every run of the tests, all with ``make test-properties``.

One that reads a file a time takes a share of its files there and all of them with ``make test-slow``.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable
from typing import Any

import pytest
from hypothesis import settings

ALL_EXAMPLES = "COMMON_TONGUE_EXAMPLES"
SHARE, FEWEST = 20, 5

ONE_RULE_A_BASE = (
    "hawaii_hrs_321c_3",
    "king_county",
    "maryland_3_percent",
    "nassau_eo_67_2013",
    "new_york_exec_202_a",
    "oakland_2_30",
)
"""A preset for each kind of area that rules are read for: what is tried with every run where all presets are alike."""


def examples(count: int, quick: int = 0, share: int = 0) -> settings:
    """Return the settings of a property that takes its time: ``count`` examples, fewer unless all are due.

    Parameters
    ----------
    quick : int
        How many where not all are due; 0: a twentieth, at least 5.
    share : int
        How many with ``make test-properties``, where all are left to ``make test-slow``; 0: all.
    """
    return settings(max_examples=due(count, quick, share), deadline=None)


def due(count: int, quick: int = 0, share: int = 0) -> int:
    """Return how many of so many examples are tried now."""
    wanted = os.environ.get(ALL_EXAMPLES)
    if wanted == "all" and share:
        return share
    return count if wanted in ("all", "every") else quick or min(count, max(count // SHARE, FEWEST))


def quick_ones(values: Iterable[Any], quick: Container[Any]) -> list[Any]:
    """Return the parameters of a test that is the same for each: those of ``quick`` tried with every run.

    The others have the mark ``thorough`` and are left to ``make test-properties``.
    """
    return [value if value in quick else pytest.param(value, marks=pytest.mark.thorough) for value in values]
