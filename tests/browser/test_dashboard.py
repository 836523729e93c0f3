"""The demo in Chromium: every page opens, maps are drawn, nothing outside is asked, nothing hostile runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any

import pytest

from pages import PAGES
from tests.pages.hostile import hostile_department

pytestmark = pytest.mark.browser

IN_WHERE = "?section=where"
WITH_MAP = {
    **dict.fromkeys(("overview", "meetings", "recruiting", "partners", "change", "setup"), ""),
    **dict.fromkeys(("materials", "coverage"), IN_WHERE),
    "what_if": "?area=41",
}
"""The pages with a map, each with what its address adds to open the section that has it, or to have more on it."""
MAP_FRAME = 'iframe[title$="folium_map.map"]'
AREA = "path.leaflet-interactive"


class Visit:
    """A browser page that writes down what must not happen."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.address = address
        self.page = browser.new_page(**({"viewport": {"width": 1440, "height": 1000}} | options))
        self.outside: list[str] = []
        self.errors: list[str] = []
        own = re.compile(rf"(https?|wss?)://{re.escape(address.removeprefix('http://'))}|data:|blob:|about:")
        self.page.on("request", lambda asked: None if own.match(asked.url) else self.outside.append(asked.url))
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, path: str, title: str) -> None:
        query = WITH_MAP.get(path, "")
        self.page.goto(f"{self.address}/{'' if path == 'overview' else path}{query}")
        self.wait_for(title)

    def wait_for(self, title: str) -> None:
        self.page.get_by_role("heading", name=title, exact=True).wait_for(timeout=30_000)

    def areas(self) -> Any:
        areas = self.page.frame_locator(MAP_FRAME).first.locator(AREA)
        areas.first.wait_for(timeout=30_000)
        return areas

    def clean(self) -> None:
        self.page.wait_for_timeout(500)
        assert self.outside == []
        assert self.errors == []
        assert self.page.get_by_test_id("stException").count() == 0
        assert self.page.get_by_test_id("stAlertContentError").count() == 0


@pytest.fixture
def visit(browser: Any, demo_address: str) -> Iterator[Visit]:
    made = Visit(browser, demo_address)
    yield made
    made.page.close()


def some_quick(paths: Collection[str]) -> list[Any]:
    """Return all pages; those of other paths only in the slow part of the suite."""
    return [page if page.path in paths else pytest.param(page, marks=pytest.mark.slow) for page in PAGES]


def test_a_click_through_every_page_draws_maps_and_asks_nothing_outside(visit: Visit) -> None:
    visit.open("overview", "Overview")
    for page in PAGES:
        visit.page.get_by_test_id("stSidebarNav").get_by_role("link", name=page.title).click()
        visit.wait_for(page.title)
        if WITH_MAP.get(page.path) == "":
            assert visit.areas().count() >= 6
    visit.clean()


@pytest.mark.parametrize("page", some_quick(()), ids=lambda page: page.path)
def test_a_page_opened_by_its_own_address_first_after_a_start_is_that_page(
    browser: Any, start_server: Callable[..., str], page: Any
) -> None:
    visit = Visit(browser, start_server())
    visit.open(page.path, page.title)
    links = visit.page.get_by_test_id("stSidebarNav").get_by_role("link")
    assert [link.inner_text().split("\n")[-1] for link in links.all()] == [other.title for other in PAGES]
    visit.clean()
    visit.page.close()


def test_an_area_clicked_on_one_page_is_chosen_on_the_next_and_let_go_by_a_second_click(visit: Visit) -> None:
    visit.open("overview", "Overview")
    visit.areas().nth(9).click()
    visit.page.wait_for_url(re.compile("area="))
    area = re.search(r"area=(\w+)", visit.page.url)[1]  # type: ignore[index]
    visit.page.get_by_role("heading", name=f"Beat {area}", exact=True).wait_for()
    visit.page.get_by_test_id("stSidebarNav").get_by_role("link", name="Recruiting").click()
    visit.wait_for("Recruiting")
    visit.page.wait_for_url(re.compile(f"area={area}"))
    chosen = visit.page.frame_locator(MAP_FRAME).first.locator(f'{AREA}[stroke-width="3.5"]')
    chosen.wait_for()
    assert chosen.get_attribute("aria-label").startswith(f"Beat {area}.")  # type: ignore[union-attr]
    chosen.click()
    visit.page.wait_for_url(lambda url: "area=" not in url)
    visit.clean()


