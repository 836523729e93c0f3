"""Freeze what this version writes, so that every later one is tested against it. Run once at a release:

python -m tests.geodata.records.freeze
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from geodata.records.backup import copy_database
from geodata.records.engine import RECORDS_FILE, open_store
from geodata.records.migrate import newest_revision
from tests.geodata.records.every_kind import clock, fill
from tests.geodata.records.postgres_server import PROGRAMS, running_server

RELEASED = Path(__file__).parent / "released"


def main() -> None:
    revision = newest_revision()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder), "", clock=clock)
        fill(store)
        store.database.engine.dispose()
        with closing(sqlite3.connect(Path(folder) / RECORDS_FILE)) as connection:
            text = "\n".join(connection.iterdump()) + "\n"
    _write(RELEASED / f"{revision}.sqlite.sql", text)
    os.environ["PATH"] = f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"
    with running_server() as server, tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder), server.new_database(), clock=clock)
        fill(store)
        dump = Path(folder) / "dump.sql"
        copy_database(store.database, dump)
        store.database.engine.dispose()
        _write(RELEASED / f"{revision}.postgresql.sql", dump.read_text(encoding="utf-8"))


def _write(path: Path, text: str) -> None:
    if path.exists():
        raise SystemExit(f"{path.name} is frozen already; a released version never changes")
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"{path.name}: {len(text):,} signs")


if __name__ == "__main__":
    main()
