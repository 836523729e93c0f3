"""The command line: the same answers as the screens, for scripts, schedules and batch.

Exit 0 on success; 2 on bad input, with one sentence on standard error. ``DEPT`` is a department folder, or the
word ``demo``.
"""

from __future__ import annotations

import click

from commands.shared import Cli
from geodata.version import software_version


@click.group(cls=Cli, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(software_version(), prog_name="Common Tongue")
def cli() -> None:
    """Where to hold meetings, where translated material is needed, where bilingual officers are lacking."""


if __name__ == "__main__":
    cli()
