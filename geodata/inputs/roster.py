"""Read a roster: which officer speaks what, how well that is known, and where and when they work.

No names are needed, and none are kept unless the operator turns them on. A language whose spelling is not known is
neither guessed nor refused: the officer is taken in, the language waits for a decision, and the review table says so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from geodata.files.columns import as_text, as_yes_no, find_column, missing_column, plain_name, require_said
from geodata.files.limits import UPLOAD, Limits
from geodata.files.persons import require_no_person_as_id, require_no_persons
from geodata.files.privacy import require_no_forbidden_columns
from geodata.files.sentences import first_of
from geodata.files.text_tables import TextTable, read_text_table
from geodata.inputs.account import Account
from geodata.inputs.roster_columns import ALIASES, LOOKED_AT, OF_LANGUAGE, ROSTER_COLUMNS, Holds
from geodata.inputs.roster_dates import read_dates
from geodata.inputs.roster_languages import (
    LONGEST_CELL,
    TIER_WORDS,
    Spoken,
    columns_by_language,
    is_yes_no,
    numbered_columns,
    parts_of,
    read_level,
    read_spoken,
    says_none,
    tier_of_yes,
)
from geodata.inputs.roster_serving import likely_column, not_spoken, who_serve
from geodata.inputs.roster_shifts import is_length_only, read_hours, read_shifts
from planning.errors import InputError, RefusedError
from planning.languages.living import LivingLanguage, find_living
from planning.languages.matching import LEAVE_OUT, build_review, decided_language, require_decisions
from planning.lists import counted
from planning.officers.roster import CIVILIAN, DISPATCHER, OFFICER, find_contradictions
from planning.vocabulary import SELF_REPORTED
from planning.words.formats import whole_number

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
    *("worker", "worker_name", "member_name", "display_name", "preferred_name", "legal_name", "staff_name"),
    *("last", "first", "middle", "mi", "lname", "fname", "last_first", "officer_last_name", "officer_first_name"),
)

KIND_WORDS = MappingProxyType(
    {
        OFFICER: ("officer", "sworn", "police officer", "deputy", "yes", "y", "sergeant", "detective"),
        CIVILIAN: ("civilian", "non sworn", "nonsworn", "professional staff", "interpreter", "no", "n"),
        DISPATCHER: ("dispatcher", "dispatch", "call taker", "911 operator", "communications"),
    }
)
"""The plain words for each kind; yes and no answer a column that asks whether somebody is sworn."""

LEAST_NAMES = 0.5
"""Of the cells of a column, from which it is one of names."""

NOT_COUNTED = frozenset({"asl", "american sign language", "sign language"})
"""Languages the census table does not count: the officer is kept, the language has no need beside it."""

_STAFF_LIKE = (
    (DISPATCHER, re.compile(r"dispatch|call.?tak|telecommunic|\b911\b")),
    (
        CIVILIAN,
        re.compile(
            r"civilian|non.?sworn|clerk|analyst|specialist|assistant|interpreter|records|professional|admin|technician|"
            r"coordinator|community service|cadet|aide\b|secretary"
        ),
    ),
    (
        OFFICER,
        re.compile(
            r"officer|sworn|serg|\bsgt|lieut|\blt\b|capt|corporal|\bcpl|detect|\bdet\b|deput|chief|commander|trooper|"
            r"major|inspector|patrol|\bpo\b|\bofc\b|marshal|constable|sheriff|investigator"
        ),
    ),
)
"""What ranks and titles tell of who somebody is, in the order they are looked for."""

_NAME = re.compile(r"[^\W\d_]{2,}[.'’]?[ ,]+[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_MAY_BE_NAMES = ("officer", "employee")
_LANGUAGE_WORDS = frozenset(("language", "languages", "lang"))
_ID_WORDS = frozenset(("badge", "serial", "employee", "personnel", "emp", "empl", "id"))


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
    account : Account
    """

    roster: pd.DataFrame
    notes: tuple[str, ...]
    review: pd.DataFrame = field(default_factory=lambda: build_review(()))
    account: Account | None = None


