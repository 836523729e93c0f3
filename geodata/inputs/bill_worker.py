"""What reads an interpreter's bill, and the only code that sees its rows.

``geodata.inputs.interpreter_bill`` runs ``read_bill_file`` in a process of its own. A vendor's file has order numbers,
names of officers, telephone and case numbers in columns that each customer chose. Seven columns are taken, by an allow
list; what leaves this process is counts by language, month, shift, area and way. No message quotes a cell.

Request: ``task`` ("read" or "headings"), ``path``, ``columns`` (role to heading), ``areas`` (ids that may be kept),
``limits``. Found: what ``read_bill`` returns, or ``headings``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from geodata.files.columns import find_column, missing_column, plain_name, require_said
from geodata.files.limits import MOST_COUNTED, Limits
from geodata.files.parts import Part
from geodata.files.text_tables import TextTable, read_text_table
from geodata.inputs.bill_spread import spread_columns
from planning.errors import InputError, MissingColumnError, SchemaError
from planning.officers.demand_posts import DEFAULT_SHIFT_HOURS, shifts_on_duty
from planning.officers.interpreter_use import BODY_CAMERA, DEVICE, IN_PERSON, LINE, NOT_TOLD, OTHER_WAY, STAFF, VIDEO

ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "language": (
            *("language", "language_needed", "language_requested", "target_language", "languages", "lang"),
            *("language_name", "language_s", "interpreter_language"),
        ),
        "date": (
            *("date", "call_date", "service_date", "date_of_service", "date_of_call", "start_date", "date_time"),
            *("datetime", "call_date_time", "start_datetime", "start_date_time", "month", "billing_month", "period"),
        ),
        "time": ("time", "call_time", "start_time", "time_of_call", "connect_time", "time_of_day", "hour"),
        "way": (
            *("way", "service_type", "service", "modality", "interpretation_type", "type_of_service", "call_type"),
            *("channel", "mode", "given_by", "provided_by", "type"),
        ),
        "calls": (
            *("calls", "number_of_calls", "call_count", "total_calls", "sessions", "interpretations", "requests"),
            *("encounters", "no_of_calls", "of_calls", "count", "quantity", "qty"),
        ),
        "minutes": (
            *("minutes", "length", "duration", "call_length", "length_of_call", "call_duration", "total_minutes"),
            *("minutes_billed", "billed_minutes", "duration_minutes", "duration_min"),
        ),
        "area_id": ("area_id", "area", "beat", "precinct", "district", "sector", "division"),
    }
)
"""The columns that are taken, and what vendors call them; "language needed" and "length" are Certified Languages'."""

WAY_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        STAFF: ("staff", "officer", "own", "employee", "in house", "bilingual staff", "bilingual officer"),
        LINE: (
            *("line", "language line", "languageline", "opi", "over the phone", "over the phone interpreting", "phone"),
            *("telephone", "telephonic", "audio", "vendor", "contractor", "interpreter line", "phone interpreting"),
        ),
        VIDEO: ("video", "vri", "video remote", "video remote interpreting", "video interpreting", "vrs"),
        IN_PERSON: ("in person", "onsite", "on site", "osi", "face to face", "f2f"),
        DEVICE: ("device", "app", "translation device", "translator device", "handheld", "tablet"),
        BODY_CAMERA: ("body camera", "body cam", "bodycam", "bwc", "body worn camera", "axon"),
    }
)
"""What vendors and departments call each way."""
_WAY_OF = {word: way for way, words in WAY_WORDS.items() for word in words}

