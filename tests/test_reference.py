"""The page docs/cli.md says what the commands say of themselves."""

from __future__ import annotations

from commands.reference import REFERENCE, reference
from outreach import cli


def test_the_reference_is_what_the_commands_say():
    assert REFERENCE.read_text(encoding="utf-8") == reference(cli), "run 'make docs' and look at the difference"