def read_roster(
    path: Path | str,
    *,
    limits: Limits = UPLOAD,
    decisions: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
) -> RosterFile:
    """Read a roster from CSV or a workbook.

    One row an officer and language; one row an officer with the languages in one cell ("Spanish; Korean"), in numbered
    columns ("Language 1"), or in a column for each language with yes or a level.

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
        If no row has an officer id, or what should be ids are names; if e-mail addresses, telephone or social security
        numbers stand in it.
    UnknownNameError
        If a decision is no language id.
    RefusedError
        If it has columns that identify a person.
    """
    table = read_text_table(path, limits=limits, prose=True)
    require_no_forbidden_columns(table.rows.columns, table.name, roster=True)
    notes = list(table.notes)
    headings = [str(column) for column in table.rows.columns]
    said = require_said(columns, ALIASES, headings, table.name)
    _require_no_name_as_id(said, table.name)
    used = _find_columns(table.rows, said, table.name)
    asked = _language_columns(table.rows, used, said)
    if not asked:
        raise missing_column(table.name, "language", headings, "language", likely_column(headings, _LANGUAGE_WORDS))
    keep_names = os.environ.get(KEEP_NAMES_VARIABLE) == "1"
    names = [heading for heading in _name_columns(table.rows) if heading not in used.values()]
    looked = {role: find_column(headings, aliases, said) for role, aliases in LOOKED_AT.items()}
    roles = {heading: role for role, heading in (looked | used).items() if heading}
    roles |= {heading: role for one in asked for role, heading in one.roles.items()}
    roles |= dict.fromkeys([one.spelling for one in asked if one.spelling], "language")
    _tell_columns(headings, roles, names, table.name, notes, keep_names)
    require_no_persons(table.rows, table.name)
    left = list(table.left_out)
    rows = who_serve(table, str(used["officer_id"]), looked["status"], left, notes)
    require_no_person_as_id(as_text(rows[used["officer_id"]]), table.name)
    officers = _read_cells(table, rows, used, notes)
    if keep_names:
        officers["name"] = _names(rows, names)
    if looked["speaks"]:
        silent = not_spoken(rows[looked["speaks"]], table.name, notes)
        written = [one.roles["language"] for one in asked if not one.spelling]
        rows = rows.assign(**{heading: rows[heading].mask(silent, "") for heading in written})
    roster = _one_row_a_language(officers, rows, asked, table.name, notes, require_decisions(decisions or {}))
    review = build_review(roster["language_as_found"].dropna(), decisions)
    _tell_review(review, table.name, notes)
    roster = _drop_decided_out(roster, review)
    kept = _without_repeats(roster, table.name, notes)
    used_for = {heading: roles.get(heading, "") for heading in headings}
    account = Account(table.name, table.rows_read, len(rows), tuple(left), used_for, table.parts)
    return RosterFile(kept, tuple(notes), review, account)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Where a language stands: in the cells of a column, or in its heading, which is then ``spelling``."""

    roles: Mapping[str, str]
    spelling: str = ""


def _find_columns(rows: pd.DataFrame, said: Mapping[str, str], name: str) -> dict[str, str | None]:
    """Return the column of each role, or None; a column of names is no id, and one of lengths is no shift."""
    headings = list(rows.columns)
    used = {role: find_column(headings, row.aliases, said) for role, row in ROSTER_COLUMNS.items()}
    if "officer_id" not in said:
        no_names = [heading for heading in headings if not _holds_names(rows, heading)]
        used["officer_id"] = find_column(no_names, ALIASES["officer_id"], said)
        if used["officer_id"] is None and (held := find_column(headings, ALIASES["officer_id"], said)):
            raise InputError(
                f"{name}: the column {held!r} has names, and names can’t be used as IDs",
                fix="add a column with the badge or employee number",
            )
    if used["officer_id"] is None:
        no_names = [heading for heading in headings if not find_column([heading], NAME_COLUMNS)]
        likely = likely_column(no_names, _ID_WORDS) or None
        raise missing_column(name, "officer_id", headings, "officer_id", likely)
    if "shift" not in said and used["shift"] and is_length_only(rows[used["shift"]]):
        others = [heading for heading in headings if not is_length_only(rows[heading])]
        if other := find_column(others, ALIASES["shift"], said):
            used["shift_hours"] = used["shift_hours"] or used["shift"]
            used["shift"] = other
    return used


def _holds_names(rows: pd.DataFrame, heading: str) -> bool:
    cells = as_text(rows[heading]).dropna()
    doubtful = plain_name(heading) in _MAY_BE_NAMES and cells.nunique() > 1
    return bool(len(cells)) and float(cells.str.contains(_WORD if doubtful else _NAME).mean()) >= LEAST_NAMES


def _language_columns(
    rows: pd.DataFrame, used: Mapping[str, str | None], said: Mapping[str, str]
) -> tuple[_Asked, ...]:
    plain = {role: used[role] for role in ("language", *OF_LANGUAGE) if used[role]}
    asked = [_Asked({role: heading for role, heading in plain.items() if heading})] if used["language"] else []
    if "language" in said:
        return tuple(asked)
    shared = {role: heading for role, heading in plain.items() if heading and role != "language"}
    for roles in numbered_columns(rows.columns).values():
        if roles["language"] != used["language"]:
            asked.append(_Asked({**shared, **roles}))
    taken = {heading for one in asked for heading in one.roles.values()} | set(used.values())
    free = [heading for heading in rows.columns if heading not in taken]
    asked += [_Asked(shared, heading) for heading in columns_by_language(free)]
    return tuple(asked)


def _read_cells(table: TextTable, rows: pd.DataFrame, used: Mapping[str, str | None], notes: list[str]) -> pd.DataFrame:
    """Return the cells of each row that do not tell of a language, by role."""
    blank = pd.Series(float("nan"), rows.index, "str")
    officers = pd.DataFrame(
        {
            role: as_text(rows[heading]).str.strip() if heading and role not in ("language", *OF_LANGUAGE) else blank
            for role, heading in used.items()
        }
    )
    if used["unit"] is None and table.sheets is not None:
        officers["unit"] = table.sheets[rows.index]
        notes.append(f"{table.name}: it has no column of units, so each sheet was taken for one.")
    written = officers["shift_hours"].dropna()
    if used["shift"] is None and len(written) and written.map(read_hours).notna().mean() > 0.5:
        officers["shift"] = officers["shift_hours"].map(_hours, na_action="ignore").astype("str")
        notes.append(f"{table.name}: it has no column of shifts, so the hours of duty were used as their names.")
    for row in ROSTER_COLUMNS.values():
        if row.holds in _READ and row.name not in OF_LANGUAGE:
            officers[row.name] = _READ[row.holds](officers[row.name], table.name, notes)
    names, beside = read_shifts(officers["shift"])
    hours = officers["shift_hours"].map(_hours, na_action="ignore").astype("str")
    as_found = {f"{role}_as_found": officers[role] for role in ("unit", "shift")}
    return officers.assign(**as_found, shift=names, shift_hours=hours.fillna(beside))


def _hours(cell: str) -> str:
    found = read_hours(cell)
    return f"{found[0]}-{found[1]}" if found else cell


def _require_no_name_as_id(said: Mapping[str, str], name: str) -> None:
    heading = said.get("officer_id", "")
    if heading and find_column([heading], NAME_COLUMNS):
        raise RefusedError(
            f"{name}: names can’t be used as IDs", value=heading, fix="say which column is the badge or employee number"
        )


_KIND_OF = {word: kind for kind, words in KIND_WORDS.items() for word in words}


def _tell_columns(
    found: list[str], roles: Mapping[str, str], names: list[str], name: str, notes: list[str], keep_names: bool
) -> None:
    if names and keep_names:
        notes.append(f"{name}: names of officers were kept, as the operator has turned that on: {first_of(names)}.")
    elif names:
        notes.append(f"{name}: names of officers are not needed and were not read: {first_of(names)}.")
    unused = [column for column in found if column not in roles and column not in names]
    if unused:
        notes.append(f"{name}: columns that are not used: {first_of(unused)}.")
    if "tier" not in roles.values():
        notes.append(f"{name} does not say how proficiency is known. Every language counts as self-reported.")


def _name_columns(rows: pd.DataFrame) -> list[str]:
    """Return the columns of names: by their heading, or "Officer" with names in it."""
    return [
        heading
        for heading in rows.columns
        if find_column([heading], NAME_COLUMNS)
        or (find_column([heading], _MAY_BE_NAMES) and _holds_names(rows, heading))
    ]


def _names(rows: pd.DataFrame, headings: list[str]) -> pd.Series:
    joined = pd.Series("", rows.index, "str")
    for heading in headings:
        joined = (joined + " " + as_text(rows[heading]).str.strip().fillna("")).str.strip()
    return joined.mask(joined == "")


def _staff(words: pd.Series, name: str, notes: list[str]) -> pd.Series:
    """Return who is what; whose title is not understood fills no post, and is told."""
    plain = words.str.lower().str.replace(r"[_\-]", " ", regex=True).fillna(OFFICER)
    kinds = plain.map(lambda word: _KIND_OF.get(word) or _kind_like(word)).astype("str")
    unknown = sorted(set(words[kinds.isna()]))
    if unknown:
        notes.append(
            f"{name}: for {counted(int(kinds.isna().sum()), 'row')}, the file does not say whether this is an "
            f"officer, so they fill no slot: {first_of(unknown)}. Write officer, civilian, or dispatcher."
        )
    return kinds.fillna(CIVILIAN)


def _kind_like(word: str) -> str | None:
    return next((kind for kind, pattern in _STAFF_LIKE if pattern.search(word)), None)


def _yes_no(cells: pd.Series, name: str, _: list[str]) -> pd.Series:
    return as_yes_no(cells, name).map({True: "yes", False: "no"}).astype("str")


def _shifts(cells: pd.Series, _name: str, _: list[str]) -> pd.Series:
    def plain(cell: str) -> str:
        return "; ".join(read_shifts(pd.Series(parts_of(cell)))[0])

    return cells.map(plain, na_action="ignore").astype("str")


_READ: Mapping[Holds, Callable[[pd.Series, str, list[str]], pd.Series]] = MappingProxyType(
    {Holds.STAFF: _staff, Holds.YES_NO: _yes_no, Holds.DATE: read_dates, Holds.SHIFTS: _shifts}
)
"""How cells are read, from the column, the file's name and the notes; text stays as it is."""


