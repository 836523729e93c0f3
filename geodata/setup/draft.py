"""A department that is being set up: what was answered so far, kept on disk so that it can be left and resumed.

A draft is a folder of its own, ``.drafts/ID`` beside the departments. Nothing of it is in a department until it is
opened, and the Census key is never in it.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import tomllib
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import tomli_w

from geodata.clock import utc_now
from geodata.department.settings import as_tuples
from geodata.department.time_zones import zone_of
from geodata.fetch.cache import now
from planning.errors import InputError
from planning.records.roles import Actor, may, require_may
from planning.vocabulary import BEAT_LEVEL, DEPARTMENT_LEVEL

DRAFTS_FOLDER = ".drafts"
ENTRIES_FILE = "draft.toml"
FILES_FOLDER, PIECES_FOLDER, STAGED_FOLDER = "files", "pieces", "department"
KEPT_DAYS = 90
"""A draft that nobody has touched for so long is removed: it may hold a roster."""
_ID = re.compile(r"[0-9a-f]{16}")

CensusWay = Literal["api", "bulk", "files"]
PointsWay = Literal["blocks", "file", "none"]


@dataclass(frozen=True, slots=True)
class Entries:
    """What a person has answered so far.

    Attributes
    ----------
    name : str
    state, counties
        FIPS codes of two and of three digits; empty: not told yet.
    time_zone : str
        The time the department keeps; empty: the one its counties keep.
    preset : str
        The city the form was filled from; empty: none.
    beats_from : str
        The file's name, or the address of the beat map.
    beats_layer, beats_crs : str
        Which layer of several, and the coordinate system where the map does not say; empty: not told.
    beat_id : str
    levels : tuple of str
    duplicates : {"refuse", "dissolve"}
    other_shapes : {"leave-out", "close-lines"}
        Whether closed lines of the beat map are the areas inside them.
    vintage : int
        Last year of the five.
    census : {"api", "bulk", "files"}
    tracts_crs : str
    points : {"blocks", "file", "none"}
    also : tuple of str
        What is fetched beside the census tables, of ``geodata.fetch.extras.EXTRAS``.
    step : str
        Where the person was.
    rule : str
        The rule to plan by; empty: not told, and planned by what is nobody's law.
    units, shifts : tuple of (word, meaning)
        What words of the roster mean.
    """

    name: str = ""
    state: str = ""
    counties: tuple[str, ...] = ()
    preset: str = ""
    beats_from: str = ""
    beats_layer: str = ""
    beats_crs: str = ""
    beat_id: str = ""
    levels: tuple[str, ...] = ()
    duplicates: Literal["refuse", "dissolve"] = "refuse"
    other_shapes: Literal["leave-out", "close-lines"] = "leave-out"
    vintage: int = 0
    census: CensusWay = "api"
    tracts_crs: str = ""
    points: PointsWay = "blocks"
    step: str = "place"
    time_zone: str = ""
    rule: str = ""
    units: tuple[tuple[str, str], ...] = ()
    shifts: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft on disk.

    Attributes
    ----------
    folder : Path
    owner : str
        Who began it; only they and administrators see it.
    changed : str
        When it was last changed, in UTC.
    entries : Entries
    """

    folder: Path
    owner: str
    changed: str
    entries: Entries = field(default_factory=Entries)

    @property
    def id(self) -> str:
        """The draft's own name."""
        return self.folder.name

    @property
    def zone(self) -> ZoneInfo:
        """The time of the place, as far as it is known yet."""
        entries = self.entries
        return zone_of(entries.time_zone, [entries.state + county for county in entries.counties] or [entries.state])

    @property
    def files(self) -> Path:
        """Where the beat map is kept as it was given."""
        return self.folder / FILES_FOLDER

    @property
    def pieces(self) -> Path:
        """Where each input is kept as it was understood."""
        return self.folder / PIECES_FOLDER

    @property
    def staged(self) -> Path:
        """Where the whole department stands until it is opened."""
        return self.folder / STAGED_FOLDER


