"""What those who may not see the roster are shown of it: counts in bands, and what follows from the bands alone.

A count of one or two officers of one unit, shift, language and proof points at persons and is told as "1-2". All else
is summed up from these: a coarser area, a total, a gap, a map's color, what testing could close, each as the least and
the most it can be. So whatever is published together, of one roster nothing more can be worked out (docs/adr).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.errors import InputError
from planning.officers.disclosure import ALL_SHIFTS, OFFICER_FLOOR, publish_counts
from planning.officers.roster import TIERS
from planning.officers.speakers import Cell, Speaker
from planning.vocabulary import CANNOT_TELL, SHOWN
from planning.words.formats import tenths

HAVE_COLUMNS = ("have_certified", "have_tested", "have_self")

RESIDENT_FLOOR = 10
"""Residents from 1 to 9 are never shown as a number. A setting may raise it, never lower it."""

_CELL = ["level", "area_id", "shift", "language"]


def count_speakers(
    speakers: Sequence[Speaker],
    areas: Mapping[str, Sequence[str]],
    shifts: Sequence[str],
    languages: Sequence[str],
    grains: Mapping[tuple[str, str], Hashable] | None = None,
) -> pd.DataFrame:
    """Return how many officers stand where, and the least and most of it that may be told.

    Parameters
    ----------
    areas : mapping of level to area ids
        Every one gets a row for every shift and language; zero is a count too.
    grains : mapping of officer id and language to any name, optional
        What the roster itself says of each: the unit, shift and language as they are written there. Whoever is in one
        cell today and shares a grain is in one cell at every level and in every year's map.

    Returns
    -------
    DataFrame
        level, area_id, shift, language, ``HAVE_COLUMNS``, and for each ``NAME_low`` and ``NAME_high``: sums of what may
        be told of its grains, of which a count of one or two is told as "1 to 2". So they depend on the roster alone.

    Examples
    --------
    >>> both = Speaker("7", "1", "day", {"korean": "tested", "spanish": "expired"}, (("beat", "1"),))

    >>> counts = count_speakers([both], {"beat": ["1"]}, ["day"], ["korean", "spanish"])
    >>> counts[["have_tested", "have_tested_low", "have_tested_high", "have_self"]].values.tolist()
    [[1, 1, 2, 0], [0, 0, 0, 1]]
    """
    cells = [
        (level, area, shift, language)
        for level, ids in areas.items()
        for area in ids
        for shift in shifts
        for language in languages
    ]
    place = {cell: k for k, cell in enumerate(cells)}
    counts = {
        f"{proof}{end}": np.zeros(len(cells), dtype="int64") for end in ("", "_low", "_high") for proof in HAVE_COLUMNS
    }
    for (proof, _), group in _grains(speakers, grains or {}).items():
        low, high = band(len(group))
        for where in group[0]:
            if where in place:
                for end, number in (("", len(group)), ("_low", low), ("_high", high)):
                    counts[f"{proof}{end}"][place[where]] += number
    return pd.DataFrame(cells, columns=_CELL).astype("str").assign(**counts)


def band(count: int) -> tuple[int, int]:
    """Return the least and most that may be told of a count of officers who share a unit, shift, language and proof.

    Examples
    --------
    >>> [band(count) for count in range(5)]
    [(0, 0), (1, 2), (1, 2), (3, 3), (4, 4)]
    """
    return (1, OFFICER_FLOOR - 1) if 0 < count < OFFICER_FLOOR else (count, count)


def _grains(
    speakers: Sequence[Speaker], names: Mapping[tuple[str, str], Hashable]
) -> dict[tuple[str, Hashable], list[list[Cell]]]:
    """Return the officers of each proof and grain, each by the cells of one language."""
    found: dict[tuple[str, Hashable], list[list[Cell]]] = {}
    for speaker in speakers:
        for language, tier in speaker.tiers.items():
            grain = (speaker.unit, speaker.shift, language, names.get((speaker.officer_id, language)))
            cells = [(level, area, speaker.shift, language) for level, area in speaker.places]
            found.setdefault((f"have_{TIERS[tier].proof}", grain), []).append(cells)
    return found


def publish_speakers(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the counts of officers fit to be seen, with their totals over shifts.

    Nothing that is told here depends on which levels there are, nor on what else is told: a total is the sum of what
    its parts tell. So no choice of levels, filters or files, and no two publications of one roster, tell a count that
    one of them hides.

    Parameters
    ----------
    counts : DataFrame as ``count_speakers`` gives it

    Returns
    -------
    DataFrame
        level, area_id, shift (``all`` for all together), language, and for each proof ``NAME`` (as shown),
        ``NAME_low`` and ``NAME_high`` (what it tells).

    Examples
    --------
    >>> force = [Speaker(f"{k}", unit, "day", {"korean": "tested"}, (("beat", unit), ("city", "city")))
    ...     for k, unit in enumerate("eewww")]
    >>> counts = count_speakers(force, {"beat": ["e", "w"], "city": ["city"]}, ["day"], ["korean"])
    >>> publish_speakers(counts).query("shift == 'day'")["have_tested"].tolist()
    ['1-2', '3', '4-5']
    """
    bands = counts.drop(columns=list(HAVE_COLUMNS))
    ends = [f"{name}_{end}" for name in HAVE_COLUMNS for end in ("low", "high")]
    totals = bands.groupby(["level", "area_id", "language"], sort=False)[ends].sum().reset_index()
    bands = pd.concat([bands, totals.assign(shift=ALL_SHIFTS)], ignore_index=True)
    bands = bands.astype(dict.fromkeys(_CELL, "str") | dict.fromkeys(ends, "float64"))
    for name in HAVE_COLUMNS:
        pairs = zip(bands[f"{name}_low"], bands[f"{name}_high"], strict=True)
        bands[name] = pd.array([f"{low:.0f}" if low == high else f"{low:.0f}-{high:.0f}" for low, high in pairs], "str")
    return bands


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
    >>> tiers = ["certified"] + ["expired"] * 4
    >>> force = [Speaker(f"{k}", "", "day", {"korean": tier}, (("district", "west" if k else "east"),))
    ...     for k, tier in enumerate(tiers)]
    >>> counts = count_speakers(force, {"district": ["east", "west"]}, ["day"], ["korean"])
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


def as_range(low: float, high: float, show: Callable[[float], str] = tenths) -> str:
    """Return the least and the most as one text; one number where they are the same.

    Examples
    --------
    >>> from planning.words.formats import whole_number
    >>> as_range(0.0, 0.58), as_range(1.58, 1.58), as_range(3.0, math.inf, whole_number), as_range(math.nan, math.nan)
    ('0.0 to 0.6', '1.6', '3 or more', 'can’t tell')
    """
    if math.isnan(low) or math.isnan(high):
        return SHOWN[CANNOT_TELL]
    first, last = show(low), show(high) if math.isfinite(high) else ""
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