def _one_row_a_language(
    officers: pd.DataFrame,
    rows: pd.DataFrame,
    asked: tuple[_Asked, ...],
    name: str,
    notes: list[str],
    decided: Mapping[str, str],
) -> pd.DataFrame:
    found = pd.concat([_spoken_in(rows, one, name, notes) for one in asked], ignore_index=True)
    order = pd.Series(range(len(rows)), rows.index)
    found = found.assign(order=found["row"].map(order)).sort_values("order", kind="stable")
    signing = found["language_as_found"].map(_is_signed).astype(bool)
    if signing.any():
        why = "is not in the census table, so it is not compared with need"
        signers = list(dict.fromkeys(found.loc[signing, "row"]))
        notes.append(f"{name}: sign language {why}: row {first_of(signers)}.")
    found = found[~signing]
    silent = pd.DataFrame({"row": [row for row in rows.index if row not in set(found["row"])]})
    found = pd.concat([found, silent], ignore_index=True)
    found = found.assign(order=found["row"].map(order)).sort_values("order", kind="stable", ignore_index=True)
    roster = officers.loc[found["row"].tolist()].reset_index(drop=True)
    spelled = found["language_as_found"].tolist()
    groups = [decided_language(cell, decided) if isinstance(cell, str) else None for cell in spelled]
    roster["language"] = pd.array(groups, dtype="str")
    for column in ("language_as_found", *OF_LANGUAGE):
        roster[column] = found[column].astype("str")
    return roster[[column for column in (*ROSTER_COLUMNS, "name") if column in roster.columns]]


