"""Read population points: where people live, to share a tract out between areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import geopandas as gpd
import pandas as pd

from geodata.files.columns import as_number, as_text, find_column, missing_column, require_said
from geodata.files.limits import CENSUS, MOST_COUNTED, Limits
from geodata.files.privacy import require_no_forbidden_columns
from geodata.files.sentences import first_of
from geodata.inputs.account import Account
from geodata.inputs.geoids import PART_ALIASES, join_parts
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
    *("totpop", "tot_pop", "total_pop", "totalpop", "pop_total", "tot_population"),
)
ID_STARTS = ("geoid", "geo_id", "geo_fips", "gisjoin", "affgeoid")
ALIASES = MappingProxyType({"pop": POP_ALIASES, "geoid": ID_STARTS, **POSITION})
BLOCK_PARTS = PART_ALIASES | {
    "group": ("blkgrpce", "blkgrpce20", "blkgrpce10", "block_group", "blkgrp", "blkgrpa"),
    "block": ("blockce", "blockce20", "blockce10", "block", "blocka"),
}
"""The columns an id stands in where it stands in parts, as the Bureau's centers of population have it."""
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
    account : Account
    """

    points: gpd.GeoDataFrame
    notes: tuple[str, ...]
    account: Account


def read_population(
    path: Path | str,
    layer: str | None = None,
    crs: str | None = None,
    *,
    limits: Limits = CENSUS,
    columns: Mapping[str, str] | None = None,
) -> PopulationFile:
    """Read blocks, block groups or any other points with a number of people.

    A row without a number is left out and told of: it is not a place where nobody lives.

    Raises
    ------
    InputError
        With one sentence that names what is wrong and how to mend it.
    """
    table = read_points(path, layer, crs, limits=limits, columns=columns)
    said = require_said(columns, ALIASES, table.rows.columns, table.name)
    require_no_forbidden_columns(table.rows.columns, table.name)
    notes = list(table.notes)
    column = find_column(table.rows.columns, ALIASES["pop"], said)
    if column is None:
        raise missing_column(table.name, "pop", table.rows.columns, "pop")
    if column != "pop":
        notes.append(f"{table.name}: people were read from {column!r}.")
    pop, no_number = _people(table.rows[column], table.name)
    for rows, why in (
        (pop.isna() & ~no_number, "without a number of people"),
        (no_number, "whose people are no count"),
    ):
        if rows.any():
            notes.append(
                f"{table.name}: {counted(int(rows.sum()), 'row')} {why}, left out: row {first_of(rows.index[rows])}."
            )
    kept = pop.notna() & table.lon.notna()
    if not pop[kept].sum() > 0:
        raise InputError(f"{table.name} has no people in it", fix="give points with people, for example census blocks")
    ids, id_columns = _geoids(table, notes, said)
    points = gpd.GeoDataFrame({"pop": pop, "geoid": ids}, geometry=gpd.points_from_xy(table.lon, table.lat, crs=4326))
    account = table.account(
        kept,
        {"no number of people": ~no_number, "no count of people": no_number},
        {column: "people"} | dict.fromkeys(id_columns, "id"),
    )
    return PopulationFile(points[kept].reset_index(drop=True), tuple(notes), account)


def _people(column: pd.Series, name: str) -> tuple[pd.Series, pd.Series]:
    """Return the people of each row, and which rows have something else there; most of them: the column is another.

    Raises
    ------
    InputError
        If half of the rows that say anything, or more, say no number of people.
    """
    text = as_text(column)
    plain = text.str.replace(r"(?<=\d),(?=\d{3})", "", regex=True)
    pop = pd.to_numeric(plain, errors="coerce").astype(float)
    wrong = text.notna() & ~pop.between(0, MOST_COUNTED)
    if 2 * wrong.sum() >= max(1, text.notna().sum()):
        as_number(column, name, least=0)
    return pop.mask(wrong), wrong


def _geoids(table: PointsTable, notes: list[str], said: Mapping[str, str]) -> tuple[pd.Series, tuple[str, ...]]:
    """Return the id of each row, and the columns it stands in: one, or those of its parts."""
    columns = [str(column) for column in table.rows.columns]
    whole = [column for column in columns if column.lower().startswith(ID_STARTS)]
    parts = {part: find_column(columns, aliases) for part, aliases in BLOCK_PARTS.items()}
    by_parts = {part: column for part, column in parts.items() if column}
    if by_parts.get("block"):
        by_parts.pop("group", None)  # the block's first digit is its group
    used: tuple[str, ...] = ()
    if said.get("geoid"):
        used = (said["geoid"],)
    elif whole and "geoid" not in said:
        used = (whole[0],)
    elif "geoid" not in said and all(parts[part] for part in PART_ALIASES):
        used = tuple(by_parts.values())
    if not used:
        return pd.Series(float("nan"), index=table.rows.index, dtype="str"), ()
    if len(used) > 1:
        return join_parts(table.rows[list(used)].set_axis(list(by_parts), axis="columns")), used
    ids = as_text(table.rows[used[0]]).str.strip()
    ids = ids.str.replace(r"\.0+$", "", regex=True).str.replace(r"^\d{3}(\w{2}|\w{4})US", "", regex=True)
    ids = ids.str.replace(r"^G(\d{2})0(\d{3})0(\d{6,})$", r"\1\2\3", regex=True)
    widths = ids.str.len()
    for width in (BLOCK_WIDTH, GROUP_WIDTH):
        short = widths == width - 1
        # Eleven digits alone are a tract, so a zero is missing only beside ids that have theirs, or fourteen.
        if short.any() and (width == BLOCK_WIDTH or (widths == width).any()):
            ids = ids.mask(short, "0" + ids)
            notes.append(f"{table.name}: {counted(int(short.sum()), 'id')} had lost the leading zero. It was put back.")
    return ids, used
