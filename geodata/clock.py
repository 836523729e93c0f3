"""The one clock: the moment it is, in UTC as moments are stored, and which day that is where a department is."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo


def utc_now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


def day_of(moment: datetime, zone: tzinfo) -> date:
    """Return the day a moment lies in, at a place.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> evening = datetime(2026, 11, 4, 2, 30, tzinfo=UTC)
    >>> str(day_of(evening, UTC)), str(day_of(evening, ZoneInfo("America/Los_Angeles")))
    ('2026-11-04', '2026-11-03')
    """
    return moment.astimezone(zone).date()


def today(zone: tzinfo) -> date:
    """Return the day it is at a place."""
    return day_of(utc_now(), zone)
