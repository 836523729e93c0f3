"""Which department somebody had before them when they decided what to write, and in which version.

What they write is kept with the records of that department, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from geodata.department.department import Department, load_department
from geodata.department.history import read_history
from geodata.records.places import Place, places
from geodata.records.schema import audit
from planning.errors import InputError
from planning.lists import some

KIND = "department"
"""Of the lines about a department's own versions in the audit trail; they name it by its id."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody had before them.

    Attributes
    ----------
    folder : Path or None
        Where the department is kept; None for the demo and for records that belong to none.
    department : str
        Its id, which stays with it; empty where it has none yet, as before its first version.
    version : str
        Empty where that is not known.
    """

    folder: Path | None
    department: str = ""
    version: str = ""


def seen_in(department: Department) -> Seen:
    """Return what somebody has seen who has this before them."""
    return Seen(department.folder, department.identity, department.version)


def seen_at(folder: Path | None) -> Seen:
    """Return what somebody sees who looks at a folder now; nothing where there is no department that can be read."""
    try:
        history = read_history(folder) if folder else None
    except InputError:  # whoever opens the department is told
        history = None
    return Seen(folder) if history is None else Seen(folder, history.department, history.now)


def require_same(seen: Seen, there: Seen) -> None:
    """Return nothing unless these are known to be two departments.

    Raises
    ------
    InputError
    """
    if seen.department and there.department and seen.department != there.department:
        raise InputError(
            "this was written for another department than the one that is open here now. Nothing was saved",
            fix="open the department it was written for, and do it there",
        )


def require_records_of(connection: Connection, department: str) -> None:
    """Return nothing unless records are known to be another department's, by their own audit trail.

    Raises
    ------
    InputError
    """
    about = sa.select(audit.c.number).where(audit.c.kind == KIND, audit.c.record_id.is_not(None)).limit(1)
    if not department or connection.execute(about.where(audit.c.record_id == department)).first() is not None:
        return
    if connection.execute(about).first() is not None:
        raise InputError(
            "these records are of another department, and were not opened for this one",
            fix="open their own department, or take them over from a backup with 'outreach.py restore --of-another'",
        )


def require_still(seen: Seen, there: Seen, named: Iterable[Place]) -> None:
    """Return nothing if the department that is there now has the places that somebody chose in the one they saw.

    Raises
    ------
    InputError
        If it has been written anew since, and some are gone.
    """
    chosen = list(dict.fromkeys(named))
    if not chosen or seen.folder is None or not seen.version or seen.version == there.version:
        return
    now = load_department(seen.folder)
    known = {kind: places(now, kind) for kind in {kind for kind, _ in chosen}}
    gone = [place for kind, place in chosen if place not in known[kind]]
    if gone:
        raise InputError(
            f"the department was replaced since you opened it and no longer has {some(gone)}. Nothing was saved",
            fix="reload the page, or open it again",
        )
