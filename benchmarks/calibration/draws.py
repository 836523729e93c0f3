"""Many samples of many cities, counted: the work of a run, split over processes."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.calibration.city import KINDS, build_city
from benchmarks.calibration.coverage import COMBINED, HALFWAY, MOST_OF_THE_WAY, count_coverage
from benchmarks.calibration.plans import PlanTruth, count_gaps
from benchmarks.calibration.survey import draw_interviews, publish
from benchmarks.calibration.truth import Level, build_levels
from benchmarks.calibration.verdicts import count_verdicts
from planning.combined import VERDICT_BOUNDARY, build_intervals
from planning.estimates import Z_90
from planning.need import LanguageTable, build_need

BY_ENDS = (COMBINED, HALFWAY)
"""The intervals whose ends decide verdicts."""
VERDICT_LEVELS = ("beat", "department")


@dataclass(frozen=True, slots=True)
class Task:
    """One city and how many samples are drawn from it; verdicts and plans take every so many of them."""

    kind: str
    seed: int
    draws: int
    verdicts_every: int = 5
    plans_every: int = 5


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted, ``kind`` in every frame.

    Attributes
    ----------
    coverage, verdicts, gaps : DataFrame
        See the modules of those names (gaps: ``plans``).
    plans : DataFrame with columns kind, share
        What each plan reaches as a share of what the best plan reaches.
    survey : DataFrame, one row a draw
        kind, seed, addresses_per_interview, weight_effect, people, spanish (the whole city's estimate),
        spanish_se (its published error, by root of squares).
    """

    coverage: pd.DataFrame
    verdicts: pd.DataFrame
    gaps: pd.DataFrame
    plans: pd.DataFrame
    survey: pd.DataFrame


FRAMES = ("coverage", "verdicts", "gaps", "plans", "survey")


def tasks(cities: int, draws: int, verdicts_every: int = 5, plans_every: int = 5) -> list[Task]:
    """Return tasks for every kind of city, so many cities of each and so many draws of each city."""
    return [Task(kind, seed, draws, verdicts_every, plans_every) for seed in range(cities) for kind in KINDS]


def run(todo: list[Task], processes: int) -> Counts:
    """Do the tasks and add up what they counted; the result does not depend on the number of processes."""
    if processes == 1:
        done = [run_task(task) for task in todo]
    else:
        with ProcessPoolExecutor(processes) as pool:
            done = list(pool.map(run_task, todo))
    frames = {name: pd.concat([getattr(one, name) for one in done], ignore_index=True) for name in FRAMES}
    return Counts(**frames)


def run_task(task: Task) -> Counts:
    """Draw from one city and count."""
    city = build_city(task.kind, task.seed)
    levels, truth = build_levels(city), PlanTruth(city, task.seed)
    rng = np.random.default_rng([task.seed, len(task.kind), 7])
    coverage, verdicts, gaps, shares, survey = [], [], [], [], []
    for draw in range(task.draws):
        asked = draw_interviews(city, rng)
        table = publish(city, asked)
        survey.append(_describe(task, city.households.block.size / asked.home.size, asked.weight_effect, table))
        for level in levels:
            need = build_need(level.crosswalk, table)
            intervals = _intervals(level, table)
            coverage.append(count_coverage(level, need, intervals))
            if draw % task.verdicts_every == 0 and level.name in VERDICT_LEVELS:
                verdicts.append(count_verdicts(level, need, {name: intervals[name] for name in BY_ENDS}))
            if draw % task.verdicts_every == 0 and level.name == "beat":
                gaps.append(count_gaps(level, need))
        if draw % task.plans_every == 0:
            shares.append(truth.share_of_best(table))
    return Counts(
        coverage=_added(coverage, ["form", "size", "interval"]).assign(kind=task.kind),
        verdicts=_added(verdicts, ["rule", "level", "form", "lump", "distance", "decider"]).assign(kind=task.kind),
        gaps=_added(gaps, ["form"]).assign(kind=task.kind),
        plans=pd.DataFrame({"kind": task.kind, "share": shares}),
        survey=pd.DataFrame(survey),
    )


def _intervals(level: Level, table: LanguageTable) -> dict[str, pd.DataFrame]:
    """Return the intervals that are tried; they differ only where an area cuts tracts."""
    combined = build_intervals(level.crosswalk, table)
    if (level.crosswalk.weights.data >= 1).all():
        return {COMBINED: combined, HALFWAY: combined, MOST_OF_THE_WAY: combined}
    ways = {HALFWAY: VERDICT_BOUNDARY, MOST_OF_THE_WAY: 0.7}
    return {COMBINED: combined} | {name: build_intervals(level.crosswalk, table, way) for name, way in ways.items()}


def _added(parts: list[pd.DataFrame], keys: list[str]) -> pd.DataFrame:
    return pd.concat(parts).groupby(keys, as_index=False).sum()


def _describe(task: Task, addresses: float, weight_effect: float, table: LanguageTable) -> dict[str, object]:
    lep, moe = table.lep["spanish"], table.lep_moe["spanish"]
    se = float(np.sqrt(((moe / Z_90) ** 2).where(lep > 0, 0.0).sum()))
    return {
        "kind": task.kind,
        "seed": task.seed,
        "addresses_per_interview": addresses,
        "weight_effect": weight_effect,
        "people": float(table.pop5.sum()),
        "spanish": float(lep.sum()),
        "spanish_se": se,
    }
