"""Where bilingual officers are lacking, what closes the gap, and where those who could be officers live."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pandas as pd

from commands.shared import (
    any_path,
    columns_said,
    department_argument,
    existing_file,
    input_option,
    level_option,
    map_option,
    open_asked,
    output_option,
    reach_options,
    read_words,
    show,
    stamped,
    wants_map,
    word_options,
    write_map,
    writer_at,
)
from geodata.department import answers
from geodata.department.attach import Attached, attach_input, save_attached
from geodata.department.department import Department
from geodata.department.words import NOWHERE, with_words
from geodata.departments import ask_records, open_department, open_records
from geodata.inputs.registry import LATER
from geodata.officers import coverage as officer_answers
from geodata.officers import posts as officer_posts
from geodata.officers.interpreter_use import bill_of, interpreter_use, months_of
from geodata.officers.places import DEFAULT_SHIFTS, counts_nowhere, hours_of_shifts
from geodata.officers.recruiting import by_area, hiring_events, left_out_near, residents_near, sum_text
from geodata.officers.roster_words import review_words
from geodata.officers.spellings import load_decisions, review_of, save_decisions
from geodata.officers.training import count_courses, load_courses
from geodata.papers import exports
from geodata.products.asked import BESIDE, options_as_json
from geodata.records.store import command_line_actor
from planning.errors import InputError
from planning.languages.groups import find_language
from planning.lists import counted
from planning.officers.options import BASES, SENSIBLE, PostOptions, read_shift_hours
from planning.officers.published import as_range, sum_levers
from planning.officers.relief import LEAVE_HOURS, Duty
from planning.vocabulary import BEAT_LEVEL
from planning.words.formats import distance_and_meters, whole_number
from planning.words.wording import percent


def note_ids(dept: str, note: str, rows: int) -> None:
    """Write into the audit trail that exact counts or officers' ids were taken along."""
    open_records(dept).record_export(command_line_actor(), "roster", note, rows)


