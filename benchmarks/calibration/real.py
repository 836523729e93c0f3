"""The same questions put to a real city, Portland: weights, and how languages really cluster.

1. Block groups from tracts. Tract totals (sums of its block groups, 2020 Census) are spread over the block
   groups again and held against their true people. The stored file has centres without outlines, so a block
   group's land is its Voronoi cell, clipped to the tract.
2. Tracts from quarters of the city. Nobody publishes languages below the tract. One level up the same question
   can be answered: neighbouring tracts are joined to quarters of about four, quarters are cut by beat-like
   areas of about four other tracts, and the tract table (ACS 2015-2019) is the truth. It has its own sampling
   error, which makes languages look more clustered than they are: a hard test.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from tobler.area_weighted import area_interpolate

from geodata.language_tables import read_language_table
from planning.languages import LANGUAGE_IDS

CRS = "EPSG:32610"
TRACTS_PER_QUARTER = 4


def read_tracts(folder: Path) -> gpd.GeoDataFrame:
    """Return Portland's tracts in metres: geoid, geometry."""
    tracts = gpd.read_file(folder / "tracts.geojson").to_crs(CRS)
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
    ).to_crs(CRS)
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
    return gpd.GeoDataFrame(geometry=shapes, crs=CRS)


def measure_languages(folder: Path) -> pd.DataFrame:
    """Return, by area and language of the one-level-up test: method columns, truth and bracket.

    Returns
    -------
    DataFrame with columns language, true, people, area (persons predicted), low, high
        ``people`` weighs by the tracts' people 5 and over, ``area`` by land through tobler.
    """
    tracts = read_tracts(folder)
    table = read_language_table(folder / "c16001.csv").table
    tracts = tracts[tracts["geoid"].isin(table.pop5.index)].reset_index(drop=True)
    lep = table.lep.reindex(tracts["geoid"]).fillna(0.0).to_numpy()
    pop5 = table.pop5.reindex(tracts["geoid"]).fillna(0.0).to_numpy()
    centre = shapely.get_coordinates(shapely.centroid(tracts.geometry.to_numpy()))
    quarter = _split(centre, TRACTS_PER_QUARTER, 0.0)
    target = _split(centre, TRACTS_PER_QUARTER, np.pi / 4)
    lep_q, pop_q = _sum(lep, quarter), _sum(pop5[:, None], quarter)[:, 0]
    weight = np.zeros((target.max() + 1, quarter.max() + 1))
    np.add.at(weight, (target, quarter), pop5)
    weight /= np.maximum(pop_q, 1e-9)
    inside = (weight * pop_q)[:, :, None]
    outside = ((1 - weight) * pop_q)[:, :, None]
    there = (weight > 0)[:, :, None]
    low = np.where(there, np.maximum(0, lep_q[None] - outside), 0).sum(axis=1)
    high = np.where(there, np.minimum(lep_q[None], inside), 0).sum(axis=1)
    columns = list(LANGUAGE_IDS)
    source = tracts.dissolve(quarter)[["geometry"]]
    source[columns] = lep_q
    by_area = area_interpolate(source, tracts.dissolve(target)[["geometry"]], extensive_variables=columns)
    return pd.DataFrame(
        {
            "language": np.tile(columns, weight.shape[0]),
            "true": _sum(lep, target).ravel(),
            "people": (weight @ lep_q).ravel(),
            "area": by_area[columns].to_numpy().ravel(),
            "low": low.ravel(),
            "high": high.ravel(),
        }
    )


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
