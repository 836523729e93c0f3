"""When to meet: days for the meetings of a plan, and what each needs."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
import pandas as pd

from commands.shared import department_argument, existing_file, output_option, prepared_department, records_of
from geodata.meetings.inputs import meeting_days
from geodata.meetings.own_days import as_observances, department_days, load_own_days
from geodata.meetings.season_files import SEASON_ENDINGS, read_observances_file, read_plan_sites, season_bytes
from geodata.meetings.venue_records import load_venue_records
from geodata.papers import exports
from geodata.records.store import command_line_actor
from planning.errors import InputError
from planning.meetings.season.observances import Observance, with_own
from planning.meetings.season.pack import build_pack, languages_text, task_holidays
from planning.meetings.season.season import Place, SeasonWishes, plan_season

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@department_argument
@click.argument("plan", metavar="PLAN.json", type=existing_file)
@click.option("--from", "first", type=DAY, required=True, help="First day of the season.")
@click.option("--to", "last", type=DAY, required=True, help="Last day.")
@click.option("--observances", type=existing_file, help="CSV: name, first, last, languages, strength; beside the own.")
@click.option("--weeks-apart", default=8, show_default=True, help="Not twice in a place within so many weeks.")
@click.option("--zone", default="", metavar="ZONE", help="Time zone for .ics, such as America/New_York.")
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
    turnout: float,
    output: Path | None,
) -> None:
    """Give the meetings of a plan days, and say what each needs: interpreters, headsets, copies, tasks."""
    department = prepared_department(dept).department
    wishes = SeasonWishes(first.date(), last.date(), weeks_apart=weeks_apart)
    free = _free_days(dept, wishes)
    if observances is not None:
        free = with_own(free, read_observances_file(observances))
    sites = read_plan_sites(plan)
    places = [Place(site["site_id"], site["name"], tuple(site["languages"])) for site in sites]
    adds = {site["site_id"]: site["adds"] for site in sites}
    seats = _column(department.venues, "capacity")
    hosts = _column(department.venues, "host_partner")
    known, taken = _from_records(dept)
    seats |= {venue: facts["capacity"] for venue, facts in known.items() if "capacity" in facts}
    hosts |= {venue: facts["host_partner"] for venue, facts in known.items() if "host_partner" in facts}
    holidays = task_holidays(free, wishes.first, wishes.last)
    packs = [
        build_pack(
            slot,
            adds[slot.site_id],
            turnout,
            seats.get(slot.site_id),
            str(hosts.get(slot.site_id) or ""),
            observances=holidays,
        )
        for slot in plan_season(places, wishes, free, taken)
    ]
    if output is None:
        for pack in packs:
            slot = pack.slot
            day = "no day" if slot.day is None else f"{slot.day:%a %Y-%m-%d} {slot.starts:%H:%M}"
            click.echo(
                f"{day}  {slot.name} in {languages_text(slot)}: {pack.interpreters} interpreters, "
                f"{pack.headsets} headsets{''.join('; ' + note for note in pack.notes)}"
            )
        return
    if output.suffix.lower() not in SEASON_ENDINGS:
        raise InputError(f"a season is written as one of {', '.join(SEASON_ENDINGS)}", value=output.name)
    where = pd.DataFrame([{name: site[name] for name in ("site_id", "lon", "lat")} for site in sites])
    content = season_bytes(output.suffix.lower(), department, "Season of meetings", packs, where, wishes.minutes, zone)
    exports.write_file(output, content)
    exports.write_about(output, exports.about(department, "Season of meetings"))
    click.echo(f"{len(packs)} meetings written to {output}", err=True)


def _free_days(dept: str, wishes: SeasonWishes) -> tuple[Observance, ...]:
    """Return the built-in list with the department's own days in it."""
    store = records_of(dept)
    own = () if store is None else as_observances(load_own_days(store, command_line_actor()))
    return department_days(own, wishes.first, wishes.last)


def _from_records(dept: str) -> tuple[dict[str, dict[str, Any]], dict[str, list[date]]]:
    """Return what is on record of the venues, and the days of meetings there."""
    store = records_of(dept)
    if store is None:
        return {}, {}
    actor = command_line_actor()
    facts = load_venue_records(store, actor).facts
    return {venue: dict(known) for venue, known in facts.items()}, meeting_days(store.records(actor, "event"))


def _column(venues: pd.DataFrame | None, name: str) -> dict[str, Any]:
    if venues is None or name not in venues.columns:
        return {}
    known = venues.dropna(subset=[name])
    return dict(zip(known["venue_id"], known[name], strict=True))
