"""Read population points: where people live, to share a tract out between areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import geopandas as gpd
import pandas as pd

from geodata.files.columns import as_number, as_text, find_column, missing_column, require_said
from geodata.files.limits import CENSUS, Limits
from geodata.files.privacy import require_no_forbidden_columns
from geodata.files.sentences import first_of
from geodata.inputs.points import POSITION, PointsTable, read_points
from planning.errors import InputError
from planning.lists import counted

POP_ALIASES = (
    "pop",
    "population",
    "pop2020",
    "pop20",
    "pop10",
    "pop100",
    "p1_001n",
    "p001001",
    "b01003_001e",
    "total_population",
)
GEOID_START = "geoid"
ALIASES = MappingProxyType({"pop": POP_ALIASES, "geoid": (GEOID_START, "geo_id"), **POSITION})
BLOCK_WIDTH, GROUP_WIDTH = 15, 12
"""Digits of the id of a block, and of a block group."""


@dataclass(frozen=True, slots=True)
class PopulationFile:
    """Population points, and what was noticed.

    Attributes
    ----------
    points : GeoDataFrame
        ``pop`` (people), ``geoid`` (text, missing where the file has none) and points in EPSG:4326.
    notes : tuple of str
        Sentences for the check report.
    """

    points: gpd.GeoDataFrame
    notes: tuple[str, ...]


def read_population(
    path: Path | str, layer: str | None = None, *, limits: Limits = CENSUS, columns: Mapping[str, str] | None = None
) -> PopulationFile:
    """Read blocks, block groups or any other points with a number of people.

    A row without a number is left out and told of: it is not a place where nobody lives.

    Raises
    ------
    InputError
        With one sentence that names what is wrong and how to mend it.
    """
    table = read_points(path, layer, limits=limits, columns=columns)
    said = require_said(columns, ALIASES, table.rows.columns, table.name)
    require_no_forbidden_columns(table.rows.columns, table.name)
    notes = list(table.notes)
    column = find_column(table.rows.columns, ALIASES["pop"], said)
    if column is None:
        raise missing_column(table.name, "pop", table.rows.columns, "pop")
    if column != "pop":
        notes.append(f"{table.name}: people were read from {column!r}.")
    pop = as_number(table.rows[column], table.name, least=0)
    if pop.isna().any():
        blank = pop.index[pop.isna()]
        notes.append(
            f"{table.name}: {counted(len(blank), 'row')} without a number of people, left out: row {first_of(blank)}."
        )
    kept = pop.notna() & table.lon.notna()
    if not pop[kept].sum() > 0:
        raise InputError(f"{table.name} counts nobody", fix="give points with people, for example census blocks")
    points = gpd.GeoDataFrame(
        {"pop": pop, "geoid": _geoids(table, notes, said)}, geometry=gpd.points_from_xy(table.lon, table.lat, crs=4326)
    )
    return PopulationFile(points[kept].reset_index(drop=True), tuple(notes))


def _geoids(table: PointsTable, notes: list[str], said: Mapping[str, str]) -> pd.Series:
    starting = [str(column) for column in table.rows.columns if str(column).lower().startswith((GEOID_START, "geo_id"))]
    if "geoid" in said:
        starting = [said["geoid"]] if said["geoid"] else []
    if not starting:
        return pd.Series(float("nan"), index=table.rows.index, dtype="str")
    ids = as_text(table.rows[starting[0]]).str.strip()
    ids = ids.str.replace(r"\.0+$", "", regex=True).str.replace(r"^\d{3}\w{4}US", "", regex=True)
    widths = ids.str.len()
    for width in (BLOCK_WIDTH, GROUP_WIDTH):
        short = widths == width - 1
        # Eleven digits alone are a tract, so a zero is missing only beside ids that have theirs, or fourteen.
        if short.any() and (width == BLOCK_WIDTH or (widths == width).any()):
            ids = ids.mask(short, "0" + ids)
            notes.append(f"{table.name}: {counted(int(short.sum()), 'id')} had lost the leading zero; it was put back.")
    return ids
