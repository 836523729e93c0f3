"""The store: every read and write of a record, each with the person who asks for it."""

from __future__ import annotations

import copy
import getpass
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, TypeVar

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from geodata.clock import day_of, utc_now
from geodata.records.database import Database
from geodata.records.frames import records_frame
from geodata.records.kinds import find_kind
from geodata.records.schema import audit
from geodata.records.seen import Seen, require_records_of, require_same, require_still, seen_at
from geodata.records.work import SAVES, Record, Work, new_id
from planning.errors import ConflictError, StoreError
from planning.records.roles import Actor, require_may
from planning.vocabulary import ADMIN

VIEW_NOTED_EVERY = timedelta(minutes=10)
"""Looking at one list for a while is one view."""

MOST_AUDIT_ROWS = 5000

Result = TypeVar("Result")


def command_line_actor() -> Actor:
    """Return who works at the command line: whoever can read the folder may do everything."""
    return Actor(f"{getpass.getuser()} at the command line", ADMIN)


class Store:
    """Records of one department.

    Made by ``geodata.records.engine.open_store``. Safe to share between threads. Whoever asks is always the first
    argument, and is refused with ``AccessError`` where ``planning.records.roles`` does not allow it. What is written is
    kept with the records of the department that was seen, or refused with ``InputError``.

    Parameters
    ----------
    database : Database
    seen : Seen
        Which department whoever writes has before them, and in which version.
    clock : function
        Tells the moment; replaced only in tests and by the demo.
    zone : function
        Tells the time the department keeps; asked each time, as somebody may set it.

    Attributes
    ----------
    invented_by : str or None
        Who wrote the demo's people: a row they saved last is shown, lets nobody in and is no administrator. None
        for the records of a department.
    next_batch : function
        Gives the id of the next transaction, from which those of its records follow; replaced only by the demo, whose
        records are the same whenever they are made.

    Examples
    --------
    >>> from geodata.records.engine import open_temporary_store
    >>> store, kim = open_temporary_store(), Actor("kim@pd.example", "coordinator")
    >>> board = store.add(kim, "board", {"name": "Harbor advisory board"})
    >>> store.change(kim, "board", board.id, {"meets": "first Monday"}, seen=board.version).version
    2
    """

    def __init__(
        self,
        database: Database,
        seen: Seen,
        clock: Callable[[], datetime] = utc_now,
        zone: Callable[[], tzinfo] = lambda: UTC,
    ) -> None:
        self.database = database
        self.zone = zone
        self.seen = seen
        self.clock = clock
        self.invented_by: str | None = None
        self.next_batch: Callable[[], str] = new_id

    def as_seen(self, seen: Seen) -> Store:
        """Return the same records, to be written to by somebody who has this department and version before them.

        Raises
        ------
        InputError
            If it is another department.
        """
        require_same(self.seen, seen)
        bound = copy.copy(self)
        bound.seen = seen
        return bound

    def today(self) -> date:
        """Return the day it is where the department is."""
        return day_of(self.clock(), self.zone())

    def get(self, actor: Actor, kind: str, record_id: str) -> Record:
        """Return one record, deleted or not."""
        require_may(actor, "read", kind)
        self._note_view(actor, kind)
        return self._reading(actor, lambda work: work.get(kind, record_id))

    def records(self, actor: Actor, kind: str, *, deleted: bool = False, **equal: Any) -> tuple[Record, ...]:
        """Return the records of a kind, the oldest first; ``equal`` narrows them by field."""
        require_may(actor, "read", kind)
        self._note_view(actor, kind)
        return self._reading(actor, lambda work: work.find(kind, deleted=deleted, **equal))

    def frame(self, actor: Actor, kind: str, **equal: Any) -> pd.DataFrame:
        """Return the records of a kind as a table; see ``geodata.records.frames``."""
        return records_frame(find_kind(kind), self.records(actor, kind, **equal))

    def export(self, actor: Actor, kind: str, note: str = "", **equal: Any) -> pd.DataFrame:
        """Return the records of a kind to be taken away; leaves a line in the audit trail."""
        require_may(actor, "export", kind)
        records = self._reading(actor, lambda work: work.find(kind, **equal))
        self.record_export(actor, kind, note or "all records", len(records))
        return records_frame(find_kind(kind), records)

    def add(self, actor: Actor, kind: str, values: Mapping[str, Any]) -> Record:
        """Save a new record."""
        return self.together(actor, lambda work: work.add(kind, values))

    def change(self, actor: Actor, kind: str, record_id: str, values: Mapping[str, Any], seen: int) -> Record:
        """Save fields of a record, if it is still the version ``seen``; see ``Work.change``."""
        return self.together(actor, lambda work: work.change(kind, record_id, values, seen))

    def delete(self, actor: Actor, kind: str, record_id: str, seen: int) -> Record:
        """Mark a record as deleted."""
        return self.together(actor, lambda work: work.delete(kind, record_id, seen))

    def restore(self, actor: Actor, kind: str, record_id: str, seen: int) -> Record:
        """Bring back a deleted record."""
        return self.together(actor, lambda work: work.restore(kind, record_id, seen))

    def undo(self, actor: Actor, number: int) -> Record:
        """Bring back what stood before the save of this number in the audit trail; see ``Work.undo``."""
        return self.together(actor, lambda work: work.undo(number))

    def together(self, actor: Actor, steps: Callable[[Work], Result]) -> Result:
        """Run several saves in one transaction: all are kept or none.

        Parameters
        ----------
        steps : function of a ``Work``
            May be run again from the start after a lost connection.

        Raises
        ------
        ConflictError
            If somebody saved one of the records first. Your version is in the audit trail too.
        StoreError
            If the database cannot be written just now; nothing was saved.
        """
        try:
            return self._writing(actor, steps)
        except ConflictError as conflict:
            self._keep_yours(actor, conflict)
            raise

    def history(self, actor: Actor, kind: str, record_id: str) -> pd.DataFrame:
        """Return the saves of one record, the newest first, for whoever may read it."""
        require_may(actor, "read", kind)
        self._note_view(actor, kind)
        where = (audit.c.kind == kind, audit.c.record_id == record_id, audit.c.action.in_((*SAVES, "conflict")))
        return self._audit(where, MOST_AUDIT_ROWS)

    def audit(
        self,
        actor: Actor,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        who: str | None = None,
        kind: str | None = None,
        action: str | None = None,
        record_id: str | None = None,
        limit: int = 500,
    ) -> pd.DataFrame:
        """Return the audit trail, the newest first, at most ``limit`` lines of it.

        Columns: ``number, at, who, role, action, kind, record_id, version, old, new, note``.
        """
        require_may(actor, "read", "audit")
        asked = ((audit.c.who, who), (audit.c.kind, kind), (audit.c.action, action), (audit.c.record_id, record_id))
        where = [column == value for column, value in asked if value is not None]
        where += [audit.c.at >= since] if since else []
        where += [audit.c.at < until] if until else []
        return self._audit(where, min(limit, MOST_AUDIT_ROWS))

    def audit_names(self, actor: Actor, column: str) -> tuple[str, ...]:
        """Return every ``who``, ``kind`` or ``action`` that stands in the audit trail, in text order."""
        require_may(actor, "read", "audit")
        names = sa.select(audit.c[column]).distinct().order_by(audit.c[column])
        return tuple(self.database.read(lambda connection: connection.execute(names).scalars().all()))

    def newest_saves(self, actor: Actor) -> frozenset[int]:
        """Return the numbers in the audit trail of each record's latest save: the ones that can be undone."""
        require_may(actor, "read", "audit")
        newest = sa.select(sa.func.max(audit.c.number)).where(audit.c.action.in_(SAVES))
        newest = newest.group_by(audit.c.kind, audit.c.record_id)
        return frozenset(self.database.read(lambda connection: connection.execute(newest).scalars().all()))

    def record_export(self, actor: Actor, kind: str, note: str, rows: int) -> None:
        """Write into the audit trail that something was taken away."""
        require_may(actor, "export", kind)
        self._writing(actor, lambda work: work.tell("export", kind, note, {"rows": rows}))

    def record_view(self, actor: Actor, kind: str, note: str) -> None:
        """Write into the audit trail that something about persons was looked at."""
        require_may(actor, "read", kind)
        self._writing(actor, lambda work: work.tell("view", kind, note))

    def note_view(self, actor: Actor, kind: str, note: str) -> None:
        """Write into the audit trail that something about persons is on the screen, once in a while.

        A page is drawn anew with every click; the same person looking at the same kind is one view for
        ``VIEW_NOTED_EVERY``.
        """
        require_may(actor, "read", kind)
        now = self.clock()  # a clock that was set back must not take a later line for one of just now
        recent = sa.select(audit.c.number).where(
            audit.c.at.between(now - VIEW_NOTED_EVERY, now),
            audit.c.who == actor.name,
            audit.c.kind == kind,
            audit.c.action == "view",
        )
        if self.database.read(lambda connection: connection.execute(recent.limit(1)).first()) is None:
            self.record_view(actor, kind, note)

    def record_sign_in(self, actor: Actor) -> None:
        """Write into the audit trail that somebody came in, and in which role."""
        self._writing(actor, lambda work: work.tell("signed in", "sign-in", actor.role))

    def record_rule(self, actor: Actor, note: str) -> None:
        """Write into the audit trail what was done with a threshold rule; rules are kept with the department."""
        require_may(actor, "write", "translation")
        self._writing(actor, lambda work: work.tell("rule", "threshold rule", note))

    def record_refusal(self, actor: Actor, kind: str, note: str) -> None:
        """Write into the audit trail that somebody was refused, and what they asked for."""
        self._writing(actor, lambda work: work.tell("refused", kind, note))

    def _note_view(self, actor: Actor, kind: str) -> None:
        if find_kind(kind).views_noted:
            self.note_view(actor, kind, "list")

    def _keep_yours(self, actor: Actor, conflict: ConflictError) -> None:
        try:
            self._writing(actor, lambda work: work.tell_conflict(conflict))
        except StoreError:  # the conflict itself still carries both versions to the screen
            return

    def _reading(self, actor: Actor, steps: Callable[[Work], Result]) -> Result:
        def run(connection: Connection) -> Result:
            return steps(Work(connection, actor, "", self.clock(), self.today(), self.invented_by))

        return self.database.read(run)

    def _writing(self, actor: Actor, steps: Callable[[Work], Result]) -> Result:
        batch, now = self.next_batch(), self.clock()
        today = day_of(now, self.zone())

        def run(connection: Connection) -> Result:
            there = seen_at(self.seen.folder)
            require_same(self.seen, there)
            require_records_of(connection, there.department or self.seen.department)
            work = Work(connection, actor, batch, now, today, self.invented_by)
            result = steps(work)
            require_still(self.seen, there, work.placed)
            return result

        return self.database.write(run, batch)

    def _audit(self, where: Any, limit: int) -> pd.DataFrame:
        columns = [column for column in audit.columns if column.name not in ("batch", "step")]
        query = sa.select(*columns).where(*where).order_by(audit.c.number.desc()).limit(limit)
        rows = self.database.read(lambda connection: connection.execute(query).mappings().all())
        return pd.DataFrame([dict(row) for row in rows], columns=[column.name for column in columns])
