"""One piece of a batch's work: the figures of some agencies, written whole; made twice they are the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from geodata.batch.figures import Figures, build_figures, stack
from geodata.batch.laid import LAID, columns_of, read_places, shapes_of, write_whole
from geodata.batch.lay import LANGUAGE, TRACTS, Facts, load_facts
from geodata.batch.near import Near, Placing, departments, read_language, read_near
from geodata.batch.plan import load_index, load_plan
from geodata.department.answers import PreparedDepartment, prepare
from geodata.papers.exports import write_file
from planning.errors import PlanningError
from planning.languages.groups import ALL
from planning.need.crosswalk import Crosswalk
from planning.need.need import NEED_COLUMNS, build_need
from planning.rules import ThresholdRule
from planning.verdicts.thresholds import VERDICT_COLUMNS
from planning.vocabulary import VERDICTS

NEED, VERDICT_TABLE, AGENCIES, STATES = "need", "verdicts", "agencies", "states"
INSIDE = "inside"
"""Which points lie in any agency of a piece: with it those in none are counted."""
STATE_WIDTH = 2
TEXTS = frozenset(
    {"agency_id", "area_id", "language", "grade", "verdict", "verdict_by_margin", "reason", "encouraged", "chance_said"}
    | {"name", "state", "size_unit"}
)
COUNTS = tuple(verdict.replace(" ", "_") for verdict in VERDICTS)
FIGURES = NEED_COLUMNS[2:]
NEED_TABLE = ("agency_id", *NEED_COLUMNS)
VERDICTS_TABLE = ("agency_id", *VERDICT_COLUMNS)
AGENCY_TABLE = ("agency_id", "name", "state", *FIGURES, *COUNTS)
STATE_TABLE = ("state", "language", *FIGURES, "agencies", "people", "people_in_no_agency")


def make_piece(folder: Path, number: int, rule: ThresholdRule, day: date, placing: Placing) -> Facts:
    """Work out and write the figures of a piece's agencies; return what was noticed of them."""
    plan = load_plan(folder)
    near = read_near(folder, plan[plan["piece"] == number], placing)
    prepared, inside, left_out = [], [], []
    for department in departments(near, placing):
        try:
            one = prepare(department)
        except PlanningError as error:
            left_out.append({"why": str(error), "rows": 1, "which": [department.settings.name]})
            continue
        prepared.append(one)
        if department.population is not None:
            numbers = department.population["number"].to_numpy()
            inside.append(numbers[one.join.points["area_id"].notna().to_numpy()])
    if prepared:
        facts = load_facts(folder, LANGUAGE, 0)
        assert facts is not None
        walk = stack(prepared, tuple(near.tracts["geoid"]))
        figures = build_figures(walk, near.language, rule, day, facts["per_person"])
        left_out += _without_figures(prepared, figures)
        _write_figures(folder, number, near, walk, figures)
    together = np.unique(np.concatenate(inside)) if inside else np.empty(0, dtype=np.int64)
    write_whole(folder / LAID / INSIDE / f"{number:05d}.parquet", pa.table({"number": together}))
    found: Facts = {"piece": number, "agencies": len(prepared), "left_out": left_out}
    write_file(folder / LAID / "pieces" / f"{number:05d}.json", json.dumps(found, sort_keys=True).encode())
    return found


def load_piece(folder: Path, number: int) -> Facts | None:
    """Return what was noticed of a piece; None if it is not made."""
    path = folder / LAID / "pieces" / f"{number:05d}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def _without_figures(prepared: list[PreparedDepartment], figures: Figures) -> Iterator[dict[str, Any]]:
    """Yield the agencies on whose ground nothing is known: they stand in the tables without a figure."""
    on_none = [one.department.settings.name for one in prepared if one.crosswalk.weights[[0]].nnz == 0]
    if on_none:
        yield {"why": "no census tract on its ground", "rows": len(on_none), "which": on_none}
    whole = figures.need[figures.need["language"] == ALL].set_index("area_id")["lep"]
    unknown = sorted(set(whole.index[whole.isna()]) - set(on_none))
    if unknown:
        yield {"why": "no figure in the language table", "rows": len(unknown), "which": unknown}


def _write_figures(folder: Path, number: int, near: Near, walk: Crosswalk, figures: Figures) -> None:
    need = figures.need.assign(agency_id=figures.need["area_id"])
    verdicts = figures.verdicts.assign(agency_id=figures.verdicts["area_id"])
    agencies = _totals(near, walk, figures)
    for kind, frame in ((NEED, need[list(NEED_TABLE)]), (VERDICT_TABLE, verdicts[list(VERDICTS_TABLE)])):
        write_whole(part_path(folder, kind, number), as_table(frame))
    write_whole(part_path(folder, AGENCIES, number), as_table(agencies[[*AGENCY_TABLE, "geometry"]]))


