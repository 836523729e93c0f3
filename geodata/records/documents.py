"""Documents, their translations and local evidence: from records to the frames that are planned with."""

from __future__ import annotations

import pandas as pd

from geodata.records.store import Store
from planning.evidence import EVIDENCE_COLUMNS, no_evidence
from planning.materials import DOCUMENT_COLUMNS, TRANSLATION_COLUMNS, Inventory, empty_inventory
from planning.named_languages import is_one_language
from planning.roles import Actor, may


def load_translations(store: Store, actor: Actor) -> pd.DataFrame:
    """Return every translation with its document.

    Returns
    -------
    DataFrame
        The fields of a translation and ``title, document_class, core, source_updated_on, out_of_date`` (made from
        an older source, or from one of unknown date when the source's is known).
    """
    documents = store.frame(actor, "document").rename(columns={"id": "document_id"})
    facts = documents[["document_id", "title", "document_class", "core", "source_updated_on"]]
    table = store.frame(actor, "translation").merge(facts, on="document_id", how="inner")
    newer = table["source_updated_on"].notna() & ~(table["of_source_on"] >= table["source_updated_on"])
    return table.assign(out_of_date=newer)


def load_inventory(store: Store, actor: Actor) -> Inventory:
    """Return what the department has, as ``planning.materials`` works with it.

    A translation into a group of several languages is left out: nothing is written in it. Translations of a document
    that was deleted go with it.

    Examples
    --------
    >>> from geodata.records.engine import open_temporary_store
    >>> store, kim = open_temporary_store(), Actor("kim@pd.example", "coordinator")
    >>> document = store.add(kim, "document", {"title": "Your rights", "document_class": "vital", "pages": 2})
    >>> row = {"document_id": document.id, "language": "Khmer", "state": "approved", "copies": 40}
    >>> translation = store.add(kim, "translation", row)
    >>> load_inventory(store, kim).translations[["language", "state", "copies"]].values.tolist()
    [['other_asian_pacific:Khmer', 'approved', 40.0]]
    """
    if not may(actor, "read", "document"):
        return empty_inventory()
    documents = store.frame(actor, "document").rename(columns={"id": "document_id"})
    translations = store.frame(actor, "translation")
    kept = translations["document_id"].isin(documents["document_id"]) & translations["language"].map(is_one_language)
    return Inventory(
        documents[list(DOCUMENT_COLUMNS)],
        translations.loc[kept.astype("bool"), list(TRANSLATION_COLUMNS)].reset_index(drop=True),
    )


def load_evidence(store: Store, actor: Actor) -> pd.DataFrame:
    """Return the department's local evidence, for ``planning.evidence``; nothing for whoever may not read it."""
    if not may(actor, "read", "local_evidence"):
        return no_evidence()
    return store.frame(actor, "local_evidence")[list(EVIDENCE_COLUMNS)]
