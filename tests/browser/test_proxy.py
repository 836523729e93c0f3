"""The example of docs/deploy, run: nginx before two processes on one PostgreSQL, with a sign-in, in Chromium."""

from __future__ import annotations

import re
import shutil
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPSConnection
from pathlib import Path
from typing import Any

import pytest

from geodata.department.department import save_department
from geodata.records.engine import open_store
from geodata.records.store import Store
from planning.records.roles import Actor
from tests.browser.door import ROOT, House, Visitor, address_of, free_port, shared_house
from tests.four_square import four_square_department
from tests.geodata.records.postgres_server import running_server
from tests.server.proxy import run_nginx

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EXAMPLE = ROOT / "docs" / "deploy"
ADMIN = Actor(address_of("admin"), "admin")
HOST = "localhost"


@dataclass(frozen=True, slots=True)
class Site:
    """The dashboard as people reach it."""

    address: str
    processes: tuple[str, str]
    log: Path
    house: House
    store: Store
    stop_second: Callable[[], None]

    def get(self, path: str, address: str = "") -> tuple[int, Any]:
        """Ask without a browser, and return the status and the headers."""
        asked = urllib.request.Request((address or self.address) + path, headers={"Accept": "text/html"})
        try:
            with urllib.request.urlopen(asked, context=ssl._create_unverified_context(), timeout=20) as answer:
                return answer.status, answer.headers
        except urllib.error.HTTPError as error:
            return error.code, error.headers


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if shutil.which("nginx") is None or shutil.which("openssl") is None:
        pytest.skip("nginx or openssl is not installed: the proxy example of docs/deploy was not tried")
    work = tmp_path_factory.mktemp("site")
    save_department(four_square_department(), work / "department")
    port, first, second = free_port(), free_port(), free_port()
    address = f"https://{HOST}:{port}"
    with ExitStack() as stack:
        database = stack.enter_context(running_server()).new_database()
        house = stack.enter_context(shared_house(work / "department", work))
        shared = {
            "DATABASE_URL": database,
            "STREAMLIT_BROWSER_SERVER_ADDRESS": HOST,
            "STREAMLIT_SERVER_COOKIE_SECRET": "y" * 64,
            "COMMON_TONGUE_FIRST_ADMIN": ADMIN.name,
        }
        ending = stack.enter_context(ExitStack())
        one = stack.enter_context(house.dashboard(first, public=address, **shared))
        two = ending.enter_context(house.dashboard(second, public=address, **shared))
        log = run_nginx(stack, work, HOST, port, (first, second))[0]
        yield Site(address, (one, two), log, house, open_store(work / "department", database), ending.close)


def test_headers_and_what_is_closed(site: Site) -> None:
    status, headers = site.get("/")
    assert status == 200
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "same-origin"
    assert headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert "nginx/" not in headers["Server"]
    cookie = headers["Set-Cookie"]
    assert cookie.startswith("common_tongue=") and all(flag in cookie for flag in ("HttpOnly", "Secure", "SameSite"))
    assert site.get("/_stcore/health")[0] == 200
    for path in ("/_stcore/metrics", "/_stcore/agent/", "/_stcore/metrics/"):
        assert site.get(path)[0] == site.get(path, site.processes[0])[0] == 404


def test_somebody_signs_in_through_it_and_works_and_their_keys_are_in_no_log(browser: Any, site: Site) -> None:
    visitors = []
    for _ in range(2):
        visitor = Visitor(browser, ignore_https_errors=True)
        visitors.append(visitor)
        visitor.sign_in(site.address, "admin")
        visitor.settle("Signed in as")
        visitor.page.goto(f"{site.address}/people")  # a page of its own, over the websocket
        visitor.settle("Add a person or group")
        kept = {cookie["name"]: cookie for cookie in visitor.context.cookies()}
        assert kept["_streamlit_user"]["secure"] and kept["_streamlit_user"]["httpOnly"]
        assert kept["common_tongue"]["secure"]
    page = visitors[0].page
    page.get_by_role("button", name="Add a person or group").click()
    page.get_by_role("textbox", name="Address or group").fill("vera@pd.example")
    page.get_by_role("combobox", name=re.compile("Role")).click()
    page.get_by_role("option", name=re.compile("viewer")).click()
    page.get_by_role("button", name="Save").click()
    visitors[0].settle("2 people")
    visitors[1].page.reload()
    visitors[1].settle("2 people")  # whichever process they are with
    assert len(site.store.audit(ADMIN, action="signed in")) >= 2
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/oauth2/end_session**")
    for visitor in visitors:
        visitor.close()
    log = site.log.read_text()
    assert " /oauth2callback 302 " in log and " /auth/logout 302 " in log
    assert "?" not in log and "code=" not in log and "state=" not in log


def test_one_person_stays_with_one_process_and_goes_to_the_other_when_it_ends(site: Site) -> None:
    def answered_by(visitor: str) -> str:
        """Ask as this visitor, and return the process that answered, as the log has it."""
        before = len(site.log.read_text().splitlines())
        line = HTTPSConnection(HOST, int(site.address.rpartition(":")[2]), context=ssl._create_unverified_context())
        line.request("GET", f"/_stcore/health?{visitor}", headers={"Cookie": f"common_tongue={visitor}"})
        assert line.getresponse().status == 200
        line.close()
        while len(lines := site.log.read_text().splitlines()) == before:  # written once the answer is out
            time.sleep(0.01)
        return lines[-1].rpartition(" ")[2]

    visitors = [f"visitor-{number}" for number in range(12)]
    first = [answered_by(visitor) for visitor in visitors]
    assert set(first) == {address.removeprefix("http://") for address in site.processes}
    assert [answered_by(visitor) for visitor in visitors] == first
    site.stop_second()
    left = site.processes[0].removeprefix("http://")
    assert {answered_by(visitor) for visitor in visitors} == {left}


def test_the_files_of_the_example_say_what_the_dashboard_reads() -> None:
    """A variable that nobody reads any more would be a promise not kept."""
    sources = "\n".join(
        path.read_text(encoding="utf-8") for folder in ("pages", "geodata") for path in (ROOT / folder).rglob("*.py")
    )
    for line in (EXAMPLE / "environment").read_text().splitlines():
        name = line.partition("=")[0]
        if name and not line.startswith("#") and not name.startswith("STREAMLIT_") and name != "HOME":
            assert f'"{name}"' in sources, name
    from pages.parts.shell.account import PROVIDER_SETTINGS, SHARED_SETTINGS

    secrets = (EXAMPLE / "secrets.toml").read_text()
    assert all(f"\n{name} = " in secrets for name in (*SHARED_SETTINGS, *PROVIDER_SETTINGS))
