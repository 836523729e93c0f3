"""Every page asked first after a start: signed out, without a role, and in each role it is closed to.

A server is started anew for each, since what Streamlit did on its very first request differed from all later ones.
Nothing of the page may come over the websocket: not its title, not the department, hardly any bytes.

    python -m benchmarks.closed_door
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from geodata.demo.harbor_falls import build_demo
from geodata.department.department import save_department
from geodata.records.engine import open_store
from pages import PAGES
from planning.records.roles import Actor
from tests.browser.conftest import BROWSERS, FLAGS
from tests.browser.door import ROLES, STRANGER, Visitor, give_roles, re_signed, shared_house
from tests.browser.test_sign_in import CLOSED, DEPARTMENT, MOST_SENT, SIGN_IN, path_of

ADMIN = Actor("set-up@pd.example", "admin")
DOORS = {"": SIGN_IN, STRANGER: "have no role here"}


def run() -> None:
    found = next(path for name in BROWSERS if (path := shutil.which(name)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder)
        save_department(build_demo(), work / "department")
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        with shared_house(work / "department", work) as house:
            give_roles(open_store(house.department, ""), ADMIN)
            kept = {"": []}
            with house.dashboard() as address:
                for name in (*ROLES[1:], STRANGER):
                    visitor = Visitor(browser)
                    visitor.sign_in(address, name)
                    visitor.page.get_by_role("button", name="Sign out").first.wait_for(timeout=60_000)
                    kept[name] = visitor.cookies()
                    visitor.close()
            asked, most, wrong = 0, 0, []
            for name, cookies in kept.items():
                for page in PAGES:
                    if name in ROLES and page.is_open_to(name):
                        continue
                    with house.dashboard() as fresh:
                        visitor = Visitor(browser, re_signed(cookies, house.cookie_secret, origin=fresh))
                        visitor.page.goto(f"{fresh}/{path_of(page, name)}")
                        visitor.settle(DOORS.get(name, CLOSED))
                        size = sum(map(len, visitor.frames))
                        if visitor.sent(DEPARTMENT) or visitor.sent(page.title) or size >= MOST_SENT:
                            wrong.append(f"{page.path} to {name or 'nobody'}")
                        asked, most = asked + 1, max(most, size)
                        visitor.close()
        print(f"{asked} pages, each first after a start: {len(wrong)} sent something of themselves", *wrong)
        print(f"most that was sent: {most:,} bytes")


if __name__ == "__main__":
    run()
