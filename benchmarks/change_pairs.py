"""How often an unchanged figure is called changed, and how large a change is noticed: 1,000 pairs of surveys.

Each pair is two samples of one simulated city whose truth is known (``benchmarks.calibration``): first of the same
people, then, for the power, of people some of whom have left. Renews docs/change.md.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.calibration.city import ENGLISH, KINDS, City, build_city
from benchmarks.calibration.survey import draw_interviews, publish
from benchmarks.calibration.truth import Level, build_levels
from planning.languages.groups import ALL
from planning.need.change import Survey, build_change
from planning.need.crosswalk import OUTSIDE
from planning.need.need import LanguageTable
from planning.vocabulary import CANNOT_TELL, FEWER, MORE

DOC = Path(__file__).resolve().parent.parent / "docs" / "change.md"
PAIRS, PAIRS_A_CITY = 1_000, 4
LEVELS = ("tract", "beat", "parts of tracts", "department")
SOME, MANY = 50, 200
"""Persons, the two surveys' mean, from which a change of a figure can be seen at all, and well."""
LEAVING = (0.0, 0.3, 0.6, 0.9)
"""Shares of the households of a tract and language that have left, one drawn for each."""
STEPS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
"""True changes as parts of what is said to be noticed 8 times in 10."""


def run(pairs: int = PAIRS, processes: int = 2) -> None:
    """Draw the pairs, print the tables and write them into the document."""
    cities = -(-pairs // (PAIRS_A_CITY * len(KINDS)))
    tasks = [(kind, seed) for seed in range(cities) for kind in KINDS]
    with ProcessPoolExecutor(processes) as pool:
        found = pd.concat(pool.map(_pairs_of, tasks), ignore_index=True)
    text = tables(found, len(tasks) * PAIRS_A_CITY)
    print(text)
    DOC.write_text(DOC_HEAD + text, encoding="utf-8")


def _pairs_of(task: tuple[str, int]) -> pd.DataFrame:
    return pairs_of(*task)


def pairs_of(kind: str, seed: int, pairs: int = PAIRS_A_CITY) -> pd.DataFrame:
    """Return the changes of some pairs of surveys of one city, unchanged and changed, with the true change.

    Returns
    -------
    DataFrame
        kind, level, same_tracts, changed (whether the people have), size (mean of both figures), true (persons),
        verdict, noticeable.
    """
    rng = np.random.default_rng([seed, KINDS.index(kind), 18])
    city = build_city(kind, seed)
    levels = [level for level in build_levels(city) if level.name in LEVELS]
    fewer = some_left(city, rng)
    truth = {level.name: level.truth["lep"] for level in build_levels(fewer)}
    parts = []
    for _ in range(pairs):
        then, again, less = (publish(one, draw_interviews(one, rng)) for one in (city, city, fewer))
        for level in levels:
            parts.append(_judged(level, then, again, same=True).assign(true=0.0, changed=False))
            parts.append(_judged(level, then, again, same=False).assign(true=0.0, changed=False))
            judged = _judged(level, then, less, same=True)
            keys = pd.MultiIndex.from_frame(judged[["area_id", "language"]])
            moved = (truth[level.name].loc[keys].to_numpy() - level.truth["lep"].loc[keys].to_numpy()).astype(float)
            parts.append(judged.assign(true=moved, changed=True))
    return pd.concat(parts, ignore_index=True).assign(kind=kind)


def some_left(city: City, rng: np.random.Generator) -> City:
    """Return the city after some households have left and others, who speak English, have moved in."""
    homes = city.households
    tract = city.ground.tract[homes.block]
    share = rng.choice(LEAVING, size=(int(tract.max()) + 1, ENGLISH + 1))
    leaves = (homes.language < ENGLISH) & (rng.random(tract.size) < share[tract, homes.language])
    changed = replace(
        homes,
        language=np.where(leaves, ENGLISH, homes.language),
        lep=np.where(leaves, 0, homes.lep),
        very_well=np.where(leaves, 0, homes.very_well),
    )
    return replace(city, households=changed)


def _judged(level: Level, then: LanguageTable, now: LanguageTable, *, same: bool) -> pd.DataFrame:
    change = build_change(Survey(level.crosswalk, then), Survey(level.crosswalk, now), same_tracts=same)
    judged = change[(change["area_id"] != OUTSIDE) & (change["language"] != ALL)]
    size = (judged["then"] + judged["now"]) / 2
    return judged[["area_id", "language", "verdict", "noticeable"]].assign(
        level=level.name, same_tracts=same, size=size
    )


def tables(found: pd.DataFrame, pairs: int) -> str:
    """Return the tables in words and Markdown."""
    told = found[found["verdict"] != CANNOT_TELL].assign(called=found["verdict"].isin((MORE, FEWER)))
    return f"{_false_changes(told[~told['changed']], pairs)}\n{_power(told[told['changed']])}"


def _false_changes(told: pd.DataFrame, pairs: int) -> str:
    lines = [
        "## Unchanged figures called changed\n",
        f"{pairs:,} pairs of surveys of one people; {len(told):,} figures.\n",
        f"| level | tracts | all figures | {SOME} people or more | {MANY} people or more | worst kind of city |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for (level, same), rows in told.groupby(["level", "same_tracts"], sort=False):
        some, many = rows[rows["size"] >= SOME], rows[rows["size"] >= MANY]
        by_kind = some.groupby("kind")["called"].mean()
        worst = f"{_percent(by_kind.max())} ({by_kind.idxmax()})" if len(by_kind) else "none so large"
        lines.append(
            f"| {level} | {'same' if same else 'not the same'} | {_percent(rows['called'].mean())} | "
            f"{_percent(some['called'].mean())} | {_percent(many['called'].mean())} | {worst} |"
        )
    return "\n".join(lines) + "\n"


def _power(told: pd.DataFrame) -> str:
    lines = [
        "## Changes that are noticed\n",
        "Of figures whose people truly became fewer, by how large that was beside what is said to be noticed 8 times "
        "in 10:\n",
        "| true change / noticeable | figures | called fewer | called more |",
        "| --- | --- | --- | --- |",
    ]
    part = -told["true"] / told["noticeable"]
    for low, high in zip(STEPS, (*STEPS[1:], np.inf), strict=True):
        rows = told[(part >= low) & (part < high)]
        if len(rows):
            name = f"{low:g} to {high:g}" if high < np.inf else f"{low:g} or more"
            fewer, more = ((rows["verdict"] == verdict).mean() for verdict in (FEWER, MORE))
            lines.append(f"| {name} | {len(rows):,} | {_percent(fewer)} | {_percent(more)} |")
    return "\n".join(lines) + "\n"


def _percent(share: float) -> str:
    return "none so large" if np.isnan(share) else f"{share:.1%}"


DOC_HEAD = """# How well a change is told

Made by `outreach.py bench change_pairs`. The cities and surveys are those of [calibration](calibration.md); the method
is in [method](method.md#what-has-changed). A change is told where its 90 % range leaves out zero, so at most one in ten
unchanged figures may be called changed. Small figures are called changed far less often: a survey that counts few
people says so with wide ends. Where the tracts are not the same in both surveys, the range is wider still.

"""
