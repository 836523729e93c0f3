"""The forms table C16001 comes in: which columns of a file are which lines, wide or one row a variable.

Known forms: the Census API's JSON, the Bureau's column names (``C16001_005E``), the download of data.census.gov with
its second header row, the table-based summary file (``C16001_E005``), Census Reporter (``C16001005`` and ``C16001005,
Error``), Social Explorer (codes in the second row), NHGIS (with its row of labels), ArcGIS (``C16001e5``), and one
row a variable as tidycensus has it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import pandas as pd

from geodata.files.columns import find_column, plain_name, require_said
from geodata.files.privacy import require_no_forbidden_columns, require_no_forbidden_values
from geodata.files.sentences import first_of
from geodata.files.text_tables import TextTable
from geodata.inputs.account import Account, LeftOut
from geodata.inputs.census_cells import Kind
from geodata.inputs.geoids import GEOID_ALIASES, find_tract_ids
from geodata.inputs.nhgis import bureau_names, has_codes
from planning.errors import InputError, SchemaError
from planning.languages.groups import LANGUAGES

TABLE = "C16001"
LINES = 38

Line = tuple[int, Kind]

FIX = (
    f"download table {TABLE} for census tracts (5-year) from data.census.gov. Its columns are called "
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
ESTIMATE_ALIASES, MARGIN_ALIASES = ("estimate", "value", "est"), ("moe", "margin_of_error", "margin")
TOTALS: tuple[tuple[str, Kind], ...] = (("summary_est", "E"), ("summary_moe", "M"))
"""What tidycensus writes beside every row: the total of whatever table it was asked for."""

_COLUMN = re.compile(
    rf"(?:(?P<word>estimate|moe)_)?(?:ACS_?\d{{2,4}}(?:_?5_?yrs?)?_)?{TABLE}_?(?P<first>[EM])?(?P<line>\d{{1,4}})(?P<last>[EM])?"
    r"(?P<tail>[,. ]+error|_moe|_margin(?:_of_error)?|_est(?:imate)?|[_ ][em]|s)?",
    re.IGNORECASE,
)
_CUT = re.compile(rf"{TABLE}_\d{{1,2}}_\d{{1,3}}", re.IGNORECASE)
"""A name that a shapefile cut to ten letters and numbered on."""
LEAST_CODES = 3
"""So many codes of the table in the row under the header make that row the header."""
_OTHER_TABLE = re.compile(r"([BCS]\d{4,5}[A-Z]?)_", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableCells:
    """The cells of one file as text.

    Attributes
    ----------
    cells : DataFrame of str
        Indexed by tract, a column a line, by the Bureau's name.
    totals : DataFrame of str
        ``E`` and ``M``: what tidycensus writes beside its rows; no columns where there is none.
    notes : tuple of str
    account : Account
    """

    cells: pd.DataFrame
    totals: pd.DataFrame
    notes: tuple[str, ...]
    account: Account


def column_name(line: int, kind: Kind) -> str:
    """Return the Bureau's name of a line.

    Examples
    --------
    >>> column_name(5, "E")
    'C16001_005E'
    """
    return f"{TABLE}_{line:03d}{kind}"


def as_said(source: TextTable, columns: Mapping[str, str] | None) -> TextTable:
    """Return the table with the columns that somebody told of under the names by which they are read.

    What was said of a column of another file or member is no matter of this one.
    """
    loosely = {str(column).strip().lower() for column in source.rows.columns}
    own = {role: one for role, one in (columns or {}).items() if not one or one.strip().lower() in loosely}
    said = require_said(own, ALIASES, source.rows.columns, source.name)
    names = {heading: role for role, heading in said.items() if heading}
    displaced = [column for column in source.rows.columns if column in said and column not in names]
    return replace(source, rows=source.rows.drop(columns=displaced).rename(columns=names))


def table_cells(source: TextTable) -> TableCells:
    """Return the cells of the tracts of one file.

    Raises
    ------
    SchemaError
        If it has no column of the table, or no ids.
    InputError
        If a line of the table stands in two columns, or its names were cut.
    RefusedError
        If it also counts people by birthplace or citizenship.
    """
    rows = _below_headings(source)
    require_no_forbidden_columns(rows.columns, source.name)
    for column in rows.columns:
        require_no_forbidden_values(column, rows[column].unique() if plain_name(column) != "name" else (), source.name)
    by_name = {plain_name(column): column for column in reversed(list(rows.columns))}
    estimate = find_column(rows.columns, ESTIMATE_ALIASES)
    variable = by_name.get("variable") or (_variable_column(rows) if estimate else None)
    if variable and estimate:
        return _long(rows, source, variable, estimate)
    lines = table_lines(rows.columns, source.name)
    known = find_tract_ids(rows, source.name)
    kept = rows[known.ids.notna()]
    cells = kept[list(lines)].set_axis([column_name(*line) for line in lines.values()], axis="columns")
    cells, again = _once(cells.set_axis(known.ids.dropna(), axis="index"), kept.index, source.name)
    columns = dict.fromkeys(rows.columns, "") | dict(known.columns)
    columns |= {column: _role(line) for column, line in lines.items()}
    left_out = (*source.left_out, *known.left_out, *again)
    account = Account(source.name, _rows_read(rows, source), len(cells), left_out, columns, source.parts)
    return TableCells(cells, _totals(kept, known.ids), (*source.notes, *known.notes), account)


def table_lines(columns: Iterable[str], name: str) -> dict[str, Line]:
    """Return which line of the table each column is; a column that is none is not there.

    A name that says neither estimate nor margin is an estimate only where no name says estimate.

    Raises
    ------
    SchemaError
        If there is no line at all, or a number over the table's last.
    InputError
        If a line stands in two columns, or the names were cut.

    Examples
    --------
    >>> table_lines(["GEOID", "C16001005", "C16001005, Error"], "x.csv")
    {'C16001005': (5, 'E'), 'C16001005, Error': (5, 'M')}
    >>> table_lines(["C16001_005", "C16001_005E"], "x.csv")
    {'C16001_005E': (5, 'E')}
    """
    names = list(columns)
    cut = next((column for column in names if _CUT.fullmatch(column)), None)
    found: dict[str, tuple[int, Kind | None]] = {}
    for column in names:
        match = _COLUMN.fullmatch(column)
        if match is not None and match["tail"] != "s":  # Social Explorer's standard errors are no margins
            found[column] = (int(match["line"]), _kind(match))
    beyond = next((column for column, (line, _) in found.items() if not 1 <= line <= LINES), None)
    if cut or beyond:
        raise SchemaError(
            f"{name} has a column {cut or beyond!r}, but table {TABLE} has lines 001 to 0{LINES}: its names were cut "
            "short and numbered on, as a shapefile does, so lines and figures no longer belong together",
            fix=FIX,
        )
    if not found:
        raise not_the_table(names, name)
    says_estimate = any(kind == "E" for _, kind in found.values())
    lines: dict[str, Line] = {
        column: (line, kind or "E") for column, (line, kind) in found.items() if kind or not says_estimate
    }
    if not any(kind == "E" for _, kind in lines.values()):
        raise SchemaError(
            f"{name} has margins of table {TABLE} and no estimates that are known (it has: {first_of(names)})", fix=FIX
        )
    twice = [line for line, times in Counter(lines.values()).items() if times > 1]
    if twice:
        both = [column for column, line in lines.items() if line == twice[0]]
        raise InputError(f"{name} has two columns for one line: {first_of(both)}", fix="keep the one that is right")
    return lines


def not_the_table(columns: Iterable[str], name: str) -> SchemaError:
    """Return what to say of a table that has no line of C16001."""
    names = list(columns)
    others = {match[1].upper() for column in names if (match := _OTHER_TABLE.match(column))} - {TABLE}
    languages = [column for column in names if plain_name(column) in LANGUAGES]
    fix = FIX
    if others:
        what = f"{name} holds table {first_of(others)}, not {TABLE}"
    elif languages:
        what = (
            f"{name} has columns named for languages ({first_of(languages)}), which do not say whether "
            f"they count all speakers or those who speak English less than very well"
        )
    elif any(plain_name(column).startswith("label_grouping") for column in names):
        what = f"{name} is the view of data.census.gov, which has lines for rows and no ids (download it as ZIP)"
    elif any(column.upper().startswith("SE_") for column in names):
        what = f"{name} holds tables of Social Explorer's own"
        fix = f"choose {TABLE} there under the ACS's original tables, or {FIX}"
    elif any(plain_name(column) == "gisjoin" for column in names) and has_codes(pd.Index(names)):
        what = f"{name} has NHGIS's own codes, and no row of labels that says they are {TABLE}"
        fix = "download it again with the additional descriptive header row"
    else:
        what = f"{name} has no column of census table {TABLE} (it has: {first_of(names)})"
    return SchemaError(what, fix=fix)


def _kind(match: re.Match[str]) -> Kind | None:
    letter = (match["first"] or match["last"] or "").upper()
    words = f"{match['word'] or ''} {match['tail'] or ''}".lower()
    if letter == "M" or any(word in words for word in ("moe", "error", "margin")) or words.endswith(("_m", " m")):
        return "M"
    return "E" if letter == "E" or "est" in words or words.endswith(("_e", " e")) else None


def _role(line: Line) -> str:
    return f"line {line[0]:03d}, {'estimate' if line[1] == 'E' else 'margin'}"


def _below_headings(source: TextTable) -> pd.DataFrame:
    """Return the rows below all headings: labels under the codes are dropped, codes under labels are taken up."""
    rows = source.rows
    first = rows.iloc[0]
    if first.str.contains("!!", regex=False).any() or "Geography" in first.tolist():
        rows = rows.iloc[1:]
    elif (named := bureau_names(first)) and not any(map(_COLUMN.fullmatch, rows.columns)):
        rows = rows.iloc[1:].rename(columns=named)
    elif "variable" not in map(plain_name, rows.columns) and not any(map(_COLUMN.fullmatch, rows.columns)):
        codes = first.where(first.str.strip() != "", pd.Series(rows.columns, index=rows.columns))
        if sum(map(bool, map(_COLUMN.fullmatch, codes))) >= LEAST_CODES and codes.is_unique:
            rows = rows.iloc[1:].set_axis(codes.tolist(), axis="columns")
    if rows.empty:
        raise InputError(f"{source.name} has a header but no rows", fix="export it again with its rows")
    return rows


def _long(rows: pd.DataFrame, source: TextTable, variable: str, estimate: str) -> TableCells:
    """Return the cells of a table with one row a variable."""
    name, margin = source.name, find_column(rows.columns, MARGIN_ALIASES)
    known = find_tract_ids(rows, name)
    in_tracts = rows[known.ids.notna()]
    every = in_tracts[variable].str.strip()
    own = every.str.fullmatch(_COLUMN) | every.str.fullmatch(_CUT)
    if not own.any():
        raise not_the_table([*every.unique(), *rows.columns], name)
    lines = table_lines(every[own].unique(), name)
    others = in_tracts.index[~every.isin(list(lines))]
    kept = in_tracts.drop(index=others)
    names = every[kept.index]
    kinds: list[tuple[str, Kind | None]] = [(estimate, "E" if margin else None)]
    kinds += [(margin, "M")] if margin else []
    ids = known.ids[kept.index]
    values = kept[[column for column, _ in kinds]].set_axis([ids, names], axis="index")
    repeated = values.index.duplicated()
    if repeated.any() and len(values.reset_index().drop_duplicates()) != len(values.index.unique()):
        raise InputError(f"{name} counts the same variable of a tract twice", fix="keep one row of each")
    wide: dict[str, pd.Series] = {}
    for column, kind in kinds:
        turned = values[column][~repeated].unstack()
        wide |= {column_name(lines[found][0], kind or lines[found][1]): turned[found] for found in turned.columns}
    cells = pd.DataFrame(wide).fillna("")
    totals = _totals(kept, known.ids)
    columns = dict.fromkeys(rows.columns, "") | dict(known.columns)
    columns |= {variable: "line", estimate: "estimate"} | ({margin: "margin"} if margin else {})
    left_out = (
        *source.left_out,
        *known.left_out,
        *((LeftOut("a line of another table", len(others)),) if len(others) else ()),
        *((LeftOut.of("the same row again", kept.index[repeated]),) if repeated.any() else ()),
    )
    used = len(kept) - int(repeated.sum())
    account = Account(name, _rows_read(rows, source), used, left_out, columns, source.parts)
    return TableCells(cells.rename_axis(None), totals, (*source.notes, *known.notes), account)


def _variable_column(rows: pd.DataFrame) -> str | None:
    """Return the one column whose cells name lines of the table, whatever it is called."""
    naming = [column for column in rows.columns if rows[column].str.strip().str.fullmatch(_COLUMN).mean() > 1 / 2]
    return naming[0] if len(naming) == 1 else None


def _rows_read(rows: pd.DataFrame, source: TextTable) -> int:
    return len(rows) + sum(one.rows for one in source.left_out)


def _once(cells: pd.DataFrame, row_numbers: pd.Index, name: str) -> tuple[pd.DataFrame, tuple[LeftOut, ...]]:
    """Return each tract once: the same row again is left out, another row of the same tract is refused."""
    repeated = cells.index.duplicated()
    if not repeated.any():
        return cells, ()
    if len(cells.reset_index().drop_duplicates()) != len(cells.index.unique()):
        raise InputError(
            f"{name} has tracts in more than one row: {first_of(cells.index[repeated])}", fix="keep one row a tract"
        )
    return cells[~repeated], (LeftOut.of("the same row again", row_numbers[repeated]),)


def _totals(rows: pd.DataFrame, ids: pd.Series) -> pd.DataFrame:
    by_name: Mapping[str, str] = {plain_name(column): column for column in rows.columns}
    there = {kind: rows[by_name[column]] for column, kind in TOTALS if column in by_name}
    return pd.DataFrame(there, index=rows.index).groupby(ids[rows.index]).first().rename_axis(None)
