"""What in the cells of a file names a person, whatever its headings say: asked about at the door, never quoted.

An e-mail address, a telephone number or a social security number may stand anywhere; in a column of officers' ids also
a name, and the same numbers without their dashes. Badge numbers have a digit and other lengths.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from planning.errors import InputError
from planning.signs import typed

THREE = r"[2-9]\d\d"
"""Of a North American telephone number: the area, and the exchange."""
BETWEEN = r"(?: ?[-.] ?| )"
BETWEEN_CALLED = r"(?: ?[-./] ?| )"
"""What people write between the groups of a number; a telephone's also as 503/555-0142."""
PERSONAL = {
    "email addresses": r"[\w.+%-]+@[\w-]+\.\w",
    "social security numbers": rf"(?:^|[^\d-])\d{{3}}{BETWEEN}\d\d{BETWEEN}\d{{4}}(?:$|[^\d-])",
    "phone numbers": (
        rf"(?:^|[^\w-])(?:\+?1[ .-]?)?(?:\({THREE}\) ?|{THREE}{BETWEEN_CALLED}){THREE}{BETWEEN}\d{{4}}(?:$|[^\w-])"
    ),
}
"""What a person is known by, as it is written in any cell."""
AS_ID = {
    "names": r"^\D*(?:[^\W\d_]{3}|[^\W\d_\x00-\x7f]{2})\D*$",
    "social security numbers": r"^(?:[1-578]\d\d|0[1-9]\d|00[1-9]|6[0-57-9]\d|66[0-57-9])(?:0[1-9]|[1-9]\d)\d{4}$",
    "phone numbers": r"^1?[2-9]\d\d[2-9]\d{6}$",
}
"""What a person is known by, where an id should stand."""
LONGEST_ID = 100
"""Signs of an id that are looked at."""
ANOTHER_NUMBER = "if they are employee numbers, write a letter before each, as E100200300"


def require_no_persons(rows: pd.DataFrame, name: str, *, columns: Iterable[str] | None = None) -> None:
    """Raise with a question if a cell holds what a person is known by.

    Parameters
    ----------
    rows : DataFrame
        By row number.
    name : str
        The file's name, for messages, which name the column and the row and never quote the cell.
    columns : iterable of str, optional
        Those that are looked at; all unless told.

    Raises
    ------
    InputError

    Examples
    --------
    >>> require_no_persons(pd.DataFrame({"badge": ["1042"], "note": ["until 2026-05-01"]}, index=[2]), "r.csv")
    >>> require_no_persons(pd.DataFrame({"note": ["ask 503-555-0142"]}, index=[2]), "r.csv")
    Traceback (most recent call last):
    ...
    planning.errors.InputError: r.csv, row 2: the column 'note' seems to have phone numbers, which no answer here
    needs: are they? Then clear those cells, or remove the column, and give the file again.
    """
    for column in rows.columns if columns is None else columns:
        cells = rows[column]
        if not pd.api.types.is_string_dtype(cells):
            continue
        cells = _typed(cells)
        for what, pattern in PERSONAL.items():
            there = cells.str.contains(pattern, regex=True, na=False)
            if there.any():
                raise InputError(
                    f"{name}, row {there.idxmax()}: the column {str(column)[:60]!r} seems to have {what}, which no "
                    "answer here needs",
                    fix="are they? Then clear those cells, or remove the column, and give the file again",
                )


def require_no_person_as_id(ids: pd.Series, name: str) -> None:
    """Raise with a question if an officer's id is what a person is known by outside the department.

    Examples
    --------
    >>> require_no_person_as_id(pd.Series(["1042", "K9-7", "E100200300"], name="badge"), "r.csv")
    >>> require_no_person_as_id(pd.Series(["1042", "Lopez"], [2, 3], name="badge"), "r.csv")
    Traceback (most recent call last):
    ...
    planning.errors.InputError: r.csv, row 3: the column 'badge' seems to have names where an ID should be: are they?
    Then give the badge or employee number instead.
    """
    begins = _typed(ids.astype("str").str.strip().str[:LONGEST_ID])
    for what, pattern in AS_ID.items():
        there = begins.str.contains(re.compile(pattern), na=False)
        if there.any():
            other = "" if what == "names" else f", {ANOTHER_NUMBER}"
            raise InputError(
                f"{name}, row {there.idxmax()}: the column {str(ids.name)[:60]!r} seems to have {what} where "
                "an ID should be",
                fix=f"are they? Then give the badge or employee number instead{other}",
            )


def _typed(cells: pd.Series) -> pd.Series:
    """Return cells as a plain keyboard writes them, so that no dash or digit of another script hides a number."""
    cells = cells.astype("str")
    strange = cells.notna() & ~cells.str.isascii()
    return cells.mask(strange, cells[strange].map(typed)) if strange.any() else cells
