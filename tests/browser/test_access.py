"""Every page for those who see it otherwise: by ear, in the dark, by keyboard, on paper. axe-core looks at each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from pages import PAGES
from tests.browser.test_dashboard import WITH_MAP, Visit
from tests.pages.drawing import every_view

pytestmark = pytest.mark.browser

GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def visit(browser: Any, demo_address: str) -> Iterator[Visit]:
    made = Visit(browser, demo_address)
    yield made
    made.page.close()


def settle(page: Any) -> None:
    page.locator('[data-test-script-state="notRunning"]').first.wait_for(timeout=60_000)
    page.wait_for_timeout(300)


def grave_findings(page: Any, looks: int = 4) -> list[str]:
    """What axe-core calls serious or critical on the page, each with where it is and what it measured.

    A page that is just changing its colors has text of the one scheme on ground of the other: a finding counts when
    it is still there at the last of several looks.
    """
    for _ in range(looks - 1):
        if not (found := grave_findings_now(page)):
            return found
        page.wait_for_timeout(1500)
    return grave_findings_now(page)


def grave_findings_now(page: Any) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="make setup brings axe-core")
    found = axe.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{finding['id']}: {node['target']} {node.get('failureSummary', '')}"
        for finding in found
        if finding["impact"] in GRAVE
        for node in finding["nodes"]
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_page_has_no_serious_finding_light_or_dark_and_one_first_heading_and_is_whole_on_paper(
    visit: Visit, page: Any
) -> None:
    visit.page.emulate_media(media="screen")
    visit.open(page.path, page.title)
    settle(visit.page)
    for scheme in ("light", "dark"):
        visit.page.emulate_media(color_scheme=scheme)
        visit.page.wait_for_timeout(300)
        assert grave_findings(visit.page) == [], scheme
    assert visit.page.locator("h1").all_inner_texts() == [page.title]
    assert visit.page.get_by_test_id("stSidebar").is_visible()
    visit.page.emulate_media(color_scheme="light", media="print")
    assert not visit.page.get_by_test_id("stSidebar").is_visible()
    assert visit.page.get_by_test_id("stMain").evaluate("main => main.scrollHeight - main.clientHeight") < 50
    assert visit.page.get_by_test_id("stDataFrame").filter(visible=True).count() == 0
    assert (visit.page.locator("iframe").filter(visible=True).count() > 0) == (page.path in WITH_MAP)


HEADINGS = "[...document.querySelectorAll('h1,h2,h3,h4,h5')].filter(at => at.offsetParent).map(at => +at.tagName[1])"
WIDER = (
    "[document.documentElement.scrollWidth - innerWidth, (main => main.scrollWidth - main.clientWidth)"
    "(document.querySelector('[data-testid=stMain]'))]"
)
TALLEST = 1800
"""Pixels of a section at the width of a desk's screen: two screens, so that nothing in it is far."""


def some_views() -> list[Any]:
    """Return a section of each kind for the quick run, and all others for the slow one."""
    quick = ("meetings-season", "materials-verdicts", "coverage-picture")
    views = [(view, "-".join(view.values())) for view in every_view()]
    return [pytest.param(view, id=name, marks=[] if name in quick else pytest.mark.slow) for view, name in views]


@pytest.mark.parametrize("view", some_views())
def test_a_section_is_short_has_its_headings_in_order_and_fits_a_phone_and_twice_the_size(
    visit: Visit, view: dict[str, str]
) -> None:
    page = visit.page
    page.emulate_media(media="screen", color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": 1000})
    path, section = view["path"], view.get("section", "")
    page.goto(f"{visit.address}/{'' if path == 'overview' else path}?section={section}")
    page.locator("h1").first.wait_for(timeout=60_000)
    settle(page)
    levels = page.evaluate(HEADINGS)
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels)), levels
    assert grave_findings(page) == []
    if section:
        tall = page.get_by_test_id("stMainBlockContainer").evaluate("main => main.getBoundingClientRect().height")
        assert tall <= TALLEST
    for width in (720, 420):
        page.set_viewport_size({"width": width, "height": 860})
        page.wait_for_function(f"Math.max(...{WIDER}) <= 0", timeout=20_000)
    page.set_viewport_size({"width": 1440, "height": 1000})


def test_a_table_on_paper_has_every_row_that_the_screen_scrolls_to(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/?section=table")
    visit.wait_for("Overview")
    settle(visit.page)
    visit.page.emulate_media(media="print")
    rows = visit.page.locator(".ct-paper tbody tr").all_inner_texts()
    assert len(rows) == 24
    assert rows[0].split("\t")[:3] == ["Beat 42", "4,980", "760"]
    visit.page.emulate_media(media="screen")
    assert not visit.page.locator(".ct-paper").first.is_visible()


def test_where_the_keyboard_is_can_be_seen(visit: Visit) -> None:
    visit.open("overview", "Overview")
    settle(visit.page)
    seen = set()
    for _ in range(25):
        visit.page.keyboard.press("Tab")
        seen.add(
            visit.page.evaluate(
                "(() => { const at = document.activeElement, look = getComputedStyle(at);"
                " const shown = look.outlineStyle !== 'none' || look.boxShadow !== 'none' || at.tagName === 'BODY';"
                " const around = at.closest('[data-baseweb=select], [data-testid=stTextInput]');"
                " return shown || around ? '' : at.outerHTML.slice(0, 200); })()"
            )
        )
    assert seen == {""}
