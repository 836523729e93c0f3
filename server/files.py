"""Files that are given and taken: only by who came in, with the sign-in the page was opened with, within a quota."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import anyio.to_thread
import streamlit as st
from streamlit import runtime

from planning.errors import PlanningError
from planning.records.roles import Actor
from server.requests import Asked, refuse
from server.visits import VISITS, Visit, Visits

UPLOAD = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/[^/]+")
MEDIA = re.compile(r"/media/(?P<file>[0-9a-f]+)(\.\w+)?")

BYTES_PER_MB = 1024 * 1024
PERSON_MB, SERVER_MB = 100, 500
"""What a person may have given and not taken back, on all their screens, and all people of one process."""
MOST_FILES = 50
"""Files of one person at a time."""

SIGN_IN_FIRST = "Sign in first: files are given from an open page, by who opened it."
NOT_YOURS = "This file is for the page it was made for, and for who opened that."
NO_STORE = (b"cache-control", b"no-store")


class Files:
    """ASGI middleware for what Streamlit takes and gives without asking who it is."""

    def __init__(self, app: Any, visits: Visits = VISITS) -> None:
        self.app = app
        self.visits = visits
        self.on_their_way: Counter[str] = Counter()
        """Bytes announced and not yet taken, by person."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = Asked.of(scope)
        if asked.path.startswith("/_stcore/upload_file") and asked.method != "OPTIONS":
            await self._take(asked, scope, receive, send)
        elif asked.path.startswith("/media/"):
            await self._give(asked, scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _take(self, asked: Asked, scope: Any, receive: Any, send: Any) -> None:
        found = UPLOAD.fullmatch(asked.path)
        visit = self.visits.find(found["session"]) if found else None
        actor = await _who(visit) if visit is not None and visit.proof == asked.proof else None
        if actor is None:
            await refuse(asked, send, 403, SIGN_IN_FIRST)
        elif asked.method != "PUT":
            await self.app(scope, receive, send)
        else:
            size = _announced(asked)
            full = self._too_much(actor, size)
            if full:
                await refuse(asked, send, 413, full)
                return
            with self._announce(actor, size):
                await self.app(scope, receive, send)

    async def _give(self, asked: Asked, scope: Any, receive: Any, send: Any) -> None:
        found = MEDIA.fullmatch(asked.path)
        holders = self.visits.holding(found["file"], asked.proof) if found else []
        for visit in holders:
            # Nobody came in: all they were sent is the icon of the closed door.
            if visit.actor is None or await _who(visit) == visit.actor:
                await self.app(scope, receive, _not_stored(send))
                return
        await refuse(asked, send, 404, NOT_YOURS)

    @contextmanager
    def _announce(self, actor: Actor, size: int) -> Iterator[None]:
        self.on_their_way[actor.name] += size
        try:
            yield
        finally:
            self.on_their_way[actor.name] -= size
            if not self.on_their_way[actor.name]:
                del self.on_their_way[actor.name]

    def _too_much(self, actor: Actor, size: int) -> str:
        """Return why one more file of this size is too much; empty if it is not."""
        kept = _kept()
        own = [kept.get(session, {}) for session in self.visits.sessions_of(actor)]
        if sum(map(len, own)) >= MOST_FILES:
            return f"You have given {MOST_FILES} files that wait. Take some back, then try again."
        if _size(own) + self.on_their_way[actor.name] + size > PERSON_MB * BYTES_PER_MB:
            return f"You have given {PERSON_MB} MB that wait. Take some files back, then try again."
        if _size(list(kept.values())) + self.on_their_way.total() + size > SERVER_MB * BYTES_PER_MB:
            return "Too many files wait on this server just now. Try again in a few minutes."
        return ""


Waiting = dict[str, dict[str, Any]]
"""The files each session has given, by their ids."""


def _kept() -> Waiting:
    manager: Any = runtime.get_instance().uploaded_file_mgr
    return {session: dict(files) for session, files in list(manager.file_storage.items())}


def _size(sessions: list[dict[str, Any]]) -> int:
    return sum(len(file.data) for files in sessions for file in files.values())


def _announced(asked: Asked) -> int:
    """Return how much a request says it brings; the most there may be, where it does not say."""
    said = asked.header("content-length")
    most = int(st.get_option("server.maxUploadSize")) * BYTES_PER_MB
    return int(said) if said.isdecimal() else most


async def _who(visit: Visit) -> Actor | None:
    """Return who a visit is, asked anew; None if nobody came in, or they may not any more."""
    if visit.actor is None or visit.renew is None:
        return None
    try:
        return await anyio.to_thread.run_sync(visit.renew)
    except PlanningError:
        return None


def _not_stored(send: Any) -> Any:
    async def passed(message: Any) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message["headers"] if name.lower() != b"cache-control"]
            message = {**message, "headers": [*kept, NO_STORE]}
        await send(message)

    return passed
