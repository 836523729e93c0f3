"""What is added to every page: where the backend is, how it looks, and what a browser may do with it.

Three things Streamlit leaves open. A page opened by its own address first asks for a backend *below* that address,
fails, and says so in the console; told where the backend is, it asks there at once. Every change of an address is a
step of Back; here only another page is. And nothing keeps a page from asking other hosts; the content security policy
here does, except for the tiles of the online basemap.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

TILE_HOST = "https://tile.openstreetmap.org"

POLICY = "; ".join(
    (
        "default-src 'self' data: blob: 'unsafe-inline'",
        "script-src 'self' blob: 'unsafe-inline' 'unsafe-eval'",  # charts and maps evaluate code
        "connect-src 'self' data: blob:",  # with the websocket of this very host,
        f"img-src 'self' data: blob: {TILE_HOST}",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'self'",
    )
)

ONE_STEP_A_PAGE = (
    "(()=>{const push=history.pushState.bind(history);history.pushState=(state,title,to)=>"
    "new URL(to,location.href).pathname===location.pathname"
    "?history.replaceState(state,title,to):push(state,title,to)})()"
)
"""Streamlit adds a step to the browser's history whenever a page writes its address: it took three presses of Back to
leave a page. What changes on the same page takes the place of its last step."""

HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)


PAGE_FILES = Path(__file__).resolve().parents[1] / "static" / "page"
LOOK = (
    f"<style>{(PAGE_FILES / 'page.css').read_text(encoding='utf-8')}</style>"
    f"<script>{(PAGE_FILES / 'page.js').read_text(encoding='utf-8')}</script>"
).encode()
"""The look of every page, on screen and on paper, and what those hear of it who cannot see it."""


class PageServer:
    """ASGI middleware: adds the headers to every answer, and to every page its look and the backend's address."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asks_page = any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])
        if asks_page:
            # A compressed page could not be added to.
            kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        await self.app(scope, receive, _Answer(send, asks_page))


class _Answer:
    """Passes an answer on; holds an HTML page back until it is whole, to add to it."""

    def __init__(self, send: Any, asks_page: bool) -> None:
        self.send = send
        self.asks_page = asks_page
        self.start: dict[str, Any] | None = None
        self.body = b""

    async def __call__(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *HEADERS]}
            is_page = any(n.lower() == b"content-type" and b"text/html" in v for n, v in message["headers"])
            if self.asks_page and is_page:
                self.start = message
                return
        elif self.start is not None and message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_page(self.start)
            return
        await self.send(message)

    async def _send_page(self, start: dict[str, Any]) -> None:
        page = with_backend(self.body, str(st.get_option("server.baseUrlPath")))
        page = page.replace(b"</head>", LOOK + b"</head>", 1)
        headers = [
            (name, value) for name, value in start["headers"] if name.lower() not in (b"content-length", b"etag")
        ]
        headers.append((b"content-length", str(len(page)).encode()))
        await self.send({**start, "headers": headers})
        await self.send({"type": "http.response.body", "body": page})


def with_backend(page: bytes, base_path: str) -> bytes:
    """Return Streamlit's page with the backend's address in it, before its first script.

    Examples
    --------
    >>> with_backend(b"<head><script src=a></script></head>", "")[:60]
    b'<head><script>window.__streamlit={BACKEND_BASE_URL:new URL("'
    """
    base = "/" + base_path.strip("/")
    quoted = base.replace("\\", "").replace('"', "").replace("<", "")
    backend = f'window.__streamlit={{BACKEND_BASE_URL:new URL("{quoted}",window.location.origin).href}}'
    script = f"<script>{backend};{ONE_STEP_A_PAGE}</script>"
    return page.replace(b"<script", script.encode() + b"<script", 1)
