"""Files that people edit by hand: settings and rules."""

from __future__ import annotations

from pathlib import Path


def read_edited(path: Path) -> str:
    """Return the text of a file that somebody may have edited, with or without the mark that Windows puts before UTF-8.

    Raises
    ------
    OSError
    UnicodeDecodeError
        If it is not UTF-8.
    """
    return path.read_text(encoding="utf-8-sig")
