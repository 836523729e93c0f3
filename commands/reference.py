"""The reference of the command line, written from the commands themselves: ``python -m commands.reference``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click

from commands.shared import cli

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "cli.md"

PREAMBLE = """\
# The command line

Made by `make docs` from the commands themselves. Do not edit it here.

`DEPT` is a department folder, or the word `demo`. `-o FILE` writes by the ending of FILE. Without it, a table is
printed. Exit code 0 is success, 2 bad input, with one sentence on standard error.
"""


def reference(group: click.Group) -> str:
    """Return the whole reference as Markdown, the commands in their order.

    Examples
    --------
    >>> text = reference(cli)
    >>> text.count("## ") == len(cli.list_commands(click.Context(cli)))
    True
    """
    context = click.Context(group, info_name="outreach.py")
    return "\n".join([PREAMBLE, *(_command(context, name) for name in group.list_commands(context))])


def _command(above: click.Context, name: str) -> str:
    group = above.command
    assert isinstance(group, click.Group)
    command = group.get_command(above, name)
    assert command is not None
    context = click.Context(command, info_name=name, parent=above)
    usage = f"outreach.py {name} {' '.join(command.collect_usage_pieces(context))}"
    lines = [f"## {name}", "", *cleandoc(command.help or "").split("\n"), "", f"    {usage}", ""]
    rows = list(_rows(context))
    if rows:
        lines += ["| option | what it does | default |", "| --- | --- | --- |", *rows, ""]
    return "\n".join(lines)


def _rows(context: click.Context) -> Iterator[str]:
    for option in context.command.params:
        if not isinstance(option, click.Option) or option.hidden:
            continue
        metavar = "" if option.is_flag else f" {option.make_metavar(context)}"
        usual = option.get_default(context) if option.show_default else None
        default = "required" if option.required else "" if usual is None else f"`{usual}`"
        often = " May repeat." if option.multiple and "repeat" not in (option.help or "") else ""
        cells = (f"`{', '.join(option.opts)}{metavar}`", (option.help or "") + often, default)
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


if __name__ == "__main__":
    REFERENCE.write_text(reference(cli), encoding="utf-8")
    sys.stdout.write(f"{REFERENCE.name} written\n")
