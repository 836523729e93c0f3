"""Margins from variance replicates beside the usual ones, on cities whose truth is known.

``python -m benchmarks.calibration.exact`` renews the table of docs/calibration.md. Only areas of whole tracts are
judged by the margin: of others no margin of the sample keeps its word. The combined interval is judged everywhere.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.calibration.city import KINDS, build_city
from benchmarks.calibration.hold import HALF_A_PERSON
from benchmarks.calibration.page import markdown, renew_tables
from benchmarks.calibration.survey import draw_interviews, publish
from benchmarks.calibration.truth import DEPARTMENT, PARTS, TRACT, Level, build_levels
from planning.languages.groups import ALL, LANGUAGE_IDS
from planning.need.estimates import Z_90
from planning.need.intervals import build_intervals
from planning.need.need import LanguageTable, build_need

PROJECT = Path(__file__).resolve().parents[2]
PAGE = Path("docs") / "calibration.md"
FIRST_SEED = 900
"""Other cities than those anything was fitted on."""
MANY = 800
"""People of a language from whom on the usual margin is known to hold."""
ONE, TOGETHER, SHARE = "one language", "all languages together", "share of one language"
WHOLE_FORMS = (TRACT, "whole tracts", DEPARTMENT)


def measure_city(kind: str, seed: int, draws: int) -> pd.DataFrame:
    """Return counts of some samples of a city: by form of area, figure and formula."""
    city = build_city(kind, seed)
    levels = [level for level in build_levels(city) if level.name in ("tract", "beat", PARTS, "department")]
    rng = np.random.default_rng([seed, len(kind), 13])
    found = []
    for _ in range(draws):
        exact = publish(city, draw_interviews(city, rng), replicates=True)
        for formula, table in (("usual", replace(exact, replicates=None)), ("exact", exact)):
            found += [_count(level, table).assign(formula=formula) for level in levels]
    keys = ["form", "figure", "formula"]
    return pd.concat(found).groupby(keys, as_index=False).sum().assign(kind=kind)


def _count(level: Level, table: LanguageTable) -> pd.DataFrame:
    need = build_need(level.crosswalk, table)
    ends = build_intervals(level.crosswalk, table)
    judged = need["area_id"].isin(level.form) & need["language"].isin([*LANGUAGE_IDS, ALL])
    rows, ends = need[judged].reset_index(drop=True), ends[judged.to_numpy()].reset_index(drop=True)
    true = level.truth.loc[pd.MultiIndex.from_frame(rows[["area_id", "language"]])].reset_index(drop=True)
    form = rows["area_id"].map(level.form)
    figure = pd.Series(np.where(rows["language"] == ALL, TOGETHER, ONE))
    figure[(figure == ONE) & (true["lep"] < MANY)] = "fewer people"
    people = _held(form, figure, rows["lep"], rows["lep_moe"], true["lep"], HALF_A_PERSON)
    inside = ends["lep_interval_low"].le(true["lep"] + HALF_A_PERSON) & ends["lep_interval_high"].ge(
        true["lep"] - HALF_A_PERSON
    )
    people["interval_held"] = inside
    people["interval_width"] = ends["lep_interval_high"] - ends["lep_interval_low"]
    shares = _held(form, figure, rows["share"], rows["share_moe"], true["lep"] / true["pop5"], 1e-9)
    shares = shares[figure == ONE].assign(figure=SHARE)
    return pd.concat([people, shares]).groupby(["form", "figure"], as_index=False).sum()


def _held(
    form: pd.Series, figure: pd.Series, estimate: pd.Series, moe: pd.Series, true: pd.Series, slack: float
) -> pd.DataFrame:
    off = (estimate - true).abs()
    return pd.DataFrame(
        {
            "form": form,
            "figure": figure,
            "cells": 1,
            "held": off <= moe + slack,
            "error": off**2,
            "variance": (moe / Z_90) ** 2,
        }
    )


def exact_table(counted: pd.DataFrame) -> pd.DataFrame:
    """Return, by form of area and figure, what the usual and the exact margins hold, and how wide they are.

    ``usual size``, ``exact size``: the margin's standard error by what the error was, 1 being right.
    """
    sums = counted.groupby(["form", "figure", "formula"])[
        ["cells", "held", "error", "variance", "interval_held", "interval_width"]
    ].sum()
    rates = pd.DataFrame(
        {
            "held": sums["held"] / sums["cells"],
            "size": np.sqrt(sums["variance"] / sums["error"]),
            "interval": sums["interval_held"] / sums["cells"],
            "width": sums["interval_width"] / sums["cells"],
            "cells": sums["cells"],
        }
    ).unstack("formula")
    rows = []
    for (form, figure), row in rates.iterrows():
        if form in WHOLE_FORMS and figure in (ONE, TOGETHER, SHARE):
            held, size = ({name: row[what, name] for name in ("usual", "exact")} for what in ("held", "size"))
            rows.append(
                {
                    "areas": form,
                    "figure": figure,
                    "cells": f"{int(row['cells', 'exact']):,}",
                    "usual margin": _percent(held["usual"]),
                    "exact margin": _percent(held["exact"]),
                    "usual size": f"{size['usual']:.2f}",
                    "exact size": f"{size['exact']:.2f}",
                }
            )
    return pd.DataFrame(rows)


def interval_table(counted: pd.DataFrame) -> pd.DataFrame:
    """Return, by form of area, what the combined interval holds with either margin, and how much narrower it is."""
    people = counted[counted["figure"] != SHARE]
    sums = people.groupby(["form", "formula"])[["cells", "interval_held", "interval_width"]].sum().unstack("formula")
    held = sums["interval_held"] / sums["cells"]
    return pd.DataFrame(
        {
            "areas": sums.index,
            "with usual margins": held["usual"].map(_percent).to_numpy(),
            "with exact margins": held["exact"].map(_percent).to_numpy(),
            "width, exact by usual": (sums["interval_width"]["exact"] / sums["interval_width"]["usual"])
            .map("{:.3f}".format)
            .to_numpy(),
        }
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def main() -> None:
    """Draw, count and write."""
    parser = argparse.ArgumentParser(description="Hold exact margins against cities whose truth is known.")
    parser.add_argument("--cities", type=int, default=4, help="cities of each kind")
    parser.add_argument("--draws", type=int, default=10, help="samples of each city")
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    todo = [(kind, seed, asked.draws) for seed in range(FIRST_SEED, FIRST_SEED + asked.cities) for kind in KINDS]
    with ProcessPoolExecutor(asked.processes) as pool:
        counted = pd.concat(pool.map(measure_city, *zip(*todo, strict=True)), ignore_index=True)
    tables = {"exact": exact_table(counted), "exact_intervals": interval_table(counted)}
    page = PROJECT / PAGE
    texts = {name: markdown(table, set()) for name, table in tables.items()}
    page.write_text(renew_tables(page.read_text(encoding="utf-8"), texts), encoding="utf-8")
    for table in tables.values():
        print(table.to_string(index=False))


if __name__ == "__main__":
    main()
