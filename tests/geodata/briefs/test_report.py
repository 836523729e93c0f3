"""The report of a department: every area once, gone on with after a stop, and nothing of others touched."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from itertools import islice

import pytest

from geodata.briefs.area_brief import Briefs
from geodata.briefs.place import areas_together
from geodata.briefs.report import INDEX, MADE_OF, fingerprint, write_report
from geodata.papers.printed import paper_html
from planning.errors import InputError
from tests.four_square import four_square_beats, four_square_department, opened_of

TODAY = date(2026, 11, 2)


@pytest.fixture
def briefs():
    return Briefs(opened_of(four_square_department()), today=TODAY)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A report as it is written first, and its steps: to look at, or to copy."""
    folder = tmp_path_factory.mktemp("written") / "report"
    return folder, list(write_report(Briefs(opened_of(four_square_department()), today=TODAY), folder))


@pytest.fixture
def report(written, tmp_path):
    """A copy of that report."""
    return shutil.copytree(written[0], tmp_path / "report")


def test_every_area_has_its_paper_and_the_index_leads_to_each(briefs, written):
    folder, steps = written
    papers = json.loads((folder / MADE_OF).read_text(encoding="utf-8"))["papers"]
    stems = [name.removesuffix(".pdf") for name in papers if name.endswith(".pdf")]
    assert {"department-brief", "beat-east-brief", "beat-west-brief"} <= set(stems)
    assert [step.number for step in steps] == list(range(1, len(stems) + 1)) and len(stems) == steps[0].of
    found = {path.name for path in folder.iterdir()}
    assert found == {INDEX, MADE_OF, *(f"{stem}{end}" for stem in stems for end in (".html", ".pdf"))}
    index = (folder / INDEX).read_text(encoding="utf-8")
    assert all(f'href="{stem}.html"' in index and f'href="{stem}.pdf"' in index for stem in stems)
    assert (folder / "beat-west-brief.html").read_text(encoding="utf-8") == paper_html(
        briefs.paper(areas_together(briefs.prepared, ["west"]))
    )


def test_a_run_that_was_stopped_goes_on_where_it_ended(briefs, tmp_path):
    list(islice(write_report(briefs, tmp_path), 2))
    (tmp_path / "own notes.txt").write_text("mine")
    assert [step.was_there for step in write_report(briefs, tmp_path)] == [True, True, False, False, False]
    assert [step.was_there for step in write_report(briefs, tmp_path)] == [True] * 5
    another_day = Briefs(briefs.opened, today=date(2026, 11, 3))
    assert [step.was_there for step in write_report(another_day, tmp_path)] == [False] * 5
    assert (tmp_path / "own notes.txt").read_text() == "mine"


def test_papers_of_areas_that_are_gone_are_taken_away(report):
    beats = four_square_beats()
    renamed = beats.assign(area_id=beats["area_id"].replace("west", "west/1"))
    list(write_report(Briefs(opened_of(four_square_department(beats=renamed)), today=TODAY), report))
    papers = {path.name for path in report.glob("beat-*.html")}
    assert papers == {"beat-east-brief.html", "beat-west-1-brief.html"}


def test_a_folder_that_cannot_hold_a_report_is_refused(briefs, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="needs a folder of its own"):
        next(write_report(briefs, tmp_path / "file"))
    (tmp_path / MADE_OF).write_text(json.dumps(["x"]))
    with pytest.raises(InputError, match="cannot be read"):
        next(write_report(briefs, tmp_path))


def test_no_name_in_the_list_of_papers_leads_elsewhere(briefs, report, tmp_path):
    (tmp_path / "kept-brief.html").write_text("outside")
    list_of_papers = json.loads((report / MADE_OF).read_text(encoding="utf-8"))
    list_of_papers["papers"].append("../kept-brief.html")
    (report / MADE_OF).write_text(json.dumps(list_of_papers), encoding="utf-8")
    assert all(step.was_there for step in write_report(briefs, report))
    assert (tmp_path / "kept-brief.html").exists()


def test_another_rule_record_or_ground_makes_all_anew(briefs):
    other = Briefs(briefs.opened, replace(briefs.rule, count=77.0), TODAY)
    assert len({fingerprint(briefs), fingerprint(other)}) == 2
    briefs.opened.store.add(briefs.opened.actor, "partner", {"organisation": "Hall", "kind": "other"})
    drawn = replace(briefs.prepared.department, ground=four_square_beats().assign(kind="water", rank=0, name=""))
    assert len({fingerprint(one) for one in (briefs, other, Briefs(opened_of(drawn), today=TODAY))}) == 3
