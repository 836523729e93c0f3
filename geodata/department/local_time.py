"""The time the department in a folder keeps: read without the rest of it, as records ask with every save, and set."""

from __future__ import annotations

from datetime import UTC, tzinfo
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow.parquet as pq

from geodata.department.department import Department, change_settings, load_department
from geodata.department.history import read_history
from geodata.department.settings import read_settings
from geodata.department.time_zones import find_zone, propose_zone
from geodata.department.version_files import SETTINGS_FILE
from geodata.department.versions import Writer, version_place
from planning.errors import InputError

FOLDERS_KEPT = 64


def zone_in(folder: Path) -> tzinfo:
    """Return the time the department in a folder keeps; UTC where there is none that can be opened.

    The same as ``Department.zone``.
    """
    try:
        history = read_history(folder)
        # Not the door of the department, which takes an old folder over: asking for the day writes nothing.
        place = folder if history is None else version_place(folder, history.now)
        return _zone_at(place, (place / SETTINGS_FILE).stat().st_mtime_ns)
    except (InputError, OSError):
        return UTC


@lru_cache(FOLDERS_KEPT)
def _zone_at(place: Path, _changed: int) -> tzinfo:
    said = read_settings(place / SETTINGS_FILE).time_zone
    if said:
        return ZoneInfo(said)
    geoids = pq.read_table(place / "tracts.parquet", columns=["geoid"])["geoid"].to_pylist()
    return ZoneInfo(propose_zone(geoids).zone)


def set_time_zone(department: Department, name: str, by: Writer | None = None) -> Department:
    """Have a department keep another time, and return it as it is then.

    Parameters
    ----------
    name : str
        As ``America/Chicago``; empty: the one its counties keep.

    Raises
    ------
    InputError
        If there is no such zone, it keeps no summer time where the place does, or the department has no folder.
    ConflictError
        If somebody else has changed the settings since the department was opened.
    """
    if name:
        find_zone(name, department.usual_zone)
    change_settings(department, f"time zone from now on: {name or 'the one its counties keep'}", by, time_zone=name)
    assert department.folder is not None
    return load_department(department.folder)
