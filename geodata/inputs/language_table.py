"""Read table C16001 by tract from any of the forms it is published in; see ``geodata.inputs.table_forms``."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import pandas as pd

from geodata.files.archives import unpack
from geodata.files.columns import require_said
from geodata.files.formats import require_local_file
from geodata.files.limits import CENSUS_TABLE, MEGABYTE, Limits
from geodata.files.sentences import first_of
from geodata.files.text_tables import TABLE_ENDINGS, TextTable, read_table_of_json, read_text_table
from geodata.inputs.account import Account, LeftOut, Part
from geodata.inputs.census_cells import KINDS, NO_FIGURE, Kind, find_writing, read_cells
from geodata.inputs.survey_year import SurveyYear, find_survey_year
from geodata.inputs.table_forms import ALIASES as ALIASES
from geodata.inputs.table_forms import FIX, TABLE, Line, TableCells, as_said, column_name, table_cells, table_lines
from geodata.inputs.table_sums import at_least, population_by_groups, require_sums
from planning.errors import InputError, PlanningError, RefusedError, SchemaError
from planning.languages.groups import LANGUAGE_IDS, LANGUAGES, POPULATION_LINE, language_name
from planning.lists import counted
from planning.need.need import LanguageTable

MISSING = "missing"
"""The column of the saved table that says why single cells are missing."""

_DATA_FILE = re.compile(r"(^|[-_. ])data$", re.IGNORECASE)
"""How data.census.gov calls the one of its three files that has the figures."""
_ABOUT_BYTES = 65_536
"""So much of a file of notes beside the tables is looked at for the year."""


@dataclass(frozen=True, slots=True)
class LanguageFile:
    """A language table, and what was noticed.

    Attributes
    ----------
    table : LanguageTable
        A line that is not in the file is all NaN.
    notes : tuple of str
        Sentences for the check report.
    account : Account
    year : SurveyYear or None
        The year of the survey, where the file says one.
    """

    table: LanguageTable
    notes: tuple[str, ...]
    account: Account
    year: SurveyYear | None = None


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The tables of one file: what its members are, and what beside them tells the year."""

    tables: tuple[TextTable, ...]
    parts: tuple[Part, ...] = ()
    said: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


def read_language_table(
    path: Path | str | Sequence[Path], *, limits: Limits = CENSUS_TABLE, columns: Mapping[str, str] | None = None
) -> LanguageFile:
    """Read C16001 by census tract, from one file or from several of different tracts.

    Returns
    -------
    LanguageFile
        Notes say which lines the file lacks: what depends on them is unknown, never zero.

    Raises
    ------
    InputError
        With one sentence that names what is wrong and how to mend it; a table that does not add up is refused.
    RefusedError
        If the file also counts people by birthplace or citizenship.
    """
    files = [require_local_file(one, limits) for one in ([path] if isinstance(path, str | Path) else path)]
    loaded = [_load(file, limits, columns or {}) for file in files]
    tables = [table for one in loaded for table in one.tables]
    require_said(columns, ALIASES, [c for one in loaded for c in one.headings], " and ".join(f.name for f in files))
    name = " and ".join(file.name for file in files)
    said = [text for one in loaded for text in one.said] + [file.name for file in files[1:]]
    year = find_survey_year(files[0].name, said, [table.rows for table in tables], name)
    found = _together([table_cells(table) for table in tables], name, [part for one in loaded for part in one.parts])
    figures, reasons = _figures(found.cells, name)
    estimates = pd.DataFrame({line: column for (line, kind), column in figures.items() if kind == "E"})
    about_total = _find_total(figures, estimates, found.totals, name)
    adds_up = require_sums(estimates, name)
    table = _table(pd.Index(found.cells.index, name="geoid"), figures, reasons)
    wrong = table.reasons[table.reasons["reason"].str.endswith(NO_FIGURE)]
    about_cells = (
        [
            f"{name}: {counted(len(wrong), 'cell')} that are no figures of the Census Bureau count as missing: "
            + first_of(f"{row.column} of tract {row.geoid}" for row in wrong.itertuples())
            + "."
        ]
        if len(wrong)
        else []
    )
    notes = (*found.notes, *about_total, *about_cells, *_lacks(table, name))
    unknown = () if adds_up else ("We can’t check whether its lines add up, because some are missing",)
    return LanguageFile(table, notes, replace(found.account, remarks=unknown), year)


