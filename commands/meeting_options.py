"""The options of a meeting plan on the command line, in one place with their help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from commands.shared import LENGTH, reach_options
from planning.errors import InputError
from planning.languages.groups import ALL, LANGUAGE_IDS, find_language
from planning.meetings.options import MeetingOptions
from planning.meetings.solving.objectives import OBJECTIVES

USUAL = MeetingOptions()


def read_languages(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Return the languages of L,...; the named ones unless given."""
    if value is None:
        return USUAL.languages
    names = tuple(part.strip() for part in value.split(",") if part.strip())
    return tuple(find_language(name).id for name in names if name != ALL) if ALL not in names else LANGUAGE_IDS


def read_weights(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, float], ...]:
    """Return the weights of LANGUAGE=NUMBER."""
    weights = []
    for value in values:
        language, _, number = value.partition("=")
        try:
            weights.append((find_language(language.strip()).id, float(number)))
        except ValueError as error:
            raise InputError("a weight is a language and a number", value=value, fix="for example korean=2") from error
    return tuple(weights)


OPTIONS = (
    click.option("--meetings", default=USUAL.meetings, show_default=True, help="How many meetings."),
    reach_options("--radius", "Distance to a meeting. Default: the department's own."),
    click.option("--languages-per-meeting", default=USUAL.languages_per_meeting, show_default=True),
    click.option("--objective", default="reach", show_default=True, help=f"One of: {', '.join(OBJECTIVES)}."),
    click.option("--lock", "locks", multiple=True, metavar="ID", help="Lock in this venue. May be repeated."),
    click.option("--veto", "vetoes", multiple=True, metavar="ID", help="Skip this venue. May be repeated."),
    click.option(
        "--languages", callback=read_languages, metavar="L,...", help="Languages to count. Default: the six named ones."
    ),
    click.option("--include-police", is_flag=True, help="Also consider police buildings."),
    click.option("--include-outside", is_flag=True, help="Also count people outside every beat."),
    click.option(
        "--detour",
        "detour_factor",
        default=USUAL.detour_factor,
        show_default=True,
        help="How much longer the way is than the straight line.",
    ),
    click.option(
        "--target-share",
        default=USUAL.target_share,
        show_default=True,
        help="Objective fewest: the share of all people to reach.",
    ),
    click.option(
        "--unreached-at",
        type=LENGTH,
        metavar="METERS",
        help="Objective near: the distance counted for people not reached. Default: the reach.",
    ),
    click.option(
        "--each",
        "each_district",
        default="",
        metavar="LEVEL",
        help="At least one meeting in every area of this level that has a venue.",
    ),
    click.option(
        "--min-spacing",
        "min_spacing_m",
        type=LENGTH,
        default=0.0,
        metavar="METERS",
        help="No two nearer. A unit may follow.",
    ),
    click.option(
        "--interpreters",
        "interpreter_budget",
        type=int,
        metavar="N",
        help="Interpreted languages at most, over all meetings.",
    ),
    click.option(
        "--turnout",
        type=float,
        default=USUAL.turnout,
        show_default=True,
        metavar="SHARE",
        help="The share of people reached who come: no more are counted at a venue than it has seats for.",
    ),
    click.option("--no-seats", is_flag=True, help="Do not count seats."),
    click.option(
        "--weight",
        "language_weights",
        multiple=True,
        callback=read_weights,
        metavar="LANGUAGE=W",
        help="What a person of a language counts for. May be repeated.",
    ),
    click.option(
        "--met-discount",
        default=0.0,
        metavar="SHARE",
        help="How much less people count who had a meeting near by, from the records.",
    ),
    click.option("--met-months", default=USUAL.met_months, show_default=True, help="How long ago that may be."),
    click.option(
        "--minutes", "reach_minutes", type=float, help="Reach in minutes instead of meters. Needs --times or --streets."
    ),
    click.option("--time-limit", default=USUAL.time_limit, show_default=True, metavar="SECONDS"),
)


def plan_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command every option of a meeting plan."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command
