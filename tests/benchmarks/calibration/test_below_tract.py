"""How far block groups' counts are believed: not at all where they scatter by noise, nearly where speakers gather."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.calibration.below_tract import BROAD, GROUPS, trust
from benchmarks.calibration.ground import BLOCK_GROUPS_PER_TRACT, TRACTS
from planning.languages.groups import LANGUAGE_IDS


def test_counts_are_believed_as_far_as_noise_does_not_explain_them() -> None:
    random, even = np.random.default_rng(0), np.full(GROUPS, 1 / BLOCK_GROUPS_PER_TRACT)
    noise = 40 * random.poisson(100 / 40, GROUPS)
    assert trust(noise, even, 40.0) < 0.15
    gathered = np.tile([1000.0, 10.0, 10.0], TRACTS)
    assert trust(gathered, even, 40.0) == pytest.approx(1 - 40 * 460 / 653400, abs=0.02)
    assert trust(np.zeros(GROUPS), even, 40.0) == 0.0


def test_every_group_of_the_tract_table_is_in_one_broad_group() -> None:
    assert sorted(language for languages in BROAD.values() for language in languages) == sorted(LANGUAGE_IDS)
