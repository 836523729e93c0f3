"""Values on their way in: made plain, checked against their column, and named in the sentence if they are wrong.

Values come from forms, from tables edited on a screen (which hand over numpy and pandas values) and from JSON of
the audit trail; all three end as the same plain Python values.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd
import sqlalchemy as sa

from geodata.records.schema import OWN_COLUMNS
from planning.errors import InputError, UnknownNameError
from planning.languages.spoken import clean_spoken
from planning.words.formats import whole_number

MOST_WORDS = 200
LARGEST_DOCUMENT = 2_000_000
COUNT_MAX = 1_000_000
SIGNS_KEPT = "\n\t\u200c\u200d"
"""Control and format signs that belong in text: line ends, tabs, and the joiners some scripts need."""

Values = dict[str, Any]


def field_names(table: sa.Table) -> tuple[str, ...]:
    """Return the fields a person fills in."""
    return tuple(column.name for column in table.columns if column.name not in OWN_COLUMNS)


def clean_values(table: sa.Table, noun: str, given: Mapping[str, Any]) -> Values:
    """Return the given fields as they are stored; fields not given are left out.

    Raises
    ------
    UnknownNameError
        If there is no such field, or no such choice.
    InputError
        If a value is not what the field holds.
    """
    known = field_names(table)
    cleaned: Values = {}
    for name, value in given.items():
        if name not in known:
            raise UnknownNameError(f"field of {a_noun(noun)}", name, known)
        cleaned[name] = clean_value(table.c[name], noun, value)
    return cleaned


def complete_values(table: sa.Table, noun: str, given: Mapping[str, Any]) -> Values:
    """Return every field of a new record: the given ones, and what the others are when nobody says."""
    blank = {name: clean_value(table.c[name], noun, None, may_miss=True) for name in field_names(table)}
    values = blank | clean_values(table, noun, given)
    for name, value in values.items():
        if value is None and not table.c[name].nullable:
            raise InputError(f"{a_noun(noun)} needs {_label(name)}", fix="fill it in")
    return values


def clean_value(column: sa.Column[Any], noun: str, value: Any, *, may_miss: bool = False) -> Any:
    """Return one value as it is stored; missing in all its forms is None."""
    facts = column.info
    if _is_missing(value):
        if facts.get("list"):
            return []
        if facts.get("default") is not None:
            return facts["default"]
        if not column.nullable and not may_miss:
            raise InputError(f"{a_noun(noun)} needs {_label(column.name)}", fix="fill it in")
        return None
    if hasattr(value, "item") and not isinstance(value, pd.Timestamp):
        value = value.item()
    if facts.get("document"):
        return _document(value, column.name)
    if facts.get("list"):
        return _words(value, column.name, facts)
    return _scalar(column, value)


def _is_missing(value: Any) -> bool:
    if value is None or value is pd.NaT or value is pd.NA:
        return True
    if isinstance(value, float):
        return math.isnan(value)
    return isinstance(value, str) and not value.strip()


def _scalar(column: sa.Column[Any], value: Any) -> Any:
    match column.type:
        case sa.Boolean():
            return _flag(value, column.name)
        case sa.Date():
            return _day(value, column.name)
        case sa.Integer():
            return _count(value, column.name)
        case sa.Float():
            return _number(value, column.name, column.info)
        case _:
            return _text(value, column.name, column.info)


def _flag(value: Any, name: str) -> bool:
    if not isinstance(value, bool):
        raise InputError(f"{_label(name)} is yes or no", value=value)
    return value


def _day(value: Any, name: str) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value.strip())
    except (AttributeError, ValueError):
        raise InputError(f"{_label(name)} is not a day", value=value, fix="write it as year-month-day") from None


def _count(value: Any, name: str) -> int:
    whole = (
        isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value == int(value)
    )
    if not whole or not 0 <= value <= COUNT_MAX:
        raise InputError(f"{_label(name)} must be a whole number from 0 up", value=value, fix="count people, not names")
    return int(value)


def _number(value: Any, name: str, facts: Mapping[str, Any]) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not facts["low"] <= value <= facts["high"]:
        raise InputError(
            f"{_label(name)} must be a number from {whole_number(facts['low'])} to {whole_number(facts['high'])}",
            value=value,
        )
    return float(value)


def _text(value: Any, name: str, facts: Mapping[str, Any]) -> str:
    if not isinstance(value, str):
        raise InputError(f"{_label(name)} must be text", value=value)
    kept = value.replace("\r\n", "\n").strip()
    if "link" in facts:
        return kept
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in SIGNS_KEPT for sign in kept):
        raise InputError(f"{_label(name)} holds signs that cannot be written", fix="type the text again")
    longest = facts.get("longest", 0)
    if len(kept) > longest:
        raise InputError(
            f"{_label(name)} is too long", value=len(kept), fix=f"use at most {whole_number(longest)} signs"
        )
    if facts.get("language"):
        return clean_spoken(kept)
    if "choices" in facts and kept not in facts["choices"]:
        raise UnknownNameError(_label(name), kept, facts["choices"])
    return kept


def _words(value: Any, name: str, facts: Mapping[str, Any]) -> list[str]:
    if isinstance(value, str) or not isinstance(value, list | tuple | set | frozenset):
        raise InputError(f"{_label(name)} must be a list", value=value)
    if len(value) > MOST_WORDS:
        raise InputError(f"{_label(name)} has too many entries", value=len(value), fix=f"use at most {MOST_WORDS}")
    kept = [_text(word, name, facts) for word in value if not _is_missing(word)]
    return list(dict.fromkeys(kept))


def _document(value: Any, name: str) -> Any:
    try:
        written = json.dumps(value, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise InputError(f"{_label(name)} cannot be kept", value=str(error)) from error
    if len(written) > LARGEST_DOCUMENT:
        raise InputError(f"{_label(name)} is too large to keep", value=len(written))
    return json.loads(written)


def as_json(values: Mapping[str, Any]) -> Values:
    """Return the values as the audit trail keeps them: days as text.

    Examples
    --------
    >>> as_json({"due_on": date(2024, 5, 31), "persons": 12})
    {'due_on': '2024-05-31', 'persons': 12}
    """
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def a_noun(noun: str) -> str:
    """Return the noun with its article.

    Examples
    --------
    >>> a_noun("event"), a_noun("board")
    ('an event', 'a board')
    """
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _label(name: str) -> str:
    return f"'{name.replace('_', ' ')}'"
