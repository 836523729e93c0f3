"""Who is connected: each visit by the session Streamlit gave it, who came in, and which files it was sent."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from planning.records.roles import Actor

FORGET_AFTER_S = 900.0
"""A visit that is not connected is forgotten after this long; Streamlit itself keeps it for two minutes."""


@dataclass(slots=True)
class Visit:
    """One open page.

    Attributes
    ----------
    session : str
        The id Streamlit gave it; whoever knows it can give a file in its name.
    proof : str
        What the browser's sign-in is known by; empty for nobody, and in local mode.
    actor : Actor or None
        Who came in, as of the last click; None if nobody did.
    renew : callable or None
        Asks again who this is; raises an ``AccessError`` once they may not come in any more.
    files : set of str
        The ids of the files whose address it was sent.
    lines : int
        How many websockets it has open.
    left_at : float
        Since when it has none, on the clock that never goes back.
    """

    session: str
    proof: str = ""
    actor: Actor | None = None
    renew: Callable[[], Actor] | None = None
    files: set[str] = field(default_factory=set)
    lines: int = 0
    left_at: float = field(default_factory=time.monotonic)


class Visits:
    """All visits of this process. Asked and told from many threads at once."""

    def __init__(self) -> None:
        self._by_session: dict[str, Visit] = {}
        self._lock = threading.Lock()

    def connect(self, session: str, proof: str) -> None:
        """Note that a visit has a websocket, opened with this sign-in."""
        with self._lock:
            self._forget_old()
            visit = self._of(session)
            visit.proof, visit.lines = proof, visit.lines + 1

    def leave(self, session: str) -> None:
        """Note that a websocket of a visit is closed."""
        with self._lock:
            visit = self._of(session)
            visit.lines, visit.left_at = max(visit.lines - 1, 0), time.monotonic()

    def come_in(self, session: str, actor: Actor | None, renew: Callable[[], Actor] | None) -> None:
        """Note who a visit is, or that nobody came in: with every click."""
        with self._lock:
            visit = self._of(session)
            if visit.actor is not None and actor != visit.actor:
                visit.files.clear()  # they were somebody else's, or for another role
            visit.actor, visit.renew = actor, renew

    def give(self, session: str, files: Iterable[str]) -> None:
        """Note that a visit was sent the addresses of files."""
        with self._lock:
            self._of(session).files.update(files)

    def find(self, session: str) -> Visit | None:
        """Return a visit; None if there is none."""
        with self._lock:
            return self._by_session.get(session)

    def holding(self, file: str, proof: str) -> list[Visit]:
        """Return the visits of a sign-in that were sent the address of a file."""
        with self._lock:
            return [visit for visit in self._by_session.values() if visit.proof == proof and file in visit.files]

    def sessions_of(self, actor: Actor) -> frozenset[str]:
        """Return the sessions of a person, on all their screens."""
        with self._lock:
            return frozenset(
                visit.session for visit in self._by_session.values() if visit.actor and visit.actor.name == actor.name
            )

    def _of(self, session: str) -> Visit:
        return self._by_session.setdefault(session, Visit(session))

    def _forget_old(self) -> None:
        oldest = time.monotonic() - FORGET_AFTER_S
        for session in [s for s, v in self._by_session.items() if not v.lines and v.left_at < oldest]:
            del self._by_session[session]


VISITS = Visits()
"""Those of this process: the script of a page and the web server are one."""
