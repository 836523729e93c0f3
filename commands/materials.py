"""Where translated material is needed, what there is of it, how many copies, and what to translate next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pandas as pd

from commands.shared import (
    any_path,
    department_argument,
    existing_file,
    level_option,
    open_asked,
    output_option,
    show,
    stamped,
    wants_map,
    write_map,
)
from geodata.department import answers
from geodata.department.inside_groups import inside_groups
from geodata.department.names import area_title, words_of
from geodata.departments import Opened, open_records
from geodata.materials.distribution import PLACES_AN_AREA, distribute
from geodata.materials.evidence_file import read_evidence
from geodata.materials.inventory_file import inventory_table, read_inventory
from geodata.materials.papers import (
    matrix_paper,
    print_paper,
    translate_paper,
    verdicts_paper,
    worksheet_facts,
    worksheet_paper,
)
from geodata.materials.view import MaterialView, attendance_by_language, material_view, translate_next
from geodata.officers.spellings import load_decisions
from geodata.papers.printed import PAPER_ENDINGS, write_paper
from geodata.products.asked import costs_as_json
from geodata.products.registry import UNSHOWN
from geodata.records.holdings import load_holdings, save_inventory
from geodata.records.partners import ask_about
from geodata.records.store import command_line_actor
from planning.errors import InputError, UnknownNameError
from planning.materials.answers import translate_answer
from planning.materials.copies import CopyRates
from planning.materials.inventory import OUTREACH, VITAL, compare_inventories
from planning.materials.translate_next import TranslationCosts
from planning.need.evidence import EVIDENCE_COLUMNS
from planning.need.inside import NOT_HERE, around, inside_sentences
from planning.rules import PRESETS
from planning.verdicts.settle import QUESTIONS_SHOWN, settle_answer
from planning.verdicts.thresholds import VERDICT_COLUMNS
from planning.vocabulary import BEAT_LEVEL, DEPARTMENT_LEVEL
from planning.words.answers import decision_answer
from planning.words.formats import money
from planning.words.paper import Paper

RULE_HELP = f"Threshold rule: one of your own, or {', '.join(sorted(PRESETS))}."


def rule_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option --rule."""
    return click.option("--rule", "rule_name", metavar="NAME", help=RULE_HELP)(command)


