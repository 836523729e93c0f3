"""Officers: what somebody decided about the spelling of a language, and the courses officers have taken.

Frozen: a later change is a migration of its own.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make two tables."""
    _make(
        "language_decisions",
        sa.Column("spelling", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        one_of_each=("spelling",),
    )
    _make(
        "training",
        sa.Column("officer_id", sa.Text(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=True),
        one_of_each=("officer_id", "course", "done_on"),
    )


def _make(name: str, *columns: sa.Column[Any], one_of_each: tuple[str, ...]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.String(length=36), nullable=False),
        *columns,
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.String(length=200), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    living = sa.text("deleted IS false")
    op.create_index(
        f"ux_{name}_{'_'.join(one_of_each)}",
        name,
        list(one_of_each),
        unique=True,
        sqlite_where=sa.text("deleted IS 0"),
        postgresql_where=living,
    )
