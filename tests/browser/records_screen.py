"""Follow-up in a browser: one person at one screen, who plans meetings and takes them through their states."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from geodata.demo.story import MEETINGS
from planning.languages.groups import ENGLISH
from planning.languages.spoken import spoken_name

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser tests")

WAIT_MS = 60_000
START_MS = 500


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as it is entered, and how far it is taken.

    Attributes
    ----------
    title, venue, area : str
        Venue and area as the lists on the screen have them.
    day : date
    languages : tuple of str
        As records have them.
    state : str
        The last state.
    came : mapping of language to persons
    """

    title: str
    venue: str
    area: str
    day: date
    languages: tuple[str, ...]
    state: str
    came: Mapping[str, int]


class Screen:
    """One browser page on Follow-up."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.page = browser.new_page(**({"viewport": {"width": 1440, "height": 1000}} | options))
        self.page.set_default_timeout(WAIT_MS)
        self.address = address
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, section: str) -> None:
        self.page.goto(f"{self.address}/followup")
        self.page.get_by_test_id("stButtonGroup").get_by_text(section, exact=True).click()
        self.settle()

    def settle(self) -> None:
        """Wait until the script behind the page has run to its end."""
        # A busy machine takes its time to begin; a fast one may have ended before anybody looked.
        with suppress(sync_api.TimeoutError):
            self._script("running", START_MS)
        self._script("notRunning", WAIT_MS)

    def _script(self, state: str, longest: int) -> None:
        waiting = self.page.locator(f'[data-testid="stApp"][data-test-script-state="{state}"]')
        waiting.wait_for(state="attached", timeout=longest)

    def press(self, name: str, within: Any = None) -> None:
        (within or self.page).get_by_role("button", name=name, exact=True).first.click()
        self.settle()

    def box(self, key: str) -> Any:
        """Return the container of this key."""
        return self.page.locator(f'[class~="st-key-{key}"]')

    def type(self, label: str, text: str, within: Any) -> None:
        within.get_by_label(label, exact=True).fill(text)

    def pick(self, label: str, options: Sequence[str], within: Any) -> None:
        """Choose from a list, one option after another."""
        field = within.get_by_role("combobox", name=label)
        for option in options:
            field.click()
            field.fill(option)
            self.page.get_by_role("option", name=option, exact=True).first.click()
        # The list of a field that takes several stays open; leaving the field keeps what was chosen.
        field.press("Tab")

    def choose_day(self, label: str, day: date, within: Any) -> None:
        within.get_by_role("spinbutton", name=f"year, {label}").click()
        self.page.keyboard.type(f"{day:%Y%m%d}")
        self.page.keyboard.press("Escape")

    def plan(self, meeting: Meeting) -> None:
        self.press("Plan a meeting")
        form = self.box("form-box-event-new")
        self.type("What", meeting.title, form)
        self.choose_day("Day", meeting.day, form)
        self.pick("Venue", [meeting.venue], form)
        self.pick("Languages", [spoken_name(language) for language in meeting.languages], form)
        self.pick("For the people of", [meeting.area], form)
        self.press("Save", form)
        form.wait_for(state="detached")

    def open_card(self, title: str) -> Any:
        """Open the panel of a meeting from its card on the board; return the panel."""
        card = (
            self.page.get_by_test_id("stVerticalBlock")
            .filter(has_text=title)
            .filter(has=self.page.get_by_role("button", name="Open"))
        )
        self.press("Open", card.last)
        panel = self.box("event-panel")
        panel.get_by_role("heading", name=title, exact=True).wait_for()
        return panel

    def take_on(self, meeting: Meeting) -> None:
        """Take a planned meeting from state to state, up to its last one."""
        panel = self.open_card(meeting.title)
        if meeting.state == "planned":
            self.press("Close", panel)
            return
        self.press("Announce it", panel)
        self.state(panel, "Announced")
        if meeting.state == "cancelled":
            self.press("Cancel meeting", panel)
            pop = self.page.get_by_test_id("stPopoverBody")
            self.type("Why?", "The hall flooded.", pop)
            self.press("Cancel meeting", pop)
            self.state(panel, "Cancelled")
        elif meeting.state != "announced":
            self._hold(panel, meeting)
        self.press("Close", panel)

    def _hold(self, panel: Any, meeting: Meeting) -> None:
        for language in (*meeting.languages, ENGLISH):
            self.type(f"People who speak {spoken_name(language)}", str(meeting.came[language]), panel)
        self.pick("Interpreters used, in", [spoken_name(meeting.languages[0])], panel)
        self.type("Cost, dollars", "480", panel)
        self.press("It was held", panel)
        self.state(panel, "Held")
        panel.get_by_text(re.compile(f"{sum(meeting.came.values())} people came")).wait_for()
        if meeting.state == "reported back":
            self.press("Reported back", panel)
            self.state(panel, "Reported back")

    def state(self, panel: Any, word: str) -> None:
        panel.get_by_text(re.compile(rf"^{word} · ")).wait_for()


def demo_meetings(today: date) -> tuple[Meeting, ...]:
    """Return the demo's year of meetings as somebody would enter them."""
    return tuple(
        Meeting(
            f"Meeting {number:02d}: {venue}",
            venue,
            f"{area.removeprefix('DISTRICT:')} (district)",
            today + timedelta(days=offset),
            languages,
            state,
            {language: 11 * number + place + 3 for place, language in enumerate((*languages, ENGLISH))},
        )
        for number, (offset, _, venue, area, languages, state) in enumerate(MEETINGS)
    )
