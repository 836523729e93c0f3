"""Transactions: short, tried again after a lost connection, and never kept twice.

A database that cannot be reached, is locked or full is one sentence to the person, and the details go to the log.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from geodata.records.schema import audit
from planning.errors import ConflictError, StoreError

PAUSES = (0.1, 0.2, 0.5, 1.0, 2.0, 3.0, 3.0)
"""Seconds between the tries after a lost connection: a database that restarts is back by then."""

WRITES = "writes"
"""The execution option that tells SQLite to take its write lock at once; see ``engine``."""

LOST_CLASSES = ("08", "57P", "40001", "40P01")
"""SQLSTATEs after which the same transaction may simply be tried again: connection lost, server going down or coming
up, serialisation failure, deadlock."""

Result = TypeVar("Result")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Database:
    """A database that answers or says in one sentence why not."""

    engine: Engine

    @property
    def is_sqlite(self) -> bool:
        """Whether the records are a file."""
        return self.engine.dialect.name == "sqlite"

    def read(self, steps: Callable[[Connection], Result]) -> Result:
        """Run steps that only read.

        Raises
        ------
        StoreError
            If the database cannot be read just now.
        """
        return self._again_if_lost(lambda: self._run(steps, writes=False))

    def try_out(self, steps: Callable[[Connection], Result]) -> Result:
        """Run steps that write, and keep nothing of them.

        Raises
        ------
        StoreError
            If the database cannot be written just now.
        """

        def once() -> Result:
            with self.engine.execution_options(**{WRITES: True}).connect() as connection, connection.begin() as whole:
                result = steps(connection)
                whole.rollback()
                return result

        return self._again_if_lost(once)

    def write(self, steps: Callable[[Connection], Result], batch: str) -> Result:
        """Run steps in one transaction, all of them or none.

        Parameters
        ----------
        steps : function of a connection
            May be run again from the start, so it must give the same result and do nothing beside the database.
        batch : str
            The mark of this transaction in the audit trail. When the connection is lost while the database says
            "kept", nobody knows whether it was; the mark tells.

        Raises
        ------
        StoreError
            If the database cannot be written just now; then nothing was.
        """
        results: list[Result] = []

        def is_kept() -> bool:
            return bool(results) and self._run(lambda connection: _is_kept(connection, batch), writes=False)

        def remember(connection: Connection) -> Result:
            result = steps(connection)
            results.append(result)
            return result

        def once() -> Result:
            if is_kept():
                return results[-1]
            try:
                return self._run(remember, writes=True)
            except (sa.exc.IntegrityError, ConflictError):
                # The last try may have been kept after all, after we had asked.
                if len(results) > 1 and is_kept():
                    return results[-1]
                raise

        return self._again_if_lost(once)

    def _run(self, steps: Callable[[Connection], Result], *, writes: bool) -> Result:
        with self.engine.execution_options(**{WRITES: writes}).begin() as connection:
            return steps(connection)

    def _again_if_lost(self, once: Callable[[], Result]) -> Result:
        for pause in (*PAUSES, None):
            try:
                return once()
            except sa.exc.DBAPIError as error:
                if pause is None or not is_lost(error):
                    raise store_error(error) from error
                _log.warning("connection to the records lost, trying again in %.1f s", pause)
                time.sleep(pause)
            except sa.exc.TimeoutError as error:
                _log.exception("no connection free")
                raise StoreError("the records are busy just now", fix="try again in a minute") from error
        raise AssertionError("unreachable")


def _is_kept(connection: Connection, batch: str) -> bool:
    return connection.execute(sa.select(audit.c.number).where(audit.c.batch == batch).limit(1)).first() is not None


def is_lost(error: sa.exc.DBAPIError) -> bool:
    """Return whether the connection was lost, so that the same steps may be tried again."""
    if error.connection_invalidated:
        return True
    if type(error.orig).__module__.partition(".")[0] != "psycopg":
        return False
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        return isinstance(error, sa.exc.OperationalError)
    return str(state).startswith(LOST_CLASSES)


_SENTENCES = (
    (("locked", "busy"), "another person is saving to the records now", "try again in a few seconds"),
    (("full", "no space", "53100"), "the disk that holds the records is full", "free some space, then save again"),
    (
        ("readonly", "read-only", "permission"),
        "the records may not be written by this program",
        "give it write permission",
    ),
    (("malformed", "not a database", "corrupt"), "the file of the records is damaged", "restore the last backup"),
    (("unable to open",), "the file of the records cannot be opened", "look whether the department folder is there"),
)


def store_error(error: sa.exc.DBAPIError) -> StoreError:
    """Return one sentence for what the database said; what it said goes to the log, never to the screen."""
    _log.error("the database refused", exc_info=error)
    said = f"{getattr(error.orig, 'sqlstate', '')} {error.orig}".lower()
    for signs, what, fix in _SENTENCES:
        if any(sign in said for sign in signs):
            return StoreError(f"{what}. Nothing was saved", fix=fix)
    return StoreError("the records can’t be reached right now. Nothing was saved", fix="try again in a minute")
