"""Records in a browser: the demo's meetings through every state, and two people at one record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geodata.demo.harbor_falls import build_demo
from geodata.department.department import save_department
from geodata.records.audit import disagreements
from geodata.records.engine import open_store
from geodata.records.store import Store
from planning.records.followup import EVENT_STATES
from planning.records.roles import Actor
from tests.browser.records_screen import Meeting, Screen, demo_meetings

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ADA = Actor("ada@pd.example", "admin")
LEE = Actor("lee@pd.example", "coordinator")
STEPS = {
    "planned": ["planned"],
    "announced": ["planned", "announced"],
    "held": ["planned", "announced", "held"],
    "reported back": ["planned", "announced", "held", "reported back"],
    "cancelled": ["planned", "announced", "cancelled"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("records") / "department"
    save_department(build_demo(), made)
    return made


@pytest.fixture(scope="module")
def address(start_server: Callable[..., str], folder: Path) -> str:
    return start_server(str(folder))


@pytest.fixture(scope="module")
def store(address: str, folder: Path) -> Store:
    return open_store(folder, "")


@pytest.fixture
def screens(browser: Any, address: str) -> Iterator[Callable[[], Screen]]:
    made: list[Screen] = []

    def another() -> Screen:
        made.append(Screen(browser, address))
        return made[-1]

    yield another
    assert [error for screen in made for error in screen.errors] == []
    for screen in made:
        screen.page.close()


def check_meeting(store: Store, meeting: Meeting) -> None:
    """Hold what is kept of a meeting to what was entered."""
    (event,) = store.records(ADA, "event", title=meeting.title)
    assert (event["state"], event["date"], event["venue_name"]) == (meeting.state, meeting.day, meeting.venue)
    assert event["languages"] == list(meeting.languages)
    assert event["areas"] == [f"DISTRICT:{meeting.area.removesuffix(' (district)')}"]
    counts = {row["language"]: row["persons"] for row in store.records(ADA, "attendance", event_id=event.id)}
    assert counts == (dict(meeting.came) if meeting.state in ("held", "reported back") else {})
    trail = store.history(ADA, "event", event.id).iloc[::-1]
    assert [new["state"] for new in trail["new"]] == STEPS[meeting.state]


def test_one_meeting_of_the_demo_for_each_state_is_entered_and_taken_there(
    screens: Callable[[], Screen], store: Store
) -> None:
    last = {meeting.state: meeting for meeting in demo_meetings(date.today())}
    assert set(last) == set(EVENT_STATES)
    screen = screens()
    screen.open("Meetings")
    for meeting in last.values():
        screen.plan(meeting)
        screen.take_on(meeting)
    for meeting in last.values():
        check_meeting(store, meeting)
    assert disagreements(store) == ()


def one_event(store: Store, title: str) -> str:
    values = {"title": title, "state": "planned", "date": date.today(), "venue_name": "Hall", "languages": ["korean"]}
    return store.add(LEE, "event", values).id


def test_of_two_who_edit_one_meeting_the_second_sees_both_versions_and_nothing_is_lost(
    screens: Callable[[], Screen], store: Store
) -> None:
    event_id = one_event(store, "Both at once")
    first, second = screens(), screens()
    forms = []
    for screen in (first, second):
        screen.open("Meetings")
        panel = screen.open_card("Both at once")
        screen.press("Edit", panel)
        forms.append(screen.box(f"form-box-event-{event_id}"))
    first.type("Notes", "Bring tea.", forms[0])
    second.type("Notes", "Bring the banner.", forms[1])
    second.type("Begins at", "18:30", forms[1])
    first.press("Save", forms[0])
    assert store.get(ADA, "event", event_id)["notes"] == "Bring tea."
    second.press("Save", forms[1])
    box = second.box(f"conflict-box-event-{event_id}")
    box.get_by_text("saved this event while you were working on it").wait_for()
    text = box.inner_text()
    assert "Bring tea." in text and "Bring the banner." in text and "18:30" in text
    assert store.get(ADA, "event", event_id)["notes"] == "Bring tea."
    box.get_by_text("Both", exact=True).click()
    second.settle()
    second.press("Save what I chose", box)
    box.wait_for(state="detached")
    event = store.get(ADA, "event", event_id)
    assert (event["notes"], event["starts_at"]) == ("Bring tea.\nBring the banner.", "18:30")
    trail = store.history(ADA, "event", event_id)
    assert trail["action"].tolist() == ["change", "conflict", "change", "add"]
    assert trail.iloc[1]["new"]["notes"] == "Bring the banner."


def test_what_somebody_types_into_a_meeting_that_is_deleted_meanwhile_is_kept(
    screens: Callable[[], Screen], store: Store
) -> None:
    event_id = one_event(store, "Deleted meanwhile")
    first, second = screens(), screens()
    for screen in (first, second):
        screen.open("Meetings")
        panel = screen.open_card("Deleted meanwhile")
    second.press("Edit", panel)
    form = second.box(f"form-box-event-{event_id}")
    second.type("Notes", "Bring the banner.", form)
    first.box("event-panel").get_by_text("History, undo, delete (1)").click()
    first.press("Delete", first.box("event-panel"))
    first.press("Delete it", first.page.get_by_test_id("stPopoverBody"))
    assert store.get(ADA, "event", event_id).deleted
    second.press("Save", form)
    box = second.box(f"conflict-box-event-{event_id}")
    box.get_by_text("deleted this event while you were working on it").wait_for()
    assert "Bring the banner." in box.inner_text()
    box.get_by_text("Bring it back with what I wrote").click()
    second.settle()
    second.press("Save what I chose", box)
    box.wait_for(state="detached")
    event = store.get(ADA, "event", event_id)
    assert (event.deleted, event["notes"], event["title"]) == (False, "Bring the banner.", "Deleted meanwhile")
    assert set(store.history(ADA, "event", event_id)["action"]) == {"add", "delete", "conflict", "restore", "change"}
    assert disagreements(store) == ()
