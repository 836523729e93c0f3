"""A small made-up nation, a batch of it, and one of its agencies as a department of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from benchmarks.nation import Nation
from geodata.batch.asked import Asked
from geodata.batch.cluster import Here, Workers
from geodata.batch.run import Batch, run_batch
from geodata.department import answers
from geodata.department.answers import PreparedDepartment
from geodata.department.intake import DepartmentFiles, read_department
from planning.need.crosswalk import OUTSIDE
from planning.rules import find_rule

DAY = date(2026, 11, 1)
BOTH_LEVELS = "king_county+dc_code_2_1933"
"""Rules that are read for beats and for a whole department."""


def batch_of(
    nation: Nation, folder: Path, rule: str = BOTH_LEVELS, points: bool = True, workers: Workers | None = None
) -> Batch:
    given = (nation.points,) if points else ()
    asked = Asked((nation.areas,), "ORI", (nation.tracts,), (nation.language,), given, find_rule(rule), DAY, "NAME")
    return run_batch(folder, asked, workers or Here())


def agencies_of(nation: Nation) -> list[str]:
    return sorted(gpd.read_parquet(nation.areas)["ORI"])


def alone(nation: Nation, agency: str, folder: Path, points: bool = True) -> PreparedDepartment:
    """Return an agency as ``outreach.py new`` reads it from the same files."""
    areas = gpd.read_parquet(nation.areas)
    areas[areas["ORI"] == agency].to_parquet(folder / "one.parquet")
    pd.read_parquet(nation.language).to_csv(folder / "language.csv", index=False)
    files = DepartmentFiles(
        "One",
        2023,
        folder / "one.parquet",
        "ORI",
        nation.tracts,
        folder / "language.csv",
        population=nation.points if points else None,
    )
    return answers.prepare(read_department(files))


def unlike(folder: Path, rule_name: str, agency: str, one: PreparedDepartment) -> list[str]:
    """Return the columns in which a batch says of an agency anything else than a department of its own, to the bit."""
    rule = find_rule(rule_name)
    need = answers.need(one, "beat")
    verdicts = answers.verdicts(one, rule, answers.level_of(one.department, rule), today=DAY)
    found: list[str] = []
    for kind, own in (("need", need[need["area_id"] != OUTSIDE]), ("verdicts", verdicts)):
        table = pd.read_parquet(folder / kind, filters=[("agency_id", "==", agency)])
        assert list(table.columns) == ["agency_id", *own.columns]
        found += [f"{kind}.{name}" for name in own.columns[1:] if _bits(table[name]) != _bits(own[name])]
    return found


def _bits(column: pd.Series) -> Sequence[object]:
    if column.dtype.kind == "f":
        figures = column.to_numpy(dtype=float)
        return np.where(np.isnan(figures), np.nan, figures).view(np.int64).tolist()
    return column.fillna("").tolist()
