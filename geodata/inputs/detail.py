"""Read what the census tells inside its combined groups: table B16001 by PUMA.

It is taken as the Bureau gives it: data.census.gov, the Census API's JSON, the summary file. Which PUMA a tract lies in
is another file: ``geodata.inputs.pumas``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from geodata.files.columns import as_text, find_column, missing_column, require_said
from geodata.files.limits import CENSUS_TABLE, Limits
from geodata.files.privacy import require_no_forbidden_columns
from geodata.files.sentences import first_of
from geodata.files.text_tables import TextTable, read_table_of_json, read_text_table
from geodata.inputs.account import Account, LeftOut
from geodata.inputs.census_cells import Kind, read_cells
from geodata.inputs.geoids import GEOID_ALIASES
from geodata.inputs.pumas import PUMA_ALIASES
from planning.errors import InputError, SchemaError
from planning.languages.detailed import DETAILED, TABLE
from planning.lists import counted
from planning.need.need import LanguageTable

DETAIL_COLUMNS = ("puma", "name", "line", "lep", "lep_moe")
SECOND_HEADING, OTHER_STATE = "a second heading", "a PUMA of another state"
DETAIL_ALIASES: Mapping[str, tuple[str, ...]] = {"geoid": GEOID_ALIASES}
FIX = (
    f"download table {TABLE} for Public Use Microdata Areas (5-year) of your state from data.census.gov. Its columns "
    f"are called {TABLE}_005E"
)

_COLUMN = re.compile(rf"{TABLE}_?(?:(?P<first>[EM])?(?P<line>\d{{1,3}})(?P<last>[EM])?)", re.IGNORECASE)
_ID = re.compile(r"(?:795\w{2,4}US)?(\d{7})", re.IGNORECASE)
_STATE = ("state", "statefp", "statefp20", "statefp10")
_OF_STATE = ("public_use_microdata_area", *PUMA_ALIASES["puma"])


@dataclass(frozen=True, slots=True)
class DetailFile:
    """The languages inside combined groups by PUMA, and what was noticed.

    Attributes
    ----------
    detail : DataFrame with ``DETAIL_COLUMNS``
        A row a PUMA and row of B16001 inside a combined group (``planning.languages.detailed``). Persons who speak
        English less than "very well"; NaN where the table has no figure.
    notes : tuple of str
    account : Account
    """

    detail: pd.DataFrame
    notes: tuple[str, ...]
    account: Account


def read_detail(
    path: Path | str,
    *,
    limits: Limits = CENSUS_TABLE,
    columns: Mapping[str, str] | None = None,
    table: LanguageTable | None = None,
) -> DetailFile:
    """Read table B16001 by PUMA.

    Parameters
    ----------
    table : LanguageTable, optional
        Only PUMAs of the states of its tracts are taken.

    Raises
    ------
    SchemaError
        If it is another table, or has no ids.
    InputError
        If it has no PUMA of those states, or a row stands twice.
    """
    read = read_table_of_json if Path(path).suffix.lower() == ".json" else read_text_table
    given = read(path, limits=limits)
    rows = given.rows
    require_no_forbidden_columns(rows.columns, given.name)
    heading = rows.index[:0]
    if len(rows) and (rows.iloc[0].str.contains("!!", regex=False).any() or "Geography" in rows.iloc[0].tolist()):
        heading, rows = rows.index[:1], rows.iloc[1:]
    lines = _lines(rows, given.name)
    said = require_said(columns, DETAIL_ALIASES, rows.columns, given.name)
    every, id_columns = _puma_ids(rows, given.name, said)
    left_out = [*given.left_out, *([LeftOut(SECOND_HEADING, 1)] if len(heading) else [])]
    left_out += [LeftOut.of("no PUMA", every.index[every.isna()])] if every.isna().any() else []
    states = None if table is None else {str(geoid)[:2] for geoid in table.pop5.index}
    ids = every.dropna()
    if states is not None:
        away = ~ids.str[:2].isin(states)
        left_out += [LeftOut(OTHER_STATE, int(away.sum()))] if away.any() else []
        ids = ids[~away]
    if ids.empty:
        raise InputError(f"{given.name} has no PUMA of the department's state", fix=FIX)
    if ids.duplicated().any():
        raise InputError(
            f"{given.name} has a PUMA in more than one row: {first_of(ids[ids.duplicated()])}",
            fix="keep one row a PUMA",
        )
    detail = _detail(rows.loc[ids.index], ids, lines, given.name)
    account = Account(
        given.name,
        len(rows) + len(heading) + sum(one.rows for one in given.left_out),
        len(ids),
        tuple(left_out),
        dict.fromkeys(map(str, rows.columns), "")
        | {column: f"line {line:03d}" for (line, _), column in lines.items() if _is_used(line)}
        | id_columns,
        given.parts,
    )
    return DetailFile(detail, tuple(_detail_notes(given, detail, every)), account)


def _is_used(line: int) -> bool:
    return line - 2 in DETAILED


def _lines(rows: pd.DataFrame, name: str) -> dict[tuple[int, Kind], str]:
    found: dict[tuple[int, Kind], str] = {}
    for column in map(str, rows.columns):
        match = _COLUMN.fullmatch(column.strip())
        if match:
            kind: Kind = "M" if "M" in (match["first"] or match["last"] or "E").upper() else "E"
            found[int(match["line"]), kind] = column
    absent = [row.lep_line for row in DETAILED.values() if (row.lep_line, "E") not in found]
    if absent:
        raise SchemaError(f"{name} has no column {TABLE}_{absent[0]:03d}E of table {TABLE}", fix=FIX)
    return found


def _puma_ids(rows: pd.DataFrame, name: str, said: Mapping[str, str]) -> tuple[pd.Series, dict[str, str]]:
    """Return the PUMA of each row, missing where it is none, and the columns it stands in."""
    column = find_column(rows.columns, GEOID_ALIASES, {role: said[role] for role in said if role == "geoid"})
    state, own = (find_column(rows.columns, aliases) for aliases in (_STATE, _OF_STATE))
    if column is None and state and own:
        parts = as_text(rows[state]).str.strip().str.zfill(2) + as_text(rows[own]).str.strip().str.zfill(5)
        return parts.where(parts.str.fullmatch(r"\d{7}", na=False)), {state: "state", own: "PUMA"}
    if column is None:
        raise missing_column(name, "GEO_ID", rows.columns, "geoid")
    ids = rows[column].str.strip().str.extract(rf"^{_ID.pattern}$", flags=re.IGNORECASE)[0]
    return ids, {column: "PUMA"}


def _detail(rows: pd.DataFrame, ids: pd.Series, lines: dict[tuple[int, Kind], str], name: str) -> pd.DataFrame:
    called = find_column(rows.columns, ("name", "geographic_area_name"))
    names = rows[called].str.strip() if called else ids
    parts = [
        pd.DataFrame(
            {
                "puma": ids.to_numpy(),
                "name": names.to_numpy(),
                "line": line,
                "lep": _figures(rows, lines, row.lep_line, "E", name),
                "lep_moe": _figures(rows, lines, row.lep_line, "M", name),
            }
        )
        for line, row in DETAILED.items()
    ]
    ordered = pd.concat(parts).sort_values(["puma", "line"], ignore_index=True)
    return ordered.astype({"puma": "str", "name": "str", "lep": float, "lep_moe": float})


def _figures(rows: pd.DataFrame, lines: dict[tuple[int, Kind], str], line: int, kind: Kind, name: str) -> pd.Series:
    if (line, kind) not in lines:
        return pd.Series(float("nan"), index=rows.index).to_numpy()  # type: ignore[return-value]
    return read_cells(rows[lines[line, kind]], kind, name)[0].to_numpy(dtype=float)  # type: ignore[return-value]


def _detail_notes(given: TextTable, detail: pd.DataFrame, every: pd.Series) -> list[str]:
    notes = list(given.notes)
    others = every.index[every.isna()]
    if len(others):
        notes.append(
            f"{given.name}: {counted(len(others), 'row')} that are no PUMAs, left out: row {first_of(others)}."
        )
    if detail["lep_moe"].isna().all():
        notes.append(f"{given.name} has no margins of error, so we can’t say how reliable these shares are.")
    return notes
