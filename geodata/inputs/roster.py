"""Read a roster: which officer speaks what, how well that is known, and where and when they work.

No names are needed, and none are kept unless the operator turns them on. A language whose spelling is not known is
neither guessed nor refused: the officer is taken in, the language waits for a decision, and the review table says so.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from geodata.files.columns import as_text, as_yes_no, find_column, first_row, missing_column, require_said
from geodata.files.limits import UPLOAD, Limits
from geodata.files.privacy import require_no_forbidden_columns
from geodata.files.sentences import first_of
from geodata.files.text_tables import read_text_table
from geodata.inputs.roster_columns import ALIASES, OF_LANGUAGE, ROSTER_COLUMNS, Asked, Holds
from geodata.inputs.roster_dates import read_dates
from planning.errors import InputError, RefusedError
from planning.languages.matching import LEAVE_OUT, build_review, decided_language, require_decisions
from planning.languages.named import find_language_group
from planning.lists import counted
from planning.officers.roster import CIVILIAN, DISPATCHER, OFFICER, find_contradictions
from planning.vocabulary import CERTIFIED, EXPIRED, PREMIUM, SELF_REPORTED, TESTED

KEEP_NAMES_VARIABLE = "COMMON_TONGUE_KEEP_NAMES"
"""Set to 1 by the operator, officers' names are kept in a column ``name``; else they are dropped at the door."""

NAME_COLUMNS = (
    "name",
    "officer_name",
    "full_name",
    "first_name",
    "last_name",
    "surname",
    "firstname",
    "lastname",
    "middle_name",
    "employee_name",
)

TIER_WORDS = MappingProxyType(
    {
        CERTIFIED: (CERTIFIED, "certified interpreter", "interpreter", "court certified"),
        TESTED: (TESTED, "assessed", "passed", "qualified", "exam passed"),
        PREMIUM: (PREMIUM, "paid", "premium pay", "bilingual pay", "stipend", "incentive"),
        SELF_REPORTED: (
            *("self reported", "self-reported", "self", "self report", "untested", "claimed", "designated"),
            *("native", "fluent", "conversational", "heritage"),
        ),
        EXPIRED: (EXPIRED, "lapsed", "out of date"),
    }
)
"""The plain words for each tier. An untested claim, however warm, is self-reported."""

KIND_WORDS = MappingProxyType(
    {
        OFFICER: ("officer", "sworn", "police officer", "deputy", "yes", "y", "sergeant", "detective"),
        CIVILIAN: ("civilian", "non sworn", "nonsworn", "professional staff", "interpreter", "no", "n"),
        DISPATCHER: ("dispatcher", "dispatch", "call taker", "911 operator", "communications"),
    }
)
"""The plain words for each kind; yes and no answer a column that asks whether somebody is sworn."""

NO_LANGUAGE = frozenset({"", "none", "no", "n/a", "na", "english", "english only", "-"})
NOT_COUNTED = frozenset({"asl", "american sign language", "sign language"})
"""Languages the census table does not count: the officer is kept, the language has no need beside it."""

_BETWEEN = re.compile(r"\s*[;,/|\n]\s*|\s+and\s+|\s*&\s*")


@dataclass(frozen=True, slots=True)
class RosterFile:
    """A roster, and what was noticed.

    Attributes
    ----------
    roster : DataFrame
        ``ROSTER_COLUMNS``, one row an officer and language; an officer with none beside English has one row
        whose ``language`` and ``tier`` are missing.
    notes : tuple of str
        Sentences for the check report.
    review : DataFrame
        Spellings that are no language's own name, with the nearest, and what was decided; see
        ``planning.languages.matching``.
    """

    roster: pd.DataFrame
    notes: tuple[str, ...]
    review: pd.DataFrame = field(default_factory=lambda: build_review(()))


