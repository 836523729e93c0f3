"""The account of promises kept, for the public."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import click

from commands.shared import any_path, department_argument
from planning.suppression import FLOOR

DAYS = 365


@click.command()
@department_argument
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="First day; a year before the last unless given.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day; today unless given.")
@click.option(
    "--floor", type=click.IntRange(FLOOR), default=FLOOR, show_default=True, help="Smaller counts are hidden."
)
@click.option("-o", "--output", required=True, type=any_path, help="File to write: .html or .pdf.")
def accountability(dept: str, since: datetime | None, until: datetime | None, floor: int, output: Path) -> None:
    """Write what was asked, answered and told, safe to publish: no contact, no officer, no small count."""
    from geodata.department import DEMO, open_department
    from geodata.printed import write_paper
    from geodata.public_pages import accountability_paper
    from geodata.records.published import load_accountability
    from geodata.records.store import command_line_actor

    department = open_department(dept)
    last = until.date() if until else date.today()
    first = since.date() if since else last - timedelta(days=DAYS - 1)
    if dept == DEMO:
        from geodata.demo_records import demo_store

        store = demo_store()
    else:
        from geodata.records.engine import open_store

        store = open_store(department.folder)
    actor = command_line_actor()
    report = load_accountability(store, actor, first, last, floor)
    write_paper(accountability_paper(report, department.settings.name, is_demo=department.settings.is_demo), output)
    store.record_export(actor, "published", f"accountability {first} to {last}: {output.name}", 1)
    click.echo(f"account of {first} to {last} written to {output}", err=True)
