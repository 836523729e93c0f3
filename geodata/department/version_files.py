"""The files of one version: which they are, the name they give it, and how two changes of them come together."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.department.settings_check import settings_as_text, settings_from_text
from geodata.files.by_hand import read_edited
from geodata.files.checksums import sha256_of
from geodata.files.disk import cannot_read

SETTINGS_FILE = "department.toml"
PROVENANCE_FILE = "provenance.json"
RULES_FOLDER = "rules"
VINTAGES_FOLDER = "vintages"
MANIFEST_FILE = "version.json"
"""In a version, beside its files: what they were when it was saved."""
EDITED = "undo the edit, or bring back an older version with 'outreach.py versions DEPT --undo'"
"""What to do about a file that somebody edited by hand."""

NAME_LENGTH = 16
_TEXTS = (".toml", ".json")
"""Kept once a version: whoever edits one by hand must not change it in every version. The others are linked."""

Files = Mapping[str, str]
"""The files of a version by their path in it, and the SHA-256 of each."""


def files_of(place: Path) -> dict[str, str]:
    """Return the files of a version, and nothing else that lies there.

    Raises
    ------
    InputError
        If this account may not read one.
    """
    found = {}
    for path in sorted(paths_of(place)):
        try:
            found[path.relative_to(place).as_posix()] = sha256_of(path)
        except PermissionError as error:
            raise cannot_read(path, error) from error
    return found


def paths_of(place: Path) -> Iterator[Path]:
    """Yield the paths of the files of a version."""
    for name in (SETTINGS_FILE, PROVENANCE_FILE):
        if (place / name).is_file():
            yield place / name
    yield from (path for path in place.glob("*.parquet") if not path.name.startswith("."))
    for folder in (RULES_FOLDER, VINTAGES_FOLDER):
        yield from (path for path in (place / folder).rglob("[!.]*.*") if path.is_file())


def version_name(files: Files) -> str:
    """Return the name of the version that has these files; equal files, equal name.

    Examples
    --------
    >>> version_name({"a": "1", "b": "2"}) == version_name({"b": "2", "a": "1"})
    True
    """
    lines = "".join(f"{path}\0{sha256}\n" for path, sha256 in sorted(files.items()))
    return hashlib.sha256(lines.encode()).hexdigest()[:NAME_LENGTH]


def write_manifest(place: Path, files: Files) -> None:
    """Write beside the files what they are, and the settings as text, so that an edit by hand can be taken back."""
    settings = (place / SETTINGS_FILE).read_text(encoding="utf-8", errors="replace")
    (place / MANIFEST_FILE).write_text(json.dumps({"files": dict(files), SETTINGS_FILE: settings}), encoding="utf-8")


def read_manifest(place: Path) -> dict[str, str]:
    """Return what the files of a version were when it was saved; nothing where that is not known."""
    return dict(_manifest(place).get("files", {}))


def saved_settings(place: Path) -> str | None:
    """Return the text of the settings as the version was saved with them."""
    return _manifest(place).get(SETTINGS_FILE)


def _manifest(place: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads((place / MANIFEST_FILE).read_text(encoding="utf-8"))
        return content
    except (OSError, ValueError):
        return {}


def bring_file(source: Path, target: Path) -> None:
    """Have a file of another version in this one too: linked where the disk can, so that it is there once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.suffix not in _TEXTS:
        try:
            os.link(source, target)
            return
        except OSError:
            pass
    shutil.copyfile(source, target)


def keep_on_disk(place: Path) -> None:
    """Return when the files of a version would survive a power cut."""
    for path in (*paths_of(place), place / MANIFEST_FILE):
        if path.stat().st_nlink == 1:  # those linked were kept with an older version
            with path.open("rb+") as file:
                os.fsync(file.fileno())


# -- two changes

