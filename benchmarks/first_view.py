"""How long one waits for a page, beside an empty Streamlit app in the same run: only the ratios say anything.

*Cold*: from the start of the server's process to the first words and to a page that has come to rest. *Warm*: the
same from the request of a visitor to a server that has served another. *After a change*: from the press of a control
of the meeting plan to its answer, map and cards, and until the page has come to rest.

    python -m benchmarks.first_view [rounds]
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tests.browser.conftest import BROWSERS, FLAGS
from tests.browser.door import ROOT, free_port, wait_for

ROUNDS = 3
VIEW = {"width": 1440, "height": 1000}
PATIENCE_MS = 120_000
EMPTY = """
import streamlit as st
st.title("Empty")
meetings = st.number_input("Meetings", 1, 20, 8)
st.markdown(f"{meetings} meetings")
"""

MOST = {"cold, first words": 1.5, "cold, at rest": 2.5, "warm, at rest": 1.3}
"""How many times as long as the empty app each may take."""
MOST_SECONDS = {"one more meeting, answered": 1.0, "a lock, answered": 1.0}

WORDS = "() => document.querySelector('[data-testid=stMain]')?.innerText.trim().length > 0"
AT_REST = """(needs_map) => {
    const app = document.querySelector('[data-testid=stApp]')
    const resting = app?.dataset.testScriptState === 'notRunning'
        && document.querySelector('[data-testid=stMain] h1')
        && !document.querySelector('[data-testid=stSpinner], [data-testid=stSkeleton], [data-stale=true]')
        && !document.querySelector('[data-testid=stMain]').innerText.includes('hourglass_top')
    const frame = document.querySelector('iframe[title$="folium_map.map"]')
    const drawn = !needs_map || frame?.contentDocument?.querySelector('path.leaflet-interactive')
    if (!resting || !drawn) { window.restingSince = null; return false }
    window.restingSince ??= performance.now()
    return performance.now() - window.restingSince > 300
}"""
REST_S = 0.3
"""How long a page must stay as it is to be at rest; not counted."""
ANSWERED = """([meetings, locked]) => {
    const main = document.querySelector('[data-testid=stMain]')
    const keyed = name => [...main.querySelectorAll(`[class*="st-key-${name}"]`)]
    const places = keyed('place-'), locks = keyed('undo-meeting-locks')
    const frame = main.querySelector('iframe[title$="folium_map.map"]')
    return places.length === meetings && locks.length === locked
        && [...places, ...locks, frame].every(one => !one.closest('[data-stale=true]'))
        && frame.contentDocument?.querySelectorAll('.ct-venue.ct-chosen').length === meetings
}"""
"""Whether there are so many lines of meetings, so many locks, and the map shows the same: the answer stands above."""


@dataclass(frozen=True, slots=True)
class App:
    """One of the two apps: the file that Streamlit runs, and whether its first page has a map."""

    name: str
    script: Path
    has_map: bool


@contextmanager
def serving(app: App, work: Path) -> Iterator[tuple[str, float]]:
    """Run an app's server; yield its address once it answers, and when its process was started."""
    port, log = free_port(), work / f"{app.name}.log"
    command = [sys.executable, "-m", "streamlit", "run", str(app.script), "--server.headless", "true"]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    with log.open("wb") as out:
        server = subprocess.Popen(
            [*command, "--server.port", str(port)],
            cwd=ROOT,
            env=env | {"COMMON_TONGUE_DEPARTMENT": "demo", "HOME": str(work)},
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/_stcore/health", log)
        yield address, began
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)


def view(browser: Any, address: str, app: App, began: float | None, name: str, times: dict[str, float]) -> Any:
    """Open the first page as a new visitor and note when its first words came, and when it was at rest."""
    page = browser.new_context(viewport=VIEW).new_page()
    began = time.perf_counter() if began is None else began
    page.goto(address, wait_until="commit")
    page.wait_for_function(WORDS, timeout=PATIENCE_MS)
    times[f"{name}, first words"] = time.perf_counter() - began
    page.wait_for_function(AT_REST, arg=app.has_map, timeout=PATIENCE_MS)
    times[f"{name}, at rest"] = time.perf_counter() - began - REST_S
    return page


