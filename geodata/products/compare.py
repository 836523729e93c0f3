"""Two files held against each other: which figure differs, named by its row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geodata.products.grids import Grid, Part

_NAMES = ("area_id", "language", "shift", "level", "within", "document_id", "title", "inside", "short")
KEYS = frozenset((*_NAMES, "Area", "Language", "Shift", "Level", "Within", "Title", "Inside"))
"""Columns that say which row it is."""
MISSING = "nothing"


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that is not as it should be.

    Attributes
    ----------
    part, row, column : str
    found, ours : str
        What the file says, and what it should.
    """

    part: str
    row: str
    column: str
    found: str
    ours: str

    @property
    def sentence(self) -> str:
        """The difference as a person reads it.

        Examples
        --------
        >>> print(Difference("table", "area_id 42, language korean", "lep", "211", "210").sentence)
        table, area_id 42, language korean, lep: the file says 211, made again it is 210
        """
        where = ", ".join(part for part in (self.part, self.row, self.column) if part)
        return f"{where}: the file says {self.found or MISSING}, made again it is {self.ours or MISSING}"


def differences(found: Grid, ours: Grid) -> tuple[Difference, ...]:
    """Return what differs, in the order of the file."""
    return tuple(_all(found, ours))


def _all(found: Grid, ours: Grid) -> Iterator[Difference]:
    there = {part.name: part for part in found.parts}
    for part in ours.parts:
        if part.name not in there:
            yield Difference(part.name, "", "", "", f"{len(part.rows)} rows")
            continue
        theirs = there.pop(part.name)
        yield from _cells(theirs, part)
    for part in there.values():
        yield Difference(part.name, "", "", f"{len(part.rows)} rows", "")


def _cells(found: Part, ours: Part) -> Iterator[Difference]:
    for name in ours.head:
        if name not in found.head:
            yield Difference(ours.name, "heading", name, "", name)
    for name in found.head:
        if name not in ours.head:
            yield Difference(ours.name, "heading", name, name, "")
    places = [(name, found.head.index(name), ours.head.index(name)) for name in ours.head if name in found.head]
    for number, (theirs, mine) in enumerate(_pairs(found, ours), start=2):
        if theirs is None or mine is None:
            said = theirs or mine or ()
            row = _row_name(found.head if theirs else ours.head, said, number)
            yield Difference(ours.name, row, "", "a row" if theirs else "", "a row" if mine else "")
            continue
        if theirs == mine and found.head == ours.head:
            continue
        for name, here, there in places:
            if theirs[here] != mine[there]:
                yield Difference(ours.name, _row_name(ours.head, mine, number), name, theirs[here], mine[there])


Pair = tuple[tuple[str, ...] | None, tuple[str, ...] | None]


def _pairs(found: Part, ours: Part) -> Iterator[Pair]:
    """Yield the rows that belong together: by what names them where that names each once, else by their place."""
    keys = [name for name in ours.head if name in KEYS]
    if keys and all(name in found.head for name in keys):
        theirs, mine = _by_key(found, keys), _by_key(ours, keys)
        if len(theirs) == len(found.rows) and len(mine) == len(ours.rows):
            for key, row in mine.items():
                yield theirs.get(key), row
            for key, row in theirs.items():
                if key not in mine:
                    yield row, None
            return
    for number in range(max(len(found.rows), len(ours.rows))):
        yield (
            found.rows[number] if number < len(found.rows) else None,
            ours.rows[number] if number < len(ours.rows) else None,
        )


def _by_key(part: Part, keys: Sequence[str]) -> dict[tuple[str, ...], tuple[str, ...]]:
    places = [part.head.index(name) for name in keys]
    return {tuple(row[place] for place in places): row for row in part.rows}


def _row_name(head: Sequence[str], row: Sequence[str], number: int) -> str:
    named = [f"{name} {cell}" for name, cell in zip(head, row, strict=False) if name in KEYS and cell]
    return ", ".join(named) or f"row {number}"
