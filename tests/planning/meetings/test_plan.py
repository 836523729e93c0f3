from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.meetings.options import MeetingOptions
from planning.meetings.plan import LEFT_OUT_COLUMNS, left_out_by_area, reached_by_count, reached_points
from planning.meetings.solve import find_within, solve_meetings
from tests.examples import examples

OPTIONS = MeetingOptions(meetings=3, radius_m=1500.0, languages_per_meeting=2)


class Solved:
    def __init__(self, town, options=OPTIONS):
        self.demand, self.sites = town.demand(), town.sites(locks=options.locks)
        self.within = find_within(self.demand, self.sites, options)
        self.plan = solve_meetings(self.demand, self.sites, options, self.within)

    def reached_from_print(self) -> dict[str, float]:
        """Recompute who is reached from what is printed, the slow way."""
        reached = {}
        for k, language in enumerate(self.demand.languages):
            hit = np.zeros(len(self.demand.points), dtype=bool)
            for site in self.plan.sites:
                if language in site.languages:
                    hit |= self.within.toarray()[:, self.sites.ids.index(site.site_id)]
            reached[language] = self.demand.persons[hit, k].sum()
        return reached


@pytest.fixture(scope="module")
def solved(build_town) -> Solved:
    return Solved(build_town(seed=11, points=120, venues=10, languages=4))


@examples(60)
@given(seed=st.integers(0, 100_000), points=st.integers(1, 60), venues=st.integers(1, 10), per=st.integers(1, 4))
def test_what_is_printed_is_what_is_reached(build_town, seed, points, venues, per):
    town = build_town(seed=seed, points=points, venues=venues, languages=4)
    solved = Solved(town, MeetingOptions(meetings=4, radius_m=1500.0, languages_per_meeting=per))
    plan = solved.plan
    assert plan.reached == pytest.approx(solved.reached_from_print(), abs=1e-9)
    assert sum(plan.reached.values()) == pytest.approx(plan.objective_value)
    for language in plan.reached:
        added = sum(site.adds.get(language, 0.0) for site in plan.sites)
        assert added == pytest.approx(plan.reached[language], abs=1e-9)
    totals = [site.adds_total for site in plan.sites]
    assert totals == sorted(totals, reverse=True)
    for site in plan.sites:
        assert 0 < len(site.languages) <= per
        assert tuple(site.adds) == site.languages
        assert all(persons > 0 for persons in site.adds.values())
    assert len(plan.sites) + plan.spare_meetings == 4


def test_json_has_the_keys_of_the_command_line(solved):
    plan = json.loads(json.dumps(solved.plan.as_json()))
    assert list(plan) == [
        "status",
        "objective",
        "objective_value",
        "bound",
        "mip_gap",
        "seconds",
        "sites",
        "reached",
        "demand",
    ]
    assert [list(site) for site in plan["sites"]] == [["site_id", "name", "lon", "lat", "languages", "adds"]] * 3
    assert list(plan["reached"]) == list(plan["demand"]) == list(solved.demand.languages)


def test_a_language_that_is_not_in_the_table_is_not_zero(solved):
    assert solved.plan.absent_languages == ("tagalog", "arabic")
    assert "arabic" not in solved.plan.demand


def test_next_best_costs_what_the_plan_would_lose(solved, build_town):
    """Ban a site, hold all others with their languages, and try every other venue and pair of languages."""
    plan, demand, near = solved.plan, solved.demand, solved.within.toarray()
    pairs = [(a, b) for a in range(4) for b in range(a + 1, 4)]
    for site in plan.sites:
        here = solved.sites.ids.index(site.site_id)
        best = 0.0
        for other in np.flatnonzero(~plan.interpreted.any(axis=1)):
            for pair in pairs:
                swapped = plan.interpreted.copy()
                swapped[here] = False
                swapped[other, list(pair)] = True
                reached = near.astype(float) @ swapped.astype(float) > 0
                best = max(best, demand.persons[reached].sum())
        assert site.adds_total - site.next_best.adds == pytest.approx(plan.objective_value - best)
        assert site.next_best.adds <= site.adds_total + 1e-6


def test_no_other_place_is_no_next_best(build_town):
    solved = Solved(build_town(seed=3, points=20, venues=1, languages=2, side_m=1000.0))
    assert solved.plan.sites[0].next_best is None


def test_reached_points_add_up_to_the_reached(solved):
    reached = reached_points(solved.plan, solved.demand, solved.within)
    assert reached.index.equals(solved.demand.points.index)
    assert reached.sum().to_dict() == pytest.approx(solved.plan.reached)
    assert (reached.to_numpy() <= solved.demand.persons).all()


def test_left_out_adds_up_and_names_the_next_site(solved):
    rows = left_out_by_area(solved.plan, solved.demand, solved.sites, solved.within)
    assert tuple(rows.columns) == LEFT_OUT_COLUMNS
    plan = solved.plan
    for language, part in rows.groupby("language"):
        assert part["left_out"].sum() == pytest.approx(plan.demand[language] - plan.reached[language])
        assert part["out_of_reach"].sum() == pytest.approx(plan.unreachable[language])
    assert rows["left_out"].is_monotonic_decreasing
    used = {site.site_id for site in plan.sites}
    assert used.isdisjoint(rows["next_site_id"].dropna())

    worst = rows.iloc[0]
    k = solved.demand.languages.index(worst["language"])
    here = (solved.demand.points["area_id"] == worst["area_id"]).to_numpy()
    missed = solved.demand.persons[:, k] - reached_points(plan, solved.demand, solved.within).to_numpy()[:, k]
    near = solved.within.toarray()[:, solved.sites.ids.index(worst["next_site_id"])]
    assert worst["next_adds"] == pytest.approx(missed[here & near].sum())
    assert worst["next_adds"] <= worst["left_out"] + 1e-9


def test_left_out_where_every_site_is_used(build_town):
    solved = Solved(build_town(seed=5, points=60, venues=3, languages=3))
    rows = left_out_by_area(solved.plan, solved.demand, solved.sites, solved.within)
    if len(solved.plan.sites) == 3:
        assert rows["next_site_id"].isna().all()
        assert (rows["next_adds"] == 0).all()


def test_the_curve_never_falls_and_meets_the_plan(solved):
    curve = reached_by_count(solved.plan, solved.demand, solved.sites, solved.within, OPTIONS, most=6)
    assert curve["meetings"].to_list() == [1, 2, 3, 4, 5, 6]
    assert curve["reached"].is_monotonic_increasing
    assert curve["reached"][2] == pytest.approx(solved.plan.objective_value)
    one = solve_meetings(
        solved.demand, solved.sites, MeetingOptions(meetings=1, radius_m=1500.0, languages_per_meeting=2)
    )
    assert curve["reached"][0] == pytest.approx(one.objective_value)


def test_the_curve_starts_with_the_locked_sites(build_town):
    options = MeetingOptions(meetings=3, radius_m=1500.0, languages_per_meeting=2, locks=("v000", "v001"))
    solved = Solved(build_town(seed=11, points=120, venues=10, languages=4), options)
    curve = reached_by_count(solved.plan, solved.demand, solved.sites, solved.within, options, most=4)
    assert curve["meetings"].to_list() == [2, 3, 4]
