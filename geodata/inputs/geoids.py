"""Tract ids in the forms the Bureau, and spreadsheets, write them in."""

from __future__ import annotations

import re
from types import MappingProxyType

import pandas as pd

from geodata.files.columns import as_text, first_row
from geodata.files.sentences import first_of
from planning.errors import InputError, SchemaError
from planning.lists import counted

TRACT_WIDTH = 11
"""State (2), county (3) and tract (6) digits."""
TRACT_LEVEL = "140"
GEOID_ALIASES = (
    "geoid",
    "geo_id",
    "geoid20",
    "geoid10",
    "geoidfq",
    "tract_geoid",
    "geoid_tract",
    "tractid",
    "tract_id",
    "geoid2",
    "id2",
    "id",
)
ALIASES = MappingProxyType({"geoid": GEOID_ALIASES})
"""What a column of tracts, or of a table by tract, can be."""

_FULL = re.compile(r"(\d{3})\w{4}US(\w*)")


def read_tract_ids(column: pd.Series, name: str) -> tuple[pd.Series, list[str]]:
    """Return eleven-digit tract ids, missing where the row is no tract, and sentences about the rest.

    Understands ``41051000100``, ``1400000US41051000100``, a leading zero that a spreadsheet took away, and a
    trailing ``.0`` that it added. Rows of other levels (county, state, nation) are missing in the result.

    Raises
    ------
    InputError
        If a row is neither a tract nor of another level; the row and the id are named.

    Examples
    --------
    >>> ids, notes = read_tract_ids(pd.Series(["1400000US41051000100", "1001020100"]), "x.csv")
    >>> ids.tolist()
    ['41051000100', '01001020100']
    """
    notes: list[str] = []
    text = as_text(column).str.strip().str.replace(r"\.0+$", "", regex=True)
    if text.isna().any():
        raise InputError(f"{name}, row {first_row(text.isna())}, has no tract id", fix="give every row its GEOID")
    full = text.str.extract(_FULL)
    other_level = full[0].notna() & (full[0] != TRACT_LEVEL)
    text = full[1].where(full[0].notna(), text)
    short = text.str.fullmatch(r"\d{10}") & ~other_level
    text = text.mask(short, "0" + text)
    if short.any():
        notes.append(f"{name}: {counted(int(short.sum()), 'tract id')} had lost the leading zero; it was put back.")
    if other_level.any():
        notes.append(f"{name}: {counted(int(other_level.sum()), 'row')} that are not tracts were left out.")
    wrong = ~text.str.fullmatch(r"\d{11}") & ~other_level
    if wrong.any():
        raise _wrong_id(name, text, wrong)
    return text.mask(other_level), notes


def require_unique(ids: pd.Series, name: str) -> None:
    """Raise ``InputError`` if a tract id stands in several rows."""
    repeated = ids.dropna()[ids.dropna().duplicated()]
    if len(repeated):
        raise InputError(f"{name} has tracts in more than one row: {first_of(repeated)}", fix="keep one row a tract")


def _wrong_id(name: str, text: pd.Series, wrong: pd.Series) -> InputError:
    row = first_row(wrong)
    found = text[row]
    if re.fullmatch(r"\d{12}|\d{15}", found):
        return SchemaError(
            f"{name} holds block groups or blocks, not tracts", value=found, fix="give the table for census tracts"
        )
    if "E+" in found.upper():
        return InputError(
            f"{name}: a spreadsheet has rounded the tract ids", value=found, fix="download the file again"
        )
    return InputError(f"{name}, row {row}, is not a census tract", value=found[:40], fix="give eleven-digit GEOIDs")
