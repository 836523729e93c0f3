"""Today is the department's day: one clock tells it, and everything that asks gets the same day."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from geodata.department.attach import attach_input
from geodata.department.department import save_department
from geodata.department.local_time import set_time_zone, zone_in
from geodata.department.settings import Settings
from geodata.department.time_zones import ZONES, find_zone, propose_zone
from geodata.departments import open_for
from geodata.fetch.cache import FetchCache
from geodata.records.engine import open_store, open_temporary_store
from outreach import cli
from planning.errors import InputError
from planning.records.roles import Actor
from tests.four_square import four_square_department
from tests.tree import modules, named, tree_of

ROOT = Path(__file__).resolve().parents[2]
KIM = Actor("kim@pd.example", "coordinator")
EVENING = datetime(2026, 11, 4, 2, 30, tzinfo=UTC)
"""18:30 on November 3 in Los Angeles."""
LOCAL = date(2026, 11, 3)
TELLS = {"today", "now", "utcnow", "fromtimestamp", "utcfromtimestamp"}
CLOCKS = {"date", "datetime", "Timestamp"}
MAY = {
    "geodata/clock.py",
    # What a file's own time is, as a moment in UTC.
    "geodata/checks/doctor.py",
}


def _tells_time(tree: ast.AST) -> set[str]:
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    found = set()
    for call in calls:
        if isinstance(call, ast.Attribute) and call.attr in TELLS:
            of = call.value
            name = of.attr if isinstance(of, ast.Attribute) else of.id if isinstance(of, ast.Name) else ""
            if name in CLOCKS:
                found.add(f"{name}.{call.attr}")
    return found


def test_nothing_but_the_clock_tells_the_time() -> None:
    files = [*modules()]
    assert len(files) > 200
    found = {named(path): _tells_time(tree_of(path)) for path in files}
    assert {name: told for name, told in found.items() if told and name not in MAY} == {}
    assert _tells_time(ast.parse("import datetime\ndatetime.date.today()\npd.Timestamp.now()")) == {
        "date.today",
        "Timestamp.now",
    }


def test_records_of_an_evening_are_of_that_day() -> None:
    store = open_temporary_store(clock=lambda: EVENING, zone=ZoneInfo("America/Los_Angeles"))
    assert store.today() == LOCAL
    event = store.add(
        KIM,
        "event",
        {"title": "Evening", "state": "planned", "date": LOCAL, "venue_name": "Hall", "languages": ["korean"]},
    )
    event = store.change(KIM, "event", event.id, {"state": "announced"}, event.version)
    held = store.change(KIM, "event", event.id, {"state": "held"}, event.version)
    assert (held["date"], held.updated_at) == (LOCAL, EVENING)
    seen = {"kind": "partner report", "language": "korean", "area_id": "1", "source": "School", "confidence": "high"}
    store.add(KIM, "local_evidence", seen | {"observed_on": LOCAL})
    with pytest.raises(InputError, match="lies in the past"):
        store.add(KIM, "local_evidence", seen | {"observed_on": LOCAL + timedelta(1)})


@pytest.mark.parametrize(
    ("counties", "zone"),
    [
        (["17031"], "America/Chicago"),
        (["12033"], "America/Chicago"),
        (["12086"], "America/New_York"),
        (["41051"], "America/Los_Angeles"),
        (["41045"], "America/Denver"),
        (["04013"], "America/Phoenix"),
        (["47065"], "America/New_York"),
        (["48141"], "America/Denver"),
        (["18089"], "America/Chicago"),
        (["16055"], "America/Los_Angeles"),
        (["15003"], "Pacific/Honolulu"),
        (["02020"], "America/Anchorage"),
        (["72127"], "America/Puerto_Rico"),
        (["09110"], "America/New_York"),
        (["26109", "55075"], "America/Chicago"),
    ],
)
def test_a_place_keeps_the_time_of_its_counties(counties: list[str], zone: str) -> None:
    assert propose_zone(counties).zone == zone
    assert zone in ZONES


def test_every_zone_of_the_table_is_one_and_has_a_name() -> None:
    known = (*(f"{state:02}001" for state in range(1, 79)),)
    assert {propose_zone([code]).zone for code in known} - {"UTC"} <= set(ZONES)
    assert all(find_zone(name).key == name for name in ZONES)


@pytest.mark.parametrize("name", ["EST", "MST", "Etc/GMT+5", "America/Phoenix", "UTC", "-05:00", "", "../x"])
def test_a_zone_without_summer_time_is_refused_where_the_place_keeps_it(name: str) -> None:
    with pytest.raises(InputError, match="America/Denver"):
        find_zone(name, place="America/Denver")


def test_a_place_without_summer_time_may_keep_it_or_not() -> None:
    assert [find_zone(name, place="America/Phoenix").key for name in ("MST", "America/Phoenix", "America/Denver")]
    assert Settings("x", 2019, "B", (), "EPSG:32610").time_zone == ""


def test_the_zone_of_a_department_is_set_and_everything_goes_by_it(tmp_path: Path) -> None:
    square_folder = tmp_path / "four"
    department = save_department(four_square_department(), square_folder)
    assert zone_in(square_folder) == department.zone
    store = open_store(square_folder, "", clock=lambda: EVENING)
    changed = set_time_zone(department, "Pacific/Honolulu")
    assert changed.content_hash == department.content_hash, "no figure depends on it"
    assert zone_in(square_folder) == changed.zone == ZoneInfo("Pacific/Honolulu")
    assert store.today() == LOCAL, "an open store goes by the new zone"
    said = CliRunner().invoke(cli, ["settings", str(square_folder), "--time-zone", "Mars/Base"])
    assert said.exit_code != 0
    assert open_for(square_folder, KIM).store.zone() == changed.zone


def test_what_came_in_the_evening_came_on_the_departments_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.clock.utc_now", lambda: EVENING)
    roster = tmp_path / "r.csv"
    roster.write_text("badge,language\n1,Korean\n")
    department = four_square_department()
    there = replace(department, settings=replace(department.settings, time_zone="America/Los_Angeles"))
    attached = attach_input(there, "roster", roster).department
    assert attached.provenance[-1].retrieved == LOCAL.isoformat()
    cache = FetchCache(tmp_path / "cache", attached.zone)
    kept = cache.store("https://x.example/", cache.new_file(), ".txt", retrieved="2026-11-04T02:30:00Z")
    found = cache.find("https://x.example/")
    assert found is not None and kept.date == found.date == LOCAL.isoformat()
    # No moment in UTC is cut to its day.
    for floor in ("planning", "geodata", "pages", "commands"):
        for path in (ROOT / floor).rglob("*.py"):
            assert "utc_now().date()" not in path.read_text("utf-8"), path
