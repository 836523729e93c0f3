"""The account of promises kept, for the public."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from commands.shared import any_path, department_argument, open_asked, show, stamped
from planning.records.suppression import FLOOR


@click.command()
@department_argument
@click.option(
    "--half-year", "written", metavar="YEAR-1|2", help="As 2026-1, January to June. Default: the last one that is over."
)
@click.option(
    "--floor",
    type=click.IntRange(FLOOR),
    default=FLOOR,
    show_default=True,
    help="Smaller counts are hidden. In steps of 5.",
)
@click.option("--language", "named", metavar="NAME", help="Print in this language. Default: English.")
@click.option("--drafts", is_flag=True, help="Print what no one has reviewed too: to look at.")
@click.option(
    "-o", "--output", required=True, type=any_path, help="File to write: .html, .pdf, or a table (.csv, .xlsx, .json)."
)
def accountability(dept: str, written: str | None, floor: int, named: str | None, drafts: bool, output: Path) -> None:
    """Write what was asked, answered and told, safe to publish: no contact, no officer, no small count."""
    from geodata.departments import open_records
    from geodata.papers.printed import PAPER_ENDINGS, write_paper
    from geodata.public.wording import load_words, one_language
    from geodata.records.published import load_accountability, load_half_years
    from geodata.records.store import command_line_actor
    from planning.languages.groups import ENGLISH
    from planning.records.account_paper import accountability_paper, counts_table
    from planning.records.half_years import read_half_year

    opened = open_asked(dept)
    department, store, actor = opened.department, open_records(dept), command_line_actor()
    half = read_half_year(written) if written else load_half_years(store, actor)[0]
    report = load_accountability(store, actor, half, floor)
    spoken = one_language(named) if named else ENGLISH
    words = load_words(store, actor, spoken, drafts=drafts)
    paper = accountability_paper(report, department.settings.name, is_demo=department.settings.is_demo, words=words)
    asked: dict[str, Any] = {"half_year": str(half), "floor": floor}
    in_language: dict[str, Any] = {} if words.is_english else {"spoken": spoken, "drafts": drafts}
    stamp = stamped(opened, "accountability", **asked, **in_language)
    if output.suffix.lower() in PAPER_ENDINGS:
        write_paper(replace(paper, made_from=stamp.line), output)
    else:
        stamp = stamped(opened, "accountability-counts", **asked)
        show(counts_table(report), output, department, f"Community report, {half.name}", stamp=stamp)
    store.record_export(actor, "published", f"accountability {half}: {output.name}", 1)
    click.echo(f"account of {half.name} written to {output}", err=True)
