"""What those who may not see the roster are shown of it: counts in bands, and what follows from the bands alone.

The counts go through ``planning.officers.disclosure`` once, for every level, shift, language and proof together.
Gaps, sums, colours of a map and what testing could close are then worked out from what was published, as the least
and the most it can be, so that they tell nothing new.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.errors import InputError
from planning.officers.disclosure import ALL_SHIFTS, publish_counts
from planning.officers.roster import TIERS
from planning.officers.speakers import EVERY_TIER, Speaker
from planning.vocabulary import CANNOT_TELL

HAVE_COLUMNS = ("have_certified", "have_tested", "have_self")

RESIDENT_FLOOR = 10
"""Residents from 1 to 9 are never shown as a number. A setting may raise it, never lower it."""

_CELL = ["level", "area_id", "shift", "language"]


def count_speakers(
    speakers: Sequence[Speaker], areas: Mapping[str, Sequence[str]], shifts: Sequence[str], languages: Sequence[str]
) -> pd.DataFrame:
    """Return how many officers stand where: level, area_id, shift, language and ``HAVE_COLUMNS``.

    Parameters
    ----------
    areas : mapping of level to area ids
        Every one gets a row for every shift and language; zero is a count too.

    Examples
    --------
    >>> both = Speaker("7", "1", "day", {"korean": "tested", "spanish": "expired"}, (("beat", "1"),))
    >>> counts = count_speakers([both], {"beat": ["1"]}, ["day"], ["korean", "spanish"])
    >>> counts[["have_tested", "have_self"]].values.tolist()
    [[1, 0], [0, 1]]
    """
    cells = [
        (level, area, shift, language)
        for level, ids in areas.items()
        for area in ids
        for shift in shifts
        for language in languages
    ]
    place = {cell: k for k, cell in enumerate(cells)}
    counts = {proof: np.zeros(len(cells), dtype="int64") for proof in HAVE_COLUMNS}
    for speaker in speakers:
        for cell in speaker.cells(EVERY_TIER):
            if cell in place:
                counts[f"have_{TIERS[speaker.tiers[cell[3]]].proof}"][place[cell]] += 1
    return pd.DataFrame(cells, columns=_CELL).astype("str").assign(**counts)


def publish_speakers(
    counts: pd.DataFrame, parents: Sequence[Mapping[str, str]] = (), levels: Sequence[str] | None = None
) -> pd.DataFrame:
    """Return the counts of officers fit to be seen, with their totals over shifts.

    Parameters
    ----------
    counts : DataFrame as ``count_speakers`` gives it
    parents : sequence of mapping of area id to coarser area id
        One from each level to the next, in the order of ``levels``; needed wherever there are several.
    levels : sequence of str, optional
        The finest first; in the order of the table unless told.

    Returns
    -------
    DataFrame
        level, area_id, shift (``all`` for all together), language, and for each proof ``NAME`` (as shown),
        ``NAME_low`` and ``NAME_high`` (what it tells; ``inf`` for "3+").

    Raises
    ------
    InputError
        If there are several levels and it is not told how they nest.

    Examples
    --------
    >>> counts = pd.DataFrame({"level": "district", "area_id": ["east", "west"], "shift": "day",
    ...     "language": "korean", "have_certified": [1, 0], "have_tested": 0, "have_self": [0, 4]})
    >>> bands = publish_speakers(counts).query("shift == 'day'")
    >>> bands[["have_certified", "have_tested", "have_self"]].values.tolist()
    [['1-2', '0', '0'], ['0', '0', '4']]
    """
    order = list(levels) if levels is not None else list(dict.fromkeys(counts["level"]))
    if len(order) > 1 and len(parents) != len(order) - 1:
        raise InputError(
            "counts at several levels can only be shown if it is known how they nest",
            value=order,
            fix="give one mapping from each level to the next",
        )
    parts = []
    for language, rows in counts.groupby("language", sort=False):
        bands = _publish_language(rows, order, parents)
        bands.insert(3, "language", str(language))
        parts.append(bands)
    if not parts:
        return pd.DataFrame()
    return pd.concat(parts, ignore_index=True).astype({"language": "str"})


def publish_coverage(posts: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Return posts with the officers there and lacking, as the least and the most they can be.

    Parameters
    ----------
    posts : DataFrame with level, area_id, shift, language, need, posts, required
    published : DataFrame as ``publish_speakers`` gives it; empty where there is no roster

    Returns
    -------
    DataFrame
        The rows of ``posts`` with the columns of ``published``; ``verified_low``, ``verified_high`` (certified and
        tested together); ``gap_low``, ``gap_high``: required less the verified; ``test_low``, ``test_high``: what
        testing those not verified could close at best. NaN where the post cannot be told, or without a roster. Each
        language is counted by itself. Of a pool beside posts in areas, those of the areas count at most.

    Examples
    --------
    >>> posts = pd.DataFrame({"level": "district", "area_id": ["east", "west"], "shift": "day",
    ...     "language": "korean", "need": 900.0, "posts": 1.0, "required": 1.58})
    >>> counts = posts.assign(have_certified=[1, 0], have_tested=0, have_self=[0, 4])
    >>> bands = publish_coverage(posts, publish_speakers(counts))
    >>> bands[["gap_low", "gap_high", "test_low", "test_high"]].round(2).values.tolist()
    [[0.0, 0.58, 0.0, 0.0], [1.58, 1.58, 1.58, 1.58]]
    """
    if published.empty:
        nothing = ("verified_low", "verified_high", "gap_low", "gap_high", "test_low", "test_high")
        return posts.assign(**dict.fromkeys((*nothing, *HAVE_COLUMNS), math.nan))
    table = posts.merge(published, on=_CELL, how="left")
    table["verified_low"] = table["have_certified_low"] + table["have_tested_low"]
    table["verified_high"] = table["have_certified_high"] + table["have_tested_high"]
    table["verified_low"] = (table["verified_low"] - _serving_areas(table)).clip(lower=0.0)
    required = table["required"]
    table["gap_low"] = (required - table["verified_high"]).clip(lower=0.0)
    table["gap_high"] = (required - table["verified_low"]).clip(lower=0.0)
    table["test_low"] = np.minimum(table["have_self_low"], table["gap_low"])
    table["test_high"] = np.minimum(table["have_self_high"], table["gap_high"])
    return table


