"""A season as files: read back by other programs."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, time

import geopandas as gpd
import icalendar
import pandas as pd
import pytest
from click.testing import CliRunner

from geodata.demo.harbor_falls import build_demo
from geodata.meetings.season_files import (
    SEASON_ENDINGS,
    observances_csv,
    read_observances_file,
    read_plan_sites,
    season_bytes,
    season_ics,
)
from outreach import cli
from planning.errors import InputError
from planning.meetings.season.kept import USUAL_TURNOUT, KeptSeason, read_season
from planning.meetings.season.observances import built_in_observances
from planning.meetings.season.pack import build_pack
from planning.meetings.season.season import Place, SeasonWishes, plan_season

SITES = pd.DataFrame({"site_id": ["v1", "v2"], "lon": [-122.6, -122.5], "lat": [45.5, 45.6]})


@pytest.fixture(scope="module")
def packs():
    places = [Place("v1", "=Hall; a, b", ("korean",)), Place("v2", "School", ("spanish",))]
    wishes = SeasonWishes(date(2026, 9, 1), date(2026, 10, 31))
    return [build_pack(slot, {"korean": 600.0, "spanish": 900.0}, 0.05) for slot in plan_season(places, wishes)]


def test_a_calendar_program_reads_meetings_and_tasks(packs) -> None:
    calendar = icalendar.Calendar.from_ical(season_ics(packs, 90, zone="America/Los_Angeles"))
    events = list(calendar.walk("VEVENT"))
    meetings = [event for event in events if str(event["summary"]).startswith("Community meeting")]
    assert [event["location"] for event in meetings] == ["=Hall; a, b", "School"]
    begins, ends = meetings[0].decoded("dtstart"), meetings[0].decoded("dtend")
    assert (ends - begins).total_seconds() == 90 * 60
    assert begins.tzinfo is not None
    assert [zone.tz_name for zone in calendar.timezones] == ["America/Los_Angeles"]
    placed = icalendar.Calendar.from_ical(season_ics(packs, 90, sites=SITES))
    assert next(iter(placed.walk("VEVENT")))["geo"].to_ical() == "45.5;-122.6"
    assert "ID" in meetings[0]["description"]
    assert len(events) == 2 * len(packs[0].tasks)
    at = datetime(2026, 8, 1, tzinfo=UTC)
    assert season_ics(packs, 90, at=at) == season_ics(packs, 90, at=at)
    with pytest.raises(InputError, match="no such time zone"):
        season_ics(packs, 90, zone="Mars/Base")


def test_every_form_can_be_read_back_and_none_holds_a_formula(packs, tmp_path) -> None:
    demo = build_demo()
    files = {ending: season_bytes(ending, demo, "Season", packs, SITES, 90) for ending in SEASON_ENDINGS}
    table = pd.read_csv(io.BytesIO(files[".csv"]))
    assert table["name"].tolist() == ["'=Hall; a, b", "School"]
    assert table["interpreters"].tolist() == [2, 2]
    (tmp_path / "season.gpkg").write_bytes(files[".gpkg"])
    points = gpd.read_file(tmp_path / "season.gpkg")
    assert points.crs.to_epsg() == 4326 and len(points) == 2
    assert files[".pdf"].startswith(b"%PDF")
    assert b"Partner to call" in files[".html"] and b"made up" in files[".html"]
    assert pd.read_excel(io.BytesIO(files[".xlsx"])).shape[0] >= 2
    with pytest.raises(InputError, match="written as one of"):
        season_bytes(".doc", demo, "Season", packs, SITES, 90)


def test_observances_go_out_and_come_back(tmp_path) -> None:
    built_in = built_in_observances(date(2026, 1, 1), date(2026, 6, 30))
    (tmp_path / "days.csv").write_bytes(observances_csv(built_in))
    assert read_observances_file(tmp_path / "days.csv") == built_in
    (tmp_path / "few.csv").write_text("name,first,last,languages,strength\nFair,2026-05-09,,,\n,,,,\n")
    (fair,) = read_observances_file(tmp_path / "few.csv")
    assert (fair.first, fair.last, fair.strength) == (date(2026, 5, 9), date(2026, 5, 9), "avoid")
    (tmp_path / "odd.csv").write_text("name,first,last,languages,strength\n,2026-05-09,,,\n")
    with pytest.raises(InputError, match="has no name"):
        read_observances_file(tmp_path / "odd.csv")
    (tmp_path / "odd.csv").write_text("name,day\nFair,2026-01-01\n")
    with pytest.raises(InputError, match="no column 'first'"):
        read_observances_file(tmp_path / "odd.csv")


def test_the_command_gives_a_plan_its_days(tmp_path) -> None:
    plan = {
        "sites": [
            {
                "site_id": "V05",
                "name": "Hall",
                "lon": -70.0,
                "lat": 43.0,
                "languages": ["arabic"],
                "adds": {"arabic": 300.0},
            }
        ]
    }
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    arguments = ["season", "demo", str(tmp_path / "plan.json"), "--from", "2026-03-16", "--to", "2026-03-27"]
    told = CliRunner().invoke(cli, arguments)
    assert told.exit_code == 0 and "2 interpreters" in told.output
    written = CliRunner().invoke(cli, [*arguments, "-o", str(tmp_path / "season.ics")])
    assert written.exit_code == 0
    assert (tmp_path / "season.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    (tmp_path / "bad.json").write_text('{"sites": [{"site_id": 1}]}')
    with pytest.raises(InputError, match="not a meeting plan"):
        read_plan_sites(tmp_path / "bad.json")


def test_a_season_comes_back_from_a_plan_and_nonsense_is_none() -> None:
    built_in = built_in_observances(date(2026, 9, 1), date(2026, 12, 31))
    wishes = SeasonWishes(date(2026, 9, 1), date(2026, 12, 31), {5: time(9, 15)}, weeks_apart=3, minutes=45)
    season = KeptSeason(wishes, 0.125, built_in)
    told = json.loads(json.dumps(season.as_json()))
    assert read_season(told) == season
    # Plans kept before there was more than the list: the rest is as usual.
    days = {name: told[name] for name in ("first", "last", "rows")}
    assert read_season(days) == KeptSeason(SeasonWishes(wishes.first, wishes.last), USUAL_TURNOUT, built_in)
    nonsense = (
        {"first": "soon"},
        {"rows": [{"name": "Fair", "first": "soon"}]},
        {"starts": {}},
        {"starts": [1]},
        {"starts": {"9": "10:00"}},
        {"turnout": 5},
        {"minutes": "long"},
        {"weeks_apart": -1},
    )
    for odd in nonsense:
        assert read_season(told | odd) is None, odd
    assert read_season(None) is None and read_season("list") is None
