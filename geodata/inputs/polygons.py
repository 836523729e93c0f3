"""Keep the polygons of a map, mend those that are broken, and say what was left out."""

from __future__ import annotations

from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.files.sentences import first_of
from planning.errors import InputError
from planning.lists import counted

POLYGONS = ("Polygon", "MultiPolygon")
LINES = ("LineString", "MultiLineString")
MIN_RING = 3
"""A closed line needs more corner points than these to have something inside."""
COLLECTION = "GeometryCollection"
POLYGON_TYPES = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


def keep_polygons(
    frame: gpd.GeoDataFrame, labels: pd.Series, name: str, *, repair: bool = True
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

    Raises
    ------
    InputError
        If no polygon is left.
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
    broken = ~kept.geometry.is_valid
    shapes = kept.geometry.make_valid() if repair else kept.geometry
    kept = kept.set_geometry(gpd.GeoSeries(polygon_parts(shapes.to_numpy()), index=kept.index, crs=frame.crs))
    if repair and broken.any():
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
    return pd.Series([_ringed(shape) is not None for shape in frame.geometry], index=frame.index, dtype=bool)


def close_lines(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the rows with closed lines as the areas inside them."""
    return frame.set_geometry(
        gpd.GeoSeries([_ringed(shape) or shape for shape in frame.geometry], index=frame.index, crs=frame.crs)
    )


def _ringed(shape: shapely.Geometry | None) -> shapely.Geometry | None:
    if shape is None or shape.is_empty or shape.geom_type not in LINES:
        return None
    lines = shapely.get_parts(shapely.line_merge(shape)) if shape.geom_type == "MultiLineString" else [shape]
    if not all(line.is_closed and len(line.coords) > MIN_RING for line in lines):
        return None
    return shapely.build_area(shapely.GeometryCollection([shapely.Polygon(line) for line in lines])) or None


def polygon_parts(shapes: np.ndarray) -> np.ndarray:
    """Return the shapes with the lines and points of mixed ones taken off; polygons stay as they are."""
    kept = shapes.copy()
    for row in np.flatnonzero(~np.isin(shapely.get_type_id(shapes), POLYGON_TYPES)):
        parts = [part for part in _flat(shapes[row]) if part.geom_type == "Polygon"]
        kept[row] = shapely.union_all(parts) if parts else shapely.Polygon()
    return kept


def _flat(shape: shapely.Geometry) -> Iterable[shapely.Geometry]:
    for part in getattr(shape, "geoms", [shape]):
        if hasattr(part, "geoms"):
            yield from _flat(part)
        else:
            yield part
