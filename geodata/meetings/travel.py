"""Who is within so many minutes of a venue: by a table of times, or on foot along streets."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from geodata.department.department import Department
from geodata.meetings.inputs import MeetingInputs
from geodata.meetings.kept_ways import KeptWays, points_mark, read_ways
from geodata.meetings.street_network import reached_areas, read_streets
from geodata.meetings.travel_times import read_travel_times, travel_from_table
from planning.errors import InputError
from planning.meetings.streets import WALKING_KMH, StreetNetwork, WalkingTimes, walk
from planning.words.formats import whole_number

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
    drawn : mapping of site row to GeoJSON geometry
        What was drawn when a plan was kept, where its streets are not here.
    """

    travel: csr_array
    notes: tuple[str, ...]
    network: StreetNetwork | None = None
    times: WalkingTimes | None = None
    drawn: Mapping[int, str] = field(default_factory=dict)

    def areas(self, site_rows: list[int], crs: str) -> list[str]:
        """Return the real area within reach of some sites as GeoJSON geometries; none without streets."""
        if self.network is None or self.times is None:
            return [self.drawn[row] for row in site_rows if row in self.drawn]
        return reached_areas(self.network, self.times, site_rows, crs)


@dataclass(frozen=True, slots=True, eq=False)
class TravelFile:
    """A file of travel as it was read, a table of times or streets; or what a plan keeps of one.

    Attributes
    ----------
    name : str
        As whoever gave the file calls it.
    digest : str
        SHA-256 of its bytes. It stands for the content where an answer is kept.
    size : int
        Bytes.
    content
        A table of times, streets, or the ways a plan keeps.
    """

    name: str
    digest: str
    size: int
    content: pd.DataFrame | StreetNetwork | KeptWays

    @property
    def mark(self) -> str:
        """What stands for the content where an answer is kept: less of the file is another answer."""
        kept = self.content
        return f"{self.digest} {kept.minutes} {kept.points}" if isinstance(kept, KeptWays) else self.digest

    @property
    def label(self) -> str:
        """The file in words."""
        return f"{self.name} ({whole_number(self.size)} bytes, SHA-256 {self.digest[:12]})"

    def travel(self, inputs: MeetingInputs, kmh: float = WALKING_KMH) -> MeetingTravel:
        """Return the way of the demand points to the candidate sites, within the reach in minutes asked for."""
        minutes = inputs.options.reach_minutes
        if minutes is None:
            raise InputError("a table of times or streets needs a reach in minutes", fix="say how many, for example 15")
        if isinstance(self.content, StreetNetwork):
            return on_foot(self.content, inputs, minutes, kmh)
        if isinstance(self.content, KeptWays):
            return by_kept_ways(self.content, inputs, minutes, self.name)
        return by_table(self.content, inputs, minutes)


def read_travel_file(path: Path, department: Department, name: str = "") -> TravelFile:
    """Read a table of times or a street network, by its ending; see ``read_travel_times``, ``read_streets``.

    ``name`` is what whoever gave it calls the file, if the path does not say.
    """
    is_table = path.name.lower().endswith(TIMES_ENDINGS)
    content = read_travel_times(path) if is_table else read_streets(path, department.settings.crs)
    held = path.read_bytes()
    return TravelFile(name or path.name, travel_digest(held), len(held), content)


def travel_digest(content: bytes) -> str:
    """Return what stands for a file's content."""
    return hashlib.sha256(content).hexdigest()


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
    """Return travel by a table of times.

    Raises
    ------
    InputError
        If no venue of it, or nobody's tract, is known here: a plan that reaches nobody would look like an answer.
    """
    found = travel_from_table(times, inputs.demand.points, inputs.sites.ids, minutes)
    if set(found.unknown_venues) == set(times["venue_id"]):
        raise InputError(
            "no venue_id of the table of times is a candidate venue",
            value=found.unknown_venues[0],
            fix=f"give the ids of the venues, such as {inputs.sites.ids[0]}",
        )
    if found.people_without >= float(inputs.demand.points["pop"].sum()):
        known = inputs.demand.points["tract_id"].dropna().iloc[0]
        raise InputError(
            "no one lives at any origin in the table of times",
            value=times["origin"].iloc[0],
            fix=f"give GEOIDs with their leading zeros, such as {known}",
        )
    notes: tuple[str, ...] = ()
    if found.people_without:
        notes += (
            (
                f"{whole_number(found.people_without)} people live where the table of times has no row: never within "
                "reach"
            ),
        )
    if found.unknown_venues:
        shown = ", ".join(found.unknown_venues[:5])
        notes += (f"{len(found.unknown_venues)} venues of the table are no candidates: {shown}",)
    return MeetingTravel(_in_hundredths(found.travel), notes)


