"""The yearly language report: eighteen items, each from a table of the product or asked for, beside the year before.

Every figure is a row of one table, which is written too; the paper says nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from planning.access.items import ASKERS, ITEMS
from planning.access.sections import blank
from planning.lists import listed
from planning.records.suppression import FLOOR
from planning.records.years import Year
from planning.words.paper import Block, Bullets, Heading, Paragraph, Table

FIGURE_COLUMNS = ("item", "title", "what", "year", "year_before", "counted", "source")
TITLE = "Yearly language report"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes
    ----------
    item : str
        Key of ``planning.access.items.ITEMS``.
    what : str
        Which language, way, or unit.
    now, before : str
        As written; ``before`` is empty where the year before cannot be counted again.
    counted : str
        Over which time, or as of when.
    source : str
        The command, or page, that has it.
    """

    item: str
    what: str
    now: str
    before: str
    counted: str
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody entered for an item and a year, and where it is from."""

    text: str
    source: str


@dataclass(frozen=True, slots=True, eq=False)
class YearFacts:
    """What a report is made of.

    Attributes
    ----------
    year : Year
    figures : sequence of Figure
    entries, earlier : mapping of item to Entry
        Of this year, and of the year before.
    """

    year: Year
    figures: Sequence[Figure]
    entries: Mapping[str, Entry]
    earlier: Mapping[str, Entry]

    def figures_of(self, item: str) -> tuple[Figure, ...]:
        """Return the figures of an item."""
        return tuple(figure for figure in self.figures if figure.item == item)

    @property
    def filled(self) -> tuple[str, ...]:
        """The items that records, or somebody, have filled."""
        return tuple(key for key in ITEMS if self.figures_of(key) or key in self.entries)


def figures_table(figures: Sequence[Figure]) -> pd.DataFrame:
    """Return the figures as a table with ``FIGURE_COLUMNS``; a year before that is not known is missing.

    Examples
    --------
    >>> figures_table([Figure("people", "Korean", "1,180", "", "2019–2023", "need demo")]).iloc[0].tolist()[:4]
    ['people', 'LEP residents, by language', 'Korean', '1,180']
    """
    rows = [
        (one.item, ITEMS[one.item].title, one.what, one.now, one.before or None, one.counted, one.source)
        for one in figures
    ]
    return pd.DataFrame(rows, columns=list(FIGURE_COLUMNS), dtype="str")


def build_yearly(facts: YearFacts) -> tuple[Block, ...]:
    """Return the report as the blocks of a paper."""
    return (*_opening(facts), *(block for key in ITEMS for block in _item(facts, key)), *_askers())


def _opening(facts: YearFacts) -> Iterator[Block]:
    left = [f"{number}. {ITEMS[key].title}" for number, key in enumerate(ITEMS, start=1) if key not in facts.filled]
    yield Paragraph(
        f"**{len(facts.filled)} of {len(ITEMS)} items** are filled for {facts.year.name}. "
        + (f"You have to fill in {listed(left)}." if left else "")
    )
    yield Paragraph(
        f"Counts of people, concerns, and calls are rounded to the nearest 5, and those under {FLOOR} are hidden. "
        "People and concerns are put together from the 2 half-year reports, so this report tells no more than they do. "
        "Counts of officers are ranges.",
        small=True,
    )


def _item(facts: YearFacts, key: str) -> Iterator[Block]:
    item, number = ITEMS[key], list(ITEMS).index(key) + 1
    yield Heading(f"{number}. {item.title}")
    figures, entry, earlier = facts.figures_of(key), facts.entries.get(key), facts.earlier.get(key)
    if figures:
        yield from _figures(figures)
    elif entry is None:
        yield Paragraph(blank(item.asks))
    if entry is not None:
        yield Paragraph(f"{entry.text} (Source: {entry.source}.)")
    if earlier is not None:
        yield Paragraph(f"The year before: {earlier.text} (Source: {earlier.source}.)")
    elif not any(figure.before for figure in figures):
        yield Paragraph(f"The year before: {blank('the figure of last year’s report')}")
    yield Paragraph(f"In the reports of {listed(list(item.asked_by))}.", small=True)


def _figures(figures: Sequence[Figure]) -> Iterator[Block]:
    """Give the figures as a table; when and by what they were counted stands below it where it is one for all."""
    beside = any(figure.before for figure in figures)
    apart = len({(figure.counted, figure.source) for figure in figures}) > 1
    head = ("What", "This year", *(("Year before",) if beside else ()), *(("Counted over", "Source") if apart else ()))
    rows = tuple(
        (
            one.what,
            one.now,
            *((one.before or "not known",) if beside else ()),
            *((one.counted, one.source) if apart else ()),
        )
        for one in figures
    )
    yield Table(head, rows, numbers=(1, 2) if beside else (1,))
    if not apart:
        yield Paragraph(f"Counted over: {figures[0].counted}. Source: {figures[0].source}.", small=True)


def _askers() -> Iterator[Block]:
    yield Heading("Whose reports have these items")
    yield Bullets(tuple(f"{name}: {said}" for name, said in ASKERS.items()))


def summary_of(figures: Sequence[Figure], longest: int) -> str:
    """Return an item's figures as one text, for the report of the next year.

    Examples
    --------
    >>> one = Figure("people", "Korean", "1,180", "", "", "")
    >>> summary_of([one, one], 100)
    'Korean 1,180, Korean 1,180'
    """
    said = [f"{figure.what} {figure.now}" for figure in figures]
    while said and len(", ".join(said)) > longest:
        said.pop()
    return ", ".join(said)
