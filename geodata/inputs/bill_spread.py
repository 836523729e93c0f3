"""Sums of an interpreter's bill with a column for each month or language, brought to one row a count.

"Language, Jan-25, Feb-25" and "Month, Spanish, Korean" are how a vendor's yearly sums come.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geodata.files.columns import plain_name
from planning.languages.matching import is_plain_name

LEAST_COLUMNS = 2
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_HEADING_OF_A_MONTH = re.compile(
    rf"{_MONTH}[\s\'’-]*(?:20)?\d\d|20\d\d-\d\d|\d{{1,2}}/20\d\d|\d{{1,2}}-20\d\d", re.IGNORECASE
)
_SHORT_YEAR = re.compile(r"^([a-z]+)\.?[\s\'’-]*(\d\d)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spread:
    """Rows of a bill, one a count.

    Attributes
    ----------
    rows : DataFrame
        Indexed as they were; a row that held several counts is there several times.
    roles : mapping of heading to str
        What each column that held counts tells.
    what : str
        "month" or "language" where columns were brought to rows; else empty.
    """

    rows: pd.DataFrame
    roles: Mapping[str, str]
    what: str = ""


def spread_columns(rows: pd.DataFrame, said: Mapping[str, str]) -> Spread:
    """Return the counts of a bill one a row, with columns ``month`` or ``language`` and ``calls``.

    Only where no column was said to be the date, the language or the calls, and two headings or more are months, or
    languages; what is blank there is no count.

    Examples
    --------
    >>> rows = pd.DataFrame({"Language": ["Thai"], "Jan-25": ["4"], "Feb 2025": ["<10"], "Total": ["4"]}, [2])
    >>> spread_columns(rows, {}).rows.to_numpy().tolist()
    [['Thai', 'Jan 2025', '4'], ['Thai', 'Feb 2025', '<10']]
    >>> spread_columns(pd.DataFrame({"Month": ["2025-01"], "Thai": ["4"], "Lao": [""]}, [2]), {}).rows.index.tolist()
    [2]
    """
    headings = [str(heading) for heading in rows.columns]
    if set(said) & {"date", "language", "calls"}:
        return Spread(rows, {})
    months = [heading for heading in headings if _HEADING_OF_A_MONTH.fullmatch(heading.strip())]
    languages = [heading for heading in headings if is_plain_name(heading.strip()) and heading.lower() != "other"]
    for what, columns in (("month", months), ("language", languages)):
        if len(columns) >= LEAST_COLUMNS and not any(plain_name(heading) == what for heading in headings):
            kept = [h for h in headings if h not in columns and not re.match(r"(?:grand )?total", plain_name(h))]
            found = rows.reset_index(names="row").melt(["row", *kept], columns, var_name=what, value_name="calls")
            found = found[found["calls"].str.strip() != ""].sort_values("row", kind="stable").set_index("row")
            named = found.assign(**{what: found[what].map(_with_whole_year)}) if what == "month" else found
            return Spread(named.rename_axis(None), dict.fromkeys(columns, f"calls of a {what}"), what)
    return Spread(rows, {})


def _with_whole_year(heading: str) -> str:
    found = _SHORT_YEAR.match(heading.strip())
    return f"{found[1]} 20{found[2]}" if found else heading.strip()
