"""Where translated material is needed, what there is of it, how many copies, and what to translate next."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
import pandas as pd

from commands.shared import (
    any_path,
    department_argument,
    existing_file,
    level_option,
    output_option,
    prepared_department,
    show,
)
from geodata.demo.records import demo_store
from geodata.department import answers
from geodata.department.answers import PreparedDepartment
from geodata.department.department import DEMO, Department
from geodata.materials.distribution import PLACES_AN_AREA, distribution_points
from geodata.materials.evidence_file import read_evidence
from geodata.materials.inventory_file import inventory_table, read_inventory
from geodata.materials.papers import (
    area_words,
    matrix_paper,
    print_paper,
    translate_paper,
    verdicts_paper,
    worksheet_paper,
)
from geodata.materials.view import MaterialView, attendance_by_language, material_view
from geodata.papers.printed import PAPER_ENDINGS, write_paper
from geodata.records.documents import load_evidence
from geodata.records.engine import RECORDS_FILE, URL_VARIABLE, open_store
from geodata.records.holdings import load_holdings, save_inventory
from geodata.records.store import Store, command_line_actor
from planning.materials.answers import translate_answer
from planning.materials.copies import CopyRates, build_copies, build_print_list, share_handouts
from planning.materials.inventory import OUTREACH, VITAL, compare_inventories, empty_inventory
from planning.materials.translate_next import TranslationCosts, choose_translations
from planning.materials.worksheet import WorksheetFacts
from planning.need.evidence import EVIDENCE_COLUMNS, no_evidence
from planning.rules import PRESETS
from planning.verdicts.both_errors import COMBINED_REASON, COMBINED_VERDICT
from planning.verdicts.thresholds import given_by_margin_alone, verdicts_by_margin
from planning.vocabulary import CANNOT_TELL, DEPARTMENT_LEVEL
from planning.words.answers import materials_answer
from planning.words.paper import Paper

RULE_HELP = f"Threshold rule: one of your own, or {', '.join(sorted(PRESETS))}."
UNSHOWN = ("document_id", "language_name", "asked_for", "refused")


def rule_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option --rule."""
    return click.option("--rule", "rule_name", metavar="NAME", help=RULE_HELP)(command)


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A department opened for a command, with its records if it has any."""

    prepared: PreparedDepartment
    store: Store | None
    view: MaterialView

    @property
    def department(self) -> Department:
        """The department."""
        return self.prepared.department

    def evidence(self) -> pd.DataFrame:
        """The local evidence in the records."""
        return no_evidence() if self.store is None else load_evidence(self.store, command_line_actor())


def department_store(dept: str) -> Store | None:
    """Return the records of a department; None where nothing was ever written, so that asking writes nothing."""
    if dept == DEMO:
        return demo_store()
    if os.environ.get(URL_VARIABLE) or (Path(dept) / RECORDS_FILE).exists():
        return open_store(Path(dept))
    return None


def open_view(dept: str, rule_name: str | None, level: str | None, evidence_file: Path | None = None) -> Opened:
    """Open a department and say what its rule asks for."""
    prepared = prepared_department(dept)
    store = department_store(dept)
    actor = command_line_actor()
    rule = answers.rule_of(prepared.department, rule_name)
    level = level or answers.level_of(prepared.department, rule)
    evidence = no_evidence() if store is None else load_evidence(store, actor)
    if evidence_file is not None:
        found = read_evidence(evidence_file, prepared.department)
        evidence = pd.concat([evidence, found.evidence], ignore_index=True)[list(EVIDENCE_COLUMNS)]
    inventory = empty_inventory() if store is None else load_holdings(store, actor).inventory
    return Opened(prepared, store, material_view(prepared, rule, level, inventory, evidence))


def _write(opened: Opened, table: pd.DataFrame, output: Path | None, title: str, paper: Callable[[], Paper]) -> None:
    """Write the paper if the ending asks for one, else the table."""
    if output is not None and output.suffix.lower() in PAPER_ENDINGS:
        write_paper(paper(), output)
        click.echo(f"written to {output}", err=True)
        return
    show(table, output, opened.department, title, opened.view.rule.citation_on(date.today()))


@click.command()
@department_argument
@rule_option
@level_option
@click.option("--evidence", type=existing_file, help="Local evidence beside that in the records: CSV or Excel.")
@click.option("--combined", is_flag=True, help="Also the verdict that stands with both errors, as screens show it.")
@output_option
def materials(
    dept: str, rule_name: str | None, level: str | None, evidence: Path | None, combined: bool, output: Path | None
) -> None:
    """Where translated material is needed, by a threshold rule; FILE.pdf or FILE.html gives the reasons on paper.

    A table's verdict is by the margin, as rules are read. Screens and papers give a verdict in areas that cut tracts
    only if it stands with the boundary too: see --combined.
    """
    opened = open_view(dept, rule_name, level, evidence)
    view = opened.view
    answer = materials_answer(view.details, area_words(view.level))
    table = verdicts_by_margin(view.details)
    if output is None or output.suffix.lower() not in PAPER_ENDINGS:
        _say_what_does_not_stand(view.details, COMBINED_VERDICT if combined else "--combined")
    if combined:
        table[COMBINED_VERDICT], table[COMBINED_REASON] = view.details["verdict"], view.details["reason"]
    _write(
        opened,
        table,
        output,
        f"Translated material by {view.level}",
        lambda: verdicts_paper(opened.department, view, answer, date.today()),
    )


def _say_what_does_not_stand(details: pd.DataFrame, which: str) -> None:
    """Say how many verdicts of the table would not stand on a screen, and what says which; papers say it themselves."""
    fallen = int(given_by_margin_alone(details).sum())
    if fallen:
        given = int((details["margin_verdict"] != CANNOT_TELL).sum())
        click.echo(
            f"note: {fallen} of the {given} verdicts that the margin gives cannot be told once the boundary of cut "
            f"tracts counts; {which} says which",
            err=True,
        )


@click.command()
@department_argument
@rule_option
@level_option
@click.option("--bring", type=existing_file, help="Take in an inventory (CSV or Excel) and say what changed.")
@output_option
def documents(dept: str, rule_name: str | None, level: str | None, bring: Path | None, output: Path | None) -> None:
    """The documents and their translations; FILE.pdf or FILE.html gives the matrix."""
    if bring is not None:
        _bring(dept, bring)
    opened = open_view(dept, rule_name, level)
    table = inventory_table(opened.view.inventory)
    _write(
        opened,
        table,
        output,
        "Documents and translations",
        lambda: matrix_paper(opened.department, opened.view, date.today()),
    )


def _bring(dept: str, path: Path) -> None:
    found = read_inventory(path)
    prepared_department(dept)  # refuses what is no department before records are made in it
    store, actor = department_store(dept) or open_store(Path(dept)), command_line_actor()
    holdings = load_holdings(store, actor)
    changes = compare_inventories(holdings.inventory, found.inventory)
    for note in found.notes:
        click.echo(f"note: {note}", err=True)
    kept = save_inventory(store, actor, holdings, changes) if len(changes) else 0
    click.echo(f"{len(changes)} changes in {kept} documents and translations kept", err=True)


@click.command()
@department_argument
@rule_option
@level_option
@click.option("--budget", type=float, required=True, help="What may be spent.")
@click.option("--per-word", default=TranslationCosts().per_word, show_default=True, help="Price a word; your own.")
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
    opened = open_view(dept, rule_name, level)
    purchase = choose_translations(
        opened.view.candidates(TranslationCosts(per_word=per_word, least_per_job=least_per_job)), budget
    )
    if output is None:
        click.echo(translate_answer(purchase, opened.view.matrix, opened.view.languages).replace("**", ""))
    table = purchase.rows.drop(columns=list(UNSHOWN))
    _write(
        opened,
        table,
        output,
        f"What to translate next, budget {budget:,.2f}",
        lambda: translate_paper(opened.department, opened.view, purchase, date.today()),
    )


@click.command()
@department_argument
@rule_option
@level_option
@click.option("--vital", default=0.10, show_default=True, help="Copies of a vital document for each person.")
@click.option("--outreach", default=0.05, show_default=True, help="Copies of an outreach document for each person.")
@click.option("--bundle", default=25, show_default=True, help="Print runs are whole bundles.")
@click.option("--places", default=PLACES_AN_AREA, show_default=True, help="Places that hand out, in each area.")
@click.option("--prints", type=any_path, help="Write the list for the printer here too.")
@output_option
def copies(
    dept: str,
    rule_name: str | None,
    level: str | None,
    output: Path | None,
    prints: Path | None,
    places: int,
    vital: float,
    outreach: float,
    bundle: int,
) -> None:
    """How many copies by document, language and area; FILE.pdf or FILE.html is the printer's list."""
    opened = open_view(dept, rule_name, level)
    view = opened.view
    rates = CopyRates({VITAL: vital, OUTREACH: outreach}, bundle=bundle)
    table = build_copies(view.matrix, view.asked, rates, view.verdicts)
    printed = build_print_list(table, view.matrix, rates)
    handouts = share_handouts(table, distribution_points(opened.prepared, view.level, places))
    if prints is not None:
        show(printed, prints, opened.department, "For the printer", view.rule.citation_on(date.today()))
    _write(
        opened,
        table,
        output,
        f"Copies by {view.level}, document and language",
        lambda: print_paper(opened.department, view, table, printed, handouts, date.today()),
    )


@click.command()
@department_argument
@rule_option
@level_option
@click.option("-o", "--output", type=any_path, required=True, help="FILE.pdf or FILE.html.")
def worksheet(dept: str, rule_name: str | None, level: str | None, output: Path) -> None:
    """The four questions about language services: two answered from figures, two to be answered by hand."""
    opened = open_view(dept, rule_name, level)
    view, store = opened.view, opened.store
    nobody = pd.DataFrame({"language": pd.Series([], dtype="str"), "persons": [], "events": []})
    facts = WorksheetFacts(
        rule=view.rule,
        areas=area_words(view.level),
        need=answers.need(opened.prepared, DEPARTMENT_LEVEL),
        verdicts=view.details,
        evidence=opened.evidence(),
        attendance=nobody if store is None else attendance_by_language(store, command_line_actor(), date.today()),
        matrix=view.matrix,
        asked=view.languages,
        candidates=view.candidates(TranslationCosts()),
        per_word=TranslationCosts().per_word,
    )
    write_paper(worksheet_paper(opened.department, view, facts, {}, date.today()), output)
    click.echo(f"written to {output}", err=True)
