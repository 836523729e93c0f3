"""Read positions that stand in cells: pairs of degrees, WKT, GeoJSON; and say what a wrong one looks like."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import pandas as pd
import shapely

from geodata.files.coordinates import MAX_LATITUDE, MAX_LONGITUDE, US_BOXES

Position = tuple[float, float]
"""Longitude, latitude."""

LONGEST_SHAPE = 200_000
"""Characters of a cell that is read as a shape."""
_NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
_BRACKETS = re.compile(rf"\(\s*({_NUMBER})\s*[,;]\s*({_NUMBER})\s*\)")
_PAIR = re.compile(rf"\s*[\[(]?\s*({_NUMBER})\s*(?:[,;]|\s)\s*({_NUMBER})\s*[\])]?\s*")
_WKT = re.compile(
    r"\s*(?:SRID=4326;)?\s*(?:MULTI)?(?:POINT|POLYGON|LINESTRING)\b[^A-Za-z]*(?:Z|M|ZM)?\s*\(", re.IGNORECASE
)


MINUTES = 60
_OLD_DEGREES = re.compile(
    r"""([-+]?\d{1,3})\s*[°d:\s]\s*(\d{1,2}(?:\.\d+)?)\s*(?:['’′m:\s]\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:"|”|″|''|s)?)?)?\s*([NSEW])?""",
    re.IGNORECASE,
)
"""Degrees, minutes and seconds, with the half of the globe as a sign or a letter."""


def degree_cells(column: pd.Series) -> pd.Series:
    """Return cells as degrees, NaN where a cell is none; decimal commas, minutes and seconds are understood.

    Examples
    --------
    >>> degree_cells(pd.Series(["-122.5", "45,51", "n/a", ""], dtype="str")).tolist()
    [-122.5, 45.51, nan, nan]
    >>> degree_cells(pd.Series(["122° 30' 36'' W", "45° 30.6' N", "122.5 W", "N45.5°"], dtype="str")).tolist()
    [-122.51, 45.51, -122.5, 45.5]
    """
    if pd.api.types.is_numeric_dtype(column):
        return pd.Series(column.to_numpy(dtype=float, na_value=float("nan")), index=column.index)
    text = column.astype("str").str.strip().str.replace(r"^([-+]?\d{1,3}),(\d+)$", r"\1.\2", regex=True)
    numbers: pd.Series = pd.to_numeric(text.str.replace(r"(?<=\d),(?=\d{3})", "", regex=True), errors="coerce")
    numbers = numbers.astype(float).where(numbers.abs() < float("inf"))
    return numbers.where(numbers.notna(), text[numbers.isna()].map(_old_degrees, na_action="ignore").astype(float))


def _old_degrees(text: str) -> float:
    """Return degrees written with minutes, seconds or a letter for the half of the globe; NaN where it is no such."""
    lettered = re.fullmatch(r"([NSEW])?\s*([-+]?\d{1,3}(?:\.\d+)?)\s*°?\s*([NSEW])?", text, re.IGNORECASE)
    if lettered and not (lettered[1] and lettered[3]):
        half = (lettered[1] or lettered[3] or "N").upper()
        return -abs(float(lettered[2])) if half in "SW" else float(lettered[2])
    found = _OLD_DEGREES.fullmatch(text)
    if not found or float(found[2]) >= MINUTES or float(found[3] or 0) >= MINUTES:
        return float("nan")
    degrees = abs(float(found[1])) + float(found[2]) / MINUTES + float(found[3] or 0) / MINUTES**2
    return -degrees if text.startswith("-") or (found[4] or "").upper() in ("S", "W") else degrees


def cell_positions(column: pd.Series) -> tuple[pd.DataFrame, str]:
    """Return the positions in a column's cells as ``lon`` and ``lat``, NaN where a cell has none, and what
    they were read from.

    A pair is latitude first unless its numbers cannot be that: WKT and GeoJSON are longitude first.

    Examples
    --------
    >>> cell_positions(pd.Series(["POINT (-122.5 45.5)", ""], dtype="str"))[0].iloc[0].tolist()
    [-122.5, 45.5]
    >>> cell_positions(pd.Series(["45.5, -122.5"], dtype="str"))[0].iloc[0].tolist()
    [-122.5, 45.5]
    """
    text = column.astype("str")
    shapes = [_shape_position(cell) if isinstance(cell, str) else None for cell in text]
    if any(shapes):
        return _frame(shapes, column.index), f"the shapes in {column.name!r}"
    pairs = [_pair(cell) if isinstance(cell, str) else None for cell in text]
    known = [pair for pair in pairs if pair is not None]
    where = f"the {'brackets' if text.str.contains('(', regex=False).any() else 'pairs'} in {column.name!r}"
    if known and sum(_is_lon_first(pair) for pair in known) * 2 > len(known):
        return _frame(pairs, column.index), f"{where}, longitude first"
    return _frame([pair and (pair[1], pair[0]) for pair in pairs], column.index), f"{where}, latitude first"


def _frame(found: Sequence[Position | None], index: pd.Index) -> pd.DataFrame:
    nowhere = (float("nan"), float("nan"))
    return pd.DataFrame([one or nowhere for one in found], index=index, columns=["lon", "lat"], dtype=float)


def _pair(cell: str) -> Position | None:
    """Return the two numbers of a cell, in their order: alone in it, or in brackets behind an address."""
    found = _PAIR.fullmatch(cell) or next(iter(reversed(list(_BRACKETS.finditer(cell)))), None)
    # Whole numbers alone are no position: (2, 3) is a room and a floor.
    return (float(found[1]), float(found[2])) if found and ("." in found[1] or "." in found[2]) else None


def _is_lon_first(pair: Position) -> bool:
    return abs(pair[0]) > MAX_LATITUDE or (in_the_states(*pair) and not in_the_states(pair[1], pair[0]))


def _shape_position(cell: str) -> Position | None:
    if len(cell) > LONGEST_SHAPE:
        return None
    start = cell.lstrip()[:1]
    return _json_position(cell) if start == "{" else _wkt_position(cell)


def _wkt_position(cell: str) -> Position | None:
    if not _WKT.match(cell):
        return None
    try:
        return _inside(shapely.from_wkt(cell.rpartition(";")[2]))
    except shapely.errors.GEOSException:
        return None


def _json_position(cell: str) -> Position | None:
    try:
        found = json.loads(cell if '"' in cell else cell.replace("'", '"'))
        found = found.get("geometry", found)
        if "coordinates" in found:
            return _inside(shapely.geometry.shape(found))
        lon = found.get("longitude", found.get("lng", found.get("lon")))
        lat = found.get("latitude", found.get("lat"))
        return (float(lon), float(lat))
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError, shapely.errors.ShapelyError):
        return None


