"""Where to meet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.shared import department_argument, output_option, prepared_department
from geodata import answers, exports
from planning.languages import ALL, LANGUAGE_IDS, find_language
from planning.meetings.objectives import OBJECTIVES
from planning.meetings.options import MeetingOptions


def _ids(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...]:
    if value is None:
        return MeetingOptions().languages
    names = tuple(part.strip() for part in value.split(",") if part.strip())
    return tuple(find_language(name).id for name in names if name != ALL) if ALL not in names else LANGUAGE_IDS


@click.command()
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
