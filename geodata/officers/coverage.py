"""The one road from a department to its officers' answers: who is there, what is lacking, what closes it.

Where they are needed is in ``geodata.officers.posts``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from geodata.department.answers import PreparedDepartment
from geodata.department.department import Department
from geodata.officers.places import shifts_of, unit_areas
from geodata.officers.posts import level_posts, nesting, requirement_of
from planning.errors import InputError
from planning.languages.groups import ALL, NAMED_LANGUAGE_IDS
from planning.officers.assignment import assign_officers
from planning.officers.cells import build_coverage, build_gaps, find_uncounted
from planning.officers.hires import HirePlan, plan_hires, plan_years
from planning.officers.moves import MovePlan, MoveWishes, plan_moves
from planning.officers.options import SENSIBLE, PostOptions
from planning.officers.published import (
    HAVE_COLUMNS,
    PublishedLevers,
    as_range,
    count_speakers,
    publish_coverage,
    publish_speakers,
    sum_published,
)
from planning.officers.roster import officers_only
from planning.officers.sensitivity import build_sensitivity
from planning.officers.sentences import unplaced_sentence
from planning.officers.speakers import VERIFIED, Place, Speaker, build_speakers
from planning.officers.testing import find_tests
from planning.rules import ThresholdRule
from planning.vocabulary import EXPIRED, SELF_REPORTED, TESTED


@dataclass(frozen=True, slots=True, eq=False)
class OfficerPlan:
    """What only those who may see the roster are shown: exact figures and officers by their id.

    Attributes
    ----------
    cells : DataFrame with ``planning.officers.cells.COVERAGE_COLUMNS``
        Each officer counted once.
    tests : DataFrame
        See ``planning.officers.testing.find_tests``.
    moves : MovePlan
        What transfers close once those tests are passed.
    hires : HirePlan
        What is left after tests and moves.
    single_hires : HirePlan
        The same if everybody hired spoke one of the languages only.
    sensitivity : DataFrame
    verified : int
        Officers who are verified in some language now.
    uncounted : DataFrame
        Verified speakers whom no post counts; see ``planning.officers.cells.find_uncounted``.
    """

    cells: pd.DataFrame
    tests: pd.DataFrame
    moves: MovePlan
    hires: HirePlan
    single_hires: HirePlan
    sensitivity: pd.DataFrame
    verified: int
    uncounted: pd.DataFrame

    @property
    def lacking(self) -> float:
        """Officers lacking, each counted once."""
        return float(self.cells["lacking"].sum())

    @property
    def by_tests(self) -> float:
        """Officers that tests could close, if all are passed."""
        return float(self.tests["closes"].sum())


def places_of_unit(department: Department) -> Mapping[str, tuple[Place, ...]]:
    """Return where an officer of each unit counts: the unit's own area, and every coarser one it lies in."""
    found: dict[str, list[Place]] = {}
    for level in nesting(department)[0]:
        for unit, area in unit_areas(department, level).items():
            found.setdefault(unit, []).append((level, area))
    return {unit: tuple(places) for unit, places in found.items()}


def speakers_of(department: Department) -> tuple[Speaker, ...]:
    """Return every officer who speaks a language, once."""
    return build_speakers(department.roster, places_of_unit(department))


def published_speakers(department: Department) -> pd.DataFrame:
    """Return the counts of officers fit to be seen, at every level; empty without a roster."""
    if department.roster is None:
        return pd.DataFrame()
    areas = {level: sorted(set(department.area_groups(level).values())) for level in nesting(department)[0]}
    grains = _as_written(department.roster)
    counts = count_speakers(speakers_of(department), areas, shifts_of(department), NAMED_LANGUAGE_IDS, grains)
    return publish_speakers(counts)


def _as_written(roster: pd.DataFrame) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return, for each officer and language, the unit, shift and language as the roster writes them.

    What somebody decides about a spelling later joins counts that were told apart before; these stay apart.
    """
    rows = roster.dropna(subset="language").drop_duplicates(["officer_id", "language"])
    words = [name if (name := f"{role}_as_found") in rows else role for role in ("unit", "shift", "language")]
    keys = zip(rows["officer_id"], rows["language"], strict=True)
    return dict(zip(keys, rows[words].fillna("").itertuples(index=False, name=None), strict=True))


def units_without_area(department: Department) -> tuple[str, ...]:
    """Return the units of officers that are no area of any level: who serves in one counts in no area's post.

    Some always are (Traffic, Investigations). Where all are, the roster names its units otherwise than the beat map.
    """
    if department.roster is None:
        return ()
    placed = places_of_unit(department)
    return tuple(sorted(set(officers_only(department.roster)["unit"].dropna()) - set(placed)))


NO_SHIFTS = (
    "The roster has no shifts, so its officers count on none. Add a column with the shift of each, and add "
    "the roster again."
)


def unplaced_note(department: Department) -> str:
    """Return a sentence if there is a roster, and none of it has a shift or a unit that is an area; else nothing."""
    roster = department.roster
    if roster is None:
        return ""
    if roster["shift"].isna().all():
        return NO_SHIFTS
    if set(officers_only(roster)["unit"].dropna()) & set(places_of_unit(department)):
        return ""
    areas = sorted(set(department.area_groups(department.coarsest_level).values()))
    return unplaced_sentence(units_without_area(department), areas)


def published_coverage(department: Department, posts: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Return posts with what is published of who is there.

    Raises
    ------
    InputError
        If posts are set at a level whose areas do not lie wholly inside those of the next: counts cannot be made safe
        across levels that do not nest.
    """
    nested = nesting(department)[0]
    strange = sorted(set(posts["level"]) - set(nested))
    if strange and department.roster is not None:
        raise InputError(
            "officers are not counted at this level, as its areas do not nest",
            value=strange[0],
            fix=f"choose one of {', '.join(nested)}",
        )
    return publish_coverage(posts, published)


