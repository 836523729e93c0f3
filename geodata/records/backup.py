"""Backup and restore. SQLite through its backup interface, never by copying the file; PostgreSQL through pg_dump.

A plain copy of a SQLite file in use leaves out what still stands in its write-ahead log.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import URL

from geodata.files.disk import cannot_write
from geodata.records.database import Database
from planning.errors import InputError, StoreError

REVISION_TABLE = "alembic_version"
PROGRAM_TIMEOUT_S = 3600


def copy_database(database: Database, target: Path) -> None:
    """Write a backup of the database; the file is whole or not there.

    Raises
    ------
    StoreError
        If the database cannot be read, or pg_dump is missing.
    InputError
        If the file cannot be written.
    """
    try:
        part = tempfile.NamedTemporaryFile(prefix=".backup-", dir=target.parent, delete=False)  # noqa: SIM115
        part.close()
    except OSError as error:
        raise cannot_write(target, error) from error
    try:
        if database.is_sqlite:
            _copy_sqlite(_sqlite_path(database), Path(part.name))
        else:
            _dump_postgresql(database.engine.url, Path(part.name))
        Path(part.name).replace(target)
    finally:
        Path(part.name).unlink(missing_ok=True)


def put_back(database: Database, rebuilt: Path) -> None:
    """Replace all that is in a SQLite database by a file of records that was rebuilt.

    Raises
    ------
    StoreError
        If it cannot be written.
    """
    path = _sqlite_path(database)
    try:
        with closing(sqlite3.connect(rebuilt)) as backup, closing(sqlite3.connect(path)) as live:
            backup.backup(live)
    except sqlite3.Error as error:
        raise StoreError(
            "the backup could not be put back", value=str(error), fix="stop the program that uses the records first"
        ) from error
    database.engine.dispose()


def _sqlite_path(database: Database) -> Path:
    path = database.engine.url.database
    assert path is not None
    return Path(path)


def _copy_sqlite(source: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(target)) as copy:
            original.backup(copy)
            # A single file, without a log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
            sound = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.Error as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
            raise cannot_write(target.parent, OSError(errno.ENOSPC, "")) from error
        raise StoreError("the records could not be backed up", value=str(error), fix="look at 'doctor'") from error
    if sound != "ok":
        raise StoreError("the records are damaged, so their copy is too", value=sound, fix="restore an older backup")


def sqlite_revision(source: Path) -> str:
    """Return the revision of the tables in a backup file.

    Raises
    ------
    InputError
        If it is not a whole backup of records.
    """
    not_ours = InputError(f"{source.name} is not a backup of records", fix="give the file that 'backup' wrote")
    try:
        with closing(sqlite3.connect(f"file:{source.resolve()}?mode=ro", uri=True)) as backup:
            if backup.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise InputError(f"{source.name} is damaged", fix="use another backup")
            backup.execute("SELECT 1 FROM audit LIMIT 1")
            row = backup.execute(f"SELECT version_num FROM {REVISION_TABLE}").fetchone()
    except sqlite3.Error as error:
        raise not_ours from error
    if row is None:
        raise not_ours
    return str(row[0])


def _dump_postgresql(url: URL, target: Path) -> None:
    options = ["--format=plain", "--no-owner", "--no-privileges", "--encoding=UTF8", f"--file={target}"]
    _run_program("pg_dump", options, url)


def postgresql_revision(dump: str) -> str | None:
    """Return the revision of the tables in the text of a dump; None if it is no dump of records.

    Examples
    --------
    >>> postgresql_revision("COPY public.alembic_version (version_num) FROM stdin;\\n0001\\n")
    '0001'
    """
    found = re.search(rf"^COPY public\.{REVISION_TABLE} \(version_num\) FROM stdin;\n(\w+)$", dump, re.MULTILINE)
    return found.group(1) if found else None


def _run_program(name: str, options: list[str], url: URL) -> None:
    program = shutil.which(name)
    if program is None:
        raise StoreError(
            f"the program {name} is not on this machine",
            fix="install the client programs of PostgreSQL, of the server's version or newer",
        )
    done = subprocess.run(
        [program, *options],
        env=os.environ | _connection(url),
        capture_output=True,
        text=True,
        timeout=PROGRAM_TIMEOUT_S,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["no reason given"]
        reason = next((row for row in said if "mismatch" in row or "ERROR" in row), said[-1])
        raise StoreError(f"{name} did not finish", value=reason, fix="nothing was changed. Fix what it says")


def _connection(url: URL) -> dict[str, str]:
    """Return the address as the variables PostgreSQL's programs read: a password never stands on a command line."""
    host, port = url.host or url.query.get("host"), url.port or url.query.get("port")
    known = {
        "PGHOST": host,
        "PGPORT": port,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        "PGSSLMODE": url.query.get("sslmode"),
        "PGCLIENTENCODING": "UTF8",
    }
    return {name: str(value) for name, value in known.items() if value}
