"""What a department goes by, shown and set."""

from __future__ import annotations

from typing import Any

import click

from commands.shared import department_argument, writer_at
from geodata.department.distances import set_distances
from geodata.department.local_time import set_time_zone
from geodata.department.settings_change import SETTABLE, set_settings
from geodata.department.time_zones import zone_title
from geodata.departments import open_department
from planning.errors import InputError
from planning.words.lengths import METERS_IN

SAID_ABOVE = ("name", "rule", "distances", "time_zone")
"""Settings that are shown in words of their own."""


@click.command()
@department_argument
@click.option(
    "--time-zone",
    metavar="ZONE",
    help="The department's time zone, such as America/Chicago, or 'counties' for the one its counties keep.",
)
@click.option("--distances", type=click.Choice(list(METERS_IN)), help="What distances are shown and asked in.")
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="NAME=VALUE",
    help="Another setting, as radius_m=1500 or name='Harbor Falls Police'. May be repeated.",
)
def settings(dept: str, time_zone: str | None, distances: str | None, assignments: tuple[str, ...]) -> None:
    """Show the settings of DEPT, or set some of them."""
    department = open_department(dept)
    by = None if department.folder is None else writer_at(department.folder)
    if assignments:
        department = set_settings(department, dict(map(_assignment, assignments)), by)
    if time_zone is not None:
        department = set_time_zone(department, "" if time_zone == "counties" else time_zone, by)
    if distances is not None:
        department = set_distances(department, distances, by)
    said = "as said" if department.settings.time_zone else "as its counties do"
    click.echo(f"name: {department.settings.name}")
    click.echo(f"survey: {department.settings.period}")
    click.echo(f"rule: {department.settings.rule}")
    click.echo(f"distances: {department.settings.distances}")
    click.echo(f"time zone: {department.zone.key}, {zone_title(department.zone.key)}, {said}")
    for name in SETTABLE:
        if name not in SAID_ABOVE:
            click.echo(f"{name}: {_written(getattr(department.settings, name))}")


def _assignment(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise InputError("a setting is given as NAME=VALUE", value=text[:60], fix="write radius_m=1500, for example")
    return name.strip(), value.strip()


def _written(value: Any) -> str:
    return " ".join(value) if isinstance(value, tuple) else str(value)
