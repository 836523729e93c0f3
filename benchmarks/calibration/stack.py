"""Many samples of one city as one large table: the same figures, at a tenth of the time.

Most of what a table takes is overhead of the call, not of the rows. So the tables of several samples are laid below
one another, every tract and area under the sample's own name, and go through the product together. Nothing of one
sample enters a figure of another: weights are zero between them, and the one figure that is pooled over a table, the
clustering, is handed over sample by sample.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.sparse import block_diag, csr_array, vstack

from benchmarks.calibration.truth import Level
from planning.arrays import Floats
from planning.need.crosswalk import Crosswalk
from planning.need.intervals import clustering
from planning.need.need import LanguageTable

TOGETHER = 10
"""Samples in one table."""


def stack_level(level: Level, samples: int) -> Level:
    """Return the level so many times over."""
    walk = level.crosswalk
    inside = csr_array(walk.weights[:-1])
    outside = csr_array(walk.weights[-1:])
    below = csr_array(np.tile(outside.toarray(), (1, samples)))
    crosswalk = Crosswalk(
        tuple(_named(sample, tract) for sample in range(samples) for tract in walk.tract_ids),
        (*(_named(sample, area) for sample in range(samples) for area in walk.area_ids[:-1]), walk.area_ids[-1]),
        csr_array(vstack([block_diag([inside] * samples), below])),
        np.tile(walk.tract_size, samples),
        walk.size_unit,
    )
    truth = pd.concat([_renamed(level.truth, sample) for sample in range(samples)])
    form = {_named(sample, area): form for sample in range(samples) for area, form in level.form.items()}
    return Level(level.name, crosswalk, form, truth)


def stack_tables(tables: Sequence[LanguageTable]) -> LanguageTable:
    """Return the tables below one another, tracts under their sample's name."""

    def stacked(name: str) -> pd.DataFrame | pd.Series:
        frames = [getattr(table, name) for table in tables]
        whole = pd.concat(frames)
        whole.index = pd.Index(
            [_named(sample, tract) for sample, frame in enumerate(frames) for tract in frame.index], name="geoid"
        )
        return whole

    fields = ("pop5", "pop5_moe", "lep", "lep_moe", "very_well", "very_well_moe")
    return LanguageTable(**{name: stacked(name) for name in fields}, reasons=tables[0].reasons)


def stack_clustering(tables: Sequence[LanguageTable], level: Level) -> Floats:
    """Return the clustering of each sample's own table, by area of the stacked level."""
    areas = (len(level.crosswalk.area_ids) - 1) // len(tables)
    known = np.repeat([clustering(table) for table in tables], areas)
    return np.append(known, clustering(tables[0]))


def _named(sample: int, name: str) -> str:
    return f"{sample:02d}/{name}"


def _renamed(truth: pd.DataFrame, sample: int) -> pd.DataFrame:
    areas = [_named(sample, str(area)) for area in truth.index.get_level_values("area_id")]
    index = pd.MultiIndex.from_arrays([areas, truth.index.get_level_values("language")], names=truth.index.names)
    return truth.set_axis(index)
