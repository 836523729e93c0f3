"""One road: every answer asked through its command, and through what its page calls, is the same to the letter.

Asked of the demo, and of a department whose records change its answers: a venue's seats, a decided spelling, local
evidence, documents and translations, meetings held, a day of its own, a course.
"""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geodata.access.access_plan import PlanWishes, access_plan, plan_bytes
from geodata.access.ways import way_gaps, ways_table
from geodata.access.yearly_report import YearWishes, year_facts
from geodata.demo.harbor_falls import build_demo
from geodata.demo.records import fill_demo_records
from geodata.department.department import save_department
from geodata.department.names import words_of
from geodata.departments import DEPARTMENT_VARIABLE, open_records
from geodata.materials.distribution import distribute
from geodata.materials.inventory_file import inventory_table
from geodata.meetings.season import season_packs
from geodata.meetings.season_files import season_bytes
from geodata.officers.coverage import levers_as_json, plan_as_json
from geodata.officers.training import count_courses
from geodata.papers.exports import write_table
from geodata.papers.printed import write_paper
from geodata.products.grids import grid_of
from geodata.records.engine import RECORDS_FILE
from pages.parts.kept import meetings as kept_meetings
from pages.parts.materials.facts import MaterialFacts, material_facts
from pages.parts.officers.training import training_of
from pages.parts.shell.context import Context, open_context
from planning.access.yearly import figures_table
from planning.materials.copies import CopyRates
from planning.materials.inventory import OUTREACH, VITAL
from planning.materials.translate_next import TranslationCosts
from planning.meetings.options import MeetingOptions
from planning.meetings.season.season import SeasonWishes
from planning.officers.options import SENSIBLE, PostOptions
from planning.officers.published import HAVE_COLUMNS, as_range, sum_levers
from planning.records.roles import Actor
from planning.words.answers import decision_answer
from tests.four_square import area_brief
from tests.test_outreach import run

ADA = Actor("ada@pd.example", "admin")
LEVEL = "DISTRICT"
SEASON = SeasonWishes(date(2027, 1, 10), date(2027, 6, 30))
SEATS = ("--meetings", 1, "--lock", "V01", "--turnout", 0.05, "--radius", 2000)
MET = ("--meetings", 3, "--veto", "V15", "--met-discount", 0.8, "--radius", 1500)
WISHES = {
    SEATS: MeetingOptions(meetings=1, locks=("V01",), turnout=0.05, radius_m=2000.0),
    MET: MeetingOptions(meetings=3, vetoes=("V15",), met_discount=0.8, radius_m=1500.0),
}


@dataclass(frozen=True)
class Both:
    """A department as a command names it and as a page has it."""

    where: str
    page: Context
    folder: Path

    @property
    def facts(self) -> MaterialFacts:
        """What the page Materials is drawn from."""
        return material_facts(self.page, self.page.rule)

    def asked(self, ending: str, command: str, *options: object) -> Path:
        """Return the file that a command writes."""
        path = self.folder / f"{command}.{ending}"
        run(command, self.where, *options, "-o", path)
        return path

    def told(self, table: pd.DataFrame) -> str:
        """Return a table of the page as a command would write it."""
        write_table(table, self.folder / "page.csv", "")
        return (self.folder / "page.csv").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as a department of its own, its Spanish misspelled on the roster, with records that matter."""
    demo, folder = build_demo(), tmp_path_factory.mktemp("road") / "department"
    assert demo.roster is not None
    spanish = demo.roster["language"] == "spanish"
    roster = demo.roster.assign(
        language=demo.roster["language"].mask(spanish),
        language_as_found=demo.roster["language_as_found"].mask(spanish, "Spansih"),
    )
    save_department(replace(demo, roster=roster, settings=replace(demo.settings, is_demo=False)), folder)
    store = open_records(folder, "")
    today = store.today()
    fill_demo_records(store, today)
    store.add(ADA, "language_decision", {"spelling": "Spansih", "decision": "spanish"})
    store.add(ADA, "venue", {"venue_id": "V20", "veto": "closed for repairs"})
    fair = {"name": "Street fair", "first": date(2027, 2, 1), "last": date(2027, 2, 20), "strength": "avoid"}
    store.add(ADA, "observance", {**fair, "languages": ["spanish"]})
    officer = str(roster["officer_id"].iloc[0])
    store.add(ADA, "training", {"officer_id": officer, "course": "culture", "done_on": today - timedelta(30)})
    store.database.engine.dispose()
    return folder


@pytest.fixture(scope="module", params=["demo", "kept"])
def opened(request: pytest.FixtureRequest) -> Iterator[Both]:
    """Each department, opened once: asking writes nothing, as the last test finds."""
    where = "demo" if request.param == "demo" else str(request.getfixturevalue("kept"))
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv(DEPARTMENT_VARIABLE, where)
        yield Both(where, replace(open_context(ADA, {}), level=LEVEL), Path())


@pytest.fixture
def both(opened: Both, tmp_path: Path) -> Both:
    return replace(opened, folder=tmp_path)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def content(path: Path) -> Any:
    return json.loads(read(path))


def plain(told: Mapping[str, Any]) -> Any:
    """Return what a page has as it would be read from a file."""
    return json.loads(json.dumps(told))


def test_need(both: Both) -> None:
    assert read(both.asked("csv", "need", "--by", LEVEL, "--combined")) == both.told(both.page.need_with_intervals())


def test_verdicts_and_their_reasons(both: Both) -> None:
    assert read(both.asked("csv", "materials")) == both.told(both.page.verdicts())
    assert read(both.asked("csv", "materials", "--by", LEVEL)) == both.told(both.page.verdicts(level=LEVEL))


def test_the_headline_is_what_the_command_says(both: Both) -> None:
    """At the rule's own level, whatever areas the page shows: no screen has a verdict of its own."""
    decision = both.page.decision()
    told = decision_answer(decision.details, decision.read, words_of(decision.level)).replace("**", "")
    assert told == run("materials", both.where).splitlines()[0]
    beats = replace(both.page, level="beat")
    assert (
        decision_answer(beats.decision().details, beats.decision().read, words_of("department")).replace("**", "")
        == told
    )
    assert "6 languages qualify (threshold: 1,000 people): Spanish 20,838 (give or take 1,744)" in told


