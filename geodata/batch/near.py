"""What lies near some agencies of a batch, read from what was laid out; and each agency as a department of its own.

An agency is a department of one area: areas of different agencies do not compete for ground, as beats of one
department do, so that a county and a city inside it both have the city's people.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.batch.laid import LAID, laid_pages, read_box, read_places, shapes_of
from geodata.batch.lay import AREAS, BOUNDS, LANGUAGE, LOOSE, POINTS, TRACTS, bounds_of, load_facts, reach_of, touching
from geodata.batch.plan import load_index
from geodata.department.department import Department
from geodata.department.places import numbers_of
from geodata.department.settings import Settings
from geodata.files.coordinates import projected_crs
from geodata.files.shapes_apart import work_on
from geodata.inputs.language_table import language_from_frame
from geodata.papers.exports import write_file
from planning.arrays import Flags, Floats, Indices
from planning.need.need import LanguageTable

PLACING = "placing.json"


@dataclass(frozen=True, slots=True)
class Placing:
    """How the points of the batch find their tracts, decided once for all of it.

    Attributes
    ----------
    with_points : bool
        Whether there are points at all; else people are placed by land.
    by_position : bool
        Whether all go by position, as some are of another vintage than the map of tracts.
    some_by_position : bool
        Whether some do, as they have no id.
    """

    with_points: bool
    by_position: bool = False
    some_by_position: bool = False

    def keep(self, folder: Path) -> None:
        """Write it into the folder of the batch."""
        write_file(folder / LAID / PLACING, json.dumps(asdict(self)).encode())


def load_placing(folder: Path) -> Placing:
    """Return how the points of a batch find their tracts."""
    return Placing(**json.loads((folder / LAID / PLACING).read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Near:
    """Some agencies, and all that a figure of theirs can depend on.

    Attributes
    ----------
    areas : GeoDataFrame
        agency_id, name and the polygon of each, in degrees, by id.
    tracts : GeoDataFrame
        geoid, ``BOUNDS`` of how far it and its points reach, polygon; by geoid.
    points : DataFrame or None
        number, tract (missing where it is to be found by position), geoid, pop, lon, lat; by number.
    language : LanguageTable
        Of these tracts, and of those in which each line of the whole table is first known, so that what is absent
        here is told from what is absent altogether.
    """

    areas: gpd.GeoDataFrame
    tracts: gpd.GeoDataFrame
    points: pd.DataFrame | None
    language: LanguageTable


def read_near(folder: Path, agencies: pd.DataFrame, placing: Placing) -> Near:
    """Return some agencies with the tracts, points and figures around them.

    Parameters
    ----------
    agencies : DataFrame
        Rows of ``geodata.batch.plan.load_plan``.
    """
    index = load_index(folder)
    near = _near(bounds_of(index), bounds_of(agencies.drop_duplicates("agency_id")), placing)
    tracts = _read_tracts(folder, index[near])
    points = _read_points(folder, index[near], placing) if placing.with_points else None
    return Near(read_areas(folder, agencies), tracts, points, read_language(folder, tracts))


def _near(tracts: Floats, boxes: Floats, placing: Placing) -> Flags:
    """Return which tracts touch any of the boxes; both are bounds, shape (4, n).

    Where points find their tracts by position, also those that touch such a tract: a point on the line between two
    belongs to the lower id.
    """
    found = _touching_any(tracts, boxes)
    if placing.by_position or placing.some_by_position:
        found |= _touching_any(tracts, tracts[:, found])
    return found


def _touching_any(tracts: Floats, boxes: Floats) -> Flags:
    found = np.zeros(tracts.shape[1], dtype=bool)
    for box in boxes.T:
        found |= touching(tracts, box)
    return found


def _read_tracts(folder: Path, index: pd.DataFrame) -> gpd.GeoDataFrame:
    rows = read_places(folder, TRACTS, np.unique(index["place"].to_numpy(np.int64)))
    tracts = shapes_of(rows[rows["geoid"].isin(index["geoid"])][["geoid", "geometry"]])
    return tracts.merge(index[["geoid", *BOUNDS]], on="geoid").sort_values("geoid", ignore_index=True)


def read_areas(folder: Path, agencies: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the polygons of some agencies; the rows of a repeated id are taken together."""
    rows = read_places(folder, AREAS, np.unique(agencies["row_place"].to_numpy(np.int64)))
    rows = rows[rows["agency_id"].isin(agencies["agency_id"])].sort_values("number")
    areas = shapes_of(rows[["agency_id", "name", "geometry"]])
    if not areas["agency_id"].duplicated().any():
        return areas.sort_values("agency_id", ignore_index=True)
    group, ids = pd.factorize(areas["agency_id"], sort=True)
    single = ~areas["agency_id"].duplicated(keep=False).to_numpy()
    shapes = np.empty(len(ids), dtype=object)
    shapes[group[single]] = areas.geometry.to_numpy()[single]
    for number in np.unique(group[~single]):
        parts = areas.geometry.to_numpy()[group == number]
        together = work_on("the map of agencies", "unite", shapes=parts, group=np.zeros(len(parts), dtype=np.int64))
        shapes[number] = together["shapes"][0]
    names = areas.groupby("agency_id", sort=True)["name"].first()
    return gpd.GeoDataFrame({"agency_id": ids, "name": names.array}, geometry=shapes, crs=4326)