Clash = tuple[object, object, object]
"""What was seen, theirs, and yours."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What becomes of a change.

    Attributes
    ----------
    taken : frozenset of str
        Files of the change as they were written.
    gone : frozenset of str
        Files that the version has no longer.
    texts : mapping of path to text
        Files of which both changed something, with both changes.
    parts : frozenset of str
        What the change is of: files, and of the files that hold several things ``FILE: KEY``.
    clashes : mapping of part to Clash
        What both changed, and differently. Empty: the change can be brought on top.
    """

    taken: frozenset[str]
    gone: frozenset[str]
    texts: Mapping[str, str]
    parts: frozenset[str]
    clashes: Mapping[str, Clash]


def merge(seen: Path | None, now: Path | None, yours: Path, removed: Iterable[str]) -> Merged:
    """Bring a change of the version ``seen`` on top of the version ``now``.

    Parameters
    ----------
    seen, now : Path or None
        Places of versions; None: there was none.
    yours : Path
        Holds the files that the change wrote; those as they were seen are no change.
    removed : iterable of str
        The files that the change takes away.
    """
    base, theirs, mine = (files_of(place) if place else {} for place in (seen, now, yours))
    taken: set[str] = set()
    gone: set[str] = set()
    texts: dict[str, str] = {}
    parts: set[str] = set()
    clashes: dict[str, Clash] = {}
    for path in sorted({*mine, *removed}):
        ours = mine.get(path)
        if ours in (base.get(path), theirs.get(path)):
            continue
        parts |= _parts_changed(path, seen, yours) if path in _BY_PART else {path}
        if theirs.get(path) == base.get(path):
            (taken if ours else gone).add(path)
            continue
        both = _both(path, seen, now, yours) if ours and path in _BY_PART and path in base and path in theirs else None
        if both is None:
            clashes[path] = (base.get(path), theirs.get(path), ours)
        elif isinstance(both, str):
            texts[path] = both
        else:
            clashes |= both
    return Merged(frozenset(taken), frozenset(gone), texts, frozenset(parts), clashes)


def _both(path: str, seen: Path | None, now: Path | None, yours: Path) -> str | dict[str, Clash] | None:
    """Return a file with what each of two has changed of it, or what both changed; None if one cannot be read."""
    assert seen is not None and now is not None
    read, write = _BY_PART[path]
    try:
        base, theirs, ours = (read(read_edited(place / path)) for place in (seen, now, yours))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    merged, clashes = dict(theirs), dict[str, Clash]()
    for part in sorted({*base, *ours}):
        if ours.get(part) in (base.get(part), theirs.get(part)):
            continue
        if theirs.get(part) != base.get(part):
            clashes[f"{path}: {part}"] = (base.get(part), theirs.get(part), ours.get(part))
        elif part in ours:
            merged[part] = ours[part]
        else:
            del merged[part]
    return clashes or write(merged)


def _parts_changed(path: str, seen: Path | None, yours: Path) -> set[str]:
    """Return which of the things in a file are otherwise; all of it where one cannot be read."""
    try:
        base = _BY_PART[path][0](read_edited(seen / path)) if seen else {}
        ours = _BY_PART[path][0](read_edited(yours / path))
    except (OSError, ValueError, KeyError, TypeError):
        return {path}
    return {f"{path}: {part}" for part in {*base, *ours} if base.get(part) != ours.get(part)}


def _provenance_parts(text: str) -> dict[str, Any]:
    content = json.loads(text)
    return {"notes": content["notes"]} | {source["input"]: source for source in content["inputs"]}


def _provenance_text(parts: Mapping[str, Any]) -> str:
    inputs = [source for name, source in parts.items() if name != "notes"]
    return json.dumps({"inputs": inputs, "notes": parts["notes"]}, indent=2, ensure_ascii=False)


_BY_PART: Mapping[str, tuple[Callable[[str], dict[str, Any]], Callable[[Mapping[str, Any]], str]]] = {
    SETTINGS_FILE: (settings_from_text, settings_as_text),
    PROVENANCE_FILE: (_provenance_parts, _provenance_text),
}
"""Files that hold several things, each of which somebody else may change: how to take them apart and together."""
