"""The materials' commands: a rule of one's own and local evidence decide, an inventory goes in and out, papers come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from geodata.demo.harbor_falls import build_demo
from geodata.department.department import load_department, save_department
from geodata.department.rules import load_rules, save_rule
from geodata.records.engine import RECORDS_FILE
from tests.test_outreach import fails, run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    own = tmp_path_factory.mktemp("commands") / "department"
    save_department(replace(build_demo(), roster=None), own)
    department = load_department(own)
    common = {"jurisdiction": "here", "as_of": date(2026, 1, 1), "review_by": date(2027, 1, 1), "source": "Order 12"}
    save_rule(
        department,
        {
            "title": "Ours",
            "text": "Many, or used.",
            "base": "district",
            "count": 100_000,
            "agency_use_count": 50,
            **common,
        },
    )
    return own


def verdicts(folder: Path, output: Path, *more: object) -> pd.DataFrame:
    run("materials", folder, "--rule", "ours", "-o", output, *more)
    return pd.read_csv(output, dtype={"area_id": str})


def test_asking_writes_no_records(folder: Path, tmp_path: Path) -> None:
    table = verdicts(folder, tmp_path / "v.csv")
    assert not (folder / RECORDS_FILE).exists()
    assert set(table["area_id"]) == {
        "Old Port",
        "Westhill",
        "Millrace",
        "North Harbor",
        "Southshore",
        "Falls Heights",
    }  # the level the rule is read for


def test_evidence_meets_an_own_rule_by_use_and_never_changes_a_figure(folder: Path, tmp_path: Path) -> None:
    evidence = tmp_path / "evidence.csv"
    evidence.write_text(
        "area,language,kind,number,from,to,source\n"
        "Old Port,Somali,interpreter calls,120,2025-01-01,2025-12-31,line\n"
        "Westhill,Dari,interpreter calls,20,2025-01-01,2025-12-31,line\n"
    )
    before = verdicts(folder, tmp_path / "before.csv").set_index(["area_id", "language"])
    after = verdicts(folder, tmp_path / "after.csv", "--evidence", evidence).set_index(["area_id", "language"])
    assert before.loc[("Old Port", "other"), "verdict"] != "met"
    met = after.loc[("Old Port", "other")]
    assert met["verdict"] == "met"
    assert "Qualifies by use of services: Somali, 120 interpreter calls a year (line)." in met["reason"]
    assert after.loc[("Westhill", "other_indo_european"), "verdict"] != "met"
    pd.testing.assert_series_equal(before["lep"], after["lep"])
    changed = before["verdict"] != after["verdict"]
    assert changed.sum() == 1


def test_an_inventory_goes_in_and_comes_out(tmp_path: Path) -> None:
    own = tmp_path / "department"
    save_department(replace(build_demo(), roster=None), own)
    file = tmp_path / "in.csv"
    file.write_text(
        "title,document_class,source_updated_on,pages,words,language,state,of_source_on,copies\n"
        "Your rights,vital,2026-01-05,2,500,,,,\n"
        "Invitation,outreach,,1,100,Spanish,approved,,10\n"
    )
    run("documents", own, "--bring", file, "-o", tmp_path / "out.csv")
    table = pd.read_csv(tmp_path / "out.csv")
    assert table[["title", "language", "state", "copies"]].astype("object").fillna("").values.tolist() == [
        ["Your rights", "", "", ""],
        ["Invitation", "spanish", "approved", 10.0],
    ]
    run("translate", own, "--by", "DISTRICT", "--budget", "230", "-o", tmp_path / "next.csv")
    bought = pd.read_csv(tmp_path / "next.csv").query("bought")
    assert set(bought["title"]) == {"Your rights"} and bought["cost"].sum() <= 230
    run("copies", own, "--by", "DISTRICT", "--prints", tmp_path / "p.csv", "-o", tmp_path / "copies.csv")
    copies = pd.read_csv(tmp_path / "copies.csv").query("title == 'Invitation' and language == 'spanish'")
    assert copies["from_stock"].sum() == 10
    assert pd.read_csv(tmp_path / "p.csv")["title"].tolist() == ["Invitation"]
    run("worksheet", own, "-o", tmp_path / "w.html")
    page = (tmp_path / "w.html").read_text()
    assert "1 document is marked vital" in page and "withdrew on April 15" in page
    assert "cannot be used: row 2, state" in fails("documents", own, "--bring", _wrong(tmp_path))


def _wrong(folder: Path) -> Path:
    path = folder / "wrong.csv"
    path.write_text("title,document_class,language,state\nA,vital,korean,nearly\n")
    return path


def test_a_budget_that_is_none(folder: Path) -> None:
    assert "can’t be a budget" in fails("translate", folder, "--budget", "-5")


def test_where_nothing_is_written_down_nobody_says_that_nothing_is_missing(folder: Path, tmp_path: Path) -> None:
    department = tmp_path / "empty"
    save_department(replace(build_demo(), roster=None), department)
    told = run("translate", department, "--budget", 2400)
    assert "No documents are listed yet, so we can’t tell what is missing." in told
    assert "Nothing is missing" not in told
    assert "DataFrame" not in told
    run("worksheet", department, "-o", tmp_path / "w.html")
    paper = (tmp_path / "w.html").read_text(encoding="utf-8")
    assert "we can’t tell what translations would cost" in paper
    assert "$0" not in paper


def test_rules_of_unlike_titles_never_replace_each_other(tmp_path: Path) -> None:
    save_department(build_demo(), tmp_path / "own")
    department = load_department(tmp_path / "own")
    common = {
        "text": "So many.",
        "jurisdiction": "here",
        "base": "beat",
        "as_of": date(2026, 1, 1),
        "review_by": date(2027, 1, 1),
        "source": "Order",
    }
    made = [
        save_rule(load_department(tmp_path / "own"), {"title": title, "count": count, **common}).name
        for title, count in (("규칙", 100), ("правило", 200), ("규칙", 300))
    ]
    department = load_department(tmp_path / "own")
    assert made == ["own_rule", "own_rule_2", "own_rule"]
    rules = load_rules(department).rules
    assert (rules["own_rule"].count, rules["own_rule_2"].title) == (300, "правило")
    broken = department.place / "rules" / "broken.toml" if department.place else tmp_path
    broken.write_text("title = ", encoding="utf-8")
    assert save_rule(department, {"title": "Broken", "count": 5, **common}).name == "broken_2"
    after = load_department(tmp_path / "own").place or tmp_path
    assert (after / "rules" / "broken.toml").read_text(encoding="utf-8") == "title = "
