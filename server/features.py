"""The feed for the GIS desk by its key: a GIS program cannot sign in, and asks for many addresses below one."""

from __future__ import annotations

import asyncio
import base64
import binascii
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st

from server.gate import refusal
from server.requests import Asked, refuse

ROOT = "/ogc"
PER_MINUTE, AT_ONCE = 240, 60
"""Questions of one key, and how many of them may come at one time."""
STRANGERS = ""
"""All who come without a key that could be one share a bucket."""
MOST_BUCKETS = 1000
LONGEST_QUERY = 2000


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as the server sends it."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


Ask = Callable[[str, str, str, list[tuple[str, str]], str, str, str], Sent]
"""From key, department, path, query, accept, none-match and base to an answer; runs beside the loop."""


class Buckets:
    """How much each may ask: a bucket that fills again with time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, who: str) -> float:
        """Take one question; return 0, or after how many seconds there is one again."""
        with self._lock:
            now = self._clock()
            level, at = self._held.pop(who, (float(AT_ONCE), now))
            level = min(AT_ONCE, level + (now - at) * PER_MINUTE / 60)
            wait = 0.0 if level >= 1 else (1 - level) * 60 / PER_MINUTE
            self._held[who] = (level - 1 if not wait else level, now)
            while len(self._held) > MOST_BUCKETS:
                self._held.popitem(last=False)
            return wait


class FeatureServer:
    """ASGI middleware: answers ``/ogc`` and what is below it, for GIS programs.

    Parameters
    ----------
    ask : callable
        Gives the answer; see ``Ask``.
    """

    def __init__(self, app: Any, ask: Ask, buckets: Buckets | None = None) -> None:
        self.app = app
        self.ask = ask
        self.buckets = buckets or Buckets()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        asked = Asked.of(scope) if scope["type"] == "http" else None
        if asked is None or not (asked.path == ROOT or asked.path.startswith(f"{ROOT}/")):
            await self.app(scope, receive, send)
            return
        refused = refusal(asked, scope)
        if refused is not None:
            await refuse(asked, send, *refused)
        elif asked.method not in ("GET", "HEAD"):
            await refuse(asked, send, 405, "Only asked, never changed.", [(b"allow", b"GET, HEAD")])
        elif len(asked.query) > LONGEST_QUERY:
            await refuse(asked, send, 414, "The question is too long.")
        else:
            await self._answer(asked, scope, send)

    async def _answer(self, asked: Asked, scope: Any, send: Any) -> None:
        query = parse_qsl(asked.query, keep_blank_values=True)
        key = key_of(asked, query)
        wait = self.buckets.take(key if len(key) == 43 else STRANGERS)
        if wait:
            again = str(int(wait) + 1).encode()
            await refuse(asked, send, 429, "Too many questions. Wait a little.", [(b"retry-after", again)])
            return
        department = dict(query).get("department", "")
        sent = await asyncio.to_thread(
            self.ask,
            key,
            department,
            asked.path[len(ROOT) :],
            query,
            asked.header("accept"),
            asked.header("if-none-match"),
            base_of(asked, scope),
        )
        headers = [*sent.headers, (b"content-length", str(len(sent.body)).encode()), (b"x-robots-tag", b"noindex")]
        await send({"type": "http.response.start", "status": sent.status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if asked.method == "HEAD" else sent.body})


def key_of(asked: Asked, query: list[tuple[str, str]]) -> str:
    """Return the key of a question: as a parameter, as a bearer's token, or as a password; empty without one."""
    given = dict(query).get("key", "")
    kind, _, said = asked.header("authorization").partition(" ")
    if given or not said:
        return given
    if kind.lower() == "bearer":
        return said.strip()
    if kind.lower() != "basic":
        return ""
    try:
        return base64.b64decode(said, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def base_of(asked: Asked, scope: Any) -> str:
    """Return the address of this server as the one who asks knows it; behind a proxy, as that says it was asked."""
    scheme = asked.header("x-forwarded-proto") if asked.header("x-forwarded-proto") in ("http", "https") else ""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"{scheme or scope.get('scheme', 'http')}://{asked.header('host')}{f'/{base}' if base else ''}"
