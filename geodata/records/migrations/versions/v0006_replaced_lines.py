"""The audit trail: no line takes the place of another.

Frozen: a later change is a migration of its own. SQLite removes a row that ``INSERT OR REPLACE`` meets without asking
the trigger against deletes. In PostgreSQL such an insert is an update, which the trigger of the first release refuses.
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SQLITE_TRIGGER = (
    "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit "
    "WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number) "
    "OR EXISTS (SELECT 1 FROM audit WHERE batch = NEW.batch AND step = NEW.step) "
    "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
)


def upgrade() -> None:
    """Refuse a line whose number, or batch and step, the trail has."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SQLITE_TRIGGER)
