"""The one road from what a meeting plan is made from to the plan, what lies behind it, and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
from scipy.sparse import csr_array

from geodata.department.answers import PreparedDepartment
from geodata.department.department import Department
from geodata.meetings.inputs import MeetingInputs, demand_of
from planning.languages.groups import ALL, LANGUAGE_IDS
from planning.meetings.alternatives import SecondBest, second_best
from planning.meetings.demand import Demand
from planning.meetings.draws import DRAWS, PlanDraws, draw_plans
from planning.meetings.next_site import NextSite, next_site
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan, left_out_by_area, reached_by_count, reached_points
from planning.meetings.served import areas_served
from planning.meetings.solve import find_within, solve_meetings
from planning.meetings.within_reach import within_of
from planning.need.need import LanguageTable

CURVE_BEYOND = 6
"""How many more meetings than asked for the curve goes on."""
QUICK_S = 0.5
"""Seconds for a good plan; where wishes send it to HiGHS, it takes them."""
PATIENCE_S = 20.0
"""Seconds after which no further plan is sought."""


@dataclass(frozen=True, eq=False)  # no slots: what is asked for is worked out then, once
class MeetingDetail:
    """What lies behind a plan, each part worked out when it is first asked for.

    Attributes
    ----------
    plan : MeetingPlan
    inputs : MeetingInputs
        What the plan was made from.
    within : csr_array, points x sites
        Which meetings each demand point could reach.
    """

    plan: MeetingPlan
    inputs: MeetingInputs
    within: csr_array

    @property
    def demand(self) -> Demand:
        """Who could be reached."""
        return self.inputs.demand

    @cached_property
    def reached(self) -> pd.DataFrame:
        """Persons reached, demand points x languages; see ``planning.meetings.plan.reached_points``."""
        return reached_points(self.plan, self.demand, self.within)

    @cached_property
    def left_out(self) -> pd.DataFrame:
        """Whom the plan leaves out; see ``planning.meetings.plan.left_out_by_area``."""
        return left_out_by_area(self.plan, self.demand, self.inputs.sites, self.within)

    @cached_property
    def curve(self) -> pd.DataFrame:
        """People reached by number of meetings; see ``planning.meetings.plan.reached_by_count``."""
        options = self.inputs.options
        most = max(options.meetings, len(self.plan.sites)) + CURVE_BEYOND
        return reached_by_count(self.plan, self.demand, self.inputs.sites, self.within, options, most=most)

    @cached_property
    def next_site(self) -> NextSite | None:
        """The one more meeting that would help most; see ``planning.meetings.next_site``."""
        return next_site(self.plan, self.demand, self.inputs.sites, self.within, self.inputs.options)

    @cached_property
    def areas(self) -> Mapping[str, tuple[str, ...]]:
        """The areas each meeting is for, by site id and what it really reaches; see ``planning.meetings.served``."""
        return _areas(self.plan, self.inputs, self.within)


def meeting_plan(inputs: MeetingInputs, ways: csr_array | None = None) -> MeetingPlan:
    """Return where to meet, and in which languages; see ``planning.meetings.solve``.

    Parameters
    ----------
    ways : csr_array of float, shape (points, sites), optional
        Minutes, from ``geodata.meetings.travel``; reach is a straight line without.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> from geodata.department.answers import prepare
    >>> from geodata.meetings.inputs import meeting_inputs
    >>> from planning.meetings.options import MeetingOptions
    >>> plan = meeting_plan(meeting_inputs(prepare(build_demo()), MeetingOptions(meetings=1)))
    >>> plan.status, len(plan.sites)
    ('optimal', 1)
    """
    return solve_meetings(inputs.demand, inputs.sites, inputs.options, travel=ways)


def quick_meeting_plan(inputs: MeetingInputs, ways: csr_array | None = None) -> MeetingPlan:
    """Return a good plan at once, for whoever cannot wait until ``meeting_plan`` has proven the best.

    Most often it is the best already. Its bound says by how much it may not be.
    """
    options = replace(inputs.options, time_limit=min(inputs.options.time_limit, QUICK_S))
    return solve_meetings(inputs.demand, inputs.sites, options, travel=ways, quick=True)


def not_counted(prepared: PreparedDepartment, options: MeetingOptions) -> Mapping[str, float]:
    """Return the LEP residents of the same places whom a plan leaves out for their language, by language.

    With those it counts they are all LEP residents of the department, but for those the table has no figure for.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> from geodata.department.answers import prepare
    >>> from planning.meetings.options import MeetingOptions
    >>> left_out = not_counted(prepare(build_demo()), MeetingOptions())
    >>> sorted(left_out)[:3], round(sum(left_out.values()))
    (['french_haitian', 'german_west_germanic', 'other'], 10648)
    """
    everyone = demand_of(prepared, replace(options, languages=LANGUAGE_IDS))
    persons = zip(everyone.languages, everyone.persons.sum(axis=0).tolist(), strict=True)
    return {language: people for language, people in persons if language not in options.languages}


def meeting_detail(plan: MeetingPlan, inputs: MeetingInputs, ways: csr_array | None = None) -> MeetingDetail:
    """Return whom the plan reaches and leaves out, and what more meetings would reach."""
    within = find_within(inputs.demand, inputs.sites, inputs.options) if ways is None else within_of(ways)
    return MeetingDetail(plan, inputs, within)


def reached_by_area(detail: MeetingDetail, department: Department, level: str, language: str = ALL) -> pd.DataFrame:
    """Return how many of the people a plan counts it reaches, by area of a level.

    Returns
    -------
    DataFrame with area_id, people, reached
        Persons; of one language, or of all that the plan counts together. Who lives outside every beat is left out.
    """
    demand = detail.demand
    columns = [k for k, one in enumerate(demand.languages) if language in (ALL, one)]
    areas = demand.points["area_id"].map(department.area_groups(level))
    table = pd.DataFrame(
        {
            "area_id": areas.to_numpy(),
            "people": demand.persons[:, columns].sum(axis=1),
            "reached": detail.reached.to_numpy()[:, columns].sum(axis=1),
        }
    )
    return table.groupby("area_id", as_index=False)[["people", "reached"]].sum()


def _areas(plan: MeetingPlan, inputs: MeetingInputs, within: csr_array) -> Mapping[str, tuple[str, ...]]:
    row = {site_id: place for place, site_id in enumerate(inputs.sites.ids)}
    places = pd.DataFrame(
        [{"site_id": s.site_id, "languages": s.languages} for s in plan.sites], columns=["site_id", "languages"]
    )
    chosen = within[:, [row[site.site_id] for site in plan.sites]]
    return areas_served(inputs.demand, places, inputs.options, csr_array(chosen))


def meeting_draws(
    plan: MeetingPlan,
    inputs: MeetingInputs,
    table: LanguageTable,
    ways: csr_array | None = None,
    *,
    draws: int = DRAWS,
    seed: int = 0,
) -> PlanDraws:
    """Return how much of the plan is only sampling error; see ``planning.meetings.draws``."""
    return draw_plans(plan, inputs.demand, inputs.sites, table, inputs.options, travel=ways, draws=draws, seed=seed)


def second_plan(
    plan: MeetingPlan, inputs: MeetingInputs, ways: csr_array | None = None, *, seconds: float = PATIENCE_S
) -> SecondBest | None:
    """Return the best plan that differs, and what it costs; see ``planning.meetings.alternatives``."""
    return second_best(plan, inputs.demand, inputs.sites, inputs.options, travel=ways, seconds=seconds)
