"""Coverage, tests, moves and hires of a large department: 2,000 officers, 300 beats, 3 shifts, 12 languages.

The department is invented: languages as common as in a large city's table, officers where chance put them, posts
where at least 400 people of a beat speak a language.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pandas as pd

from planning.languages.groups import LANGUAGE_IDS, NAMED_LANGUAGE_IDS
from planning.officers.cells import build_coverage
from planning.officers.hires import plan_hires
from planning.officers.moves import MoveWishes, plan_moves
from planning.officers.published import count_speakers, publish_speakers
from planning.officers.sensitivity import build_sensitivity
from planning.officers.service import Requirement
from planning.officers.speakers import CITY_WIDE, Speaker
from planning.officers.testing import find_tests

OFFICERS, BEATS = 2_000, 300
SHIFTS = ("day", "evening", "night")
LEAST_PEOPLE = 400.0
SEED = 7

COMMON = np.array([40, 4, 1, 5, 9, 4, 10, 8, 6, 5, 4, 4]) / 100
"""How common the twelve groups are, in the order of the table."""

NAMES = tuple(f"{beat + 1:03d}" for beat in range(BEATS))
DISTRICT_OF = {name: f"D{k // 30}" for k, name in enumerate(NAMES)}
AREAS = {"beat": NAMES, "district": tuple(dict.fromkeys(DISTRICT_OF.values())), "department": ("department",)}

Answer = TypeVar("Answer")


def run() -> None:
    """Print seconds and what was found."""
    posts, speakers, sizes = build_case()
    requirement = Requirement()
    print(
        f"{len(speakers):,} officers x {BEATS} beats x {len(SHIFTS)} shifts x {len(LANGUAGE_IDS)} languages = "
        f"{len(posts):,} cells, {posts['posts'].sum():,.0f} posts"
    )
    seconds, coverage = _timed(lambda: build_coverage(posts, speakers, requirement))
    print(
        f"coverage, each officer counted once: {seconds:.2f} s; {coverage['lacking'].sum():,.1f} of "
        f"{coverage['required'].sum():,.1f} officers lacking"
    )
    seconds, told = _timed(lambda: publish_speakers(count_speakers(speakers, AREAS, SHIFTS, NAMED_LANGUAGE_IDS)))
    shown = (told["have_tested_low"] == told["have_tested_high"]).mean()
    print(f"bands of three levels, six languages, three proofs: {seconds:.2f} s; {shown:.1%} of the counts are exact")
    seconds, tests = _timed(lambda: find_tests(coverage, speakers))
    print(f"tests: {seconds:.2f} s; {len(tests)} officers, closing {tests['closes'].sum():,.1f}")
    wishes = MoveWishes(
        locked=frozenset(speaker.officer_id for speaker in speakers[::10]),
        bids={speaker.officer_id: frozenset(SHIFTS) for speaker in speakers[::5]},
        unit_size=sizes,
        unit_minimum={unit: max(size - 2, 0) for unit, size in sizes.items()},
        mip_gap=0.01,
    )
    seconds, plan = _timed(lambda: plan_moves(coverage, speakers, wishes))
    print(
        f"moves: {seconds:.2f} s, {plan.status}; {len(plan.moves)} transfers close {plan.closes:,.1f}; mip gap "
        f"{plan.mip_gap:.3%}"
    )
    seconds, hires = _timed(lambda: plan_hires(plan.after.cells))
    print(
        f"hires: {seconds:.2f} s; {hires.total:,} close {hires.closes:,.1f}, no plan needs fewer than {hires.bound:,}"
    )
    seconds, _ = _timed(lambda: build_sensitivity(posts, speakers, requirement))
    print(f"sensitivity, eight settings: {seconds:.2f} s")


def build_case(
    officers: int = OFFICERS, beats: int = BEATS
) -> tuple[pd.DataFrame, tuple[Speaker, ...], dict[str, int]]:
    """Return posts, speakers and the size of every unit."""
    rng = np.random.default_rng(SEED)
    names = [f"{beat + 1:03d}" for beat in range(beats)]
    people = rng.gamma(0.4, 1.0, (beats, len(LANGUAGE_IDS))) * COMMON * 5_000
    keys = pd.MultiIndex.from_product([names, SHIFTS, LANGUAGE_IDS], names=["area_id", "shift", "language"])
    posts = keys.to_frame(index=False)
    posts.insert(0, "level", "beat")
    posts["need"] = np.repeat(people[:, None, :], len(SHIFTS), axis=1).ravel()
    posts["posts"] = (posts["need"] >= LEAST_PEOPLE).astype(float)
    tiers = ("certified", "tested", "premium", "self_reported", "expired")
    speakers = []
    for k in range(officers):
        count = 1 + int(rng.random() < 0.1)
        spoken = rng.choice(LANGUAGE_IDS, count, replace=False, p=COMMON)
        known = {str(language): str(rng.choice(tiers, p=(0.2, 0.3, 0.15, 0.25, 0.1))) for language in spoken}
        unit = str(rng.choice(names))
        shift = str(rng.choice(SHIFTS, p=(0.4, 0.35, 0.25)))
        speakers.append(
            Speaker(f"P{k:04d}", unit, shift, known, (("beat", unit), ("district", DISTRICT_OF[unit]), CITY_WIDE))
        )
    sizes = {name: sum(speaker.unit == name for speaker in speakers) for name in names}
    return posts, tuple(speakers), sizes


def _timed(work: Callable[[], Answer]) -> tuple[float, Answer]:
    start = time.perf_counter()
    answer = work()
    return time.perf_counter() - start, answer
