"""A table as an Excel workbook that a person reads: words for headings, units, rounded with the exact figures beside.

What the sheet holds is the table of the CSV file: figures of people and shares stand as the screens have them, and
again exactly at the right. Ids that only a program reads are left out. No cell is a formula, whatever a name begins
with.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from planning.languages.groups import ALL, LANGUAGES, language_name
from planning.languages.spoken import spoken_name
from planning.words.formats import tenths, whole_number
from planning.words.wording import round_half_up, rounding_place

LONGEST_CELL = 32_767
"""Signs that a cell of Excel holds."""
REPLACED = "\N{REPLACEMENT CHARACTER}"
TABLE, NOTES, EXACT = "Table", "Notes", ", exact"
NARROWEST, WIDEST = 9, 60
"""Letters: a column of short words is not squeezed, one of sentences wraps."""
_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
_NAME = re.compile(r"[a-z]+(_[a-z0-9]+)+")
"""One of the product's own names, as a kind of record has it."""
_BETWEEN = re.compile(r"; |;|, | (?=[a-z])")
"""Between the ids of several languages."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

PEOPLE, SHARE, COUNT, MONEY, NUMBER = "#,##0", "0.0%", "#,##0", '"$"#,##0.00', "#,##0.0##"
DAY, MOMENT = "mmm d, yyyy", "mmm d, yyyy h:mm AM/PM"

HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "area_id": "Area",
        "lep": "LEP residents",
        "lep_moe": "LEP residents, ±",
        "lep_low": "LEP residents, least",
        "lep_high": "LEP residents, most",
        "lep_interval_low": "LEP residents, likely range from",
        "lep_interval_high": "LEP residents, likely range to",
        "pop5": "People 5 and over",
        "pop5_moe": "People 5 and over, ±",
        "share": "Share of people 5 and over",
        "share_moe": "Share, ±",
        "very_well": "Bilingual residents",
        "very_well_moe": "Bilingual residents, ±",
        "grade": "How firm",
        "missing_share": "Share without a figure",
        "threshold": "Threshold, people",
        "verdict_by_margin": "Result by the margin alone",
        "reason_by_margin": "Reason by the margin alone",
        "chance": "Chance it qualifies",
        "chance_said": "Chance in words",
        "settled": "Settled so far",
        "within": "Asked in",
        "need": "LEP residents",
        "have_certified": "Certified officers",
        "have_tested": "Tested officers",
        "have_self": "Officers not verified",
        "moe": "±",
        "people_moe": "People, ±",
        "people_a_page": "People a page",
        "adds_people": "People it adds",
        "lon": "Longitude",
        "lat": "Latitude",
        "officer_id": "Officer",
        "site_id": "Venue id",
        "venue_id": "Venue id",
        "of_source_on": "English version it was made from",
    }
)
"""Of the columns whose name says too little; the others read as their name does."""

_PEOPLE = frozenset(
    (
        "lep",
        "lep_moe",
        "lep_low",
        "lep_high",
        "lep_interval_low",
        "lep_interval_high",
        "pop5",
        "pop5_moe",
        "very_well",
        "very_well_moe",
        "threshold",
        "need",
        "bilingual_residents",
        "moe",
        "people",
        "people_moe",
        "people_a_page",
        "adds_people",
        "expected",
        "within_reach",
        "residents",
    )
)
_SHARES = frozenset(["chance", "settled", "share", "share_moe", "missing_share", "share_of_department"])
_MONEY = frozenset(["cost", "price", "rate_a_word"])


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the sheet: its heading, its number format, and what its cells hold."""

    heading: str
    number_format: str
    values: Sequence[Any]


def heading_of(name: str) -> str:
    """Return the heading of a column in words.

    Examples
    --------
    >>> heading_of("lep_moe"), heading_of("share_of_department"), heading_of("Observed on")
    ('LEP residents, ±', 'Share of department', 'Observed on')
    """
    words = HEADINGS.get(name) or name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def workbook_bytes(frame: pd.DataFrame, about_text: str, *, as_read: bool = True) -> bytes:
    """Return the table as an Excel workbook, with a second sheet that says what it is.

    Parameters
    ----------
    frame : DataFrame
        A missing value is an empty cell. Text that is too long for a cell is cut, and the notes say where; control
        signs, which Excel cannot hold, become a replacement sign.
    about_text : str
        The notes, a line a row.
    as_read : bool
        In words and rounded; else the columns' own names and values, for a table that is brought back.
    """
    columns = _columns(frame) if as_read else _own_columns(frame)
    cuts: list[str] = []
    book = Workbook(write_only=True)
    sheet = book.create_sheet(TABLE)
    sheet.freeze_panes = "B2"
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _width(column)
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(columns), 1))}{len(frame) + 1}"
    sheet.append([_cell(sheet, column.heading, "", cuts, 1, bold=True) for column in columns])
    for row in range(len(frame)):
        cells = [_cell(sheet, column.values[row], column.number_format, cuts, row + 2) for column in columns]
        sheet.append(cells)
    notes = book.create_sheet(NOTES)
    notes.column_dimensions["A"].width = 110
    for line in (*about_text.splitlines(), *cuts):
        notes.append([_cell(notes, line, "", [], 0)])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _columns(frame: pd.DataFrame) -> list[_Column]:
    """Return the columns of the sheet: as read first, then the exact figures of those that were rounded."""
    read, exact = [], []
    for name in map(str, frame.columns):
        values = [_plain(value) for value in frame[name].astype("object")]
        if _is_for_programs(values):
            continue
        heading = heading_of(name)
        if name in _PEOPLE and _are_numbers(values):
            read.append(_Column(heading, PEOPLE, [_rounded(value) for value in values]))
            if read[-1].values != values:
                exact.append(_Column(heading + EXACT, "#,##0.00####", values))
        elif name in _SHARES and _are_numbers(values):
            read.append(_Column(heading, SHARE, [None if value is None else round(value, 3) for value in values]))
            exact.append(_Column(heading + EXACT, "0.0000####%", values))
        else:
            read.append(_as_it_is(name, heading, values))
    return [*read, *exact]


