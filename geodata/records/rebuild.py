"""A backup rebuilt: tables, indexes and triggers from the product's own steps, the rows put in and held against them.

A backup is a file that came from somewhere. What it says of its own tables is compared and never used: a trigger or
a view in it would run with the next save, and a missing one would let the audit trail be rewritten.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from geodata.records.audit import disagreements_on
from geodata.records.backup import REVISION_TABLE
from geodata.records.migrate import run_steps
from geodata.records.schema import audit, metadata
from geodata.records.seen import require_records_of
from planning.errors import InputError, StoreError

OF_SQLITE = "sqlite_"
"""What SQLite makes for itself begins so."""

FIX = "give the file that 'backup' wrote, or an older one"

_STORED_AS: tuple[tuple[str, tuple[type, ...]], ...] = (
    ("INT", (int,)),
    ("BOOL", (int,)),
    ("CHAR", (str,)),
    ("TEXT", (str,)),
    ("DATE", (str,)),
    ("JSON", (str,)),
    ("FLOA", (float, int)),
)
"""How SQLite keeps a value of a column, by what its declared type begins with or holds."""

Part = tuple[str, str]
"""A kind and a name: ``("trigger", "audit_no_update")``."""


def parts_of(connection: sqlite3.Connection) -> frozenset[Part]:
    """Return every table, index, trigger and view of a SQLite database, without what SQLite makes for itself."""
    rows = connection.execute("SELECT type, name FROM sqlite_master").fetchall()
    return frozenset((str(kind), str(name)) for kind, name in rows if not str(name).startswith(OF_SQLITE))


def parts_in(connection: Connection) -> frozenset[Part]:
    """Return the same of a SQLite database that is open."""
    return parts_of(_driver(connection))


@cache
def own_parts(revision: str) -> frozenset[Part]:
    """Return every part that the product's own steps make, up to a revision.

    Examples
    --------
    >>> ("trigger", "audit_no_update") in own_parts("0001"), ("table", "observances") in own_parts("0001")
    (True, False)
    """
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        run_steps(connection, revision)
        return parts_in(connection)


def rebuild_sqlite(source: Path, target: Path, revision: str, department: str) -> None:
    """Make a new SQLite file with today's tables and the rows of a backup.

    Parameters
    ----------
    source : Path
        A backup whose revision is known; see ``sqlite_revision``.
    target : Path
        Does not exist yet.
    department : str
        The id of the one it is for; empty for any.

    Raises
    ------
    InputError
        If the backup holds a part that is not the product's, lacks a table, or holds a value that its column,
        another table or the audit trail does not allow; or if it is another department's.
    """
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(target)))
    try:
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as backup:
            backup.execute("PRAGMA trusted_schema = OFF")
            require_own(parts_of(backup), own_parts(revision), source.name)
            with engine.begin() as connection:
                run_steps(connection, revision)
                for table in _tables(connection):
                    _copy_table(backup, _driver(connection), table, source.name)
                run_steps(connection, "head")
                require_sound(connection, source.name)
                require_records_of(connection, department)
    except sqlite3.Error as error:
        raise InputError(f"{source.name} is not a whole backup of records", value=str(error), fix=FIX) from error
    except sa.exc.DBAPIError as error:
        raise InputError(f"{source.name} is not a whole backup of records", value=str(error.orig), fix=FIX) from error
    finally:
        engine.dispose()


def require_own(found: frozenset[Part], own: frozenset[Part], name: str) -> None:
    """Return nothing if all parts of a backup are the product's, and its tables all there.

    Raises
    ------
    InputError
        If not; the first foreign or missing ones are named.
    """
    foreign = sorted(found - own)
    if foreign:
        raise InputError(
            f"{name} holds what no backup of records holds: {named_parts(foreign)}. Nothing was replaced", fix=FIX
        )
    missing = sorted(part for part in own - found if part[0] == "table")
    if missing:
        raise InputError(f"{name} is missing {named_parts(missing)}. Nothing was replaced", fix=FIX)


def named_parts(parts: Iterable[Part]) -> str:
    """Return the first three parts in words."""
    return ", ".join(f"the {kind} {name!r}" for kind, name in [*parts][:3])


def require_sound(connection: Connection, name: str) -> None:
    """Return nothing if the rows fit each other, their types and the audit trail.

    Raises
    ------
    InputError
        If not.
    """
    broken = []
    if connection.dialect.name == "sqlite":
        broken = [f"{row[0]} {row[1]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(3)]
    try:
        connection.execute(sa.select(audit)).fetchall()
        broken += disagreements_on(connection)[:3]
    except (ValueError, TypeError, KeyError, StoreError) as error:
        broken.append(str(error))
    if broken:
        raise InputError(f"the rows of {name} do not fit together: {', '.join(broken)}. Nothing was replaced", fix=FIX)


def _tables(connection: Connection) -> list[sa.Table]:
    """Return the tables as they stand at this step, each after those it points to."""
    found = sa.MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != REVISION_TABLE]


def _copy_table(backup: sqlite3.Connection, new: sqlite3.Connection, table: sa.Table, name: str) -> None:
    there = {str(row[1]): int(row[6]) for row in backup.execute(f'PRAGMA table_xinfo("{table.name}")')}
    if set(there) != set(table.c.keys()) or any(there.values()):
        raise InputError(f"the columns of {table.name!r} in {name} are not its own. Nothing was replaced", fix=FIX)
    columns = ", ".join(f'"{column}"' for column in table.c.keys())  # noqa: SIM118 -- a collection of columns, by name
    rows = backup.execute(f'SELECT {columns} FROM "{table.name}"').fetchall()
    for column, values in zip(table.c, zip(*rows, strict=True), strict=False):
        allowed = _stored_as(str(column.type))
        wrong = next((value for value in values if value is not None and type(value) not in allowed), None)
        if wrong is not None:
            raise InputError(
                f"{table.name}.{column.name} in {name} holds a value of another kind. Nothing was replaced",
                value=repr(wrong)[:40],
                fix=FIX,
            )
    marks = ", ".join("?" * len(table.c))
    new.executemany(f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', rows)


def _stored_as(declared: str) -> tuple[type, ...]:
    """Return the kinds of value a declared type allows.

    Examples
    --------
    >>> [_stored_as(kind) for kind in ("INTEGER", "VARCHAR(36)", "DATETIME", "FLOAT")]
    [(<class 'int'>,), (<class 'str'>,), (<class 'str'>,), (<class 'float'>, <class 'int'>)]
    """
    return next(kinds for sign, kinds in _STORED_AS if sign in declared.upper())


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


# -- PostgreSQL: the text of pg_dump, of which only the rows are taken.

_COPY = re.compile(r'COPY public\.(?P<table>\w+) \((?P<columns>[\w", ]+)\) FROM stdin;')
_CREATE = re.compile(
    r"CREATE (?:OR REPLACE |UNIQUE |CONSTRAINT |MATERIALIZED |UNLOGGED |FOREIGN |EVENT )*(?P<kind>[A-Z]+) "
    r'(?:IF NOT EXISTS )?(?:public\.)?"?(?P<name>\w+)'
)

Rows = dict[str, tuple[tuple[str, ...], list[str]]]
"""The columns and the lines of each table, as COPY takes them."""


def read_dump(text: str, name: str) -> tuple[Rows, frozenset[Part]]:
    """Return the rows of each table in a dump, and every part it would make. Nothing of it is run.

    Raises
    ------
    InputError
        If it ends in the middle of a table, or holds a command to the program that reads it.
    """
    rows: Rows = {}
    parts = set()
    lines = iter(text.split("\n"))
    for line in lines:
        if copied := _COPY.fullmatch(line):
            columns = tuple(column.strip(' "') for column in copied["columns"].split(","))
            rows[copied["table"]] = (columns, list(_until_the_end(lines, name)))
        elif made := _CREATE.match(line):
            parts.add((made["kind"].lower(), made["name"]))
        elif line.startswith("\\") and not line.startswith(("\\restrict ", "\\unrestrict ")):
            raise InputError(f"{name} holds a command, which no backup of records does", value=line[:40], fix=FIX)
        elif re.match(r"(DO|CALL|INSERT|UPDATE|DELETE|GRANT|DROP|TRUNCATE|COPY)\b", line):
            raise InputError(f"{name} holds a statement that no backup of records holds", value=line[:40], fix=FIX)
    return rows, frozenset(parts)


def _until_the_end(lines: Iterator[str], name: str) -> Iterator[str]:
    for line in lines:
        if line == "\\.":
            return
        yield line
    raise InputError(f"{name} is cut off", fix="use another backup")


def rebuild_postgresql(connection: Connection, source: Path, revision: str, department: str) -> None:
    """Replace all that is in a database by the rows of a dump, in tables made anew; the caller's transaction holds it.

    Raises
    ------
    InputError
        As ``rebuild_sqlite``; then the caller's transaction must not be kept.
    """
    import psycopg

    rows, parts = read_dump(source.read_text(encoding="utf-8", errors="replace"), source.name)
    for table in (*reversed(metadata.sorted_tables), sa.table(REVISION_TABLE)):
        connection.exec_driver_sql(f'DROP TABLE IF EXISTS public."{table.name}" CASCADE')
    connection.exec_driver_sql("DROP FUNCTION IF EXISTS public.refuse_audit_change() CASCADE")
    try:
        run_steps(connection, revision)
        require_own(parts, postgresql_parts(connection), source.name)
        for table in _tables(connection):
            _fill(connection, table, rows, source.name)
        connection.exec_driver_sql(
            "SELECT setval(pg_get_serial_sequence('public.audit', 'number'), greatest(max(number), 1)) FROM audit"
        )
        run_steps(connection, "head")
        require_sound(connection, source.name)
        require_records_of(connection, department)
    except (psycopg.Error, sa.exc.DBAPIError) as error:
        said = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise InputError(f"{source.name} is not a whole backup of records", value=said, fix=FIX) from error


def postgresql_parts(connection: Connection) -> frozenset[Part]:
    """Return every table, view, index, sequence, trigger and function of a PostgreSQL database's public schema."""
    return frozenset((str(kind), str(name)) for kind, name in connection.exec_driver_sql(_PARTS))


_PARTS = """
SELECT CASE relkind WHEN 'r' THEN 'table' WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence' ELSE 'view' END, relname
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i', 'S', 'v', 'm', 'f', 'p')
AND oid NOT IN (SELECT conindid FROM pg_constraint WHERE contype IN ('p', 'u'))
UNION ALL SELECT 'trigger', tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace
UNION ALL SELECT 'function', proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""


def _fill(connection: Connection, table: sa.Table, rows: Rows, name: str) -> None:
    columns, lines = rows.get(table.name, ((), []))
    if set(columns) != set(table.c.keys()):
        raise InputError(f"the columns of {table.name!r} in {name} are not its own. Nothing was replaced", fix=FIX)
    driver: Any = connection.connection.driver_connection
    named = ", ".join(f'"{column}"' for column in columns)
    with driver.cursor() as cursor, cursor.copy(f'COPY public."{table.name}" ({named}) FROM STDIN') as copy:
        for line in lines:
            copy.write(f"{line}\n")
