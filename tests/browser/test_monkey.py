"""A monkey presses what there is: nothing breaks, nothing typed and saved is lost, nobody outside is asked."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from geodata.demo.harbor_falls import build_demo
from geodata.demo.records import fill_demo_records
from geodata.department.department import save_department
from geodata.records.audit import disagreements
from geodata.records.engine import RECORDS_FILE, open_store
from pages import PAGES
from tests.browser.person import Person, sync_api

pytestmark = [pytest.mark.browser]

QUICK, MANY = 6, 300
"""Presses a page; few, on the pages where most can be pressed, in the quick part."""
QUICK_PAGES = ("overview", "meetings", "materials", "followup")
SEED = 7
STUCK_MS = 3_000
"""What is covered or gone by then is passed over: a monkey does not insist."""
PRESSED = (
    '[data-testid="stMain"] :is(button, summary, input, textarea, [role=radio], [role=slider], [role=tab]):visible,'
    '[data-testid="stPopoverBody"] :is(button, input, textarea):visible'
)
LEFT_ALONE = ("Open it now", "Set up a department", "Continue", "Sign out")
"""What leaves the department the monkey looks at; set-up has its own tests."""
FAULTS = '[data-testid="stException"], [data-testid="stAlertContentError"]'
INCIDENT = "Something went wrong"
OFFERED = "[role=option]:visible"
FORM = 'xpath=ancestor::*[@data-testid="stForm" or contains(@class, "st-key-form-box")][1]'
TYPED, ODD = "Typed by a monkey: ", "ж <b> & ,"


@dataclass
class Monkey:
    """Somebody who presses whatever is there, by a seed."""

    person: Person
    chance: random.Random
    done: list[str] = field(default_factory=list)
    typed: int = 0
    saved: list[str] = field(default_factory=list)

    def press_one(self, path: str) -> None:
        """Do one thing of many, and wait until the page has come to rest."""
        page = self.person.page
        draw = self.chance.random()
        if draw < 0.03:
            self._note("reload")
            page.reload()
        elif draw < 0.06 and page.url.rstrip("/") != self.person.address:
            self._note("back")
            page.go_back()
            page.goto(f"{self.person.address}/{path}")
        else:
            with suppress(sync_api.TimeoutError):
                self._touch()
        self.person.rest()

    def _touch(self) -> None:
        page = self.person.page
        there = page.locator(PRESSED)
        count = there.count()
        if not count:
            return
        one = there.nth(self.chance.randrange(count))
        name = (one.get_attribute("aria-label") or one.inner_text() or one.get_attribute("type") or "?").strip()
        if any(word in name for word in LEFT_ALONE) or one.get_attribute("type") == "file" or one.is_disabled():
            return
        self._note(name)
        if one.get_attribute("role") == "combobox":
            one.click(timeout=STUCK_MS)
            options = page.locator(OFFERED)
            if options.count():
                options.nth(self.chance.randrange(options.count())).click(timeout=STUCK_MS)
            page.keyboard.press("Escape")
        elif one.evaluate("one => one.matches('input:not([type=checkbox]):not([type=radio]), textarea')"):
            self.typed += 1
            one.fill("3" if one.get_attribute("type") == "number" else f"{TYPED}{self.typed} {ODD}", timeout=STUCK_MS)
            one.press("Tab", timeout=STUCK_MS)
        elif one.get_attribute("role") == "slider":
            one.press(self.chance.choice(("ArrowLeft", "ArrowRight")), timeout=STUCK_MS)
        elif name.startswith("Save"):
            self._save(one)
        else:
            one.click(timeout=STUCK_MS)

    def _save(self, button: Any) -> None:
        """Save a form; where it is taken, what was typed into it must be kept."""
        form = button.locator(FORM)
        fields = form.locator("input:visible, textarea:visible").all() if form.count() else []
        typed = [one.input_value(timeout=STUCK_MS) for one in fields]
        said = self.person.page.get_by_test_id("stToast")
        before = said.count()
        button.click(timeout=STUCK_MS)
        self.person.rest()
        if said.count() > before:
            self.saved += [text.removesuffix(ODD) for text in typed if text.startswith(TYPED)]

    def _note(self, what: str) -> None:
        self.done.append(what.split("\n")[-1][:60])

    def faults(self) -> list[str]:
        """Return what stands on the screen that nobody should see."""
        found = self.person.page.locator(FAULTS).all_inner_texts()
        return [text for text in found if INCIDENT in text or "Traceback" in text]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("monkey") / "department"
    save_department(build_demo(), made)
    store = open_store(made, "")
    fill_demo_records(store, store.today())
    store.database.engine.dispose()
    return made


@pytest.fixture(scope="module")
def address(start_server: Callable[..., str], folder: Path) -> str:
    return start_server(str(folder))


@pytest.mark.parametrize(
    ("page", "presses"),
    [
        *((page, QUICK) for page in PAGES if page.path in QUICK_PAGES),
        *(pytest.param(page, MANY, marks=pytest.mark.slow) for page in PAGES),
    ],
    ids=lambda value: value if isinstance(value, int) else value.path,
)
def test_a_monkey_finds_no_fault(browser: Any, address: str, folder: Path, page: Any, presses: int) -> None:
    person = Person(browser, address)
    monkey = Monkey(person, random.Random(f"{SEED}{page.path}{presses}"))
    person.open(page.path, page.title)
    for _ in range(presses):
        monkey.press_one(page.path)
        assert monkey.faults() == [], monkey.done
    person.page.close()
    assert person.wrong == [], monkey.done
    assert disagreements(open_store(folder, "")) == (), monkey.done
    with closing(sqlite3.connect(folder / RECORDS_FILE)) as records:
        kept = "\n".join(records.iterdump())
    assert [text for text in monkey.saved if text not in kept] == [], monkey.done