def _totals(near: Near, walk: Crosswalk, figures: Figures) -> gpd.GeoDataFrame:
    """Return a row an agency: all languages together, and how many languages the rule gives which verdict."""
    whole = figures.need[figures.need["language"] == ALL].set_index("area_id")[list(FIGURES)]
    counts = pd.crosstab(figures.verdicts["area_id"], figures.verdicts["verdict"]).reindex(columns=list(VERDICTS))
    counts = counts.set_axis(list(COUNTS), axis="columns").reindex(whole.index).fillna(0).astype("int64")
    here = near.areas[near.areas["agency_id"].isin(whole.index)].set_index("agency_id", drop=False)
    joined = here.join(whole).join(counts)
    return gpd.GeoDataFrame(joined.assign(state=_states(walk)), geometry="geometry", crs=4326).reset_index(drop=True)


def _states(walk: Crosswalk) -> pd.Series:
    """Return the state in which most of an agency's people live (or land lies); missing where there are none."""
    entries = walk.weights[:-1].tocoo()
    table = pd.DataFrame(
        {
            "agency": np.array(walk.area_ids, dtype=object)[entries.row],
            "state": np.array([tract[:STATE_WIDTH] for tract in walk.tract_ids], dtype=object)[entries.col],
            "size": entries.data * walk.tract_size[entries.col],
        }
    )
    most = table.groupby(["agency", "state"])[["size"]].sum().reset_index()
    most = most.sort_values(["size", "state"], ascending=[False, True], kind="stable").drop_duplicates("agency")
    return pd.Series(most.set_index("agency")["state"], dtype="str")


def make_state(folder: Path, state: str, agencies: int, people: float, people_outside: float) -> Facts:
    """Write the totals of a state by language: of all its tracts, whoever polices them, and of its ``agencies``."""
    index = load_index(folder)
    here = index[index["geoid"].str.startswith(state)]
    rows = read_places(folder, TRACTS, np.unique(here["place"].to_numpy(np.int64)))
    tracts = shapes_of(rows[rows["geoid"].isin(here["geoid"])]).sort_values("geoid", ignore_index=True)
    ids = tuple(tracts["geoid"])
    walk = Crosswalk.from_triples(
        dict.fromkeys(((tract, state) for tract in ids), 1.0), ids, (state,), np.ones(len(ids))
    )
    need = build_need(walk, read_language(folder, tracts))
    need = need[need["area_id"] == state].rename(columns={"area_id": "state"})
    ground = _ground(tracts)
    table = gpd.GeoDataFrame(
        need.assign(agencies=agencies, people=people, people_in_no_agency=people_outside),
        geometry=[ground] * len(need),
        crs=4326,
    )
    write_whole(folder / STATES / f"state-{state}.parquet", as_table(table[[*STATE_TABLE, "geometry"]]))
    return {"state": state}


def _ground(tracts: gpd.GeoDataFrame) -> shapely.Geometry:
    """Return the ground of some tracts as one; their shared lines are taken out where they fit."""
    shapes = shapely.make_valid(tracts.geometry.to_numpy())
    fits = shapely.coverage_is_valid(shapes)
    return shapely.coverage_union_all(shapes) if fits else shapely.union_all(shapes)


def part_path(folder: Path, kind: str, number: int) -> Path:
    """Return where the part of a table lies that a piece of work writes."""
    return folder / kind / f"part-{number:05d}.parquet"


def read_parts(folder: Path, kind: str, columns: list[str]) -> pd.DataFrame:
    """Return some columns of a table that the pieces wrote."""
    return columns_of(sorted((folder / kind).glob("part-*.parquet")), columns)


def as_table(frame: pd.DataFrame) -> pa.Table:
    """Return a table of a batch as Arrow: every part of a table has the same schema, whatever stands in it."""
    shapes = isinstance(frame, gpd.GeoDataFrame)
    plain = frame.drop(columns="geometry") if shapes else frame
    columns: dict[str, Any] = {}
    for name in plain.columns:
        kind = pa.string() if name in TEXTS else pa.int64() if name in (*COUNTS, "agencies") else pa.float64()
        columns[str(name)] = pa.array(plain[name].astype(object).where(plain[name].notna(), None), kind)
    if not shapes:
        return pa.table(columns)
    columns["geometry"] = pa.array(frame.geometry.to_wkb(), pa.binary())
    kinds = sorted(set(frame.geometry.geom_type.dropna()))
    about = {"encoding": "WKB", "geometry_types": kinds, "crs": frame.crs.to_json_dict()}
    geo = {"version": "1.0.0", "primary_column": "geometry", "columns": {"geometry": about}}
    return pa.table(columns).replace_schema_metadata({b"geo": json.dumps(geo, sort_keys=True).encode()})