def test_documents(both: Both) -> None:
    assert read(both.asked("csv", "documents")) == both.told(inventory_table(both.facts.view.inventory))


def test_what_to_translate_next(both: Both) -> None:
    page = both.page.purchase(both.facts.view.candidates(TranslationCosts()), 2400.0)
    if both.where == "demo":
        assert (len(page.bought), len(both.facts.view.languages)) == (21, 6)
    rows = page.rows.drop(columns=["document_id", "language_name", "asked_for", "refused"])
    assert read(both.asked("csv", "translate", "--budget", 2400)) == both.told(rows)


def test_copies_and_prints(both: Both) -> None:
    rates = CopyRates({VITAL: 0.10, OUTREACH: 0.05}, bundle=25)
    page = distribute(both.page.prepared, both.facts.view, rates, level=LEVEL)
    prints = both.folder / "prints.csv"
    assert read(both.asked("csv", "copies", "--by", LEVEL, "--prints", prints)) == both.told(page.copies)
    assert read(prints) == both.told(page.prints)
    assert not page.prints.empty and not page.handouts.empty
    assert set(page.copies["language"]) == set(both.facts.view.languages)


def test_another_level_is_named_as_such(both: Both) -> None:
    said = run("materials", both.where, "--by", "beat")
    assert "read by beat here (the rule itself: for the whole jurisdiction of the agency)" in said.splitlines()[0]
    file = both.asked("csv", "materials", "--by", "beat")
    assert "read by beat, not for the whole jurisdiction" in read(file.with_name(file.name + ".about.txt"))


@pytest.mark.parametrize("wishes", [SEATS, MET], ids=["seats", "met"])
def test_meetings_with_wishes(both: Both, wishes: tuple[object, ...]) -> None:
    asked = content(both.asked("json", "meetings", *wishes, "--left-out", "--second-best"))
    recorded = both.page.venue_records().vetoes(both.page.department)
    options = replace(WISHES[wishes], vetoes=tuple(sorted({*WISHES[wishes].vetoes, *recorded})))
    behind = both.page._asked(options)
    plan, second = kept_meetings.meeting_plan(*behind), kept_meetings.second_plan(*behind)
    detail = both.page.meeting_detail(options, plan)
    page = plain(plan.as_json())
    assert page.pop("seconds") >= 0
    assert {name: asked[name] for name in page} == page
    left_out = detail.left_out.astype("object").where(detail.left_out.notna(), None)
    assert asked["left_out"] == plain({"rows": left_out.to_dict("records")})["rows"]
    assert detail.next_site is not None and asked["next_site"] == plain(asdict(detail.next_site))
    assert asked.get("second_best", {}).get("costs") == (None if second is None else second.costs)
    if wishes == SEATS:  # 90 seats on record, 160 in the file, at a turnout of one in twenty
        assert sum(page["reached"].values()) == pytest.approx(1800.0)


