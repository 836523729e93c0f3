"""A GIS program asks by its key alone: it gets the maps its role may take away, or a sentence that tells nothing."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any

import pytest

from geodata.departments import open_records
from geodata.gis_feed.keys import living_keys, make_key, stop_key
from geodata.records.store import Store
from pages.parts.shell import gis_feed
from pages.parts.shell.gis_feed import ask_feed
from planning.errors import AccessError
from planning.records.roles import Actor
from server.features import AT_ONCE, Buckets, FeatureServer
from tests.server.caller import SECRET

ADA = Actor("ada@pd.example", "admin")
OWN = ("127.0.0.1", 8501)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("COMMON_TONGUE_MODE", "local")
    monkeypatch.setenv("COMMON_TONGUE_DEPARTMENT", "demo")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(gis_feed, "_noted", {})
    held = open_records("demo", "")
    for key in living_keys(held, ADA):
        stop_key(held, ADA, key.id)
    return held


def ask(
    path: str, method: str = "GET", buckets: Buckets | None = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body; 0 if the request was passed on to the pages."""
    sent: list[dict[str, Any]] = []

    async def passed_on(scope: Any, receive: Any, send: Any) -> None:
        sent.append({"status": 0, "headers": []})

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    path, _, query = path.partition("?")
    given = {"host": "localhost:8501"} | headers
    scope = {
        "type": "http",
        "path": path,
        "method": method,
        "query_string": query.encode(),
        "client": ("127.0.0.1", 40000),
        "server": OWN,
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items()],
    }
    asyncio.run(FeatureServer(passed_on, ask_feed, buckets)(scope, None, send))
    body = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], {n.decode(): v.decode() for n, v in sent[0]["headers"]}, body


def test_a_key_opens_the_feed_until_it_is_stopped(store: Store) -> None:
    assert ask("/ogc")[0] == 404, "off until somebody has a key"
    key = make_key(store, ADA, "GIS desk", "commander")
    (record,) = living_keys(store, ADA)
    assert key not in json.dumps(dict(record.values), default=str)
    assert key not in store.audit(ADA).to_csv()
    status, headers, body = ask(f"/ogc/collections/need-beat/items?limit=2&key={key}")
    assert status == 200 and headers["content-type"] == "application/geo+json"
    assert headers["cache-control"] == "private, no-cache" and int(headers["content-length"]) == len(body)
    assert len(json.loads(body)["features"]) == 2 and f"key={key}" in body.decode()
    basic = base64.b64encode(f"gis:{key}".encode()).decode()
    for word in (f"Bearer {key}", f"Basic {basic}"):
        status, _, body = ask("/ogc/collections", authorization=word)
        assert status == 200 and key not in body.decode(), "a key that came in a header goes into no link"
    assert ask(f"/ogc/collections/need-beat/items?key={key}", "HEAD")[::2] == (200, b"")
    etag = ask(f"/ogc/collections/need-beat/items?key={key}")[1]["etag"]
    assert ask(f"/ogc/collections/need-beat/items?key={key}", if_none_match=etag)[::2] == (304, b"")
    stop_key(store, ADA, record.id)
    assert ask(f"/ogc?key={key}")[0] == 404


def test_who_has_no_key_is_told_nothing(store: Store) -> None:
    key = make_key(store, ADA, "GIS desk", "viewer")
    for wrong in ("", "x", "x" * 43, key[:-1], f"{key}a", "' OR 1=1 --", SECRET):
        status, headers, body = ask(f"/ogc/collections?key={wrong}")
        assert status == 401 and headers["www-authenticate"].startswith("Bearer")
        assert b"Harbor" not in body and b"need" not in body
    assert ask("/ogc/collections", authorization="Basic !!")[0] == 401
    assert ask(f"/ogc/collections/need-beat/items?key={key}")[0] == 404, "a viewer reads what is published"
    assert ask(f"/ogc/collections/areas-beat/items?key={key}")[0] == 200
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert ask(f"/ogc/collections?key={key}", method)[0] in (403, 405)
    assert ask(f"/ogc?key={key}", x_forwarded_for="203.0.113.9")[0] == 403, "local mode is for this computer"
    assert ask(f"/ogc?{'a' * 3000}&key={key}")[0] == 414
    for path in ("/ogcx", "/app/ogc", "/"):
        assert ask(path)[0] == 0
    with pytest.raises(AccessError):
        make_key(store, Actor("kim@pd.example", "coordinator"), "mine", "admin")


def test_what_is_taken_is_in_the_trail_once_in_ten_minutes(store: Store) -> None:
    key = make_key(store, ADA, "GIS desk", "commander")
    before = len(store.audit(ADA, action="export"))
    for _ in range(3):
        ask(f"/ogc/collections/need-beat/items?key={key}")
    ask(f"/ogc/collections/areas-beat/items/42?key={key}")
    trail = store.audit(ADA, action="export")
    assert len(trail) - before == 2
    assert set(trail["who"].head(2)) == {"GIS client: GIS desk"}
    assert {"GIS feed: need-beat", "GIS feed: areas-beat"} == set(trail["note"].head(2))


def test_who_asks_too_much_waits(store: Store) -> None:
    now = [0.0]
    buckets = Buckets(lambda: now[0])
    found = [ask("/ogc", buckets=buckets) for _ in range(AT_ONCE + 1)]
    assert [status for status, _, _ in found] == [404] * AT_ONCE + [429]
    assert int(found[-1][1]["retry-after"]) >= 1
    now[0] += 1.0
    assert ask("/ogc", buckets=buckets)[0] == 404
