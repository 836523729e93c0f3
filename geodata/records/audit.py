"""Does the audit trail still say what the records hold? It must: both are written in one transaction."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from geodata.records.kinds import KINDS, Kind
from geodata.records.schema import audit
from geodata.records.store import Store
from geodata.records.work import SAVES, read_record, snapshot


def disagreements(store: Store) -> tuple[str, ...]:
    """Return what is not as the audit trail says, as ``kind id: what``; empty if all is well.

    Every record must have one line a version, from 1 to its own, and stand as the last of them says.
    """

    return store.database.read(disagreements_on)


def disagreements_on(connection: Connection) -> tuple[str, ...]:
    """Return the same of a database that is open."""
    return tuple(wrong for kind in KINDS.values() for wrong in _of_kind(connection, kind))


def _of_kind(connection: Connection, kind: Kind) -> list[str]:
    query = (
        sa.select(audit.c.record_id, audit.c.version, audit.c.new)
        .where(audit.c.kind == kind.name, audit.c.action.in_(SAVES))
        .order_by(audit.c.number)
    )
    versions: dict[str, list[int]] = {}
    last = {}
    for record_id, version, new in connection.execute(query):
        versions.setdefault(record_id, []).append(version)
        last[record_id] = new
    wrong = []
    for row in connection.execute(sa.select(kind.table)).mappings():
        record = read_record(kind, row)
        if versions.pop(record.id, []) != list(range(1, record.version + 1)):
            wrong.append(f"{kind.name} {record.id}: a version is missing or told twice")
        elif last[record.id] != snapshot(record):
            wrong.append(f"{kind.name} {record.id}: it is different there")
    return wrong + [f"{kind.name} {record_id}: it is gone" for record_id in versions]
