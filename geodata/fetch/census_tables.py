"""Fetch the census tables of ``geodata.fetch.tables``, and check them before they are used."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from geodata.department.findings import Finding
from geodata.department.provenance import Provenance
from geodata.fetch.census_api import CensusApi
from geodata.fetch.census_replies import ApiTable
from geodata.fetch.sources import census_provenance, old_copy_notes
from geodata.fetch.tables import CENSUS_TABLES, CensusTable
from geodata.inputs.census_cells import Kind, read_cells
from geodata.inputs.language_table import LanguageFile, read_language_table
from geodata.inputs.table_forms import TABLE
from planning.errors import UnavailableTableError
from planning.lists import some
from planning.need.need import LanguageTable

FIRST_LANGUAGE_VINTAGE = 2016
"""C16001 by tract in its present twelve groups begins with ACS 2012-2016; the Bureau recoded languages then."""
LAST_DAY_OF_WAITING = 15
"""Of December: by then the five-year tables have been out in most years."""
NO_ROW = "the source gave no row for this part of the table"


@dataclass(frozen=True, slots=True)
class FetchedLanguage:
    """Table C16001 as it was fetched.

    Attributes
    ----------
    table : LanguageTable
    notes : tuple of str
    provenance : Provenance
    """

    table: LanguageTable
    notes: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class FetchedFigures:
    """Figures of any other table.

    Attributes
    ----------
    figures : DataFrame of float
        Indexed by GEOID, a column a variable; missing where the Bureau gives no figure.
    reasons : DataFrame
        ``geoid``, ``column``, ``reason`` of every missing figure.
    notes : tuple of str
    provenance : Provenance
    """

    figures: pd.DataFrame
    reasons: pd.DataFrame
    notes: tuple[str, ...]
    provenance: Provenance


def require_language_vintage(vintage: int) -> None:
    """Raise ``UnavailableTableError`` for a year without C16001 by tract."""
    if vintage < FIRST_LANGUAGE_VINTAGE:
        raise UnavailableTableError(
            "languages by census tract begin with the 5-year survey that ends in 2016",
            value=vintage,
            fix="choose 2016 or later",
        )


def newest_vintage(today: datetime.date) -> int:
    """Return the last year of the newest survey that is out: each is published in the December after it ends.

    Examples
    --------
    >>> newest_vintage(datetime.date(2026, 11, 25)), newest_vintage(datetime.date(2026, 12, 31))
    (2024, 2025)
    """
    return today.year - (1 if today.month == 12 and today.day > LAST_DAY_OF_WAITING else 2)


def fetch_language(api: CensusApi, state: str, counties: Sequence[str], vintage: int) -> FetchedLanguage:
    """Fetch C16001 by tract, with margins and the "very well" lines, for every county.

    Raises
    ------
    UnavailableTableError, MissingKeyError, SourceError
    """
    require_language_vintage(vintage)
    found = _fetch_cells(api, CENSUS_TABLES[TABLE], state, counties, vintage)
    period = f"ACS {vintage - 4}-{vintage}"
    read = read_language_cells(found.cells, f"{TABLE} {period}")
    title = f"Table {TABLE}, Language Spoken at Home, {period} 5-year, by tract (Census API)"
    provenance = census_provenance("language", title, f"{vintage - 4}-{vintage}", found.files)
    return FetchedLanguage(
        with_reasons_for_absent_rows(read.table, found),
        (*read.notes, *found.notes, *old_copy_notes(found.files)),
        provenance,
    )


def read_language_cells(cells: pd.DataFrame, name: str) -> LanguageFile:
    """Return published cells of C16001 as a language table, by the one reader of that table.

    Parameters
    ----------
    cells : DataFrame of str
        Indexed by tract, in the Bureau's column names.
    name : str
        What messages call it.
    """
    with tempfile.TemporaryDirectory(prefix="common-tongue-") as folder:
        path = Path(folder) / f"{name}.csv"
        cells.rename_axis("GEOID").fillna("").to_csv(path)
        return read_language_table(path)


def with_reasons_for_absent_rows(table: LanguageTable, found: ApiTable) -> LanguageTable:
    """Return the table with its missing cells told apart: blank in the source, or in a row it did not give."""
    absent = {(geoid, column) for geoid, columns in found.no_row for column in columns}
    if not absent:
        return table
    reasons = table.reasons.copy()
    cells = zip(reasons["geoid"], reasons["column"], strict=True)
    is_absent = pd.Series([cell in absent for cell in cells], index=reasons.index, dtype=bool)
    reasons["reason"] = reasons["reason"].mask(is_absent, NO_ROW)
    return replace(table, reasons=reasons)


def fetch_figures(api: CensusApi, table_id: str, state: str, counties: Sequence[str], vintage: int) -> FetchedFigures:
    """Fetch the variables of a table, by the level its row says.

    Raises
    ------
    UnavailableTableError, MissingKeyError, SourceError
    """
    table = CENSUS_TABLES[table_id]
    found = _fetch_cells(api, table, state, counties, vintage)
    period = f"ACS {vintage - 4}-{vintage}"
    figures, reasons = {}, []
    for column in found.cells.columns:
        kind: Kind = "M" if column.endswith("M") else "E"
        figures[column], why = read_cells(found.cells[column], kind, f"{table.id} {period}")
        reasons.append(pd.DataFrame({"geoid": why.index, "column": column, "reason": why.to_numpy()}, dtype="str"))
    title = f"Table {table.id}, {period} 5-year, by {table.level} (Census API)"
    return FetchedFigures(
        pd.DataFrame(figures, index=found.cells.index),
        pd.concat(reasons, ignore_index=True),
        (*found.notes, *old_copy_notes(found.files)),
        census_provenance(table.id, title, f"{vintage - 4}-{vintage}", found.files),
    )


def _fetch_cells(api: CensusApi, table: CensusTable, state: str, counties: Sequence[str], vintage: int) -> ApiTable:
    if table.dataset is None or table.level == "block" or not table.variables:
        raise UnavailableTableError(f"table {table.id} is not fetched from the Census API")
    return api.fetch(table.dataset, table.variables, vintage, table.level, state, counties)


def fetch_cells(
    api: CensusApi, table_id: str, state: str, counties: Sequence[str], vintage: int, also: Sequence[str] = ()
) -> ApiTable:
    """Fetch the variables of a table as they are published, and more of it or of its places, as ``NAME``."""
    table = CENSUS_TABLES[table_id]
    return _fetch_cells(api, replace(table, variables=(*table.variables, *also)), state, counties, vintage)


def check_language_sum(table: LanguageTable, published: pd.Series) -> Finding:
    """Return whether the twelve groups of C16001 sum to the Bureau's own total of S1601, tract by tract.

    Both are tabulated from the same answers, so they agree to the person; where they do not, a column was mixed up
    or a tract shifted.

    Parameters
    ----------
    table : LanguageTable
    published : Series of float
        ``S1601_C05_001E`` by tract.

    Examples
    --------
    >>> from planning.examples import four_square_table
    >>> table = four_square_table()
    >>> check_language_sum(table, table.lep.sum(axis=1)).finding
    'The twelve language groups sum to the total of table S1601 in all 4 tracts that can be compared.'
    """
    subject = "sum of the language groups"
    summed = table.lep.sum(axis=1, skipna=False)
    both = pd.DataFrame({"ours": summed, "theirs": published}).dropna()
    apart = both.index[(both["ours"] - both["theirs"]).abs() > 0.5]
    if both.empty:
        return Finding("look", subject, "Table S1601 has no figure to compare with.", "Compare a few tracts by hand.")
    if len(apart):
        return Finding(
            "look",
            subject,
            f"In {len(apart)} of {len(both)} tracts the twelve language groups do not sum to the total of table S1601: "
            f"{some([str(geoid) for geoid in apart])}.",
            "Fetch both tables again. If they still differ, use neither and tell the publisher.",
        )
    return Finding(
        "fine",
        subject,
        f"The twelve language groups sum to the total of table S1601 in all {len(both)} tracts that can be compared.",
    )
