"""The audit trail in words: what was changed, taken away, looked at and refused. No markup but ``**``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from planning.lists import counted, listed

CHANGES = ("add", "change", "delete", "restore", "undo")
ACTION_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "add": "made",
        "change": "changed",
        "delete": "deleted",
        "restore": "restored",
        "undo": "undid a change of",
        "conflict": "could not save",
        "export": "downloaded",
        "view": "looked at",
        "refused": "was refused",
        "signed in": "signed in",
        "rule": "set",
    }
)
"""What somebody did, as it is read."""

NAME_FIELDS = (
    "title",
    "name",
    "organisation",
    "subject",
    "theme",
    "text",
    "said",
    "venue_id",
    "officer_id",
    "language",
)
"""Fields that say which record is meant, the most telling first."""
LONGEST_NAME = 60
NOT_COMPARED = frozenset({"deleted", "confirmed_no_person"})
"""What the words for a save tell already."""

Snapshot = Mapping[str, Any] | None


def trail_answer(lines: pd.DataFrame) -> str:
    """Return what happened, in sentences.

    Parameters
    ----------
    lines : DataFrame with ``who, action``
        Lines of the audit trail.

    Examples
    --------
    >>> lines = pd.DataFrame({"who": ["kim", "kim", "lee", "vic"], "action": ["add", "change", "export", "refused"]})
    >>> trail_answer(lines)
    '**2 changes** by 1 person, **1 download**. **1 refusal.**'
    """
    if lines.empty:
        return "Nothing like this happened in this period."
    changes = lines[lines["action"].isin(CHANGES)]
    people = changes["who"].nunique()
    by = f" by {people} {'person' if people == 1 else 'people'}" if people else ""
    taken, looked, refused, lost = (int((lines["action"] == name).sum()) for name in _OTHERS)
    parts = [f"**{counted(len(changes), 'change')}**{by}"]
    parts += [f"**{counted(taken, 'download')}**"] if taken else []
    parts += [f"{counted(looked, 'view')} of records about people"] if looked else []
    parts += [f"{counted(lost, 'case')} of two people saving at once (both versions are saved)"] if lost else []
    return ", ".join(parts) + "." + (f" **{counted(refused, 'refusal')}.**" if refused else " No one was refused.")


_OTHERS = ("export", "view", "refused", "conflict")


def record_name(old: Snapshot, new: Snapshot) -> str:
    """Return which record a line is about, as far as its own words tell.

    Examples
    --------
    >>> record_name(None, {"title": "Meeting at the school", "cost": 1}), record_name(None, None)
    ('Meeting at the school', '')
    """
    values = dict(old or {}) | dict(new or {})
    name = next((str(values[field]) for field in NAME_FIELDS if values.get(field)), "")
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def differences(old: Snapshot, new: Snapshot) -> tuple[tuple[str, Any, Any], ...]:
    """Return the fields in which two snapshots of a record differ: field, before, after.

    A field that had nothing and has nothing is left out; of a new record every field that says something is told.
    Of a deletion nothing differs: the record stands as it stood, only marked.

    Examples
    --------
    >>> differences({"title": "A", "cost": 1, "deleted": False}, {"title": "B", "cost": 1, "deleted": False})
    (('title', 'A', 'B'),)
    >>> differences(None, {"title": "B", "cost": None})
    (('title', None, 'B'),)
    """
    before, after = dict(old or {}), dict(new or {})
    fields = [*before, *(field for field in after if field not in before)]
    three = ((field, before.get(field), after.get(field)) for field in fields if field not in NOT_COMPARED)
    return tuple(one for one in three if one[1] != one[2] and not (_is_nothing(one[1]) and _is_nothing(one[2])))


def _is_nothing(value: Any) -> bool:
    return value is None or value is False or value == "" or value == []


def fields_words(old: Snapshot, new: Snapshot) -> str:
    """Return which fields a save changed, for a table.

    Examples
    --------
    >>> fields_words({"due_on": "2026-01-01", "owner": "a"}, {"due_on": "2026-02-01", "owner": "b"})
    'due on and owner'
    """
    return listed([field.replace("_", " ") for field, _, _ in differences(old, new)]) if old and new else ""