def look_at_language(path: Path, limits: Limits) -> pd.DataFrame:
    """Return the rows of every table of a file under their own headings, nothing understood yet."""
    if path.suffix.lower() != ".zip":
        return pd.concat([table.rows for table in _load(path, limits, {}).tables])
    found = []
    with tempfile.TemporaryDirectory(prefix="common-tongue-") as folder:
        for member in _data_members(unpack(path, Path(folder), (*TABLE_ENDINGS, ".json"), limits)):
            with suppress(InputError):  # its reader says what is wrong with it
                found.append(read_text_table(member, limits=limits).rows)
    return pd.concat(found, ignore_index=True).fillna("") if found else pd.DataFrame()


def _data_members(written: Sequence[Path]) -> list[Path]:
    """Return the members of a zip that may be the table: those called data, else all that are no notes."""
    tables = sorted(member for member in written if member.suffix.lower() in TABLE_ENDINGS)
    return [member for member in tables if _DATA_FILE.search(member.stem)] or [
        member for member in tables if member.suffix.lower() != ".txt" or len(tables) == 1
    ]


def _load(path: Path, limits: Limits, columns: Mapping[str, str]) -> _Loaded:
    ending = path.suffix.lower()
    if ending != ".zip":
        table = read_table_of_json(path, limits=limits) if ending == ".json" else read_text_table(path, limits=limits)
        return _Loaded((as_said(table, columns),), headings=tuple(table.rows.columns))
    headings: list[str] = []
    with tempfile.TemporaryDirectory(prefix="common-tongue-") as folder:
        written = unpack(path, Path(folder), (*TABLE_ENDINGS, ".json"), limits)
        data = _data_members(written)
        found: list[TextTable] = []
        parts: list[Part] = []
        for member in written:
            rows, why = None, "it is not the table"
            if member in data:
                try:
                    table = read_text_table(member, limits=limits)
                    headings.extend(table.rows.columns)
                    table = as_said(table, columns)
                    if len(data) > 1:
                        table_cells(table)
                    found.append(table)
                    rows, why = len(table.rows), ""
                except RefusedError:
                    raise
                except PlanningError as error:
                    if len(data) == 1:
                        raise
                    why = error.what
            parts.append(Part("file", member.relative_to(folder).as_posix(), rows, why))
        about = [member for member in written if member not in data and member.stat().st_size < MEGABYTE]
        texts = [member.read_bytes()[:_ABOUT_BYTES].decode("utf-8", errors="replace") for member in about]
    with zipfile.ZipFile(path) as packed:
        others = [one for one in packed.namelist() if one not in {part.name for part in parts} and one[-1:] != "/"]
    parts += [Part("file", one, None, "it is no table") for one in others]
    if not found:
        inside = "; ".join(f"{part.name} ({part.why})" for part in parts)
        raise SchemaError(f"{path.name} holds no table {TABLE}: {inside or 'nothing'}", fix=FIX)
    beside = (*(PurePosixPath(part.name).name for part in parts), *texts)
    return _Loaded(tuple(found), tuple(parts), beside, tuple(headings))


def _together(found: list[TableCells], name: str, parts: list[Part]) -> TableCells:
    """Return the tracts of all tables; a tract of two tables counts once where its cells are the same."""
    cells = pd.concat([one.cells for one in found]).fillna("")
    if cells.empty:
        raise InputError(f"{name} has no census tracts", fix=FIX)
    repeated = cells.index.duplicated()
    again: tuple[LeftOut, ...] = ()
    if repeated.any():
        if len(cells.reset_index().drop_duplicates()) != len(cells.index.unique()):
            raise InputError(
                f"{name} has tracts in more than one table, with other figures: {first_of(cells.index[repeated])}",
                fix="keep one row a tract",
            )
        again = (LeftOut("the same tract in another table", int(repeated.sum())),)
    accounts = [one.account for one in found]
    columns: dict[str, str] = {}
    for account in accounts:
        columns |= {column: role for column, role in account.columns.items() if role or column not in columns}
    account = Account(
        name,
        sum(one.rows_read for one in accounts),
        sum(one.rows_used for one in accounts) - int(repeated.sum()),
        (*(left for one in accounts for left in one.left_out), *again),
        columns,
        (*parts, *(part for one in accounts for part in one.parts)),
    )
    totals = pd.concat([one.totals for one in found])
    notes = tuple(note for one in found for note in one.notes)
    return TableCells(cells[~repeated], totals[~totals.index.duplicated()], notes, account)


