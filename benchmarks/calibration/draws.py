"""Many samples of many cities, counted: the work of a run, split over processes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.calibration.city import KINDS, build_city
from benchmarks.calibration.hold import COMBINED, HALFWAY, MOST_OF_THE_WAY, count_hold
from benchmarks.calibration.plans import PlanTruth, count_gaps
from benchmarks.calibration.stack import TOGETHER, stack_clustering, stack_level, stack_tables
from benchmarks.calibration.survey import draw_interviews, publish
from benchmarks.calibration.truth import BY_BLOCK_GROUP, PARTS, Level, build_levels
from benchmarks.calibration.verdicts import count_verdicts
from planning.need.estimates import Z_90
from planning.need.intervals import build_intervals
from planning.need.need import LanguageTable, build_need

INTERVALS = {COMBINED: 1.0, HALFWAY: 0.5, MOST_OF_THE_WAY: 0.7}
"""The intervals that are tried: how far they go towards the bracket's ends."""
VERDICT_LEVELS = ("beat", BY_BLOCK_GROUP, "department")


@dataclass(frozen=True, slots=True)
class Task:
    """One city and how many samples are drawn from it; verdicts and plans take every so many of them."""

    kind: str
    seed: int
    draws: int
    verdicts_every: int = 2
    plans_every: int = 5


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted, ``kind`` in every frame.

    Attributes
    ----------
    hold, verdicts, gaps : DataFrame
        See the modules of those names (gaps: ``plans``).
    plans : DataFrame with columns kind, share
        What each plan reaches as a share of what the best plan reaches.
    survey : DataFrame, one row a draw
        kind, seed, addresses_per_interview, weight_effect, people, spanish (the whole city's estimate),
        spanish_se (its published error, by root of squares).
    """

    hold: pd.DataFrame
    verdicts: pd.DataFrame
    gaps: pd.DataFrame
    plans: pd.DataFrame
    survey: pd.DataFrame


FRAMES = ("hold", "verdicts", "gaps", "plans", "survey")


def tasks(cities: int, draws: int, verdicts_every: int = 2, plans_every: int = 5) -> list[Task]:
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
    # Parts of tracts are counted by ``chances``, at the thresholds that matter there.
    levels = tuple(level for level in build_levels(city) if level.name != PARTS)
    truth = PlanTruth(city, task.seed)
    rng = np.random.default_rng([task.seed, len(task.kind), 7])
    tables, survey = [], []
    for _ in range(task.draws):
        asked = draw_interviews(city, rng)
        table = publish(city, asked)
        tables.append(table)
        survey.append(_describe(task, city.households.block.size / asked.home.size, asked.weight_effect, table))
    hold = [count_hold(level, need, intervals) for level, need, intervals in _together(levels, tables, INTERVALS)]
    verdicts, gaps = [], []
    judged = [level for level in levels if level.name in VERDICT_LEVELS]
    for level, need, intervals in _together(judged, tables[:: task.verdicts_every], INTERVALS):
        verdicts.append(count_verdicts(level, need, intervals))
        if level.name == "beat":
            gaps.append(count_gaps(level, need, intervals[COMBINED]))
    return Counts(
        hold=_added(hold, ["form", "size", "interval"]).assign(kind=task.kind),
        verdicts=_added(verdicts, ["rule", "level", "form", "lump", "distance", "decider"]).assign(kind=task.kind),
        gaps=_added(gaps, ["form", "verdict"]).assign(kind=task.kind),
        plans=pd.DataFrame(
            {"kind": task.kind, "share": [truth.share_of_best(table) for table in tables[:: task.plans_every]]}
        ),
        survey=pd.DataFrame(survey),
    )


def _together(
    levels: Sequence[Level], tables: Sequence[LanguageTable], ways: Mapping[str, float]
) -> Iterator[tuple[Level, pd.DataFrame, dict[str, pd.DataFrame]]]:
    """Yield need and intervals of several samples at a time, level by level."""
    stacks: dict[tuple[str, int], Level] = {}
    for start in range(0, len(tables), TOGETHER):
        few = tables[start : start + TOGETHER]
        table = stack_tables(few)
        for level in levels:
            key = (level.name, len(few))
            if key not in stacks:
                stacks[key] = stack_level(level, len(few))
            stacked = stacks[key]
            known = stack_clustering(few, stacked)
            # Intervals differ only where an area cuts tracts.
            whole = bool((stacked.crosswalk.weights.data >= 1).all())
            tried = {1.0} if whole else set(ways.values())
            found = {way: build_intervals(stacked.crosswalk, table, way, known) for way in tried}
            intervals = {name: found[1.0 if whole else way] for name, way in ways.items()}
            yield stacked, build_need(stacked.crosswalk, table), intervals


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
