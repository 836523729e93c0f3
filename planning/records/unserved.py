"""Where nothing has been done: areas and languages without a meeting, partner, seat, document or officer.

Frames in, frames out. ``today`` is always given, never read from a clock, so that a table can be made again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from planning.errors import InputError
from planning.languages.groups import ALL
from planning.languages.spoken import group_of
from planning.need.crosswalk import OUTSIDE

UNSERVED_REASONS = ("no_meeting", "no_partner", "no_seat", "no_document", "no_officer")

EVERYWHERE = "*"
"""Stands for every area in a frame of what has been done."""

MONTHS = 12
"""A meeting counts as recent for this long, unless somebody says otherwise."""

DAYS_A_MONTH = 365.25 / 12


def with_need(need: pd.DataFrame) -> pd.DataFrame:
    """Return the areas and languages in which somebody needs help, most people first; lumps stay, since people do."""
    wanted = need[(need["language"] != ALL) & (need["area_id"] != OUTSIDE) & (need["lep"] > 0)]
    ordered = wanted.sort_values(["lep", "area_id", "language"], ascending=[False, True, True])
    return ordered[["area_id", "language", "lep", "lep_moe"]].reset_index(drop=True)


@dataclass(frozen=True, slots=True)
class Done:
    """What has been done, as pairs of area and language.

    Each frame has ``area_id`` and ``language``; ``EVERYWHERE`` as area stands for all. Languages inside a
    lump count for the lump.

    Attributes
    ----------
    meetings : DataFrame with ``held_on`` as well
    partners, seats, documents : DataFrame
        Partners who serve, filled seats, translated core documents.
    officers : DataFrame or None
        Officers certified or tested; None: no roster is known, which is not that there is nobody.
    """

    meetings: pd.DataFrame
    partners: pd.DataFrame
    seats: pd.DataFrame
    documents: pd.DataFrame
    officers: pd.DataFrame | None


def find_unserved(need: pd.DataFrame, done: Done, today: date, months: int = MONTHS) -> pd.DataFrame:
    """Return the areas and languages with need in which something has not been done, most people first.

    Parameters
    ----------
    need : DataFrame
        A need table; its estimate is how many people a row stands for.
    done : Done
    today : date
    months : int
        A meeting longer ago than this does not count.

    Returns
    -------
    DataFrame
        ``area_id, language, lep, lep_moe, last_meeting``, one true-or-false column for each of
        ``UNSERVED_REASONS`` (missing where it is not known), ``missing`` (how many of them are true) and
        ``nothing_done`` (all that are known).

    Raises
    ------
    InputError
        If ``months`` is under one.
    """
    if months < 1:
        raise InputError("the number of months must be 1 or more", value=months, fix="enter 12, for example")
    table = with_need(need)
    since = pd.Timestamp(today) - pd.Timedelta(days=months * DAYS_A_MONTH)
    meetings = done.meetings[done.meetings["held_on"] <= pd.Timestamp(today)]
    table["last_meeting"] = _last(table, meetings)
    table["no_meeting"] = ~(table["last_meeting"] >= since)
    for reason, frame in (
        ("no_partner", done.partners),
        ("no_seat", done.seats),
        ("no_document", done.documents),
        ("no_officer", done.officers),
    ):
        table[reason] = pd.Series(pd.NA, table.index, dtype="boolean") if frame is None else ~_holds(table, frame)
    reasons = table[list(UNSERVED_REASONS)]
    table["missing"] = reasons.sum(axis=1).astype("int64")
    table["nothing_done"] = table["missing"] == reasons.notna().sum(axis=1)
    return table[table["missing"] > 0].reset_index(drop=True)


def _holds(table: pd.DataFrame, pairs: pd.DataFrame) -> pd.Series:
    held = set(zip(pairs["area_id"], pairs["language"].map(group_of), strict=True))
    rows = zip(table["area_id"], table["language"], strict=True)
    found = [(area, language) in held or (EVERYWHERE, language) in held for area, language in rows]
    return pd.Series(found, index=table.index, dtype="bool")


def _last(table: pd.DataFrame, meetings: pd.DataFrame) -> pd.Series:
    last: dict[tuple[str, str], pd.Timestamp] = {}
    for area, language, held_on in zip(
        meetings["area_id"], meetings["language"].map(group_of), meetings["held_on"], strict=True
    ):
        last[area, language] = max(held_on, last.get((area, language), held_on))
    dates = [
        max((last[key] for key in ((area, language), (EVERYWHERE, language)) if key in last), default=pd.NaT)
        for area, language in zip(table["area_id"], table["language"], strict=True)
    ]
    return pd.Series(dates, index=table.index, dtype="datetime64[s]")
