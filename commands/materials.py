"""Where translated material is needed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from commands.shared import department_argument, level_option, output_option, prepared_department, show
from geodata import answers
from planning.thresholds import PRESETS


@click.command()
@department_argument
@click.option("--rule", "rule_name", metavar="NAME", help=f"Threshold rule: {', '.join(sorted(PRESETS))}.")
@level_option
@click.option("--combined", is_flag=True, help="Also the verdict that counts both errors, beside the other.")
@output_option
def materials(dept: str, rule_name: str | None, level: str | None, combined: bool, output: Path | None) -> None:
    """Where translated material is needed, by a threshold rule."""
    prepared = prepared_department(dept)
    rule = answers.rule_of(prepared.department, rule_name)
    level = level or answers.level_of(prepared.department, rule)
    table = answers.verdicts(prepared, rule, level)
    if combined:
        both = answers.verdicts_with_both_errors(prepared, rule, level)
        table = table.merge(both, on=["area_id", "language"], how="left")
    show(
        table,
        output,
        prepared.department,
        f"Translated material by {level}",
        rule.citation_on(date.today()),
    )
