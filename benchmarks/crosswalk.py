"""The weights of tracts in areas, and the need table made of them, beside what one would take instead.

By land: tobler, an overlay of geopandas, and a spatial join of DuckDB, each with the same sums. By people: maup, and a
plain spatial join with a sparse product. The need table alone: a sparse product of the estimates and of the squared
margins. No peer gives brackets, shares, grades or what lies outside, or resolves overlaps. Peers get their maps
in meters and, DuckDB, in its own tables; ours begins with a department in degrees, reads shapes in a process with
limits, and ends with the need table.
"""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from benchmarks.made.country import Country, build_country
from benchmarks.made.side_by_side import in_turn, told_ratio
from geodata.department.crosswalk import build_crosswalk, join_points
from geodata.department.department import Department
from planning.languages.groups import LANGUAGE_IDS
from planning.need.crosswalk import Crosswalk
from planning.need.need import build_need

SIZES = ((1_000, 299), (5_028, 1_503))
"""Tracts and areas."""
OURS = "Common Tongue"
Ways = Mapping[str, Callable[[], object]]


def run() -> None:
    """Print what each way takes, and how ours stands beside it."""
    for tracts, areas in SIZES:
        country = build_country(tracts, areas)
        print(f"{tracts:,} tracts x {areas:,} areas x {len(country.points):,} points")
        for title, ways in (
            ("by land, with need", land_ways(country)),
            ("by people, with need", people_ways(country)),
            ("need, weights kept", need_ways(country)),
        ):
            tell(title, ways)


def tell(title: str, ways: Ways) -> None:
    """Measure and print one table."""
    taken = in_turn(ways)
    print(f"  {title}")
    for name, one in taken.items():
        ratio = "" if name == OURS else f"; ours / this {told_ratio(taken[OURS], one)}"
        print(f"    {name}: {one.told()}{ratio}")


def ours(department: Department) -> pd.DataFrame:
    """Return the need table of a department from its frames."""
    crosswalk, _ = build_crosswalk(department, join_points(department))
    return build_need(crosswalk, department.language)


def land_ways(country: Country) -> Ways:
    """Return the ways by land."""
    department = country.department(points=False)
    tracts = with_lep(country)
    peers: dict[str, Callable[[], object]] = {
        OURS: lambda: ours(department),
        "geopandas overlay": lambda: overlay(tracts, country.areas),
    }
    if importlib.util.find_spec("tobler"):
        from tobler.area_weighted import area_interpolate

        peers["tobler"] = lambda: area_interpolate(tracts, country.areas, extensive_variables=list(LANGUAGE_IDS))
    if importlib.util.find_spec("duckdb_ext"):
        peers["DuckDB spatial"] = in_duckdb(tracts, country.areas)
    return peers


def with_lep(country: Country) -> gpd.GeoDataFrame:
    """Return the tracts with the estimates beside them, a missing one as zero, as peers take it."""
    return country.tracts.merge(country.language.lep.fillna(0.0), left_on="geoid", right_index=True)


def overlay(tracts: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the sums as the usual overlay gives them."""
    pieces = gpd.overlay(tracts.assign(whole=tracts.area), areas, how="intersection", keep_geom_type=True)
    shares = pieces.area / pieces["whole"]
    return pieces[list(LANGUAGE_IDS)].mul(shares, axis=0).groupby(pieces["area_id"]).sum()


def in_duckdb(tracts: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> Callable[[], pd.DataFrame]:
    """Return a way that has the maps in DuckDB's tables already, and joins and sums them there."""
    import duckdb

    places = importlib.util.find_spec("duckdb_ext").submodule_search_locations  # type: ignore[union-attr]
    extension = next(Path(next(iter(places or ()))).rglob("spatial.duckdb_extension"))
    base = duckdb.connect(config={"extension_directory": str(extension.parent)})
    base.execute(f"SET enable_progress_bar = false; LOAD '{extension}'")
    for name, frame in (("tracts", tracts), ("areas", areas)):
        base.register("given", frame.to_wkb())
        base.execute(f"CREATE TABLE {name} AS SELECT * REPLACE (ST_GeomFromWKB(geometry) AS geometry) FROM given")
        base.unregister("given")
    sums = ", ".join(f"sum({name} * share) AS {name}" for name in LANGUAGE_IDS)
    question = f"""
        WITH pieces AS (
            SELECT area_id, tracts.*, ST_Area(ST_Intersection(tracts.geometry, areas.geometry))
                   / ST_Area(tracts.geometry) AS share
            FROM tracts JOIN areas ON ST_Intersects(tracts.geometry, areas.geometry))
        SELECT area_id, {sums} FROM pieces GROUP BY area_id ORDER BY area_id"""
    return lambda: base.execute(question).df()


def people_ways(country: Country) -> Ways:
    """Return the ways by people."""
    department = country.department()
    lep = country.language.lep.fillna(0.0)
    peers: dict[str, Callable[[], object]] = {
        OURS: lambda: ours(department),
        "spatial join": lambda: joined(country, lep),
    }
    if importlib.util.find_spec("maup"):
        peers["maup"] = lambda: assigned(country, lep)
    return peers


def joined(country: Country, lep: pd.DataFrame) -> pd.DataFrame:
    """Return the sums by a plain spatial join and a sparse product."""
    pairs = gpd.sjoin(country.points, country.areas, predicate="within")
    return _product(pairs["geoid"].str[:11], pairs["area_id"], pairs["pop"], lep)


def assigned(country: Country, lep: pd.DataFrame) -> pd.DataFrame:
    """Return the sums with maup placing each point in its area."""
    import maup

    with warnings.catch_warnings():  # that some people live in no area is meant
        warnings.simplefilter("ignore")
        areas = maup.assign(country.points, country.areas).map(country.areas["area_id"])
    here = areas.notna()
    points = country.points[here]
    return _product(points["geoid"].str[:11], areas[here], points["pop"], lep)


def _product(tract: pd.Series, area: pd.Series, people: pd.Series, lep: pd.DataFrame) -> pd.DataFrame:
    column, tracts = pd.factorize(tract)
    row, areas = pd.factorize(area)
    weights = csr_array((people, (row, column)), shape=(len(areas), len(tracts)))
    whole = np.bincount(column, people)
    cells = lep.reindex(tracts).to_numpy()
    return pd.DataFrame(weights @ (cells / whole[:, None]), areas, lep.columns)


def need_ways(country: Country) -> Ways:
    """Return the ways from weights to figures."""
    department = country.department()
    crosswalk, _ = build_crosswalk(department, join_points(department))
    return {
        OURS: lambda: build_need(crosswalk, department.language),
        "sparse product": lambda: bare_product(crosswalk, country),
    }


def bare_product(crosswalk: Crosswalk, country: Country) -> pd.DataFrame:
    """Return estimates and roots of squared margins of both tables, one row an area and language."""
    table, tracts = country.language, pd.Index(crosswalk.tract_ids)
    squared = crosswalk.weights.power(2)
    found = {}
    for name, people, moes in (("lep", table.lep, table.lep_moe), ("very_well", table.very_well, table.very_well_moe)):
        sums = crosswalk.weights @ people.reindex(tracts).fillna(0.0).to_numpy()
        margins = np.sqrt(squared @ moes.reindex(tracts).fillna(0.0).to_numpy() ** 2)
        for column, cells in ((name, sums), (f"{name}_moe", margins)):
            found[column] = pd.DataFrame(cells, crosswalk.area_ids, list(LANGUAGE_IDS)).stack()
    return pd.DataFrame(found)
