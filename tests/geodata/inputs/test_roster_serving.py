"""Whose rows of a roster count for nobody: open posts, who is gone, languages that it says are not spoken."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.inputs.roster import RosterFile, read_roster
from geodata.inputs.roster_languages import read_spoken
from planning.errors import MissingColumnError


def read(tmp_path: Path, text: str) -> RosterFile:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return read_roster(path)


def test_who_is_gone_and_open_posts_are_left_out_by_name(tmp_path: Path) -> None:
    rows = [
        "1,Active,Spanish",
        "2,Retired 2021,Spanish",
        "VACANT,,Korean",
        "4,Leave (military),Lao",
        "5,Q,Thai",
        "--,,",
    ]
    found = read(tmp_path, "\n".join(["Badge,Employment Status,Language", *rows]))
    assert found.roster["officer_id"].tolist() == ["1", "4", "5"]
    assert found.account is not None
    left = {one.why: one.which for one in found.account.left_out}
    assert left == {"no officer id": ("4", "7"), "no longer serves": ("3",)}
    assert found.account.rows_read == found.account.rows_used + 3 == 6
    assert any("1 row is not understood and counts: row 6" in note for note in found.notes)
    assert not any("military" in note or "'Q'" in note for note in found.notes)  # why somebody is away is theirs


def test_a_language_that_is_only_read_is_not_counted(tmp_path: Path) -> None:
    found = read(
        tmp_path, "DSN,Foreign Language Spoken,Speaks,Reads\n1,Spanish,Y,Y\n2,Vietnamese,N,Y\n3,Lao,fluent,N\n"
    )
    assert found.roster["language"].fillna("").tolist() == ["spanish", "", "other_asian_pacific"]
    assert any("row 3" in note and "not spoken" in note for note in found.notes)


@pytest.mark.parametrize(
    ("cell", "spelled"),
    [
        ("N/A", []),
        ("--", []),
        ("Karenni, N/A", ["Karenni"]),
        ("None - English only", []),
        ("Spanish; no Korean", ["Spanish"]),
        ("Spanish, Korean (no)", ["Spanish"]),
        ("Taiwanese-conversational", ["Taiwanese"]),
        ("Nauru", ["Nauru"]),
    ],
)
def test_a_cell_that_says_none_or_denies_one(cell: str, spelled: list[str]) -> None:
    assert [one.spelling for one in read_spoken(cell)] == spelled


def test_no_column_of_names_is_offered_as_the_id(tmp_path: Path) -> None:
    with pytest.raises(MissingColumnError) as refused:
        read(tmp_path, 'Officer Name,Precinct,Language\n"Smith, J.",1,Spanish\n')
    assert refused.value.meant == ""
    with pytest.raises(MissingColumnError) as refused:
        read(tmp_path, "Old Badge X,Precinct,Language\n7,1,Spanish\n")
    assert refused.value.meant == "Old Badge X"


def test_hours_of_duty_name_the_shift_where_no_column_does(tmp_path: Path) -> None:
    rows = "1,Adam,0600-1600,Korean\n2,Boy,6am - 4pm,Lao\n3,Boy,2100-0700,Thai\n"
    found = read(tmp_path, f"Empl No,Section,Hours of Duty,Lang\n{rows}")
    assert found.roster["shift_hours"].tolist() == ["6-16", "6-16", "21-7"]
    assert found.roster["shift"].tolist() == ["6-16", "6-16", "21-7"]
    assert any("hours of duty were used as their names" in note for note in found.notes)