SUPPRESSED = r"<\s*\d+|\*+|s|suppressed"
NO_LANGUAGE = frozenset({"english", "n/a", "none"})
_MONTHS = {
    m: n
    for n, m in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1)
}
_DATES = (
    r"^(?P<y>\d{4})-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?(?:[ T]|$)",
    r"^(?P<y>\d{4})/(?P<m>\d{1,2})(?:/(?P<d>\d{1,2}))?(?: |$)",
    r"^(?P<m>\d{1,2})[/-](?P<d>\d{1,2})[/-](?P<y>\d{4}|\d{2})(?:,? |$)",
    r"^(?P<m>\d{1,2})/(?P<y>\d{4})$",
    r"^(?P<m>[A-Za-z]{3,9})\.?[ -]+(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?,? +)?(?P<y>\d{4})(?:,? |$)",
    r"^(?P<d>\d{1,2})[- ](?P<m>[A-Za-z]{3,9})[- ](?P<y>\d{4}|\d{2})(?: |$)",
    r"^(?P<y>20\d{2})(?P<m>\d{2})(?P<d>\d{2})?$",
)
DAYS_OF_EXCEL = (36_526, 73_050)
"""What Excel writes for a day from 2000 to 2099 where a sheet was saved without its formats."""
_CLOCK = r"(?:^|[ T])(\d{1,2})(?::\d{2}){1,2}(?:\.\d+)?(?!\d|:|\.\d|\s*(?:Z|UTC|GMT|[+-]00:?00))\s*([AaPp])?"
"""A time of day; one that is told for Greenwich is no hour of the department's."""
_WHOLE_HOUR = r"^(\d{1,2})\s*([AaPp])?[Mm.]*$"
KEYS = ["language", "month", "shift", "area_id", "way"]
"""What calls are counted by."""
LEAST_TOLD = 3
"""So many rows are named where a word is not shown."""


def read_bill(table: TextTable, said: Mapping[str, str], areas: Iterable[str]) -> dict[str, Any]:
    """Return the counts of a bill, what was left out by row, and which heading is used for what.

    Raises
    ------
    InputError
        If it has no language or no date, or sums by month without their counts.
    """
    asked = _require_said(said, table.rows.columns, table.name)
    shown = [_shown(heading, number) for number, heading in enumerate(table.rows.columns, start=1)]
    spread = spread_columns(table.rows, asked)
    numbers = [_row_number(label) for label in spread.rows.index]
    rows = spread.rows.reset_index(drop=True)
    used = {role: find_column(rows.columns, names, asked) for role, names in ALIASES.items()}
    if used["date"] is None and used["time"] and (_months(rows[used["time"]])[0] != "").any():
        used["date"] = used["time"]  # "Start Time" with the day in it
    for needed in ("language", "date"):
        if used[needed] is None:
            raise _missing(table.name, needed, shown)
    cells = pd.DataFrame({role: rows[column] if column else "" for role, column in used.items()}, index=rows.index)
    cells = cells.apply(lambda column: column.str.strip())
    calls, reasons = _calls(cells, used, table.name)
    kept = reasons == ""
    strange = (cells["area_id"] != "") & ~cells["area_id"].isin(set(areas))
    row = pd.Series(spread.rows.index, rows.index)
    counts_first = kept & ~row.mask(~kept).duplicated()  # a row with a column a month is one row, however many counts
    calls = calls.assign(area_id=cells["area_id"].mask(strange, ""), rows=counts_first.astype(int))[kept]
    left_out = [[one.why, [_row_number(label) for label in one.which]] for one in table.left_out]
    reasons = reasons[~row.isin(row[kept]) & ~row.duplicated()]
    for why in reasons.unique():
        left_out.append([str(why), [numbers[place] for place in reasons.index[reasons == why]]])
    if blank := [_row_number(label) for label in table.rows.index.difference(spread.rows.index, sort=False)]:
        left_out.append(["no count of calls", blank])
    roles = {**spread.roles, **{heading: role for role, heading in used.items() if heading}}
    return {
        "rows": table.rows_read,
        "spread": spread.what,
        "rows_of": {
            str(word): [numbers[place] for place in places[:LEAST_TOLD]]
            for word, places in calls.groupby("language").groups.items()
        },
        "counts": json.loads(calls.groupby(KEYS).sum(min_count=1).reset_index().to_json(orient="records")),
        "left_out": left_out,
        "columns": {seen: roles.get(str(heading), "") for seen, heading in zip(shown, table.rows.columns, strict=True)},
        "one_each": not used["calls"],
        "stray_areas": int((kept & strange).sum()),
        "parts": [asdict(_numbered_part(part, number)) for number, part in enumerate(table.parts, 1)],
    }


