"""The language access plan of a department, to edit or to print."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from commands.materials import rule_option
from commands.shared import any_path, department_argument, open_asked, stamped
from geodata.access.access_plan import PLAN_ENDINGS, PlanWishes, access_plan, blanks_in, plan_bytes
from geodata.access.own_texts import load_texts, read_text, save_text
from geodata.department import answers
from geodata.departments import open_records
from geodata.papers.exports import write_file
from geodata.records.store import command_line_actor
from planning.access.sections import SECTIONS, find_section
from planning.errors import InputError
from planning.lists import counted


@click.command()
@department_argument
@rule_option
@click.option("--budget", type=float, help="For translations: the plan says what it buys.")
@click.option(
    "--text",
    "texts",
    multiple=True,
    metavar="SECTION=FILE",
    help=f"Keep your own paragraphs of a section ({', '.join(SECTIONS)}) in the records. May be repeated.",
)
@click.option("-o", "--output", required=True, type=any_path, help="File to write: .docx (Word) or .pdf.")
def plan(dept: str, rule_name: str | None, budget: float | None, texts: tuple[str, ...], output: Path) -> None:
    """Write the language access plan: twelve sections, every figure with its source, blanks to fill in.

    What you wrote in a section before is in it again.
    """
    if output.suffix.lower() not in PLAN_ENDINGS:
        raise InputError("a plan is written as .docx or .pdf", value=output.name, fix="give the file such an ending")
    _keep_texts(dept, texts)
    opened = open_asked(dept)
    rule = answers.rule_of(opened.department, rule_name)
    paper = access_plan(opened, PlanWishes(rule.name if rule_name else None, budget))
    line = stamped(opened, "access-plan", rule, budget=budget, chosen=rule_name).line
    write_file(output, plan_bytes(replace(paper, made_from=line), output.suffix.lower()))
    click.echo(f"plan written to {output}, with {counted(blanks_in(paper), 'blank')} to fill in", err=True)


def _keep_texts(dept: str, texts: tuple[str, ...]) -> None:
    """Keep the department's own paragraphs, each out of a file; an empty one takes a section's text away."""
    given = {}
    for one in texts:
        key, equals, name = one.partition("=")
        if not equals:
            raise InputError("--text is a section, an equals sign, and a file", value=one, fix="write budget=text.txt")
        given[find_section(key.strip()).key] = read_text(Path(name))
    if not given:
        return
    store, actor = open_records(dept), command_line_actor()
    seen = load_texts(store, actor)
    for key, text in given.items():
        save_text(store, actor, key, text, seen.get(key))
