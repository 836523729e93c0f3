"""Which version of a department everybody opens, and every write that led there: one file, switched in one step."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, TypeVar

from geodata.files.disk import cannot_write
from geodata.files.private import make_private_folder
from planning.errors import InputError, StoreError

HISTORY_FILE = "versions.json"
VERSIONS_FOLDER = "versions"
LOCK_FILE = ".lock"
FORMAT = 1
"""Of the history and of what it names; a higher one was written by newer software."""

MOST_WRITES = 1000
"""Older ones stand in the audit trail alone."""

TURN_S = 60.0
"""How long a writer waits for those before it."""
IS_WINDOWS = os.name == "nt"
PAUSES_S = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Write:
    """One write to a department.

    Attributes
    ----------
    number : int
        Its place among the writes of this department, from 1.
    id : str
        Nothing else has it: the audit trail knows the write by it.
    at : str
        When, in UTC.
    who, role : str
    what : str
        What was done, in words.
    before, after : str
        The version that stood there and the one that was written; ``before`` is empty for the first.
    state : {"done", "refused"}
        Refused: somebody else had changed the same; ``after`` is kept all the same, and was never opened.
    """

    number: int
    id: str
    at: str
    who: str
    role: str
    what: str
    before: str
    after: str
    state: Literal["done", "refused"] = "done"


@dataclass(frozen=True, slots=True)
class History:
    """What the file holds.

    Attributes
    ----------
    department : str
        An id that stays with the department for as long as it is there; copies have it too.
    now : str
        The version that everybody opens.
    writes : tuple of Write
        The oldest first.
    """

    department: str
    now: str
    writes: tuple[Write, ...] = ()


def read_history(folder: Path) -> History | None:
    """Return the history of a department; None where there is none.

    Raises
    ------
    InputError
        If it cannot be read, or newer software wrote it.
    """
    path = folder / HISTORY_FILE
    try:
        content = json.loads(patiently(lambda: path.read_text(encoding="utf-8")))
        if content["format"] > FORMAT:
            raise InputError(
                f"{path} was written by a newer version of Common Tongue (its format is {content['format']}, this "
                f"version knows {FORMAT})",
                fix="update this program. Nothing was changed",
            )
        writes = tuple(Write(**_known(one)) for one in content["writes"])
        return History(str(content["department"]), str(content["now"]), writes)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path} cannot be read", value=str(error), fix=f"choose a version of {VERSIONS_FOLDER}/ with --bring-back"
        ) from error


def identity_of(folder: Path) -> str:
    """Return the id that stays with the department of a folder; empty where it has no versions yet."""
    history = read_history(folder)
    return history.department if history else ""


def _known(write: dict[str, Any]) -> dict[str, Any]:
    names = {item.name for item in fields(Write)}
    return {name: value for name, value in write.items() if name in names}


def switch(folder: Path, history: History) -> None:
    """Write the history: whoever opens the department a moment later opens what it says now. Under ``locked`` alone."""
    content = {
        "format": FORMAT,
        "department": history.department,
        "now": history.now,
        "writes": [asdict(write) for write in history.writes[-MOST_WRITES:]],
    }
    beside = folder / VERSIONS_FOLDER / f".{HISTORY_FILE}"
    with beside.open("w", encoding="utf-8") as file:
        json.dump(content, file, indent=1, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    patiently(lambda: beside.replace(folder / HISTORY_FILE))


@contextmanager
def locked(folder: Path, wait_s: float = TURN_S) -> Iterator[None]:
    """Keep other writers of a department out, also those of other processes; they wait their turn.

    SQLite's own lock on an empty file: the same on Linux and Windows, and free again when its holder is killed.

    Raises
    ------
    StoreError
        If the turn does not come in time.
    InputError
        If the folder cannot be written.
    """
    try:
        make_private_folder(folder)
        make_private_folder(folder / VERSIONS_FOLDER, always=True)
        lock = sqlite3.connect(folder / VERSIONS_FOLDER / LOCK_FILE, timeout=wait_s, isolation_level=None)
    except (OSError, sqlite3.OperationalError) as error:
        if isinstance(error, OSError):
            raise cannot_write(folder, error) from error
        raise InputError(f"cannot write to {folder}", value=str(error), fix="choose another folder") from error
    try:
        try:
            lock.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise InputError(f"cannot write to {folder}", value=str(error), fix="choose another folder") from error
            raise StoreError(
                "another person is saving to this department now. Nothing was saved", fix="try again in a minute"
            ) from error
        yield
    finally:
        lock.close()


def patiently(step: Callable[[], Result]) -> Result:
    """Run a step again for a moment where Windows refuses it because another process has the file open."""
    for pause in PAUSES_S if IS_WINDOWS else ():
        try:
            return step()
        except PermissionError:
            time.sleep(pause)
    return step()
