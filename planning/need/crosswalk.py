"""Which share of every tract's people lives in which area: a sparse table of weights.

The weights are plain data, made at the edge (``geodata.department.crosswalk``) from population points and used here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.sparse import coo_array, csr_array

from planning.arrays import Floats, Indices

OUTSIDE = "(outside)"
"""The area id of what lies in none of the department's areas."""

WHOLE = 1e-12
"""A weight this near to zero is none, and this near to one is a whole tract: rounding, not people."""


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Weights from tracts to areas.

    Attributes
    ----------
    tract_ids : tuple of str
        GEOIDs, one a column of ``weights``.
    area_ids : tuple of str
        Area ids in text order, one a row of ``weights``; the last is always ``(outside)``.
    weights : csr_array, shape (areas, tracts)
        Share in [0, 1] of the tract's people who live in the area. Every column sums to one.
    tract_size : array, shape (tracts,)
        How much each tract counts when the part of a figure that is missing is told: people at its population
        points, or square kilometres where no points were given.
    size_unit : {"people", "km2"}
    """

    tract_ids: tuple[str, ...]
    area_ids: tuple[str, ...]
    weights: csr_array
    tract_size: Floats
    size_unit: Literal["people", "km2"] = "people"

    @classmethod
    def from_triples(
        cls,
        triples: Mapping[tuple[str, str], float],
        tract_ids: tuple[str, ...],
        area_ids: tuple[str, ...],
        tract_size: Floats,
        size_unit: Literal["people", "km2"] = "people",
    ) -> Crosswalk:
        """Build from ``{(tract, area): weight}``; what a tract lacks to one goes to ``(outside)``.

        Examples
        --------
        >>> walk = Crosswalk.from_triples({("t1", "a"): 0.75}, ("t1",), ("a",), np.array([100.0]))
        >>> walk.area_ids, walk.weights.toarray().ravel().tolist()
        (('a', '(outside)'), [0.75, 0.25])
        """
        column = {tract: k for k, tract in enumerate(tract_ids)}
        row = {area: k for k, area in enumerate(area_ids)}
        columns = np.array([column[tract] for tract, _ in triples], dtype=np.intp)
        rows = np.array([row[area] for _, area in triples], dtype=np.intp)
        weights = np.array(list(triples.values()), dtype=float)
        return cls.from_arrays(columns, rows, weights, tract_ids, area_ids, tract_size, size_unit)

    @classmethod
    def from_arrays(
        cls,
        tract: Indices,
        area: Indices,
        weight: Floats,
        tract_ids: tuple[str, ...],
        area_ids: tuple[str, ...],
        tract_size: Floats,
        size_unit: Literal["people", "km2"] = "people",
    ) -> Crosswalk:
        """Build from the numbers of a tract and an area, and the weight of each such pair; each pair once.

        What a tract lacks to one goes to ``(outside)``.

        Examples
        --------
        >>> one = np.array([0])
        >>> walk = Crosswalk.from_arrays(one, one, np.array([0.75]), ("t1",), ("a",), np.array([100.0]))
        >>> walk.weights.toarray().ravel().tolist()
        [0.75, 0.25]
        """
        there = weight > WHOLE
        tract, area, weight = tract[there], area[there], np.where(weight[there] >= 1 - WHOLE, 1.0, weight[there])
        rest = 1.0 - np.bincount(tract, weight, len(tract_ids))
        outside = np.flatnonzero(rest > WHOLE)
        rows = np.concatenate([area, np.full(len(outside), len(area_ids))])
        columns, values = np.concatenate([tract, outside]), np.concatenate([weight, rest[outside]])
        weights = csr_array(coo_array((values, (rows, columns)), shape=(len(area_ids) + 1, len(tract_ids))))
        weights.sort_indices()  # sums are the same to the bit, however the pairs came
        return cls(tract_ids, (*area_ids, OUTSIDE), weights, tract_size, size_unit)

    def grouped(self, group_of: Mapping[str, str]) -> Crosswalk:
        """Return the crosswalk to coarser areas; ``(outside)`` stays itself.

        Parameters
        ----------
        group_of : mapping of area id to coarser area id
            Must name every area but ``(outside)``.
        """
        groups = tuple(sorted({group_of[area] for area in self.area_ids[:-1]}))
        row = {group: k for k, group in enumerate((*groups, OUTSIDE))}
        target = [row[group_of[area]] for area in self.area_ids[:-1]] + [len(groups)]
        merge = csr_array(
            coo_array((np.ones(len(target)), (target, range(len(target)))), shape=(len(row), len(target)))
        )
        weights = csr_array(merge @ self.weights)
        # A product has its columns in any order. Sums go along them, and one area at two levels is one figure.
        weights.sort_indices()
        weights.data[weights.data >= 1 - WHOLE] = 1.0
        return Crosswalk(self.tract_ids, (*groups, OUTSIDE), weights, self.tract_size, self.size_unit)
