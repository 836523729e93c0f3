"""What has changed between two surveys of a department."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.shared import (
    department_argument,
    level_option,
    open_asked,
    output_option,
    show,
    stamped,
    wants_map,
    write_map,
)
from planning.errors import InputError
from planning.languages.groups import ALL
from planning.vocabulary import BEAT_LEVEL, DEPARTMENT_LEVEL


@click.command()
@department_argument
@click.option("--from", "then", type=int, metavar="YEAR", help="The last year of the older survey, as 2018.")
@click.option("--to", "now", type=int, metavar="YEAR", help="The last year of the newer survey, as 2023.")
@level_option
@output_option
def change(dept: str, then: int | None, now: int | None, level: str | None, output: Path | None) -> None:
    """What has changed between two surveys, area by area, and what can't be told apart.

    Two five-year surveys are compared only if they share no year. Without --from or --to: the newest that fits.
    FILE.gpkg, .geojson, .parquet or .zip is a map.
    """
    from geodata.change.surveys import choose_vintages, open_surveys, survey_change, survey_vintages
    from geodata.department.names import words_of
    from geodata.department.provenance import survey_years
    from planning.need.change_words import change_answer, change_sentence, languages_sentence

    had = survey_vintages(dept)
    pair = (then, now) if then is not None and now is not None else choose_vintages(had, then, now)
    if pair is None:
        years = ", ".join(map(str, had))
        raise InputError(
            "two surveys that share no year are needed",
            value=years,
            fix="give --from and --to, or fetch an older year with 'outreach.py fetch DEPT --refresh'",
        )
    surveys = open_surveys(dept, *pair)
    level = level or BEAT_LEVEL
    asked: dict[str, Any] = {"then": min(pair), "now": max(pair), "level": level}
    table = survey_change(surveys, level)
    older, newer = (survey_years(year) for year in sorted(pair))
    answer = change_answer(table, ALL, words_of(level), older, newer)
    if level == DEPARTMENT_LEVEL:
        whole = table[table["language"] == ALL].to_dict("records")[0]
        answer = f"{older} to {newer}: {change_sentence(whole, 'the department', ALL)} {languages_sentence(table)}"
    click.echo(answer.replace("**", ""), err=True)
    opened = open_asked(dept)
    if output is not None and wants_map(output):
        write_map(opened, output, stamped(opened, "map-change", **asked))
        return
    stamp = stamped(opened, "change", **asked)
    show(table, output, surveys.now.department, f"Change from {older} to {newer} by {level}", stamp=stamp)
