"""The one road from a department to where bilingual residents are: by area, around a venue, for hiring events."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from geodata.department import answers
from geodata.department.answers import PreparedDepartment, people_points
from geodata.files.sentences import first_of
from geodata.meetings.inputs import sites_of
from geodata.officers.posts import nesting
from planning.errors import InputError
from planning.languages.groups import language_name
from planning.lists import counted
from planning.meetings.demand import build_demand
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan
from planning.meetings.solve import solve_meetings
from planning.need.crosswalk import OUTSIDE
from planning.officers.published import RESIDENT_FLOOR, publish_residents
from planning.officers.recruiting import (
    AdultShare,
    adult_share,
    build_recruiting,
    build_residents_near,
    tracts_left_out,
)
from planning.vocabulary import DEPARTMENT_LEVEL
from planning.words.formats import whole_number
from planning.words.wording import percent

NUMBERS = ("bilingual_residents", "moe", "share_of_department")


def hidden_word(people: float) -> str:
    """Return what stands in place of a figure of residents that is too small to be shown; empty where it is not.

    Examples
    --------
    >>> hidden_word(5.6), hidden_word(10.0), hidden_word(0.0)
    ('under 10', '', '')
    """
    return f"under {RESIDENT_FLOOR}" if 0 < people < RESIDENT_FLOOR else ""


def sum_text(people: float, show: Callable[[float], str] = whole_number) -> str:
    """Return a sum of residents in words; one that is hidden is NaN.

    Examples
    --------
    >>> sum_text(1234.5), sum_text(math.nan)
    ('1,234', 'under 10')
    """
    return f"under {RESIDENT_FLOOR}" if math.isnan(people) else show(people)


def by_area(prepared: PreparedDepartment, level: str, shown: pd.DataFrame | None = None) -> pd.DataFrame:
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
    table = _residents(prepared, level)
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
        table = _residents(prepared, level)
        tables[level] = table.pivot(index="area_id", columns="language", values="bilingual_residents")
    if len(tables[DEPARTMENT_LEVEL]) == 1 and len(levels) > 1:
        return publish_residents(tables, parents)
    return publish_residents({levels[0]: tables[levels[0]]})


def _residents(prepared: PreparedDepartment, level: str) -> pd.DataFrame:
    return build_recruiting(answers.need(prepared, level))


def residents_near(prepared: PreparedDepartment, language: str, radius_m: float) -> pd.DataFrame:
    """Return the venues by bilingual residents within reach, most first, small figures left out.

    Returns
    -------
    DataFrame
        ``planning.officers.recruiting.NEAR_VENUES_COLUMNS`` and ``hidden``, as ``by_area`` has it.
    """
    venues = sites_of(prepared, MeetingOptions(include_police=True)).candidates
    table = build_residents_near(people_points(prepared), prepared.department.language, venues, language, radius_m)
    table["hidden"] = [hidden_word(people) for people in table["bilingual_residents"]]
    table.loc[table["hidden"] != "", ["bilingual_residents", "moe"]] = float("nan")
    return table


def left_out_near(prepared: PreparedDepartment, language: str) -> str:
    """Return which tracts with people count nobody in ``residents_near``, as the table has no figure; "" where none.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> left_out_near(answers.prepare(build_demo()), "korean")
    '2 tracts with 0.4% of the people have no number for Korean and count as zero here: 99001005700, 99001012000'
    """
    missing, people, whole = tracts_left_out(people_points(prepared), prepared.department.language, language)
    if not missing:
        return ""
    share = percent(people / whole) if whole > 0 else "none"
    return (
        f"{counted(len(missing), 'tract')} with {share} of the people have no number for "
        f"{language_name(language)} and count as zero here: {first_of(missing)}"
    )


@dataclass(frozen=True, slots=True)
class HiringEvents:
    """Where hiring events reach most bilingual residents, small figures and what would give them away left out.

    Attributes
    ----------
    plan : MeetingPlan
        The people an event adds, and those that all reach, are NaN where they are hidden.
    hidden : mapping of site id to str
        "" or what stands in place of the people an event adds: "under 10" or "not shown".
    """

    plan: MeetingPlan
    hidden: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """Return the plan as the command line writes it; a hidden figure is null, and its event says why."""
        content = {name: _null(value) for name, value in self.plan.as_json().items()}
        for site in content["sites"]:
            site["adds"] = {language: _null(people) for language, people in site["adds"].items()}
            if self.hidden[site["site_id"]]:
                site["hidden"] = self.hidden[site["site_id"]]
        for name in ("reached", "demand"):
            content[name] = {language: _null(people) for language, people in content[name].items()}
        return content


def _null(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value


def hiring_events(prepared: PreparedDepartment, language: str, radius_m: float, events: int) -> HiringEvents:
    """Return where hiring events reach most bilingual residents: the meeting model, with them as those to reach.

    Raises
    ------
    InputError
        If there are no venues, or no bilingual residents are known.
    """
    department = prepared.department
    if not department.language.has_very_well:
        raise InputError(
            "this table has no lines for people who speak English “very well,” so we can’t count bilingual residents",
            fix="get lines 004, 007, ... 037 of C16001 as well",
        )
    options = MeetingOptions(
        meetings=events, radius_m=radius_m, languages=(language,), languages_per_meeting=1, turnout=None
    )
    candidates = sites_of(prepared, options)
    residents = replace(department.language, lep=department.language.very_well)
    people = build_demand(people_points(prepared), residents, options.languages)
    if not people.persons.any():
        raise InputError("no bilingual residents are known in the chosen languages", fix="choose other languages")
    return publish_events(solve_meetings(people, candidates, options))


def publish_events(plan: MeetingPlan) -> HiringEvents:
    """Return a plan of hiring events fit to be shown.

    What an event adds is hidden under ten. Where only one event's is, the rest taken from all that are reached would
    tell it, so the least of the others is hidden too; and all that are reached, where they are fewer than ten.
    """
    adds = {site.site_id: site.adds_total for site in plan.sites}
    hidden = {site: hidden_word(people) for site, people in adds.items()}
    shown = [site for site in adds if not hidden[site] and adds[site] > 0]
    if len(shown) == len(adds) - 1 and shown:
        hidden[min(shown, key=adds.__getitem__)] = "not shown"
    sites = tuple(
        replace(site, adds=_as_seen(site.adds, hidden[site.site_id]), next_best=None, within={}) for site in plan.sites
    )
    return HiringEvents(replace(plan, sites=sites, **_totals(plan)), hidden)


def _as_seen(adds: Mapping[str, float], word: str) -> Mapping[str, float]:
    return dict.fromkeys(adds, math.nan) if word else adds


def _totals(plan: MeetingPlan) -> dict[str, Any]:
    """Return the sums of a plan, those that are too small to be shown hidden."""

    def shown(people: float) -> float:
        return math.nan if hidden_word(people) else people

    sums = {name: getattr(plan, name) for name in ("reached", "demand", "unreachable")}
    shown_sums: dict[str, Any] = {name: {one: shown(people) for one, people in of.items()} for name, of in sums.items()}
    return shown_sums | {name: shown(getattr(plan, name)) for name in ("objective_value", "bound")}


def adults(prepared: PreparedDepartment, language: str) -> AdultShare | None:
    """Return the share of adults among the bilingual residents of the department; None without table B16004."""
    department = prepared.department
    if department.adults is None:
        return None
    whole = prepared.crosswalk
    inside = [k for k, area in enumerate(whole.area_ids) if area != OUTSIDE]
    weights = whole.weights.toarray()[inside].sum(axis=0)
    return adult_share(department.adults, dict(zip(whole.tract_ids, weights.tolist(), strict=True)), language)
