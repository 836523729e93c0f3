"""The doctor: whether all is well with what a department depends on. Looks, and changes nothing."""

from __future__ import annotations

import json
import os
import platform
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from geodata.checks.clock_back import SET_IT, newest_line, newest_write, said_of_clock
from geodata.clock import utc_now
from geodata.department.department import DEMO, load_department
from geodata.department.findings import Finding
from geodata.department.history import read_history
from geodata.department.local_time import zone_in
from geodata.fetch.cache import CACHE_VARIABLE, RECORD_ENDING, FetchCache, default_cache_folder
from geodata.files.disk import cannot_read
from geodata.records.audit import disagreements
from geodata.records.database import Database
from geodata.records.department_writes import unlike_history
from geodata.records.engine import RECORDS_FILE, URL_VARIABLE, build_database
from geodata.records.guard import foreign_parts, ways_to_rewrite
from geodata.records.migrate import BACKUPS_FOLDER, current_revision, newest_revision, require_known
from geodata.records.seen import Seen, seen_at
from geodata.records.store import Store
from geodata.records.upkeep import department_folder
from geodata.version import software_version
from planning.errors import PlanningError
from planning.words.formats import tenths, whole_number

LOW_DISK_MB = 1000
NO_DISK_MB = 100
OLD_BACKUP_DAYS = 7
BYTES_PER_MB = 1_000_000


def examine(department: str | Path) -> tuple[Finding, ...]:
    """Look at everything a department depends on; the doctor of the command line.

    Returns
    -------
    tuple of Finding
        ``fine``, ``look`` or ``stop`` each, and how to mend it. Nothing is changed, also not an old database.

    Examples
    --------
    >>> [finding.subject for finding in examine("demo")]
    ['versions', 'records', 'caches']
    """
    if str(department) == DEMO:
        lasts = Finding("fine", "records", "The demo's records last as long as the program.")
        return (_versions(None), lasts, _caches(default_cache_folder()))
    folder = department_folder(department)
    findings = [_disk(folder), _writable(folder), _files(folder), _caches(default_cache_folder())]
    if not os.environ.get(URL_VARIABLE) and not (folder / RECORDS_FILE).exists():
        return (*findings, _versions(None), _migration(None, newest_revision()))
    try:
        database = build_database(folder)
        found = [_versions(database), *_database(database)]
    except PlanningError as error:
        found = [_versions(None), Finding("stop", "database", f"{error.what}.", error.fix)]
    else:
        found += [*_writes(folder, database), *_clock(folder, database)]
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
    said = f"{whole_number(free)} MB are free on the disk of the department folder."
    if free < NO_DISK_MB:
        return Finding("stop", "disk", said, "Free some space before anyone saves.")
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
        findings += [_trail(database), _guard(database)]
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
    return Finding("look", subject, f"The tables are {revision}. This version updates them to {newest} after a backup.")


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
    wrong = disagreements(Store(database, Seen(None)))
    if wrong:
        said = f"{len(wrong)} records are not as the audit trail says: {', '.join(wrong[:3])}."
        return Finding("stop", "audit trail", said, "The database was changed from outside. Compare with a backup.")
    return Finding("fine", "audit trail", "Every record is as the audit trail says.")


def _guard(database: Database) -> Finding:
    """Try to rewrite the audit trail, and look for what somebody else put into the database."""
    subject, fix = "trail kept", "Make a backup and restore it: that rebuilds the tables and their guard."
    try:
        ways, foreign = ways_to_rewrite(database), foreign_parts(database)
    except PlanningError as error:
        return Finding("look", subject, f"Not proved: {error.what}.", error.fix)
    if ways:
        return Finding("stop", subject, f"Lines of the audit trail can be {', '.join(ways)}.", fix)
    if foreign:
        return Finding("stop", subject, f"The database holds what is not the product's: {foreign}.", "Take it out.")
    return Finding("fine", subject, "Tried just now: the database refuses to change or delete a line of the trail.")


def _writes(folder: Path, database: Database) -> tuple[Finding, ...]:
    """Hold the audit trail against the history of the department's own folder."""
    history = read_history(folder)
    if history is None or current_revision(database) != newest_revision():
        return ()
    wrong = unlike_history(Store(database, seen_at(folder)), history)
    if wrong:
        said = (
            f"{len(wrong)} writes to the department are not in the audit trail as they ended: {', '.join(wrong[:3])}."
        )
        return (Finding("look", "department writes", said, "Open the department once: that notes them."),)
    return (Finding("fine", "department writes", f"All {len(history.writes)} writes are in the audit trail."),)


def _clock(folder: Path, database: Database) -> tuple[Finding, ...]:
    """Hold the clock against the newest save; nothing where the department cannot be read, which is said elsewhere."""
    try:
        there = [newest_write(folder)] + ([newest_line(database)] if current_revision(database) else [])
    except PlanningError:
        return ()
    said = said_of_clock(max((at for at in there if at), default=None), zone_in(folder))
    if said:
        return (Finding("look", "clock", said, SET_IT),)
    return (Finding("fine", "clock", "The clock of this computer is not behind the newest save."),)


def _backups(folder: Path) -> Finding:
    subject, fix = "backups", "Run 'outreach.py backup' every day, and keep the files on another machine."
    files = [*(folder / BACKUPS_FOLDER).glob("records-*")]
    if not files:
        return Finding("look", subject, "There is no backup in the department folder.", fix)
    newest = max(file.stat().st_mtime for file in files)
    days = (utc_now() - datetime.fromtimestamp(newest, UTC)).days
    said = f"The newest backup in the department folder is {days} days old."
    return Finding("look", subject, said, fix) if days > OLD_BACKUP_DAYS else Finding("fine", subject, said)


def _files(folder: Path) -> Finding:
    """Open the department as the dashboard does."""
    subject = "department files"
    try:
        department = load_department(folder)
    except PlanningError as error:
        return Finding("stop", subject, f"{error.what}.", error.fix)
    said = f"{len(department.beats)} beats, {len(department.tracts)} tracts, {department.settings.period}, can be read."
    return Finding("fine", subject, said)


def _caches(folder: Path) -> Finding:
    """Look at what was fetched before: how much, how old, and whether each copy is still whole."""
    subject = "caches"
    try:
        entries = sorted(folder.glob(f"*{RECORD_ENDING}")) if folder.is_dir() else []
    except OSError as error:
        return Finding(
            "look", subject, f"{cannot_read(folder, error).what}.", f"Name another folder in {CACHE_VARIABLE}."
        )
    if not entries:
        return Finding("fine", subject, "No fetched files are saved. Answers don’t need them.")
    cache = FetchCache(folder)
    kept, broken = [], 0
    for entry in entries:
        address = _address_of(entry)
        found = cache.find(address) if address else None
        if found is None:
            broken += 1
        else:
            kept.append(found)
    size = sum(found.path.stat().st_size for found in kept) / BYTES_PER_MB
    oldest = min((found.date for found in kept), default="never")
    said = f"{len(kept)} fetched files are kept, {tenths(size)} MB, the oldest of {oldest}."
    if broken:
        return Finding(
            "look",
            subject,
            f"{said} {broken} more are incomplete and will be fetched again.",
            f"They may be deleted: {folder}.",
        )
    return Finding("fine", subject, said)


def _address_of(entry: Path) -> str | None:
    try:
        return str(json.loads(entry.read_text(encoding="utf-8"))["address"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
