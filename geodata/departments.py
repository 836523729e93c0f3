"""The departments of a server: where they are kept, and which one it shows.

``COMMON_TONGUE_DEPARTMENT`` names one department and pins the server to it. Without it, the server shows the one that
was opened on the Set-up page, and until one is, the demo. Departments made on that page are kept in
``COMMON_TONGUE_DEPARTMENTS``, a folder of folders.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from geodata.department.department import DEMO, SETTINGS_FILE
from planning.errors import InputError

DEPARTMENT_VARIABLE = "COMMON_TONGUE_DEPARTMENT"
DEPARTMENTS_VARIABLE = "COMMON_TONGUE_DEPARTMENTS"
SHOWN_FILE = "shown.txt"
"""Holds the folder name of the department the server shows."""
LONGEST_FOLDER_NAME = 60


def departments_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder that departments made on the Set-up page are kept in; it need not be there yet.

    Examples
    --------
    >>> departments_folder({"COMMON_TONGUE_DEPARTMENTS": "/srv/outreach"}).as_posix()
    '/srv/outreach'
    """
    given = os.environ if environment is None else environment
    if given.get(DEPARTMENTS_VARIABLE):
        return Path(given[DEPARTMENTS_VARIABLE])
    base = given.get("XDG_DATA_HOME") or given.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".local" / "share") / "common-tongue" / "departments"


def pinned_department(environment: Mapping[str, str] | None = None) -> str:
    """Return the department the operator pinned the server to; empty if none."""
    given = os.environ if environment is None else environment
    return given.get(DEPARTMENT_VARIABLE, "")


def shown_department() -> str:
    """Return the department the server shows: a folder, or the word ``demo``."""
    pinned = pinned_department()
    if pinned:
        return pinned
    folder = departments_folder()
    try:
        name = (folder / SHOWN_FILE).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return DEMO
    known = {kept.name: kept for kept in kept_departments()}
    return str(known[name]) if name in known else DEMO


def kept_departments() -> tuple[Path, ...]:
    """Return the departments in the server's folder, by name."""
    try:
        found = [path.parent for path in departments_folder().glob(f"*/{SETTINGS_FILE}")]
    except OSError:
        return ()
    return tuple(sorted(folder for folder in found if not folder.name.startswith(".")))


def show_department(name: str) -> None:
    """Have the server show one of the departments in its folder, or the demo, from the next click on.

    Raises
    ------
    InputError
        If the server is pinned to a department, there is no such department, or the folder cannot be written.
    """
    if pinned_department():
        raise InputError(
            f"this server was started for one department ({DEPARTMENT_VARIABLE})",
            fix="start it without, or for another",
        )
    if name != DEMO and name not in {kept.name for kept in kept_departments()}:
        raise InputError(f"there is no department {name!r} in the server's folder", fix="choose one that is there")
    folder = departments_folder()
    beside = folder / f".{SHOWN_FILE}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside.write_text(name, encoding="utf-8")
        beside.replace(folder / SHOWN_FILE)
    except OSError as error:
        raise InputError(f"cannot write to {folder}", value=error.strerror, fix=f"set {DEPARTMENTS_VARIABLE}") from None


def folder_name(department_name: str) -> str:
    """Return a folder name for a department: lower-case letters and digits, never a path.

    Examples
    --------
    >>> folder_name("Doña Ana County Sheriff / Las Cruces"), folder_name("../..")
    ('dona-ana-county-sheriff-las-cruces', 'department')
    """
    letters = unicodedata.normalize("NFKD", department_name).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST_FOLDER_NAME].strip("-")
    return plain if plain and plain != DEMO else "department"
