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
from geodata.files.shapes_apart import OVERLAY, work_on
from geodata.inputs.account import Account, LeftOut
from geodata.inputs.map_account import layer_parts, map_columns
from geodata.inputs.polygons import COLLECTION, POLYGONS, close_lines, closed_lines, keep_polygons, other_than_polygons
from planning.errors import InputError
from planning.lists import counted
from planning.need.crosswalk import OUTSIDE

AREA_ID = "area_id"
OtherShapes = Literal["refuse", "leave-out", "close-lines"]
MOST_WITHOUT_ID = 0.1
"""Where more rows than this share lack an id, the column is hardly the one of the ids."""


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
    account : Account
    """

    beats: gpd.GeoDataFrame
    notes: tuple[str, ...]
    account: Account


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
        Which layer, where there are several; "all" takes every one.
    crs : str, optional
        The coordinate system, where the file does not say, or says it wrong.

    other_shapes : {"refuse", "leave-out", "close-lines"}
        What to do with points, lines and mixed shapes among the polygons: they are left out only if told to, and
        closed lines are taken for the areas inside them only if told to.

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
    mending: Limits = OVERLAY,
) -> BeatsFile:
    """Return the beats of a layer that was read; see ``read_beats``. ``mending`` limits the work on its shapes."""
    notes = list(found.notes)
    columns = list(found.frame.columns.drop("geometry"))
    require_no_forbidden_columns(columns, found.name)
    for column in (id_column, *level_columns):
        if column not in columns:
            raise missing_column(found.name, column, columns)
    if AREA_ID in level_columns:
        raise InputError(f"a level column of {found.name} is called {AREA_ID!r}", fix="rename it")
    ids, nameless = _ids(found.frame[id_column], found.name, notes)
    beats = gpd.GeoDataFrame(
        {AREA_ID: ids, **{level: as_text(found.frame[level]) for level in level_columns}}, geometry=found.frame.geometry
    )[~nameless]
    beats = _only_polygons(beats, found.name, other_shapes, notes)
    shaped, about_shapes = keep_polygons(beats, beats[AREA_ID], found.name, limits=mending)
    shaped, about_crs = to_lonlat(shaped, found.name, crs)
    notes += about_shapes + about_crs
    united = _unite(shaped, found.name, duplicates, notes)
    account = Account(
        found.name,
        len(found.frame),
        len(shaped),
        (
            LeftOut.of(f"no id in {id_column}", nameless.index[nameless] + 1),
            LeftOut.of("no polygon", beats[AREA_ID].drop(shaped.index)),
        ),
        _roles(found, id_column, level_columns),
        layer_parts(found),
    )
    return BeatsFile(united.sort_values(AREA_ID).reset_index(drop=True), tuple(notes), account)


def _roles(found: GeoFile, id_column: str, level_columns: tuple[str, ...]) -> dict[str, str]:
    levels = {level: f"level {number}" for number, level in enumerate(level_columns, 1)}
    roles = {id_column: "id"} | levels
    if id_column in level_columns:
        roles[id_column] = f"id and {levels[id_column]}"
    return {str(column): roles.get(str(column), "") for column in map_columns(found)}


def _only_polygons(beats: gpd.GeoDataFrame, name: str, other_shapes: OtherShapes, notes: list[str]) -> gpd.GeoDataFrame:
    """Return the rows as they are, lines closed if asked to; refuse what is no polygon unless told what to do."""
    strangers = other_than_polygons(beats)
    closed = closed_lines(beats) & strangers
    if closed.any() and other_shapes == "close-lines":
        lines = counted(int(closed.sum()), "closed line was taken", "closed lines were taken")
        notes.append(f"{name}: {lines} for the area inside: {first_of(beats[AREA_ID][closed])}.")
        return close_lines(beats)
    none_at_all = not closed.any() and not beats.geometry.geom_type.isin((*POLYGONS, COLLECTION)).any()
    if not strangers.any() or other_shapes != "refuse" or none_at_all:  # that there is none is said when they are kept
        return beats
    rows = counted(int(strangers.sum()), "row that is no polygon", "rows that are not polygons")
    ways = "take the points and lines out of the map, or have only its polygons used (--other-shapes leave-out)"
    if closed.any():
        rows += f", {int(closed.sum())} of them closed lines"
        ways = (
            "have the closed lines read as the areas inside them (--other-shapes close-lines), or have only the "
            "polygons used (--other-shapes leave-out)"
        )
    raise InputError(f"{name} has {rows}: {first_of(beats[AREA_ID][strangers])}", fix=ways)


def _ids(column: pd.Series, name: str, notes: list[str]) -> tuple[pd.Series, pd.Series]:
    """Return the ids, and which rows have none."""
    ids = as_text(column)
    nameless = ids.isna()
    if nameless.any():
        rows = first_of(int(row) + 1 for row in ids.index[nameless])
        if nameless.mean() > MOST_WITHOUT_ID:
            raise InputError(
                f"{name} has rows without an id in column {str(column.name)!r}: row {rows}",
                fix="give every beat an id, or choose another column",
            )
        share = f"{counted(int(nameless.sum()), 'row')} of {len(ids)} without an id in {column.name}"
        notes.append(f"{name}: {share}, left out: row {rows}. Who lives there is counted outside the beats.")
    if (ids == OUTSIDE).any():
        raise InputError(f"{name} has a beat called {OUTSIDE!r}, which means no beat here", fix="rename it")
    if pd.api.types.is_float_dtype(column):
        known = column.dropna()
        notes.append(
            f"{name}: IDs in {column.name} are numbers there. {float(known.iloc[0])} became {ids.dropna().iloc[0]}."
        )
    unique = pd.Series(ids.dropna().unique())
    look_alike = unique[unique.str.lower().str.lstrip("0").duplicated(keep=False)]
    if len(look_alike):
        notes.append(f"{name}: ids that look alike were kept apart: {first_of(look_alike)}.")
    return ids, nameless


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
            notes.append(f"{name}: rows with the same ID differ in {level}. The first was used: {shown}.")
    group, ids = pd.factorize(beats[AREA_ID], sort=True)
    shapes = work_on(name, "unite", shapes=beats.geometry.to_numpy(), group=group)["shapes"]
    first = {level: beats.groupby(AREA_ID)[level].first().array for level in levels}
    return gpd.GeoDataFrame({AREA_ID: ids, **first}, geometry=shapes, crs=beats.crs)
