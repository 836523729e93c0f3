"""The ground of the demo: tracts, beats and block points of a port city that does not exist.

The city is a lattice of street blocks on two banks of a river and on an island. Blocks are the atoms: tracts
and beats are both groups of blocks, so their edges are shared to the last digit, while a beat may still run
through the middle of a tract, as real ones do. It lies in the open Atlantic, and its GEOIDs begin with a
state code (99) that no state has, so that no invented number can stand on a real neighbourhood.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from planning.arrays import Floats

LON_0, LAT_0 = -38.0, 40.0
"""Where the river meets the harbour: about 1,500 km from any coast."""

KM_PER_DEGREE_LAT = 111.03
KM_PER_DEGREE_LON = 85.39
"""Lengths of a degree at 40 degrees north (WGS 84)."""

COUNTY = "99001"
TOTAL_PEOPLE = 420_000
ROWS = 60
WEST_CUTS = np.array([5, 9, 13, 16, 20, 24])
EAST_CUTS = np.array([4, 8, 11, 15, 20, 24, 28])
"""Block columns at which one column of tracts ends and the next begins; the banks have 28 and 32 columns."""

DISTRICTS = {
    "0": "Old Port",
    "1": "Westhill",
    "2": "North Harbor",
    "3": "Southshore",
    "4": "Millrace",
    "5": "Falls Heights",
}
"""The first digit of a beat's id, and its district."""

WHOLE_TRACT_BEATS = ("01", "12", "33", "52")
"""Beats that follow tract lines: their split bracket has no width."""


@dataclass(frozen=True, slots=True)
class City:
    """The frames of the demo's ground, all EPSG:4326.

    Attributes
    ----------
    tracts : GeoDataFrame
        ``geoid``, ``geometry``.
    beats : GeoDataFrame
        ``area_id``, ``DISTRICT``, ``geometry``; one beat has two parts.
    population : GeoDataFrame
        ``pop``, ``geoid`` (15 digits), point ``geometry``.
    """

    tracts: gpd.GeoDataFrame
    beats: gpd.GeoDataFrame
    population: gpd.GeoDataFrame


def build_city(seed: int) -> City:
    """Return the ground of the demo city.

    Parameters
    ----------
    seed : int
        The same seed gives the same city.

    Examples
    --------
    >>> city = build_city(seed=1)
    >>> len(city.beats), city.beats["DISTRICT"].nunique()
    (24, 6)
    """
    rng = np.random.default_rng(seed)
    west = _bank(rng, columns=28, west=True)
    east = _bank(rng, columns=32, west=False)
    island = _island(rng)
    tract = _tract_labels(rng)
    beat = _beat_labels(tract)
    corners = np.concatenate([_quads(lattice) for lattice in (west, east, island)])
    blocks = shapely.polygons(degrees(corners))
    return City(
        tracts=_dissolve(blocks, tract, "geoid"),
        beats=_beats(blocks, beat),
        population=_population(rng, corners, tract),
    )


