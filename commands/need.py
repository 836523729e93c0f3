"""How many people need each language."""

from __future__ import annotations

from pathlib import Path

import click

from commands.shared import (
    department_argument,
    level_option,
    open_asked,
    output_option,
    show,
    stamped,
    wants_map,
    write_map,
)
from geodata.department import answers
from planning.vocabulary import BEAT_LEVEL


@click.command()
@department_argument
@level_option
@click.option("--combined", is_flag=True, help="Also the interval with both errors, and where the ± holds less often.")
@output_option
def need(dept: str, level: str | None, combined: bool, output: Path | None) -> None:
    """How many people need each language, by area. FILE.gpkg, .geojson, .parquet or .zip is a map."""
    opened = open_asked(dept)
    prepared, level = opened.prepared, level or BEAT_LEVEL
    if output is not None and wants_map(output):
        write_map(opened, output, stamped(opened, "map-need", level=level))
        return
    table = answers.need_with_intervals(prepared, level) if combined else answers.need(prepared, level)
    stamp = stamped(opened, "need", level=level, combined=combined)
    show(table, output, prepared.department, f"Language need by {level}", stamp=stamp)
