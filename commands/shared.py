"""What every command uses: its ending in one sentence, its arguments and options, and how a table leaves."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pandas as pd

from commands import COMMANDS
from geodata.checks.clock_back import SET_IT, newest_write, said_of_clock
from geodata.department.department import Department
from geodata.department.local_time import zone_in
from geodata.department.rules import load_rules
from geodata.department.versions import Writer
from geodata.department.words import KINDS, NOWHERE, read_word
from geodata.departments import Opened, open_for, writer_for
from geodata.files.disk import refused
from geodata.inputs.registry import INPUTS
from geodata.papers import exports
from geodata.papers.stamp import Stamp
from geodata.records.store import command_line_actor
from geodata.version import software_version
from planning.errors import InputError, PlanningError, UnknownNameError
from planning.lists import listed
from planning.rules import ThresholdRule
from planning.words.formats import hundredths
from planning.words.lengths import MILES, in_meters, read_length

if TYPE_CHECKING:
    from geodata.products.made import MapMade

EXIT_BAD_INPUT = 2
DEBUG_VARIABLE = "COMMON_TONGUE_DEBUG"
ROWS_PRINTED = 40


def writer_at(folder: Path) -> Writer:
    """Return who writes to a department from the command line; whose clock was set back is told."""
    if behind := said_of_clock(newest_write(folder), zone_in(folder)):
        click.echo(f"note: {behind} {SET_IT}", err=True)
    return writer_for(folder, command_line_actor())


class Cli(click.Group):
    """A group whose commands are loaded when asked for, and end in one sentence, never in a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in their order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command from its module; None if there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"commands.{COMMANDS[cmd_name]}"), cmd_name.replace("-", "_"))
        return command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command and leave with its exit code."""
        if not os.environ.get(DEBUG_VARIABLE):
            # What the readers note of a refused file is for a server's log; here the sentence says it.
            logging.getLogger("geodata").addHandler(logging.NullHandler())
        try:
            super().main(*args, **{**kwargs, "standalone_mode": False})
        except PlanningError as error:
            _leave(str(error))
        except click.ClickException as error:
            _leave(error.format_message())
        except click.Abort:
            _leave("stopped.")
        except Exception as error:
            if os.environ.get(DEBUG_VARIABLE):
                raise
            if isinstance(error, OSError) and (sentence := refused(error)) is not None:
                _leave(str(sentence))
            _leave(f"a fault of the program, not of your input. Run again with {DEBUG_VARIABLE}=1 to see it.")
        sys.exit(0)


def _leave(sentence: str) -> None:
    click.echo(f"outreach: {sentence}", err=True)
    sys.exit(EXIT_BAD_INPUT)


@click.group(cls=Cli, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(software_version(), prog_name="Common Tongue")
def cli() -> None:
    """Where to hold meetings, where to translate materials, and where you are short of bilingual officers."""


existing_file = click.Path(exists=True, dir_okay=False, path_type=Path)


def input_option(role: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option for the file of one of a department's inputs."""
    row = INPUTS[role]
    return click.option(
        f"--{role}", type=existing_file, required=row.needed, multiple=row.several, metavar="FILE", help=row.help
    )


map_option = click.option(
    "--map",
    "said",
    multiple=True,
    metavar="[INPUT.]ROLE=COLUMN",
    help="Which column is what, as language=Spoken, or ROLE= for none. May be repeated.",
)


word_options: tuple[Callable[..., Any], ...] = tuple(
    click.option(
        f"--{kind}",
        f"{kind}s",
        multiple=True,
        metavar="WORD=MEANING",
        help=f"What a word for a {kind} on the roster means, as {example}, or {NOWHERE}. May be repeated.",
    )
    for kind, example in (("unit", "ce=Central"), ("shift", "'days 12h=day'"))
)
"""What a person says of the words of a roster; kept for the next one."""


class Length(click.ParamType[float]):
    """A distance: meters, or a number with its unit."""

    name = "distance"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return meters."""
        return value if isinstance(value, float) else read_length(str(value))


LENGTH = Length()


def _miles(ctx: click.Context, _param: click.Parameter, value: float | None) -> None:
    if value is None:
        return
    if ctx.params.get("radius_m") is not None:
        raise click.UsageError("Say the distance once: with --miles, or in meters.")
    ctx.params["radius_m"] = in_meters(value, MILES)


def reach_options(option: str, said: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what gives a command a distance, ``radius_m``, in meters or in miles.

    Parameters
    ----------
    option : str
        What it is called in meters.
    said : str
        What it is the distance of.
    """

    def give(command: Callable[..., Any]) -> Callable[..., Any]:
        in_miles = click.option(
            "--miles", type=float, callback=_miles, expose_value=False, metavar="MILES", help=f"{said} In miles."
        )
        any_unit = click.option(
            option,
            "radius_m",
            type=LENGTH,
            is_eager=True,
            metavar="METERS",
            help=f"{said} In meters, or with a unit, as 1.25mi, 800ft, or 2km.",
        )
        return any_unit(in_miles(command))

    return give


