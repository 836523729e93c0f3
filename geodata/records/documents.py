"""Documents, their translations and local evidence: from records to the frames that are planned with."""

from __future__ import annotations

import pandas as pd

from geodata.records.store import Store
from planning.need.evidence import EVIDENCE_COLUMNS, no_evidence
from planning.records.roles import Actor, may


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


def load_evidence(store: Store, actor: Actor) -> pd.DataFrame:
    """Return the department's local evidence, for ``planning.need.evidence``; nothing for whoever may not read it."""
    if not may(actor, "read", "local_evidence"):
        return no_evidence()
    return store.frame(actor, "local_evidence")[list(EVIDENCE_COLUMNS)]
