"""The documents and translations on a screen, as they stood there, and saves that hold everybody else's changes.

A cell of the matrix is a translation, or nothing. Whoever saves one says what they saw in it: if somebody else has
filled, changed or emptied it meanwhile, nobody's work is lost (``ConflictError``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geodata.records.frames import records_frame
from geodata.records.kinds import find_kind
from geodata.records.store import Store
from geodata.records.work import Record, Work
from planning.errors import InputError
from planning.languages.spoken import is_one_language, spoken_name
from planning.materials.inventory import DOCUMENT_COLUMNS, NONE, TRANSLATION_COLUMNS, Inventory
from planning.records.roles import Actor

Cell = tuple[str, str]
"""A document's id and a language."""

Seen = tuple[str, int]
"""The id and version of a translation as it stood on the screen."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What was on the screen.

    Attributes
    ----------
    documents : mapping of id to record
    translations : mapping of (document id, language) to record
        Only of documents that are there, and only into one language.
    unusable : tuple of str
        Translations into a group of several languages, in words: nothing is written in such a group.
    """

    documents: Mapping[str, Record]
    translations: Mapping[Cell, Record]
    unusable: tuple[str, ...] = ()

    def seen(self, cell: Cell) -> Seen | None:
        """Return which translation stood in a cell."""
        record = self.translations.get(cell)
        return None if record is None else (record.id, record.version)

    @property
    def inventory(self) -> Inventory:
        """The same as the frames that are planned with."""
        documents = records_frame(find_kind("document"), self.documents.values())
        translations = records_frame(find_kind("translation"), self.translations.values())
        return Inventory(
            documents.rename(columns={"id": "document_id"})[list(DOCUMENT_COLUMNS)],
            translations[list(TRANSLATION_COLUMNS)],
        )


def load_holdings(store: Store, actor: Actor) -> Holdings:
    """Return every document and translation as it stands.

    Examples
    --------
    >>> from geodata.records.engine import open_temporary_store
    >>> store, kim = open_temporary_store(), Actor("kim@pd.example", "coordinator")
    >>> document = store.add(kim, "document", {"title": "Your rights", "document_class": "vital", "pages": 2})
    >>> cell = store.together(kim, lambda work: set_cell(work, (document.id, "korean"), {"state": "draft"}, None))
    >>> load_holdings(store, kim).inventory.translations[["language", "state"]].values.tolist()
    [['korean', 'draft']]
    """
    documents = {record.id: record for record in store.records(actor, "document")}
    living = [record for record in store.records(actor, "translation") if record["document_id"] in documents]
    cells = {(r["document_id"], r["language"]): r for r in living if is_one_language(r["language"])}
    unusable = tuple(
        f"{documents[record['document_id']]['title']}: {spoken_name(record['language'])}"
        for record in living
        if not is_one_language(record["language"])
    )
    return Holdings(documents, cells, unusable)


def set_cell(work: Work, cell: Cell, values: Mapping[str, Any], seen: Seen | None) -> Record | None:
    """Change a translation, make it, or take it away where its state is now ``none``.

    Parameters
    ----------
    seen : (id, version) or None
        The translation the person saw in the cell; None for nothing.

    Returns
    -------
    Record or None
        None if there was nothing and there is nothing.

    Raises
    ------
    ConflictError
        If the cell is no longer as it was seen.
    InputError
        If there is no translation yet and ``values`` do not say how far it is.
    """
    there = next(iter(work.find("translation", document_id=cell[0], language=cell[1])), None)
    record_id = there.id if there is not None else seen[0] if seen is not None else None
    is_none = values.get("state") == NONE
    if record_id is None:
        if is_none:
            return None
        if "state" not in values:
            raise InputError(
                f"there is no translation into {spoken_name(cell[1])} yet",
                fix="say first how far it is: ordered, draft, community-reviewed or approved",
            )
        return work.add("translation", {"document_id": cell[0], "language": cell[1], **values})
    # Version 0 is nobody's: a cell that was empty on the screen and is not any more ends as a conflict.
    version = seen[1] if seen is not None and seen[0] == record_id else 0
    if is_none:
        return work.delete("translation", record_id, version)
    return work.change("translation", record_id, values, version)


def save_inventory(store: Store, actor: Actor, seen: Holdings, changes: pd.DataFrame) -> int:
    """Save the changes of a file, all of them or none, and return how many cells and documents they touch.

    Parameters
    ----------
    seen : Holdings
        What the changes were shown against.
    changes : DataFrame
        From ``planning.materials.inventory.compare_inventories``.

    Raises
    ------
    ConflictError
        If somebody has saved one of the records since; nothing is saved.
    """
    ids = {record["title"]: record.id for record in seen.documents.values()}

    def steps(work: Work) -> int:
        known, count = dict(ids), 0
        of_documents = changes[changes["language"].isna()]
        for name, rows in of_documents.groupby("title", sort=False):
            title = str(name)
            values = dict(zip(rows["field"], rows["after"], strict=True))
            if title in ids:
                record = seen.documents[ids[title]]
                work.change("document", record.id, values, record.version)
            else:
                known[title] = work.add("document", {"title": title, **values}).id
            count += 1
        of_cells = changes[changes["language"].notna()]
        for pair, rows in of_cells.groupby(["title", "language"], sort=False):
            cell = (known[str(pair[0])], str(pair[1]))
            values = dict(zip(rows["field"], rows["after"], strict=True))
            set_cell(work, cell, values, seen.seen(cell))
            count += 1
        return count

    return store.together(actor, steps)
