"""Answers about officers in words: the decisive ones between ``**``, and nothing a band does not tell."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from planning.lists import counted
from planning.officers.published import as_range
from planning.words.answers import officers, spoken
from planning.words.formats import tenths, whole_number
from planning.words.wording import percent, round_half_up

FEW = 3
"""A count of officers under this is not said outside the roster."""


def coverage_range_answer(table: pd.DataFrame) -> str:
    """Return how many bilingual officers are lacking at least and at most, from what is published.

    Parameters
    ----------
    table : DataFrame
        As ``planning.officers.published.publish_coverage`` gives it, all of it or some rows.

    Examples
    --------
    >>> table = pd.DataFrame({"language": "korean", "posts": [1.0, 1.0, math.nan], "required": [1.58, 1.58, math.nan],
    ...     "gap_low": [1.58, 0.0, math.nan], "gap_high": [1.58, 0.58, math.nan], "test_low": [0.0, 0.0, math.nan],
    ...     "test_high": [1.58, 0.0, math.nan]})
    >>> coverage_range_answer(table)
    'You are **1.6 to 2.2 officers short**. It takes 3 officers to fill 2 slots. Testing officers who say they speak
    the language could fill **up to 1.6** of those. The census can’t tell whether **1 more slot is** needed.'
    """
    posts, required = float(table["posts"].sum()), float(table["required"].sum())
    unknown = int(table["posts"].isna().sum())
    tail = _unknown(unknown)
    if posts == 0:
        return f"**No area** clearly needs a bilingual slot.{tail}"
    posts_text = _posts(posts)
    asked = table[table["posts"] > 0]
    if asked["gap_high"].isna().all():
        takes = f"It takes **{officers(round(required))}** to fill **{posts_text}**."
        return f"{takes} Add a roster to see how many officers you have.{tail}"
    low, high = float(asked["gap_low"].sum()), float(asked["gap_high"].sum())
    if high < 0.05:
        return f"**{_filled(posts)}** by verified speakers.{tail}"
    most = float(asked["test_high"].sum())
    testing = (
        f" Testing officers who say they speak the language could fill **up to {tenths(most)}** of those."
        if most >= 0.05
        else " No untested officer there says they speak it, so tests would fill none of those."
    )
    short = f"You are **{as_range(low, high, _whole_or_tenths(high))} officers short**."
    return f"{short} It takes {officers(round(required))} to fill {posts_text}.{testing}{tail}"


def unplaced_sentence(units: Sequence[str], areas: Sequence[str]) -> str:
    """Return that no unit of the roster is an area, and what either is called.

    Examples
    --------
    >>> unplaced_sentence(["Central", "East"], ["CE", "EA", "NO", "SO"])
    'No unit of the roster (Central, East) matches an area of the beat map (CE, EA, NO, ...), so its officers count in
    no area. Write units as the beat map writes its areas, and add the roster again.'
    """
    units_text, areas_text = (", ".join((*names[:NAMED], "...")[: len(names)]) for names in (units, areas))
    named = f" ({units_text})" if units else ""
    return (
        f"No unit of the roster{named} matches an area of the beat map ({areas_text}), so its officers count "
        "in no area. Write units as the beat map writes its areas, and add the roster again."
    )


TENTHS_BELOW = 3
"""So few officers are written with one decimal: 0.6 to 1.2."""

NAMED = 3
"""Units and areas named as an example of how either is written."""


def coverage_exact_answer(
    cells: pd.DataFrame, tests: float, testers: int, moves: float, movers: int, hires: int
) -> str:
    """Return what is lacking, each officer counted once, and what each lever closes.

    Examples
    --------
    >>> cells = pd.DataFrame({"posts": [2.0], "required": [3.16], "lacking": [2.16]})
    >>> coverage_exact_answer(cells, 1.0, 1, 0.58, 1, 1)
    'You are **2.2 officers short**, with each officer counted once. It takes 3.2 officers to fill 2 slots. Testing 1
    officer could fill 1, 1 move could fill 0.6, and **1 hire** fills the rest.'
    """
    posts, lacking = float(cells["posts"].sum()), float(cells["lacking"].sum())
    unknown = int(cells["posts"].isna().sum())
    tail = _unknown(unknown)
    if posts == 0:
        return f"**No area** clearly needs a bilingual slot.{tail}"
    if lacking < 0.05:
        return f"**{_filled(posts)}** by verified speakers.{tail}"
    hiring = f"**{counted(hires, 'hire')}** {'fills' if hires == 1 else 'fill'} the rest"
    rest = hiring if hires else "no hire is needed"
    takes = officers(float(cells["required"].sum()))
    return (
        f"You are **{officers(lacking)} short**, with each officer counted once. It takes {takes} to fill "
        f"{_posts(posts)}. Testing {counted(testers, 'officer')} could fill {_number(tests)}, "
        f"{counted(movers, 'move')} could fill {_number(moves)}, and {rest}.{tail}"
    )


def force_sentence(row: Mapping[str, object], force: int, language: str) -> str:
    """Return how many of the force are verified speakers, as far as it may be said.

    Parameters
    ----------
    row : mapping with verified_low, verified_high
        The whole department, all shifts.

    Examples
    --------
    >>> force_sentence({"verified_low": 1.0, "verified_high": 2.0}, 240, "korean")
    'Of 240 officers, fewer than 3 (under 1.2%) are verified Korean speakers.'
    >>> force_sentence({"verified_low": 7.0, "verified_high": 7.0}, 240, "korean")
    'Of 240 officers, 7 (2.9%) are verified Korean speakers.'
    """
    low, high = float(str(row["verified_low"])), float(str(row["verified_high"]))
    speakers = f"verified {spoken(language)} speakers"
    if low == high:
        return f"Of {force} officers, {low:.0f} ({percent(low / force)}) {'is a' if low == 1 else 'are'} {speakers}."
    if high < FEW:
        return f"Of {force} officers, fewer than {FEW} (under {percent(FEW / force)}) are {speakers}."
    first = percent(low / force)
    shares = f"{first} or more" if math.isinf(high) else f"{first} to {percent(high / force)}"
    return f"Of {force} officers, {as_range(low, high, whole_number)} ({shares}) are {speakers}."


def line_sentence(by_staff: float, by_line: float) -> str:
    """Return what part of all interpretations the vendor's line gave: the honest yardstick of coverage.

    Examples
    --------
    >>> line_sentence(1177, 6150)
    'The phone interpreter line handled **84%** of 7,327 interpretations. Your staff handled 16%.'
    """
    whole = by_staff + by_line
    if whole <= 0:
        return "There is no record of who interpreted."
    return (
        f"The phone interpreter line handled **{percent(by_line / whole)}** of {whole_number(whole)} interpretations. "
        f"Your staff handled {percent(by_staff / whole)}."
    )


def _posts(posts: float) -> str:
    return counted(round_half_up(posts), "slot")


def _filled(posts: float) -> str:
    count = round_half_up(posts)
    return "The 1 slot is filled" if count == 1 else f"All {count} slots are filled"


def _unknown(slots: int) -> str:
    if not slots:
        return ""
    return f" The census can’t tell whether **{slots} more {'slot is' if slots == 1 else 'slots are'}** needed."


def _whole_or_tenths(most: float) -> Callable[[float], str]:
    """Return how officers short are written: whole, but for so few that whole ones would say nothing."""
    return whole_number if most >= TENTHS_BELOW else tenths


def _number(value: float) -> str:
    return tenths(value).removesuffix(".0")
