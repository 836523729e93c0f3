"""Read table B16004: how many of those who speak English "very well" are 18 to 64, in four broad groups of languages.

A recruiter cannot hire children or pensioners, and C16001 does not tell ages. B16004 does, for Spanish, other
Indo-European, Asian and Pacific Island, and other languages: the share of adults is one of a broad group, never of a
language. Lines as the Bureau numbers them: three ages (5 to 17 from line 2, 18 to 64 from 24, 65 and over from 46),
each with its total, English only, and five lines a group, of which the second counts "very well".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from geodata.files.columns import find_column, first_row, missing_column, require_said
from geodata.files.limits import CENSUS_TABLE, Limits
from geodata.files.privacy import require_no_forbidden_columns
from geodata.files.sentences import first_of
from geodata.files.text_tables import read_text_table
from geodata.inputs.account import Account, LeftOut
from geodata.inputs.census_cells import Kind, read_cells
from geodata.inputs.geoids import ALIASES, TRACT_WIDTH
from planning.errors import InputError, SchemaError
from planning.lists import counted
from planning.officers.recruiting import BROAD_GROUPS

TABLE = "B16004"
AGES = (2, 24, 46)
"""First line of the people 5 to 17, 18 to 64, and 65 and over."""
WORKING_AGE = AGES[1]
FIRST_GROUP, LINES_A_GROUP = 2, 5
_USED = frozenset(age + FIRST_GROUP + LINES_A_GROUP * group + 1 for age in AGES for group in range(len(BROAD_GROUPS)))

ADULT_COLUMNS = ("geoid", "group", "very_well", "very_well_moe", "adults", "adults_moe")

_COLUMN = re.compile(rf"{TABLE}_?(?:(?P<first>[EM])?(?P<line>\d{{1,3}})(?P<last>[EM])?)", re.IGNORECASE)
_ID = re.compile(r"(?:1[45]0\w{2,4}US)?(\d{11,12})")
_OTHER_LEVEL = re.compile(r"(?!1[45]0)\d{3}\w{2,4}US\w*")
_FIX = f"download table {TABLE} for census tracts (5-year) from data.census.gov. Its columns are called {TABLE}_005E"


@dataclass(frozen=True, slots=True)
class AdultFile:
    """Adults among the bilingual residents, and what was noticed.

    Attributes
    ----------
    adults : DataFrame with ``ADULT_COLUMNS``
        One row a tract or block group and broad group. Persons; NaN where the table has no figure.
    notes : tuple of str
    account : Account
    """

    adults: pd.DataFrame
    notes: tuple[str, ...]
    account: Account


def very_well_line(age: int, group: int) -> int:
    """Return the line of those of an age and group who speak English "very well".

    Examples
    --------
    >>> [very_well_line(age, 0) for age in AGES], very_well_line(46, 3)
    ([5, 27, 49], 64)
    """
    return age + FIRST_GROUP + LINES_A_GROUP * group + 1


def read_adult_table(
    path: Path | str, *, limits: Limits = CENSUS_TABLE, columns: Mapping[str, str] | None = None
) -> AdultFile:
    """Read B16004 by tract or block group.

    Raises
    ------
    SchemaError
        If it is another table, or has no ids.
    InputError
        If a row is no tract or block group, or stands twice.
    """
    table = read_text_table(path, limits=limits)
    rows = table.rows
    require_no_forbidden_columns(rows.columns, table.name)
    if rows.iloc[0].str.contains("!!", regex=False).any() or "Geography" in rows.iloc[0].tolist():
        rows = rows.iloc[1:]
    lines = _lines(rows, table.name)
    every, id_column = _ids(rows, table.name, require_said(columns, ALIASES, rows.columns, table.name))
    ids = every.dropna()
    given, rows = rows, rows.loc[ids.index]
    parts = []
    for number, group in enumerate(BROAD_GROUPS):
        all_ages, moes = [], []
        for age in AGES:
            line = very_well_line(age, number)
            all_ages.append(_figures(rows, lines, line, "E", table.name))
            moes.append(_figures(rows, lines, line, "M", table.name))
        adult = AGES.index(WORKING_AGE)
        part = pd.DataFrame(
            {
                "geoid": ids.to_numpy(),
                "group": group,
                "very_well": np.sum(all_ages, axis=0),
                "very_well_moe": np.sqrt(np.sum(np.square(moes), axis=0)),
                "adults": all_ages[adult],
                "adults_moe": moes[adult],
            }
        )
        parts.append(part)
    adults = pd.concat(parts, ignore_index=True).astype({"geoid": "str", "group": "str"})
    notes = list(table.notes)
    others = every.index[every.isna()]
    if len(others):
        notes.append(
            f"{table.name}: {counted(len(others), 'row')} that are no tracts or block groups, left out: row "
            f"{first_of(others)}."
        )
    account = Account(
        table.name,
        len(given) + sum(one.rows for one in table.left_out),
        len(rows),
        (*table.left_out, *([LeftOut.of("no tract or block group", others)] if len(others) else [])),
        dict.fromkeys(given.columns, "")
        | {column: f"line {line:03d}" for (line, _), column in lines.items() if line in _USED}
        | {id_column: "id"},
        table.parts,
    )
    if adults["adults_moe"].isna().all():
        notes.append(f"{table.name} has no margins of error, so we can’t say how reliable the share of adults is.")
    return AdultFile(adults, tuple(notes), account)


def _lines(rows: pd.DataFrame, name: str) -> dict[tuple[int, str], str]:
    found: dict[tuple[int, str], str] = {}
    for column in rows.columns:
        match = _COLUMN.fullmatch(column)
        if match:
            kind = "M" if "M" in (match["first"] or match["last"] or "E").upper() else "E"
            found[int(match["line"]), kind] = column
    needed = [very_well_line(age, group) for age in AGES for group in range(len(BROAD_GROUPS))]
    absent = [f"{TABLE}_{line:03d}E" for line in needed if (line, "E") not in found]
    if absent:
        raise SchemaError(f"{name} has no column {first_of(absent)} of table {TABLE}", fix=_FIX)
    return found


def _ids(rows: pd.DataFrame, name: str, said: Mapping[str, str]) -> tuple[pd.Series, str]:
    """Return the id of each row, missing where it is no tract or block group, and the column they stand in."""
    column = find_column(rows.columns, ALIASES["geoid"], said)
    if column is None:
        raise missing_column(name, "GEOID", rows.columns, "geoid")
    ids = rows[column].str.strip().str.extract(rf"^{_ID.pattern}$")[0]
    other_level = rows[column].str.strip().str.fullmatch(_OTHER_LEVEL)
    if 2 * (ids.isna() & ~other_level).sum() >= max(1, (~other_level).sum()):
        row = first_row(ids.isna() & ~other_level)
        raise InputError(
            f"{name}, row {row}, is neither a tract nor a block group",
            value=str(rows[column][row])[:40],
            fix=f"give ids of {TRACT_WIDTH} or 12 digits",
        )
    repeated = ids.dropna()[ids.dropna().duplicated()]
    if len(repeated):
        raise InputError(
            f"{name} has {counted(len(repeated), 'place')} in more than one row", fix="keep one row a place"
        )
    return ids, column


def _figures(
    rows: pd.DataFrame, lines: dict[tuple[int, str], str], line: int, kind: Kind, name: str
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    if (line, kind) not in lines:
        return np.full(len(rows), np.nan)
    return read_cells(rows[lines[line, kind]], kind, name)[0].to_numpy(dtype=float)