def read_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option --by, where it is the level that the rule is read at."""
    return click.option(
        "--by", "level", metavar="LEVEL", help="Read the rule at this level (beat, ...) and not at its own."
    )(command)


def view_of(
    opened: Opened, rule_name: str | None, level: str | None, evidence_file: Path | None = None
) -> MaterialView:
    """Return what a rule asks for in a department, and what is there of it."""
    rule = answers.rule_of(opened.department, rule_name)
    evidence = opened.evidence()
    if evidence_file is not None:
        found = read_evidence(evidence_file, opened.department, decisions=load_decisions(opened.store))
        for note in found.notes:
            click.echo(f"note: {note}", err=True)
        evidence = pd.concat([evidence, found.evidence], ignore_index=True)[list(EVIDENCE_COLUMNS)]
    inventory = opened.holdings().inventory
    return material_view(opened.prepared, rule, level, inventory, evidence, today=opened.today)


def _write(
    opened: Opened,
    view: MaterialView,
    table: pd.DataFrame,
    output: Path | None,
    title: str,
    paper: Callable[[], Paper],
    products: tuple[str, str],
    **asked: Any,
) -> None:
    """Write the paper if the ending asks for one, else the table. ``products``: what each of the two is."""
    stamp = stamped(opened, products[0], view.rule, **_read_at(view), **asked)
    if output is not None and output.suffix.lower() in PAPER_ENDINGS:
        line = stamped(opened, products[1], view.rule, **_read_at(view), **asked).line
        write_paper(replace(paper(), made_from=line), output)
        click.echo(f"written to {output}", err=True)
        return
    show(table, output, opened.department, title, view.decision.statement_on(opened.today), stamp=stamp)


def _read_at(view: MaterialView) -> dict[str, str]:
    return {"read_at": view.level}


@click.command()
@department_argument
@rule_option
@read_option
@click.option("--evidence", type=existing_file, help="Local data beside those in the records: CSV or Excel.")
@click.option(
    "--questions",
    type=any_path,
    help="File for what to ask where the census can't tell, starting with what settles most.",
)
@output_option
def materials(
    dept: str,
    rule_name: str | None,
    level: str | None,
    evidence: Path | None,
    questions: Path | None,
    output: Path | None,
) -> None:
    """Where translated materials are needed, by a threshold rule. FILE.pdf or FILE.html gives the reasons on paper.
    FILE.gpkg, .geojson, .parquet or .zip is a map: what qualifies, beat by beat or by the level of --by.

    A result is given only where it passes with both errors, the survey margin and split tracts. Beside it are the range
    that decided it, and what the margin alone would say.
    """
    opened = open_asked(dept)
    view = view_of(opened, rule_name, level, evidence)
    beside = evidence.name if evidence else None
    if output is not None and wants_map(output):
        if evidence is not None:
            raise click.UsageError("A map is made from the local data in the records, not from a file beside them.")
        asked_of = {"level": level or BEAT_LEVEL, **_read_at(view)}
        write_map(opened, output, stamped(opened, "map-verdicts", view.rule, **asked_of))
        return
    answer = decision_answer(view.details, view.decision.read, words_of(view.level))
    if output is None:
        click.echo(answer.replace("**", ""))
    asked = view.questions(opened.department)
    if output is None and (settled := settle_answer(asked, QUESTIONS_SHOWN)):
        click.echo(settled)
    if questions is not None:
        title = "What would settle it: who and what to ask"
        stamp = stamped(opened, "materials-questions", view.rule, beside=beside, **_read_at(view))
        show(asked, questions, opened.department, title, view.decision.statement_on(opened.today), stamp=stamp)
    _write(
        opened,
        view,
        view.details[list(VERDICT_COLUMNS)],
        output,
        f"Translated material by {view.level}",
        lambda: verdicts_paper(opened.department, view, answer, opened.today),
        ("materials", "verdicts-paper"),
        beside=beside,
    )


@click.command()
@department_argument
@rule_option
@read_option
@click.option("--bring", type=existing_file, help="Take in an inventory (CSV or Excel) and say what changed.")
@output_option
def documents(dept: str, rule_name: str | None, level: str | None, bring: Path | None, output: Path | None) -> None:
    """The documents and their translations. FILE.pdf or FILE.html gives the matrix."""
    if bring is not None:
        _bring(dept, bring)
    opened = open_asked(dept)
    view = view_of(opened, rule_name, level)
    table = inventory_table(view.inventory)
    _write(
        opened,
        view,
        table,
        output,
        "Documents and translations",
        lambda: matrix_paper(opened.department, view, opened.today),
        ("documents", "documents-paper"),
    )


def _bring(dept: str, path: Path) -> None:
    store, actor = open_records(dept), command_line_actor()
    found = read_inventory(path, decisions=load_decisions(store))
    holdings = load_holdings(store, actor)
    changes = compare_inventories(holdings.inventory, found.inventory)
    for note in found.notes:
        click.echo(f"note: {note}", err=True)
    kept = save_inventory(store, actor, holdings, changes) if len(changes) else 0
    click.echo(f"{len(changes)} changes in {kept} documents and translations kept", err=True)


@click.command()
@department_argument
@level_option
@click.option("--area", metavar="ID", help="An area of that level. Default: the whole department.")
@output_option
def inside(dept: str, level: str | None, area: str | None, output: Path | None) -> None:
    """Which languages combined groups hold around, in which shares, and which partners to ask.

    From census table B16001, which counts PUMAs: areas of 100,000 people or more. The shares are those areas' own. They
    are never a number for a beat.
    """
    opened = open_asked(dept)
    level = level or (BEAT_LEVEL if area else DEPARTMENT_LEVEL)
    areas = set(opened.department.area_groups(level).values())
    if area is not None and area not in areas:
        raise UnknownNameError("area", area, areas)
    found = inside_groups(opened.prepared, level, area)
    if found.empty:
        raise InputError(
            "the department has no table of the languages inside combined groups",
            fix=f"outreach.py attach {dept} --detail B16001.csv --pumas 2020_Census_Tract_to_2020_PUMA.txt",
        )
    if output is None:
        place = area_title(level, area or DEPARTMENT_LEVEL, opened.department.settings.name)
        for sentence in inside_sentences(found, list(dict.fromkeys(found["group"])), place):
            click.echo(sentence.replace("**", ""))
        click.echo(NOT_HERE)
    table = ask_about(found, opened.store, opened.actor)
    title = f"Languages inside combined groups, {around(int(found['pumas'].max()))}"
    show(table, output, opened.department, title, stamp=stamped(opened, "inside-groups", level=level, area=area))


@click.command()
@department_argument
@rule_option
@read_option
@click.option("--budget", type=float, required=True, help="What may be spent.")
@click.option("--per-word", default=TranslationCosts().per_word, show_default=True, help="Your price per word.")
@click.option("--least-per-job", default=0.0, show_default=True, help="What a translator asks for at least.")
@output_option
def translate(
    dept: str,
    rule_name: str | None,
    level: str | None,
    budget: float,
    output: Path | None,
    per_word: float,
    least_per_job: float,
) -> None:
    """What to translate next: the documents and languages that serve the most people for the budget."""
    opened = open_asked(dept)
    view = view_of(opened, rule_name, level)
    costs = TranslationCosts(per_word=per_word, least_per_job=least_per_job)
    purchase = translate_next(view.candidates(costs), budget)
    if output is None:
        click.echo(translate_answer(purchase, view.matrix, view.languages).replace("**", ""))
    table = purchase.rows.drop(columns=list(UNSHOWN))
    _write(
        opened,
        view,
        table,
        output,
        f"What to translate next, budget {money(budget)}",
        lambda: translate_paper(opened.department, view, purchase, opened.today),
        ("translate-next", "translate-paper"),
        budget=budget,
        costs=costs_as_json(costs),
    )


@click.command()
@department_argument
@rule_option
@click.option(
    "--by", "areas", metavar="LEVEL", help="Areas that copies go to: beat, department, or a level of the map."
)
@click.option("--read-at", "level", metavar="LEVEL", help="Read the rule at this level and not at its own.")
@click.option("--vital", default=0.10, show_default=True, help="Copies of a vital document for each person.")
@click.option("--outreach", default=0.05, show_default=True, help="Copies of an outreach document for each person.")
@click.option("--bundle", default=25, show_default=True, help="Print runs are whole bundles.")
@click.option("--places", default=PLACES_AN_AREA, show_default=True, help="Places that hand out, in each area.")
@click.option("--prints", type=any_path, help="Write the list for the printer here too.")
@output_option
def copies(
    dept: str,
    rule_name: str | None,
    areas: str | None,
    level: str | None,
    output: Path | None,
    prints: Path | None,
    places: int,
    vital: float,
    outreach: float,
    bundle: int,
) -> None:
    """How many copies by document, language, and area. FILE.pdf or FILE.html is the printer's list.

    Which languages qualify is decided at the rule's own level. Copies go to where their people live.
    """
    opened = open_asked(dept)
    view = view_of(opened, rule_name, level)
    rates = CopyRates({VITAL: vital, OUTREACH: outreach}, bundle=bundle)
    shared = distribute(opened.prepared, view, rates, places, level=areas)
    asked = {"vital": vital, "outreach": outreach, "bundle": bundle, "places": places, "level": areas}
    if prints is not None:
        stamp = stamped(opened, "copies-prints", view.rule, **_read_at(view), **asked)
        statement = view.decision.statement_on(opened.today)
        show(shared.prints, prints, opened.department, "For the printer", statement, stamp=stamp)
    _write(
        opened,
        view,
        shared.copies,
        output,
        f"Copies by {shared.level}, document and language",
        lambda: print_paper(opened.department, view, shared, opened.today),
        ("copies", "copies-paper"),
        **asked,
    )


@click.command()
@department_argument
@rule_option
@read_option
@click.option("-o", "--output", type=any_path, required=True, help="FILE.pdf or FILE.html.")
def worksheet(dept: str, rule_name: str | None, level: str | None, output: Path) -> None:
    """The four questions about language services: two answered from figures, two to be answered by hand."""
    opened = open_asked(dept)
    view = view_of(opened, rule_name, level)
    attendance = attendance_by_language(opened.store, opened.actor, opened.today)
    need = answers.need(opened.prepared, DEPARTMENT_LEVEL)
    facts = worksheet_facts(view, need, opened.evidence(), attendance, TranslationCosts())
    paper = worksheet_paper(opened.department, view, facts, {}, opened.today)
    write_paper(replace(paper, made_from=stamped(opened, "worksheet", view.rule, **_read_at(view)).line), output)
    click.echo(f"written to {output}", err=True)