def _calls(cells: pd.DataFrame, used: Mapping[str, str | None], name: str) -> tuple[pd.DataFrame, pd.Series]:
    """Return the rows as calls, and why a row cannot be one ("" where it is)."""
    month, has_day = _months(cells["date"])
    hours = _hours(cells["time"], _WHOLE_HOUR).fillna(_hours(cells["time"], _CLOCK))
    hours = hours.fillna(_hours(cells["date"], _CLOCK))
    if not (month != "").any():
        raise InputError(
            f"{name}: no cell of its column of dates is a day or month that can be read",
            fix='write 3/14/2025 or March 2025, or say which column it is with --map "date=COLUMN"',
        )
    if not used["calls"] and not has_day and hours.isna().all():
        raise MissingColumnError(
            f"{name} has sums by month and does not say which column counts the calls",
            fix='say which it is with --map "calls=COLUMN"',
            role="calls",
            meant="",
        )
    count, suppressed, no_count = _counts(cells["calls"]) if used["calls"] else _one_each(cells.index)
    language, plain = cells["language"], cells["language"].str.lower()
    reasons = pd.Series("", cells.index)
    for wrong, why in (
        (no_count, "no count of calls"),
        (month == "", "no month that can be read"),
        (plain.isin(NO_LANGUAGE), "English or none"),
        (language.str.contains(r"\d|@", regex=True), "no language's name"),
        (plain.str.fullmatch(r"(?:grand |sub ?-?)?totals?:?"), "a sum of other rows"),
        (language == "", "no language"),
    ):
        reasons = reasons.mask(wrong, why)
    shifts = {float(hour): on_duty[0] for hour, on_duty in shifts_on_duty(DEFAULT_SHIFT_HOURS).items()}
    calls = pd.DataFrame(
        {
            "language": language,
            "month": month,
            "shift": hours.map(shifts).fillna(""),
            "way": read_ways(cells["way"]) if used["way"] else NOT_TOLD,
            "calls": count,
            "minutes": _minutes(cells["minutes"]),
            "suppressed": suppressed.astype(int),
        }
    )
    return calls, reasons


def _once(cells: pd.Series, read: Callable[[pd.Series], pd.DataFrame]) -> pd.DataFrame:
    """Return what is read of each different cell, row by row: a log repeats its words."""
    codes, different = pd.factorize(cells)
    return read(pd.Series(different, dtype="str")).take(codes).set_axis(cells.index)


def _shown(heading: object, number: int) -> str:
    """Return a heading, or its place where it looks like a value: a file without headings begins with a call."""
    text = str(heading).strip()
    return f"column {number}" if re.search(r"\d{3}|@", text) else text


def _numbered_part(part: Part, number: int) -> Part:
    """Return a sheet as it may be told of: customers name sheets, and where no headings stand columns may be cells."""
    why = "its columns are others" if part.why.startswith("its columns") else part.why
    return replace(part, name=str(number), why=why)


def _require_said(said: Mapping[str, str], columns: Iterable[object], name: str) -> dict[str, str]:
    try:
        return require_said(said, ALIASES, columns, name)
    except SchemaError:  # its sentence would list the headings, which are cells where a file has none
        raise InputError(f"{name} has no column of the name that was said", fix="see its headings") from None


def _missing(name: str, role: str, shown: list[str]) -> InputError:
    """Return the error for a column that is not there; only a heading near to the role is named, no other cell."""
    near = [heading for heading in shown if role in plain_name(heading)]
    return (
        missing_column(name, role, near, role)
        if near
        else MissingColumnError(
            f"{name} has no column {role!r}",
            fix=f'say which of its columns that is with --map "{role}=COLUMN", or give the file with its headings',
            role=role,
            meant="",
        )
    )


def _row_number(label: object) -> int:
    """Return the row a person sees; the name of its sheet is the customer's and is dropped."""
    found = re.search(r"^(\d+)", str(label))
    return int(found[1]) if found else 0


def _months(cells: pd.Series) -> tuple[pd.Series, bool]:
    """Return YYYY-MM ("" where there is none), and whether any cell names a day."""
    found = _once(cells, _months_of)
    return found["month"], bool(found["has_day"].any())


