"""The websocket of each visit: what it is sent is noted, and what is nobody's business is taken out."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Any

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from server.requests import REFUSED_LOUDLY, Asked
from server.visits import VISITS, Visits

FILE_ADDRESS = re.compile(rb"/media/([0-9a-f]{16,128})")
OF_STRANGERS = frozenset({"rerun_script", "stop_script", "app_heartbeat"})
OF_VISITORS = frozenset({"file_urls_request", "deferred_file", "dataframe_chunk"})
"""What a browser may ask over its websocket: everybody, and beside it who has come in."""

TOO_LONG = 1009
LONGEST_FROM_STRANGERS = 64 * 1024
"""Bytes of one message from somebody who has not come in: they can press a button, and nothing more."""


class Lines:
    """ASGI middleware for the websocket.

    Parameters
    ----------
    app : ASGI application
    script : str
        The file Streamlit runs. It tells every visitor where that is; here they are told its name only.
    """

    def __init__(self, app: Any, script: str, visits: Visits = VISITS) -> None:
        self.app = app
        self.script = script
        self.visits = visits

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Carry one websocket, or pass a request on."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        asked = Asked.of(scope)
        if not self._may_take_up(asked):
            await send({"type": "websocket.close", "code": REFUSED_LOUDLY, "reason": ""})
            return
        line = _Line(self, asked.proof, receive, send)
        try:
            await self.app(scope, line.receive, line.send)
        finally:
            line.end()

    def _may_take_up(self, asked: Asked) -> bool:
        """Whether a visit that is taken up again, by its id, is taken up by the same sign-in."""
        said = [part.strip() for part in asked.header("sec-websocket-protocol").split(",")]
        visit = self.visits.find(said[2]) if len(said) > 2 else None
        return visit is None or visit.proof == asked.proof


def may_be_asked(said: bytes, *, has_come_in: bool) -> bool:
    """Return whether a message of the browser is one that a page of this product sends.

    Streamlit would also say where its repository lies, forget what it keeps for everybody, and put files on the
    server's disk; for whoever has a websocket.

    Examples
    --------
    >>> asked = [BackMsg(**{kind: True}).SerializeToString() for kind in ("load_git_info", "app_heartbeat")]
    >>> [may_be_asked(one, has_come_in=True) for one in asked], may_be_asked(b"?", has_come_in=True)
    ([False, True], False)
    """
    try:
        asked: Any = BackMsg.FromString(said)
    except DecodeError:
        return False
    kind = asked.WhichOneof("type")
    if kind in OF_STRANGERS:
        return True
    if kind == "backend_operation_request":
        kind = asked.backend_operation_request.WhichOneof("payload")
    return has_come_in and kind in OF_VISITORS


class _Line:
    """One websocket."""

    def __init__(self, lines: Lines, proof: str, receive: Any, send: Any) -> None:
        self.lines, self.proof = lines, proof
        self.session = ""
        self._receive, self._send = receive, send

    async def receive(self) -> Any:
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            said, has_come_in = message.get("bytes") or b"", self._has_come_in()
            if len(said) > LONGEST_FROM_STRANGERS and not has_come_in:
                await self._send({"type": "websocket.close", "code": TOO_LONG, "reason": ""})
                return {"type": "websocket.disconnect", "code": TOO_LONG}
            if may_be_asked(said, has_come_in=has_come_in):
                return message

    async def send(self, message: Any) -> None:
        payload = message.get("bytes")
        if payload and message["type"] == "websocket.send":
            message = {**message, "bytes": self._passed(payload)}
        await self._send(message)

    def end(self) -> None:
        if self.session:
            self.lines.visits.leave(self.session)

    def _has_come_in(self) -> bool:
        visit = self.lines.visits.find(self.session)
        return visit is not None and visit.actor is not None

    def _passed(self, payload: bytes) -> bytes:
        if self.lines.script.encode() in payload:
            payload = self._without_path(payload)
        if self.session and b"/media/" in payload:
            self.lines.visits.give(self.session, (found.decode() for found in FILE_ADDRESS.findall(payload)))
        return payload

    def _without_path(self, payload: bytes) -> bytes:
        """Return what begins a visit, without the path of the server; the visit is known from here on."""
        sent: Any = ForwardMsg.FromString(payload)
        if sent.WhichOneof("type") != "new_session":
            return payload
        begins = sent.new_session
        begins.main_script_path = PurePath(begins.main_script_path).name
        if not self.session and begins.initialize.session_id:
            self.session = begins.initialize.session_id
            self.lines.visits.connect(self.session, self.proof)
        return bytes(sent.SerializeToString())
