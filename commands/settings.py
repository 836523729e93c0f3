"""What a department goes by, shown and set."""

from __future__ import annotations

import click

from commands.shared import department_argument, writer_at
from geodata.department.distances import set_distances
from geodata.department.local_time import set_time_zone
from geodata.department.time_zones import zone_title
from geodata.departments import open_department
from planning.words.lengths import METERS_IN


@click.command()
@department_argument
@click.option(
    "--time-zone",
    metavar="ZONE",
    help="The department's time zone, such as America/Chicago, or 'counties' for the one its counties keep.",
)
@click.option("--distances", type=click.Choice(list(METERS_IN)), help="What distances are shown and asked in.")
def settings(dept: str, time_zone: str | None, distances: str | None) -> None:
    """Show the settings of DEPT, or set its time zone or its unit of distances."""
    department = open_department(dept)
    by = None if department.folder is None else writer_at(department.folder)
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
