"""Calendars by their key, for calendar programs: they cannot sign in, and ask for one address again and again."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from server.gate import refusal
from server.requests import Asked, refuse

CALENDAR = re.compile(r"/calendar/([A-Za-z0-9_-]{43})\.ics")


class CalendarServer:
    """ASGI middleware: answers ``/calendar/KEY.ics``, for calendar programs, which cannot sign in.

    Parameters
    ----------
    calendar_of : callable
        Takes the key and the name of a department (empty: the first one); returns the calendar, or None where the key
        opens none. It runs beside the loop that serves the pages.
    """

    def __init__(self, app: Any, calendar_of: Callable[[str, str], bytes | None]) -> None:
        self.app = app
        self.calendar_of = calendar_of

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        asked = Asked.of(scope) if scope["type"] == "http" else None
        named_key = CALENDAR.fullmatch(asked.path) if asked else None
        if asked is None or named_key is None:
            await self.app(scope, receive, send)
            return
        refused = refusal(asked, scope)
        if refused is not None:
            await refuse(asked, send, *refused)
            return
        named = parse_qs(asked.query).get("department", [""])[0]
        is_read = asked.method in ("GET", "HEAD")
        found = await asyncio.to_thread(self.calendar_of, named_key[1], named) if is_read else None
        status, kind = (200, b"text/calendar; charset=utf-8") if found is not None else (404, b"text/plain")
        body = b"There is no such calendar.\n" if found is None else found
        headers = [
            (b"content-type", kind),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"private, no-store"),
            (b"x-robots-tag", b"noindex"),
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if asked.method == "HEAD" else body})
