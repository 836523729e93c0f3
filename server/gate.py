"""The gate before everything: from where a request may come, and what nobody is answered."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config

from planning.errors import PlanningError
from server import mode, token
from server.requests import Asked, refuse

CLOSED = re.compile(r"/_stcore/(metrics|agent|script-health-check)(/.*)?", re.IGNORECASE)
"""Streamlit answers these without a sign-in: how much memory is used, what is on the page."""

WITHOUT_TOKEN = re.compile(r"/_stcore/health|/calendar/[^/]+|/ogc(/.*)?")
"""What says nothing, and what has a key of its own: a calendar or GIS program keeps no cookie."""

NO_TOKEN = (
    "This dashboard is in local mode and for one account of this computer. Open the address that it printed when it "
    "started: the one with ?token= in it."
)


class Gate:
    """ASGI middleware: refuses what comes from another site, through a proxy in local mode, or without its token."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] not in ("http", "websocket"):
            if scope["type"] == "lifespan":
                _announce()
            await self.app(scope, receive, send)
            return
        asked = Asked.of(scope)
        refused = refusal(asked, scope)
        if refused is not None:
            await refuse(asked, send, *refused)
        elif (moved := _without_token(asked, scope)) is not None:
            await refuse(asked, send, 303, "", moved)
        else:
            await self.app(scope, receive, send)


def refusal(asked: Asked, scope: Any) -> tuple[int, str] | None:
    """Return with which status and sentence a request is refused; None if it may pass."""
    hosts = asked.headers.get("host", ())
    if len(hosts) != 1 or not mode.host_name(hosts[0]):
        return 400, "The request does not say which host it asks."
    if CLOSED.fullmatch(asked.path):
        return 404, "There is nothing here."
    if not is_own_origin(asked):
        return 403, "Asked from a page of another site."
    try:
        if mode.is_shared():
            return None
    except PlanningError as error:
        return 503, str(error)
    headers = [(name, value) for name, values in asked.headers.items() for value in values]
    if mode.came_from_elsewhere(headers):
        what, fix = mode.ASKED_THROUGH_ANOTHER
        return 403, f"{what[0].upper()}{what[1:]}: {fix}."
    return None if WITHOUT_TOKEN.fullmatch(asked.path) or has_token(asked, scope) else (403, NO_TOKEN)


def is_own_origin(asked: Asked) -> bool:
    """Return whether a websocket or a change was asked for by a page of this server, or by no page at all.

    Streamlit would ask a host of the internet for its own address before it says no, and takes any page of
    ``localhost`` for its own.
    """
    if asked.kind != "websocket" and asked.method not in ("PUT", "DELETE"):
        return True
    origins = asked.headers.get("origin", ())
    if not origins:
        return True
    said = urlsplit(origins[0])
    if len(origins) > 1 or said.scheme not in ("http", "https") or not said.hostname:
        return False
    return said.netloc.lower() == asked.header("host").lower() or said.hostname.lower() in _named_hosts()


def _named_hosts() -> frozenset[str]:
    """Return the hosts that the settings name: the one people type, where a proxy calls this server by another.

    Never this computer itself: any program on it can open a port and have a page there.
    """
    named = [str(origin) for origin in st.get_option("server.corsAllowedOrigins") or ()]
    if config.is_manually_set("browser.serverAddress"):
        named.append(str(st.get_option("browser.serverAddress")))
    hosts = {urlsplit(one if "//" in one else f"//{one}").hostname or "" for one in named}
    return frozenset(host for host in hosts if host and not mode.is_loopback(host))


def has_token(asked: Asked, scope: Any) -> bool:
    """Return whether who asks knows the token, or is the account that runs the server."""
    kept, given = asked.cookies.get(token.cookie_name(_port(scope)), ""), token.take_from(asked.query)[0]
    if token.is_same(kept, token.as_cookie()) or token.is_same(given, token.token()):
        return True
    return not token.is_required_of_all() and token.is_same_account(_end(scope, "client"), _end(scope, "server"))


def _without_token(asked: Asked, scope: Any) -> list[tuple[bytes, bytes]] | None:
    """Return the headers that send a browser on to the address without its token, which it keeps as a cookie."""
    if asked.kind != "http" or asked.method != "GET" or mode.is_shared():
        return None
    given, rest = token.take_from(asked.query)
    if not token.is_same(given, token.token()):
        return None
    raw = scope.get("raw_path", b"/").split(b"?")[0]
    path = b"/" + raw.lstrip(b"/\\")  # never "//host", which is another host
    where = path + (b"?" + rest.encode() if rest else b"")
    cookie = f"{token.cookie_name(_port(scope))}={token.as_cookie()}; Path=/; HttpOnly; SameSite=Lax"
    return [(b"location", where), (b"set-cookie", cookie.encode())]


def _announce() -> None:
    with suppress(PlanningError):  # said by every answer
        if not mode.is_shared():
            token.announce("localhost", int(st.get_option("server.port")))


def _end(scope: Any, which: str) -> tuple[str, int] | None:
    end = scope.get(which)
    return (str(end[0]), int(end[1])) if end and end[1] is not None else None


def _port(scope: Any) -> int:
    end = _end(scope, "server")
    return end[1] if end else 0
