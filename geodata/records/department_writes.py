"""Every write to a department as rows of the audit trail: begun, then done; and what was left open when one was killed.

The history in the department's folder is written in the same step as the switch, so it is never wrong; the trail is
brought up to it by whoever writes or opens the department next.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from geodata.department.history import History, Write, locked, read_history
from geodata.records.engine import RECORDS_FILE, open_store
from geodata.records.schema import audit
from geodata.records.seen import KIND, Seen
from geodata.records.store import Store
from planning.errors import PlanningError
from planning.records.roles import Actor

BEGUN, DONE, REFUSED, DROPPED = "begun", "done", "conflict", "dropped"
"""Dropped: begun, and the program ended before the department was switched to it; nobody ever opened it."""
ENDS = {"done": DONE, "refused": REFUSED}

_log = logging.getLogger(__name__)


class AuditTrail:
    """The trail of ``geodata.department.versions`` in the records of the department.

    Parameters
    ----------
    open_records : function
        Gives the records when the first row is written, so that a write that is refused before it makes none.
    """

    def __init__(self, open_records: Callable[[], Store]) -> None:
        self._open_records = open_records

    @cached_property
    def store(self) -> Store:
        """The records."""
        return self._open_records()

    def settle(self, history: History) -> None:
        """Note what was left open; see ``geodata.department.versions.Trail``."""
        _note_open(self._store_of(history), history)

    def begun(self, history: History, write: Write) -> None:
        """Note that a version is there and will be switched to."""
        _note(self._store_of(history), BEGUN, history.department, write)

    def ended(self, history: History, write: Write) -> None:
        """Note that it was, or that it was refused."""
        _note(self._store_of(history), ENDS[write.state], history.department, write)

    def _store_of(self, history: History) -> Store:
        return self.store.as_seen(Seen(self.store.seen.folder, history.department, history.now))


def trail_in(folder: Path) -> AuditTrail:
    """Return the audit trail of a department's own records, made with the first write if need be."""
    return AuditTrail(lambda: open_store(folder))


def settle_writes(folder: Path, store: Store) -> None:
    """Bring the audit trail up to the history of a department, unless somebody writes just now: they do it."""
    try:
        history = read_history(folder)
        if history is None or not any(_left_open(store, history)):
            return
        with locked(folder, wait_s=0.0):
            history = read_history(folder)
            if history is not None:
                _note_open(store, history)
    except PlanningError as error:
        _log.warning("the audit trail could not be brought up to the department: %s", error)


def has_records(folder: Path) -> bool:
    """Return whether a department has records of its own in its folder."""
    return (folder / RECORDS_FILE).exists()


def unlike_history(store: Store, history: History) -> tuple[str, ...]:
    """Return which writes the audit trail does not have as the history does; empty if all is well."""
    missing, dropped = _left_open(store, history)
    return tuple(f"write {write.number} ({write.what})" for write in (*missing, *dropped))


def _note_open(store: Store, history: History) -> None:
    missing, dropped = _left_open(store, history)
    for write in missing:
        if write.id not in _noted(store, history.department).get(BEGUN, {}) and write.state == "done":
            _note(store, BEGUN, history.department, write)
        _note(store, ENDS[write.state], history.department, write)
    for write in dropped:
        _note(store, DROPPED, history.department, write)


def _left_open(store: Store, history: History) -> tuple[list[Write], list[Write]]:
    """Return the writes that came about and are not noted as done, and those begun that never came about."""
    noted = _noted(store, history.department)
    ended = {*noted.get(DONE, {}), *noted.get(REFUSED, {}), *noted.get(DROPPED, {})}
    known = {write.id for write in history.writes}
    begun = noted.get(BEGUN, {})
    return (
        [write for write in history.writes if write.id not in ended],
        [_write_of(begun[one]) for one in begun if one not in known and one not in ended],
    )


def _noted(store: Store, department: str) -> dict[str, dict[str, Any]]:
    """Return the rows about a department, by action and id of the write."""
    query = sa.select(audit).where(audit.c.kind == KIND, audit.c.record_id == department).order_by(audit.c.number)
    rows = store.database.read(lambda connection: connection.execute(query).mappings().all())
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        found.setdefault(str(row["action"]), {})[str((row["new"] or {}).get("write", ""))] = row
    return found


def _write_of(row: Any) -> Write:
    return Write(
        number=row["version"],
        id=row["new"]["write"],
        at=row["at"].isoformat(),
        who=row["who"],
        role=row["role"],
        what=row["note"] or "",
        before=row["old"]["version"],
        after=row["new"]["version"],
    )


def _note(store: Store, action: str, department: str, write: Write) -> None:
    store.together(
        Actor(write.who, write.role),
        lambda work: work.tell_write(
            action,
            KIND,
            department,
            write.number,
            {"version": write.before},
            {"version": write.after, "write": write.id},
            write.what,
        ),
    )
