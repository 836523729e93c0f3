"""In a browser: a reload loses nothing, and Back leaves a page with one press, whatever was chosen on it."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = [pytest.mark.browser]
LONG = 90_000


def settle(page: Any, title: str) -> None:
    page.get_by_role("heading", name=title, exact=True).wait_for(timeout=LONG)


def test_a_reload_keeps_what_was_set_and_back_goes_back_once(browser: Any, demo_address: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    page.goto(demo_address)
    settle(page, "Overview")
    page.get_by_role("link", name="Materials").first.click()
    settle(page, "Materials")
    page.get_by_text("Translate next", exact=True).first.click()
    budget = page.get_by_label("Budget, $")
    budget.wait_for(timeout=LONG)
    budget.fill("4000")
    budget.press("Enter")
    page.wait_for_url("**/materials?section=next&budget=4000", timeout=LONG)
    page.reload()
    settle(page, "Materials")
    page.get_by_label("Budget, $").wait_for(timeout=LONG)
    assert page.get_by_label("Budget, $").input_value() == "4000.00"
    page.go_back()
    settle(page, "Overview")
    assert page.url.rstrip("/") == demo_address
    page.close()
