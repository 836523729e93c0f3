"""Shifts as rosters write them: "day", "Days", "DAY SHIFT" and "days 12h" are one; hours beside the name are kept."""

from __future__ import annotations

import re
from types import MappingProxyType

import pandas as pd

USUAL = MappingProxyType(
    {
        word: name
        for name, words in {
            "day": "day days daytime dayshift dayshifts",
            "evening": "evening evenings eve eves",
            "night": "night nights nite nites nighttime nightshift",
        }.items()
        for word in words.split()
    }
)
"""Words for the three usual shifts."""

_TIME = r"(\d{1,2})(?::?([0-5]\d))?\s*(am|pm|a|p)?\.?m?\.?"
_RANGE = re.compile(rf"(?<![\d/]){_TIME}\s*(?:-|–|—|to)\s*{_TIME}(?![\d/])(?:\s*(?:hrs?|hours?|h))?\b", re.IGNORECASE)
_LENGTH = re.compile(r"\b(\d{1,2}(?:\.5)?)\s*-?\s*(?:hrs?|hours?|h)\b\.?|\b[345]\s*/\s*(\d{1,2})s?\b", re.IGNORECASE)
_FILLER = frozenset(("shift", "shifts", "watch", "tour"))
_SHORT = re.compile(r"\w|\d+(?:st|nd|rd|th)?|first|second|third|fourth")


def read_hours(text: str) -> tuple[int, int] | None:
    """Return the first hour and the hour after the last; None where none are told.

    Examples
    --------
    >>> [read_hours(text) for text in ("0600-1800", "6am - 2:30 pm", "22-6", "10-hr", "Traffic")]
    [(6, 18), (6, 15), (22, 6), None, None]
    """
    found = _RANGE.search(text)
    if not found:
        return None
    first, end = _hour(*found.groups()[:3], up=False), _hour(*found.groups()[3:], up=True)
    return None if first is None or end is None or first == end else (first, end)


def _hour(hour: str, minutes: str | None, half: str | None, *, up: bool) -> int | None:
    if minutes is None and len(hour) > 2:
        return None
    found = int(hour)
    if half:
        found = found % 12 + (12 if half.lower().startswith("p") else 0)
    found += up and bool(int(minutes or 0))
    return found % 24 if found <= 24 else None


def is_length_only(cells: pd.Series) -> bool:
    """Whether a column tells how long shifts are and not which ("10-hr", "4/10").

    Examples
    --------
    >>> is_length_only(pd.Series(["10-hr", "12 hour"])), is_length_only(pd.Series(["days 12h"]))
    (True, False)
    """
    known = cells.dropna().astype("str").str.strip()
    known = known[known != ""]
    bare = known.map(lambda cell: not re.search(r"\w", _LENGTH.sub("", cell)))
    return bool(len(known)) and bool(bare.all())


def read_shifts(cells: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the name of each shift and what the cell says of its hours: "6-18", or "12 h" where only that is told.

    Examples
    --------
    >>> names, hours = read_shifts(pd.Series(["day", "Days 0600-1800", "DAY SHIFT", "A Watch", "a  watch", "days 12h"]))
    >>> names.tolist(), hours.fillna("").tolist()
    (['day', 'day', 'day', 'A Watch', 'A Watch', 'day'], ['', '6-18', '', '', '', '12 h'])
    """
    shown: dict[str, str] = {}
    names: list[str | None] = []
    hours: list[str | None] = []
    for cell in cells:
        text = " ".join(cell.split()) if isinstance(cell, str) else ""
        span = read_hours(text)
        length = _LENGTH.search(text)
        name = " ".join(re.sub(r"[()\[\],;]", " ", _LENGTH.sub(" ", _RANGE.sub(" ", text))).split()).strip("-–: ")
        key = _key(name)
        names.append(USUAL.get(key) or shown.setdefault(key, name) if name else text or None)
        hours.append(f"{span[0]}-{span[1]}" if span else f"{length[1] or length[2]} h" if length else None)
    return pd.Series(names, cells.index, "str"), pd.Series(hours, cells.index, "str")


def length_of_shift(hours: str) -> float | None:
    """Return how many hours a shift has, from what ``read_shifts`` keeps; None where that tells of none.

    Examples
    --------
    >>> [length_of_shift(text) for text in ("6-18", "22-6", "12 h", "10.5 h", "Traffic")]
    [12.0, 8.0, 12.0, 10.5, None]
    """
    span = re.fullmatch(r"(\d{1,2})-(\d{1,2})", hours)
    if span:
        return float((int(span[2]) - int(span[1])) % 24 or 24)
    length = re.fullmatch(r"(\d{1,2}(?:\.5)?) h", hours)
    return float(length[1]) if length and 0 < float(length[1]) <= 24 else None


def _key(name: str) -> str:
    words = name.casefold().split()
    rest = [word for word in words if word not in _FILLER]
    key = " ".join(words if not rest or (len(rest) == 1 and _SHORT.fullmatch(rest[0])) else rest)
    return key if key in USUAL else key.rstrip("s")
