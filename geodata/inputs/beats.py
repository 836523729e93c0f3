"""Read a department's beat map: ids kept as text, as they were found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import geopandas as gpd
import pandas as pd

from geodata.files.columns import as_text, missing_column
from geodata.files.coordinates import to_lonlat
from geodata.files.limits import UPLOAD, Limits
from geodata.files.privacy import require_no_forbidden_columns
from geodata.files.safe_read import GeoFile, read_geodata
from geodata.files.sentences import first_of
from geodata.inputs.polygons import keep_polygons, other_than_polygons
from planning.errors import InputError
from planning.lists import counted
from planning.need.crosswalk import OUTSIDE

AREA_ID = "area_id"
OtherShapes = Literal["refuse", "leave-out"]


@dataclass(frozen=True, slots=True)
class BeatsFile:
    """A beat map, and what was noticed.

    Attributes
    ----------
    beats : GeoDataFrame
        ``area_id`` (text, unique, sorted), one text column a level (missing where the map has none), and
        polygons in EPSG:4326.
    notes : tuple of str
        Sentences for the check report.
    """

    beats: gpd.GeoDataFrame
    notes: tuple[str, ...]


def read_beats(
    path: Path | str,
    id_column: str,
    level_columns: tuple[str, ...] = (),
    duplicates: Literal["refuse", "dissolve"] = "refuse",
    layer: str | None = None,
    crs: str | None = None,
    *,
    other_shapes: OtherShapes = "refuse",
    limits: Limits = UPLOAD,
) -> BeatsFile:
    """Read a beat map.

    Parameters
    ----------
    path : Path or str
        GeoJSON, zipped Shapefile, GeoPackage, KML, GeoParquet, ... (``geodata.files.formats.FORMATS``).
    id_column : str
        The column that tells beats apart. "012" and "12" are two beats.
    level_columns : tuple of str
        Columns of coarser areas: sector, precinct, district.
    duplicates : {"refuse", "dissolve"}
        What to do with rows that share an id: nothing without being told.
    layer : str, optional
        Which layer, where there are several.
    crs : str, optional
        The coordinate system, where the file does not say, or says it wrong.

    other_shapes : {"refuse", "leave-out"}
        What to do with points, lines and mixed shapes among the polygons: they are left out only if told to.

    Raises
    ------
    InputError
        With one sentence that names what is wrong and how to mend it.
    """
    found = read_geodata(path, layer=layer, limits=limits)
    return build_beats(found, id_column, level_columns, duplicates, crs, other_shapes=other_shapes)


def build_beats(
    found: GeoFile,
    id_column: str,
    level_columns: tuple[str, ...] = (),
    duplicates: Literal["refuse", "dissolve"] = "refuse",
    crs: str | None = None,
    *,
    other_shapes: OtherShapes = "refuse",
) -> BeatsFile:
    """Return the beats of a layer that was read; see ``read_beats``."""
    notes = list(found.notes)
    columns = list(found.frame.columns.drop("geometry"))
    require_no_forbidden_columns(columns, found.name)
    for column in (id_column, *level_columns):
        if column not in columns:
            raise missing_column(found.name, column, columns)
    if AREA_ID in level_columns:
        raise InputError(f"a level column of {found.name} is called {AREA_ID!r}", fix="rename it")
    ids = _ids(found.frame[id_column], found.name, notes)
    beats = gpd.GeoDataFrame(
        {AREA_ID: ids, **{level: as_text(found.frame[level]) for level in level_columns}}, geometry=found.frame.geometry
    )
    strangers = other_than_polygons(beats)
    beats, about_shapes = keep_polygons(beats, ids, found.name)
    if strangers.any() and other_shapes == "refuse":
        rows = counted(int(strangers.sum()), "row that is no polygon", "rows that are not polygons")
        raise InputError(
            f"{found.name} has {rows}: {first_of(ids[strangers])}",
            fix="take the points and lines out of the map, or have only its polygons used (--other-shapes leave-out)",
        )
    beats, about_crs = to_lonlat(beats, found.name, crs)
    notes += about_shapes + about_crs
    beats = _unite(beats, found.name, duplicates, notes)
    return BeatsFile(beats.sort_values(AREA_ID).reset_index(drop=True), tuple(notes))


def _ids(column: pd.Series, name: str, notes: list[str]) -> pd.Series:
    ids = as_text(column)
    if ids.isna().any():
        rows = first_of(int(row) + 1 for row in ids.index[ids.isna()])
        raise InputError(
            f"{name} has rows without an id in column {str(column.name)!r}: row {rows}",
            fix="give every beat an id, or choose another column",
        )
    if (ids == OUTSIDE).any():
        raise InputError(f"{name} has a beat called {OUTSIDE!r}, which means no beat here", fix="rename it")
    if pd.api.types.is_float_dtype(column):
        notes.append(f"{name}: ids in {column.name} are numbers there; {float(column.iloc[0])} became {ids.iloc[0]}.")
    unique = pd.Series(ids.unique())
    look_alike = unique[unique.str.strip().str.lower().str.lstrip("0").duplicated(keep=False)]
    if len(look_alike):
        notes.append(f"{name}: ids that look alike were kept apart: {first_of(look_alike)}.")
    return ids


def _unite(
    beats: gpd.GeoDataFrame, name: str, duplicates: Literal["refuse", "dissolve"], notes: list[str]
) -> gpd.GeoDataFrame:
    """Return one row an id; union what is repeated only if told to."""
    rows = beats[AREA_ID].value_counts()
    repeated = rows[rows > 1]
    if repeated.empty:
        return beats
    shown = first_of(f"{area} ({number} rows)" for area, number in repeated.items())
    if duplicates == "refuse":
        raise InputError(
            f"{name} has {counted(len(repeated), 'id')} in more than one row: {shown}",
            fix="choose another id column, or have them dissolved into one beat each (--duplicates dissolve)",
        )
    notes.append(f"{name}: {counted(len(repeated), 'id')} in more than one row, each made one beat: {shown}.")
    levels = [column for column in beats.columns if column not in (AREA_ID, "geometry")]
    for level in levels:
        torn = beats.groupby(AREA_ID)[level].nunique()
        if (torn > 1).any():
            shown = first_of(torn.index[torn > 1])
            notes.append(f"{name}: rows of one id differ in {level}; the first was kept: {shown}.")
    return beats.dissolve(AREA_ID, as_index=False)[[AREA_ID, *levels, "geometry"]]
