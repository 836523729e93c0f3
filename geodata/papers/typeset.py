"""A paper as the data that Typst sets: every text with its language and the way it runs, never as markup."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from geodata.papers.fonts import font_sentence
from planning.words.paper import (
    Bullets,
    Cell,
    Columns,
    Drawing,
    Grid,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Table,
    TwoUp,
    direction_of,
    strong_runs,
    texts_of,
)

LEAST_SHARE, MOST_SHARE = 8, 60
"""Letters: a column of short words is not squeezed, one of sentences does not squeeze the others."""
LONGEST_FIGURE = 24
"""Signs of a column of figures that takes what it needs; a longer one has its share, and breaks."""

FONTS = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Gurmukhi",
    "Noto Sans Gujarati",
    "Noto Sans Tamil",
    "Noto Sans Telugu",
    "Noto Sans Kannada",
    "Noto Sans Malayalam",
    "Noto Sans Sinhala",
    "Noto Sans Oriya",
    "Noto Sans Ethiopic",
    "Noto Sans Khmer",
    "Noto Sans Lao",
    "Noto Sans Thai",
    "Noto Sans Myanmar",
    "Noto Sans Armenian",
    "Noto Sans Georgian",
    "Noto Sans CJK SC",
    "Noto Sans Symbols",
)
"""A letter is taken from the first of these that has it."""


def paper_data(paper: Paper) -> dict[str, Any]:
    """Return what ``printed.typ`` makes the sheets of.

    Examples
    --------
    >>> data = paper_data(Paper("اجتماع", lang="ar", direction="rtl"))
    >>> data["direction"], data["title_set"]["lang"]
    ('rtl', 'ar')
    """
    return {
        "title": paper.title,
        "title_set": _set(paper.title, *_own(paper, paper.title)),
        "warning": " ".join(filter(None, (paper.warning, font_sentence(texts_of(paper))))),
        "subtitle": paper.subtitle,
        "footer": paper.title,
        "is_demo": paper.is_demo,
        "demo_note": paper.demo_note,
        "wide": paper.wide,
        "fitted": paper.fitted,
        "made_from": paper.made_from,
        "lang": _bare(paper.lang),
        "direction": paper.direction,
        "blocks": [_as_data(block, paper) for block in paper.blocks],
        "notes": [_cell(note, paper) for note in paper.notes],
        "fonts": FONTS,
        "contents": paper.contents,
        "one_sheet": False,
    }


def _runs(text: str) -> list[dict[str, object]]:
    return [{"text": piece, "strong": strong} for piece, strong in strong_runs(text)]


def _own(paper: Paper, text: str) -> tuple[str, str]:
    """Return the paper's own language and direction for a text that runs its way; nothing for any other."""
    runs, _ = direction_of(text)
    return (paper.lang, paper.direction) if runs == paper.direction else ("", "")


def _bare(lang: str) -> str:
    """Return a language as Typst wants it: "zh", not "zh-Hans"."""
    bare = lang.split("-")[0]
    return bare if len(bare) in (2, 3) else "en"


def _set(text: str, lang: str = "", direction: str = "") -> dict[str, str]:
    """Return by which rules a text is set."""
    runs, language = direction_of(text)
    return {"lang": _bare(lang or language), "direction": direction or runs}


def _cell(text: str, paper: Paper) -> dict[str, Any]:
    return {"runs": _runs(text), **_set(text, *_own(paper, text))}


@singledispatch
def _as_data(block: object, paper: Paper) -> dict[str, Any]:
    raise TypeError(block)


@_as_data.register
def _(block: Heading, paper: Paper) -> dict[str, Any]:
    return {"kind": "Heading", "text": block.text, "level": block.level, **_set(block.text, *_own(paper, block.text))}


@_as_data.register
def _(block: Paragraph, paper: Paper) -> dict[str, Any]:
    return {
        "kind": "Paragraph",
        "runs": _runs(block.text),
        "small": block.small,
        **(
            _set(block.text, block.lang, block.direction)
            if block.lang or block.direction
            else _set(block.text, *_own(paper, block.text))
        ),
    }


@_as_data.register
def _(block: Bullets, paper: Paper) -> dict[str, Any]:
    items = [_cell(item, paper) for item in block.items]
    return {"kind": "Bullets", "items": items, "boxes": block.boxes, "numbered": block.numbered}


@_as_data.register
def _(block: Table, paper: Paper) -> dict[str, Any]:
    return {
        "kind": "Table",
        "head": block.head,
        "rows": [[_cell(cell, paper) for cell in row] for row in block.rows],
        "caption": block.caption,
        "numbers": block.numbers,
        "tight": [place for place in block.numbers if _longest(block, place) <= LONGEST_FIGURE],
        "shares": [_share(block, place) for place in range(len(block.head))],
    }


def _share(table: Table, place: int) -> int:
    """Return how wide a column is beside the others: as its longest cell, within reason."""
    return min(max(_longest(table, place), LEAST_SHARE), MOST_SHARE)


def _longest(table: Table, place: int) -> int:
    return max(len(row[place]) for row in (table.head, *table.rows))


@_as_data.register
def _(block: Drawing, paper: Paper) -> dict[str, Any]:
    return {"kind": "Drawing", "svg": block.svg, "words": block.words}


@_as_data.register
def _(block: PageBreak, paper: Paper) -> dict[str, Any]:
    return {"kind": "PageBreak"}


@_as_data.register
def _(block: Columns, paper: Paper) -> dict[str, Any]:
    left, right = ([_as_data(one, paper) for one in side] for side in (block.left, block.right))
    return {"kind": "Columns", "left": left, "right": right}


@_as_data.register
def _(block: Grid, paper: Paper) -> dict[str, Any]:
    cells = [_field(cell, paper) for cell in block.cells]
    return {"kind": "Grid", "cells": cells, "columns": block.columns, "large": block.large}


def _field(cell: Cell, paper: Paper) -> dict[str, Any]:
    return {**_set(cell.text, cell.lang, cell.direction), "text": cell.text, "below": _cell(cell.below, paper)}


@_as_data.register
def _(block: TwoUp, paper: Paper) -> dict[str, Any]:
    return {"kind": "TwoUp", "blocks": [_as_data(one, paper) for one in block.blocks]}
