"""The ground of a calibration city: blocks, block groups, tracts and beats on a square lattice.

Blocks are the atoms. Tracts are 6 x 6 blocks, so that every beat edge either follows a tract line or runs
through the middle of tracts::

      columns of blocks  0 ............ 35 | 36 .......... 59 | 60 ..... 71
                         18 beats of       | 12 beats that    | 24 beats the size
                         2 x 2 whole       | cut tracts, some | of a tract, each a
                         tracts            | tracts whole     | part of four or so
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter

from planning.arrays import Flags, Floats, Whole

SIDE = 72
"""Blocks along a side of the city."""
TRACT_SIDE = 6
"""Blocks along a side of a tract."""
BLOCK_M = 170.0
"""Metres along a side of a block."""
TRACTS_ACROSS = SIDE // TRACT_SIDE
TRACTS = TRACTS_ACROSS**2
BLOCKS = SIDE**2
BLOCK_GROUPS_PER_TRACT = 3
FIRST_CUT_COLUMN = 36
FIRST_SMALL_COLUMN = 60

WHOLE, CUT, SMALL = "whole tracts", "cuts tracts", "smaller than a tract"
"""The three forms of beat."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where everything lies; arrays by block unless said.

    Attributes
    ----------
    tract, block_group, beat : array of int
        Position of the block's tract, block group and beat.
    x, y : array of float
        Centre, metres.
    density : array of float
        Homes to be expected, relative; zero in parks and yards. Neighbouring blocks are alike.
    near_edge : array of bool
        Whether the block is within two blocks of another beat.
    beat_form : tuple of str, by beat
        ``WHOLE``, ``CUT`` or ``SMALL``.
    """

    tract: Whole
    block_group: Whole
    beat: Whole
    x: Floats
    y: Floats
    density: Floats
    near_edge: Flags
    beat_form: tuple[str, ...]

    @property
    def tract_ids(self) -> tuple[str, ...]:
        return tuple(f"99002{(k + 1) * 100:06d}" for k in range(TRACTS))

    @property
    def beat_ids(self) -> tuple[str, ...]:
        return tuple(f"{k + 1:03d}" for k in range(len(self.beat_form)))


def build_ground(rng: np.random.Generator) -> Ground:
    """Return a ground; density, and where the cutting beats' edges run, are left to chance."""
    row, column = (axis.ravel() for axis in np.indices((SIDE, SIDE)))
    tract = row // TRACT_SIDE * TRACTS_ACROSS + column // TRACT_SIDE
    density = _density(rng, tract)
    beat, forms = _beats(rng, row, column)
    return Ground(
        tract=tract,
        block_group=tract * BLOCK_GROUPS_PER_TRACT + _strips(tract, density),
        beat=beat,
        x=(column + 0.5) * BLOCK_M,
        y=(row + 0.5) * BLOCK_M,
        density=density,
        near_edge=_near_edge(beat.reshape(SIDE, SIDE)).ravel(),
        beat_form=forms,
    )


def _beats(rng: np.random.Generator, row: Whole, column: Whole) -> tuple[Whole, tuple[str, ...]]:
    whole = row // 12 * 3 + column // 12
    # Offsets 1 to 5 of six blocks: an edge never falls on a tract line.
    middle = FIRST_CUT_COLUMN + 12 + int(rng.integers(-5, 0))
    edges = [np.arange(12, SIDE, 12) + rng.integers(1, 6, SIDE // 12 - 1) for _ in range(2)]
    side = (column >= middle).astype(int)
    cut_row = np.where(side == 0, np.searchsorted(edges[0], row, "right"), np.searchsorted(edges[1], row, "right"))
    cut = 18 + side * 6 + cut_row
    shift = int(rng.integers(2, 5))
    small_row = np.minimum((row + shift) // 6, 11)
    small = 30 + (column >= FIRST_SMALL_COLUMN + 5) * 12 + small_row
    beat = np.where(column < FIRST_CUT_COLUMN, whole, np.where(column < FIRST_SMALL_COLUMN, cut, small))
    return beat.astype(np.int64), (WHOLE,) * 18 + (CUT,) * 12 + (SMALL,) * 24


def _density(rng: np.random.Generator, tract: Whole) -> Floats:
    """Return homes by block, relative: every tract drawn to hold about as many, as the Bureau draws them."""
    smooth = gaussian_filter(rng.normal(size=(SIDE, SIDE)), sigma=2.0)
    density = np.exp(0.8 * smooth.ravel() / smooth.std() + 0.6 * rng.normal(size=BLOCKS))
    density[rng.random(BLOCKS) < 0.12] = 0.0
    size = rng.lognormal(0, 0.25, TRACTS)
    return density * (size / np.bincount(tract, density, minlength=TRACTS))[tract]


def _strips(tract: Whole, density: Floats) -> Whole:
    """Return which block group of its tract a block belongs to: strips of about as many homes each."""
    order = np.lexsort((np.arange(BLOCKS), tract))
    below = density[order].reshape(TRACTS, -1).cumsum(axis=1)
    share = (below - density[order].reshape(TRACTS, -1) / 2) / below[:, -1:]
    strip = np.empty(BLOCKS, dtype=np.int64)
    strip[order] = np.minimum(share * BLOCK_GROUPS_PER_TRACT, BLOCK_GROUPS_PER_TRACT - 1).astype(np.int64).ravel()
    return strip


def _near_edge(beat: Whole) -> Flags:
    near = np.zeros(beat.shape, dtype=bool)
    for step in (1, 2):
        across, along = beat[:, step:] != beat[:, :-step], beat[step:] != beat[:-step]
        near[:, step:] |= across
        near[:, :-step] |= across
        near[step:] |= along
        near[:-step] |= along
    return near
