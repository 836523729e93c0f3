"""What a cell of a census table says: a figure, or why there is none.

The Bureau writes a missing figure as a large negative number (API), or as a sign (downloads). None of these
may ever reach a sum. Sources: Census Bureau, "Notes on ACS Estimate and Annotation Values", and the notes
that come with data.census.gov downloads.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Literal

import numpy as np
import pandas as pd

from geodata.files.columns import first_row
from planning.errors import InputError

Kind = Literal["E", "M"]

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
PLAIN = "[0-9]{1,15}"
_OPEN_ENDED = re.compile(r"\d+(\.\d+)?[+-]")
_CODE = re.compile(r"-\d+(\.\d+)?")


def read_cells(cells: pd.Series, kind: Kind, name: str) -> tuple[pd.Series, pd.Series]:
    """Return the figures of a column, and a reason for every one that is missing.

    Parameters
    ----------
    cells : Series of str
        Indexed by GEOID and named for the column.
    kind : {"E", "M"}
        Estimate or margin of error.
    name : str
        The file's name, for messages.

    Returns
    -------
    figures : Series of float
    reasons : Series of str
        Only for missing figures.

    Raises
    ------
    InputError
        For a cell that is neither a figure nor a sign of the Bureau, or a negative figure.

    Examples
    --------
    >>> figures, reasons = read_cells(pd.Series(["1,234", "-666666666"], name="C16001_005E"), "E", "x.csv")
    >>> figures.tolist(), reasons.tolist()
    ([1234.0, nan], ['-666666666 too few sample cases for a figure'])
    """
    if cells.str.fullmatch(PLAIN, na=False).all():  # nearly every column, at a tenth of the cost
        return cells.astype(float), pd.Series([], index=cells.index[:0], name=cells.name, dtype="str")
    text = cells.fillna("").str.strip().str.lstrip("±").str.removeprefix("+/-")
    plain = text.str.replace(",", "", regex=False)
    figures = pd.to_numeric(plain, errors="coerce").astype(float)
    if kind == "M":
        figures = figures.mask(plain.isin(CONTROLLED), 0.0)
    wrong = (figures < 0) & (figures > FIRST_SPECIAL)
    figures = figures.mask((figures <= FIRST_SPECIAL) | np.isinf(figures))
    reasons = plain[figures.isna()].map(why_missing)
    wrong |= reasons.isna().reindex(wrong.index, fill_value=False)
    if wrong.any():
        tract = first_row(wrong)
        raise InputError(
            f"{name}, tract {tract}, column {cells.name}: the cell is no figure of the Census Bureau",
            value=str(cells[tract])[:40],
            fix="download the table again or leave the cell blank",
        )
    return figures, reasons.astype("str")


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