def begin_draft(departments: Path, actor: Actor) -> Draft:
    """Return a new draft, empty but for its place.

    Raises
    ------
    AccessError
        If the actor may not set departments up.
    InputError
        If the folder cannot be written.
    """
    require_may(actor, "write", "department")
    forget_old_drafts(departments)
    draft = Draft(departments / DRAFTS_FOLDER / secrets.token_hex(8), actor.name, now())
    try:
        draft.folder.mkdir(parents=True, mode=0o700)
    except OSError as error:
        raise cannot_write(departments, error) from None
    return keep_entries(draft, draft.entries)


def keep_entries(draft: Draft, entries: Entries) -> Draft:
    """Write the entries, whole or not at all, and return the draft with them."""
    kept = replace(draft, entries=entries, changed=now())
    content = {"owner": kept.owner, "changed": kept.changed, "answers": asdict(entries)}
    beside = draft.folder / f".{ENTRIES_FILE}-{secrets.token_hex(4)}"
    try:
        beside.write_bytes(tomli_w.dumps(content).encode())
        beside.replace(draft.folder / ENTRIES_FILE)
    except OSError as error:
        raise cannot_write(draft.folder, error) from None
    return kept


def open_draft(departments: Path, draft_id: str, actor: Actor) -> Draft | None:
    """Return a draft of this person (an administrator's are all), or None if there is none of that name."""
    if not _ID.fullmatch(draft_id):
        return None
    draft = _read_draft(departments / DRAFTS_FOLDER / draft_id)
    return draft if draft and (draft.owner == actor.name or may(actor, "write", "server")) else None


def list_drafts(departments: Path, actor: Actor) -> tuple[Draft, ...]:
    """Return the unfinished drafts this person may go on with, the latest first; those that are too old go."""
    forget_old_drafts(departments)
    folder = departments / DRAFTS_FOLDER
    ids = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    found = [draft for draft_id in ids if (draft := open_draft(departments, draft_id, actor))]
    return tuple(sorted(found, key=lambda draft: draft.changed, reverse=True))


def discard_draft(draft: Draft) -> None:
    """Remove a draft with everything that was uploaded for it."""
    shutil.rmtree(draft.folder, ignore_errors=True)


def forget_old_drafts(departments: Path) -> None:
    """Remove drafts that nobody has touched for ``KEPT_DAYS``, and what is left of others; asked at every start too."""
    folder = departments / DRAFTS_FOLDER
    eldest = utc_now().timestamp() - KEPT_DAYS * 86_400
    for path in folder.iterdir() if folder.is_dir() else ():
        entries = path / ENTRIES_FILE
        try:
            touched = (entries if entries.is_file() else path).stat().st_mtime
        except OSError:  # somebody else removes it just now
            continue
        if _ID.fullmatch(path.name) and touched < eldest:
            shutil.rmtree(path, ignore_errors=True)


def _read_draft(folder: Path) -> Draft | None:
    """Return the draft of a folder, or None if it is none, or of another version of this program."""
    try:
        content: dict[str, Any] = tomllib.loads((folder / ENTRIES_FILE).read_text(encoding="utf-8"))
        known = {item.name for item in fields(Entries)}
        entries: dict[str, Any] = {n: as_tuples(v) for n, v in content["answers"].items() if n in known}
        return Draft(folder, str(content["owner"]), str(content["changed"]), Entries(**entries))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def cannot_write(folder: Path, error: OSError) -> InputError:
    """Return what to say where the server's folder cannot be written."""
    from geodata.departments import DEPARTMENTS_VARIABLE

    return InputError(
        f"the server cannot write to {folder}",
        value=error.strerror or os.strerror(error.errno or 0),
        fix=f"free some space, or have the operator name another folder in {DEPARTMENTS_VARIABLE}",
    )


def reserved_level(levels: tuple[str, ...]) -> str | None:
    """Return the level column whose name would be mistaken for a level of the product, or None."""
    return next((level for level in levels if level in (BEAT_LEVEL, DEPARTMENT_LEVEL)), None)
