"""Which rule a department plans by: what its place offers, what was chosen, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from geodata.department.department import Department, load_department
from geodata.department.findings import Finding
from geodata.department.rules import load_rules
from geodata.department.versions import is_department
from planning.errors import PlanningError
from planning.lists import listed
from planning.rules import NO_RULES, PLANNING_DEFAULT, ThresholdRule, find_rule, rules_of_place

NONE_IN_FORCE = "none"
"""What is said where no rule is in force: an answer like any other."""
COUNTY_DIGITS = 5


def rules_here(department: Department) -> tuple[ThresholdRule, ...]:
    """Return the presets that are law or policy where the department is, those of the smallest place first.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> rules_here(build_demo())
    ()
    """
    return rules_of_place(sorted({geoid[:COUNTY_DIGITS] for geoid in department.tracts["geoid"].astype(str)}))


def with_rule(department: Department, name: str | None, folder: Path | None = None) -> Department:
    """Return a department that plans by a rule; as it was where none is named.

    Parameters
    ----------
    name : str, optional
        A rule, several joined by +, or ``none`` where none is in force.
    folder : Path, optional
        Of a department whose own rules count too.

    Raises
    ------
    UnknownNameError
        If there is no such rule; the nearest is offered.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> with_rule(build_demo(), "none").settings.rule
    'planning_default'
    """
    if name is None:
        return department
    own = load_rules(load_department(folder)).rules if folder is not None and is_department(folder) else NO_RULES
    chosen = find_rule(PLANNING_DEFAULT if name == NONE_IN_FORCE else name, own)
    return replace(department, settings=replace(department.settings, rule=chosen.name))


def offer(rules: Sequence[ThresholdRule]) -> str:
    """Return in one sentence which rules a place has and whom each binds; that none is known where none is.

    Examples
    --------
    >>> from planning.rules import find_rule
    >>> offer([find_rule("nyc_ll30")])
    'Known here: nyc_ll30 (binds: Agencies of New York City that serve the public or respond to emergencies).'
    """
    if not rules:
        return "No rule of this place is known here. Ask your legal counsel whether one is in effect."
    named = [f"{rule.name} (binds: {rule.binds.rstrip('.')})" for rule in rules]
    return f"Known here: {listed(named)}."


def rule_findings(department: Department) -> list[Finding]:
    """Return what the check report says of the rule, and of own rules that cannot be read."""
    own = load_rules(department)
    broken = [
        Finding("look", "own rules", f"{note[0].upper()}{note[1:]}", "Fix the file, or remove it.")
        for note in own.notes
    ]
    try:
        rule = find_rule(department.settings.rule, own.rules)
    except PlanningError as error:
        return [Finding("stop", "threshold rule", f"The rule in use can’t be used: {error}"), *broken]
    binds, covers = (words or "not said." for words in (rule.binds, rule.scope))
    said = f"Planned by {rule.title} ({rule.name}). Binds: {binds} Covers: {covers}"
    if rule.name != PLANNING_DEFAULT:
        return [Finding("fine", "threshold rule", f"{said} Text: {rule.seen}."), *broken]
    return [Finding("fine", "threshold rule", f"{said} {offer(rules_here(department))}", HOW_TO_CHOOSE), *broken]


HOW_TO_CHOOSE = "Choose a rule on Materials, or with --rule. If none is in effect, this one is fine."
