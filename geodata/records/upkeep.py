"""Keeping records safe: backup and restore."""

from __future__ import annotations

import os
from pathlib import Path

from geodata.department.department import DEMO
from geodata.department.versions import is_department
from geodata.records.backup import copy_database, postgresql_revision, put_back, sqlite_revision
from geodata.records.database import Database
from geodata.records.engine import URL_VARIABLE, open_store
from geodata.records.migrate import backup_path, require_known
from geodata.records.store import command_line_actor
from planning.errors import InputError
from planning.records.roles import Actor

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
        raise InputError(f"there is already a file {target}", fix="choose another name; backups are never written over")
    store.record_export(actor, "audit", "backup of all records", 1)
    copy_database(store.database, target)
    return f"all records written to {target} ({target.stat().st_size / BYTES_PER_MB:,.1f} MB)"


def restore_records(department: str | Path, source: Path, actor: Actor | None = None) -> str:
    """Replace a department's records by a backup, and return what was done as a sentence.

    What is there now is backed up first, so that a restore can itself be taken back.

    Raises
    ------
    InputError
        If the file is not a backup of records.
    StoreError
        If it was written by newer software.
    """
    folder = department_folder(department)
    store = open_store(folder)
    actor = actor or command_line_actor()
    require_known(_revision_of(store.database, source))
    ending = "sqlite" if store.database.is_sqlite else "sql"
    kept = backup_path(folder, "before-restore", ending)
    copy_database(store.database, kept)
    put_back(store.database, source)
    store = open_store(folder)  # an old backup is brought up to date
    store.record_export(actor, "audit", f"restored from a backup; what stood here before is in {kept.name}", 1)
    return f"records restored from {source}; what was there before is in {kept}"


def _revision_of(database: Database, source: Path) -> str:
    if not source.is_file():
        raise InputError(f"there is no file {source}", fix="give the file that 'backup' wrote")
    if database.is_sqlite:
        return sqlite_revision(source)
    revision = postgresql_revision(source.read_text(encoding="utf-8", errors="replace"))
    if revision is None:
        raise InputError(f"{source.name} is not a backup of records", fix="give the file that 'backup' wrote")
    return revision
