"""A roster as it comes: misspelt languages, dates in several forms, repeated ids, names. Nothing is lost or guessed."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from geodata.inputs.roster import KEEP_NAMES_VARIABLE, read_roster
from planning.errors import InputError, UnknownNameError
from planning.languages.matching import LEAVE_OUT, accept_suggestions
from planning.officers.roster import count_by_kind

MISSPELT = {
    "Spansih": "spanish",
    "Span": "spanish",
    "ES": "spanish",
    "Espanol": "spanish",
    "Spanich": "spanish",
    "Koran": "korean",
    "Koreann": "korean",
    "KOR": "korean",
    "Chineese": "chinese",
    "Madarin": "chinese",
    "Cantonse": "chinese",
    "Vietnamise": "vietnamese",
    "Viet": "vietnamese",
    "Vietnamees": "vietnamese",
    "Tagolog": "tagalog",
    "Phillipino": "tagalog",
    "Arabc": "arabic",
    "Aribic": "arabic",
    "Rusian": "slavic",
    "Ukranian": "slavic",
    "Polsh": "slavic",
    "Port": "other_indo_european",
    "Portugese": "other_indo_european",
    "Punjab": "other_indo_european",
    "Hindhi": "other_indo_european",
    "Hmoung": "other_asian_pacific",
    "Cambodain": "other_asian_pacific",
    "Somalian": "other",
    "Amharik": "other",
    "Hatian": "french_haitian",
}


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """30 officers, one spelling each, in Excel: ISO text, American text, Excel's own dates and day numbers."""
    book = openpyxl.Workbook()
    book.active.append(["Badge", "Last Name", "Precinct", "Watch", "Languages", "Notes", "Certification", "Test Date"])
    days = ("2024-05-01", "5/13/2024", datetime.datetime(2024, 5, 1), 45413)
    for k, spelling in enumerate(MISSPELT):
        row = [f"{k:03d}", f"Rivera{k}", "East", "day", spelling, "", "tested", days[k % 4]]
        book.active.append(row)
    book.active.append(["000", "Rivera0", "East", "night", "Korean", "", "certified", "2023-01-02"])
    book.active.append(["001", "Rivera1", "East", "day", "Spansih", "", "tested", "2024-05-01"])
    book.save(tmp_path / "messy.xlsx")
    return tmp_path / "messy.xlsx"


def test_thirty_spellings_wait_for_a_decision(messy: Path) -> None:
    assert len(MISSPELT) == 30
    found = read_roster(messy)
    assert found.roster["officer_id"].nunique() == 30
    assert set(found.roster["language_as_found"]) == {*MISSPELT, "Korean"}
    assert found.roster["language"].dropna().tolist() == ["korean"]  # nothing matched in silence
    assert set(found.roster["tier"]) == {"tested", "certified"}  # what is known of them stays
    review = found.review.set_index("as_found")
    assert review["suggested"].to_dict() == MISSPELT
    assert review["decision"].isna().all()
    assert review["confidence"].between(0.6, 0.95).all()
    assert review.loc["Spansih", "rows"] == 2
    assert any("31 language entries wait for a decision" in note for note in found.notes)


def test_decisions_count_and_are_remembered(messy: Path) -> None:
    waiting = read_roster(messy)
    decisions = accept_suggestions(waiting.review, 0.0) | {"Viet": LEAVE_OUT}
    decided = read_roster(messy, decisions=decisions)
    expected = {spelling: language for spelling, language in MISSPELT.items() if spelling != "Viet"}
    named = decided.roster[decided.roster["language"].notna() & (decided.roster["language_as_found"] != "Korean")]
    assert dict(zip(named["language_as_found"], named["language"], strict=True)) == expected
    assert decided.roster["officer_id"].nunique() == 30  # the one left out is still on the roster
    assert decided.roster.loc[decided.roster["officer_id"] == "012", "language_as_found"].isna().all()
    assert not any("wait" in note for note in decided.notes)
    with pytest.raises(UnknownNameError, match="did you mean 'spanish'"):
        read_roster(messy, decisions={"ES": "spansih"})
    with pytest.raises(InputError, match="has two decisions"):
        read_roster(messy, decisions={"ES": "spanish", "es": "korean"})


