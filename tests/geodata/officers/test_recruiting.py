"""Small figures of residents are hidden in one place: in tables, in plans and in the files of both."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from geodata.demo.harbor_falls import build_demo
from geodata.department.answers import PreparedDepartment, prepare
from geodata.officers.recruiting import by_area, hiring_events, publish_events, residents_near
from planning.meetings.plan import MeetingPlan, NextBest, PlannedSite


@pytest.fixture(scope="module")
def demo() -> PreparedDepartment:
    return prepare(build_demo())


def plan_of(*adds: float) -> MeetingPlan:
    """Return a plan of events that add so many Korean speakers each."""
    near = NextBest("V9", "Annex", 1.5)
    sites = tuple(
        PlannedSite(f"V{number}", f"Hall {number}", 0.0, 0.0, ("korean",), {"korean": people}, near, False)
        for number, people in enumerate(adds, start=1)
    )
    whole = sum(adds)
    return MeetingPlan(
        "optimal",
        "reach",
        whole,
        whole,
        0.0,
        0.1,
        sites,
        {"korean": whole},
        {"korean": 400.0},
        {"korean": 3.0},
        (),
        0,
        np.zeros((1, 1), dtype=bool),
    )


@pytest.mark.parametrize(
    ("adds", "told", "reached"),
    [
        ((300.0, 80.0), [300.0, 80.0], 380.0),
        ((5.6, 6.3), ["under 10", "under 10"], 11.9),
        ((300.0, 80.0, 5.6), [300.0, "not shown", "under 10"], 385.6),
        ((5.6,), ["under 10"], None),
        ((10.0,), [10.0], 10.0),
    ],
)
def test_no_event_tells_a_figure_under_ten(
    adds: tuple[float, ...], told: list[float | str], reached: float | None
) -> None:
    written = publish_events(plan_of(*adds)).as_json()
    assert [site.get("hidden", site["adds"]["korean"]) for site in written["sites"]] == told
    assert all(site["adds"]["korean"] is None for site in written["sites"] if "hidden" in site)
    assert (written["reached"]["korean"], written["objective_value"], written["bound"]) == pytest.approx((reached,) * 3)
    json.dumps(written, allow_nan=False)


def test_a_plan_fit_to_be_shown_holds_no_small_figure_at_all() -> None:
    shown = publish_events(plan_of(300.0, 80.0, 5.6)).plan
    assert [site.next_best for site in shown.sites] == [None] * 3
    assert math.isnan(shown.unreachable["korean"])
    assert [math.isnan(site.adds_total) for site in shown.sites] == [False, True, True]


def test_figures_near_venues_and_by_area_are_hidden_by_the_same_floor(demo: PreparedDepartment) -> None:
    around = residents_near(demo, "korean", 300.0)
    hidden = around["hidden"] == "under 10"
    assert hidden.any() and around.loc[hidden, ["bilingual_residents", "moe"]].isna().all(axis=None)
    people = around.loc[~hidden, "bilingual_residents"]
    assert ((people == 0) | (people >= 10)).all()
    area = by_area(demo, "beat")
    people = area.loc[area["hidden"] == "", "bilingual_residents"].dropna()
    assert ((people.round() == 0) | (people.round() >= 10)).all()


def test_the_demo_s_small_hiring_events_are_hidden(demo: PreparedDepartment) -> None:
    planned = hiring_events(demo, "korean", 300.0, 20)
    assert "under 10" in planned.hidden.values()
    for site in planned.plan.sites:
        assert math.isnan(site.adds_total) == bool(planned.hidden[site.site_id])
        assert math.isnan(site.adds_total) or site.adds_total >= 10
