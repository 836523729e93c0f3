"""Where officers who speak are needed: posts at the level asked for, or at the sensible one of each language."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from geodata.department import answers
from geodata.department.answers import PreparedDepartment
from geodata.department.decision import Decision, decide, decided_for
from geodata.department.department import Department
from geodata.officers.places import lengths_of_shifts, shifts_of, unit_areas
from planning.errors import InputError, UnknownNameError
from planning.languages.groups import ALL, NAMED_LANGUAGE_IDS
from planning.need.crosswalk import OUTSIDE
from planning.officers.cells import require_officers
from planning.officers.demand_posts import HOURS, posts_by_demand, spread_calls
from planning.officers.levels import build_level_posts, pick_levels, posts_by_people
from planning.officers.options import SENSIBLE, PostOptions
from planning.officers.posts import build_posts
from planning.officers.relief import Duty
from planning.officers.service import Requirement
from planning.rules import ThresholdRule
from planning.vocabulary import CANNOT_TELL, DEPARTMENT_LEVEL, MET, NOT_MET, NOTICE_ONLY


@dataclass(frozen=True, slots=True, eq=False)
class LevelPosts:
    """Posts, and why they are where they are.

    Attributes
    ----------
    posts : DataFrame
        ``planning.officers.levels.LEVEL_POST_COLUMNS`` and ``required``.
    picks : DataFrame
        As ``planning.officers.levels.pick_levels`` gives it; empty where one level was asked for.
    """

    posts: pd.DataFrame
    picks: pd.DataFrame


def requirement_of(department: Department, options: PostOptions) -> Requirement:
    """Return how posts become officers in this department: by the length of each of its shifts.

    A relief factor that the department set itself stands for all of them, unless the options say how duty is.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> requirement_of(build_demo(), PostOptions()).relief_of("night")
    1.58
    """
    if _own_factor(department, options):
        return Requirement(relief=department.settings.relief_factor, target=options.target)
    lengths = options.duty.lengths(_lengths(department, options))
    factors = tuple((shift, options.duty.factor(length)) for shift, length in lengths.items())
    return Requirement(target=options.target, by_shift=factors)


def relief_sentence(department: Department, options: PostOptions) -> str:
    """Return how many officers a post takes in this department, and why; see ``planning.officers.relief``."""
    if _own_factor(department, options):
        return (
            f"It takes {department.settings.relief_factor:g} officers to keep one slot filled. Your department "
            "set this."
        )
    return options.duty.sentence(_lengths(department, options))


def _own_factor(department: Department, options: PostOptions) -> bool:
    return options.duty == Duty() and department.settings.relief_factor != Requirement().relief


def _lengths(department: Department, options: PostOptions) -> dict[str, float]:
    """Return the hours of each shift: as the options have them where they were said, else the roster's own."""
    known = lengths_of_shifts(department)
    if options.shift_hours != PostOptions().shift_hours:
        said = {shift: float((end - first) % HOURS or HOURS) for shift, first, end in options.shift_hours}
        known |= {shift: length for shift, length in said.items() if shift in known}
    return known


def level_posts(prepared: PreparedDepartment, rule: ThresholdRule, options: PostOptions) -> LevelPosts:
    """Return the posts at the level asked for, or at the sensible one of each language.

    Raises
    ------
    InputError
        If posts by requests are asked for and no requests were given.
    UnknownNameError
        If there is no such level.
    """
    department = prepared.department
    decision = decide(prepared, rule) if options.basis == "rule" else None
    if options.level != SENSIBLE:
        level = options.level or department.coarsest_level
        posts = _posts_at(prepared, decision, options, level).assign(level=level)
        picks = pick_levels({DEPARTMENT_LEVEL: posts}).iloc[0:0]
    else:
        by_level = {level: _posts_at(prepared, decision, options, level) for level in _levels_of(prepared, options)}
        posts = build_level_posts(by_level, options.level_rule())
        picks = pick_levels(by_level, options.level_rule())
    posts = require_officers(posts, requirement_of(department, options))
    order = ["level", *(column for column in posts.columns if column != "level")]
    return LevelPosts(posts[order].reset_index(drop=True), picks)


def _levels_of(prepared: PreparedDepartment, options: PostOptions) -> tuple[str, ...]:
    """Return the levels a post may be set at: none finer than officers are stationed, or requests counted, by."""
    department = prepared.department
    levels = nesting(department)[0]
    finest = station_level(department)
    if options.basis == "requests":
        finest = max(finest, _level_of_requests(department), key=department.levels.index)
    return tuple(level for level in levels if department.levels.index(level) >= department.levels.index(finest))


