"""One request as the checks at the door read it, and the short answers they give."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any

import streamlit as st

SIGN_IN_COOKIE = "_streamlit_user"
"""Streamlit keeps a sign-in in this cookie, and in ``_streamlit_user__1`` and so on where it is long."""

REFUSED_LOUDLY = 1008
"""The websocket code for "against the policy"."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for.

    Attributes
    ----------
    kind : str
        ``http`` or ``websocket``.
    method, path : str
        The path without the base of the address, unescaped, with its slash in front.
    headers : mapping of str to tuple of str
        Every header by its name in lower case, each as often as it came.
    query : str
        As it came.
    """

    kind: str
    method: str
    path: str
    headers: Mapping[str, tuple[str, ...]]
    query: str

    @classmethod
    def of(cls, scope: Mapping[str, Any]) -> Asked:
        """Read a request of ASGI."""
        headers: dict[str, tuple[str, ...]] = {}
        for name, value in scope["headers"]:
            key = name.decode("latin-1").lower()
            headers[key] = (*headers.get(key, ()), value.decode("latin-1"))
        base = "/" + str(st.get_option("server.baseUrlPath") or "").strip("/")
        path = str(scope["path"])
        if base != "/" and (path == base or path.startswith(f"{base}/")):
            path = path[len(base) :] or "/"
        query = scope.get("query_string", b"").decode("latin-1")
        return cls(scope["type"], str(scope.get("method", "GET")), path, headers, query)

    def header(self, name: str) -> str:
        """Return a header; empty if it did not come, or came twice with different words."""
        values = set(self.headers.get(name, ()))
        return values.pop() if len(values) == 1 else ""

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies; none if what came cannot be read."""
        try:
            jar = SimpleCookie("; ".join(self.headers.get("cookie", ())))
        except CookieError:
            return {}
        return {name: morsel.value for name, morsel in jar.items()}

    @property
    def proof(self) -> str:
        """What this browser's sign-in is known by; empty for nobody. Never the cookie itself."""
        return proof_of(self.cookies)

    @property
    def wants_page(self) -> bool:
        """Whether a browser asks for something to show."""
        return any("text/html" in value for value in self.headers.get("accept", ()))


def proof_of(cookies: Mapping[str, str]) -> str:
    """Return what a sign-in is known by: the digest of its cookies; empty without one.

    Examples
    --------
    >>> proof_of({}), proof_of({"theme": "dark"}), len(proof_of({"_streamlit_user": "signed"}))
    ('', '', 64)
    """
    kept = sorted((name, value) for name, value in cookies.items() if is_sign_in(name))
    return hashlib.sha256(repr(kept).encode()).hexdigest() if kept else ""


def is_sign_in(cookie: str) -> bool:
    """Return whether a cookie is (a part of) the sign-in.

    Examples
    --------
    >>> [is_sign_in(name) for name in ("_streamlit_user", "_streamlit_user__1", "_streamlit_user_tokens")]
    [True, True, False]
    """
    return cookie == SIGN_IN_COOKIE or cookie.startswith(f"{SIGN_IN_COOKIE}__")


Headers = Iterable[tuple[bytes, bytes]]


async def refuse(asked: Asked, send: Any, status: int, sentence: str, headers: Headers = ()) -> None:
    """Answer with one sentence and nothing else; a websocket is closed before it is open."""
    if asked.kind == "websocket":
        await send({"type": "websocket.close", "code": REFUSED_LOUDLY, "reason": ""})
        return
    kind, body = b"text/plain; charset=utf-8", sentence
    if asked.wants_page:
        kind = b"text/html; charset=utf-8"
        body = f"<!DOCTYPE html><html lang='en'><title>Common Tongue</title><p>{html.escape(sentence)}</p></html>"
    sent = body.encode()
    every = [
        (b"content-type", kind),
        (b"content-length", str(len(sent)).encode()),
        (b"cache-control", b"no-store"),
        *headers,
    ]
    await send({"type": "http.response.start", "status": status, "headers": every})
    await send({"type": "http.response.body", "body": sent})
