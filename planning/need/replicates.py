"""The exact sampling error of any sum or share, from the Census Bureau's 80 variance replicates.

Beside each figure of some tables the Bureau publishes what it would have been in eighty repetitions of the survey. With
x the figure, or anything made of figures, and x_r the same made of the r-th replicates,

    variance = 4/80 * sum (x_r - x)^2,   margin = 1.645 * its root

(U.S. Census Bureau, *Variance Replicate Estimate Tables*; Fay and Train 1995). As replicates add up like the figures
do, this holds the covariance of tracts, languages and totals that the usual formula takes for none: two languages of
one tract share its households, and neighbors share the weights they were given.

A figure of zero has eighty replicates of zero, which is no certainty: the largest margin of the zeros counts once, as
in the usual formula. A figure without replicates counts by its own margin, as if it stood alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import coo_array, csr_array

from planning.arrays import Flags, Floats, Indices
from planning.need.estimates import Z_90, proportion_moe

REPLICATES = 80
VARIANCE_FACTOR = 4 / REPLICATES
"""What the sum of the squared differences is multiplied by: the Bureau's own."""

Deviations = npt.NDArray[np.float32]
"""Replicate less estimate, persons: whole numbers, which 32 bits hold exactly up to 16 million."""


@dataclass(frozen=True, slots=True, eq=False)
class Errors:
    """The errors of some tracts' figures.

    Attributes
    ----------
    deviations : array, shape (tracts, figures, 80)
        Replicate less estimate, persons; zero where there are none, and where the estimate is.
    known : array of bool, shape (tracts, figures)
        Which figures have replicates.
    """

    deviations: Deviations
    known: Flags

    def counted(self, weights: Floats) -> Errors:
        """Return those of the one figure with weights of its own a tract, once for each column of the weights.

        Parameters
        ----------
        weights : array, shape (tracts, columns)
            As when some tracts do not count: 0, or 1.

        Examples
        --------
        >>> found = errors_of(np.array([[100.0]]), np.full((1, 1, 80), 104.0)).counted(np.array([[0.0, 1.0]]))
        >>> found.deviations[0, :, 0].tolist()
        [0.0, 4.0]
        """
        deviations = (self.deviations * weights[:, :, None]).astype(np.float32)
        return Errors(deviations, np.broadcast_to(self.known, weights.shape))

    def at(self, rows: Indices) -> Errors:
        """Return those of the tracts in these rows; -1 is a tract that is not here, and has none."""
        here = rows >= 0
        return Errors(
            np.where(here[:, None, None], self.deviations[rows], np.float32(0)), here[:, None] & self.known[rows]
        )


def only(errors: Errors | None, *figures: int) -> Errors | None:
    """Return the errors of some figures, by their places; None of None."""
    return None if errors is None else Errors(errors.deviations[:, figures], errors.known[:, figures])


@dataclass(frozen=True, slots=True, eq=False)
class Replicates:
    """How far the figures of a language table were off in eighty repetitions of the survey.

    Attributes
    ----------
    geoids : Index
        The tracts, as the table has them.
    pop5, lep, very_well : Errors
        Of the people 5 and over (one figure), and of the languages in the table's order.
    tracts_without : int
        How many tracts that have figures have no replicates of any.
    """

    geoids: pd.Index
    pop5: Errors
    lep: Errors
    very_well: Errors
    tracts_without: int = 0

    def along(self, tracts: pd.Index) -> Replicates:
        """Return those of some tracts, in their order."""
        if tracts.equals(self.geoids):
            return self
        rows = self.geoids.get_indexer(tracts)
        return Replicates(tracts, self.pop5.at(rows), self.lep.at(rows), self.very_well.at(rows), self.tracts_without)


def errors_of(estimates: Floats, replicates: Floats) -> Errors:
    """Return the errors of figures from their replicates.

    Parameters
    ----------
    estimates : array, shape (tracts, figures)
        NaN where missing: then there is no error either.
    replicates : array, shape (tracts, figures, 80)
        NaN where there are none.

    Examples
    --------
    >>> found = errors_of(np.array([[100.0, 0.0]]), np.full((1, 2, 80), 104.0))
    >>> found.deviations[0, :, 0].tolist(), found.known.tolist()
    ([4.0, 0.0], [[True, True]])
    """
    known = ~np.isnan(replicates).any(axis=2) & ~np.isnan(estimates)
    moved = known & (estimates != 0)
    deviations = np.where(moved[:, :, None], replicates - estimates[:, :, None], 0.0).astype(np.float32)
    return Errors(deviations, known)


