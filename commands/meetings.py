"""Where to meet."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from scipy.sparse import csr_array

from commands.meeting_options import plan_options
from commands.shared import department_argument, existing_file, open_asked, output_option
from geodata.department.department import Department
from geodata.meetings.answers import (
    MeetingDetail,
    meeting_detail,
    meeting_draws,
    meeting_plan,
    not_counted,
    second_plan,
)
from geodata.meetings.inputs import MeetingInputs, wish_notes
from geodata.papers import exports
from geodata.papers.stamp import stamp_department
from planning.errors import InputError
from planning.languages.groups import language_name
from planning.meetings.alternatives import SecondBest
from planning.meetings.draws import PlanDraws
from planning.meetings.options import USUAL_TURNOUT, MeetingOptions
from planning.meetings.plan import MeetingPlan, least_served
from planning.meetings.seats import crowded_rooms
from planning.meetings.solving.objectives import OBJECTIVES
from planning.meetings.streets import WALKING_KMH
from planning.words.answers import not_counted_sentence, seats_sentence
from planning.words.formats import distance_and_meters, significant, whole_number
from planning.words.wording import percent

LEFT_OUT_PRINTED = 5
STAND_INS = (
    "there are no population points, so all people of a tract count at one point inside it. Add census "
    "blocks before you rely on who is within reach"
)


@click.command()
@department_argument
@plan_options
@click.option(
    "--draws",
    type=click.IntRange(0, 10_000),
    default=0,
    metavar="N",
    help="Redraw the census figures N times within their margins and say how often each site is chosen.",
)
@click.option("--seed", default=0, show_default=True, help="Test runs: the same seed gives the same test runs.")
@click.option("--second-best", "wants_second", is_flag=True, help="Also the best plan that differs, and what it costs.")
@click.option(
    "--left-out", "tells_left_out", is_flag=True, help="Also in the file: who is left out, by language and beat."
)
@click.option("--times", type=existing_file, help="Your table of travel times: origin (GEOID), venue_id, minutes.")
@click.option("--streets", type=existing_file, help="A street network to walk on: .osm.pbf or .graphml.")
@click.option("--walking-speed", default=WALKING_KMH, show_default=True, metavar="KMH")
@output_option
def meetings(
    dept: str,
    output: Path | None,
    radius_m: float | None,
    draws: int,
    seed: int,
    wants_second: bool,
    tells_left_out: bool,
    times: Path | None,
    streets: Path | None,
    walking_speed: float,
    **given: Any,
) -> None:
    """Where to meet, and in which languages, to reach the most people in their own."""
    if output:
        exports.require_json(output)
    opened = open_asked(dept)
    department = opened.for_meetings.department
    if department.population is None:
        click.echo(f"note: {STAND_INS}", err=True)
    vetoes = opened.venue_records().vetoes(department)
    for venue, reason in sorted(vetoes.items()):
        click.echo(f"note: {venue} is skipped in all plans: {reason}", err=True)
    if given.pop("no_seats"):
        given["turnout"] = None
    given["vetoes"] = tuple(sorted({*given["vetoes"], *vetoes}))
    options = MeetingOptions(radius_m=department.settings.radius_m if radius_m is None else radius_m, **given)
    inputs = opened.meeting_inputs(options)
    ways = _ways(department, inputs, times, streets, walking_speed)
    plan = meeting_plan(inputs, ways)
    for note in wish_notes(department, inputs.sites, options):
        click.echo(f"note: {note}", err=True)
    for note in crowded_rooms(plan, inputs.sites.candidates, options.turnout or USUAL_TURNOUT):
        click.echo(f"note: {note}{'' if options.turnout else ': without --no-seats, the plan counts it'}", err=True)
    left_out = not_counted_sentence(not_counted(opened.for_meetings, options)).replace("**", "")
    if left_out:
        click.echo(f"note: {left_out}", err=True)
    detail = meeting_detail(plan, inputs, ways)
    drawn = meeting_draws(plan, inputs, department.language, ways, draws=draws, seed=seed) if draws else None
    other = second_plan(plan, inputs, ways) if wants_second else None
    if output:
        _write(department, options, plan, detail if tells_left_out else None, drawn, other, output)
    else:
        _print(plan, options, detail, drawn, other)


def _ways(
    department: Department, inputs: MeetingInputs, times: Path | None, streets: Path | None, kmh: float
) -> csr_array | None:
    file = times or streets
    if file is None:
        return None
    if times is not None and streets is not None:
        raise InputError("use a table of times or a street network, not both")
    from geodata.meetings.travel import travel_by_file

    found = travel_by_file(file, inputs, department, kmh)
    for note in found.notes:
        click.echo(f"note: {note}", err=True)
    return found.travel


def _write(
    department: Department,
    options: MeetingOptions,
    plan: MeetingPlan,
    detail: MeetingDetail | None,
    drawn: PlanDraws | None,
    other: SecondBest | None,
    output: Path,
) -> None:
    content = plan.as_json()
    if detail is not None:
        left_out, more = detail.left_out, detail.next_site
        content["unreachable"] = dict(plan.unreachable)
        content["left_out"] = left_out.astype("object").where(left_out.notna(), None).to_dict("records")
        content["next_site"] = None if more is None else asdict(more)
    if drawn is not None:
        content["draws"] = drawn.as_json()
    if other is not None:
        content["second_best"] = other.plan.as_json() | {"without": other.without, "costs": other.costs}
    reach = distance_and_meters(options.radius_m, metric=department.settings.is_metric)
    title = f"Meeting plan: {options.meetings} meetings, reach {reach}, {options.objective}"
    stamp = stamp_department(department, "meetings", {})
    exports.write_json(content, output, exports.about(department, title, stamp=stamp))
    click.echo(f"plan written to {output}. What it is: {output.name}.about.txt", err=True)


def _worth(plan: MeetingPlan, options: MeetingOptions) -> str:
    """Return how many a plan reaches, and what is proven of it."""
    summary = (
        f"{whole_number(sum(plan.reached.values()))} of {whole_number(sum(plan.demand.values()))} people "
        f"reached, {plan.status}, "
    )
    if OBJECTIVES[plan.objective].counts_people and not options.weighs_people:
        summary += f"at most {whole_number(plan.bound)} can be"
    else:
        value, bound = (significant(one) for one in (plan.objective_value, plan.bound))
        summary += f"{plan.objective} {value} with bound {bound}"
    least = least_served(plan) if plan.objective == "fair" else None
    served = (
        "" if least is None else f", least served: {percent(least[1])} of those who speak {language_name(least[0])}"
    )
    seats = seats_sentence(plan.unseated, options.turnout).replace("**", "")
    return f"{summary} (mip gap {percent(plan.mip_gap)}){served}{'.' if seats else ''}{seats}"


def _range(drawn: PlanDraws) -> str:
    """Return the range of persons reached within the margins of error, and what was not made anew."""
    if not drawn.has_margins:
        return "this table has no margins of error, so nothing can be redrawn within them"
    fewer = (
        ""
        if drawn.made == drawn.asked
        else f" (the plan itself made again for {drawn.made} of {drawn.asked} test runs)"
    )
    return (
        f"within the margins of error, 8 times in 10: {whole_number(drawn.reached_low)} to "
        f"{whole_number(drawn.reached_high)}{fewer}"
    )


def _often(drawn: PlanDraws | None, site_id: str) -> str:
    """Return in how many draws a site is chosen; nothing where no plan was made anew."""
    if drawn is None or not drawn.made:
        return ""
    noise = ", close call" if drawn.by_noise(site_id) else ""
    return f", picked in {drawn.chosen.get(site_id, 0)} of {drawn.made} test runs{noise}"


def _print(
    plan: MeetingPlan, options: MeetingOptions, detail: MeetingDetail, drawn: PlanDraws | None, other: SecondBest | None
) -> None:
    for number, site in enumerate(plan.sites, start=1):
        adds = ", ".join(f"{whole_number(persons)} {language}" for language, persons in site.adds.items())
        click.echo(
            f"{number}. {site.name} [{site.site_id}] in {', '.join(site.languages)}: "
            f"adds {adds}{_often(drawn, site.site_id)}"
        )
    click.echo(_worth(plan, options))
    click.echo(f"note: found in {plan.seconds:.1f} s", err=True)
    left_out, more = detail.left_out, detail.next_site
    if more is not None:
        adds = ", ".join(f"{whole_number(persons)} {language}" for language, persons in more.adds.items())
        click.echo(f"one more meeting would help most at {more.name} [{more.site_id}]: adds {adds}")
    for row in left_out.head(LEFT_OUT_PRINTED).to_dict("records"):
        helps = "no unused venue is near"
        if isinstance(row["next_name"], str):
            helps = f"next {row['next_name']} [{row['next_site_id']}] would reach {whole_number(row['next_adds'])}"
        click.echo(f"not reached: {whole_number(row['left_out'])} {row['language']} in {row['area_id']}, {helps}")
    if len(left_out) > LEFT_OUT_PRINTED:
        click.echo(
            f"... {len(left_out) - LEFT_OUT_PRINTED} more beats and languages. For all of them: --left-out -o FILE.json"
        )
    if drawn is not None:
        click.echo(_range(drawn))
    if other is not None:
        names = ", ".join(site.name for site in other.plan.sites)
        click.echo(f"the next best plan that differs reaches {whole_number(other.persons)} fewer: {names}")
