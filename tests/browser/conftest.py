"""A real browser and a real server; both are needed to see a map."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
START_SECONDS = 60


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


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Start the dashboard on a free port of this machine, as ``make run`` does, and return its address."""
    running: list[subprocess.Popen[bytes]] = []

    def start(department: str = "demo", **settings: str) -> str:
        port = _free_port()
        log = tmp_path_factory.mktemp("server") / "log"
        command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless", "true"]
        running.append(
            subprocess.Popen(
                [*command, "--server.port", str(port)],
                cwd=ROOT,
                stdout=log.open("wb"),
                stderr=subprocess.STDOUT,
                env=os.environ | {"COMMON_TONGUE_DEPARTMENT": department, "HOME": str(log.parent)} | settings,
                start_new_session=True,
            )
        )
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                    return address
            except OSError:
                time.sleep(0.2)
        raise RuntimeError(f"the dashboard did not start:\n{log.read_text()[-2000:]}")

    yield start
    for server in running:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def demo_address(start_server: Callable[..., str]) -> str:
    """A server that shows the demo."""
    return start_server()
