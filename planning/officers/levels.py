"""Where a post is sensible: in a beat, a sector, a district, or as one on-call pool for the whole city.

A rule that is met in every beat does not mean a speaker for every beat. For each language the finest level is taken
at which both hold:

- the areas that ask for a post hold at least half of the language's people (``LevelRule.share``), so that the
  posts serve most of those who need them;
- a post stands, on average, for at least 1,000 people (``LevelRule.people_per_post``), so that nobody is told to
  hire five speakers for a handful of people.

Where no level qualifies the language gets one on-call pool for the whole department, if the department as a whole
asks for a post; else the interpreter line serves it. People of areas without a post of their own are the pool's as
well, once there are enough of them for a post. Both numbers are planning conventions and can be set; the staffing
method asks only that posts be set where work is (COPS Office and Michigan State University).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.errors import InputError
from planning.languages.groups import LANGUAGE_IDS, NAMED_LANGUAGE_IDS
from planning.officers.posts import POST_COLUMNS, build_posts
from planning.vocabulary import CANNOT_TELL, MET, NOT_MET
from planning.words.formats import whole_number
from planning.words.wording import percent

LEVEL_POST_COLUMNS = ("level", *POST_COLUMNS)
"""Posts of several levels in one table: an area id is unique within its level."""

PICK_COLUMNS = ("language", "level", "people", "posts", "cannot_tell", "share", "people_per_post", "reason")

INTERPRETER_LINE = "interpreter line"
"""Stands for a level where a language gets no post at all."""

DEFAULT_PEOPLE = 1000.0


@dataclass(frozen=True, slots=True)
class LevelRule:
    """When a level is fine enough and not too fine.

    Attributes
    ----------
    share : float
        The part of a language's people who live in areas with a post, at least.
    people_per_post : float
        People a post stands for on average, at least; in the unit of the posts' ``need``.
    """

    share: float = 0.5
    people_per_post: float = DEFAULT_PEOPLE

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1:
            raise InputError("the share must be above 0 and at most 1", value=self.share, fix="enter 0.5, for example")
        if not (math.isfinite(self.people_per_post) and self.people_per_post >= 0):
            raise InputError(
                "people per slot must be 0 or more", value=self.people_per_post, fix="enter 1000, for example"
            )


def posts_by_people(
    need: pd.DataFrame,
    shifts: Sequence[str],
    least: float = DEFAULT_PEOPLE,
    languages: Sequence[str] = NAMED_LANGUAGE_IDS,
) -> pd.DataFrame:
    """Return a post for every area, shift and language with at least so many LEP people.

    Parameters
    ----------
    need : DataFrame with area_id, language, lep
        ``all`` and ``(outside)`` left out by the caller. A figure that is missing leaves the post unknown.
    least : float
        The estimate, without its margin, must reach this.

    Returns
    -------
    DataFrame with ``POST_COLUMNS``

    Examples
    --------
    >>> need = pd.DataFrame({"area_id": ["e", "w"], "language": "korean", "lep": [1200.0, 80.0]})
    >>> posts_by_people(need, ["day"])["posts"].tolist()
    [1.0, 0.0]
    """
    lep = need["lep"].to_numpy(dtype=float)
    verdict = np.where(np.isnan(lep), CANNOT_TELL, np.where(lep >= least, MET, NOT_MET))
    judged = need[["area_id", "language", "lep"]].assign(verdict=pd.array(verdict, dtype="str"))
    return build_posts(judged[judged["language"].isin(LANGUAGE_IDS)], shifts, languages)


def pick_levels(posts_by_level: Mapping[str, pd.DataFrame], rule: LevelRule | None = None) -> pd.DataFrame:
    """Return the level at which each language gets its posts, and why.

    Parameters
    ----------
    posts_by_level : mapping of level to DataFrame with ``POST_COLUMNS``
        The finest level first, the whole department last.
    rule : LevelRule, optional

    Returns
    -------
    DataFrame with ``PICK_COLUMNS``
        ``people`` who need the language, ``posts`` a shift at most, ``cannot_tell`` areas of the level whose post
        is not known, ``share`` of the people in areas with a post, ``people_per_post``, and the sentence.

    Examples
    --------
    >>> beats = pd.DataFrame({"area_id": ["1", "2"], "shift": "day", "language": "korean", "need": [600.0, 500.0],
    ...     "posts": 1.0})
    >>> city = pd.DataFrame({"area_id": ["department"], "shift": "day", "language": "korean", "need": 1100.0,
    ...     "posts": 1.0})
    >>> picked = pick_levels({"beat": beats, "department": city})
    >>> picked["level"].tolist(), picked["reason"].tolist()
    (['department'], ['one on-call pool for the whole department: by beat, a slot would serve only 550 people'])
    """
    chosen = rule or LevelRule()
    if not posts_by_level:
        raise InputError("there is no level to set slots at", fix="pass at least the department")
    summaries = {level: _summary(posts) for level, posts in posts_by_level.items()}
    rows = [_pick(language, summaries, chosen) for language in _languages(posts_by_level)]
    picked = pd.DataFrame(rows, columns=list(PICK_COLUMNS))
    return picked.astype({**dict.fromkeys(("language", "level", "reason"), "str"), "cannot_tell": "int64"})


def build_level_posts(posts_by_level: Mapping[str, pd.DataFrame], rule: LevelRule | None = None) -> pd.DataFrame:
    """Return the posts of every language at the level that is sensible for it.

    Parameters
    ----------
    posts_by_level, rule
        As ``pick_levels`` takes them.

    Returns
    -------
    DataFrame with ``LEVEL_POST_COLUMNS``
        Languages in the order of the tables; for each, the areas of its level and, where enough people live in
        areas without a post, one pool for the rest of the department (its ``need`` is theirs). A language of the
        interpreter line has no rows.

    Examples
    --------
    >>> city = pd.DataFrame({"area_id": ["department"], "shift": ["day"], "language": ["korean"],
    ...     "need": [1100.0], "posts": [1.0]})
    >>> build_level_posts({"department": city}).values.tolist()
    [['department', 'department', 'day', 'korean', 1100.0, 1.0]]
    """
    chosen = rule or LevelRule()
    last = list(posts_by_level)[-1]
    parts: list[pd.DataFrame] = []
    for pick in pick_levels(posts_by_level, chosen).itertuples(index=False):
        if pick.level == INTERPRETER_LINE:
            continue
        own = posts_by_level[str(pick.level)]
        own = own[own["language"] == pick.language].assign(level=str(pick.level))
        parts.append(own)
        if pick.level != last:
            parts.append(_pool_of_the_rest(own, posts_by_level[last], str(pick.language), chosen, last))
    found = [part for part in parts if len(part)]
    if not found:
        return pd.DataFrame(columns=list(LEVEL_POST_COLUMNS))
    return pd.concat(found, ignore_index=True)[list(LEVEL_POST_COLUMNS)].astype({"level": "str"})


def _languages(posts_by_level: Mapping[str, pd.DataFrame]) -> list[str]:
    found = (str(language) for posts in posts_by_level.values() for language in posts["language"].unique())
    return list(dict.fromkeys(found))


def _summary(posts: pd.DataFrame) -> pd.DataFrame:
    """Return by language: people, those in areas with a post, posts a shift, areas not known."""
    areas = posts.groupby(["language", "area_id"], sort=False).agg(
        need=("need", "mean"), posts=("posts", lambda column: column.max(skipna=False))
    )
    asked = areas["posts"] > 0
    parts = areas.assign(
        served=areas["need"].where(asked, 0.0), posts=areas["posts"].where(asked, 0.0), unknown=areas["posts"].isna()
    )
    return parts.groupby("language", sort=False)[["need", "served", "posts", "unknown"]].sum()


def _pick(language: str, summaries: Mapping[str, pd.DataFrame], rule: LevelRule) -> tuple[object, ...]:
    levels = list(summaries)
    why = "no area of a finer level needs a slot"
    for level in levels[:-1]:
        people, served, posts, unknown = _figures(summaries[level], language)
        if posts == 0:
            continue
        share, each = served / people, served / posts
        if share >= rule.share and each >= rule.people_per_post:
            reason = (
                f"by {level}, {percent(share)} of the people live in areas with a slot, {whole_number(each)} per slot"
            )
            return (language, level, people, posts, int(unknown), share, each, reason)
        if each < rule.people_per_post:
            why = f"by {level}, a slot would serve only {whole_number(each)} people"
        else:
            why = f"by {level}, slots would serve only {percent(share)} of the people"
    people, _, posts, unknown = _figures(summaries[levels[-1]], language)
    if posts == 0 and unknown == 0:
        reason = "too few people for a slot anywhere. The interpreter line serves them"
        return (language, INTERPRETER_LINE, people, 0.0, 0, 0.0, math.nan, reason)
    reason = f"one on-call pool for the whole {levels[-1]}: {why}"
    each = people / posts if posts else math.nan
    return (language, levels[-1], people, posts, int(unknown), 1.0 if posts else math.nan, each, reason)


def _figures(summary: pd.DataFrame, language: str) -> tuple[float, float, float, float]:
    if language not in summary.index:
        return 0.0, 0.0, 0.0, 0.0
    people, served, posts, unknown = summary.loc[[language]].to_numpy(dtype=float)[0].tolist()
    return people, served, posts, unknown


def _pool_of_the_rest(
    own: pd.DataFrame, whole: pd.DataFrame, language: str, rule: LevelRule, level: str
) -> pd.DataFrame:
    """Return one pool a shift for the people of areas without a post, if there are enough of them."""
    without = own[own["posts"] == 0].groupby("shift")["need"].sum()
    pool = whole[whole["language"] == language].assign(level=level, posts=1.0)
    pool["need"] = pool["shift"].map(without).fillna(0.0)
    return pool[pool["need"] >= rule.people_per_post]
