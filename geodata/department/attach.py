"""Add one input to a department that is there already: a roster, counts of requests, the table of adults.

Beats, tracts and languages stay as they are, so that nothing has to be made anew because a roster has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from geodata.department.department import Department, counts_fit, load_department, save_department
from geodata.department.provenance import file_provenance
from geodata.department.same_venues import became_of, same_venues
from geodata.department.time_zones import find_zone
from geodata.department.versions import Writer, is_department
from geodata.department.words import with_words
from geodata.inputs.account import Account
from geodata.inputs.area_names import areas_by_name
from geodata.inputs.registry import INPUTS, LATER
from geodata.inputs.replicates import replicates_fit
from geodata.inputs.said import Files, each_file
from planning.errors import InputError, PlanningError
from planning.lists import counted, listed
from planning.officers.roster import find_contradictions

ONE_THING = ("roster", "bill", "detail", "ground")
"""Inputs whose names are no plural."""
CHOSEN_SINCE = {
    "rule": "the rule in use",
    "relief_factor": "the relief factor",
    "radius_m": "the reach of a meeting",
    "distances": "what distances are shown in",
}
"""Settings that no new beat map brings, and what they are called."""


@dataclass(frozen=True, slots=True, eq=False)
class Attached:
    """A department with an input added.

    Attributes
    ----------
    department : Department
    notes : tuple of str
        What was noticed reading the input.
    account : Account or None
        Of its file.
    what : str
        What was done, in words.
    seen : str or None
        The version of the folder that it was made from; None: none could be opened.
    """

    department: Department
    notes: tuple[str, ...]
    account: Account | None = None
    what: str = ""
    seen: str | None = None


def attach_input(
    department: Department,
    name: str,
    path: Files,
    decisions: Mapping[str, str] | None = None,
    title: str = "",
    said: Mapping[str, str] | None = None,
) -> Attached:
    """Return the department with an input in place of the one it had; nothing is written.

    Parameters
    ----------
    name : str
        One of ``geodata.inputs.registry.LATER``.
    path : Path, or several where the input may come so
    decisions : mapping of spelling to language id, optional
        What somebody decided about spellings of languages.
    title : str
        What the file was called, where ``path`` is a copy of it.
    said : mapping of role to heading, optional
        What somebody says the columns are; else what was said of a file of the same shape.

    Raises
    ------
    InputError
        If the file cannot be used, or requests name an area that is not there.
    """
    if name not in LATER:
        raise InputError("this input cannot be attached", value=name, fix=f"use one of {', '.join(LATER)}")
    row = INPUTS[name]
    known: dict[str, Any] = {
        "decisions": dict(decisions or {}),
        "areas": _areas(department),
        "levels": [areas_by_name(department.area_groups(level).values()) for level in department.levels],
        "table": department.language,
        "beats": department.beats,
    }
    given = " and ".join(one.name for one in each_file(path))
    asked = {option: known[option] for option in row.options if option in known}
    found = row.read(path, said=said, before=department.said, **asked)
    notes = found.notes
    if name == "roster":
        # Whoever gives a roster may see it, so they are told who; these notes are shown and not kept.
        notes = (*notes, *find_contradictions(found.frame))
    if name == "requests" and found.frame.empty:
        raise InputError(f"{title or given} has no counts that can be used", fix="see its languages and areas")
    # A vendor writes the customer's number into the name of a bill.
    title = f"bill{each_file(path)[0].suffix.lower()}" if name == "bill" else title or given
    account = found.account and replace(found.account, name=title)
    source = replace(file_provenance(name, path, read=found, zone=department.zone), title=title, account=account)
    kept = tuple(item for item in department.provenance if item.input != name)
    frames: dict[str, Any] = {name: found.frame}
    changed = with_words(replace(department, provenance=(*kept, source), **frames), {}, {})
    return Attached(changed, notes, account, f"{row.title}: a new file", department.version or None)


def save_attached(attached: Attached, by: Writer | None = None) -> Department:
    """Write the department with its new input into its folder; its records stay.

    What somebody else has changed meanwhile stays too, unless it is this input.

    Raises
    ------
    InputError
        If it has no folder: the demo, or one that was never saved.
    ConflictError
        If somebody else has given this input since the department was opened.
    """
    folder = attached.department.folder
    if folder is None:
        raise InputError("the demo cannot be changed", fix="make a department of your own with 'outreach.py new'")
    seen = attached.seen or attached.department.version or None
    return save_department(attached.department, folder, replace=True, seen=seen, by=by, what=attached.what)


def _keep_time(department: Department, before: Department) -> tuple[Department, list[str]]:
    """Return the department with the time zone somebody gave the one it replaces, unless it has or needs another."""
    said, settings = before.settings.time_zone, department.settings
    if not said or settings.time_zone or said == department.zone.key:
        return department, []
    try:
        find_zone(said, department.zone.key)
    except InputError as error:
        return department, [str(error)]
    return replace(department, settings=replace(settings, time_zone=said)), ["the time zone stays as it was chosen"]


def carry_over(department: Department, folder: Path) -> Attached:
    """Return a department with the inputs of the one it replaces that can only be attached, or were not given again.

    A roster, requests and adults are looked after by other people than beats and tracts are: making those anew must
    not take these away, nor what was chosen since: the rule in force, the relief factor and the reach. What does not
    fit the new beats is left out, and the notes say so; they are not kept.

    Parameters
    ----------
    department : Department
        The new one.
    folder : Path
        Of the department it replaces; none there: nothing to carry over.
    """
    if not is_department(folder):
        return Attached(department, ())
    try:
        before = load_department(folder)
    except PlanningError:
        return Attached(department, ("what was there could not be opened, so nothing of it was kept",))
    kept = {name: getattr(before.settings, name) for name in CHOSEN_SINCE}
    changed = [CHOSEN_SINCE[name] for name, value in kept.items() if value != getattr(department.settings, name)]
    department = replace(department, settings=replace(department.settings, **kept))
    notes = [f"{listed(changed)} stay as they were chosen"] if changed else []
    department, about_time = _keep_time(department, before)
    notes += about_time
    for name in LATER:
        frame = getattr(before, name)
        if frame is None or getattr(department, name) is not None:
            continue
        if name == "requests" and not counts_fit(department, frame):
            notes.append("the requests count areas that the new beats don’t have, and were left out. Add them again")
            continue
        if name == "replicates" and not replicates_fit(frame, department.language):
            notes.append(
                "the variance replicates belong to another language table, and were left out. Add the new ones"
            )
            continue
        frames: dict[str, Any] = {name: frame}
        sources = tuple(item for item in before.provenance if item.input == name)
        department = replace(department, provenance=(*department.provenance, *sources), **frames)
        notes.append(f"the {name} of the department that was there {'is' if name in ONE_THING else 'are'} kept")
    settings = replace(department.settings, units=before.settings.units, shifts=before.settings.shifts)
    own = dict(department.settings.units), dict(department.settings.shifts)
    department = with_words(replace(department, settings=settings), *own)
    if before.venues is not None and department.venues is not None:
        venues, became = same_venues(before.venues, department.venues)
        department = replace(department, venues=venues)
        notes.append(became_of(became, venues))
    elif before.venues is not None:
        gone = counted(len(before.venues), "venue")
        notes.append(f"the {gone} of the department that was there were not given again and are gone: give them again")
    return Attached(department, tuple(notes), seen=before.version)


def _areas(department: Department) -> frozenset[str]:
    """Return the ids of the areas of every level."""
    return frozenset(area for level in department.levels for area in department.area_groups(level).values())
