"""A user's own table of travel times: from where people live to the venues, in minutes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from geodata.files.columns import as_number, as_text, find_column
from geodata.files.limits import CENSUS, Limits
from geodata.files.text_tables import read_text_table
from planning.errors import InputError

FROM_ALIASES = ("origin", "from", "geoid", "tract", "block_group", "block")
TO_ALIASES = ("venue_id", "to", "destination", "site_id", "venue")
MINUTES_ALIASES = ("minutes", "min", "travel_time", "time")


@dataclass(frozen=True, slots=True)
class TravelTimes:
    """Travel times to the venues.

    Attributes
    ----------
    travel : csr_array of float, shape (points, sites)
        Minutes; only the entries that are there are within the limit.
    people_without : float
        People at points that no row of the table starts from: never within reach, and told.
    unknown_venues : tuple of str
        Venues of the table that are no candidate sites.
    """

    travel: csr_array
    people_without: float
    unknown_venues: tuple[str, ...]


def read_travel_times(path: Path | str, *, limits: Limits = CENSUS) -> pd.DataFrame:
    """Read ``origin, venue_id, minutes``; of a pair listed twice the shorter time counts.

    ``origin`` is a GEOID: of a tract, a block group or a block.

    Raises
    ------
    InputError
        If a column is missing, or a time is none.
    """
    table = read_text_table(path, limits=limits)
    columns = {}
    for name, aliases in (("origin", FROM_ALIASES), ("venue_id", TO_ALIASES), ("minutes", MINUTES_ALIASES)):
        found = find_column(table.rows.columns, aliases)
        if found is None:
            raise InputError(f"{table.name} has no column {name!r}", fix="give origin (a GEOID), venue_id and minutes")
        columns[name] = table.rows[found]
    rows = pd.DataFrame(
        {
            "origin": as_text(columns["origin"]).str.strip().str.replace(r"^.*US", "", regex=True),
            "venue_id": as_text(columns["venue_id"]).str.strip(),
            "minutes": as_number(columns["minutes"], table.name, least=0),
        }
    )
    complete = rows.dropna()
    if complete.empty:
        raise InputError(f"{table.name} has no row with origin, venue and minutes", fix="fill them in")
    shortest = complete.sort_values("minutes", kind="stable").drop_duplicates(["origin", "venue_id"])
    return shortest.sort_values(["origin", "venue_id"], kind="stable").reset_index(drop=True)


def travel_from_table(
    times: pd.DataFrame, points: pd.DataFrame, site_ids: tuple[str, ...], minutes: float
) -> TravelTimes:
    """Return the times of the demand points to the candidate sites, within a limit.

    A point takes the row of its own GEOID if there is one, else of the longest GEOID that its own begins with, else of
    its tract. A pair that the table does not have is not within reach.

    Parameters
    ----------
    times : DataFrame
        From ``read_travel_times``.
    points : DataFrame with ``tract_id``, ``pop`` and perhaps ``geoid``
    """
    origins = {origin: row for row, origin in enumerate(times["origin"].unique())}
    place = {site: column for column, site in enumerate(site_ids)}
    known = times[times["venue_id"].isin(list(place)) & (times["minutes"] <= minutes)]
    table = csr_array(
        (
            known["minutes"].to_numpy(dtype=float),
            (known["origin"].map(origins).to_numpy(), known["venue_id"].map(place).to_numpy()),
        ),
        shape=(len(origins), len(site_ids)),
    )
    own = points["geoid"] if "geoid" in points else pd.Series(pd.NA, index=points.index, dtype="str")
    lengths = sorted({len(origin) for origin in origins}, reverse=True)
    row = np.array(
        [
            _row(_text(geoid), _text(tract), origins, lengths)
            for geoid, tract in zip(own, points["tract_id"], strict=True)
        ],
        dtype=np.intp,
    )
    placed = row >= 0
    entries = table[np.where(placed, row, 0)].tocoo()
    kept = placed[entries.row]
    travel = csr_array((entries.data[kept], (entries.row[kept], entries.col[kept])), shape=(len(points), len(site_ids)))
    unknown = tuple(sorted(set(times["venue_id"]) - set(place)))
    return TravelTimes(travel, float(points.loc[~placed, "pop"].sum()), unknown)


def _text(value: object) -> str:
    return "" if value is None or pd.isna(value) else str(value)  # type: ignore[call-overload]


def _row(geoid: str, tract: str, origins: dict[str, int], lengths: list[int]) -> int:
    for text in (geoid, tract):
        for length in lengths:
            if len(text) >= length and text[:length] in origins:
                return origins[text[:length]]
    return -1
