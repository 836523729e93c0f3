"""A made-up nation to try a batch on: tracts, language table, block points and agencies, from one seed and one number.

python -m benchmarks.nation FOLDER --size 0.05

Size 1 is 85,000 tracts, 8 million points and 18,000 agencies. Tracts are the cells of a bent lattice with ragged lines
between them. Agencies are all counties, which are made of whole tracts, and cities of odd shape over them, which cut
tracts and each other. A few points lie across the line from the tract they name; ``--vintages`` gives the points of one
state the tract ids of another census, so that all points go by position.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from geodata.inputs.language_table import language_to_frame
from planning.arrays import Floats
from planning.languages.groups import LANGUAGE_IDS
from planning.need.need import LanguageTable

ROOT = Path(__file__).resolve().parents[1]
TRACTS, POINTS_A_TRACT, CITIES_A_TRACT = 85_000, 94, 0.175
COUNTY, STATE = (5, 6), (8, 8)
"""Rows and columns of tracts in a county, and of counties in a state."""
WEST, SOUTH, STEP = -120.0, 30.0, 0.05
BENDS = 12
"""Corners between two corners of the lattice."""
MISSING = 0.01
TRACTS_A_CHUNK = 4_000


@dataclass(frozen=True, slots=True)
class Nation:
    """The files of a made-up nation."""

    areas: Path
    tracts: Path
    language: Path
    points: Path
    agencies: int


def make_nation(folder: Path, size: float, seed: int = 20, vintages: bool = False) -> Nation:
    """Write a nation into a folder and return its files; the same seed and size write the same.

    Parameters
    ----------
    size : float
        1 is the United States; the tracts are as many as fill whole counties.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    counties = max(1, round(size * TRACTS / (COUNTY[0] * COUNTY[1])))
    across = max(1, round(np.sqrt(counties * COUNTY[0] / COUNTY[1])))
    rows, columns = -(-counties // across) * COUNTY[0], across * COUNTY[1]
    corners = _corners(rng, rows, columns)
    tracts = _tracts(rng, corners)
    nation = Nation(*(folder / f"{name}.parquet" for name in ("areas", "tracts", "language", "points")), 0)
    tracts.to_parquet(nation.tracts, row_group_size=2_000)
    _write_points(rng, nation.points, corners, tracts["geoid"].to_numpy(dtype=str), vintages)
    _language(rng, tracts["geoid"]).to_parquet(nation.language)
    areas = _agencies(rng, tracts, max(1, round(len(tracts) * CITIES_A_TRACT)))
    areas.to_parquet(nation.areas, row_group_size=1_000)
    return Nation(nation.areas, nation.tracts, nation.language, nation.points, len(areas))


def _corners(rng: np.random.Generator, rows: int, columns: int) -> Floats:
    y, x = np.mgrid[0 : rows + 1, 0 : columns + 1].astype(float)
    bent = np.stack([x + 0.3 * np.sin(y / 3), y + 0.3 * np.sin(x / 4)], axis=-1)
    shaken = bent + rng.uniform(-0.15, 0.15, bent.shape)
    return np.array([WEST, SOUTH]) + STEP * shaken


def _ragged(rng: np.random.Generator, ends: Floats, starts: Floats) -> Floats:
    """Return the lines between corners, each with its bends; shape (..., BENDS + 1, 2), the last corner left out."""
    share = np.linspace(0, 1, BENDS + 2)[:-1, None]
    line = starts[..., None, :] * (1 - share) + ends[..., None, :] * share
    noise = rng.uniform(-0.012, 0.012, line.shape) * STEP
    noise[..., 0, :] = 0
    return line + noise


def _tracts(rng: np.random.Generator, corners: Floats) -> gpd.GeoDataFrame:
    rows, columns = corners.shape[0] - 1, corners.shape[1] - 1
    level = _ragged(rng, corners[:, 1:], corners[:, :-1])
    upright = _ragged(rng, corners[1:], corners[:-1])

    def back(line: Floats, end: Floats) -> Floats:
        return np.concatenate([end[..., None, :], line[..., :0:-1, :]], axis=-2)

    ring = np.concatenate(
        [level[:-1], upright[:, 1:], back(level[1:], corners[1:, 1:]), back(upright[:, :-1], corners[1:, :-1])], axis=2
    ).reshape(rows * columns, -1, 2)
    shapes = shapely.polygons(ring)
    y, x = np.divmod(np.arange(rows * columns), columns)
    tall, wide = COUNTY
    state = (y // (tall * STATE[0])) * -(-columns // (wide * STATE[1])) + x // (wide * STATE[1]) + 1
    county = ((y // tall) % STATE[0]) * STATE[1] + (x // wide) % STATE[1]
    number = (y % tall) * wide + x % wide + 1
    codes = zip(state, county, number, strict=True)
    geoids = [f"{s:02d}{2 * c + 1:03d}{n:04d}00" for s, c, n in codes]
    return gpd.GeoDataFrame({"geoid": pd.array(geoids, dtype="str")}, geometry=shapes, crs=4326)


def _write_points(
    rng: np.random.Generator, path: Path, corners: Floats, geoids: npt.NDArray[np.str_], vintages: bool
) -> None:
    """Write the points of all tracts, some thousand tracts at a time."""
    lower = corners[:-1, :-1].reshape(-1, 2), corners[:-1, 1:].reshape(-1, 2)
    upper = corners[1:, :-1].reshape(-1, 2), corners[1:, 1:].reshape(-1, 2)
    schema = pa.schema({"lon": pa.float64(), "lat": pa.float64(), "pop": pa.int64(), "GEOID": pa.string()})
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, len(geoids), TRACTS_A_CHUNK):
            part = slice(start, start + TRACTS_A_CHUNK)
            tract = np.repeat(geoids[part], POINTS_A_TRACT)
            u, v = rng.uniform(0.02, 0.98, (2, len(tract), 1))
            a, b, c, d = (np.repeat(one[part], POINTS_A_TRACT, axis=0) for one in (*lower, *upper))
            place = (1 - v) * ((1 - u) * a + u * b) + v * ((1 - u) * c + u * d)
            block = np.tile(np.arange(1000, 1000 + POINTS_A_TRACT), len(tract) // POINTS_A_TRACT)
            if vintages:
                tract = np.char.replace(tract, "00", "99", count=1) if start == 0 else tract
            ids = np.char.add(tract, block.astype(str))
            people = rng.poisson(rng.gamma(1.0, 43.0, len(tract)))
            columns = [place[:, 0], place[:, 1], people.astype(np.int64), ids]
            writer.write_table(pa.table(dict(zip(schema.names, columns, strict=True)), schema=schema))


def _language(rng: np.random.Generator, geoids: pd.Series) -> pd.DataFrame:
    """Return the language table; a hundredth of the tracts is not in it, a hundredth of the cells is missing."""
    kept = pd.Index(geoids[rng.uniform(size=len(geoids)) > MISSING].astype("str"), name="geoid")
    shape = (len(kept), len(LANGUAGE_IDS))
    usual = rng.gamma(0.35, 120.0, shape)
    lep = pd.DataFrame(np.floor(usual), index=kept, columns=list(LANGUAGE_IDS))
    lep = lep.mask(rng.uniform(size=shape) < MISSING)
    moe = (1.645 * np.sqrt(lep * 25 + 40)).round()
    fluent = np.floor(usual * rng.uniform(0.5, 2, shape))
    fluent_frame = pd.DataFrame(fluent, index=kept, columns=list(LANGUAGE_IDS))
    others = np.floor(rng.normal(3_000, 600, len(kept)).clip(500))
    pop5 = pd.Series(np.floor(usual).sum(axis=1) + fluent.sum(axis=1) + others, index=kept)
    table = LanguageTable(
        pop5=pop5,
        pop5_moe=(pop5 * 0.06).round(),
        lep=lep,
        lep_moe=moe,
        very_well=fluent_frame,
        very_well_moe=(1.645 * np.sqrt(fluent_frame * 25 + 40)).round(),
        reasons=pd.DataFrame({"geoid": [], "column": [], "reason": []}, dtype="str"),
    )
    return language_to_frame(table).drop(columns="missing")


def _agencies(rng: np.random.Generator, tracts: gpd.GeoDataFrame, cities: int) -> gpd.GeoDataFrame:
    county = pd.factorize(tracts["geoid"].str[:5])
    shapes = tracts.geometry.to_numpy()
    order = np.argsort(county[0], kind="stable")
    parts = np.split(shapes[order], np.flatnonzero(np.diff(county[0][order])) + 1)
    counties = [shapely.coverage_union_all(part) for part in parts]
    names = [f"Sheriff {code}" for code in county[1]]
    middles = shapely.get_coordinates(shapely.centroid(shapes[rng.integers(0, len(shapes), cities)]))
    odd = [_city(rng, middle) for middle in middles]
    both = gpd.GeoDataFrame(
        {
            "ORI": pd.array([f"AG{k:06d}" for k in range(len(counties) + cities)], dtype="str"),
            "NAME": pd.array([*names, *(f"Police {k}" for k in range(cities))], dtype="str"),
        },
        geometry=[*counties, *odd],
        crs=4326,
    )
    return both.iloc[rng.permutation(len(both))].reset_index(drop=True)


def _city(rng: np.random.Generator, middle: Floats) -> shapely.Geometry:
    """Return a star of many corners, now and then with an island beside it or a hole inside."""
    corners = int(rng.integers(20, 120))
    angle = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    radius = min(rng.lognormal(-3.6, 0.7), 0.4)
    waves = 1 + 0.35 * np.sin(angle * rng.integers(2, 6) + rng.uniform(0, 6)) + rng.uniform(-0.12, 0.12, corners)
    shell = middle + (radius * waves)[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    city = shapely.Polygon(shell)
    kind = rng.uniform()
    if kind < 0.1:
        return shapely.union(city, shapely.box(*(middle + 1.8 * radius), *(middle + 2.2 * radius)))
    return shapely.difference(city, shapely.buffer(shapely.Point(middle), radius / 4)) if kind > 0.9 else city


def run() -> None:
    """Print how long a hundredth of the nation takes, on one process and on two, and that they write the same."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        nation = make_nation(folder, 0.01)
        inputs = ("--tracts", nation.tracts, "--language", nation.language, "--points", nation.points)
        for workers in (1, 2):
            order = ("batch", nation.areas, "--id", "ORI", *inputs, "-o", folder / str(workers), "--workers", workers)
            start = time.perf_counter()
            subprocess.run([sys.executable, "outreach.py", *map(str, order)], check=True, capture_output=True, cwd=ROOT)
            print(f"{nation.agencies} agencies, {workers} of processes: {time.perf_counter() - start:.1f} s")
        parts = [[path.read_bytes() for path in sorted((folder / one / "need").iterdir())] for one in "12"]
        print("the same bytes" if parts[0] == parts[1] else "OTHER BYTES")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--vintages", action="store_true")
    asked = parser.parse_args()
    made = make_nation(asked.folder, asked.size, asked.seed, asked.vintages)
    print(f"{made.agencies} agencies in {made.areas}")
