"""Records of places that are gone: shown, and put with the places they are now."""

from __future__ import annotations

import click

from commands.shared import department_argument, open_asked
from geodata.departments import open_department, open_records
from geodata.records.outlived import move_records, outlived_places
from geodata.records.places import Place, PlaceKind
from geodata.records.store import command_line_actor
from planning.errors import InputError
from planning.lists import counted


@click.command()
@department_argument
@click.option(
    "--venue", "venues", multiple=True, metavar="OLD=NEW", help="A venue that is gone is now NEW. May be repeated."
)
@click.option(
    "--area", "areas", multiple=True, metavar="OLD=NEW", help="An area that is gone is now NEW. May be repeated."
)
def places(dept: str, venues: tuple[str, ...], areas: tuple[str, ...]) -> None:
    """Show what is on record of venues and areas that are gone, and say which places they are now.

    Everything goes along: skipped venues, facts, remarks, meetings, locks in saved plans, partners, concerns, and board
    seats.
    """
    moved = dict(_pair("venue", text) for text in venues) | dict(_pair("area", text) for text in areas)
    if moved:
        department = open_department(dept)
        if department.settings.is_demo:
            raise InputError("the demo cannot be changed", fix="make a department of your own with 'outreach.py new'")
        count = move_records(open_records(dept), command_line_actor(), department, moved)
        click.echo(f"{counted(count, 'record')} moved")
    opened = open_asked(dept)
    left = outlived_places(opened.store, opened.actor, opened.department)
    for one in left:
        shown = f"{one.name} [{one.id}]" if one.name != one.id else one.id
        near = f' (if it is {one.suggested} now: --{one.kind} "{one.id}={one.suggested}")' if one.suggested else ""
        click.echo(f"{one.kind} {shown} is gone. On record: {', '.join(one.known)}{near}")
    if not left:
        click.echo("every venue and area on record is there")


def _pair(kind: PlaceKind, text: str) -> tuple[Place, str]:
    old, equals, new = (part.strip() for part in text.partition("="))
    if not (equals and old and new):
        raise InputError(f"give the {kind} that is gone, an equals sign, and the one it is now", value=text)
    return (kind, old), new
