"""When to meet: days for the meetings of a plan, and what each needs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
import pandas as pd

from commands.shared import department_argument, existing_file, open_asked, output_option, reach_options, stamped
from geodata.meetings.season import season_packs
from geodata.meetings.season_files import SEASON_ENDINGS, read_observances_file, read_plan_sites, season_bytes
from geodata.papers import exports
from planning.errors import InputError
from planning.meetings.season.observances import with_own
from planning.meetings.season.pack import languages_text
from planning.meetings.season.season import SeasonWishes
from planning.words.formats import day_and_time

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@department_argument
@click.argument("plan", metavar="PLAN.json", type=existing_file)
@click.option("--from", "first", type=DAY, required=True, help="First day of the season.")
@click.option("--to", "last", type=DAY, required=True, help="Last day.")
@click.option(
    "--observances",
    type=existing_file,
    help="CSV: name, first, last, languages, strength, beside the department's own.",
)
@click.option("--weeks-apart", default=8, show_default=True, help="Not twice in a place within so many weeks.")
@click.option("--zone", default="", metavar="ZONE", help="Time zone for .ics. Default: the department's own.")
@reach_options("--radius", "Distance to a meeting. Default: the department's own.")
@click.option("--turnout", default=0.05, show_default=True, help="The share of people in reach who come: your guess.")
@output_option
def season(
    dept: str,
    plan: Path,
    first: datetime,
    last: datetime,
    observances: Path | None,
    weeks_apart: int,
    zone: str,
    radius_m: float | None,
    turnout: float,
    output: Path | None,
) -> None:
    """Give the meetings of a plan days, and say what each needs: interpreters, headsets, copies, tasks."""
    opened = open_asked(dept)
    wishes = SeasonWishes(first.date(), last.date(), weeks_apart=weeks_apart)
    free = opened.days_free(wishes)
    if observances is not None:
        free = with_own(free, read_observances_file(observances))
    sites = read_plan_sites(plan)
    packs = season_packs(
        opened.department,
        sites,
        wishes,
        free,
        turnout,
        facts=opened.venue_records().facts,
        taken=opened.meeting_days(),
        radius_m=radius_m,
    )
    if output is None:
        for pack in packs:
            slot = pack.slot
            day = "no date" if slot.day is None else day_and_time(slot.day, slot.starts)
            click.echo(
                f"{day}  {slot.name} in {languages_text(slot)}: {pack.interpreters} interpreters, "
                f"{pack.headsets} headsets{''.join('; ' + note for note in pack.notes)}"
            )
        return
    if output.suffix.lower() not in SEASON_ENDINGS:
        raise InputError(f"a season is written as one of {', '.join(SEASON_ENDINGS)}", value=output.name)
    where = pd.DataFrame([{name: site[name] for name in ("site_id", "lon", "lat")} for site in sites])
    ending, title = output.suffix.lower(), "Season of meetings"
    content = season_bytes(ending, opened.department, title, packs, where, wishes.minutes, zone)
    exports.write_file(output, content)
    exports.write_about(output, exports.about(opened.department, title, stamp=stamped(opened, "season")))
    click.echo(f"{len(packs)} meetings written to {output}", err=True)
