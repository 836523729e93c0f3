"""The one road from a department to where bilingual residents are: by area, around a venue, for hiring events."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from geodata.department import answers
from geodata.department.answers import PreparedDepartment
from geodata.department.crosswalk import stand_in_points
from geodata.meetings.inputs import sites_of
from geodata.officers.posts import nesting
from planning.errors import InputError
from planning.meetings.demand import build_demand
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan
from planning.meetings.solve import solve_meetings
from planning.need.crosswalk import OUTSIDE
from planning.officers.published import publish_residents
from planning.officers.recruiting import AdultShare, adult_share, build_residents_near
from planning.vocabulary import DEPARTMENT_LEVEL

NUMBERS = ("bilingual_residents", "moe", "share_of_department")


def recruiting(prepared: PreparedDepartment, level: str, shown: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return where bilingual residents live, small figures and what would give them away left out.

    Parameters
    ----------
    shown : DataFrame, optional
        As ``shown_residents`` gives it; made unless given.

    Returns
    -------
    DataFrame
        ``planning.officers.recruiting.RECRUITING_COLUMNS`` and ``hidden``: "" or what stands in place of the figure,
        "under 10" or "not shown"; the numbers are then NaN.
    """
    table = answers.recruiting(prepared, level)
    residents = shown_residents(prepared) if shown is None else shown
    rows = residents[residents["level"] == level].set_index(["area_id", "language"])["shown"]
    keys = pd.MultiIndex.from_frame(table[["area_id", "language"]])
    table["hidden"] = rows.reindex(keys).fillna("").to_numpy(dtype=str) if len(rows) else ""
    table.loc[table["hidden"] != "", list(NUMBERS)] = float("nan")
    return table


def shown_residents(prepared: PreparedDepartment) -> pd.DataFrame:
    """Return which figures of bilingual residents may be shown; see ``planning.officers.published``."""
    levels, parents = nesting(prepared.department)
    tables = {}
    for level in levels:
        table = answers.recruiting(prepared, level)
        tables[level] = table.pivot(index="area_id", columns="language", values="bilingual_residents")
    if len(tables[DEPARTMENT_LEVEL]) == 1 and len(levels) > 1:
        return publish_residents(tables, parents)
    return publish_residents({levels[0]: tables[levels[0]]})


def residents_near(prepared: PreparedDepartment, language: str, radius_m: float) -> pd.DataFrame:
    """Return the venues by bilingual residents within reach; see ``planning.officers.recruiting``."""
    venues = sites_of(prepared, MeetingOptions(include_police=True)).candidates
    department = prepared.department
    points = prepared.join.points if department.population is not None else stand_in_points(department)
    return build_residents_near(points, department.language, venues, language, radius_m)


def hiring_plan(prepared: PreparedDepartment, options: MeetingOptions) -> MeetingPlan:
    """Return where hiring events reach most bilingual residents: the meeting model, with them as those to reach.

    Raises
    ------
    InputError
        If there are no venues, or no bilingual residents are known.
    """
    department = prepared.department
    if not department.language.has_very_well:
        raise InputError(
            'the lines "very well" are not in this table, so bilingual residents cannot be told',
            fix="get lines 004, 007, ... 037 of C16001 as well",
        )
    candidates = sites_of(prepared, options)
    points = prepared.join.points if department.population is not None else stand_in_points(department)
    residents = replace(department.language, lep=department.language.very_well)
    people = build_demand(points, residents, options.languages, include_outside=options.include_outside)
    if not people.persons.any():
        raise InputError("no bilingual residents are known in the chosen languages", fix="choose other languages")
    return solve_meetings(people, candidates, options)


def adults(prepared: PreparedDepartment, language: str) -> AdultShare | None:
    """Return the share of adults among the bilingual residents of the department; None without table B16004."""
    department = prepared.department
    if department.adults is None:
        return None
    whole = prepared.crosswalk
    inside = [k for k, area in enumerate(whole.area_ids) if area != OUTSIDE]
    weights = whole.weights.toarray()[inside].sum(axis=0)
    return adult_share(department.adults, dict(zip(whole.tract_ids, weights.tolist(), strict=True)), language)