def sum_published(table: pd.DataFrame, by: str = "language") -> pd.DataFrame:
    """Return posts, required, gap and tests summed by a column, from what is published and nothing else.

    Examples
    --------
    >>> bands = pd.DataFrame({"language": "korean", "posts": 1.0, "required": 1.58, "gap_low": [0.0, 1.58],
    ...     "gap_high": [0.58, 1.58], "test_low": 0.0, "test_high": [0.58, 0.0]})
    >>> sum_published(bands).round(2).values.tolist()
    [['korean', 2.0, 3.16, 1.58, 2.16, 0.0, 0.58, 0]]
    """
    columns = ["posts", "required", "gap_low", "gap_high", "test_low", "test_high"]
    groups = table.assign(open=table["posts"].isna().astype("int64")).groupby(by, sort=False)
    sums = groups[columns].sum(min_count=1)
    sums["open"] = groups["open"].sum()
    return sums.sort_values("gap_high", ascending=False, kind="stable").reset_index()


@dataclass(frozen=True, slots=True)
class PublishedLevers:
    """What the levers could close, at least and at most, as the published counts tell it.

    Attributes
    ----------
    lacking, tests, rest : tuple of least and most
        Officers lacking, what tests could close of them, and what moves and hires would have to close.
    by_language : DataFrame
        As ``sum_published`` gives it, of languages with a post that is asked for or cannot be told.
    """

    lacking: tuple[float, float]
    tests: tuple[float, float]
    rest: tuple[float, float]
    by_language: pd.DataFrame


def sum_levers(table: pd.DataFrame) -> PublishedLevers:
    """Return what the levers could close, from what is published and nothing else.

    Parameters
    ----------
    table : DataFrame
        As ``publish_coverage`` gives it, all of it or some rows, with a roster.

    Examples
    --------
    >>> bands = pd.DataFrame({"language": "korean", "posts": [1.0, 1.0, None], "required": [1.58, 1.58, None],
    ...     "gap_low": [0.0, 1.58, None], "gap_high": [0.58, 1.58, None], "test_low": [0.0, 0.0, None],
    ...     "test_high": [0.58, 0.0, None]})
    >>> levers = sum_levers(bands)
    >>> [round(count, 2) for count in (*levers.lacking, *levers.tests, *levers.rest)]
    [1.58, 2.16, 0.0, 0.58, 1.0, 2.16]
    >>> levers.by_language["open"].tolist()
    [1]
    """
    sums = sum_published(table)
    # Posts that cannot be told are in no sum, and are counted beside it.
    sums = sums[(sums["posts"] > 0) | (sums["open"] > 0)].reset_index(drop=True)
    lacking, tests = ((float(sums[f"{name}_low"].sum()), float(sums[f"{name}_high"].sum())) for name in ("gap", "test"))
    return PublishedLevers(lacking, tests, (max(0.0, lacking[0] - tests[1]), lacking[1] - tests[0]), sums)


