"""Making a department from files or from the public sources, and checking one."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.shared import (
    any_path,
    columns_said,
    department_argument,
    input_option,
    map_option,
    open_asked,
    output_option,
    read_words,
    show,
    time_zone_option,
    word_options,
    writer_at,
)
from geodata.checks.report import check_department
from geodata.department.attach import Attached, carry_over
from geodata.department.choose_rule import NONE_IN_FORCE, rule_findings, with_rule
from geodata.department.department import Department, load_department, save_department
from geodata.department.findings import Finding, findings_frame
from geodata.department.intake import DepartmentFiles, read_department
from geodata.department.provenance import said_in
from geodata.department.rules import load_rules, put_in_force
from geodata.department.versions import is_department
from geodata.department.words import with_words
from geodata.departments import Opened
from geodata.inputs.addresses import Located
from geodata.inputs.registry import FETCHED_IF_ASKED, FIRST, INPUTS
from geodata.inputs.said import Said, recall
from geodata.officers.places import counts_nowhere
from geodata.papers.stamp import stamp_department
from geodata.records.outlived import outlived_places
from planning.errors import CrsError
from planning.lists import counted
from planning.officers.roster import find_contradictions
from planning.rules import NO_RULES, find_rule
from planning.words.formats import whole_number
from planning.words.wording import percent

if TYPE_CHECKING:
    from geodata.fetch.steps import Progress  # the web is not needed to answer, and costs a second to load

READING: tuple[Callable[..., Any], ...] = (
    click.option(
        "--level", "levels", multiple=True, metavar="COL", help="Larger level, smallest first. May be repeated."
    ),
    click.option("--vintage", required=True, type=click.IntRange(2009, 2100), help="Last year of the 5-year window."),
    input_option("venues"),
    input_option("roster"),
    click.option(
        "--duplicates",
        type=click.Choice(["refuse", "dissolve"]),
        default="refuse",
        show_default=True,
        help="What to do with rows that share an id.",
    ),
    click.option(
        "--other-shapes",
        type=click.Choice(["refuse", "leave-out", "close-lines"]),
        default="refuse",
        show_default=True,
        help="What to do with points and lines in the beat map. Closed lines can be read as areas.",
    ),
    click.option("--beats-layer", metavar="NAME", help="Which layer, if the beat map has several, or 'all' of them."),
    click.option("--beats-crs", metavar="EPSG", help="Coordinate system, if the beat map does not say."),
    time_zone_option,
    click.option("--geocode", is_flag=True, help="Ask the Census Geocoder where the addresses of the venues are."),
    click.option("--venues-layer", metavar="NAME", help="Which layer of the venues. Default: all."),
    click.option("--venues-crs", metavar="EPSG", help="Coordinate system of the venues, if they are not in degrees."),
    map_option,
    *word_options,
    click.option(
        "--rule",
        "rule_name",
        metavar="NAME",
        help="Threshold rule to plan by, several joined by +, or 'none' if none is in effect.",
    ),
    click.option("--replace", is_flag=True, help="Replace the existing department. Its records stay."),
)
"""What every way of making a department asks of its beat map and of the files beside it."""


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that ``new`` and ``fetch`` share."""
    for option in reversed(READING):
        command = option(command)
    return command


@click.command()
@click.argument("folder", metavar="DEPT", type=any_path)
@click.option("--name", required=True, help="What the department is called.")
@input_option("beats")
@click.option("--beat-id", required=True, metavar="COL", help="Column of the beat map that holds the id.")
@input_option("tracts")
@input_option("language")
@input_option("replicates")
@input_option("population")
@reading_options
@click.option("--tracts-layer", metavar="NAME", help="Which layer of the tracts. Default: all.")
@click.option("--population-layer", metavar="NAME", help="Which layer of the population points. Default: all.")
@click.option("--tracts-crs", metavar="EPSG", help="The same for the tracts.")
@click.option("--population-crs", metavar="EPSG", help="The same for the population points.")
def new(folder: Path, said: tuple[str, ...], **given: Any) -> None:
    """Make the department folder DEPT from files."""
    replace, rule_name = given.pop("replace"), given.pop("rule_name")
    words = read_words(given)
    with_rule_known(rule_name, folder)
    columns = columns_said(said, [role for role in FIRST if given[role]])
    before, geocode = said_in(folder), given.pop("geocode")
    located = look_up_venues(given["venues"], columns.get("venues"), before) if geocode else None
    files = DepartmentFiles(**given, columns=columns, before=before, located=located)
    _make(folder, files, replace, words, rule_name)


