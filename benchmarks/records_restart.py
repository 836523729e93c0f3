"""PostgreSQL restarted while people save: who sees what, and what is left.

Writers save without pause, as twelve people would, and somebody looks at a page in Chromium. The server is stopped for
a moment again and again, and once for longer than the program waits: only then may anybody see anything, and it is
one sentence. Nothing is restarted but the database.

    python -m benchmarks.records_restart [RESTARTS] [WRITERS]
"""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.department.department import save_department
from geodata.records.audit import disagreements
from geodata.records.database import PAUSES
from geodata.records.engine import open_store
from geodata.records.store import Store
from planning.errors import ConflictError, StoreError
from planning.records.roles import Actor
from tests.browser.door import Visitor, dashboard_command, free_port, program
from tests.four_square import four_square_department

ACTOR = Actor("writer", "coordinator")
SENTENCE = "the records cannot be reached just now; nothing was saved: try again in a minute"
PAGE, ANSWER = "accountability", "No meeting was held"


@dataclass(frozen=True, slots=True)
class Figures:
    restarts: int
    writers: int
    saves: int
    told: int
    other_errors: tuple[str, ...]
    lost: int
    disagreements: int
    seen_while_away: tuple[str, ...]
    recovers_after_s: float

    def __str__(self) -> str:
        return (
            f"{self.restarts} restarts under {self.writers} writers: {self.saves:,} saves, {self.lost} lost, "
            f"{self.disagreements} records unlike the audit trail, {len(self.other_errors)} errors but the sentence; "
            f"away for long: {self.told} writers told, the page showed {len(self.seen_while_away)} sentence; "
            f"back {self.recovers_after_s:.1f} s after the database, without a restart"
        )


class Writer(threading.Thread):
    """Adds one to a record of its own again and again."""

    def __init__(self, store: Store, number: int, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.store, self.stop = store, stop
        self.record = store.add(ACTOR, "board", {"name": f"Board {number}", "meets": "0"})
        self.saves = self.told = 0
        self.errors: list[str] = []

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                value = str(int(self.record["meets"]) + 1)
                self.record = self.store.change(ACTOR, "board", self.record.id, {"meets": value}, self.record.version)
                self.saves += 1
            except ConflictError as error:
                self.errors.append(repr(error))
                return
            except StoreError as error:
                self.told += SENTENCE in str(error)
                if SENTENCE not in str(error):
                    self.errors.append(repr(error))
                time.sleep(0.5)
            except Exception as error:
                self.errors.append(repr(error))
                return


def run_restarts(browser: Any, work: Path, server: Any, *, restarts: int, writers: int) -> Figures:
    """Restart the server under load; ``server`` is that of ``tests.geodata.records.postgres_server``."""
    folder = save_department(four_square_department(), work / "department").folder
    database = server.new_database()
    store = open_store(folder, database)
    stop = threading.Event()
    working = [Writer(store, number, stop) for number in range(writers)]
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    env = {"COMMON_TONGUE_DEPARTMENT": str(folder), "DATABASE_URL": database, "HOME": str(work)}
    with program(dashboard_command(port), work / "log", f"{address}/_stcore/health", env):
        visitor = Visitor(browser)
        visitor.page.goto(f"{address}/{PAGE}")
        visitor.settle(ANSWER)
        for writer in working:
            writer.start()
        for _ in range(restarts):
            time.sleep(1)
            server.stop()
            server.start()
            visitor.page.reload()
            visitor.settle(ANSWER)
            assert visitor.page.get_by_test_id("stAlertContentError").count() == 0
        server.stop()
        visitor.page.reload()
        alert = visitor.page.get_by_test_id("stAlertContentError")
        alert.first.wait_for(timeout=60_000)
        visitor.page.wait_for_timeout(500)
        seen = tuple(alert.all_inner_texts())
        time.sleep(sum(PAUSES) / 4)
        began = time.monotonic()
        server.start()
        visitor.page.reload()
        visitor.settle(ANSWER)
        back = time.monotonic() - began
        before = sum(writer.saves for writer in working)
        while sum(writer.saves for writer in working) < before + writers:
            time.sleep(0.1)
        stop.set()
        for writer in working:
            writer.join(timeout=30)
        visitor.close()
    counted = sum(int(store.get(ACTOR, "board", writer.record.id)["meets"]) for writer in working)
    saves = sum(writer.saves for writer in working)
    return Figures(
        restarts + 1,
        writers,
        saves,
        sum(writer.told > 0 for writer in working),
        tuple(error for writer in working for error in writer.errors),
        saves - counted,
        len(disagreements(store)),
        seen,
        back,
    )


def run(restarts: int = 5, writers: int = 12) -> None:
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import BROWSERS, FLAGS
    from tests.geodata.records.postgres_server import running_server

    logging.disable(logging.CRITICAL)  # what the database says again and again while it is away
    found = next(path for name in BROWSERS if (path := shutil.which(name)))
    with running_server(durable=True) as server, tempfile.TemporaryDirectory() as folder, sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=found, args=FLAGS)
        figures = run_restarts(browser, Path(folder), server, restarts=restarts, writers=writers)
    print(figures)
    print("the page said:", *(line for seen in figures.seen_while_away for line in seen.splitlines()[-1:]))
    print(*figures.other_errors, sep="\n", end="")


if __name__ == "__main__":
    run(*(int(number) for number in sys.argv[1:3]))
