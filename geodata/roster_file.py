"""Read a roster: which officer speaks what, how well that is known, and where and when they work.

No names are needed, and none are kept.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from geodata.columns import as_text, find_column, first_row, missing_column
from geodata.limits import UPLOAD, Limits
from geodata.privacy import require_no_forbidden_columns
from geodata.sentences import count, listed
from geodata.text_tables import read_text_table
from planning.errors import InputError
from planning.languages import LANGUAGES

ROSTER_COLUMNS = (
    "officer_id",
    "unit",
    "shift",
    "language",
    "language_as_found",
    "tier",
    "scale",
    "level",
    "tested_on",
)
ALIASES = MappingProxyType(
    {
        "officer_id": ("officer_id", "officer", "badge", "badge_number", "badge_no", "employee_id",
                       "employee",
                       "serial", "serial_no", "id"),
        "unit": ("unit", "assignment", "precinct", "district", "beat", "division", "area"),
        "shift": ("shift", "watch", "tour"),
        "language": ("language", "languages", "language_spoken", "languages_spoken", "second_language"),
        "tier": ("tier", "proficiency_tier", "certification", "bilingual_status", "proficiency"),
        "scale": ("scale", "test", "test_name", "exam"),
        "level": ("level", "score", "rating", "result"),
        "tested_on": ("tested_on", "test_date", "date_tested", "tested", "certified_on"),
    }
)  # fmt: skip
NAME_COLUMNS = ("name", "officer_name", "full_name", "first_name", "last_name", "surname", "firstname",
                "lastname",
                "middle_name", "employee_name")  # fmt: skip

CERTIFIED, TESTED, PREMIUM, SELF_REPORTED, EXPIRED = (
    "certified",
    "tested",
    "premium",
    "self_reported",
    "expired",
)
TIER_WORDS = MappingProxyType(
    {
        CERTIFIED: ("certified", "certified interpreter", "interpreter", "court certified"),
        TESTED: ("tested", "assessed", "passed", "qualified", "exam passed"),
        PREMIUM: ("premium", "paid", "premium pay", "bilingual pay", "stipend", "incentive"),
        SELF_REPORTED: (
            *("self reported", "self-reported", "self", "self report", "untested", "claimed", "designated"),
            *("native", "fluent", "conversational", "heritage"),
        ),
        EXPIRED: ("expired", "lapsed", "out of date"),
    }
)
"""The plain words for each tier. An untested claim, however warm, is self-reported."""

OTHER_NAMES = MappingProxyType(
    {
        "chinese": ("mandarin", "cantonese", "taiwanese", "toisan", "toishanese", "fujianese", "hakka"),
        "tagalog": ("filipino", "pilipino"),
        "spanish": ("castilian",),
        "french_haitian": ("haitian", "kreyol", "haitian kreyol", "french creole"),
        "slavic": ("serbo-croatian", "slovak", "slovene", "slovenian", "macedonian", "belarusian"),
        "german_west_germanic": ("pennsylvania german",),
        "other_indo_european": (
            *("farsi", "dari", "pashto", "kurdish", "marathi", "sinhala", "panjabi", "bangla", "albanian"),
            *("lithuanian", "latvian", "cape verdean", "swedish", "norwegian", "danish"),
        ),
        "other_asian_pacific": (
            *("cambodian", "laotian", "mien", "malay", "indonesian", "hawaiian", "tongan", "chamorro"),
            *("malayalam", "kannada", "mongolian", "ilokano"),
        ),
        "other": ("oromo", "tigrigna", "kinyarwanda", "lingala", "wolof", "akan", "kiswahili", "maay maay"),
    }
)
"""Further names by which a language is known, by group."""

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
    """

    roster: pd.DataFrame
    notes: tuple[str, ...]


def read_roster(path: Path | str, *, limits: Limits = UPLOAD) -> RosterFile:
    """Read a roster from CSV or Excel.

    One row an officer and language, or one row an officer with the languages in one cell ("Spanish; Korean").

    Raises
    ------
    InputError
        For a language or tier that is not known, with the row and the nearest name.
    RefusedError
        If it has columns that identify a person.
    """
    table = read_text_table(path, limits=limits)
    require_no_forbidden_columns(table.rows.columns, table.name, roster=True)
    notes = list(table.notes)
    columns = {wanted: find_column(table.rows.columns, names) for wanted, names in ALIASES.items()}
    for needed in ("officer_id", "language"):
        if columns[needed] is None:
            raise missing_column(table.name, needed, table.rows.columns)
    _tell_columns(list(table.rows.columns), columns, table.name, notes)
    officers = pd.DataFrame(
        {
            wanted: as_text(table.rows[column]).str.strip()
            if column
            else pd.Series(float("nan"), table.rows.index, "str")
            for wanted, column in columns.items()
        }
    )
    if officers["officer_id"].isna().any():
        row = first_row(officers["officer_id"].isna())
        raise InputError(f"{table.name}, row {row}, has no officer id", fix="give every row a badge or employee number")
    officers["tier"] = _tiers(officers["tier"], table.name)
    roster = _one_row_a_language(officers, table.name, notes)
    return RosterFile(_without_repeats(roster, table.name, notes), tuple(notes))


