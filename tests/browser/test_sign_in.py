"""The door of a shared dashboard, in Chromium, with a real sign-in: who is let in, and what is sent to who is not."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from geodata.demo.harbor_falls import build_demo
from geodata.department.department import save_department
from geodata.records.engine import open_store
from geodata.records.store import Store
from pages import PAGES
from pages.parts.shell.page import Page
from planning.records.roles import Actor
from tests.browser.door import (
    GROUP_OF,
    ROLES,
    STRANGER,
    USER_COOKIE,
    House,
    Visitor,
    address_of,
    dashboard_command,
    free_port,
    give_roles,
    program,
    re_signed,
    shared_house,
)

pytestmark = pytest.mark.browser

ADMIN = Actor(address_of("admin"), "admin")
DEPARTMENT = "Harbor Falls"
CLOSED = "Your role can’t open"
SIGN_IN = "Sign in with your department"
MOST_SENT = 5_000
"""Bytes: the closed door takes 3,000; the smallest page is many times as much."""
HOURS = 3600

FIRST_AFTER_A_START = [
    ("commander", PAGES[-1]),
    pytest.param("", PAGES[0], marks=pytest.mark.slow),
    pytest.param("", PAGES[-1], marks=pytest.mark.slow),
    pytest.param("viewer", PAGES[1], marks=pytest.mark.slow),
    pytest.param("recruiter", PAGES[-2], marks=pytest.mark.slow),
    pytest.param("coordinator", PAGES[-1], marks=pytest.mark.slow),
]
"""A few of all pages and roles; ``benchmarks.closed_door`` starts a server for each of them."""

OPEN_AFTER_A_START = [
    ("recruiter", "roster"),
    pytest.param("admin", "audit", marks=pytest.mark.slow),
    pytest.param("coordinator", "meetings", marks=pytest.mark.slow),
    pytest.param("commander", "coverage", marks=pytest.mark.slow),
    pytest.param("viewer", "partners", marks=pytest.mark.slow),
]

SOME_ROLES = [
    pytest.param("", PAGES[::4], id="nobody-some"),
    *(pytest.param(role, PAGES, id=role or "nobody", marks=pytest.mark.slow) for role in ("", *ROLES[1:])),
]
"""Nobody, at every fourth page; ``tests/pages`` asks all pages of all roles without a browser."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    work = tmp_path_factory.mktemp("house")
    save_department(build_demo(), work / "department")
    with shared_house(work / "department", work) as made:
        yield made


@pytest.fixture(scope="module")
def store(house: House) -> Store:
    """The records as another process has them, with everybody's role in them but the administrator's."""
    made = open_store(house.department, "")
    give_roles(made, ADMIN)
    return made


@pytest.fixture(scope="module")
def address(house: House, store: Store) -> Iterator[str]:
    with house.dashboard(COMMON_TONGUE_FIRST_ADMIN=ADMIN.name) as made:
        yield made


@pytest.fixture(scope="module")
def cookies(browser: Any, address: str) -> Callable[[str], list[dict[str, Any]]]:
    """Sign somebody in once, by the buttons, and return what their browser keeps."""
    held: dict[str, list[dict[str, Any]]] = {}

    def of(name: str) -> list[dict[str, Any]]:
        if name and name not in held:
            visitor = Visitor(browser)
            visitor.sign_in(address, name)
            visitor.page.get_by_role("button", name="Sign out").first.wait_for(timeout=30_000)
            held[name] = visitor.cookies()
            visitor.close()
        return held.get(name, [])

    return of


@pytest.fixture
def visit(browser: Any, cookies: Callable) -> Iterator[Callable[..., Visitor]]:
    made = []

    def by(name: str = "") -> Visitor:
        made.append(Visitor(browser, cookies(name)))
        return made[-1]

    yield by
    for visitor in made:
        visitor.close()


def path_of(page: Page, role: str = "") -> str:
    """The address of a page; the first page that is open to somebody is at the bare one."""
    first = next((other for other in PAGES if other.is_open_to(role)), PAGES[0])
    return "" if page is first else page.path


def issued_before(seconds: float) -> int:
    return int(time.time() - seconds)


