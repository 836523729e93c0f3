"""The one place where a record is saved: the row, its next version and its line in the audit trail, or none of them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from geodata.records.fields import Values, a_noun, as_json, clean_values, complete_values, field_names
from geodata.records.kinds import Change, Kind, check_record, find_kind
from geodata.records.places import Place, places_named
from geodata.records.schema import audit
from planning.errors import ConflictError, InputError
from planning.records.roles import Actor, require_may
from planning.vocabulary import ADMIN

SAVES = ("add", "change", "delete", "restore", "undo")
"""The actions in the audit trail that changed a record; the others only tell that something happened."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stood when it was read.

    Attributes
    ----------
    kind, id : str
    version : int
        Give it back with a change, so that nobody's change is lost.
    values : mapping of field to value
    created_at, updated_at : datetime in UTC
    created_by, updated_by : str
    deleted : bool
    """

    kind: str
    id: str
    version: int
    values: Mapping[str, Any]
    created_at: datetime
    created_by: str
    updated_at: datetime
    updated_by: str
    deleted: bool

    def __getitem__(self, field: str) -> Any:
        return self.values[field]


def read_record(kind: Kind, row: RowMapping) -> Record:
    """Return the record in a row of its table."""
    own = {name: row[name] for name in ("id", "version", "created_at", "created_by", "updated_at", "updated_by")}
    values = {name: row[name] for name in field_names(kind.table)}
    return Record(kind=kind.name, values=MappingProxyType(values), deleted=row["deleted"], **own)


def new_id() -> str:
    """Return an id that nothing else has."""
    return str(uuid.uuid4())


class Work:
    """Saves that belong together, in one transaction, by one person.

    Made by ``Store.together``; gone when it returns.

    Parameters
    ----------
    now : datetime in UTC
        When what is saved is saved.
    today : date
        The day it is where the department is.

    Attributes
    ----------
    placed : list of Place
        Places that were chosen: named by what was saved, and not by what stood there before.
    """

    def __init__(
        self,
        connection: Connection,
        actor: Actor,
        batch: str,
        now: datetime,
        today: date,
        invented_by: str | None = None,
    ) -> None:
        self.connection = connection
        self.actor = actor
        self.now = now
        self.today = today
        self.placed: list[Place] = []
        self._batch = batch
        self._invented_by = invented_by
        self._step = 0

    def get(self, kind_name: str, record_id: str) -> Record:
        """Return a record, deleted or not.

        Raises
        ------
        InputError
            If there is none.
        """
        require_may(self.actor, "read", kind_name)
        return self._get(find_kind(kind_name), record_id)

    def find(self, kind_name: str, *, deleted: bool = False, **equal: Any) -> tuple[Record, ...]:
        """Return the records whose fields equal the given values, the oldest first."""
        require_may(self.actor, "read", kind_name)
        kind = find_kind(kind_name)
        where = [kind.table.c[name] == value for name, value in clean_values(kind.table, kind.noun, equal).items()]
        if not deleted:
            where.append(kind.table.c.deleted.is_(sa.false()))
        order = (kind.table.c.created_at, kind.table.c.id)
        rows = self.connection.execute(sa.select(kind.table).where(*where).order_by(*order)).mappings()
        return tuple(read_record(kind, row) for row in rows)

    def admins(self) -> tuple[Record, ...]:
        """Return who may give roles; the demo's invented people cannot."""
        living = self.find("person", role=ADMIN, active=True)
        return tuple(person for person in living if person.updated_by != self._invented_by)

    def add(self, kind_name: str, values: Mapping[str, Any]) -> Record:
        """Save a new record."""
        require_may(self.actor, "write", kind_name)
        kind = find_kind(kind_name)
        new = complete_values(kind.table, kind.noun, values)
        check_record(kind, Change(None, new, self.today), values)
        # The same transaction tried again makes the same ids.
        record_id = str(uuid.uuid5(uuid.UUID(self._batch), str(self._step)))
        record = Record(
            kind.name, record_id, 1, MappingProxyType(new), self.now, self.actor.name, self.now, self.actor.name, False
        )
        row = new | {
            "id": record.id,
            "version": 1,
            "created_at": self.now,
            "created_by": self.actor.name,
            "updated_at": self.now,
            "updated_by": self.actor.name,
            "deleted": False,
        }
        self._execute(kind, sa.insert(kind.table).values(row))
        self._note("add", record, None)
        return record

    def change(self, kind_name: str, record_id: str, values: Mapping[str, Any], seen: int) -> Record:
        """Save the given fields of a record; the others stay.

        Parameters
        ----------
        seen : int
            The version the person had before them.

        Raises
        ------
        ConflictError
            If somebody has saved since.
        """
        require_may(self.actor, "write", kind_name)
        kind = find_kind(kind_name)
        given = clean_values(kind.table, kind.noun, values)
        old = self._require_seen(kind, record_id, seen, given)
        if old.deleted:
            raise InputError(f"this {kind.noun} has been deleted", fix="bring it back before you change it")
        new = dict(old.values) | given
        check_record(kind, Change(dict(old.values), new, self.today), values)
        return self._save("change", kind, old, new, deleted=False)

    def delete(self, kind_name: str, record_id: str, seen: int) -> Record:
        """Mark a record as deleted; it stays in the database and can be brought back."""
        return self._mark("delete", kind_name, record_id, seen, deleted=True)

    def restore(self, kind_name: str, record_id: str, seen: int) -> Record:
        """Bring back a deleted record."""
        return self._mark("restore", kind_name, record_id, seen, deleted=False)

    def undo(self, number: int) -> Record:
        """Bring back what stood before a save, as a new version, if nobody has saved the record since.

        Raises
        ------
        InputError
            If there is no such save.
        ConflictError
            If somebody has saved since.
        """
        query = sa.select(audit).where(audit.c.number == int(number), audit.c.action.in_(SAVES))
        row = self.connection.execute(query).mappings().one_or_none()
        if row is None:
            raise InputError("there is no save of this number in the audit trail", value=int(number))
        require_may(self.actor, "write", row["kind"])
        kind = find_kind(row["kind"])
        # Undoing the first save of a record deletes it.
        before = row["old"] or row["new"] | {"deleted": True}
        deleted = bool(before["deleted"])
        given = clean_values(kind.table, kind.noun, {name: before.get(name) for name in field_names(kind.table)})
        old = self._require_seen(kind, row["record_id"], row["version"], given)
        return self._save("undo", kind, old, given, deleted=deleted, note=f"undoes {number}")

    def tell(self, action: str, kind_name: str, note: str, new: Values | None = None) -> None:
        """Write a line about something that changes no record: an export, a view, a refusal."""
        self._insert_audit(action, kind_name, None, None, None, new, note)

    def tell_write(
        self, action: str, kind_name: str, of: str, number: int, old: Values, new: Values, note: str
    ) -> None:
        """Write a line about a write to something that has versions of its own, beside the records."""
        self._insert_audit(action, kind_name, of, number, old, new, note)

    def _mark(self, action: str, kind_name: str, record_id: str, seen: int, *, deleted: bool) -> Record:
        require_may(self.actor, "write", kind_name)
        kind = find_kind(kind_name)
        old = self._require_seen(kind, record_id, seen, {"deleted": deleted})
        return old if old.deleted == deleted else self._save(action, kind, old, dict(old.values), deleted=deleted)

    def _get(self, kind: Kind, record_id: str) -> Record:
        rows = self.connection.execute(sa.select(kind.table).where(kind.table.c.id == record_id)).mappings()
        row = rows.one_or_none()
        if row is None:
            raise InputError(f"there is no such {kind.noun}", value=record_id, fix="reload the page")
        return read_record(kind, row)

    def _require_seen(self, kind: Kind, record_id: str, seen: int, yours: Values) -> Record:
        record = self._get(kind, record_id)
        if record.version != seen:
            raise self._conflict(kind, record, seen, yours)
        return record

    def _save(
        self, action: str, kind: Kind, old: Record, new: Values, *, deleted: bool, note: str | None = None
    ) -> Record:
        table = kind.table
        own = {"version": old.version + 1, "updated_at": self.now, "updated_by": self.actor.name, "deleted": deleted}
        statement = sa.update(table).where(table.c.id == old.id, table.c.version == old.version).values(new | own)
        # Between our reading and our writing somebody else may have saved: then no row has the version we saw.
        if self._execute(kind, statement) == 0:
            raise self._conflict(kind, self._get(kind, old.id), old.version, new)
        record = Record(
            kind.name,
            old.id,
            old.version + 1,
            MappingProxyType(new),
            old.created_at,
            old.created_by,
            self.now,
            self.actor.name,
            deleted,
        )
        self._note(action, record, old, note)
        if kind.name == "person" and _is_admin(old) and not self.admins():
            raise InputError("this is the last administrator", fix="make another person administrator first")
        return record

    def _execute(self, kind: Kind, statement: sa.Insert | sa.Update) -> int:
        try:
            return self.connection.execute(statement).rowcount
        except sa.exc.IntegrityError as error:
            if f"pk_{kind.table.name}" in str(error.orig):
                raise  # our own save, kept by an earlier try
            raise _integrity(kind, error) from error

    def _conflict(self, kind: Kind, theirs: Record, seen: int, yours: Values) -> ConflictError:
        query = sa.select(audit.c.new).where(
            audit.c.kind == kind.name,
            audit.c.record_id == theirs.id,
            audit.c.version == seen,
            audit.c.action.in_(SAVES),
        )
        done = "deleted" if theirs.deleted else "saved"
        return ConflictError(
            f"{theirs.updated_by} {done} this {kind.noun} while you were working on it",
            kind=kind.name,
            record_id=theirs.id,
            theirs_version=theirs.version,
            base=self.connection.execute(query).scalar() or {},
            theirs=snapshot(theirs),
            yours=as_json(yours),
            fix="compare both versions below and choose. Yours is saved",
        )

    def _note(self, action: str, record: Record, old: Record | None, note: str | None = None) -> None:
        before = snapshot(old) if old else None
        known = set(places_named(old.kind, old.values)) if old else set()
        self.placed += [place for place in places_named(record.kind, record.values) if place not in known]
        self._insert_audit(action, record.kind, record.id, record.version, before, snapshot(record), note)

    def _insert_audit(
        self,
        action: str,
        kind: str,
        record_id: str | None,
        version: int | None,
        old: Values | None,
        new: Values | None,
        note: str | None,
    ) -> None:
        line = {
            "batch": self._batch,
            "step": self._step,
            "at": self.now,
            "who": self.actor.name,
            "role": self.actor.role,
            "action": action,
            "kind": kind,
            "record_id": record_id,
            "version": version,
            "old": old,
            "new": new,
            "note": note,
        }
        self.connection.execute(sa.insert(audit).values(line))
        self._step += 1

    def tell_conflict(self, conflict: ConflictError) -> None:
        """Keep the version that could not be saved, so that it is not lost with the page it was typed on."""
        self._insert_audit(
            "conflict",
            conflict.kind,
            conflict.record_id,
            conflict.theirs_version,
            conflict.theirs,
            conflict.yours,
            "not saved: another person saved first",
        )


def _is_admin(record: Record) -> bool:
    return bool(record["role"] == ADMIN and record["active"])


def snapshot(record: Record) -> Values:
    """Return the record as the audit trail keeps it."""
    return as_json(record.values) | {"deleted": record.deleted}


def _integrity(kind: Kind, error: sa.exc.IntegrityError) -> InputError:
    cause = error.orig
    said = str(cause).lower()
    if getattr(cause, "sqlstate", None) == "23505" or "unique" in said:
        fields = next((index.columns.keys() for index in kind.table.indexes if index.unique), [])
        same = " and ".join(name.replace("_", " ") for name in fields)
        return InputError(f"there is already {a_noun(kind.noun)} with this {same}", fix="change that one instead")
    return InputError(f"this {kind.noun} names a record that is not there", fix="choose it from the list")
