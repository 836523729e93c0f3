"""Whether a file is still what its department gives."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from commands.shared import any_path
from geodata.records.store import command_line_actor

NOT_EQUAL = 1
SHOWN = 20


@click.command()
@click.argument("file", type=any_path, metavar="FILE")
@click.option("--department", "dept", metavar="DEPT", help="Where it is. Default: looked for by the name in the file.")
def verify(file: Path, dept: str | None) -> None:
    """Make a file again from the department and rule it names, and say if it is equal.

    Any CSV, JSON, Excel, ZIP, GeoPackage, GeoJSON, GeoParquet, HTML or PDF of ours. It ends with 0 if every figure is
    equal, 1 if one is not, or if the file was made from another state of the data: then it names which.
    """
    from geodata.products.verify import EQUAL, verify_file

    found = verify_file(file, command_line_actor(), dept)
    click.echo(found.sentence)
    for difference in found.differences[:SHOWN]:
        click.echo(f"  {difference.sentence}")
    if len(found.differences) > SHOWN:
        click.echo(f"  ... and {len(found.differences) - SHOWN} more")
    if found.outcome != EQUAL:
        sys.exit(NOT_EQUAL)