@dataclass(frozen=True, slots=True, eq=False)
class AreaErrors:
    """The sampling error of weighted sums, one an area, or one an area and figure.

    Attributes
    ----------
    alone : array, shape (areas,) or (areas, figures)
        By the usual formula, in squared margins: of figures without replicates, and of zeros.
    together : array, that shape and 80, or None
        Replicate less estimate of the sum; None where nothing has replicates, so that ``alone`` is all there is.
    """

    alone: Floats
    together: Floats | None = None

    @property
    def moe(self) -> Floats:
        """The 90 % margin of each sum, persons; NaN where a margin that counts is missing."""
        return np.sqrt(self.alone if self.together is None else self.alone + _squared_margin(self.together))


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """The weights of tracts in areas that are not zero, one array entry each.

    Attributes
    ----------
    areas : int
        How many there are.
    row, column : array of int
        The area and the tract of each entry.
    weight : array
    """

    areas: int
    row: Indices
    column: Indices
    weight: Floats
    _sums: csr_array = field(init=False, repr=False)
    """Areas by entries: ones where an entry is the area's."""

    def __post_init__(self) -> None:
        ones = (np.ones(len(self.row)), (self.row, np.arange(len(self.row))))
        object.__setattr__(self, "_sums", csr_array(coo_array(ones, shape=(self.areas, len(self.row)))))

    def by_area(self, values: Floats) -> Floats:
        """Return the sum of entries by area; of several columns, of each by itself."""
        if values.ndim == 1:
            return np.bincount(self.row, weights=values, minlength=self.areas).astype(float)
        sums: Floats = self._sums @ values
        return sums

    def _largest(self, values: Floats) -> Floats:
        """Return the largest of the entries by area, column by column; zero where there is none."""
        first, found = self._sums.indptr, np.zeros((self.areas, values.shape[1]))
        there = np.diff(first) > 0
        if there.any():
            found[there] = np.maximum.reduceat(values[self._sums.indices], first[:-1][there])
        return found

    def errors(self, cells: Floats, moes: Floats, errors: Errors | None = None) -> AreaErrors:
        """Return the sampling error of the weighted sum of some figures, by area.

        Parameters
        ----------
        cells, moes : array, shape (entries, figures)
            Figures and margins of each entry's tract. A missing figure (NaN) is left out; a missing margin beside a
            figure makes the area's missing.
        errors : Errors, optional
            Of the tracts that ``column`` numbers. Without them this is the usual formula: the root of squares, of the
            zeros the largest, once.

        Examples
        --------
        Two tracts of 100 people whose errors are opposed; with a zero of 12 beside them:

        >>> up = np.tile([10.0, -10.0], 40)
        >>> errors = errors_of(np.array([[100.0], [100.0], [0.0]]), 100 + np.array([[up], [-up], [up * 0 - 100]]))
        >>> entries = Entries(1, np.zeros(3, dtype=int), np.arange(3), np.ones(3))
        >>> cells, moes = np.array([[100.0], [100.0], [0.0]]), np.array([[32.9], [32.9], [12.0]])
        >>> entries.errors(cells, moes).moe.round(1).tolist(), entries.errors(cells, moes, errors).moe.tolist()
        ([48.1], [12.0])
        """
        rest, at_zero = self._squares(cells, moes, errors)
        with np.errstate(invalid="ignore"):
            alone = rest.sum(axis=1) + at_zero.max(axis=1)
        return AreaErrors(
            alone, None if errors is None else self._weights(errors) @ errors.deviations.sum(axis=1, dtype=float)
        )

    def errors_each(self, cells: Floats, moes: Floats, errors: Errors | None = None) -> AreaErrors:
        """Return what ``errors`` says of each figure by itself, one column each.

        Examples
        --------
        >>> entries = Entries(1, np.zeros(2, dtype=int), np.arange(2), np.ones(2))
        >>> cells, moes = np.array([[100.0, 0.0], [50.0, 0.0]]), np.array([[30.0, 12.0], [40.0, 13.0]])
        >>> entries.errors_each(cells, moes).moe.tolist()
        [[50.0, 13.0]]
        """
        rest, at_zero = self._squares(cells, moes, errors)
        if errors is None:
            return AreaErrors(rest + at_zero)
        tracts, figures, repetitions = errors.deviations.shape
        laid = errors.deviations.reshape(tracts, figures * repetitions).astype(float)
        return AreaErrors(rest + at_zero, (self._weights(errors) @ laid).reshape(self.areas, figures, repetitions))

    def _squares(self, cells: Floats, moes: Floats, errors: Errors | None) -> tuple[Floats, Floats]:
        """Return by area and figure the squared margins that are added, and the largest of those at zero."""
        known = ~np.isnan(cells)
        squares = np.where(known, (self.weight[:, None] * moes) ** 2, 0.0)
        zero = known & (cells == 0)
        apart = zero if errors is None else zero | errors.known[self.column]
        # A missing margin makes the area's margin missing, as it should.
        return self.by_area(np.where(apart, 0.0, squares)), self._largest(np.where(zero, squares, 0.0))

    def _weights(self, errors: Errors) -> csr_array:
        return csr_array(coo_array((self.weight, (self.row, self.column)), shape=(self.areas, len(errors.known))))


def share_moe(part: Floats, part_errors: AreaErrors, whole: Floats, whole_errors: AreaErrors) -> Floats:
    """Return the margin of part / whole: the share made anew in every replicate.

    What has no replicates goes by the usual formula of a proportion.

    Examples
    --------
    Part and whole rise and fall together, so that the share stands still:

    >>> up = np.tile([0.1, -0.1], 40)[None, :]
    >>> part, whole = np.array([100.0]), np.array([500.0])
    >>> nothing = np.zeros(1)
    >>> share_moe(part, AreaErrors(nothing, 100 * up), whole, AreaErrors(nothing, 500 * up)).round(9).tolist()
    [0.0]
    >>> share_moe(part, AreaErrors(np.array([400.0])), whole, AreaErrors(np.array([900.0]))).round(5).tolist()
    [0.03816]
    """
    alone = proportion_moe(part, np.sqrt(part_errors.alone), whole, np.sqrt(whole_errors.alone))
    if part_errors.together is None or whole_errors.together is None:
        return alone
    with np.errstate(divide="ignore", invalid="ignore"):
        again = (part[..., None] + part_errors.together) / (whole[..., None] + whole_errors.together)
        moved: Floats = again - (part / whole)[..., None]
    return np.sqrt(alone**2 + _squared_margin(moved))


def _squared_margin(moved: Floats) -> Floats:
    """Return the squared 90 % margin of figures from what they are more or less in their replicates."""
    squares: Floats = Z_90**2 * VARIANCE_FACTOR * (moved**2).sum(axis=-1)
    return squares
