"""What a scenario would change."""

from __future__ import annotations

from pathlib import Path

import click

from commands.shared import (
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
from planning.vocabulary import BEAT_LEVEL, SAME


@click.command("what-if")
@department_argument
@click.argument("scenario", type=existing_file)
@level_option
@click.option("--language", default="all", show_default=True, help="The language of the answer. Files hold all.")
@output_option
def what_if(dept: str, scenario: Path, level: str | None, language: str, output: Path | None) -> None:
    """What a scenario would change: beats drawn otherwise, officers, venues, or the rule. Writes nothing.

    SCENARIO is a TOML file with a table [[step]] for each step. FILE.gpkg, .geojson, .parquet or .zip is a map of
    the areas as they would be.
    """
    from geodata.department.names import area_title, words_of
    from geodata.products.registry import what_if_map
    from geodata.whatif import outcome
    from geodata.whatif.naming import names_of
    from geodata.whatif.scenario_files import read_scenario_file
    from planning.languages.groups import ALL, find_language
    from planning.meetings.options import MeetingOptions
    from planning.officers.options import PostOptions
    from planning.vocabulary import SHOWN
    from planning.whatif.words import difference_answer, results_sentence, slots_sentence, step_words

    if language != ALL:
        find_language(language)
    opened, asked_steps = open_asked(dept), read_scenario_file(scenario)
    asked = outcome.what_if(opened.prepared, asked_steps)
    level = level or BEAT_LEVEL
    table = outcome.need_differences(asked, level)
    names = names_of(asked)
    said = [f"If: {step_words(step, names)}." for step in asked_steps.steps]
    said.append(difference_answer(table, language, words_of(level)))
    results = outcome.result_changes(asked, opened.evidence(), opened.today)
    name = opened.department.settings.name
    said.append(results_sentence(results, lambda at, area: area_title(at, area, name), SHOWN))
    options = PostOptions()
    slots = outcome.slots_by_language(outcome.officers_before(asked, options), outcome.officers_after(asked, options))
    said.append(slots_sentence(slots))
    if asked_steps.touches_venues:
        wishes = MeetingOptions(radius_m=opened.department.settings.radius_m)
        said.append(outcome.meetings_sentence(asked, wishes))
    for sentence in (*said, *asked.notes):
        if sentence:
            click.echo(sentence.replace("**", ""), err=True)
    if output is not None and wants_map(output):
        stamp = stamped(opened, "map-what-if", **outcome.what_if_asked(asked_steps, level))
        write_map(opened, output, stamp, what_if_map(asked, table, level))
        return
    changed = table if output else table[(table["verdict"] != SAME) & (table["language"] == language)]
    stamp = stamped(opened, "what-if", **outcome.what_if_asked(asked_steps, level))
    show(changed, output, opened.department, outcome.what_if_title(asked_steps, level), stamp=stamp)