def duty_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say what the relief factor is made from; the command takes ``duty``."""

    @functools.wraps(command)
    def asked(*args: Any, leave: float, days_off: float | None, shift_length: float | None, **given: Any) -> Any:
        return command(*args, duty=Duty(leave, days_off, shift_length), **given)

    options = (
        click.option("--shift-length", type=float, metavar="HOURS", help="Of every shift. Default: the roster's own."),
        click.option(
            "--leave",
            type=float,
            default=LEAVE_HOURS,
            show_default=True,
            metavar="HOURS",
            help="Hours a year an officer is paid for and not on duty: leave, training, sickness.",
        ),
        click.option("--days-off", type=float, metavar="N", help="Days off a week. Default: a 40-hour week."),
    )
    for option in reversed(options):
        asked = option(asked)
    return asked


@click.command()
@department_argument
@click.option("--rule", "rule_name", metavar="NAME", help="Threshold rule that says where a slot is needed.")
@click.option(
    "--posts",
    "basis",
    type=click.Choice(list(BASES)),
    default="rule",
    show_default=True,
    help="What slots are based on: the rule, LEP residents, or counted requests.",
)
@click.option("--by", "level", metavar="LEVEL", help=f"A level of the beat map, department, or {SENSIBLE}.")
@click.option(
    "--people", type=float, default=PostOptions().least_people, help="LEP residents from which a slot is set."
)
@click.option("--target", type=float, help="Service target from 0 to 1. Default: officers by the relief factor.")
@click.option("--requests", type=existing_file, help="Counts by area and hour, in place of the department's own.")
@click.option("--days", type=float, default=365.0, show_default=True, help="Days the requests were counted over.")
@duty_options
@click.option(
    "--hours", metavar="TEXT", help="Hours of the shifts, as `day 7-15; night 23-7`. Default: the roster's own."
)
@click.option("--exact", is_flag=True, help="Exact counts in place of bands, noted in the audit trail.")
@output_option
def officers(
    dept: str,
    rule_name: str | None,
    basis: str,
    level: str | None,
    people: float,
    target: float | None,
    requests: Path | None,
    days: float,
    duty: Duty,
    hours: str | None,
    exact: bool,
    output: Path | None,
) -> None:
    """Where you are short of bilingual officers, by area, shift, and language.

    One or two officers of a unit and shift are written 1-2, and totals are sums of that, so the gap is a range.
    FILE.gpkg, .geojson, .parquet or .zip is a map.
    """
    opened = open_asked(dept)
    prepared = opened.prepared
    if requests:
        attached = attach_input(prepared.department, "requests", requests)
        for note in attached.notes:
            click.echo(f"note: {note}", err=True)
        prepared = replace(prepared, department=attached.department)
    department = prepared.department
    rule = answers.rule_of(department, rule_name)
    hours_given = read_shift_hours(hours) if hours else hours_of_shifts(department)
    options = PostOptions(basis, level, people, target, days=days, duty=duty, shift_hours=hours_given)
    asked = {"options": options_as_json(options), BESIDE: requests.name if requests else None}
    if output is not None and wants_map(output):
        if exact or requests:
            raise click.UsageError("A map has counts in ranges, from the department’s own requests.")
        write_map(opened, output, stamped(opened, "map-coverage", rule, **asked))
        return
    posts = officer_posts.level_posts(prepared, rule, options).posts
    click.echo(f"note: {officer_posts.relief_sentence(department, options)}", err=True)
    if department.roster is None:
        click.echo("note: no roster was added, so officers short are unknown. Slots are known.", err=True)
    elif unplaced := officer_answers.unplaced_note(department):
        click.echo(f"note: {unplaced}", err=True)
    elif nowhere := counts_nowhere(department):
        click.echo(f"note: {nowhere}", err=True)
    if exact and department.roster is not None:
        table = officer_answers.exact_coverage(department, posts)[officer_answers.coverage_columns(level)]
        note_ids(dept, "officers --exact", len(table))
        stamp = stamped(opened, "officers-exact", rule, **asked)
    else:
        bands = officer_answers.published_speakers(department)
        coverage = officer_answers.published_coverage(department, posts, bands)
        table = officer_answers.coverage_table(coverage, level)
        stamp = stamped(opened, "officers", rule, **asked)
    title = f"Bilingual coverage by {level or department.coarsest_level}"
    show(table, output, department, title, rule.statement_on(opened.today), stamp=stamp)


@click.command()
@department_argument
@click.option("--rule", "rule_name", metavar="NAME", help="Threshold rule that says where a slot is needed.")
@click.option("--by", "level", metavar="LEVEL", default=SENSIBLE, show_default=True)
@click.option("--target", type=float, help="Service target from 0 to 1. Default: officers by the relief factor.")
@duty_options
@click.option("--unit-minimum", type=int, default=0, help="Officers every unit keeps when some are moved.")
@click.option("--moves", "most_moves", type=int, help="No more transfers than this.")
@click.option("--exact", is_flag=True, help="Exact numbers, each officer counted once, noted in the audit trail.")
@click.option("--ids", is_flag=True, help="The same, and officers by their ID, noted in the audit trail.")
@click.option("-o", "--output", type=any_path, help="JSON file to write.")
def levers(
    dept: str,
    rule_name: str | None,
    level: str,
    target: float | None,
    duty: Duty,
    unit_minimum: int,
    most_moves: int | None,
    exact: bool,
    ids: bool,
    output: Path | None,
) -> None:
    """Ways to fill the shortage, cheapest first: tests, then moves, then hires.

    In ranges, as the counts of officers outside the roster are. With --exact or --ids, the plan itself.
    """
    opened = open_asked(dept)
    department = opened.department
    if department.roster is None:
        raise InputError(
            "there is no roster, so we can’t tell who could be tested or moved",
            fix=f"add one: outreach.py attach {dept} --roster FILE",
        )
    if nowhere := counts_nowhere(department):
        click.echo(f"note: {nowhere}", err=True)
    rule = answers.rule_of(department, rule_name)
    options = PostOptions(level=level, target=target, duty=duty)
    posts = officer_posts.level_posts(opened.prepared, rule, options).posts
    click.echo(f"note: {officer_posts.relief_sentence(department, options)}", err=True)
    about = exports.about(
        department,
        f"Ways to fill the shortage in bilingual officers, slots by {level}",
        rule=rule.statement_on(opened.today),
        stamp=stamped(opened, "levers", rule, options=options_as_json(options)),
    )
    if not (exact or ids):
        if unit_minimum or most_moves is not None:
            raise click.UsageError("--unit-minimum and --moves are of the plan itself: add --exact or --ids.")
        _show_published_levers(department, posts, output, about)
        return
    wishes = officer_answers.move_wishes(department, unit_minimum, most_moves)
    plan = officer_answers.officer_plan(opened.prepared, posts, options, wishes)
    note_ids(dept, "levers --ids" if ids else "levers --exact", len(plan.tests) + len(plan.moves.moves))
    content = officer_answers.plan_as_json(plan, ids=ids)
    if output:
        exports.write_json(content, output, about)
        click.echo(f"plan written to {output}. What it is: {output.name}.about.txt", err=True)
        return
    click.echo(f"short: {plan.lacking:.2f} officers, each counted once")
    click.echo(f"1. test {len(plan.tests)} officers: closes {plan.by_tests:.2f}")
    click.echo(f"2. make {len(plan.moves.moves)} moves: closes {plan.moves.closes:.2f} ({plan.moves.status})")
    click.echo(
        f"3. hire {plan.hires.total} people: fills {plan.hires.closes:.2f} (no fewer than {plan.hires.bound} can)"
    )
    if ids:
        for row in plan.tests.itertuples():
            click.echo(f"   test {row.officer_id} ({row.languages}): {row.reason}")
        for row in plan.moves.moves.itertuples():
            click.echo(f"   move {row.officer_id} to {row.to_area} {row.to_shift} ({row.language}): {row.reason}")
    for row in plan.hires.by_languages().itertuples():
        click.echo(f"   hire {row.hires}: {row.languages}")


def _show_published_levers(department: Department, posts: pd.DataFrame, output: Path | None, about: str) -> None:
    """Write or print what the levers could close, from what is published of the roster."""
    table = officer_answers.published_coverage(department, posts, officer_answers.published_speakers(department))
    bands = sum_levers(table)
    if output:
        exports.write_json(officer_answers.levers_as_json(bands), output, about)
        click.echo(f"ranges written to {output}. What it is: {output.name}.about.txt", err=True)
        return
    click.echo(f"short: {as_range(*bands.lacking)} officers, each language by itself")
    click.echo(f"1. tests could close {as_range(*bands.tests)}")
    click.echo(
        f"2. moves and 3. hires would have to fill {as_range(*bands.rest)}. For who and how many: --exact, --ids"
    )


@click.command()
@department_argument
@click.option("--ids", is_flag=True, help="List officers by their ID, noted in the audit trail.")
@output_option
def training(dept: str, ids: bool, output: Path | None) -> None:
    """Officer training: how much is done, due, and expired. With --ids, whose."""
    opened = open_asked(dept)
    department = opened.department
    if department.roster is None:
        raise InputError(
            "there is no roster, so there are no courses to show", fix=f"outreach.py attach {dept} --roster FILE"
        )
    table = load_courses(department, opened.store, opened.actor, opened.today)
    if ids:
        note_ids(dept, "training --ids", len(table))
    else:
        table = count_courses(table)
    show(table, output, department, "Courses of officers", stamp=stamped(opened, "training"))


def add_word_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say what words of a roster mean."""
    for option in reversed(word_options):
        command = option(command)
    return command


