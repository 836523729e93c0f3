"""Keeping records safe, and looking whether all is well: backup, restore, doctor, the first administrator."""

from __future__ import annotations

from pathlib import Path

import click

from commands.shared import any_path, department_argument, existing_file
from planning.errors import StoreError


@click.command()
@department_argument
@click.option("-o", "--output", type=any_path, help="File to write. Default: in the folder's own backups.")
def backup(dept: str, output: Path | None) -> None:
    """Write a backup of all records of DEPT, also while others work."""
    from geodata.records.upkeep import backup_records, daily_backup_path

    click.echo(backup_records(dept, output or daily_backup_path(dept)))


@click.command()
@department_argument
@click.argument("file", type=existing_file)
@click.option("--of-another", is_flag=True, help="Also take over the records of another department.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(dept: str, file: Path, *, of_another: bool, yes: bool) -> None:
    """Replace all records of DEPT with those in FILE. The current ones are backed up first."""
    from geodata.records.upkeep import restore_records

    if not yes:
        click.confirm(f"Replace all records of {dept} by {file.name}?", abort=True)
    click.echo(restore_records(dept, file, of_another=of_another))


@click.command()
@department_argument
def doctor(dept: str) -> None:
    """Test what DEPT depends on: disk, files, database, tables, audit trail, backups, caches, versions."""
    from geodata.checks.doctor import examine

    findings = examine(dept)
    for item in findings:
        click.echo(f"{item.status.upper():5} {item.subject}: {item.finding} {item.fix}".rstrip())
    stops = [item.subject for item in findings if item.status == "stop"]
    if stops:
        raise StoreError(f"not well: {', '.join(stops)}", fix="fix what is marked STOP above")


@click.command()
@department_argument
@click.argument("email")
def appoint(dept: str, email: str) -> None:
    """Make EMAIL the first administrator of DEPT, who adds everyone else."""
    from geodata.departments import open_records
    from geodata.records.people import appoint_first_admin
    from geodata.records.upkeep import department_folder

    person = appoint_first_admin(open_records(department_folder(dept)), email)
    click.echo(f"{person['subject']} is the administrator of {dept}")
