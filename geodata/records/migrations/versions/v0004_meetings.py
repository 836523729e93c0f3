"""Meetings: what else is known of a venue, and the department's own days to keep free.

Frozen: a later change is a migration of its own. Every venue gets a new version and a line in the audit trail, so
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

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WHO = "the update to 0004"
OWN = {"id", "version", "created_at", "created_by", "updated_at", "updated_by", "deleted"}
NEW = ("child_care", "police_building")


def upgrade() -> None:
    """Add two columns, in which nothing is known yet, tell the trail, and make a table."""
    for name in NEW:
        op.add_column("venues", sa.Column(name, sa.Boolean(), nullable=True))
    _tell_venues()
    op.create_table(
        "observances",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("strength", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.String(length=200), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observances")),
    )
    op.create_index(
        "ux_observances_name_first",
        "observances",
        ["name", "first"],
        unique=True,
        sqlite_where=sa.text("deleted IS 0"),
        postgresql_where=sa.text("deleted IS false"),
    )


def _tell_venues() -> None:
    bind = op.get_bind()
    # Read by the database's own description, as the tables of this moment are neither the old nor the new schema.
    venues, audit = (sa.Table(name, sa.MetaData(), autoload_with=bind) for name in ("venues", "audit"))
    moment, batch = datetime.now(UTC), str(uuid.uuid4())
    now = moment.replace(tzinfo=None) if bind.dialect.name == "sqlite" else moment
    rows = bind.execute(sa.select(venues).order_by(venues.c.id)).mappings().all()
    for step, row in enumerate(rows):
        version = row["version"] + 1
        told = {"version": version, "updated_by": WHO, "updated_at": now}
        bind.execute(sa.update(venues).where(venues.c.id == row["id"]).values(told))
        old = _snapshot({name: value for name, value in row.items() if name not in NEW})
        line = {
            "batch": batch,
            "step": step,
            "at": now,
            "who": WHO,
            "role": "admin",
            "action": "change",
            "kind": "venue",
            "record_id": row["id"],
            "version": version,
            "old": old,
            "new": _snapshot(dict(row)),
            "note": "the tables of a newer version",
        }
        bind.execute(sa.insert(audit).values(line))


def _snapshot(row: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: value for name, value in row.items() if name not in OWN}
    return json.loads(json.dumps(values)) | {"deleted": bool(row["deleted"])}  # type: ignore[no-any-return]