def _own_columns(frame: pd.DataFrame) -> list[_Column]:
    return [_Column(str(name), "", [_plain(value) for value in frame[name].astype("object")]) for name in frame.columns]


def _as_it_is(name: str, heading: str, values: list[Any]) -> _Column:
    if name in ("language", "languages"):
        return _Column(heading, "", [_language(value) for value in values])
    if _are_numbers(values):
        whole = all(value is None or float(value).is_integer() for value in values)
        return _Column(heading, MONEY if name in _MONEY else COUNT if whole else NUMBER, values)
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, str) and _DAY.fullmatch(value) for value in known):
        days = [_day(value) for value in values]
        return _Column(heading, DAY, days)
    if known and all(isinstance(value, datetime) for value in known):
        return _Column(heading, MOMENT, values)
    if any(isinstance(value, date) for value in known):
        return _Column(heading, DAY, values)
    return _Column(heading, "", values if name.endswith("_id") else [_in_words(value) for value in values])


def _in_words(value: Any) -> Any:
    """Return a text as a person reads it: the product's own names without underscores, a record as its fields."""
    if not isinstance(value, str):
        return value
    if value.startswith("{"):
        return _fields_in_words(value)
    if _UUID.fullmatch(value):
        return None
    return value.replace("_", " ") if _NAME.fullmatch(value) else value


def _fields_in_words(written: str) -> str:
    try:
        fields = json.loads(written)
    except ValueError:
        return written
    said = ((name, _language(value) if name == "language" else _in_words(value)) for name, value in fields.items())
    known = ((name, "; ".join(map(str, value)) if isinstance(value, list) else value) for name, value in said)
    return "; ".join(f"{heading_of(name)}: {value}" for name, value in known if value not in (None, ""))


def _plain(value: Any) -> Any:
    """Return a cell as Excel holds it: lists as text, yes and no in words, times without a zone, missing as None."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return "; ".join(map(str, value))
    if pd.isna(value):
        return None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp):
        value = value.to_pydatetime()
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return str(value)
    return value


def _are_numbers(values: Sequence[Any]) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and all(isinstance(value, int | float) for value in known)


def _is_for_programs(values: Sequence[Any]) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and all(isinstance(value, str) and _UUID.fullmatch(value) for value in known)


def _rounded(people: float | None) -> float | None:
    if people is None:
        return None
    place = rounding_place(people)
    return round_half_up(people / place) * place


def _day(text: str | None) -> date | str | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:  # as 2026-02-30
        return text


def _language(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    parts = _BETWEEN.split(value)
    if not all(part == ALL or part.partition(":")[0] in LANGUAGES for part in parts):
        return value
    return "; ".join(language_name(part) if part in (ALL, *LANGUAGES) else spoken_name(part) for part in parts)


def _cell(sheet: Any, value: Any, number_format: str, cuts: list[str], row: int, *, bold: bool = False) -> Any:
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub(REPLACED, value)
        if len(value) > LONGEST_CELL:
            cuts.append(
                f"Row {row}: a text of {whole_number(len(value))} signs is cut at {whole_number(LONGEST_CELL)}, "
                "all that a cell holds."
            )
            value = value[:LONGEST_CELL]
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        # openpyxl would store text that begins with = as a formula, and Excel make one of it once it is edited.
        cell.data_type, cell.quotePrefix = "s", value[:1] in ("=", "+", "-", "@")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    elif value is not None and number_format:
        cell.number_format = number_format
    if bold:
        cell.font = Font(bold=True)
    return cell


def _width(column: _Column) -> int:
    longest = max((len(_shown(value)) for value in column.values), default=0)
    return min(max(longest, len(column.heading) * 2 // 3, NARROWEST) + 2, WIDEST)


def _shown(value: Any) -> str:
    return f"{tenths(value)}" if isinstance(value, float) else "" if value is None else str(value)
