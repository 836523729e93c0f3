"""Tracts, areas that cut some of them, people and a language table, of any size: seeded, in the shapes of real ones.

The ground is a lattice whose lines wind, twice as fine as the tracts. A tract is two cells by two; an area is three or
four by about as many, so that its borders follow those of tracts on some sides and cut through tracts on others, as
beats do. Some areas reach a cell into their neighbor's ground. People stand in all cells of a tract. Tracts of the
margin may lie in no area.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, sqrt

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geodata.department.department import Department
from geodata.department.settings import Settings
from planning.arrays import Floats, Whole
from planning.languages.groups import LANGUAGE_IDS
from planning.need.need import LanguageTable

CRS = "EPSG:32614"
CORNER = (400_000.0, 3_600_000.0)
"""Where the ground begins, in meters of ``CRS``."""
CELL_M = 750.0
"""Side of a cell: half a tract's."""
BENDS = 8
"""Corner points of a cell's side: a tract has 64, about what the Bureau's cartographic files have."""
BEND_SHARE = 0.05
"""How far a line strays from straight, as a share of a cell's side."""
OVERLAPPING = 0.04
"""The share of areas that reach into a neighbor's ground."""
MISSING = 0.01
"""The share of cells of the language table that were not published."""
PEOPLE_A_TRACT = 4_000.0
ZERO_MARGIN = 12.0


@dataclass(frozen=True, slots=True)
class Country:
    """Made ground, in meters of ``CRS``.

    Attributes
    ----------
    tracts : GeoDataFrame with geoid
    areas : GeoDataFrame with area_id
        Sorted by id.
    points : GeoDataFrame with pop, geoid
        ``geoid`` is a block's: it begins with that of the tract that the point was made for, in which it lies.
    language : LanguageTable
    """

    tracts: gpd.GeoDataFrame
    areas: gpd.GeoDataFrame
    points: gpd.GeoDataFrame
    language: LanguageTable

    def department(self, *, points: bool = True) -> Department:
        """Return the whole as one department, in degrees as departments are, with its points or by land alone."""
        settings = Settings("Made Country", 2022, "area_id", (), CRS)
        population = self.points.to_crs(4326) if points else None
        areas, tracts = self.areas.to_crs(4326), self.tracts.to_crs(4326)
        return Department(settings, areas, tracts, self.language, population=population)


def build_country(tracts: int, areas: int, points_a_tract: int = 40, seed: int = 0) -> Country:
    """Return made ground of so many tracts and areas.

    Examples
    --------
    >>> country = build_country(30, 9, points_a_tract=2)
    >>> len(country.tracts), len(country.areas), len(country.points)
    (30, 9, 60)
    >>> country.points.equals(build_country(30, 9, points_a_tract=2).points)
    True
    """
    random = np.random.default_rng(seed)
    across = ceil(sqrt(tracts))
    down = ceil(tracts / across)
    lattice = _Lattice.wound(2 * down, 2 * across, random)
    tract_row, tract_column = np.divmod(np.arange(tracts), across)
    boxes = np.column_stack([2 * tract_row, 2 * tract_column, 2 * tract_row + 2, 2 * tract_column + 2])
    geoids = np.array([f"{10 + k // 1_000_000:02d}{k // 1_000 % 1_000:03d}{k % 1_000:06d}" for k in range(tracts)])
    area_boxes = _area_boxes(2 * down, 2 * across, areas, random)
    area_ids = [f"{k:06d}" for k in range(areas)]
    return Country(
        gpd.GeoDataFrame({"geoid": pd.array(geoids, dtype="str")}, geometry=lattice.loops(boxes), crs=CRS),
        gpd.GeoDataFrame({"area_id": pd.array(area_ids, dtype="str")}, geometry=lattice.loops(area_boxes), crs=CRS),
        _people(boxes, geoids, points_a_tract, random),
        made_table(geoids, random),
    )


