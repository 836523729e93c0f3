"""Share the agencies of a batch out into pieces of work that lie together and weigh about the same."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from geodata.batch.laid import LAID, read_columns, write_whole
from geodata.batch.lay import AREAS, BOUNDS, EXTENTS, TRACTS
from geodata.files.sentences import first_of
from planning.errors import InputError
from planning.lists import counted

PLAN, INDEX = "plan.parquet", "index.parquet"
MOST_AGENCIES, MOST_TRACTS = 250, 2_000
"""Of a piece of work, unless one agency alone has more; tracts of two agencies count twice."""


def write_index(folder: Path) -> pd.DataFrame:
    """Write and return where each tract lies, its points included: geoid, place and bounds.

    Raises
    ------
    InputError
        If a tract stands on the map twice.
    """
    tracts = read_columns(folder, TRACTS, ["geoid", "place", *BOUNDS]).sort_values("geoid", ignore_index=True)
    twice = tracts["geoid"].duplicated()
    if twice.any():
        raise InputError(
            f"{counted(int(twice.sum()), 'tract')} in more than one row of the maps of tracts: "
            f"{first_of(tracts['geoid'][twice])}",
            fix="give each tract once",
        )
    points = read_columns(folder, EXTENTS, ["geoid", *BOUNDS, "points"])
    both = pd.concat([tracts, points], ignore_index=True).groupby("geoid", sort=True)
    index = both.agg(
        place=("place", "first"),
        west=("west", "min"),
        south=("south", "min"),
        east=("east", "max"),
        north=("north", "max"),
        points=("points", "sum"),
    ).reset_index()
    index["place"] = index["place"].astype("int64")
    write_whole(folder / LAID / INDEX, pa.Table.from_pandas(index, preserve_index=False))
    return index


@lru_cache(maxsize=2)
def load_index(folder: Path) -> pd.DataFrame:
    """Return what ``write_index`` wrote."""
    return pd.read_parquet(folder / LAID / INDEX)


def require_agencies(folder: Path, duplicates: str) -> None:
    """Raise unless there are agencies, each with an id of its own or repeated ones are to be taken together.

    Raises
    ------
    InputError
    """
    ids = read_columns(folder, AREAS, ["agency_id"])["agency_id"]
    if ids.empty:
        raise InputError("the map of agencies has none with an id and a polygon", fix="choose another id column")
    repeated = ids[ids.duplicated()].unique()
    if len(repeated) and duplicates == "refuse":
        raise InputError(
            f"{counted(len(repeated), 'id')} in more than one row of the map of agencies: {first_of(repeated)}",
            fix="choose another id column, or have their rows taken together (--duplicates dissolve)",
        )


def write_plan(folder: Path, index: pd.DataFrame) -> int:
    """Write which agency is in which piece of work, and return how many pieces there are.

    Agencies stand along the curve; one whose id repeats is one.
    """
    rows = read_columns(folder, AREAS, ["agency_id", "number", "place", *BOUNDS])
    agencies = (
        rows.sort_values("number")
        .groupby("agency_id", sort=True)
        .agg(
            number=("number", "first"),
            place=("place", "first"),
            rows=("place", "size"),
            west=("west", "min"),
            south=("south", "min"),
            east=("east", "max"),
            north=("north", "max"),
        )
        .reset_index()
    )
    agencies = agencies.sort_values(["place", "number"], ignore_index=True)
    agencies["piece"] = _pieces(_tracts_touched(agencies, index))
    written = agencies.merge(rows[["agency_id", "place"]].rename(columns={"place": "row_place"}), on="agency_id")
    write_whole(folder / LAID / PLAN, pa.Table.from_pandas(written, preserve_index=False))
    return int(agencies["piece"].max()) + 1


def _tracts_touched(agencies: pd.DataFrame, index: pd.DataFrame) -> np.ndarray:
    boxes = shapely.box(*(index[side] for side in BOUNDS))
    agency, _ = shapely.STRtree(boxes).query(shapely.box(*(agencies[side] for side in BOUNDS)))
    return np.bincount(agency, minlength=len(agencies))


def _pieces(tracts: np.ndarray) -> list[int]:
    """Return the piece of each agency, from how many tracts each touches.

    Examples
    --------
    >>> _pieces(np.array([1500, 400, 200, 5000, 1]))
    [0, 0, 1, 2, 3]
    """
    found: list[int] = []
    piece = agencies = weight = 0
    for one in tracts.tolist():
        if agencies and (agencies == MOST_AGENCIES or weight + one > MOST_TRACTS):
            piece, agencies, weight = piece + 1, 0, 0
        found.append(piece)
        agencies, weight = agencies + 1, weight + one
    return found


def load_plan(folder: Path) -> pd.DataFrame:
    """Return the agencies, a row for each of their rows on the map: agency_id, bounds, piece, row_place."""
    return pd.read_parquet(folder / LAID / PLAN)
