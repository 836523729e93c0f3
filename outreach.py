"""The command line: the same answers as the screens, for scripts, schedules and batch.

Exit 0 on success; 2 on bad input, with one sentence on standard error. ``DEPT`` is a department folder, or the
word ``demo``.
"""

from __future__ import annotations

import dataclasses
import importlib
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pandas as pd

from geodata import answers, exports
from geodata.answers import PreparedDepartment, prepare
from geodata.check import check_department, findings_frame
from geodata.department import Department, open_department, save_department
from geodata.intake import DepartmentFiles, read_department
from planning.errors import CrsError, PlanningError, UnknownNameError
from planning.languages import ALL, LANGUAGE_IDS, find_language
from planning.meetings.objectives import OBJECTIVES
from planning.meetings.options import MeetingOptions
from planning.thresholds import PRESETS

if TYPE_CHECKING:
    from geodata.fetch_steps import Progress  # the web is not needed to answer, and costs a second to load

EXIT_BAD_INPUT = 2
DEBUG_VARIABLE = "COMMON_TONGUE_DEBUG"
ROWS_PRINTED = 40


class Cli(click.Group):
    """A group whose commands end in one sentence, never in a traceback."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command and leave with its exit code."""
        try:
            super().main(*args, **{**kwargs, "standalone_mode": False})
        except PlanningError as error:
            _leave(str(error))
        except click.ClickException as error:
            _leave(error.format_message())
        except click.Abort:
            _leave("stopped.")
        except Exception:
            if os.environ.get(DEBUG_VARIABLE):
                raise
            _leave(f"a fault of the program, not of your input; run again with {DEBUG_VARIABLE}=1 to see it.")
        sys.exit(0)


def _leave(sentence: str) -> None:
    click.echo(f"outreach: {sentence}", err=True)
    sys.exit(EXIT_BAD_INPUT)