def _make(
    folder: Path, files: DepartmentFiles, replace: bool, words: tuple[dict[str, str], ...], rule_name: str | None
) -> None:
    try:
        department = read_department(files)
    except CrsError as error:
        options = "--beats-crs, --tracts-crs, --population-crs, or --venues-crs"
        raise CrsError(error.what, value=error.value, fix=f"{error.fix} ({options})") from error
    department = with_words(department, *words)
    carried = carry_over(department, folder) if replace else Attached(department, ())
    by = writer_at(folder)
    chosen = with_rule(carried.department, rule_name, folder)
    saved = save_department(chosen, folder, replace=replace, seen=carried.seen, by=by)
    nowhere = counts_nowhere(saved) if files.roster else ""
    named = () if saved.roster is None or not files.roster else find_contradictions(saved.roster)
    for note in (*saved.notes, *named, *carried.notes, *((nowhere,) if nowhere else ())):
        click.echo(f"note: {note}")
    show_accounts(saved)
    show_rule_choice(saved)
    if replace:
        show_records_apart(folder)
    click.echo(
        f"{saved.settings.name}: {_size(saved)}, {saved.settings.period}, saved in {folder} ({saved.content_hash})"
    )


@click.command()
@click.argument("folder", metavar="DEPT", type=any_path)
@click.option("--name", help="What the department is called.")
@click.option("--beats", metavar="FILE|ADDRESS", help="Beat map: a file, an ArcGIS layer, or a download.")
@click.option("--beat-id", metavar="COL", help="Column of the beat map that holds the id.")
@click.option("--state", metavar="STATE", help="FIPS code, letters or name: 41, OR, Oregon.")
@click.option("--county", "counties", multiple=True, metavar="COUNTY", help="FIPS code or name. May be repeated.")
@click.option("--bulk", is_flag=True, help="Languages from the national file, which needs no key.")
@click.option(
    "--also",
    multiple=True,
    type=click.Choice(FETCHED_IF_ASKED),
    help=f"Fetch this too: {', '.join(f'{role} ({INPUTS[role].use})' for role in FETCHED_IF_ASKED)}. May be repeated.",
)
@click.option("--preset", metavar="CITY", help="Fill in what is known of a city. Your own options come first.")
@reading_options
@click.option("--refresh", is_flag=True, help="Fetch another year beside the one the department has.")
@click.option("--offline", is_flag=True, help="Use what was fetched before and ask nothing.")
def fetch(
    folder: Path,
    preset: str | None,
    *,
    said: tuple[str, ...],
    replace: bool,
    refresh: bool,
    offline: bool,
    geocode: bool,
    rule_name: str | None,
    **given: Any,
) -> None:
    """Make the department folder DEPT from a beat map and the public sources.

    The Census key is read from CENSUS_API_KEY.
    """
    from geodata.fetch.another_year import refresh_department
    from geodata.fetch.city_presets import find_preset, form_values
    from geodata.fetch.fetch_department import OWN, FetchRequest, fetch_department
    from geodata.fetch.places import find_county, find_state
    from geodata.fetch.sources import Sources

    words = read_words(given)
    with_rule_known(rule_name, folder)
    sources = dataclasses.replace(Sources.from_environment(), offline=offline)
    by = writer_at(folder)
    if refresh:
        found = refresh_department(
            folder,
            given["vintage"],
            sources,
            bulk=given["bulk"],
            counties=given["counties"],
            also=given["also"],
            on_progress=show_progress,
            by=by,
        )
    else:
        city = find_preset(preset) if preset else None
        filled = (form_values(city) if city else {}) | {name: value for name, value in given.items() if value}
        for name in ("name", "beats", "beat_id", "state", "counties"):
            if name not in filled:
                option = {"counties": "county"}.get(name, name).replace("_", "-")
                raise click.UsageError(f"Missing option '--{option}'. {city.caution if city else ''}".strip())
        filled["state"] = find_state(filled["state"])
        filled["counties"] = tuple(find_county(filled["state"], one, filled["vintage"]) for one in filled["counties"])
        columns = columns_said(said, [role for role in OWN if filled.get(role)])
        before = said_in(folder)
        located = look_up_venues(filled.get("venues"), columns.get("venues"), before, offline) if geocode else None
        request = FetchRequest(**filled, columns=columns, before=before, words=words, located=located)
        found = fetch_department(request, folder, sources, on_progress=show_progress, replace_existing=replace, by=by)
    saved = found.department
    if rule_name is not None:
        put_in_force(saved, with_rule(saved, rule_name, folder).settings.rule, by=by)
        saved = load_department(folder)
    for note in saved.notes:
        click.echo(f"note: {note}")
    for item in found.findings:
        click.echo(f"{item.status}: {item.finding}")
    show_accounts(saved)
    show_rule_choice(saved)
    if replace:
        show_records_apart(folder)
    points = counted(0 if saved.population is None else len(saved.population), "population point")
    click.echo(
        f"{saved.settings.name}: {_size(saved)}, {saved.settings.period}, {points}, saved in {saved.folder} "
        f"({saved.content_hash})"
    )


