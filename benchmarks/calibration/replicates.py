"""The Bureau's variance: successive difference replication with 80 replicates.

Sources: Fay and Train (1995), "Aspects of Survey and Model-Based Postcensal Estimation of Income and Poverty
Characteristics for States and Counties", ASA Proceedings of the Section on Government Statistics; U.S. Census
Bureau, *American Community Survey Design and Methodology*, chapter 12; Ash (2014), "Using successive
difference replication for estimating variances", *Survey Methodology* 40.

The i-th address in order of selection is given two rows of an 80 x 80 Hadamard matrix a, and in replicate r
its weight is multiplied by 1 + 2^(-3/2) a[R1, r] - 2^(-3/2) a[R2, r]: 1.7, 1.0 or 0.3. Neighbours share a row,
so that the replicates measure differences of neighbours. With the estimate e and its replicates e_r,

    SE = sqrt(4 / 80 * sum (e_r - e)^2),   MOE = 1.645 SE
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from planning.arrays import Floats
from planning.need.estimates import Z_90

REPLICATES = 80
_PRIME = REPLICATES - 1


@lru_cache(maxsize=1)
def hadamard_80() -> npt.NDArray[np.int8]:
    """Return a Hadamard matrix of order 80 by Paley's construction: 79 is a prime that leaves 3 by 4."""
    squares = {k * k % _PRIME for k in range(1, _PRIME)}
    character = np.array([0] + [1 if k in squares else -1 for k in range(1, _PRIME)])
    jacobsthal = character[(np.arange(_PRIME)[:, None] - np.arange(_PRIME)[None, :]) % _PRIME]
    matrix = np.ones((REPLICATES, REPLICATES), dtype=np.int8)
    matrix[1:, 1:] = jacobsthal + np.eye(_PRIME, dtype=int)
    matrix[1:, 0] = -1
    return matrix


@lru_cache(maxsize=4)
def replicate_factors(addresses: int) -> npt.NDArray[np.float32]:
    """Return the factors of so many addresses in order of selection, addresses x replicates.

    The rows walk round the 79 rows that are not all ones, with a longer step on each round, so that addresses
    79 apart do not share both rows.
    """
    position = np.arange(addresses)
    step = position // _PRIME % (_PRIME - 1) + 1
    first = position % _PRIME * step % _PRIME
    second = (first + step) % _PRIME
    matrix = hadamard_80()[1:].astype(np.float32)
    return 1 + np.float32(2**-1.5) * (matrix[first] - matrix[second])


def margin(estimate: Floats, replicates: Floats) -> Floats:
    """Return the 90 % margin; the replicates are the last axis."""
    squares = ((replicates - estimate[..., None]) ** 2).sum(axis=-1)
    return Z_90 * np.sqrt(4 / REPLICATES * squares)
