"""What of a file was not used: rows left out, and sheets, layers or members passed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that were not used, and why.

    Attributes
    ----------
    why : str
        The reason, as "no position".
    rows : int
    which : tuple of str
        What a person finds them by: row numbers of the file, or ids.
    """

    why: str
    rows: int
    which: tuple[str, ...] = ()

    @classmethod
    def of(cls, why: str, which: Iterable[object]) -> LeftOut:
        """Return rows that are named one by one."""
        names = tuple(map(str, which))
        return cls(why, len(names), names)


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet, layer, folder of a map, or member of an archive.

    Attributes
    ----------
    kind, name : str
        As "sheet", "Precinct 1".
    rows : int or None
        Rows taken from it; None where it was not read.
    why : str
        Why it was not read; empty where it was.
    """

    kind: str
    name: str
    rows: int | None
    why: str = ""
