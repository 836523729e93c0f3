"""What a scenario changes: each answer of the department before and after, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from geodata.department import answers
from geodata.department.answers import PreparedDepartment
from geodata.meetings.answers import meeting_plan
from geodata.meetings.inputs import meeting_inputs
from geodata.officers.coverage import published_coverage, published_speakers
from geodata.officers.posts import level_posts, nesting
from geodata.whatif.derive import Derived, derive
from planning.meetings.demand import Demand
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan, reached_points
from planning.meetings.solve import find_within
from planning.need.crosswalk import OUTSIDE, WHOLE, Crosswalk
from planning.officers.options import PostOptions
from planning.officers.published import sum_published
from planning.officers.speakers import Place
from planning.whatif.differences import Moved, build_differences
from planning.whatif.officers import move_published
from planning.whatif.reach import build_reach_differences, reach_sentence
from planning.whatif.scenario import OFFICER_STEPS, NewMap, Scenario, scenario_as_json

RESULT_COLUMNS = ("level", "area_id", "language", "before", "after", "reason")
SLOT_COLUMNS = ("posts", "open", "gap_low", "gap_high")
"""What is told of officers before and after."""


@dataclass(frozen=True, slots=True, eq=False)
class WhatIf:
    """A department as it is, and as a scenario would have it."""

    before: PreparedDepartment
    after: PreparedDepartment
    scenario: Scenario
    notes: tuple[str, ...] = ()


def what_if(prepared: PreparedDepartment, scenario: Scenario) -> WhatIf:
    """Return a department beside what a scenario would make of it; see ``geodata.whatif.derive``."""
    found: Derived = derive(prepared, scenario)
    return WhatIf(prepared, found.prepared, scenario, found.notes)


def need_differences(asked: WhatIf, level: str) -> pd.DataFrame:
    """Return the people of every area and language before and after; see ``planning.whatif.differences``.

    Examples
    --------
    >>> from geodata.department.answers import prepare
    >>> from geodata.demo.harbor_falls import build_demo
    >>> from planning.whatif.scenario import MergeBeats
    >>> asked = what_if(prepare(build_demo()), Scenario((MergeBeats(("41", "43"), "41"),)))
    >>> found = need_differences(asked, "beat").query("language == 'all' and verdict != 'the same'")
    >>> found[["area_id", "verdict"]].values.tolist()
    [['41', 'more'], ['43', 'no longer an area']]
    """
    before, after = (answers.crosswalk_at(one, level) for one in (asked.before, asked.after))
    return build_differences(before, after, moved_ground(asked, level), asked.before.department.language)


def moved_ground(asked: WhatIf, level: str) -> Moved:
    """Return the ground that changed hands at a level, by the people who live on it.

    Of tracts without people at points, whose ground is shared out by land, it is what each area has more or less.
    """
    before, after = (answers.crosswalk_at(one, level) for one in (asked.before, asked.after))
    was, now = (_areas_of_points(one, level) for one in (asked.before, asked.after))
    points = asked.before.join.points
    people = points.groupby("tract_id")["pop"].sum()
    names = tuple(sorted({*before.area_ids, *after.area_ids} - {OUTSIDE}))
    went = (was != now) & points["tract_id"].notna().to_numpy()
    sides = []
    for areas, sign in ((now, 1.0), (was, -1.0)):
        shares = points["pop"][went].groupby([points["tract_id"][went], areas[went]]).sum()
        whole = people.reindex(shares.index.get_level_values(0)).to_numpy()
        found = {(str(tract), str(area)): part for (tract, area), part in (shares / whole).items() if area != OUTSIDE}
        found |= _by_land(before, after, sign, set(people.index))
        sides.append(Crosswalk.from_triples(found, before.tract_ids, names, before.tract_size, before.size_unit))
    return Moved(*sides)


def _areas_of_points(prepared: PreparedDepartment, level: str) -> np.ndarray:
    groups = prepared.department.area_groups(level)
    return prepared.join.points["area_id"].map(groups).fillna(OUTSIDE).to_numpy(dtype=object)


def _by_land(before: Crosswalk, after: Crosswalk, sign: float, with_people: set[str]) -> dict[tuple[str, str], float]:
    """Return how much more (``sign`` -1: less) of each tract without people at points an area has after."""
    found: dict[tuple[str, str], float] = {}
    for walk, side in ((after, sign), (before, -sign)):
        entries = walk.weights.tocoo()
        for row, column, weight in zip(entries.row, entries.col, entries.data, strict=True):
            key = (walk.tract_ids[column], walk.area_ids[row])
            if key[0] not in with_people and key[1] != OUTSIDE:
                found[key] = found.get(key, 0.0) + side * float(weight)
    return {key: share for key, share in found.items() if share > WHOLE}


def result_changes(asked: WhatIf, evidence: pd.DataFrame | None = None, today: date | None = None) -> pd.DataFrame:
    """Return the areas and languages whose result by the rule is another, each side by its own rule at its own level.

    Returns
    -------
    DataFrame with ``RESULT_COLUMNS``
        ``before`` and ``after`` are verdicts, missing where an area is new or gone; ``reason`` is that of after, or of
        before where the area is gone.
    """
    sides = []
    for one in (asked.before, asked.after):
        rule = answers.rule_of(one.department)
        level = answers.level_of(one.department, rule)
        details = answers.verdict_details(one, rule, level, evidence, today)
        kept = details[details["area_id"] != OUTSIDE][["area_id", "language", "verdict", "reason"]]
        sides.append(kept.assign(level=level))
    both = sides[0].merge(sides[1], on=["level", "area_id", "language"], how="outer", suffixes=("_before", "_after"))
    both = both.rename(columns={"verdict_before": "before", "verdict_after": "after"})
    both["reason"] = both["reason_after"].fillna(both["reason_before"])
    changed = both["before"].fillna("") != both["after"].fillna("")
    return both.loc[changed, list(RESULT_COLUMNS)].reset_index(drop=True)


def officers_before(asked: WhatIf, options: PostOptions) -> pd.DataFrame:
    """Return slots with who is there and short as it is, from what is published of the roster."""
    return _coverage(asked.before, options, Scenario())


def officers_after(asked: WhatIf, options: PostOptions) -> pd.DataFrame:
    """Return the same after the scenario; its steps about officers are done to what is published.

    Raises
    ------
    InputError
        If more officers leave an area than may be there, or there is no roster to move them in.
    """
    return _coverage(asked.after, options, asked.scenario)


def _coverage(prepared: PreparedDepartment, options: PostOptions, scenario: Scenario) -> pd.DataFrame:
    department = prepared.department
    published = published_speakers(department)
    if scenario.touches_officers and not published.empty:
        steps = [step for step in scenario.steps if isinstance(step, OFFICER_STEPS)]
        published = move_published(published, steps, _places(prepared))
    posts = level_posts(prepared, answers.rule_of(department), options).posts
    return published_coverage(department, posts, published)


def _places(prepared: PreparedDepartment) -> dict[Place, tuple[Place, ...]]:
    """Return where an officer of each area counts: the area itself, and every coarser one it lies in."""
    department = prepared.department
    levels, groups = nesting(department)[0], {}
    for level in levels:
        groups[level] = department.area_groups(level)
    found: dict[Place, tuple[Place, ...]] = {}
    for place, level in enumerate(levels):
        for beat, area in groups[level].items():
            found[(level, area)] = tuple((coarser, groups[coarser][beat]) for coarser in levels[place:])
    return found


def slots_by_language(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return slots and officers short before and after, by language, each as the least and the most.

    Returns
    -------
    DataFrame
        language, and ``SLOT_COLUMNS`` with the endings ``_before`` and ``_after``; languages without a slot on either
        side are left out.
    """
    sums = [sum_published(table)[["language", *SLOT_COLUMNS]] for table in (before, after)]
    both = sums[0].merge(sums[1], on="language", how="outer", suffixes=("_before", "_after"))
    there = both[["posts_before", "posts_after", "open_before", "open_after"]].fillna(0.0).sum(axis=1) > 0
    return both[there].sort_values("gap_high_after", ascending=False, kind="stable").reset_index(drop=True)


