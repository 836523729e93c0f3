"""The same questions put to real cities: weights, and how languages really cluster.

1. Block groups from tracts. Tract totals (sums of its block groups, 2020 Census) are spread over the block
   groups again and held against their true people. The stored file has centres without outlines, so a block
   group's land is its Voronoi cell, clipped to the tract.
2. Tracts from quarters of Portland. Nobody publishes languages below the tract. One level up the same question
   can be answered: neighbouring tracts are joined to quarters of about four, quarters are cut by beat-like
   areas of about four other tracts, and the tract table (ACS 2015-2019) is the truth. It has its own sampling
   error, which makes languages look more clustered than they are: a hard test.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from tobler.area_weighted import area_interpolate

from geodata.inputs.language_table import read_language_table
from planning.languages.groups import ALL, LANGUAGE_IDS
from planning.need.crosswalk import OUTSIDE, Crosswalk
from planning.need.intervals import build_intervals
from planning.need.need import LanguageTable, build_need

TRACTS_PER_QUARTER = 4
WAYS = (0.5, 0.7, 1.0)
"""How far towards the bracket's ends the intervals go that are tried."""


def read_tracts(folder: Path) -> gpd.GeoDataFrame:
    """Return a city's tracts in metres: geoid, geometry."""
    tracts = gpd.read_file(folder / "tracts.geojson")
    tracts = tracts.to_crs(tracts.estimate_utm_crs())
    id_column = next(name for name in tracts.columns if name.upper().startswith("GEOID"))
    tracts = tracts.rename(columns={id_column: "geoid"}).sort_values("geoid", ignore_index=True)
    return tracts.assign(geometry=shapely.make_valid(tracts.geometry.to_numpy()))[["geoid", "geometry"]]


def read_block_groups(folder: Path, tracts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return block-group centres with people that lie in a tract: people, tract (position), geometry."""
    table = pd.read_csv(folder / "block_groups_2020.csv")
    points = gpd.GeoDataFrame(
        {"people": table["pop2020"].astype(float)},
        geometry=gpd.points_from_xy(table["lon"], table["lat"]),
        crs="EPSG:4326",
    ).to_crs(tracts.crs)
    joined = points[points["people"] > 0].sjoin(tracts, predicate="within").rename(columns={"index_right": "tract"})
    return joined[~joined.index.duplicated()].reset_index(drop=True)


def measure_block_groups(folder: Path) -> pd.DataFrame:
    """Return the error in persons of every block group that shares a tract: method, true, error."""
    tracts = read_tracts(folder)
    groups = read_block_groups(folder, tracts)
    shared = groups["tract"].map(groups["tract"].value_counts()) > 1
    groups = groups[shared].reset_index(drop=True)
    total = groups.groupby("tract")["people"].sum()
    cells = _cells(groups, tracts)
    source = tracts.loc[total.index].assign(people=total)
    by_area = area_interpolate(source, cells, extensive_variables=["people"])["people"].to_numpy()
    equal = groups["tract"].map(total / groups["tract"].value_counts()).to_numpy()
    true = groups["people"].to_numpy()
    return pd.concat(
        [
            pd.DataFrame({"method": "area (tobler)", "true": true, "error": by_area - true}),
            pd.DataFrame({"method": "equal parts", "true": true, "error": equal - true}),
        ],
        ignore_index=True,
    )


def _cells(groups: gpd.GeoDataFrame, tracts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the part of its tract that is nearest to each block group's centre."""
    shapes = np.empty(len(groups), dtype=object)
    for tract, members in groups.groupby("tract"):
        land = tracts.geometry[tract]
        points = shapely.multipoints(members.geometry.to_numpy())
        voronoi = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=land))
        for position, centre in members.geometry.items():
            own = voronoi[shapely.intersects(voronoi, centre)][0]
            shapes[position] = shapely.intersection(own, land)
    return gpd.GeoDataFrame(geometry=shapes, crs=tracts.crs)


