"""Read table C16001 by tract from any of the forms it is published in.

Known forms: the Census API's JSON, CSV with the Bureau's column names (``C16001_005E``), the download of
data.census.gov with its second header row (also still zipped), the table-based summary file
(``C16001_E005``), and one row a variable (``variable, estimate, moe``).
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from geodata.files.archives import unpack
from geodata.files.columns import find_column, missing_column, plain_name, require_said
from geodata.files.formats import require_local_file
from geodata.files.limits import CENSUS, Limits
from geodata.files.privacy import require_no_forbidden_columns, require_no_forbidden_values
from geodata.files.sentences import first_of
from geodata.files.text_tables import TextTable, read_text_table
from geodata.inputs.census_cells import Kind, read_cells
from geodata.inputs.geoids import GEOID_ALIASES, read_tract_ids, require_unique
from planning.errors import InputError, SchemaError
from planning.languages.groups import LANGUAGE_IDS, LANGUAGES, POPULATION_LINE, language_name
from planning.lists import counted
from planning.need.need import LanguageTable

TABLE = "C16001"
LINES = 38
MISSING = "missing"
"""The column of the saved table that says why single cells are missing."""

Line = tuple[int, Kind]

_COLUMN = re.compile(rf"{TABLE}_?(?:(?P<first>[EM])?(?P<line>\d{{1,3}})(?P<last>[EM])?)", re.IGNORECASE)
_DATA_FILE = re.compile(r"(^|[-_. ])data$", re.IGNORECASE)
"""How data.census.gov calls the one of its three files that has the figures."""
_OTHER_TABLE = re.compile(r"([BCS]\d{4,5}[A-Z]?)_", re.IGNORECASE)
_FIX = (
    f"download table {TABLE} for census tracts (5-year) from data.census.gov; its columns are called "
    f"{TABLE}_005E and so on"
)

ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "geoid": GEOID_ALIASES,
        **{name: (name,) for name in ("variable", "estimate", "moe")},
        **{f"{TABLE}_{line:03d}{kind}": () for line in range(1, LINES + 1) for kind in ("E", "M")},
    }
)
"""What a column can be: the id, a line of the table, or the three of a table with one row a variable."""


@dataclass(frozen=True, slots=True)
class LanguageFile:
    """A language table, and what was noticed.

    Attributes
    ----------
    table : LanguageTable
        A line that is not in the file is all NaN.
    notes : tuple of str
        Sentences for the check report.
    """

    table: LanguageTable
    notes: tuple[str, ...]


def column_name(line: int, kind: Kind) -> str:
    """Return the Bureau's name of a line.

    Examples
    --------
    >>> column_name(5, "E")
    'C16001_005E'
    """
    return f"{TABLE}_{line:03d}{kind}"


def read_language_table(
    path: Path | str, *, limits: Limits = CENSUS, columns: Mapping[str, str] | None = None
) -> LanguageFile:
    """Read C16001 by census tract.

    Returns
    -------
    LanguageFile
        Notes say which lines the file lacks: what depends on them is unknown, never zero.

    Raises
    ------
    InputError
        With one sentence that names what is wrong and how to mend it.
    RefusedError
        If the file also counts people by birthplace or citizenship.
    """
    source = _as_said(_load(require_local_file(path, limits), limits), columns)
    notes = list(source.notes)
    rows = _wide(source)
    lines = _lines(rows, source.name)
    rows, ids, about_ids = _by_tract(rows, source.name)
    figures: dict[Line, pd.Series] = {}
    reasons: list[pd.DataFrame] = []
    for line, column in lines.items():
        cells = rows[column].set_axis(ids).rename(column_name(*line))
        figures[line], why = read_cells(cells, line[1], source.name)
        reasons.append(pd.DataFrame({"geoid": why.index, "column": cells.name, "reason": why.to_numpy()}, dtype="str"))
    table = _table(pd.Index(ids, name="geoid"), figures, reasons)
    return LanguageFile(table, (*notes, *about_ids, *_lacks(table, source.name)))


def _as_said(source: TextTable, columns: Mapping[str, str] | None) -> TextTable:
    """Return the table with the columns that somebody told of under the names by which they are read."""
    said = require_said(columns, ALIASES, source.rows.columns, source.name)
    names = {heading: role for role, heading in said.items() if heading}
    displaced = [column for column in source.rows.columns if column in said and column not in names]
    return replace(source, rows=source.rows.drop(columns=displaced).rename(columns=names))


def _load(path: Path, limits: Limits) -> TextTable:
    ending = path.suffix.lower()
    if ending == ".json":
        return _load_json(path)
    if ending != ".zip":
        return read_text_table(path, limits=limits)
    with tempfile.TemporaryDirectory(prefix="common-tongue-") as folder:
        tables = sorted(unpack(path, Path(folder), (".csv", ".dat"), limits))
        data = [table for table in tables if _DATA_FILE.search(table.stem)] or tables
        if len(data) != 1:
            raise InputError(f"{path.name} holds {counted(len(data), 'table')}", fix="give the one table it should be")
        return read_text_table(data[0], limits=limits)


def _load_json(path: Path) -> TextTable:
    """Read the Census API's reply: a list of rows, the first of them the header."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8-sig"))
        header, *cells = rows
        if not cells or not all(isinstance(row, list) and len(row) == len(header) for row in rows):
            raise ValueError
    except (ValueError, TypeError, RecursionError):
        raise InputError(f"{path.name} is not a whole reply of the Census API", fix=_FIX) from None
    text = [["" if cell is None else str(cell) for cell in row] for row in cells]
    frame = pd.DataFrame(text, columns=[str(name) for name in header], dtype="str")
    frame.index = pd.RangeIndex(2, len(frame) + 2)
    repeated = frame.columns[frame.columns.duplicated()]
    return TextTable(path.name, frame.loc[:, ~frame.columns.duplicated()] if len(repeated) else frame)


