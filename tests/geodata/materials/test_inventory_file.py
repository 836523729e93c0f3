"""The inventory and local evidence as files: what goes out comes back, and what cannot be read is named by its row."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from geodata.demo.harbor_falls import build_demo
from geodata.demo.records import BY_COORDINATOR, open_demo_records
from geodata.department.answers import prepare
from geodata.department.department import Department
from geodata.materials.distribution import distribution_points
from geodata.materials.evidence_file import read_evidence
from geodata.materials.inventory_file import inventory_table, read_inventory
from geodata.papers import exports
from geodata.records.holdings import Holdings, load_holdings
from planning.errors import InputError, RefusedError, SchemaError
from planning.materials.inventory import compare_inventories
from planning.need.evidence import EVIDENCE_COLUMNS


@pytest.fixture(scope="module")
def department() -> Department:
    return build_demo()


@pytest.fixture(scope="module")
def holdings() -> Holdings:
    return load_holdings(open_demo_records(date(2026, 6, 1)), BY_COORDINATOR)


def written(folder: Path, text: str, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_written_comes_back_unchanged(holdings: Holdings, tmp_path: Path, ending: str) -> None:
    table = inventory_table(holdings.inventory)
    table.loc[len(table)] = ["=SUM(A1) leaflet", "vital", *[None] * 9]
    path = tmp_path / f"inventory.{ending}"
    path.write_bytes(exports.csv_bytes(table) if ending == "csv" else exports.excel_bytes(table, "about"))
    changes = compare_inventories(holdings.inventory, read_inventory(path).inventory)
    assert changes["title"].unique().tolist() == ["=SUM(A1) leaflet"]
    assert len(holdings.inventory.translations) == 92


def test_a_file_of_ones_own_is_understood(tmp_path: Path) -> None:
    text = (
        "Document;Class;English version;Language;Status;In stock;Colour\n"
        "Your rights;Vital;5/31/2026;Cambodian;published;1,200;red\n"
    )
    found = read_inventory(written(tmp_path, text))
    row = found.inventory.translations.iloc[0]
    assert (row["language"], row["state"], row["copies"]) == ("other_asian_pacific:Khmer", "approved", 1200.0)
    assert found.inventory.documents["source_updated_on"].iloc[0] == pd.Timestamp("2026-05-31")
    assert found.notes == ("file.csv: not used: Colour.",)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("A,vital,slavic,draft,", r"row 2, language: nothing is written in a group of several languages"),
        ("A,vital,korean,nearly,", r"row 2, state: this is no state of a translation \(got 'nearly'\)"),
        ("A,vital,korean,draft,many", r"row 2, copies: 'many' cannot be read"),
        ("A,vital,korean,draft,-3", r"row 2, copies: this is no whole number"),
        ("A,urgent,korean,draft,", r"row 2, document_class: this is no class of document"),
        (",vital,korean,draft,", "row 2: no title"),
        ("A,,korean,draft,", "'A' has no class. Write vital or outreach"),
        ("A,vital,korean,draft,\nA,outreach,arabic,draft,", "row 3, document_class: an earlier row of 'A' says other"),
        ("A,vital,korean,draft,\nA,vital,korean,none,", r"has a document twice in one language \(got 'A / korean'\)"),
    ],
)
def test_what_an_inventory_cannot_say(tmp_path: Path, rows: str, message: str) -> None:
    path = written(tmp_path, f"title,document_class,language,state,copies\n{rows}\n")
    with pytest.raises(InputError, match=message):
        read_inventory(path)


def test_a_file_without_titles(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="no column 'title'"):
        read_inventory(written(tmp_path, "language,state\nkorean,draft\n"))


def test_local_evidence_is_read_by_the_words_people_use(department: Department, tmp_path: Path) -> None:
    text = (
        "District,Home language,What,Calls,From,To,Vendor,Trust,Note\n"
        'North Harbor,Cambodian,language line,"1,096",2025-01-01,2025-12-31,Line,high,\n'
        "01,Spanish,pupils,88,,9/1/2025,School district,,survey\n"
        ",other:Mam,,,,2026-01-05,A partner,low,nobody counted\n"
    )
    evidence = read_evidence(written(tmp_path, text), department).evidence
    assert tuple(evidence.columns) == EVIDENCE_COLUMNS
    assert evidence["area_id"].tolist() == ["DISTRICT:North Harbor", "01", "department"]
    assert evidence["language"].tolist() == ["other_asian_pacific:Khmer", "spanish", "other:Mam"]
    assert evidence["kind"].tolist() == ["interpreter calls", "school home languages", "partner report"]
    assert evidence["number"].fillna(-1).tolist() == [1096.0, 88.0, -1.0]
    assert evidence["confidence"].tolist() == ["high", "medium", "low"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Nowhere,Korean,5,2026-01-01,Line", "row 2: there is no area 'Nowhere'"),
        ("01,Korean,5.5,2026-01-01,Line", "row 2: this is no whole number"),
        ("01,Korean,5,soon,Line", "row 2: this is no day"),
        ("01,Korean,5,2026-01-01,", "row 2: there is no source"),
    ],
)
def test_what_evidence_cannot_say(department: Department, tmp_path: Path, row: str, message: str) -> None:
    path = written(tmp_path, f"area,language,number,date,source\n{row}\n")
    with pytest.raises(InputError, match=message):
        read_evidence(path, department)


def test_evidence_about_persons_is_refused(department: Department, tmp_path: Path) -> None:
    path = written(tmp_path, "area,language,number,date,source,SSN\n01,Korean,5,2026-01-01,Line,1\n")
    with pytest.raises(RefusedError):
        read_evidence(path, department)


def test_copies_go_to_the_nearest_places_of_an_area_and_never_to_a_vetoed_one(department: Department) -> None:
    prepared = prepare(department)
    points = distribution_points(prepared, "DISTRICT", 4)
    assert points.groupby("area_id").size().max() == 4
    assert all(own["metres"].is_monotonic_increasing for _, own in points.groupby("area_id"))
    venues = department.venues.set_index("venue_id")
    assert not venues.loc[points["venue_id"], "police_building"].fillna(False).astype(bool).any()
    assert venues.loc[points["venue_id"], "veto"].isna().all()
    everything = distribution_points(prepared, "department", 500, include_police=True)
    usable = department.venues["veto"].isna().sum()
    assert usable - 5 <= len(everything) <= usable  # some stand outside every beat


def test_every_living_language_is_taken_and_an_unknown_one_waits_for_one_decision(tmp_path: Path) -> None:
    names = ["Spanish", "Mixteco Bajo", "Q'anjob'al", "Georgian", "ASL", "Chuukese", "Tzotzil", "Klingon", "Klingon"]
    text = "language,number,observed_on,source\n" + "".join(
        f"{name},{k},2025-01-01,line\n" for k, name in enumerate(names)
    )
    path = written(tmp_path, text)
    found = read_evidence(path, build_demo())
    assert len(found.evidence) == 7
    assert "2 rows need your decision" in found.notes[-1] and "'Klingon'" in found.notes[-1]
    decided = read_evidence(path, build_demo(), decisions={"Klingon": "other"})
    assert decided.evidence["language"].tolist()[-2:] == ["other:Klingon"] * 2 and decided.notes == ()
    assert len(read_evidence(path, build_demo(), decisions={"klingon": "leave out"}).evidence) == 7

    text = "title,class,language,state\n" + "".join(f"Flyer,vital,{name},draft\n" for name in names[:-1])
    inventory = read_inventory(written(tmp_path, text))
    assert len(inventory.inventory.translations) == 7 and len(inventory.inventory.documents) == 1
    assert "1 translation needs your decision" in inventory.notes[-1]
    with pytest.raises(InputError, match="no class"):
        read_inventory(written(tmp_path, "title,language\nFlyer,Klingon\n"))
