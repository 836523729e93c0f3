"""The directory of services as a paper: who helps, by language, for everybody to take along."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from planning.errors import UnknownNameError
from planning.languages.spoken import clean_spoken, written_as
from planning.words.formats import short_day
from planning.words.paper import Block, Heading, Paper, Paragraph

TITLE = "People who help, by language"
NOTE = "This lists only what each organization agreed to publish. Locations and hours change, so check before you go."


def directory_paper(directory: pd.DataFrame, department: str, today: date, *, is_demo: bool = False) -> Paper:
    """Return the directory of services, to print or to publish.

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
    rows: list[dict[str, Any]] = [
        {str(name): value for name, value in row.items()} for row in directory.to_dict("records")
    ]
    blocks: list[Block] = []
    for language in sorted({name for row in rows for name in row["languages"]}):
        blocks.append(Heading(with_autonym(language)))
        for row in rows:
            if language in row["languages"]:
                blocks += _entry(row)
    subtitle = f"{department}, {short_day(today)}"
    return Paper(TITLE, subtitle, tuple(blocks), notes=(NOTE,), is_demo=is_demo)


def with_autonym(language: str) -> str:
    """Return a language's name with what its speakers call it, where that is known.

    Examples
    --------
    >>> with_autonym("Khmer"), with_autonym("English"), with_autonym("Mam")
    ('Khmer · ខ្មែរ', 'English', 'Mam')
    """
    try:
        written = written_as(clean_spoken(language))
    except UnknownNameError:
        return language
    return f"{language} · {written.autonym}" if written is not None and written.autonym else language


def _entry(row: Mapping[Any, Any]) -> list[Block]:
    services = ", ".join(row["services"]).capitalize()
    what = f"{services}. For: {row['areas']}." if services else f"For: {row['areas']}."
    reach = [str(row[name]) for name in ("phone", "address", "website", "note") if row[name]]
    entry: list[Block] = [Heading(str(row["organisation"]), 3), Paragraph(what)]
    return [*entry, Paragraph(" · ".join(reach))] if reach else entry
