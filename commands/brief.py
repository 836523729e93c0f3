"""The brief of an area, to print."""

from __future__ import annotations

from pathlib import Path

import click

from commands.shared import any_path, department_argument, level_option, open_asked
from geodata.department import answers
from geodata.papers.area_brief import area_brief
from geodata.papers.printed import write_paper


@click.command()
@department_argument
@click.option("--area", required=True, metavar="ID", help="ID of the area, or 'department' for the whole.")
@click.option("--rule", "rule_name", metavar="NAME", help="Threshold rule. Default: the department's own choice.")
@level_option
@click.option("-o", "--output", required=True, type=any_path, help="File to write: .html or .pdf.")
def brief(dept: str, area: str, rule_name: str | None, level: str | None, output: Path) -> None:
    """Print the brief of one area."""
    opened = open_asked(dept)
    rule = answers.rule_of(opened.department, rule_name)
    write_paper(area_brief(opened.prepared, area, level, rule, opened.today), output)
    click.echo(f"brief of {area} written to {output}", err=True)