def _inside(shape: shapely.Geometry) -> Position | None:
    if shape.is_empty:
        return None
    point = shape.representative_point()
    return point.x, point.y


def in_the_states(lon: float, lat: float) -> bool:
    """Return whether a position is in one of the boxes of the United States."""
    return any(west <= lon <= east and south <= lat <= north for west, south, east, north in US_BOXES)


def likely_fault(lon: float, lat: float) -> str:
    """Return what is probably wrong with a position outside the United States; empty: nothing that is known.

    Examples
    --------
    >>> likely_fault(45.5, -122.5), likely_fault(122.5, 45.5), likely_fault(-122.5, 45.5)
    ('longitude and latitude are swapped', 'its longitude has no minus sign', '')
    """
    if in_the_states(lon, lat):
        return ""
    if in_the_states(lat, lon):
        return "longitude and latitude are swapped"
    if in_the_states(-lon, lat):
        return "its longitude has no minus sign"
    if in_the_states(lon, -lat):
        return "its latitude has a minus sign"
    if in_the_states(-lat, lon) or in_the_states(lat, -lon):
        return "longitude and latitude are swapped, and a sign is wrong"
    return "" if abs(lon) <= MAX_LONGITUDE and abs(lat) <= MAX_LATITUDE else "its position is not in degrees"
