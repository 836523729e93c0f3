"""Can the audit trail be rewritten? Tried, in a transaction that is never kept."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from geodata.records.database import Database
from geodata.records.migrate import newest_revision
from geodata.records.rebuild import Part, named_parts, own_parts, parts_in, postgresql_parts
from geodata.records.schema import audit

_COLUMNS = ", ".join(audit.c.keys())
_SAME_LINE = f"INTO audit ({_COLUMNS}) SELECT {_COLUMNS} FROM audit WHERE true"

_TRIES = (("changed", "UPDATE audit SET who = 'somebody else'"), ("deleted", "DELETE FROM audit"))
_SQLITE_TRIES = (*_TRIES, ("replaced", f"INSERT OR REPLACE {_SAME_LINE}"))
_POSTGRESQL_TRIES = (
    *_TRIES,
    ("replaced", f"INSERT {_SAME_LINE} ON CONFLICT (number) DO UPDATE SET who = 'somebody else'"),
    ("emptied", "TRUNCATE audit"),
)
"""What must be refused. SQLite has no TRUNCATE: there DELETE is all of it."""

_LINE = {
    "batch": "tried by the doctor",
    "step": 0,
    "at": sa.func.current_timestamp(),
    "who": "doctor",
    "role": "",
    "action": "",
    "kind": "",
}


def ways_to_rewrite(database: Database) -> tuple[str, ...]:
    """Return in which ways a line of the audit trail could be rewritten; empty if the database refuses each.

    A line is written, then changed, deleted, replaced and emptied away, each of them taken back, and then the line
    itself: nothing of it is ever seen by anybody.

    Raises
    ------
    StoreError
        If the database cannot be written just now, so that nothing was proved.
    """

    def try_them(connection: Connection) -> tuple[str, ...]:
        if not database.is_sqlite:
            connection.exec_driver_sql("SET LOCAL lock_timeout = '2s'")
        connection.execute(sa.insert(audit).values(**_LINE))
        tries = _SQLITE_TRIES if database.is_sqlite else _POSTGRESQL_TRIES
        return tuple(what for what, statement in tries if _is_done(connection, statement))

    return database.try_out(try_them)


def _is_done(connection: Connection, statement: str) -> bool:
    step = connection.begin_nested()
    try:
        connection.exec_driver_sql(statement)
    except sa.exc.DBAPIError as error:
        if "append-only" not in str(error.orig):
            raise
        return False
    finally:
        step.rollback()
    return True


def foreign_parts(database: Database) -> str:
    """Return what stands in the database and is not the product's, in words; empty if there is nothing.

    A trigger or a view that somebody made could change what is saved, or show it.
    """
    own = own_parts(newest_revision())

    def ask(connection: Connection) -> frozenset[Part]:
        if database.is_sqlite:
            return parts_in(connection) - own
        kinds = ("view", "table", "trigger")
        known = own | {("trigger", "audit_no_change"), ("trigger", "audit_no_truncate")}
        return frozenset(part for part in postgresql_parts(connection) - known if part[0] in kinds)

    return named_parts(sorted(database.read(ask)))
