"""The demo's answers as they were last looked at: ``make golden`` renews them, a test compares.

A change that moves a figure of the demo shows here, in a difference a person can read, before it shows in a council.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from geodata.demo.harbor_falls import build_demo
from geodata.department import answers
from geodata.department.answers import PreparedDepartment, prepare
from geodata.meetings.answers import meeting_plan
from geodata.meetings.inputs import meeting_inputs
from geodata.officers.coverage import exact_coverage
from geodata.officers.posts import level_posts
from planning.meetings.options import MeetingOptions
from planning.officers.options import PostOptions

FOLDER = Path(__file__).resolve().parent
DECIMALS = 4
"""Of persons and shares: enough to see a change, too few to see another processor."""
TODAY = date(2026, 3, 1)
"""Reasons tell of a review that is overdue."""


def need(prepared: PreparedDepartment) -> pd.DataFrame:
    """Return the need by beat."""
    return answers.need(prepared, "beat")


def materials(prepared: PreparedDepartment) -> pd.DataFrame:
    """Return the verdicts by district, each with its reason."""
    level = prepared.department.coarsest_level
    return answers.verdicts(prepared, answers.rule_of(prepared.department), level, today=TODAY)


def meetings(prepared: PreparedDepartment) -> pd.DataFrame:
    """Return the plan: one row a venue and language, with the people it adds; the last row is the whole."""
    plan = meeting_plan(meeting_inputs(prepared, MeetingOptions(radius_m=prepared.department.settings.radius_m)))
    rows = [
        {"site_id": site.site_id, "name": site.name, "language": language, "adds": site.adds[language]}
        for site in plan.sites
        for language in site.languages
    ]
    rows.append({"site_id": "(all)", "name": plan.status, "language": "all", "adds": plan.objective_value})
    return pd.DataFrame(rows)


def officers(prepared: PreparedDepartment) -> pd.DataFrame:
    """Return posts, officers and gap by district, shift and language, as who may see the roster gets them."""
    posts = level_posts(prepared, answers.rule_of(prepared.department), PostOptions(level=None)).posts
    return exact_coverage(prepared.department, posts).drop(columns="level")


TABLES: Mapping[str, Callable[[PreparedDepartment], pd.DataFrame]] = {
    "need": need,
    "materials": materials,
    "meetings": meetings,
    "officers": officers,
}


def as_text(table: pd.DataFrame) -> str:
    """Return a table as it is kept: comma-separated, rounded, minus zero as zero."""
    rounded = table.round(DECIMALS)
    numbers = rounded.select_dtypes("number").columns
    rounded[numbers] = rounded[numbers] + 0.0
    return rounded.to_csv(index=False, lineterminator="\n")


def build_tables() -> dict[str, str]:
    """Return every table of the demo as it is now."""
    prepared = prepare(build_demo())
    return {name: as_text(table(prepared)) for name, table in TABLES.items()}


def renew() -> None:
    """Write every table anew, and say which changed."""
    for name, text in build_tables().items():
        path = FOLDER / f"{name}.csv"
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(text, encoding="utf-8")
        print(
            f"{path.name}: {'as before' if before == text else 'CHANGED, look at the difference before you commit it'}"
        )
