"""How many people need each language."""

from __future__ import annotations

from pathlib import Path

import click

from commands.shared import department_argument, level_option, output_option, prepared_department, show
from geodata import answers


@click.command()
@department_argument
@level_option
@output_option
def need(dept: str, level: str | None, output: Path | None) -> None:
    """How many people need each language, by area."""
    prepared = prepared_department(dept)
    level = level or "beat"
    show(answers.need(prepared, level), output, prepared.department, f"Language need by {level}")
