"""Add one input to a department that is there already: a roster, counts of requests, the table of adults.

Beats, tracts and languages stay as they are, so that nothing has to be made anew because a roster has changed.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.adult_table import read_adult_table
from geodata.demand_counts import read_demand_counts
from geodata.department import Department, Provenance, save_department
from geodata.roster_file import read_roster
from planning.errors import InputError

INPUTS = ("roster", "requests", "adults")


@dataclass(frozen=True, slots=True, eq=False)
class Attached:
    """A department with an input added, and what was noticed reading it."""

    department: Department
    notes: tuple[str, ...]


def attach_input(
    department: Department, name: str, path: Path, decisions: Mapping[str, str] | None = None, title: str = ""
) -> Attached:
    """Return the department with an input in place of the one it had; nothing is written.

    Parameters
    ----------
    name : str
        One of ``INPUTS``.
    path : Path
    decisions : mapping of spelling to language id, optional
        What somebody decided about spellings of languages.
    title : str
        What the file was called, where ``path`` is a copy of it.

    Raises
    ------
    InputError
        If the file cannot be used, or requests name an area that is not there.
    """
    made = dict(decisions or {})
    if name == "roster":
        roster = read_roster(path, decisions=made)
        frame, notes = roster.roster, roster.notes
    elif name == "requests":
        requests = read_demand_counts(path, decisions=made)
        if requests.counts.empty:
            raise InputError(f"{title or path.name} has no counts that can be used", fix="see its languages and areas")
        _require_known_areas(department, requests.counts, title or path.name)
        frame, notes = requests.counts, requests.notes
    elif name == "adults":
        adults = read_adult_table(path)
        frame, notes = adults.adults, adults.notes
    else:
        raise InputError("this input cannot be attached", value=name, fix=f"give one of {', '.join(INPUTS)}")
    source = Provenance(
        input=name,
        title=title or path.name,
        retrieved=datetime.date.today().isoformat(),
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )
    kept = tuple(item for item in department.provenance if item.input != name)
    frames: dict[str, Any] = {name: frame}
    changed = replace(department, provenance=(*kept, source), **frames)
    return Attached(changed, notes)


def save_attached(attached: Attached) -> Department:
    """Write the department with its new input into its folder; its records stay.

    Raises
    ------
    InputError
        If it has no folder: the demo, or one that was never saved.
    """
    folder = attached.department.folder
    if folder is None:
        raise InputError("the demo cannot be changed", fix="make a department of your own with 'outreach.py new'")
    return save_department(attached.department, folder, replace=True)


def _require_known_areas(department: Department, counts: pd.DataFrame, name: str) -> None:
    there = set(counts["area_id"])
    for level in department.levels:
        if there <= set(department.area_groups(level).values()):
            return
    beats = set(department.area_groups(department.levels[0]).values())
    strange = min(there - beats)
    raise InputError(f"{name} counts requests in an area that is on no level of the beat map", value=strange,
                     fix=f"use the ids of one level: {', '.join(department.levels)}")  # fmt: skip
