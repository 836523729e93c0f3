"""How quick a what-if is, and how often the range of a difference holds what is true of a known people.

The truth is a city whose speakers live in known halves of its tracts; each survey draws every tract's figure anew with
its margin. Beats exchange whole tracts and halves. A range that holds 90 in 100 is asked for; the usual way, both
figures' margins as if they were two samples, is counted beside it.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from benchmarks.need import PORTLAND
from geodata.demo.harbor_falls import build_demo
from geodata.department.answers import PreparedDepartment, prepare
from geodata.department.intake import DepartmentFiles, read_department
from geodata.whatif.ground import ground_in
from geodata.whatif.outcome import need_differences, officers_after, result_changes, what_if
from planning.languages.groups import LANGUAGE_IDS
from planning.need.crosswalk import Crosswalk
from planning.need.estimates import Z_90
from planning.need.need import LanguageTable
from planning.officers.options import PostOptions
from planning.whatif.differences import Moved, build_differences
from planning.whatif.scenario import MergeBeats, MoveGround, Scenario, UseRule

REPEATS, SURVEYS, TRACTS = 3, 150, 12
LANGUAGE = "spanish"
AREAS = ("east", "west")


def run() -> None:
    """Print seconds of processor time a step and answer, and how often ranges hold."""
    for name, prepared in _departments():
        _times(name, prepared)
    _holds()


def _departments() -> list[tuple[str, PreparedDepartment]]:
    found = [("demo", prepare(build_demo()))]
    if PORTLAND.is_dir():
        names = ("beats.geojson", "tracts.geojson", "c16001.csv", "block_groups_2020.csv")
        beats, tracts, language, population = (PORTLAND / name for name in names)
        files = DepartmentFiles("Portland", 2019, beats, "DISTRICT", tracts, language, ("PRECINCT",), None, population)
        found.append(("portland", prepare(read_department(files))))
    return found


def _times(name: str, prepared: PreparedDepartment) -> None:
    first, second = prepared.department.beats["area_id"].iloc[[-1, -2]]
    ground = tuple(list(ground_in(prepared, first, "tract"))[:1])
    steps = (MergeBeats((first, second), first), MoveGround(ground, second, first), UseRule("dc_code_2_1933"))
    for step in steps:
        asked = what_if(prepared, Scenario((step,)))
        parts: dict[str, Callable[[], object]] = {
            "step": lambda step=step: what_if(prepared, Scenario((step,))),  # type: ignore[misc]
            "people": lambda asked=asked: need_differences(asked, "beat"),  # type: ignore[misc]
            "results": lambda asked=asked: result_changes(asked),  # type: ignore[misc]
            "officers": lambda asked=asked: officers_after(asked, PostOptions()),  # type: ignore[misc]
        }
        seconds = {part: _least(work) for part, work in parts.items()}
        told = ", ".join(f"{part} {took:.2f}" for part, took in seconds.items())
        print(f"{name}, {type(step).__name__}: {sum(seconds.values()):.2f} s ({told})")


def _least(work: Callable[[], object]) -> float:
    took = []
    for _ in range(REPEATS):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)


def _holds() -> None:
    """East gets three whole tracts and two halves, and gives one half: how often is the truth in the range?"""
    random = np.random.default_rng(0)
    ids = tuple(f"99001{k:06d}" for k in range(TRACTS))
    people = np.full(TRACTS, 1000.0)
    truth = random.integers(40, 400, TRACTS).astype(float)
    halves = truth * random.uniform(0.2, 0.8, TRACTS)  # how many really live in the half that may move
    walks = {name: Crosswalk.from_triples(part, ids, AREAS, people) for name, part in _weights(ids).items()}
    true_change = truth[:3].sum() + halves[3:5].sum() - halves[6]
    held = {"range": 0, "margin": 0, "as two samples": 0}
    width = dict.fromkeys(held, 0.0)
    moe = np.maximum(12.0, np.sqrt(truth * 40))
    for _ in range(SURVEYS):
        table = _survey(ids, np.maximum(0.0, truth + random.normal(0, moe / Z_90)).round(), moe)
        moved = Moved(walks["gained"], walks["lost"])
        found = build_differences(walks["before"], walks["after"], moved, table)
        row = found[(found["area_id"] == "east") & (found["language"] == LANGUAGE)].iloc[0]
        two = float(np.hypot(row["before_moe"], row["after_moe"]))
        ends = {
            "range": (row["change_low"], row["change_high"]),
            "margin": (row["change"] - row["change_moe"], row["change"] + row["change_moe"]),
            "as two samples": (row["change"] - two, row["change"] + two),
        }
        for name, (low, high) in ends.items():
            held[name] += low <= true_change <= high
            width[name] += (high - low) / SURVEYS
    for name, count in held.items():
        print(f"{name}: holds {count / SURVEYS:.0%} of {SURVEYS} surveys, {width[name]:.0f} people wide")


def _weights(ids: tuple[str, ...]) -> dict[str, dict[tuple[str, str], float]]:
    half = len(ids) // 2
    before = {(tract, "west" if k < half else "east"): 1.0 for k, tract in enumerate(ids)}
    gained = {(ids[k], "east"): 1.0 if k < 3 else 0.5 for k in range(5)}
    lost = {(ids[half], "east"): 0.5}
    after = dict(before)
    for (tract, _), share in gained.items():
        after[(tract, "west")] = 1.0 - share
        after[(tract, "east")] = share
    after[(ids[half], "east")], after[(ids[half], "west")] = 0.5, 0.5
    return {"before": before, "after": after, "gained": gained, "lost": lost}


def _survey(ids: tuple[str, ...], people: np.ndarray, moe: np.ndarray) -> LanguageTable:
    index = pd.Index(ids)
    lep = pd.DataFrame(0.0, index=index, columns=list(LANGUAGE_IDS))
    margins = lep + 12.0
    lep[LANGUAGE], margins[LANGUAGE] = people, moe
    nobody = pd.DataFrame({"geoid": [], "column": [], "reason": []}, dtype="str")
    whole = pd.Series(1000.0, index=index)
    return LanguageTable(whole, whole / 10, lep, margins, lep * 0.0, lep * 0.0 + 12.0, nobody)


if __name__ == "__main__":
    run()