def _spoken_in(rows: pd.DataFrame, asked: _Asked, name: str, notes: list[str]) -> pd.DataFrame:
    """Return what one column says is spoken: row, language_as_found and the columns of ``OF_LANGUAGE``."""
    columns = {role: as_text(rows[heading]).str.strip() for role, heading in asked.roles.items() if role != "language"}
    blank = pd.Series(float("nan"), rows.index, "str")
    beside = pd.DataFrame({role: columns.get(role, blank) for role in OF_LANGUAGE})
    heading = asked.roles.get("tier", "")
    tiers, levels, unknown = _tiers(beside["tier"], heading)
    beside = beside.assign(
        tier=tiers, level=beside["level"].fillna(levels), tested_on=read_dates(beside["tested_on"], name, notes)
    )
    if unknown:
        notes.append(
            f"{name}: tiers that are not known count as self-reported: {first_of(unknown)}. "
            f"Write one of {', '.join(TIER_WORDS)}."
        )
    found: list[tuple[object, str, str | None, str | None]] = []
    for row, cell in as_text(rows[asked.spelling or asked.roles["language"]]).dropna().items():
        if len(cell) > LONGEST_CELL:
            raise InputError(
                f"{name}, row {row}, lists languages in {whole_number(len(cell))} characters",
                fix="write the languages themselves",
            )
        spoken = _under_language(cell, asked.spelling) if asked.spelling else read_spoken(cell)
        found += [(row, one.spelling, one.tier, one.level) for one in spoken if not says_none(one.spelling)]
    spelled = pd.DataFrame(found, columns=["row", "language_as_found", "own_tier", "own_level"])
    there = beside.loc[spelled["row"].tolist()].reset_index(drop=True)
    own = spelled.astype({"language_as_found": "str", "own_tier": "str", "own_level": "str"})
    there = there.assign(
        tier=own["own_tier"].fillna(there["tier"]), level=there["level"].fillna(own["own_level"]).astype("str")
    )
    return pd.concat([own[["row", "language_as_found"]], there], axis="columns")


