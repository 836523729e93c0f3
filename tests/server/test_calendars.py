"""A calendar program asks by its key alone: it gets the meetings, or one sentence that tells nothing."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from geodata.departments import open_records
from geodata.meetings.feeds import make_feed, own_feeds, stop_feed
from pages.parts.shell.feed import calendar_of
from planning.records.roles import Actor
from server import token
from server.calendars import CalendarServer

SITTING = Actor("kim at this computer", "coordinator")
OWN = ("127.0.0.1", 8501)


@pytest.fixture(autouse=True)
def local(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMON_TONGUE_MODE", "local")
    monkeypatch.setenv("COMMON_TONGUE_DEPARTMENT", "demo")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv(token.TOKEN_VARIABLE, "opensesame")
    token.token.cache_clear()
    yield
    token.token.cache_clear()


def ask(path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body; 0 if the request was passed on to the pages."""
    sent: list[dict[str, Any]] = []

    async def passed_on(scope: Any, receive: Any, send: Any) -> None:
        sent.append({"status": 0, "headers": []})

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    told = {"host": "localhost:8501", "cookie": f"{token.cookie_name(OWN[1])}={token.as_cookie()}"} | headers
    scope = {
        "type": "http",
        "path": path,
        "method": method,
        "query_string": b"",
        "client": ("127.0.0.1", 40000),
        "server": OWN,
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in told.items()],
    }
    asyncio.run(CalendarServer(passed_on, calendar_of)(scope, None, send))
    body = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], {n.decode(): v.decode() for n, v in sent[0]["headers"]}, body


def test_the_key_opens_the_calendar_until_it_is_stopped() -> None:
    store = open_records("demo", "")
    key = make_feed(store, SITTING)
    status, headers, body = ask(f"/calendar/{key}.ics")
    assert (status, headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert headers["cache-control"] == "private, no-store" and int(headers["content-length"]) == len(body)
    assert body.startswith(b"BEGIN:VCALENDAR") and b"STATUS:CANCELLED" in body and b"TZID=America/New_York" in body
    assert ask(f"/calendar/{key}.ics", "HEAD")[::2] == (200, b"")
    nothing = ask(f"/calendar/{'x' * 43}.ics")
    assert nothing[0] == 404 and key not in nothing[2].decode()
    assert ask(f"/calendar/{key}.ics", "POST")[0] == 404
    assert ask(f"/calendar/{key}.ics", x_forwarded_for="203.0.113.9")[0] == 403, "local mode is for this computer"
    for path in (f"/calendar/{key}", f"/calendar/{key}.ics/", f"/app/{key}.ics", "/calendar/../x.ics", "/"):
        assert ask(path)[0] == 0
    (feed,) = own_feeds(store, SITTING)
    stop_feed(store, SITTING, feed.id)
    assert ask(f"/calendar/{key}.ics")[0] == 404
