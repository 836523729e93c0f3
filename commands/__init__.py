"""The commands of ``outreach.py``: one module a family of verbs, one row here a command."""

from __future__ import annotations

import click

from commands.bench import bench
from commands.brief import brief
from commands.department import check, fetch, new
from commands.materials import copies, documents, materials, translate, worksheet
from commands.meetings import meetings
from commands.need import need
from commands.officers import attach, decide, levers, officers, recruit, training
from commands.promises import accountability
from commands.records import appoint, backup, doctor, restore
from commands.season import season

COMMANDS: tuple[click.Command, ...] = (
    new,
    fetch,
    check,
    need,
    materials,
    documents,
    translate,
    copies,
    worksheet,
    meetings,
    season,
    attach,
    officers,
    levers,
    decide,
    training,
    recruit,
    brief,
    accountability,
    backup,
    restore,
    doctor,
    appoint,
    bench,
)
"""Every command, in the order in which one meets them."""
