"""The briefs of all areas at once."""

from __future__ import annotations

from pathlib import Path

import click

from commands.shared import any_path, department_argument, open_asked


@click.command()
@department_argument
@click.option("--to", "folder", required=True, type=any_path, metavar="FOLDER", help="Folder to write to.")
@click.option("--rule", "rule_name", metavar="NAME", help="Threshold rule. Default: the department's own choice.")
def report(dept: str, folder: Path, rule_name: str | None) -> None:
    """Write a brief of every area and of the whole, as HTML and PDF, with an index.

    A run that was stopped goes on where it ended. What is up to date is not made again.
    """
    from geodata.briefs.area_brief import Briefs
    from geodata.briefs.report import INDEX, write_report
    from geodata.department import answers

    opened = open_asked(dept)
    briefs = Briefs(opened, answers.rule_of(opened.department, rule_name))
    made = 0
    for step in write_report(briefs, folder):
        made += not step.was_there
        click.echo(f"{step.number} of {step.of}: {step.title}{' (up to date)' if step.was_there else ''}", err=True)
    click.echo(f"{made} made, the others were up to date. Begin with {folder / INDEX}", err=True)
