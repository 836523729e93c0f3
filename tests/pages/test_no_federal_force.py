"""No page and no file says that federal law asks for a translation: every one is read; the pages in test_pages.py."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from geodata.demo.harbor_falls import build_demo
from geodata.demo.records import BY_COORDINATOR, demo_store
from geodata.department import answers
from geodata.department.answers import PreparedDepartment, prepare
from geodata.materials.distribution import distribute
from geodata.materials.papers import (
    matrix_paper,
    print_paper,
    translate_paper,
    verdicts_paper,
    worksheet_facts,
    worksheet_paper,
)
from geodata.materials.view import MaterialView, attendance_by_language, material_view, translate_next
from geodata.papers import exports
from geodata.papers.printed import paper_html, paper_pdf
from geodata.records.documents import load_evidence
from geodata.records.holdings import load_holdings
from pages.materials import DOCUMENT_PARTS, EVIDENCE_PARTS, SECTIONS
from planning.materials.copies import CopyRates
from planning.materials.inventory import Inventory
from planning.materials.translate_next import TranslationCosts
from planning.rules import PRESETS
from planning.words.paper import Paper
from tests.examples import quick_ones
from tests.federal_claims import claims_in
from tests.pages.looking import everything_sent

QUICK = ("hawaii_hrs_321c_3", "king_county", "maryland_3_percent")
TODAY = date(2099, 1, 1)  # every rule is past its review, and says so
Draw = Callable[..., AppTest]


@pytest.mark.parametrize(
    "claim",
    [
        "Translation into Korean is federally required.",
        "This is required by federal law.",
        "Title VI requires written notice.",
        "It falls under the safe harbor.",
        "These documents must be translated.",
        "in compliance with Title VI",
    ],
)
def test_a_claim_would_be_found(claim: str) -> None:
    assert claims_in(claim)


VIEWS = [
    *({"section": name} for name in SECTIONS),
    *({"section": "documents", "documents": name} for name in DOCUMENT_PARTS if name not in SECTIONS),
    *({"section": "evidence", "data": name} for name in EVIDENCE_PARTS if name not in SECTIONS),
]


@pytest.mark.parametrize("section", VIEWS, ids=str)
def test_no_section_of_materials_claims_federal_force(draw: Draw, section: dict[str, str]) -> None:
    app = draw("materials", level="DISTRICT", **section)
    assert not app.exception and not app.error
    text = everything_sent(app)
    assert "planning threshold" in text.lower()
    assert claims_in(text) == []


@pytest.fixture(scope="module")
def demo() -> PreparedDepartment:
    return prepare(build_demo())


@cache
def on_record() -> tuple[Inventory, pd.DataFrame, pd.DataFrame]:
    """Return documents, evidence and attendance of the demo, which no rule changes."""
    store = demo_store()
    inventory, evidence = load_holdings(store, BY_COORDINATOR).inventory, load_evidence(store, BY_COORDINATOR)
    return inventory, evidence, attendance_by_language(store, BY_COORDINATOR, date.today())


def view_of(demo: PreparedDepartment, rule_name: str) -> MaterialView:
    inventory, evidence, _ = on_record()
    return material_view(demo, PRESETS[rule_name], "DISTRICT", inventory, evidence, today=TODAY)


def papers(demo: PreparedDepartment, view: MaterialView) -> Iterator[Paper]:
    department = demo.department
    yield verdicts_paper(department, view, "The answer.", TODAY)
    yield matrix_paper(department, view, TODAY)
    costs = TranslationCosts()
    yield translate_paper(department, view, translate_next(view.candidates(costs), 2400.0), TODAY)
    yield print_paper(department, view, distribute(demo, view, CopyRates()), TODAY)
    _, evidence, attendance = on_record()
    facts = worksheet_facts(view, answers.need(demo, "department"), evidence, attendance, costs)
    yield worksheet_paper(department, view, facts, {}, TODAY)


@pytest.mark.parametrize("rule_name", quick_ones(PRESETS, QUICK))
def test_no_file_claims_federal_force(demo: PreparedDepartment, rule_name: str) -> None:
    view = view_of(demo, rule_name)
    rule = view.rule.citation_on(TODAY)
    about = exports.about(demo.department, "Verdicts", columns=tuple(view.details.columns), rule=rule)
    table = exports.csv_bytes(view.details).decode()
    for text in (table, about, *(paper_html(paper) for paper in papers(demo, view))):
        assert "review was due by" in text
        assert claims_in(text) == []


def test_no_workbook_zip_or_pdf_claims_federal_force(demo: PreparedDepartment) -> None:
    pypdf = pytest.importorskip("pypdf")
    view = view_of(demo, "hawaii_hrs_321c_3")
    about = exports.about(demo.department, "Verdicts", rule=view.rule.citation_on(TODAY))
    book = load_workbook(io.BytesIO(exports.excel_bytes(view.details, about)))
    cells = "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    with zipfile.ZipFile(io.BytesIO(exports.zip_bytes(view.details, "verdicts", about))) as archive:
        packed = "\n".join(archive.read(name).decode() for name in archive.namelist())
    *_, sheet = papers(demo, view)
    pages = pypdf.PdfReader(io.BytesIO(paper_pdf(sheet))).pages
    printed = "\n".join(page.extract_text() for page in pages)
    assert "withdrew on April 15" in " ".join(printed.split())
    for text in (cells, packed, printed):
        assert "Hawaii HRS 321C-3" in text
        assert claims_in(text) == []


def test_no_file_of_the_documentation_claims_federal_force() -> None:
    root = Path(__file__).resolve().parents[2]
    for path in (root / "README.md", *sorted((root / "docs").rglob("*.md"))):
        assert claims_in(path.read_text(encoding="utf-8")) == [], path.name
