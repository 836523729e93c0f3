"""The directory of services as a paper: who helps, by language, for everybody to take along."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from planning.errors import UnknownNameError
from planning.languages.spoken import clean_spoken, written_as
from planning.words.formats import capitalized
from planning.words.paper import Block, Heading, Paper, Paragraph
from planning.words.said import IN_ENGLISH, Words

EVERYWHERE = "everywhere"
"""How an entry without areas names where it helps."""


def directory_paper(
    directory: pd.DataFrame, department: str, today: date, *, is_demo: bool = False, words: Words = IN_ENGLISH
) -> Paper:
    """Return the directory of services, to print or to publish, in one language.

    What an organisation says of itself stays in its own words.

    Parameters
    ----------
    directory : DataFrame
        ``organisation, services, languages`` (tuples of what a person reads), ``areas`` (words) and, each of them
        or None, ``phone, address, website, note``. An organisation stands under each of its languages.
    department : str
        Who compiled it.
    today : date

    Examples
    --------
    >>> row = {"organisation": "Harbor Clinic", "services": ("legal aid",), "languages": ("Korean", "Mam"),
    ...        "areas": "everywhere", "phone": "555-0100", "address": None, "website": None, "note": "Free."}
    >>> paper = directory_paper(pd.DataFrame([row]), "Harbor Falls", date(2026, 6, 1))
    >>> [block.text for block in paper.blocks[:4]]
    ['Korean · 한국어', 'Harbor Clinic', 'Legal aid. For: everywhere.', '555-0100 · Free.']
    >>> paper.blocks[4].text
    'Mam'
    """
    return words.paper(
        words.say("directory: title", "People who help, by language"),
        subtitle=words.say(
            "directory: below the title", "{department}, {day}", department=department, day=words.short_day(today)
        ),
        blocks=directory_blocks(directory, words),
        notes=(
            words.say(
                "directory: note",
                "This lists only what each organization agreed to publish. Locations and hours change, so check "
                "before you go.",
            ),
        ),
        is_demo=is_demo,
    )


def directory_blocks(directory: pd.DataFrame, words: Words = IN_ENGLISH) -> list[Block]:
    """Return the entries of the directory, each under every language it serves."""
    rows: list[dict[str, Any]] = [
        {str(name): value for name, value in row.items()} for row in directory.to_dict("records")
    ]
    blocks: list[Block] = []
    for language in sorted({name for row in rows for name in row["languages"]}):
        blocks.append(Heading(with_autonym(language, words)))
        for row in rows:
            if language in row["languages"]:
                blocks += _entry(row, words)
    return blocks


def with_autonym(language: str, words: Words = IN_ENGLISH) -> str:
    """Return a language's name with what its speakers call it, where that is known and another name.

    Examples
    --------
    >>> with_autonym("Khmer"), with_autonym("English"), with_autonym("Mam")
    ('Khmer · ខ្មែរ', 'English', 'Mam')
    """
    named = capitalized(words.language(language))
    try:
        written = written_as(clean_spoken(language))
    except UnknownNameError:
        return named
    autonym = written.autonym if written is not None else None
    return f"{named} · {autonym}" if autonym and autonym.casefold() != named.casefold() else named


def service_words(words: Words) -> dict[str, str]:
    """Return what each service is called, as inside a sentence."""
    where = "directory: a service"
    return {
        "legal aid": words.say(where, "legal aid"),
        "translation": words.say(where, "translation"),
        "victim support": words.say(where, "victim support"),
        "teaching rights": words.say(where, "teaching rights"),
    }


def _entry(row: Mapping[Any, Any], words: Words) -> list[Block]:
    where = "directory: an entry"
    everywhere = words.say(where, "For: everywhere.")
    areas = everywhere if row["areas"] == EVERYWHERE else words.say(where, "For: {areas}.", areas=str(row["areas"]))
    named = service_words(words)
    services = capitalized(words.listed([named.get(one, one) for one in row["services"]]))
    what = words.say(where, "{services}. {areas}", services=services, areas=areas) if services else areas
    reach = [str(row[name]) for name in ("phone", "address", "website", "note") if row[name]]
    entry: list[Block] = [Heading(str(row["organisation"]), 3), Paragraph(what)]
    return [*entry, Paragraph(" · ".join(reach))] if reach else entry
