"""Who is within so many minutes of a venue: by a table of times, or on foot along streets."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from scipy.sparse import csr_array

from geodata.answers import MeetingInputs
from geodata.department import Department
from geodata.street_network import reached_areas, read_streets
from geodata.travel_times import read_travel_times, travel_from_table
from planning.errors import InputError
from planning.meetings.streets import WALKING_KMH, StreetNetwork, WalkingTimes, walk

TIMES_ENDINGS = (".csv", ".txt", ".tsv", ".xlsx")


@dataclass(frozen=True, slots=True, eq=False)
class MeetingTravel:
    """The way of the demand points to the candidate sites, in minutes.

    Attributes
    ----------
    travel : csr_array of float, shape (points, sites)
    notes : tuple of str
        Who and what the file says nothing of.
    network, times
        Where one walks along streets: for drawing what is within reach.
    """

    travel: csr_array
    notes: tuple[str, ...]
    network: StreetNetwork | None = None
    times: WalkingTimes | None = None

    def areas(self, site_rows: list[int], crs: str) -> list[str]:
        """Return the real area within reach of some sites as GeoJSON geometries; none without streets."""
        if self.network is None or self.times is None:
            return []
        return reached_areas(self.network, self.times, site_rows, crs)


@dataclass(frozen=True, slots=True, eq=False)
class TravelFile:
    """A file of travel as it was read: a table of times, or streets.

    Attributes
    ----------
    name, digest : str
        The digest stands for the content where an answer is kept.
    """

    name: str
    digest: str
    content: pd.DataFrame | StreetNetwork

    def travel(self, inputs: MeetingInputs, kmh: float = WALKING_KMH) -> MeetingTravel:
        """Return the way of the demand points to the candidate sites, within the reach in minutes asked for."""
        minutes = inputs.options.reach_minutes
        if minutes is None:
            raise InputError("a table of times or streets needs a reach in minutes",
                             fix="say how many, for example 15")  # fmt: skip
        if isinstance(self.content, StreetNetwork):
            return on_foot(self.content, inputs, minutes, kmh)
        return by_table(self.content, inputs, minutes)


def read_travel_file(path: Path, department: Department) -> TravelFile:
    """Read a table of times or a street network, by its ending; see ``read_travel_times``, ``read_streets``."""
    is_table = path.name.lower().endswith(TIMES_ENDINGS)
    content = read_travel_times(path) if is_table else read_streets(path, department.settings.crs)
    return TravelFile(path.name, travel_digest(path.read_bytes()), content)


def travel_digest(content: bytes) -> str:
    """Return what stands for a file's content."""
    return hashlib.sha256(content).hexdigest()[:16]


def travel_by_file(
    path: Path, inputs: MeetingInputs, department: Department, kmh: float = WALKING_KMH
) -> MeetingTravel:
    """Return travel by a file, a table or a street network by its ending; see ``read_travel_times, read_streets``.

    Raises
    ------
    InputError
        If the file cannot be used, or no reach in minutes is asked for.
    """
    if inputs.options.reach_minutes is None:
        raise InputError("a table of times or streets needs a reach in minutes", fix="say how many, for example 15")
    return read_travel_file(path, department).travel(inputs, kmh)


def by_table(times: pd.DataFrame, inputs: MeetingInputs, minutes: float) -> MeetingTravel:
    """Return travel by a table of times."""
    found = travel_from_table(times, inputs.demand.points, inputs.sites.ids, minutes)
    notes: tuple[str, ...] = ()
    if found.people_without:
        notes += (f"{found.people_without:,.0f} people live where the table of times has no row: never within reach",)
    if found.unknown_venues:
        shown = ", ".join(found.unknown_venues[:5])
        notes += (f"{len(found.unknown_venues)} venues of the table are no candidates: {shown}",)
    return MeetingTravel(found.travel, notes)


def on_foot(network: StreetNetwork, inputs: MeetingInputs, minutes: float, kmh: float) -> MeetingTravel:
    """Return walking times on a street network."""
    points, sites = inputs.demand.points, inputs.sites.candidates
    found = walk(
        network, points[["x", "y"]].to_numpy(dtype=float), sites[["x", "y"]].to_numpy(dtype=float), minutes, kmh
    )
    notes: tuple[str, ...] = ()
    if found.points_off.any():
        people = float(points.loc[found.points_off, "pop"].sum())
        notes += (f"{people:,.0f} people live far from any street of the network: never within reach",)
    if found.sites_off.any():
        names = ", ".join(sites.loc[found.sites_off, "name"].head(5))
        notes += (f"{int(found.sites_off.sum())} venues are far from any street of the network: {names}",)
    return MeetingTravel(found.travel, notes, network, found)