def coverage_by_rule(prepared: PreparedDepartment, rule: ThresholdRule, options: PostOptions) -> pd.DataFrame:
    """Return the slots that a rule asks for with what is published of who is there; see ``published_coverage``."""
    department = prepared.department
    posts = level_posts(prepared, rule, options).posts
    return published_coverage(department, posts, published_speakers(department))


COVERAGE = ("area_id", "shift", "language", "need", "posts", "required", *HAVE_COLUMNS, "gap")
"""The columns of coverage as a file has them, behind the level where each language has its own."""


def coverage_table(coverage: pd.DataFrame, level: str | None) -> pd.DataFrame:
    """Return what is published of coverage as a file has it, the gap as one number where the bands leave one.

    Parameters
    ----------
    coverage : DataFrame
        As ``published_coverage`` gives it.
    level : str or None
        What was asked for.
    """
    gaps = zip(coverage["gap_low"], coverage["gap_high"], strict=True)
    known = coverage["gap_high"].notna()
    text = [
        as_range(low, high, "{:.2f}".format) if there else float("nan")
        for (low, high), there in zip(gaps, known, strict=True)
    ]
    return coverage.assign(gap=text)[coverage_columns(level)]


def coverage_columns(level: str | None) -> list[str]:
    """Return the columns of coverage as a file has them."""
    return list(COVERAGE) if level != SENSIBLE else ["level", *COVERAGE]


def coverage_by_area(coverage: pd.DataFrame, level: str) -> pd.DataFrame:
    """Return posts and the gap by area and language of one level, and for each area over all languages.

    Made of what is published alone, so that nothing smaller can be worked out from it.

    Parameters
    ----------
    coverage : DataFrame
        As ``published_coverage`` gives it; rows of other levels are left out.

    Returns
    -------
    DataFrame
        area_id, language (``all`` for the sums), posts, required, gap_low, gap_high, open.
    """
    rows = coverage[coverage["level"] == level]
    if rows.empty:
        return pd.DataFrame(columns=["area_id", "language", "posts", "required", "gap_low", "gap_high", "open"])
    whole = sum_published(rows, "area_id").assign(language=ALL)
    pairs = rows.assign(pair=rows["area_id"].astype("str") + "\n" + rows["language"].astype("str"))
    by_language = sum_published(pairs, "pair")
    named = by_language["pair"].str.split("\n", n=1, expand=True)
    by_language = by_language.assign(area_id=named[0], language=named[1])
    together = pd.concat([whole, by_language], ignore_index=True)
    return together[["area_id", "language", "posts", "required", "gap_low", "gap_high", "open"]]


def officer_plan(
    prepared: PreparedDepartment, posts: pd.DataFrame, options: PostOptions, wishes: MoveWishes | None = None
) -> OfficerPlan:
    """Return who is lacking and what closes it, cheapest lever first: tests, then moves, then hires.

    Parameters
    ----------
    posts : DataFrame
        As ``level_posts`` gives them.
    """
    department = prepared.department
    speakers = speakers_of(department)
    requirement = requirement_of(department, options)
    cells = build_coverage(posts, speakers, requirement)
    tests = find_tests(cells, speakers)
    passing = set(tests["officer_id"])
    tested = tuple(_passed(speaker) if speaker.officer_id in passing else speaker for speaker in speakers)
    moves = plan_moves(cells, tested, wishes or move_wishes(department))
    left = moves.after.cells
    return OfficerPlan(
        cells=cells,
        tests=tests,
        moves=moves,
        hires=plan_hires(left),
        single_hires=plan_hires(left, pairs=()),
        sensitivity=build_sensitivity(posts, speakers, requirement),
        verified=sum(bool(speaker.speaks(VERIFIED)) for speaker in speakers),
        uncounted=find_uncounted(cells, speakers),
    )


def _passed(speaker: Speaker) -> Speaker:
    """Return the officer as after a test passed in everything they say they speak."""
    tiers = {language: TESTED if tier in (SELF_REPORTED, EXPIRED) else tier for language, tier in speaker.tiers.items()}
    return replace(speaker, tiers=tiers)


