"""What people come for, from end to end in Chromium: by mouse and by keyboard alone, at a desk and on a phone."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from geodata.demo.harbor_falls import build_demo
from geodata.department.department import load_department, save_department
from geodata.records.concerns import load_board
from geodata.records.engine import open_store
from geodata.records.store import Store, command_line_actor
from tests.browser.person import DESK, KEYBOARD, MOUSE, PHONE, By, Person

pytestmark = [pytest.mark.browser]
WAYS = [
    pytest.param((MOUSE, DESK), id="mouse-1440"),
    pytest.param((KEYBOARD, DESK), id="keyboard-1440", marks=pytest.mark.slow),
    pytest.param((MOUSE, PHONE), id="mouse-420", marks=pytest.mark.slow),
    pytest.param((KEYBOARD, PHONE), id="keyboard-420", marks=pytest.mark.slow),
]


ROSTER = ((1, "Day", "Spanish"), (2, "Night", "Korean"), (3, "Day", "Viet"), (4, "Swing", ""))


@dataclass(frozen=True, slots=True)
class House:
    """A department of somebody's own, its records, and the server that shows it."""

    folder: Path
    address: str

    @property
    def store(self) -> Store:
        return open_store(self.folder, "")


@pytest.fixture(scope="module")
def house(start_server: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> House:
    folder = tmp_path_factory.mktemp("journeys") / "department"
    save_department(build_demo(), folder)
    return House(folder, start_server(str(folder)))


@pytest.fixture
def person(browser: Any, house: House, request: pytest.FixtureRequest) -> Person:
    way: tuple[By, int] = request.param
    return Person(browser, house.address, *way)


@pytest.mark.parametrize("person", WAYS, indirect=True)
def test_a_coordinator_plans_meetings_holds_one_and_answers_what_was_asked(person: Person, house: House) -> None:
    actor, store = command_line_actor(), house.store
    mark = f"{person.by} at {person.width}"
    # Plan: leave one place out, keep another.
    person.open("meetings?meetings=3", "Meetings")
    names = places(person)
    first = person.unfold(names[0])
    person.press(first.get_by_test_id("stPopover").get_by_role("button").first)
    pop = person.page.get_by_test_id("stPopoverBody")
    person.type("Why not here?", "Closed for repairs", pop)
    person.press("Skip this venue", pop)
    person.says(f"Skipped · {names[0]}: Closed for repairs")
    kept = places(person)
    assert names[0] not in kept
    person.press("Lock in", person.unfold(kept[1]))
    person.says(f"Locked · {kept[1]}")
    # Save it, and make its meetings.
    person.press("Save this plan")
    person.type("Called", f"Fall, {mark}", person.page.get_by_test_id("stPopoverBody"))
    person.press("Save", person.page.get_by_test_id("stPopoverBody"))
    person.says("Plan saved.")
    (plan,) = (one for one in store.records(actor, "meeting_plan") if one["title"] == f"Fall, {mark}")
    person.press("Make 3 meetings of it")
    person.says("3 meetings planned")
    made = store.records(actor, "event", meeting_plan_id=plan.id)
    assert {event["venue_name"] for event in made} == set(places(person)) and kept[1] in {e["venue_name"] for e in made}
    # Move a day, and hold the meeting.
    event = min(made, key=lambda one: one["date"] or date.max)
    today = store.today()
    person.go("Follow-up")
    person.section("Meetings")
    person.press(person.box(f"open-{event.id}").get_by_role("button"))
    panel = person.box("event-panel")
    person.press("Edit", panel)
    person.day("Day", today - timedelta(days=1), panel)
    person.press("Save", panel)
    person.press("Announce it", panel)
    for number, language in enumerate(re.findall(r"People who speak (.+)", panel.inner_text()), start=3):
        person.type(f"People who speak {language}", str(number), panel)
    person.press("It was held", panel)
    person.says(re.compile("people came"), panel)
    held = store.get(actor, "event", event.id)
    assert (held["state"], held["date"]) == ("held", today - timedelta(days=1))
    # What was asked there, the answer, and how people heard of it.
    person.section("Concerns")
    person.press("Add a concern")
    form = person.box("form-box-concern-new")
    person.type("What was asked", f"Street lights ({mark})", form)
    person.type("Theme", "lighting", form)
    person.type("Assigned to", "Traffic unit", form)
    person.choose("Asked in", ["Spanish"], form)
    person.press("Save", form)
    person.says("Concern added")
    (concern,) = (one for one in store.records(actor, "concern") if one["text"] == f"Street lights ({mark})")
    person.row("concerns", place_of(concern.id, store))
    panel = person.box("concern-panel")
    panel.get_by_role("heading", name=concern["text"], exact=True).wait_for()
    person.press("Write an answer", panel)
    person.type("The answer", "Eleven lamps were mended.", panel)
    person.press("Save", panel)
    person.says(re.compile("Answered"))
    person.press("The community was told", panel)
    person.day("The community was told on", today, panel)
    person.type("How", "At the next meeting", panel)
    person.press("Save", panel)
    person.says(re.compile("The community was told on"), panel)
    (answer,) = store.records(actor, "answer", concern_id=concern.id)
    assert (answer["text"], answer["told_on"]) == ("Eleven lamps were mended.", today)
    person.leave()


@pytest.mark.parametrize("person", WAYS, indirect=True)
def test_a_recruiter_takes_in_a_roster_of_unknown_headings_and_has_a_sentence_for_the_council(
    person: Person, house: House
) -> None:
    person.open("roster?section=files", "Roster")
    person.choose("What it is", ["Roster"])
    # What was said of a file is known for the next with the same headings: everybody comes with a file of their own.
    own = f"{person.by} {person.width}"
    serial, tour, speaks = (f"{heading} {own}" for heading in ("Serial", "Turn", "Beside English"))
    rows = "\n".join(f"{number},{watch},{tongue}" for number, watch, tongue in ROSTER)
    person.page.locator("input[type=file]").first.set_input_files(
        {"name": "hr.csv", "mimeType": "text/csv", "buffer": f"{serial},{tour},{speaks}\n{rows}\n".encode()}
    )
    person.rest()
    person.says("Which column is it?")
    for column, heading in (("language", speaks), ("officer id", serial), ("shift", tour)):
        person.choose(column, [heading])
    person.press("Use this file")
    person.says(re.compile("taken in"))
    person.section("Words to decide")
    person.go("Recruiting")
    person.section("Officers and residents")
    person.says("For the council")
    sentence = person.page.get_by_test_id("stCode").first.inner_text()
    person.leave()
    taken = load_department(house.folder).roster
    assert taken is not None and taken["officer_id"].nunique() == len(ROSTER)
    assert set(taken["language"].dropna()) >= {"spanish", "korean"}
    assert "Of 4 officers" in sentence and "Harbor Falls" in sentence


@pytest.mark.parametrize("person", WAYS, indirect=True)
def test_a_commander_comes_from_the_overview_to_a_printed_brief(person: Person) -> None:
    person.open("", "Overview")
    areas = person.page.frame_locator('iframe[title$="folium_map.map"]').first.locator("path.leaflet-interactive")
    areas.first.wait_for()
    if person.by == MOUSE:
        areas.nth(4).click()
    else:
        areas.first.focus()
        person.page.keyboard.press("ArrowRight")
        person.page.keyboard.press("Enter")
    person.page.wait_for_url(re.compile(r"area=\w+"))
    person.rest()
    area = re.search(r"area=(\w+)", person.page.url)[1]  # type: ignore[index]
    brief = PdfReader(io.BytesIO(person.take("Print summary (PDF)"))).pages[0].extract_text()
    assert f"Beat {area}" in brief and "Harbor Falls" in brief
    person.says(f"Beat {area}")
    person.leave()


def place_of(concern_id: str, store: Store) -> int:
    """Return the place of a concern in the table, counted from nothing."""
    return load_board(store, command_line_actor(), store.today())["id"].tolist().index(concern_id)


def places(person: Person) -> list[str]:
    """Return the venues of the plan, in its order."""
    lines = person.page.locator('[class*="st-key-place-"] summary').all_inner_texts()
    return [line.split("\n")[-1].split(" · ")[1] for line in lines]