def by_kept_ways(kept: KeptWays, inputs: MeetingInputs, minutes: float, name: str) -> MeetingTravel:
    """Return travel by the ways kept with a plan; ``name`` is that of the file they were read from."""
    site_ids = inputs.sites.ids
    travel = kept.at(inputs.demand.points, site_ids, minutes, name)
    new = [site for site in site_ids if site not in kept.site_ids]
    notes: tuple[str, ...] = ()
    if new:
        notes += (
            f"{len(new)} venues were no candidates when the plan was kept, so their ways are not known: never "
            f"within reach unless {name} is given again",
        )
    same_reach = minutes == kept.minutes
    drawn = {row: kept.drawn[site] for row, site in enumerate(site_ids) if site in kept.drawn} if same_reach else {}
    return MeetingTravel(travel, notes, drawn=drawn)


def kept_travel(
    file: TravelFile, travel: MeetingTravel, inputs: MeetingInputs, plan_rows: Sequence[int], crs: str
) -> dict[str, Any]:
    """Return what a plan keeps of its file of travel: which file it was, and its ways, if they are not too many.

    Parameters
    ----------
    plan_rows : sequence of int
        The candidate sites where the plan meets: the area within reach is kept for them.
    """
    record: dict[str, Any] = {"name": file.name, "sha256": file.digest, "bytes": file.size}
    if isinstance(file.content, KeptWays):
        ways = file.content
    else:
        ids, minutes = inputs.sites.ids, inputs.options.reach_minutes
        assert minutes is not None
        areas = travel.areas(list(plan_rows), crs)
        drawn = {ids[row]: area for row, area in zip(plan_rows, areas, strict=True)} if areas else {}
        ways = KeptWays(minutes, ids, points_mark(inputs.demand.points), travel.travel, drawn)
    return record | {"kept": ways.as_json()}


def read_kept_travel(record: object) -> TravelFile | None:
    """Return a file of travel from what a plan kept of it; None where the ways are not there."""
    if not isinstance(record, Mapping):
        return None
    ways = read_ways(record.get("kept"))
    if ways is None:
        return None
    try:
        return TravelFile(str(record["name"]), str(record["sha256"]), int(record["bytes"]), ways)
    except (KeyError, TypeError, ValueError):
        return None


def _in_hundredths(travel: csr_array) -> csr_array:
    """Return minutes rounded to a hundredth, finer than anybody walks, so that a plan can keep them as they are."""
    return csr_array((np.round(travel.data, 2), travel.indices, travel.indptr), shape=travel.shape)


def on_foot(network: StreetNetwork, inputs: MeetingInputs, minutes: float, kmh: float) -> MeetingTravel:
    """Return walking times on a street network."""
    points, sites = inputs.demand.points, inputs.sites.candidates
    found = walk(
        network, points[["x", "y"]].to_numpy(dtype=float), sites[["x", "y"]].to_numpy(dtype=float), minutes, kmh
    )
    notes: tuple[str, ...] = ()
    if found.points_off.any():
        people = float(points.loc[found.points_off, "pop"].sum())
        notes += (f"{whole_number(people)} people live far from any street of the network: never within reach",)
    if found.sites_off.any():
        names = ", ".join(sites.loc[found.sites_off, "name"].head(5))
        notes += (f"{int(found.sites_off.sum())} venues are far from any street of the network: {names}",)
    return MeetingTravel(_in_hundredths(found.travel), notes, network, found)
