"""What is asked twice is answered the same, to the byte."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from outreach import cli

ASKED = {
    "plan": ("meetings", "demo", "--meetings", "2", "--draws", "5", "-o", "plan.json"),
    "fair plan": ("meetings", "demo", "--meetings", "3", "--objective", "fair", "-o", "plan.json"),
    "officers": ("levers", "demo", "-o", "levers.json"),
    "verdicts": ("materials", "demo", "-o", "verdicts.csv"),
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_an_answer_written_twice_is_the_same_file(asked, tmp_path):
    written = []
    for number in "12":
        file = tmp_path / f"{number}{asked[-1]}"
        result = CliRunner().invoke(cli, [*asked[:-1], str(file)])
        assert result.exit_code == 0, result.output
        written.append((file.read_bytes(), file.with_name(f"{file.name}.about.txt").read_bytes()))
    assert written[0] == written[1]
