"""Calendars: how long a meeting lasts, the interpreters it takes, which of its tasks are done; feeds to subscribe to.

Frozen: a later change is a migration of its own. Every event gets a new version and a line in the audit trail, so
that the trail still says what the record holds.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WHO = "the update to 0005"
OWN = {"id", "version", "created_at", "created_by", "updated_at", "updated_by", "deleted"}
NEW = ("minutes", "interpreters", "tasks_done")


def upgrade() -> None:
    """Add three columns, in which nothing is known yet, tell the trail, and make a table."""
    for name in ("minutes", "interpreters"):
        op.add_column("events", sa.Column(name, sa.Integer(), nullable=True))
    # The default is for the rows that are there. SQLite could lose it only with the whole table written anew.
    op.add_column("events", sa.Column("tasks_done", sa.JSON(), nullable=False, server_default="[]"))
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("events", "tasks_done", server_default=None)
    _tell_events()
    op.create_table(
        "calendar_feeds",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("key_sha256", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.String(length=200), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feeds")),
    )
    op.create_index(
        "ux_calendar_feeds_key_sha256",
        "calendar_feeds",
        ["key_sha256"],
        unique=True,
        sqlite_where=sa.text("deleted IS 0"),
        postgresql_where=sa.text("deleted IS false"),
    )


def _tell_events() -> None:
    bind = op.get_bind()
    # Read by the database's own description, as the tables of this moment are neither the old nor the new schema.
    events, audit = (sa.Table(name, sa.MetaData(), autoload_with=bind) for name in ("events", "audit"))
    moment, batch = datetime.now(UTC), str(uuid.uuid4())
    now = moment.replace(tzinfo=None) if bind.dialect.name == "sqlite" else moment
    rows = bind.execute(sa.select(events).order_by(events.c.id)).mappings().all()
    for step, row in enumerate(rows):
        version = row["version"] + 1
        told = {"version": version, "updated_by": WHO, "updated_at": now}
        bind.execute(sa.update(events).where(events.c.id == row["id"]).values(told))
        old = _snapshot({name: value for name, value in row.items() if name not in NEW})
        line = {
            "batch": batch,
            "step": step,
            "at": now,
            "who": WHO,
            "role": "admin",
            "action": "change",
            "kind": "event",
            "record_id": row["id"],
            "version": version,
            "old": old,
            "new": _snapshot(dict(row)),
            "note": "the tables of a newer version",
        }
        bind.execute(sa.insert(audit).values(line))


def _snapshot(row: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: value for name, value in row.items() if name not in OWN}
    return json.loads(json.dumps(values, default=str)) | {"deleted": bool(row["deleted"])}  # type: ignore[no-any-return]
