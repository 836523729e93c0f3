"""What a unit or a shift of the roster means is said once, kept for the next roster, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.shared import cli
from geodata.department.department import load_department, save_department
from geodata.department.words import NOWHERE, with_words
from geodata.inputs.roster import read_roster
from geodata.officers.places import counts_nowhere
from geodata.officers.roster_words import review_words
from planning.errors import UnknownNameError
from tests.four_square import four_square_department

ROSTER = """Badge,Unit,Shift,Language,Certified
1,we,days 12h,Spanish,Y
2,west,Graveyrd,Korean,Y
3,Traffic,Day,Korean,Y
"""


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER)
    return path


def run(*arguments: object) -> str:
    outcome = CliRunner().invoke(cli, [str(part) for part in arguments])
    assert outcome.exit_code == 0, outcome.output
    return outcome.output


def test_a_word_is_decided_once_and_holds_for_the_next_roster(tmp_path: Path, roster: Path) -> None:
    folder = save_department(four_square_department(), tmp_path / "four").folder
    said = run("attach", folder, "--roster", roster)
    assert "2 of 3 officers count in no area" in said and "--unit" in said
    waiting = run("decide", folder)
    assert "unit 'we' of 1 officer: counts nowhere, nearest west (--unit \"we=west\")" in waiting
    assert "shift 'Graveyrd' of 1 officer: a shift of its own" in waiting
    run("decide", folder, "--unit", "we=west", "--unit", f"traffic={NOWHERE}", "--shift", "graveyrd=night")
    for _ in range(2):
        department = load_department(folder)
        assert department.roster["unit"].fillna("-").tolist() == ["west", "west", "-"]
        assert department.roster["shift"].tolist() == ["day", "night", "day"]
        assert "said to be none (Traffic)" in counts_nowhere(department)
        run("attach", folder, "--roster", roster)
    back = with_words(department, {"We": ""}, {"Graveyrd": "", "days 12h": "evening"})
    assert back.roster["unit"].fillna("-").tolist() == ["we", "west", "-"]
    assert back.roster["shift"].tolist() == ["evening", "Graveyrd", "day"]


def test_an_area_that_is_none_and_a_word_without_a_meaning_are_refused(roster: Path) -> None:
    department = four_square_department()
    with pytest.raises(UnknownNameError, match="'wset': did you mean 'west'"):
        with_words(department, {"we": "wset"}, {})
    outcome = CliRunner().invoke(cli, ["decide", "demo", "--unit", "we"])
    assert outcome.exit_code == 2 and "ce=Central" in str(outcome.output)


def test_every_word_of_a_roster_is_in_the_review(roster: Path) -> None:
    department = replace(four_square_department(), roster=read_roster(roster).roster)
    review = review_words(department)
    assert review["as_found"].tolist()[:2] == ["Traffic", "we"]
    assert set(review.loc[review["kind"] == "shift", "as_found"]) == {"days 12h", "Graveyrd", "Day"}
