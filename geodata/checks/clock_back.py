"""Whether the clock of this computer was set back since the last save: nothing is lost by it, and it is said.

Versions of a department and lines of the audit trail go by their number, so that what was saved later stays later
whatever the clock says. Their times would mislead, so whoever saves is told.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import sqlalchemy as sa

from geodata.clock import utc_now
from geodata.department.history import read_history
from geodata.records.database import Database
from geodata.records.schema import audit
from planning.words.formats import moment

MAY_DIFFER = timedelta(minutes=5)
"""Clocks of two computers are so far apart without anything being wrong."""
SET_IT = "Set the clock of this computer. Nothing is lost: saves go by their number, and only their times mislead."


def newest_write(folder: Path) -> datetime | None:
    """Return when the department in a folder was last written to; None where it never was."""
    history = read_history(folder)
    times = [datetime.fromisoformat(write.at) for write in history.writes] if history else []
    return max(times, default=None)


def newest_line(database: Database) -> datetime | None:
    """Return the time of the latest line of the audit trail; None where it has none."""
    found: datetime | None = database.read(lambda c: c.execute(sa.select(sa.func.max(audit.c.at))).scalar())
    return found


def said_of_clock(newest: datetime | None, zone: tzinfo = UTC) -> str:
    """Return what to say where the clock is behind the newest save; "" where it is not.

    Examples
    --------
    >>> said_of_clock(datetime(2020, 1, 1, tzinfo=UTC)), said_of_clock(None)
    ('', '')
    >>> said_of_clock(datetime(2999, 7, 4, 12, tzinfo=UTC)).partition(", and the newest")[2]
    ' save here is of July 4, 2999, noon.'
    """
    now = utc_now()
    if newest is None or newest <= now + MAY_DIFFER:
        return ""
    clock, there = moment(now.astimezone(zone)), moment(newest.astimezone(zone))
    return f"The clock of this computer says {clock}, and the newest save here is of {there}."