def _under_language(cell: str, language: str) -> list[Spoken]:
    """Return what a cell under a language's own name says: yes, no, or how well."""
    answer = is_yes_no(cell)
    if answer is False or says_none(cell):
        return []
    said = None if answer else read_level(cell)
    return [replace(said, spelling=language) if said else Spoken(language, level=None if answer else cell.strip())]


def _is_signed(spelling: str) -> bool:
    known = find_living(spelling)
    return spelling.casefold() in NOT_COUNTED or (isinstance(known, LivingLanguage) and known.is_signed)


def _tiers(cells: pd.Series, heading: str) -> tuple[pd.Series, pd.Series, list[str]]:
    """Return tiers, levels that stand in their place, and words that are neither."""
    tiers: list[str] = []
    levels: list[str | None] = []
    unknown: dict[str, None] = {}
    for cell in cells:
        text = cell if isinstance(cell, str) else ""
        answer = is_yes_no(text)
        said = read_level(text) if answer is None and text else None
        tier = tier_of_yes(heading) if answer else said.tier if said else None
        tiers.append(tier or SELF_REPORTED)
        levels.append(said.level if said else None)
        if text and answer is None and said is None and not says_none(text):
            unknown[text] = None
    return pd.Series(tiers, cells.index, "str"), pd.Series(levels, cells.index, "str"), list(unknown)


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


def _without_repeats(roster: pd.DataFrame, name: str, notes: list[str]) -> pd.DataFrame:
    """Return the roster with equal rows once; what contradicts itself is kept, and told."""
    again = roster.drop(columns=["unit_as_found", "shift_as_found"]).duplicated()
    # An officer listed once without and once with a language speaks that language.
    speaks = roster.groupby("officer_id")["language_as_found"].transform("count") > 0
    empty = roster["language_as_found"].isna() & speaks
    if again.any():
        notes.append(f"{name}: {counted(int(again.sum()), 'row')} that repeat an officer and language were left out.")
    kept = roster[~again & ~empty].reset_index(drop=True)
    if find_contradictions(kept):
        # Who they are stands on the roster page: these notes go into the check report, which more people see.
        notes.append(
            f"{name}: it says two things about some officers (units, shifts, or ratings of a language). Plans "
            "use the first unit and shift, and the highest rating."
        )
    return kept