def find_language_group(name: str) -> str | None:
    """Return the census group a language belongs to, by any of its names; None if it is not known.

    Examples
    --------
    >>> [find_language_group(name) for name in ("Español", "Somali", "Chinese (Mandarin)")]
    ['spanish', 'other', 'chinese']
    """
    whole = name.strip().casefold()
    without = re.sub(r"\s*\(.*?\)\s*", "", whole)
    inside = re.search(r"\((.*?)\)", whole)
    for candidate in (whole, without, inside[1] if inside else ""):
        if candidate in _GROUP_OF:
            return _GROUP_OF[candidate]
    return None


def _group_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for group in LANGUAGES.values():
        own = (group.id, group.name, group.acs_label, group.autonym, group.bcp47, *group.may_hide)
        for name in (*own, *OTHER_NAMES.get(group.id, ())):
            if name:
                names[name.casefold()] = group.id
    return names


_GROUP_OF = _group_names()
_TIER_OF = {word: tier for tier, words in TIER_WORDS.items() for word in words}


def _tell_columns(found: list[str], columns: dict[str, str | None], name: str, notes: list[str]) -> None:
    names = [column for column in found if find_column([column], NAME_COLUMNS)]
    if names:
        notes.append(f"{name}: names of officers are not needed and were not read: {listed(names)}.")
    unused = set(found) - {column for column in columns.values() if column} - set(names)
    if unused:
        notes.append(f"{name}: columns that are not used: {listed(unused)}.")
    if columns["tier"] is None:
        notes.append(f"{name} does not say how proficiency is known; every language counts as self-reported.")


def _tiers(words: pd.Series, name: str) -> pd.Series:
    plain = words.str.lower().str.replace("_", " ")
    wrong = plain.notna() & ~plain.isin(_TIER_OF)
    if wrong.any():
        row = first_row(wrong)
        raise _unknown(name, row, "tier", words[row], list(_TIER_OF), f"write one of {', '.join(TIER_WORDS)}")
    return plain.map(_TIER_OF).fillna(SELF_REPORTED).astype("str")


def _one_row_a_language(officers: pd.DataFrame, name: str, notes: list[str]) -> pd.DataFrame:
    spoken: list[tuple[int, str | None, str | None]] = []
    signing: list[int] = []
    for row, cell in zip(officers.index.tolist(), officers["language"].fillna(""), strict=True):
        found = [part for part in _split(cell) if part.casefold() not in NO_LANGUAGE]
        counted = [part for part in found if part.casefold() not in NOT_COUNTED]
        if len(counted) < len(found):
            signing.append(row)
        for part in counted:
            spoken.append((row, _require_group(part, name, row), part))
        if not counted:
            spoken.append((row, None, None))
    if signing:
        why = "is not in the census table, so it is not compared with need"
        notes.append(f"{name}: sign language {why}: row {listed(signing)}.")
    rows, groups, as_found = zip(*spoken, strict=True)
    roster = officers.loc[list(rows)].reset_index(drop=True)
    roster["language"] = pd.array(groups, dtype="str")
    roster["language_as_found"] = pd.array(as_found, dtype="str")
    roster.loc[roster["language"].isna(), ["tier", "scale", "level", "tested_on"]] = float("nan")
    return roster[list(ROSTER_COLUMNS)]


def _require_group(language: str, name: str, row: int) -> str:
    group = find_language_group(language)
    if group is None:
        raise _unknown(name, row, "language", language, list(_GROUP_OF), "correct it or leave it out")
    return group


def _split(cell: str) -> list[str]:
    """Return the languages of a cell; a group's own name with commas in it is one."""
    if find_language_group(cell) or not cell.strip():
        return [cell.strip()]
    return [part.strip() for part in _BETWEEN.split(cell) if part.strip()]


def _without_repeats(roster: pd.DataFrame, name: str, notes: list[str]) -> pd.DataFrame:
    key = ["officer_id", "language_as_found"]
    torn = roster.groupby(key)["tier"].nunique()
    if (torn > 1).any():
        officer, language = torn.index[torn > 1][0]
        raise InputError(
            f"{name} has officer {officer} with {language} in more than one tier",
            fix="keep the one that holds now",
        )
    again = roster.duplicated(key)
    # An officer listed once without and once with a language speaks that language.
    speaks = roster.groupby("officer_id")["language"].transform("count") > 0
    empty = roster["language"].isna() & speaks
    if again.any():
        notes.append(f"{name}: {count(int(again.sum()), 'row')} that repeat an officer and language were left out.")
    return roster[~again & ~empty].reset_index(drop=True)


def _unknown(name: str, row: int, kind: str, value: str, known: list[str], fix: str) -> InputError:
    near = difflib.get_close_matches(value.casefold(), known, n=1, cutoff=0.6)
    hint = f"did you mean {near[0]!r}? Otherwise " if near else ""
    return InputError(f"{name}, row {row}, has a {kind} that is not known", value=value[:40], fix=f"{hint}{fix}")
