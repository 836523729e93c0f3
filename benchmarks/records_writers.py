"""Twelve people save at once: no update may be lost, and nobody may see an error.

Each reads one of a few records, adds one to a figure in it and saves; whoever comes second reads again. At the end
the figures must add up to the saves that were confirmed, and the audit trail to the records.

    python -m benchmarks.records_writers [SECONDS]
"""

from __future__ import annotations

import multiprocessing
import random
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geodata.records.audit import disagreements
from geodata.records.engine import open_store
from geodata.records.store import Store
from planning.errors import ConflictError
from planning.records.roles import Actor

RECORDS = 6
SETTER = Actor("set-up", "coordinator")


@dataclass(frozen=True, slots=True)
class Figures:
    writers: int
    seconds: float
    saves: int
    conflicts: int
    errors: tuple[str, ...]
    p50_ms: float
    p95_ms: float
    worst_ms: float
    lost: int
    disagreements: int

    def __str__(self) -> str:
        return (
            f"{self.writers} writers, {self.seconds:.0f} s: {self.saves:,} saves, {self.conflicts:,} conflicts seen, "
            f"p50 {self.p50_ms:.0f} ms, p95 {self.p95_ms:.0f} ms, longest {self.worst_ms:.0f} ms; "
            f"{self.lost} lost, {len(self.errors)} errors, {self.disagreements} records unlike the audit trail"
        )


def write_for(store: Store, name: str, ids: list[str], until: float, into: list[tuple[float, bool]]) -> None:
    """Save again and again until a moment; notes how long each try took and whether it was kept."""
    actor, chance = Actor(name, "coordinator"), random.Random(name)
    while time.monotonic() < until:
        seen = store.get(actor, "board", chance.choice(ids))
        began = time.monotonic()
        try:
            store.change(actor, "board", seen.id, {"meets": str(int(seen["meets"]) + 1)}, seen.version)
            kept = True
        except ConflictError:
            kept = False
        into.append((time.monotonic() - began, kept))


def run_threads(
    store: Store, names: list[str], ids: list[str], seconds: float
) -> tuple[list[tuple[float, bool]], list[str]]:
    tries: list[tuple[float, bool]] = []
    errors: list[str] = []
    until = time.monotonic() + seconds

    def one(name: str) -> None:
        try:
            write_for(store, name, ids, until, tries)
        except Exception as error:
            errors.append(repr(error))

    threads = [threading.Thread(target=one, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tries, errors


def _process(folder: Path, address: str, names: list[str], ids: list[str], seconds: float, start, results) -> None:
    store = open_store(folder, address)
    start.wait()
    results.put(run_threads(store, names, ids, seconds))


def run_writers(folder: Path, address: str, *, seconds: float, processes: int, threads: int) -> Figures:
    """Run the writers and look at what is left; ``processes=0`` runs the threads in this process."""
    store = open_store(folder, address)
    ids = [store.add(SETTER, "board", {"name": f"board {k}", "meets": "0"}).id for k in range(RECORDS)]
    if processes:
        spawn = multiprocessing.get_context("spawn")
        start, results = spawn.Barrier(processes), spawn.Queue()
        running = [
            spawn.Process(
                target=_process,
                args=(folder, address, [f"p{p}t{t}" for t in range(threads)], ids, seconds, start, results),
            )
            for p in range(processes)
        ]
        for process in running:
            process.start()
        parts = [results.get() for _ in running]
        for process in running:
            process.join()
    else:
        parts = [run_threads(store, [f"t{t}" for t in range(threads)], ids, seconds)]
    tries = [one for part, _ in parts for one in part]
    errors = tuple(error for _, part in parts for error in part)
    saves = sum(kept for _, kept in tries)
    counted = sum(int(store.get(SETTER, "board", record_id)["meets"]) for record_id in ids)
    milliseconds = np.array([took for took, _ in tries]) * 1000
    return Figures(
        writers=max(processes, 1) * threads,
        seconds=seconds,
        saves=saves,
        conflicts=len(tries) - saves,
        errors=errors,
        p50_ms=float(np.percentile(milliseconds, 50)),
        p95_ms=float(np.percentile(milliseconds, 95)),
        worst_ms=float(milliseconds.max()),
        lost=saves - counted,
        disagreements=len(disagreements(store)),
    )


def run(seconds: float = 30.0) -> None:
    from tests.geodata.records.postgres_server import running_server

    with tempfile.TemporaryDirectory() as folder:
        print("SQLite:    ", run_writers(Path(folder), "", seconds=seconds, processes=4, threads=3), flush=True)
    with running_server(durable=True) as server, tempfile.TemporaryDirectory() as folder:
        figures = run_writers(Path(folder), server.new_database(), seconds=seconds, processes=4, threads=3)
        print("PostgreSQL:", figures)


if __name__ == "__main__":
    run(*(float(seconds) for seconds in sys.argv[1:2]))
