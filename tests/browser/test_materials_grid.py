"""Two people in the grid of documents and languages: a change is kept as it is made, and who is second sees both."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROW = 35
FIRST_LANGUAGE = 330
"""How far to the right of the grid's edge the first language stands: behind the document."""


def open_grid(browser: Any, address: str) -> Any:
    page = browser.new_context(viewport={"width": 1400, "height": 1100}).new_page()
    page.goto(f"{address}/materials?level=DISTRICT")
    page.get_by_text("Documents", exact=True).click(timeout=60_000)
    page.get_by_text("Edit many cells").click(timeout=60_000)
    page.get_by_text("Every change is kept at once").wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    return page


def write(page: Any, row: int, word: str) -> None:
    grid = page.get_by_test_id("stDataFrame").last
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    page.mouse.dblclick(box["x"] + FIRST_LANGUAGE, box["y"] + ROW * (row + 1) + ROW / 2)
    page.wait_for_timeout(400)
    page.keyboard.type(word)
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")


def test_two_people_in_one_cell_of_the_grid(browser: Any, demo_address: str) -> None:
    first, second = open_grid(browser, demo_address), open_grid(browser, demo_address)
    try:
        write(first, 1, "draft")
        first.wait_for_timeout(1500)
        assert first.get_by_test_id("stAlertContentError").count() == 0
        write(second, 1, "withdrawn")
        second.get_by_text("Both versions are here and in the audit trail").wait_for(timeout=20_000)
        said = second.get_by_test_id("stMain").inner_text()
        assert "Theirs\ndraft" in said.replace("\n\n", "\n") and "Mine\nwithdrawn" in said.replace("\n\n", "\n")
        second.get_by_text("Keep theirs").click()
        second.get_by_text("Both versions are here").wait_for(state="detached", timeout=20_000)
        # The first goes on in the same cell: their own change is no conflict.
        write(first, 1, "ordered")
        first.wait_for_timeout(1500)
        assert first.get_by_text("Both versions are here").count() == 0
    finally:
        first.context.close()
        second.context.close()
