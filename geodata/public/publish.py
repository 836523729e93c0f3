"""A folder for the public written whole or not at all, in the place of the one that was published before."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from planning.errors import InputError

LIST = "published.json"
"""Names the files of a publication: a folder without it is somebody else's, and is left alone."""


def write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files to a folder, all of them or none; an earlier publication there goes with the last step.

    Parameters
    ----------
    files : mapping of path in the folder to content
    folder : Path
        Made if it is not there; refused if it holds anything that no publication wrote.

    Raises
    ------
    InputError
        If it is a file, or holds what is not ours. Nothing was changed then.
    """
    folder = folder.resolve()
    _require_ours(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    mark = secrets.token_hex(4)
    new, old = (folder.with_name(f".{folder.name}.{mark}.{word}") for word in ("new", "old"))
    try:
        for name, content in {**files, LIST: _list(files)}.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(new, ignore_errors=True)
        if folder.exists():
            shutil.rmtree(old, ignore_errors=True)


def _list(files: Mapping[str, bytes]) -> bytes:
    return json.dumps(sorted(files), indent=1).encode()


def _require_ours(folder: Path) -> None:
    if not folder.exists():
        return
    fix = "name another folder, or an empty one"
    if not folder.is_dir():
        raise InputError("the pages need a folder of their own", value=folder.name, fix=fix)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    try:
        ours = {LIST, *map(str, json.loads((folder / LIST).read_text(encoding="utf-8")))}
    except (OSError, ValueError, TypeError):
        ours = set()
    strange = sorted(there - ours)
    if strange:
        raise InputError("the folder holds files that were not published from here", value=strange[0], fix=fix)
