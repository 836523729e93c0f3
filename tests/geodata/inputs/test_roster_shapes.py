"""Rosters as personnel offices have them: several columns of languages, levels in brackets, names, headings, sheets."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.inputs.roster import RosterFile, read_roster
from planning.errors import InputError
from planning.officers.roster import best_tiers
from tests.examples import examples

HEAD = "badge,unit,shift,language,tier\n"


def read(tmp_path: Path, text: str) -> RosterFile:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return read_roster(path)


def spoken(found: RosterFile) -> list[list[str]]:
    rows = found.roster[found.roster["language_as_found"].notna()]
    return rows[["officer_id", "language_as_found", "tier"]].to_numpy().tolist()


def test_numbered_columns_with_a_tier_each_or_one_for_all(tmp_path: Path) -> None:
    each = "badge,Language 1,Tier 1,Language2,Language 2 Tier\n1,Spanish,tested,Korean,self\n"
    assert spoken(read(tmp_path, each)) == [["1", "Spanish", "tested"], ["1", "Korean", "self_reported"]]
    shared = "badge,Primary Language,Secondary Language,tier\n1,English,Lao,tested\n2,Thai,Lao,certified\n"
    assert spoken(read(tmp_path, shared)) == [
        ["1", "Lao", "tested"],
        ["2", "Thai", "certified"],
        ["2", "Lao", "certified"],
    ]


def test_a_column_a_language(tmp_path: Path) -> None:
    text = "badge,Spanish,Korean,English,tier\n1,Y,N,Y,tested\n2,,certified,Y,\n3,basic,2,Y,certified\n4,,,Y,\n"
    found = read(tmp_path, text)
    assert spoken(found) == [
        ["1", "Spanish", "tested"],
        ["2", "Korean", "certified"],
        ["3", "Spanish", "self_reported"],
        ["3", "Korean", "certified"],
    ]
    assert found.roster["officer_id"].nunique() == 4
    assert found.account is not None and found.account.columns["Korean"] == "language"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Spanish (not certified)", [("spanish", "self")]),
        ("Korean (basic)", [("korean", "self")]),
        ("Arabic (reads only)", [("arabic", "self")]),
        ("Spanish - limited", [("spanish", "self")]),
        ("basic Korean", [("korean", "self")]),
        ("Vietnamese", [("vietnamese", "certified")]),
        ("Vietnamese (fluent)", [("vietnamese", "certified")]),
        ("Chinese (Mandarin)", [("chinese", "certified")]),
        ("Spanish (also Korean)", [("spanish", "certified"), ("korean", "certified")]),
        ("Spanish (Level 2), Korean", [("spanish", "certified"), ("korean", "certified")]),
        ("Spanish (Madrid desk)", []),
        ("Spanish (Korean)", []),
    ],
)
def test_words_in_brackets(cell: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    found = read(tmp_path, f'{HEAD}1,101,day,"{cell}",certified\n')
    best = best_tiers(found.roster)
    assert list(zip(best["language"], best["proof"], strict=True)) == expected
    assert bool(len(found.review)) == (not expected)


def test_names_never_stand_in_for_ids(tmp_path: Path) -> None:
    text = 'Officer,Badge,Language,Tier\n"Smith, John",901,Lao,tested\n"Smith, John",903,Thai,tested\n'
    found = read(tmp_path, text)
    assert found.roster["officer_id"].tolist() == ["901", "903"]
    assert "Smith" not in found.roster.to_csv() + " ".join(found.notes)
    with pytest.raises(InputError, match="the column 'Officer' has names") as refused:
        read(tmp_path, 'Officer,Language\n"Smith, John",Lao\nAna Doe,Thai\n')
    assert "Smith" not in str(refused.value)


def test_tiers_in_words_levels_and_yes(tmp_path: Path) -> None:
    found = read(tmp_path, "badge,language,Certified\n1,Lao,Y\n2,Lao,N\n3,Lao,Level 2\n4,Lao,certifed\n5,Lao,\n")
    assert found.roster["tier"].tolist() == ["certified", *["self_reported"] * 4]
    assert found.roster["level"].tolist()[2] == "Level 2"
    assert any("tiers that are not known count as self-reported: certifed" in note for note in found.notes)


def test_shifts_of_one_name_are_one_and_their_hours_are_kept(tmp_path: Path) -> None:
    shifts = ("day", "Day", "DAY SHIFT", "days 12h", "Days 0600-1800", "A Watch")
    text = "badge,Shift,Watch,language\n" + "".join(f"{k},10-hr,{shift},Lao\n" for k, shift in enumerate(shifts))
    found = read(tmp_path, text).roster
    assert found["shift"].tolist() == ["day"] * 5 + ["A Watch"]
    assert found["shift_hours"].tolist() == ["10-hr", "10-hr", "10-hr", "10-hr", "10-hr", "10-hr"]
    alone = read(tmp_path, "badge,shift,language\n1,Days 0600-1800,Lao\n2,days 12h,Lao\n").roster
    assert alone["shift_hours"].tolist() == ["6-18", "12 h"]


def test_a_sheet_a_precinct(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet, badge in (("Central", "1"), ("East", "2")):
        book.create_sheet(sheet)
        for row in (["badge", "language"], [badge, "Lao"], ["Total", None]):
            book[sheet].append(row)
    book.save(tmp_path / "r.xlsx")
    found = read_roster(tmp_path / "r.xlsx")
    assert found.roster[["officer_id", "unit"]].to_numpy().tolist() == [["1", "Central"], ["2", "East"]]
    assert found.account is not None and (found.account.rows_read, found.account.rows_used) == (4, 2)


def test_a_row_without_an_id_is_left_out_by_name(tmp_path: Path) -> None:
    found = read(tmp_path, "badge,language,tier\n1,Lao,tested\n,Thai,tested\n")
    assert found.roster["officer_id"].tolist() == ["1"]
    assert "roster.csv: 1 row left out, 50% of all, because of 'no officer id': row 3." in found.notes


def test_a_cell_as_long_as_a_book_is_refused(tmp_path: Path) -> None:
    for times, says in (
        (15_000, "row 2, has a cell of 120,000 characters"),
        (1_500, "lists languages in 12,000 characters"),
    ):
        with pytest.raises(InputError, match=says):
            read(tmp_path, f"badge,language\n1,{'Spanish/' * times}\n")


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=("Cs", "Cc")), max_size=12)
words = st.sampled_from(["", "1", "Lao", "Spanish (basic)", "Y", "day", "101", "tested", "Total", "2024-05-01"])
headings = st.lists(
    st.sampled_from(["badge", "Language 1", "Language 2", "Spanish", "unit", "Watch", "tier", "rank", "note", "hours"]),
    unique=True,
    min_size=1,
)


@pytest.mark.property
@settings(examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(head=headings, data=st.data())
def test_every_row_and_column_is_accounted_for(head: list[str], data: st.DataObject, tmp_path: Path) -> None:
    row = st.lists(cells | words, min_size=len(head), max_size=len(head))
    rows = data.draw(st.lists(row, min_size=1, max_size=6))
    path = tmp_path / "roster.xlsx"
    book = openpyxl.Workbook()
    for line in (head, *rows):
        book.active.append([f"'{cell}" if cell.startswith("=") else cell for cell in line])
    book.save(path)
    try:
        found = read_roster(path)
    except InputError as refused:
        assert refused.fix
        return
    account = found.account
    assert account is not None and set(account.columns) == set(head)
    there = [line for line in rows if any(cell.strip() for cell in line)]
    assert account.rows_read == len(there)
    assert found.roster["officer_id"].notna().all()
