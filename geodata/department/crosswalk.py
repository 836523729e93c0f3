"""From population points to tract weights: which share of every tract's people lives in which area.

Population points (census blocks at best) are weighted by people; a tract without populated points is shared
out by land area, the only thing then known. A point on a shared tract line belongs to the lowest GEOID and a
point in two overlapping areas to the lowest area id, so that nobody counts twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
from pyproj import Transformer
from scipy.sparse import coo_array, csr_array

from geodata.department.department import Department
from geodata.department.places import MAPS, NOWHERE, Places, Shared, labels_of, lowest_container, numbers_of
from geodata.files.shape_works import Arrays
from geodata.files.shapes_apart import OVERLAY_OF_A_STATE, work_on
from planning.arrays import Floats, Indices
from planning.need.crosswalk import Crosswalk

ELSEWHERE = -2
SQUARE_METRES_PER_KM2 = 1e6
GEOID_WIDTH = 11
"""State (2), county (3) and tract (6) digits."""


@dataclass(frozen=True, slots=True)
class JoinCounts:
    """How many points found their tract in which way.

    Attributes
    ----------
    by_geoid, by_position : int
        Points that belong to the tract their own id names; those that belong to the one that contains them.
    mended : int
        Of the former, those whose id had lost its leading zero, as the tracts tell.
    elsewhere, people_elsewhere : int, float
        Points that name no tract here and lie in none, and their people: left out, another county's.
    strange : int
        Points that name no tract here and lie in one: they are of another vintage, so all points went by position.
    """

    by_geoid: int = 0
    by_position: int = 0
    mended: int = 0
    elsewhere: int = 0
    people_elsewhere: float = 0.0
    strange: int = 0


@dataclass(frozen=True, slots=True)
class PointJoin:
    """Where each populated point lies.

    Attributes
    ----------
    points : DataFrame with columns x, y (metres), lon, lat, pop, tract_id, area_id
        Only points with people, of tracts that are here; an id is missing where the point lies in no tract, or in no
        beat.
    overlaps : DataFrame with columns first, second, people
        Pairs of beats that share points, and how many people stand there; they count in ``first``.
    joined_by : {"geoid", "position", "both", "land"}
        How points found their tract; ``land`` if the department has no points.
    counts : JoinCounts
    """

    points: pd.DataFrame
    overlaps: pd.DataFrame
    joined_by: Literal["geoid", "position", "both", "land"]
    counts: JoinCounts


@dataclass(frozen=True, slots=True)
class CrosswalkReport:
    """How the weights came about; people at population points.

    Attributes
    ----------
    people, people_without_tract, people_outside : float
        All; those in no tract, who weigh nothing; those in a tract but in no beat.
    overlaps : DataFrame
        As in ``PointJoin``.
    tracts_by_land : tuple of str
        Tracts without populated points, shared out by land area.
    joined_by, counts
        As in ``PointJoin``.
    """

    people: float
    people_without_tract: float
    people_outside: float
    overlaps: pd.DataFrame
    tracts_by_land: tuple[str, ...]
    joined_by: str
    counts: JoinCounts


def join_points(department: Department) -> PointJoin:
    """Find the tract and the beat of every populated point.

    A point belongs to the tract whose GEOID its own begins with, and one without an id to the tract that contains it.
    One that names no tract here and lies in none is another county's and is left out; where such points lie inside the
    tracts, they are of another vintage, and all points go by position.
    """
    if department.population is None:
        nobody = Shared(*np.empty((3, 0), dtype=np.intp))
        return PointJoin(_points_frame(), _overlaps(nobody, np.empty(0), np.empty(0, dtype=str)), "land", JoinCounts())
    populated = department.population
    if not (has_people := populated["pop"] > 0).all():
        populated = populated[has_people]
    tract_ids = np.sort(department.tracts["geoid"].to_numpy(dtype=str))
    geoids, named, mended = with_lost_zeros(populated["geoid"], tract_ids.tolist())
    places = Places.of(populated, department.settings.crs)
    tract_of, counts, joined_by = _find_tracts(places, populated["pop"], geoids, named, department)
    if (away := tract_of == ELSEWHERE).any():
        populated, geoids, tract_of, places = populated[~away], geoids[~away], tract_of[~away], places.at(~away)
    people = populated["pop"].to_numpy(dtype=float)
    beat_ids = department.beats["area_id"].to_numpy(dtype=str)
    area_of, shared = lowest_container(places, department.beats.to_crs(department.settings.crs))
    frame = _points_frame(x=places.x, y=places.y, lon=places.lon, lat=places.lat, pop=people).assign(
        tract_id=labels_of(tract_of, tract_ids), area_id=labels_of(area_of, beat_ids), geoid=geoids.array
    )
    counts = replace(counts, mended=mended if counts.by_geoid else 0)
    return PointJoin(frame, _overlaps(shared, people, beat_ids), joined_by, counts)


def stand_in_points(department: Department) -> pd.DataFrame:
    """Return one point a tract, for a department without population points: its people are put inside it.

    The frame is that of ``PointJoin.points`` with every ``pop`` at 1; a rough stand-in, to be said wherever used.
    """
    crs = department.settings.crs
    tracts = department.tracts.sort_values("geoid")
    inner = work_on(MAPS, "inner_points", OVERLAY_OF_A_STATE, shapes=tracts.geometry.to_crs(crs).to_numpy())
    lon, lat = Transformer.from_crs(crs, department.tracts.crs, always_xy=True).transform(inner["x"], inner["y"])
    places = Places(inner["x"], inner["y"], lon, lat)
    area_of, _ = lowest_container(places, department.beats.to_crs(crs))
    frame = _points_frame(x=places.x, y=places.y, lon=lon, lat=lat, pop=np.ones(len(tracts)))
    return frame.assign(
        tract_id=tracts["geoid"].to_numpy(), area_id=labels_of(area_of, department.beats["area_id"].to_numpy(dtype=str))
    )


def build_crosswalk(department: Department, join: PointJoin) -> tuple[Crosswalk, CrosswalkReport]:
    """Return the weights from tracts to beats, and how they came about.

    With ``Crosswalk.grouped`` the same weights serve every coarser level.
    """
    tracts = department.tracts.sort_values("geoid")
    tract_ids, area_ids = tuple(tracts["geoid"].tolist()), tuple(department.beats["area_id"].tolist())
    people = join.points["pop"].to_numpy(dtype=float)
    tract_of, area_of = numbers_of(join.points["tract_id"], tract_ids), numbers_of(join.points["area_id"], area_ids)
    placed, inside = tract_of != NOWHERE, (tract_of != NOWHERE) & (area_of != NOWHERE)
    living = np.bincount(tract_of[placed], people[placed], len(tract_ids)).astype(float)
    cells = (people[inside], (tract_of[inside], area_of[inside]))
    sums = csr_array(coo_array(cells, shape=(len(tract_ids), len(area_ids)))).tocoo()
    tract, area, shares = sums.row, sums.col, sums.data / living[sums.row]

    empty = np.flatnonzero(living == 0)
    without_people = tracts.iloc[empty]
    land = _land_shares(without_people, department)
    by_land = department.population is None
    crosswalk = Crosswalk.from_arrays(
        np.concatenate([tract, empty[land["tract"]]]),
        np.concatenate([area, land["area"]]),
        np.concatenate([shares, land["share"]]),
        tract_ids,
        area_ids,
        land["size"] / SQUARE_METRES_PER_KM2 if by_land else living,
        "km2" if by_land else "people",
    )
    report = CrosswalkReport(
        people=float(people.sum()),
        people_without_tract=float(people[~placed].sum()),
        people_outside=float(people[placed & ~inside].sum()),
        overlaps=join.overlaps,
        tracts_by_land=tuple(without_people["geoid"]),
        joined_by=join.joined_by,
        counts=join.counts,
    )
    return crosswalk, report


def with_lost_zeros(geoids: pd.Series, tract_ids: Sequence[str]) -> tuple[pd.Series, Indices, int]:
    """Return the ids with the leading zero that a spreadsheet took, where the tracts tell that one is missing.

    Beside them the tract that each names, or ``NOWHERE``, and how many have it back.
    """
    named = numbers_of(geoids.str[:GEOID_WIDTH], tract_ids)
    rest = np.flatnonzero(named == NOWHERE)
    if not len(rest):
        return geoids, named, 0
    with_zero = "0" + geoids.iloc[rest]
    named[rest] = numbers_of(with_zero.str[:GEOID_WIDTH], tract_ids)
    lost = named[rest] != NOWHERE
    mended = geoids.copy()
    mended.iloc[rest[lost]] = with_zero[lost]
    return mended, named, int(lost.sum())


def _find_tracts(
    places: Places, people: pd.Series, geoids: pd.Series, named: Indices, department: Department
) -> tuple[Indices, JoinCounts, Literal["geoid", "position", "both"]]:
    """Return the tract of each point (``NOWHERE`` in none, ``ELSEWHERE`` to be left out), and how it was found."""
    unnamed = named == NOWHERE
    if not unnamed.any():
        return named, JoinCounts(by_geoid=len(named)), "geoid"
    tracts = department.tracts.sort_values("geoid").to_crs(department.settings.crs)
    has_id = (geoids.fillna("") != "").to_numpy(dtype=bool)
    container, _ = lowest_container(places.at(unnamed), tracts)
    strange = has_id[unnamed] & (container != NOWHERE)
    if strange.any():
        everywhere, _ = lowest_container(places, tracts)
        everywhere[has_id & (everywhere == NOWHERE)] = ELSEWHERE
        away = everywhere == ELSEWHERE
        counts = JoinCounts(
            0, int((~away).sum()), 0, int(away.sum()), float(people.to_numpy()[away].sum()), int(strange.sum())
        )
        return everywhere, counts, "position"
    tract_of = named.copy()
    tract_of[unnamed] = np.where(has_id[unnamed], ELSEWHERE, container)
    away = tract_of == ELSEWHERE
    counts = JoinCounts(
        by_geoid=int((~unnamed).sum()),
        by_position=int((unnamed & ~away).sum()),
        elsewhere=int(away.sum()),
        people_elsewhere=float(people.to_numpy()[away].sum()),
    )
    return tract_of, counts, "geoid" if not counts.by_position else "both" if counts.by_geoid else "position"


def _land_shares(tracts: gpd.GeoDataFrame, department: Department) -> Arrays:
    """Return the ``share`` of each ``tract`` in each ``area``, and the ``size`` of every tract, square meters.

    Where beats overlap, the lowest id has the land.
    """
    if tracts.empty:
        nothing = np.empty(0)
        return {"tract": nothing.astype(np.intp), "area": nothing.astype(np.intp), "share": nothing, "size": nothing}
    crs, beats = department.settings.crs, department.beats
    return work_on(
        MAPS,
        "land_shares",
        OVERLAY_OF_A_STATE,
        tracts=tracts.geometry.to_crs(crs).to_numpy(),
        areas=beats.geometry.to_crs(crs).to_numpy(),
    )


def _points_frame(**columns: object) -> pd.DataFrame:
    names = ("x", "y", "lon", "lat", "pop")
    frame = pd.DataFrame({name: np.asarray(columns.get(name, []), dtype=float) for name in names})
    return frame.assign(tract_id=pd.Series(dtype="str"), area_id=pd.Series(dtype="str"))


def _overlaps(shared: Shared, people: Floats, ids: npt.NDArray[np.str_]) -> pd.DataFrame:
    pairs, pair_of = np.unique(shared.first * len(ids) + shared.second, return_inverse=True)
    first, second = np.divmod(pairs, max(len(ids), 1))
    both = np.bincount(pair_of, people[shared.point], len(pairs))
    return pd.DataFrame({"first": labels_of(first, ids), "second": labels_of(second, ids), "people": both})
