"""What a department goes by, shown and set."""

from __future__ import annotations

import click

from commands.shared import department_argument, writer_at
from geodata.department.local_time import set_time_zone
from geodata.department.time_zones import zone_title
from geodata.departments import open_department


@click.command()
@department_argument
@click.option(
    "--time-zone",
    metavar="ZONE",
    help="The department's time zone, such as America/Chicago, or 'counties' for the one its counties keep.",
)
def settings(dept: str, time_zone: str | None) -> None:
    """Show the settings of DEPT, or set its time zone."""
    department = open_department(dept)
    if time_zone is not None and department.folder is not None:
        by = writer_at(department.folder)
        department = set_time_zone(department, "" if time_zone == "counties" else time_zone, by)
    elif time_zone is not None:
        department = set_time_zone(department, time_zone)
    said = "as said" if department.settings.time_zone else "as its counties do"
    click.echo(f"name: {department.settings.name}")
    click.echo(f"survey: {department.settings.period}")
    click.echo(f"rule: {department.settings.rule}")
    click.echo(f"time zone: {department.zone.key}, {zone_title(department.zone.key)}, {said}")
