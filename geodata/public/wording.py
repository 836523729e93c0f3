"""The public's words in each language: what comes with the product, and what people wrote and reviewed on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from geodata.records.published import READER
from geodata.records.store import Store
from geodata.records.work import Record, Work
from planning.errors import InputError
from planning.languages.groups import ENGLISH
from planning.languages.spoken import clean_spoken, is_one_language, spoken_name, written_as
from planning.records.roles import PUBLISHED, Actor, require_may
from planning.words.catalogue import (
    DRAFT,
    REVIEWED,
    Forms,
    Message,
    catalogue_to_fill,
    drafts_that_come,
    forms_in,
    messages,
    read_catalogue,
)
from planning.words.said import IN_ENGLISH, Words, words_in

KIND = "public_words"
MISSING = "missing"
WITH_THE_PRODUCT = ("spanish",)
"""Languages of which drafts come with it."""


def one_language(name: str) -> str:
    """Return a language as records hold it, from any of its names; one in which somebody can write.

    Raises
    ------
    InputError
        If it is English, or a group of several; ``UnknownNameError`` if it is none.

    Examples
    --------
    >>> one_language("Farsi"), one_language("Spanish")
    ('other_indo_european:Persian', 'spanish')
    """
    spoken = clean_spoken(name)
    if spoken == ENGLISH or not is_one_language(spoken):
        raise InputError("nothing is translated into this", value=spoken_name(spoken), fix="name one other language")
    return spoken


def tag_of(spoken: str) -> str:
    """Return the BCP 47 tag of a language; ``und`` where nobody has looked it up.

    Examples
    --------
    >>> tag_of("spanish"), tag_of("uncounted:Nobody Knows")
    ('es', 'und')
    """
    written = written_as(spoken)
    return (written.bcp47 if written is not None else None) or "und"


def load_words(store: Store, actor: Actor, spoken: str, *, drafts: bool = False) -> Words:
    """Return the words of a language for papers that go out: what was reviewed, the rest in English with a mark.

    Parameters
    ----------
    drafts : bool
        Also what nobody has reviewed: to look at, and the paper says so.
    """
    require_may(actor, "read", PUBLISHED)
    if spoken == ENGLISH:
        return IN_ENGLISH
    reviewed: dict[str, Forms] = {}
    waiting: dict[str, Forms] = dict(drafts_that_come(tag_of(spoken))) if drafts else {}
    for record in store.records(READER, KIND, language=spoken):
        if record["state"] == REVIEWED:
            reviewed[record["message_key"]] = _forms(record)
        elif drafts:
            waiting[record["message_key"]] = _forms(record)
    return words_in(spoken, reviewed, waiting)


def languages_reviewed(store: Store, actor: Actor) -> tuple[str, ...]:
    """Return the languages in which anything was reviewed, in which papers for the public are made beside English."""
    require_may(actor, "read", PUBLISHED)
    found = {str(record["language"]) for record in store.records(READER, KIND, state=REVIEWED)}
    return tuple(sorted(found, key=spoken_name))


def languages_begun(store: Store, actor: Actor) -> tuple[str, ...]:
    """Return the languages in which there is any text, reviewed or not."""
    found = {str(record["language"]) for record in store.records(actor, KIND)}
    return tuple(sorted(found | set(WITH_THE_PRODUCT), key=spoken_name))


def load_catalogue(store: Store, actor: Actor, spoken: str) -> pd.DataFrame:
    """Return every string with what there is of it in a language.

    Returns
    -------
    DataFrame with ``key, context, english, text, state, reviewer, reviewed_on, by``
        In the order of the papers; plural forms of a text one a line. ``state``: missing, draft or reviewed; ``by``
        is who saved it, empty for a draft that came with the product.
    """
    held = {str(record["message_key"]): record for record in store.records(actor, KIND, language=spoken)}
    come = drafts_that_come(tag_of(spoken))
    rows = [_row(key, one, held.get(key), come.get(key)) for key, one in messages().items()]
    return pd.DataFrame(rows)


def _row(key: str, one: Message, record: Record | None, came: Forms | None) -> dict[str, object]:
    english = "\n".join(filter(None, (one.one, one.many)))
    row: dict[str, object] = {"key": key, "context": one.context, "english": english}
    if record is not None:
        named = {name: record[name] for name in ("text", "state", "reviewer", "reviewed_on")}
        return row | named | {"by": record.updated_by}
    text = "\n".join(came or ())
    return row | {"text": text, "state": DRAFT if came else MISSING, "reviewer": None, "reviewed_on": None, "by": ""}


def save_draft(store: Store, actor: Actor, spoken: str, texts: Mapping[str, Forms]) -> int:
    """Save texts as drafts, all of them or none; return how many are new or changed.

    A text that was reviewed and is changed becomes a draft again.
    """
    return store.together(actor, lambda work: sum(_keep(work, spoken, *one) for one in texts.items()))


def _keep(work: Work, spoken: str, key: str, forms: Forms) -> bool:
    text = "\n".join(forms)
    held = work.find(KIND, language=spoken, message_key=key)
    if not held:
        if drafts_that_come(tag_of(spoken)).get(key) == forms:
            return False
        work.add(KIND, _values(spoken, key, text))
        return True
    if held[0]["text"] == text:
        return False
    changed = {"text": text, "state": DRAFT, "reviewer": None, "reviewed_on": None}
    work.change(KIND, held[0].id, changed, held[0].version)
    return True


def _values(spoken: str, key: str, text: str) -> dict[str, object]:
    one = messages()[key]
    named = {"context": one.context, "english": one.one}
    return {"language": spoken, "message_key": key, "text": text, "state": DRAFT, **named}


def sign(store: Store, actor: Actor, spoken: str, keys: Sequence[str], reviewer: str, on: date) -> int:
    """Save that a named person has reviewed texts as they are now, all of them or none; return how many.

    Raises
    ------
    InputError
        If nobody is named, or one of the texts is missing.
    """
    _require_named(reviewer)
    signed = {"state": REVIEWED, "reviewer": reviewer.strip(), "reviewed_on": on}
    return store.together(actor, lambda work: sum(_sign(work, spoken, key, signed) for key in keys))


def save_and_sign(store: Store, actor: Actor, spoken: str, key: str, forms: Forms, reviewer: str, on: date) -> None:
    """Save a text that a named person has just reviewed.

    Raises
    ------
    InputError
        If nobody is named, or the text does not fit its string.
    """
    _require_named(reviewer)
    signed = {"state": REVIEWED, "reviewer": reviewer.strip(), "reviewed_on": on}

    def steps(work: Work) -> None:
        _keep(work, spoken, key, forms)
        _sign(work, spoken, key, signed)

    store.together(actor, steps)


def _require_named(reviewer: str) -> None:
    if not reviewer.strip():
        raise InputError("a review needs the name of the reviewer", fix="enter who read these texts")


def _sign(work: Work, spoken: str, key: str, signed: Mapping[str, object]) -> bool:
    held = work.find(KIND, language=spoken, message_key=key)
    if held and held[0]["state"] != REVIEWED:
        work.change(KIND, held[0].id, signed, held[0].version)
    elif not held:
        come = drafts_that_come(tag_of(spoken)).get(key)
        if come is None:
            raise InputError("a text that is missing cannot be reviewed", value=messages()[key].one, fix="write it")
        work.add(KIND, _values(spoken, key, "\n".join(come)) | dict(signed))
    return True


def catalogue_file(store: Store, actor: Actor, spoken: str) -> bytes:
    """Return the ``.po`` of a language, for a partner to fill in with any editor of gettext catalogues."""
    table = load_catalogue(store, actor, spoken)
    known = {key: _split(text) for key, text in zip(table["key"], table["text"], strict=True) if text}
    return catalogue_to_fill(tag_of(spoken), known, frozenset(table.loc[table["state"] == DRAFT, "key"]))


def take_in(store: Store, actor: Actor, spoken: str, content: bytes) -> int:
    """Save what a ``.po`` holds as drafts; return how many texts are new or changed.

    Strings that the product does not have are passed by.

    Raises
    ------
    InputError
        If it is no such file, or a text does not fit its string.
    """
    found = forms_in(read_catalogue(content))
    return save_draft(store, actor, spoken, {key: forms for key, forms in found.items() if key in messages()})


def _forms(record: Record) -> Forms:
    return _split(record["text"])


def _split(text: str) -> Forms:
    return tuple(str(text).split("\n"))
