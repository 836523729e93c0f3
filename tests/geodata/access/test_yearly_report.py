"""The yearly report: eighteen items, figures equal to their sources, floors held by how it is made, last year's."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pandas as pd
import pytest

from geodata.access.year_asked import ask
from geodata.access.year_calls import calls
from geodata.access.yearly_report import (
    KEPT,
    YearWishes,
    keep_year,
    load_entries,
    load_years,
    save_entry,
    year_facts,
    yearly_paper,
    yearly_table,
)
from geodata.demo.records import open_demo_records
from geodata.department.answers import prepare, rule_of
from geodata.departments import Opened, open_for
from geodata.papers.printed import paper_bytes
from geodata.records.engine import open_temporary_store
from planning.access.items import ITEMS
from planning.access.sections import BLANK
from planning.access.yearly import Entry, YearFacts
from planning.errors import ConflictError, InputError, UnknownNameError
from planning.languages.groups import language_name
from planning.languages.spoken import spoken_name
from planning.records.half_years import HalfYear
from planning.records.roles import Actor
from planning.records.years import Year
from tests.test_outreach import run

KIM = Actor("kim@pd.example", "admin")
COORDINATOR = Actor("sarge@pd.example", "coordinator")


@pytest.fixture(scope="module")
def demo() -> Opened:
    return open_for("demo", KIM)


@pytest.fixture(scope="module")
def facts(demo: Opened) -> YearFacts:
    return year_facts(demo, YearWishes())


def test_sixteen_of_eighteen_are_filled_and_the_others_asked_for(demo: Opened, facts: YearFacts) -> None:
    assert len(ITEMS) == 18 and set(ITEMS) - set(facts.filled) == {"incidents", "complaints"}
    fewer = year_facts(Opened(demo.prepared, demo.store, COORDINATOR), YearWishes())
    assert set(facts.filled) - set(fewer.filled) == {"training"}  # whose records a coordinator may not read
    said = repr(yearly_paper(demo, facts).blocks)
    assert said.count(BLANK + "incidents with LEP") == 1 and said.count(BLANK + "complaints in the year") == 1
    assert all(one.counted and one.source and one.now for one in facts.figures)


def test_the_word_file_says_the_table_and_nothing_else(demo: Opened, facts: YearFacts) -> None:
    word = docx.Document(io.BytesIO(paper_bytes(yearly_paper(demo, facts), ".docx")))
    told = [tuple(cell.text for cell in row.cells) for table in word.tables for row in list(table.rows)[1:]]
    for figure, row in zip(facts.figures, told, strict=True):
        assert row[:2] == (figure.what, figure.now)
    said = " ".join(one.text for one in word.paragraphs) + " ".join(" ".join(row) for row in told)
    assert all(figure.source in said and figure.counted in said for figure in facts.figures)
    assert yearly_table(demo, YearWishes())["year"].tolist() == [figure.now for figure in facts.figures]
    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert headings[:18] == [f"{k}. {item.title}" for k, item in enumerate(ITEMS.values(), start=1)]


def exported(demo: Opened, source: str, folder: Path) -> pd.DataFrame:
    run(*source.split(), "-o", folder / "export.csv")
    return pd.read_csv(folder / "export.csv")


def test_every_figure_is_that_of_its_source(demo: Opened, facts: YearFacts, tmp_path: Path) -> None:
    tables = {
        source: exported(demo, source, tmp_path)
        for source in sorted({part for one in facts.figures for part in one.source.split(" and ")})
        if not source.startswith("page ")
    }
    tables["officers"] = exported(demo, "officers demo --by DISTRICT", tmp_path)
    said = {(one.item, one.what): one for one in facts.figures}

    need = tables["need demo --by department"].query("area_id == 'department'").set_index("language")
    for language, row in need.iterrows():
        figure = said["people", language_name(str(language))].now
        assert figure.startswith(f"{row['lep']:,.0f} ±{row['lep_moe']:,.0f}"), figure
    met = tables["materials demo"].query("verdict == 'met'")["language"]
    named = next(one.now for one in facts.figures if one.item == "languages")
    assert set(re.split(r", and |, ", named)) == {language_name(one) for one in met}

    bill = tables["interpreters demo"].set_index("language")
    for language, row in bill.iterrows():
        assert near(said["calls", language_name(str(language))].now, row["calls"])
    for way, called in (("line", "phone"), ("video", "video"), ("device", "device")):
        assert near(said["by_way", called].now, bill[way].sum())
    assert near(said["calls", "All"].now, bill["calls"].sum()) and said["by_way", "All"].now == said["calls", "All"].now

    bands = tables["officers"].dropna(subset="have_certified")
    for one in facts.figures:
        language, _, unit = one.what.partition(", ")
        if one.item == "certified" and unit != "whole department":
            rows = bands[(bands["language"].map(language_name) == language) & (bands["area_id"] == unit)]
            ends = rows["have_certified"].astype("str").str.split("-")
            assert band(one.now) == (sum(int(e[0]) for e in ends), sum(int(e[-1]) for e in ends)), one

    documents = tables["documents demo"]
    vital = documents[documents["document_class"] == "vital"]
    assert said["documents", "Vital documents"].now == str(vital["title"].nunique())
    approved = vital[vital["state"] == "approved"].groupby("language")["title"].nunique()
    for language, number in approved.items():
        known = spoken_name(language) if ":" in language else language_name(language)
        assert said["documents", known].now == f"{number} of {vital['title'].nunique()} approved"
    courses = tables["training demo"]
    assert [one.now for one in facts.figures if one.item == "training"] == courses["officers"].astype("str").tolist()
    ways = tables["ways demo"].dropna(subset="cost").set_index("name")["cost"]
    assert {said["spending", str(name)].now for name in ways.index} == {f"${cost:,.2f}" for cost in ways}
    for row in tables["ways demo"].dropna(subset="languages").itertuples():
        assert said["ways", row.name].now.startswith(f"{row.languages:.0f} languages")

    halves = [tables[source] for source in said["meetings", "Meetings held"].source.split(" and ")]
    held = [half.query("what == 'meetings held'")["count"].item() for half in halves]
    assert said["meetings", "Meetings held"].now == f"{sum(held):.0f}"
    for language in {one for half in halves for one in half.loc[half["what"] == "attended", "of"]}:
        counts = [half[(half["what"] == "attended") & (half["of"] == language)]["count"] for half in halves]
        what = "all" if language == "total" else spoken_name(language)
        if (figure := said.get(("meetings", f"People who came, {what}"))) is not None:
            assert figure.now == together([float(c.iloc[0]) if len(c) else 0.0 for c in counts]), figure


def near(text: str, count: float) -> bool:
    return abs(float(text.replace(",", "")) - count) <= 2.5


def band(text: str) -> tuple[int, int]:
    low, _, high = text.partition("-")
    return int(low), int(high or low)


def together(counts: list[float]) -> str:
    told = sum(count for count in counts if count == count)
    if all(count == count for count in counts):
        return f"{told:,.0f}"
    return f"more than {told:,.0f}" if told else "not shown"


def test_two_reports_that_differ_by_a_hidden_count_say_the_same(demo: Opened) -> None:
    """Every year there is, drawn before and after a hidden count changed: no subtraction can tell."""
    store = open_demo_records(date(2026, 11, 28))
    opened = Opened(demo.prepared, store, KIM)
    years = [Year(HalfYear(2025, 2)), Year(HalfYear(2026, 1))]  # they overlap in one half-year
    before = [yearly_table(opened, YearWishes(year)) for year in years]
    assert (before[0]["year"] == "not shown").sum() >= 2
    first = min(store.records(KIM, "event"), key=lambda event: event["date"])
    came = {one["language"]: one for one in store.records(KIM, "attendance", event_id=first.id)}
    for language, other in (("english", 1), ("spanish", -1)):  # the total stays
        one = came[language]
        store.change(KIM, "attendance", one.id, {"persons": int(one["persons"]) + other}, one.version)
    for year, table in zip(years, before, strict=True):
        pd.testing.assert_frame_equal(yearly_table(opened, YearWishes(year)), table)


def test_small_counts_of_calls_and_what_would_tell_them_are_hidden(demo: Opened) -> None:
    bill = demo.department.bill
    assert bill is not None
    few = bill[bill["language"] == "korean"].head(3).assign(language="tagalog", calls=1.0)
    changed = replace(demo.department, bill=pd.concat([bill[bill["language"] != "tagalog"], few], ignore_index=True))
    opened = Opened(prepare(changed), demo.store, KIM)
    asked = ask(opened, load_years(opened)[0], rule_of(changed, None))
    told = {one.what: one.now for one in calls(asked)}
    assert told["Tagalog"] == "not shown" and list(told.values()).count("not shown") > 1 and told["All"] != "not shown"


def test_what_is_entered_stands_with_its_source_and_is_beside_the_next_year() -> None:
    store, demo = open_demo_records(date(2026, 11, 28)), open_for("demo", KIM)
    opened = Opened(demo.prepared, store, KIM)
    now = load_years(opened)[0]
    first = save_entry(store, KIM, now, "complaints", Entry("3, all answered", "Records office"), None)
    facts = year_facts(opened, YearWishes(now))
    assert "complaints" in facts.filled and "3, all answered (Source: Records office.)" in repr(
        yearly_paper(opened, facts)
    )
    assert "both about a wait for an interpreter" in facts.earlier["complaints"].text  # last year's report
    assert first is not None
    save_entry(store, COORDINATOR, now, "complaints", Entry("4", "Records office"), first)
    with pytest.raises(ConflictError):
        save_entry(store, KIM, now, "complaints", Entry("5", "Records office"), first)
    with pytest.raises(UnknownNameError):
        save_entry(store, KIM, now, "complains", Entry("5", "x"), None)
    with pytest.raises(InputError, match="not over"):
        save_entry(store, KIM, Year(HalfYear(2026, 2)), "complaints", Entry("5", "x"), None)
    assert keep_year(opened, facts) == 16 and keep_year(opened, facts) == 16  # again: the same, not twice
    kept = load_entries(store, KIM, now)
    assert kept["complaints"]["text"] == "4" and kept["people"]["source"] == KEPT
    assert "people" in year_facts(opened, YearWishes(now)).filled
    assert KEPT not in repr(yearly_paper(opened, year_facts(opened, YearWishes(now))))
    assert kept["certified"]["text"].startswith("Arabic, Southshore 1-2")


def test_where_nothing_was_written_down_nothing_is_told(demo: Opened) -> None:
    bare = Opened(demo.prepared, open_temporary_store(), KIM)
    facts = year_facts(bare, YearWishes())
    assert not {"meetings", "concerns", "translated", "complaints"} & set(facts.filled)
    assert {one.now for one in facts.figures if one.item == "ways"} == {
        "as the roster says",
        "not known whether you have it",
    }