@click.command()
@department_argument
@click.option("--set", "made", multiple=True, metavar="SPELLING=LANGUAGE", help="Decide one. May be repeated.")
@add_word_options
def decide(dept: str, made: tuple[str, ...], **given: tuple[str, ...]) -> None:
    """Show words of the roster that wait for a decision (languages, units, shifts), and decide them."""
    department = open_department(dept)
    units, shifts = read_words(given)
    if (made or units or shifts) and department.settings.is_demo:
        raise InputError("the demo cannot be changed", fix="make a department of your own with 'outreach.py new'")
    store = open_records(dept) if made else ask_records(dept)
    if made:
        decisions = dict(_decision(text) for text in made)
        seen = {r["spelling"]: r.version for r in store.records(command_line_actor(), "language_decision")}
        click.echo(f"{save_decisions(store, command_line_actor(), decisions, seen)} decisions saved")
    if units or shifts:
        by = writer_at(Path(dept))
        department = save_attached(
            Attached(with_words(department, units, shifts), (), what="units and shifts decided"), by
        )
        click.echo(f"{len(units) + len(shifts)} decisions about units and shifts saved")
    review = review_of(department, load_decisions(store))
    columns = ["as_found", "rows", "suggested", "confidence", "how", "decision"]
    for found, rows, suggested, confidence, how, decision in review[columns].itertuples(index=False, name=None):
        near = f"nearest {suggested} ({percent(confidence)}, {how})" if isinstance(suggested, str) else how
        click.echo(f"{found!r} in {counted(rows, 'row')}: {decision if isinstance(decision, str) else near}")
    if review.empty:
        click.echo("every language of the roster is written by its own name")
    show_words(department)


def show_words(department: Department) -> None:
    """Say what each word for a unit or a shift counts as, where it waits or was decided."""
    columns = ["kind", "as_found", "officers", "counts_as", "decision", "suggested"]
    rows = review_words(department)[columns].itertuples(index=False, name=None)
    for kind, found, officers, counts_as, decision, near in rows:
        who = f"{kind} {found!r} of {counted(officers, 'officer')}"
        if isinstance(decision, str):
            click.echo(f"{who}: {decision}")
        elif not isinstance(counts_as, str):
            nearest = f", nearest {near}" if isinstance(near, str) else ""
            say = f'--{kind} "{found}={near if nearest else NOWHERE}"'
            click.echo(f"{who}: counts nowhere{nearest} ({say})")
        elif kind == "shift" and counts_as not in DEFAULT_SHIFTS:
            click.echo(f'{who}: a shift of its own (if it is another: --shift "{found}=day")')


