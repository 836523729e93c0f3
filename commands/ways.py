"""Ways to be understood: what each has and costs, and what is left to people by language and area or shift."""

from __future__ import annotations

from pathlib import Path

import click

from commands.shared import department_argument, level_option, open_asked, output_option, show, stamped
from geodata.access.ways import GAPS_TITLE, WAYS_TITLE, way_gaps, ways_table
from planning.access.way_words import gap_answer
from planning.access.ways import DEFAULT_USE, USES
from planning.vocabulary import DEPARTMENT_LEVEL


@click.command()
@department_argument
@level_option
@click.option(
    "--use", type=click.Choice(list(USES)), help=f"What people have to understand for. Default: {DEFAULT_USE}."
)
@output_option
def ways(dept: str, level: str | None, use: str | None, output: Path | None) -> None:
    """Ways to be understood: lists and prices. With --by or --use: what is left by language, area, and shift.

    A machine counts only for what it may be used for. The lists are kept on the page Materials, Ways.
    """
    opened = open_asked(dept)
    if level is None and use is None:
        show(ways_table(opened), output, opened.department, WAYS_TITLE, stamp=stamped(opened, "ways"))
        return
    level, use = level or DEPARTMENT_LEVEL, use or DEFAULT_USE
    gaps = way_gaps(opened, level, use)
    if level == DEPARTMENT_LEVEL:
        click.echo(f"note: {gap_answer(gaps, use).replace('**', '')}", err=True)
    title = f"{GAPS_TITLE}: {use}, by {level}"
    show(gaps, output, opened.department, title, stamp=stamped(opened, "ways-left", level=level, use=use))
