"""What breaks: killed programs, locked and full files, a server that restarts, many writers."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from benchmarks.records_kill import PROJECT, kill_once
from benchmarks.records_writers import run_writers
from geodata.records import database as transactions
from geodata.records.audit import disagreements
from geodata.records.engine import RECORDS_FILE, open_store
from geodata.records.store import Store
from planning.errors import StoreError
from tests.examples import quick_ones
from tests.geodata.records.conftest import ADMIN, KIM

SAVES = 60
WRITERS = 12
SECONDS = 2.0


@pytest.mark.parametrize("seed", quick_ones((7, 8), (7,)))
def test_killed_in_the_middle_of_saves(tmp_path: Path, address: str, seed: int) -> None:
    confirmed, wrong = kill_once(tmp_path, address, SAVES, random.Random(seed))
    assert wrong == [] and 0 < confirmed < SAVES


BETWEEN = """
import os, signal, sys
import sqlalchemy as sa
from pathlib import Path
from geodata.records.engine import open_store
from planning.records.roles import Actor
store = open_store(Path(sys.argv[1]), sys.argv[2])
done = []
@sa.event.listens_for(store.database.engine, "before_cursor_execute")
def die(connection, cursor, statement, *rest):
    if statement.startswith("INSERT INTO boards"):
        done.append(statement)
    if statement.startswith("INSERT INTO audit"):
        print(len(done), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
store.add(Actor("kim@pd.example", "coordinator"), "board", {"name": "Half a board"})
"""


def test_killed_between_the_row_and_its_line_in_the_trail(tmp_path: Path, address: str) -> None:
    open_store(tmp_path, address).database.engine.dispose()
    command = [sys.executable, "-c", BETWEEN, str(tmp_path), address]
    killed = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=60)
    assert (killed.returncode, killed.stdout.strip()) == (-signal.SIGKILL, "1"), killed.stderr
    store = open_store(tmp_path, address)
    assert store.records(KIM, "board") == ()
    assert store.audit(ADMIN).empty and disagreements(store) == ()
    assert store.add(KIM, "board", {"name": "Half a board"}).version == 1  # and nothing is locked


def test_twelve_writers_lose_nothing(tmp_path: Path, address: str) -> None:
    figures = run_writers(tmp_path, address, seconds=SECONDS, processes=0, threads=WRITERS)
    assert (figures.errors, figures.lost, figures.disagreements) == ((), 0, 0)
    assert figures.saves >= WRITERS


def test_a_locked_file_is_one_sentence_and_saves_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path, "", busy_timeout_s=0.2)
    board = store.add(KIM, "board", {"name": "Board"})
    with closing(sqlite3.connect(tmp_path / RECORDS_FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"another person is saving to the records now"):
            store.change(KIM, "board", board.id, {"meets": "Mondays"}, seen=1)
        assert store.get(KIM, "board", board.id).version == 1  # reading goes on
        other.execute("ROLLBACK")
    assert store.change(KIM, "board", board.id, {"meets": "Mondays"}, seen=1).version == 2
    assert disagreements(store) == ()


def test_a_lock_shorter_than_the_wait_is_not_noticed(tmp_path: Path) -> None:
    store = open_store(tmp_path, "")
    with closing(sqlite3.connect(tmp_path / RECORDS_FILE, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        threading.Timer(0.5, other.execute, ["ROLLBACK"]).start()
        began = time.monotonic()
        assert store.add(KIM, "board", {"name": "Board"}).version == 1
        assert time.monotonic() - began > 0.3


def test_a_full_disk_is_one_sentence_and_leaves_no_half_row(tmp_path: Path) -> None:
    store = open_store(tmp_path, "")
    store.add(KIM, "board", {"name": "Board"})

    @sa.event.listens_for(store.database.engine, "begin")
    def no_room(connection: sa.Connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(StoreError, match="disk that holds the records is full"):
        for number in range(100):
            store.add(KIM, "board", {"name": f"Board {number}", "purpose": "x" * 4000})
    sa.event.remove(store.database.engine, "begin", no_room)
    assert disagreements(store) == ()
    assert len(store.records(KIM, "board")) == len(store.audit(ADMIN, action="add"))


def test_a_damaged_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / RECORDS_FILE).write_bytes(b"this is no database, and never was one" * 200)
    with pytest.raises(StoreError, match=r"damaged.*restore the last backup"):
        open_store(tmp_path, "")


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    open_store(tmp_path, "").add(KIM, "board", {"name": "Board"})
    assert {path.stat().st_mode & 0o077 for path in tmp_path.glob(f"{RECORDS_FILE}*")} == {0}


@pytest.fixture
def postgresql(tmp_path: Path, postgres: object, template: str) -> Store:
    return open_store(tmp_path, postgres.new_database(template))


def test_postgresql_restarted_under_load(postgresql: Store, postgres: object) -> None:
    board = postgresql.add(KIM, "board", {"name": "Board", "meets": "0"})
    seen, errors = [board], []
    stop = threading.Event()

    def save() -> None:
        while not stop.is_set():
            try:
                last = seen[-1]
                seen.append(postgresql.change(KIM, "board", board.id, {"meets": str(len(seen))}, last.version))
            except Exception as error:
                errors.append(error)
                return

    saver = threading.Thread(target=save)
    saver.start()
    for _ in range(2):
        _wait_for_more(seen)
        postgres.stop()
        postgres.start()
    _wait_for_more(seen)
    stop.set()
    saver.join()
    assert errors == []
    assert postgresql.get(KIM, "board", board.id).version == len(seen)
    assert disagreements(postgresql) == ()


def test_postgresql_gone_is_one_sentence_and_recovers(
    postgresql: Store, postgres: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transactions, "PAUSES", (0.05,))
    postgres.stop()
    try:
        with pytest.raises(StoreError, match=r"can’t be reached right now\. Nothing was saved"):
            postgresql.add(KIM, "board", {"name": "Board"})
    finally:
        postgres.start()
    assert postgresql.add(KIM, "board", {"name": "Board"}).version == 1


@pytest.mark.parametrize("kept_before", [True, False])
def test_a_connection_lost_at_the_commit_saves_once(postgresql: Store, kept_before: bool) -> None:
    """Nobody knows whether a commit that got no reply was kept; the mark in the audit trail tells."""
    lost = []

    @sa.event.listens_for(postgresql.database.engine, "commit")
    def lose(connection: sa.Connection) -> None:
        if not lost:
            lost.append(True)
            driver = connection.connection.driver_connection
            if kept_before:
                driver.commit()
            driver.close()
            raise sa.exc.OperationalError("COMMIT", {}, Exception("gone"), connection_invalidated=True)

    board = postgresql.add(KIM, "board", {"name": "Board"})
    assert [record.id for record in postgresql.records(KIM, "board")] == [board.id]
    assert len(postgresql.audit(ADMIN)) == 1
    assert lost == [True]


def _wait_for_more(seen: list, more: int = 20, seconds: float = 20) -> None:
    before, until = len(seen), time.monotonic() + seconds
    while len(seen) < before + more:
        assert time.monotonic() < until, "nothing was saved any more"
        time.sleep(0.01)