def read_words(given: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Take what was said of units and of shifts out of what a command was given."""
    units, shifts = (dict(read_word(text, kind) for text in given.pop(f"{kind}s")) for kind in KINDS)
    return units, shifts


def columns_said(said: Sequence[str], inputs: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return what ``--map`` says the columns are, by input and role.

    Raises
    ------
    InputError
        If one says nothing, is of no input that is given, or could be of several.

    Examples
    --------
    >>> columns_said(["language=Spoken", "venues.name=Site"], ["venues", "roster"])
    {'roster': {'language': 'Spoken'}, 'venues': {'name': 'Site'}}
    """
    given = tuple(inputs)
    found: dict[str, dict[str, str]] = {}
    for text in said:
        key, equals, heading = text.partition("=")
        owner, _, role = key.strip().rpartition(".")
        if not equals:
            raise InputError("--map is a role, an equals sign and a column", value=text, fix="write language=Spoken")
        owners = [name for name in given if role in INPUTS[name].columns and owner in ("", name)]
        if not owners:
            raise UnknownNameError("role of --map", key, [role for name in given for role in INPUTS[name].columns])
        if len(owners) > 1:
            raise InputError(
                f"--map {key} could be of {listed(owners)}", fix=f"write {owners[0]}.{role}={heading or 'COLUMN'}"
            )
        found.setdefault(owners[0], {})[role] = heading.strip()
    return found


any_path = click.Path(path_type=Path)

time_zone_option = click.option(
    "--time-zone",
    default="",
    metavar="ZONE",
    help="The department's time zone, such as America/Chicago. Default: the one its counties keep.",
)


def department_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the argument DEPT."""
    return click.argument("dept", metavar="DEPT")(command)


def output_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option -o."""
    return click.option("-o", "--output", type=any_path, help="File to write. Its ending says how.")(command)


def level_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option --by."""
    return click.option("--by", "level", metavar="LEVEL", help="beat, department, or a level of the beat map.")(command)


def open_asked(dept: str) -> Opened:
    """Open a department with its records for whoever is at the command line; asking writes nothing."""
    opened = open_for(dept, command_line_actor())
    for note in load_rules(opened.department).notes:
        click.echo(f"note: {note}", err=True)
    return opened


def stamped(opened: Opened, product: str, rule: ThresholdRule | None = None, **asked: Any) -> Stamp:
    """Return what a product is made of, so that its file can be made again and compared (``outreach.py verify``).

    Parameters
    ----------
    product : str
        One of ``geodata.products.registry.PRODUCTS``.
    asked
        What the registry needs to make it again; None is left out.
    """
    from geodata.products.made import stamp_of
    from geodata.products.registry import find_product

    day = {} if rule is None else {"rule": rule.name, "day": opened.today.isoformat()}
    return stamp_of(opened, find_product(product), asked | day, rule)


def wants_map(output: Path | None) -> bool:
    """Return whether a file's ending asks for a map."""
    from geodata.gis.writers import MAP_ENDINGS

    return output is not None and output.suffix.lower() in MAP_ENDINGS


def write_map(opened: Opened, output: Path, stamp: Stamp, made: MapMade | None = None) -> None:
    """Write a product as a map, made by what its stamp says unless it is there; its notes are inside."""
    from geodata.gis.writers import map_bytes
    from geodata.products.made import MapMade, map_of
    from geodata.products.registry import make

    found = made or make(opened, stamp.product, stamp.asked)
    assert isinstance(found, MapMade)
    table = map_of(opened, found, stamp)
    exports.write_file(output, map_bytes(table, output.suffix.lower()))
    click.echo(f"{len(table.frame)} areas with {len(table.columns)} columns written to {output}", err=True)


def show(
    frame: pd.DataFrame, output: Path | None, department: Department, title: str, rule: str = "", *, stamp: Stamp
) -> None:
    """Write the table to a file, or print it.

    Parameters
    ----------
    rule : str
        What the rule says of itself, where one took part.
    stamp : Stamp
        See ``stamped``.
    """
    if output is None and frame.empty:
        click.echo("(no rows)")
        return
    if output is None:
        shown = frame.head(ROWS_PRINTED)
        click.echo(shown.to_string(index=False, max_colwidth=60, na_rep="", float_format=hundredths))
        if len(frame) > ROWS_PRINTED:
            click.echo(f"... {len(frame) - ROWS_PRINTED} more rows. Write them all with -o FILE.csv")
        exact = department.language.about_margins
        if exact and any(str(column).endswith("moe") for column in frame.columns):
            click.echo(f"note: {exact}", err=True)
        return
    about = exports.about(department, title, columns=tuple(frame.columns), rule=rule, stamp=stamp)
    exports.write_table(frame, output, about)
    click.echo(f"{len(frame)} rows written to {output}. What they are: {output.name}.about.txt", err=True)
