"""Read a shape or a line that somebody drew, on a map or as a file of polygons, whatever its columns."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import shapely

from geodata.files.coordinates import to_lonlat
from geodata.files.limits import UPLOAD, Limits
from geodata.files.safe_read import read_geodata
from geodata.inputs.polygons import keep_polygons
from planning.errors import InputError


def shape_of_corners(text: str) -> shapely.Geometry:
    """Return a polygon drawn on a map, from its corners: ``lat,lon;lat,lon;...``, whatever a browser sends.

    Raises
    ------
    InputError
        If these are no corners.

    Examples
    --------
    >>> shape_of_corners("45,-122;46,-122;46,-121").bounds
    (-122.0, 45.0, -121.0, 46.0)
    """
    try:
        return shapely.Polygon(_corners(text))
    except (ValueError, shapely.errors.GEOSException):
        raise InputError("the shape drawn has no three corners", fix="outline the place again") from None


def line_of_corners(text: str) -> tuple[tuple[float, float], ...]:
    """Return the (lon, lat) of a line drawn on a map, from its corners: ``lat,lon;lat,lon;...``.

    Raises
    ------
    InputError
        If these are no corners of a line.

    Examples
    --------
    >>> line_of_corners("45,-122;46,-122.5;46,-121")
    ((-122.0, 45.0), (-122.5, 46.0), (-121.0, 46.0))
    """
    try:
        corners = tuple(_corners(text))
        if len(corners) < 2 or not all(math.isfinite(one) for corner in corners for one in corner):
            raise ValueError
    except ValueError:
        raise InputError("the line drawn has no two corners", fix="mark the line again") from None
    return corners


def _corners(text: str) -> list[tuple[float, float]]:
    pairs = (pair.split(",") for pair in text.split(";"))
    return [(float(lon), float(lat)) for lat, lon in pairs]


def read_shape(path: Path | str, *, limits: Limits = UPLOAD) -> shapely.Geometry:
    """Return the polygons of a map as one, in EPSG:4326.

    Raises
    ------
    InputError
        With one sentence, if it has no polygon, or none that can be used.
    """
    found = read_geodata(path, every=True, limits=limits)
    labels = pd.Series([str(row + 1) for row in range(len(found.frame))], index=found.frame.index)
    kept, _ = keep_polygons(found.frame, labels, found.name, limits=limits)
    placed, _ = to_lonlat(kept, found.name)
    return shapely.union_all(placed.geometry.to_numpy())
