"""A printable paper as plain data: what is said, not how it looks. ``geodata.papers.printed`` makes HTML and PDF of it.

In every text, words between ``**`` are strong and nothing else is markup, so that a place or a partner can be
named anything.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from planning.errors import InputError


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 is a part of the paper, level 3 a part of a part."""

    text: str
    level: int = 2

    def __post_init__(self) -> None:
        """Refuse a level that no paper has: 1 is the title."""
        if self.level not in (2, 3):
            raise InputError("a heading has level 2 or 3", value=self.level, fix="the title is the paper's own")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences.

    Attributes
    ----------
    small : bool
        Set smaller and grey: a note, a source.
    lang : str
        The BCP 47 tag of its language, for a reader that speaks it aloud; by its letters unless given.
    direction : str
        ``ltr`` or ``rtl``; by its letters unless given.
    """

    text: str
    small: bool = False
    lang: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; with ``boxes``, one to tick off on paper; ``numbered``, one in order."""

    items: tuple[str, ...]
    boxes: bool = False
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts, as they are to be read.

    Attributes
    ----------
    head : tuple of str
    rows : tuple of tuple of str
        Each as long as the head.
    caption : str
    numbers : tuple of int
        Places of the columns set to the right.

    Examples
    --------
    >>> Table(("Language", "People"), (("Korean", "1,180"), ("Thai",)))
    Traceback (most recent call last):
    ...
    planning.errors.InputError: row 2 of a table has not a cell for each of its 2 headings (got ('Thai',)).
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    numbers: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a row that does not fit its head: cells would stand under the wrong one."""
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.head):
                what = f"row {number} of a table has not a cell for each of its {len(self.head)} headings"
                raise InputError(what, value=row)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map or a plot as SVG, with what it shows in words for whoever cannot see it."""

    svg: str
    words: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins a page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a grid: a word to be seen from afar, and below it smaller what it says to somebody else.

    Attributes
    ----------
    text, below : str
    lang, direction : str
        Of the word; by its letters unless given.
    """

    text: str
    below: str = ""
    lang: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Fields side by side, row by row.

    Attributes
    ----------
    cells : tuple of Cell
    columns : int
    large : bool
        For a poster, which is read from a few steps away.
    """

    cells: tuple[Cell, ...]
    columns: int = 3
    large: bool = False


@dataclass(frozen=True, slots=True)
class TwoUp:
    """The same blocks twice on a sheet, to be cut apart."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns side by side; a narrow screen has them one below the other. Neither holds columns or breaks."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


Block = Heading | Paragraph | Bullets | Table | Drawing | PageBreak | Grid | TwoUp | Columns

MARK = "[EN]"
"""Stands behind what is in English because nobody has reviewed it in the paper's language."""

DEMO_NOTE = "Demo: the place, the organizations, and every number are made up."


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to print or to send.

    Attributes
    ----------
    title, subtitle : str
        The subtitle says whose and of when.
    blocks : tuple of Block
    notes : tuple of str
        Stand small at the end: method, sources, what the paper may be used for.
    is_demo : bool
        Says on top that place and figures are invented.
    fitted : bool
        What stands before the first page break is set as small as it takes to be one page.
    wide : bool
        Set across the sheet, for tables of many columns.
    made_from : str
        A line for programs, which no reader sees: what it was made from; see ``geodata.papers.stamp``.
    lang, direction : str
        Its language (BCP 47), and which way the whole sheet runs: ``rtl`` has its tables, lists and headings from the
        right, whatever single texts do.
    demo_note : str
        What ``is_demo`` says, in the paper's language.
    warning : str
        What whoever prints it has to know first.
    contents : bool
        Whether a list of its parts stands before them, on sheets.
    """

    title: str
    subtitle: str = ""
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    is_demo: bool = False
    wide: bool = False
    fitted: bool = False
    made_from: str = ""
    lang: str = "en"
    direction: str = "ltr"
    demo_note: str = DEMO_NOTE
    warning: str = ""
    contents: bool = False


RIGHT_TO_LEFT = MappingProxyType({"AL": "ar", "R": "he"})
"""Kinds of letters that run from right to left, each with a language whose rules of setting fit."""


ISOLATES, END_OF_ISOLATE = frozenset({"LRI", "RLI", "FSI"}), "PDI"


def direction_of(text: str) -> tuple[str, str]:
    """Return which way a text runs, by its first letter that runs either way, and a language for letters of its kind.

    As a browser does with ``dir="auto"`` (Unicode bidirectional algorithm, rules P2 and P3). The language is English
    for a text that runs from left to right.

    Examples
    --------
    >>> direction_of("12 العربية"), direction_of("Beat 42 عربي"), direction_of("ייִדיש"), direction_of("42")
    (('rtl', 'ar'), ('ltr', 'en'), ('rtl', 'he'), ('ltr', 'en'))
    """
    apart = 0
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        # What is isolated inside a sentence does not say how the sentence runs.
        apart += (kind in ISOLATES) - (kind == END_OF_ISOLATE and apart > 0)
        if apart:
            continue
        if kind in RIGHT_TO_LEFT:
            return "rtl", RIGHT_TO_LEFT[kind]
        if kind == "L":
            break
    return "ltr", "en"


def texts_of(paper: Paper) -> Iterator[str]:
    """Yield every text of a paper."""
    yield from (paper.title, paper.subtitle, *paper.notes, *([paper.demo_note] if paper.is_demo else []))
    yield from _texts_in(paper.blocks)


def _texts_in(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            yield block.text
        elif isinstance(block, Bullets):
            yield from block.items
        elif isinstance(block, Table):
            yield from (block.caption, *block.head, *(cell for row in block.rows for cell in row))
        elif isinstance(block, Drawing):
            yield block.words
        elif isinstance(block, Grid):
            yield from (text for cell in block.cells for text in (cell.text, cell.below))
        elif isinstance(block, TwoUp):
            yield from _texts_in(block.blocks)
        elif isinstance(block, Columns):
            yield from _texts_in((*block.left, *block.right))


def strong_runs(text: str) -> list[tuple[str, bool]]:
    """Return the pieces of a text, each with whether it is strong.

    Stars without a partner are stars.

    Examples
    --------
    >>> strong_runs("**2 meetings** were held.")
    [('2 meetings', True), (' were held.', False)]
    >>> strong_runs("a ** b")
    [('a ** b', False)]
    """
    pieces = text.split("**")
    if len(pieces) % 2 == 0:
        pieces[-2:] = ["**".join(pieces[-2:])]
    return [(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]