def measure_languages(folder: Path) -> pd.DataFrame:
    """Return, by area and language of the one-level-up test: methods, truth, bracket and what the product says.

    Returns
    -------
    DataFrame with columns language, true, people, area (persons predicted), moe, low, high, and for every share of
    the way in ``WAYS`` interval_low_<share>, interval_high_<share>
        ``people`` weighs by the tracts' people 5 and over, ``area`` by land through tobler.
    """
    tracts = read_tracts(folder)
    table = read_language_table(folder / "c16001.csv").table
    tracts = tracts[tracts["geoid"].isin(table.pop5.index)].reset_index(drop=True)
    centre = shapely.get_coordinates(shapely.centroid(tracts.geometry.to_numpy()))
    quarter = _split(centre, TRACTS_PER_QUARTER, 0.0)
    target = _split(centre, TRACTS_PER_QUARTER, np.pi / 4)
    joined = _joined(table, tracts["geoid"], quarter)
    people = table.pop5.reindex(tracts["geoid"]).fillna(0.0).to_numpy()
    crosswalk = _crosswalk(people, quarter, target, joined)
    need = build_need(crosswalk, joined)
    judged = ((need["area_id"] != OUTSIDE) & (need["language"] != ALL)).to_numpy()
    rows = need[judged]
    lep = table.lep.reindex(tracts["geoid"]).fillna(0.0).to_numpy()
    columns = list(LANGUAGE_IDS)
    source = tracts.dissolve(quarter)[["geometry"]]
    source[columns] = joined.lep.to_numpy()
    by_area = area_interpolate(source, tracts.dissolve(target)[["geometry"]], extensive_variables=columns)
    found = pd.DataFrame(
        {
            "language": rows["language"].to_numpy(dtype=str),
            "true": _sum(lep, target).ravel(),
            "people": rows["lep"].to_numpy(),
            "area": by_area[columns].to_numpy().ravel(),
            "moe": rows["lep_moe"].to_numpy(),
            "low": rows["lep_low"].to_numpy(),
            "high": rows["lep_high"].to_numpy(),
        }
    )
    for share in WAYS:
        ends = build_intervals(crosswalk, joined, share)[judged]
        for end in ("low", "high"):
            found[f"interval_{end}_{share}"] = ends[f"lep_interval_{end}"].to_numpy()
    return found


def _joined(table: LanguageTable, geoids: pd.Series, label: np.ndarray) -> LanguageTable:
    """Return the table of tracts joined under one label, margins by the rule for sums."""
    index = pd.Index([f"q{k:03d}" for k in range(label.max() + 1)], name="geoid")

    def total(frame: pd.DataFrame) -> pd.DataFrame:
        cells = frame.reindex(geoids).fillna(0.0).to_numpy()
        return pd.DataFrame(_sum(cells, label), index=index, columns=frame.columns)

    lep, moe = (frame.reindex(geoids).fillna(0.0).to_numpy() for frame in (table.lep, table.lep_moe))
    at_zero = np.zeros((index.size, lep.shape[1]))
    np.maximum.at(at_zero, label, np.where(lep == 0, moe**2, 0.0))
    margins = np.sqrt(_sum(np.where(lep == 0, 0.0, moe**2), label) + at_zero)
    people, people_squares = total(table.pop5.to_frame()), total(table.pop5_moe.to_frame() ** 2)
    return replace(
        table,
        pop5=people.iloc[:, 0],
        pop5_moe=np.sqrt(people_squares.iloc[:, 0]),
        lep=total(table.lep),
        lep_moe=pd.DataFrame(margins, index=index, columns=table.lep.columns),
        very_well=total(table.very_well),
        very_well_moe=total(table.very_well_moe),
    )


def _crosswalk(people: np.ndarray, quarter: np.ndarray, target: np.ndarray, joined: LanguageTable) -> Crosswalk:
    """Return weights from quarters to areas by the tracts' people."""
    quarters, areas = tuple(joined.pop5.index), tuple(f"a{k:03d}" for k in range(target.max() + 1))
    weight = np.zeros((len(areas), len(quarters)))
    np.add.at(weight, (target, quarter), people)
    size = weight.sum(axis=0)
    weight /= np.maximum(size, 1e-9)
    where = zip(*np.nonzero(weight), strict=True)
    triples = {(quarters[source], areas[area]): float(weight[area, source]) for area, source in where}
    return Crosswalk.from_triples(triples, quarters, areas, size)


def _split(centre: np.ndarray, size: int, turn: float) -> np.ndarray:
    """Return groups of about ``size`` neighbours: halve along the longer side, again and again."""
    turned = centre @ np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    label = np.zeros(len(centre), dtype=np.int64)
    parts, number = [np.arange(len(centre))], 0
    while parts:
        part = parts.pop()
        if part.size < 1.5 * size:
            label[part], number = number, number + 1
            continue
        axis = int(np.argmax(np.ptp(turned[part], axis=0)))
        order = part[np.argsort(turned[part, axis], kind="stable")]
        parts += [order[: part.size // 2], order[part.size // 2 :]]
    return label


def _sum(values: np.ndarray, label: np.ndarray) -> np.ndarray:
    total = np.zeros((label.max() + 1, values.shape[1]))
    np.add.at(total, label, values)
    return total
