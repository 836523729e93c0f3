"""The department's own paragraphs of its language access plan, kept on record and merged whenever it is made."""

from __future__ import annotations

from pathlib import Path

from geodata.records.store import Store
from geodata.records.work import Record
from planning.access.sections import find_section
from planning.errors import InputError
from planning.records.roles import Actor, may

KIND = "plan_text"
LONGEST_FILE = 60_000
"""Bytes of a section's text in a file."""


def load_texts(store: Store, actor: Actor) -> dict[str, Record]:
    """Return the text of each section that has one; nothing for whoever may not read them."""
    if not may(actor, "read", KIND):
        return {}
    return {str(record["section"]): record for record in store.records(actor, KIND)}


def save_text(store: Store, actor: Actor, section: str, text: str, seen: Record | None) -> Record | None:
    """Keep the text of a section; an empty one takes it away.

    Parameters
    ----------
    seen : Record or None
        The text that whoever writes had before them.

    Raises
    ------
    ConflictError
        If somebody has saved another one since.
    InputError
        If there is no such section, or the text holds a detail of a person.

    Examples
    --------
    >>> from geodata.records.engine import open_temporary_store
    >>> store, kim = open_temporary_store(), Actor("kim@pd.example", "coordinator")
    >>> kept = save_text(store, kim, "budget", "The council decides in June.", None)
    >>> load_texts(store, kim)["budget"]["text"]
    'The council decides in June.'
    >>> save_text(store, kim, "budget", " ", kept) is None, load_texts(store, kim)
    (True, {})
    """
    key, written = find_section(section).key, text.strip()
    if seen is None:
        return store.add(actor, KIND, {"section": key, "text": written}) if written else None
    if written:
        return store.change(actor, KIND, seen.id, {"text": written}, seen.version)
    store.delete(actor, KIND, seen.id, seen.version)
    return None


def read_text(path: Path) -> str:
    """Return the text of a section from a file.

    Raises
    ------
    InputError
        If the file cannot be read, is too long, or is no text in UTF-8.
    """
    fix = "save the paragraphs as a plain text file (UTF-8)"
    try:
        content = path.read_bytes()
        if len(content) > LONGEST_FILE:
            raise InputError(f"{path.name} is too long for a section of the plan", value=len(content), fix=fix)
        return content.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot read {path.name}", value=error.strerror, fix=fix) from None
    except UnicodeDecodeError:
        raise InputError(f"{path.name} is no text in UTF-8", fix=fix) from None