def _read_points(folder: Path, index: pd.DataFrame, placing: Placing) -> pd.DataFrame:
    """Return the points of tracts, and those that may lie in them and name none; all of the latter if by position."""
    box = (index["west"].min(), index["south"].min(), index["east"].max(), index["north"].max())
    loose = read_box(folder, LOOSE, box)
    if placing.by_position:
        named = read_box(folder, POINTS, box)
        rows = pd.concat([named, loose], ignore_index=True)
        rows = rows.assign(
            tract=pd.Series(np.nan, rows.index, dtype="str"), geoid=pd.Series(np.nan, rows.index, dtype="str")
        )
    else:
        named = read_places(folder, POINTS, np.unique(index["place"].to_numpy(np.int64)))
        rows = pd.concat([named[named["tract"].isin(index["geoid"])], loose[loose["geoid"].isna()]], ignore_index=True)
    return rows.sort_values("number", ignore_index=True)


def read_language(folder: Path, tracts: gpd.GeoDataFrame) -> LanguageTable:
    """Return the figures of some tracts, and those in which each line of the whole table is first known."""
    facts = load_facts(folder, LANGUAGE, 0)
    assert facts is not None
    index = load_index(folder)
    wanted = {*tracts["geoid"], *facts["known"]}
    places = index["place"][index["geoid"].isin(wanted)].to_numpy(np.int64)
    strangers = np.array([-1] if set(facts["known"]) - set(index["geoid"]) else [], dtype=np.int64)
    rows = read_places(folder, LANGUAGE, np.unique(np.concatenate([strangers, places])))
    return _table_of(rows[rows["GEOID"].isin(wanted)])


def read_whole_language(folder: Path) -> LanguageTable:
    """Return the language table of the whole batch, as its file had it."""
    return _table_of(pd.concat([pd.read_parquet(path) for path in laid_pages(folder, LANGUAGE)]))


def _table_of(rows: pd.DataFrame) -> LanguageTable:
    kept = rows.sort_values("number", ignore_index=True).drop(columns=["place", "number"])
    return language_from_frame(kept)


def departments(near: Near, placing: Placing) -> Iterator[Department]:
    """Yield each agency as a department of one area, by id: its own measures, the tracts and points that touch it."""
    beats = near.areas[["agency_id", "geometry"]].rename(columns={"agency_id": "area_id"})
    tracts, bounds = near.tracts[["geoid", "geometry"]], bounds_of(near.tracts)
    points = None if near.points is None else _Points.of(near.points, near.tracts["geoid"])
    for row, reach in enumerate(reach_of(beats.geometry.to_numpy()).T):
        here = _near(bounds, reach[:, None], placing)
        beat = beats.iloc[[row]]
        yield Department(
            settings=Settings(str(beat["area_id"].iloc[0]), 0, "agency_id", (), projected_crs(beat)),
            beats=beat,
            tracts=tracts.iloc[np.flatnonzero(here)],
            language=near.language,
            population=None if points is None else points.of_tracts(here, bounds[:, here]),
        )


@dataclass(frozen=True, slots=True)
class _Points:
    """Points as a department has them, and the number of the tract that each names, or -1."""

    frame: gpd.GeoDataFrame
    tract: Indices
    lon: Floats
    lat: Floats

    @classmethod
    def of(cls, points: pd.DataFrame, tracts: pd.Series) -> _Points:
        lon, lat = points["lon"].to_numpy(), points["lat"].to_numpy()
        frame = gpd.GeoDataFrame(points[["pop", "geoid", "number"]], geometry=gpd.points_from_xy(lon, lat), crs=4326)
        return cls(frame, numbers_of(points["tract"], tracts.tolist()), lon, lat)

    def of_tracts(self, here: Flags, bounds: Floats) -> gpd.GeoDataFrame:
        """Return those that name one of some tracts, and those that name none and may lie in one of their bounds."""
        mine = (self.tract >= 0) & here[self.tract] if len(here) else np.zeros(len(self.tract), dtype=bool)
        nameless = np.flatnonzero(self.tract < 0)
        if len(nameless) and bounds.size:
            (west, south), (east, north) = bounds[:2].min(axis=1), bounds[2:].max(axis=1)
            lon, lat = self.lon[nameless], self.lat[nameless]
            mine[nameless] = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
        return self.frame.iloc[np.flatnonzero(mine)]
