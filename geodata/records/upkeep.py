"""Keeping records safe: backup and restore."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from geodata.department.department import DEMO
from geodata.department.versions import is_department
from geodata.records.backup import copy_database, postgresql_revision, put_back, sqlite_revision
from geodata.records.database import Database
from geodata.records.department_writes import settle_writes
from geodata.records.engine import RECORDS_FILE, URL_VARIABLE, open_store
from geodata.records.migrate import backup_path, require_known
from geodata.records.rebuild import rebuild_postgresql, rebuild_sqlite
from geodata.records.seen import Seen, seen_at
from geodata.records.store import Store, command_line_actor
from geodata.records.whole_file import is_broken
from planning.errors import InputError
from planning.records.roles import Actor
from planning.words.formats import tenths

BYTES_PER_MB = 1_000_000


def department_folder(department: str | Path) -> Path:
    """Return the folder whose records are meant.

    Raises
    ------
    InputError
        If there is no department there, or it is the demo, whose records end with the program.
    """
    if str(department) == DEMO:
        raise InputError("the demo's records end with the program", fix="make a department with 'outreach.py new'")
    folder = Path(department)
    if not is_department(folder):
        raise InputError(f"there is no department in {str(folder)!r}", fix="give the folder of a department")
    return folder


def daily_backup_path(department: str | Path) -> Path:
    """Return where a backup goes unless told: into the department's own folder of backups."""
    folder = department_folder(department)
    return backup_path(folder, "by-hand", "sql" if os.environ.get(URL_VARIABLE) else "sqlite")


def backup_records(department: str | Path, target: Path, actor: Actor | None = None) -> str:
    """Write a backup of a department's records, and return what was done as a sentence.

    Parameters
    ----------
    target : Path
        Written whole or not at all. For SQLite the file is itself a database; for PostgreSQL it is SQL text.
    actor : Actor, optional
        For the audit trail; whoever is at the command line unless given.
    """
    store = open_store(department_folder(department))
    actor = actor or command_line_actor()
    if target.exists():
        raise InputError(f"there is already a file {target}", fix="choose another name. Backups are never overwritten")
    store.record_export(actor, "audit", "backup of all records", 1)
    copy_database(store.database, target)
    return f"all records written to {target} ({tenths(target.stat().st_size / BYTES_PER_MB)} MB)"


def restore_records(
    department: str | Path, source: Path, actor: Actor | None = None, *, of_another: bool = False
) -> str:
    """Replace a department's records by a backup, and return what was done as a sentence.

    What is there now is backed up first, so that a restore can itself be taken back.

    Parameters
    ----------
    of_another : bool
        Whether the backup may be another department's, whose records this one takes over; so may what is there now.

    Raises
    ------
    InputError
        If the file is not a backup of this department's records.
    StoreError
        If it was written by newer software.
    """
    folder = department_folder(department)
    actor = actor or command_line_actor()
    if not os.environ.get(URL_VARIABLE) and is_broken(folder / RECORDS_FILE):
        return _restore_broken(folder, source, actor, of_another)
    store = open_store(folder, seen=Seen(folder) if of_another else None)
    revision = _revision_of(store.database, source)
    require_known(revision)
    kept = _restore_sqlite if store.database.is_sqlite else _restore_postgresql
    before = kept(store.database, folder, source, revision, "" if of_another else store.seen.department)
    store = _opened_again(folder, of_another)
    store.record_export(actor, "audit", f"restored from a backup, with the records before that in {before.name}", 1)
    return f"Records restored from {source}. The records before that are in {before}"


def _opened_again(folder: Path, of_another: bool) -> Store:
    if of_another:  # from its first line about this department on, the audit trail is this department's
        settle_writes(folder, open_store(folder, seen=Seen(None)))
    return open_store(folder)


def _restore_broken(folder: Path, source: Path, actor: Actor, of_another: bool) -> str:
    """Put a backup in the place of a file that was emptied, cut off or damaged, which is kept beside the backups."""
    if not source.is_file():
        raise InputError(f"there is no file {source}", fix="give the file that 'backup' wrote")
    revision = sqlite_revision(source)
    require_known(revision)
    broken = folder / RECORDS_FILE
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder) as work:
        rebuilt = Path(work) / RECORDS_FILE
        rebuild_sqlite(source, rebuilt, revision, "" if of_another else seen_at(folder).department)
        kept = backup_path(folder, "broken", "sqlite")
        shutil.copyfile(broken, kept)
        kept.chmod(0o600)
        rebuilt.chmod(0o600)
        for beside in ("-wal", "-shm"):
            broken.with_name(f"{RECORDS_FILE}{beside}").unlink(missing_ok=True)
        rebuilt.replace(broken)
    note = f"restored from a backup: the file was broken ({kept.name})"
    _opened_again(folder, of_another).record_export(actor, "audit", note, 1)
    return f"Records restored from {source}. The broken file is kept as {kept}"


def _restore_sqlite(database: Database, folder: Path, source: Path, revision: str, department: str) -> Path:
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder) as work:
        rebuilt = Path(work) / RECORDS_FILE
        rebuild_sqlite(source, rebuilt, revision, department)
        before = backup_path(folder, "before-restore", "sqlite")
        copy_database(database, before)
        put_back(database, rebuilt)
    return before


def _restore_postgresql(database: Database, folder: Path, source: Path, revision: str, department: str) -> Path:
    before = backup_path(folder, "before-restore", "sql")
    copy_database(database, before)
    try:
        # One transaction: either all of the backup stands in the database afterwards, or all that stood there before.
        with database.engine.begin() as connection:
            rebuild_postgresql(connection, source, revision, department)
    except BaseException:
        before.unlink()  # nothing was replaced: a copy of what is live anyway would only lie there
        raise
    database.engine.dispose()
    return before


def _revision_of(database: Database, source: Path) -> str:
    if not source.is_file():
        raise InputError(f"there is no file {source}", fix="give the file that 'backup' wrote")
    if database.is_sqlite:
        return sqlite_revision(source)
    revision = postgresql_revision(source.read_text(encoding="utf-8", errors="replace"))
    if revision is None:
        raise InputError(f"{source.name} is not a backup of records", fix="give the file that 'backup' wrote")
    return revision
