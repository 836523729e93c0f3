"""Documents and their translations: which are there, which are older than their source."""

from __future__ import annotations

import pandas as pd

from geodata.records.store import Store
from planning.roles import Actor

PUBLISHED_STATE = "published"


def load_translations(store: Store, actor: Actor) -> pd.DataFrame:
    """Return every translation with its document.

    Returns
    -------
    DataFrame
        The fields of a translation and ``title, document_class, core, source_updated_on, out_of_date`` (published,
        but made from an older source, or from one of unknown date when the source's is known).
    """
    documents = store.frame(actor, "document").rename(columns={"id": "document_id"})
    facts = documents[["document_id", "title", "document_class", "core", "source_updated_on"]]
    table = store.frame(actor, "translation").merge(facts, on="document_id", how="inner")
    newer = table["source_updated_on"].notna() & ~(table["of_source_on"] >= table["source_updated_on"])
    return table.assign(out_of_date=newer & (table["state"] == PUBLISHED_STATE))