def look_up_venues(
    venues: Path | None, said: Mapping[str, str] | None, before: tuple[Said, ...], offline: bool = False
) -> Located | None:
    """Return where the addresses of a list of venues are; None where there is no list."""
    if venues is None:
        return None
    row = INPUTS["venues"]
    said = said or recall(before, row.role, row.look(venues, row.limits).columns)
    from geodata.fetch.geocoder import locate
    from geodata.fetch.sources import Sources

    return locate(venues, dataclasses.replace(Sources.from_environment(), offline=offline), _show_addresses, said)


def _show_addresses(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{whole_number(done)} of {whole_number(total)} addresses", nl=done == total, err=True)


def with_rule_known(rule_name: str | None, folder: Path) -> None:
    """Return nothing if a rule is known, before anything is read or fetched."""
    if rule_name not in (None, NONE_IN_FORCE):
        own = load_rules(load_department(folder)).rules if is_department(folder) else NO_RULES
        find_rule(str(rule_name), own)


def show_rule_choice(department: Department) -> None:
    """Say which rule a department plans by, and which there are where none was chosen."""
    for found in rule_findings(department):
        click.echo(f"rule: {found.finding} {found.fix}".rstrip())


def show_accounts(department: Department) -> None:
    """Say what became of the rows and columns of every file."""
    for _, account in department.accounts:
        click.echo(f"account: {account.sentence()}")


def _records_apart(opened: Opened) -> tuple[Finding, ...]:
    """Say which records speak of venues and areas that the department does not have."""
    return tuple(
        Finding(
            "look",
            f"{one.kind}s on record",
            f"The records know the {one.kind} {one.id} ({', '.join(one.known)}), which the department does not have.",
            f"Say which it is now: outreach.py places DEPT --{one.kind} {one.id}=NEW.",
        )
        for one in outlived_places(opened.store, opened.actor, opened.department)
    )


def show_records_apart(folder: Path) -> None:
    """Say after a department was replaced what is on record of venues and areas that are gone."""
    for item in _records_apart(open_asked(str(folder))):
        click.echo(f"look: {item.finding} {item.fix}")


def _size(department: Department) -> str:
    return f"{counted(len(department.beats), 'beat')}, {counted(len(department.tracts), 'tract')}"


def show_progress(progress: Progress) -> None:
    """Write the step on the last line of a terminal; a script or a log is spared it."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{percent(progress.share):>4} {progress.step}", nl=False, err=True)
        if progress.number == progress.steps:
            click.echo("\r\033[K", nl=False, err=True)


@click.command()
@department_argument
@output_option
def check(dept: str, output: Path | None) -> None:
    """Report joins, overlaps, holes, what lies outside, what is missing."""
    opened = open_asked(dept)
    prepared = opened.prepared
    findings = (*check_department(prepared), *_records_apart(opened))
    if output:
        stamp = stamp_department(prepared.department, "check", {})
        show(findings_frame(findings), output, prepared.department, "Check report", stamp=stamp)
        return
    for item in findings:
        click.echo(f"{item.status.upper():5} {item.subject}: {item.finding} {item.fix}".rstrip())
