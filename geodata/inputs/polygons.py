"""Keep the polygons of a map, mend those that are broken, and say what was left out."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.files.limits import Limits
from geodata.files.sentences import first_of
from geodata.files.shape_works import LINES
from geodata.files.shapes_apart import OVERLAY, work_on
from planning.errors import InputError
from planning.lists import counted

POLYGONS = ("Polygon", "MultiPolygon")
COLLECTION = "GeometryCollection"


def keep_polygons(
    frame: gpd.GeoDataFrame, labels: pd.Series, name: str, *, repair: bool = True, limits: Limits = OVERLAY
) -> tuple[gpd.GeoDataFrame, list[str]]:
    """Return the rows that have a polygon, valid ones if asked, and sentences about the rest.

    Parameters
    ----------
    frame : GeoDataFrame
    labels : Series of str
        What a person calls each row: its id, or its number.
    name : str
        The file's name, for messages.
    repair : bool
        Whether shapes that cross themselves are made valid (``shapely.make_valid``).
    limits : Limits
        Of the work on the shapes, which is done apart.

    Raises
    ------
    InputError
        If no polygon is left, or the shapes cross themselves or each other too often.
    """
    notes: list[str] = []
    kinds = frame.geometry.geom_type
    blank = frame.geometry.isna() | frame.geometry.is_empty
    collection = (kinds == COLLECTION) & ~blank
    other = ~kinds.isin([*POLYGONS, COLLECTION]) & ~blank
    if blank.any():
        notes.append(f"{name}: {counted(blank.sum(), 'row')} without a shape, left out: {first_of(labels[blank])}.")
    if other.any():
        which = counted(other.sum(), "row that is no polygon", "rows that are not polygons")
        found = f"{which} ({first_of(kinds[other].dropna())})"
        notes.append(f"{name}: {found}, left out: {first_of(labels[other])}.")
    if collection.any():
        notes.append(f"{name}: of mixed shapes only the polygons were used: {first_of(labels[collection])}.")
    kept = frame[~blank & ~other]
    done = work_on(name, "mend" if repair else "polygons", limits, shapes=kept.geometry.to_numpy())
    kept = kept.set_geometry(gpd.GeoSeries(done["shapes"], index=kept.index, crs=frame.crs))
    broken = done.get("broken", np.zeros(len(kept), dtype=bool))
    if broken.any():
        crossing = "polygon that crosses itself was" if broken.sum() == 1 else "polygons that cross themselves were"
        notes.append(f"{name}: {broken.sum()} {crossing} repaired: {first_of(labels[kept.index][broken])}.")
    empty = kept.geometry.is_empty
    if empty.any():
        notes.append(
            f"{name}: {counted(empty.sum(), 'row')} whose shape has no area, left out: "
            f"{first_of(labels[kept.index][empty])}."
        )
        kept = kept[~empty]
    if kept.empty:
        raise InputError(f"{name} has no polygons", fix="give the map of the areas themselves, not of lines or points")
    return kept, notes


def other_than_polygons(frame: gpd.GeoDataFrame) -> pd.Series:
    """Return which rows have a shape that is not, or not only, polygons: points, lines, mixed ones.

    Examples
    --------
    >>> rows = gpd.GeoSeries.from_wkt(["POINT (0 0)", "POLYGON ((0 0, 1 0, 1 1, 0 0))", None])
    >>> other_than_polygons(gpd.GeoDataFrame(geometry=rows)).tolist()
    [True, False, False]
    """
    blank = frame.geometry.isna() | frame.geometry.is_empty
    other: pd.Series = ~frame.geometry.geom_type.isin(POLYGONS) & ~blank
    return other


def closed_lines(frame: gpd.GeoDataFrame) -> pd.Series:
    """Return which rows are lines that end where they begin: areas somebody drew with the wrong tool.

    Examples
    --------
    >>> rows = gpd.GeoSeries.from_wkt(["LINESTRING (0 0, 1 0, 1 1, 0 0)", "LINESTRING (0 0, 1 0)", "POINT (0 0)"])
    >>> closed_lines(gpd.GeoDataFrame(geometry=rows)).tolist()
    [True, False, False]
    """
    inside = _insides(frame)
    return pd.Series([shape is not None for shape in inside], index=frame.index, dtype=bool)


def close_lines(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the rows with closed lines as the areas inside them."""
    shapes = [inside or shape for inside, shape in zip(_insides(frame), frame.geometry, strict=True)]
    return frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=frame.crs))


def _insides(frame: gpd.GeoDataFrame) -> np.ndarray:
    """Return what is inside each closed line; None where there is none."""
    inside = np.full(len(frame), None)
    lines = frame.geometry.geom_type.isin(LINES).to_numpy()
    if lines.any():
        inside[lines] = work_on("the map", "rings", shapes=frame.geometry.to_numpy()[lines])["shapes"]
    return inside
