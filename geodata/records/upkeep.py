"""Keeping records safe: backup, restore, and what the doctor looks at."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from geodata.check import Finding
from geodata.department import DEMO, SETTINGS_FILE
from geodata.exports import software_version
from geodata.records.audit import disagreements
from geodata.records.backup import copy_database, postgresql_revision, put_back, sqlite_revision
from geodata.records.database import Database
from geodata.records.engine import RECORDS_FILE, URL_VARIABLE, build_database, open_store
from geodata.records.migrate import BACKUPS_FOLDER, backup_path, current_revision, newest_revision, require_known
from geodata.records.store import Store, command_line_actor
from planning.errors import InputError, PlanningError
from planning.roles import Actor

LOW_DISK_MB = 1000
NO_DISK_MB = 100
OLD_BACKUP_DAYS = 7
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
    if not (folder / SETTINGS_FILE).is_file():
        raise InputError(f"there is no department in {str(folder)!r}", fix="give the folder of a department")
    return folder


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


def examine(department: str | Path) -> tuple[Finding, ...]:
    """Look at everything the records of a department depend on; the doctor of the command line.

    Returns
    -------
    tuple of Finding
        ``fine``, ``look`` or ``stop`` each, and how to mend it. Nothing is changed, also not an old database.

    Examples
    --------
    >>> [finding.status for finding in examine("demo")]
    ['fine', 'fine']
    """
    if str(department) == DEMO:
        return (_versions(None), Finding("fine", "records", "The demo's records last as long as the program."))
    folder = department_folder(department)
    findings = [_disk(folder), _writable(folder)]
    if not os.environ.get(URL_VARIABLE) and not (folder / RECORDS_FILE).exists():
        return (*findings, _versions(None), _migration(None, newest_revision()))
    try:
        database = build_database(folder)
        found = [_versions(database), *_database(database)]
    except PlanningError as error:
        found = [_versions(None), Finding("stop", "database", f"{error.what}.", error.fix)]
    return (*findings, *found, _backups(folder))


def _versions(database: Database | None) -> Finding:
    parts = [
        f"Common Tongue {software_version()}",
        f"Python {platform.python_version()}",
        f"SQLAlchemy {sa.__version__}",
    ]
    if database is not None:
        server = database.read(lambda connection: connection.dialect.server_version_info) or ()
        name = "SQLite" if database.is_sqlite else "PostgreSQL"
        parts.append(f"{name} {'.'.join(str(part) for part in server)}")
    return Finding("fine", "versions", ", ".join(parts) + ".")


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free / BYTES_PER_MB
    said = f"{free:,.0f} MB are free on the disk of the department folder."
    if free < NO_DISK_MB:
        return Finding("stop", "disk", said, "Free some space before anybody saves.")
    return (
        Finding("look", "disk", said, "Free some space soon.") if free < LOW_DISK_MB else Finding("fine", "disk", said)
    )


def _writable(folder: Path) -> Finding:
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        said = f"The department folder cannot be written: {error.strerror}."
        return Finding("stop", "write permission", said, "Give this program write permission there.")
    return Finding("fine", "write permission", "The department folder can be written.")


def _database(database: Database) -> list[Finding]:
    revision, newest = current_revision(database), newest_revision()
    where = "the file in the department folder" if database.is_sqlite else f"PostgreSQL, from {URL_VARIABLE}"
    findings = [Finding("fine", "database", f"The records answer: {where}."), _migration(revision, newest)]
    if database.is_sqlite:
        findings.append(_sqlite_state(database))
    if revision == newest:
        findings.append(_trail(database))
    return findings


def _migration(revision: str | None, newest: str) -> Finding:
    subject = "tables"
    if revision == newest:
        return Finding("fine", subject, f"The tables are of this version ({newest}).")
    if revision is None:
        return Finding("look", subject, "There are no records yet.", "They are made when the dashboard is opened.")
    try:
        require_known(revision)
    except PlanningError as error:
        return Finding("stop", subject, f"{error.what}.", error.fix)
    return Finding(
        "look", subject, f"The tables are {revision}; this version brings them up to {newest} after a backup."
    )


def _sqlite_state(database: Database) -> Finding:
    def ask(connection: sa.Connection) -> tuple[str, str]:
        sound = connection.exec_driver_sql("PRAGMA quick_check").scalar_one()
        return str(sound), str(connection.exec_driver_sql("PRAGMA journal_mode").scalar_one())

    sound, journal = database.read(ask)
    if sound != "ok":
        return Finding("stop", "file", f"The file of the records is damaged: {sound}.", "Restore the last backup.")
    if journal != "wal":
        return Finding("look", "file", "Several people cannot work at once here.", "Put the folder on a local disk.")
    return Finding("fine", "file", "The file is sound, with its write-ahead log.")


def _trail(database: Database) -> Finding:
    wrong = disagreements(Store(database))
    if wrong:
        said = f"{len(wrong)} records are not as the audit trail says: {', '.join(wrong[:3])}."
        return Finding(
            "stop", "audit trail", said, "Somebody changed the database from outside; compare with a backup."
        )
    return Finding("fine", "audit trail", "Every record is as the audit trail says.")


def _backups(folder: Path) -> Finding:
    subject, fix = "backups", "Run 'outreach.py backup' every day, and keep the files on another machine."
    files = [*(folder / BACKUPS_FOLDER).glob("records-*")]
    if not files:
        return Finding("look", subject, "There is no backup in the department folder.", fix)
    newest = max(file.stat().st_mtime for file in files)
    days = (datetime.now(UTC) - datetime.fromtimestamp(newest, UTC)).days
    said = f"The newest backup in the department folder is {days} days old."
    return Finding("look", subject, said, fix) if days > OLD_BACKUP_DAYS else Finding("fine", subject, said)
