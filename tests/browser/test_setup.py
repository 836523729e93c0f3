"""From a fresh start to a department of one's own, in Chromium, with the local server of census data."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from geodata.department.department import load_department
from tests.browser.person import DESK, KEYBOARD, MOUSE, PHONE, By, Person
from tests.fakes.city import FakeCity
from tests.fakes.server import KEY, FakeWeb

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LONG = 180_000
"""Milliseconds: what takes seconds on a quiet machine takes minutes beside other work."""
MAP_FRAME = 'iframe[title$="folium_map.map"]'


@pytest.fixture(scope="module")
def web() -> Iterator[FakeWeb]:
    with FakeWeb() as running:
        running.page = 500
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("set-up")


@pytest.fixture(scope="module")
def address(start_server: Callable[..., str], web: FakeWeb, folder: Path) -> str:
    """A server that is pinned to no department and fetches from the local server."""
    return start_server(
        "",
        COMMON_TONGUE_CENSUS_API=web.url,
        COMMON_TONGUE_TIGER=web.url,
        COMMON_TONGUE_ACS_BULK=web.url,
        COMMON_TONGUE_ALLOW_PRIVATE="1",
        COMMON_TONGUE_DEPARTMENTS=str(folder / "departments"),
        COMMON_TONGUE_CACHE=str(folder / "cache"),
        CENSUS_API_KEY="",
    )


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def reach(page: Any, step: int) -> None:
    page.get_by_text(f"Step {step} of 8").wait_for(timeout=LONG)


def areas_on_map(page: Any) -> int:
    areas = page.frame_locator(MAP_FRAME).first.locator("path.leaflet-interactive")
    areas.first.wait_for(timeout=LONG)
    return int(areas.count())


def choose(page: Any, label: str, option: str) -> None:
    box = page.get_by_label(label, exact=True)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()


def begin(page: Any, address: str, name: str) -> None:
    page.goto(f"{address}/setup")
    page.get_by_role("button", name="Set up a department").click(timeout=LONG)
    reach(page, 1)
    choose(page, "State", "Oregon")
    # The name is typed last, and the button pressed with the cursor still in the field.
    page.get_by_label("Name of the department", exact=True).fill(name)
    press(page, "Continue")
    reach(page, 2)


def test_a_new_user_comes_to_their_own_department(browser: Any, address: str, folder: Path) -> None:
    page = browser.new_page(viewport={"width": 1300, "height": 1000})
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    begin(page, address, "Test City Police")
    page.locator("input[type=file]").set_input_files(
        {"name": "beats.geojson", "mimeType": "application/json", "buffer": FakeCity().beats.to_json().encode()}
    )
    page.get_by_text("What was understood").wait_for(timeout=LONG)
    assert areas_on_map(page) >= 5  # four beats, and the county behind them
    press(page, "This is my map, continue")
    reach(page, 3)
    page.get_by_text("What it comes to").wait_for(timeout=LONG)
    # Left in the middle, and gone on with in another window.
    page.close()
    page = browser.new_page(viewport={"width": 1300, "height": 1000})
    page.goto(f"{address}/setup")
    press(page, "Go on")
    reach(page, 3)
    page.get_by_text("What it comes to").wait_for(timeout=LONG)
    press(page, "Continue")
    reach(page, 4)
    page.get_by_label("Census key", exact=True).fill(KEY)
    press(page, "Fetch tracts and languages")
    page.get_by_text("What was found: 2020-2024").wait_for(timeout=LONG)
    press(page, "Continue")
    reach(page, 5)
    press(page, "Fetch the blocks")
    page.get_by_text("TIGER/Line 2020, census blocks").wait_for(timeout=LONG)
    press(page, "Continue")
    reach(page, 6)
    page.get_by_text("Venues: name, lon, lat").wait_for()
    page.locator("input[type=file]").first.set_input_files(
        {"name": "venues.csv", "mimeType": "text/csv", "buffer": b"name,x,y\nLibrary,-122.695,45.505\n"}
    )
    page.get_by_text("First names: Library").wait_for(timeout=LONG)
    page.locator("input[type=file]").nth(1).set_input_files(
        {"name": "hr.csv", "mimeType": "text/csv", "buffer": b"Badge,Watch,Language(s)\n7,day,Korean\n"}
    )
    press(page, "Yes, language is Language(s)")
    page.get_by_text("Languages: 1").wait_for(timeout=LONG)
    press(page, "Continue")
    reach(page, 7)
    page.get_by_text("Test City Police was checked in").wait_for(timeout=LONG)
    press(page, "Continue")
    reach(page, 8)
    press(page, "Open it now")
    page.get_by_text("Departments on this server").wait_for(timeout=LONG)
    page.goto(f"{address}/")
    page.get_by_role("heading", name="Overview", exact=True).wait_for(timeout=LONG)
    page.get_by_text("Test City Police").first.wait_for()
    page.close()
    assert errors == []
    saved = load_department(folder / "departments" / "test-city-police")
    assert (len(saved.beats), len(saved.tracts), len(saved.venues)) == (4, 9, 1)
    assert saved.roster["language"].tolist() == ["korean"] and saved.said[0].columns == {"language": "Language(s)"}
    assert not any(KEY.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_city_of_the_list_fills_in_the_form(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/setup")
    page.get_by_role("button", name="Set up a department").click(timeout=LONG)
    reach(page, 1)
    choose(page, "Is your city in this list?", "Chicago Police Department")
    page.get_by_text("setting up Chicago Police Department").wait_for(timeout=LONG)
    name = page.get_by_label("Name of the department", exact=True)
    # The form is drawn after the line above it.
    pytest.importorskip("playwright.sync_api").expect(name).to_have_value("Chicago Police Department", timeout=LONG)
    press(page, "Continue")
    reach(page, 2)
    shown = page.get_by_label("Address of the layer or the download", exact=True)
    shown.wait_for(timeout=LONG)
    assert "data.cityofchicago.org" in shown.input_value()
    page.close()


def million_points() -> bytes:
    """A zip of under a megabyte with three million features."""
    body = io.BytesIO()
    feature = b'{"type":"Feature","properties":null,"geometry":null},'
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("beats.geojson", "w") as sink:
        sink.write(b'{"type":"FeatureCollection","features":[')
        for _ in range(100):
            sink.write(feature * 10_000)
        sink.write(feature.rstrip(b",") + b"]}")
    return body.getvalue()


def test_a_hostile_upload_is_refused_while_others_are_answered(browser: Any, address: str) -> None:
    page = browser.new_page()
    other = browser.new_page()
    other.goto(f"{address}/method")
    other.get_by_role("heading", name="Method and trust", exact=True).wait_for(timeout=LONG)
    begin(page, address, "Bomb City")
    page.locator("input[type=file]").set_input_files(
        {"name": "beats.zip", "mimeType": "application/zip", "buffer": million_points()}
    )
    refused = page.get_by_test_id("stAlertContentError")
    started = time.monotonic()
    other.reload()
    other.get_by_role("heading", name="Method and trust", exact=True).wait_for(timeout=LONG)
    answered = time.monotonic() - started
    refused.wait_for(timeout=LONG)
    assert answered < 15
    assert "beats.zip" in page.get_by_test_id("stAlertContentError").inner_text()
    for each in (page, other):
        each.close()


@pytest.mark.parametrize("way", [(by, width) for by in (MOUSE, KEYBOARD) for width in (DESK, PHONE)], ids=str)
def test_a_newcomer_comes_from_files_to_an_open_department(
    browser: Any, address: str, folder: Path, way: tuple[By, int]
) -> None:
    person = Person(browser, address, *way)
    page, name = person.page, f"Test City {way[0]} {way[1]}"
    person.open("setup", "Setup")
    person.press("Set up a department")
    reach(page, 1)
    person.choose("State", ["Oregon"])
    person.type("Name of the department", name)
    person.press("Continue")
    reach(page, 2)
    page.locator("input[type=file]").set_input_files(
        {"name": "beats.geojson", "mimeType": "application/json", "buffer": FakeCity().beats.to_json().encode()}
    )
    person.says("What was understood")
    person.press("This is my map, continue")
    reach(page, 3)
    person.says("What it comes to")
    person.press("Continue")
    reach(page, 4)
    person.type("Census key", KEY)
    person.press("Fetch tracts and languages")
    page.get_by_text("What was found: 2020-2024").wait_for(timeout=LONG)
    person.press("Continue")
    reach(page, 5)
    person.press("Fetch the blocks")
    page.get_by_text("TIGER/Line 2020, census blocks").wait_for(timeout=LONG)
    person.press("Continue")
    reach(page, 6)
    page.locator("input[type=file]").first.set_input_files(
        {"name": "venues.csv", "mimeType": "text/csv", "buffer": b"name,lon,lat\nLibrary,-122.695,45.505\n"}
    )
    person.says("First names: Library")
    person.press("Continue")
    reach(page, 7)
    page.get_by_text(f"{name} was checked in").wait_for(timeout=LONG)
    person.press("Continue")
    reach(page, 8)
    person.press("Open it now")
    page.get_by_text("Departments on this server").wait_for(timeout=LONG)
    person.go("Overview")
    person.says(name)
    person.leave()
    saved = load_department(folder / "departments" / name.lower().replace(" ", "-"))
    assert (len(saved.beats), len(saved.tracts), len(saved.venues)) == (4, 9, 1)