@dataclass(frozen=True, slots=True)
class _Lattice:
    """Corner points along winding lines: ``across`` is (line, step, xy), ``down`` is (step, line, xy)."""

    across: Floats
    down: Floats

    @classmethod
    def wound(cls, rows: int, columns: int, random: np.random.Generator) -> _Lattice:
        step = CELL_M / BENDS
        x, y = np.arange(columns * BENDS + 1) * step, np.arange(rows * BENDS + 1) * step
        across = np.stack(np.meshgrid(x, y[::BENDS]), axis=-1)
        down = np.stack(np.meshgrid(x[::BENDS], y), axis=-1)
        # Corners of cells stay where they are: there the lines of both ways meet.
        across[..., 1] += _strays(across.shape[:2], random) * (np.arange(len(x)) % BENDS != 0)
        down[..., 0] += _strays(down.shape[:2], random) * (np.arange(len(y)) % BENDS != 0)[:, None]
        return cls(across + CORNER, down + CORNER)

    def loops(self, boxes: Whole) -> list[shapely.Polygon]:
        """Return the polygon around each box of cells: first row and column, and those after the last."""
        return [shapely.Polygon(self._loop(*box)) for box in (boxes * BENDS).tolist()]

    def _loop(self, top: int, left: int, bottom: int, right: int) -> Floats:
        sides = (
            self.across[top // BENDS, left:right],
            self.down[top:bottom, right // BENDS],
            self.across[bottom // BENDS, left + 1 : right + 1][::-1],
            self.down[top + 1 : bottom + 1, left // BENDS][::-1],
        )
        return np.concatenate(sides)


def _strays(shape: tuple[int, ...], random: np.random.Generator) -> Floats:
    """Return how far each corner point lies beside the straight line, meters; lines never cross."""
    return random.normal(0, BEND_SHARE * CELL_M / 3, shape).clip(-CELL_M / BENDS, CELL_M / BENDS)


def _area_boxes(rows: int, columns: int, areas: int, random: np.random.Generator) -> Whole:
    """Return stripes of boxes over all but the last row and column of cells, in random order."""
    stripes = max(1, round(sqrt(areas * rows / columns)))
    tops = np.linspace(0, rows - 1, stripes + 1).round().astype(int)
    boxes = []
    for stripe, (top, bottom) in enumerate(pairwise(tops.tolist())):
        lefts = np.linspace(0, columns - 1, areas // stripes + (stripe < areas % stripes) + 1).round().astype(int)
        boxes += [(top, left, bottom, right) for left, right in pairwise(lefts.tolist())]
    found = random.permutation(np.array(boxes))
    reaching = random.random(areas) < OVERLAPPING
    found[reaching, 2:] += 1
    return found


def _people(boxes: Whole, geoids: npt.NDArray[np.str_], each: int, random: np.random.Generator) -> gpd.GeoDataFrame:
    """Return so many points a tract, strewn over it as far as lines may stray, with people by a heavy tail."""
    shape, rim = (len(boxes), each), 1 / BENDS
    down, across = (random.uniform(rim, 2 - rim, shape) for _ in range(2))
    x, y = (across + boxes[:, 1:2]) * CELL_M + CORNER[0], (down + boxes[:, 0:1]) * CELL_M + CORNER[1]
    people = random.lognormal(0, 1, shape)
    people = np.ceil(people / people.sum(axis=1, keepdims=True) * PEOPLE_A_TRACT)
    blocks = np.char.add(np.repeat(geoids, each), np.tile([f"{1000 + k:04d}" for k in range(each)], len(boxes)))
    return gpd.GeoDataFrame(
        {"pop": people.ravel(), "geoid": pd.array(blocks, dtype="str")},
        geometry=shapely.points(x.ravel(), y.ravel()),
        crs=CRS,
    )


def made_table(geoids: npt.NDArray[np.str_], random: np.random.Generator) -> LanguageTable:
    """Return a language table of tracts: skewed, lumpy, half of it zeros, some cells missing."""
    index, shape = pd.Index(geoids, dtype="str"), (len(geoids), len(LANGUAGE_IDS))

    def counts(scale: float) -> tuple[pd.DataFrame, pd.DataFrame]:
        people = np.where(random.random(shape) < 0.5, 0.0, random.gamma(0.6, scale, shape).round())
        margins = np.where(people > 0, np.exp(1.17 + 0.735 * np.log(np.maximum(people, 1))).round(), ZERO_MARGIN)
        gone = random.random(shape) < MISSING
        frames = (np.where(gone, np.nan, cells) for cells in (people, margins))
        lep, moe = (pd.DataFrame(cells, index, list(LANGUAGE_IDS)) for cells in frames)
        return lep, moe

    people = pd.Series(random.uniform(2_000, 6_000, len(geoids)).round(), index)
    reasons = pd.DataFrame({"geoid": [], "column": [], "reason": []}, dtype="str")
    return LanguageTable(people, (people * 0.08).round(), *counts(80.0), *counts(120.0), reasons)
