"""Tract ids in the forms the Bureau, and spreadsheets, write them in: whole in one column, or in parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from geodata.files.columns import as_text, find_column, first_row, missing_column, plain_name
from geodata.files.sentences import first_of
from geodata.inputs.account import LeftOut
from planning.errors import InputError, MissingColumnError, SchemaError
from planning.lists import counted
from planning.words.wording import percent

TRACT_WIDTH = 11
"""State (2), county (3) and tract (6) digits."""
TRACT_LEVEL = "140"
GEOID_ALIASES = (
    "geoid",
    "geo_id",
    "geoid20",
    "geoid10",
    "geoidfq",
    "geoidfq20",
    "geo_geoid",
    "affgeoid",
    "gisjoin",
    "tract_geoid",
    "geoid_tract",
    "tractid",
    "tract_id",
    "geo_fips",
    "tract_fips",
    "fips",
    "geoid2",
    "id2",
    "id",
    "geography",
)
ALIASES = MappingProxyType({"geoid": GEOID_ALIASES})
"""What a column of tracts, or of a table by tract, can be."""
PART_ALIASES: dict[str, tuple[str, ...]] = {
    "state": ("state", "statefp", "statefp20", "statefp10", "state_fips", "state_code", "statea", "geo_state"),
    "county": ("county", "countyfp", "countyfp20", "countyfp10", "county_fips", "county_code", "countya", "geo_county"),
    "tract": ("tract", "tractce", "tractce20", "tractce10", "tract_code", "tracta", "geo_tract"),
}
PART_WIDTHS = {"state": 2, "county": 3, "tract": 6, "group": 1, "block": 4}

_FULL = re.compile(r"(\d{3})(?:\w{2}|\w{4})US(\w*)", re.IGNORECASE)
_GISJOIN = re.compile(r"G(\d{2})0(\d{3})0(\d{6})", re.IGNORECASE)
_LIKE_AN_ID = re.compile(r"\d{3}(?:\w{2}|\w{4})US\w*|G\d{13}|\d{10,12}|\d{15}|\d\.\d+E\+\d+", re.IGNORECASE)
_NAMED_TRACT = re.compile(r"\d{1,4}\.\d{2}")
"""A tract as it is spoken of, 9603.02, whose code is 960302."""


@dataclass(frozen=True, slots=True)
class TractIds:
    """The tract of each row of a file.

    Attributes
    ----------
    ids : Series of str
        Eleven digits; missing where the row is no tract.
    notes : tuple of str
    left_out : tuple of LeftOut
        The rows that are no tracts.
    columns : mapping of str to str
        The columns the ids stand in, and what each is used for.
    """

    ids: pd.Series
    notes: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    columns: Mapping[str, str]


def find_tract_ids(rows: pd.DataFrame, name: str, said: Mapping[str, str] | None = None) -> TractIds:
    """Return the tract of each row, from the column somebody said, the first of ids, or state, county and tract.

    A column whose name is one of an id and whose cells are none (``FIPS`` with the state's two digits) is passed over.

    Raises
    ------
    SchemaError
        If there is no such column.
    InputError
        See ``read_tract_ids``.

    Examples
    --------
    >>> rows = pd.DataFrame({"STATEFP": ["41"], "COUNTYFP": ["51"], "TRACTCE": ["100"], "ID": ["7"]})
    >>> find_tract_ids(rows, "x.csv").ids.tolist()
    ['41051000100']
    """
    if said and said.get("geoid"):
        return read_tract_ids(rows[said["geoid"]], name, {said["geoid"]: "tract"})
    known = {plain_name(str(column)): str(column) for column in reversed(list(rows.columns))}
    there = [known[alias] for alias in GEOID_ALIASES if alias in known]
    good = next((column for column in there if _are_ids(rows[column])), None)
    parts = {part: find_column(rows.columns, aliases) for part, aliases in PART_ALIASES.items()}
    if good is None and all(parts.values()):
        used = {str(column): f"{part} of the tract" for part, column in parts.items()}
        return read_tract_ids(join_parts(rows[list(used)].set_axis(list(parts), axis="columns")), name, used)
    column = good or next(iter(there), None)
    if column is None:
        likely = _likely_ids(rows)
        what = f"{name} has no column 'GEOID' or 'GEO_ID', nor the codes of state, county and tract"
        fix = missing_column(name, "GEOID", rows.columns, "geoid", likely).fix
        raise MissingColumnError(what, fix=fix, role="geoid", meant=likely)
    if good is None and (likely := _likely_ids(rows)):
        raise missing_column(name, "GEOID", rows.columns, "geoid", likely)
    return read_tract_ids(rows[column], name, {column: "tract"})


def join_parts(parts: pd.DataFrame) -> pd.Series:
    """Return ids put together from codes of state, county and tract (and block group), lost zeros put back.

    Examples
    --------
    >>> join_parts(pd.DataFrame({"state": ["1"], "county": ["01001"], "tract": ["9603.02"]})).tolist()
    ['01001960302']
    """
    joined = pd.Series("", index=parts.index, dtype="str")
    for part in parts.columns:
        text = as_text(parts[part]).str.strip()
        if part == "tract" and text.str.fullmatch(_NAMED_TRACT).any():
            whole = ~text.str.contains(".", regex=False, na=False)
            text = text.str.replace(".", "", regex=False).mask(whole, text + "00")
        text = text.str.replace(r"\.0+$", "", regex=True)
        if part == "county":
            text = text.where(text.str.len() != 5, text.str[2:])  # 41051: the state's code stands before it
        joined = joined + text.str.zfill(PART_WIDTHS[str(part)])
    return joined


def read_tract_ids(column: pd.Series, name: str, used: Mapping[str, str] | None = None) -> TractIds:
    """Return eleven-digit tract ids, missing where the row is no tract.

    Understands ``41051000100``, ``1400000US41051000100``, ``14000US41051000100``, ``G4100510000100``, a leading zero
    that a spreadsheet took away, and a trailing ``.0`` that it added. Rows of other levels (county, state, nation),
    rows without an id and rows that name no tract are left out.

    Raises
    ------
    InputError
        If half of the rows or more are no tracts and of no other level, or a spreadsheet has rounded the ids.

    Examples
    --------
    >>> found = read_tract_ids(pd.Series(["1400000US41051000100", "1001020100", "0500000US41051"]), "x.csv")
    >>> found.ids.tolist(), found.left_out
    (['41051000100', '01001020100', nan], (LeftOut(why='not a tract but another level', rows=1, which=()),))
    """
    notes: list[str] = []
    text = as_text(column).str.strip().str.replace(r"\.0+$", "", regex=True)
    full = text.str.extract(_FULL)
    other_level = full[0].notna() & (full[0] != TRACT_LEVEL)
    text = full[1].where(full[0].notna(), text)
    joined = text.str.extract(_GISJOIN)
    text = (joined[0] + joined[1] + joined[2]).where(joined[0].notna(), text)
    short = text.str.fullmatch(r"\d{10}", na=False) & ~other_level
    text = text.mask(short, "0" + text)
    if short.any():
        notes.append(f"{name}: {counted(int(short.sum()), 'tract id')} had lost the leading zero. It was put back.")
    if other_level.any():
        notes.append(f"{name}: {counted(int(other_level.sum()), 'row')} that are not tracts were left out.")
    blank = text.isna()
    wrong = ~text.str.fullmatch(r"\d{11}", na=False) & ~other_level & ~blank
    rounded = wrong & text.str.contains("E+", regex=False, na=False, case=False)
    if rounded.any() or 2 * (wrong | blank).sum() >= max(1, (~other_level).sum()):
        _refuse(name, text, rounded if rounded.any() else wrong | blank)
    left_out = (
        LeftOut("not a tract but another level", int(other_level.sum())),
        LeftOut.of("no tract id", blank.index[blank]),
        LeftOut("no census tract", int(wrong.sum()), tuple(f"{row} ({text[row]!s:.40})" for row in text.index[wrong])),
    )
    for left in left_out[1:]:
        if left.rows:
            share = left.rows / len(text)
            notes.append(
                f"{name}: {counted(left.rows, 'row')} with {left.why}, {percent(share)} of all, left out: "
                f"row {first_of(left.which)}."
            )
    ids = text.mask(other_level | wrong)
    return TractIds(ids, tuple(notes), tuple(left for left in left_out if left.rows), dict(used or {}))


def require_unique(ids: pd.Series, name: str) -> None:
    """Raise ``InputError`` if a tract id stands in several rows."""
    repeated = ids.dropna()[ids.dropna().duplicated()]
    if len(repeated):
        raise InputError(f"{name} has tracts in more than one row: {first_of(repeated)}", fix="keep one row a tract")


def _are_ids(column: pd.Series) -> bool:
    cells = as_text(column).dropna().str.strip().str.replace(r"\.0+$", "", regex=True)
    return len(cells) > 0 and bool(2 * cells.str.fullmatch(_LIKE_AN_ID).sum() >= len(cells))


def _likely_ids(rows: pd.DataFrame) -> str:
    """Return the one column whose cells look like ids of tracts, whatever it is called; "" for none or several."""
    likely = [str(column) for column in rows.columns if _are_ids(rows[column])]
    return likely[0] if len(likely) == 1 else ""


def _refuse(name: str, text: pd.Series, wrong: pd.Series) -> None:
    """Say what the first wrong row is; nothing where no row is wrong."""
    if not wrong.any():
        return
    row = first_row(wrong)
    found = text[row]
    if pd.isna(found):
        raise InputError(f"{name}, row {row}, has no tract id", fix="give every row its GEOID")
    if re.fullmatch(r"\d{12}|\d{15}", found):
        raise SchemaError(
            f"{name} holds block groups or blocks, not tracts", value=found, fix="give the table for census tracts"
        )
    if "E+" in found.upper():
        raise InputError(f"{name}: a spreadsheet has rounded the tract ids", value=found, fix="download the file again")
    raise InputError(f"{name}, row {row}, is not a census tract", value=found[:40], fix="give eleven-digit GEOIDs")
