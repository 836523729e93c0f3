"""Every agency of a state or the nation in one run, and a department made of one of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import click

from commands.shared import any_path, existing_file
from geodata import clock
from planning.lists import counted
from planning.rules import PLANNING_DEFAULT, PRESETS
from planning.words.formats import whole_number
from planning.words.wording import percent

if TYPE_CHECKING:
    from geodata.batch.run import Batch, Step

WHICH_SHOWN = 200
"""Characters of the names of what was left out; left_out.parquet has all of them."""
RULE_HELP = f"Threshold rule: {', '.join(sorted(PRESETS))}. Several, joined by +, hold at once."


def files_option(option: str, said: str, *, needed: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return an option for one file or several."""
    return click.option(option, type=existing_file, multiple=True, required=needed, metavar="FILE", help=said)


@click.command()
@click.argument("areas", type=existing_file, metavar="AREAS")
@click.option("--id", "id_column", required=True, metavar="COL", help="The column that tells agencies apart.")
@files_option("--tracts", "The map of tracts, in one file or one a state.")
@files_option("--language", "Table C16001 by tract.")
@files_option(
    "--points", "Population points, best of census blocks. Without them people are placed by land.", needed=False
)
@click.option("--rule", "rule_name", metavar="NAME", default=PLANNING_DEFAULT, show_default=True, help=RULE_HELP)
@click.option("--name", "name_column", default="", metavar="COL", help="The column that names an agency.")
@click.option(
    "--duplicates",
    type=click.Choice(["refuse", "dissolve"]),
    default="refuse",
    show_default=True,
    help="What to do with rows that share an id.",
)
@click.option("-o", "--output", "folder", type=any_path, required=True, metavar="FOLDER", help="Where the tables go.")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler. Default: processes of this machine.")
@click.option(
    "--workers",
    type=click.IntRange(0, 1000),
    default=None,
    metavar="N",
    help="How many processes. Default: one a core. 0 works in this one.",
)
def batch(
    areas: Path,
    id_column: str,
    tracts: tuple[Path, ...],
    language: tuple[Path, ...],
    points: tuple[Path, ...],
    rule_name: str,
    name_column: str,
    duplicates: str,
    folder: Path,
    scheduler: str | None,
    workers: int | None,
) -> None:
    """Language need and translation results of every agency on a map, as Parquet.

    FOLDER gets need, results, agencies, and states, a table in parts each, and left_out.parquet. What is done is kept:
    after a stop, give the same command again.
    """
    from geodata.batch.asked import Asked, find_rule_for_many
    from geodata.batch.cluster import workers_of
    from geodata.batch.run import run_batch

    rule = find_rule_for_many(rule_name)
    day = clock.today(UTC)
    tracts, language, points = (tuple(map(Path.resolve, given)) for given in (tracts, language, points))
    asked = Asked((areas.resolve(),), id_column, tracts, language, points, rule, day, name_column, duplicates)
    place, processes = folder.resolve(), (os.cpu_count() or 1) if workers is None else workers
    with workers_of(place, scheduler, processes) as ready:
        done = run_batch(place, asked, ready, _show_step)
    _tell(done, folder)


def _show_step(step: Step) -> None:
    """Write the step on the last line of a terminal; a script or a log is spared it."""
    if sys.stderr.isatty():
        share = step.done / step.of if step.of else 1.0
        click.echo(f"\r\033[K{percent(share):>4} {step.doing}, {step.done} of {step.of}", nl=False, err=True)
        if step.done >= step.of:
            click.echo("\r\033[K", nl=False, err=True)


def _tell(done: Batch, folder: Path) -> None:
    for note in done.notes:
        click.echo(f"note: {note}", err=True)
    for row in done.left_out.itertuples():
        which = f": {shorten(str(row.which), WHICH_SHOWN, placeholder=' ...')}" if row.which else ""
        click.echo(f"left out: {counted(int(str(row.rows)), 'row')} of {row.of}, {row.why}{which}.", err=True)
    if done.people_in_no_agency > 0:
        people = f"{whole_number(done.people_in_no_agency)} of {whole_number(done.people)} people"
        click.echo(f"note: {people} live in no agency on this map.", err=True)
    made = "" if done.made == done.pieces else f" {done.made} of {done.pieces} parts were made now, the others before."
    click.echo(f"{counted(done.agencies, 'agency', 'agencies')} written to {folder}.{made}", err=True)


@click.command()
@click.argument("folder", type=any_path, metavar="FOLDER")
@click.argument("dept", type=any_path, metavar="DEPT")
@click.option("--id", "agency", required=True, metavar="ID", help="Which agency, by its id.")
@click.option("--vintage", required=True, type=click.IntRange(2009, 2100), help="Last year of the 5-year window.")
@click.option("--name", metavar="TEXT", help="What the department is called. Default: its name on the map, or its id.")
def agency(folder: Path, dept: Path, agency: str, vintage: int, name: str | None) -> None:
    """Make a department of one agency of a batch, with the same numbers.

    Its one area is the agency. FOLDER is what 'outreach.py batch' wrote.
    """
    from commands.shared import writer_at
    from geodata.batch.agency import open_agency
    from geodata.department.department import save_department

    department = open_agency(folder.resolve(), agency, vintage, name)
    saved = save_department(department, dept, by=writer_at(dept))
    size = f"{counted(len(saved.tracts), 'tract')}"
    click.echo(f"{saved.settings.name} written to {dept}: 1 beat, {size}.", err=True)
