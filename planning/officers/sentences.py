"""Answers about officers in words: the decisive ones between ``**``, and nothing a band does not tell."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from planning.lists import counted
from planning.officers.published import as_range
from planning.words.answers import officers, spoken
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
    '**1.6 to 2.2 officers** are lacking for 2 posts, which take 3.2 officers. Testing those who say they speak
    the language could close **up to 1.6** of it. For **1 more** the census cannot tell whether a post is needed.'
    """
    posts, required = float(table["posts"].sum()), float(table["required"].sum())
    unknown = int(table["posts"].isna().sum())
    tail = f" For **{unknown} more** the census cannot tell whether a post is needed." if unknown else ""
    if posts == 0:
        return f"**No area** surely needs a bilingual post.{tail}"
    posts_text = _posts(posts)
    asked = table[table["posts"] > 0]
    if asked["gap_high"].isna().all():
        need = f"**{posts_text}** need a speaker on duty, which takes **{officers(required)}**"
        return f"{need}. Who is there cannot be told: this department has no roster.{tail}"
    low, high = float(asked["gap_low"].sum()), float(asked["gap_high"].sum())
    if high < 0.05:
        return f"**Every one of {posts_text}** is covered by verified speakers.{tail}"
    most = float(asked["test_high"].sum())
    testing = (
        f" Testing those who say they speak the language could close **up to {most:,.1f}** of it."
        if most >= 0.05
        else " Nobody there says they speak it and is untested, so tests would close none of it."
    )
    lacking = f"**{as_range(low, high)} officers** are lacking"
    return f"{lacking} for {posts_text}, which take {officers(required)}.{testing}{tail}"


def unplaced_sentence(units: Sequence[str], areas: Sequence[str]) -> str:
    """Return that no unit of the roster is an area, and what either is called.

    Examples
    --------
    >>> unplaced_sentence(["Central", "East"], ["CE", "EA", "NO", "SO"])
    'No unit of the roster (Central, East) is an area of the beat map (CE, EA, NO, ...), so its officers count in no
    area. Write units as the beat map writes its areas, and give the roster again.'
    """
    units_text, areas_text = (", ".join((*names[:NAMED], "...")[: len(names)]) for names in (units, areas))
    named = f" ({units_text})" if units else ""
    return (
        f"No unit of the roster{named} is an area of the beat map ({areas_text}), so its officers count in no area. "
        "Write units as the beat map writes its areas, and give the roster again."
    )


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
    '**2.2 officers** are lacking for 2 posts, which take 3.2 officers, each officer counted once. Testing
    1 officer could close 1, then 1 move 0.6; **1 hire** closes the rest.'
    """
    posts, lacking = float(cells["posts"].sum()), float(cells["lacking"].sum())
    unknown = int(cells["posts"].isna().sum())
    tail = f" For **{unknown} more** the census cannot tell whether a post is needed." if unknown else ""
    if posts == 0:
        return f"**No area** surely needs a bilingual post.{tail}"
    if lacking < 0.05:
        return f"**Every one of {_posts(posts)}** is covered by verified speakers.{tail}"
    hiring = f"**{counted(hires, 'hire')}** {'closes' if hires == 1 else 'close'} the rest"
    rest = hiring if hires else "nothing is left to hire for"
    takes = officers(float(cells["required"].sum()))
    return (
        f"**{officers(lacking)}** are lacking for {_posts(posts)}, which take {takes}, each officer counted once. "
        f"Testing {counted(testers, 'officer')} could close {_number(tests)}, then {counted(movers, 'move')} "
        f"{_number(moves)}; {rest}.{tail}"
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
    'Of 240 officers, fewer than 3 (under 1.2 %) are verified Korean speakers.'
    >>> force_sentence({"verified_low": 7.0, "verified_high": 7.0}, 240, "korean")
    'Of 240 officers, 7 (2.9 %) are verified Korean speakers.'
    """
    low, high = float(str(row["verified_low"])), float(str(row["verified_high"]))
    speakers = f"verified {spoken(language)} speakers"
    if low == high:
        return f"Of {force} officers, {low:.0f} ({percent(low / force)}) {'is a' if low == 1 else 'are'} {speakers}."
    if high < FEW:
        return f"Of {force} officers, fewer than {FEW} (under {percent(FEW / force)}) are {speakers}."
    first = f"{100 * low / force:.1f}"
    shares = f"{first} % or more" if math.isinf(high) else f"{first} to {percent(high / force)}"
    return f"Of {force} officers, {as_range(low, high, '{:.0f}')} ({shares}) are {speakers}."


def line_sentence(by_staff: float, by_line: float) -> str:
    """Return what part of all interpretations the vendor's line gave: the honest yardstick of coverage.

    Examples
    --------
    >>> line_sentence(1177, 6150)
    'Of 7,327 interpretations, **83.9 %** came from the interpreter line and 16.1 % from own staff.'
    """
    whole = by_staff + by_line
    if whole <= 0:
        return "How interpretations were given is not told."
    return (
        f"Of {whole:,.0f} interpretations, **{percent(by_line / whole)}** came from the interpreter line and "
        f"{percent(by_staff / whole)} from own staff."
    )


def _posts(posts: float) -> str:
    return counted(round_half_up(posts), "post")


def _number(value: float) -> str:
    return f"{value:,.1f}".removesuffix(".0")