def plane(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Return kilometres east and north of the river's mouth.

    Examples
    --------
    >>> east, north = plane(np.array([-37.9]), np.array([40.1]))
    >>> east.round(1).tolist(), north.round(1).tolist()
    ([8.5], [11.1])
    """
    return (lon - LON_0) * KM_PER_DEGREE_LON, (lat - LAT_0) * KM_PER_DEGREE_LAT


def degrees(km: Floats) -> Floats:
    """Return lon, lat; rounded once, so that a shared corner is one point everywhere."""
    scale = np.array([1 / KM_PER_DEGREE_LON, 1 / KM_PER_DEGREE_LAT])
    rounded: Floats = np.round(km * scale + np.array([LON_0, LAT_0]), 7)
    return rounded


def river_at(north: Floats) -> Floats:
    """Return how far east the middle of the river lies, km, so many km north of its mouth."""
    east: Floats = 0.8 * np.sin(0.55 * north) + 0.3 * np.sin(1.3 * north + 1)
    return east


# --- the lattice of blocks -------------------------------------------------------------------------------


def _bank(rng: np.random.Generator, columns: int, west: bool) -> Floats:
    """Return the corners of one bank's blocks in km, shape (rows + 1, columns + 1, 2).

    Blocks are smaller near the river, rows follow the coast, and corners are jittered like old streets.
    """
    v = np.linspace(0, 1, ROWS + 1)[:, None]
    y_along = 2.2 + 11.0 * v
    river = river_at(y_along)
    half_width = 0.10 + 0.35 * (1 - v) ** 3
    s = np.linspace(0, 1, columns + 1)[None, :] ** 1.25
    if west:
        edge = -6.8 + 0.35 * np.sin(0.9 * y_along)
        x = (river - half_width) + (edge - (river - half_width)) * s[:, ::-1]
    else:
        edge = 7.6 + 0.4 * np.sin(0.7 * y_along + 2)
        x = (river + half_width) + (edge - (river + half_width)) * s
    coast = 2.4 * np.exp(-((x - 0.3) ** 2) / 5.0) + 0.18 * np.sin(2.1 * x) + 0.1 * np.sin(4.7 * x + 1)
    north = 13.2 + 0.25 * np.sin(0.8 * x)
    y = coast + (north - coast) * v
    return np.stack([x, y], axis=-1) + rng.uniform(-0.032, 0.032, (ROWS + 1, columns + 1, 2))


def _island(rng: np.random.Generator) -> Floats:
    """Return the corners of the island's 10 x 8 blocks: a square pressed into an oval."""
    v, u = np.meshgrid(np.linspace(-1, 1, 11), np.linspace(-1, 1, 9), indexing="ij")
    x = 0.35 + 0.85 * u * np.sqrt(1 - v**2 / 2)
    y = 0.35 + 0.62 * v * np.sqrt(1 - u**2 / 2) + 0.12 * u
    return np.stack([x, y], axis=-1) + rng.uniform(-0.012, 0.012, (*u.shape, 2))


def _quads(lattice: Floats) -> Floats:
    """Return the corners of every block, shape (blocks, 4, 2), row by row from the south-west."""
    ring = (lattice[:-1, :-1], lattice[:-1, 1:], lattice[1:, 1:], lattice[1:, :-1])
    return np.stack(ring, axis=2).reshape(-1, 4, 2)


# --- which tract, which beat -----------------------------------------------------------------------------


def _tract_labels(rng: np.random.Generator) -> npt.NDArray[np.str_]:
    """Return the GEOID of the tract of every block: west bank, east bank, island."""
    west = _bank_tracts(rng, 28, WEST_CUTS)
    east = _bank_tracts(rng, 32, EAST_CUTS) + west.max() + 1
    island = np.repeat([0, 1], 40) + east.max() + 1
    number = np.concatenate([west.ravel(), east.ravel(), island])
    return np.array([f"{COUNTY}{(k + 1) * 100:06d}" for k in number])


def _bank_tracts(rng: np.random.Generator, columns: int, cuts: npt.NDArray[np.int_]) -> npt.NDArray[np.int_]:
    """Return a tract number for every block of a bank, about 4 x 5 blocks each, in broken rows."""
    tracts_in_column = ROWS // 5
    inner = np.arange(5, ROWS, 5)
    label = np.empty((ROWS, columns), dtype=int)
    row_cuts = [inner + rng.integers(-1, 2, inner.size) for _ in range(cuts.size + 1)]
    shift = np.repeat(rng.integers(-1, 1, (ROWS // 10, cuts.size)), 10, axis=0)
    for row in range(ROWS):
        column = np.searchsorted(cuts + shift[row], np.arange(columns), side="right")
        step = np.array([np.searchsorted(row_cuts[k], row, side="right") for k in range(cuts.size + 1)])
        label[row] = column * tracts_in_column + step[column]
    return label


def _beat_labels(tract: npt.NDArray[np.str_]) -> npt.NDArray[np.str_]:
    """Return the beat of every block, and "" where the city ends inside a tract."""
    row, column = np.indices((ROWS, 28))
    wave = (row // 6) % 2
    west = _quarter(row, column, "012", (19, 41), (10, 30, 51), 13 + wave)
    west[(row < 19) & (west == "01")] = "02"  # the island is beat 01; the Old Port ashore has three
    west[(row >= 58) & (column < 12)] = ""

    row, column = np.indices((ROWS, 32))
    wave = (row // 7) % 2
    east = _quarter(row, column, "345", (21, 40), (11, 31, 49), 17 - wave)
    east[(column - 24) + (row - 50) > 6] = ""
    east[(column < 4) & (row >= 25) & (row < 33)] = "14"  # the part of a western beat across the river

    beat = np.concatenate([west.ravel(), east.ravel(), np.full(80, "01")])
    return _follow_tract_lines(beat, tract)


def _quarter(
    row: npt.NDArray[np.int_],
    column: npt.NDArray[np.int_],
    digits: str,
    district_rows: tuple[int, int],
    middle_rows: tuple[int, int, int],
    middle_column: npt.NDArray[np.int_],
) -> npt.NDArray[np.str_]:
    """Return beat ids of three districts from south to north, each cut in four."""
    district = np.searchsorted(np.array(district_rows), row, side="right")
    north = row >= np.array(middle_rows)[district]
    quarter = 1 + north.astype(int) * 2 + (column >= middle_column)
    return np.char.add(np.array(list(digits))[district], quarter.astype(str))


def _follow_tract_lines(beat: npt.NDArray[np.str_], tract: npt.NDArray[np.str_]) -> npt.NDArray[np.str_]:
    """Move the edges of ``WHOLE_TRACT_BEATS`` onto tract lines; the other beats keep cutting tracts."""
    counts = pd.crosstab(tract, beat)
    main = counts.idxmax(axis=1).reindex(tract).to_numpy(dtype=str)
    moved = np.isin(main, WHOLE_TRACT_BEATS) | np.isin(beat, WHOLE_TRACT_BEATS)
    return np.where(moved, main, beat)


# --- frames ----------------------------------------------------------------------------------------------


def _dissolve(blocks: npt.NDArray[np.object_], label: npt.NDArray[np.str_], name: str) -> gpd.GeoDataFrame:
    """Return one polygon a label, in text order; blocks labelled "" are left out."""
    order = np.argsort(label, kind="stable")
    ids, start = np.unique(label[order], return_index=True)
    groups = np.split(blocks[order], start[1:])
    shapes = [_fewest_parts(shapely.coverage_union_all(group)) for group in groups]
    frame = gpd.GeoDataFrame({name: pd.array(ids, dtype="str")}, geometry=shapes, crs="EPSG:4326")
    return frame[frame[name] != ""].reset_index(drop=True)


def _fewest_parts(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a polygon for a collection of one polygon."""
    return shapely.get_geometry(shape, 0) if shapely.get_num_geometries(shape) == 1 else shape


def _beats(blocks: npt.NDArray[np.object_], label: npt.NDArray[np.str_]) -> gpd.GeoDataFrame:
    beats = _dissolve(blocks, label, "area_id")
    beats["DISTRICT"] = beats["area_id"].str[0].map(DISTRICTS).astype("str")
    return beats[["area_id", "DISTRICT", "geometry"]]


def _population(rng: np.random.Generator, corners: Floats, tract: npt.NDArray[np.str_]) -> gpd.GeoDataFrame:
    """Return a point for every block with homes: denser downtown, few on the quays, none in parks."""
    centre = corners.mean(axis=1)
    width = shapely.area(shapely.polygons(corners))
    from_downtown = np.hypot(centre[:, 0] - 0.8, centre[:, 1] - 5.0)
    people = width * (0.8 + 0.9 * np.exp(-(from_downtown**2) / 18)) * rng.lognormal(0, 0.55, len(centre))
    row = np.concatenate([np.repeat(np.arange(ROWS), 28), np.repeat(np.arange(ROWS), 32), np.full(80, 9)])
    empty = rng.random(len(centre)) < np.where(row < 2, 0.5, 0.015)
    people = np.round(np.where(empty, 0, people * TOTAL_PEOPLE / people[~empty].sum()))
    within = pd.Series(tract).groupby(tract).cumcount().to_numpy()
    geoid = np.char.add(tract, np.char.mod("%d", 1000 + within))
    points = shapely.points(degrees(centre))
    frame = gpd.GeoDataFrame({"pop": people, "geoid": pd.array(geoid, dtype="str")}, geometry=points, crs="EPSG:4326")
    # Parks and quays have no point at all; a block may also be listed with nobody in it, as real ones are.
    listed = ~empty | (rng.random(len(centre)) < 0.3)
    return frame[listed].sort_values("geoid", ignore_index=True)