def as_range(low: float, high: float, show: str = "{:,.1f}") -> str:
    """Return the least and the most as one text; one number where they are the same.

    Examples
    --------
    >>> as_range(0.0, 0.58), as_range(1.58, 1.58), as_range(3.0, math.inf, "{:.0f}"), as_range(math.nan, math.nan)
    ('0.0 to 0.6', '1.6', '3 or more', 'cannot tell')
    """
    if math.isnan(low) or math.isnan(high):
        return CANNOT_TELL
    first, last = show.format(low), show.format(high) if math.isfinite(high) else ""
    if first == last:
        return first
    return f"{first} to {last}" if last else f"{first} or more"


def publish_residents(
    tables: Mapping[str, pd.DataFrame], parents: Sequence[Mapping[str, str]] = (), floor: int = RESIDENT_FLOOR
) -> pd.DataFrame:
    """Return which figures of residents may be shown, so that none under the floor can be worked out.

    Parameters
    ----------
    tables : mapping of level to DataFrame, area ids x languages, persons
        Estimates, the finest level first. Totals over languages, and those of coarser areas, are taken to be known.
    parents : sequence of mapping of area id to coarser area id

    Returns
    -------
    DataFrame with level, area_id, language, is_shown, shown
        ``shown`` is "" where the figure may be shown, else "under 10" or "not shown". A language with a missing
        figure anywhere has no rows: what is not there gives nothing away.

    Raises
    ------
    InputError
        If the floor is lowered.

    Examples
    --------
    >>> table = pd.DataFrame({"korean": [4.4, 120.0, 80.0], "arabic": [30.0, 40.0, 50.0]}, index=["e", "w", "s"])
    >>> bands = publish_residents({"beat": table})
    >>> bands[~bands["is_shown"]][["area_id", "language", "shown"]].values.tolist()
    [['e', 'korean', 'under 10'], ['e', 'arabic', 'not shown'], ['s', 'korean', 'not shown'],
     ['s', 'arabic', 'not shown']]
    """
    if floor < RESIDENT_FLOOR:
        raise InputError(f"the floor cannot be under {RESIDENT_FLOOR}", value=floor, fix="raise it or leave it")
    finest, *coarser = tables
    languages = [name for name in tables[finest].columns if not any(t[name].isna().any() for t in tables.values())]
    whole = {finest: tables[finest][languages].round().astype("int64")}
    for k, level in enumerate(coarser):
        inside = whole[list(tables)[k]]
        whole[level] = inside.groupby(inside.index.map(parents[k])).sum()
    last = whole[list(whole)[-1]]
    if len(last) > 1:  # the department's total can be read elsewhere
        whole[ALL_SHIFTS] = last.sum().to_frame(ALL_SHIFTS).T
        parents = [*parents, dict.fromkeys(last.index, ALL_SHIFTS)]
    if not languages:
        return pd.DataFrame(columns=["level", "area_id", "language", "is_shown", "shown"])
    bands = publish_counts(whole, parents, floor)
    bands = bands[(bands["level"] != ALL_SHIFTS) & (bands["shift"] != ALL_SHIFTS)].rename(columns={"shift": "language"})
    small = bands["shown"] == f"1-{floor - 1}"
    exact = bands["low"] == bands["high"]
    words = np.where(exact, "", np.where(small, f"under {floor}", "not shown"))
    bands = bands.assign(is_shown=exact, shown=pd.array(words, dtype="str"))
    return bands[["level", "area_id", "language", "is_shown", "shown"]].reset_index(drop=True)


def _publish_language(rows: pd.DataFrame, levels: Sequence[str], parents: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    keys = ["level", "area_id", "shift"]
    published: pd.DataFrame | None = None
    for name in HAVE_COLUMNS:
        tables = {
            level: rows[rows["level"] == level].pivot(index="area_id", columns="shift", values=name).fillna(0)
            for level in levels
        }
        bands = publish_counts(tables, parents)
        bands = bands.rename(columns={"low": f"{name}_low", "high": f"{name}_high", "shown": name})
        published = bands if published is None else published.merge(bands, on=keys)
    assert published is not None
    return published


def _serving_areas(table: pd.DataFrame) -> pd.Series:
    """Return, for each pool, how many verified officers may be needed by the areas with posts of their own.

    A pool is the coarser level of a language that has posts at two.
    """
    nothing = pd.Series(0.0, table.index)
    levels = table.groupby("language")["level"].transform("nunique")
    if not (levels > 1).any():
        return nothing
    first = table.groupby("language")["level"].transform("first")
    own = table[(table["level"] == first) & (table["posts"].fillna(1.0) > 0)]
    used = own.groupby(["language", "shift"])["verified_high"].sum()
    pool = (levels > 1) & (table["level"] != first)
    keys = pd.MultiIndex.from_frame(table.loc[pool, ["language", "shift"]])
    nothing[pool] = used.reindex(keys).fillna(0.0).to_numpy()
    return nothing