def assert_nothing_sent(visitor: Visitor, page: Page) -> None:
    assert visitor.frames, "the server was not asked at all"
    assert not visitor.sent(DEPARTMENT)
    assert not visitor.sent(page.title)
    assert sum(map(len, visitor.frames)) < MOST_SENT


@pytest.mark.parametrize(("role", "pages"), SOME_ROLES)
def test_a_closed_page_sends_nothing_of_itself(visit: Callable, address: str, role: str, pages: Sequence[Page]) -> None:
    visitor = visit(role)
    for page in pages:
        if page.is_open_to(role):
            continue
        visitor.forget()
        visitor.page.goto(f"{address}/{path_of(page, role)}?area=01&level=DISTRICT")
        visitor.settle(CLOSED if role else SIGN_IN)
        assert_nothing_sent(visitor, page)


@pytest.mark.parametrize(("role", "page"), FIRST_AFTER_A_START, ids=lambda value: getattr(value, "path", value))
def test_the_first_request_after_a_start_is_sent_nothing_either(
    browser: Any, house: House, cookies: Callable, role: str, page: Page
) -> None:
    kept = cookies(role)
    with house.dashboard() as fresh:
        visitor = Visitor(browser, re_signed(kept, house.cookie_secret, origin=fresh))
        visitor.page.goto(f"{fresh}/{path_of(page, role)}")
        visitor.settle(CLOSED if role else SIGN_IN)
        assert_nothing_sent(visitor, page)
        assert "refused" in house.log_of(fresh)
        visitor.close()


@pytest.mark.parametrize(("role", "path"), OPEN_AFTER_A_START)
def test_the_first_request_after_a_start_is_sent_the_page_it_asks_for(
    browser: Any, house: House, cookies: Callable, role: str, path: str
) -> None:
    kept = cookies(role)
    page = next(page for page in PAGES if page.path == path)
    with house.dashboard() as fresh:
        visitor = Visitor(browser, re_signed(kept, house.cookie_secret, origin=fresh))
        visitor.page.goto(f"{fresh}/{path}")
        visitor.page.get_by_role("heading", name=page.title).wait_for(timeout=90_000)
        assert visitor.sent(DEPARTMENT) and visitor.page.get_by_text(CLOSED).count() == 0
        visitor.close()


def test_the_first_administrator_comes_in_and_the_page_is_sent(visit: Callable, address: str, store: Store) -> None:
    """What the tests above look for is really there when a page is open."""
    visitor = visit("admin")
    visitor.page.goto(f"{address}/audit")
    visitor.settle("Entries can’t be changed")
    assert visitor.sent(DEPARTMENT) and visitor.sent("Audit trail")
    assert sum(map(len, visitor.frames)) > MOST_SENT
    assert [row["role"] for row in store.records(ADMIN, "person", subject=ADMIN.name)] == ["admin"]


def test_who_may_only_look_at_what_is_published_lands_there(visit: Callable, address: str) -> None:
    visitor = visit("viewer")
    visitor.page.goto(address)
    visitor.settle("agreed to be in the public directory")
    assert visitor.page.get_by_text(CLOSED).count() == 0


def test_whoever_has_no_role_is_told_so_and_noted(browser: Any, address: str, store: Store) -> None:
    visitor = Visitor(browser)
    visitor.sign_in(address, STRANGER)
    visitor.settle("have no role here")
    assert not visitor.sent(DEPARTMENT)
    lines = store.audit(ADMIN, action="refused", who=address_of(STRANGER))
    assert lines["note"].tolist() == ["they have no role"]
    visitor.close()


def test_a_refusal_is_in_the_audit_trail(visit: Callable, address: str, store: Store) -> None:
    visitor = visit("recruiter")
    visitor.page.goto(f"{address}/people")
    visitor.settle(CLOSED)
    lines = store.audit(ADMIN, action="refused", who=address_of("recruiter"), kind="page")
    assert "people" in lines["note"].tolist()


def test_a_sign_in_kept_for_more_than_eight_hours_is_no_sign_in(
    browser: Any, house: House, address: str, cookies: Callable, store: Store
) -> None:
    young = Visitor(browser, re_signed(cookies("commander"), house.cookie_secret, iat=issued_before(8 * HOURS - 60)))
    young.page.goto(f"{address}/coverage")
    young.settle("Signed in as")
    assert young.sent(DEPARTMENT)
    young.close()
    old = Visitor(browser, re_signed(cookies("commander"), house.cookie_secret, iat=issued_before(8 * HOURS + 1)))
    old.page.goto(f"{address}/coverage")
    old.settle("more than 8 hours ago")
    assert not old.sent(DEPARTMENT) and not old.sent("Bilingual coverage")
    old.close()
    lines = store.audit(ADMIN, action="refused", who=address_of("commander"))
    assert lines["note"].iloc[0] == "they signed in too long ago"


