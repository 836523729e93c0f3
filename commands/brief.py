"""The brief of a place, to print or to write into."""

from __future__ import annotations

from pathlib import Path

import click

from commands.shared import any_path, department_argument, existing_file, level_option, open_asked
from geodata.briefs.area_brief import Briefs
from geodata.briefs.place import areas_together, drawn_place
from geodata.department import answers
from geodata.inputs.drawn_shape import read_shape
from geodata.papers.printed import write_paper


@click.command()
@department_argument
@click.option(
    "--area", "areas", multiple=True, metavar="ID", help="ID of the area, or 'department'. Repeat for several together."
)
@click.option("--shape", type=existing_file, metavar="FILE", help="A drawn shape in place of areas: a map file.")
@click.option("--rule", "rule_name", metavar="NAME", help="Threshold rule. Default: the department's own choice.")
@click.option("--reasons", is_flag=True, help="Add a second part with the reasons, language by language.")
@level_option
@click.option("-o", "--output", required=True, type=any_path, help="File to write: .html, .pdf, or .docx (Word).")
def brief(
    dept: str,
    areas: tuple[str, ...],
    shape: Path | None,
    rule_name: str | None,
    reasons: bool,
    level: str | None,
    output: Path,
) -> None:
    """Print the brief of an area, of several together, or of a drawn shape: one page."""
    if bool(areas) == (shape is not None):
        raise click.UsageError("Name areas with --area, or a map file with --shape.")
    opened = open_asked(dept)
    prepared = opened.prepared
    if shape is not None:
        place = drawn_place(prepared, read_shape(shape), shape.stem)
    else:
        place = areas_together(prepared, areas, level)
    briefs = Briefs(opened, answers.rule_of(opened.department, rule_name))
    write_paper(briefs.paper(place, reasons=reasons), output)
    click.echo(f"brief of {place.title} written to {output}", err=True)
