"""The versions of a department: which there are, what two of them differ in, and one of them opened or brought back."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from geodata.department.department import load_place
from geodata.department.history import History, read_history
from geodata.department.provenance import Provenance, read_sources
from geodata.department.version_files import PROVENANCE_FILE, SETTINGS_FILE, files_of
from geodata.department.versions import Writer, bring_back, kept_versions, place_of, version_place
from geodata.files.by_hand import read_edited
from planning.errors import InputError, UnknownNameError
from planning.lists import counted

LIST_COLUMNS = ("number", "at", "who", "what", "from", "version", "state")
COMPARED_COLUMNS = ("part", "first", "second")
NOT_THERE = "not there"
SHORTEST_NAME = 4


def history_of(folder: Path) -> History:
    """Return the history of a department, taken over from older software if need be.

    Raises
    ------
    InputError
        If there is no department there, or its folder cannot be written and has no versions yet.
    """
    place_of(folder)
    history = read_history(folder)
    if history is None:
        raise InputError("this department has no versions: its folder cannot be written", value=folder.name)
    return history


def list_versions(folder: Path) -> pd.DataFrame:
    """Return every write to a department, the newest first.

    Returns
    -------
    DataFrame
        ``number, at, who, what, from, version, state``; the state is ``now`` (everybody opens it), ``kept``,
        ``refused`` (somebody else had changed the same; kept, and never opened) or ``gone`` (no longer kept).
    """
    history, there = history_of(folder), set(kept_versions(folder))
    rows = [
        (
            write.number,
            write.at[:19].replace("T", " "),
            write.who,
            write.what,
            write.before,
            write.after,
            _state(write.after, write.state == "refused", history.now, there),
        )
        for write in reversed(history.writes)
    ]
    return pd.DataFrame(rows, columns=list(LIST_COLUMNS))


def _state(version: str, refused: bool, now: str, there: set[str]) -> str:
    if version == now:
        return "now"
    if version not in there:
        return "gone"
    return "refused" if refused else "kept"


def find_version(folder: Path, name: str) -> str:
    """Return the version of this name, of which the first letters are enough.

    Raises
    ------
    UnknownNameError
        If none or several are called so.
    """
    known = kept_versions(folder)
    found = [version for version in known if version.startswith(name)] if len(name) >= SHORTEST_NAME else []
    if len(found) != 1:
        raise UnknownNameError("version", name, known)
    return found[0]


def compare_versions(folder: Path, first: str, second: str) -> pd.DataFrame:
    """Return what two versions differ in: settings one by one, the source of an input, the rows of a table.

    Returns
    -------
    DataFrame
        ``part, first, second``; empty where they are equal.
    """
    places = [version_place(folder, find_version(folder, name)) for name in (first, second)]
    every = [_parts(place) for place in places]
    parts = sorted({*every[0], *every[1]})
    differing = [part for part in parts if every[0].get(part) != every[1].get(part)]
    rows = [(part, *(_said(parts_.get(part)) for parts_ in every)) for part in differing]
    return pd.DataFrame(rows, columns=list(COMPARED_COLUMNS))


def _parts(place: Path) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, sha256 in files_of(place).items():
        if name == SETTINGS_FILE:
            found |= {f"setting {key}": value for key, value in _settings(place / name).items()}
        elif name == PROVENANCE_FILE:
            found |= {f"source of {one.input}": one.title for one in _sources(place)}
        elif name.endswith(".parquet"):
            found[name] = f"{_rows(place / name)} ({sha256[:8]})"
        else:
            found[name] = f"text ({sha256[:8]})"
    return found


def _settings(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(read_edited(path))
    except (OSError, ValueError):
        return {"file": "cannot be read"}


def _sources(place: Path) -> tuple[Provenance, ...]:
    try:
        return read_sources(place)
    except InputError:
        return ()


def _rows(path: Path) -> str:
    try:
        return counted(pq.read_metadata(path).num_rows, "row")
    except (OSError, ValueError):
        return "unreadable"


def _said(value: object) -> str:
    if value is None:
        return NOT_THERE
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def bring_version_back(folder: Path, name: str, by: Writer, *, seen: str | None = None) -> str:
    """Have everybody open an older version again, and return its name; nothing is lost, and this too can be undone.

    Parameters
    ----------
    name : str
        The version, or its first letters.
    by : Writer
    seen : str, optional
        The version somebody had before them.

    Raises
    ------
    UnknownNameError, InputError, ConflictError, AccessError
        See ``geodata.department.versions.bring_back``.
    """
    return bring_back(folder, find_version(folder, name), by, seen=seen, check=load_place)


def undo_write(folder: Path, by: Writer, *, seen: str | None = None) -> str:
    """Bring back what stood before the newest write, and return its name.

    Raises
    ------
    InputError
        If there was nothing before it.
    """
    history, (_, now) = history_of(folder), place_of(folder)
    if now != history.now:  # somebody edited a file by hand, and nobody has written since
        return bring_version_back(folder, history.now, by, seen=seen or now)
    newest = next(write for write in reversed(history.writes) if write.state == "done")
    if not newest.before:
        raise InputError("there is nothing to undo: this is the first version of the department")
    return bring_version_back(folder, newest.before, by, seen=seen or now)