def test_the_season(both: Both) -> None:
    plan = both.asked("json", "meetings", *MET)
    file = both.folder / "season.csv"
    run("season", both.where, plan, "--from", SEASON.first, "--to", SEASON.last, "-o", file)
    page, sites = both.page, content(plan)["sites"]
    facts, taken = page.venue_records().facts, page.meeting_days()
    packs = season_packs(page.department, sites, SEASON, page.days_free(SEASON), 0.05, facts=facts, taken=taken)
    where = pd.DataFrame(sites)[["site_id", "lon", "lat"]]
    assert file.read_bytes() == season_bytes(".csv", page.department, "Season", packs, where, SEASON.minutes)


def test_officers(both: Both) -> None:
    page = both.page.coverage(PostOptions(level=SENSIBLE))
    known = page["gap_high"].notna()
    gaps = zip(page["gap_low"], page["gap_high"], known, strict=True)
    page = page.assign(gap=[as_range(low, high, "{:.2f}".format) if there else math.nan for low, high, there in gaps])
    columns = ["level", "area_id", "shift", "language", "need", "posts", "required", *HAVE_COLUMNS, "gap"]
    assert read(both.asked("csv", "officers", "--by", SENSIBLE)) == both.told(page[columns])


def test_levers(both: Both) -> None:
    told = levers_as_json(sum_levers(both.page.coverage()))
    assert content(both.asked("json", "levers")) == plain(told)
    exact = plan_as_json(both.page.officer_plan(), ids=True)
    assert content(both.asked("json", "levers", "--ids")) == plain(exact)


def test_training(both: Both) -> None:
    page = training_of(both.page)
    assert read(both.asked("csv", "training")) == both.told(count_courses(page))
    assert read(both.asked("csv", "training", "--ids")) == both.told(page)


def test_recruiting_in_its_three_forms(both: Both) -> None:
    area = both.page.recruiting().drop(columns="hidden")
    assert read(both.asked("csv", "recruit", "--by", LEVEL)) == both.told(area)
    around = both.page.residents_near("korean", 800.0).drop(columns="hidden")
    assert read(both.asked("csv", "recruit", "--around", 800, "--language", "korean")) == both.told(around)
    events = plain(both.page.hiring_events("korean", 300.0, 12).as_json())
    asked = content(both.asked("json", "recruit", "--around", 300, "--events", 12, "--language", "korean"))
    assert {**asked, "seconds": 0} == {**events, "seconds": 0}


def test_the_brief(both: Both) -> None:
    page = area_brief(both.page, "Old Port", level=LEVEL)
    write_paper(page, both.folder / "page.html")
    asked = both.asked("html", "brief", "--area", "Old Port", "--by", LEVEL)
    assert read(asked) == read(both.folder / "page.html")


def test_the_access_plan_and_the_yearly_report(both: Both) -> None:
    """The page names its department DEPT too; a command that chose no rule writes none into the names of tables."""
    plan = access_plan(both.page, PlanWishes(None, today=both.page.today))
    asked = grid_of(both.asked("docx", "plan").read_bytes(), ".docx")
    assert asked.parts == grid_of(plan_bytes(plan, ".docx"), ".docx").parts
    page = year_facts(both.page, YearWishes(None, both.page.rule.name))
    assert read(both.asked("csv", "yearly")) == both.told(figures_table(page.figures))
    for use in ("statement", "routine"):
        left = way_gaps(both.page, LEVEL, use)
        assert read(both.asked("csv", "ways", "--by", LEVEL, "--use", use)) == both.told(left)
    assert read(both.asked("csv", "ways")) == both.told(ways_table(both.page))


Answer = Callable[[str, Path], object]


def answered(where: str, folder: Path, ending: str, command: str, *options: object) -> object:
    path = folder / f"answer.{ending}"
    run(command, where, *options, "-o", path)
    return {**content(path), "seconds": 0} if ending == "json" else read(path)


@pytest.mark.parametrize(
    "asked",
    [("json", "meetings", *SEATS), ("json", "meetings", *MET), ("csv", "documents"), ("csv", "training", "--ids")],
    ids=["seats", "met", "documents", "training"],
)
def test_the_records_matter_and_asking_writes_none(kept: Path, tmp_path: Path, asked: tuple[str, ...]) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(kept, bare, ignore=shutil.ignore_patterns(f"{RECORDS_FILE}*"))
    assert answered(str(kept), tmp_path, *asked) != answered(str(bare), tmp_path, *asked)
    if "--ids" not in asked:
        assert not (bare / RECORDS_FILE).exists()
