"""What the things of a scenario are called in a department: its areas, venues and rules."""

from __future__ import annotations

from geodata.department.names import area_title
from geodata.department.rules import load_rules
from geodata.whatif.outcome import WhatIf
from planning.errors import PlanningError
from planning.rules import find_rule
from planning.whatif.scenario import AddVenue
from planning.whatif.words import Names


def names_of(asked: WhatIf) -> Names:
    """Return what areas, venues and rules of either side are called; what is not known goes by its id."""
    department = asked.before.department
    venues = {}
    if department.venues is not None:
        venues = dict(zip(department.venues["venue_id"], department.venues["name"], strict=True))
    venues |= {step.venue_id: step.name for step in asked.scenario.steps if isinstance(step, AddVenue)}

    def rule(name: str) -> str:
        try:
            return find_rule(name, load_rules(department).rules).title
        except PlanningError:
            return name

    return Names(
        lambda level, area: area_title(level, area, department.settings.name),
        lambda venue: str(venues.get(venue, venue)),
        rule,
    )
