"""The example of docs/method.md, from the real files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from geodata.department.answers import prepare
from geodata.department.intake import read_department
from geodata.meetings.inputs import meeting_inputs
from planning.meetings.alternatives import second_best
from planning.meetings.draws import draw_plans
from planning.meetings.options import MeetingOptions
from planning.meetings.solve import solve_meetings
from tests.portland import portland_files

METHOD = Path(__file__).resolve().parents[3] / "docs" / "method.md"
OPTIONS = MeetingOptions(meetings=6, radius_m=2000.0, languages_per_meeting=3)


@pytest.mark.city
def test_portland_is_as_the_method_says(shared_data: Path) -> None:
    files = replace(portland_files(shared_data), venues=shared_data / "portland" / "venues.csv")
    prepared = prepare(read_department(files))
    inputs = meeting_inputs(prepared, OPTIONS)
    plan = solve_meetings(inputs.demand, inputs.sites, OPTIONS)
    drawn = draw_plans(plan, inputs.demand, inputs.sites, prepared.department.language, OPTIONS)
    other = second_best(plan, inputs.demand, inputs.sites, OPTIONS)
    told = METHOD.read_text(encoding="utf-8")
    assert plan.status == "optimal"
    assert f"**{plan.objective_value:,.0f} of {sum(plan.demand.values()):,.0f}** people" in told
    for number, site in enumerate(plan.sites, start=1):
        row = next(line for line in told.splitlines() if line.startswith(f"| {number} | {site.name} |"))
        assert f"| {site.adds_total:,.0f} | {drawn.chosen[site.site_id]}" in row
    for language, persons in plan.reached.items():
        share = persons / plan.demand[language]
        assert f"{language.capitalize()} {persons:,.0f} of {plan.demand[language]:,.0f} ({share:.1%})" in told
    assert f"{drawn.reached_low:,.0f} to\n{drawn.reached_high:,.0f}" in told
    assert other is not None and other.proven
    assert f"would reach {other.persons:,.0f} people fewer" in told
