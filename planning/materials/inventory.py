"""Documents and languages: what is there, in which state, and what has fallen behind its English version.

An inventory is two frames, as records keep them; the matrix is every document beside every language. Frames
in, frames out; a state is what somebody said it is, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from planning.errors import InputError, SchemaError
from planning.languages.groups import NAMED_LANGUAGE_IDS
from planning.languages.spoken import is_one_language, spoken_name

VITAL, OUTREACH = "vital", "outreach"
DOCUMENT_CLASSES: Mapping[str, str] = MappingProxyType(
    {
        VITAL: "needed to get a service or keep a right: complaint, consent, and claim forms, notices of rights",
        OUTREACH: "informs and invites: crime prevention, how to reach the police, meetings",
    }
)
"""The two classes. Outreach material is seldom vital in law, and for community policing the main point."""

NONE, ORDERED, DRAFT, REVIEWED, APPROVED, WITHDRAWN = (
    "none",
    "ordered",
    "draft",
    "community-reviewed",
    "approved",
    "withdrawn",
)
STATES = (NONE, ORDERED, DRAFT, REVIEWED, APPROVED, WITHDRAWN)
"""How far a translation is. Only an approved one is given out."""

CURRENT, BEHIND, UNDATED = "current", "behind", "date not known"
"""How a translation stands to its English version. Undated: the English has a date, the translation none."""

DOCUMENT_COLUMNS = ("document_id", "title", "document_class", "source_updated_on", "pages", "words")
TRANSLATION_COLUMNS = ("document_id", "language", "state", "of_source_on", "reviewer", "copies", "kept_at")
MATRIX_COLUMNS = (
    *("document_id", "title", "document_class", "source_updated_on", "pages", "words"),
    *("language", "language_name", "state", "of_source_on", "version", "days_behind"),
    *("reviewer", "copies", "kept_at", "usable"),
)
CHANGE_COLUMNS = ("title", "language", "field", "before", "after")

MOST_CELLS = 100_000


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a department has.

    Attributes
    ----------
    documents : DataFrame with ``DOCUMENT_COLUMNS``
        One row a document. ``source_updated_on`` is the date of the English version; pages and words are NaN
        where nobody has counted.
    translations : DataFrame with ``TRANSLATION_COLUMNS``
        One row a document and language; ``of_source_on`` is the English version it was made from, ``copies``
        how many are in stock (NaN: not counted).
    """

    documents: pd.DataFrame
    translations: pd.DataFrame

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the matrix: the named groups, then every other one there is a translation in."""
        found = set(self.translations["language"].dropna())
        others = sorted(found - set(NAMED_LANGUAGE_IDS), key=lambda spoken: (spoken_name(spoken), spoken))
        return (*NAMED_LANGUAGE_IDS, *others)


def empty_inventory() -> Inventory:
    """Return an inventory with nothing in it.

    Examples
    --------
    >>> empty_inventory().languages[:2]
    ('spanish', 'korean')
    """
    kinds = {
        **dict.fromkeys(("pages", "words", "copies"), "float64"),
        **dict.fromkeys(("source_updated_on", "of_source_on"), "datetime64[s]"),
    }

    def frame(columns: tuple[str, ...]) -> pd.DataFrame:
        return pd.DataFrame({name: pd.Series([], dtype=kinds.get(name, "str")) for name in columns})

    return Inventory(frame(DOCUMENT_COLUMNS), frame(TRANSLATION_COLUMNS))


def require_inventory(inventory: Inventory) -> None:
    """Return nothing if the inventory can be used.

    Raises
    ------
    SchemaError
        If a column is missing.
    InputError
        If a document or a cell is there twice, or a class or state is not known.
    """
    for frame, columns in ((inventory.documents, DOCUMENT_COLUMNS), (inventory.translations, TRANSLATION_COLUMNS)):
        absent = [name for name in columns if name not in frame.columns]
        if absent:
            raise SchemaError(f"the inventory has no column {absent[0]!r}", fix=f"give {', '.join(columns)}")
    _require_once(inventory.documents, ["document_id"], "document")
    _require_once(inventory.translations, ["document_id", "language"], "translation")
    _require_known(inventory.documents["document_class"], tuple(DOCUMENT_CLASSES), "document class")
    _require_known(inventory.translations["state"], STATES, "translation status")


def _require_once(frame: pd.DataFrame, key: list[str], noun: str) -> None:
    again = frame.duplicated(key)
    if again.any():
        value = " / ".join(str(part) for part in frame.loc[again, key].iloc[0])
        raise InputError(f"the inventory lists a {noun} twice", value=value, fix="keep only one")


def _require_known(words: pd.Series, known: tuple[str, ...], noun: str) -> None:
    wrong = words[~words.isin(known)]
    if len(wrong):
        raise InputError(f"this is not a {noun}", value=str(wrong.iloc[0])[:40], fix=f"use one of {', '.join(known)}")


def build_matrix(inventory: Inventory, languages: Iterable[str] | None = None) -> pd.DataFrame:
    """Return every document beside every language.

    Parameters
    ----------
    inventory : Inventory
    languages : iterable of str, optional
        ``inventory.languages`` unless given. A group of several languages can have no translation.

    Returns
    -------
    DataFrame with ``MATRIX_COLUMNS``
        Vital documents first, then by title; languages in the order given. ``version`` is ``current``,
        ``behind`` or ``date not known`` (missing where there is no translation), ``days_behind`` how much older
        the English version is that it was made from. ``usable``: approved and not behind. A document whose
        English version has no date cannot fall behind. Where there is no translation, nothing is in stock.

    Examples
    --------
    >>> day = pd.Timestamp
    >>> documents = pd.DataFrame([["d1", "Your rights", "vital", day("2025-03-01"), 2.0, 500.0]],
    ...     columns=DOCUMENT_COLUMNS)
    >>> translations = pd.DataFrame([["d1", "korean", "approved", day("2024-03-01"), "KCS", 40.0, "HQ"]],
    ...     columns=TRANSLATION_COLUMNS)
    >>> matrix = build_matrix(Inventory(documents, translations), ["korean", "arabic"])
    >>> matrix[["language", "state", "version", "days_behind", "usable"]].values.tolist()
    [['korean', 'approved', 'behind', 365.0, False], ['arabic', 'none', nan, nan, False]]
    """
    require_inventory(inventory)
    spoken = tuple(dict.fromkeys(inventory.languages if languages is None else languages))
    for language in spoken:
        if not is_one_language(language):
            raise InputError(
                f"{spoken_name(language)} is a combined group, and nothing is written in it", fix="name the language"
            )
    documents = _in_order(inventory.documents)
    if len(documents) * len(spoken) > MOST_CELLS:
        raise InputError("the table is too large", value=len(documents) * len(spoken))
    cells = pd.MultiIndex.from_product([documents["document_id"], spoken], names=["document_id", "language"])
    held = inventory.translations.set_index(["document_id", "language"]).reindex(cells).reset_index()
    matrix = held.merge(documents, on="document_id", how="left")
    return _with_versions(matrix)[list(MATRIX_COLUMNS)]


def _in_order(documents: pd.DataFrame) -> pd.DataFrame:
    order = documents["document_class"].map({name: place for place, name in enumerate(DOCUMENT_CLASSES)})
    return documents[list(DOCUMENT_COLUMNS)].assign(order=order).sort_values(["order", "title"]).drop(columns="order")


def _with_versions(matrix: pd.DataFrame) -> pd.DataFrame:
    state = matrix["state"].fillna(NONE)
    is_there = state != NONE
    source, made_from = matrix["source_updated_on"], matrix["of_source_on"]
    undated = is_there & source.notna() & made_from.isna()
    behind = is_there & (made_from < source)
    version = np.select([behind, undated, is_there], [BEHIND, UNDATED, CURRENT], "")
    stock = matrix["copies"].where(is_there, 0.0)
    names = {spoken: spoken_name(spoken) for spoken in matrix["language"].unique()}
    return matrix.assign(
        state=state,
        language_name=matrix["language"].map(names).astype("str"),
        version=pd.Series(version, index=matrix.index, dtype="str").mask(~is_there),
        days_behind=(source - made_from).dt.days.where(behind).astype(float),
        copies=stock,
        usable=(state == APPROVED) & ~behind & ~undated,
    )


def compare_inventories(before: Inventory, after: Inventory) -> pd.DataFrame:
    """Return what differs, one row a field: the report before an import is kept.

    Returns
    -------
    DataFrame with ``CHANGE_COLUMNS``
        Documents by title, since a file knows no ids. A document or translation that is not in ``after``, and a
        cell that is blank there, stays as it is and has no row. ``before`` is missing for what is new.

    Examples
    --------
    >>> one = Inventory(pd.DataFrame([["d", "A", "vital", pd.NaT, 2.0, 90.0]], columns=DOCUMENT_COLUMNS),
    ...     empty_inventory().translations)
    >>> compare_inventories(empty_inventory(), one)["field"].tolist()
    ['document_class', 'pages', 'words']
    """
    changes = pd.concat([_changes(before, after, True), _changes(before, after, False)], ignore_index=True)
    return changes.sort_values(["title", "language", "field"], na_position="first").reset_index(drop=True)


def _changes(before: Inventory, after: Inventory, of_documents: bool) -> pd.DataFrame:
    key = ["title"] if of_documents else ["title", "language"]
    first = DOCUMENT_COLUMNS[2:] if of_documents else TRANSLATION_COLUMNS[2:]
    old, new = (_by_title(one, of_documents).set_index(key)[list(first)] for one in (before, after))
    rows = []
    for name in first:
        was, now = old[name].reindex(new.index), new[name]
        differs = now.notna() & (was != now) & ~(was.isna() & (now == NONE))
        index = new.index[differs].to_frame(index=False)
        was, now = was[differs].astype("object"), now[differs].astype("object")
        rows.append(index.assign(field=name, before=was.to_numpy(), after=now.to_numpy()))
    changes = pd.concat(rows, ignore_index=True)
    return changes.reindex(columns=list(CHANGE_COLUMNS)).astype({"language": "str", "before": "object"})


def _by_title(inventory: Inventory, of_documents: bool) -> pd.DataFrame:
    if of_documents:
        return inventory.documents
    titles = inventory.documents.set_index("document_id")["title"]
    return inventory.translations.assign(title=inventory.translations["document_id"].map(titles).astype("str"))
