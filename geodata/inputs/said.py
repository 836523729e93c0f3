"""Which column is which: how a file looks, what somebody said of it, and what was said of one of the same shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.files.formats import is_map
from geodata.files.limits import Limits
from geodata.files.safe_read import read_geodata
from geodata.files.text_tables import TABLE_ENDINGS, read_text_table
from planning.errors import InputError


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said the columns of a file are.

    Attributes
    ----------
    input : str
    headings : tuple of str
        Every column of the file: files of the same headings have the same shape.
    columns : mapping of role to heading
    """

    input: str
    headings: tuple[str, ...]
    columns: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """Return it as provenance keeps it."""
        return asdict(self) | {"headings": list(self.headings), "columns": dict(self.columns)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Said:
        """Return what ``as_json`` gave."""
        return cls(kept["input"], tuple(kept["headings"]), dict(kept["columns"]))


def recall(before: Iterable[Said], role: str, headings: Iterable[str]) -> dict[str, str]:
    """Return what was said of an input's file with the same headings, in whatever order; empty if nothing was.

    Examples
    --------
    >>> before = [Said("roster", ("Badge", "Lang."), {"language": "Lang."})]
    >>> recall(before, "roster", ["Lang.", "Badge"]), recall(before, "roster", ["Badge", "Tongue"])
    ({'language': 'Lang.'}, {})
    """
    shape = set(headings)
    return next((dict(one.columns) for one in before if one.input == role and set(one.headings) == shape), {})


KEPT_SHAPES = 12
"""So many shapes of file are remembered of one input."""

Files = Path | Sequence[Path]
"""One file, or several of one input."""


def each_file(files: Files) -> tuple[Path, ...]:
    """Return the files of an input."""
    return (files,) if isinstance(files, Path) else tuple(files)


def other_shapes(before: Iterable[Said], role: str, headings: Iterable[str]) -> tuple[Said, ...]:
    """Return what was said of an input's files of other headings: it holds when such a file comes again.

    Examples
    --------
    >>> before = [Said("roster", ("Badge", "Lang."), {"language": "Lang."})]
    >>> [one.columns for one in other_shapes(before, "roster", ["Badge", "Tongue"])]
    [{'language': 'Lang.'}]
    """
    shape = set(headings)
    return tuple(one for one in before if one.input == role and set(one.headings) != shape)[:KEPT_SHAPES]


def look_at(path: Path, limits: Limits) -> pd.DataFrame:
    """Return the rows of a file under its own headings, nothing understood yet; without columns if it is neither.

    Raises
    ------
    InputError
        If it cannot be read at all.
    """
    if path.suffix.lower() in TABLE_ENDINGS:
        return read_text_table(path, limits=limits).rows
    if is_map(path):
        try:
            return pd.DataFrame(read_geodata(path, every=True, limits=limits).frame.drop(columns="geometry"))
        except InputError:
            if path.suffix.lower() != ".zip":
                raise  # a zip may hold a table, which its reader finds
    return pd.DataFrame()
