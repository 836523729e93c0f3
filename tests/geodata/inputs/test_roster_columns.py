"""The registry of roster columns: a row is read by any of its names, kept, and told where rosters are asked for."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from geodata.files.columns import plain_name
from geodata.files.privacy import require_no_forbidden_columns
from geodata.inputs.roster import NAME_COLUMNS, read_roster
from geodata.inputs.roster_columns import ROSTER_COLUMNS, Asked, Holds, RosterColumn
from tests.examples import quick_ones

DOCUMENTED = (Path(__file__).resolve().parents[3] / "docs/data.md").read_text(encoding="utf-8").splitlines()

CELLS = {
    Holds.TEXT: ("Spanish", "Spanish"),
    Holds.TIER: ("passed", "tested"),
    Holds.STAFF: ("Sworn", "officer"),
    Holds.YES_NO: ("Y", "yes"),
    Holds.DATE: ("5/17/2024", "2024-05-17"),
    Holds.SHIFT: ("DAYS", "day"),
    Holds.SHIFTS: ("night, evening", "night; evening"),
}
"""A cell as it is written, and as it is kept."""

asked_for = [row for row in ROSTER_COLUMNS.values() if row.asked is not Asked.NEVER]
each_column = pytest.mark.parametrize("row", asked_for, ids=lambda row: row.name)


def names_of(row: RosterColumn) -> tuple[str, ...]:
    return (*row.aliases, row.aliases[0].replace("_", " ").title())


def cell_of(row: RosterColumn) -> tuple[str, str]:
    return ("K9-7", "K9-7") if row.name == "officer_id" else CELLS[row.holds]  # a name is no id


TURNS = range(max(len(names_of(row)) for row in asked_for))


@pytest.mark.parametrize("turn", quick_ones(TURNS, TURNS[::8]))
def test_a_column_is_read_by_each_of_its_names(turn: int, tmp_path: Path) -> None:
    """Each file names every column by another of its names."""
    cells = {names_of(row)[turn % len(names_of(row))]: cell_of(row)[0] for row in asked_for}
    path = tmp_path / "r.csv"
    path.write_text(",".join(cells) + "\n" + ",".join(f'"{cell}"' for cell in cells.values()) + "\n")
    read = read_roster(path)
    assert not any("not used" in note for note in read.notes)
    (officer,) = read.roster.to_dict("records")
    for row in asked_for:
        assert officer["language_as_found" if row.name == "language" else row.name] == cell_of(row)[1], row.name


@each_column
def test_a_row_holds(row: RosterColumn) -> None:
    assert row.aliases[0] == row.name and all(plain_name(alias) == alias for alias in row.aliases)
    require_no_forbidden_columns(row.aliases, "roster.csv", roster=True)
    spelled = {"officer_id": "officer id", "language": "languages"}.get(row.name, row.name)
    assert spelled in next(line for line in DOCUMENTED if line.startswith("| roster |"))


def test_no_name_means_two_columns() -> None:
    aliases = [alias for row in ROSTER_COLUMNS.values() for alias in row.aliases]
    assert len(set(aliases)) == len(aliases) and not set(aliases) & set(NAME_COLUMNS)
    assert [row.name for row in ROSTER_COLUMNS.values() if not row.aliases] == [
        "language_as_found",
        "unit_as_found",
        "shift_as_found",
    ]


def test_what_tells_of_a_language_is_blank_without_one(tmp_path: Path) -> None:
    rows = [row for row in asked_for if row.asked is not Asked.NEEDED]
    path = tmp_path / "r.csv"
    cells = ",".join(f'"{CELLS[row.holds][0]}"' for row in rows)
    path.write_text(f"officer_id,language,{','.join(row.name for row in rows)}\n7,English,{cells}\n")
    (officer,) = read_roster(path).roster.to_dict("records")
    assert {row.name: pd.isna(officer[row.name]) for row in rows} == {row.name: row.of_language for row in rows}
