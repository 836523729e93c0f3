"""What a batch has read, laid out by where it lies, so that each piece of work reads only what is near.

Everything lies in ``FOLDER/laid`` as Parquet: a folder a kind, a file a page of input. Rows stand in the order of a
curve that fills the earth (Hilbert 1891), by the column ``place``; what is near on the curve is near on the ground, so
a reader passes over the row groups that hold none of the places it wants.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geodata.papers.exports import write_file

LAID = "laid"
ROWS_A_GROUP = 20_000
"""Of points; of shapes a hundredth, which weigh more."""
SHAPES_A_GROUP = 200
CURVE_LEVEL = 16
"""Bits a side: cells of half a kilometer."""

Places = npt.NDArray[np.int64]


def places_of(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> Places:
    """Return where positions in degrees stand on the curve.

    Examples
    --------
    >>> near, nearby, far = places_of(np.array([-122.6, -122.599, -80.0]), np.array([45.5, 45.5, 26.0]))
    >>> bool(abs(near - nearby) < abs(near - far))
    True
    """
    points = gpd.GeoSeries(gpd.points_from_xy(x, y))
    found: Places = points.hilbert_distance(total_bounds=(-180, -90, 180, 90), level=CURVE_LEVEL).to_numpy(np.int64)
    return found


def page_path(folder: Path, kind: str, number: int) -> Path:
    """Return where a page of a kind lies, or will lie."""
    return folder / LAID / kind / f"{number:05d}.parquet"


def write_whole(path: Path, table: pa.Table, rows_a_group: int = ROWS_A_GROUP) -> None:
    """Write a table as Parquet: all of it, under its name only when it is whole."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, row_group_size=rows_a_group, compression="zstd")
    write_file(path, sink.getvalue().to_pybytes())


def lay(folder: Path, kind: str, number: int, frame: pd.DataFrame) -> None:
    """Lay a page out along the curve; rows of one place stay in their order."""
    ordered = frame.sort_values("place", kind="stable")
    size = ROWS_A_GROUP
    if isinstance(ordered, gpd.GeoDataFrame):
        ordered, size = pd.DataFrame(ordered).assign(geometry=ordered.geometry.to_wkb()), SHAPES_A_GROUP
    write_whole(page_path(folder, kind, number), pa.Table.from_pandas(ordered, preserve_index=False), size)


def laid_pages(folder: Path, kind: str) -> list[Path]:
    """Return the pages of a kind, in order."""
    return sorted((folder / LAID / kind).glob("*.parquet"))


def read_columns(folder: Path, kind: str, columns: Sequence[str]) -> pd.DataFrame:
    """Return some columns of all pages of a kind, small ones: no shapes."""
    return columns_of(laid_pages(folder, kind), columns)


def columns_of(paths: Sequence[Path], columns: Sequence[str]) -> pd.DataFrame:
    """Return some columns of files of one table, one after the other."""
    parts = [pq.read_table(path, columns=list(columns)).to_pandas() for path in paths]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame({name: [] for name in columns})


def read_places(folder: Path, kind: str, places: Places) -> pd.DataFrame:
    """Return the rows that stand at some places of the curve; more where others stand in the same cell.

    Parameters
    ----------
    places : array of int
        In order.
    """

    def holds(least: dict[str, Any], most: dict[str, Any]) -> bool:
        first = int(np.searchsorted(places, least["place"]))
        return first < len(places) and int(places[first]) <= most["place"]

    rows = pd.concat(_groups(folder, kind, holds), ignore_index=True)
    return rows[rows["place"].isin(places)].reset_index(drop=True)


def read_box(folder: Path, kind: str, box: Sequence[float]) -> pd.DataFrame:
    """Return the points (lon, lat) that lie in a box of degrees: west, south, east, north."""
    west, south, east, north = box

    def holds(least: dict[str, Any], most: dict[str, Any]) -> bool:
        return bool(least["lon"] <= east and most["lon"] >= west and least["lat"] <= north and most["lat"] >= south)

    rows = pd.concat(_groups(folder, kind, holds), ignore_index=True)
    return rows[rows["lon"].between(west, east) & rows["lat"].between(south, north)].reset_index(drop=True)


def _groups(folder: Path, kind: str, holds: Any) -> Iterator[pd.DataFrame]:
    """Yield the row groups of a kind that may hold what is wanted; the first page without rows before them."""
    pages = laid_pages(folder, kind)
    for number, path in enumerate(pages):
        wanted = [k for k, least, most in _ends(path) if holds(least, most)]
        if number == 0:
            yield pq.read_schema(path).empty_table().to_pandas()
        if wanted:
            yield pq.ParquetFile(path).read_row_groups(wanted).to_pandas()
    if not pages:
        yield pd.DataFrame({"place": pd.Series(dtype="int64")})


@lru_cache(maxsize=4096)
def _ends(path: Path) -> tuple[tuple[int, dict[str, Any], dict[str, Any]], ...]:
    """Return the least and the most of each number in each row group of a page that has rows; it never changes."""
    metadata = pq.read_metadata(path)
    found = []
    for k in range(metadata.num_row_groups):
        group = metadata.row_group(k)
        if not group.num_rows:
            continue
        columns = [group.column(c) for c in range(group.num_columns)]
        known = [one for one in columns if one.path_in_schema in ("place", "lon", "lat") and one.statistics is not None]
        found.append(
            (
                k,
                {one.path_in_schema: one.statistics.min for one in known},
                {one.path_in_schema: one.statistics.max for one in known},
            )
        )
    return tuple(found)


def shapes_of(rows: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return rows with shapes as a map in degrees."""
    shapes = gpd.GeoSeries.from_wkb(rows["geometry"], crs=4326)
    return gpd.GeoDataFrame(rows.drop(columns="geometry"), geometry=shapes)