def station_level(department: Department) -> str:
    """Return the finest level by which at least half of the officers with an area are stationed.

    A post in a beat that nobody is stationed by would count as uncovered whoever works in its district. Without a
    roster, or where no unit is an area, it is the finest level.
    """
    if department.roster is None:
        return department.levels[0]
    units = department.roster.drop_duplicates("officer_id")["unit"].dropna()
    placed = {level: units.isin(unit_areas(department, level).keys()).sum() for level in department.levels}
    known = [level for level in department.levels[:-1] if placed[level]]
    if not known:
        return department.levels[0]
    return next(level for level in known if 2 * placed[level] >= placed[known[-1]])


def _posts_at(
    prepared: PreparedDepartment, decision: Decision | None, options: PostOptions, level: str
) -> pd.DataFrame:
    department = prepared.department
    shifts = shifts_of(department)
    if options.basis == "requests":
        return _posts_by_requests(prepared, options, level, shifts)
    if decision is None:
        need = answers.need(prepared, level)
        own = need[(need["area_id"] != OUTSIDE) & (need["language"] != ALL)]
        return posts_by_people(own, shifts, options.least_people)
    return build_posts(_asked_in(prepared, decision, level), shifts)


def _asked_in(prepared: PreparedDepartment, decision: Decision, level: str) -> pd.DataFrame:
    """Return for each area and language whether it takes a post: what the rule decides, where enough of them live.

    The rule decides at its own level. Elsewhere an area takes a post for a language that is asked for there, if as many
    as the threshold, with their margin, live in it; of one for which the rule is open no post is known.
    """
    if level == decision.level:
        return decision.details
    here = answers.verdicts(prepared, decision.rule, level)
    enough = here["verdict_by_margin"]
    parts = [
        decided_for(prepared.department, decision, level, area).assign(area_id=area)
        for area in here["area_id"].unique()
    ]
    asked = here[["area_id", "language"]].merge(
        pd.concat(parts)[["area_id", "language", "verdict"]], on=["area_id", "language"], how="left"
    )["verdict"]
    gated = enough.mask((asked == CANNOT_TELL) & (enough == MET), CANNOT_TELL)
    return here.assign(verdict=gated.mask(asked.isin([NOT_MET, NOTICE_ONLY]) | asked.isna(), NOT_MET))


def _posts_by_requests(
    prepared: PreparedDepartment, options: PostOptions, level: str, shifts: tuple[str, ...]
) -> pd.DataFrame:
    department = prepared.department
    given = _level_of_requests(department)
    hours = options.hours_by_shift()
    if department.roster is not None:
        for shift in shifts:
            if shift not in hours:
                raise UnknownNameError("shift among the hours of shifts", shift, hours)
    counts = department.requests
    assert counts is not None  # _level_of_requests has asked
    if "language" not in counts.columns:
        counts = spread_calls(counts, answers.need(prepared, given))
    elif counts["language"].isna().any():
        raise InputError("some requests have no language", fix="give the language of all of them, or of none")
    counts = counts[counts["language"].isin(NAMED_LANGUAGE_IDS)]
    levels = department.levels
    if levels.index(level) < levels.index(given):
        raise InputError(f"requests are counted by {given}, so there are no slots by {level}", fix=f"choose {given}")
    inside = _parent_of(department, given, level)
    counts = counts.assign(area_id=counts["area_id"].map(inside))
    summed = counts.groupby(["area_id", "hour", "language"])["requests"].sum().reset_index()
    return posts_by_demand(summed, options.days, hours, options.demand)


def _level_of_requests(department: Department) -> str:
    """Return the level the requests were counted by: the finest that has all of their areas."""
    if department.requests is None or department.requests.empty:
        raise InputError(
            "there are no requests, so they can’t say where a slot is needed",
            fix="add counts by area and hour (outreach.py attach DEPT --requests FILE), or base slots on the rule",
        )
    there = set(department.requests["area_id"])
    for level in department.levels:
        if there <= set(department.area_groups(level).values()):
            return level
    known = set(department.area_groups(department.levels[0]).values())
    raise UnknownNameError("area in the requests", min(there - known), known)


def _parent_of(department: Department, fine: str, coarse: str) -> dict[str, str]:
    """Return the area of a coarser level that each area of a finer one lies in; the first, if it lies in several."""
    below, above = department.area_groups(fine), department.area_groups(coarse)
    found: dict[str, str] = {}
    for beat in sorted(below):
        found.setdefault(below[beat], above[beat])
    return found


def nesting(department: Department) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    """Return the levels whose areas lie wholly inside those of the next, and the mappings from each to the next."""
    levels = [department.levels[0]]
    for level in department.levels[1:]:
        above = department.area_groups(level)
        inside: dict[str, set[str]] = {}
        for beat, area in department.area_groups(levels[-1]).items():
            inside.setdefault(area, set()).add(above[beat])
        if all(len(areas) == 1 for areas in inside.values()):
            levels.append(level)
    return tuple(levels), [_parent_of(department, *pair) for pair in pairwise(levels)]
