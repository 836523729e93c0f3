"""Measure some ways to one answer in turn: seconds on the clock and of the processor, and their ratios."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of every round: on the clock, and of the processor in this process and those it started."""

    clock: tuple[float, ...]
    processor: tuple[float, ...]

    def told(self) -> str:
        """Say the median, and the least and most."""
        return f"{_spread(self.clock, 3)} s, processor {_spread(self.processor, 3)} s"


def in_turn(ways: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, Taken]:
    """Return what each way takes, asked in turn in every round, so that a busy machine is busy for all.

    Examples
    --------
    >>> taken = in_turn({"short": lambda: None, "long": lambda: sum(range(300_000))}, rounds=3)
    >>> statistics.median(ratios(taken["short"], taken["long"])) < 1
    True
    """
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for way in ways.values():  # what is loaded, compiled or started once is not measured
        way()
    for _ in range(rounds):
        for name, way in ways.items():
            clock, processor = time.perf_counter(), processor_seconds()
            way()
            found[name].append((time.perf_counter() - clock, processor_seconds() - processor))
    return {name: Taken(*map(tuple, zip(*rows, strict=True))) for name, rows in found.items()}


def ratios(ours: Taken, theirs: Taken) -> tuple[float, ...]:
    """Return ours through theirs on the clock, round by round: both had the same machine."""
    return tuple(our / their for our, their in zip(ours.clock, theirs.clock, strict=True))


def told_ratio(ours: Taken, theirs: Taken) -> str:
    """Say how many times as long ours takes, on the clock and of the processor: median, least and most."""
    work = tuple(our / max(their, 0.001) for our, their in zip(ours.processor, theirs.processor, strict=True))
    return f"{_spread(ratios(ours, theirs), 2)}, processor {_spread(work, 2)}"


def _spread(values: tuple[float, ...], digits: int) -> str:
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def processor_seconds() -> float:
    """Return the processor time of this process and of all that it started, with what these have seen end."""
    own = os.times()
    return time.process_time() + own.children_user + own.children_system + sum(map(_seconds_of, _started_by("self")))


def _started_by(process: str) -> list[str]:
    """Return the processes that one has started, and those that they have."""
    found: list[str] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):  # it has ended
            found += task.read_text().split()
    return found + [further for child in found for further in _started_by(child)]


def _seconds_of(process: str) -> float:
    try:
        after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has ended
        return 0.0
    return sum(map(int, after_name[11:15])) / os.sysconf("SC_CLK_TCK")