def _wide(source: TextTable) -> pd.DataFrame:
    """Return one row a place; a second header row is dropped, a long table is turned."""
    rows = source.rows
    require_no_forbidden_columns(rows.columns, source.name)
    for column in rows.columns:
        require_no_forbidden_values(column, rows[column].unique() if plain_name(column) != "name" else (), source.name)
    first = rows.iloc[0]
    if first.str.contains("!!", regex=False).any() or "Geography" in first.tolist():
        rows = rows.iloc[1:]
    by_name = {plain_name(column): column for column in rows.columns}
    if not {"variable", "estimate"} <= set(by_name):
        return rows
    place = find_column(rows.columns, GEOID_ALIASES)
    if place is None:
        raise missing_column(source.name, "GEOID", rows.columns, "geoid")
    variable = by_name["variable"]
    if rows.duplicated([place, variable]).any():
        raise InputError(f"{source.name} counts the same variable of a tract twice", fix="keep one row of each")
    kinds: tuple[tuple[str, str, Kind], ...] = (("estimate", "summary_est", "E"), ("moe", "summary_moe", "M"))
    turned: list[pd.DataFrame | pd.Series] = []
    for value, total, kind in kinds:
        if value in by_name:
            turned.append(rows.pivot(index=place, columns=variable, values=by_name[value]).add_suffix(kind))
        if total in by_name:  # tidycensus gives the table's total beside every row
            first_total = rows.groupby(place)[by_name[total]].first()
            turned.append(first_total.rename(column_name(POPULATION_LINE, kind)))
    wide = pd.concat(turned, axis="columns").fillna("").reset_index()
    wide = wide.loc[:, ~wide.columns.duplicated()]
    return wide.set_axis(range(2, len(wide) + 2))


def _lines(rows: pd.DataFrame, name: str) -> dict[Line, str]:
    """Return the file's column of every line of the table that it has and the product uses."""
    used = {POPULATION_LINE}
    used |= {line for group in LANGUAGES.values() for line in (group.lep_line, group.very_well_line)}
    found: dict[Line, str] = {}
    any_line = False
    for column in rows.columns:
        match = _COLUMN.fullmatch(column)
        if not match or not 1 <= int(match["line"]) <= LINES:
            continue
        any_line = True
        kind: Kind = "M" if "M" in (match["first"] or match["last"] or "E").upper() else "E"
        if int(match["line"]) in used:
            found[int(match["line"]), kind] = column
    if not any_line:
        raise _not_the_table(rows, name)
    return found


def _not_the_table(rows: pd.DataFrame, name: str) -> SchemaError:
    others = {match[1].upper() for column in rows.columns if (match := _OTHER_TABLE.match(column))}
    languages = [column for column in rows.columns if plain_name(column) in LANGUAGES]
    if others:
        what = f"{name} holds table {first_of(others)}, not {TABLE}"
    elif languages:
        what = (
            f"{name} has columns named for languages ({first_of(languages)}), which do not say whether "
            f"they count all speakers or those who speak English less than very well"
        )
    else:
        what = f"{name} has no column of census table {TABLE} (it has: {first_of(rows.columns)})"
    return SchemaError(what, fix=_FIX)


def _by_tract(rows: pd.DataFrame, name: str) -> tuple[pd.DataFrame, pd.Series, list[str]]:
    """Return the rows that are tracts, and their ids."""
    column = find_column(rows.columns, GEOID_ALIASES)
    if column is not None:
        cells = rows[column]
    elif {"state", "county", "tract"} <= set(rows.columns):
        cells = rows["state"].str.zfill(2) + rows["county"].str.zfill(3) + rows["tract"].str.zfill(6)
    else:
        raise SchemaError(f"{name} has no column 'GEOID' or 'GEO_ID' (it has: {first_of(rows.columns)})", fix=_FIX)
    ids, notes = read_tract_ids(cells, name)
    ids = ids.dropna()
    if ids.empty:
        raise InputError(f"{name} has no census tracts", fix=_FIX)
    require_unique(ids, name)
    return rows.loc[ids.index], ids, notes


