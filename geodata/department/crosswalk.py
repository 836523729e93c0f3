"""From population points to tract weights: which share of every tract's people lives in which area.

Population points (census blocks at best) are weighted by people; a tract without populated points is shared
out by land area, the only thing then known. A point on a shared tract line belongs to the lowest GEOID and a
point in two overlapping areas to the lowest area id, so that nobody counts twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.department.department import Department
from geodata.files.shapes_apart import OVERLAY_OF_A_STATE, work_on
from planning.arrays import Indices
from planning.need.crosswalk import Crosswalk

NOWHERE, ELSEWHERE = -1, -2
SQUARE_METRES_PER_KM2 = 1e6
MAPS = "the maps of beats and tracts"
"""What is named where they cross each other too often."""
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
        return PointJoin(_points_frame(), _overlap_frame([], {}), "land", JoinCounts())
    crs = department.settings.crs
    populated = department.population[department.population["pop"] > 0]
    tract_ids = np.sort(department.tracts["geoid"].to_numpy(dtype=str))
    geoids, mended = _with_lost_zeros(populated["geoid"], tract_ids)
    tract_of, counts, joined_by = _find_tracts(populated.assign(geoid=geoids), department, tract_ids)
    here = tract_of != ELSEWHERE
    points, tract_of = populated.assign(geoid=geoids)[here], tract_of[here]
    place = points.geometry.to_crs(crs)
    beat_ids = department.beats["area_id"].to_numpy(dtype=str)
    area_of, shared = _lowest_container(place, department.beats.to_crs(crs))
    people = points["pop"].to_numpy(dtype=float)
    pairs: dict[tuple[str, str], float] = {}
    for point, first, second in shared:
        pair = (str(beat_ids[first]), str(beat_ids[second]))
        pairs[pair] = pairs.get(pair, 0.0) + people[point]
    frame = _points_frame(x=place.x, y=place.y, lon=points.geometry.x, lat=points.geometry.y, pop=people).assign(
        tract_id=_labels(tract_of, tract_ids), area_id=_labels(area_of, beat_ids), geoid=points["geoid"].to_numpy()
    )
    counts = replace(counts, mended=mended if counts.by_geoid else 0)
    return PointJoin(frame, _overlap_frame(list(pairs), pairs), joined_by, counts)


def stand_in_points(department: Department) -> pd.DataFrame:
    """Return one point a tract, for a department without population points: its people are put inside it.

    The frame is that of ``PointJoin.points`` with every ``pop`` at 1; a rough stand-in, to be said wherever used.
    """
    crs = department.settings.crs
    tracts = department.tracts.sort_values("geoid")
    inner = work_on(MAPS, "inner_points", OVERLAY_OF_A_STATE, shapes=tracts.geometry.to_crs(crs).to_numpy())
    place = gpd.GeoSeries(gpd.points_from_xy(inner["x"], inner["y"], crs=crs))
    degrees = place.to_crs(department.tracts.crs)
    area_of, _ = _lowest_container(place, department.beats.to_crs(crs))
    frame = _points_frame(x=place.x, y=place.y, lon=degrees.x, lat=degrees.y, pop=np.ones(len(place)))
    return frame.assign(
        tract_id=tracts["geoid"].to_numpy(), area_id=_labels(area_of, department.beats["area_id"].to_numpy(dtype=str))
    )


def build_crosswalk(department: Department, join: PointJoin) -> tuple[Crosswalk, CrosswalkReport]:
    """Return the weights from tracts to beats, and how they came about.

    With ``Crosswalk.grouped`` the same weights serve every coarser level.
    """
    tracts = department.tracts.sort_values("geoid")
    tract_ids = tuple(tracts["geoid"])
    placed = join.points.dropna(subset="tract_id")
    people = placed.groupby("tract_id")["pop"].sum()
    inside = placed.dropna(subset="area_id").groupby(["tract_id", "area_id"])["pop"].sum()
    shares = inside / people.reindex(inside.index.get_level_values("tract_id")).to_numpy()
    triples = {(str(tract), str(area)): float(share) for (tract, area), share in shares.items()}

    without_people = tracts[~tracts["geoid"].isin(people.index)]
    triples_by_land, sizes = _land_shares(without_people, department)
    triples |= triples_by_land

    if department.population is None:
        size, unit = sizes / SQUARE_METRES_PER_KM2, "km2"
    else:
        size, unit = people.reindex(tract_ids).fillna(0.0).to_numpy(dtype=float), "people"
    crosswalk = Crosswalk.from_triples(
        triples, tract_ids, tuple(department.beats["area_id"]), size, "km2" if unit == "km2" else "people"
    )
    report = CrosswalkReport(
        people=float(join.points["pop"].sum()),
        people_without_tract=float(join.points.loc[join.points["tract_id"].isna(), "pop"].sum()),
        people_outside=float(placed.loc[placed["area_id"].isna(), "pop"].sum()),
        overlaps=join.overlaps,
        tracts_by_land=tuple(without_people["geoid"]),
        joined_by=join.joined_by,
        counts=join.counts,
    )
    return crosswalk, report


def _with_lost_zeros(geoids: pd.Series, tract_ids: npt.NDArray[np.str_]) -> tuple[pd.Series, int]:
    """Return the ids with the leading zero that a spreadsheet took, where the tracts tell that one is missing."""
    known = set(tract_ids.tolist())
    lost = ~geoids.str[:GEOID_WIDTH].isin(known) & ("0" + geoids.str[: GEOID_WIDTH - 1]).isin(known)
    return geoids.mask(lost, "0" + geoids), int(lost.sum())


def _find_tracts(
    points: gpd.GeoDataFrame, department: Department, tract_ids: npt.NDArray[np.str_]
) -> tuple[Indices, JoinCounts, Literal["geoid", "position", "both"]]:
    """Return the tract of each point (``NOWHERE`` in none, ``ELSEWHERE`` to be left out), and how it was found."""
    prefixes = points["geoid"].str[:GEOID_WIDTH].fillna("").to_numpy(dtype=str)
    named = np.isin(prefixes, tract_ids)
    tract_of: Indices = np.where(named, np.searchsorted(tract_ids, prefixes), NOWHERE)
    if named.all():
        return tract_of, JoinCounts(by_geoid=len(points)), "geoid"
    crs = department.settings.crs
    tracts = department.tracts.sort_values("geoid").to_crs(crs)
    places = points.geometry.to_crs(crs)
    container, _ = _lowest_container(places[~named], tracts)
    strange = (prefixes[~named] != "") & (container != NOWHERE)
    if strange.any():
        everywhere, _ = _lowest_container(places, tracts)
        everywhere[(prefixes != "") & (everywhere == NOWHERE)] = ELSEWHERE
        away = everywhere == ELSEWHERE
        people = float(points["pop"].to_numpy()[away].sum())
        counts = JoinCounts(0, int((~away).sum()), 0, int(away.sum()), people, int(strange.sum()))
        return everywhere, counts, "position"
    tract_of[~named] = np.where(prefixes[~named] != "", ELSEWHERE, container)
    away = tract_of == ELSEWHERE
    counts = JoinCounts(
        by_geoid=int(named.sum()),
        by_position=int((~named & ~away).sum()),
        elsewhere=int(away.sum()),
        people_elsewhere=float(points["pop"].to_numpy()[away].sum()),
    )
    return tract_of, counts, "geoid" if not counts.by_position else "both" if counts.by_geoid else "position"


def _lowest_container(points: gpd.GeoSeries, polygons: gpd.GeoDataFrame) -> tuple[Indices, list[tuple[int, int, int]]]:
    """Return the first polygon that each point touches, or -1, and who else shares it.

    Polygons come sorted by id, so the first is the lowest. Shared points are triples (point, first, next).
    """
    shapes, x, y = polygons.geometry.to_numpy(), points.x.to_numpy(), points.y.to_numpy()
    pairs = work_on(MAPS, "containers", OVERLAY_OF_A_STATE, polygons=shapes, x=x, y=y)
    point, polygon = pairs["point"], pairs["polygon"]
    found = np.full(len(points), NOWHERE, dtype=np.intp)
    # Assigned from the highest to the lowest, so the lowest is what stays.
    found[point[::-1]] = polygon[::-1]
    hits = zip(point.tolist(), polygon.tolist(), strict=True)
    shared = [(here, first, second) for (here, first), (there, second) in pairwise(hits) if here == there]
    return found, shared


def _land_shares(
    tracts: gpd.GeoDataFrame, department: Department
) -> tuple[dict[tuple[str, str], float], npt.NDArray[np.float64]]:
    """Return area shares of tracts without people, and their land; where beats overlap, the lowest id has the land."""
    if tracts.empty:
        return {}, np.empty(0)
    crs, beats = department.settings.crs, department.beats
    found = work_on(
        MAPS,
        "land_shares",
        OVERLAY_OF_A_STATE,
        tracts=tracts.geometry.to_crs(crs).to_numpy(),
        areas=beats.geometry.to_crs(crs).to_numpy(),
    )
    names = zip(tracts["geoid"].to_numpy()[found["tract"]], beats["area_id"].to_numpy()[found["area"]], strict=True)
    return dict(zip(names, found["share"].tolist(), strict=True)), found["size"]


def _labels(index: Indices, names: npt.NDArray[np.str_]) -> pd.Series:
    """Return names by position; missing where the position is -1."""
    return pd.Series(names).astype("str").reindex(index).reset_index(drop=True)


def _points_frame(**columns: object) -> pd.DataFrame:
    names = ("x", "y", "lon", "lat", "pop")
    frame = pd.DataFrame({name: np.asarray(columns.get(name, []), dtype=float) for name in names})
    return frame.assign(tract_id=pd.Series(dtype="str"), area_id=pd.Series(dtype="str"))


def _overlap_frame(pairs: list[tuple[str, str]], people: dict[tuple[str, str], float]) -> pd.DataFrame:
    rows = [(first, second, people[first, second]) for first, second in sorted(pairs)]
    return pd.DataFrame(rows, columns=["first", "second", "people"])
