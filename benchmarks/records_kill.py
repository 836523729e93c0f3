"""A program killed in the middle of its saves: what it had confirmed must be there, and nothing half done.

A worker saves and says so, line by line; it is killed (SIGKILL) at some moment. Then every save it had said is
there, every record is as the audit trail says, and what belongs together is there together or not at all.

    python -m benchmarks.records_kill [ROUNDS] [SAVES]
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from geodata.records.audit import disagreements
from geodata.records.engine import open_store
from geodata.records.store import Store
from geodata.records.work import Work
from planning.records.roles import Actor

ACTOR = Actor("worker", "coordinator")
PROJECT = Path(__file__).resolve().parents[1]
READY = "ready"


def work(folder: Path, address: str, saves: int) -> None:
    """Save, and say so once it is confirmed: a new event, its change, and a pair that belongs together."""
    store = open_store(folder, address)
    print(READY, flush=True)
    for number in range(saves):
        match number % 3:
            case 0:
                kept = [store.add(ACTOR, "event", {"title": f"Meeting {number}", "state": "planned"})]
            case 1:
                kept = [store.change(ACTOR, "event", kept[0].id, {"notes": "x" * 2000}, kept[0].version)]
            case _:
                kept = store.together(ACTOR, lambda work, number=number: _pair(work, number))
        print(" ".join(f"{record.kind}:{record.id}:{record.version}" for record in kept), flush=True)


def _pair(work: Work, number: int) -> list:
    document = work.add("document", {"title": f"Leaflet {os.getpid()} {number}", "document_class": "outreach"})
    state = {"document_id": document.id, "language": "korean", "state": "ordered"}
    return [document, work.add("translation", state)]


def kill_once(folder: Path, address: str, saves: int, chance: random.Random) -> tuple[int, list[str]]:
    """Run a worker, kill it, and return how many saves it had confirmed and what is wrong now."""
    command = [sys.executable, "-m", "benchmarks.records_kill", "work", str(folder), address, str(saves)]
    worker = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    assert worker.stdout.readline().strip() == READY
    before = chance.randrange(1, max(2, saves * 3 // 4))
    said = [worker.stdout.readline() for _ in range(before)]
    time.sleep(chance.random() * 0.01)
    worker.send_signal(signal.SIGKILL)
    said += worker.stdout.readlines()
    worker.wait()
    whole = [line for line in said if line.endswith("\n")]
    store = open_store(folder, address)
    wrong = [*_missing(store, whole), *disagreements(store), *_half_pairs(store)]
    store.database.engine.dispose()
    return len(whole), wrong


def _missing(store: Store, said: list[str]) -> list[str]:
    wrong = []
    for line in said:
        for kept in line.split():
            kind, record_id, version = kept.split(":")
            if store.get(ACTOR, kind, record_id).version < int(version):
                wrong.append(f"{kept} was confirmed and is not there")
    return wrong


def _half_pairs(store: Store) -> list[str]:
    documents = {record.id for record in store.records(ACTOR, "document")}
    translated = {record["document_id"] for record in store.records(ACTOR, "translation")}
    return [f"document {record_id} without its translation" for record_id in documents - translated]


def run(rounds: int = 50, saves: int = 200) -> None:
    from tests.geodata.records.postgres_server import running_server

    chance = random.Random(1)
    with running_server(durable=True) as server:
        for name, address in (("SQLite", ""), ("PostgreSQL", server.new_database())):
            with tempfile.TemporaryDirectory() as folder:
                results = [kill_once(Path(folder), address, saves, chance) for _ in range(rounds)]
            confirmed = sum(count for count, _ in results)
            wrong = [sentence for _, sentences in results for sentence in sentences]
            text = f"killed {rounds} times in {saves} saves, {confirmed:,} confirmed, {len(wrong)} wrong"
            print(f"{name}: {text}", *wrong[:3], flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["work", folder, address, saves]:
            work(Path(folder), address, int(saves))
        case rest:
            run(*(int(number) for number in rest[:2]))