def _table(index: pd.Index, figures: dict[Line, pd.Series], reasons: list[pd.DataFrame]) -> LanguageTable:
    def column(line: int, kind: Kind) -> pd.Series:
        return figures.get((line, kind), pd.Series(float("nan"), index=index)).set_axis(index)

    def frame(lines: dict[str, int], kind: Kind) -> pd.DataFrame:
        return pd.DataFrame({language: column(line, kind) for language, line in lines.items()}, index=index)

    lep = {language: LANGUAGES[language].lep_line for language in LANGUAGE_IDS}
    fluent = {language: LANGUAGES[language].very_well_line for language in LANGUAGE_IDS}
    nothing = pd.DataFrame({"geoid": [], "column": [], "reason": []}, dtype="str")
    filled = [part for part in reasons if len(part)]
    return LanguageTable(
        pop5=column(POPULATION_LINE, "E"),
        pop5_moe=column(POPULATION_LINE, "M"),
        lep=frame(lep, "E"),
        lep_moe=frame(lep, "M"),
        very_well=frame(fluent, "E"),
        very_well_moe=frame(fluent, "M"),
        reasons=pd.concat(filled, ignore_index=True) if filled else nothing,
    )


def _lacks(table: LanguageTable, name: str) -> list[str]:
    notes: list[str] = []
    absent = table.absent_languages()
    if len(absent) == len(LANGUAGE_IDS):
        notes.append(
            f"{name} has no line of people who speak English less than very well, so need is not known; "
            "download C16001 with all its lines."
        )
    elif absent:
        names = "; ".join(language_name(language) for language in absent)
        notes.append(f"{name} has no line of people who speak English less than very well for: {names}.")
    if table.pop5.isna().all():
        notes.append(f"{name} does not have the population 5 years and over (line 001), so no share can be given.")
    if not table.has_moe and len(absent) < len(LANGUAGE_IDS):
        notes.append(f"{name} has no margins of error, so how firm a figure is cannot be told.")
    if not table.has_very_well:
        notes.append(f'{name} has no "very well" lines, so bilingual residents are not known.')
    return notes


def language_to_frame(table: LanguageTable) -> pd.DataFrame:
    """Return the table in the Bureau's own column names, ready to be saved.

    Returns
    -------
    DataFrame
        ``GEOID``, ``C16001_001E``, ``C16001_001M``, ... for every line the product uses, and ``missing``: why
        single cells have no figure, "column: reason" joined by "; ".

    Examples
    --------
    >>> from planning.examples import four_square_table
    >>> frame = language_to_frame(four_square_table())
    >>> frame[["GEOID", "C16001_005E", "C16001_004E", "missing"]].head(1).to_dict("records")
    [{'GEOID': '99001000100', 'C16001_005E': 100.0, 'C16001_004E': 200.0, 'missing': ''}]
    """
    columns: dict[str, pd.Series] = {
        column_name(POPULATION_LINE, "E"): table.pop5,
        column_name(POPULATION_LINE, "M"): table.pop5_moe,
    }
    for language in LANGUAGE_IDS:
        group = LANGUAGES[language]
        columns[column_name(group.very_well_line, "E")] = table.very_well[language]
        columns[column_name(group.very_well_line, "M")] = table.very_well_moe[language]
        columns[column_name(group.lep_line, "E")] = table.lep[language]
        columns[column_name(group.lep_line, "M")] = table.lep_moe[language]
    frame = pd.DataFrame(columns).astype(float)
    why = (table.reasons["column"] + ": " + table.reasons["reason"]).groupby(table.reasons["geoid"]).agg("; ".join)
    frame[MISSING] = why.reindex(frame.index).fillna("").astype("str")
    return frame.rename_axis("GEOID").reset_index()


def language_from_frame(frame: pd.DataFrame) -> LanguageTable:
    """Return the table from what ``language_to_frame`` saved.

    Raises
    ------
    SchemaError
        If the ids, or every line, are not there.

    Examples
    --------
    >>> from planning.examples import four_square_table
    >>> table = language_from_frame(language_to_frame(four_square_table()))
    >>> float(table.lep.loc["99001000200", "korean"])
    600.0
    """
    if "GEOID" not in frame.columns:
        raise SchemaError("the saved language table has no column 'GEOID'", fix="make the department again")
    index = pd.Index(frame["GEOID"].astype("str"), name="geoid")
    columns = _lines(frame, "the saved language table")
    figures = {line: frame[column].astype(float).set_axis(index) for line, column in columns.items()}
    reasons: list[tuple[str, str, str]] = []
    if MISSING in frame.columns:
        for geoid, why in zip(index, frame[MISSING].fillna(""), strict=True):
            parts = (part.split(": ", 1) for part in why.split("; ") if part)
            reasons += [(geoid, column, reason) for column, reason in parts]
    return _table(index, figures, [pd.DataFrame(reasons, columns=["geoid", "column", "reason"], dtype="str")])