def _months_of(cells: pd.Series) -> pd.DataFrame:
    month, has_day = pd.Series("", cells.index), False
    days = pd.to_numeric(cells.where(cells.str.fullmatch(r"\d{5}(?:\.\d+)?"), ""), errors="coerce")
    days = days.where(days.between(*DAYS_OF_EXCEL))
    if days.notna().any():
        counted_from = pd.Timestamp(1899, 12, 30) + pd.to_timedelta(days.dropna(), unit="D")
        month.loc[days.notna()], has_day = counted_from.dt.to_period("M").astype("str"), True
    for pattern in _DATES:
        found = cells.where(month == "", "").str.extract(pattern)
        there = found["y"].notna()
        if not there.any():
            continue
        if "d" in found:
            has_day = has_day or bool(found["d"].notna().any())
        number = pd.to_numeric(found["m"], errors="coerce")
        number = number.fillna(found["m"].str[:3].str.lower().map(_MONTHS))
        if pattern.startswith("^(?P<m>\\d{1,2})[/-]") and number.gt(12).any():
            number = pd.to_numeric(found["d"])  # a month above 12 tells that the day stands first
        year = found["y"].str.zfill(4).where(found["y"].str.len() == 4, "20" + found["y"])
        good = there & number.between(1, 12)
        text = year + "-" + number.where(good, 1).fillna(1).astype(int).astype(str).str.zfill(2)
        month = month.mask(good, text)
    return pd.DataFrame({"month": month, "has_day": has_day})


def _hours(cells: pd.Series, pattern: str) -> pd.Series:
    found = _once(cells, lambda different: different.str.extract(pattern))
    hour, half = pd.to_numeric(found[0]), found[1].str.lower()
    hour = hour.where(half.isna() | ~hour.between(1, 12), hour % 12 + 12 * (half == "p"))
    return hour.where(hour.between(0, 23))


def _counts(cells: pd.Series) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Return counts, which of them are suppressed, and which rows have neither."""
    suppressed = cells.str.fullmatch(SUPPRESSED, case=False)
    numbers = pd.to_numeric(cells.str.replace(",", "", regex=False), errors="coerce").astype(float)
    numbers = numbers.where(numbers.between(0, MOST_COUNTED))
    return numbers, suppressed, numbers.isna() & ~suppressed


def _one_each(index: pd.Index) -> tuple[pd.Series, pd.Series, pd.Series]:
    nothing = pd.Series(False, index)
    return pd.Series(1.0, index), nothing, nothing


def _minutes(cells: pd.Series) -> pd.Series:
    """Return minutes from "12", "12.5", "12:31" (minutes and seconds) or "0:12:31"."""
    return _once(cells, _minutes_of)["minutes"]


def _minutes_of(cells: pd.Series) -> pd.DataFrame:
    clock = cells.str.extract(r"^(?:(\d+):)?(\d{1,3}):(\d{2})$").apply(pd.to_numeric)
    spelled = 60 * clock[0].fillna(0) + clock[1] + clock[2] / 60
    number = cells.str.extract(r"^([\d,]+(?:\.\d+)?)\s*(?:min(?:ute)?s?\.?)?$", flags=re.IGNORECASE)[0]
    minutes = pd.to_numeric(number.str.replace(",", "", regex=False), errors="coerce").fillna(spelled)
    return pd.DataFrame({"minutes": minutes.astype(float).where(minutes.le(MOST_COUNTED))})


def read_ways(cells: pd.Series) -> pd.Series:
    """Return the way that each cell tells of; see ``way_of``."""
    return _once(cells, lambda words: _plain(words).map(way_of).to_frame("way"))["way"]


def _plain(words: pd.Series) -> pd.Series:
    return words.str.lower().str.replace(r"[^a-z]+", " ", regex=True).str.strip()


def way_of(words: str) -> str:
    """Return how somebody was interpreted for, from plain words.

    Examples
    --------
    >>> [way_of(words) for words in ("opi", "vri on demand", "body camera", "ms lopez", "")]
    ['line', 'video', 'body camera', 'another way', 'not recorded']
    """
    if not words:
        return NOT_TOLD
    if words in _WAY_OF:
        return _WAY_OF[words]
    spaced = f" {words} "
    longest = sorted(_WAY_OF, key=len, reverse=True)
    return next((_WAY_OF[word] for word in longest if f" {word} " in spaced), OTHER_WAY)


def read_bill_file(request: dict[str, Any]) -> dict[str, Any]:
    """Do what is asked and return what is found."""
    path = Path(request["path"])
    try:
        table = read_text_table(path, limits=Limits(**request["limits"]), prose=True)
    except SchemaError as error:
        if "twice" in error.what:  # without headings the name that stands twice is a cell
            raise InputError(
                f"{path.name} has two columns of one name", fix="give it with its headings, each once"
            ) from None
        raise
    if request["task"] == "headings":
        return {"headings": [_shown(h, n) for n, h in enumerate(table.rows.columns, start=1)]}
    return read_bill(table, request["columns"], request["areas"])