@dataclass(frozen=True, slots=True, eq=False)
class Meetings:
    """The plans of meetings before and after, and whom they reach; see ``planning.whatif.reach``."""

    before: MeetingPlan
    after: MeetingPlan
    reached: pd.DataFrame


def meeting_differences(before: PreparedDepartment, after: PreparedDepartment, options: MeetingOptions) -> Meetings:
    """Return a good plan for each side, found at once by the same wishes, and whom each reaches.

    Parameters
    ----------
    before, after : PreparedDepartment
        With what the records know of their venues.

    Raises
    ------
    InputError
        If one of them has no venues.
    """
    (plan, reached), (other, reached_then) = (_planned(one, options) for one in (before, after))
    return Meetings(plan, other, build_reach_differences(reached, reached_then, before.department.language))


def _planned(prepared: PreparedDepartment, options: MeetingOptions) -> tuple[MeetingPlan, tuple[Demand, pd.DataFrame]]:
    inputs = meeting_inputs(prepared, options)
    plan = meeting_plan(inputs)
    within = find_within(inputs.demand, inputs.sites, options)
    return plan, (inputs.demand, reached_points(plan, inputs.demand, within))


def meetings_sentence(asked: WhatIf, options: MeetingOptions) -> str:
    """Return whom the best meetings would reach instead of whom now, and whether that is within the margins."""
    found = meeting_differences(asked.before, asked.after, options)
    return reach_sentence(found.reached, len(found.after.sites))


def what_if_title(scenario: Scenario, level: str) -> str:
    """Return what a table of differences is called.

    Examples
    --------
    >>> what_if_title(Scenario(), "beat")
    'What if, by beat (scenario 4f53cda18c2baa0c)'
    """
    return f"What if, by {level} (scenario {scenario.fingerprint})"


def what_if_asked(scenario: Scenario, level: str) -> dict[str, Any]:
    """Return what a table of differences is made from, for the note of its file.

    A beat map from a file is named and not written out, so that such a table cannot be made again.
    """
    maps = [step.title for step in scenario.steps if isinstance(step, NewMap)]
    if maps:
        return {"level": level, "beside": maps[-1]}
    return {"level": level, "steps": scenario_as_json(scenario)}
