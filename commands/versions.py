"""The versions of a department: listed, compared, and brought back."""

from __future__ import annotations

from pathlib import Path

import click

from commands.shared import department_argument, output_option, writer_at
from geodata.department.version_list import bring_version_back, compare_versions, list_versions, undo_write
from geodata.papers.exports import write_table
from geodata.records.upkeep import department_folder
from planning.errors import InputError


@click.command()
@department_argument
@click.option("--compare", nargs=2, metavar="A B", help="What two versions differ in. The first letters are enough.")
@click.option("--undo", is_flag=True, help="Bring back what was there before the newest write.")
@click.option("--bring-back", metavar="VERSION", help="Go back to an older version for everyone.")
@output_option
def versions(
    dept: str, compare: tuple[str, str] | None, undo: bool, bring_back: str | None, output: Path | None
) -> None:
    """List the versions of DEPT, compare two, or go back to one.

    Every other command opens an old one as DEPT/versions/VERSION."""
    if sum((bool(compare), undo, bool(bring_back))) > 1:
        raise InputError("--compare, --undo and --bring-back are three things", fix="use one of them")
    folder = department_folder(dept)
    if undo or bring_back:
        by = writer_at(folder)
        version = undo_write(folder, by) if undo else bring_version_back(folder, str(bring_back), by)
        click.echo(f"version {version} is open now. The one before is saved")
        return
    frame = compare_versions(folder, *compare) if compare else list_versions(folder)
    if output:
        write_table(
            frame,
            output,
            "What two versions differ in. The first letters are enough." if compare else "Versions of a department",
        )
    elif frame.empty:
        click.echo("they are equal")
    else:
        click.echo(frame.to_string(index=False))
