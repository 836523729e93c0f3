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
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")


def run(*words: object) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.geodata.department.killed_saves", *map(str, words)],
        capture_output=True,
        text=True,
        timeout=900,
        cwd=Path(__file__).resolve().parents[3],
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def kills_found_nothing_amiss(told: dict[str, int], kills: int) -> None:
    assert told["kills"] == kills
    assert (told["mixtures"], told["lost"], told["trail_unlike_history"], told["leftovers"]) == (0, 0, 0, 0), told
    assert told["before"] and told["after"], f"kills on both sides of the switch: {told}"


def writers_lost_nothing(told: dict[str, int], writes: int) -> None:
    assert told["lost"] == 0 and told["trail_unlike_history"] == 0, told
    assert told["written"] == writes, told


def openings_were_whole(told: dict[str, int]) -> None:
    assert told["mixtures"] == 0 and told["faults"] == 0, told
    assert told["openings"] >= 2 and told["saves"] >= 1, told


def test_a_few_kills_writers_and_openings_lose_nothing(tmp_path: Path) -> None:
    told = run("few", tmp_path)
    kills_found_nothing_amiss(told["kill"], 4)
    writers_lost_nothing(told["writers"], 3 * 2)
    openings_were_whole(told["open"])


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    kills_found_nothing_amiss(run("kill", tmp_path, 200), 200)


@pytest.mark.slow
@pytest.mark.parametrize("writers", [2, 6, 12])
def test_two_to_twelve_writers_lose_nothing(tmp_path: Path, writers: int) -> None:
    writers_lost_nothing(run("writers", tmp_path, writers, 5), writers * 5)


@pytest.mark.slow
def test_whoever_opens_during_thirty_seconds_of_saves_has_one_version(tmp_path: Path) -> None:
    openings_were_whole(run("open", tmp_path, 30.0))
