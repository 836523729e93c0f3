"""Interpretations in a yearly report: by language and by way, and the share of a department's own staff."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

import numpy as np
import pandas as pd

from geodata.access.year_asked import Asked, named
from planning.access import items
from planning.access.yearly import Figure
from planning.officers.interpreter_use import LINE, STAFF
from planning.officers.interpreter_use import WAYS as BILL_WAYS
from planning.records.suppression import FLOOR, TOTAL, in_steps, suppress
from planning.records.years import NOT_SHOWN, Year
from planning.words.formats import month_words, whole_number
from planning.words.wording import percent

BILL_MONTHS = 12
WAY_NAMES = MappingProxyType({LINE: "phone", STAFF: "own staff"})


def calls(asked: Asked) -> Iterator[Figure]:
    """Give the calls of the bill by language."""
    yield from _of_the_bill(asked, items.CALLS, by_language=True)


def by_way(asked: Asked) -> Iterator[Figure]:
    """Give the calls of the bill by way."""
    yield from _of_the_bill(asked, items.BY_WAY, by_language=False)


def _of_the_bill(asked: Asked, item: str, *, by_language: bool) -> Iterator[Figure]:
    """Give the calls of the year on the bill, or of its newest months, with what would tell a small count hidden."""
    bill = asked.opened.department.bill
    if bill is None:
        return
    months = _bill_months(bill, asked.year)
    now, before = _safe_calls(bill, months), _safe_calls(bill, [_a_year_earlier(month) for month in months])
    names = [name for name in (now.index if by_language else now.columns) if name != TOTAL]
    over, source = months_words(months[0], months[-1]), f"interpreters {asked.where}"
    for name in (*names, TOTAL):
        what = "All" if name == TOTAL else named(str(name)) if by_language else WAY_NAMES.get(str(name), str(name))
        said, earlier = (_shown(table, str(name), by_language=by_language) for table in (now, before))
        yield Figure(item, what, said, earlier, over, source)


def _bill_months(bill: pd.DataFrame, year: Year) -> list[str]:
    """Return the months of the year that are on the bill; its newest months where none is."""
    there = sorted(set(map(str, bill["month"])))
    first, last = (day.isoformat()[:7] for day in (year.since, year.until))
    return [month for month in there if first <= month <= last] or there[-BILL_MONTHS:]


def _a_year_earlier(month: str) -> str:
    return f"{int(month[:4]) - 1}{month[4:]}"


def _safe_calls(bill: pd.DataFrame, months: list[str]) -> pd.DataFrame:
    """Return calls by language and way with totals, small ones and what would give them away missing."""
    rows = bill[bill["month"].isin(months) & bill["calls"].notna()]
    if rows.empty:
        return pd.DataFrame()
    table = rows.pivot_table(index="language", columns="way", values="calls", aggfunc="sum", fill_value=0.0)
    return suppress(table[[way for way in BILL_WAYS if way in table.columns]].round().astype("int64"), FLOOR)


def months_words(first: str, last: str) -> str:
    """Return the months of a bill as they are read.

    Examples
    --------
    >>> months_words("2023-01", "2023-12"), months_words("2023-05", "2023-05")
    ('January 2023 to December 2023', 'May 2023')
    """
    said = [month_words(date.fromisoformat(f"{month}-01")) for month in (first, last)]
    return " to ".join(dict.fromkeys(said))


def _shown(table: pd.DataFrame, name: str, *, by_language: bool) -> str:
    """Return a total of the table as it is said; nothing where the table has none."""
    if name not in (table.index if by_language else table.columns):
        return ""
    count = float(table[TOTAL][name] if by_language else table[name][TOTAL])
    return NOT_SHOWN if np.isnan(count) else whole_number(in_steps(count))


def own_share(asked: Asked) -> Iterator[Figure]:
    """Give the share of requests that own staff interpreted; nothing where either part is small."""
    requests = asked.opened.department.requests
    if requests is None or "given_by" not in requests.columns:
        return
    by = requests.groupby("given_by")["requests"].sum()
    staff, line = float(by.get(STAFF, 0.0)), float(by.get(LINE, 0.0))
    if min(staff, line) < FLOOR:
        return
    source = "page Bilingual coverage, Who interprets today"
    said = f"{percent(staff / (staff + line))} of about {whole_number(in_steps(staff + line))}"
    yield Figure(items.OWN_SHARE, "Interpreted by your own staff", said, "", "the requests on record", source)