def test_dates_in_every_form_are_one(messy: Path) -> None:
    dates = read_roster(messy).roster.drop_duplicates("officer_id")["tested_on"].tolist()
    assert dates[:4] == ["2024-05-01", "2024-05-13", "2024-05-01", "2024-05-01"]
    assert set(dates) == {"2024-05-01", "2024-05-13"}


def test_day_first_dates_and_what_is_no_date(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    rows = ("25/12/2023", "03/04/2024", "1 May 2024", "31/02/2024", "spring")
    lines = [f"{k},Korean,{day}" for k, day in enumerate(rows)]
    path.write_text("officer_id,language,tested_on\n" + "\n".join(lines))
    found = read_roster(path)
    assert found.roster["tested_on"].tolist() == ["2023-12-25", "2024-04-03", "2024-05-01", "31/02/2024", "spring"]
    assert "r.csv: 2 cells are no dates and were kept as written: 31/02/2024, spring." in found.notes
    path.write_text("officer_id,language,tested_on\n1,Korean,03/04/2024\n")
    unsure = read_roster(path)
    assert unsure.roster["tested_on"].tolist() == ["2024-03-04"]
    assert any("Month first was used: 03/04/2024" in note for note in unsure.notes)


def test_repeated_ids_are_told(messy: Path) -> None:
    found = read_roster(messy)
    told = [note for note in found.notes if "it says two things" in note]
    assert [note.endswith("Plans use the first unit and shift, and the highest rating.") for note in told] == [True]
    assert "000" not in told[0], "who it is stands on the roster page only"
    assert (found.roster["officer_id"] == "000").sum() == 2


def test_names_only_by_the_operators_will(messy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = read_roster(messy)
    assert "name" not in found.roster.columns
    assert "Rivera" not in found.roster.to_csv() + " ".join(found.notes)
    monkeypatch.setenv(KEEP_NAMES_VARIABLE, "1")
    kept = read_roster(messy)
    assert kept.roster["name"].iloc[0] == "Rivera0"
    assert any("names of officers were kept" in note for note in kept.notes)


def test_two_languages_misspelt_in_one_cell(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("officer_id,language\n1,Span/Port\n2,Klingon\n")
    found = read_roster(path)
    assert found.roster[["officer_id", "language_as_found"]].to_numpy().tolist() == [
        ["1", "Span"],
        ["1", "Port"],
        ["2", "Klingon"],
    ]
    review = found.review.set_index("as_found")
    assert pd.isna(review.loc["Klingon", "suggested"])
    assert review.loc["Klingon", "confidence"] == 0.0
    assert accept_suggestions(found.review, 0.9) == {"Port": "other_indo_european", "Span": "spanish"}


def test_civilians_and_dispatchers_count_apart(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text(
        "officer_id,language,tier,kind,RDO,refresher_on\n1,Korean,tested,Sworn,Sat-Sun,2024-01-05\n"
        "2,Korean,certified,civilian,,\n3,Korean,self,Dispatcher,Mon-Tue,\n4,Korean,self,,,\n"
    )
    roster = read_roster(path).roster
    assert roster["kind"].tolist() == ["officer", "civilian", "dispatcher", "officer"]
    assert roster["days_off"].fillna("-").tolist() == ["Sat-Sun", "-", "Mon-Tue", "-"]
    assert roster["refresher_on"].dropna().tolist() == ["2024-01-05"]
    counts = count_by_kind(roster).set_index(["kind", "language"])
    assert counts.loc[("officer", "korean")].tolist() == [2, 1]
    assert counts.loc[("civilian", "korean")].tolist() == [1, 1]
    assert counts.loc[("dispatcher", "korean")].tolist() == [1, 0]
    path.write_text("officer_id,language,Classification\n1,Korean,Police Officer III\n2,Korean,Sgt.\n3,Lao,Custodian\n")
    found = read_roster(path)
    assert found.roster["kind"].tolist() == ["officer", "officer", "civilian"]
    assert any("fill no slot: Custodian" in note for note in found.notes)
