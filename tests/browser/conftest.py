"""A real browser and a real server; both are needed to see a map."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.browser.door import dashboard_command, free_port, program

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium, headless; the tests are skipped aloud where there is none."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"none of {', '.join(BROWSERS)} is installed: the screens were not tried in a browser")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser tests")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Start the dashboard on a free port of this machine, as ``make run`` does, and return its address."""
    with ExitStack() as running:

        def start(department: str = "demo", **settings: str) -> str:
            port, folder = free_port(), tmp_path_factory.mktemp("server")
            address = f"http://127.0.0.1:{port}"
            env = {"COMMON_TONGUE_DEPARTMENT": department, "HOME": str(folder)} | settings
            running.enter_context(program(dashboard_command(port), folder / "log", f"{address}/_stcore/health", env))
            return address

        yield start


@pytest.fixture(scope="session")
def demo_address(start_server: Callable[..., str]) -> str:
    """A server that shows the demo."""
    return start_server()