@click.group(cls=Cli, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(exports.software_version(), prog_name="Common Tongue")
def cli() -> None:
    """Where to hold meetings, where translated material is needed, where bilingual officers are lacking."""


existing_file = click.Path(exists=True, dir_okay=False, path_type=Path)
any_path = click.Path(path_type=Path)


def department_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the argument DEPT."""
    return click.argument("dept", metavar="DEPT")(command)


def output_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option -o."""
    return click.option("-o", "--output", type=any_path, help="File to write; its ending says how.")(command)


def level_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option --by."""
    return click.option("--by", "level", metavar="LEVEL", help="beat, department, or a level of the beat map.")(command)


@cli.command()
@click.argument("folder", metavar="DEPT", type=any_path)
@click.option("--name", required=True, help="What the department is called.")
@click.option("--beats", required=True, type=existing_file, help="Beat map: GeoJSON, zipped Shapefile, GeoPackage, ...")
@click.option("--beat-id", required=True, metavar="COL", help="Column of the beat map that holds the id.")
@click.option("--level", "levels", multiple=True, metavar="COL", help="Coarser level, finest first; may repeat.")
@click.option("--tracts", required=True, type=existing_file, help="Census tracts with GEOID.")
@click.option("--language", required=True, type=existing_file, help="ACS table C16001 by tract.")
@click.option("--population", type=existing_file, help="Census blocks or block groups: lon, lat, pop.")
@click.option("--venues", type=existing_file, help="Places to meet: name, lon, lat.")
@click.option("--roster", type=existing_file, help="Officers: id, unit, shift, languages, tier.")
@click.option("--vintage", required=True, type=click.IntRange(2009, 2100), help="Last year of the 5-year window.")
@click.option("--duplicates", type=click.Choice(["refuse", "dissolve"]), default="refuse", show_default=True)
@click.option("--beats-layer", metavar="NAME", help="Which layer, if the beat map has several.")
@click.option("--beats-crs", metavar="EPSG", help="Coordinate system, if the beat map does not say.")
@click.option("--tracts-crs", metavar="EPSG", help="The same for the tracts.")
@click.option("--replace", is_flag=True, help="Replace the department that is there; its records stay.")
def new(folder: Path, **given: Any) -> None:
    """Make the department folder DEPT from files."""
    replace = given.pop("replace")
    try:
        department = read_department(DepartmentFiles(**given))
    except CrsError as error:
        raise CrsError(error.what, value=error.value, fix=f"{error.fix} (--beats-crs or --tracts-crs)") from error
    saved = save_department(department, folder, replace=replace)
    for note in saved.notes:
        click.echo(f"note: {note}")
    click.echo(
        f"{saved.settings.name}: {len(saved.beats)} beats, {len(saved.tracts)} tracts, "
        f"{saved.settings.period}, saved in {folder} ({saved.content_hash})"
    )


def prepared_department(dept: str) -> PreparedDepartment:
    """Open a department and place its people."""
    return prepare(open_department(dept))


def show(frame: pd.DataFrame, output: Path | None, department: Department, title: str, rule: str = "") -> None:
    """Write the table to a file, or print it."""
    if output is None:
        shown = frame.head(ROWS_PRINTED)
        click.echo(shown.to_string(index=False, max_colwidth=60, na_rep="", float_format="{:,.2f}".format))
        if len(frame) > ROWS_PRINTED:
            click.echo(f"... {len(frame) - ROWS_PRINTED} more rows; write them all with -o FILE.csv")
        return
    about = exports.about(department, title, columns=tuple(frame.columns), rule=rule)
    exports.write_table(frame, output, about)
    click.echo(f"{len(frame)} rows written to {output}; what they are: {output.name}.about.txt", err=True)


@cli.command()
@department_argument
@output_option
def check(dept: str, output: Path | None) -> None:
    """Report joins, overlaps, holes, what lies outside, what is missing."""
    prepared = prepared_department(dept)
    findings = check_department(prepared)
    if output:
        show(findings_frame(findings), output, prepared.department, "Check report")
        return
    for item in findings:
        click.echo(f"{item.status.upper():5} {item.subject}: {item.finding} {item.fix}".rstrip())


@cli.command()
@department_argument
@level_option
@output_option
def need(dept: str, level: str | None, output: Path | None) -> None:
    """How many people need each language, by area."""
    prepared = prepared_department(dept)
    level = level or "beat"
    show(answers.need(prepared, level), output, prepared.department, f"Language need by {level}")


@cli.command()
@department_argument
@click.option("--rule", "rule_name", metavar="NAME", help=f"Threshold rule: {', '.join(sorted(PRESETS))}.")
@level_option
@output_option
def materials(dept: str, rule_name: str | None, level: str | None, output: Path | None) -> None:
    """Where translated material is needed, by a threshold rule."""
    prepared = prepared_department(dept)
    rule = answers.rule_of(prepared.department, rule_name)
    level = level or answers.level_of(prepared.department, rule)
    table = answers.verdicts(prepared, rule, level)
    show(
        table,
        output,
        prepared.department,
        f"Translated material by {level}",
        rule.citation_on(date.today()),
    )


def _ids(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...]:
    if value is None:
        return MeetingOptions().languages
    names = tuple(part.strip() for part in value.split(",") if part.strip())
    return tuple(find_language(name).id for name in names if name != ALL) if ALL not in names else LANGUAGE_IDS


@cli.command()
@department_argument
@click.option("--meetings", default=MeetingOptions().meetings, show_default=True, help="How many meetings.")
@click.option("--radius", "radius_m", type=float, help="Reach in metres; the department's own unless given.")
@click.option("--languages-per-meeting", default=MeetingOptions().languages_per_meeting, show_default=True)
@click.option("--objective", default="reach", show_default=True, help=f"One of: {', '.join(OBJECTIVES)}.")
@click.option("--lock", "locks", multiple=True, metavar="ID", help="Meet at this venue in any case; may repeat.")
@click.option("--veto", "vetoes", multiple=True, metavar="ID", help="Never meet at this venue; may repeat.")
@click.option(
    "--languages", callback=_ids, metavar="L,...", help="Languages to count; the six named ones unless given."
)
@click.option("--include-police", is_flag=True, help="Also consider police buildings.")
@output_option
def meetings(dept: str, output: Path | None, radius_m: float | None, **given: Any) -> None:
    """Where to meet, and in which languages, to reach the most people in their own."""
    prepared = prepared_department(dept)
    department = prepared.department
    reach = department.settings.radius_m if radius_m is None else radius_m
    options = MeetingOptions(radius_m=reach, **given)
    plan = answers.meeting_plan(prepared, options)
    if output:
        title = f"Meeting plan: {options.meetings} meetings, reach {options.radius_m:,.0f} m, {options.objective}"
        exports.write_json(plan.as_json(), output, exports.about(department, title))
        click.echo(f"plan written to {output}; what it is: {output.name}.about.txt", err=True)
        return
    for number, site in enumerate(plan.sites, start=1):
        adds = ", ".join(f"{persons:,.0f} {language}" for language, persons in site.adds.items())
        click.echo(f"{number}. {site.name} [{site.site_id}] in {', '.join(site.languages)}: adds {adds}")
    click.echo(
        f"{plan.objective_value:,.0f} of {sum(plan.demand.values()):,.0f} people reached; {plan.status}, "
        f"at most {plan.bound:,.0f} can be (mip gap {plan.mip_gap:.2%}), {plan.seconds:.1f} s"
    )


@cli.command()
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


@cli.command()
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


@cli.command()
@click.argument("name", required=False)
def bench(name: str | None) -> None:
    """Measure, side by side with what one would use instead; NAME is a file of benchmarks/."""
    folder = Path(__file__).resolve().parent / "benchmarks"
    known = sorted(path.stem for path in folder.glob("*.py") if not path.stem.startswith("_"))
    if name is not None and name not in known:
        raise UnknownNameError("benchmark", name, known)
    for each in [name] if name else known:
        click.echo(f"== {each}")
        importlib.import_module(f"benchmarks.{each}").run()


@cli.command()
@click.argument("folder", metavar="DEPT", type=any_path)
@click.option("--name", help="What the department is called.")
@click.option("--beats", metavar="FILE|ADDRESS", help="Beat map: a file, an ArcGIS layer, or a download.")
@click.option("--beat-id", metavar="COL", help="Column of the beat map that holds the id.")
@click.option("--level", "levels", multiple=True, metavar="COL", help="Coarser level, finest first; may repeat.")
@click.option("--state", metavar="FIPS", help="Two digits: 41.")
@click.option("--county", "counties", multiple=True, metavar="FIPS", help="Three digits: 051; may repeat.")
@click.option("--vintage", required=True, type=click.IntRange(2009, 2100), help="Last year of the 5-year window.")
@click.option("--bulk", is_flag=True, help="Languages from the national file, which needs no key.")
@click.option("--venues", type=existing_file, help="Places to meet: name, lon, lat.")
@click.option("--roster", type=existing_file, help="Officers: id, unit, shift, languages, tier.")
@click.option("--preset", metavar="CITY", help="Fill in what is known of a city; what is given goes before it.")
@click.option("--duplicates", type=click.Choice(["refuse", "dissolve"]), default="refuse", show_default=True)
@click.option("--beats-layer", metavar="NAME", help="Which layer, if the beat map has several.")
@click.option("--beats-crs", metavar="EPSG", help="Coordinate system, if the beat map does not say.")
@click.option("--replace", is_flag=True, help="Replace the department that is there; its records stay.")
@click.option("--refresh", is_flag=True, help="Fetch another year beside the one the department has.")
@click.option("--offline", is_flag=True, help="Use what was fetched before and ask nothing.")
def fetch(folder: Path, preset: str | None, *, replace: bool, refresh: bool, offline: bool, **given: Any) -> None:
    """Make the department folder DEPT from a beat map and the public sources.

    The Census key is read from CENSUS_API_KEY.
    """
    from geodata.city_presets import find_preset, form_values
    from geodata.fetch import FetchRequest, fetch_department
    from geodata.refresh import refresh_department
    from geodata.sources import Sources

    sources = dataclasses.replace(Sources.from_environment(), offline=offline)
    if refresh:
        found = refresh_department(
            folder, given["vintage"], sources, bulk=given["bulk"], counties=given["counties"], on_progress=show_progress
        )
    else:
        city = find_preset(preset) if preset else None
        filled = (form_values(city) if city else {}) | {name: value for name, value in given.items() if value}
        for name in ("name", "beats", "beat_id", "state", "counties"):
            if name not in filled:
                option = {"counties": "county"}.get(name, name).replace("_", "-")
                raise click.UsageError(f"Missing option '--{option}'. {city.caution if city else ''}".strip())
        found = fetch_department(
            FetchRequest(**filled), folder, sources, on_progress=show_progress, replace_existing=replace
        )
    saved = found.department
    for note in saved.notes:
        click.echo(f"note: {note}")
    for item in found.findings:
        click.echo(f"{item.status}: {item.finding}")
    click.echo(
        f"{saved.settings.name}: {len(saved.beats)} beats, {len(saved.tracts)} tracts, {saved.settings.period}, "
        f"{0 if saved.population is None else len(saved.population):,} population points, saved in {saved.folder} "
        f"({saved.content_hash})"
    )


def show_progress(progress: Progress) -> None:
    """Write the step on the last line of a terminal; a script or a log is spared it."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{progress.share:4.0%} {progress.step}", nl=False, err=True)
        if progress.number == progress.steps:
            click.echo("\r\033[K", nl=False, err=True)


if __name__ == "__main__":
    cli()
