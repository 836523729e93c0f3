"""The ways to the venues that a plan was made from, small enough to be kept with it in place of their file."""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from scipy.sparse import csr_array

from planning.errors import InputError

A_MINUTE = 100
"""Ways are kept in hundredths of a minute, as ``geodata.meetings.travel`` gives them."""
MOST_TEXT = 300_000
"""Signs of text; a plan of more is kept without its ways. Every look at the list of plans reads them all."""
MOST_UNPACKED = 64_000_000
HOLDS = ("minutes", "sites", "points", "shape", "ways")

Whole32 = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class KeptWays:
    """The ways of the demand points to the candidate sites of a plan, within its reach.

    Attributes
    ----------
    minutes : float
        The reach the plan was made with: longer ways are not here.
    site_ids : tuple of str
        The venues that were candidates.
    points : str
        Stands for the demand points, see ``points_mark``: at other points these ways mean nothing.
    travel : csr_array of float, shape (points, sites)
        Minutes.
    drawn : mapping of venue id to GeoJSON geometry
        The real area within reach of each meeting of the plan, where the file was a street network.
    """

    minutes: float
    site_ids: tuple[str, ...]
    points: str
    travel: csr_array
    drawn: Mapping[str, str] = field(default_factory=dict)

    def at(self, points: pd.DataFrame, site_ids: tuple[str, ...], minutes: float, name: str) -> csr_array:
        """Return the ways of these points to these sites; a site that was no candidate is within nobody's reach.

        Raises
        ------
        InputError
            If the points are others, or a longer reach is asked for: only the file itself can tell.
        """
        if points_mark(points) != self.points:
            raise InputError(
                "the ways kept with the plan are for other points: the people or the area have changed since",
                fix=f"give its file {name!r} again under More options",
            )
        if minutes > self.minutes:
            raise InputError(
                f"the plan keeps ways of up to {self.minutes:g} minutes",
                value=minutes,
                fix=f"ask for no more, or give its file {name!r} again under More options",
            )
        place = {site: column for column, site in enumerate(self.site_ids)}
        column_of = {place[site]: column for column, site in enumerate(site_ids) if site in place}
        ways = self.travel.tocoo()
        kept = np.isin(ways.col, list(column_of)) & (ways.data <= minutes)
        columns = np.array([column_of[column] for column in ways.col[kept].tolist()], dtype=np.intp)
        return csr_array((ways.data[kept], (ways.row[kept], columns)), shape=(len(points), len(site_ids)))

    def as_json(self) -> dict[str, Any] | None:
        """Return the ways as they are written into a plan; None where they are too many to be kept."""
        rows = self.travel.sorted_indices()
        hundredths = np.rint(rows.data * A_MINUTE).astype(np.int32)
        unlike: dict[bytes, int] = {}
        cells: list[Whole32] = []
        row_of = np.zeros(rows.shape[0], dtype=np.int32)
        for row in range(rows.shape[0]):
            span = slice(rows.indptr[row], rows.indptr[row + 1])
            mine = np.concatenate([rows.indices[span].astype(np.int32), hundredths[span]])
            number = unlike.setdefault(mine.tobytes(), len(unlike))
            if number == len(cells):
                cells.append(mine)
            row_of[row] = number
        sizes = np.array([len(mine) // 2 for mine in cells], dtype=np.int32)
        whole = np.concatenate([np.array([len(cells)], dtype=np.int32), row_of, sizes, *cells])
        text = base64.b64encode(zlib.compress(whole.astype("<i4").tobytes(), 9)).decode("ascii")
        if len(text) + sum(map(len, self.drawn.values())) > MOST_TEXT:
            return None
        return {
            "minutes": self.minutes,
            "sites": list(self.site_ids),
            "points": self.points,
            "shape": list(rows.shape),
            "ways": text,
            "drawn": dict(self.drawn),
        }


def read_ways(kept: object) -> KeptWays | None:
    """Return ways that were kept; None where there are none, or none that can be read.

    Examples
    --------
    >>> ways = csr_array(np.array([[0.0, 12.25], [3.5, 0.0]]))
    >>> kept = read_ways(KeptWays(15.0, ("v1", "v2"), "abc", ways).as_json())
    >>> kept.travel.toarray().tolist(), read_ways({"ways": "nonsense"})
    ([[0.0, 12.25], [3.5, 0.0]], None)
    """
    if not isinstance(kept, Mapping) or any(name not in kept for name in HOLDS):
        return None
    try:
        points, sites = (int(size) for size in kept["shape"])
        site_ids = tuple(str(site) for site in kept["sites"])
        travel = _unpacked(str(kept["ways"]), points, sites)
        if len(site_ids) != sites:
            return None
        drawn = {str(site): _geometry(str(area)) for site, area in dict(kept.get("drawn") or {}).items()}
        return KeptWays(float(kept["minutes"]), site_ids, str(kept["points"]), travel, drawn)
    except (TypeError, ValueError, IndexError, zlib.error, binascii.Error, shapely.errors.ShapelyError):
        return None


def _unpacked(text: str, points: int, sites: int) -> csr_array:
    packed = base64.b64decode(text, validate=True)
    whole = np.frombuffer(zlib.decompressobj().decompress(packed, MOST_UNPACKED), dtype="<i4").astype(np.int64)
    count, row_of = int(whole[0]), whole[1 : 1 + points]
    sizes, cells = whole[1 + points : 1 + points + count], whole[1 + points + count :]
    if len(row_of) != points or len(sizes) != count or len(cells) != 2 * sizes.sum():
        raise ValueError("not the ways of so many points")
    # Each unlike row is its columns, then its hundredths of a minute.
    begins = np.concatenate([[0], np.cumsum(2 * sizes)[:-1]]) if count else np.zeros(0, dtype=np.int64)
    long = sizes[row_of]
    row = np.repeat(np.arange(points), long)
    within = np.arange(len(row)) - np.repeat(np.cumsum(long) - long, long)
    at = begins[row_of][row] + within
    column, hundredths = cells[at], cells[at + long[row]]
    if len(column) and not (column.min() >= 0 and column.max() < sites and hundredths.min() >= 0):
        raise ValueError("not the ways to so many sites")
    return csr_array((hundredths / A_MINUTE, (row, column)), shape=(points, sites))


def _geometry(text: str) -> str:
    """Return a geometry written anew, so that what reaches the map is of our own making."""
    return str(shapely.to_geojson(shapely.from_geojson(text)))


def points_mark(points: pd.DataFrame) -> str:
    """Return what stands for demand points and their order: equal mark, equal points."""
    return hashlib.sha256(points[["x", "y"]].to_numpy(dtype="<f8").tobytes()).hexdigest()[:16]
