"""Opening the records: a file in the department folder, or the PostgreSQL database that ``DATABASE_URL`` names.

One PostgreSQL database holds one department. The file needs a local disk: SQLite's write-ahead log does not work
over a network share.
"""

from __future__ import annotations

import atexit
import json
import os
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine

from geodata.clock import utc_now
from geodata.department.local_time import zone_in
from geodata.records.database import WRITES, Database
from geodata.records.migrate import migrate, new_tables
from geodata.records.seen import Seen, require_records_of, seen_at
from geodata.records.store import Store
from geodata.records.whole_file import make_file, require_whole
from planning.errors import InputError

RECORDS_FILE = "records.sqlite"
URL_VARIABLE = "DATABASE_URL"

BUSY_TIMEOUT_S = 5.0
ASK_AGAIN_S = (0.001, 0.01)
"""Between these, by chance, a writer asks again for SQLite's one write lock."""

POOL_SIZE = 5
POOL_OVERFLOW = 15
POOL_WAIT_S = 10.0
CONNECT_TIMEOUT_S = 5


def open_store(
    folder: Path | None,
    database_url: str | None = None,
    *,
    clock: Callable[[], datetime] = utc_now,
    zone: tzinfo | None = None,
    busy_timeout_s: float = BUSY_TIMEOUT_S,
    lasting: bool = True,
    seen: Seen | None = None,
) -> Store:
    """Open the records of a department, made or brought up to date if need be.

    Parameters
    ----------
    folder : Path or None
        The department folder. None only with PostgreSQL.
    database_url : str, optional
        ``postgresql://...``; the environment variable ``DATABASE_URL`` unless given. Without either, the records
        are the file ``records.sqlite`` in the folder. An empty text means the file in any case.
    zone : tzinfo, optional
        The time the department keeps; that of the folder's department unless given.
    lasting : bool
        Whether the records must survive a power cut; those that are gone with the program anyway need not.
    seen : Seen, optional
        What whoever writes has before them; what stands in the folder now unless told.

    Raises
    ------
    InputError
        If there is neither folder nor address, the address is not one, or these are another department's records.
    StoreError
        If the database cannot be reached, or was written by newer software.
    """
    database = build_database(folder, database_url, busy_timeout_s=busy_timeout_s, lasting=lasting)
    if database.is_sqlite and folder is not None and not (folder / RECORDS_FILE).exists():
        make_file(folder / RECORDS_FILE, new_tables())
    migrate(database, folder)
    seen = seen or seen_at(folder)
    database.read(lambda connection: require_records_of(connection, seen.department))
    return Store(database, seen, clock, lambda: zone or (zone_in(folder) if folder else UTC))


def build_database(
    folder: Path | None,
    database_url: str | None = None,
    *,
    busy_timeout_s: float = BUSY_TIMEOUT_S,
    lasting: bool = True,
) -> Database:
    """Return the database of a department as it is, not brought up to date; see ``open_store``."""
    address = os.environ.get(URL_VARIABLE, "") if database_url is None else database_url
    if address:
        return Database(_postgresql(address))
    if folder is None:
        raise InputError(
            "this department has no folder to keep records in", fix=f"save it first, or set {URL_VARIABLE}"
        )
    require_whole(folder / RECORDS_FILE)
    return Database(_sqlite(folder / RECORDS_FILE, busy_timeout_s, lasting))


def open_temporary_store(
    *, clock: Callable[[], datetime] = utc_now, zone: tzinfo = UTC, seen: Seen | None = None
) -> Store:
    """Open records that are gone when the program ends: for the demo and for trying things out."""
    folder = Path(tempfile.mkdtemp(prefix="common-tongue-"))
    store = open_store(folder, "", clock=clock, zone=zone, lasting=False, seen=seen)
    atexit.register(_forget, store.database.engine, folder)
    return store


def _forget(engine: Engine, folder: Path) -> None:
    engine.dispose()
    shutil.rmtree(folder, ignore_errors=True)


def parse_url(address: str) -> URL:
    """Return the address of a PostgreSQL database, for psycopg.

    Raises
    ------
    InputError
        If it is not one. The address is not repeated: it may hold a password.

    Examples
    --------
    >>> parse_url("postgres://app@db.example/outreach").render_as_string()
    'postgresql+psycopg://app@db.example/outreach'
    """
    fix = "write it as postgresql://user:password@host/database"
    try:
        url = sa.make_url(address)
    except (sa.exc.ArgumentError, ValueError):
        raise InputError(f"{URL_VARIABLE} is not the address of a database", fix=fix) from None
    if url.drivername.partition("+")[0] not in ("postgresql", "postgres"):
        raise InputError(f"{URL_VARIABLE} is not the address of a PostgreSQL database", fix=fix)
    return url.set(drivername="postgresql+psycopg")


def _dump_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _postgresql(address: str) -> Engine:
    return sa.create_engine(
        parse_url(address),
        pool_pre_ping=True,
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        pool_timeout=POOL_WAIT_S,
        json_serializer=_dump_json,
        connect_args={"connect_timeout": CONNECT_TIMEOUT_S, "application_name": "common-tongue"},
    )


def _sqlite(path: Path, busy_timeout_s: float, lasting: bool) -> Engine:
    if not path.parent.is_dir():
        raise InputError(f"there is no folder {str(path.parent)!r}", fix="make the department first")
    engine = sa.create_engine(
        URL.create("sqlite", database=str(path)),
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        pool_timeout=POOL_WAIT_S,
        json_serializer=_dump_json,
        connect_args={"timeout": busy_timeout_s},
    )
    sa.event.listen(engine, "connect", lambda connection, _: _prepare_sqlite(connection, lasting))
    sa.event.listen(engine, "begin", lambda connection: _begin_sqlite(connection, busy_timeout_s))
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, lasting: bool) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    connection.execute("PRAGMA journal_mode = WAL")
    # FULL: what has been confirmed to a person survives a power cut, not only the end of the program.
    connection.execute(f"PRAGMA synchronous = {'FULL' if lasting else 'OFF'}")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection, wait_s: float) -> None:
    """Take the write lock at once when something will be written: a lock taken later can only be refused."""
    if not connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql("BEGIN")
        return
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        if not _wait_for_turn(driver, wait_s):
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # fails, in SQLAlchemy's own words
    finally:
        driver.execute(f"PRAGMA busy_timeout = {int(wait_s * 1000)}")


def _wait_for_turn(driver: sqlite3.Connection, wait_s: float) -> bool:
    """Ask for the write lock until it is given; False if it is not in time.

    SQLite's own waiting asks the more rarely the longer it has waited, so that newcomers go first and, among twelve
    writers, somebody waits out the whole five seconds. Here everybody asks equally often.
    """
    until = time.monotonic() + wait_s
    while True:
        try:
            driver.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                return False
            time.sleep(random.uniform(*ASK_AGAIN_S))
        else:
            return True