def test_a_meeting_clicked_on_the_map_is_locked_and_let_go_by_a_second_click(visit: Visit) -> None:
    visit.open("meetings", "Meetings")
    visit.areas()
    first = visit.page.frame_locator(MAP_FRAME).first.locator(".ct-venue.ct-chosen").first
    unlock = visit.page.get_by_role("button", name="Undo")
    first.click()
    unlock.wait_for(timeout=30_000)
    visit.areas()
    first.click()
    unlock.wait_for(state="detached", timeout=30_000)
    visit.clean()


def test_another_plan_is_drawn_into_the_map_that_stands_where_somebody_had_moved_it(visit: Visit) -> None:
    visit.open("meetings", "Meetings")
    visit.areas()
    frame = visit.page.frame_locator(MAP_FRAME).first
    frame.locator("body").evaluate("body => body.dataset.mark = 'the same frame'")
    frame.get_by_role("button", name="Zoom in").click()
    frame.locator(".leaflet-zoom-anim").wait_for(state="detached")
    pins = frame.locator(".ct-venue.ct-chosen")
    before = pins.count()
    scale = frame.locator(".leaflet-control-scale-line").first.inner_text()
    visit.page.get_by_test_id("stNumberInputStepUp").first.click()
    pins.nth(before).wait_for(timeout=60_000)
    assert frame.locator("body").get_attribute("data-mark") == "the same frame"
    assert frame.locator(".leaflet-control-scale-line").first.inner_text() == scale
    visit.clean()


def test_an_area_can_be_chosen_with_the_keyboard(visit: Visit) -> None:
    visit.open("overview", "Overview")
    visit.areas().first.focus()
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(re.compile("area="))
    visit.clean()


@pytest.mark.parametrize(
    ("scheme", "pages"),
    [
        pytest.param("light", PAGES[:3], id="some-light"),
        pytest.param("light", PAGES, id="light", marks=pytest.mark.slow),
        pytest.param("dark", PAGES, id="dark", marks=pytest.mark.slow),
    ],
)
def test_a_narrow_screen_keeps_the_map_and_no_page_is_wider_than_it(
    browser: Any, demo_address: str, scheme: str, pages: Collection[Any]
) -> None:
    visit = Visit(browser, demo_address, viewport={"width": 420, "height": 860}, color_scheme=scheme)
    for page in pages:
        visit.open(page.path, page.title)
        if page.path in WITH_MAP:
            visit.areas()
            box = visit.page.locator(MAP_FRAME).first.bounding_box()
            assert box["height"] >= 0.6 * 860 and box["width"] <= 420
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 420
    visit.clean()
    visit.page.close()


def test_a_dark_screen_has_a_dark_map(browser: Any, demo_address: str) -> None:
    visit = Visit(browser, demo_address, color_scheme="dark")
    visit.open("overview", "Overview")
    visit.areas()
    ground = visit.page.frame_locator(MAP_FRAME).first.locator(".leaflet-container")
    assert ground.evaluate("map => getComputedStyle(map).backgroundColor") == "rgb(30, 37, 39)"
    visit.page.close()


HOSTILE = (
    "<img src=x onerror=\"top.document.title='owned'\">",
    "${top.document.title='owned'}",
    "`);top.document.title='owned';(`",
    "</script><script>top.document.title='owned'</script>",
    "![x](http://outside.example/pixel.png)",
    "<svg onload=\"top.document.title='owned'\">",
)


@pytest.fixture(scope="module")
def hostile_address(start_server: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    return start_server(str(hostile_department(tmp_path_factory.mktemp("hostile") / "department", HOSTILE)))


@pytest.mark.parametrize("page", some_quick({"overview"}), ids=lambda page: page.path)
def test_no_name_runs_as_script_or_loads_anything(browser: Any, hostile_address: str, page: Any) -> None:
    visit = Visit(browser, hostile_address)
    visit.open(page.path, page.title)
    if page.path in WITH_MAP:
        areas = visit.areas()
        assert areas.count() >= 6
        areas.nth(2).hover(force=True)
        visit.page.frame_locator(MAP_FRAME).first.locator(".ct-tip b").wait_for()
        areas.nth(2).click(force=True)
        visit.page.wait_for_timeout(2500)
    assert "owned" not in visit.page.title()
    visit.clean()
    visit.page.close()


def test_the_first_page_opens_at_its_own_address_too(browser: object, demo_address: str) -> None:
    page = browser.new_page()  # type: ignore[attr-defined]
    page.goto(f"{demo_address}/overview")
    page.get_by_role("heading", name="Overview").wait_for(timeout=60_000)
    page.get_by_text("speak English less than").first.wait_for(timeout=60_000)
    assert page.get_by_text("Page not found").count() == 0
    assert page.get_by_role("link", name="Overview").count() == 1
    assert page.get_by_role("link", name="Audit trail").is_visible()  # no page is behind "View more"
    page.close()
