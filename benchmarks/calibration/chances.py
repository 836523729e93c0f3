"""Of cells said to meet a rule 8 times in 10, how many do: ``python -m benchmarks.calibration.chances``.

Beside it, how often a verdict is wrong where one is given, by kind of city, form of area and threshold: halves, thirds
and sixths of tracts, and thresholds of few people, are counted here alone.

Every kind of city, form of area and threshold counts alike in the mean, whatever number of cells it leaves open.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.calibration.city import KINDS, build_city
from benchmarks.calibration.survey import draw_interviews, publish
from benchmarks.calibration.truth import PARTS, build_levels
from benchmarks.calibration.verdicts import true_state
from planning.languages.groups import NAMED_LANGUAGE_IDS
from planning.need.intervals import build_intervals
from planning.need.need import build_need
from planning.rules import ThresholdRule, find_rule
from planning.verdicts.thresholds import build_verdict_details
from planning.vocabulary import CANNOT_TELL, MET

PROJECT = Path(__file__).resolve().parents[2]
RESULTS = Path("planning") / "need" / "calibration_chance.csv"
TABLE = Path("docs") / "calibration_chance.csv"
PROMISE = Path("docs") / "calibration_promise.csv"
FIRST_SEED = 500
"""Other cities than those the numbers of ``planning.verdicts.chance`` were fitted on, which were 100 to 111."""
LEVELS = ("beat", PARTS, "department")
ENOUGH = 40
"""Cells of a kind, form and threshold, from which on they count in full."""
ALL = "all"
COUNTS = ("cells", "given", "wrong")
_PLAIN = replace(find_rule("planning_default"), share=None, count=None)
RULES: tuple[ThresholdRule, ...] = (
    *(replace(_PLAIN, name=f"count {count}", count=float(count)) for count in (5, 20, 53, 200, 500, 1000)),
    *(replace(_PLAIN, name=f"share {share}", share=share) for share in (0.03, 0.05)),
)


NEAR = (0.5, 2.0)
"""Between these, as shares of the threshold, a truth is near it: there a verdict can be wrong."""


def measure_city(kind: str, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return each cell that one sample of a city leaves open, and how many verdicts near a threshold were wrong.

    Returns
    -------
    tuple of DataFrame
        The first with columns chance, kind, form, rule, right; the second with kind, form, rule, cells, given, wrong.
    """
    city = build_city(kind, seed)
    table = publish(city, draw_interviews(city, np.random.default_rng([seed, len(kind), 77])))
    found, promise = [], []
    for level in build_levels(city):
        if level.name not in LEVELS:
            continue
        need = build_need(level.crosswalk, table)
        need = need[need["area_id"].isin(level.form)].reset_index(drop=True)
        ranges = build_intervals(level.crosswalk, table)
        for rule in RULES:
            details = build_verdict_details(need, rule, level.name, intervals=ranges, reasons=False)
            named = details[details["language"].isin(NAMED_LANGUAGE_IDS)]
            right, ratio = true_state(rule, level.truth, named)
            cells = named[["verdict", "chance"]].assign(
                kind=kind, form=named["area_id"].map(level.form), rule=rule.name, right=right
            )
            found.append(cells[cells["chance"].notna()].drop(columns="verdict"))
            near = cells[(ratio >= NEAR[0]) & (ratio < NEAR[1])]
            given = near["verdict"].ne(CANNOT_TELL)
            wrong = given & near["verdict"].eq(MET).ne(near["right"])
            promise.append(near[["kind", "form", "rule"]].assign(cells=1, given=given, wrong=wrong))
    return pd.concat(found, ignore_index=True), pd.concat(promise, ignore_index=True)


def promise_table(counted: pd.DataFrame) -> pd.DataFrame:
    """Return by kind of city, form and threshold: cells near the threshold, those with a verdict, those wrong of them.

    Returns
    -------
    DataFrame with columns kind, form, rule, cells, given, wrong
    """
    keys = ["kind", "form", "rule"]
    return counted.groupby(keys, as_index=False)[["cells", "given", "wrong"]].sum().astype(dict.fromkeys(COUNTS, int))


def reliability(cells: pd.DataFrame) -> pd.DataFrame:
    """Return by tenth said how often it was so: over all, by kind of city, and by form of area.

    Returns
    -------
    DataFrame with columns kind, form, said, cells, true
        ``said`` and ``true`` as fractions.
    """
    size = cells.groupby(["kind", "form", "rule"])["right"].transform("size")
    known = cells.assign(
        weight=1 / np.maximum(size, ENOUGH), said=np.floor(10 * cells["chance"] + 0.5).clip(0, 10) / 10
    )
    known["hit"] = known["right"] * known["weight"]
    parts = []
    for by in ([], ["kind"], ["form"]):
        groups = known.groupby([*by, "said"], as_index=False)
        sums = groups.agg(cells=("right", "size"), hit=("hit", "sum"), weight=("weight", "sum"))
        parts.append(sums.assign(true=(sums["hit"] / sums["weight"]).round(3)))
    whole = pd.concat(parts, ignore_index=True)
    return whole.assign(**{name: whole[name].fillna(ALL) for name in ("kind", "form")})[
        ["kind", "form", "said", "cells", "true"]
    ]


def write(project: Path, cities: int, processes: int) -> pd.DataFrame:
    """Measure so many cities of each kind, write the table where the product and its readers find it, and return it."""
    todo = [(kind, seed) for seed in range(FIRST_SEED, FIRST_SEED + cities) for kind in KINDS]
    with ProcessPoolExecutor(processes) as pool:
        found = list(pool.map(measure_city, *zip(*todo, strict=True)))
    cells, near = (pd.concat(parts, ignore_index=True) for parts in zip(*found, strict=True))
    table = reliability(cells)
    promise_table(near).to_csv(project / PROMISE, index=False, lineterminator="\n")
    for path in (RESULTS, TABLE):
        table.to_csv(project / path, index=False, lineterminator="\n")
    return table


def main() -> None:
    """Draw, count and write."""
    parser = argparse.ArgumentParser(description="Hold chances against cities whose truth is known.")
    parser.add_argument("--cities", type=int, default=10, help="cities of each kind")
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    table = write(PROJECT, asked.cities, asked.processes)
    print(table[(table["kind"] == ALL) & (table["form"] == ALL)].to_string(index=False))


if __name__ == "__main__":
    main()