def move_wishes(department: Department, unit_minimum: int = 0, most_moves: int | None = None) -> MoveWishes:
    """Return what transfers must respect: locks and bids of the roster, and officers a unit keeps.

    Parameters
    ----------
    unit_minimum : int
        Every unit keeps so many officers, or as many as it has if that is fewer.
    """
    roster = department.roster
    if roster is None:
        return MoveWishes(most_moves=most_moves)
    officers = roster.drop_duplicates("officer_id")
    size = {str(unit): int(count) for unit, count in officers["unit"].dropna().value_counts().items()}
    locked = frozenset(officers.loc[officers["locked"] == "yes", "officer_id"]) if "locked" in officers else frozenset()
    bids: dict[str, frozenset[str]] = {}
    if "bids" in officers:
        with_bids = officers.dropna(subset="bids")[["officer_id", "bids"]]
        for officer, wanted in with_bids.itertuples(index=False, name=None):
            bids[officer] = frozenset(part.strip() for part in wanted.split(";") if part.strip())
    return MoveWishes(
        locked=locked,
        bids=bids,
        unit_minimum={unit: min(unit_minimum, count) for unit, count in size.items()} if unit_minimum else {},
        unit_size=size,
        most_moves=most_moves,
    )


def hire_years(plan: OfficerPlan, years: int, leave: float, lead: int) -> pd.DataFrame:
    """Return the years in which a plan's hires begin; see ``planning.officers.hires.plan_years``."""
    return plan_years(plan.verified, plan.hires.total, years, leave, lead)


@dataclass(frozen=True, slots=True, eq=False)
class PublishedYears:
    """How many to recruit a year in one language, from what is published; each pair is the least and the most.

    Attributes
    ----------
    verified : pair of float
        Verified speakers now, where posts are.
    hires : pair of float
        Officers to add after tests.
    recruits : DataFrame with year, low, high
    """

    verified: tuple[float, float]
    hires: tuple[float, float]
    recruits: pd.DataFrame


def published_hire_years(coverage: pd.DataFrame, language: str, years: int, leave: float, lead: int) -> PublishedYears:
    """Return how many to recruit a year in one language.

    Parameters
    ----------
    coverage : DataFrame
        As ``published_coverage`` gives it.
    leave : float
        The share of speakers who leave a year.
    lead : int
        Years from recruiting to ready.
    """
    rows = coverage[(coverage["language"] == language) & (coverage["posts"] > 0)]
    least = float((rows["gap_low"] - rows["test_high"]).clip(lower=0).sum())
    most = float((rows["gap_high"] - rows["test_low"]).clip(lower=0).sum())
    fewest, many = float(rows["verified_low"].sum()), float(rows["verified_high"].sum())
    plans = [
        plan_years(have if math.isfinite(have) else fewest, hires, years, leave, lead)
        for hires, have in ((least, many), (most, fewest))
    ]
    recruits = pd.DataFrame({"first": plans[0]["recruit"], "second": plans[1]["recruit"]})
    by_year = pd.DataFrame({"year": plans[1]["year"], "low": recruits.min(axis=1), "high": recruits.max(axis=1)})
    return PublishedYears((fewest, many), (least, most), by_year)


def exact_coverage(department: Department, posts: pd.DataFrame) -> pd.DataFrame:
    """Return posts with exact counts, and the gap with each officer counted once, as the plan of levers counts it.

    Who speaks two languages is in the counts of both, and closes the gap of one: 3.16 officers for two posts, one of
    whom is there, lack 2.16. NaN where it is not known whether a post is needed.
    """
    speakers = speakers_of(department)
    once = assign_officers(posts, speakers, VERIFIED).cells["lacking"]
    return build_gaps(posts, speakers).assign(gap=once.where(posts["required"].notna()))


def levers_as_json(levers: PublishedLevers) -> dict[str, Any]:
    """Return what the levers could close in bands, each figure as its least and its most."""
    return {
        "lacking": list(levers.lacking),
        "tests": {"closes": list(levers.tests)},
        "moves_and_hires": {"close": list(levers.rest)},
        "languages": levers.by_language.to_dict("records"),
    }


def plan_as_json(plan: OfficerPlan, *, ids: bool) -> dict[str, Any]:
    """Return a plan as the command line writes it.

    Parameters
    ----------
    ids : bool
        Whether officers are named by their id; else only how many.
    """
    sets = plan.hires.by_languages()
    content: dict[str, Any] = {
        "lacking": plan.lacking,
        "tests": {"officers": len(plan.tests), "closes": plan.by_tests},
        "moves": {
            "moves": len(plan.moves.moves),
            "closes": plan.moves.closes,
            "status": plan.moves.status,
            "mip_gap": plan.moves.mip_gap,
        },
        "hires": {
            "people": plan.hires.total,
            "at_least": plan.hires.bound,
            "if_each_speaks_one": plan.single_hires.total,
            "closes": plan.hires.closes,
            "sets": dict(zip(sets["languages"].tolist(), sets["hires"].tolist(), strict=True)),
        },
        "sensitivity": plan.sensitivity.to_dict("records"),
    }
    if ids:
        content["tests"]["list"] = plan.tests.to_dict("records")
        content["moves"]["list"] = plan.moves.moves.to_dict("records")
    return content
