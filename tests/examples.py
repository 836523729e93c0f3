"""How many examples a property is tried on: some with every run of the tests, all with ``make test-properties``."""

from __future__ import annotations

import os

from hypothesis import settings

ALL_EXAMPLES = "COMMON_TONGUE_EXAMPLES"
SHARE, FEWEST = 3, 10


def examples(count: int) -> settings:
    """Return the settings of a property that takes its time: ``count`` examples, a third of them unless all are due."""
    return settings(max_examples=due(count), deadline=None)


def due(count: int) -> int:
    """Return how many of so many examples are tried now."""
    return count if os.environ.get(ALL_EXAMPLES) == "all" else max(count // SHARE, FEWEST)
