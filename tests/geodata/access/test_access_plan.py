"""The language access plan: twelve sections in a Word file, every figure that of its export, blanks, own paragraphs."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import docx
import pandas as pd
import pytest
from docx.document import Document

from geodata.access.access_plan import LOCAL_DATA, PlanWishes, access_plan, plan_bytes
from geodata.access.own_texts import load_texts, read_text, save_text
from geodata.departments import Opened, open_for
from geodata.papers.stamp import Stamp
from geodata.products.grids import grid_of
from planning.access.sections import BLANK, SECTIONS, find_section
from planning.access.traced import COUNT, DISTINCT, SUM
from planning.errors import ConflictError, InputError, PersonalDetailsError, UnknownNameError
from planning.records.roles import Actor
from planning.records.suppression import FLOOR
from planning.vocabulary import SHOWN
from planning.words.paper import Heading, Paper, Table
from tests.test_outreach import run

KIM = Actor("kim@pd.example", "admin")
REF = re.compile(r"R\d+")


@pytest.fixture(scope="module")
def demo() -> Opened:
    return open_for("demo", KIM)


@pytest.fixture(scope="module")
def paper(demo: Opened) -> Paper:
    return access_plan(demo, PlanWishes(budget=2400.0))


@pytest.fixture(scope="module")
def word(paper: Paper) -> Document:
    return docx.Document(io.BytesIO(plan_bytes(paper, ".docx")))


@pytest.fixture(scope="module")
def rows(word: Document) -> tuple[tuple[str, str, str, Mapping[str, str]], ...]:
    """What the last table of the Word file says of each figure: ref, export, row, column and figure."""
    told = []
    for row in list(word.tables[-1].rows)[1:]:
        ref, export, where, figures = (cell.text for cell in row.cells)
        told.append((ref, export, where, dict(part.rsplit(": ", 1) for part in _apart(figures))))
    return tuple(told)


def _apart(figures: str) -> Iterator[str]:
    """Take apart "lep: 50,564; share: 13%"; a blank has a colon of its own."""
    for part in figures.split("; "):
        name, _, text = part.partition(": ")
        yield f"{name}: {text.replace(': ', ':')}"


def test_twelve_sections_in_their_order_and_a_document_to_edit(word: Document) -> None:
    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert headings[:12] == [f"{k}. {section.title}" for k, section in enumerate(SECTIONS.values(), start=1)]
    xml = word.element.xml
    assert 'TOC \\o "1-2"' in xml and xml.count("<w:tblHeader") == len(word.tables) > 12
    assert (word.core_properties.title, word.core_properties.language) == ("Language access plan", "en-US")
    assert 'w:val="en-US"' in word.styles.element.xml


def read(export: str, demo: Opened, folder: Path) -> pd.DataFrame:
    if export == LOCAL_DATA:
        return demo.store.frame(KIM, "local_evidence")
    path = folder / "export.csv"
    run(*export.split(), "-o", path)
    return pd.read_csv(path, keep_default_na=False, na_values=[""])


def test_every_figure_is_that_of_its_export(rows: tuple, demo: Opened, tmp_path: Path) -> None:
    tables = {export: read(export, demo, tmp_path) for export in {row[1] for row in rows}}
    assert len(rows) > 150 and len(tables) == 11
    for ref, export, where, figures in rows:
        found = tables[export]
        for part in where.split("; ") if where != "all rows" else ():
            column, _, value = part.partition("=")
            found = found[found[column].astype("str") == value]
        for name, text in figures.items():
            assert agrees(found, name, text), (ref, export, where, name, text)


def agrees(found: pd.DataFrame, name: str, text: str) -> bool:
    """Whether a figure as it is written is that of the export, rounded to the digits that are written."""
    column, _, how = name.rstrip(")").partition(" (")
    if name == COUNT:
        exact: object = len(found)
    elif how == DISTINCT:
        exact = found[column].nunique()
    elif how == SUM:
        exact = found[column].sum()
    else:
        (exact,) = found[column]
    if pd.isna(exact):
        return text.startswith(BLANK.replace(": ", ":")) or text == SHOWN["cannot tell"]
    if text.startswith("under "):
        return 0 < float(exact) < FLOOR
    plain = text.replace(",", "").removeprefix("$").removesuffix("%")
    try:
        written = float(plain)
    except ValueError:
        return text == str(exact)  # a range, as the export has it
    scale = 100.0 if text.endswith("%") else 1.0
    digits = len(plain.partition(".")[2])
    return abs(float(exact) * scale - written) <= 0.5 * 10.0**-digits + 1e-9


def test_every_figure_in_a_table_is_in_the_row_that_its_source_names(paper: Paper, rows: tuple) -> None:
    sources = {ref: list(figures.values()) for ref, _, _, figures in rows}
    told = [(block.head, row) for block in paper.blocks[:-1] if isinstance(block, Table) for row in block.rows]
    traced = [row for head, row in told if head[-1] == "Source"]
    assert len(traced) > 100
    for row in traced:
        figures = [text for ref in REF.findall(row[-1]) for text in sources[ref]]
        written = [cell.replace(": ", ":") for cell in row]
        assert all(figure in written for figure in figures), row
    used = set(REF.findall(" ".join(repr(block) for block in paper.blocks[:-1])))
    assert used == set(sources)


def test_what_nobody_knows_is_a_blank_and_own_paragraphs_are_merged(demo: Opened, tmp_path: Path) -> None:
    sarge = Actor("sarge@pd.example", "coordinator")
    before = repr(access_plan(demo, PlanWishes()).blocks)
    assert "[to fill in: the amount]" in before and "[to fill in: the budget line for translations]" in before
    kept = save_text(demo.store, KIM, "budget", "The council decides in June.\n\nAsk for it by May.", None)
    try:
        plan = access_plan(Opened(demo.prepared, demo.store, sarge), PlanWishes())
        after = [getattr(block, "text", "") for block in plan.blocks]
        start = next(k for k, block in enumerate(plan.blocks) if isinstance(block, Heading) and "Budget" in block.text)
        assert after.index("Ask for it by May.") > start
        assert "[to fill in: the budget line" not in repr(plan.blocks)
        # A coordinator may not read the records of training: a blank, never a zero.
        assert "[to fill in: officers trained" in repr(plan.blocks)
        with pytest.raises(ConflictError):
            assert kept is not None
            stale = kept
            kept = save_text(demo.store, KIM, "budget", "The council decides in May.", kept)
            save_text(demo.store, sarge, "budget", "In July.", stale)
        with pytest.raises(PersonalDetailsError):
            save_text(demo.store, sarge, "notice", "Call 503-555-0142", None)
    finally:
        save_text(demo.store, KIM, "budget", "", kept)
    assert load_texts(demo.store, KIM) == {} and repr(access_plan(demo, PlanWishes()).blocks) == before
    with pytest.raises(UnknownNameError):
        find_section("bugdet")
    (tmp_path / "own.txt").write_bytes("\ufeffOurs – here".encode())
    assert read_text(tmp_path / "own.txt") == "Ours – here"
    with pytest.raises(InputError, match="UTF-8"):
        (tmp_path / "own.txt").write_bytes(b"\xff\xfe\x00")
        read_text(tmp_path / "own.txt")


def test_a_word_file_says_what_it_was_made_from(paper: Paper) -> None:
    line = Stamp("access-plan", {"why": "x" * 600}).line
    grid = grid_of(plan_bytes(Paper("Plan", blocks=(paper.blocks[2],), made_from=line), ".docx"), ".docx")
    assert grid.made_from == line
    assert grid.parts[0].head[0] == "Language" and grid.parts[0].rows[0][1] == "20,838"
    with pytest.raises(InputError, match=r"\.docx or \.pdf"):
        plan_bytes(paper, ".odt")


@pytest.mark.slow
def test_it_opens_in_libreoffice(paper: Paper, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not here: apt-get install libreoffice-writer")
    (tmp_path / "plan.docx").write_bytes(plan_bytes(paper, ".docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "plan.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    pages = grid_of((tmp_path / "plan.pdf").read_bytes(), ".pdf").parts
    text = " ".join(row[0] for page in pages for row in page.rows)
    assert len(pages) > 8 and "Who we serve, and in which languages" in text and "20,838" in text