def read_roster(
    path: Path | str,
    *,
    limits: Limits = UPLOAD,
    decisions: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
) -> RosterFile:
    """Read a roster from CSV or Excel.

    One row an officer and language, or one row an officer with the languages in one cell ("Spanish; Korean").

    Parameters
    ----------
    decisions : mapping of spelling to language id or ``leave out``, optional
        What somebody decided about spellings that are no language's own name. Those without a decision are kept
        with their spelling and a missing language: they count nowhere until decided.
    columns : mapping of role to heading, optional
        What somebody said the columns are; see ``geodata.files.columns.require_said``.

    Raises
    ------
    InputError
        For a tier or kind that is not known, with the row and the nearest name.
    UnknownNameError
        If a decision is no language id.
    RefusedError
        If it has columns that identify a person.
    """
    table = read_text_table(path, limits=limits)
    require_no_forbidden_columns(table.rows.columns, table.name, roster=True)
    notes = list(table.notes)
    said = require_said(columns, ALIASES, table.rows.columns, table.name)
    _require_no_name_as_id(said, table.name)
    used = {name: find_column(table.rows.columns, row.aliases, said) for name, row in ROSTER_COLUMNS.items()}
    for row in ROSTER_COLUMNS.values():
        if row.asked is Asked.NEEDED and used[row.name] is None:
            raise missing_column(table.name, row.name, table.rows.columns, row.name)
    keep_names = os.environ.get(KEEP_NAMES_VARIABLE) == "1"
    _tell_columns(list(table.rows.columns), used, table.name, notes, keep_names)
    officers = pd.DataFrame(
        {
            wanted: as_text(table.rows[column]).str.strip()
            if column
            else pd.Series(float("nan"), table.rows.index, "str")
            for wanted, column in used.items()
        }
    )
    if officers["officer_id"].isna().any():
        line = first_row(officers["officer_id"].isna())
        raise InputError(
            f"{table.name}, row {line}, has no officer id", fix="give every row a badge or employee number"
        )
    for row in ROSTER_COLUMNS.values():
        if row.holds in _READ:
            officers[row.name] = _READ[row.holds](officers[row.name], table.name, notes)
    if keep_names:
        officers["name"] = _names(table.rows)
    roster = _one_row_a_language(officers, table.name, notes, require_decisions(decisions or {}))
    review = build_review(roster["language_as_found"].dropna(), decisions)
    _tell_review(review, table.name, notes)
    roster = _drop_decided_out(roster, review)
    return RosterFile(_without_repeats(roster, table.name, notes), tuple(notes), review)


def _require_no_name_as_id(said: Mapping[str, str], name: str) -> None:
    heading = said.get("officer_id", "")
    if heading and _name_columns([heading]):
        raise RefusedError(
            f"{name}: names do not stand in for ids",
            value=heading,
            fix="say which column is the badge or employee number",
        )


_TIER_OF = {word: tier for tier, words in TIER_WORDS.items() for word in words}
_KIND_OF = {word: kind for kind, words in KIND_WORDS.items() for word in words}


def _tell_columns(
    found: list[str], columns: dict[str, str | None], name: str, notes: list[str], keep_names: bool
) -> None:
    names = _name_columns(found)
    if names and keep_names:
        notes.append(f"{name}: names of officers were kept, as the operator has turned that on: {first_of(names)}.")
    elif names:
        notes.append(f"{name}: names of officers are not needed and were not read: {first_of(names)}.")
    unused = set(found) - {column for column in columns.values() if column} - set(names)
    if unused:
        notes.append(f"{name}: columns that are not used: {first_of(unused)}.")
    if columns["tier"] is None:
        notes.append(f"{name} does not say how proficiency is known; every language counts as self-reported.")


def _name_columns(found: list[str]) -> list[str]:
    return [column for column in found if find_column([column], NAME_COLUMNS)]


def _names(rows: pd.DataFrame) -> pd.Series:
    parts = [as_text(rows[column]).str.strip().fillna("") for column in _name_columns(list(rows.columns))]
    joined = pd.Series("", rows.index, "str")
    for part in parts:
        joined = (joined + " " + part).str.strip()
    return joined.mask(joined == "")


def _tiers(words: pd.Series, name: str, _: list[str]) -> pd.Series:
    plain = words.str.lower().str.replace("_", " ")
    _require_known(words, plain.notna() & ~plain.isin(_TIER_OF), name, "tier", TIER_WORDS)
    return plain.map(_TIER_OF).fillna(SELF_REPORTED).astype("str")


def _staff(words: pd.Series, name: str, _: list[str]) -> pd.Series:
    plain = words.str.lower().str.replace(r"[_\-]", " ", regex=True).fillna(OFFICER)
    _require_known(words, ~plain.isin(_KIND_OF), name, "kind", KIND_WORDS)
    return plain.map(_KIND_OF).astype("str")


def _yes_no(cells: pd.Series, name: str, _: list[str]) -> pd.Series:
    return as_yes_no(cells, name).map({True: "yes", False: "no"}).astype("str")


def _shifts(cells: pd.Series, _name: str, _: list[str]) -> pd.Series:
    return cells.map(lambda cell: "; ".join(_parts(cell)), na_action="ignore").astype("str")


