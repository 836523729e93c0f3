"""Bringing a database up to the tables of this software, after a backup; never down, never from newer software."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from geodata.clock import utc_now
from geodata.records.backup import copy_database
from geodata.records.database import WRITES, Database, store_error
from planning.errors import StoreError

BACKUPS_FOLDER = "backups"
MIGRATION_LOCK = 7_319_004
"""Any number, as long as every process of the product asks PostgreSQL for the same one."""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def newest_revision() -> str:
    """Return the revision of the tables this software works with.

    Examples
    --------
    >>> newest_revision() in known_revisions()
    True
    """
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def known_revisions() -> tuple[str, ...]:
    """Return every revision this software can bring up to date, the oldest first."""
    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    return tuple(reversed([script.revision for script in scripts]))


def current_revision(database: Database) -> str | None:
    """Return the revision of a database; None if it has no records yet."""
    return database.read(lambda connection: MigrationContext.configure(connection).get_current_revision())


def migrate(database: Database, folder: Path | None) -> None:
    """Make the tables, or bring them up to date after a backup. Does nothing if they are.

    Raises
    ------
    StoreError
        If the database was written by newer software, is not ours, or cannot be backed up first.
    """
    revision = current_revision(database)
    newest = newest_revision()
    if revision == newest:
        return
    require_known(revision)
    if revision is None:
        _require_empty(database)
    else:
        _back_up_first(database, folder, revision)
    try:
        _upgrade(database)
    except sa.exc.DBAPIError as error:
        raise store_error(error) from error


def require_known(revision: str | None) -> None:
    """Return nothing if this software knows the revision, or there is none.

    Raises
    ------
    StoreError
        If not: it was written by newer software.
    """
    if revision is not None and revision not in known_revisions():
        raise StoreError(
            f"the records were written by a newer version of Common Tongue (their tables are {revision}, "
            f"this version knows {newest_revision()})",
            fix="update this program. Nothing was changed",
        )


def _require_empty(database: Database) -> None:
    tables = database.read(lambda connection: sa.inspect(connection).get_table_names())
    # Somebody else may have made our tables since we asked for their revision.
    if tables and current_revision(database) is None:
        raise StoreError(
            f"this database holds something else already (a table {tables[0]!r})",
            fix="use an empty database for the records of a department",
        )


def _back_up_first(database: Database, folder: Path | None, revision: str) -> None:
    if folder is None:
        raise StoreError(
            f"the tables must be brought up from {revision}, and there is no department folder for a backup",
            fix="open the records once with the department folder",
        )
    ending = "sqlite" if database.is_sqlite else "sql"
    copy_database(database, backup_path(folder, f"before-{newest_revision()}", ending))


def backup_path(folder: Path, what: str, ending: str) -> Path:
    """Return where a backup made by the program itself goes; the folder is made, for the owner's eyes only."""
    backups = folder / BACKUPS_FOLDER
    backups.mkdir(mode=0o700, exist_ok=True)
    moment = utc_now().strftime("%Y%m%dT%H%M%S%fZ")
    return backups / f"records-{what}-{moment}.{ending}"


def _upgrade(database: Database) -> None:
    with database.engine.execution_options(**{WRITES: True}).connect() as connection:
        if database.is_sqlite:
            # A table that is made anew in a migration is dropped; with foreign keys on, its rows would go with it.
            # SQLite hears this only outside a transaction.
            _outside_transaction(connection, "PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                _upgrade_alone(connection, database)
        finally:
            if database.is_sqlite:
                _outside_transaction(connection, "PRAGMA foreign_keys = ON")


def _outside_transaction(connection: Connection, statement: str) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(statement)


@cache
def new_tables() -> tuple[str, ...]:
    """Return what makes a SQLite database of today's tables, as the steps leave it; made once, as they take long."""
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        run_steps(connection)
        driver = connection.connection.driver_connection
        assert driver is not None
        statements = tuple(driver.iterdump())
    engine.dispose()
    return tuple(one for one in statements if one not in ("BEGIN TRANSACTION;", "COMMIT;"))


def run_steps(connection: Connection, revision: str = "head") -> None:
    """Bring an open database up to a revision, the newest unless told; from nothing, if there is nothing."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _upgrade_alone(connection: Connection, database: Database) -> None:
    """Upgrade while nobody else does; SQLite's write lock is held already."""
    if not database.is_sqlite:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK)))
    if database.is_sqlite and MigrationContext.configure(connection).get_current_revision() is None:
        for statement in new_tables():
            connection.exec_driver_sql(statement)
    else:
        run_steps(connection)
    if database.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StoreError("the records do not fit together after the update", fix="report it. Nothing was changed")
