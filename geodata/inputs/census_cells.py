"""What a cell of a census table says: a figure, or why there is none.

The Bureau writes a missing figure as a large negative number (API), or as a sign (downloads). None of these
may ever reach a sum. Sources: Census Bureau, "Notes on ACS Estimate and Annotation Values", and the notes
that come with data.census.gov downloads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import pandas as pd

from geodata.files.columns import first_row
from geodata.files.limits import MOST_COUNTED
from planning.errors import InputError

Kind = Literal["E", "M"]
KINDS: tuple[Kind, Kind] = ("E", "M")
"""Estimate and margin of error."""

FIRST_SPECIAL = -111_111_111
"""Every value at or below this is a code, not a figure."""

OPEN_ENDED = "the figure lies in an open-ended group"

SPECIAL_VALUES = MappingProxyType(
    {
        "-222222222": "too few sample cases for a margin of error",
        "-333333333": OPEN_ENDED,
        "-555555555": "the figure is controlled and has no margin of error",
        "-666666666": "too few sample cases for a figure",
        "-888888888": "does not apply here",
        "-999999999": "too few sample cases to show a figure",
    }
)
SIGNS = MappingProxyType(
    {
        "": "blank in the file",
        "null": "blank in the file",
        "nan": "blank in the file",
        "none": "blank in the file",
        "na": "blank in the file",
        "n/a": "blank in the file",
        ".": "blank in the file",
        "n": "too few sample cases to show a figure",
        "-": "too few sample cases for a figure",
        "*": "too few sample cases for a margin of error",
        "**": "too few sample cases for a margin of error",
        "***": OPEN_ENDED,
        "(x)": "does not apply here",
        "x": "does not apply here",
    }
)
CONTROLLED = frozenset({"*****", "-555555555"})
"""A margin written so is zero: the figure is an official count that was not sampled."""
PLAIN = "[0-9]{1,9}"
"""A count as nearly all are written; longer ones are held against ``MOST_COUNTED``."""
NO_FIGURE = " is no figure of the Census Bureau"
_GROUPED_BY_COMMAS = r"\d{1,3}(,\d{3})+(\.\d+)?"
_GROUPED_BY_DOTS = r"[1-9]\d{0,2}(\.\d{3})+"
_DECIMAL_COMMA = r"-?(\d+|\d{1,3}(\.\d{3})+),\d+"
_OPEN_ENDED = re.compile(r"\d+(\.\d+)?[+-]")
_CODE = re.compile(r"-\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Writing:
    """How a file writes its numbers: the sign before decimals, and the one between thousands."""

    decimal: Literal[".", ","] = "."
    thousands: Literal[",", "."] = ","

    def plain(self, cells: pd.Series) -> pd.Series:
        """Return cells as Python writes numbers; what is no number stays as it is.

        Examples
        --------
        >>> Writing(",", ".").plain(pd.Series(["1.234,5", "±7", "1 234"])).tolist()
        ['1234.5', '7', '1234']
        """
        text = cells.fillna("").str.strip().str.lstrip("±").str.removeprefix("+/-")
        text = text.str.replace(r"(?<=\d)\s(?=\d{3})", "", regex=True).str.replace(self.thousands, "", regex=False)
        return text if self.decimal == "." else text.str.replace(",", ".", regex=False)


USUAL = Writing()


def find_writing(estimates: pd.Series, margins: pd.Series, name: str) -> Writing:
    """Return how a file writes its numbers, judged by all of its cells.

    A comma that does not stand before three digits is a decimal sign, and so is every other of the file then. Dots
    before three digits are between thousands where every estimate under 1,000 is written without one.

    Parameters
    ----------
    estimates, margins : Series of str

    Raises
    ------
    InputError
        If commas stand before decimals in some cells and between thousands in others.

    Examples
    --------
    >>> find_writing(pd.Series(["8000", "15"]), pd.Series(["7,5"]), "x.csv").decimal
    ','
    """
    if estimates.str.fullmatch(PLAIN, na=False).all() and margins.str.fullmatch(PLAIN, na=False).all():
        return USUAL
    cells = pd.concat([estimates, margins]).fillna("").str.strip().str.lstrip("±").str.removeprefix("+/-")
    decimals = cells.str.fullmatch(_DECIMAL_COMMA)
    decimals &= ~cells.str.fullmatch(_GROUPED_BY_COMMAS)
    grouped = cells.str.fullmatch(_GROUPED_BY_COMMAS)
    if decimals.any() and grouped.any():
        raise InputError(
            f"{name} writes commas both before decimals ({cells[decimals].iloc[0]}) and between thousands "
            f"({cells[grouped].iloc[0]})",
            fix="save it again with one of the two",
        )
    if decimals.any():
        return Writing(",", ".")
    counts = estimates.fillna("").str.strip()
    dotted, small = counts.str.fullmatch(_GROUPED_BY_DOTS), counts.str.fullmatch(r"\d{1,3}")
    if dotted.any() and (dotted | small | ~counts.str.contains(r"\d", regex=True)).all():
        return Writing(",", ".")
    return Writing()


def read_cells(cells: pd.Series, kind: Kind, name: str, writing: Writing = USUAL) -> tuple[pd.Series, pd.Series]:
    """Return the figures of a column, and a reason for every one that is missing.

    A cell that is neither a figure nor a sign of the Bureau, or a negative figure, is missing too.

    Parameters
    ----------
    cells : Series of str
        Indexed by GEOID and named for the column.
    kind : {"E", "M"}
        Estimate or margin of error.
    name : str
        The file's name, for messages.
    writing : Writing

    Returns
    -------
    figures : Series of float
    reasons : Series of str
        Only for missing figures.

    Raises
    ------
    InputError
        If half of the cells or more are no figures: the column is not what its name says.

    Examples
    --------
    >>> figures, reasons = read_cells(pd.Series(["1,234", "-666666666"], name="C16001_005E"), "E", "x.csv")
    >>> figures.tolist(), reasons.tolist()
    ([1234.0, nan], ['-666666666 too few sample cases for a figure'])
    """
    if cells.str.fullmatch(PLAIN, na=False).all():  # nearly every column, at a tenth of the cost
        return cells.astype(float), pd.Series([], index=cells.index[:0], name=cells.name, dtype="str")
    plain = writing.plain(cells)
    figures = pd.to_numeric(plain, errors="coerce").astype(float)
    if kind == "M":
        figures = figures.mask(plain.isin(CONTROLLED), 0.0)
    wrong = (figures < 0) & (figures > FIRST_SPECIAL)
    figures = figures.mask((figures <= FIRST_SPECIAL) | (figures > MOST_COUNTED) | wrong)
    reasons = plain[figures.isna()].map(why_missing)
    wrong = reasons.isna()
    if 2 * wrong.sum() >= len(cells) and wrong.any():
        tract = first_row(wrong)
        raise InputError(
            f"{name}, tract {tract}, column {cells.name}: the cell is no figure of the Census Bureau",
            value=str(cells[tract])[:40],
            fix="download the table again or leave the cell blank",
        )
    said = cells.reindex(reasons.index).astype("str").str.replace(";", ",").str[:40] + NO_FIGURE
    return figures, reasons.where(~wrong, said).astype("str")


def why_missing(cell: str) -> str | None:
    """Return why a cell has no figure, or None if it says nothing the Bureau would.

    Examples
    --------
    >>> why_missing("250001+"), why_missing("-666666666.0"), why_missing("many")
    ('250001+ the figure lies in an open-ended group', '-666666666 too few sample cases for a figure', None)
    """
    if cell.lower() in SIGNS:
        return f"{cell} {SIGNS[cell.lower()]}".strip()
    if _OPEN_ENDED.fullmatch(cell):
        return f"{cell} {OPEN_ENDED}"
    if _CODE.fullmatch(cell) and float(cell) <= FIRST_SPECIAL:
        code = f"{float(cell):.0f}"
        return f"{code} {SPECIAL_VALUES.get(code, 'no figure')}"
    return None