def change(page: Any, press: Callable[[], None], done: Callable[[], None], name: str, times: dict[str, float]) -> None:
    """Press a control and note when the answer to it stood, and when the page was at rest."""
    began = time.perf_counter()
    press()
    done()
    times[f"{name}, answered"] = time.perf_counter() - began
    page.evaluate("window.restingSince = null")
    page.wait_for_function(AT_REST, arg=False, timeout=PATIENCE_MS)
    times[f"{name}, at rest"] = time.perf_counter() - began - REST_S


def round_of(browser: Any, app: App, work: Path) -> dict[str, float]:
    """Return the seconds of one round: a server from cold, a second visitor, and some changes."""
    times: dict[str, float] = {}
    with serving(app, work) as (address, began):
        view(browser, address, app, began, "cold", times).context.close()
        view(browser, address, app, None, "warm", times).context.close()
        page = browser.new_context(viewport=VIEW).new_page()
        page.goto(f"{address}/meetings" if app.has_map else address)
        page.get_by_label("Meetings", exact=True).wait_for(timeout=PATIENCE_MS)
        page.wait_for_function(AT_REST, arg=app.has_map, timeout=PATIENCE_MS)
        _changes(page, app, times)
        page.context.close()
    return times


def _changes(page: Any, app: App, times: dict[str, float]) -> None:
    more = page.get_by_role("button", name="Meetings Increment").or_(page.get_by_test_id("stNumberInputStepUp")).first
    if not app.has_map:
        change(page, more.click, lambda: page.get_by_text("9 meetings").wait_for(), "one more meeting", times)
        return
    meetings = int(page.get_by_label("Meetings", exact=True).input_value()) + 1

    def answered(locked: int) -> Callable[[], None]:
        return lambda: page.wait_for_function(ANSWERED, arg=[meetings, locked], timeout=PATIENCE_MS)

    change(page, more.click, answered(0), "one more meeting", times)
    second = page.locator('[class*="st-key-place-"]').nth(1)
    second.locator("summary").click()
    lock = second.get_by_role("button", name="Lock in")
    lock.click(trial=True)  # a line opens slowly, by design; that is no part of the answer
    change(page, lock.click, answered(1), "a lock", times)


def run(rounds: int = ROUNDS) -> None:
    """Measure both apps in turn and print the table."""
    from playwright.sync_api import sync_playwright  # of requirements-dev.txt

    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        print(f"none of {', '.join(BROWSERS)} is installed: nothing measured")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder)
        (work / "empty.py").write_text(EMPTY)
        apps = (App("empty", work / "empty.py", False), App("ours", ROOT / "dashboard.py", True))
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        taken = [{app.name: round_of(browser, app, work) for app in apps} for _ in range(rounds)]
    _print(taken)


def _print(taken: list[dict[str, dict[str, float]]]) -> None:
    print(f"{'':34}{'empty, s':>10}{'here, s':>10}{'times':>8}{'wanted':>12}")
    for name in taken[0]["ours"]:
        ours = median(one["ours"][name] for one in taken)
        empties = [one["empty"][name] for one in taken if name in one["empty"]]
        empty = f"{median(empties):10.2f}" if empties else f"{'':>10}"
        ratio = median(one["ours"][name] / one["empty"][name] for one in taken) if empties else None
        wanted = (
            f"{MOST[name]:g} times" if name in MOST else f"{MOST_SECONDS[name]:g} s" if name in MOST_SECONDS else ""
        )
        print(f"{name:34}{empty}{ours:10.2f}{'' if ratio is None else f'{ratio:.2f}':>8}{wanted:>12}")


if __name__ == "__main__":
    run(*(int(one) for one in sys.argv[1:]))