def test_a_cookie_that_somebody_else_signed_is_no_sign_in(browser: Any, address: str, cookies: Callable) -> None:
    forged = [
        cookie | {"value": create_signed_value("x" * 48, USER_COOKIE, json.dumps({"email": ADMIN.name})).decode()}
        for cookie in cookies("admin")
        if cookie["name"] == USER_COOKIE
    ]
    visitor = Visitor(browser, forged)
    visitor.page.goto(address)
    visitor.settle(SIGN_IN)
    assert not visitor.sent(DEPARTMENT)
    visitor.close()


def test_who_is_switched_off_is_out_at_the_next_click(visit: Callable, address: str, store: Store) -> None:
    coordinator, admin = visit("coordinator"), visit("admin")
    coordinator.page.goto(f"{address}/partners")
    coordinator.settle("Signed in as")
    admin.page.goto(f"{address}/people")
    admin.settle("Add a person or group")
    table = admin.page.get_by_test_id("stDataFrame").first
    rows = sorted(["admin", "coordinator", "recruiter"])  # those who have a line of their own, as the page sorts them
    table.click(position={"x": 18, "y": 35 * (rows.index("coordinator") + 1) + 17})
    admin.page.get_by_role("button", name="Switch off now").click()
    admin.settle("is switched off")
    coordinator.forget()
    coordinator.page.get_by_text("Advisory boards", exact=True).first.click()
    coordinator.settle("have no role here")
    assert not coordinator.sent(DEPARTMENT) and not coordinator.sent("advisory")
    admin.page.get_by_role("button", name="Let in again").click()
    admin.settle("Switch off now")
    coordinator.page.reload()
    coordinator.settle("Signed in as")
    done = store.audit(ADMIN, who=ADMIN.name, kind="person", action="change")
    assert [row["active"] for row in done["new"].iloc[:2]] == [True, False]


def test_what_is_taken_away_is_noted_and_not_given_to_who_was_switched_off(
    visit: Callable, address: str, store: Store
) -> None:
    commander = visit("commander")
    commander.page.goto(f"{address}/coverage")
    commander.settle("Signed in as")
    button = commander.page.get_by_role("button", name="CSV", exact=True)
    with commander.page.expect_download() as taken:
        button.click()
    assert "have_certified" in Path(taken.value.path()).read_text()
    lines = store.audit(ADMIN, action="export", who=address_of("commander"))
    assert lines[["kind", "note"]].values.tolist() == [["figures", "officers.csv"]]
    group = store.records(ADMIN, "person", subject=GROUP_OF["commander"])[0]
    off = store.change(ADMIN, "person", group.id, {"active": False}, group.version)
    downloads: list[Any] = []
    commander.page.on("download", lambda taken: downloads.append(taken))
    button.click()
    commander.page.wait_for_timeout(1500)
    store.change(ADMIN, "person", group.id, {"active": True}, off.version)
    assert downloads == []
    assert len(store.audit(ADMIN, action="export", who=address_of("commander"))) == 1


def test_a_shared_dashboard_without_a_sign_in_shows_nothing(browser: Any, house: House, tmp_path: Path) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    env = {"COMMON_TONGUE_DEPARTMENT": str(house.department), "COMMON_TONGUE_MODE": "shared", "HOME": str(tmp_path)}
    with program(dashboard_command(port), tmp_path / "log", f"{address}/_stcore/health", env):
        visitor = Visitor(browser)
        visitor.page.goto(f"{address}/meetings")
        visitor.settle("is shared and has no sign-in, so it shows nothing")
        assert not visitor.sent(DEPARTMENT) and not visitor.sent("Sign in")
        visitor.close()
        own = socket.gethostbyname(socket.gethostname())
        if not own.startswith("127."):
            with pytest.raises(OSError), socket.create_connection((own, port), timeout=2):
                pass
