"""Rosters: tiers from plain words, languages to their census group, no names and no private columns."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from geodata.inputs.roster import read_roster
from geodata.inputs.roster_columns import ROSTER_COLUMNS
from geodata.inputs.roster_languages import TIER_WORDS
from planning.errors import InputError, RefusedError, SchemaError
from planning.languages.groups import LANGUAGES
from planning.languages.named import find_language_group
from planning.officers.roster import find_contradictions

ROWS = [
    ["officer_id", "unit", "shift", "language", "tier", "scale", "level", "tested_on"],
    ["007", "East", "night", "Spanish", "certified", "ILR", "2+", "2024-05-01"],
    ["007", "East", "night", "Vietnamese", "self-reported", "", "", ""],
    ["012", "West", "day", "", "", "", "", ""],
]


def write(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def check(path: Path) -> None:
    roster = read_roster(path).roster
    assert tuple(roster.columns) == tuple(ROSTER_COLUMNS)
    assert roster["officer_id"].tolist() == ["007", "007", "012"]
    assert roster["language"].fillna("-").tolist() == ["spanish", "vietnamese", "-"]
    assert roster["tier"].fillna("-").tolist() == ["certified", "self_reported", "-"]
    assert roster.iloc[0][["scale", "level", "tested_on"]].tolist() == ["ILR", "2+", "2024-05-01"]


def test_csv_and_excel_are_equal(tmp_path: Path) -> None:
    check(write(tmp_path / "r.csv", "\n".join(",".join(row) for row in ROWS)))
    (tmp_path / "w.csv").write_bytes("\n".join(";".join(row) for row in ROWS).encode("utf-16"))
    check(tmp_path / "w.csv")
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "r.xlsx")
    check(tmp_path / "r.xlsx")


def test_several_languages_in_a_cell(tmp_path: Path) -> None:
    cells = ["Spanish; Korean", "Somali / Amharic", "French, Haitian or Cajun", "English", "Hindi and Urdu"]
    text = "Badge,Languages\n" + "".join(f'{k},"{cell}"\n' for k, cell in enumerate(cells, 1))
    found = read_roster(write(tmp_path / "r.csv", text))
    spoken = found.roster[["officer_id", "language", "language_as_found"]].fillna("-").to_numpy().tolist()
    assert spoken == [
        ["1", "spanish", "Spanish"],
        ["1", "korean", "Korean"],
        ["2", "other", "Somali"],
        ["2", "other", "Amharic"],
        ["3", "french_haitian", "French, Haitian or Cajun"],
        ["4", "-", "-"],
        ["5", "other_indo_european", "Hindi"],
        ["5", "other_indo_european", "Urdu"],
    ]
    assert found.roster["tier"].dropna().unique().tolist() == ["self_reported"]
    assert found.notes == ("r.csv does not say how proficiency is known. Every language counts as self-reported.",)


def test_names_and_other_columns_are_not_read(tmp_path: Path) -> None:
    text = "officer_id,Last Name,language,tier,hair\n1,Rivera,Spanish,tested,brown\n"
    found = read_roster(write(tmp_path / "r.csv", text))
    assert "Rivera" not in found.roster.to_csv()
    assert found.notes == (
        "r.csv: names of officers are not needed and were not read: Last Name.",
        "r.csv: columns that are not used: hair.",
    )


@pytest.mark.parametrize(("tier", "words"), TIER_WORDS.items())
def test_every_word_for_a_tier(tier: str, words: tuple[str, ...], tmp_path: Path) -> None:
    lines = [f"{k},Spanish,{spelling}" for k, word in enumerate(words) for spelling in (word, word.upper())]
    text = "officer_id,language,tier\n" + "\n".join(f"{k}{line}" for k, line in enumerate(lines))
    assert set(read_roster(write(tmp_path / "r.csv", text)).roster["tier"]) == {tier}


@pytest.mark.parametrize("group", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_name_of_a_group(group: object) -> None:
    names = [group.id, group.name, group.acs_label, group.autonym, group.bcp47, *group.may_hide]  # type: ignore[attr-defined]
    for name in filter(None, names):
        assert find_language_group(name.upper()) == group.id  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Mandarin", "chinese"),
        ("Farsi", "other_indo_european"),
        ("Chinese (Cantonese)", "chinese"),
        ("Filipino", "tagalog"),
        ("Khmer", "other_asian_pacific"),
        ("Klingon", None),
        ("", None),
    ],
)
def test_other_names(name: str, group: str | None) -> None:
    assert find_language_group(name) == group


def test_sign_language_is_kept_apart(tmp_path: Path) -> None:
    found = read_roster(write(tmp_path / "r.csv", "officer_id,language,tier\n1,ASL,certified\n2,Spanish; ASL,tested\n"))
    assert found.roster["language"].fillna("-").tolist() == ["-", "spanish"]
    assert found.roster["tier"].fillna("-").tolist() == ["-", "tested"]
    assert found.notes == (
        "r.csv: sign language is not in the census table, so it is not compared with need: row 2, 3.",
    )


def test_repeats_are_dropped_and_contradictions_told(tmp_path: Path) -> None:
    same = "officer_id,language,tier\n1,Spanish,tested\n1,Spanish,tested\n1,,\n"
    found = read_roster(write(tmp_path / "r.csv", same))
    assert len(found.roster) == 1
    assert found.notes == ("r.csv: 1 row that repeat an officer and language were left out.",)
    torn = "officer_id,language,tier\n1,Spanish,tested\n1,Spanish,self\n"
    kept = read_roster(write(tmp_path / "t.csv", torn))
    assert kept.roster["tier"].tolist() == ["tested", "self_reported"]
    # The notes go into the check report, which more people see than the roster: they name nobody.
    assert kept.notes == (
        "t.csv: it says two things about some officers (units, shifts, or ratings of a language). Plans use the first "
        "unit and shift, and the highest rating.",
    )
    assert find_contradictions(kept.roster) == (
        "One language with several ratings, of which the highest counts: 1 (Spanish).",
    )


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("officer_id,language\n,Spanish\n", InputError, "row 2, has no officer id"),
        ("language\nSpanish\n", SchemaError, "no column 'officer_id'"),
        ("officer_id,tongue\n1,Spanish\n", SchemaError, "no column 'language'"),
        ("officer_id,language,SSN\n1,Spanish,1\n", RefusedError, "'SSN', and social security numbers are refused"),
        ("officer_id,language,DOB\n1,Spanish,1\n", RefusedError, "date of birth is refused"),
        ("officer_id,language,Home Address\n1,Spanish,1\n", RefusedError, "home addresses are refused"),
        ("officer_id,language,Citizenship\n1,Spanish,1\n", RefusedError, "citizenship is refused"),
        ("officer_id,language\n", InputError, "a header but no rows"),
    ],
)
def test_rosters_that_cannot_be_used(text: str, error: type[InputError], message: str, tmp_path: Path) -> None:
    with pytest.raises(error, match=message):
        read_roster(write(tmp_path / "r.csv", text))
