"""Files and folders for the eyes of the product's own account: rosters, records and what waits in drafts.

Windows has no such modes; there the folder's own rights hold.
"""

from __future__ import annotations

from pathlib import Path

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


def make_private_folder(folder: Path, *, always: bool = False) -> None:
    """Make a folder that only its owner can enter; one that is there keeps its rights unless ``always``."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir(mode=PRIVATE_FOLDER)
    except FileExistsError:
        if always:
            folder.chmod(PRIVATE_FOLDER)


def make_private(place: Path) -> None:
    """Take the rights of others from a folder and from all that is in it."""
    place.chmod(PRIVATE_FOLDER)
    for path in place.rglob("*"):
        path.chmod(PRIVATE_FOLDER if path.is_dir() else PRIVATE_FILE)
