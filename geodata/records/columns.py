"""The kinds of column a record has. What a value must be stands beside the column, and nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

ID_LENGTH = 36
LONGEST_LINE = 200
LONGEST_TEXT = 4000


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, always in UTC. SQLite keeps no time zone, so it is added again on the way out."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write UTC; a moment without a time zone is a fault of the program."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def text(name: str, *, required: bool = False, longest: int = LONGEST_TEXT, **facts: Any) -> sa.Column[Any]:
    """Free text.

    ``personal="refuse"`` refuses telephone numbers and the like; ``personal="ask"`` also asks about addresses and
    names, see ``planning.records.personal_details``.
    """
    return sa.Column(name, sa.Text, nullable=not required, info={"longest": longest, **facts})


def line(name: str, *, required: bool = False, **facts: Any) -> sa.Column[Any]:
    """One short line of text: a name, an area id."""
    return text(name, required=required, longest=LONGEST_LINE, **facts)


def choice(name: str, choices: tuple[str, ...], *, required: bool = False) -> sa.Column[Any]:
    """One word out of a list."""
    return line(name, required=required, choices=choices)


def language(name: str = "language", *, required: bool = True) -> sa.Column[Any]:
    """A language as ``planning.languages.spoken`` stores it."""
    return line(name, required=required, language=True)


def words(name: str, **facts: Any) -> sa.Column[Any]:
    """A list of short lines; empty rather than missing."""
    return sa.Column(name, sa.JSON, nullable=False, info={"list": True, "longest": LONGEST_LINE, **facts})


def document(name: str) -> sa.Column[Any]:
    """A nested document of the program's own making, kept as it is."""
    return sa.Column(name, sa.JSON, nullable=False, info={"document": True})


def day(name: str, *, required: bool = False) -> sa.Column[Any]:
    """A calendar day."""
    return sa.Column(name, sa.Date, nullable=not required)


def count(name: str, *, required: bool = False) -> sa.Column[Any]:
    """A whole number from 0 up."""
    return sa.Column(name, sa.Integer, nullable=not required)


def number(name: str, low: float, high: float) -> sa.Column[Any]:
    """A number between two others."""
    return sa.Column(name, sa.Float, nullable=True, info={"low": low, "high": high})


def flag(name: str, *, default: bool | None = False) -> sa.Column[Any]:
    """Yes or no; with ``default=None`` also not known."""
    return sa.Column(name, sa.Boolean, nullable=default is None, info={"default": default})


def link(name: str, table: str, *, required: bool = False) -> sa.Column[Any]:
    """The id of another record."""
    key = sa.ForeignKey(f"{table}.id")
    return sa.Column(name, sa.String(ID_LENGTH), key, nullable=not required, index=True, info={"link": table})
