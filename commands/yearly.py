"""The yearly language report of a department: its figures as a table, or the paper to hand in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from commands.materials import rule_option
from commands.shared import any_path, department_argument, open_asked, show, stamped
from geodata.access.yearly_report import YearWishes, keep_year, load_entries, save_entry, year_facts, yearly_paper
from geodata.department import answers
from geodata.departments import Opened, open_records
from geodata.papers.printed import PAPER_ENDINGS, write_paper
from geodata.records.store import command_line_actor
from planning.access.items import ITEMS
from planning.access.yearly import TITLE, Entry, figures_table
from planning.errors import InputError
from planning.records.years import Year, read_year


@click.command()
@department_argument
@rule_option
@click.option(
    "--ending",
    "written",
    metavar="YEAR-1|2",
    help="The half-year it ends with: 2025-2 is 2025, 2026-1 is July 2025 to June 2026. Default: the newest.",
)
@click.option(
    "--set",
    "given",
    multiple=True,
    metavar="ITEM=TEXT",
    help=f"Enter what no record holds ({', '.join(ITEMS)}). May be repeated. Say --from.",
)
@click.option("--from", "source", metavar="TEXT", help="Where what you enter is from.")
@click.option("--keep", is_flag=True, help="Keep this year’s figures for next year’s report.")
@click.option("-o", "--output", type=any_path, help="File to write: .docx, .pdf, .html, .csv, .xlsx, or .json.")
def yearly(
    dept: str,
    rule_name: str | None,
    written: str | None,
    given: tuple[str, ...],
    source: str | None,
    keep: bool,
    output: Path | None,
) -> None:
    """Write the yearly language report: 18 items, beside the year before, with blanks for what no record holds.

    A table has every figure of the paper, and where it is from.
    """
    opened = open_asked(dept)
    year = read_year(written, opened.today) if written else None
    if given:
        _enter(dept, given, source, year or year_facts(opened, YearWishes(None, rule_name)).year)
    facts = year_facts(opened, YearWishes(year, rule_name))
    if keep:
        kept = keep_year(Opened(opened.prepared, open_records(dept), command_line_actor()), facts)
        click.echo(f"figures of {kept} items kept for the report after {facts.year.name}", err=True)
    rule = answers.rule_of(opened.department, rule_name)
    asked = {"ending": str(facts.year), "chosen": rule.name if rule_name else None}
    if output is not None and output.suffix.lower() in PAPER_ENDINGS:
        line = stamped(opened, "yearly-report", rule, **asked).line
        write_paper(replace(yearly_paper(opened, facts), made_from=line), output)
        click.echo(f"report of {facts.year.name} written to {output}", err=True)
    elif output is not None or not (given or keep):
        stamp = stamped(opened, "yearly-figures", rule, **asked)
        show(figures_table(facts.figures), output, opened.department, f"{TITLE}, {facts.year.name}", stamp=stamp)
    click.echo(f"{len(facts.filled)} of {len(ITEMS)} items filled", err=True)


def _enter(dept: str, given: tuple[str, ...], source: str | None, year: Year) -> None:
    """Keep what somebody enters; an empty text takes an item's entry away."""
    store, actor = open_records(dept), command_line_actor()
    seen = load_entries(store, actor, year)
    for one in given:
        item, equals, text = one.partition("=")
        if not equals:
            raise InputError("--set is an item, an equals sign, and a text", value=one, fix="write complaints=3")
        if text.strip() and not (source or "").strip():
            raise InputError("an entry needs its source", fix="add --from 'Records office'")
        save_entry(store, actor, year, item.strip(), Entry(text, source or ""), seen.get(item.strip()))
