"""Read interpreter-line requests or calls for service: counts by area and hour, and nothing that tells a case.

A file with one row a call would hold who called and why. This reader takes counts, and refuses a file that looks like
a log of cases: case numbers, callers, complaint types, addresses, exact times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from geodata.files.columns import as_number, as_text, find_column, first_row, missing_column, plain_name, require_said
from geodata.files.limits import UPLOAD, Limits
from geodata.files.persons import require_no_persons
from geodata.files.privacy import require_no_forbidden_columns
from geodata.files.sentences import first_of
from geodata.files.text_tables import read_text_table
from geodata.inputs.account import Account, LeftOut
from geodata.inputs.area_names import plain_unit
from geodata.inputs.bill_worker import SUPPRESSED, read_ways
from planning.errors import InputError, RefusedError
from planning.languages.groups import LANGUAGES
from planning.languages.matching import build_review, decided_language, require_decisions
from planning.lists import counted
from planning.officers.interpreter_use import LINE, NOT_TOLD, OTHER_WAY, STAFF
from planning.words.wording import percent

ALIASES = MappingProxyType(
    {
        "area_id": ("area_id", "area", "beat", "sector", "district", "precinct", "zone"),
        "hour": ("hour", "hour_of_day", "hr"),
        "language": ("language", "lang", "language_requested"),
        "requests": ("requests", "count", "calls", "number", "n", "total", "interpretations"),
        "given_by": ("given_by", "provider", "by", "source"),
    }
)
CASE_WORDS = MappingProxyType(
    {
        "case": ("case", "incident", "event", "cad", "report", "record", "ticket"),
        "person": ("caller", "name", "phone", "callback", "complainant", "reporting", "officer", "interpreter"),
        "reason for the call": (
            "nature",
            "offense",
            "offence",
            "crime",
            "charge",
            "priority",
            "disposition",
            "narrative",
        ),
        "place": ("address", "location", "lat", "lon", "latitude", "longitude", "street", "intersection"),
        "moment": ("datetime", "timestamp", "time", "date", "received", "dispatched"),
    }
)
"""Words of a column that make a file a log of cases, by what they tell."""

LEAST_COUNT = 0.0


@dataclass(frozen=True, slots=True)
class DemandCounts:
    """Requests as counts.

    Attributes
    ----------
    counts : DataFrame with area_id, hour, requests, and language and given_by where the file has them
        ``language`` is a language id, ``given_by`` "staff" or "line".
    notes : tuple of str
    review : DataFrame
        Spellings of languages that wait for a decision; their rows are not in ``counts``.
    account : Account
    """

    counts: pd.DataFrame
    notes: tuple[str, ...]
    review: pd.DataFrame
    account: Account


def read_demand_counts(
    path: Path | str,
    *,
    limits: Limits = UPLOAD,
    decisions: dict[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    levels: Sequence[Mapping[str, str]] = (),
) -> DemandCounts:
    """Read counts from CSV or Excel.

    Parameters
    ----------
    levels : sequence of (mapping of name to area id), optional
        The areas of each level of the beat map as ``areas_by_name`` gives them, the finest first: the level that most
        rows are of is meant, and rows of no area there are left out by name. Unless given, areas stay as they are.

    Raises
    ------
    RefusedError
        If a column tells of a case, a person, a reason, a place or a moment.
    InputError
        If an hour is not one of the day, or a count is no number from 0 up; if half of the rows or more are of no area.
    """
    table = read_text_table(path, limits=limits, prose=True)
    require_no_forbidden_columns(table.rows.columns, table.name)
    require_no_persons(table.rows, table.name)
    said = require_said(columns, ALIASES, table.rows.columns, table.name)
    used = {wanted: find_column(table.rows.columns, names, said) for wanted, names in ALIASES.items()}
    for needed in ("area_id", "hour", "requests"):
        if used[needed] is None:
            raise missing_column(table.name, needed, table.rows.columns, needed)
    _require_counts_only(list(table.rows.columns), {column for column in used.values() if column}, table.name)
    notes = list(table.notes)
    rows = table.rows
    left_out = list(table.left_out)
    hidden = as_text(rows[used["requests"]]).fillna("").str.strip().str.fullmatch(SUPPRESSED, case=False)
    if hidden.any():
        left_out.append(LeftOut.of("a suppressed count", hidden.index[hidden]))
        notes.append(
            f"{table.name}: {counted(int(hidden.sum()), 'row')} with a suppressed count, as <10 or *, left out: not "
            f"zero, so sums are on the low side: row {first_of(hidden.index[hidden])}."
        )
        rows = rows[~hidden]
    rows = _whole_rows(rows, {wanted: column for wanted, column in used.items() if column}, table.name, left_out, notes)
    counts = pd.DataFrame(
        {
            "area_id": as_text(rows[used["area_id"]]).str.strip(),
            "hour": _hours(rows[used["hour"]], table.name),
            "requests": as_number(rows[used["requests"]], table.name, least=LEAST_COUNT),
        }
    )
    if levels:
        counts["area_id"] = _areas(counts["area_id"], levels, table.name, left_out, notes)
        counts = counts.dropna(subset="area_id")
        rows = rows.loc[counts.index]
    if used["given_by"]:
        counts["given_by"] = _given_by(as_text(rows[used["given_by"]]), table.name)
    review = build_review(())
    if used["language"]:
        spelled = as_text(rows[used["language"]]).str.strip().fillna("")
        made = require_decisions(decisions or {})
        known = pd.Series([decided_language(cell, made) for cell in spelled], index=rows.index, dtype="str")
        review = build_review(spelled[spelled != ""], decisions)
        waiting = float(counts.loc[known.isna(), "requests"].sum())
        counts = counts.assign(language=known)[known.notna()]
        if known.isna().any():
            left_out.append(LeftOut.of("a language that waits for a decision", known.index[known.isna()]))
        if waiting:
            notes.append(
                f"{table.name}: {counted(int(waiting), 'request')} in languages that are not known wait for a "
                f"decision: {first_of(sorted(set(spelled[known.isna()])))}. The known are {first_of(LANGUAGES)}."
            )
    else:
        notes.append(f"{table.name} has no language: its calls can only be shared out by the census.")
    account = Account(
        table.name,
        table.rows_read,
        len(counts),
        tuple(left_out),
        dict.fromkeys(table.rows.columns, "") | {column: role for role, column in used.items() if column},
        table.parts,
    )
    return DemandCounts(counts.reset_index(drop=True), tuple(notes), review, account)


def _whole_rows(
    rows: pd.DataFrame, used: Mapping[str, str], name: str, left_out: list[LeftOut], notes: list[str]
) -> pd.DataFrame:
    """Return the rows that say area, hour and count; those that do not are left out by name.

    Raises
    ------
    InputError
        If half of the rows or more do not.
    """
    wrong = pd.Series(False, index=rows.index)
    for wanted, read in _READ.items():
        if wanted in used:
            cells = rows[used[wanted]]
            wrong |= ~cells.map({cell: _can_be_read(cell, cells.name, read, name) for cell in cells.unique()}).astype(
                bool
            )
    if 2 * wrong.sum() >= len(rows):
        for wanted, read in _READ.items():
            if wanted in used and read(rows[used[wanted]], name).isna().any():
                row = first_row(read(rows[used[wanted]], name).isna())
                raise InputError(f"{name}, row {row}, has no area, hour, or count", fix="fill it or remove the row")
    if wrong.any():
        left_out.append(LeftOut.of("no area, hour or count that can be read", wrong.index[wrong]))
        notes.append(
            f"{name}: {counted(int(wrong.sum()), 'row')} whose area, hour or count cannot be read, "
            f"{percent(wrong.mean())} of all, left out: row {first_of(wrong.index[wrong])}."
        )
    return rows[~wrong]


def _areas(
    cells: pd.Series, levels: Sequence[Mapping[str, str]], name: str, left_out: list[LeftOut], notes: list[str]
) -> pd.Series:
    """Return the area of each row on the level that most rows are of; missing where it is none of them.

    Raises
    ------
    InputError
        If half of the rows or more are of no area.
    """
    plain = {cell: plain_unit(cell) for cell in cells.unique()}
    found = [cells.map({c: areas.get(c) or areas.get(plain[c]) for c in plain}).astype("str") for areas in levels]
    areas = max(found, key=lambda one: int(one.notna().sum()))  # the first of those: the finest level
    strange = areas.isna()
    if 2 * strange.sum() >= max(1, len(cells)):
        raise InputError(
            f"{name} counts requests in an area that is on no level of the beat map",
            value=str(cells[strange].iloc[0])[:40],
            fix="use the ids of one level of the beat map",
        )
    if strange.any():
        left_out.append(LeftOut.of("no area of the beat map", strange.index[strange]))
        notes.append(
            f"{name}: {counted(int(strange.sum()), 'row')} of no area of the beat map, {percent(strange.mean())} of "
            f"all, left out: row {first_of(strange.index[strange])}."
        )
    return areas


def _can_be_read(cell: str, heading: Hashable, read: Callable[[pd.Series, str], pd.Series], name: str) -> bool:
    try:
        return bool(read(pd.Series([cell], name=heading, dtype="str"), name).notna().all())
    except InputError:
        return False


def _require_counts_only(found: list[str], used: set[str], name: str) -> None:
    for column in found:
        if column in used:
            continue
        words = set(plain_name(column).split("_"))
        for what, telling in CASE_WORDS.items():
            if words & set(telling):
                raise RefusedError(
                    f"{name} has the column {column!r}, which tells of a {what}, and only counts are taken here",
                    fix="count the calls by area, hour and language, and give those counts",
                )


def _hours(column: pd.Series, name: str) -> pd.Series:
    text = as_text(column).str.strip()
    parts = text.str.extract(re.compile(r"^(\d{1,2})(?::00(?::00)?)?\s*([ap])?\.?(?:m\.?)?$", re.IGNORECASE))
    found, half = parts[0].astype("float64"), parts[1].str.lower()
    found = found.where(half.isna(), (found % 12 + 12 * (half == "p")).where(found.between(1, 12)))
    wrong = text.notna() & ~found.between(0, 23)
    if wrong.any():
        row = first_row(wrong)
        raise InputError(
            f"{name}, row {row}, has an hour that is not one of the day",
            value=str(text[row])[:40],
            fix="write a whole hour from 0 (midnight) to 23",
        )
    return found


def _given_by(words: pd.Series, name: str) -> pd.Series:
    ways = read_ways(words.fillna(""))
    given = pd.Series(LINE, ways.index, "str").mask(ways == STAFF, STAFF)
    wrong = ways.isin((OTHER_WAY, NOT_TOLD))
    if wrong.any():
        row = first_row(wrong)
        raise InputError(
            f"{name}, row {row}, does not say who interpreted", value=str(words[row])[:40], fix="write staff or line"
        )
    return given


_READ: Mapping[str, Callable[[pd.Series, str], pd.Series]] = {
    "area_id": lambda column, _: as_text(column),
    "hour": _hours,
    "requests": lambda column, name: as_number(column, name, least=LEAST_COUNT),
    "given_by": lambda column, name: _given_by(as_text(column), name),
}
"""How what a row must have is read."""