_READ: Mapping[Holds, Callable[[pd.Series, str, list[str]], pd.Series]] = MappingProxyType(
    {Holds.TIER: _tiers, Holds.STAFF: _staff, Holds.YES_NO: _yes_no, Holds.DATE: read_dates, Holds.SHIFTS: _shifts}
)
"""How cells are read, from the column, the file's name and the notes; text stays as it is."""


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(cell) if part.strip()]


def _one_row_a_language(
    officers: pd.DataFrame, name: str, notes: list[str], decided: Mapping[str, str]
) -> pd.DataFrame:
    spoken: list[tuple[int, str | None, str | None]] = []
    signing: list[int] = []
    for row, cell in zip(officers.index.tolist(), officers["language"].fillna(""), strict=True):
        found = [part for part in _split(cell) if part.casefold() not in NO_LANGUAGE]
        counted = [part for part in found if part.casefold() not in NOT_COUNTED]
        if len(counted) < len(found):
            signing.append(row)
        for part in counted:
            spoken.append((row, decided_language(part, decided), part))
        if not counted:
            spoken.append((row, None, None))
    if signing:
        why = "is not in the census table, so it is not compared with need"
        notes.append(f"{name}: sign language {why}: row {first_of(signing)}.")
    rows, groups, as_found = zip(*spoken, strict=True)
    roster = officers.loc[list(rows)].reset_index(drop=True)
    roster["language"] = pd.array(groups, dtype="str")
    roster["language_as_found"] = pd.array(as_found, dtype="str")
    roster.loc[roster["language_as_found"].isna(), list(OF_LANGUAGE)] = float("nan")
    return roster[[column for column in (*ROSTER_COLUMNS, "name") if column in roster.columns]]


def _tell_review(review: pd.DataFrame, name: str, notes: list[str]) -> None:
    waiting = review[review["decision"].isna()]
    if waiting.empty:
        return
    spellings = [
        f"{row.as_found!r} ({row.meant}?)" if isinstance(row.meant, str) else f"{row.as_found!r}"
        for row in waiting.itertuples(index=False)
    ]
    rows = int(waiting["rows"].sum())
    verb = "waits" if rows == 1 else "wait"
    notes.append(
        f"{name}: {counted(rows, 'language entry').replace('entrys', 'entries')} {verb} for a decision and "
        f"{'counts' if rows == 1 else 'count'} nowhere until then: {first_of(spellings)}."
    )


def _drop_decided_out(roster: pd.DataFrame, review: pd.DataFrame) -> pd.DataFrame:
    """Return the roster with spellings decided to be no language as officers without one."""
    left_out = roster["language_as_found"].isin(review.loc[review["decision"] == LEAVE_OUT, "as_found"])
    return roster.assign(**{column: roster[column].mask(left_out) for column in ("language_as_found", *OF_LANGUAGE)})


def _split(cell: str) -> list[str]:
    """Return the languages of a cell; a group's own name with commas in it is one."""
    if find_language_group(cell) or not cell.strip():
        return [cell.strip()]
    return _parts(cell)


def _without_repeats(roster: pd.DataFrame, name: str, notes: list[str]) -> pd.DataFrame:
    """Return the roster with equal rows once; what contradicts itself is kept, and told."""
    again = roster.duplicated()
    # An officer listed once without and once with a language speaks that language.
    speaks = roster.groupby("officer_id")["language_as_found"].transform("count") > 0
    empty = roster["language_as_found"].isna() & speaks
    if again.any():
        notes.append(f"{name}: {counted(int(again.sum()), 'row')} that repeat an officer and language were left out.")
    kept = roster[~again & ~empty].reset_index(drop=True)
    if find_contradictions(kept):
        # Who they are stands on the roster page: these notes go into the check report, which more people see.
        notes.append(
            f"{name}: of some officers it says two things (units, shifts or tiers of a language); plans use the first "
            "unit and shift, and the surest tier."
        )
    return kept


def _require_known(
    found: pd.Series, wrong: pd.Series, name: str, kind: str, words: Mapping[str, tuple[str, ...]]
) -> None:
    if not wrong.any():
        return
    row = first_row(wrong)
    value, known = str(found[row]), [word for plain in words.values() for word in plain]
    near = difflib.get_close_matches(value.casefold(), known, n=1, cutoff=0.6)
    hint = f"did you mean {near[0]!r}? Otherwise " if near else ""
    fix = f"{hint}write one of {', '.join(words)}"
    raise InputError(f"{name}, row {row}, has a {kind} that is not known", value=value[:40], fix=fix)