def _figures(cells: pd.DataFrame, name: str) -> tuple[dict[Line, pd.Series], list[pd.DataFrame]]:
    """Return the figures of every line that is used or summed, and why single cells of those used are missing."""
    used = {POPULATION_LINE}
    used |= {line for group in LANGUAGES.values() for line in (group.lep_line, group.very_well_line)}
    lines = table_lines(cells.columns, name)
    read = {column: line for column, line in lines.items() if line[1] == "E" or line[0] in used}
    estimates, margins = (_all_cells(cells, read, kind) for kind in KINDS)
    writing = find_writing(estimates, margins, name)
    figures: dict[Line, pd.Series] = {}
    reasons: list[pd.DataFrame] = []
    for column, line in read.items():
        figures[line], why = read_cells(cells[column], line[1], name, writing)
        if line[0] in used and len(why):
            reasons.append(pd.DataFrame({"geoid": why.index, "column": column, "reason": why.to_numpy()}, dtype="str"))
    return figures, reasons


def _all_cells(cells: pd.DataFrame, lines: Mapping[str, Line], kind: Kind) -> pd.Series:
    columns = [column for column, line in lines.items() if line[1] == kind]
    return pd.Series(cells[columns].to_numpy().ravel(), dtype="str")


def _find_total(figures: dict[Line, pd.Series], estimates: pd.DataFrame, totals: pd.DataFrame, name: str) -> list[str]:
    """Put the population 5 and over where the table lacks line 001: the total beside its rows, or the sum of its lines.

    The total beside the rows of tidycensus is that of the table it was asked for, which may be another one.
    """
    if (POPULATION_LINE, "E") in figures:
        return []
    summed = population_by_groups(estimates)
    beside = {
        kind: read_cells(totals[kind].reindex(estimates.index).rename(f"summary, {kind}"), kind, name)[0]
        for kind in KINDS
        if kind in totals.columns
    }
    notes: list[str] = []
    if "E" in beside:
        total = beside["E"]
        if not ((total - summed).abs() > 0.5).any() and not (at_least(estimates) > total + 0.5).any():
            figures[POPULATION_LINE, "E"] = total
            if "M" in beside:
                figures[POPULATION_LINE, "M"] = beside["M"]
            if summed.notna().any():
                return []
            return [
                (
                    f"{name}: the population 5 years and over came from the total beside its rows (summary_est). "
                    "Its other lines can’t confirm that it is line 001."
                )
            ]
        notes.append(
            f"{name}: the total beside its rows (summary_est) is not line 001 of {TABLE}, but of another table, and "
            "was not used."
        )
    if summed.notna().any():
        figures[POPULATION_LINE, "E"] = summed
        notes.append(
            f"{name} has no line 001: population 5 years and over is line 002 and all groups, without a margin."
        )
    return notes


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
            f"{name} has no line for people who speak English less than very well, so there are no LEP "
            "numbers. Download C16001 with all its lines."
        )
    elif absent:
        names = "; ".join(language_name(language) for language in absent)
        notes.append(f"{name} has no line of people who speak English less than very well for: {names}.")
    if table.pop5.isna().all():
        notes.append(f"{name} does not have the population 5 years and over (line 001), so no share can be given.")
    if not table.has_moe and len(absent) < len(LANGUAGE_IDS):
        notes.append(f"{name} has no margins of error, so we can’t say how reliable a number is.")
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
    lines = table_lines(frame.columns, "the saved language table")
    figures = {line: frame[column].astype(float).set_axis(index) for column, line in lines.items()}
    reasons: list[tuple[str, str, str]] = []
    if MISSING in frame.columns:
        for geoid, why in zip(index, frame[MISSING].fillna(""), strict=True):
            parts = (part.split(": ", 1) for part in why.split("; ") if part)
            reasons += [(geoid, column, reason) for column, reason in parts]
    return _table(index, figures, [pd.DataFrame(reasons, columns=["geoid", "column", "reason"], dtype="str")])
