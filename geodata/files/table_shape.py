"""Where the table is on a sheet: titles above it, a header of one or two rows, headings and totals between its rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geodata.files.columns import as_text

HEADER_WITHIN = 20
"""Rows that hold anything, from the top, among which the header is looked for."""
LEAST_SHARE = 0.5
"""Cells of a header, of those that rows usually have."""
ALIKE = 0.7
"""Columns that two sheets of one table have in common, of the fuller one's."""
LOOKS_BLANK = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "\u200b\ufeff"
"""Signs that leave no mark."""

_TOTAL = re.compile(r"(?:grand|sub)?[ -]?totals?\b:?", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{3,}")

Merged = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A table as it lies on a sheet.

    Attributes
    ----------
    rows : DataFrame of str
        Under their header, by row number.
    left_out : dict of str to list of int
        Rows under the header that are none of the table's, by what they are.
    nameless : tuple of str
        Letters of columns that hold something and have no name.
    filled : int
        Cells that got the value of the merged cell over them.
    """

    rows: pd.DataFrame
    left_out: dict[str, list[int]]
    nameless: tuple[str, ...] = ()
    filled: int = 0

    def like(self, other: Shape) -> bool:
        """Whether the two are parts of one table."""
        own, its = ({name.casefold() for name in one.rows.columns} for one in (self, other))
        return len(own & its) >= ALIKE * max(len(own), len(its), 1)


def find_shape(cells: pd.DataFrame, merged: Sequence[Merged] = (), *, prose: bool = False) -> Shape:
    """Return the table among the cells of a sheet.

    Parameters
    ----------
    cells : DataFrame of str
        By row number; blank ones are "".
    merged : sequence of (first column, first row, last column, last row), optional
    prose : bool, default False
        Whether people may have put headings and totals between the rows. In a table of the census "Total" is a line.

    Examples
    --------
    >>> sheet = pd.DataFrame([["Bilingual staff", "", ""], ["badge", "language", "tier"], ["1", "Lao", "tested"],
    ...     ["East Precinct", "", ""], ["Total", "1", ""]], index=[1, 3, 4, 5, 6])
    >>> shape = find_shape(sheet, prose=True)
    >>> shape.rows.to_numpy().tolist(), shape.left_out
    ([['1', 'Lao', 'tested']], {'a total': [6], 'a heading': [5]})
    """
    cells, held = _held(cells)
    filled_in = pd.Series(held.sum(axis=1), cells.index)
    usual = float(filled_in[filled_in > 1].median()) if (filled_in > 1).any() else 1.0
    first = filled_in.iloc[:HEADER_WITHIN]
    enough = first[first >= max(2, LEAST_SHARE * usual)]
    top = int(enough.index[0] if len(enough) and usual >= 2 else first.index[0])
    header, last = _header(cells, top, merged)
    under = cells.index > last
    rows, held = cells.loc[under].copy(), held[under]
    filled = _fill_down(rows, merged) if merged else 0
    if filled:
        rows, held = _held(rows)
    named = [k for k, name in enumerate(header) if name]
    nameless = [k for k, name in enumerate(header) if not name and held[:, k].any()]
    left = {"the header again": _again(rows, {k: header[k] for k in named})}
    if prose:
        left |= _between(rows, held, usual, ~left["the header again"])
    out = pd.concat(left, axis=1).any(axis=1)
    kept = rows.loc[~out].iloc[:, named].set_axis([header[k] for k in named], axis="columns")
    gone = {why: [int(row) for row in rows.index[where]] for why, where in left.items() if where.any()}
    return Shape(kept, gone, tuple(map(_letter, nameless)), filled)


def _held(cells: pd.DataFrame) -> tuple[pd.DataFrame, npt.NDArray[np.bool_]]:
    """Return the rows that hold anything, and which of their cells do; one that looks blank is blank.

    Column by column in Arrow: what pandas does for a whole frame takes ten times as long where it has many columns.
    """
    held = np.empty(cells.shape, dtype=np.bool_)
    seeming = {}
    for k in range(cells.shape[1]):
        column = pa.array(cells.iloc[:, k])
        held[:, k] = pc.not_equal(pc.utf8_trim(column, LOOKS_BLANK), "")
        if not held[:, k].all() and (held[:, k] != pc.not_equal(column, "").to_numpy(zero_copy_only=False)).any():
            seeming[k] = cells.iloc[:, k].where(held[:, k], "").array
    if seeming:
        cells = cells.copy()
        for k, column in seeming.items():
            cells.isetitem(k, column)
    some = np.flatnonzero(held.any(axis=1))
    return (cells, held) if len(some) == len(cells) else (cells.iloc[some], held[some])


def _again(rows: pd.DataFrame, header: Mapping[int, str]) -> pd.Series:
    """Return which rows repeat the header, by number of column."""
    again = pd.Series(True, rows.index)
    for k, name in header.items():
        again &= rows.iloc[:, k] == name
        if not again.any():
            break
    return again


def _letter(place: int) -> str:
    """Return what a person calls a column."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(place + 1))


def say_total(rows: pd.DataFrame) -> pd.Series:
    """Return which rows hold a cell that says total and nothing else; "Total Fitness" is a place.

    Examples
    --------
    >>> say_total(pd.DataFrame({"name": ["Total Fitness", "Grand total:"], "seats": ["40", "40"]})).tolist()
    [False, True]
    """
    found: pd.Series = rows.apply(lambda column: as_text(column).fillna("").str.fullmatch(_TOTAL)).any(axis=1)
    return found


def say_name_alone(rows: pd.DataFrame) -> pd.Series:
    """Return which rows hold one cell and no more, with words in it: a heading over those under it, or a lone name."""
    cells = rows.apply(lambda column: as_text(column).fillna(""))
    words = cells.apply(lambda column: column.str.contains(_WORDS)).any(axis=1)
    found: pd.Series = words & ((cells != "").sum(axis=1) == 1)
    return found


def _header(cells: pd.DataFrame, top: int, merged: Sequence[Merged]) -> tuple[list[str], int]:
    """Return the names of the columns and their last row; a name over several columns goes before those under it."""
    names = _row(cells, top)
    spans = [span for span in merged if span[1] <= top <= span[3]]
    wide = [span for span in spans if span[2] > span[0]]
    last = top + 1 if wide else max((span[3] for span in spans), default=top)
    if last == top or last not in cells.index:
        return names, top
    upper = list(names)
    for left, _, right, _ in wide:
        upper[left - 1 : right] = [names[left - 1]] * (right - left + 1)
    lower = _row(cells, last)
    found = [
        below if below and lower.count(below) == 1 else " ".join(filter(None, (above, below)))
        for above, below in zip(upper, lower, strict=True)
    ]
    return found, last


def _row(cells: pd.DataFrame, number: int) -> list[str]:
    place = int(np.flatnonzero(cells.index == number)[0])
    return [str(cells.iat[place, k]).strip() for k in range(cells.shape[1])]


def _fill_down(rows: pd.DataFrame, merged: Sequence[Merged]) -> int:
    """Give rows under a merged cell its value; a heading across several columns stays where it is."""
    filled = 0
    for left, top, _, bottom in merged:
        if bottom > top and top in rows.index and left <= rows.shape[1]:
            under = (rows[left - 1] == "") & (rows.index > top) & (rows.index <= bottom)
            rows.loc[under, left - 1] = str(rows.loc[top, left - 1])
            filled += int(under.sum())
    return filled


def _between(
    rows: pd.DataFrame, held: npt.NDArray[np.bool_], usual: float, open_rows: pd.Series
) -> dict[str, pd.Series]:
    place = held.argmax(axis=1)  # bfill along the rows takes half a minute for a hundred thousand
    first = rows.iloc[:, 0].astype("object")
    for number in np.unique(place[place > 0]):
        first = first.mask(place == number, rows.iloc[:, number])
    first = first.astype("str").str.strip()
    several = pd.Series(held.sum(axis=1) > 1, rows.index)
    total = open_rows & (first.str.fullmatch(_TOTAL) | (several & first.str.match(_TOTAL)))
    heading = open_rows & ~total & ~several & first.str.contains(_WORDS)
    return {"a total": total, "a heading": heading & (usual > 2)}
