"""Which share of every tract's people lives in which area: a sparse table of weights.

The weights are plain data, made at the edge (``geodata.department.crosswalk``) from population points and used here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.sparse import coo_array, csr_array

from planning.arrays import Floats

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
        inside = np.zeros(len(tract_ids))
        rows: list[int] = []
        columns: list[int] = []
        values: list[float] = []
        for (tract, area), weight in triples.items():
            if weight <= WHOLE:
                continue
            weight = 1.0 if weight >= 1 - WHOLE else weight
            rows.append(row[area])
            columns.append(column[tract])
            values.append(weight)
            inside[column[tract]] += weight
        for k, rest in enumerate(1.0 - inside):
            if rest > WHOLE:
                rows.append(len(area_ids))
                columns.append(k)
                values.append(rest)
        shape = (len(area_ids) + 1, len(tract_ids))
        weights = csr_array(coo_array((values, (rows, columns)), shape=shape))
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
        weights.data[weights.data >= 1 - WHOLE] = 1.0
        return Crosswalk(self.tract_ids, (*groups, OUTSIDE), weights, self.tract_size, self.size_unit)
