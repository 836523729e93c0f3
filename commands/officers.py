"""Where bilingual officers are lacking, and where those who could be live."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from commands.shared import department_argument, level_option, output_option, prepared_department, show
from geodata import answers


@click.command()
@department_argument
@click.option("--rule", "rule_name", metavar="NAME", help="Threshold rule that says where a post is needed.")
@level_option
@output_option
def officers(dept: str, rule_name: str | None, level: str | None, output: Path | None) -> None:
    """Where bilingual officers are lacking, by area, shift and language."""
    prepared = prepared_department(dept)
    department = prepared.department
    rule = answers.rule_of(department, rule_name)
    table = answers.coverage(prepared, rule, level)
    if department.roster is None:
        click.echo("note: no roster was given, so officers and gap cannot be told; posts can.", err=True)
    unplaced = answers.unplaced_officers(prepared, rule, level)
    if len(unplaced):
        reasons = ", ".join(f"{count} because {why}" for why, count in unplaced["reason"].value_counts().items())
        click.echo(f"note: {len(unplaced)} speakers of the roster stand in no row: {reasons}.", err=True)
    title = f"Bilingual coverage by {level or department.coarsest_level}"
    show(table, output, department, title, rule.citation_on(date.today()))


@click.command()
@department_argument
@level_option
@output_option
def recruit(dept: str, level: str | None, output: Path | None) -> None:
    """Where bilingual residents live."""
    prepared = prepared_department(dept)
    department = prepared.department
    level = level or "beat"
    if not department.language.has_very_well:
        click.echo(
            'note: the lines "very well" are not in this table, so bilingual residents cannot be told: '
            "get lines 004, 007, ... 037 of C16001 as well.",
            err=True,
        )
    show(answers.recruiting(prepared, level), output, department, f"Bilingual residents by {level}")
