"""The inventory of documents and translations as a file: CSV or Excel, one row a document and language.

What is written can be read back, and a file of one's own is understood by the usual names of its columns. A cell
that is blank says nothing: it changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from geodata.files.columns import as_text, find_column, missing_column
from geodata.files.limits import MOST_COUNTED, UPLOAD, Limits
from geodata.files.persons import require_no_persons
from geodata.files.privacy import require_no_forbidden_columns
from geodata.files.text_tables import read_text_table
from geodata.papers.exports import FORMULA_STARTS
from planning.errors import InputError, PlanningError
from planning.languages.matching import decided_spoken, require_decisions, waiting_sentence
from planning.languages.spoken import is_one_language
from planning.lists import some
from planning.materials.inventory import (
    APPROVED,
    DOCUMENT_CLASSES,
    DOCUMENT_COLUMNS,
    DRAFT,
    NONE,
    REVIEWED,
    STATES,
    TRANSLATION_COLUMNS,
    Inventory,
    empty_inventory,
)

FILE_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": ("title", "document", "document_title", "name", "material"),
        "document_class": ("document_class", "class", "kind", "type"),
        "source_updated_on": ("source_updated_on", "english_version", "english_version_of", "english_updated"),
        "pages": ("pages", "page_count"),
        "words": ("words", "word_count"),
        "language": ("language", "translated_into"),
        "state": ("state", "status"),
        "of_source_on": ("of_source_on", "made_from_version_of", "translated_from", "version"),
        "reviewer": ("reviewer", "reviewed_by"),
        "copies": ("copies", "copies_in_stock", "stock", "in_stock"),
        "kept_at": ("kept_at", "where_kept", "location"),
    }
)
"""The columns of the file and the names they may go by."""

STATE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "no": NONE,
        "missing": NONE,
        "published": APPROVED,
        "final": APPROVED,
        "done": APPROVED,
        "reviewed": REVIEWED,
        "checked": REVIEWED,
        "in draft": DRAFT,
    }
)
Reader = Callable[[str], Any]

DAY_FORMS = ("%Y-%m-%d", "%m/%d/%Y", "%Y/%m/%d")
MOST_FAULTS = 8


@dataclass(frozen=True, slots=True)
class InventoryFile:
    """What a file says.

    Attributes
    ----------
    inventory : Inventory
        A document's id is its title, as a file knows no others.
    notes : tuple of str
    """

    inventory: Inventory
    notes: tuple[str, ...]


def inventory_table(inventory: Inventory) -> pd.DataFrame:
    """Return the inventory as it is written: a row a translation, and one a document that has none.

    Examples
    --------
    >>> inventory_table(empty_inventory()).columns.tolist()[:3]
    ['title', 'document_class', 'source_updated_on']
    """
    rows = inventory.documents.merge(inventory.translations, on="document_id", how="left")
    rows = rows.sort_values(["document_class", "title", "language"], ascending=[False, True, True])
    table = rows[list(FILE_COLUMNS)].reset_index(drop=True)
    for day in ("source_updated_on", "of_source_on"):
        table[day] = pd.to_datetime(table[day]).dt.strftime("%Y-%m-%d")
    return table


def read_inventory(
    path: Path | str, *, limits: Limits = UPLOAD, decisions: Mapping[str, str] | None = None
) -> InventoryFile:
    """Read an inventory from CSV or Excel.

    Parameters
    ----------
    decisions : mapping of spelling to language id or ``leave out``, optional
        What somebody decided. A translation into a language nobody knows waits, and is left out by name.

    Raises
    ------
    InputError
        With the row of every cell that cannot be read; nothing of the file is used then.
    SchemaError
        If it has no column for the title.
    RefusedError
        If it has columns that identify a person.
    """
    table = read_text_table(path, limits=limits)
    require_no_forbidden_columns(table.rows.columns, table.name)
    require_no_persons(table.rows, table.name)
    columns = {wanted: find_column(table.rows.columns, names) for wanted, names in FILE_COLUMNS.items()}
    if columns["title"] is None:
        raise missing_column(table.name, "title", table.rows.columns)
    cells = pd.DataFrame(
        {
            wanted: as_text(table.rows[column]).str.strip() if column else pd.Series(pd.NA, table.rows.index, "str")
            for wanted, column in columns.items()
        }
    )
    read = _Rows(table.name, cells, require_decisions(decisions or {}))
    documents, translations = read.documents(), read.translations()
    read.require_no_faults()
    again = translations[translations.duplicated(["document_id", "language"])]
    if len(again):
        value = " / ".join(again.iloc[0][["document_id", "language"]])
        raise InputError(f"{table.name} has a document twice in one language", value=value, fix="keep one of the rows")
    inventory = Inventory(documents, translations)
    ignored = [name for name in table.rows.columns if name not in columns.values()]
    note = (f"{table.name}: not used: {', '.join(map(str, ignored))}.",) if ignored else ()
    waits = waiting_sentence(table.name, read.waiting, "translation")
    return InventoryFile(inventory, (*table.notes, *note, *((waits,) if waits else ())))


class _Rows:
    """The rows of a file and what is wrong with them, all of it told at once."""

    def __init__(self, name: str, cells: pd.DataFrame, made: Mapping[str, str]) -> None:
        self.name = name
        self.made = made
        self.waiting: list[str] = []
        self.rows: list[tuple[Any, dict[str, str]]] = [
            (row, {str(column): _as_typed(str(cell)) for column, cell in own.items() if pd.notna(cell)})
            for row, own in cells.iterrows()
        ]
        self.faults: list[str] = []

    def require_no_faults(self) -> None:
        """Raise if a cell could not be read."""
        if not self.faults:
            return
        shown = some(self.faults, MOST_FAULTS, "; ")
        raise InputError(f"{self.name} cannot be used: {shown}", fix="correct these cells. Nothing was changed")

    def read(self, row: Any, texts: Mapping[str, str], column: str, reader: Callable[[str], Any]) -> Any:
        """Return a cell as its reader gives it; None where it is blank or wrong."""
        if column not in texts:
            return None
        try:
            return reader(texts[column])
        except PlanningError as error:
            self.faults.append(f"row {row}, {column}: {error}")
        except ValueError:
            self.faults.append(f"row {row}, {column}: {texts[column][:40]!r} cannot be read")
        return None

    def documents(self) -> pd.DataFrame:
        """Return a row a title; what several rows say of it must agree."""
        found: dict[str, dict[str, Any]] = {}
        readers: dict[str, Reader] = {
            "document_class": _class,
            "source_updated_on": read_day,
            "pages": _count,
            "words": _count,
        }
        for row, texts in self.rows:
            title = texts.get("title")
            if title is None:
                self.faults.append(f"row {row}: no title")
                continue
            held = found.setdefault(title, {"document_id": title, "title": title} | dict.fromkeys(readers))
            for name, reader in readers.items():
                value = self.read(row, texts, name, reader)
                if value is not None and held[name] not in (None, value):
                    self.faults.append(f"row {row}, {name}: an earlier row of {title!r} says otherwise")
                held[name] = value if held[name] is None else held[name]
        for title, held in found.items():
            if held["document_class"] is None:
                self.faults.append(f"{title!r} has no class. Write vital or outreach")
        return _frame(list(found.values()), DOCUMENT_COLUMNS, empty_inventory().documents)

    def translations(self) -> pd.DataFrame:
        """Return a row a document and language."""
        readers: dict[str, Reader] = {
            "language": self._language,
            "state": _state,
            "of_source_on": read_day,
            "reviewer": str,
            "copies": _count,
            "kept_at": str,
        }
        rows = [
            {
                "document_id": texts.get("title"),
                **{name: self.read(row, texts, name, readers[name]) for name in readers},
            }
            for row, texts in self.rows
            if "language" in texts
        ]
        known = [row for row in rows if row["language"] is not None]  # the others wait, or are faults
        return _frame(known, TRANSLATION_COLUMNS, empty_inventory().translations)

    def _language(self, text: str) -> str | None:
        spoken = decided_spoken(text, self.made)
        if spoken is None:
            self.waiting.append(text)
        elif not is_one_language(spoken):
            raise InputError(
                "nothing is written in a group of several languages", value=text[:40], fix="name the language"
            )
        return spoken


def _frame(rows: list[dict[str, Any]], columns: tuple[str, ...], like: pd.DataFrame) -> pd.DataFrame:
    if not rows:
        return like
    return pd.DataFrame(rows, columns=list(columns)).astype(like.dtypes.to_dict())


def _as_typed(text: str) -> str:
    """Return a cell without the apostrophe that our own files put before what a spreadsheet would run."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def _class(text: str) -> str:
    word = text.lower()
    if word not in DOCUMENT_CLASSES:
        raise InputError("this is no class of document", value=text[:40], fix="write vital or outreach")
    return word


def _state(text: str) -> str:
    word = text.lower()
    word = STATE_WORDS.get(word, word)
    if word not in STATES:
        raise InputError("this is no state of a translation", value=text[:40], fix=f"write one of {', '.join(STATES)}")
    return word


def _count(text: str) -> float:
    number = float(text.replace(",", ""))
    if not 0 <= number <= MOST_COUNTED or number != int(number):
        raise InputError("this is no whole number from 0 up", value=text[:40])
    return number


def read_day(text: str) -> pd.Timestamp:
    """Return a day as people write it: 2026-05-31 or 5/31/2026.

    Raises
    ------
    InputError
        If it is none.

    Examples
    --------
    >>> read_day("5/31/2026") == read_day("2026-05-31")
    True
    """
    for form in DAY_FORMS:
        try:
            return pd.Timestamp(datetime.strptime(text.strip(), form))
        except ValueError:
            continue
    raise InputError("this is no day", value=text[:40], fix="write the year first, as in the sample file")
