"""A save that is killed at any step, and many who write at once: what is opened is one version, and nothing is lost.

Children are forked from one process that has loaded everything; each has itself killed just before its n-th step on the
disk (an audit hook of Python sees every file opened, made, linked, moved and taken away).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")


def run(*words: object) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.geodata.department.killed_saves", *map(str, words)],
        capture_output=True,
        text=True,
        timeout=900,
        cwd=Path(__file__).resolve().parents[3],
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return told


def kills_find_nothing_amiss(folder: Path, kills: int) -> dict[str, int]:
    told = run("kill", folder, kills)
    assert told["kills"] == kills
    assert (told["mixtures"], told["lost"], told["trail_unlike_history"], told["leftovers"]) == (0, 0, 0, 0), told
    assert told["before"] and told["after"], f"kills on both sides of the switch: {told}"
    return told


def test_a_few_kills_lose_nothing(tmp_path: Path) -> None:
    kills_find_nothing_amiss(tmp_path, 8)


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    kills_find_nothing_amiss(tmp_path, 200)


def writers_lose_nothing(folder: Path, writers: int, each: int) -> None:
    told = run("writers", folder, writers, each)
    assert told["lost"] == 0 and told["trail_unlike_history"] == 0, told
    assert told["written"] == writers * each, told


def test_three_writers_lose_nothing(tmp_path: Path) -> None:
    writers_lose_nothing(tmp_path, 3, 2)


@pytest.mark.slow
@pytest.mark.parametrize("writers", [2, 6, 12])
def test_two_to_twelve_writers_lose_nothing(tmp_path: Path, writers: int) -> None:
    writers_lose_nothing(tmp_path, writers, 5)


def openings_are_whole(folder: Path, seconds: float) -> None:
    told = run("open", folder, seconds)
    assert told["mixtures"] == 0 and told["faults"] == 0, told
    assert told["openings"] >= 2 and told["saves"] >= 1, told


def test_whoever_opens_during_saves_has_one_version(tmp_path: Path) -> None:
    openings_are_whole(tmp_path, 2.0)


@pytest.mark.slow
def test_whoever_opens_during_thirty_seconds_of_saves_has_one_version(tmp_path: Path) -> None:
    openings_are_whole(tmp_path, 30.0)