def _decision(text: str) -> tuple[str, str]:
    spelling, equals, decision = text.rpartition("=")
    if not (equals and spelling.strip()):
        raise InputError("a decision is a spelling, an equals sign and a language", value=text, fix="Spansih=spanish")
    return spelling.strip(), decision.strip()


def later_inputs(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command an option for every input that can be put in later."""
    for role in reversed(LATER):
        command = input_option(role)(command)
    return command


@click.command()
@department_argument
@later_inputs
@map_option
@add_word_options
def attach(dept: str, said: tuple[str, ...], **given: Any) -> None:
    """Put a roster, counts of requests, an interpreter's bill or the table of adults into the department DEPT.

    Each takes the place of the one that is there."""
    units, shifts = read_words(given)
    files = {name: given[name] for name in LATER if given.get(name)}
    if not files:
        raise click.UsageError(f"Use at least one of {', '.join(f'--{name}' for name in LATER)}.")
    columns = columns_said(said, files)
    department = open_department(dept)
    made = load_decisions(ask_records(dept))
    for name, path in files.items():
        assert path is not None
        attached = attach_input(department, name, path, made, said=columns.get(name))
        for note in attached.notes:
            click.echo(f"note: {note}")
        if attached.account is not None:
            click.echo(f"account: {attached.account.sentence()}")
        if name == "roster":
            attached = replace(attached, department=with_words(attached.department, units, shifts))
        department = save_attached(attached, writer_at(Path(dept)))
        if name == "roster" and (nowhere := counts_nowhere(department)):
            click.echo(f"note: {nowhere} Say what a word means with --unit or --shift, or: outreach.py decide {dept}")
        click.echo(f"{name}: {attached.department.provenance[-1].title} taken in ({department.content_hash})")


@click.command()
@department_argument
@level_option
@reach_options("--around", "Around every venue, in place of by area.")
@click.option("--events", type=int, metavar="N", help="Plan this many hiring events. Writes JSON.")
@click.option("--language", metavar="L", help="With --around or --events: whose residents.")
@output_option
def recruit(
    dept: str, level: str | None, radius_m: float | None, events: int | None, language: str | None, output: Path | None
) -> None:
    """Where bilingual residents live: by area, around every venue, or where hiring events reach most of them."""
    opened = open_asked(dept)
    department = opened.department
    if not department.language.has_very_well:
        click.echo(
            "note: this table has no lines for people who speak English “very well,” so we can’t count "
            "bilingual residents: get lines 004, 007, ... 037 of C16001 as well.",
            err=True,
        )
    if radius_m is None and events is None:
        level = level or BEAT_LEVEL
        table = by_area(opened.prepared, level)
        hidden = int((table["hidden"] != "").sum())
        if hidden:
            click.echo(f"note: {hidden} numbers under 10, or that would reveal one, are left empty.", err=True)
        stamp = stamped(opened, "recruit", level=level)
        show(table.drop(columns="hidden"), output, department, f"Bilingual residents by {level}", stamp=stamp)
        return
    if language is None:
        raise click.UsageError("Say whose residents: --language L.")
    chosen = find_language(language).id
    reach = department.settings.radius_m if radius_m is None else radius_m
    within = distance_and_meters(reach, metric=department.settings.is_metric)
    if left_out := left_out_near(opened.prepared, chosen):
        click.echo(f"note: {left_out}", err=True)
    if events is None:
        table = residents_near(opened.prepared, chosen, reach).drop(columns="hidden")
        show(
            table,
            output,
            department,
            f"Bilingual residents within {within} of every venue: {chosen}",
            stamp=stamped(opened, "residents-near", language=chosen, radius_m=reach),
        )
        return
    planned = hiring_events(opened.prepared, chosen, reach, events)
    if output:
        title = f"Hiring events: {events} within {within}, {chosen}"
        stamp = stamped(opened, "hiring-events", language=chosen, radius_m=reach, events=events)
        exports.write_json(planned.as_json(), output, exports.about(department, title, stamp=stamp))
        return
    plan = planned.plan
    for number, site in enumerate(plan.sites, start=1):
        people = planned.hidden[site.site_id] or whole_number(site.adds_total)
        click.echo(f"{number}. {site.name} [{site.site_id}]: adds {people} bilingual residents")
    reached, whole, bound = (
        sum_text(people) for people in (plan.objective_value, sum(plan.demand.values()), plan.bound)
    )
    click.echo(f"{reached} of {whole} reached, at most {bound} can be")


@click.command()
@department_argument
@output_option
def interpreters(dept: str, output: Path | None) -> None:
    """Use of interpreters by language: calls, calls for every 1,000 LEP residents with both errors, and by way."""
    opened = open_asked(dept)
    table = interpreter_use(opened.prepared)
    department = opened.department
    title = f"Use of interpreters, {months_of(bill_of(opened.prepared))}"
    show(table, output, department, title, stamp=stamped(opened, "interpreters"))
