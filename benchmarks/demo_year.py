"""The demo's whole year of meetings, entered and taken through every state in a real browser.

Thirteen meetings are planned, announced, held with counts by language, reported back or called off, by clicks on the
page Follow-up of a department without records. What is kept must be what was entered: every meeting, every count,
every step in the audit trail.

    python outreach.py bench demo_year
"""

from __future__ import annotations

import shutil
import tempfile
import time
from datetime import date
from pathlib import Path

from geodata.demo.harbor_falls import build_demo
from geodata.department.department import save_department
from geodata.records.audit import disagreements
from geodata.records.engine import open_store
from tests.browser.door import dashboard_command, free_port, program
from tests.browser.records_screen import Screen, demo_meetings
from tests.browser.test_records import check_meeting


def run() -> None:
    """Enter the year and print how long it took; raises if anything kept is not what was entered."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "department"
        save_department(build_demo(), folder)
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        settings = {"COMMON_TONGUE_DEPARTMENT": str(folder), "HOME": scratch}
        with (
            program(dashboard_command(port), Path(scratch) / "log", f"{address}/_stcore/health", settings),
            sync_playwright() as playwright,
        ):
            chromium = playwright.chromium.launch(executable_path=_browser(), args=["--no-sandbox", "--disable-gpu"])
            print(_enter(Screen(chromium, address), folder))
            chromium.close()


def _browser() -> str:
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    if found is None:
        raise SystemExit("no Chromium is installed")
    return found


def _enter(screen: Screen, folder: Path) -> str:
    meetings = demo_meetings(date.today())
    screen.open("Meetings")
    began = time.monotonic()
    for meeting in meetings:
        screen.plan(meeting)
        screen.take_on(meeting)
    seconds = time.monotonic() - began
    store = open_store(folder, "")
    for meeting in meetings:
        check_meeting(store, meeting)
    assert disagreements(store) == () and screen.errors == []
    states = sorted({meeting.state for meeting in meetings})
    return f"{len(meetings)} meetings in {seconds:.0f} s, ending as {', '.join(states)}; every count and step kept"


if __name__ == "__main__":
    run()
