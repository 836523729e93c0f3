"""The brief of a place says what the tables say, in every format, on one page, and no more of officers than is told."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import docx
import numpy as np
import pandas as pd
import pytest
import shapely
from pypdf import PdfReader

from geodata.briefs.area_brief import Briefs
from geodata.briefs.officers import officer_lines
from geodata.briefs.place import HERE, areas_together, drawn_place, level_of_area, place_asked
from geodata.department import answers
from geodata.departments import open_for
from geodata.officers.coverage import published_speakers
from geodata.papers.exports import USE_NOTE
from geodata.papers.printed import paper_html, paper_pdf
from geodata.papers.word import paper_docx
from planning.briefs.sheet import LANGUAGES_IN_TABLE
from planning.errors import InputError, UnknownNameError
from planning.languages.groups import ALL, LANGUAGE_IDS, language_name
from planning.need.weak_margins import CUT_REASON
from planning.records.roles import Actor
from planning.words.paper import Bullets, Drawing, Paragraph, Table, texts_of
from planning.words.wording import cell_with_error, percent, range_cell, rounded_people
from tests.examples import quick_ones
from tests.four_square import area_brief, four_square_department, opened_of, plain_blocks

TODAY = date(2026, 3, 1)
COMMANDER = Actor("lee@pd.example", "commander")


@pytest.fixture(scope="module")
def briefs():
    return Briefs(open_for("demo", COMMANDER), today=TODAY)


@pytest.fixture(scope="module")
def places(briefs):
    """Return a place of every kind."""
    prepared = briefs.prepared
    shape = shapely.box(-38.02, 40.03, -37.95, 40.08)
    return {
        "beat": areas_together(prepared, ["42"]),
        "several": areas_together(prepared, ["41", "43", "14"]),
        "district": areas_together(prepared, ["Millrace"]),
        "department": areas_together(prepared, ["department"]),
        "shape": drawn_place(prepared, shape),
    }


def blocks_of(paper, kind):
    return [block for block in plain_blocks(paper.blocks) if isinstance(block, kind)]


def expected_rows(briefs, place):
    """Return what must stand in the table of languages, worked out from the tracts by the rule of the method alone."""
    language, walk = briefs.prepared.department.language, place.crosswalk
    weight = walk.weights.toarray()[walk.area_ids.index(HERE)]
    order = list(walk.tract_ids)
    pop5 = language.pop5.reindex(order).to_numpy()
    rows = {}
    for one in LANGUAGE_IDS:
        lep, moe = language.lep[one].reindex(order).to_numpy(), language.lep_moe[one].reindex(order).to_numpy()
        known = ~np.isnan(lep)
        parts, errors = (weight * lep)[known], (weight * moe)[known]
        zero = parts == 0
        most = np.max(errors[(lep[known] == 0)] ** 2, initial=0.0)
        margin = np.sqrt(np.sum(errors[lep[known] != 0] ** 2) + most)
        rows[one] = (parts.sum(), margin, parts.sum() / (weight * pop5)[known].sum())
        assert zero.any() or not zero.any()
    return rows


def html_rows(paper):
    page = paper_html(paper)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", page)]
    return [[unescape(cell) for cell in row] for row in cells if row]


def word_rows(paper):
    def tables(holder):
        for table in holder.tables:
            yield table
            for row in table.rows:
                for cell in row.cells:
                    yield from tables(cell)

    document = docx.Document(io.BytesIO(paper_docx(paper)))
    return [[cell.text for cell in row.cells] for table in tables(document) for row in table.rows]


def pdf_text(paper):
    pages = PdfReader(io.BytesIO(paper_pdf(paper))).pages
    return len(pages), " ".join(" ".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize(
    "kind", quick_ones(("beat", "several", "district", "department", "shape"), ("several", "shape"))
)
def test_every_number_equals_the_table_it_came_from_in_each_format_on_one_page(briefs, places, kind):
    place = places[kind]
    brief, paper = briefs.of(place), briefs.paper(place)
    figures = expected_rows(briefs, place)
    top = sorted(LANGUAGE_IDS, key=lambda one: -figures[one][0])[:LANGUAGES_IN_TABLE]
    assert [line.language for line in brief.languages[:LANGUAGES_IN_TABLE]] == top
    pages, text = pdf_text(paper)
    assert pages == 1
    html, word = html_rows(paper), word_rows(paper)
    for line in brief.languages:
        lep, moe, share = figures[line.language]
        assert (line.lep, line.lep_moe, line.share) == pytest.approx((lep, moe, share), rel=1e-9)
        if line.language in top:
            margin = cell_with_error(lep, moe).partition(" ")[2]
            row = [line.name, rounded_people(lep), margin, range_cell(*line.likely), percent(share), line.result]
            assert row in html and row in word, row
            assert " ".join(row[1:5]) in text
        elif lep > 0:
            told = f"{line.name} {cell_with_error(lep, moe)}"
            assert told in text and told in unescape(paper_html(paper))
    for officer in brief.officers[:6]:
        assert list(officer.cells) in html and list(officer.cells) in word and " ".join(officer.cells[1:]) in text
    for step in (*brief.next_steps, brief.documents.replace("**", "")):
        assert " ".join(step.split()) in text.replace("- ", "-")


def test_places_are_summed_by_the_products_own_sum(briefs, places):
    prepared = briefs.prepared
    beats = prepared.department.beats["area_id"].tolist()
    department, districts = (answers.need_with_intervals(prepared, level) for level in ("department", "DISTRICT"))
    for place, rows in (
        (areas_together(prepared, beats), department[department["area_id"] == "department"]),
        (areas_together(prepared, ["41", "42", "43", "44"]), districts[districts["area_id"] == "Millrace"]),
        (places["district"], districts[districts["area_id"] == "Millrace"]),
    ):
        whole = rows.reset_index(drop=True)
        here = briefs.need(place)
        figures = ["lep", "lep_moe", "share", "share_moe", "lep_interval_low", "lep_interval_high"]
        pd.testing.assert_frame_equal(here[figures], whole[figures], rtol=1e-9)
    ground = prepared.department.beats.set_index("area_id").geometry
    drawn = drawn_place(prepared, shapely.union_all(ground[["41", "43"]].to_numpy()).buffer(1e-7))
    both = areas_together(prepared, ["41", "43"])
    assert drawn.beats == both.beats == {"41", "43"}
    assert briefs.need(drawn)["lep"].tolist() == pytest.approx(briefs.need(both)["lep"].tolist(), rel=1e-9)


def roster_of(counts):
    """Return a roster with so many officers of each beat, language and tier."""
    rows = [
        {"officer_id": f"{beat}-{k}", "unit": beat, "shift": "day", "language": language, "tier": "tested"}
        for (beat, language), count in counts.items()
        for k in range(count)
    ]
    return pd.DataFrame(rows).astype("str")


def test_no_union_and_no_difference_of_shapes_tells_a_hidden_count(briefs):
    draw = random.Random(3)
    department = briefs.prepared.department
    beats = department.beats["area_id"].tolist()
    shown = []
    for one, two in ((1, 2), (2, 1)):  # whichever of 1 and 2 it truly is, all papers are the same
        counts = {(beat, "korean"): (one, two, 4, 0)[k % 4] for k, beat in enumerate(beats)}
        other = replace(department, roster=roster_of(counts))
        published = published_speakers(other)
        draw.seed(3)
        for _ in range(12):
            chosen = draw.sample(beats, draw.randint(1, len(beats)))
            lines, _ = officer_lines(other, published, areas_together(briefs.prepared, chosen))
            small = sum(counts[beat, "korean"] in (1, 2) for beat in chosen)
            for line in lines:
                assert line.tested[1] - line.tested[0] == small, "every hidden count leaves its doubt in the sum"
            shown.append((chosen, lines))
    assert shown[:12] == shown[12:]


def test_a_shape_counts_officers_of_whole_beats_only(briefs, places):
    published = published_speakers(briefs.prepared.department)
    assert places["shape"].beats < places["shape"].touched
    lines, said = officer_lines(briefs.prepared.department, published, places["shape"])
    assert (lines == () and "none is counted here" in said) or "only in part" in said


def test_a_shape_that_tells_nothing_is_refused_with_what_to_do(briefs):
    for shape, why in (
        (shapely.box(-37.9999, 40.05, -37.9998, 40.0501), "fewer than 100 residents"),
        (shapely.LineString([(-38, 40), (-37, 41)]), "no inside"),
        (shapely.box(500_000, 4_000_000, 600_000, 4_100_000), "not in degrees"),
        (shapely.Point(-38, 40.1).buffer(0.01, quad_segs=200), "400 corners"),
    ):
        with pytest.raises(InputError, match=why):
            drawn_place(briefs.prepared, shape)


def test_a_brief_is_asked_for_again_by_what_its_file_says(briefs, places):
    for place in places.values():
        again = place_asked(briefs.prepared, dict(place.asked))
        assert (again.title, again.beats) == (place.title, place.beats)
        assert briefs.need(again)["lep"].tolist() == pytest.approx(briefs.need(place)["lep"].tolist())
    for asked in ({}, {"shape": "{}"}, {"areas": [1]}, {"area": "nowhere"}):
        with pytest.raises(InputError):
            place_asked(briefs.prepared, asked)


def test_the_reasons_are_a_second_page_only_when_asked(briefs, places):
    assert pdf_text(briefs.paper(places["beat"], reasons=True))[0] == 2
    paper = briefs.paper(places["department"], reasons=True)
    (table,) = [table for table in blocks_of(paper, Table) if len(table.rows) == len(LANGUAGE_IDS)]
    assert {row[0].rstrip("*") for row in table.rows} == set(map(language_name, LANGUAGE_IDS))
    verdicts = answers.verdicts(briefs.prepared, briefs.rule, "department", briefs.opened.evidence(), today=TODAY)
    told = verdicts[(verdicts["area_id"] == "department") & ~verdicts["language"].isin([ALL])]
    told = told.loc[told["verdict"] != "not met", "reason"]
    assert set(told) <= {item for block in blocks_of(paper, Bullets) for item in block.items}


def test_the_paper_carries_source_rule_use_and_map(briefs, places):
    paper = briefs.paper(places["beat"])
    said = " ".join(texts_of(paper))
    department = briefs.prepared.department
    assert "C16001" in said and "2019-2023" in said and "Hawaii" in said and USE_NOTE in said
    assert department.content_hash in said and "Water, parks, roads: invented" in said
    (drawing,) = blocks_of(paper, Drawing)
    assert "Atlantic Expressway" in drawing.svg and ">42</text>" in drawing.svg
    assert "<script" not in drawing.svg


def test_who_may_not_read_concerns_is_told_nothing_of_them(briefs):
    recruiter = Briefs(open_for("demo", Actor("may@pd.example", "recruiter")), today=TODAY)
    place = areas_together(recruiter.prepared, ["Westhill"])
    assert "concern" not in " ".join(texts_of(recruiter.paper(place))).lower()
    assert "open concern" in " ".join(texts_of(briefs.paper(place)))


def test_areas_are_looked_for_at_the_finest_level_first(briefs):
    assert level_of_area(briefs.prepared, "02") == "beat"
    assert areas_together(briefs.prepared, ["02", "Millrace"]).title == "Beat 02 and Millrace"
    with pytest.raises(UnknownNameError, match="no area '0x2': did you mean '02'"):
        areas_together(briefs.prepared, ["02", "0x2"])


def test_the_paper_says_where_the_margin_is_weak(briefs):
    paper = area_brief(briefs.opened, "43", today=TODAY, reasons=True)
    told = [block.text for block in blocks_of(paper, Paragraph)]
    (cut,) = [text for text in told if text.startswith("This area splits tracts")]
    need = answers.need_with_intervals(briefs.prepared, "beat")
    spanish = need[(need["area_id"] == "43") & (need["language"] == "spanish")].iloc[0]
    assert spanish["weak_margin"] == CUT_REASON
    assert f"Spanish {rounded_people(spanish['lep_interval_low'])} to" in cut


def test_a_department_with_nothing_has_its_brief(tmp_path: Path):
    opened = opened_of(four_square_department())
    paper = area_brief(opened, "west", today=TODAY)
    said = " ".join(texts_of(paper))
    assert "No meeting is on record" in said and "has no roster" in said and "Find a partner" in said
    assert pdf_text(paper)[0] == 1


@pytest.mark.slow
def test_every_area_of_the_demo_has_one_page(briefs):
    department = briefs.prepared.department
    for level in department.levels:
        for area in sorted(set(department.area_groups(level).values())):
            assert pdf_text(briefs.paper(areas_together(briefs.prepared, [area], level)))[0] == 1


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_word_opens_and_prints_on_one_page_in_libreoffice(briefs, places, tmp_path: Path):
    for kind, place in places.items():
        (tmp_path / f"{kind}.docx").write_bytes(paper_docx(briefs.paper(place)))
    files = [str(path) for path in tmp_path.glob("*.docx")]
    call = ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless", "--convert-to", "pdf"]
    subprocess.run([*call, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=300)
    for kind in places:
        printed = PdfReader(tmp_path / f"{kind}.pdf")
        assert len(printed.pages) == 1, kind
        assert briefs.of(places[kind]).languages[0].cells[1] in printed.pages[0].extract_text()
