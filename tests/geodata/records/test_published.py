"""The account for the public: what is in it, and above all what is not."""

from __future__ import annotations

import io
import itertools
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from geodata.demo.harbor_falls import build_demo
from geodata.demo.records import BY_ADMIN, BY_COORDINATOR, open_demo_records
from geodata.papers.printed import paper_html, paper_pdf
from geodata.records.published import load_accountability, load_half_years
from geodata.records.store import Store
from outreach import cli
from planning.errors import AccessError, InputError
from planning.records.account_paper import accountability_paper, attendance_table, concerns_table
from planning.records.followup import Accountability
from planning.records.half_years import HalfYear
from planning.records.roles import Actor
from planning.vocabulary import ROLES

HIDDEN = "not shown"

TODAY = date(2026, 6, 1)
HALF = HalfYear(2025, 2)


@pytest.fixture(scope="module")
def store() -> Store:
    opened = open_demo_records(TODAY)
    opened.clock = lambda: datetime(2026, 6, 1, 12, tzinfo=UTC)
    return opened


@pytest.fixture(scope="module")
def report(store: Store) -> Accountability:
    return load_accountability(store, Actor("vic@pd.example", "viewer"), HALF)


@pytest.fixture(scope="module")
def papers(report: Accountability) -> dict[str, str]:
    paper = accountability_paper(report, "Harbor Falls", is_demo=True)
    pages = PdfReader(io.BytesIO(paper_pdf(paper))).pages
    return {"html": paper_html(paper), "pdf": " ".join("".join(page.extract_text() for page in pages).split())}


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_it_tells_what_was_asked_answered_and_held(papers: dict[str, str], kind: str) -> None:
    text = papers[kind]
    assert "Harbor Falls, July 1, 2025 to Dec. 31, 2025" in text
    assert "meetings were held" in text and "Vietnamese" in text
    assert "In people’s own words" in text and "Demo: the place" in text
    assert "are not shown, so that no one can be identified" in text


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_it_names_no_contact_no_officer_and_nobody_who_owes_an_answer(
    papers: dict[str, str], kind: str, store: Store
) -> None:
    contacts = store.frame(BY_COORDINATOR, "partner_contact")
    secret = {*contacts["name"], *contacts["email"], *contacts["phone"]}
    secret |= {*store.frame(BY_COORDINATOR, "concern")["owner"]} - {"Traffic"}  # also a theme
    secret |= {
        text for name in ("went_wrong", "notes") for text in store.frame(BY_COORDINATOR, "event")[name].dropna() if text
    }
    secret |= {*build_demo().roster["officer_id"].astype("str")}
    secret |= {person["subject"] for person in store.records(BY_ADMIN, "person")} - {"command staff"}
    assert len(secret) > 50
    assert [word for word in secret if word in papers[kind]] == []


def test_a_question_that_was_not_cleared_is_not_in_it(
    report: Accountability, papers: dict[str, str], store: Store
) -> None:
    concerns = store.frame(BY_COORDINATOR, "concern")
    unclear = concerns[concerns["public_text"].isna()]["text"]
    assert len(unclear) > 3 and not any(text in papers["html"] for text in unclear)
    assert 0 < len(report.published) < len(concerns)


def test_no_count_under_the_floor_is_in_it_nor_follows_from_the_others(report: Accountability) -> None:
    for table in (attendance_table(report), concerns_table(report)):
        cells = [cell for row in table.rows for cell in row[1:]]
        assert all(cell in (HIDDEN, "0") or int(cell.replace(",", "")) >= report.floor for cell in cells)
    rows = concerns_table(report).rows
    for row in rows:  # one hidden cell beside a shown total would be a subtraction
        hidden = [cell == HIDDEN for cell in row[1:-1]]
        assert row[-1] == HIDDEN or sum(hidden) != 1


def test_everybody_who_may_come_in_may_read_it_and_nobody_else(store: Store) -> None:
    for role in ROLES:
        assert load_accountability(store, Actor("x", role), HALF).meetings_held > 0
    with pytest.raises(AccessError):
        load_accountability(store, Actor("x", "nobody"), HALF)


def test_no_account_overlaps_another_so_that_none_can_be_taken_from_one(store: Store) -> None:
    halves = load_half_years(store, Actor("vic@pd.example", "viewer"))
    assert [str(half) for half in halves] == ["2025-2", "2025-1"]
    for newer, older in itertools.pairwise(halves):
        assert older.until < newer.since <= newer.until < TODAY
    with pytest.raises(InputError, match="is not over"):  # it would differ from day to day
        load_accountability(store, Actor("vic@pd.example", "viewer"), HalfYear(2026, 1))
    with pytest.raises(AccessError):
        load_half_years(store, Actor("x", "nobody"))


@pytest.mark.parametrize("ending", [".html", ".pdf"])
def test_the_command_writes_it(tmp_path, ending: str) -> None:
    target = tmp_path / f"promises{ending}"
    outcome = CliRunner().invoke(cli, ["accountability", "demo", "-o", str(target)])
    assert outcome.exit_code == 0, outcome.output
    assert target.read_bytes()[:5] == {".html": b"<!doc", ".pdf": b"%PDF-"}[ending]
    early = CliRunner().invoke(cli, ["accountability", "demo", "--half-year", "2099-1", "-o", str(target)])
    assert early.exit_code == 2 and "January to June 2099 is not over" in early.stderr
    wrong = CliRunner().invoke(cli, ["accountability", "demo", "--half-year", "2025", "-o", str(target)])
    assert wrong.exit_code == 2 and "2026-1" in wrong.stderr and "Traceback" not in wrong.output
    refused = CliRunner().invoke(cli, ["accountability", "demo", "--floor", "3", "-o", str(target)])
    assert refused.exit_code == 2 and "floor" in refused.stderr
