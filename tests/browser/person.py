"""One person at one screen, by mouse or by keyboard alone, who waits until the page has come to rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any, Literal

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser tests")

WAIT_MS = 90_000
START_MS = 400
By = Literal["mouse", "keyboard"]
MOUSE, KEYBOARD = "mouse", "keyboard"
DESK, PHONE = 1440, 420
ROW_HEIGHT = 35
WALK = 12
NARROW = 768
"""Pixels below which Streamlit puts the navigation behind a button."""

AT_REST = """() => {
    const app = document.querySelector('[data-testid=stApp]')
    return app?.dataset.testScriptState === 'notRunning'
        && document.querySelector('[data-testid=stMain] h1')
        && !document.querySelector('[data-testid=stSpinner], [data-testid=stSkeleton], [data-stale=true]')
}"""
OWN = "(https?|wss?)://127\\\\.0\\\\.0\\\\.1:\\\\d+|data:|blob:|about:"


class Person:
    """Somebody at a screen.

    Parameters
    ----------
    by : "mouse" or "keyboard"
        How buttons, links, lists and fields are reached: pressed with the mouse, or focused and pressed by a key. What
        cannot be focused from the keyboard fails.
    """

    def __init__(self, browser: Any, address: str, by: By = "mouse", width: int = DESK, height: int = 1000) -> None:
        self.address, self.by, self.width = address, by, width
        self.page = browser.new_page(viewport={"width": width, "height": height}, accept_downloads=True)
        self.page.set_default_timeout(WAIT_MS)
        self.wrong: list[str] = []
        own = re.compile(OWN.replace("\\\\", "\\"))
        self.page.on("request", lambda asked: None if own.match(asked.url) else self.wrong.append(asked.url))
        self.page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def rest(self) -> None:
        """Wait until the script behind the page has run, and nothing on it waits to be drawn."""
        with suppress(sync_api.TimeoutError):  # a fast machine has ended before anybody looked
            running = self.page.locator('[data-testid="stApp"][data-test-script-state="running"]')
            running.wait_for(state="attached", timeout=START_MS)
        self.page.wait_for_function(AT_REST)

    def open(self, path: str, title: str) -> None:
        """Go to an address, as by a bookmark."""
        self.page.goto(f"{self.address}/{path}")
        self.page.get_by_role("heading", name=title, exact=True, level=1).wait_for()
        self.rest()

    def go(self, title: str) -> None:
        """Go to another page by the navigation."""
        links = self.page.get_by_test_id("stSidebarNav")
        if self.width <= NARROW:
            self.press(self.page.get_by_test_id("stExpandSidebarButton"))
        self.press(links.get_by_role("link", name=title))
        self.page.get_by_role("heading", name=title, exact=True, level=1).wait_for()
        if self.width <= NARROW and links.is_visible():
            self.press(self.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button"))
        self.rest()

    def press(self, what: Any, within: Any = None, key: str = "Enter") -> None:
        """Press a button, a link or a tab: by its name, or as it was found."""
        one = (
            (within or self.page).get_by_role("button", name=what, exact=True).first if isinstance(what, str) else what
        )
        one.wait_for()
        if self.by == MOUSE:
            one.click()
        else:
            self.focus(one)
            self.page.keyboard.press(key)
        self.rest()

    def focus(self, one: Any) -> None:
        """Put the focus on something, as Tab does; fails where Tab never comes to it."""
        one.scroll_into_view_if_needed()
        assert one.evaluate("one => one.tabIndex >= 0"), f"not to be reached by keyboard: {one}"
        one.focus()

    def section(self, name: str) -> None:
        """Open a section of a page."""
        bar = self.page.get_by_test_id("stButtonGroup").get_by_role("radio", name=name, exact=True)
        self.press(
            bar.or_(self.page.get_by_test_id("stButtonGroup").get_by_role("button", name=name)).first, key="Space"
        )

    def unfold(self, title: str | re.Pattern[str]) -> Any:
        """Open an expander, unless it is open, and return it."""
        one = (
            self.page.get_by_test_id("stExpander").filter(has=self.page.locator("summary").filter(has_text=title)).first
        )
        summary = one.locator("summary")
        summary.wait_for()
        if not one.locator("details").evaluate("one => one.open"):
            self.press(summary)
        return one

    def type(self, label: str, text: str, within: Any = None) -> None:
        """Type into a field, and leave it."""
        field = (within or self.page).get_by_label(label, exact=True).first
        field.wait_for()
        if self.by == MOUSE:
            field.click(position={"x": 12, "y": 12})  # where no hint of the field before it may lie
        else:
            self.focus(field)
        field.press("ControlOrMeta+a")
        self.page.keyboard.type(text)
        field.press("Tab")
        self.rest()

    def choose(self, label: str, options: Sequence[str], within: Any = None) -> None:
        """Choose from a list, one option after another."""
        named = re.compile(rf"(^|\. ){re.escape(label)}$")
        field = (within or self.page.get_by_test_id("stMain")).get_by_role("combobox", name=named).first
        for option in options:
            if self.by == MOUSE:
                field.click()
            else:
                self.focus(field)
            field.fill(option)
            # What a list says of an option stands behind a colon.
            one = self.page.get_by_role("option", name=re.compile(rf"^{re.escape(option)}(:|$)")).first
            one.wait_for()
            if self.by == MOUSE:
                one.click()
            else:
                self._walk_to(one, field)
        field.press("Tab")
        self.rest()

    def _walk_to(self, option: Any, field: Any) -> None:
        """Go down the list until the option is the one that Enter takes."""
        for _ in range(WALK):
            if option.get_attribute("data-focused") == "true" or option.get_attribute("id") == field.get_attribute(
                "aria-activedescendant"
            ):
                break
            field.press("ArrowDown")
        field.press("Enter")

    def day(self, label: str, day: date, within: Any = None) -> None:
        """Type a day into its field."""
        field = (within or self.page).get_by_role("spinbutton", name=f"month, {label}").first
        if self.by == MOUSE:
            field.click()
        else:
            self.focus(field)
        self.page.keyboard.type(f"{day:%m%d%Y}")
        self.page.keyboard.press("Escape")
        self.rest()

    def row(self, key: str, place: int = 0) -> None:
        """Choose a row of a table."""
        grid = self.page.locator(f'[class*="st-key-{key}-"] [data-testid="stDataFrame"]').first
        canvas = grid.locator("canvas").first
        with suppress(sync_api.Error):  # a grid makes its canvas anew when it is given its size
            canvas.scroll_into_view_if_needed()
        canvas.wait_for()
        if self.by == MOUSE:
            grid.click(position={"x": 18, "y": ROW_HEIGHT * (place + 1) + 17})
        else:
            canvas.focus()
            for _ in range(place + 1):
                self.page.keyboard.press("ArrowDown")
            self.page.keyboard.press("Shift+Space")
        self.rest()

    def says(self, text: str | re.Pattern[str], within: Any = None) -> None:
        """Wait until the page says this."""
        (within or self.page).get_by_text(text).first.wait_for()

    def take(self, name: str) -> bytes:
        """Take a file and return what is in it."""
        with self.page.expect_download() as download:
            self.press(name)
        return bytes(download.value.path().read_bytes())

    def box(self, key: str) -> Any:
        """Return the container of this key."""
        return self.page.locator(f'[class~="st-key-{key}"]')

    def leave(self) -> None:
        """Close the page; nothing on it may have gone wrong, asked outside, or been wider than the screen."""
        faults = self.page.get_by_test_id("stException").or_(self.page.get_by_test_id("stAlertContentError"))
        assert [one.inner_text() for one in faults.all()] == []
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width
        self.page.close()
        assert self.wrong == []
