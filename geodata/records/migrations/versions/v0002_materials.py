"""Materials: words and copies, who reviewed a translation, and local evidence with its kind, period and confidence.

Frozen: a later change is a migration of its own. Where a word changed its meaning or its name, the record gets a
new version and a line in the audit trail, so that the trail still says what the record holds.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.engine import RowMapping

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WHO = "the update to 0002"
STATES = {"checked": "community-reviewed", "published": "approved"}
OWN = {"id", "version", "created_at", "created_by", "updated_at", "updated_by", "deleted"}
KINDS = {"documents": "document", "translations": "translation", "local_evidence": "local_evidence"}

Row = dict[str, Any]


def upgrade() -> None:
    """Add the columns, give the words their new names, and tell the trail."""
    before = {table: _rows(table) for table in KINDS}
    with op.batch_alter_table("documents") as table:
        table.add_column(sa.Column("words", sa.Integer()))
    with op.batch_alter_table("translations") as table:
        for name, kind in (("reviewer", sa.Text()), ("copies", sa.Integer()), ("kept_at", sa.Text())):
            table.add_column(sa.Column(name, kind))
    with op.batch_alter_table("local_evidence") as table:
        table.alter_column("persons", new_column_name="number", existing_type=sa.Integer())
        table.alter_column("said", existing_type=sa.Text(), nullable=True)
        table.add_column(sa.Column("kind", sa.Text(), nullable=False, server_default="partner report"))
        table.add_column(sa.Column("observed_from", sa.Date()))
        table.add_column(sa.Column("confidence", sa.Text(), nullable=False, server_default="medium"))
    with op.batch_alter_table("local_evidence") as table:
        table.alter_column("kind", existing_type=sa.Text(), server_default=None)
        table.alter_column("confidence", existing_type=sa.Text(), server_default=None)
    for table_name, rename in (("documents", _same), ("translations", _renamed_state), ("local_evidence", _same)):
        _tell(table_name, before[table_name], rename)


def _rows(table: str) -> dict[str, RowMapping]:
    # Read by the database's own description, as the tables of this moment are neither the old nor the new schema.
    held = sa.Table(table, sa.MetaData(), autoload_with=op.get_bind())
    return {row["id"]: row for row in op.get_bind().execute(sa.select(held).order_by(held.c.id)).mappings()}


def _same(row: Row) -> Row:
    return {}


def _renamed_state(row: Row) -> Row:
    return {"state": STATES[row["state"]]} if row["state"] in STATES else {}


def _tell(table: str, before: Mapping[str, RowMapping], rename: Callable[[Row], Row]) -> None:
    bind = op.get_bind()
    held = sa.Table(table, sa.MetaData(), autoload_with=bind)
    audit = sa.Table("audit", sa.MetaData(), autoload_with=bind)
    now, batch = datetime.now(UTC), str(uuid.uuid4())
    for step, (record_id, row) in enumerate(_rows(table).items()):
        version = row["version"] + 1
        changed = rename(dict(row)) | {"version": version, "updated_by": WHO, "updated_at": _moment(now, bind)}
        bind.execute(sa.update(held).where(held.c.id == record_id).values(changed))
        old, new = _snapshot(dict(before[record_id])), _snapshot(dict(row) | changed)
        line = {
            "batch": batch,
            "step": step,
            "at": _moment(now, bind),
            "who": WHO,
            "role": "admin",
            "action": "change",
            "kind": KINDS[table],
            "record_id": record_id,
            "version": version,
            "old": old,
            "new": new,
            "note": "the tables of a newer version",
        }
        bind.execute(sa.insert(audit).values(line))


def _moment(now: datetime, bind: sa.Connection) -> datetime:
    return now.replace(tzinfo=None) if bind.dialect.name == "sqlite" else now


def _snapshot(row: Mapping[str, Any]) -> Row:
    values = {name: value for name, value in row.items() if name not in OWN}
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    return json.loads(json.dumps(plain)) | {"deleted": bool(row["deleted"])}  # type: ignore[no-any-return]
