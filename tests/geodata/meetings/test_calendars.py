"""Calendars that replace and do not add: read back as another program reads them, before and after a move."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from click.testing import CliRunner

from geodata.demo.harbor_falls import build_demo
from geodata.meetings.board import board_calendar, days_on_board, move_to_season
from geodata.meetings.season_files import season_bytes, season_ics
from geodata.records.engine import open_temporary_store
from geodata.records.events import add_from_plan, move
from geodata.records.store import Store
from geodata.records.work import Record
from outreach import cli
from planning.errors import InputError
from planning.meetings.season.pack import MeetingPack, build_pack
from planning.meetings.season.season import Place, SeasonWishes, plan_season
from planning.records.roles import Actor
from tests.geodata.meetings.test_season_files import SITES

KIM = Actor("kim@pd.example", "coordinator")
DAY = date(2026, 10, 20)
ZONE = "America/New_York"


class Clock:
    """Stands still unless it is moved: two saves of one moment must still come in order."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 9, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def store() -> Store:
    return open_temporary_store(clock=Clock(), zone=ZoneInfo(ZONE))


def meeting(store: Store, **values: object) -> Record:
    usual = {"title": "Meeting", "state": "planned", "date": DAY, "starts_at": "18:30", "venue_id": "V01"}
    return store.add(KIM, "event", usual | {"venue_name": "Hall", "languages": ["korean"]} | values)


def read(store: Store) -> dict[str, icalendar.Event]:
    """Return what a calendar program reads: by UID, the meetings (no tasks)."""
    content = board_calendar(build_demo(), store.records(KIM, "event", deleted=True))
    return {str(event["uid"]): event for event in walk(content) if "transp" not in event}


def walk(content: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_every_change_of_a_meeting_replaces_it_and_none_adds_one(store: Store) -> None:
    event = meeting(store)
    steps = (
        {"date": DAY + timedelta(7)},
        {"starts_at": "7 p.m."},
        {"venue_id": "V02", "venue_name": "School"},
        {"title": "Another"},
        {"languages": ["korean", "spanish"]},
    )
    seen = [read(store)]
    for values in steps:
        event = store.change(KIM, "event", event.id, values, event.version)
        seen.append(read(store))
    event = move(store, KIM, event.id, "announced", event.version)
    event = move(store, KIM, event.id, "cancelled", event.version)
    seen.append(read(store))
    store.delete(KIM, "event", event.id, event.version)
    seen.append(read(store))
    assert len({uid for one in seen for uid in one}) == 1
    (first, *_, cancelled, deleted) = ordered = [next(iter(one.values())) for one in seen]
    sequences = [int(one["sequence"]) for one in ordered]
    assert sequences == sorted(set(sequences)) and max(sequences) < 2**31
    assert [str(one["status"]) for one in (first, cancelled, deleted)] == ["CONFIRMED", "CANCELLED", "CANCELLED"]
    assert first.decoded("dtstamp") == first.decoded("last-modified") == datetime(2026, 9, 1, 12, tzinfo=UTC)
    assert ordered[2].decoded("dtstart").isoformat() == "2026-10-27T19:00:00-04:00"
    assert ordered[2]["dtstart"].params["TZID"] == ZONE


def test_every_time_has_its_zone_with_the_rules_of_summer_time(store: Store) -> None:
    meeting(store)
    meeting(store, date=date(2026, 11, 3), starts_at="after work")
    content = board_calendar(build_demo(), store.records(KIM, "event", deleted=True))
    calendar = icalendar.Calendar.from_ical(content)
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == [ZONE]
    assert {part.name for zone in calendar.walk("VTIMEZONE") for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}
    begins = [event.decoded("dtstart") for event in walk(content)]
    assert all(
        type(one) is date or (one.tzinfo is not None and one.utcoffset() == timedelta(hours=-4)) for one in begins
    )
    needed = {"uid", "dtstamp", "dtstart", "dtend", "summary", "sequence", "last-modified", "status"}
    assert all(needed <= {name.lower() for name in event} for event in walk(content))
    uids = [str(event["uid"]) for event in walk(content)]
    assert len(uids) == len(set(uids))
    assert b"after work" in content


@pytest.fixture
def packs() -> list[MeetingPack]:
    places = [Place("V01", "Hall", ("korean",)), Place("V02", "School", ("spanish",))]
    wishes = SeasonWishes(date(2026, 10, 1), date(2026, 11, 30))
    return [build_pack(slot, {"korean": 600.0, "spanish": 900.0}, 0.05) for slot in plan_season(places, wishes)]


def test_a_season_and_its_meetings_on_the_board_are_one_entry_in_a_calendar(
    store: Store, packs: list[MeetingPack]
) -> None:
    demo = build_demo()
    sites = [{"site_id": pack.slot.site_id, "name": pack.slot.name, "languages": pack.slot.languages} for pack in packs]
    plan = store.add(
        KIM,
        "meeting_plan",
        {"title": "Fall", "inputs": {}, "result": {"sites": sites}, "department_hash": "ab", "software_version": "1"},
    )
    name = demo.settings.name
    before = {
        str(event["uid"]): int(event["sequence"])
        for event in walk(season_ics(packs, 90, zone=ZONE, whose=name, plan_id=plan.id, at=store.clock()))
        if "transp" not in event
    }
    assert len(before) == 2
    add_from_plan(store, KIM, plan.id)
    assert days_on_board(store.records(KIM, "event")) == {}
    assert move_to_season(store, KIM, plan.id, packs, 90) == 2 and move_to_season(store, KIM, plan.id, packs, 90) == 0
    after = read(store)
    assert after.keys() == before.keys()
    assert all(int(after[uid]["sequence"]) > before[uid] for uid in before)
    days = days_on_board(store.records(KIM, "event"))
    assert days == {pack.slot.site_id: (pack.slot.day, pack.slot.starts) for pack in packs}
    assert {time(18, 30), time(10, 30)} >= {starts for _, starts in days.values()}


def test_a_season_in_a_zone_that_the_place_does_not_keep_is_refused(packs: list[MeetingPack], tmp_path: Path) -> None:
    for zone in ("EST", "America/Phoenix", "Etc/GMT+5", "UTC"):
        with pytest.raises(InputError, match="no summer time"):
            season_bytes(".ics", build_demo(), "Season", packs, SITES, 90, zone)
    kept = season_bytes(".ics", build_demo(), "Season", packs[:0], SITES, 90)
    assert kept.startswith(b"BEGIN:VCALENDAR")
    said = CliRunner().invoke(cli, ["settings", "demo"])
    assert ZONE in said.output
