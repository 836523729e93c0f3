"""How many examples a property is tried on: some with every run of the tests, all with ``make test-slow``."""

from __future__ import annotations

import os

from hypothesis import settings

ALL_EXAMPLES = "COMMON_TONGUE_EXAMPLES"
SHARE, FEWEST = 3, 10


def examples(count: int) -> settings:
    """Return the settings of a property that takes its time: ``count`` examples, a third of them unless all are due."""
    everything = os.environ.get(ALL_EXAMPLES) == "all"
    return settings(max_examples=count if everything else max(count // SHARE, FEWEST), deadline=None)
