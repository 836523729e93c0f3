"""The command line: the same answers as the screens, for scripts, schedules and batch.

Exit 0 on success; 2 on bad input, with one sentence on standard error. ``DEPT`` is a department folder, or the
word ``demo``.
"""

from __future__ import annotations

from commands.shared import cli

if __name__ == "__main__":
    cli()
